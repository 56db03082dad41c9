"""The seal of a hand-in: a station signs which bundle of whom it wrote, and the candidate gets a receipt."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from practicum.credential.encoding import from_base64url, to_base64url
from practicum.errors import PracticumError
from practicum.evidence import EvidenceError, strictjson
from practicum.evidence.answers import format_time
from practicum.evidence.files import cannot_write, read_bounded, write_atomically
from practicum.evidence.versions import Format, bad_shape
from practicum.exam.sitting.codes import spelled
from practicum.exam.sitting.errors import exam_part
from practicum.i18n import _

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

SEAL = Format("practicum-seal", 1)
STATION = Format("practicum-station", 1)
ENDING = ".seal.json"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}")
_TEXTS = ("sitting", "candidate", "station", "package", "bundle", "last", "at", "signature")
_FIELDS = {"format", "version", "events", *_TEXTS}
_MAX_BYTES = 10_000
_OWNER_ONLY = 0o600
_RECEIPT_GROUPS = 3


@dataclass(frozen=True)
class Sealed:
    """What a session hands in: the bundle, its seal, and the candidate's receipt."""

    bundle: Path
    seal: Path
    receipt: str


@dataclass(frozen=True)
class StationKey:
    """The key pair of a station; the secret half never leaves it.

    Attributes:
        station: Id of the station, such as `S-01`.
        secret: 32 bytes, Ed25519 (RFC 8032).
    """

    station: str
    secret: bytes

    def sign(self, document: dict[str, Any]) -> dict[str, Any]:
        """Return the document with the signature over its canonical form."""
        with exam_part():
            from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415
        signature = Ed25519PrivateKey.from_private_bytes(self.secret).sign(strictjson.dump(document).encode())
        return {**document, "signature": to_base64url(signature)}

    @property
    def public(self) -> bytes:
        """The public half, 32 bytes."""
        with exam_part():
            from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415
        return Ed25519PrivateKey.from_private_bytes(self.secret).public_key().public_bytes_raw()


def make_station_key(station: str, folder: Path) -> StationKey:
    """Make the key pair of a station: `<station>.key` for the station, `<station>.json` for the body.

    Raises:
        PracticumError: The id is none, there is a key already, or the folder cannot be written to.
    """
    _check_name(station)
    key = StationKey(station, os.urandom(32))
    path = folder / f"{station}.key"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "wb") as file:
            file.write(_half(station, "secret", key.secret))
    except FileExistsError as error:
        raise PracticumError(
            _("{path} is there already, and a key is never replaced.").format(path=path),
            next_step=_("Give the station another id."),
        ) from error
    except OSError as error:
        raise cannot_write(path, error) from error
    write_atomically(folder / f"{station}.json", _half(station, "public", key.public))
    return key


def read_station_key(path: Path) -> StationKey:
    """Read the key pair of a station.

    Raises:
        PracticumError: The file holds none.
    """
    station, secret = _read_half(path, "secret")
    return StationKey(station, secret)


def add_station(folder: Path, path: Path) -> str:
    """Register the public key of a station for a sitting, and return the station's id.

    Args:
        folder: The sitting's folder.
        path: The file `<station>.json` that `make_station_key` wrote.

    Raises:
        PracticumError: The file holds no public key, or another key is registered under this id.
    """
    station, public = _read_half(path, "public")
    target = folder / "stations" / f"{station}.json"
    if target.is_file() and _read_half(target, "public")[1] != public:
        raise PracticumError(
            _("Another key is registered for the station {station}.").format(station=station),
            next_step=_("Give the new station another id."),
        )
    write_atomically(target, _half(station, "public", public))
    return station


def read_stations(folder: Path) -> dict[str, bytes]:
    """Return the public keys that are registered for a sitting, by station.

    Raises:
        PracticumError: A file holds none.
    """
    return dict(_read_half(path, "public") for path in sorted((folder / "stations").glob("*.json")))


def make_seal(  # noqa: PLR0913  each is a fact that is sealed
    key: StationKey,
    *,
    sitting: str,
    candidate: str,
    package: str,
    bundle: str,
    events: int,
    last: str,
    at: datetime,
) -> bytes:
    """Return the seal of a bundle, as the file that lies beside it.

    Args:
        key: Of the station.
        sitting: Id of the sitting.
        candidate: The candidate's code.
        package: SHA-256 of the package.
        bundle: SHA-256 of the zip.
        events: How many events the session's log holds.
        last: Hash of the last one.
        at: When the session was stopped.
    """
    facts = {"sitting": sitting, "candidate": candidate, "station": key.station, "package": package}
    document = {"format": SEAL.name, "version": SEAL.version, **facts, "bundle": bundle, "events": events}
    return _pretty(key.sign({**document, "last": last, "at": format_time(at)}))


def read_seal(content: bytes, name: str) -> dict[str, Any]:
    """Return a seal whose shape is right; whether it is true, `signed_by` says.

    Raises:
        EvidenceError: It does not follow its format.
    """
    document = SEAL.upgrade(strictjson.load(content[:_MAX_BYTES], name=name), where=name)
    texts = all(type(document.get(field)) is str for field in _TEXTS)
    if set(document) != _FIELDS or not texts or type(document["events"]) is not int:
        raise bad_shape(name, _("A seal names a sitting, a candidate, a station, a package and a bundle."))
    return document


def signed_by(document: dict[str, Any], public: bytes) -> bool:
    """Say whether a seal was signed with the secret half of a public key."""
    with exam_part():
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  optional
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415
    rest = {name: value for name, value in document.items() if name != "signature"}
    try:
        signature = from_base64url(document["signature"])
        Ed25519PublicKey.from_public_bytes(public).verify(signature, strictjson.dump(rest).encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def receipt_of(seal: bytes) -> str:
    """Return the receipt for a seal: the first 60 bits of its SHA-256, as a code."""
    return spelled(hashlib.sha256(seal).digest(), _RECEIPT_GROUPS)


def _half(station: str, half: str, content: bytes) -> bytes:
    """Return the file with the secret or the public half of a station's key."""
    document = {"format": STATION.name, "version": STATION.version, "station": station}
    return _pretty({**document, half: to_base64url(content)})


def _read_half(path: Path, half: str) -> tuple[str, bytes]:
    try:
        document = STATION.upgrade(
            strictjson.load(read_bounded(path, _MAX_BYTES), name=path.name), where=path.name
        )
        station, content = document["station"], from_base64url(document[half])
    except (EvidenceError, KeyError, TypeError, ValueError) as error:
        raise PracticumError(
            _("{path} holds no key of a station.").format(path=path),
            next_step=_("Make one with 'practicum exam station-key': .key stays, .json goes to the body."),
        ) from error
    _check_name(station)
    return station, content


def _check_name(station: object) -> None:
    if type(station) is not str or not _NAME.fullmatch(station):
        raise PracticumError(
            _("“{station}” is not an id for a station.").format(station=str(station)[:40]),
            next_step=_("Use letters, digits and dashes, such as S-01."),
        )


def _pretty(document: dict[str, Any]) -> bytes:
    return (strictjson.dump(document, indent=1) + "\n").encode()
