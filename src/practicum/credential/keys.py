"""Private keys of an issuer: made, sealed with a passphrase, opened again."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from practicum.credential.encoding import to_multikey
from practicum.credential.errors import exam_extra
from practicum.errors import PracticumError
from practicum.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

SHORTEST = 12
"""Characters of the shortest passphrase that seals a key."""

_OWNER_ONLY = 0o600


def make_key() -> tuple[bytes, str]:
    """Return a new Ed25519 key: the private half as unsealed PEM, the public half as a Multikey."""
    with exam_extra():
        from cryptography.hazmat.primitives import serialization  # noqa: PLC0415  optional
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return pem, to_multikey(key.public_key().public_bytes_raw())


def check_passphrase(passphrase: str) -> None:
    """Refuse a passphrase that is too short.

    Raises:
        PracticumError: It is.
    """
    if len(passphrase) < SHORTEST:
        raise PracticumError(
            _("A passphrase of {n} characters does not protect a key.").format(n=len(passphrase)),
            next_step=_("Use {n} characters or more, for example four words.").format(n=SHORTEST),
        )


def seal_key(pem: bytes, passphrase: str, path: Path) -> None:
    """Write a private key under a passphrase, for its owner only; a file that exists is never replaced.

    Raises:
        PracticumError: The passphrase is short, or the file is there already or cannot be written.
    """
    check_passphrase(passphrase)
    with exam_extra():
        from cryptography.hazmat.primitives import serialization  # noqa: PLC0415  optional
    key = serialization.load_pem_private_key(pem, password=None)
    sealed = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(passphrase.encode("utf-8")),
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "wb") as file:
            file.write(sealed)
    except OSError as error:
        raise PracticumError(
            _("The key {path} could not be written: {error}.").format(path=path, error=error.strerror),
            next_step=_("Choose another folder; a key that exists is never replaced."),
        ) from error


def open_key(path: Path, passphrase: str) -> bytes:
    """Return a private key as unsealed PEM. Keep it in memory only.

    Raises:
        PracticumError: The file is missing or damaged, or the passphrase is wrong.
    """
    with exam_extra():
        from cryptography.hazmat.primitives import serialization  # noqa: PLC0415  optional
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), passphrase.encode("utf-8"))
    except (OSError, ValueError, TypeError) as error:
        raise PracticumError(
            _("The key {path} does not open.").format(path=path),
            next_step=_("Check the passphrase, and that the disk with the keys is there."),
        ) from error
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
