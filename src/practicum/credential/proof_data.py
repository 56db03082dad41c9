"""Data Integrity proofs, cryptosuite eddsa-rdfc-2022 (W3C Data Integrity EdDSA Cryptosuites v1.0, 3.2)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from practicum.credential.contexts import pinned
from practicum.credential.encoding import from_base58
from practicum.credential.errors import Refused, exam_extra
from practicum.credential.times import read_time

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from practicum.credential.issuer import Issuer, PublicKey

SUITE = "eddsa-rdfc-2022"
_MEMBERS = {"type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue"}


def proof_of(document: dict[str, Any]) -> dict[str, Any]:
    """Return the one proof of a document.

    Raises:
        Refused: There is none, several, or one of another kind.
    """
    proof = document.get("proof")
    if not isinstance(proof, dict) or not proof.get("proofValue"):
        raise Refused("no-proof")
    for name, wanted in (("type", "DataIntegrityProof"), ("cryptosuite", SUITE)):
        if proof.get(name) != wanted:
            raise Refused("algorithm", name=str(proof.get(name))[:40])
    if proof.keys() != _MEMBERS or proof["proofPurpose"] != "assertionMethod":
        raise Refused("altered")
    return proof


def key_of(proof: dict[str, Any], issuer: Issuer) -> PublicKey:
    """Return the issuer's own key that a proof names.

    Raises:
        Refused: It names another.
    """
    for key in issuer.keys:
        if proof["verificationMethod"] == issuer.method(key):
            return key
    raise Refused("key")


def created(proof: dict[str, Any]) -> datetime:
    """Return when a proof says that it was made.

    Raises:
        Refused: It does not say so properly.
    """
    try:
        return read_time(proof["created"])
    except ValueError:
        raise Refused("altered") from None


def signature_of(proof: dict[str, Any]) -> bytes:
    """Return the signature of a proof; what is not spelled as one fits nothing.

    Raises:
        Refused: Not base58btc.
    """
    value = proof["proofValue"]
    try:
        if isinstance(value, str) and value.startswith("z"):
            return from_base58(value[1:])
    except ValueError:
        pass
    raise Refused("altered")


def signed_bytes(
    document: dict[str, Any], context: Callable[[str], dict[str, Any]] = pinned
) -> tuple[bytes, bytes]:
    """Return the two digests whose concatenation is signed: of the proof's options, and of the document.

    Args:
        document: A document with its proof.
        context: Gives the context of an address, or raises.

    Raises:
        Refused: The document cannot be read as JSON-LD with these contexts.
    """
    bare = {name: value for name, value in document.items() if name != "proof"}
    options = {name: value for name, value in document["proof"].items() if name != "proofValue"}
    options["@context"] = document["@context"]
    digests = [hashlib.sha256(_canonical(one, context).encode("utf-8")).digest() for one in (options, bare)]
    return digests[0], digests[1]


def _canonical(document: dict[str, Any], context: Callable[[str], dict[str, Any]]) -> str:
    """Return the canonical N-Quads of a document (RDFC-1.0, which PyLD calls by its first name)."""
    with exam_extra():
        from pyld import jsonld  # noqa: PLC0415  optional
        from pyld.context_resolver import ContextResolver  # noqa: PLC0415

    def give(address: str, _options: dict[str, Any]) -> dict[str, Any]:
        return {
            "contextUrl": None,
            "documentUrl": address,
            "document": context(address),
            "contentType": "application/ld+json",
        }

    options = {
        "algorithm": "URDNA2015",
        "format": "application/n-quads",
        "documentLoader": give,
        "contextResolver": ContextResolver({}, give),  # its own: PyLD's is shared by the whole process
    }
    try:
        quads: str = jsonld.normalize(document, options)
    except (jsonld.JsonLdError, KeyError, ValueError, TypeError, RecursionError):
        raise Refused("context") from None
    return quads
