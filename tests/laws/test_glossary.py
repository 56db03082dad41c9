"""Is every word that a lesson explains in the glossary, every entry used, and every anchor real?"""

import ast
import re

import jupytext
import pytest

from practicum.learn.glossary import read_glossary
from practicum.project import Project


@pytest.fixture(scope="module")
def project(repository):
    return Project(repository)


@pytest.fixture(scope="module")
def terms(project):
    return read_glossary(project)


def open_modules(project):
    return [module for module in project.modules if module.status == "open"]


def asked_of(tree):
    """Yield each word that code gives to `term`, directly or from a tuple that it walks through."""
    loops = {
        node.target.id: [item.value for item in node.iter.elts]
        for node in ast.walk(tree)
        if isinstance(node, ast.For) and isinstance(node.iter, (ast.Tuple, ast.List))
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "term":
            (word,) = node.args
            yield from [word.value] if isinstance(word, ast.Constant) else loops[word.id]


def test_does_every_word_that_a_lesson_explains_exist(project, terms):
    names = {name.casefold() for entry in terms for name in (entry.name, *entry.also)}
    asked = {
        (module.id, word)
        for module in open_modules(project)
        for cell in jupytext.read(project.course / module.slug / "lesson.md").cells
        if cell.cell_type == "code" and "term(" in cell.source
        for word in asked_of(ast.parse(cell.source))
    }
    assert len(asked) > 20
    assert [word for word in sorted(asked) if word[1].casefold() not in names] == []


def test_is_every_entry_used_by_an_open_module_or_does_it_say_why_not(project, terms):
    texts = []
    for module in open_modules(project):
        folder = project.course / module.slug
        paths = [*folder.glob("*.md"), *folder.glob("*.toml"), *folder.glob("*.py")]
        paths += [project.solutions / module.slug / f"{module.slug}.md"]
        paths += [project.scenarios / module.drill / "messages.en.yaml"]
        texts += [path.read_text(encoding="utf-8").casefold() for path in paths]
    everything = "\n".join(texts)

    def used(entry):
        names = (re.escape(name.casefold()) for name in (entry.name, *entry.also))
        return any(re.search(rf"\b{name}(s|es)?\b", everything) for name in names)

    assert [entry.name for entry in terms if not used(entry) and not entry.why] == []


def test_has_the_glossary_page_an_anchor_for_every_word_and_no_dead_link(project, terms):
    page = (project.course / "glossary.md").read_text(encoding="utf-8")
    anchors = [heading.replace(" ", "-") for heading in re.findall(r"^#+ (.+)$", page, re.MULTILINE)]
    assert len(anchors) == len(set(anchors))
    assert [entry.name for entry in terms if entry.anchor not in anchors] == []
    targets = re.findall(r"\]\(([^)]+)\)", page)
    assert len(targets) > len(terms)
    dead = {
        target
        for target in targets
        if target.removeprefix("#") not in anchors and not (project.course / target).is_file()
    }
    assert dead == set()
