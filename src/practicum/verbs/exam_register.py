"""The verbs of the register and of the people of a body, and what the verbs of results share."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from practicum.errors import PracticumError
from practicum.i18n import _, ngettext
from practicum.verbs import DIFFERS, verb
from practicum.verbs.exam import exam_app

if TYPE_CHECKING:
    from practicum.exam.results.letter import Body
    from practicum.exam.results.people import Signer
    from practicum.exam.results.register import Register

# Rooms are imported inside the verbs: no other verb need wait for them.
# ruff: noqa: PLC0415

register_app = typer.Typer(help=_("The register: check, export, erase, back up."), no_args_is_help=True)
people_app = typer.Typer(help=_("The people of the body and their keys."), no_args_is_help=True)
exam_app.add_typer(register_app, name="register")
exam_app.add_typer(people_app, name="people")

_SECRET = "PRACTICUM_PASSPHRASE"  # noqa: S105  the name of a variable, not its value

BodyFolder = Annotated[
    Path, typer.Option(help=_("The folder of the body: people.json, body.toml, the register."))
]
Database = Annotated[
    str,
    typer.Option(
        envvar="PRACTICUM_REGISTER",
        help=_("Address of the register, such as postgresql+psycopg://...; register.db by default."),
    ),
]
At = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d"], help=_("The moment, in UTC; now by default.")),
]


def moment_of(at: datetime | None) -> datetime:
    """Return the moment that was given, or now: the command line is the one place that reads the clock."""
    return datetime.now(UTC).replace(microsecond=0) if at is None else at.replace(tzinfo=UTC)


def register_of(body: Path, url: str) -> Register:
    """Return the register of a body."""
    from practicum.exam.results.register import Register

    return Register.of(body, url)


def body_of(folder: Path) -> Body:
    """Return what `body.toml` says.

    Raises:
        PracticumError: It is not there or says something else.
    """
    from practicum.exam.results.letter import Body
    from practicum.learn.course_data import read_course_data

    path = folder / "body.toml"
    if not path.exists():
        raise PracticumError(
            _("{path} is not there, and letters come from somebody.").format(path=path),
            next_step=_('Write it: name = "...", contact = "...", answer_days = 30, keep_days = 365.'),
        )
    return read_course_data(path, Body)


def passphrase_of(name: str) -> str:
    """Return a person's passphrase: from the environment, else typed without being shown.

    `PRACTICUM_PASSPHRASE_ADA` is for the person `ada` alone, `PRACTICUM_PASSPHRASE` for everybody.
    """
    own = f"{_SECRET}_{name.upper().replace('-', '_')}"
    if secret := os.environ.get(own, "") or os.environ.get(_SECRET, ""):
        return secret
    try:
        return str(typer.prompt(_("Passphrase of {name}").format(name=name), hide_input=True))
    except typer.Abort:
        raise PracticumError(
            _("Without its passphrase the key of {name} stays closed.").format(name=name),
            next_step=_("Type it, or set {name}.").format(name=own),
        ) from None


def signer_of(body: Path, name: str) -> Signer:
    """Open the key of an officer."""
    from practicum.exam.results.people import People

    people = People(body)
    people[name]  # who is not there is not asked for a passphrase
    return people.signer(name, passphrase_of(name))


@verb(people_app, "add")
def add(  # noqa: PLR0913  each is an option of the command
    name: Annotated[str, typer.Argument(help=_("Short name, such as ada."))],
    full_name: Annotated[str, typer.Argument(help=_("Name as it stands in letters."))],
    *,
    role: Annotated[list[str], typer.Option(help=_("A role of the scheme; as often as needed."))],
    qualification: Annotated[str, typer.Option(help=_("Why the body trusts this person with the role."))],
    by: Annotated[str, typer.Option(help=_("The owner who signs; the first owner signs alone."))] = "",
    school: Annotated[list[str] | None, typer.Option(help=_("A school that the person teaches for."))] = None,
    trained: Annotated[
        list[str] | None, typer.Option(help=_("Registration of a candidate whom the person has taught."))
    ] = None,
    body: BodyFolder = Path("body"),
    register: Database = "",
    at: At = None,
) -> None:
    """Make a person's key, write them into people.json, and enter them in the register."""
    from practicum.exam.results.people import Officer, People

    people = People(body)
    owner = signer_of(body, by) if by else None
    officer = Officer(
        name, full_name, tuple(role), "", qualification, tuple(school or ()), tuple(trained or ())
    )
    made = people.add(
        officer, passphrase_of(name), register_of(body, register), signer=owner, at=moment_of(at)
    )
    typer.echo(_("{name}: {key}").format(name=made.officer.name, key=made.officer.key))
    typer.echo(
        _("Their private key is {path}. Give it to them, and keep no copy.").format(
            path=body / "keys" / f"{name}.pem"
        )
    )


@verb(people_app, "change")
def change(  # noqa: PLR0913  each is an option of the command
    name: Annotated[str, typer.Argument(help=_("Short name of the person."))],
    *,
    by: Annotated[str, typer.Option(help=_("The owner who signs."))],
    role: Annotated[list[str] | None, typer.Option(help=_("The roles from now on."))] = None,
    leaves: Annotated[bool, typer.Option("--leaves", help=_("The person has no role from now on."))] = False,
    new_key: Annotated[
        bool, typer.Option("--new-key", help=_("The old key was lost or stolen: make another."))
    ] = False,
    body: BodyFolder = Path("body"),
    register: Database = "",
    at: At = None,
) -> None:
    """Give a person other roles, take all of them away, or make a new key; what they signed stays good."""
    from practicum.exam.results.people import People

    if not (role or leaves or new_key):
        raise PracticumError(_("Nothing would change."), next_step=_("Use --role, --leaves or --new-key."))
    owner = signer_of(body, by)
    changed = People(body).change(
        name,
        register_of(body, register),
        owner,
        at=moment_of(at),
        roles=[] if leaves else role or None,
        passphrase=passphrase_of(name) if new_key else "",
    )
    roles = ", ".join(changed.roles) or _("no role")
    typer.echo(_("{name}: {roles}, key {key}").format(name=changed.name, roles=roles, key=changed.key))


@verb(people_app, "list")
def list_(*, body: BodyFolder = Path("body"), register: Database = "") -> None:
    """List the people, and say whether an owner has entered each with this key and these roles."""
    from practicum.exam.results.people import People

    with register_of(body, register).reading() as book:
        for one in People(body).officers.values():
            known = book.officer(one.id)
            same = known is not None and (known["key"], set(known["roles"])) == (one.key, set(one.roles))
            state = _("entered") if same else _("NOT as in the register")
            typer.echo(f"{one.id:<12} {one.name:<28} {', '.join(one.roles):<32} {state}")


@verb(register_app, "check")
def check(*, body: BodyFolder = Path("body"), register: Database = "") -> None:
    """Check chain, signatures, roles, personal data and guards; exit code 1 where something is wrong."""
    from practicum.exam.results.check import check as look

    found = look(register_of(body, register))
    typer.echo(found.text())
    if found.faults:
        raise typer.Exit(DIFFERS)


@verb(register_app, "export")
def export(
    to: Annotated[Path, typer.Argument(help=_("The folder to write."))],
    *,
    names: Annotated[bool, typer.Option("--names", help=_("Write the personal data, too."))] = False,
    body: BodyFolder = Path("body"),
    register: Database = "",
) -> None:
    """Write the register as JSON Lines and as CSV."""
    from practicum.exam.results.keeping import export as write

    for path in write(register_of(body, register), to, names=names):
        typer.echo(str(path))


@verb(register_app, "erase")
def erase(  # noqa: PLR0913  each is an option of the command
    sitting: Annotated[
        str, typer.Argument(metavar="[SITTING]", help=_("The sitting: its id or its folder."))
    ] = "",
    code: Annotated[str, typer.Argument(metavar="[CODE]", help=_("The candidate's code."))] = "",
    *,
    by: Annotated[str, typer.Option(help=_("The owner who signs."))] = "",
    due: Annotated[
        bool,
        typer.Option("--due", help=_("List whose data are due; with --by, erase them.")),
    ] = False,
    asked: Annotated[
        bool, typer.Option("--asked", help=_("The person asked for it: do not wait for the body's days."))
    ] = False,
    body: BodyFolder = Path("body"),
    register: Database = "",
    at: At = None,
) -> None:
    """Erase a candidate's personal data where no right keeps them; the chain stays whole."""
    from practicum.exam.results.keeping import due as find
    from practicum.exam.results.keeping import erase as remove

    book, moment, days = register_of(body, register), moment_of(at), body_of(body).keep_days
    wanted = [(Path(sitting).name, code)] if code else []
    if due:
        with book.reading() as open_book:
            found = find(open_book, moment, days=days)
        for one in found:
            typer.echo(f"{one.sitting}  {one.code}  {one.until:%Y-%m-%d}  {one.why}")
        wanted = [(one.sitting, one.code) for one in found]
    elif not code:
        raise PracticumError(
            _("Nobody is named."), next_step=_("Name a sitting and a code, or list with --due.")
        )
    if not by:
        return
    signer = signer_of(body, by)
    pieces = [remove(book, of, one, signer, at=moment, days=days, asked=asked) for of, one in wanted]
    typer.echo(ngettext("Erased: {n} person.", "Erased: {n} persons.", len(pieces)).format(n=len(pieces)))
    typer.echo(_("Names also lie in private/ and results/ of the sitting, and with a certificate's office."))


@verb(register_app, "backup")
def backup(
    to: Annotated[Path, typer.Argument(help=_("A folder on another disk."))],
    *,
    body: BodyFolder = Path("body"),
    register: Database = "",
    at: At = None,
) -> None:
    """Copy the register while it is in use, and check the copy."""
    from practicum.exam.results.keeping import backup as copy

    typer.echo(str(copy(register_of(body, register), to, at=moment_of(at))))


@verb(register_app, "restore")
def restore(
    copy: Annotated[Path, typer.Argument(help=_("A file that 'backup' wrote."))],
    *,
    lose: Annotated[bool, typer.Option("--lose", help=_("Accept that newer entries are lost."))] = False,
    body: BodyFolder = Path("body"),
    register: Database = "",
) -> None:
    """Put a backup where the register was, once it is proved whole."""
    from practicum.exam.results.keeping import restore as put

    count = put(copy, register_of(body, register), lose=lose)
    typer.echo(ngettext("Restored: {n} entry.", "Restored: {n} entries.", count).format(n=count))
