"""The people of a certification body: roles of the scheme, a key of their own, and whom each may not judge.

    people.json    who they are: read and corrected by the body
    keys/<id>.pem  private keys, each sealed with its owner's passphrase; each person takes their own away

Who holds a role counts from the register, where an owner of the scheme has signed for them (`register`).
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from practicum.credential.encoding import from_base64url, from_multikey, to_base64url
from practicum.credential.errors import exam_extra
from practicum.credential.keys import make_key, open_key, seal_key
from practicum.errors import PracticumError
from practicum.evidence.files import locked, read_bounded, write_atomically
from practicum.evidence.strictjson import dump, load
from practicum.evidence.versions import Format, bad_shape
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from practicum.exam.results.register import Register
    from practicum.exam.sitting.record import Person

ROLES = ("owner", "invigilator", "examiner", "second-examiner", "decision-maker")
"""The roles whose acts the register takes in. The scheme has two more, for the item bank."""

_FORMAT = Format("practicum-exam-people", 1)
_ID = re.compile(r"[a-z][a-z0-9-]{1,30}", re.ASCII)
_LIMIT = 2_000_000


@dataclass(frozen=True)
class Officer:
    """Somebody with a role.

    Attributes:
        id: Short name, such as `ada`.
        name: As it stands in letters.
        roles: Ids of roles of the scheme; empty when the person has left.
        key: Public key, a Multikey.
        qualification: Why the body trusts this person with the role.
        trains_for: Schools and courses that the person teaches for.
        trained: Registrations of candidates whom the person has taught.
    """

    id: str
    name: str
    roles: tuple[str, ...]
    key: str
    qualification: str
    trains_for: tuple[str, ...] = ()
    trained: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signer:
    """An officer whose key is open: keep it in memory only."""

    officer: Officer
    pem: bytes = field(repr=False)

    def sign(self, content: bytes) -> str:
        """Return the Ed25519 signature over `content`, base64url."""
        with exam_extra():
            from cryptography.hazmat.primitives import serialization  # noqa: PLC0415  optional
        key: Any = serialization.load_pem_private_key(self.pem, password=None)
        return to_base64url(key.sign(content))


def verifies(key: str, signature: str, content: bytes) -> bool:
    """Return whether the holder of the Multikey signed `content`."""
    with exam_extra():
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  optional
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415
    try:
        Ed25519PublicKey.from_public_bytes(from_multikey(key)).verify(from_base64url(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True


class People:
    """The people file of a body."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "people.json"

    @property
    def officers(self) -> dict[str, Officer]:
        """All officers by id, as the file has them now.

        Raises:
            PracticumError: The file cannot be read.
        """
        if not self.path.exists():
            return {}
        document = _FORMAT.check(
            load(read_bounded(self.path, _LIMIT), name=self.path.name), where=self.path.name
        )
        try:
            found = [_officer(one) for one in document["officers"]]
        except (KeyError, TypeError) as error:
            raise bad_shape(self.path.name, _("Each officer has an id, a name, roles and a key.")) from error
        return {one.id: one for one in found}

    def __getitem__(self, name: str) -> Officer:
        """Return the officer of this id.

        Raises:
            PracticumError: There is none.
        """
        officers = self.officers
        if name not in officers:
            raise PracticumError(
                _("Nobody called “{name}” stands in {path}.").format(name=name, path=self.path),
                next_step=_("Known are: {names}.").format(names=", ".join(officers))
                if officers
                else _("Enter people with 'practicum exam people add'."),
            )
        return officers[name]

    def make(self, officer: Officer, passphrase: str) -> Signer:
        """Make the key of a new officer, seal it, write the officer down, and return them with their key.

        Args:
            officer: Who; the key is filled in here.
            passphrase: Known to this person alone.

        Raises:
            PracticumError: The id is taken, a role is unknown, or something is missing.
        """
        _check(officer)
        self.folder.mkdir(parents=True, exist_ok=True)
        with locked(self.path):
            officers = self.officers
            if officer.id in officers:
                raise PracticumError(
                    _("“{name}” stands in {path} already.").format(name=officer.id, path=self.path),
                    next_step=_("Choose another short name, or change the file by hand."),
                )
            pem, key = make_key()
            seal_key(pem, passphrase, self.folder / "keys" / f"{officer.id}.pem")
            made = replace(officer, key=key)
            self._write([*officers.values(), made])
        return Signer(made, pem)

    def add(
        self, officer: Officer, passphrase: str, register: Register, *, signer: Signer | None, at: datetime
    ) -> Signer:
        """Make an officer and enter them in the register, signed by an owner; the first owner signs alone.

        Raises:
            PracticumError: As for `make`, or the owner may not enter them: then nothing is made.
        """
        with register.writing() as book:
            if signer is None and book.founded:
                raise PracticumError(
                    _("An owner of the scheme signs for each person who comes after the first."),
                    next_step=_("Name the owner with --by."),
                )
            if signer is not None:
                book.refuse_owner(signer)
            elif "owner" not in officer.roles:
                raise PracticumError(
                    _("The first person in a register is an owner, and signs for themselves."),
                    next_step=_("Enter an owner first: --role owner."),
                )
            made = self.make(officer, passphrase)
            book.enter(made.officer, signer or made, at=at)
        return made

    def change(  # noqa: PLR0913  who, where, by whom, when, and what
        self,
        name: str,
        register: Register,
        signer: Signer,
        *,
        at: datetime,
        roles: Sequence[str] | None = None,
        passphrase: str = "",
    ) -> Officer:
        """Give an officer other roles, none when they leave, or a new key; an owner signs.

        What they signed before stays good under the roles and the key that they had then.

        Args:
            name: The officer's id.
            register: Where it is entered.
            signer: The owner.
            at: The moment.
            roles: The new roles; by default those they have.
            passphrase: Seals a new key, where the old one was lost or stolen; the old file is kept aside.

        Raises:
            PracticumError: Nobody is called so, a role is unknown, or the signer is no owner.
        """
        officer = self[name]
        changed = replace(officer, roles=officer.roles if roles is None else tuple(roles))
        if changed.roles:
            _check(changed)
        with register.writing() as book, locked(self.path):
            book.refuse_owner(signer)
            if passphrase:
                pem, key = make_key()
                changed = replace(changed, key=key)
                path = self.folder / "keys" / f"{name}.pem"
                if path.exists():
                    path.rename(path.with_name(f"{name}.{officer.key[-8:]}.old.pem"))
                seal_key(pem, passphrase, path)
            self._write([changed if one.id == name else one for one in self.officers.values()])
            book.enter(changed, signer, at=at)
        return changed

    def _write(self, officers: Sequence[Officer]) -> None:
        document = {
            "format": _FORMAT.name,
            "version": _FORMAT.version,
            "officers": [asdict(one) for one in officers],
        }
        write_atomically(self.path, (dump(_plain(document), indent=2) + "\n").encode("utf-8"))

    def signer(self, name: str, passphrase: str) -> Signer:
        """Open the key of an officer.

        Raises:
            PracticumError: Nobody is called so, or the passphrase is wrong.
        """
        officer = self[name]
        return Signer(officer, open_key(self.folder / "keys" / f"{officer.id}.pem", passphrase))


def need_role(officer: Officer, *roles: str) -> None:
    """Refuse an officer who has none of these roles.

    Raises:
        PracticumError: Neither of them is theirs.
    """
    if not set(roles) & set(officer.roles):
        raise PracticumError(
            _("{name} may not do this: it takes one of these roles: {roles}.").format(
                name=officer.name, roles=", ".join(roles)
            ),
            next_step=_("Ask somebody who holds it, or have an owner of the scheme give it."),
        )


def refuse_trainer(officer: Officer, candidate: Person, code: str) -> None:
    """Refuse an officer who has taught the candidate, or teaches where the candidate was taught.

    Raises:
        PracticumError: They have.
    """
    known = {_plain_name(one) for one in (officer.id, officer.name, *officer.trains_for)}
    taught = known & {_plain_name(one) for one in candidate.trainers if one.strip()}
    if taught or candidate.registration in officer.trained:
        raise PracticumError(
            _(
                "{name} has trained {code}, or teaches where {code} was trained, and may not judge them."
            ).format(name=officer.name, code=code),
            next_step=_("Ask somebody who has not taught this candidate."),
        )


def refuse_marker(officer: Officer, markers: Collection[str], code: str) -> None:
    """Refuse an officer who has marked the candidate.

    Args:
        officer: Who is to decide, or to mark independently.
        markers: Ids of those who have marked the candidate or confirmed a critical error.
        code: The candidate's code.

    Raises:
        PracticumError: They have.
    """
    if officer.id in markers:
        raise PracticumError(
            _("{name} has marked {code} and may not do this as well.").format(name=officer.name, code=code),
            next_step=_("Ask somebody who has marked nothing of this candidate."),
        )


def refuse_same(officer: Officer, before: Collection[str], code: str) -> None:
    """Refuse a second look by somebody who took the first.

    Raises:
        PracticumError: They did.
    """
    if officer.id in before:
        raise PracticumError(
            _("{name} has decided on {code} already; the second look is another person's.").format(
                name=officer.name, code=code
            ),
            next_step=_("Ask another decision maker."),
        )


def _plain_name(name: str) -> str:
    return " ".join(name.casefold().split())


def _check(officer: Officer) -> None:
    if not _ID.fullmatch(officer.id):
        raise PracticumError(
            _("“{name}” is no short name of a person.").format(name=officer.id),
            next_step=_("Use two or more small letters, digits and hyphens, such as “ada”."),
        )
    if not officer.name.strip() or not officer.qualification.strip():
        raise PracticumError(
            _("{name} needs a full name and a qualification.").format(name=officer.id),
            next_step=_("Say why the body trusts this person with the role."),
        )
    unknown = [role for role in officer.roles if role not in ROLES]
    if unknown or not officer.roles:
        raise PracticumError(
            _("“{roles}” is no role here.").format(roles=", ".join(unknown)),
            next_step=_("Roles are: {roles}.").format(roles=", ".join(ROLES)),
        )


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _officer(plain: Mapping[str, Any]) -> Officer:
    words: dict[str, Any] = {name: str(plain[name]) for name in ("id", "name", "key", "qualification")}
    words |= {name: tuple(map(str, plain.get(name, ()))) for name in ("roles", "trains_for", "trained")}
    return Officer(**words)
