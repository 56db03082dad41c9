"""A tool in a notebook: fields with labels, rows that buttons add and remove, remarks in words, one file.

Below the controls stands how to do the same without them: on the plain page, in a spreadsheet, in an editor.
What is printed there does not depend on the learner's file, so that running the whole notebook changes
nothing and shows the same on every machine.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from practicum.errors import PracticumError
from practicum.i18n import _
from practicum.learn.show import put, show
from practicum.learn.tables import CSS
from practicum.learn.tools.content import tidy
from practicum.learn.tools.equivalent import plain_html, plain_text
from practicum.learn.tools.explorer import STYLES
from practicum.learn.tools.registry import find_tool
from practicum.learn.tools.remarks import remarks
from practicum.learn.tools.rows import RowBox
from practicum.learn.tools.said import amount, as_html, as_text, kept_as, left_out, summary
from practicum.learn.tools.store import Kept, kept, load, save, versions
from practicum.learn.tools.versions import changes_html
from practicum.look import escape, fragment

if TYPE_CHECKING:
    from pathlib import Path

    from practicum.learn.tools.tool import Record, Tool


def build(slug: str, *, fresh: bool = False) -> None:
    """Show a tool, filled with what the learner's file holds. Nothing is written until Save is pressed.

    Args:
        slug: The tool's name, for example `objectives`.
        fresh: Begin with an empty form. The file stays as it is; when you save, it is kept under a number.

    Raises:
        PracticumError: No tool has that name.
    """
    tool = find_tool(slug)
    put(Builder(tool, fresh=fresh).ui)
    show(plain_html(tool), plain_text(tool), css=CSS)


def check_tool(slug: str) -> None:
    """Read a tool's file as any program left it, and say what must change and what is advised.

    Args:
        slug: The tool's name.

    Raises:
        PracticumError: No tool has that name, or the file cannot be read.
    """
    tool = find_tool(slug)
    if not kept(tool).mark:
        where = _("in a spreadsheet") if tool.many else _("in an editor")
        sentence = _(
            'There is no {file} in this folder yet. Make it with build("{slug}"), with “practicum form tools”'
            " or {where}; then run this cell again."
        ).format(file=tool.file, slug=slug, where=where)
        show(f"<p>{escape(sentence)}</p>", sentence)
        return
    records = load(tool)
    found = remarks(tool, records)
    said = f"{amount(tool, tidy(tool, records))} {summary(tool, records, found)}"
    show(f"<p><b>{escape(said)}</b></p>{as_html(tool, found)}", f"{said}\n{as_text(tool, found)}".strip())


class Builder:
    """The widgets of one tool, and what its buttons do.

    Attributes:
        tool: The tool.
        rows: One box of fields for each row; a text has exactly one.
        add: Adds a row; hidden for a text.
        save: Writes the file, then says what it thinks of it.
        check: Says so without writing.
        again: Reads the file again, after somebody changed it elsewhere.
        compare: Chooses an earlier version of a text to compare with; hidden while there is none.
        status: What happened and what was found; read aloud by a screen reader.
        ui: The widget to display.
    """

    def __init__(self, tool: Tool, folder: Path | None = None, *, fresh: bool = False) -> None:
        self.tool = tool
        self._folder = folder
        self._seen = ""
        self.rows: list[RowBox] = []
        self._box = widgets.VBox()
        self.add = _button(_("Add a row"), self._add)
        self.save = _button(_("Save"), self._save, main=True)
        self.check = _button(_("Check without saving"), self._check)
        self.again = _button(_("Read the file again"), self._read)
        self.compare = widgets.Dropdown(description=_("Compare with an earlier version"))
        self.compare.observe(self._compare, names="value")
        self._changes = widgets.HTML()
        self.status = widgets.HTML()
        said = f"<p><b>{escape(tool.title)}</b></p><p>{escape(tool.purpose)}</p>"
        if tool.many:
            self._box.layout.margin = "0 0 8px 0"
        else:
            self.add.layout.display = "none"
        buttons = widgets.HBox([self.add, self.save, self.check, self.again])
        buttons.add_class("practicum-buttons")
        self.ui = widgets.VBox(
            [
                widgets.HTML(fragment(said, css=_styles())),
                self._box,
                buttons,
                self.status,
                self.compare,
                self._changes,
            ]
        )
        self.ui.add_class("practicum-tool")
        self._open(Kept([dict(row) for row in tool.start]) if fresh else kept(tool, folder))

    @property
    def records(self) -> list[Record]:
        """What the fields hold now, as it would be written."""
        return tidy(self.tool, [row.record for row in self.rows])

    def _open(self, found: Kept) -> None:
        self._seen = found.seen
        self._fill(found.records)
        self._list_versions()
        self.status.value = ""
        if found.problem:
            more = _("The form is empty. If you save it, the file is kept under another name.")
            self._say(f"{found.problem} {more}", tone="bad")
        elif found.there:
            said = _("Read from {amount}").format(amount=amount(self.tool, self.records))
            self._say(" ".join(filter(None, [said, left_out(found)])))

    def _fill(self, records: list[Record]) -> None:
        """Show these rows, and one empty row when there are none."""
        self.rows = [RowBox(self.tool, record, self._remove) for record in records or [self.tool.blank]]
        self._lay_out()

    def _lay_out(self) -> None:
        for number, row in enumerate(self.rows, 1):
            row.number(number)
        self.add.disabled = len(self.rows) >= self.tool.most
        self._box.children = tuple(row.ui for row in self.rows)

    def _add(self, _button: object = None) -> None:
        self.rows.append(RowBox(self.tool, self.tool.blank, self._remove))
        self._lay_out()
        self.rows[-1].focus()
        self._say(_("Row {row} was added. Save keeps it.").format(row=len(self.rows)))

    def _remove(self, row: RowBox) -> None:
        place = self.rows.index(row)
        del self.rows[place]
        if not self.rows:
            self.rows = [RowBox(self.tool, self.tool.blank, self._remove)]
        self._lay_out()
        self.rows[min(place, len(self.rows) - 1)].focus()
        self._say(_("Row {row} was removed here. Save removes it from the file.").format(row=place + 1))

    def _check(self, _button: object = None) -> None:
        self._fill(self.records)
        self._remark(amount(self.tool, self.records))

    def _read(self, _button: object = None) -> None:
        found = kept(self.tool, self._folder)
        self._open(found)
        if not found.mark:
            self._say(_("There is no {file} yet: Save makes it.").format(file=self.tool.file))

    def _save(self, _button: object = None) -> None:
        try:
            saved = save(self.tool, self.records, self._folder, seen=self._seen)
        except PracticumError as error:
            self._say(str(error), tone="bad")
            return
        self._seen = saved.kept.seen
        self._fill(saved.kept.records)
        self._list_versions()
        said = _("Saved. {amount}").format(amount=amount(self.tool, self.records))
        if saved.former:
            said = f"{said} {kept_as(saved.former.name, foreign=saved.foreign)}"
        self._remark(said)

    def _remark(self, said: str) -> None:
        found = remarks(self.tool, self.records)
        self._say(f"{said} {summary(self.tool, self.records, found)}", as_html(self.tool, found))

    def _say(self, sentence: str, more: str = "", *, tone: str = "") -> None:
        mark = f' class="{tone}"' if tone else ""
        self.status.value = fragment(f'<div role="status"><p{mark}>{escape(sentence)}</p>{more}</div>')

    def _list_versions(self) -> None:
        found = versions(self.tool, self._folder) if not self.tool.many else []
        self._changes.value = ""
        self.compare.options = [(_("none"), None), *((path.name, path) for path in reversed(found))]
        self.compare.value = None
        self.compare.layout.display = None if found else "none"

    def _compare(self, change: Any) -> None:
        chosen = change["new"]
        now = self.records[0] if self.records else self.tool.blank
        self._changes.value = fragment(changes_html(self.tool, chosen, now)) if chosen else ""


def _styles() -> str:
    return STYLES + (files("practicum.learn.tools") / "builder.css").read_text(encoding="utf-8")


def _button(label: str, act: Any, *, main: bool = False) -> widgets.Button:
    button = widgets.Button(description=label, button_style="primary" if main else "")
    button.on_click(act)
    return button
