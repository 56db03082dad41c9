"""Is the register what was written? Every change, removal or new order of an entry is found and named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.evidence.strictjson import digest, load
from practicum.exam.results.entry import START, Entry, Kind, read_strictly, who_signs
from practicum.exam.results.tables import TRIGGERS
from practicum.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicum.exam.results.register import Book, Register
    from practicum.exam.results.witness import Seen


@dataclass(frozen=True)
class Checked:
    """What a check found.

    Attributes:
        count: Entries looked at.
        head: The hash of the newest, to write down elsewhere.
        signed: How many signatures were checked.
        faults: What is wrong, a sentence each; nothing when the register is whole.
    """

    count: int
    head: str
    signed: int
    faults: tuple[str, ...]

    def text(self) -> str:
        """Return everything in words."""
        told = ngettext("{n} entry", "{n} entries", self.count).format(n=self.count)
        seen = _("{entries}, {signed} of them signed; newest hash {head}.").format(
            entries=told, signed=self.signed, head=self.head
        )
        whole = _("The register is whole.") if not self.faults else ""
        return "\n".join(line for line in (*self.faults, seen, whole) if line)


def check(register: Register) -> Checked:
    """Check numbers, chain, signatures, roles, personal data, triggers, and what the witness has seen.

    Raises:
        PracticumError: There is no register, or the database cannot be used.
    """
    with register.reading() as book:
        rows = book.stored()
        entries: list[Entry] = []
        seen = register.witness.read()
        gone = seen.erased if seen else frozenset()
        faults = [*_chain(rows, entries), *_signatures(entries), *_private(book, entries, gone)]
        if missing := TRIGGERS - book.triggers():
            faults.append(
                _("The database no longer refuses changes: {names} is missing.").format(
                    names=", ".join(sorted(missing))
                )
            )
        faults += _seen(rows, seen)
    head = rows[-1][2] if rows else START
    return Checked(len(rows), head, sum(bool(one.signature) for one in entries), tuple(faults))


def _chain(rows: list[tuple[int, str, str, str]], entries: list[Entry]) -> Iterator[str]:
    """Yield what is wrong with numbers and hashes; put the entries that can be read into `entries`."""
    before = START
    for place, (n, previous, stored, content) in enumerate(rows, start=1):
        if n != place:
            yield _("Entry {n} stands in place {place}: an entry was removed.").format(n=n, place=place)
        try:
            entry = read_strictly(content, name=_("entry {n}").format(n=n))
        except PracticumError as error:
            yield str(error)
            before = stored
            continue
        entries.append(entry)
        if entry.hash != stored or entry.n != n or entry.previous != previous:
            yield _("Entry {n} was changed: it is not what its hash stands for.").format(n=n)
        if previous != before:
            yield _("Entry {n} does not follow the one before it: one was changed, removed or moved.").format(
                n=n
            )
        before = stored


def _signatures(entries: list[Entry]) -> Iterator[str]:
    officers: dict[str, dict[str, object]] = {}
    for entry in entries:
        roles = who_signs(entry)
        if entry.kind is Kind.OFFICER and not officers:
            officers[entry.by] = entry.data
        known = officers.get(entry.by)
        if entry.kind is Kind.OFFICER:
            officers[str(entry.data["id"])] = entry.data
        if not (roles or entry.by or entry.signature):
            continue
        if known is None or not entry.holds(str(known["key"])):
            yield _("Entry {n} ({kind}) bears no good signature of {name}.").format(
                n=entry.n, kind=entry.kind, name=entry.by or _("anybody")
            )
        elif roles and not {*roles} & {*map(str, known["roles"])}:  # type: ignore[call-overload]
            yield _("Entry {n} ({kind}) was signed by {name}, who did not hold the role for it.").format(
                n=entry.n, kind=entry.kind, name=entry.by
            )


def _private(book: Book, entries: list[Entry], gone: frozenset[str]) -> Iterator[str]:
    erased = gone | {one.subject for one in entries if one.kind is Kind.ERASURE}
    due = {piece: one for one in entries for piece in one.private}
    found = set()
    for name, subject, content in book.all_private():
        found.add(name)
        if name not in due or due[name].subject != subject:
            yield _("Personal data lie there that no entry speaks of: {digest}.").format(digest=name)
        elif digest(load(content.encode("utf-8"), name="personal data")) != name:
            yield _("The personal data of entry {n} were changed.").format(n=due[name].n)
        elif subject in erased:
            yield _("The personal data of entry {n} were erased and are there again.").format(n=due[name].n)
    for name, entry in due.items():
        if name not in found and entry.subject not in erased:
            yield _("The personal data of entry {n} are gone, and nobody signed for an erasure.").format(
                n=entry.n
            )


def _seen(rows: list[tuple[int, str, str, str]], seen: Seen | None) -> Iterator[str]:
    if seen is None:
        return
    if len(rows) < seen.n:
        yield _("The register ends at entry {last}, but entry {n} was seen: the newest are gone.").format(
            last=len(rows), n=seen.n
        )
    elif rows[seen.n - 1][2] != seen.hash:
        yield _("Entry {n} is not the one that was seen: the register was written anew.").format(n=seen.n)
