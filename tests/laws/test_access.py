"""Is everything that a learner opens built so that everybody can use it, on the screen and as a page?"""

from pathlib import Path

import nbformat
import pytest

from practicum.authoring.access import contrast_problems, html_problems, notebook_problems
from practicum.authoring.notebook_page import notebook_page
from practicum.learn.form.tools_visit import ToolsVisit
from practicum.learn.form.visit import Visit
from practicum.learn.tools.registry import TOOLS
from practicum.look import stylesheet
from practicum.project import Project

REPOSITORY = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted(
    path
    for folder in ("course", "assignments")
    for path in (REPOSITORY / folder).rglob("*.ipynb")
    if ".ipynb_checkpoints" not in path.parts
)
MODULES = [module.id for module in Project(REPOSITORY).modules if module.status == "open"]


def test_is_there_something_to_look_at():
    assert {path.stem for path in NOTEBOOKS} >= {"home", "portfolio", "lesson"}
    assert MODULES


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_is_a_notebook_clean_where_it_lies_and_as_a_page(path):
    notebook = nbformat.read(path, as_version=4)
    assert notebook_problems(notebook) == []
    assert html_problems(notebook_page(notebook)) == []


@pytest.mark.parametrize("path", sorted(REPOSITORY.glob("course/*/card.html")), ids=lambda p: p.parent.name)
def test_is_a_card_clean(path):
    assert html_problems(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("module", MODULES)
def test_is_the_plain_form_of_a_module_clean(module, tmp_path, monkeypatch):
    monkeypatch.setenv("PRACTICUM_WORK", str(tmp_path / "work"))
    project = Project(REPOSITORY)
    page = Visit(project, project.module(module)).page()
    assert "<form" in page
    assert html_problems(page) == []


def test_is_the_plain_form_of_each_tool_clean(tmp_path, monkeypatch):
    monkeypatch.setenv("PRACTICUM_WORK", str(tmp_path / "work"))
    visit = ToolsVisit(Project(REPOSITORY))
    pages = {place: visit.get(place, {}).html for place in ("", *TOOLS)}
    assert len(pages) > 1
    assert {place: found for place, page in pages.items() if (found := html_problems(page))} == {}


def test_are_the_colours_far_enough_apart_in_both_schemes():
    assert contrast_problems(stylesheet()) == []
