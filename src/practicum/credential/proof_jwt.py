"""VC-JWT: a compact JWS whose payload is the credential (RFC 7515, RFC 8037), Ed25519 and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from practicum.credential.carrier import unreadable
from practicum.credential.encoding import from_base64url
from practicum.credential.errors import Refused, exam_extra
from practicum.evidence.errors import EvidenceError
from practicum.evidence.strictjson import load
from practicum.i18n import _

if TYPE_CHECKING:
    from practicum.credential.issuer import Issuer, PublicKey

_PARTS = 3
# What may stand in a header. `crit`, `jku` and `x5u` ask the reader to trust the file about itself.
_HEADER = {"alg", "typ", "jwk", "kid"}
_JWK = {"kty", "crv", "x", "kid", "alg", "use", "key_ops"}
CLAIMS = {"iss", "sub", "jti", "nbf", "exp"}
"""The registered claims that stand beside the credential in the payload."""


@dataclass(frozen=True)
class Token:
    """A compact JWS, taken apart and not yet believed."""

    header: dict[str, Any]
    payload: dict[str, Any]
    signed: bytes
    signature: bytes


def open_token(text: str, *, name: str) -> Token:
    """Take a token apart.

    Args:
        text: The token.
        name: What to call it in a message.

    Raises:
        Refused: It is malformed, unsigned, or asks for another algorithm.
    """
    parts = text.split(".")
    if len(parts) != _PARTS or not text.isascii():
        raise unreadable(_("it is not a token of three parts."))
    try:
        header, payload = (load(from_base64url(part), name=name) for part in parts[:2])
        signature = from_base64url(parts[2])
    except EvidenceError as error:
        raise unreadable(error.problem) from None
    except ValueError:
        raise unreadable(_("it is not spelled as a token.")) from None
    if not isinstance(header, dict) or not isinstance(payload, dict):
        raise unreadable(_("it is not a token of three parts."))
    if header.get("alg") != "EdDSA":
        raise Refused("algorithm", name=str(header.get("alg"))[:20])
    if not header.keys() <= _HEADER:
        raise unreadable(_("its header asks for something unknown."))
    if not signature:
        raise Refused("no-proof")
    return Token(header, payload, f"{parts[0]}.{parts[1]}".encode("ascii"), signature)


def key_of(token: Token, issuer: Issuer) -> PublicKey:
    """Return the issuer's own key that a token names; the token's word is never the source of a key.

    Raises:
        Refused: The token names no key, or one that is not the issuer's.
    """
    jwk, kid = token.header.get("jwk"), token.header.get("kid")
    if isinstance(jwk, dict) and jwk.keys() <= _JWK:
        wanted = {name: jwk.get(name) for name in ("kty", "crv", "x")}
        for key in issuer.keys:
            if key.jwk == wanted and kid in (None, issuer.method(key)):
                return key
    elif jwk is None:
        for key in issuer.keys:
            if kid == issuer.method(key):
                return key
    raise Refused("key")


def check_signature(public: bytes, signature: bytes, signed: bytes, *, code: str = "altered") -> None:
    """Check an Ed25519 signature.

    Args:
        public: The 32 bytes of the key.
        signature: The 64 bytes of the signature.
        signed: What was signed.
        code: The reason to refuse with.

    Raises:
        Refused: The signature does not fit.
    """
    with exam_extra():
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  optional
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, signed)
    except (InvalidSignature, ValueError):
        raise Refused(code) from None
