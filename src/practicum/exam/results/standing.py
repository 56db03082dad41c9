"""How a candidate stands: decision, letter, appeal and certificate, read from the entries of the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from practicum.exam.results.entry import Entry, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practicum.exam.results.register import Book

PASSED, NOT_PASSED, ANNULLED = "passed", "not-passed", "annulled"
"""What can be decided; an annulled examination is sat again."""


@dataclass(frozen=True)
class Decided:
    """A decision.

    Attributes:
        n: Number of its newest entry.
        outcome: `passed`, `not-passed` or `annulled`.
        by: Ids of those who signed it.
        at: When the last of them signed.
        marks: Number of the entry with the marks that it rests on.
        complete: Whether everybody has signed who must: two people for a fail on a critical error, or for one
            that departs from the proposal.
        appeal: Number of the appeal that it answers; 0 where it answers none.
    """

    n: int
    outcome: str
    by: tuple[str, ...]
    at: datetime
    marks: int
    complete: bool
    appeal: int


@dataclass(frozen=True)
class Appeal:
    """An appeal.

    Attributes:
        n: Number of the entry that opened it.
        at: When it was opened.
        due: Until when it must be answered.
        replayed: Whether the hand-in was marked again by rules and gave the same; None when it was not yet.
        readers: Ids of the independent markers who have read the texts.
        outcome: `stands`, `passed` or `again`; empty while it is open.
        by: Id of the person who decided it; empty while it is open.
        decided: Number of the entry that decided it; 0 while it is open.
    """

    n: int
    at: datetime
    due: datetime
    replayed: bool | None
    readers: tuple[str, ...]
    outcome: str
    by: str
    decided: int

    @property
    def open(self) -> bool:
        """Whether it waits for an answer."""
        return not self.decided


@dataclass(frozen=True)
class Issued:
    """A certificate: its number, the decision behind it, its last moment, and how it stands."""

    number: str
    decision: int
    until: datetime
    revoked: bool
    suspended: bool


def when(text: str) -> datetime:
    """Return a moment as entries have it."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def candidates(book: Book) -> list[tuple[str, str]]:
    """Return sitting and code of everybody whose application was entered, in order."""
    return [(one.sitting, one.code) for one in book.entries if one.kind is Kind.APPLICATION]


def last(entries: Iterable[Entry]) -> Entry | None:
    """Return the newest of these entries."""
    found = list(entries)
    return found[-1] if found else None


def any_decision(book: Book, sitting: str, code: str) -> Decided | None:
    """Return the newest decision on a candidate, whether or not everybody has signed it."""
    found = book.of(sitting, code, Kind.DECISION)
    if not found:
        return None
    entry, data = found[-1], found[-1].data
    by = tuple(one.by for one in found if one.n in (data["first"], entry.n))
    return Decided(
        entry.n,
        data["outcome"],
        by,
        when(entry.at),
        data["marks"],
        complete=not data["two"] or len(by) > 1,
        appeal=data["appeal"],
    )


def decision_of(book: Book, sitting: str, code: str) -> Decided | None:
    """Return the decision that is in force."""
    found = any_decision(book, sitting, code)
    return found if found and found.complete else None


def deadline_of(book: Book, sitting: str, code: str) -> datetime | None:
    """Return until when the candidate may appeal: it runs from the letter; None before there is one."""
    letter = last(book.of(sitting, code, Kind.LETTER))
    return when(letter.data["deadline"]) if letter else None


def appeal_of(book: Book, sitting: str, code: str) -> Appeal | None:
    """Return the newest appeal of a candidate with everything that was done about it."""
    found = book.of(sitting, code, Kind.APPEAL)
    opened = last(one for one in found if one.data["step"] == "opened")
    if opened is None:
        return None
    steps = [one for one in found if one.n > opened.n]
    replay = last(one for one in steps if one.data["step"] == "replayed")
    decided = last(one for one in steps if one.data["step"] == "decided")
    return Appeal(
        opened.n,
        when(opened.at),
        when(opened.data["due"]),
        replay.data["same"] if replay else None,
        tuple(one.by for one in steps if one.data["step"] == "read"),
        decided.data["outcome"] if decided else "",
        decided.by if decided else "",
        decided.n if decided else 0,
    )


def certificate_of(book: Book, sitting: str, code: str) -> Issued | None:
    """Return the certificate that was issued to a candidate, and how it stands."""
    entry = last(book.of(sitting, code, Kind.CREDENTIAL))
    if entry is None:
        return None
    actions = [one.data["action"] for one in book.of(sitting, code, Kind.STATUS) if one.n > entry.n]
    return Issued(
        entry.data["number"],
        entry.data["decision"],
        when(entry.data["until"]),
        revoked="revoke" in actions,
        suspended=bool(actions) and actions[-1] == "suspend",
    )


def markers_of(book: Book, sitting: str, code: str, *, before: int = 0) -> frozenset[str]:
    """Return the ids of everybody who has marked a candidate, re-marks and appeals included.

    Args:
        book: The register.
        sitting: The sitting's id.
        code: The candidate's code.
        before: Count only who had done so before the entry of this number; 0 for all.
    """
    found: set[str] = set()
    for one in book.of(sitting, code):
        if before and one.n >= before:
            break
        if one.kind is Kind.MARKS:
            found.update(one.data["markers"])
        if one.kind is Kind.RE_MARK or (one.kind is Kind.APPEAL and one.data["step"] == "read"):
            found.add(one.by)
    return frozenset(found)
