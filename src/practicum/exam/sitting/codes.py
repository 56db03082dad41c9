"""Codes that people read out and type: no letter that looks like a digit, and slow to guess.

A start code opens a package, a pause code stops the clock, a stop code ends a session. A start code has 60
bits; each guess costs what `scrypt` costs with these parameters: about 0.05 s and 16 MB.
"""

from __future__ import annotations

import hashlib
import hmac
import os

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: 5 bits a character, without I, L, O and U."""

_GROUP = 4
_BITS = 5
_LOOKS_LIKE = str.maketrans("OIL", "011", " -\u2013\u2014")
_SALT = 16


def spelled(source: bytes, groups: int) -> str:
    """Return the first `20 * groups` bits of `source` as a code, such as `7K3M-PQ0V-XA52`."""
    length = _GROUP * groups
    number = int.from_bytes(source) >> (8 * len(source) - _BITS * length)
    letters = [ALPHABET[number >> (_BITS * place) & (len(ALPHABET) - 1)] for place in reversed(range(length))]
    return "-".join("".join(letters[at : at + _GROUP]) for at in range(0, length, _GROUP))


def typed(text: str) -> str:
    """Return a code as it was meant: case, spaces and dashes do not count; O is 0, I and L are 1."""
    return text.upper().translate(_LOOKS_LIKE)


def stretched(code: str, salt: bytes) -> bytes:
    """Return 32 bytes that only whoever has the code can make, slowly (scrypt, RFC 7914)."""
    return hashlib.scrypt(typed(code).encode(), salt=salt, n=2**14, r=8, p=1, dklen=32)


def locked_by(code: str) -> dict[str, str]:
    """Return what recognises a code without holding it: a salt and a hash, in hexadecimal."""
    salt = os.urandom(_SALT)
    return {"salt": salt.hex(), "hash": stretched(code, salt).hex()}


def opens(code: str, lock: dict[str, str]) -> bool:
    """Say whether a code is the one that a lock was made for."""
    return hmac.compare_digest(stretched(code, bytes.fromhex(lock["salt"])).hex(), lock["hash"])
