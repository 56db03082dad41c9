"""The verbs for the bank and the forms of the examination. They hold no logic."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from practicum.errors import PracticumError
from practicum.i18n import _, ngettext
from practicum.project import Project
from practicum.verbs import DIFFERS, verb

if TYPE_CHECKING:
    from practicum.exam.bank.read import Bank

# Rooms are imported inside the verbs: no other verb need wait for SciPy, which a learner does not have.
# ruff: noqa: PLC0415

exam_app = typer.Typer(help=_("The practical examination, from item bank to appeal."), no_args_is_help=True)
bank_app = typer.Typer(help=_("The item bank."), no_args_is_help=True)
forms_app = typer.Typer(help=_("Forms of the written part."), no_args_is_help=True)
exam_app.add_typer(bank_app, name="bank")
exam_app.add_typer(forms_app, name="forms")

Key = Annotated[Path | None, typer.Option(help=_("File with your secret key, where the bank is sealed."))]


_Choice = TypeVar("_Choice", bound=StrEnum)


def chosen(kind: type[_Choice], word: str) -> _Choice:
    """Return one of the words of a list.

    Raises:
        PracticumError: It is none of them.
    """
    try:
        return kind(word)
    except ValueError as error:
        raise PracticumError(
            _("“{word}” is not known here.").format(word=word),
            next_step=_("Known are: {words}.").format(words=", ".join(kind)),
        ) from error


def _plain(folder: Path) -> Bank:
    """Return a bank that is to be changed.

    Raises:
        PracticumError: It is sealed, or cannot be read.
    """
    from practicum.exam.bank.read import read_bank
    from practicum.exam.bank.seal import is_sealed

    if is_sealed(folder):
        raise PracticumError(
            _("{folder} is sealed, and is changed only after it was opened.").format(folder=folder),
            next_step=_(
                "Run 'practicum exam bank open {folder} FOLDER --key FILE', change the bank there with"
                " --bank FOLDER, seal it again, and delete the plain folder."
            ).format(folder=folder),
        )
    return read_bank(folder)


@verb(bank_app, "check")
def check(
    folder: Annotated[
        Path | None, typer.Argument(help=_("The bank; the demonstration bank by default."))
    ] = None,
    *,
    key: Key = None,
    strict: Annotated[bool, typer.Option("--strict", help=_("Remarks fail the check, too."))] = False,
) -> None:
    """Look for everything that makes a bank unfit; exit code 1 where there is a fault."""
    from practicum.exam.bank.check import check_bank, summary
    from practicum.exam.bank.read import read_bank
    from practicum.exam.scheme import read_examination

    project = Project.find()
    bank = read_bank(folder or project.root / "exam" / "demo-bank", key)
    blueprint = read_examination(project.root / "exam").blueprint
    found = check_bank(bank, blueprint, project, date.today())  # noqa: DTZ011  the editor's own day
    for one in found:
        kind = _("fault") if one.fault else _("remark")
        typer.echo(f"{kind:<7} {one.rule:<10} {one.sentence}")
    typer.echo(summary(bank, found))
    if any(one.fault or strict for one in found):
        raise typer.Exit(DIFFERS)


@verb(bank_app, "key")
def key_(file: Annotated[Path, typer.Argument(help=_("The file to write; keep it to yourself."))]) -> None:
    """Make a key of your own for sealed banks, and print the public half, which others need."""
    from practicum.exam.bank.seal import make_key

    typer.echo(make_key(file))


@verb(bank_app, "seal")
def seal(
    folder: Annotated[Path, typer.Argument(help=_("The bank as it is."))],
    to: Annotated[Path, typer.Argument(help=_("The folder for the sealed bank."))],
    recipients: Annotated[list[str], typer.Argument(help=_("Public keys of those who may open it."))],
) -> None:
    """Encrypt a bank to one or more public keys; the plain files stay until you delete them."""
    from practicum.exam.bank.seal import seal_bank

    written = seal_bank(folder, to, recipients)
    for path in written:
        typer.echo(str(path))
    typer.echo(ngettext("Sealed {n} file.", "Sealed {n} files.", len(written)).format(n=len(written)))
    typer.echo(_("The plain files still lie in {folder}.").format(folder=folder))


@verb(bank_app, "open")
def open_(
    folder: Annotated[Path, typer.Argument(help=_("The sealed bank."))],
    to: Annotated[Path, typer.Argument(help=_("A new folder for the plain bank; keep it to yourself."))],
    *,
    key: Annotated[Path, typer.Option(help=_("File with your secret key."))],
) -> None:
    """Decrypt a sealed bank into a new folder, to change it; then seal it again and delete the plain one."""
    from practicum.exam.bank.seal import open_bank

    written = open_bank(folder, to, key)
    typer.echo(ngettext("Opened {n} file.", "Opened {n} files.", len(written)).format(n=len(written)))
    typer.echo(_("Delete {folder} once the bank is sealed again.").format(folder=to))


@verb(bank_app, "move")
def move(
    item: Annotated[str, typer.Argument(help=_("Id of the item, such as A1-001."))],
    status: Annotated[str, typer.Argument(help=_("Its new status."))],
    *,
    role: Annotated[str, typer.Option(help=_("Your role: editor, psychometrician or owner."))],
    by: Annotated[str, typer.Option(help=_("Your name; nobody moves their own item."))],
    bank: Annotated[Path | None, typer.Option(help=_("The bank; the demonstration bank by default."))] = None,
) -> None:
    """Move an item to another status, if its reviews and your role allow it."""
    from practicum.exam.bank.item import Status
    from practicum.exam.bank.status import Role
    from practicum.exam.bank.status import move as moved
    from practicum.exam.bank.write import put

    folder = bank or Project.find().root / "exam" / "demo-bank"
    new = moved(_plain(folder).item(item), chosen(Status, status), chosen(Role, role), by)
    put(folder, {item: {"status": new.status.value}})
    typer.echo(_("{item} is {status} now.").format(item=item, status=new.status.value))


@verb(bank_app, "expose")
def expose(
    sittings: Annotated[list[Path], typer.Argument(help=_("Folders of the sittings that count as recent."))],
    *,
    bank: Annotated[Path | None, typer.Option(help=_("The bank; the demonstration bank by default."))] = None,
) -> None:
    """Put into the bank which share of the candidates of these sittings has seen each item."""
    from practicum.exam.bank.write import put
    from practicum.exam.sitting.exposure import exposures
    from practicum.exam.sitting.record import read_sitting

    folder = bank or Project.find().root / "exam" / "demo-bank"
    known = _plain(folder).by_id
    shares = exposures([read_sitting(one) for one in sittings])
    put(folder, {name: {"exposure": round(shares.get(name, 0.0), 4)} for name in known})
    typer.echo(ngettext("{n} item was seen.", "{n} items were seen.", len(shares)).format(n=len(shares)))


@verb(forms_app, "assemble")
def assemble(  # noqa: PLR0913  each is an option of the command
    certificate: Annotated[str, typer.Argument(help=_("A certificate of the scheme: cm or smm."))],
    *,
    bank: Annotated[Path | None, typer.Option(help=_("The bank; the demonstration bank by default."))] = None,
    key: Key = None,
    forms: Annotated[int, typer.Option(min=1, max=20, help=_("How many parallel forms."))] = 1,
    seed: Annotated[str, typer.Option(help=_("The same seed gives the same forms."))] = "1",
    common: Annotated[
        int, typer.Option(min=0, help=_("How many items may stand in several of them, to link them."))
    ] = 0,
    rehearsal: Annotated[
        bool, typer.Option("--rehearsal", help=_("Use reviewed items, too; such a form decides nothing."))
    ] = False,
    to: Annotated[Path | None, typer.Option(help=_("The folder to write; only shown by default."))] = None,
) -> None:
    """Choose the items of one or several parallel forms by the blueprint."""
    from practicum.exam.bank.read import read_bank
    from practicum.exam.forms.assemble import assemble as make
    from practicum.exam.forms.form import described, write_forms
    from practicum.exam.forms.model import Order
    from practicum.exam.scheme import read_examination

    project = Project.find()
    source = read_bank(bank or project.root / "exam" / "demo-bank", key)
    blueprint = read_examination(project.root / "exam").blueprint
    order = Order(certificate, forms, seed, rehearsal, common)
    made = make(source, blueprint, order)
    for form in made:
        typer.echo(described(form))
    for path in write_forms(made, to) if to else ():
        typer.echo(str(path))


@verb(forms_app, "items")
def items(
    form: Annotated[Path, typer.Argument(help=_("A form that 'assemble' wrote."))],
    to: Annotated[Path, typer.Argument(help=_("The CSV file to write."))],
    *,
    bank: Annotated[Path | None, typer.Option(help=_("The bank; the demonstration bank by default."))] = None,
    key: Key = None,
) -> None:
    """Write the items of a form that count, with options and keys, for the panel that sets its cut."""
    from practicum.evidence.files import write_atomically
    from practicum.exam.bank.read import read_bank
    from practicum.exam.forms.judged import judged
    from practicum.exam.sitting.record import read_form
    from practicum.look.sheet import sheet

    rows = judged(read_bank(bank or Project.find().root / "exam" / "demo-bank", key), read_form(form))
    write_atomically(to, sheet(("item", "stem"), rows).encode("utf-8"))
    typer.echo(ngettext("{n} item.", "{n} items.", len(rows)).format(n=len(rows)))
