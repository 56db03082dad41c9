"""A second copy of a model that goes its own way: what changes is copied, what never changes is shared."""

from __future__ import annotations

import copy
from collections import deque
from dataclasses import is_dataclass
from typing import Any, TypeVar

from practicum.drill.schema import Strict

_Value = TypeVar("_Value")
_OWN = "practicum.drill."


def fork(value: _Value) -> _Value:
    """Return a copy of a model whose changes leave the first alone.

    Lists, dictionaries, sets, deques and objects of this room are copied, what stands in two places once.
    Numbers, texts, frozen data, functions and hashes are shared. A list whose first element need not be
    copied is taken to hold only such: that makes a list of a hundred thousand numbers cheap.
    """
    copied: _Value = _fork(value, {})
    return copied


def _fork(value: Any, seen: dict[int, Any]) -> Any:
    if not _changes(value):
        return value
    if id(value) in seen:
        return seen[id(value)]
    if isinstance(value, tuple):
        return tuple(_fork(item, seen) for item in value)
    if isinstance(value, dict):
        deep = bool(value) and _changes(next(iter(value.values())))
        twin: Any = {key: _fork(item, seen) for key, item in value.items()} if deep else dict(value)
    elif isinstance(value, (list, set, deque)):
        deep = bool(value) and _changes(next(iter(value)))
        twin = type(value)(_fork(item, seen) for item in value) if deep else value.copy()
    else:
        twin = copy.copy(value)
        seen[id(value)] = twin
        for name in _names(value):
            setattr(twin, name, _fork(getattr(value, name), seen))
    seen[id(value)] = twin
    return twin


def _changes(value: Any) -> bool:
    """Say whether a value may change after it was made, or holds something that may."""
    if isinstance(value, (list, dict, set, deque)):
        return True
    if isinstance(value, tuple):
        return any(_changes(item) for item in value)
    kind = type(value)
    if not kind.__module__.startswith(_OWN) or callable(value) or isinstance(value, Strict):
        return False
    return not (is_dataclass(value) and kind.__dataclass_params__.frozen)


def _names(value: Any) -> list[str]:
    slots = getattr(type(value), "__slots__", ())
    return [*slots, *getattr(value, "__dict__", ())]
