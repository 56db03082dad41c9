"""How charts look: the course's colours, never colour alone.

`style.use()` once in a notebook, or `with style: ...` around one chart. Lines then differ by colour, dash and
marker together; for bars, `style.hatches` gives one pattern for each series. Matplotlib is imported when it
is needed: a lesson without charts does not wait for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self

from practicum.look import stylesheet

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

_DASHES = ("-", "--", ":", "-.", (0, (6, 2, 1, 2, 1, 2)))
_MARKERS = ("o", "s", "^", "D", "v")
_COLOURS = ("accent", "warn", "good", "note", "silence")


def token(name: str) -> str:
    """Return a colour of the look in its light form, for example `token("accent")`.

    Charts are drawn on light ground in both schemes: an image cannot follow the reader's scheme.
    """
    found = re.search(rf"--pr-{re.escape(name)}:\s*(#[0-9a-fA-F]{{6}})", stylesheet())
    if found is None:
        raise KeyError(name)
    return found.group(1)


class Style:
    """The look of the course's charts, as matplotlib settings.

    Attributes:
        hatches: Patterns for bars, one for each series; the first is plain.
    """

    hatches = ("", "///", "...", "xx", "\\\\\\")

    def __init__(self) -> None:
        self._active: list[AbstractContextManager[Any]] = []

    def settings(self) -> Any:
        """Return the settings, by the names that matplotlib gives them."""
        from cycler import cycler  # noqa: PLC0415  # comes with matplotlib, see above

        ink, line = token("ink"), token("line")
        return {
            "axes.prop_cycle": cycler(color=[token(name) for name in _COLOURS])
            + cycler(linestyle=list(_DASHES))
            + cycler(marker=list(_MARKERS)),
            "axes.edgecolor": token("line-strong"),
            "axes.facecolor": token("card"),
            "axes.grid": True,
            "axes.axisbelow": True,
            "axes.labelcolor": ink,
            "axes.spines.right": False,
            "axes.spines.top": False,
            "axes.titlelocation": "left",
            "axes.titleweight": "bold",
            "figure.facecolor": token("card"),
            "figure.figsize": (7.2, 4.0),
            "font.size": 11.0,
            "grid.color": line,
            "hatch.color": token("card"),
            "legend.frameon": False,
            "lines.linewidth": 2.0,
            "lines.markersize": 5.0,
            "text.color": ink,
            "xtick.color": token("ink-2"),
            "ytick.color": token("ink-2"),
        }

    def use(self) -> None:
        """Use the style for every chart that follows."""
        import matplotlib as mpl  # noqa: PLC0415  # as above

        mpl.rcParams.update(self.settings())

    def __enter__(self) -> Self:
        import matplotlib as mpl  # noqa: PLC0415  # as above

        context = mpl.rc_context(self.settings())
        context.__enter__()
        self._active.append(context)
        return self

    def __exit__(self, *error: object) -> None:
        self._active.pop().__exit__(None, None, None)


style = Style()
