"""A learner's notebook without anything that could act in the browser of whoever opens it.

Formgrader shows notebooks as pages of a server that holds the gradebook. A script in an output, or in a
Markdown cell, would run there with the instructor's rights. So outputs keep text, pictures made of pixels and
plain tables, and Markdown keeps its words: markup in it is shown, not obeyed.
"""

from __future__ import annotations

import re
from typing import Any

import bleach  # type: ignore[import-untyped]  # its stubs are a package of their own
from nbformat import from_dict
from nbgrader.preprocessors import NbGraderPreprocessor

from practicum.grading.cells import flag, harmless_text

_PICTURES = ("image/png", "image/jpeg", "image/gif")
_TABLES = frozenset(
    {
        "table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption",
        "b", "i", "em", "strong", "p", "br", "pre", "code",
    }
)  # fmt: skip
_SPANS: dict[str, list[str]] = {name: ["colspan", "rowspan", "scope"] for name in ("th", "td")}
# A style sheet can load pictures from elsewhere and cover the page: it goes with its content.
_WITH_CONTENT = re.compile(
    r"<(script|style|iframe|object|svg|math|template|noscript)\b.*?(</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")


def harmless_cell(cell: Any) -> None:
    """Change one cell of a notebook, in place, so that showing it can do nothing.

    Args:
        cell: A cell as JSON holds it, of any type.
    """
    if cell["cell_type"] == "code":
        cell["outputs"] = [shown for output in cell.get("outputs", ()) if (shown := _output(output))]
    else:
        cell["source"] = harmless_text(cell.get("source", ""))


def _output(output: Any) -> Any:
    """Return an output that is safe to show; None for one of which nothing is left."""
    kind = output.get("output_type")
    if kind in {"stream", "error"}:
        return output
    if kind not in {"display_data", "execute_result"}:
        return None
    data = {}
    for media, value in output.get("data", {}).items():
        text = "".join(value) if isinstance(value, list) else value
        if not isinstance(text, str):
            continue
        if media == "text/plain" or (media in _PICTURES and _BASE64.fullmatch(text)):
            data[media] = text
        elif media == "text/html":
            data[media] = _html(text)
    if not data:
        return None
    return {**output, "data": data, "metadata": {}}


def _html(text: str) -> str:
    """Return the words and tables of a piece of HTML."""
    plain = _WITH_CONTENT.sub("", text)
    cleaned: str = bleach.clean(plain, tags=_TABLES, attributes=_SPANS, strip=True, strip_comments=True)
    return cleaned


class Harmless(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader ships no types
    """Take out of a notebook that ran whatever could act in a browser; released cells are ours and stay."""

    def preprocess_cell(self, cell: Any, resources: Any, _index: int) -> tuple[Any, Any]:
        """Return the cell; a locked Markdown cell is ours, and so is its source."""
        if cell.cell_type == "code" or not flag(cell, "locked"):
            harmless_cell(cell)
        if cell.cell_type == "code":
            cell.outputs = from_dict(cell.outputs)  # nbgrader's next steps read attributes
        return cell, resources
