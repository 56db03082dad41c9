"""A sitting and its marks come into the register, and what the rules propose for each candidate."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from practicum.errors import PracticumError
from practicum.evidence.files import read_bounded
from practicum.exam.results.entry import Entry, Kind
from practicum.exam.results.proposal import Proposal, absent, propose
from practicum.exam.results.standing import last
from practicum.exam.sitting.record import Person
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from practicum.exam.marks.final import Final
    from practicum.exam.results.register import Book, Register
    from practicum.exam.scheme import Scheme
    from practicum.exam.sitting.record import Candidate, Sitting

_LIMIT = 20_000_000


@dataclass(frozen=True)
class Incident:
    """What an invigilator wrote down: when, who wrote, the candidate's code or nothing, and the words."""

    when: str
    by: str
    code: str
    words: str


def read_incidents(path: Path) -> list[Incident]:
    """Return what the invigilator wrote down in `incidents.csv`: when, by, code, what, done; often nothing.

    Raises:
        PracticumError: The table lacks a column.
    """
    if not path.exists():
        return []
    rows = list(csv.DictReader(io.StringIO(read_bounded(path, _LIMIT).decode("utf-8-sig"))))
    try:
        return [Incident(one["when"], one["by"], one["code"], f"{one['what']} {one['done']}") for one in rows]
    except KeyError as error:
        raise PracticumError(
            _("{path} has no column {name}.").format(path=path, name=error),
            next_step=_("Its columns are: when, by, code, what, done."),
        ) from error


# ---- proposals


def enter_sitting(
    register: Register, sitting: Sitting, *, at: datetime, incidents: Sequence[Incident] = ()
) -> None:
    """Enter a sitting, its applications, accommodations and incidents; what stands there stays alone."""
    with register.writing() as book:
        if not book.of(sitting.id, "", Kind.SITTING):
            data = {
                "day": sitting.day,
                "rehearsal": sitting.rehearsal,
                "scheme": sitting.scheme,
                "blueprint": sitting.blueprint,
                "bank": sitting.bank,
                "candidates": len(sitting.candidates),
            }
            book.append(Kind.SITTING, data, at=at, sitting=sitting.id)
        there = {one.code for one in book.of(sitting.id, "", Kind.APPLICATION)}
        for code, one in sitting.candidates.items():
            if code not in there:
                _apply(book, sitting, code, one, at)
        known = [(one.data["when"], one.code) for one in book.of(sitting.id, "", Kind.INCIDENT)]
        for incident in incidents:
            if (incident.when, incident.code) in known:
                continue
            # No code, no subject: then the words stay in the invigilator's file and are not kept here.
            words = [{"words": incident.words}] if incident.code else []
            data = {"when": incident.when, "written": incident.by}
            book.append(Kind.INCIDENT, data, at=at, sitting=sitting.id, code=incident.code, private=words)


def _apply(book: Book, sitting: Sitting, code: str, one: Candidate, at: datetime) -> None:
    person = sitting.private[code]
    piece = {
        "registration": person.registration,
        "name": person.name,
        "email": person.email,
        "trainers": list(person.trainers),
    }
    data = {"certificate": one.certificate}
    book.append(Kind.APPLICATION, data, at=at, sitting=sitting.id, code=code, private=[piece])
    if one.accommodations:
        # Which ones says something of a person's health: that is kept apart; the clock's share is not.
        wanted = [{"accommodations": list(one.accommodations)}]
        clock = {"extra_time": one.extra_time}
        book.append(Kind.ACCOMMODATION, clock, at=at, sitting=sitting.id, code=code, private=wanted)


def enter_proposals(  # noqa: PLR0913  what a proposal rests on
    register: Register,
    sitting: Sitting,
    finals: Mapping[str, Final],
    markers: Mapping[str, Collection[str]],
    scheme: Scheme,
    *,
    at: datetime,
) -> dict[str, Proposal]:
    """Enter the marks and what the rules propose, and return the proposals; what stands there stays.

    Args:
        register: The register; the sitting is entered.
        sitting: The sitting.
        finals: The marks by code.
        markers: Ids of those who marked each candidate.
        scheme: Its scheme.
        at: The moment.

    Raises:
        PracticumError: Marks do not belong to the scheme.
    """
    found: dict[str, Proposal] = {}
    with register.writing() as book:
        for code, one in sitting.candidates.items():
            if code not in finals:
                found[code] = absent(code, one.certificate)
                continue
            marks = _marks(book, sitting.id, finals[code], sorted(markers.get(code, ())), at)
            remarked = bool(book.of(sitting.id, code, Kind.RE_MARK))
            found[code] = proposal = propose(finals[code], scheme, remarked=remarked)
            data = {
                "verdict": str(proposal.verdict),
                "reasons": [reason.code for reason in proposal.reasons],
                "marks": marks.n,
            }
            before = last(book.of(sitting.id, code, Kind.PROPOSAL))
            if before is None or before.data != data:
                book.append(Kind.PROPOSAL, data, at=at, sitting=sitting.id, code=code)
    return found


def _marks(book: Book, sitting: str, final: Final, markers: list[str], at: datetime) -> Entry:
    data: dict[str, Any] = {
        "certificate": final.certificate,
        "form": final.form,
        "part1": final.part1,
        "part2": final.part2,
        "composite": final.composite,
        "areas": dict(final.areas),
        "blocks": {name: list(points) for name, points in final.blocks.items()},
        "open_texts": list(final.open_texts),
        "critical": [[error, state] for error, state, _why in final.critical],
        "markers": markers,
    }
    before = last(book.of(sitting, final.code, Kind.MARKS))
    if before and before.data == data:
        return before
    return book.append(Kind.MARKS, data, at=at, sitting=sitting, code=final.code)


def person_of(book: Book, sitting: str, code: str) -> Person:
    """Return who a candidate is.

    Raises:
        PracticumError: Nobody of this code was entered, or the personal data were erased.
    """
    found = book.of(sitting, code, Kind.APPLICATION)
    pieces = book.private(found[0]) if found and code else []
    if not pieces:
        raise PracticumError(
            _("The register holds no person for {code} in {sitting}.").format(code=code, sitting=sitting),
            next_step=_("Check the code, or enter the sitting first with 'practicum exam results propose'."),
        )
    one = pieces[0]
    return Person(code, one["registration"], one["name"], one["email"], tuple(one["trainers"]))
