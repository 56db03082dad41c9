"""The verbs of an issuing office, and of whoever checks a certificate. They hold no logic."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from practicum.errors import PracticumError
from practicum.i18n import _
from practicum.verbs import DIFFERS, say_error, verb

# Rooms are imported inside the verbs: no other verb need wait for them.
# ruff: noqa: PLC0415

credential_app = typer.Typer(help=_("Certificates: issue, revoke, check."), no_args_is_help=True)

_SECRET = "PRACTICUM_PASSPHRASE"  # noqa: S105  the name of a variable, not its value

OfficeFolder = Annotated[Path, typer.Argument(metavar="OFFICE", help=_("The issuer's folder."))]
Number = Annotated[str, typer.Argument(metavar="NUMBER", help=_("The certificate's number."))]
At = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d"], help=_("The moment, in UTC; now by default.")),
]


@verb(credential_app, "keys")
def keys(  # noqa: PLR0913  each is an option of the command
    office: OfficeFolder,
    *,
    name: Annotated[str, typer.Option(help=_("Found an issuer of this name."))] = "",
    url: Annotated[str, typer.Option(help=_("Where its public files will lie, https://..."))] = "",
    web: Annotated[str, typer.Option(help=_("Host of its did:web; without it, did:key."))] = "",
    rotate: Annotated[bool, typer.Option("--rotate", help=_("Begin a new key."))] = False,
    withdraw: Annotated[str, typer.Option(metavar="KEY", help=_("Withdraw a lost or stolen key."))] = "",
    at: At = None,
) -> None:
    """Found an issuer, begin or withdraw a key, or show all keys."""
    from practicum.credential.office import Office

    moment = _moment(at)
    if name:
        opened = Office.found(office, name=name, url=url, web=web, passphrase=_passphrase(), at=moment)
    else:
        opened = Office(office)
    if rotate:
        opened.rotate(_passphrase(), at=moment)
    if withdraw:
        opened.withdraw(withdraw, _passphrase(), at=moment)
    typer.echo(f"{opened.issuer.name}  {opened.issuer.did}")
    for key in opened.issuer.keys:
        state = _("in force") if key.in_force(moment) else _("not in force")
        typer.echo(f"  {key.id}  {key.since:%Y-%m-%d}  {state}")


@verb(credential_app, "issue")
def issue(
    office: OfficeFolder,
    certificates: Annotated[Path, typer.Argument(help=_("A TOML file that describes certificates."))],
    *,
    at: At = None,
) -> None:
    """Sign certificates: token, document, PNG, SVG and PDF for each."""
    from practicum.credential.certificate import read_certificates
    from practicum.credential.office import Office

    opened, secret = Office(office), _passphrase()
    for certificate in read_certificates(certificates):
        typer.echo(str(opened.issue(certificate, secret, at=_moment(at))))


@verb(credential_app, "revoke")
def revoke(office: OfficeFolder, number: Number, *, at: At = None) -> None:
    """Revoke a certificate, for ever, and sign the status lists anew."""
    from practicum.credential.office import Office

    Office(office).revoke(number, _passphrase(), at=_moment(at))
    typer.echo(_("Revoked: {number}. Now publish {folder}.").format(number=number, folder=office / "public"))


@verb(credential_app, "suspend")
def suspend(office: OfficeFolder, number: Number, *, at: At = None) -> None:
    """Suspend a certificate and sign the status lists anew."""
    from practicum.credential.office import Office

    Office(office).suspend(number, _passphrase(), at=_moment(at))
    typer.echo(
        _("Suspended: {number}. Now publish {folder}.").format(number=number, folder=office / "public")
    )


@verb(credential_app, "restore")
def restore(office: OfficeFolder, number: Number, *, at: At = None) -> None:
    """End the suspension of a certificate and sign the status lists anew."""
    from practicum.credential.office import Office

    Office(office).restore(number, _passphrase(), at=_moment(at))
    typer.echo(_("Restored: {number}. Now publish {folder}.").format(number=number, folder=office / "public"))


@verb(credential_app, "verify")
def verify(
    file: Annotated[Path, typer.Argument(help=_("The certificate: .jwt, .json, .png or .svg."))],
    *,
    issuer: Annotated[list[Path], typer.Option(help=_("The public record of an issuer that you know."))],
    status: Annotated[list[Path] | None, typer.Option(help=_("A status list of that issuer."))] = None,
    holder: Annotated[str, typer.Option(help=_("The name that the certificate has to bear."))] = "",
    at: At = None,
) -> None:
    """Check a certificate. Exit code 1 means that it is refused; the sentence says why."""
    from practicum.credential import Refused, read_issuer
    from practicum.credential import verify as check
    from practicum.credential.carrier import LIMIT
    from practicum.evidence.files import read_bounded

    known = [read_issuer(read_bounded(path, LIMIT), name=path.name) for path in issuer]
    lists = [read_bounded(path, LIMIT) for path in status or []]
    content = read_bounded(file, LIMIT)
    try:
        found = check(content, issuers=known, lists=lists, at=_moment(at), holder=holder)
    except Refused as error:
        say_error(error.problem, error.next_step)
        raise typer.Exit(DIFFERS) from error
    typer.echo(found.text())


@verb(credential_app, "page")
def page(office: OfficeFolder, *, at: At = None) -> None:
    """Sign the status lists anew and write what goes on the site, the verification page included."""
    from practicum.credential.office import Office

    typer.echo(str(Office(office).publish(_passphrase(), at=_moment(at))))


def _moment(at: datetime | None) -> datetime:
    """Return the moment that was given, or now: the command line is the one place that reads the clock."""
    return datetime.now(UTC).replace(microsecond=0) if at is None else at.replace(tzinfo=UTC)


def _passphrase() -> str:
    """Return the passphrase: from the environment, else typed without being shown."""
    if secret := os.environ.get(_SECRET, ""):
        return secret
    try:
        secret = str(typer.prompt(_("Passphrase of the key"), hide_input=True))
    except typer.Abort:
        raise PracticumError(
            _("Without its passphrase the key stays closed."),
            next_step=_("Type it, or set {name}.").format(name=_SECRET),
        ) from None
    return secret
