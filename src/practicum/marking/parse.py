"""Read a number as people write it: any of the usual marks, one meaning, nothing guessed in silence.

The rule for one lone mark before exactly three digits (`1,234`, `1.234`), which the world reads in two ways:
where only whole numbers are asked for, it groups thousands; in a percentage it is a decimal mark; otherwise a
comma groups thousands and a point is a decimal mark. Whenever the rule was needed, the reading says so.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from practicum.i18n import _, language
from practicum.marking.forms import expected

if TYPE_CHECKING:
    from practicum.marking.kinds import Number

LARGEST = 1e15  # every whole number up to here is exact as a float
_LONGEST = 60
_UNITS = {
    "percent": ("%", "per cent", "pct", "pour cent", "per cento", "prozent"),
    "percentage points": ("pp", "p.p.", "points", "%"),
    "EUR": ("€", "euro", "euros"),
    "minutes": ("min", "mins", "min."),
    "hours": ("h", "hrs"),
    "seconds": ("sec", "secs"),
}
_SIGNS = {"percent": "%", "EUR": "€", "percentage points": "pp"}
_FOLDED: dict[str, str | int | None] = {
    **dict.fromkeys("\u00a0\u202f\u2009\u2007\u2008\u3000", " "),  # spaces that group digits
    **dict.fromkeys("\u2212\u2013\ufe63\uff0d", "-"),  # minus, en dash, small and wide hyphen
    **dict.fromkeys("\u2019\u02bc", "'"),
    **dict(zip("\uff0e\uff0c\uff0b\uff05\ufe6a", ".,+%%", strict=True)),  # wide and small marks
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},  # wide digits
}
_FOLD = str.maketrans(_FOLDED)
_BODY = re.compile(r"(?P<sign>[+-]?)\s?(?P<digits>[0-9][0-9., ']*|[.,][0-9]+)", re.ASCII)
_SHORTHAND = re.compile(r"[+-]?[0-9][0-9., ]*\s?(k|m|mio|mn|bn|thousand|million|mille|tsd)\.?", re.IGNORECASE)
_EXPONENT = re.compile(r"[+-]?[0-9.,]+e[+-]?[0-9]+", re.IGNORECASE)


@dataclass(frozen=True)
class Parsed:
    """A number that was read, or why it was not.

    Attributes:
        value: The number; None when there is a problem.
        note: A sentence when the rule for `1,234` was needed.
        problem: A sentence that says what cannot be read and what to write instead.
    """

    value: int | float | None = None
    note: str = ""
    problem: str = ""


def parse_number(raw: object, kind: Number) -> Parsed:
    """Read `raw`, a plain JSON value, as the number that `kind` asks for."""
    if type(raw) is str:
        return _parse_text(raw, kind)
    if type(raw) is bool:
        return Parsed(
            problem=_("Yes or no was received where {form} is expected.").format(form=expected(kind))
        )
    if type(raw) is int or type(raw) is float:
        return _checked(raw, kind)
    return Parsed(
        problem=_("A list or a table was received where {form} is expected.").format(form=expected(kind))
    )


def show_number(value: float, kind: Number) -> str:
    """Write a number with its unit as the interface language does."""
    text = f"{value:,.0f}" if value == int(value) else f"{value:,.6f}".rstrip("0").rstrip(".")
    if text in ("0", "-0") and value != 0:
        text = f"{value:.3g}"
    if not language().startswith("en"):
        text = text.replace(",", "\u202f").replace(".", ",")
    text = text.replace("-", "\u2212")
    return f"{text} {_SIGNS.get(kind.unit, kind.unit)}".strip()


def _parse_text(raw: str, kind: Number) -> Parsed:
    text = " ".join(raw.translate(_FOLD).split())
    if len(text) > _LONGEST:
        return Parsed(
            problem=_("A text of {count} characters was received where {form} is expected.").format(
                count=len(raw), form=expected(kind)
            )
        )
    bare = _without_unit(text, kind.unit)
    match = _BODY.fullmatch(bare)
    if match is None:
        return Parsed(problem=_why_not(bare, kind))
    digits, note, problem = _plain_digits(match["digits"].strip(), kind)
    if problem:
        return Parsed(problem=problem)
    value = float(digits) if "." in digits else int(digits)
    parsed = _checked(-value if match["sign"] == "-" else value, kind)
    return Parsed(parsed.value, note if not parsed.problem else "", parsed.problem)


def _without_unit(text: str, unit: str) -> str:
    """Return a text in lower case without its unit, which may stand before or after the number."""
    folded = text.casefold()
    own = unit.casefold()
    names = {*_UNITS.get(unit, ()), own, f"{own}s", own.removesuffix("s")} - {"", "s"}
    for name in sorted(names, key=len, reverse=True):
        if folded.endswith(name) and not folded[: -len(name)][-1:].isalpha():
            return folded[: -len(name)].strip()
        if folded.startswith(name) and not folded[len(name) :][:1].isalpha():
            return folded[len(name) :].strip()
    return folded


def _why_not(text: str, kind: Number) -> str:
    """Say why a text is not a number, with the fix that its likely intention needs."""
    if _SHORTHAND.fullmatch(text):
        return _("Shorthand such as “1.2k” is not read. Write the number in full, such as 1200.")
    if _EXPONENT.fullmatch(text):
        return _("The form “4.9e-2” is not read. Write the number in full, such as 0.049.")
    if any(character.isdigit() and not character.isascii() for character in text):
        return _("This number holds digits that are not read. Use the digits 0 to 9.")
    if len(re.findall(r"[0-9][0-9.,']*", text)) > 1:
        return _("More than one number was received. Write only the result: {form}.").format(
            form=expected(kind)
        )
    if re.search(r"[0-9]", text):
        return _("Words or signs stand beside the number. Write only {form}.").format(form=expected(kind))
    return _("A text without a number was received where {form} is expected.").format(form=expected(kind))


def _plain_digits(body: str, kind: Number) -> tuple[str, str, str]:
    """Turn `1.234,5` and its relatives into `1234.5`; return it with a note, or a problem."""
    groups = body.replace("'", " ")
    marks = [character for character in groups if character in ".,"]
    decimal = ""
    note = ""
    if len(set(marks)) == 2:  # noqa: PLR2004 - both marks occur: the last is the decimal mark
        decimal = marks[-1]
        if marks.count(decimal) > 1:
            return "", "", _uneven(kind)
    elif len(marks) == 1:
        decimal, note = _lone_mark(groups, marks[0], kind)
    whole, _mark, fraction = groups.partition(decimal) if decimal else (groups, "", "")
    if not _evenly_grouped(whole) or (decimal and not re.fullmatch(r"[0-9]+", fraction, re.ASCII)):
        return "", "", _uneven(kind)
    plain = re.sub(r"[., ]", "", whole) or "0"
    return (f"{plain}.{fraction}" if decimal else plain), note, ""


def _lone_mark(groups: str, mark: str, kind: Number) -> tuple[str, str]:
    """Return the decimal mark, or an empty text when the mark groups thousands; and a note if unclear."""
    before, _mark, after = groups.partition(mark)
    unclear = re.fullmatch(r"[1-9][0-9]{0,2}", before) and re.fullmatch(r"[0-9]{3}", after)
    if not unclear:
        return mark, ""
    if kind.whole or (mark == "," and kind.unit != "percent"):
        return "", _("The mark in {text} was read as grouping thousands.").format(text=groups)
    return mark, _("The mark in {text} was read as a decimal mark.").format(text=groups)


def _evenly_grouped(whole: str) -> bool:
    return not whole or bool(
        re.fullmatch(r"[0-9]+|[0-9]{1,3}(?P<mark>[., ])[0-9]{3}(?:(?P=mark)[0-9]{3})*", whole)
    )


def _uneven(kind: Number) -> str:
    return _("The points, commas or spaces do not group the digits in threes. Write {form}.").format(
        form=expected(kind)
    )


def _checked(value: float, kind: Number) -> Parsed:
    if not math.isfinite(value):
        return Parsed(
            problem=_("This is “not a number” or infinite. Look for a division by zero or an empty cell.")
        )
    if abs(value) > LARGEST:
        return Parsed(problem=_("This number is far too large. Write {form}.").format(form=expected(kind)))
    if not kind.whole:
        return Parsed(value)
    if value != int(value):
        return Parsed(
            problem=_("A number with decimals was received where {form} is expected.").format(
                form=expected(kind)
            )
        )
    return Parsed(int(value))
