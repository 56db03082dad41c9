"""One entry of the register: what happened, who signed it, and the hash that chains it to the one before."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from practicum.evidence.strictjson import digest, dump, load
from practicum.evidence.versions import bad_shape
from practicum.exam.results.people import verifies
from practicum.i18n import _

if TYPE_CHECKING:
    from datetime import datetime

    from practicum.evidence import EvidenceError
    from practicum.exam.results.people import Signer

START = "0" * 64
"""What stands before the first entry."""

_DOMAIN = b"practicum-exam-register 1\n"  # no signature of an officer counts for anything else
_SALT = 16


class Kind(StrEnum):
    """What can be entered."""

    OFFICER = "officer"
    APPLICATION = "application"
    ACCOMMODATION = "accommodation"
    SITTING = "sitting"
    INCIDENT = "incident"
    MARKS = "marks"
    RE_MARK = "re-mark"
    PROPOSAL = "proposal"
    DECISION = "decision"
    LETTER = "letter"
    CREDENTIAL = "credential"
    STATUS = "status"
    APPEAL = "appeal"
    ERASURE = "erasure"


_SIGNED = {
    Kind.OFFICER: ("owner",),
    Kind.RE_MARK: ("examiner", "second-examiner"),
    Kind.DECISION: ("decision-maker",),
    Kind.STATUS: ("decision-maker",),
    Kind.ERASURE: ("owner",),
}
_APPEAL: dict[str, tuple[str, ...]] = {
    "opened": (),
    "replayed": (),
    "read": ("examiner", "second-examiner"),
    "decided": ("decision-maker",),
}


@dataclass(frozen=True)
class Entry:
    """An entry.

    Attributes:
        n: Its number, from 1.
        at: When, in UTC, to the second.
        kind: What happened.
        sitting: The sitting's id; empty where it concerns none.
        code: The candidate's code; empty where it concerns nobody.
        subject: The random id under which the register keeps this candidate's personal data.
        data: What is to be kept for ever; no name, no words about a person.
        private: Digests of pieces of personal data, which lie in a table of their own.
        by: Id of the officer who signed; empty where a program entered it.
        previous: The hash of the entry before.
        signature: Over all of the above, base64url; empty where nobody signed.
    """

    n: int
    at: str
    kind: Kind
    sitting: str
    code: str
    subject: str
    data: dict[str, Any]
    private: tuple[str, ...]
    by: str
    previous: str
    signature: str = field(default="")

    def content(self) -> dict[str, Any]:
        """Return what is stored, as JSON values."""
        return {**vars(self), "kind": str(self.kind), "private": list(self.private)}

    def signed(self) -> bytes:
        """Return the bytes that the signature covers."""
        content = self.content()
        del content["signature"]
        return _DOMAIN + dump(content).encode("utf-8")

    @property
    def hash(self) -> str:
        """SHA-256 of the canonical form, signature included."""
        return digest(self.content())

    def with_signature(self, signer: Signer) -> Entry:
        """Return the entry signed."""
        return Entry(**{**vars(self), "signature": signer.sign(self.signed())})

    def holds(self, key: str) -> bool:
        """Return whether the holder of this Multikey signed the entry as it stands."""
        return verifies(key, self.signature, self.signed())


def who_signs(entry: Entry) -> tuple[str, ...]:
    """Return the roles of which the signer of an entry holds one; nothing where a program may enter it."""
    if entry.kind is Kind.APPEAL:
        return _APPEAL[entry.data["step"]]
    return _SIGNED.get(entry.kind, ())


def read_entry(text: str, *, name: str) -> Entry:
    """Return a stored entry.

    Raises:
        EvidenceError: It is no entry.
    """
    try:
        plain = json.loads(text)
        return Entry(**{**plain, "kind": Kind(plain["kind"]), "private": tuple(plain["private"])})
    except (TypeError, KeyError, ValueError) as error:
        raise _bad_shape(name) from error


def read_strictly(text: str, *, name: str) -> Entry:
    """Return a stored entry that is written as this program writes, to the last byte.

    Raises:
        EvidenceError: It is not.
    """
    load(text.encode("utf-8"), name=name)
    entry = read_entry(text, name=name)
    if dump(entry.content()) != text:
        raise _bad_shape(name)
    return entry


def _bad_shape(name: str) -> EvidenceError:
    return bad_shape(name, _("An entry has eleven fields in canonical form."))


def moment(at: datetime) -> str:
    """Return a moment as entries have it."""
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def salted(content: dict[str, Any]) -> tuple[str, str]:
    """Return a piece of personal data as stored, and its digest.

    The salt goes into the digest: without it, a name that somebody guesses could be checked after erasure.
    """
    text = dump({**content, "salt": secrets.token_hex(_SALT)})
    return text, digest(load(text.encode("utf-8"), name="personal data"))
