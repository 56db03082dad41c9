"""Compare what was rebuilt with what is stored: everything that matters, nothing that differs by machine.

Of a notebook: cell ids, kinds, sources, metadata, and outputs as text and tables. Pictures count by presence,
since fonts and libraries change their bytes. Every other file counts byte for byte.
"""

from __future__ import annotations

import json
import re
from typing import Any

from practicum.i18n import _

_PARTS = ("id", "cell_type", "source", "metadata")
_INLINE_PICTURE = re.compile(r"data:image/[^\"')]+|<svg\b.*?</svg>", re.DOTALL)


def differences(name: str, rebuilt: bytes, stored: bytes | None) -> list[str]:
    """Return one sentence per difference that matters between a rebuilt file and the stored one.

    Args:
        name: The file's path in the project.
        rebuilt: What the sources give now.
        stored: What lies in the project, or None when nothing does.
    """
    if stored is None:
        return [_("{name} is missing.").format(name=name)]
    if rebuilt == stored:
        return []
    if not name.endswith(".ipynb"):
        return [_("{name} differs from its source.").format(name=name)]
    try:
        before, now = json.loads(stored), json.loads(rebuilt)
        old, new = before["cells"], now["cells"]
    except (ValueError, KeyError, TypeError):
        return [_("{name} is not a notebook that can be read.").format(name=name)]
    found = []
    if before.get("metadata") != now["metadata"] or before.get("nbformat") != now["nbformat"]:
        found.append(_("{name}: the metadata differs.").format(name=name))
    if len(old) != len(new):
        found.append(
            _("{name} has {old} cells; its source gives {new}.").format(name=name, old=len(old), new=len(new))
        )
    for number, (was, want) in enumerate(zip(old, new, strict=False), 1):
        parts = [part for part in _PARTS if was.get(part) != want.get(part)]
        if _outputs(was) != _outputs(want):
            parts.append("outputs")
        if parts:
            found.append(
                _("{name}, cell {number}: {parts} differ.").format(
                    name=name, number=number, parts=", ".join(parts)
                )
            )
    return found


def _outputs(cell: dict[str, Any]) -> list[Any]:
    return [_comparable(output) for output in cell.get("outputs", [])]


def _comparable(value: Any, key: str = "") -> Any:
    if key.startswith("image/"):
        return "picture"
    if isinstance(value, dict):
        return {name: _comparable(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return (
            _comparable("".join(value))
            if value and all(isinstance(part, str) for part in value)
            else [_comparable(part) for part in value]
        )
    return _INLINE_PICTURE.sub("picture", value) if isinstance(value, str) else value
