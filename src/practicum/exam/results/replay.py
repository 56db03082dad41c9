"""Mark a hand-in again by the same rules: the same marks, byte for byte, or what differs and why."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from practicum.errors import PracticumError
from practicum.evidence.files import read_bounded
from practicum.evidence.strictjson import dump, load
from practicum.exam.marks.record import marks_path, to_bytes
from practicum.grading.job import asked
from practicum.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicum.exam.marks.run import Rules

_SHOWN = 40
_LIMIT = 20_000_000
_LONGEST = 200


@dataclass(frozen=True)
class Replay:
    """What marking again gave.

    Attributes:
        before: SHA-256 of the marks that were written.
        now: SHA-256 of the marks now.
        causes: What the marks are made of and is another thing now: the bundle, the rules, the software.
        differences: Each place whose value is another one now, a sentence each.
    """

    before: str
    now: str
    causes: tuple[str, ...]
    differences: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether every byte is the same."""
        return self.before == self.now

    def text(self) -> str:
        """Return everything in words."""
        if self.same:
            return _(
                "The same hand-in by the same rules gives the same marks, byte for byte ({hash})."
            ).format(hash=self.now[:16])
        count = ngettext("{n} value differs:", "{n} values differ:", len(self.differences))
        head = count.format(n=len(self.differences)) if self.differences else _same_values()
        lines = [head, *self.differences[:_SHOWN]]
        if len(self.differences) > _SHOWN:
            lines.append(_("… and {n} more.").format(n=len(self.differences) - _SHOWN))
        lines += self.causes or [_("Nothing that makes the marks has changed: please report this.")]
        return "\n".join(lines)


def _same_values() -> str:
    return _("Every mark is the same; what it was made with is not:")


def replay(before: bytes, now: bytes) -> Replay:
    """Compare the marks that were written with those made again from the same hand-in.

    Args:
        before: The bytes of `marks/<code>.json`.
        now: The bytes that marking again gives.

    Raises:
        PracticumError: One of the two is not a JSON object.
    """
    old, new = (load(content, name=name) for content, name in ((before, "before"), (now, "now")))
    if not isinstance(old, dict) or not isinstance(new, dict):
        raise PracticumError(
            _("The marks are not a document that can be compared."),
            next_step=_("Restore the file of the marks from a copy."),
        )
    names = {
        "bundle": _("The hand-in is another one: {before} before, {now} now."),
        "rules": _("The rules are others: {before} before, {now} now."),
        "software": _("The software is of another version: {before} before, {now} now."),
    }
    causes = tuple(
        sentence.format(before=_short(old.get(name)), now=_short(new.get(name)))
        for name, sentence in names.items()
        if old.get(name) != new.get(name)
    )
    differences = tuple(
        _("{place}: {before} before, {now} now").format(place=place, before=_short(a), now=_short(b))
        for place, a, b in _walk(old, new)
        if place not in names
    )
    return Replay(sha256(before).hexdigest(), sha256(now).hexdigest(), causes, differences)


def marks_before(folder: Path, code: str) -> bytes:
    """Return the marks of a candidate as they were written in the folder of a sitting.

    Raises:
        EvidenceError: There are none.
    """
    return read_bounded(marks_path(folder, code), _LIMIT)


def marked_again(rules: Rules, code: str) -> bytes:
    """Mark a hand-in again in a clean process, write nothing, and return the bytes of its marks.

    Raises:
        PracticumError: It cannot be marked.
    """
    given = asked(rules.document(), Path(rules.sitting) / "received" / f"{code}.zip", rules.seconds)
    if not given.answer:
        raise PracticumError(
            _("The hand-in of {code} cannot be marked again: {reason}").format(
                code=code, reason=given.reason or given.end.value
            ),
            next_step=_("Check that it was received, and that the bank is the one of the sitting."),
        )
    return to_bytes(given.answer["marks"])


def _short(value: Any) -> str:
    text = _("nothing") if value is None else value if isinstance(value, str) else dump(value)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _walk(old: Any, new: Any, place: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Yield every place where two JSON values differ, with both values; a row of a list goes by its name."""
    if isinstance(old, list) and isinstance(new, list):
        old, new = _named(old), _named(new)
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted({*old, *new}):
            where = f"{place}.{key}" if place else str(key)
            yield from _walk(old.get(key), new.get(key), where)
    elif old != new:
        yield place, old, new


def _named(rows: list[Any]) -> dict[str, Any]:
    found = {}
    for number, row in enumerate(rows):
        names = (
            [row[key] for key in ("id", "item", "block", "exercise") if key in row]
            if isinstance(row, dict)
            else []
        )
        found[str(names[0]) if names and str(names[0]) not in found else str(number)] = row
    return found
