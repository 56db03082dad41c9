"""The debrief of a finished shift, for a notebook, a page to print, and plain text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from practicum.desk.assets import debrief_styles
from practicum.desk.debrief_html import article
from practicum.desk.debrief_text import text
from practicum.desk.told import Told, resolutions
from practicum.i18n import _
from practicum.learn.folders import write_text
from practicum.look import fragment, page
from practicum.look.sheet import sheet

if TYPE_CHECKING:
    from collections.abc import Mapping


class DebriefView:
    """The tables of a debrief, made readable. Static: no script, no network, no state.

    Attributes:
        headline: What this run showed, one sentence.
        total: The score, 0 to 100.
        resolutions: What to do differently next time, sentences to choose one from.
    """

    def __init__(
        self, tables: Mapping[str, Any], drill: Mapping[str, Any], *, predicted: int | None = None
    ) -> None:
        """Hold the tables of a debrief.

        Args:
            tables: What `practicum.drill.debrief(...).to_json()` returned.
            drill: The part `drill` of a view: title, brand, mode, seed.
            predicted: The score that the learner expected.
        """
        self._told = Told(tables, drill, predicted, resolutions(tables))
        self.headline: str = tables["headline"]
        self.total: float = tables["score"]["total"]
        self.resolutions = self._told.resolutions

    def to_json(self) -> dict[str, Any]:
        """Return the tables as they came."""
        return dict(self._told.tables)

    def body(self, *, level: int = 2, choose: bool = False) -> str:
        """Return the debrief as HTML without styles.

        Args:
            level: Level of its first heading.
            choose: Make the resolutions a form; who shows it must handle its submission.
        """
        return article(self._told, level=level, choose=choose)

    def html(self) -> str:
        """Return the debrief for a notebook's output or a feedback page, styles included."""
        return fragment(self.body(), css=debrief_styles())

    def page(self) -> str:
        """Return the debrief as a whole HTML document that needs nothing else and prints on A4."""
        title = _("Debrief: {title}").format(title=self._told.drill["title"])
        return page(title, f"<main>{self.body(level=1)}</main>", css=debrief_styles())

    def text(self) -> str:
        """Return the debrief as plain text."""
        return text(self._told)

    def save(self, path: Path | str) -> Path:
        """Write the debrief as a page that can be printed or sent, and return where it is.

        Raises:
            DeskError: The file cannot be written.
        """
        return write_text(Path(path), self.page())

    def save_table(self, path: Path | str) -> Path:
        """Write every moment of the shift as a CSV table for a spreadsheet, and return where it is.

        Columns: minute, time, the index of the learner, the expert and silence in points, and what came in,
        what each of them did and who waited, several sentences separated by ` | `.

        Raises:
            DeskError: The file cannot be written.
        """
        columns = ("minute", "time", "learner", "reference", "silence", "came", "did", "expert", "waiting")
        rows = ([moment[column] for column in columns] for moment in self._told.tables["moments"])
        return write_text(Path(path), sheet(columns, rows))

    def __repr__(self) -> str:
        return self.text()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        del include, exclude  # IPython's protocol asks for them
        return {"text/html": self.html(), "text/plain": self.text()}
