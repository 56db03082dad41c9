"""Keeping the register: export, erasure and its rules, backup and restore.

Personal data (name, address, words about a person) lie in a table of their own under a random subject. An
erasure removes those rows and enters that it did; the chain, which holds random ids, codes, figures and
salted digests, stays whole. A separate table was chosen over shredding keys: that would need a second store
which must be backed up and must not be. A backup that is older than an erasure is put right when it is
restored: the witness remembers who was erased.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.evidence.files import locked, write_atomically
from practicum.evidence.strictjson import dump
from practicum.exam.results.check import check
from practicum.exam.results.entry import Kind
from practicum.exam.results.register import Register
from practicum.exam.results.standing import appeal_of, candidates, certificate_of, deadline_of, decision_of
from practicum.i18n import _
from practicum.look.sheet import sheet

if TYPE_CHECKING:
    from pathlib import Path

    from practicum.exam.results.people import Signer
    from practicum.exam.results.register import Book

KEEP_DAYS = 365
"""Days after the last right has ended, an appeal or a certificate, for which personal data are kept."""

_COLUMNS = ("n", "at", "kind", "sitting", "code", "subject", "by", "data", "hash")


@dataclass(frozen=True)
class Kept:
    """Until when the personal data of a candidate are kept.

    Attributes:
        sitting: The sitting's id.
        code: The candidate's code.
        until: The last day by the rule; None while something is open that has no end yet.
        why: The reason, a sentence.
    """

    sitting: str
    code: str
    until: datetime | None
    why: str

    def over(self, at: datetime) -> bool:
        """Whether the rule no longer keeps them."""
        return self.until is not None and at > self.until


# ---- export


def export(register: Register, folder: Path, *, names: bool = False) -> list[Path]:
    """Write the register as JSON Lines and as CSV, and return the files.

    Args:
        register: The register.
        folder: Where; it is made if it is not there.
        names: Write the personal data, too, into a third file.

    Raises:
        PracticumError: There is no register, or the folder cannot be written to.
    """
    with register.reading() as book:
        entries = [{**one.content(), "hash": one.hash} for one in book.entries]
        people = [(subject, content) for _digest, subject, content in book.all_private()] if names else []
    folder.mkdir(parents=True, exist_ok=True)
    lines = "".join(dump(one) + "\n" for one in entries)
    rows = [[dump(one["data"]) if name == "data" else one[name] for name in _COLUMNS] for one in entries]
    files = {"register.jsonl": lines, "register.csv": sheet(_COLUMNS, rows)}
    if names:
        files["people.csv"] = sheet(("subject", "content"), sorted(people))
    written = []
    for name, text in files.items():
        write_atomically(folder / name, text.encode("utf-8"))
        written.append(folder / name)
    return written


# ---- retention and erasure


def kept(book: Book, sitting: str, code: str, *, days: int = KEEP_DAYS) -> Kept:
    """Return until when the rule keeps the personal data of a candidate.

    They are kept while a decision is waited for, while an appeal is open or can still be made, and while a
    certificate is valid; then for `days` more.
    """
    decision, appeal = decision_of(book, sitting, code), appeal_of(book, sitting, code)
    if decision is None:
        return Kept(sitting, code, None, _("Nothing is decided on {code} yet.").format(code=code))
    if appeal is not None and appeal.open:
        return Kept(sitting, code, None, _("An appeal of {code} is open.").format(code=code))
    deadline = deadline_of(book, sitting, code)
    if deadline is None:
        return Kept(sitting, code, None, _("{code} has no letter yet.").format(code=code))
    issued = certificate_of(book, sitting, code)
    if issued is not None and not issued.revoked:
        why = _("The certificate of {code} is valid until {day}.").format(
            code=code, day=f"{issued.until:%Y-%m-%d}"
        )
        return Kept(sitting, code, max(issued.until, deadline) + timedelta(days=days), why)
    why = _("{code} could appeal until {day}.").format(code=code, day=f"{deadline:%Y-%m-%d}")
    return Kept(sitting, code, deadline + timedelta(days=days), why)


def due(book: Book, at: datetime, *, days: int = KEEP_DAYS) -> list[Kept]:
    """Return the candidates whose personal data the rule no longer keeps, and which are still there."""
    found = [
        kept(book, sitting, code, days=days)
        for sitting, code in candidates(book)
        if not book.of(sitting, code, Kind.ERASURE)
    ]
    return [one for one in found if one.over(at)]


def erase(  # noqa: PLR0913  each is a decision of a person
    register: Register,
    sitting: str,
    code: str,
    signer: Signer,
    *,
    at: datetime,
    days: int = KEEP_DAYS,
    asked: bool = False,
) -> int:
    """Erase the personal data of a candidate, enter it, and return how many pieces were removed.

    Args:
        register: The register.
        sitting: The sitting's id.
        code: The candidate's code.
        signer: An owner of the scheme.
        at: The moment.
        days: How long the body keeps them after the last right has ended.
        asked: The person asked for it: then the rights of the body must have ended, and its days need not.

    Raises:
        PracticumError: The candidate is unknown or was erased already, or the rule keeps the data longer.
    """
    with register.writing() as book:
        subject = book.subject(sitting, code)
        if not subject or book.of(sitting, code, Kind.ERASURE):
            raise PracticumError(
                _("The register holds no personal data of {code} in {sitting}.").format(
                    code=code, sitting=sitting
                ),
                next_step=_("Check the code; what was erased stays erased."),
            )
        rule = kept(book, sitting, code, days=0 if asked else days)
        if not rule.over(at):
            raise PracticumError(
                _("{why} Until then the data are kept.").format(why=rule.why)
                if rule.until is None
                else _("{why} The data are kept until {day}.").format(
                    why=rule.why, day=f"{rule.until:%Y-%m-%d}"
                ),
                next_step=_("Erase them afterwards; the list is 'practicum exam register erase --due'."),
            )
        book.append(Kind.ERASURE, {"asked": asked}, at=at, sitting=sitting, code=code, signer=signer)
        return book.remove(subject)


# ---- backup and restore


def backup(register: Register, to: Path, *, at: datetime) -> Path:
    """Copy an SQLite register while it is in use, check the copy, and return its path.

    Beside it `<name>.witness.json` says what the copy holds, `<name>.sha256` its digest.

    Raises:
        PracticumError: The register is on a server, something is there already, or the copy is not whole.
    """
    source = _file(register)
    path = to / f"register-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}.db"
    _absent(path)
    to.mkdir(parents=True, exist_ok=True)
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as before,
        closing(sqlite3.connect(path)) as copy,
    ):
        before.backup(copy)
        copy.execute("pragma journal_mode = delete")
    made = Register(f"sqlite:///{path}", path.with_suffix(".witness.json"))
    _whole(made)
    with made.reading() as book:
        made.witness.note(book.entries[-1].n, book.head, erased=book.erased)
    made.close()
    digest = sha256(path.read_bytes()).hexdigest()
    write_atomically(path.with_suffix(".sha256"), f"{digest}  {path.name}\n".encode())
    return path


def restore(copy: Path, register: Register, *, lose: bool = False) -> int:
    """Put a backup where the register was, once it is proved whole, and return its number of entries.

    Persons who were erased after the backup was made are erased again.

    Args:
        copy: A file that `backup` wrote, with its digest beside it.
        register: Where the register shall lie; nothing may lie there now.
        lose: Accept that entries which the witness has seen are not in the backup.

    Raises:
        PracticumError: Something lies there, or the backup was changed, is not whole, or is too old.
    """
    target = _file(register, there=False)
    _absent(target)
    content = copy.read_bytes() if copy.exists() else b""
    said = copy.with_suffix(".sha256")
    if (
        not content
        or not said.exists()
        or said.read_text(encoding="utf-8").split()[:1] != [sha256(content).hexdigest()]
    ):
        raise PracticumError(
            _("{path} is not what the backup was, or its digest is not beside it.").format(path=copy),
            next_step=_("Use another backup, with its .sha256 file."),
        )
    with locked(target):
        candidate = target.with_name(f"{target.name}.restored")
        write_atomically(candidate, content)
        made = Register(f"sqlite:///{candidate}", candidate.with_name(f"{candidate.name}.witness.json"))
        try:
            count = _restored(made, register, lose=lose)
        except BaseException:
            candidate.unlink()
            raise
        finally:
            made.close()
        candidate.replace(target)
    return count


def _restored(made: Register, register: Register, *, lose: bool) -> int:
    _whole(made)
    seen = register.witness.read()
    with made.reading() as book:
        hashes = [one[2] for one in book.stored()]
        again = (seen.erased if seen else frozenset()) - book.erased
    if seen and hashes[seen.n - 1 : seen.n] != [seen.hash]:
        if len(hashes) >= seen.n:
            raise PracticumError(
                _("The backup is of another register than the witness has seen."),
                next_step=_("Check which witness and which backup belong together."),
            )
        if not lose:
            raise PracticumError(
                _("The backup ends at entry {last}, and entry {n} was seen: {gone} would be lost.").format(
                    last=len(hashes), n=seen.n, gone=seen.n - len(hashes)
                ),
                next_step=_("Use a newer backup, or accept the loss with --lose and enter the rest again."),
            )
        register.witness.path.replace(register.witness.path.with_suffix(".lost.json"))
    made.forget(again)
    with made.reading() as book:
        register.witness.note(len(hashes), book.head, erased=book.erased | again)
    return len(hashes)


def _whole(register: Register) -> None:
    found = check(register)
    if found.faults:
        raise PracticumError(
            _("{place} is not whole: {fault}").format(place=register.place, fault=found.faults[0]),
            next_step=_("Run 'practicum exam register check', and use a copy that is whole."),
        )


def _file(register: Register, *, there: bool = True) -> Path:
    path = register.file
    if path is None:
        raise PracticumError(
            _("A register on a server is backed up with the server's own tools."),
            next_step=_(
                "Use 'pg_dump --format=custom' and 'pg_restore', then 'practicum exam register check'."
            ),
        )
    if there and not path.exists():
        raise PracticumError(
            _("There is no register at {place} yet.").format(place=path),
            next_step=_("Check the folder of the body."),
        )
    return path


def _absent(path: Path) -> None:
    if path.exists():
        raise PracticumError(
            _("{path} is there already, and nothing is written over it.").format(path=path),
            next_step=_("Move it away first, and keep it."),
        )
