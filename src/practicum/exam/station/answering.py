"""From what a browser sends to what the session keeps, and back to what the page shows."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from practicum.errors import PracticumError
from practicum.exam.sitting.session import LARGEST_FILE
from practicum.i18n import _, ngettext
from practicum.learn.form.fields import Posted, check_ending, gather, spread
from practicum.learn.holding import files_of, shown, unanswered
from practicum.marking import (
    MISSING,
    ArtefactKind,
    Choice,
    CsvFile,
    DrillLog,
    Number,
    Order,
    Reading,
    Set,
    Table,
    read_value,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practicum.learn.form.multipart import Submission
    from practicum.marking import Description, Kind

PASTED = "paste"
_SHOWN = 200_000


@dataclass(frozen=True)
class ReadAs:
    """How an answer reads: its form only, never whether it is right.

    Attributes:
        said: A sentence, or nothing where the page itself shows the answer.
        unreadable: Whether a part of it cannot be read.
        answered: Whether there is anything that can be read.
        gaps: Whether a part of it is still open.
    """

    said: str = ""
    unreadable: bool = False
    answered: bool = False
    gaps: bool = False

    @property
    def shape(self) -> str:
        """The shape that carries the state, beside the words: a tick, half a disc, a diamond with a point."""
        return "ask" if self.unreadable else "part" if self.gaps else "read"


def read_as(kind: Kind, raw: Any) -> ReadAs:
    """Say how a kept answer reads."""
    reading = read_value(kind, raw)
    if reading.empty:
        return ReadAs()
    gaps = unanswered(kind, reading)
    parts = [_repeated(kind, reading), reading.note, reading.problem, _gaps(kind, reading) if gaps else ""]
    said = " ".join(part for part in parts if part)
    return ReadAs(said, bool(reading.problem), reading.value is not MISSING, bool(gaps))


def _gaps(kind: Kind, reading: Reading) -> str:
    """Say how many rows are open: their labels may be whole sentences, which stand on the page."""
    count = len(kind.rows) - len(reading.rows) if isinstance(kind, Table) else 0
    return ngettext("One row is still open.", "{count} rows are still open.", count).format(count=count)


def _repeated(kind: Kind, reading: Reading) -> str:
    """Say the reading again where its form could be misread; a ticked option stands before the candidate."""
    ticked = isinstance(kind, Choice | Set) or (
        isinstance(kind, Table) and all(isinstance(one, Choice) for one in kind.rows.values())
    )
    words = "" if ticked else shown(kind, reading)
    return _("Read as {shown}.").format(shown=words) if words else ""


def as_posted(name: str, kind: Kind, raw: Any) -> dict[str, list[str]]:
    """Return what a browser would send for a kept answer, as it was typed if it cannot be read."""
    if raw is None:
        return {}
    if isinstance(kind, Table) and isinstance(raw, dict):
        rows = (as_posted(f"{name}.{row}", one, raw.get(row)) for row, one in kind.rows.items())
        return {key: texts for row in rows for key, texts in row.items()}
    if isinstance(kind, Order) and isinstance(raw, list):
        return {f"{name}.{place}": [str(item)] for place, item in enumerate(raw, start=1)}
    if isinstance(raw, str) and not isinstance(kind, Set | Order):
        return {name: [raw]}
    return spread(name, kind, read_value(kind, raw).value)


def given(one: Description, posted: Posted) -> Any:
    """Return the answer that a browser sent, None for an empty one."""
    value = gather(one.id, one.kind, posted)
    return None if value is MISSING else value


def sent_for(one: Description, sent: Submission) -> bool:
    """Whether a submission says anything about an exercise, an emptied field included."""
    names = {*sent.texts, *sent.files}
    return any(name == one.id or name.startswith(f"{one.id}.") for name in names)


def sent_files(one: Description, sent: Submission) -> dict[str, tuple[ArtefactKind, bytes]]:
    """Return the files of an exercise that were chosen or pasted, by the name of answer or row.

    Raises:
        PracticumError: A file has the wrong ending, or is too large.
    """
    found = {}
    for name, kind in artefacts(one).items():
        pasted = sent.first(f"{name}.{PASTED}")
        if name in sent.files:
            found[name] = (kind, _checked(kind, *sent.files[name]))
        elif pasted.strip():
            found[name] = (kind, _checked(kind, kind.file, as_csv(pasted).encode("utf-8")))
    return found


def artefacts(one: Description) -> dict[str, ArtefactKind]:
    """Return the files that an answer consists of; the log of a drill is kept by its desk."""
    return {name: kind for name, kind in files_of(one.id, one.kind).items() if isinstance(kind, ArtefactKind)}


def drill_of(one: Description) -> str:
    """Return the drill that an exercise is played in; nothing for any other exercise."""
    return next((k.drill for k in files_of(one.id, one.kind).values() if isinstance(k, DrillLog)), "")


def as_csv(pasted: str) -> str:
    """Return pasted rows as CSV: a spreadsheet puts tabs between the cells that it copies."""
    text = pasted.replace("\r\n", "\n").strip("\n") + "\n"
    if "\t" not in text:
        return text
    lines = io.StringIO(newline="")
    csv.writer(lines, lineterminator="\n").writerows(csv.reader(io.StringIO(text), delimiter="\t"))
    return lines.getvalue()


def as_pasted(content: bytes | None) -> str:
    """Return a kept file as its field for pasted rows shows it: nothing where that would hold too much."""
    return "" if content is None or len(content) > _SHOWN else content.decode("utf-8-sig", "replace")


def about_file(kind: ArtefactKind, content: bytes) -> ReadAs:
    """Say what a kept file is like: its size, or its rows and the columns that are asked for and missing."""
    if not isinstance(kind.validator, CsvFile):
        words = _("Kept: {name}, {size} kB.").format(name=kind.file, size=-(-len(content) // 1000))
        return ReadAs(words, answered=True)
    try:
        rows = [row for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) if any(row)]
    except (UnicodeDecodeError, csv.Error):
        words = _("Kept: {name}. It cannot be read as CSV: save it as “CSV UTF-8”.")
        return ReadAs(words.format(name=kind.file), unreadable=True)
    count = max(len(rows) - 1, 0)
    kept = ngettext("Kept: {name}, one row.", "Kept: {name}, {count} rows.", count)
    heads = {head.strip() for head in rows[0]} if rows else set()
    gone = [column.name for column in kind.validator.columns if column.name not in heads]
    lost = _("The first line should name these columns, too: {names}.").format(names=", ".join(gone))
    said = kept.format(name=kind.file, count=count)
    return ReadAs(f"{said} {lost}" if gone else said, answered=True, gaps=bool(gone))


def field_hint(kind: Kind) -> str:
    """Say what form an answer has, in a few words."""
    match kind:
        case Choice():
            said = _("Choose one.")
        case Set():
            said = _("Choose all that apply.")
        case Order():
            said = _("Give each place one entry.")
        case Number(unit=unit, whole=whole):
            bare = _("A whole number.") if whole else _("A number.")
            said = _("A number in {unit}.").format(unit=unit) if unit and not whole else bare
        case ArtefactKind(file=file):
            said = _("A file that ends in {ending}, at most 5 MB.").format(ending=PurePath(file).suffix)
        case Table():
            said = ""
        case _:
            said = _words_asked(kind)
    return said


def _words_asked(kind: Any) -> str:
    least, most = getattr(kind, "min_words", 0), getattr(kind, "max_words", 0)
    return _("From {least} to {most} words.").format(least=least, most=most) if most else ""


def first_open(order: list[str], answers: Mapping[str, Any]) -> str:
    """Return the first question without an answer; the last one where all have one."""
    return next((name for name in order if answers.get(name) is None), order[-1])


def _checked(kind: ArtefactKind, name: str, content: bytes) -> bytes:
    check_ending(kind.file, name)
    if len(content) > LARGEST_FILE:
        raise PracticumError(_("{name} is larger than 5 MB.").format(name=name))
    return content
