"""To move and to see: controls, the finding that they give, and a table of what every setting gives.

The table stands beneath the controls, so that print, a page without a kernel and a reader who prefers text
lose nothing. Only controls that a screen reader can name are offered: of the widgets, every slider fails.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import ipywidgets as widgets

from practicum.i18n import _
from practicum.learn.show import put, show
from practicum.learn.tables import CSS, table_html
from practicum.look import escape, fragment

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

# ipywidgets set their text smaller than anything else on the page, cut a long label, and draw the arrow of
# a list black on black.
STYLES = """
:is(.practicum-explorer, .practicum-tool) {
  --jp-widgets-font-size: 1rem; --jp-widgets-radio-item-height-adjustment: 4px;
}
:is(.practicum-explorer, .practicum-tool) .widget-label-basic { white-space: normal; }
body[data-jp-theme-light="false"] :is(.practicum-explorer, .practicum-tool) .widget-dropdown > select {
  appearance: auto; background-image: none; color-scheme: dark;
}
.practicum-explorer .jupyter-widgets { max-width: calc(100% - 4px); }
.practicum-explorer .jupyter-widgets.widget-inline-hbox { height: auto; flex-wrap: wrap; }
.practicum-explorer .widget-inline-hbox .widget-label { white-space: normal; height: auto; text-align: left; }
.practicum-explorer .widget-inline-hbox :is(input[type="number"], select) { height: auto; min-height: 34px; }
"""


class Finding(NamedTuple):
    """What a setting gives.

    Attributes:
        sentence: The finding in words.
        table: Its numbers.
        caption: What the table holds.
        picture: A figure of it, trusted HTML; empty for none.
    """

    sentence: str
    table: pd.DataFrame
    caption: str
    picture: str = ""


class Explorer:
    """Controls, the finding that they give, and what every setting would give.

    Attributes:
        controls: The widgets by name; setting one's value moves the finding, in a test as in a browser.
        overview: One row for each setting worth knowing.
        finding: What the present setting gives.
        ui: The widget to display.
    """

    def __init__(
        self,
        label: str,
        controls: Mapping[str, Any],
        find: Callable[..., Finding],
        overview: pd.DataFrame,
    ) -> None:
        self.controls = dict(controls)
        self.overview = overview
        self._label = label
        self._find = find
        self._result = widgets.HTML()
        heading = widgets.HTML(fragment(f"<p><b>{escape(label)}</b></p>", css=STYLES))
        self.ui = widgets.VBox([heading, *self.controls.values(), self._result])
        self.ui.add_class("practicum-explorer")
        for control in self.controls.values():
            control.observe(self._move, names="value")
        self._move()

    def _move(self, _change: object = None) -> None:
        self.finding = self._find(**{name: control.value for name, control in self.controls.items()})
        sentence, table, caption, picture = self.finding
        said = f'<p role="status">{escape(sentence)}</p>'
        self._result.value = fragment(said + picture + table_html(table, caption), css=CSS)

    def show(self) -> None:
        """Show the controls, and under them the table of every setting."""
        put(self.ui)
        caption = _("Every setting at once: {label}").format(label=self._label)
        body = table_html(self.overview, caption)
        summary = escape(_("Every setting at once, as a table"))
        show(
            f"<details><summary>{summary}</summary>{body}</details>",
            f"{caption}\n{self.overview.to_string(index=False)}",
            css=CSS,
        )


_WIDE = {"description_width": "initial"}


def dropdown(label: str, options: Mapping[str, str]) -> widgets.Dropdown:
    """Return a list to choose one key from; the texts are what is shown."""
    return widgets.Dropdown(
        options=[(text, key) for key, text in options.items()],
        description=label,
        style=_WIDE,
        layout=widgets.Layout(width="min(34rem, 100%)"),
    )


def radio(label: str, options: Mapping[str, str]) -> widgets.RadioButtons:
    """Return buttons to choose one key with, all in sight."""
    return widgets.RadioButtons(
        options=[(text, key) for key, text in options.items()], description=label, style=_WIDE
    )


def number(label: str, *, value: int, low: int, high: int) -> widgets.BoundedIntText:
    """Return a field for a whole number within bounds."""
    return widgets.BoundedIntText(
        value=value,
        min=low,
        max=high,
        description=label,
        style=_WIDE,
        layout=widgets.Layout(width="min(20rem, 100%)"),
    )


def checkbox(label: str, *, value: bool = False) -> widgets.Checkbox:
    """Return a switch."""
    return widgets.Checkbox(
        value=value, description=label, indent=False, style=_WIDE, layout=widgets.Layout(width="auto")
    )


def amount(label: str, *, value: float, high: float = 1_000) -> widgets.BoundedFloatText:
    """Return a field for a number from 0 up to `high`."""
    return widgets.BoundedFloatText(
        value=value,
        min=0,
        max=high,
        step=1,
        description=label,
        style=_WIDE,
        layout=widgets.Layout(width="min(26rem, 100%)"),
    )
