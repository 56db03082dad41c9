"""What changed between two versions of a text, part by part and sentence by sentence."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from practicum.errors import PracticumError
from practicum.evidence.files import read_bounded
from practicum.i18n import _
from practicum.learn.tools.content import parsed
from practicum.learn.tools.store import LARGEST
from practicum.look import escape

if TYPE_CHECKING:
    from pathlib import Path

    from practicum.learn.tools.tool import Record, Tool

_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_MOST = 400


class Change(NamedTuple):
    """One change.

    Attributes:
        part: The label of the part.
        out: What was taken out; empty when something was only put in.
        put: What was put in; empty when something was only taken out.
    """

    part: str
    out: str
    put: str


def changes(tool: Tool, old: Record, new: Record) -> list[Change]:
    """Return what was taken out and put in, in the order of the tool's parts."""
    found = []
    for one in tool.fields:
        before, after = (_sentences(record.get(one.name, "")) for record in (old, new))
        for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if kind != "equal":
                found.append(Change(one.label, " ".join(before[i:j]), " ".join(after[k:m])))
    return found


def read_version(tool: Tool, path: Path) -> Record:
    """Return an earlier version of a text.

    Raises:
        PracticumError: It cannot be read.
    """
    try:
        return parsed(tool, read_bounded(path, LARGEST).decode("utf-8-sig"))[0]
    except UnicodeDecodeError:
        raise PracticumError(_("{file} is not UTF-8 text.").format(file=path.name)) from None


def changes_html(tool: Tool, path: Path, new: Record) -> str:
    """Return what changed since an earlier version, as HTML: in words, not by colour."""
    try:
        found = changes(tool, read_version(tool, path), new)
    except PracticumError as error:
        return f"<p>{escape(str(error))}</p>"
    if not found:
        return f"<p>{escape(_('Nothing changed since {file}.').format(file=path.name))}</p>"
    items = "".join(f"<li>{_said(change)}</li>" for change in found)
    heading = _("What changed since {file}").format(file=path.name)
    return f"<p><b>{escape(heading)}</b></p><ul>{items}</ul>"


def _said(change: Change) -> str:
    lines = [f"<b>{escape(change.part)}</b>"]
    if change.out:
        lines.append(f"{escape(_('Taken out:'))} <del>{escape(change.out)}</del>")
    if change.put:
        lines.append(f"{escape(_('Put in:'))} <ins>{escape(change.put)}</ins>")
    return "<br>".join(lines)


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()][:_MOST]
