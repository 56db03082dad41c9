"""The desk of a marker in a notebook: one text at a time, levels by criterion, saved at every choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from practicum.exam.marks.sheets import fill, read_shown
from practicum.exam.marks.shown import styles
from practicum.grading.reading.agreement import LEVELS
from practicum.grading.reading.files import rows_of
from practicum.i18n import _
from practicum.look import escape, fragment

if TYPE_CHECKING:
    from pathlib import Path

_WIDE = {"width": "98%"}
_STYLE = {"description_width": "initial"}


class LevelDesk:
    """The texts of a sheet, to be read and given levels.

    Attributes:
        table: The CSV file that it fills in.
        box: The widget to display.
        at: Which text is shown, from 0.
    """

    def __init__(self, table: Path) -> None:
        """Open the sheet at the first text that is not read whole.

        Raises:
            PracticumError: The table, or the file with the texts beside it, cannot be read.
        """
        self.table = table
        self.at = -1
        shown = read_shown(table)
        self._name, self._texts = shown["name"], shown["texts"]
        self._body = widgets.VBox([])
        self._said = widgets.HTML()
        self.back = widgets.Button(description=_("Text before"))
        self.next = widgets.Button(description=_("Next text"))
        self.unread = widgets.Button(description=_("Next that is not read"), layout={"width": "auto"})
        self.back.on_click(lambda _button: self.show(self.at - 1))
        self.next.on_click(lambda _button: self.show(self.at + 1))
        self.unread.on_click(lambda _button: self.show(self._first_unread()))
        move = widgets.HBox([self.back, self.next, self.unread])
        self.box = widgets.VBox([widgets.HTML(_head(self._name)), move, self._body, self._said])
        self.show(self._first_unread())

    def show(self, number: int) -> None:
        """Show a text by its place on the sheet; the first or last where there is none."""
        self.at = min(max(number, 0), len(self._texts) - 1)
        one = self._texts[self.at]
        given = self._given()
        title = _("Text {n} of {all}: {code}, {title}").format(
            n=self.at + 1, all=len(self._texts), code=one["code"], title=one["title"]
        )
        words = widgets.HTML(fragment(f"<h3>{escape(title)}</h3>") + one["html"])
        rows = [self._row(one, criterion, given) for criterion in one["criteria"]]
        self._body.children = (words, *rows)
        self.back.disabled, self.next.disabled = self.at == 0, self.at == len(self._texts) - 1
        self._tell()

    def _row(self, one: dict[str, Any], criterion: dict[str, Any], given: dict[Any, Any]) -> widgets.Widget:
        key = (one["code"], one["exercise"], criterion["id"])
        level, words = given[key]
        levels = widgets.RadioButtons(
            options=[(f"{n}: {criterion['anchors'][n]}", n) for n in range(LEVELS)],
            value=level,
            description=criterion["label"],
            style=_STYLE,
            layout=_WIDE,
        )
        comment = widgets.Text(
            value=words,
            description=_("Comment on {criterion}").format(criterion=criterion["label"]),
            style=_STYLE,
            layout=_WIDE,
            continuous_update=False,
        )

        def save(_event: Any) -> None:
            fill(self.table, key, level=levels.value, comment=comment.value)
            self._tell()

        levels.observe(save, "value")
        comment.observe(save, "value")
        return widgets.VBox([levels, comment])

    def _given(self) -> dict[tuple[str, str, str], tuple[int | None, str]]:
        return {
            (row["code"], row["exercise"], row["criterion"]): (
                int(row["level"]) if row["level"].strip() in {str(n) for n in range(LEVELS)} else None,
                row["comment"],
            )
            for row in rows_of(self.table)
        }

    def _open(self) -> list[int]:
        """Return the places of the texts that lack a level."""
        given = self._given()
        return [
            place
            for place, one in enumerate(self._texts)
            if any(given[one["code"], one["exercise"], row["id"]][0] is None for row in one["criteria"])
        ]

    def _first_unread(self) -> int:
        left = self._open()
        return next((place for place in left if place > self.at), left[0] if left else self.at)

    def _tell(self) -> None:
        left = len(self._open())
        said = (
            _("{left} of {all} texts are not read whole.").format(left=left, all=len(self._texts))
            if left
            else _("All texts are read. The sheet is saved: hand {file} back.").format(file=self.table.name)
        )
        self.unread.disabled = not left
        self._said.value = fragment(f'<p role="status">{escape(said)}</p>')

    def _ipython_display_(self) -> None:
        from IPython.display import display  # noqa: PLC0415  only a notebook needs it

        display(self.box)  # type: ignore[no-untyped-call]


def _head(name: str) -> str:
    how = _("Give each criterion the level whose sentence fits best. You see codes, no names.")
    title = _("Texts of {name}").format(name=name)
    return fragment(f"<h2>{escape(title)}</h2><p>{escape(how)}</p>", css=styles())
