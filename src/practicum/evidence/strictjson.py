"""JSON, read strictly and written in one canonical form."""

from __future__ import annotations

import hashlib
import json
import math
import re
from typing import Any, NoReturn

from practicum.evidence.errors import EvidenceError
from practicum.evidence.plain import MAX_DEPTH, MAX_NUMBER, Converter, Json, not_a_number, too_deep
from practicum.i18n import _

# A whole string, closed or not, or one bracket. Possessive, so that hostile input costs one pass.
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)
_LONGEST_NUMBER = 400
# A file wraps learners' values in a few levels of its own. Its size is bounded where it is read.
_FILE_DEPTH = MAX_DEPTH + 4
_FILE_NODES = 20_000_000


def dump(value: Json, *, indent: int | None = None) -> str:
    """Return `value` as JSON text with sorted keys; without `indent`, the canonical form that is hashed."""
    separators = (",", ":") if indent is None else (",", ": ")
    return json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=separators, indent=indent
    )


def digest(value: Json) -> str:
    """Return the SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(dump(value).encode("utf-8")).hexdigest()


def load(content: bytes, *, name: str) -> Any:
    """Return the JSON value in `content`.

    Args:
        content: The bytes of the file or line.
        name: What to call it in a message, such as `answers.json` or `line 4 of d01.jsonl`.

    Raises:
        EvidenceError: Not UTF-8, NUL bytes, not JSON, doubled keys, NaN, huge numbers, or nested too deeply.
    """
    if b"\x00" in content:
        raise EvidenceError(
            _("{name} holds NUL bytes: part of it was never written to the disk.").format(name=name),
            next_step=_restore(),
            code="nul",
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise EvidenceError(
            _("{name} is not UTF-8 text: byte {position} cannot be read.").format(
                name=name, position=error.start
            ),
            next_step=_("Do not save this file with another program: let Practicum write it."),
            code="encoding",
        ) from None
    _refuse_depth(text)
    try:
        value = json.loads(
            text,
            object_pairs_hook=lambda pairs: _mapping(pairs, name),
            parse_constant=_refuse_constant,
            parse_float=_float,
            parse_int=_int,
        )
    except json.JSONDecodeError as error:
        raise EvidenceError(
            _("{name} is not JSON: line {line}, column {column} cannot be read.").format(
                name=name, line=error.lineno, column=error.colno
            ),
            next_step=_restore(),
            code="not-json",
        ) from None
    return Converter(depth=_FILE_DEPTH, nodes=_FILE_NODES, text=_FILE_NODES).convert(value, depth=0)


def _restore() -> str:
    return _("Restore the file from a copy, or move it away and answer again.")


def _refuse_depth(text: str) -> None:
    depth = 0
    for match in _STRING_OR_BRACKET.finditer(text):
        symbol = text[match.start()]
        if symbol in "[{":
            depth += 1
            if depth > _FILE_DEPTH:
                raise too_deep(_FILE_DEPTH)
        elif symbol in "]}":
            depth -= 1


def _mapping(pairs: list[tuple[str, Any]], name: str) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key, value in pairs:
        if key in mapping:
            raise EvidenceError(
                _("{name} holds the name “{key}” twice, so it is unclear which value counts.").format(
                    name=name, key=key[:60]
                ),
                next_step=_("Remove one of the two, or answer again."),
                code="duplicate-key",
            )
        mapping[key] = value
    return mapping


def _refuse_constant(_constant: str) -> NoReturn:
    raise not_a_number()


def _float(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):  # `1e999` reads as infinity
        raise not_a_number()
    return value


def _int(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        return MAX_NUMBER + 1  # refused by to_plain, without a conversion that takes quadratic time
    return int(text)
