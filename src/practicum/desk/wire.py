"""What changed between two states of the desk, small enough to send after every act.

A feed of hundreds of posts is nearly the same after an act as before. The browser holds the old state and
applies the difference; what it says is kept by `static/wire.js` in the same words:

| difference | means |
|---|---|
| `None` | nothing changed |
| `{"is": value}` | this is the new value |
| `{"in": {name: difference}, "gone": [name]}` | an object: these members changed, those fell away |
| `{"rows": {id: difference}, "order": [id]}` | a list of rows with ids: these changed or are new; and |
| | the order, when appending the new ones at the end does not give it |
"""

from __future__ import annotations

from typing import Any

Difference = dict[str, Any]


def difference(old: Any, new: Any) -> Difference | None:
    """Return what makes `new` out of `old`, both JSON values; None when they are equal."""
    # Python holds 0, 0.0 and False for equal, at any depth; the browser does not, and neither does `repr`.
    if old == new and repr(old) == repr(new):
        return None
    if isinstance(old, dict) and isinstance(new, dict):
        return _members(old, new)
    old_rows, new_rows = _rows(old), _rows(new)
    if old_rows is not None and new_rows is not None:
        return _listed(old_rows, new_rows)
    return {"is": new}


def _members(old: dict[str, Any], new: dict[str, Any]) -> Difference:
    changed = {}
    for name, value in new.items():
        found = difference(old[name], value) if name in old else {"is": value}
        if found is not None:
            changed[name] = found
    made: Difference = {"in": changed}
    gone = [name for name in old if name not in new]
    return {**made, "gone": gone} if gone else made


def _listed(old: dict[str, Any], new: dict[str, Any]) -> Difference:
    changed = {}
    for key, row in new.items():
        found = difference(old[key], row) if key in old else {"is": row}
        if found is not None:
            changed[key] = found
    made: Difference = {"rows": changed}
    appended = [*old, *(key for key in new if key not in old)]
    return made if appended == list(new) else {**made, "order": list(new)}


def _rows(value: Any) -> dict[str, Any] | None:
    """Return the rows of a list by id; None when it is no such list, or its ids name nothing uniquely."""
    if not isinstance(value, list) or not value:
        return None
    rows = {row["id"]: row for row in value if isinstance(row, dict) and isinstance(row.get("id"), str)}
    return rows if len(rows) == len(value) else None
