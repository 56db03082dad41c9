"""What every reading by several people shares: sheets without names, where they stand, what is settled.

It knows neither nbgrader nor an examination: whoever has texts with their rubrics can give them out.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.grading.reading.agreement import agreements, apart, points, settled
from practicum.grading.reading.comments import expanded
from practicum.grading.reading.files import empty_table, marker_file, read_tables
from practicum.grading.reading.levels import Settled
from practicum.grading.reading.page import sheet_page
from practicum.i18n import _
from practicum.learn.folders import write_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from practicum.grading.reading.agreement import Agreement
    from practicum.grading.reading.files import Reading
    from practicum.marking.exercise import Rubric


@dataclass(frozen=True)
class Text:
    """One text to read.

    Attributes:
        code: Under which markers see it.
        student: Whose it is; markers never learn it.
        exercise: Its exercise.
        html: The text as HTML, beside its rubric.
    """

    code: str
    student: str
    exercise: str
    html: str


@dataclass(frozen=True)
class Status:
    """Where a reading stands.

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


class Sheets:
    """Texts that several people read, each on a sheet of their own.

    Attributes:
        folder: Where sheets lie.
        name: What is read, for the head of a sheet.
        texts: The texts.
        rubrics: The rubric of each exercise.
        titles: The title of each exercise.
        css: Styles of the texts, where these bring none.
    """

    css = ""

    def __init__(
        self,
        folder: Path,
        name: str,
        texts: Sequence[Text],
        rubrics: Mapping[str, Rubric],
        titles: Mapping[str, str],
    ) -> None:
        self.folder = folder
        self.name = name
        self.texts = list(texts)
        self.rubrics = dict(rubrics)
        self.titles = dict(titles)

    def give_out(self, marker: str, *, only_apart: bool = False) -> Path:
        """Write a marker's sheet, a page to read and a table to fill in; the order differs by marker.

        Args:
            marker: Names the files.
            only_apart: Only the texts on which two markers lie apart: a third person's sheet.

        Raises:
            PracticumError: The name cannot be used, or this marker has a table already.
        """
        wanted = {(code, exercise) for code, exercise, _criteria in self.status().queue} if only_apart else ()
        texts = [one for one in self.texts if not only_apart or (one.code, one.exercise) in wanted]
        return self.write_sheet(marker, texts)

    def write_sheet(self, marker: str, texts: Iterable[Text]) -> Path:
        """Write the page and the table of a marker for these texts, and return the page.

        Raises:
            PracticumError: The name cannot be used, or this marker has a table already.
        """
        table = marker_file(self.folder, marker)
        if table.exists():
            raise PracticumError(
                _("{marker} has a sheet already: {file}.").format(marker=marker, file=table),
                next_step=_("Go on with it, or move it away to begin again."),
            )
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
        write_text(page, sheet_page(self.name, marker, order, self.titles, self.css))
        return page

    def tables(self) -> dict[str, list[Reading]]:
        """Return what each marker has filled in.

        Raises:
            PracticumError: A marker's table cannot be read.
        """
        return read_tables(self.folder, self.rubrics)

    def status(self) -> Status:
        """Return where the reading stands.

        Raises:
            PracticumError: A marker's table cannot be read.
        """
        tables = self.tables()
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
                ends.append(self._settled(text, read.values(), end))
        return Status(len(self.texts), whole, agreements(_by_marker(tables)), queue, ends)

    def _settled(self, text: Text, read: Iterable[list[Reading]], end: dict[str, float]) -> Settled:
        rubric = self.rubrics[text.exercise]
        said = [
            _("{criterion}: {comment}").format(criterion=criterion.label, comment=expanded(one.comment))
            for criterion in rubric.criteria
            for rows in read
            for one in rows
            if one.comment and one.criterion == criterion.id
        ]
        comment = "\n".join(dict.fromkeys(said))
        return Settled(text.student, text.exercise, points(rubric, end), comment, end)


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
