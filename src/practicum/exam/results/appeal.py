"""Appeals: opened in time, replayed, read by an independent marker, decided by another person."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.exam.results.entering import person_of
from practicum.exam.results.entry import Entry, Kind
from practicum.exam.results.people import refuse_marker, refuse_trainer
from practicum.exam.results.standing import (
    ANNULLED,
    PASSED,
    appeal_of,
    candidates,
    deadline_of,
    decision_of,
    markers_of,
)
from practicum.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from practicum.exam.results.people import Signer
    from practicum.exam.results.register import Book, Register
    from practicum.exam.results.replay import Replay
    from practicum.exam.results.standing import Appeal, Decided

STANDS, AGAIN = "stands", "again"
"""How an appeal ends besides `passed`: the decision stands, or the examination is sat again."""

ANSWER_DAYS = 30
"""Days in which the body answers, unless it has set others."""

_SOON = 7


def open_appeal(  # noqa: PLR0913  what an appeal is made of
    register: Register, sitting: str, code: str, *, at: datetime, words: str, days: int = ANSWER_DAYS
) -> Entry:
    """Enter an appeal.

    Args:
        register: The register.
        sitting: The sitting's id.
        code: The candidate's code.
        at: When it came.
        words: What the candidate says.
        days: In how many days the body answers.

    Raises:
        PracticumError: There is no letter yet, it came too late, it was made before, or it says nothing.
    """
    with register.writing() as book:
        decision, deadline = decision_of(book, sitting, code), deadline_of(book, sitting, code)
        if decision is None or deadline is None:
            raise PracticumError(
                _("{code} has no result in {sitting} yet: there is nothing to appeal against.").format(
                    code=code, sitting=sitting
                ),
                next_step=_("An appeal is made against a decision, once its letter is there."),
            )
        if appeal_of(book, sitting, code):
            raise PracticumError(
                _("{code} has appealed in {sitting} already.").format(code=code, sitting=sitting),
                next_step=_(
                    "One decision is looked at once. A complaint about the body stays open to anybody."
                ),
            )
        if at > deadline:
            raise PracticumError(
                _("The last day for an appeal of {code} was {day}.").format(
                    code=code, day=f"{deadline:%Y-%m-%d}"
                ),
                next_step=_("Answer that it came too late; a complaint stays open to anybody."),
            )
        if not words.strip():
            raise PracticumError(
                _("An appeal needs what the candidate says."),
                next_step=_("Give it with --because, in the candidate's own words."),
            )
        due = at + timedelta(days=days)
        data = {"step": "opened", "decision": decision.n, "due": f"{due:%Y-%m-%dT%H:%M:%SZ}"}
        return book.append(Kind.APPEAL, data, at=at, sitting=sitting, code=code, private=[{"words": words}])


def enter_replay(register: Register, sitting: str, code: str, found: Replay, *, at: datetime) -> Entry:
    """Enter that the hand-in was marked again by the same rules, and what came of it.

    Raises:
        PracticumError: No appeal is open.
    """
    with register.writing() as book:
        _open_one(book, sitting, code)
        data = {
            "step": "replayed",
            "same": found.same,
            "before": found.before,
            "now": found.now,
            "differences": len(found.differences),
        }
        return book.append(Kind.APPEAL, data, at=at, sitting=sitting, code=code)


def enter_reading(  # noqa: PLR0913  what the reading of a marker says
    register: Register,
    sitting: str,
    code: str,
    signer: Signer,
    points: Mapping[str, float],
    *,
    at: datetime,
    words: str,
) -> Entry:
    """Enter what an independent marker gives each text.

    Args:
        register: The register.
        sitting: The sitting's id.
        code: The candidate's code.
        signer: An examiner who has neither taught nor marked the candidate.
        points: Points of each text, by its exercise.
        at: The moment.
        words: The marker's reasons.

    Raises:
        PracticumError: No appeal is open, the marker is not independent, or nothing is said.
    """
    with register.writing() as book:
        appeal, _decision = _open_one(book, sitting, code)
        refuse_trainer(signer.officer, person_of(book, sitting, code), code)
        refuse_marker(signer.officer, markers_of(book, sitting, code, before=appeal.n), code)
        if not points or not words.strip():
            raise PracticumError(
                _("An independent marker gives points for each text, and reasons in words."),
                next_step=_("For example: P-B-note=3 --because '...'."),
            )
        data = {"step": "read", "points": dict(points)}
        return book.append(
            Kind.APPEAL, data, at=at, sitting=sitting, code=code, private=[{"words": words}], signer=signer
        )


def points_of(words: Sequence[str]) -> dict[str, float]:
    """Return points by text from words such as `pb-note=3`.

    Raises:
        PracticumError: A word is not so.
    """
    found: dict[str, float] = {}
    for word in words:
        name, _sign, value = word.partition("=")
        try:
            found[name.strip()] = float(value)
        except ValueError as error:
            raise PracticumError(
                _("“{word}” is not a text with its points.").format(word=word),
                next_step=_("Write for example pb-note=3."),
            ) from error
    return found


def decide_appeal(  # noqa: PLR0913  what a decision is made of
    register: Register, sitting: str, code: str, outcome: str, signer: Signer, *, at: datetime, words: str
) -> Entry:
    """Sign the answer to an appeal; where it changes the decision, the new decision is signed with it.

    Args:
        register: The register.
        sitting: The sitting's id.
        code: The candidate's code.
        outcome: `stands`, `passed`, or `again` for an examination that is annulled and sat again.
        signer: A decision maker who has not decided, marked or taught the candidate.
        at: The moment.
        words: The reasons, as the candidate will read them.

    Raises:
        PracticumError: Steps are missing, this person may not decide, or there is no reason.
    """
    with register.writing() as book:
        appeal, before = _open_one(book, sitting, code)
        if appeal.replayed is None or not appeal.readers:
            raise PracticumError(
                _("The hand-in of {code} is first marked again, and read by an independent marker.").format(
                    code=code
                ),
                next_step=_("Use 'practicum exam appeal replay' and 'practicum exam appeal read'."),
            )
        if outcome not in (STANDS, PASSED, AGAIN) or not words.strip():
            raise PracticumError(
                _("An appeal ends with stands, passed or again, and with reasons in words."),
                next_step=_("Give the reasons with --because: the candidate reads them."),
            )
        if outcome == before.outcome:
            raise PracticumError(
                _("{code} has passed already.").format(code=code), next_step=_("Then the decision stands.")
            )
        if signer.officer.id in before.by:
            raise PracticumError(
                _("{name} signed the decision that {code} appeals against.").format(
                    name=signer.officer.name, code=code
                ),
                next_step=_("An appeal is decided by somebody else."),
            )
        refuse_trainer(signer.officer, person_of(book, sitting, code), code)
        refuse_marker(signer.officer, markers_of(book, sitting, code), code)
        answer = {"step": "decided", "outcome": outcome, "appeal": appeal.n}
        entry = book.append(
            Kind.APPEAL, answer, at=at, sitting=sitting, code=code, private=[{"words": words}], signer=signer
        )
        if outcome != STANDS:
            data = {
                "outcome": PASSED if outcome == PASSED else ANNULLED,
                "marks": before.marks,
                "two": False,
                "first": 0,
                "departs": False,
                "appeal": appeal.n,
            }
            book.append(Kind.DECISION, data, at=at, sitting=sitting, code=code, signer=signer)
        return entry


def reminders(book: Book, at: datetime) -> list[str]:
    """Return a line for each appeal that waits: what is to be done, and how many days are left."""
    lines = []
    for sitting, code in candidates(book):
        appeal = appeal_of(book, sitting, code)
        if appeal is None or not appeal.open:
            continue
        lines.append(
            _("{sitting} {code}: {step} {time}").format(
                sitting=sitting, code=code, step=_next(appeal), time=_left((appeal.due - at).days)
            )
        )
    return lines


def _next(appeal: Appeal) -> str:
    if appeal.replayed is None:
        return _("mark the hand-in again.")
    if not appeal.readers:
        return _("have an independent marker read the texts.")
    return _("decide, by somebody who has not decided before.")


def _left(days: int) -> str:
    if days < 0:
        return ngettext("OVERDUE by {n} day.", "OVERDUE by {n} days.", -days).format(n=-days)
    left = ngettext("{n} day left.", "{n} days left.", days).format(n=days)
    return _("SOON: {left}").format(left=left) if days <= _SOON else left


def _open_one(book: Book, sitting: str, code: str) -> tuple[Appeal, Decided]:
    appeal, decision = appeal_of(book, sitting, code), decision_of(book, sitting, code)
    if appeal is None or decision is None or not appeal.open:
        raise PracticumError(
            _("No appeal of {code} in {sitting} is open.").format(code=code, sitting=sitting),
            next_step=_("See 'practicum exam appeal list'."),
        )
    return appeal, decision
