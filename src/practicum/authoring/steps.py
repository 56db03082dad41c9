"""What is derived from what. Each step is a function from sources to files, and writes nothing itself."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import practicum
from practicum.authoring.errors import BuildError
from practicum.authoring.execute import execute
from practicum.authoring.printed import card_page, glossary_page
from practicum.authoring.release import release
from practicum.authoring.source import is_notebook, json_file, read_source, write_notebook
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from practicum.project import Module, Project

_PACKAGE = Path(practicum.__file__).parent
# These neither run in a lesson nor shape a derived file: a change there rebuilds nothing.
_APART = {"cli.py", "doctor.py", "lab", "grading", "__pycache__"}
# These pages are drawn anew each time the course is opened: they are never stored with outputs.
_UNRUN = {"home.md", "portfolio.md"}
# No lesson reads these while it runs.
_FOR_AUTHORS = {"competences.toml", "facts.toml"}


@dataclass(frozen=True)
class Step:
    """One thing to derive.

    Attributes:
        name: What it is called in messages: its main file, or the folder that it fills.
        stage: Steps of a lower stage are published first, because later ones read what they write.
        inputs: Every file that decides the result.
        make: Returns the derived files, by path in the project.
    """

    name: str
    stage: int
    inputs: tuple[Path, ...]
    make: Callable[[], dict[str, bytes]]


def steps(project: Project) -> list[Step]:
    """Return every step of a project, in the order in which they may be published.

    Raises:
        PracticumError: The syllabus cannot be read, or the edition holds no text sources: a learner's one.
    """
    open_modules = [one for one in project.modules if one.status == "open"]
    if not open_modules or not _notebooks(project.course):
        raise BuildError(
            _("This edition holds no sources, only what was built from them."),
            next_step=_("Build in the edition of the authors."),
        )
    return sorted(_steps(project), key=lambda step: (step.stage, step.name))


def _steps(project: Project) -> Iterator[Step]:
    root = project.root
    package = (*_package_files(), *root.glob("requirements.lock"))
    if project.datasets.is_dir():
        yield Step("datasets", 0, package, _datasets)
    if project.scenarios.is_dir():
        yield Step("scenarios/scenario.schema.json", 0, package, _scenario_schema)
    if (root / "docs").is_dir():
        yield Step("docs/model-card.md", 0, package, _model_card)
    words = (project.course / "glossary.toml", project.course / "syllabus.toml")
    if words[0].is_file():
        yield Step("course/glossary.md", 0, (*words, *package), partial(_glossary, project))
    for module in project.modules:
        card = project.course / module.slug / "card.md"
        if card.is_file():
            name = card.with_suffix(".html").relative_to(root).as_posix()
            yield Step(name, 0, (card, words[1], *package), partial(_card, name, card, module))
    yield from _of_the_framework(project, package)
    yield from _of_the_examination(project, package)
    tables = (*project.datasets.glob("*.csv"), *sorted(project.datasets.glob("dossiers/*.md")))
    scenes = tuple(path for path in sorted(project.scenarios.rglob("*")) if path.is_file())
    for source in _notebooks(project.course):
        run = source.name not in _UNRUN
        beside = tuple(source.parent.glob("*.py")) + tuple(
            path for path in project.course.rglob("*.toml") if path.name not in _FOR_AUTHORS
        )
        used = (*beside, *tables, *scenes) if run else ()
        make = partial(_lesson, root, source, run=run)
        yield Step(_name(source, root), 1, (source, *package, *used), make)
    for source in _notebooks(project.solutions):
        yield Step(_name(source, root), 1, (source, *package), partial(_solution, root, source))
        marking = tuple(sorted(source.parent.glob("*.py")))
        if marking and source.stem == source.parent.name:
            inputs = (source, *marking, *package, *root.glob("nbgrader_config.py"))
            yield Step(f"assignments/{source.stem}", 1, inputs, partial(release, root, source))


def _of_the_framework(project: Project, package: tuple[Path, ...]) -> Iterator[Step]:
    """Yield the pages about facts and coverage; a project that keeps no such data has neither."""
    facts, seeds = project.course / "facts.toml", project.course / "seeds.csv"
    if facts.is_file():
        yield Step("course/facts.md", 0, (facts, *package), partial(_facts, project))
    if seeds.is_file():
        data = (seeds, project.course / "competences.toml", project.course / "syllabus.toml")
        defined = (*project.course.rglob("*.py"), *project.course.rglob("questions.toml"))
        sealed = project.solutions.rglob("*.py")
        bank = (project.root / "exam").rglob("*.toml")
        inputs = (*data, *sorted(defined), *sorted(sealed), *sorted(bank), *package)
        yield Step("docs/coverage.md", 0, inputs, partial(_coverage, project))


def _of_the_examination(project: Project, package: tuple[Path, ...]) -> Iterator[Step]:
    """Yield the page on the scheme; a project without an examination has none."""
    scheme, blueprint = project.root / "exam" / "scheme.toml", project.root / "exam" / "blueprint.toml"
    if scheme.is_file():
        inputs = (scheme, blueprint, project.course / "competences.toml", *package)
        yield Step("docs/scheme.md", 0, inputs, partial(_scheme, project))


def _package_files() -> tuple[Path, ...]:
    return tuple(
        path
        for path in sorted(_PACKAGE.rglob("*"))
        if path.is_file() and not _APART.intersection(path.relative_to(_PACKAGE).parts)
    )


def _notebooks(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [path for path in sorted(folder.rglob("*.md")) if is_notebook(path)]


def _name(source: Path, root: Path) -> str:
    return source.relative_to(root).with_suffix(".ipynb").as_posix()


def _lesson(root: Path, source: Path, *, run: bool) -> dict[str, bytes]:
    name = _name(source, root)
    notebook = read_source(source, name)
    if run:
        execute(notebook, source, root)
    return {name: write_notebook(notebook)}


def _solution(root: Path, source: Path) -> dict[str, bytes]:
    name = _name(source, root)
    return {name: write_notebook(read_source(source, name))}


def _datasets() -> dict[str, bytes]:
    from practicum.data import write_datasets  # noqa: PLC0415  pandas is slow to import; many steps do without

    with tempfile.TemporaryDirectory(prefix="practicum-data-") as folder:
        write_datasets(Path(folder))
        return {f"datasets/{path.name}": path.read_bytes() for path in sorted(Path(folder).iterdir())}


def _glossary(project: Project) -> dict[str, bytes]:
    from practicum.learn.glossary import read_glossary  # noqa: PLC0415  as above

    return {"course/glossary.md": glossary_page(read_glossary(project), project.modules).encode()}


def _card(name: str, source: Path, module: Module) -> dict[str, bytes]:
    text = source.read_text(encoding="utf-8")
    return {name: card_page(text, Path(name).with_suffix(".md").as_posix(), module).encode()}


def _scenario_schema() -> dict[str, bytes]:
    from practicum.drill import scenario_schema  # noqa: PLC0415  as above

    return {"scenarios/scenario.schema.json": json_file(scenario_schema())}


def _model_card() -> dict[str, bytes]:
    from practicum.drill.community.card import model_card  # noqa: PLC0415  as above

    return {"docs/model-card.md": model_card().encode()}


def _facts(project: Project) -> dict[str, bytes]:
    from practicum.authoring.facts_page import facts_page  # noqa: PLC0415  as above
    from practicum.learn.facts import read_facts  # noqa: PLC0415  as above

    return {"course/facts.md": facts_page(read_facts(project)).encode()}


def _coverage(project: Project) -> dict[str, bytes]:
    from practicum.authoring.coverage import read_coverage  # noqa: PLC0415  as above
    from practicum.authoring.coverage_page import coverage_page  # noqa: PLC0415  as above

    return {"docs/coverage.md": coverage_page(read_coverage(project)).encode()}


def _scheme(project: Project) -> dict[str, bytes]:
    from practicum.exam.scheme import read_examination  # noqa: PLC0415  as above
    from practicum.exam.scheme_page import scheme_page  # noqa: PLC0415  as above
    from practicum.learn.competences import read_areas  # noqa: PLC0415  as above

    page = scheme_page(read_examination(project.root / "exam"), read_areas(project))
    return {"docs/scheme.md": page.encode()}
