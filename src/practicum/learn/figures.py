"""The one way to show a chart: what it says, in words; the picture, with its text alternative; the numbers.

JupyterLab gives a matplotlib image no text alternative, whatever its metadata. So the picture is an `<img>`
with `alt` in HTML, and its data stand beneath it as a table that opens on demand.

A stored notebook can be compared with a fresh run: the words and the table byte for byte, the picture not.
For that, `pytest --nbval-sanitize-with` must replace what follows `data:image/` in an attribute.
"""

from __future__ import annotations

import base64
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pandas as pd

from practicum.errors import PracticumError
from practicum.i18n import _
from practicum.learn.figure_rules import remarks, require
from practicum.learn.show import show
from practicum.learn.tables import CSS as TABLE_CSS
from practicum.learn.tables import ROWS, table_html
from practicum.look import escape

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_DOTS_PER_INCH = 160

CSS = """
.practicum figure.pr-figure { margin: 0; padding: var(--pr-3) 0; max-width: 56rem; }
.practicum .pr-figure figcaption { font: 700 var(--pr-lead)/1.3 var(--pr-font-read); }
.practicum .pr-figure img { display: block; max-width: 100%; height: auto; margin-top: var(--pr-2); }
.practicum .pr-figure details { margin-top: var(--pr-2); }
"""


def figure(  # noqa: PLR0913  # each is a sentence that a chart may carry, all by name
    picture: Figure | Axes,
    *,
    finding: str,
    alt: str,
    table: pd.DataFrame,
    uncertainty: str = "",
    source: str = "",
    not_from_zero: str = "",
    save: str | Path = "",
) -> None:
    """Show a chart with its finding, its text alternative and its numbers; close it afterwards.

    Args:
        picture: A matplotlib figure or axes.
        finding: The title: what the chart shows, as a sentence.
        alt: What a person who does not see the chart needs to know: its kind, its axes, what stands out.
        table: The numbers that were drawn; an index with names becomes the first column.
        uncertainty: How sure the numbers are, as a sentence: an interval, a number of posts.
        source: Where the numbers come from and for which dates.
        not_from_zero: The reason why bars do not start at zero, when there truly is one.
        save: A file name ending in `.png`: writes the picture with finding and text alternative inside it.

    Raises:
        PracticumError: The finding, the text alternative or the table is missing, or bars do not start at
            zero and no reason is given.
    """
    drawn = _figure_of(picture)
    try:
        require(drawn, finding=finding, alt=alt, table=table, not_from_zero=not_from_zero)
        saved = _save(drawn, Path(save), finding=finding, alt=alt) if save else ""
        notes = [uncertainty, not_from_zero, source, saved, *remarks(drawn)]
        shown = _shown(drawn, finding=finding, alt=alt, table=table, notes=notes)
    finally:
        _close(drawn)
    show(*shown, css=CSS + TABLE_CSS)


def figure_html(picture: Figure | Axes, *, finding: str, alt: str, table: pd.DataFrame) -> str:
    """Return a chart as `figure` shows it, as HTML, for a control that redraws it; close it afterwards.

    Args:
        picture: A matplotlib figure or axes.
        finding: See `figure`.
        alt: See `figure`.
        table: See `figure`.

    Raises:
        PracticumError: See `figure`.
    """
    drawn = _figure_of(picture)
    try:
        require(drawn, finding=finding, alt=alt, table=table, not_from_zero="")
        return _shown(drawn, finding=finding, alt=alt, table=table, notes=remarks(drawn))[0]
    finally:
        _close(drawn)


def _shown(
    drawn: Figure, *, finding: str, alt: str, table: pd.DataFrame, notes: list[str]
) -> tuple[str, str]:
    """Return what is shown, as HTML and as text."""
    image = base64.b64encode(_png(drawn, finding=finding, alt=alt)).decode("ascii")
    rows = _with_index(table)
    kept = [note for note in notes if note]
    numbers = table_html(rows, _("Numbers behind this figure: {finding}").format(finding=finding))
    body = (
        f'<figure class="pr-figure"><figcaption>{escape(finding)}</figcaption>'
        f'<img src="data:image/png;base64,{image}" alt="{escape(alt)}">'
        + "".join(f'<p class="small">{escape(note)}</p>' for note in kept)
        + f"<details><summary>{escape(_('The numbers of this figure'))}</summary>{numbers}"
        "</details></figure>"
    )
    text = "\n".join(
        [finding, _("The figure: {alt}").format(alt=alt), *kept, rows.head(ROWS).to_string(index=False)]
    )
    return body, text


def _figure_of(picture: Any) -> Figure:
    """Return the whole figure; asked of the object itself, so that matplotlib need not be imported here."""
    whole = picture.get_figure(root=True) if hasattr(picture, "get_figure") else None
    if not hasattr(whole, "savefig"):
        raise PracticumError(
            _("figure() was given a value of the type “{kind}”, not a chart.").format(
                kind=type(picture).__name__
            ),
            next_step=_("Give it the axes that you drew on: ax = table.plot(...); figure(ax, ...)."),
        )
    return cast("Figure", whole)


def _png(drawn: Figure, *, finding: str, alt: str) -> bytes:
    buffer = io.BytesIO()
    drawn.savefig(
        buffer,
        format="png",
        dpi=_DOTS_PER_INCH,
        bbox_inches="tight",
        metadata={"Title": finding, "Description": alt, "Software": None},
    )
    return buffer.getvalue()


def _save(drawn: Figure, path: Path, *, finding: str, alt: str) -> str:
    """Write the picture as it must stand alone, with the finding on it; return the sentence that says so."""
    if path.suffix.lower() != ".png":
        raise PracticumError(
            _("The chart cannot be saved as '{file}'.").format(file=path),
            next_step=_("Give it a name that ends in .png."),
        )
    if not any(axes.get_title("left") or axes.get_title() for axes in drawn.axes):
        drawn.axes[0].set_title(finding, loc="left", wrap=True)
    try:
        path.write_bytes(_png(drawn, finding=finding, alt=alt))
    except OSError as error:
        raise PracticumError(
            _("The chart could not be written to {file}: {error}.").format(file=path, error=error.strerror),
            next_step=_("Save it under another name, in a folder that you may write to."),
        ) from error
    return _("Saved as {file}.").format(file=path.name)


def _close(drawn: Figure) -> None:
    """Close the figure, so that the notebook does not print it a second time without its words."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:  # without it, no notebook would print the figure
        pyplot.close(drawn)


def _with_index(table: pd.DataFrame) -> pd.DataFrame:
    return table if isinstance(table.index, pd.RangeIndex) else table.reset_index()
