"""The verbs from marks to results: proposals, decisions, letters, certificates, appeals."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from practicum.errors import PracticumError
from practicum.i18n import _, ngettext
from practicum.project import Project
from practicum.verbs import DIFFERS, verb
from practicum.verbs.exam import Key, exam_app
from practicum.verbs.exam_register import (
    At,
    BodyFolder,
    Database,
    body_of,
    moment_of,
    register_of,
    signer_of,
)

if TYPE_CHECKING:
    from practicum.exam.results.proposal import Proposal
    from practicum.exam.results.replay import Replay
    from practicum.exam.scheme import Examination

# Rooms are imported inside the verbs: no other verb need wait for them.
# ruff: noqa: PLC0415

results_app = typer.Typer(help=_("Proposals, decisions, letters and certificates."), no_args_is_help=True)
appeal_app = typer.Typer(help=_("Appeals against a decision."), no_args_is_help=True)
exam_app.add_typer(results_app, name="results")
exam_app.add_typer(appeal_app, name="appeal")

Folder = Annotated[Path, typer.Argument(metavar="SITTING", help=_("The folder of the sitting."))]
Code = Annotated[str, typer.Argument(metavar="CODE", help=_("The candidate's code."))]
By = Annotated[str, typer.Option(help=_("Short name of the person who signs."))]
Because = Annotated[str, typer.Option(metavar="WORDS", help=_("The reason, in words."))]
Plan = Annotated[
    Path | None, typer.Option(help=_("Folder with scheme.toml and blueprint.toml; exam/ by default."))
]
BankFolder = Annotated[Path | None, typer.Option(help=_("The bank; the demonstration bank by default."))]
OfficeFolder = Annotated[Path, typer.Option(help=_("The folder of the issuing office."))]


@verb(results_app, "propose")
def propose(
    sitting: Folder,
    *,
    body: BodyFolder = Path("body"),
    register: Database = "",
    examination: Plan = None,
    at: At = None,
) -> None:
    """Enter the sitting and its marks, and say for each candidate what the rules propose, and why."""
    from practicum.exam.marks import final, markers
    from practicum.exam.results.entering import enter_proposals, enter_sitting, read_incidents
    from practicum.exam.sitting.record import read_sitting

    here = read_sitting(sitting)
    found = final(here)
    book, moment = register_of(body, register), moment_of(at)
    enter_sitting(book, here, at=moment, incidents=read_incidents(sitting / "incidents.csv"))
    scheme = _examination(examination).scheme
    marked = {code: markers(here, code) for code in found}
    proposals = enter_proposals(book, here, found, marked, scheme, at=moment)
    for one in proposals.values():
        typer.echo(_told(one))
    counts = Counter(str(one.verdict) for one in proposals.values())
    typer.echo(", ".join(f"{name}: {n}" for name, n in sorted(counts.items())))


@verb(results_app, "re-mark")
def re_mark(  # noqa: PLR0913  each is an option of the command
    sitting: Folder,
    code: Code,
    *,
    by: By,
    body: BodyFolder = Path("body"),
    register: Database = "",
    bank: BankFolder = None,
    key: Key = None,
    examination: Plan = None,
    at: At = None,
) -> None:
    """Mark a result in the band again by rules, and sign as the examiner who has read its texts again."""
    from practicum.exam.results.decide import re_mark as enter

    found = _replayed(sitting, code, bank, key, examination)
    typer.echo(found.text())
    signer = signer_of(body, by)
    enter(
        register_of(body, register), sitting.resolve().name, code, signer, at=moment_of(at), same=found.same
    )
    typer.echo(_("Entered. Now propose again: the figures after this count."))


@verb(results_app, "decide")
def decide(  # noqa: PLR0913  each is an option of the command
    sitting: Folder,
    code: Annotated[str, typer.Argument(metavar="[CODE]", help=_("One candidate; all by default."))] = "",
    *,
    by: By,
    outcome: Annotated[str, typer.Option(help=_("passed or not-passed; as proposed by default."))] = "",
    because: Because = "",
    body: BodyFolder = Path("body"),
    register: Database = "",
    at: At = None,
) -> None:
    """Sign what is proposed, for one candidate or for all; exit code 1 where something cannot be signed."""
    from practicum.exam.results import decide as room

    book, signer, moment = register_of(body, register), signer_of(body, by), moment_of(at)
    name = sitting.resolve().name
    if code:
        room.decide(book, name, code, signer, at=moment, outcome=outcome, words=because)
        signed, refused = 1, dict[str, str]()
    elif outcome or because:
        raise PracticumError(
            _("An outcome of your own is signed for one candidate at a time."), next_step=_("Name the code.")
        )
    else:
        entries, refused = room.decide_all(book, name, signer, at=moment)
        signed = len(entries)
    for one, sentence in refused.items():
        typer.echo(f"{one}: {sentence}", err=True)
    typer.echo(ngettext("Signed: {n} decision.", "Signed: {n} decisions.", signed).format(n=signed))
    with book.reading() as open_book:
        waiting = room.half_signed(open_book, name)
    if waiting:
        typer.echo(_("A second person must sign: {codes}.").format(codes=", ".join(waiting)))
    if refused:
        raise typer.Exit(DIFFERS)


@verb(results_app, "letters")
def letters(
    sitting: Folder,
    *,
    body: BodyFolder = Path("body"),
    register: Database = "",
    examination: Plan = None,
    at: At = None,
) -> None:
    """Write the letters that are due, as page and plain text; the days for an appeal run from now."""
    from practicum.exam.results.letters import write_letters

    written = write_letters(
        register_of(body, register),
        sitting.resolve().name,
        examination=_examination(examination),
        areas=_areas(),
        body=body_of(body),
        folder=sitting / "results" / "letters",
        at=moment_of(at),
    )
    for path in written.values():
        typer.echo(str(path))
    typer.echo(ngettext("{n} letter written.", "{n} letters written.", len(written)).format(n=len(written)))


@verb(results_app, "issue")
def issue(  # noqa: PLR0913  each is an option of the command
    sitting: Folder,
    *,
    office: OfficeFolder,
    body: BodyFolder = Path("body"),
    register: Database = "",
    examination: Plan = None,
    rehearsal: Annotated[
        bool, typer.Option("--rehearsal", help=_("Certificates for a rehearsal; each says what it is."))
    ] = False,
    at: At = None,
) -> None:
    """Issue a certificate for each signed pass, do what was signed about others, and publish the lists."""
    from practicum.credential.office import Office
    from practicum.exam.results.issue import apply_status
    from practicum.exam.results.issue import issue as make
    from practicum.verbs.exam_register import passphrase_of

    issuing, book, moment = Office(office), register_of(body, register), moment_of(at)
    secret, name = passphrase_of("office"), sitting.resolve().name
    made = make(
        book,
        issuing,
        secret,
        name,
        examination=_examination(examination),
        areas=_areas(),
        at=moment,
        rehearsal=rehearsal,
    )
    changed = apply_status(book, issuing, secret, name, at=moment)
    for code, folder in made.items():
        typer.echo(f"{code}  {folder}")
    for number, action in changed.items():
        typer.echo(f"{number}  {action}")
    published = issuing.publish(secret, at=moment)
    typer.echo(
        _("{n} issued, {m} changed. Now publish {folder}.").format(
            n=len(made), m=len(changed), folder=published
        )
    )


@verb(results_app, "withdraw")
def withdraw(  # noqa: PLR0913  each is an option of the command
    sitting: Folder,
    code: Code,
    action: Annotated[str, typer.Argument(help=_("suspend, restore or revoke."))],
    *,
    by: By,
    because: Because,
    body: BodyFolder = Path("body"),
    register: Database = "",
    at: At = None,
) -> None:
    """Sign that a certificate is suspended, restored or revoked; 'issue' then does it."""
    from practicum.exam.results.decide import withdraw as sign

    number = sign(
        register_of(body, register),
        sitting.resolve().name,
        code,
        action,
        signer_of(body, by),
        at=moment_of(at),
        words=because,
    )
    typer.echo(_("Signed for {number}. Now run 'practicum exam results issue'.").format(number=number))


@verb(appeal_app, "open")
def open_(  # noqa: PLR0913  each is an option of the command
    sitting: Folder,
    code: Code,
    *,
    because: Because,
    body: BodyFolder = Path("body"),
    register: Database = "",
    at: At = None,
) -> None:
    """Enter an appeal that came in time, in the candidate's words, and say until when it is answered."""
    from practicum.exam.results.appeal import open_appeal

    days = body_of(body).answer_days
    entry = open_appeal(
        register_of(body, register),
        sitting.resolve().name,
        code,
        at=moment_of(at),
        words=because,
        days=days,
    )
    typer.echo(_("Entry {n}. Answer until {day}.").format(n=entry.n, day=entry.data["due"][:10]))


@verb(appeal_app, "replay")
def replay(  # noqa: PLR0913  each is an option of the command
    sitting: Folder,
    code: Code,
    *,
    body: BodyFolder = Path("body"),
    register: Database = "",
    bank: BankFolder = None,
    key: Key = None,
    examination: Plan = None,
    at: At = None,
) -> None:
    """Mark the sealed answers again by the same rules; exit code 1 where the marks differ."""
    from practicum.exam.results.appeal import enter_replay

    found = _replayed(sitting, code, bank, key, examination)
    enter_replay(register_of(body, register), sitting.resolve().name, code, found, at=moment_of(at))
    typer.echo(found.text())
    if not found.same:
        raise typer.Exit(DIFFERS)


@verb(appeal_app, "read")
def read(  # noqa: PLR0913  each is an option of the command
    sitting: Folder,
    code: Code,
    points: Annotated[list[str], typer.Argument(metavar="TEXT=POINTS...", help=_("Points of each text."))],
    *,
    by: By,
    because: Because,
    body: BodyFolder = Path("body"),
    register: Database = "",
    at: At = None,
) -> None:
    """Sign, as an independent marker, what the texts are worth, and why."""
    from practicum.exam.results.appeal import enter_reading, points_of

    enter_reading(
        register_of(body, register),
        sitting.resolve().name,
        code,
        signer_of(body, by),
        points_of(points),
        at=moment_of(at),
        words=because,
    )
    typer.echo(_("Entered."))


@verb(appeal_app, "decide")
def decide_appeal(  # noqa: PLR0913  each is an option of the command
    sitting: Folder,
    code: Code,
    outcome: Annotated[str, typer.Argument(help=_("stands, passed or again."))],
    *,
    by: By,
    because: Because,
    body: BodyFolder = Path("body"),
    register: Database = "",
    at: At = None,
) -> None:
    """Sign the answer to an appeal, with the reasons that the candidate reads."""
    from practicum.exam.results.appeal import decide_appeal as sign

    sign(
        register_of(body, register),
        sitting.resolve().name,
        code,
        outcome,
        signer_of(body, by),
        at=moment_of(at),
        words=because,
    )
    typer.echo(_("Signed. Now write the letter: 'practicum exam results letters'."))


@verb(appeal_app, "list")
def list_(*, body: BodyFolder = Path("body"), register: Database = "", at: At = None) -> None:
    """Say what is to do about each open appeal, and how many days are left."""
    from practicum.exam.results.appeal import reminders

    with register_of(body, register).reading() as book:
        lines = reminders(book, moment_of(at))
    for line in lines or [_("No appeal is open.")]:
        typer.echo(line)


def _told(proposal: Proposal) -> str:
    reasons = " ".join(one.sentence for one in proposal.reasons)
    return f"{proposal.code}  {proposal.verdict:<10}  {reasons}"


def _examination(folder: Path | None) -> Examination:
    from practicum.exam.scheme import read_examination

    return read_examination(folder or Project.find().root / "exam")


def _areas() -> dict[str, str]:
    from practicum.learn.competences import read_areas

    return {one.id: one.title for one in read_areas(Project.find())}


def _replayed(sitting: Path, code: str, bank: Path | None, key: Path | None, plan: Path | None) -> Replay:
    from practicum.exam.marks.run import rules_of
    from practicum.exam.results.replay import marked_again, marks_before
    from practicum.exam.results.replay import replay as compare
    from practicum.exam.sitting.record import read_sitting

    exam = Project.find().root / "exam"
    here = read_sitting(sitting)
    rules = rules_of(here, bank or exam / "demo-bank", plan or exam, key)
    return compare(marks_before(here.folder, code), marked_again(rules, code))
