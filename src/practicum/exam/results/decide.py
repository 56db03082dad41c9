"""What named people do and sign: mark again, decide, suspend and revoke certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.exam.results.entering import person_of
from practicum.exam.results.entry import Entry, Kind
from practicum.exam.results.people import refuse_marker, refuse_same, refuse_trainer
from practicum.exam.results.proposal import Verdict
from practicum.exam.results.standing import (
    NOT_PASSED,
    PASSED,
    any_decision,
    candidates,
    certificate_of,
    decision_of,
    last,
    markers_of,
)
from practicum.i18n import _

if TYPE_CHECKING:
    from datetime import datetime

    from practicum.exam.results.people import Signer
    from practicum.exam.results.register import Book, Register


def re_mark(  # noqa: PLR0913  what the entry says
    register: Register, sitting: str, code: str, signer: Signer, *, at: datetime, same: bool
) -> Entry:
    """Enter that somebody has marked a result in the band again.

    The hand-in is replayed by the rules (`same` says whether it gave the same), and a person who has not
    marked it reads its texts; what they found stands in the reading sheets, and the next proposal counts it.

    Raises:
        PracticumError: The signer is no examiner, has trained or marked the candidate, or nothing is to do.
    """
    with register.writing() as book:
        entry = last(book.of(sitting, code, Kind.PROPOSAL))
        if entry is None or entry.data["verdict"] != Verdict.RE_MARK:
            raise PracticumError(
                _("The result of {code} is not one that must be marked again.").format(code=code),
                next_step=_("See 'practicum exam results propose'."),
            )
        refuse_trainer(signer.officer, person_of(book, sitting, code), code)
        # Whoever reads again may have filled in a sheet since: what counts is who had marked before.
        asked = next(
            one for one in book.of(sitting, code, Kind.PROPOSAL) if one.data["verdict"] == Verdict.RE_MARK
        )
        refuse_marker(signer.officer, markers_of(book, sitting, code, before=asked.n), code)
        data = {"marks": entry.data["marks"], "same": same}
        return book.append(Kind.RE_MARK, data, at=at, sitting=sitting, code=code, signer=signer)


# ---- decisions


def decide(  # noqa: PLR0913  what a decision is made of
    register: Register,
    sitting: str,
    code: str,
    signer: Signer,
    *,
    at: datetime,
    outcome: str = "",
    words: str = "",
) -> Entry:
    """Sign a decision on a candidate, or sign as the second person one that needs two.

    Args:
        register: The register.
        sitting: The sitting's id.
        code: The candidate's code.
        signer: A decision maker who has neither trained nor marked the candidate.
        at: The moment.
        outcome: `passed` or `not-passed`; by default what is proposed.
        words: Why; needed where a pass is proposed and `not-passed` is decided.

    Raises:
        PracticumError: Nothing can be decided yet, it is decided, or this person may not decide it.
    """
    with register.writing() as book:
        return _decide(book, sitting, code, signer, at, outcome, words)


def decide_all(
    register: Register, sitting: str, signer: Signer, *, at: datetime
) -> tuple[list[Entry], dict[str, str]]:
    """Sign everything in a sitting as proposed, where this person may; return that, and why not by code."""
    signed, refused = [], {}
    with register.writing() as book:
        for of, code in candidates(book):
            if of != sitting or decision_of(book, sitting, code):
                continue
            try:
                signed.append(_decide(book, sitting, code, signer, at, "", ""))
            except PracticumError as error:
                refused[code] = str(error)
    return signed, refused


def half_signed(book: Book, sitting: str) -> list[str]:
    """Return the candidates on whom one person has decided and a second one must."""
    found = [(code, any_decision(book, of, code)) for of, code in candidates(book) if of == sitting]
    return [code for code, one in found if one and not one.complete]


def _decide(  # noqa: PLR0913, PLR0917  as for `decide`
    book: Book, sitting: str, code: str, signer: Signer, at: datetime, outcome: str, words: str
) -> Entry:
    proposal = last(book.of(sitting, code, Kind.PROPOSAL))
    verdict = _ready(proposal, code)
    marks = proposal.data["marks"] if proposal else 0
    before = any_decision(book, sitting, code)
    if before and before.complete:
        raise PracticumError(
            _("{code} was decided on {day} by {names}.").format(
                code=code, day=f"{before.at:%Y-%m-%d}", names=", ".join(before.by)
            ),
            next_step=_("A decision changes by an appeal only."),
        )
    refuse_trainer(signer.officer, person_of(book, sitting, code), code)
    refuse_marker(signer.officer, markers_of(book, sitting, code), code)
    second = before is not None and before.marks == marks
    if before and second:
        refuse_same(signer.officer, before.by, code)
        outcome = outcome or before.outcome
    outcome = outcome or verdict
    _allowed(outcome, verdict, before.outcome if before and second else "", words, code)
    gate = [error for error, state in book.entries[marks - 1].data["critical"] if state == "confirmed"]
    data = {
        "outcome": outcome,
        "marks": marks,
        "two": outcome == NOT_PASSED and (bool(gate) or outcome != verdict),
        "first": before.n if before and second else 0,
        "departs": outcome != verdict,
        "appeal": 0,
    }
    private = [{"words": words}] if words else []
    return book.append(Kind.DECISION, data, at=at, sitting=sitting, code=code, private=private, signer=signer)


def _ready(proposal: Entry | None, code: str) -> str:
    if proposal is None:
        raise PracticumError(
            _("Nothing is proposed for {code}.").format(code=code),
            next_step=_("Run 'practicum exam results propose' first."),
        )
    verdict = str(proposal.data["verdict"])
    if verdict == Verdict.RE_MARK:
        raise PracticumError(
            _("The result of {code} lies near a cut: it is marked again before it is decided.").format(
                code=code
            ),
            next_step=_("Have somebody mark it who has not: 'practicum exam results re-mark'."),
        )
    if verdict == Verdict.WAITING:
        raise PracticumError(
            _("Not everything about {code} is settled yet.").format(code=code),
            next_step=_("'practicum exam results propose' says what is missing."),
        )
    return verdict


def _allowed(outcome: str, verdict: str, first: str, words: str, code: str) -> None:
    if outcome not in (PASSED, NOT_PASSED):
        raise PracticumError(
            _("“{outcome}” is no decision.").format(outcome=outcome),
            next_step=_("Decide passed or not-passed."),
        )
    if outcome == PASSED and verdict == NOT_PASSED:
        raise PracticumError(
            _("{code} does not meet the published rule, and nobody can pass them against it.").format(
                code=code
            ),
            next_step=_("If a mark is wrong, correct the mark and propose again."),
        )
    if first and first != outcome:
        raise PracticumError(
            _("The first person decided otherwise on {code}, and the two do not agree.").format(code=code),
            next_step=_("Speak with each other; new marks make a new proposal."),
        )
    if outcome != verdict and not words.strip():
        raise PracticumError(
            _("To decide against {code} what the rules do not propose takes a reason in words.").format(
                code=code
            ),
            next_step=_("Give it with --because; a second person signs it as well."),
        )


def withdraw(  # noqa: PLR0913  what a change of status is made of
    register: Register, sitting: str, code: str, action: str, signer: Signer, *, at: datetime, words: str
) -> str:
    """Sign that a certificate is suspended, restored or revoked, and return its number for the office.

    Args:
        register: The register.
        sitting: The sitting's id.
        code: The holder's code.
        action: `suspend`, `restore` or `revoke`; a revocation withdraws the decision for ever.
        signer: A decision maker.
        at: The moment.
        words: Why; the public sees the state, never the reason.

    Raises:
        PracticumError: There is no certificate in force, or no reason.
    """
    if not words.strip() or action not in ("suspend", "restore", "revoke"):
        raise PracticumError(
            _("A certificate is suspended, restored or revoked, for a reason in words."),
            next_step=_("Give the reason with --because."),
        )
    with register.writing() as book:
        issued = certificate_of(book, sitting, code)
        if issued is None:
            raise PracticumError(
                _("No certificate was issued to {code} in {sitting}.").format(code=code, sitting=sitting),
                next_step=_("Check the code."),
            )
        if issued.revoked or (action != "revoke" and issued.suspended == (action == "suspend")):
            raise PracticumError(
                _("Certificate {number} stands so already, or was revoked for ever.").format(
                    number=issued.number
                ),
                next_step=_("See 'practicum exam register export' for its entries."),
            )
        data = {"number": issued.number, "action": action, "decision": issued.decision}
        book.append(
            Kind.STATUS, data, at=at, sitting=sitting, code=code, private=[{"words": words}], signer=signer
        )
        return issued.number
