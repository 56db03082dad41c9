"""One round of reading: give out sheets, see how the markers agree, and put the points into the gradebook."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from nbgrader.api import Gradebook

from practicum.errors import PracticumError
from practicum.grading.layout import read_layout
from practicum.grading.marks import READ_SUFFIX
from practicum.grading.reading.agreement import agreements, apart, points, settled
from practicum.grading.reading.comments import expanded
from practicum.grading.reading.files import code_of, empty_table, marker_file, read_tables, secret_of
from practicum.grading.reading.levels import FILE, Settled, levels_text
from practicum.grading.reading.page import sheet_page
from practicum.i18n import _
from practicum.learn.folders import write_text
from practicum.marking import load_exercises

if TYPE_CHECKING:
    from pathlib import Path

    from practicum.grading.layout import Layout, Settings
    from practicum.grading.reading.agreement import Agreement
    from practicum.grading.reading.files import Reading
    from practicum.marking.exercise import Rubric
    from practicum.project import Project


@dataclass(frozen=True)
class Text:
    """One text to read: its code, its exercise, and the text as HTML, beside its rubric."""

    code: str
    student: str
    exercise: str
    html: str


@dataclass(frozen=True)
class Status:
    """Where a round of reading stands.

    Attributes:
        texts: How many texts there are.
        markers: By marker, how many texts are read whole.
        agreement: By criterion.
        queue: Texts on which two markers lie apart: code, exercise and the criteria.
        settled: Texts whose points are known.
    """

    texts: int
    markers: dict[str, int]
    agreement: list[Agreement]
    queue: list[tuple[str, str, list[str]]]
    settled: list[Settled]


class Round:
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
        self.folder: Path = project.root / "readings" / self.module.slug
        self._layout: Layout = read_layout(project.root, settings)
        definitions = load_exercises(project.solutions / self.module.slug / "marking.py")
        self.rubrics: dict[str, Rubric] = {
            name: one.rubric for name, one in definitions.items() if one.rubric is not None
        }
        self.titles = {name: definitions[name].title for name in self.rubrics}
        if not self.rubrics:
            raise PracticumError(
                _("{module} has nothing that people read.").format(module=self.module.id),
                next_step=_("Rules mark all of it: practicum grade {module}.").format(module=self.module.id),
            )
        self.texts = self._texts()

    def _texts(self) -> list[Text]:
        folder = self._layout.folder("autograded", "*", self.module.slug)
        books = sorted(self._layout.root.glob(str(folder.relative_to(self._layout.root)) + "/*.ipynb"))
        if not books:
            raise PracticumError(
                _("Nothing of {module} has been graded yet.").format(module=self.module.id),
                next_step=_("Grade it first: practicum grade {module}.").format(module=self.module.id),
            )
        secret = secret_of(self.folder)
        found = []
        for book in books:
            student = book.parent.parent.name
            for cell in json.loads(book.read_text(encoding="utf-8"))["cells"]:
                name = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
                exercise = name.removesuffix(READ_SUFFIX)
                html = _reading_html(cell)
                if name.endswith(READ_SUFFIX) and exercise in self.rubrics and html:
                    found.append(Text(code_of(secret, student), student, exercise, html))
        return found

    def give_out(self, marker: str, *, only_apart: bool = False) -> Path:
        """Write a marker's sheet, a page to read and a table to fill in; the order differs by marker.

        Args:
            marker: Names the files.
            only_apart: Only the texts on which two markers lie apart: a third person's sheet.

        Raises:
            PracticumError: The name cannot be used, or this marker has a table already.
        """
        table = marker_file(self.folder, marker)
        if table.exists():
            raise PracticumError(
                _("{marker} has a sheet already: {file}.").format(marker=marker, file=table),
                next_step=_("Go on with it, or move it away to begin again."),
            )
        texts = self.texts
        if only_apart:
            wanted = {(code, exercise) for code, exercise, _criteria in self.status().queue}
            texts = [one for one in texts if (one.code, one.exercise) in wanted]
        order = sorted(
            texts, key=lambda one: (one.exercise, sha256(f"{marker}/{one.code}".encode()).digest())
        )
        rows = [
            (one.code, one.exercise, criterion.id)
            for one in order
            for criterion in self.rubrics[one.exercise].criteria
        ]
        write_text(table, empty_table(rows))
        page = table.with_suffix(".html")
        write_text(page, sheet_page(self.module, marker, order, self.titles))
        return page

    def status(self) -> Status:
        """Return where the round stands.

        Raises:
            PracticumError: A marker's table cannot be read.
        """
        tables = read_tables(self.folder, self.rubrics)
        queue, ends = [], []
        whole: dict[str, int] = dict.fromkeys(tables, 0)
        read_by = {marker: _by_text(readings) for marker, readings in tables.items()}
        for text in self.texts:
            labels = {one.id: one.label for one in self.rubrics[text.exercise].criteria}
            mine = {marker: texts.get((text.code, text.exercise), []) for marker, texts in read_by.items()}
            read = {
                marker: rows
                for marker, rows in mine.items()
                if {one.criterion for one in rows} == labels.keys()
            }
            for marker in read:
                whole[marker] += 1
            levels = [{one.criterion: one.level for one in rows} for rows in read.values()]
            far = apart(levels)
            if far:
                queue.append((text.code, text.exercise, far))
            end = settled(levels)
            if end is not None:
                said = [
                    _("{criterion}: {comment}").format(criterion=label, comment=expanded(one.comment))
                    for name, label in labels.items()
                    for rows in read.values()
                    for one in rows
                    if one.comment and one.criterion == name
                ]
                total = points(self.rubrics[text.exercise], end)
                comment = "\n".join(dict.fromkeys(said))
                ends.append(Settled(text.student, text.exercise, total, comment, end))
        return Status(len(self.texts), whole, agreements(_by_marker(tables)), queue, ends)

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


def _reading_html(cell: Any) -> str:
    for output in cell.get("outputs", ()):
        html = output.get("data", {}).get("text/html", "")
        if html:
            return "".join(html) if isinstance(html, list) else str(html)
    return ""


def _by_text(readings: list[Reading]) -> dict[tuple[str, str], list[Reading]]:
    """Return the rows of one marker by code and exercise."""
    found: dict[tuple[str, str], list[Reading]] = {}
    for one in readings:
        found.setdefault((one.code, one.exercise), []).append(one)
    return found


def _by_marker(tables: dict[str, list[Reading]]) -> dict[str, dict[str, dict[str, int]]]:
    """Return levels by marker, text and criterion; criteria of two exercises never share a name."""
    levels: dict[str, dict[str, dict[str, int]]] = {}
    for marker, readings in tables.items():
        for one in readings:
            text = levels.setdefault(marker, {}).setdefault(f"{one.code}/{one.exercise}", {})
            text[f"{one.exercise} {one.criterion}"] = one.level
    return levels
