"""One row of a builder: fields as widgets, labels that say everything, and a button to remove the row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from practicum.i18n import _
from practicum.look import escape

if TYPE_CHECKING:
    from collections.abc import Callable

    from practicum.learn.tools.tool import Field, Record, Tool

_LINES = 3


class RowBox:
    """The widgets of one row.

    Attributes:
        fields: The widgets by the field's name. In a row of the tool's own, the first field is text.
        remove: The button that removes the row; nothing where a row cannot be removed.
        ui: The widget to display.
    """

    def __init__(self, tool: Tool, record: Record, remove: Callable[[RowBox], None]) -> None:
        self._tool = tool
        given = tool.given(record)
        self._given = {tool.fields[0].name: record[tool.fields[0].name]} if given else {}
        asked = tool.fields[1:] if given else tool.fields
        self.fields = {one.name: _widget(one, record.get(one.name, "")) for one in asked}
        self._heading = widgets.HTML()
        self.remove: widgets.Button | None = None
        parts = [self._heading, *self.fields.values()]
        if tool.many and not given:
            self.remove = widgets.Button()
            self.remove.on_click(lambda _button: remove(self))
            parts.append(self.remove)
        self.ui = widgets.VBox(parts)
        self.ui.add_class("practicum-row")

    @property
    def record(self) -> Record:
        """What the fields hold now."""
        return {**self._given, **{name: str(field.value or "") for name, field in self.fields.items()}}

    def number(self, number: int) -> None:
        """Say which row it is: above it, in each label for who hears only that, and on its button."""
        row = _("Row {row}").format(row=number) if self._tool.many else ""
        title = ". ".join(filter(None, [row, *self._given.values()]))
        self._heading.value = f'<p class="pr-title">{escape(title)}</p>' if title else ""
        for one in self._tool.fields:
            if one.name in self.fields:
                self.fields[one.name].description = _label(one, title if self._given else row)
        if self.remove is not None:
            self.remove.description = _("Remove row {row}").format(row=number)

    def focus(self) -> None:
        """Put the keyboard into the first field."""
        next(iter(self.fields.values())).focus()


def _label(one: Field, row: str) -> str:
    hidden = f'<span class="pr-hidden">{escape(row)}: </span>' if row else ""
    helping = f" <span>{escape(one.help)}</span>" if one.help else ""
    return f"{hidden}<b>{escape(one.label)}</b>{helping}"


def _widget(one: Field, value: str) -> Any:
    named = {"description_allow_html": True, "style": {"description_width": "initial"}}
    if one.kind == "text":
        return widgets.Textarea(value=value, rows=_LINES, **named)
    if one.kind == "choice":
        options = [(_("Choose"), ""), *((option, option) for option in one.options)]
        if value and value not in one.options:
            options.append((_("“{value}”, as in the file").format(value=value), value))
        return widgets.Dropdown(options=options, value=value, **named)
    return widgets.Text(value=value, **named)
