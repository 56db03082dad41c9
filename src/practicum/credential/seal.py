"""The seal of a certificate: ten petals, one for each area, and a mark in the middle."""

from __future__ import annotations

import io
import re
from functools import lru_cache
from html import escape

from practicum.look import stylesheet

PETALS = 10
ELLIPSES = ((32, 15, 27), (34, 11, 22), (36, 7, 17))
"""Three outlines of a petal in a square of 120: the height of the centre, and both half-axes."""
_INCH_OF_PICTURE, _DOTS = 4, 150


@lru_cache(maxsize=16)
def colour(name: str) -> str:
    """Return a colour of the look in its light form, for example `colour("accent")`: paper stays light."""
    found = re.search(rf"--pr-{re.escape(name)}:\s*(#[0-9a-fA-F]{{6}})", stylesheet())
    if found is None:
        raise KeyError(name)
    return found.group(1)


def seal_svg(mark: str) -> str:
    """Return the seal as an SVG document."""
    ink, card = colour("accent"), colour("card")
    petal = "".join(f'<ellipse cx="60" cy="{y}" rx="{a}" ry="{b}"/>' for y, a, b in ELLIPSES)
    petals = "".join(f'<g transform="rotate({360 // PETALS * n} 60 60)">{petal}</g>' for n in range(PETALS))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120" width="600" height="600" role="img" '
        f'aria-label="{escape(mark)}"><rect width="120" height="120" fill="{card}"/>'
        f'<g fill="none" stroke="{ink}" stroke-width=".55">{petals}'
        '<circle cx="60" cy="60" r="57.5"/><circle cx="60" cy="60" r="59"/></g>'
        f'<circle cx="60" cy="60" r="19" fill="{card}" stroke="{ink}"/>'
        f'<text x="60" y="66.5" text-anchor="middle" font-family="Georgia, serif" font-weight="700" '
        f'font-size="{18 if len(mark) < len("SMM") else 14}" fill="{ink}">{escape(mark)}</text></svg>'
    )


@lru_cache(maxsize=16)
def seal_png(mark: str) -> bytes:
    """Return the seal as a PNG picture of 600 by 600."""
    from matplotlib.figure import Figure  # noqa: PLC0415  a second of loading that only issuing needs
    from matplotlib.patches import Circle, Ellipse  # noqa: PLC0415
    from matplotlib.transforms import Affine2D  # noqa: PLC0415

    ink, card = colour("accent"), colour("card")
    figure = Figure(figsize=(_INCH_OF_PICTURE, _INCH_OF_PICTURE), dpi=_DOTS, facecolor=card)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, 120), ylim=(0, 120))
    axes.set_axis_off()
    for n in range(PETALS):
        turn = Affine2D().rotate_deg_around(60, 60, 360 / PETALS * n) + axes.transData
        for y, a, b in ELLIPSES:
            axes.add_patch(
                Ellipse((60, 120 - y), 2 * a, 2 * b, fill=False, edgecolor=ink, lw=1.3, transform=turn)
            )
    for radius in (57.5, 59):
        axes.add_patch(Circle((60, 60), radius, fill=False, edgecolor=ink, lw=1.3))
    axes.add_patch(Circle((60, 60), 19, facecolor=card, edgecolor=ink, lw=2, zorder=3))
    size = 38 if len(mark) < len("SMM") else 29
    axes.text(
        60, 59.3, mark, ha="center", va="center", color=ink, zorder=4, fontsize=size, weight="bold",
        family="DejaVu Serif",
    )  # fmt: skip
    picture = io.BytesIO()
    figure.savefig(picture, format="png", metadata={"Software": None})
    return picture.getvalue()
