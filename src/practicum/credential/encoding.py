"""Bytes as text: base64url, base58btc and Multikeys, read so strictly that each value has one spelling."""

from __future__ import annotations

import base64
import re

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*", re.ASCII)
_ED25519 = b"\xed\x01"  # multicodec ed25519-pub as a varint
_KEY_BYTES = 32
_LONGEST_BASE58 = 128  # quadratic to read, and no key or signature is longer


def from_base64url(text: str) -> bytes:
    """Return the bytes of an unpadded base64url text.

    Raises:
        ValueError: Another alphabet, padding, or stray bits: two texts would stand for one value.
    """
    if not _BASE64URL.fullmatch(text):
        raise ValueError("not base64url")
    value = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if to_base64url(value) != text:
        raise ValueError("base64url with stray bits")
    return value


def to_base64url(value: bytes) -> str:
    """Return bytes as base64url without padding."""
    return base64.urlsafe_b64encode(value).decode("ascii").rstrip("=")


def to_base58(value: bytes) -> str:
    """Return bytes in base58btc; a leading zero byte is a leading 1."""
    number, text = int.from_bytes(value, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        text = _BASE58[rest] + text
    return "1" * (len(value) - len(value.lstrip(b"\0"))) + text


def from_base58(text: str) -> bytes:
    """Return the bytes of a base58btc text.

    Raises:
        ValueError: Another alphabet, or longer than any key or signature.
    """
    if len(text) > _LONGEST_BASE58:
        raise ValueError("too long")
    number = 0
    for sign in text:
        number = number * 58 + _BASE58.index(sign)
    zeros = len(text) - len(text.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def to_multikey(public: bytes) -> str:
    """Return the 32 bytes of an Ed25519 public key as a Multikey, `z6Mk...`."""
    return "z" + to_base58(_ED25519 + public)


def from_multikey(text: str) -> bytes:
    """Return the 32 bytes of an Ed25519 Multikey.

    Raises:
        ValueError: Not a Multikey, or one of another kind of key.
    """
    if not text.startswith("z"):
        raise ValueError("not base58btc")
    value = from_base58(text[1:])
    if not value.startswith(_ED25519) or len(value) != len(_ED25519) + _KEY_BYTES:
        raise ValueError("not an Ed25519 key")
    return value.removeprefix(_ED25519)
