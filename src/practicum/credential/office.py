"""The issuing office of a body: its record, sealed keys, register of places, and what it publishes.

    issuer.json    the public record: name, DID, keys over time
    keys/          private keys, each sealed with a passphrase; better kept on another disk
    status.json    which certificate has which place in the status lists, and what happened to it; private
    public/        what goes on the site: did.json, status lists, verification page
    certificates/  one folder for each certificate

No method reads the clock. Each that signs is told when.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from practicum.credential.certificate import identifier
from practicum.credential.encoding import from_multikey, to_multikey
from practicum.credential.errors import exam_extra
from practicum.credential.issue import PURPOSES, files_of, signed_list
from practicum.credential.issuer import Issuer, PublicKey, did_web, read_issuer
from practicum.credential.keys import check_passphrase, make_key, open_key, seal_key
from practicum.credential.page import verification_page
from practicum.credential.sheet import certificate_pdf
from practicum.errors import PracticumError
from practicum.evidence.files import cannot_write, write_atomically
from practicum.evidence.strictjson import dump
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from practicum.credential.certificate import Certificate

LIST_DAYS = 30
"""How long a status list is good for. A reader who kept an older one learns nothing from it afterwards."""


class Office:
    """The folder of a body that issues certificates.

    Attributes:
        folder: Where it lies.
        issuer: Its public record.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        record = folder / "issuer.json"
        try:
            self.issuer = read_issuer(record.read_bytes(), name=str(record))
        except OSError as error:
            raise PracticumError(
                _("{folder} is not the folder of an issuer.").format(folder=folder),
                next_step=_(
                    "Make one with 'practicum credential keys {folder} --name ... --url ...'."
                ).format(folder=folder),
            ) from error

    @classmethod
    def found(  # noqa: PLR0913  each is a decision of the body
        cls, folder: Path, *, name: str, url: str, web: str, passphrase: str, at: datetime
    ) -> Office:
        """Make the folder of a new issuer with its first key.

        Args:
            folder: Where; it must not hold an issuer yet.
            name: As certificates show it.
            url: Where its public files will lie, such as `https://verify.example.org`.
            web: The host of its `did:web`; empty for `did:key`, which can never change its key.
            passphrase: Seals the key.
            at: From when the key signs.

        Raises:
            PracticumError: There is an issuer already, or a value cannot be used.
        """
        if (folder / "issuer.json").exists():
            raise PracticumError(
                _("{folder} holds an issuer already.").format(folder=folder),
                next_step=_("Use --rotate for a new key."),
            )
        if not url.startswith("https://"):
            raise PracticumError(
                _("“{url}” is not an address that begins with https://.").format(url=url),
                next_step=_("Say where the status lists and the page will lie."),
            )
        check_passphrase(passphrase)
        pem, multikey = make_key()
        did = did_web(web) if web else f"did:key:{multikey}"
        key = PublicKey(multikey if not web else "key-1", multikey, since=at)
        seal_key(pem, passphrase, folder / "keys" / f"{key.id}.pem")
        issuer = Issuer(did, name, url.rstrip("/"), (key,))
        _put(folder / "issuer.json", issuer.text().encode("utf-8"))
        office = cls(folder)
        office.publish(passphrase, at=at)
        return office

    # ---- keys

    def rotate(self, passphrase: str, *, at: datetime) -> PublicKey:
        """Begin a new key; certificates of the old one stay good.

        Raises:
            PracticumError: The issuer is a `did:key`, whose key is its name.
        """
        if self.issuer.did.startswith("did:key:"):
            raise PracticumError(
                _("An issuer named by did:key cannot change its key: the key is its name."),
                next_step=_("Found an issuer with --web, which outlives its keys."),
            )
        check_passphrase(passphrase)
        pem, multikey = make_key()
        key = PublicKey(f"key-{len(self.issuer.keys) + 1}", multikey, since=at)
        seal_key(pem, passphrase, self.folder / "keys" / f"{key.id}.pem")
        self._save(self.issuer.rotated(key))
        self.publish(passphrase, at=at)
        return key

    def withdraw(self, key_id: str, passphrase: str, *, at: datetime) -> None:
        """Withdraw a key that is lost or stolen: nothing that it signed counts any more.

        After the current key, begin a new one: until then no status list holds.
        """
        self._save(self.issuer.without(key_id, at))
        self._write_did()
        if self.issuer.current.in_force(at):
            self.publish(passphrase, at=at)

    # ---- certificates

    def issue(self, certificate: Certificate, passphrase: str, *, at: datetime) -> Path:
        """Sign a certificate and return the folder with its files.

        Raises:
            PracticumError: It was issued already, it is out of date, or the key does not open.
        """
        target = self.folder / "certificates" / certificate.number
        if (target / "certificate.jwt").exists():
            raise PracticumError(
                _("Certificate {number} was issued already.").format(number=certificate.number),
                next_step=_("A changed certificate gets a new number; revoke the old one."),
            )
        if at >= certificate.valid_until:
            raise PracticumError(
                _("Certificate {number} would have expired before it is signed.").format(
                    number=certificate.number
                ),
                next_step=_("Check its last valid day."),
            )
        pem = self._key(passphrase, at)
        name = identifier(self.issuer.did, certificate.number)
        with self._register() as register:
            entry = register.entries.get(name)  # a run that was cut off has reserved a place already
            index = entry.index if entry else register.allocate(name, certificate.number, at)
            register.save()
        files = files_of(certificate, self.issuer, pem, index=index, at=at)
        files["certificate.pdf"] = certificate_pdf(
            certificate, self.issuer, at=at, token=files["certificate.jwt"]
        )
        for name in sorted(files, key="certificate.jwt".__eq__):  # last, since it says that all are there
            _put(target / name, files[name])
        return target

    def revoke(self, certificate: str, passphrase: str, *, at: datetime) -> None:
        """Revoke a certificate by its number, for ever."""
        self._change("revoke", certificate, passphrase, at)

    def suspend(self, certificate: str, passphrase: str, *, at: datetime) -> None:
        """Suspend a certificate by its number."""
        self._change("suspend", certificate, passphrase, at)

    def restore(self, certificate: str, passphrase: str, *, at: datetime) -> None:
        """End the suspension of a certificate."""
        self._change("restore", certificate, passphrase, at)

    def state(self, certificate: str) -> tuple[bool, bool]:
        """Return whether a certificate, by its number, is revoked, and whether it is suspended."""
        with self._register() as register:
            entry = register.entries.get(identifier(self.issuer.did, certificate))
        return (entry is not None and bool(entry.revoked), entry is not None and bool(entry.suspended))

    # ---- what is public

    def publish(self, passphrase: str, *, at: datetime, days: int = LIST_DAYS) -> Path:
        """Sign both status lists anew, write them, the DID document and the page; return their folder."""
        pem = self._key(passphrase, at)
        with self._register() as register:
            revoked, suspended = set(register.revoked_indices()), set(register.suspended_indices())
        # Whoever knows only the one entry of a certificate refuses a revoked one, too.
        places = {"revocation": revoked, "suspension": revoked | suspended}
        for purpose in PURPOSES:
            content = signed_list(
                self.issuer, pem, purpose, places[purpose], at=at, until=at + timedelta(days=days)
            )
            _put(self._list(purpose), content)
        self._write_did()
        page = verification_page([self.issuer], self.lists())
        _put(self.folder / "public" / "verify.html", page.encode("utf-8"))
        return self.folder / "public"

    def lists(self) -> list[bytes]:
        """Return the status lists as they are published."""
        return [self._list(purpose).read_bytes() for purpose in PURPOSES if self._list(purpose).exists()]

    # ---- inside

    def _list(self, purpose: str) -> Path:
        return self.folder / "public" / self.issuer.list_address(purpose).removeprefix(f"{self.issuer.url}/")

    def _save(self, issuer: Issuer) -> None:
        _put(self.folder / "issuer.json", issuer.text().encode("utf-8"))
        self.issuer = issuer

    def _write_did(self) -> None:
        if self.issuer.did.startswith("did:web:"):
            document = dump(self.issuer.did_document(), indent=2) + "\n"
            path = self.folder / "public" / ".well-known" / "did.json"
            _put(path, document.encode("utf-8"))

    def _key(self, passphrase: str, at: datetime) -> bytes:
        """Return the private half of the current key, once it is proved to be that."""
        with exam_extra():
            from cryptography.hazmat.primitives import serialization  # noqa: PLC0415  optional
        key = self.issuer.current
        if not key.in_force(at):
            raise PracticumError(
                _(
                    "The key {key} does not sign at that moment: it has not begun, or it was withdrawn."
                ).format(key=key.id),
                next_step=_("Begin a new one with --rotate."),
            )
        pem = open_key(self.folder / "keys" / f"{key.id}.pem", passphrase)
        public: Any = serialization.load_pem_private_key(pem, password=None).public_key()
        if to_multikey(public.public_bytes_raw()) != to_multikey(from_multikey(key.multikey)):
            raise PracticumError(
                _("The private key {key} does not belong to the public record.").format(key=key.id),
                next_step=_("Restore the file of that key from its copy."),
            )
        return pem

    def _change(self, action: str, number: str, passphrase: str, at: datetime) -> None:
        with exam_extra():
            from openbadgeslib.errors import LibOpenBadgesException  # noqa: PLC0415  optional
        self._key(passphrase, at)  # before anything is written: without the key nothing could be published
        with self._register() as register:
            name = identifier(self.issuer.did, number)
            if name not in register.entries:
                raise PracticumError(
                    _("No certificate {number} was issued here.").format(number=number),
                    next_step=_("Check the number: it stands on the certificate, above the name."),
                )
            try:
                if action == "restore":
                    register.unsuspend(name)
                else:
                    getattr(register, action)(name, at)
            except LibOpenBadgesException as error:
                raise PracticumError(
                    _("Certificate {number} stays as it is: {error}.").format(number=number, error=error),
                    next_step=_("A revocation is for ever; only a suspension can end."),
                ) from error
            register.save()
        self.publish(passphrase, at=at)

    @contextmanager
    def _register(self) -> Iterator[Any]:
        with exam_extra():
            from openbadgeslib.errors import RegistryCorrupt  # noqa: PLC0415  optional
            from openbadgeslib.ob3.status_registry import StatusRegistry  # noqa: PLC0415
        path = self.folder / "status.json"
        try:
            with StatusRegistry.locked(str(path)) as register:
                yield register
        except RegistryCorrupt as error:
            raise PracticumError(
                _("{path} cannot be read: {error}.").format(path=path, error=error),
                next_step=_("Restore it from a copy: without it, nobody knows whose place is whose."),
            ) from error


def _put(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(path, error) from error
    write_atomically(path, content)
