"""What a person reads and marks: the learner's text or file, and beside it the rubric with its anchors."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from practicum.errors import PracticumError
from practicum.evidence import list_artefacts
from practicum.i18n import _
from practicum.look import escape, fragment
from practicum.marking import Artefact, Outcome, Table, read_value, rubric_html
from practicum.marking.present import visible

if TYPE_CHECKING:
    from pathlib import Path

    from practicum.marking import Exercise, Mark

_LONGEST = 20_000
# Formgrader shows this on pages that set the root to 10 pixels, on which the look's sizes stand.
READ_CSS = """
.practicum.practicum { --pr-text: 16px; --pr-small: 14px; --pr-lead: 18px; --pr-title: 22px;
  --pr-1: 4px; --pr-2: 8px; --pr-3: 12px; --pr-4: 16px; --pr-5: 24px; --pr-6: 36px; }
.practicum .handed-in { white-space: pre-wrap; background: var(--pr-card); border: 1px solid var(--pr-line);
  padding: var(--pr-3); margin: 0 0 var(--pr-4); max-width: 76ch; }
.practicum .handed-in img { max-width: 100%; }
"""


def reading(exercise: Exercise, mark: Mark, value: object, folder: Path) -> tuple[str, str]:
    """Return what a person is to read, as HTML and as plain text; two empty texts when there is nothing.

    Args:
        exercise: With its rubric, if any.
        mark: What the rules gave.
        value: What was handed in, or `MISSING`.
        folder: Where artefacts lie.
    """
    if exercise.rubric is None or mark.outcome is Outcome.NOT_ATTEMPTED:
        return "", ""
    shown, text = _content(exercise, mark, value, folder)
    if not shown:
        return "", ""
    title = _("{id}, {title}: up to {points} points from a person").format(
        id=exercise.id, title=exercise.title, points=f"{exercise.rubric.points:g}"
    )
    body = fragment(f'<h3>{escape(title)}</h3><div class="handed-in read">{shown}</div>', css=READ_CSS)
    return body + rubric_html(exercise.rubric), f"{title}\n\n{text}"


def anchors(exercise: Exercise) -> list[dict[str, Any]]:
    """Return the criteria of an exercise as JSON values: `id`, `label`, `points` and four `anchors`."""
    criteria = exercise.rubric.criteria if exercise.rubric else ()
    return [
        {"id": one.id, "label": one.label, "points": one.points, "anchors": list(one.anchors)}
        for one in criteria
    ]


def _content(exercise: Exercise, mark: Mark, value: object, folder: Path) -> tuple[str, str]:
    """Return what was handed in: a file itself, a table row by row with its files, else the text."""
    kind = exercise.kind
    if isinstance(kind, Artefact):
        return _file(folder, kind.file, kind.media)
    if isinstance(kind, Table):
        return _rows(kind, mark, folder)
    read = read_value(kind, value).value
    return _text(read if isinstance(read, str) else mark.received)


def _rows(kind: Table, mark: Mark, folder: Path) -> tuple[str, str]:
    html, text = "", ""
    for row, line in zip(kind.rows.values(), mark.lines, strict=False):  # an unreadable table has no lines
        shown, plain = (
            _file(folder, row.file, row.media) if isinstance(row, Artefact) else _text(line.received)
        )
        if shown:
            html += f"<p><b>{escape(line.label)}</b><br>{shown}</p>"
            text += f"{line.label}: {plain}\n"
    return html, text


def _text(text: str) -> tuple[str, str]:
    return escape(visible(text[:_LONGEST])), text[:_LONGEST]


def _file(folder: Path, name: str, media: str) -> tuple[str, str]:
    try:
        if not list_artefacts(folder, [name]):
            return "", ""
    except PracticumError as error:
        return _text(str(error))
    content = (folder / name).read_bytes()
    if media.startswith("image/"):
        alt = _("The file {file} as it was handed in").format(file=name)
        code = base64.b64encode(content).decode("ascii")
        return f'<img alt="{escape(alt)}" src="data:{escape(media)};base64,{code}">', alt
    return _text(content.decode("utf-8", "replace"))
