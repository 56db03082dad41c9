"""Letters of a sitting: made from the register alone, written, and entered: the days for an appeal run."""

from __future__ import annotations

import os
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from practicum.errors import PracticumError
from practicum.evidence.files import cannot_write
from practicum.exam.marks.final import Final, Proposed
from practicum.exam.results.entering import person_of
from practicum.exam.results.entry import Kind, moment
from practicum.exam.results.letter import Block, Letter, plain
from practicum.exam.results.letter_page import letter_page
from practicum.exam.results.profile import profile
from practicum.exam.results.proposal import propose
from practicum.exam.results.standing import (
    PASSED,
    Decided,
    appeal_of,
    candidates,
    decision_of,
    last,
)
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from practicum.exam.results.entry import Entry
    from practicum.exam.results.letter import Body
    from practicum.exam.results.register import Book, Register
    from practicum.exam.results.standing import Appeal
    from practicum.exam.scheme import Examination


def write_letters(  # noqa: PLR0913  what letters are made of
    register: Register,
    sitting: str,
    *,
    examination: Examination,
    areas: Mapping[str, str],
    body: Body,
    folder: Path,
    at: datetime,
) -> dict[str, Path]:
    """Write and enter the letters that are due, and return the page of each by code.

    A letter is due for each decision in force, and for each answer to an appeal. What was written stays.

    Args:
        register: The register.
        sitting: The sitting's id.
        examination: The scheme and the blueprint of the sitting.
        areas: Titles of the areas by letter.
        body: Who sends them.
        folder: Where they are written: `<code>.html` and `<code>.txt`, a second one `<code>-2.html`.
        at: The moment from which the days for an appeal run.

    Raises:
        PracticumError: The scheme is another one, or the folder cannot be written to.
    """
    with register.reading() as book:
        _same_scheme(book, sitting, examination)
        due = [
            (
                code,
                newest,
                len(book.of(sitting, code, Kind.LETTER)),
                _letter(book, sitting, code, examination, areas, body, at),
            )
            for of, code in candidates(book)
            if of == sitting and (newest := _due(book, sitting, code))
        ]
    files = []
    for (
        code,
        newest,
        before,
        letter,
    ) in due:  # writing takes its time: nobody need wait for it at the register
        name = code if not before else f"{code}-{before + 1}"
        files.append((code, newest, letter, *_write(letter, folder, name)))
    written: dict[str, Path] = {}
    with register.writing() as book:
        for code, newest, letter, path, digest in files:
            if _due(book, sitting, code) != newest:
                continue  # somebody else has entered it, or decided anew, in the meantime
            ends = at if letter.deadline is None else datetime.combine(letter.deadline, time(23, 59, 59), UTC)
            data = {"decision": newest, "deadline": moment(ends), "sha256": digest}
            book.append(Kind.LETTER, data, at=at, sitting=sitting, code=code)
            written[code] = path
    return written


def _due(book: Book, sitting: str, code: str) -> int:
    """Return the number of the entry that a letter is still to be written about; 0 where none is."""
    decision, appeal = decision_of(book, sitting, code), appeal_of(book, sitting, code)
    if decision is None or book.of(sitting, code, Kind.ERASURE):
        return 0
    newest = max(decision.n, appeal.decided if appeal else 0)
    before = last(book.of(sitting, code, Kind.LETTER))
    return 0 if before and before.n > newest else newest


def _same_scheme(book: Book, sitting: str, examination: Examination) -> None:
    opened = last(book.of(sitting, "", Kind.SITTING))
    if opened is None or opened.data["scheme"] != examination.scheme.version:
        raise PracticumError(
            _("The sitting {sitting} was held under another scheme, or is not in the register.").format(
                sitting=sitting
            ),
            next_step=_("Use the folder with the scheme of the sitting."),
        )


def _write(letter: Letter, folder: Path, name: str) -> tuple[Path, str]:
    """Write a letter to the disk, and return its page with the page's digest; its entry comes after it."""
    page = letter_page(letter).encode("utf-8")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for ending, content in (("txt", plain(letter).encode("utf-8")), ("html", page)):
            with (folder / f"{name}.{ending}").open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
    except OSError as error:
        raise cannot_write(folder / name, error) from error
    return folder / f"{name}.html", sha256(page).hexdigest()


def _letter(  # noqa: PLR0913, PLR0917  what a letter is made of
    book: Book,
    sitting: str,
    code: str,
    examination: Examination,
    areas: Mapping[str, str],
    body: Body,
    at: datetime,
) -> Letter:
    decision, appeal = decision_of(book, sitting, code), appeal_of(book, sitting, code)
    if decision is None:
        raise AssertionError("asked for one who is decided")
    entry = book.entries[decision.n - 1]
    scheme, marks = examination.scheme, _marks(book.entries[decision.marks - 1])
    proposal = propose(marks, scheme, remarked=True)
    opened: dict[str, Any] = book.of(sitting, "", Kind.SITTING)[0].data
    closed = appeal is not None and not appeal.open
    days = timedelta(days=scheme.decision.review_days)
    cut = next(part.cut for part in scheme.part if part.id == "part1")
    counts = examination.blueprint.items_by_area(marks.certificate)
    return Letter(
        body=body,
        name=person_of(book, sitting, code).name,
        code=code,
        sitting=sitting,
        day=str(opened["day"]),
        certificate=next(one.title for one in scheme.certificate if one.id == marks.certificate),
        outcome=decision.outcome,
        reasons=_reasons(book, decision, [one.sentence for one in proposal.reasons]),
        measures=proposal.measures,
        blocks=tuple(
            Block(one.id, one.title, *marks.blocks[one.id])
            for one in examination.blueprint.block
            if one.id in marks.blocks
        ),
        areas=tuple(profile(marks.areas, counts, areas, cut)),
        remarked=bool(book.of(sitting, code, Kind.RE_MARK)),
        answer=_answer(book, appeal) if appeal and closed else (),
        decided=decision.at.date(),
        by=tuple(_name(book, name) for name in decision.by),
        sent=at.date(),
        deadline=None if closed else (at + days).date(),
        of_figures=scheme.label,
        rehearsal=bool(opened["rehearsal"]),
        receipt=_("Entry {n} of our register: {hash}").format(n=entry.n, hash=entry.hash),
    )


def _marks(entry: Entry) -> Final:
    """Return the marks of an entry: why an error was proposed and the minutes are not kept there."""
    data = entry.data
    kept = {name: data[name] for name in ("certificate", "form", "part1", "part2", "composite", "areas")}
    return Final(
        **kept,
        code=entry.code,
        blocks={name: (points, out_of) for name, (points, out_of) in data["blocks"].items()},
        open_texts=tuple(data["open_texts"]),
        critical=tuple(Proposed(error, state, "") for error, state in data["critical"]),
        minutes={},
    )


def _reasons(book: Book, decision: Decided, proposed: list[str]) -> tuple[str, ...]:
    """Return why it was decided: what the rules say, or the words of those who departed from them."""
    if decision.appeal:
        return (_("This was decided on your appeal; the reasons stand below."),)
    entry = book.entries[decision.n - 1]
    if not entry.data["departs"]:
        return tuple(proposed)
    signed = [one for one in (entry.data["first"], entry.n) if one]
    words = [piece["words"] for n in signed for piece in book.private(book.entries[n - 1])]
    return tuple(dict.fromkeys(words))


def _answer(book: Book, appeal: Appeal) -> tuple[str, ...]:
    entry = book.entries[appeal.decided - 1]
    outcome = {
        PASSED: _("Your appeal was right: you have passed."),
        "again": _("Your appeal was right: the examination does not count, and you may sit it again."),
    }.get(appeal.outcome, _("Your appeal was looked into, and the decision stands."))
    replay = (
        _("Your sealed answers, marked again by the same rules, gave the same marks.")
        if appeal.replayed
        else _("Your sealed answers, marked again by the same rules, gave other marks; this was looked into.")
    )
    words = [piece["words"] for piece in book.private(entry)]
    who = _("Answered on {day} by {name}, who has not decided on you before.").format(
        day=entry.at[:10], name=_name(book, appeal.by)
    )
    return (outcome, replay, *words, who)


def _name(book: Book, officer: str) -> str:
    known = book.officer(officer)
    return str(known["name"]) if known else officer
