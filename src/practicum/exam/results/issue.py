"""Certificates for those who passed: one for each decision, signed by the body's issuing office."""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from practicum.credential.certificate import Area, Certificate
from practicum.errors import PracticumError
from practicum.exam.results.entering import person_of
from practicum.exam.results.entry import Kind, moment
from practicum.exam.results.standing import PASSED, candidates, certificate_of, decision_of
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from practicum.credential.office import Office
    from practicum.exam.results.register import Book, Register
    from practicum.exam.results.standing import Decided
    from practicum.exam.scheme import Examination

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUP = 4
_GROUPS = 2


def number_of(book: Book, decision: Decided, certificate: str) -> str:
    """Return the number of a certificate: the same decision always gives the same, and nobody can guess it.

    It is made of the hash of the signed decision, so that a run which was cut off issues nothing twice.
    """
    value = int.from_bytes(sha256(book.entries[decision.n - 1].hash.encode()).digest(), "big")
    signs = [_ALPHABET[value // 32**place % 32] for place in range(_GROUP * _GROUPS)]
    groups = ["".join(signs[at : at + _GROUP]) for at in range(0, len(signs), _GROUP)]
    return "-".join([certificate.upper(), *groups])


def prepare(
    book: Book, sitting: str, code: str, examination: Examination, areas: Mapping[str, str]
) -> Certificate:
    """Return the certificate for a decision in force that is a pass.

    Args:
        book: The register.
        sitting: The sitting's id.
        code: The candidate's code.
        examination: The scheme and the blueprint of the sitting.
        areas: Titles of the areas by letter.

    Raises:
        PracticumError: There is no pass, or not everybody has signed it.
    """
    decision = decision_of(book, sitting, code)
    if decision is None or decision.outcome != PASSED:
        raise PracticumError(
            _("{code} has no decision in force that is a pass.").format(code=code),
            next_step=_("A certificate is issued for a signed pass only."),
        )
    scheme, blueprint = examination.scheme, examination.blueprint
    opened = book.of(sitting, "", Kind.SITTING)[0].data
    marks = book.entries[decision.marks - 1].data
    one = next(each for each in scheme.certificate if each.id == marks["certificate"])
    decided = decision.at.date()
    officers = [book.officer(name) or {"name": name} for name in decision.by]
    return Certificate(
        number=number_of(book, decision, one.id),
        holder=person_of(book, sitting, code).name,
        title=one.title,
        mark=one.id.upper()[:_GROUP],
        statement=_(
            "has shown, in a practical examination of {hours} hours and {minutes} minutes, the competence "
            "that this certificate stands for. {scope}"
        ).format(scope=one.scope, **_time(sum(part.minutes for part in scheme.part))),
        evidence=_(
            "{questions} questions that count, and {blocks} practical blocks on the candidate's own data; "
            "each written text read by two people."
        ).format(questions=blueprint.form.scored, blocks=len(blueprint.block)),
        criteria=scheme.decision.rule,
        scheme=_("{name}, version {version}").format(name=scheme.name, version=opened["scheme"]),
        exam=date.fromisoformat(str(opened["day"])[:10]),
        decided=decided,
        until=last_day(decided, scheme.validity_months),
        decision=", ".join(str(officer["name"]) for officer in officers),
        areas=tuple(
            Area(letter, areas[letter], weight)
            for letter, weight in blueprint.areas[marks["certificate"]].items()
        ),
        note=_note(scheme.label, rehearsal=opened["rehearsal"]),
    )


def issue(  # noqa: PLR0913  what issuing takes
    register: Register,
    office: Office,
    passphrase: str,
    sitting: str,
    *,
    examination: Examination,
    areas: Mapping[str, str],
    at: datetime,
    rehearsal: bool = False,
) -> dict[str, Path]:
    """Issue what is due in a sitting, enter each, and return the folders of the certificates by code.

    A run that was cut off is run again: what the office has issued is only entered.

    Args:
        register: The register.
        office: The issuing office of the body.
        passphrase: Opens its key.
        sitting: The sitting's id.
        examination: The scheme and the blueprint of the sitting.
        areas: Titles of the areas by letter.
        at: When they are signed.
        rehearsal: Issue them for a rehearsal, too; then each says that it is one.

    Raises:
        PracticumError: The office cannot sign, or a certificate cannot be made.
    """
    with register.reading() as book:
        if book.of(sitting, "", Kind.SITTING)[0].data["rehearsal"] and not rehearsal:
            raise PracticumError(
                _("{sitting} was a rehearsal, and a rehearsal decides nothing.").format(sitting=sitting),
                next_step=_("To try it out, add --rehearsal: then each certificate says what it is."),
            )
        due = {
            code: prepare(book, sitting, code, examination, areas)
            for of, code in candidates(book)
            if of == sitting and _due(book, sitting, code)
        }
    found = {code: office.folder / "certificates" / one.number for code, one in due.items()}
    for code, certificate in due.items():  # signing takes its time: nobody need wait for it at the register
        if not (found[code] / "certificate.jwt").exists():
            office.issue(certificate, passphrase, at=at)
    with register.writing() as book:
        for code, certificate in due.items():
            decision = _due(book, sitting, code)
            if decision is None or number_of(book, decision, certificate.mark) != certificate.number:
                continue  # another run has entered it
            data = {
                "number": certificate.number,
                "decision": decision.n,
                "until": moment(certificate.valid_until),
                "token": sha256((found[code] / "certificate.jwt").read_bytes()).hexdigest(),
            }
            book.append(Kind.CREDENTIAL, data, at=at, sitting=sitting, code=code)
    return found


def _due(book: Book, sitting: str, code: str) -> Decided | None:
    """Return the pass for which a certificate is still to be issued."""
    decision = decision_of(book, sitting, code)
    passed = decision is not None and decision.outcome == PASSED
    return decision if passed and certificate_of(book, sitting, code) is None else None


def apply_status(
    register: Register, office: Office, passphrase: str, sitting: str, *, at: datetime
) -> dict[str, str]:
    """Do in the office what was signed about certificates of a sitting; return what was done, by number.

    The entry comes first and the office after it: a run that was cut off is run again.

    Raises:
        PracticumError: The office cannot sign.
    """
    done: dict[str, str] = {}
    with register.reading() as book:
        wanted = [certificate_of(book, of, code) for of, code in candidates(book) if of == sitting]
    for one in wanted:
        if one is None:
            continue
        is_revoked, is_suspended = office.state(one.number)
        if one.revoked and not is_revoked:
            office.revoke(one.number, passphrase, at=at)
            done[one.number] = "revoke"
        elif one.suspended and not is_suspended and not is_revoked:
            office.suspend(one.number, passphrase, at=at)
            done[one.number] = "suspend"
        elif is_suspended and not one.suspended and not is_revoked:
            office.restore(one.number, passphrase, at=at)
            done[one.number] = "restore"
    return done


def last_day(decided: date, months: int) -> date:
    """Return the last valid day: the day before the same date, `months` later."""
    year, month = divmod(decided.month - 1 + months, 12)
    year, month = decided.year + year, month + 1
    day = min(decided.day, calendar.monthrange(year, month)[1])
    return date(year, month, day) - timedelta(days=1)


def _time(minutes: int) -> dict[str, int]:
    return {"hours": minutes // 60, "minutes": minutes % 60}


def _note(label: str, *, rehearsal: bool) -> str:
    said = _("Weights, keys and cuts: {label}.").format(label=label)
    if rehearsal:
        return _("A rehearsal: this certificate proves nothing about anybody. {label}").format(label=said)
    return said
