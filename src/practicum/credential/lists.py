"""Read a Bitstring Status List (W3C, version 1.0): one bit for each certificate, signed by the issuer."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from practicum.credential.carrier import take_out
from practicum.credential.encoding import from_base64url, from_multikey
from practicum.credential.errors import Refused
from practicum.credential.proof_jwt import check_signature, key_of, open_token
from practicum.credential.times import read_time, write_time

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from practicum.credential.issuer import Issuer

SMALLEST = 131_072
"""Bits of the shortest list that the standard allows: among fewer, a certificate could be recognised."""

_LARGEST = 4 * 2**20  # bytes, unpacked
_GZIP = 31  # zlib's name for a gzip wrapper with the usual window


@dataclass(frozen=True)
class StatusList:
    """A status list that its issuer signed.

    Attributes:
        id: Its address.
        issuer: Who signed it.
        purpose: `revocation` or `suspension`.
        since: When it was made.
        until: When it is too old.
        bits: The bits, the first one leftmost.
    """

    id: str
    issuer: str
    purpose: str
    since: datetime
    until: datetime
    bits: bytes

    def is_set(self, index: int) -> bool:
        """Say whether a certificate's bit is set.

        Raises:
            Refused: The list has no such bit.
        """
        if index >= 8 * len(self.bits):
            raise Refused("status-altered")
        return bool(self.bits[index // 8] & 0x80 >> index % 8)


def read_list(content: bytes, issuer: Issuer, at: datetime) -> StatusList:
    """Return the status list in a file, its signature checked.

    Args:
        content: A VC-JWT.
        issuer: Whose list it has to be.
        at: The moment for which it has to hold.

    Raises:
        Refused: Anything at all is not as it should be.
    """
    try:
        token = open_token(take_out(content), name="status list")
        key = key_of(token, issuer)
        check_signature(from_multikey(key.multikey), token.signature, token.signed)
        found = _list(token.payload)
    except (Refused, KeyError, TypeError, ValueError, AttributeError, zlib.error):
        raise Refused("status-altered") from None
    if found.issuer != issuer.did or not key.in_force(found.since) or found.since > at:
        raise Refused("status-altered")
    return found


def _list(payload: dict[str, Any]) -> StatusList:
    subject = payload["credentialSubject"]
    if payload["type"] != ["VerifiableCredential", "BitstringStatusListCredential"]:
        raise ValueError("another kind of credential")
    if subject["type"] != "BitstringStatusList" or payload.get("iss") != payload["issuer"]:
        raise ValueError("another kind of credential")
    return StatusList(
        id=payload["id"],
        issuer=payload["issuer"],
        purpose=subject["statusPurpose"],
        since=read_time(payload["validFrom"]),
        until=read_time(payload["validUntil"]),
        bits=_bits(subject["encodedList"]),
    )


def _bits(encoded: str) -> bytes:
    if not encoded.startswith("u"):
        raise ValueError("not base64url")
    unpack = zlib.decompressobj(_GZIP)
    bits = unpack.decompress(from_base64url(encoded[1:]), _LARGEST)
    if not unpack.eof or unpack.unused_data or 8 * len(bits) < SMALLEST:
        raise ValueError("cut, too long or too short")
    return bits


def check_status(
    document: dict[str, Any], issuer: Issuer, lists: Iterable[bytes], at: datetime
) -> dict[str, StatusList]:
    """Refuse a certificate that is revoked or suspended, or of which nobody can say so.

    Returns:
        The lists that were asked, by purpose.

    Raises:
        Refused: Revoked, suspended, or a list is missing, altered or too old.
    """
    read = [read_list(content, issuer, at) for content in lists]
    asked: dict[str, StatusList] = {}
    entry = document["credentialStatus"]
    index = int(entry["statusListIndex"])
    # The entry names the list of all that do not count now; the list of revocations has the same places.
    for purpose, address in (
        ("revocation", issuer.list_address("revocation")),
        ("suspension", entry["statusListCredential"]),
    ):
        same = [one for one in read if (one.id, one.purpose) == (address, purpose)]
        if not same:
            raise Refused("status-missing")
        newest = max(same, key=lambda one: one.since)
        # A bit that is set counts however old the list is: revocation is for ever.
        if newest.is_set(index) and (purpose == "revocation" or at <= newest.until):
            raise Refused("revoked" if purpose == "revocation" else "suspended")
        if at > newest.until:
            raise Refused("status-stale", date=write_time(newest.until))
        asked[purpose] = newest
    return asked
