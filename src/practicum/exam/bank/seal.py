"""A bank at rest, encrypted with age: each officer has a key of their own, and any age program opens it.

age (the library `pyrage`, bindings of its Rust implementation, MIT licence) was chosen over a file format of
ours on a primitive of `cryptography`: several people open one file without sharing a passphrase, each part is
authenticated, and the format is specified and kept by others.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from practicum.errors import PracticumError
from practicum.evidence.files import cannot_write, write_atomically
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

ENDING = ".age"
"""What the name of an encrypted file ends with."""

FAMILIES = "families"
AGREED = "calibration.toml"
"""Texts with agreed levels, with which readers are calibrated: who has seen these has seen the levels."""

_OWNER_ONLY = 0o600
_PRIVATE = 0o700
_OPENED: list[TemporaryDirectory[str]] = []  # they go when the program ends


def _age() -> Any:
    try:
        import pyrage  # noqa: PLC0415  an extra, and only sealed banks need it
    except ImportError as missing:
        raise PracticumError(
            _("Sealed banks need the library pyrage, and it is not installed here."),
            next_step=_("Install the part for exams: pip install 'practicum[exam]'."),
        ) from missing
    return pyrage


def make_key(path: Path) -> str:
    """Write a new secret key that only its owner may read, and return the public one.

    Args:
        path: The file to write, in the form of `age-keygen`.

    Raises:
        PracticumError: Something stands there already, or the folder cannot be written to.
    """
    secret = _age().x25519.Identity.generate()
    public = str(secret.to_public())
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    except FileExistsError as error:
        raise PracticumError(
            _("{path} is there already, and a key is never replaced.").format(path=path),
            next_step=_("Name another file. What the old key sealed, only the old key opens."),
        ) from error
    except OSError as error:
        raise PracticumError(
            _("{path} cannot be written: {reason}.").format(path=path, reason=error.strerror),
            next_step=_("Check that the folder is there and may be written to."),
        ) from error
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"# public key: {public}\n{secret}\n")
    return public


def seal(content: bytes, recipients: Sequence[str]) -> bytes:
    """Return the content as age encrypts it to one or more public keys.

    Raises:
        PracticumError: No key is given, or one is not a public key of age.
    """
    age = _age()
    if not recipients:
        raise PracticumError(
            _("A bank is sealed to at least one public key."),
            next_step=_("Make one with 'practicum exam bank key'; better two, of two people."),
        )
    try:
        return bytes(age.encrypt(content, [age.x25519.Recipient.from_str(one) for one in recipients]))
    except age.RecipientError as error:
        raise PracticumError(
            _("One of the keys is not a public key of age."),
            next_step=_("A public key begins with 'age1'. Never pass a secret one on."),
        ) from error


def unseal(content: bytes, key: Path, name: str) -> bytes:
    """Return what was sealed.

    Args:
        content: The encrypted file.
        key: The file with the secret key.
        name: How the encrypted file is called, for the error.

    Raises:
        PracticumError: The key file holds no key, the key is not one of those that the file was sealed to, or
            the file was changed.
    """
    age = _age()
    try:
        lines = key.read_text(encoding="utf-8").splitlines()
        secrets = [age.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except (OSError, UnicodeDecodeError, age.IdentityError) as error:
        raise PracticumError(
            _("{path} holds no secret key of age.").format(path=key),
            next_step=_("Name the file that 'practicum exam bank key' made."),
        ) from error
    try:
        return bytes(age.decrypt(content, list(secrets)))
    except age.DecryptError as error:
        raise PracticumError(
            _("{name} cannot be opened: it was sealed to other keys, or it was changed.").format(name=name),
            next_step=_("Use the key of an officer whom it was sealed to, or restore the file."),
        ) from error


def seal_bank(folder: Path, to: Path, recipients: Sequence[str]) -> tuple[Path, ...]:
    """Encrypt items, families and agreed texts of a bank into another folder; the plain files stay.

    Returns:
        The files written.

    Raises:
        PracticumError: There are no plain item files, a key is none, or the folder is the same or cannot be
            written to.
    """
    if folder.resolve() == to.resolve():
        raise PracticumError(
            _("The sealed bank cannot lie in the folder of the plain one."),
            next_step=_("Name another folder."),
        )
    plain = sorted((folder / "items").glob("*.toml"))
    if not plain:
        raise PracticumError(
            _("{folder} holds no file items/*.toml to seal.").format(folder=folder),
            next_step=_("Name the folder of a bank that is not sealed yet."),
        )
    families = sorted(path for path in (folder / FAMILIES).rglob("*") if path.is_file())
    plain += [path for path in families if "__pycache__" not in path.parts]
    plain += [path for path in [folder / AGREED] if path.is_file()]
    sealed = {
        to / path.relative_to(folder).with_name(f"{path.name}{ENDING}"): seal(path.read_bytes(), recipients)
        for path in plain
    }
    for path, content in sealed.items():
        _put(path, content)
    return tuple(sealed)


def is_sealed(folder: Path) -> bool:
    """Say whether items of a bank are encrypted."""
    return any(folder.glob(f"items/*{ENDING}"))


def open_bank(folder: Path, to: Path, key: Path) -> tuple[Path, ...]:
    """Decrypt a sealed bank into a new folder of its owner's, to be changed and sealed again.

    Args:
        folder: The sealed bank.
        to: A folder that is not there yet; nobody else may look into it.
        key: File with the secret key of one of those to whom it was sealed.

    Returns:
        The files written.

    Raises:
        PracticumError: The folder is there, nothing is sealed, or a file does not open: nothing is written.
    """
    sealed = sorted(folder.rglob(f"*{ENDING}"))
    if not sealed:
        raise PracticumError(
            _("{folder} holds nothing that is sealed.").format(folder=folder),
            next_step=_("Name the folder that 'practicum exam bank seal' wrote."),
        )
    if to.exists():
        raise PracticumError(
            _("{path} is there already.").format(path=to),
            next_step=_("Name a new folder: a bank is never opened over another one."),
        )
    plain = {
        to / path.relative_to(folder).with_suffix(""): unseal(path.read_bytes(), key, path.name)
        for path in sealed
    }
    try:
        to.mkdir(parents=True, mode=_PRIVATE)
    except OSError as error:
        raise cannot_write(to, error) from error
    for path, content in plain.items():
        _put(path, content)
    return tuple(plain)


def plain_agreed(bank: Path, key: Path | None) -> Path:
    """Return the file with the agreed texts of a bank; a sealed one is opened into a private folder.

    Args:
        bank: The folder of the bank.
        key: File with the secret key, where the bank is sealed.

    Raises:
        PracticumError: It is sealed, and no key was given or it does not open it.
    """
    sealed = bank / f"{AGREED}{ENDING}"
    return _opened(bank, [sealed], key) / AGREED if sealed.is_file() else bank / AGREED


def plain_families(bank: Path, key: Path | None) -> Path:
    """Return the folder with the families of a bank; sealed ones are opened into a private folder.

    Families are code and the files beside it, which have to lie somewhere. The private folder is the user's
    own and goes when the program ends.

    Args:
        bank: The folder of the bank.
        key: File with the secret key, where the bank is sealed.

    Raises:
        PracticumError: They are sealed, and no key was given or it does not open them.
    """
    families = bank / FAMILIES
    sealed = sorted(families.rglob(f"*{ENDING}"))
    if not sealed:
        return families
    return _opened(families, sealed, key)


def _opened(folder: Path, sealed: Sequence[Path], key: Path | None) -> Path:
    if key is None:
        raise PracticumError(
            _("{folder} is sealed.").format(folder=folder),
            next_step=_("Give the file with your secret key: --key FILE."),
        )
    private = TemporaryDirectory(prefix="practicum-bank-")
    _OPENED.append(private)
    for path in sealed:
        place = Path(private.name) / path.relative_to(folder).with_suffix("")
        _put(place, unseal(path.read_bytes(), key, path.name))
    return Path(private.name)


def _put(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(path.parent, error) from error
    write_atomically(path, content)
