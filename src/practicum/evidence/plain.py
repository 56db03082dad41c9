"""Turn what a learner handed over into plain JSON values, without running any of its code.

An object can redefine every operator, attribute look-up and conversion. So nothing here calls one: the only
question asked is `type(value) is ...`, and only exact builtin types pass.
"""

from __future__ import annotations

import math
from typing import Any, TypeAlias

from practicum.evidence.errors import EvidenceError
from practicum.i18n import _

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

MAX_DEPTH = 16
MAX_NODES = 200_000
MAX_TEXT = 5_000_000
MAX_NUMBER = 2**53 - 1  # beyond it, a whole number is not the same number in every program that reads JSON

_TYPE_NAME = type.__dict__["__name__"]


def type_name(value: object) -> str:
    """Return the name of a value's type, at most 60 characters, without asking its metaclass."""
    name: str = _TYPE_NAME.__get__(type(value))
    return str.__getitem__(name, slice(60))


def to_plain(value: object) -> Json:
    """Return `value` as a JSON value made of exact builtin types.

    Tuples become lists; sets become lists in a fixed order.

    Raises:
        EvidenceError: The value, or something inside it, is of another type, not a finite number, too large,
            nested too deeply, or text that no file can hold.
    """
    return Converter().convert(value, depth=0)


class Converter:
    """One conversion, with its budget: a small value can unfold into a huge one.

    Attributes:
        depth: How many levels of lists and tables are allowed.
        nodes: How many more values are allowed.
        text: How many more characters are allowed.
    """

    def __init__(self, *, depth: int = MAX_DEPTH, nodes: int = MAX_NODES, text: int = MAX_TEXT) -> None:
        self.depth = depth
        self.nodes = nodes
        self.text = text

    def convert(self, value: object, depth: int) -> Json:
        """Return `value`, found `depth` levels down, as a JSON value; see `to_plain`."""
        self.nodes -= 1
        if self.nodes < 0:
            raise EvidenceError(
                _("This answer holds more than {limit} values.").format(limit=f"{MAX_NODES:,}"),
                next_step=_("Hand in the result that the question asks for, not the whole table."),
                code="too-large",
            )
        kind = type(value)
        if value is None or kind is bool:
            return value  # type: ignore[return-value]  # None or an exact bool; mypy cannot see `type() is`
        if kind is str:
            return self._text(value)  # type: ignore[arg-type]  # an exact str
        if kind is int or kind is float:
            return _number(value)  # type: ignore[arg-type]  # an exact int or float
        if depth >= self.depth:
            raise too_deep(self.depth)
        if kind is dict:
            return self._mapping(value, depth)  # type: ignore[arg-type]  # an exact dict
        if kind is list or kind is tuple:
            items: Any = value
            return [self.convert(item, depth + 1) for item in items]
        if kind is set or kind is frozenset:
            members: Any = value
            return sorted((self.convert(item, depth + 1) for item in members), key=_set_order)
        raise EvidenceError(
            _("An answer of the type “{type}” cannot be kept.").format(type=type_name(value)),
            next_step=_("Hand in a number, a text, yes or no, a list, or a table of these."),
            code="foreign-type",
        )

    def _mapping(self, value: dict[object, object], depth: int) -> Json:
        plain: dict[str, Json] = {}
        for key, item in dict.items(value):
            if type(key) is not str:
                raise EvidenceError(
                    _("A row of this answer is named by a value of the type “{type}”, not by a text.").format(
                        type=type_name(key)
                    ),
                    next_step=_("Name each row in quotes, as the question does."),
                    code="key-type",
                )
            plain[self._text(key)] = self.convert(item, depth + 1)
        return plain

    def _text(self, value: str) -> str:
        self.text -= len(value)
        if self.text < 0:
            raise EvidenceError(
                _("This answer holds more than {limit} characters of text.").format(limit=f"{MAX_TEXT:,}"),
                next_step=_("Shorten the text."),
                code="too-large",
            )
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            raise EvidenceError(
                _("This text holds half a character (a lone surrogate), which no file can store."),
                next_step=_("Type the text again instead of pasting it."),
                code="surrogate",
            ) from None
        return value


def too_deep(limit: int) -> EvidenceError:
    """Return the error for values nested more than `limit` levels, or that contain themselves."""
    return EvidenceError(
        _("This value is nested more than {limit} levels deep, or contains itself.").format(limit=limit),
        next_step=_("Hand in a number, a text, a list, or one table of these."),
        code="too-deep",
    )


def _number(value: float) -> int | float:
    if type(value) is float and not math.isfinite(value):
        raise not_a_number()
    if type(value) is int and not -MAX_NUMBER <= value <= MAX_NUMBER:
        raise EvidenceError(
            _("This whole number is larger than {limit} and cannot be kept exactly.").format(
                limit=MAX_NUMBER
            ),
            next_step=_("Check the calculation: no count in this course comes near it."),
            code="too-large",
        )
    return value


def not_a_number() -> EvidenceError:
    """Return the error for NaN and the infinities, which JSON cannot hold."""
    return EvidenceError(
        _("This answer is “not a number” or infinite, so there is nothing to mark."),
        next_step=_("Look for a division by zero or an empty cell in the calculation."),
        code="nan",
    )


def _set_order(value: Json) -> tuple[str, str]:
    return type(value).__name__, str(value)
