"""The reading of a course's module: texts out of graded notebooks, points into nbgrader's gradebook."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from nbgrader.api import Gradebook

from practicum.errors import PracticumError
from practicum.grading.layout import read_layout
from practicum.grading.marks import READ_SUFFIX
from practicum.grading.reading.files import code_of, secret_of
from practicum.grading.reading.levels import FILE, Settled, levels_text
from practicum.grading.reading.sheets import Sheets, Text
from practicum.i18n import _
from practicum.learn.folders import write_text
from practicum.marking import load_exercises

if TYPE_CHECKING:
    from pathlib import Path

    from practicum.grading.layout import Layout, Settings
    from practicum.marking.exercise import Rubric
    from practicum.project import Module, Project


class Round(Sheets):
    """The reading of one module."""

    def __init__(self, assignment: str, project: Project, settings: Settings | None = None) -> None:
        """Open it.

        Args:
            assignment: The module's id or slug.
            project: The instructor's edition, with the module graded.
            settings: nbgrader options that win over `nbgrader_config.py`.

        Raises:
            PracticumError: The module is unknown, has nothing for people to read, or was not graded yet.
        """
        self.module = project.module(assignment)
        self._layout: Layout = read_layout(project.root, settings)
        definitions = load_exercises(project.solutions / self.module.slug / "marking.py")
        rubrics = {name: one.rubric for name, one in definitions.items() if one.rubric is not None}
        if not rubrics:
            raise PracticumError(
                _("{module} has nothing that people read.").format(module=self.module.id),
                next_step=_("Rules mark all of it: practicum grade {module}.").format(module=self.module.id),
            )
        folder = project.root / "readings" / self.module.slug
        texts = _texts(self._layout, self.module, folder, rubrics)
        super().__init__(
            folder, self.module.id, texts, rubrics, {name: definitions[name].title for name in rubrics}
        )

    def apply(self) -> int:
        """Put the points and comments of settled texts into the gradebook, and return how many.

        Points that a person gave in formgrader are replaced: two readings count more than one. The levels are
        kept beside the tables, for the learner's page.
        """
        ends = self.status().settled
        slug = self.module.slug
        with Gradebook(self._layout.db_url) as book:
            for one in ends:
                cell = one.exercise + READ_SUFFIX
                grade = book.find_grade(cell, slug, slug, one.student)
                grade.manual_score = one.points
                grade.needs_manual_grade = False
                if one.comment:
                    book.find_comment(cell, slug, slug, one.student).manual_comment = one.comment
            book.db.commit()
        self._keep(ends)
        return len(ends)

    def _keep(self, ends: list[Settled]) -> None:
        texts: dict[str, dict[str, Settled]] = {}
        secret = secret_of(self.folder)
        for one in ends:
            texts.setdefault(code_of(secret, one.student), {})[one.exercise] = one
        write_text(self.folder / FILE, levels_text(texts))


def _texts(layout: Layout, module: Module, readings: Path, rubrics: dict[str, Rubric]) -> list[Text]:
    folder = layout.folder("autograded", "*", module.slug)
    books = sorted(layout.root.glob(str(folder.relative_to(layout.root)) + "/*.ipynb"))
    if not books:
        raise PracticumError(
            _("Nothing of {module} has been graded yet.").format(module=module.id),
            next_step=_("Grade it first: practicum grade {module}.").format(module=module.id),
        )
    secret = secret_of(readings)
    found = []
    for book in books:
        student = book.parent.parent.name
        for cell in json.loads(book.read_text(encoding="utf-8"))["cells"]:
            name = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
            exercise = name.removesuffix(READ_SUFFIX)
            html = _reading_html(cell)
            if name.endswith(READ_SUFFIX) and exercise in rubrics and html:
                found.append(Text(code_of(secret, student), student, exercise, html))
    return found


def _reading_html(cell: Any) -> str:
    for output in cell.get("outputs", ()):
        html = output.get("data", {}).get("text/html", "")
        if html:
            return "".join(html) if isinstance(html, list) else str(html)
    return ""
