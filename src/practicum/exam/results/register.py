"""The register: entries that are only ever added, each chained to the one before, and personal data beside.

Where it lies is a URL of SQLAlchemy: an SQLite file, or a PostgreSQL database that several people reach. One
writer at a time holds a lock while it looks and writes, so that two people never decide the same thing twice.
The witness is a small file outside the database with the newest number and hash: without it, nobody could see
that the newest entries are gone.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from practicum.errors import PracticumError
from practicum.evidence.strictjson import dump, load
from practicum.exam.results import tables
from practicum.exam.results.entry import START, Entry, Kind, moment, read_entry, salted, who_signs
from practicum.exam.results.people import need_role
from practicum.exam.results.witness import Witness
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime

    from practicum.exam.results.people import Officer, Signer

_SUBJECT = 16


class Register:
    """A register.

    Attributes:
        url: Where it lies.
        witness: The file outside it.
    """

    def __init__(self, url: str, witness: Path) -> None:
        self.url = url
        self.witness = Witness(witness)
        try:
            self._engine = tables.engine_for(url)
        except (SQLAlchemyError, ImportError) as error:
            raise _unusable(error) from error

    @classmethod
    def of(cls, body: Path, url: str = "") -> Register:
        """Return the register of a body.

        Args:
            body: The folder of the body; the witness lies there, and the register when no URL is given.
            url: A database, for example `postgresql+psycopg://user@host/register`.
        """
        body.mkdir(parents=True, exist_ok=True)
        return cls(url or f"sqlite:///{body / 'register.db'}", body / "register.witness.json")

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Book]:
        """Yield the register as it is at this moment; nothing can be written.

        Raises:
            PracticumError: There is none yet, or the database cannot be used.
        """
        if self._gone():
            raise self._lost() if self.witness.path.exists() else self._none_yet()
        with self._begin(alone=False) as connection:
            if not sa.inspect(connection).has_table(tables.entries.name):
                raise self._none_yet()
            yield Book(connection, writable=False)

    @contextmanager
    def writing(self) -> Iterator[Book]:
        """Yield the register while nobody else writes; all entries stand there at the end, or none.

        Raises:
            PracticumError: The database cannot be used, another writer does not let go, or the file is gone
                and its witness says that there was one.
        """
        if self._gone() and self.witness.path.exists():
            raise self._lost()
        with self._begin(alone=True) as connection:
            tables.lock(connection)
            tables.create(connection)
            book = Book(connection, writable=True)
            before = len(book.entries)
            yield book
        if len(book.entries) > before:
            self.witness.note(book.entries[-1].n, book.head, erased=book.erased)

    def forget(self, subjects: Collection[str]) -> None:
        """Remove personal data whose erasure this copy of the register does not know of yet."""
        with self.writing() as book:
            for subject in subjects:
                book.remove(subject)

    @property
    def place(self) -> str:
        """Where it lies, without a password."""
        return self._engine.url.render_as_string(hide_password=True)

    @property
    def file(self) -> Path | None:
        """The file of an SQLite register; None for a server."""
        name = self._engine.url.database
        return Path(name) if self._engine.dialect.name == "sqlite" and name else None

    def _gone(self) -> bool:
        """Whether there is no file: SQLite would make an empty one, which would stand in a restore's way."""
        return self.file is not None and not self.file.exists()

    def _none_yet(self) -> PracticumError:
        return PracticumError(
            _("There is no register at {place} yet.").format(place=self.place),
            next_step=_("Enter the first person with 'practicum exam people add'."),
        )

    def _lost(self) -> PracticumError:
        return PracticumError(
            _("The register {place} is gone: its witness saw {n} entries.").format(
                place=self.place, n=seen.n if (seen := self.witness.read()) else 0
            ),
            next_step=_("Put it back, or restore a backup with 'practicum exam register restore'."),
        )

    @contextmanager
    def _begin(self, *, alone: bool) -> Iterator[sa.Connection]:
        try:
            options: dict[str, Any] = {"alone": alone}
            if self._engine.dialect.name != "sqlite" and not alone:
                options["isolation_level"] = "REPEATABLE READ"  # a check reads several tables of one moment
            with self._engine.connect().execution_options(**options) as connection, connection.begin():
                yield connection
        except SQLAlchemyError as error:
            raise _unusable(error) from error


class Book:
    """The register inside one transaction."""

    def __init__(self, connection: sa.Connection, *, writable: bool) -> None:
        self._connection = connection
        self._writable = writable

    # ---- looking

    @cached_property
    def entries(self) -> list[Entry]:
        """All entries in order.

        Raises:
            EvidenceError: One is not written as this program writes; `check` names all faults.
        """
        return [read_entry(text, name=_("entry {n}").format(n=n)) for n, _p, _h, text in self.stored()]

    @cached_property
    def _by_place(self) -> dict[tuple[str, str | None], list[Entry]]:
        """Entries by sitting and code; under None those of a whole sitting."""
        found: dict[tuple[str, str | None], list[Entry]] = defaultdict(list)
        for entry in self.entries:
            for place in _places(entry):
                found[place].append(entry)
        return found

    @property
    def head(self) -> str:
        """The hash of the newest entry."""
        return self.entries[-1].hash if self.entries else START

    @property
    def erased(self) -> frozenset[str]:
        """Subjects whose personal data were erased."""
        return frozenset(one.subject for one in self.entries if one.kind is Kind.ERASURE)

    def of(self, sitting: str, code: str = "", *kinds: Kind) -> list[Entry]:
        """Return the entries of a sitting, or of one candidate in it, of these kinds or of all."""
        found = self._by_place.get((sitting, code or None), [])
        return [one for one in found if not kinds or one.kind in kinds]

    def subject(self, sitting: str, code: str) -> str:
        """Return the random id of a candidate; empty where no application was entered."""
        found = self.of(sitting, code, Kind.APPLICATION)
        return found[0].subject if found else ""

    def officer(self, name: str) -> dict[str, Any] | None:
        """Return an officer as an owner has entered them last: id, name, roles, key, qualification."""
        found = [one.data for one in self.of("", "", Kind.OFFICER) if one.data["id"] == name]
        return found[-1] if found else None

    def private(self, entry: Entry) -> list[dict[str, Any]]:
        """Return the personal data of an entry; nothing once they were erased."""
        table = tables.private
        rows = self._connection.execute(
            sa.select(table.c.digest, table.c.content).where(table.c.digest.in_(entry.private))
        )
        found = {row.digest: load(row.content.encode("utf-8"), name="personal data") for row in rows}
        return [found[one] for one in entry.private if one in found]

    def all_private(self) -> list[tuple[str, str, str]]:
        """Return digest, subject and content of every piece of personal data."""
        table = tables.private
        rows = self._connection.execute(sa.select(table.c.digest, table.c.subject, table.c.content))
        return [(row.digest, row.subject, row.content) for row in rows]

    def stored(self) -> list[tuple[int, str, str, str]]:
        """Return number, previous hash, hash and text of every entry as they lie in the table."""
        rows = self._connection.execute(sa.select(tables.entries).order_by(tables.entries.c.n))
        return [(row.n, row.previous, row.hash, row.content) for row in rows]

    def triggers(self) -> frozenset[str]:
        """Return the names of the triggers in force."""
        return tables.triggers(self._connection)

    # ---- writing

    def append(  # noqa: PLR0913  each is a field of the entry
        self,
        kind: Kind,
        data: dict[str, Any],
        *,
        at: datetime,
        sitting: str = "",
        code: str = "",
        private: Sequence[dict[str, Any]] = (),
        signer: Signer | None = None,
    ) -> Entry:
        """Add an entry at the end.

        Args:
            kind: What happened.
            data: What is kept for ever: no name, no words about a person.
            at: When, in UTC.
            sitting: The sitting's id.
            code: The candidate's code.
            private: Pieces of personal data and words about a person; kept apart, and erased with the person.
            signer: Who signs, with the key open.

        Raises:
            PracticumError: The entry needs a signature of a role that the signer does not hold here, or
                nobody has entered the signer.
        """
        subject = self.subject(sitting, code) if code else ""
        if code and not subject:
            subject = secrets.token_hex(_SUBJECT)
        pieces = [salted(one) for one in private]
        entry = Entry(
            n=len(self.entries) + 1,
            at=moment(at),
            kind=kind,
            sitting=sitting,
            code=code,
            subject=subject,
            data=data,
            private=tuple(digest for _text, digest in pieces),
            by=signer.officer.id if signer else "",
            previous=self.head,
        )
        self._refuse(entry, signer)
        if signer:
            entry = entry.with_signature(signer)
            if not entry.holds(signer.officer.key):
                raise PracticumError(
                    _("This is not the private key of {name}.").format(name=signer.officer.name),
                    next_step=_("Restore the file of that key from its copy."),
                )
        return self._write(entry, [(digest, subject, text) for text, digest in pieces])

    def enter(self, officer: Officer, signer: Signer, *, at: datetime) -> Entry:
        """Enter an officer, or what changed of one. The first is an owner and signs alone.

        Raises:
            PracticumError: The signer is no owner.
        """
        data = {
            "id": officer.id,
            "name": officer.name,
            "roles": list(officer.roles),
            "key": officer.key,
            "qualification": officer.qualification,
        }
        if not self.founded and (officer.id != signer.officer.id or "owner" not in officer.roles):
            raise PracticumError(
                _("The first person in a register is an owner, and signs for themselves."),
                next_step=_("Enter an owner first: --role owner."),
            )
        return self.append(Kind.OFFICER, data, at=at, signer=signer)

    def remove(self, subject: str) -> int:
        """Remove the personal data of a subject and return how many pieces there were; see `erase`."""
        table = tables.private
        return self._connection.execute(sa.delete(table).where(table.c.subject == subject)).rowcount

    def _write(self, entry: Entry, private: Sequence[tuple[str, str, str]]) -> Entry:
        if not self._writable:
            raise AssertionError("opened for reading")
        for digest, subject, text in private:
            row = {"digest": digest, "subject": subject, "content": text}
            self._connection.execute(sa.insert(tables.private), row)
        self._connection.execute(
            sa.insert(tables.entries),
            {"n": entry.n, "previous": entry.previous, "hash": entry.hash, "content": dump(entry.content())},
        )
        for place in _places(entry):
            self._by_place[place].append(entry)  # made before the entry is among the others
        self.entries.append(entry)
        return entry

    def _refuse(self, entry: Entry, signer: Signer | None) -> None:
        roles = who_signs(entry)
        if not roles:
            return
        if signer is None:
            raise PracticumError(
                _("An entry of the kind “{kind}” is signed by a person: {roles}.").format(
                    kind=entry.kind, roles=", ".join(roles)
                ),
                next_step=_("Say who signs with --by."),
            )
        if entry.kind is Kind.OFFICER and not self.founded:
            return
        self._need(signer, *roles)

    @property
    def founded(self) -> bool:
        """Whether an owner stands here; sittings and marks, which nobody signs, may stand before."""
        return bool(self.of("", "", Kind.OFFICER))

    def refuse_owner(self, signer: Signer) -> None:
        """Refuse somebody who is not entered as an owner of the scheme.

        Raises:
            PracticumError: They are not.
        """
        self._need(signer, "owner")

    def _need(self, signer: Signer, *roles: str) -> None:
        known = self.officer(signer.officer.id)
        if known is None or known["key"] != signer.officer.key:
            raise PracticumError(
                _("No owner has entered {name} with this key.").format(name=signer.officer.name),
                next_step=_("An owner of the scheme signs for each person with 'practicum exam people add'."),
            )
        need_role(replace(signer.officer, roles=tuple(known["roles"])), *roles)


def _places(entry: Entry) -> tuple[tuple[str, str | None], ...]:
    return ((entry.sitting, None), (entry.sitting, entry.code)) if entry.code else ((entry.sitting, None),)


def _unusable(error: Exception) -> PracticumError:
    reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    return PracticumError(
        _("The register cannot be used: {reason}.").format(reason=reason.rstrip(".")),
        next_step=_("Check its address, that it can be written to, and that the disk is not full."),
    )
