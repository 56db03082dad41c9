"""Check a certificate. Whatever does not fit refuses it; after that nothing else is looked at."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

from practicum.credential import proof_data, proof_jwt
from practicum.credential.carrier import take_out, unreadable
from practicum.credential.contexts import PINNED
from practicum.credential.encoding import from_multikey
from practicum.credential.errors import Refused
from practicum.credential.lists import check_status
from practicum.credential.times import read_time
from practicum.evidence.errors import EvidenceError
from practicum.evidence.strictjson import load
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from practicum.credential.issuer import Issuer, PublicKey


@dataclass(frozen=True)
class Verified:
    """A certificate that counts.

    Attributes:
        number: Its number.
        holder: The holder's name.
        title: What it certifies.
        issuer: Who issued it.
        signed: When it was signed.
        until: Until when it is valid.
        form: `VC-JWT` or `Data Integrity`.
        about: What the issuer says of it: the scheme, and whether it was a rehearsal.
    """

    number: str
    holder: str
    title: str
    issuer: str
    signed: datetime
    until: datetime
    form: str
    about: str = ""

    def text(self) -> str:
        """Say it in sentences."""
        said = _(
            "Valid. {holder} holds certificate {number}: {title}. {issuer} signed it on {signed:%Y-%m-%d}; "
            "it is valid until {until:%Y-%m-%d}. This verifies this certificate, not a register of the "
            "profession."
        ).format(**vars(self))
        return f"{said}\n{_('It says of itself: {about}').format(about=self.about)}" if self.about else said


def verify(
    content: bytes,
    *,
    issuers: Sequence[Issuer],
    lists: Iterable[bytes],
    at: datetime,
    holder: str = "",
) -> Verified:
    """Return what a certificate says, if every check holds.

    Args:
        content: A VC-JWT, a document with a Data Integrity proof, or a PNG or SVG that carries one.
        issuers: Those who are known. A file never makes its own issuer known.
        lists: The issuers' status lists, as signed.
        at: The moment for which it has to hold, with a time zone.
        holder: The name that it has to bear; empty when nobody is expected.

    Raises:
        Refused: The first check that did not hold, in a sentence.
        PracticumError: The optional packages are not installed.
    """
    text = take_out(content)
    document, issuer, form = _from_json(text, issuers) if text.startswith("{") else _from_jwt(text, issuers)
    number = document["credentialSubject"]["licenseNumber"]
    name = document["credentialSubject"]["identifier"][0]["identityHash"]
    since, until = read_time(document["validFrom"]), read_time(document["validUntil"])
    if holder and _plain(holder) != _plain(name):
        raise Refused("holder", name=holder)
    if at < since:
        raise Refused("early", date=document["validFrom"])
    if at > until:
        raise Refused("expired", date=document["validUntil"])
    check_status(document, issuer, lists, at)
    about = document["credentialSubject"]["achievement"]["description"]
    return Verified(number, name, document["name"], issuer.name, since, until, form, about)


def _plain(name: str) -> list[str]:
    """Return a name without what a keyboard decides: how an accent is stored, how wide a blank is."""
    return unicodedata.normalize("NFC", name).split()


def _from_jwt(text: str, issuers: Sequence[Issuer]) -> tuple[dict[str, Any], Issuer, str]:
    token = proof_jwt.open_token(text, name=_("this certificate"))
    document = {name: value for name, value in token.payload.items() if name not in proof_jwt.CLAIMS}
    _check_context(document)
    issuer = _known(document, issuers)
    key = proof_jwt.key_of(token, issuer)
    proof_jwt.check_signature(from_multikey(key.multikey), token.signature, token.signed)
    if "proof" in document:
        raise unreadable(_("it carries two kinds of signature."))
    _check_shape(document)
    _check_key(key, read_time(document["validFrom"]))
    claims = {
        "iss": issuer.did,
        "jti": document["id"],
        "nbf": int(read_time(document["validFrom"]).timestamp()),
        "exp": int(read_time(document["validUntil"]).timestamp()),
    }
    if {name: token.payload[name] for name in proof_jwt.CLAIMS & token.payload.keys()} != claims:
        raise unreadable(_("it says two different things about its issuer, its number or its dates."))
    return document, issuer, "VC-JWT"


def _from_json(text: str, issuers: Sequence[Issuer]) -> tuple[dict[str, Any], Issuer, str]:
    try:
        document = load(text.encode("utf-8", "surrogatepass"), name=_("this certificate"))
    except EvidenceError as error:
        raise unreadable(error.problem) from None
    proof = proof_data.proof_of(document)
    _check_context(document)
    issuer = _known(document, issuers)
    key = proof_data.key_of(proof, issuer)
    _check_shape(document)
    signature = proof_data.signature_of(proof)
    options, bare = proof_data.signed_bytes(document)
    proof_jwt.check_signature(from_multikey(key.multikey), signature, options + bare)
    _check_key(key, read_time(document["validFrom"]))
    _check_key(key, proof_data.created(proof))
    return document, issuer, "Data Integrity"


def _check_context(document: dict[str, Any]) -> None:
    if document.get("@context") != list(PINNED):
        raise Refused("context")


def _known(document: dict[str, Any], issuers: Sequence[Issuer]) -> Issuer:
    said = document.get("issuer")
    did = said.get("id") if isinstance(said, dict) else said
    for issuer in issuers:
        if did == issuer.did:
            return issuer
    raise Refused("issuer", name=str(did)[:120])


def _check_key(key: PublicKey, moment: datetime) -> None:
    if not key.in_force(moment):
        raise Refused("key-time")


@lru_cache(maxsize=1)
def _shape() -> Draft202012Validator:
    return Draft202012Validator(json.loads((files(__package__) / "shape.json").read_text(encoding="utf-8")))


def _check_shape(document: dict[str, Any]) -> None:
    """Refuse what is missing, of another kind, or more than a certificate holds."""
    wrong = next(_shape().iter_errors(document), None)
    if wrong is not None:
        where = "/".join(map(str, wrong.absolute_path)) or "certificate"
        raise unreadable(_("“{where}” is not as in a certificate.").format(where=where[:80]))
    try:
        for name in ("validFrom", "validUntil"):
            read_time(document[name])
    except ValueError:
        raise unreadable(_("a date in it does not exist.")) from None
