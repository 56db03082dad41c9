"""Who signs: an issuer's public record, its keys over time, and the DID document that publishes them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from practicum.credential.encoding import from_multikey, to_base64url
from practicum.credential.times import read_time, write_time
from practicum.errors import PracticumError
from practicum.evidence.strictjson import dump, load
from practicum.i18n import _

if TYPE_CHECKING:
    from datetime import datetime

_FORMAT = "practicum-issuer"
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+", re.ASCII)


@dataclass(frozen=True)
class PublicKey:
    """One Ed25519 key of an issuer.

    Attributes:
        id: The part of the verification method after `#`.
        multikey: The key itself, `z6Mk...`.
        since: From when it signs.
        until: From when it signs no more, after a rotation; what it signed before stays good.
        withdrawn: When it was found lost or stolen. Nothing that it signed counts: a thief can set any date.
    """

    id: str
    multikey: str
    since: datetime
    until: datetime | None = None
    withdrawn: datetime | None = None

    def in_force(self, moment: datetime) -> bool:
        """Say whether a signature of that moment counts."""
        return self.withdrawn is None and self.since <= moment and (self.until is None or moment < self.until)

    @property
    def jwk(self) -> dict[str, str]:
        """The key as a JSON Web Key."""
        return {"kty": "OKP", "crv": "Ed25519", "x": to_base64url(from_multikey(self.multikey))}


@dataclass(frozen=True)
class Issuer:
    """A body that issues certificates.

    Attributes:
        did: `did:web:...`, or `did:key:...` where there is no site.
        name: As certificates show it.
        url: Where its public files lie, without a slash at the end.
        keys: All keys that it ever had, the newest last.
    """

    did: str
    name: str
    url: str
    keys: tuple[PublicKey, ...]

    @property
    def current(self) -> PublicKey:
        """The key that signs now."""
        return self.keys[-1]

    def list_address(self, purpose: str) -> str:
        """Return where it publishes the status list of a purpose."""
        return f"{self.url}/status/{purpose}.jwt"

    def method(self, key: PublicKey) -> str:
        """Return the verification method of a key."""
        return f"{self.did}#{key.id}"

    def rotated(self, key: PublicKey) -> Issuer:
        """Return the issuer with a new key, which takes over when it begins."""
        last = replace(self.current, until=self.current.until or key.since)
        return replace(self, keys=(*self.keys[:-1], last, key))

    def without(self, key_id: str, moment: datetime) -> Issuer:
        """Return the issuer with a key withdrawn.

        Raises:
            PracticumError: It has no such key.
        """
        if key_id not in {key.id for key in self.keys}:
            raise PracticumError(
                _("{name} has no key “{key}”.").format(name=self.name, key=key_id),
                next_step=_("Its keys are: {keys}.").format(keys=", ".join(key.id for key in self.keys)),
            )
        keys = (replace(key, withdrawn=moment) if key.id == key_id else key for key in self.keys)
        return replace(self, keys=tuple(keys))

    def did_document(self) -> dict[str, Any]:
        """Return the DID document: every key as a Multikey, those withdrawn only as revoked."""
        methods = []
        for key in reversed(self.keys):  # whoever asks without naming a key gets the newest
            method = {
                "id": self.method(key),
                "type": "Multikey",
                "controller": self.did,
                "publicKeyMultibase": key.multikey,
            }
            if key.withdrawn is not None:
                method["revoked"] = write_time(key.withdrawn)
            methods.append(method)
        good = [self.method(key) for key in reversed(self.keys) if key.withdrawn is None]
        return {
            "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
            "id": self.did,
            "verificationMethod": methods,
            "assertionMethod": good,
        }

    def record(self) -> dict[str, Any]:
        """Return what a verifier has to know of the issuer, as JSON."""
        keys = [
            {
                "id": key.id,
                "multikey": key.multikey,
                "since": write_time(key.since),
                "until": write_time(key.until) if key.until else None,
                "withdrawn": write_time(key.withdrawn) if key.withdrawn else None,
            }
            for key in self.keys
        ]
        return {
            "format": _FORMAT, "version": 1, "did": self.did, "name": self.name, "url": self.url,
            "keys": keys,
        }  # fmt: skip

    def text(self) -> str:
        """Return the record as the text of a file."""
        return dump(self.record(), indent=2) + "\n"


def did_web(host: str) -> str:
    """Return the DID of a host.

    Raises:
        PracticumError: The host is not a plain name such as `verify.example.org`.
    """
    if not _HOST.fullmatch(host):
        raise PracticumError(
            _("“{host}” is not the name of a host.").format(host=host),
            next_step=_("Give it in small letters, without https:// and without a path."),
        )
    return f"did:web:{host}"


def read_issuer(content: bytes, *, name: str = "issuer.json") -> Issuer:
    """Return the issuer of a record.

    Raises:
        PracticumError: The record is not one, or a key in it is none.
    """
    record = load(content, name=name)
    try:
        keys = tuple(
            PublicKey(
                id=str(key["id"]),
                multikey=str(key["multikey"]),
                since=read_time(key["since"]),
                until=_time_or_none(key["until"]),
                withdrawn=_time_or_none(key["withdrawn"]),
            )
            for key in record["keys"]
        )
        if (record["format"], record["version"]) == (_FORMAT, 1) and keys:
            for key in keys:
                from_multikey(key.multikey)
            return Issuer(str(record["did"]), str(record["name"]), str(record["url"]), keys)
    except (KeyError, TypeError, ValueError):
        pass
    raise PracticumError(
        _("{name} is not the public record of an issuer.").format(name=name),
        next_step=_("Ask the issuer for its file issuer.json."),
    )


def _time_or_none(text: object) -> datetime | None:
    return None if text is None else read_time(text)
