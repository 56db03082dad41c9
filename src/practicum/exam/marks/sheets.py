"""A marker's sheet in an examination: page and table as in the course, and a notebook that fills it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nbformat

from practicum.errors import PracticumError
from practicum.evidence import strictjson
from practicum.evidence.files import locked, read_bounded, write_atomically
from practicum.evidence.versions import Format
from practicum.exam.marks.shown import styles
from practicum.grading.reading.files import COLUMNS, rows_of
from practicum.grading.reading.sheets import Sheets
from practicum.i18n import _
from practicum.look.sheet import meant, sheet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import Any

    from practicum.grading.reading.sheets import Text

TEXTS = Format("practicum-exam-sheet", 1)
_LARGEST = 100_000_000


class ExamSheets(Sheets):
    """Sheets that come with a notebook: `<marker>.ipynb`, and `<marker>.json` with what it shows."""

    css = styles()

    def write_sheet(self, marker: str, texts: Iterable[Text]) -> Path:
        """Write page, table and notebook of a marker for these texts, and return the page.

        Raises:
            PracticumError: The name cannot be used, or this marker has a table already.
        """
        texts = list(texts)
        page = super().write_sheet(marker, texts)
        by_key = {(one.code, one.exercise): one for one in texts}
        order = dict.fromkeys((row["code"], row["exercise"]) for row in rows_of(page.with_suffix(".csv")))
        document: dict[str, Any] = {
            "format": TEXTS.name,
            "version": TEXTS.version,
            "name": self.name,
            "texts": [self._shown(by_key[key]) for key in order],
        }
        write_atomically(page.with_suffix(".json"), (strictjson.dump(document) + "\n").encode("utf-8"))
        write_notebook(page.with_suffix(".ipynb"), page.with_suffix(".csv").name)
        return page

    def _shown(self, one: Text) -> dict[str, Any]:
        criteria = self.rubrics[one.exercise].criteria
        return {
            "code": one.code,
            "exercise": one.exercise,
            "title": self.titles[one.exercise],
            "html": one.html,
            "criteria": [
                {"id": row.id, "label": row.label, "anchors": list(row.anchors)} for row in criteria
            ],
        }


def read_shown(table: Path) -> dict[str, Any]:
    """Return what the notebook beside a table shows.

    Raises:
        PracticumError: The file is missing or was changed.
    """
    path = table.with_suffix(".json")
    return TEXTS.upgrade(strictjson.load(read_bounded(path, _LARGEST), name=path.name), where=path.name)


def fill(table: Path, row: tuple[str, str, str], *, level: int | None, comment: str) -> None:
    """Write level and comment of one row of a table; all other rows stay.

    Args:
        table: The marker's CSV file.
        row: Code, exercise and criterion.
        level: From 0 to 3; None takes it back.
        comment: In the marker's words.

    Raises:
        PracticumError: The table cannot be read or written, or does not have the row.
    """
    with locked(table):
        rows = rows_of(table)
        found = [one for one in rows if (one["code"], one["exercise"], one["criterion"]) == row]
        if not found:
            raise PracticumError(
                _("{file} has no row for {row}.").format(file=table.name, row=", ".join(row)),
                next_step=_("Restore it from a copy, or ask for the sheet again."),
            )
        found[0] |= {"level": "" if level is None else str(level), "comment": comment}
        lines = [[meant(one[name]) for name in COLUMNS] for one in rows]
        write_atomically(table, sheet(COLUMNS, lines).encode("utf-8"))


def write_notebook(path: Path, table: str) -> None:
    """Write the notebook in which a marker works.

    Args:
        path: The notebook to make.
        table: The name of the table in the same folder.
    """
    intro = _(
        "# Texts to read\n\nRun the cell below (Shift+Enter). It shows one text at a time beside its rubric; "
        "choose a level for each criterion with the mouse or the arrow keys. Every choice is saved in "
        "`{table}` at once. That file is what you hand back; you can fill it in with a spreadsheet instead. "
        "Nothing here needs a network."
    ).format(table=table)
    code = (
        "from pathlib import Path\n\nfrom practicum.exam.marks.notebook import LevelDesk\n\n"
        f"LevelDesk(Path({table!r}))"
    )
    cells = [nbformat.v4.new_markdown_cell(intro, id="what"), nbformat.v4.new_code_cell(code, id="desk")]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)
