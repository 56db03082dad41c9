"""Open a sitting: from a list of candidates to a folder with one closed package each."""

from __future__ import annotations

import hmac
import os
import re
import shutil
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.evidence import strictjson
from practicum.evidence.answers import format_time
from practicum.evidence.files import cannot_write, write_atomically
from practicum.exam.families import draw
from practicum.exam.forms.form import write_forms
from practicum.exam.sitting.codes import spelled
from practicum.exam.sitting.contents import contents
from practicum.exam.sitting.deal import deal_families, deal_forms
from practicum.exam.sitting.package import SITTING_ID, digest, seal_package
from practicum.exam.sitting.people import Applicant, read_people
from practicum.exam.sitting.record import (
    CODES,
    ISSUED,
    PEOPLE,
    RECORD,
    SECRET,
    Candidate,
    Codes,
    PartPlan,
    Sitting,
)
from practicum.i18n import _
from practicum.look.sheet import sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from practicum.evidence import Json
    from practicum.exam.bank.read import Bank
    from practicum.exam.families import Family
    from practicum.exam.forms.form import Form
    from practicum.exam.scheme import Examination

_OWNER_FOLDER = 0o700
_OWNER_FILE = 0o600
_SECRET_BYTES = 32
_START_GROUPS, _SHORT_GROUPS = 3, 2


def open_sitting(  # noqa: PLR0913  each is a thing that a sitting is made from
    folder: Path,
    *,
    id: str,  # noqa: A002  the word of the format
    day: date | str,
    examination: Examination,
    bank: Bank,
    families: Mapping[str, Family],
    people: Path,
    forms: Sequence[Form],
    at: datetime,
    secret: bytes | None = None,
) -> Sitting:
    """Make the folder of a sitting, with a package for each candidate.

    Forms are dealt in turn among the candidates of a certificate, in an order that follows from the secret;
    with the k-th form goes the k-th family of each block, passing over those that are enemies.

    Args:
        folder: The sitting's own folder: new, or empty.
        id: Such as `2026-11-demo`.
        day: The day of the sitting.
        examination: Scheme and blueprint.
        bank: The items of the forms.
        families: What the tasks of part 2 are drawn from.
        people: CSV with the columns registration, name, email, certificate, accommodations (ids, with spaces
            between), trainers (names, with semicolons between).
        forms: At least one for each certificate that somebody sits for.
        at: Now.
        secret: 32 bytes from which all draws follow; new ones by default.

    Raises:
        PracticumError: Something given cannot be used: it is said what, and nothing is written then.
    """
    if not re.fullmatch(SITTING_ID, id):
        raise PracticumError(
            _("“{id}” is not an id for a sitting.").format(id=id[:60]),
            next_step=_("Use small letters, digits and dashes, such as 2026-11-paris."),
        )
    try:
        date.fromisoformat(str(day))
    except ValueError as error:
        raise PracticumError(
            _("“{day}” is not a day.").format(day=str(day)[:40]), next_step=_("Write it as 2026-11-24.")
        ) from error
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise PracticumError(
            _("{folder} holds something already, and a sitting is never opened over another.").format(
                folder=folder
            ),
            next_step=_("Name a new folder."),
        )
    applicants = read_people(people, examination.scheme)
    key = os.urandom(_SECRET_BYTES) if secret is None else secret
    order = _shuffled(applicants, key)
    dealt = deal_forms(order, forms)
    by_form = deal_families(forms, families, examination.blueprint)
    codes = _candidate_codes(order, key)
    sitting = Sitting(
        folder=folder,
        id=id,
        day=str(day),
        rehearsal=any(form.rehearsal for form in forms),
        scheme=examination.scheme.version,
        blueprint=examination.blueprint.version,
        bank=bank.digest,
        opened=format_time(at),
        parts=tuple(PartPlan(part.id, part.title, part.minutes) for part in examination.scheme.part),
        families=by_form,
        forms={},
        candidates={},
    )
    candidates = {
        code: Candidate(
            code=code,
            certificate=one.certificate,
            form=form.name,
            families=by_form[form.name],
            accommodations=one.accommodations,
            extra_time=extra_time(one, examination),
            package="",
        )
        for code, one, form in zip(codes, order, dealt, strict=True)
    }
    locks = {code: _codes(key, code) for code in candidates}
    draws = {
        code: {name: draw(key, id, code, families[name]) for name in one.families.values()}
        for code, one in candidates.items()
    }
    making = folder.with_name(f".{folder.name}.opening")
    keys: dict[str, bytes] = {}
    try:
        _make_folders(making)
        by_name = {form.name: form for form in forms}
        for code, one in candidates.items():
            document = contents(
                sitting, one, examination, bank, by_name[one.form], families, draws[code], locks[code]
            )
            package, keys[code] = seal_package(document, locks[code].start)
            write_atomically(making / "packages" / f"{code}.package", package)
            candidates[code] = replace(one, package=digest(package))
        written = write_forms(forms, making / "forms")
        sitting = replace(
            sitting,
            forms={path.stem: digest(path.read_bytes()) for path in written},
            candidates=dict(sorted(candidates.items())),
        )
        issued: dict[str, Json] = {
            code: {"key": keys[code].hex(), "draws": {name: one.seed for name, one in draws[code].items()}}
            for code in candidates
        }
        _write_private(making / "private", key, dict(zip(codes, order, strict=True)), locks, issued)
        write_atomically(making / RECORD, (strictjson.dump(sitting.to_json(), indent=1) + "\n").encode())
        _put_in_place(making, folder)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    return sitting


def extra_time(one: Applicant, examination: Examination) -> int:
    """Return a candidate's extra time in percent: the longest that was granted; they do not add up."""
    granted = {row.id: row.extra_time for row in examination.scheme.accommodation}
    return max((granted[name] for name in one.accommodations), default=0)


def _keyed(key: bytes, *words: str) -> bytes:
    return hmac.digest(key, "\x1f".join(("practicum sitting", *words)).encode(), "sha256")


def _shuffled(applicants: Sequence[Applicant], key: bytes) -> list[Applicant]:
    return sorted(applicants, key=lambda one: _keyed(key, "order", one.registration))


def _candidate_codes(order: Sequence[Applicant], key: bytes) -> list[str]:
    """Give each candidate a code that says nothing about them."""
    digits = max(4, len(str(len(order))) + 1)
    taken: dict[str, None] = {}
    for one in order:
        attempt = 0
        while True:
            number = int.from_bytes(_keyed(key, "code", one.registration, str(attempt))[:8])
            code = f"C-{number % 10**digits:0{digits}d}"
            if code not in taken:
                break
            attempt += 1
        taken[code] = None
    return list(taken)


def _codes(key: bytes, code: str) -> Codes:
    return Codes(
        spelled(_keyed(key, "start", code), _START_GROUPS),
        spelled(_keyed(key, "pause", code), _SHORT_GROUPS),
        spelled(_keyed(key, "stop", code), _SHORT_GROUPS),
    )


def _put_in_place(making: Path, folder: Path) -> None:
    """Give the folder its name only when all of it is there."""
    try:
        if folder.exists():
            folder.rmdir()
        making.rename(folder)
    except OSError as error:
        raise cannot_write(folder, error) from error


def _make_folders(folder: Path) -> None:
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / "private").mkdir(mode=_OWNER_FOLDER)
        for name in ("packages", "forms", "stations", "received", "marks", "reading", "results", "report"):
            (folder / name).mkdir()
        (folder / "incidents.csv").write_text("when,by,code,what,done\n", encoding="utf-8")
    except OSError as error:
        raise cannot_write(folder, error) from error


def _write_private(
    folder: Path,
    key: bytes,
    people: Mapping[str, Applicant],
    locks: Mapping[str, Codes],
    issued: dict[str, Json],
) -> None:
    rows = [
        (code, one.registration, one.name, one.email, "; ".join(one.trainers))
        for code, one in sorted(people.items())
    ]
    listed = [(code, one.start, one.pause, one.stop) for code, one in sorted(locks.items())]
    columns = ("code", "registration", "name", "email", "trainers")
    written = {
        SECRET: key,
        PEOPLE: sheet(columns, rows).encode(),
        CODES: sheet(("code", "start", "pause", "stop"), listed).encode(),
        ISSUED: (strictjson.dump(issued) + "\n").encode(),
    }
    for name, content in written.items():
        path = folder / name
        write_atomically(path, content)
        path.chmod(_OWNER_FILE)
