"""From what a notebook computes to plain JSON: numpy and pandas values become what `evidence` accepts.

A type is recognised by the exact name of its class and module, never by `isinstance` or a method that the
object offers: numpy and pandas need not be imported, and a subclass that changes a value's meaning is not
mistaken for the original. Whatever is not in these tables goes on unchanged, and `evidence.to_plain`
refuses it with a sentence.
"""

from __future__ import annotations

import re
from typing import Any

from practicum.errors import PracticumError
from practicum.evidence.plain import MAX_DEPTH
from practicum.i18n import _

_NUMPY_SCALARS = re.compile(r"bool_?|u?int(8|16|32|64)|u?longlong|float(16|32|64)|longdouble|str_")
# pandas 3 places its classes at "pandas"; pandas 2 and Pyodide's builds at the module that defines them.
_SERIES = frozenset({("pandas", "Series"), ("pandas.core.series", "Series")})
_FRAME = frozenset({("pandas", "DataFrame"), ("pandas.core.frame", "DataFrame")})
_INDEX = frozenset(
    (module, name)
    for module in ("pandas", "pandas.core.indexes.base", "pandas.core.indexes.range")
    for name in ("Index", "RangeIndex")
)
_MOMENTS = frozenset(
    {
        ("pandas", "Timestamp"),
        ("pandas._libs.tslibs.timestamps", "Timestamp"),
        ("datetime", "datetime"),
        ("datetime", "date"),
        ("datetime", "time"),
    }
)
_PAIR = 2


def plain(value: Any, depth: int = 0) -> Any:
    """Return `value` with every numpy, pandas and date object replaced by plain Python.

    A Series becomes a dict of its index; a DataFrame of one column likewise; a DataFrame of two columns
    becomes a dict of the first column to the second. A date becomes its ISO form. Sets become sorted lists.

    Args:
        value: Anything at all.
        depth: How many levels down; beyond what evidence keeps, values go on as they are, to be refused.

    Raises:
        PracticumError: A table has more than two columns, or a row label that occurs twice.
    """
    kind = type(value)
    name = (kind.__module__, kind.__name__)
    if depth > MAX_DEPTH:
        plainer = value
    elif kind is dict:
        plainer = {_key(key): plain(inner, depth + 1) for key, inner in value.items()}
    elif kind in {list, tuple}:
        plainer = [plain(inner, depth + 1) for inner in value]
    elif kind in {set, frozenset}:
        plainer = sorted((plain(inner, depth + 1) for inner in value), key=_order)
    elif kind.__module__ == "numpy":
        plainer = _from_numpy(value, kind.__name__)
    elif name in _SERIES:
        plainer = _keyed(value.index.tolist(), value.tolist())
    elif name in _FRAME:
        plainer = _from_frame(value)
    elif name in _INDEX:
        plainer = [plain(inner) for inner in value.tolist()]
    elif name in _MOMENTS:
        plainer = value.isoformat()
    else:
        plainer = value
    return plainer


def _from_numpy(value: Any, name: str) -> Any:
    if _NUMPY_SCALARS.fullmatch(name):
        return value.item()
    if name == "ndarray":
        return plain(value.tolist())
    return value


def _from_frame(frame: Any) -> dict[str, Any]:
    columns = [frame.iloc[:, n].tolist() for n in range(min(frame.shape[1], _PAIR + 1))]
    if len(columns) == 1:
        return _keyed(frame.index.tolist(), columns[0])
    if len(columns) == _PAIR:
        return _keyed(columns[0], columns[1])
    raise PracticumError(
        _("The table has {count} columns; an answer needs two: a name and its value.").format(
            count=frame.shape[1]
        ),
        next_step=_('Choose them first, for example table[["platform", "engagement"]].'),
    )


def _keyed(keys: list[Any], values: list[Any]) -> dict[str, Any]:
    answer: dict[str, Any] = {}
    for key, value in zip(keys, values, strict=True):
        label = _key(key)
        if label in answer:
            raise PracticumError(
                _("The row '{row}' occurs twice in the table.").format(row=label),
                next_step=_("Group or filter the table until each row has a name of its own."),
            )
        answer[label] = plain(value)
    return answer


def _key(key: Any) -> str:
    """Return a JSON key: text as it is, whole numbers and dates in their usual form."""
    simple = plain(key) if type(key) is not tuple else key
    return simple if type(simple) is str else str(simple)


def _order(value: Any) -> tuple[str, str]:
    return type(value).__name__, str(value)
