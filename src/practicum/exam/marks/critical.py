"""Critical errors: rules propose, two examiners confirm or do not, and neither sees the other's word.

A verdict lies in the examiner's own table in `private/verdicts/` until the matter is decided: by two who
agree, or by the third where two do not. Then all of its verdicts go into `confirmations.csv`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal, get_args

from practicum.errors import PracticumError
from practicum.evidence.answers import format_time
from practicum.evidence.files import locked, write_atomically
from practicum.exam.marks.kept import kept_rows
from practicum.exam.marks.record import read_marks
from practicum.exam.marks.run import received
from practicum.grading.reading.files import marker_file
from practicum.i18n import _
from practicum.look.sheet import sheet

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from practicum.exam.sitting.record import Sitting

Word = Literal["confirmed", "rejected"]
State = Literal["proposed", "confirmed", "rejected"]
COLUMNS = ("code", "error", "examiner", "verdict", "reason", "when")
_TWO = 2


@dataclass(frozen=True)
class Verdict:
    """What an examiner says of one proposed error.

    Attributes:
        code: The candidate.
        error: Id of the critical error in the scheme.
        examiner: Who says it.
        verdict: `confirmed` or `rejected`.
        reason: Why, in words.
        when: In UTC.
    """

    code: str
    error: str
    examiner: str
    verdict: str
    reason: str
    when: str


@dataclass(frozen=True)
class Matter:
    """A critical error that is proposed for a candidate.

    Attributes:
        code: The candidate.
        error: Its id.
        why: What the rules found, a sentence each; never what an examiner said.
        state: What it is now.
        needed: How many verdicts are missing.
        split: Whether two examiners disagree.
    """

    code: str
    error: str
    why: tuple[str, ...]
    state: State
    needed: int
    split: bool = False


def matters(sitting: Sitting) -> list[Matter]:
    """Return all critical errors that are proposed in a sitting, by candidate.

    Raises:
        PracticumError: Marks or verdicts cannot be read.
    """
    said = _by_matter(_verdicts(sitting.folder))
    why: dict[tuple[str, str], list[str]] = {}
    for code in received(sitting):
        marks = read_marks(sitting.folder, code)
        for row in marks["proposed"] if marks else ():
            why.setdefault((code, row["error"]), []).append(f"{row['exercise']}: {row['why']}")
    for key in said:  # an examiner may see what no rule looks for
        why.setdefault(key, [_("An examiner proposes it: look for yourself.")])
    return [
        _matter(code, error, tuple(dict.fromkeys(reasons)), said.get((code, error), []))
        for (code, error), reasons in sorted(why.items())
    ]


def waiting_for(sitting: Sitting, examiner: str, also: Collection[str] = ()) -> list[Matter]:
    """Return what an examiner is still to judge: nothing of candidates whom they trained or have judged.

    Args:
        sitting: The sitting.
        examiner: Who.
        also: Further names of theirs; see `trained`.

    Raises:
        PracticumError: Marks or verdicts cannot be read.
    """
    given = {(one.code, one.error) for one in _verdicts(sitting.folder) if one.examiner == examiner}
    names = {examiner, *also}
    return [
        one
        for one in matters(sitting)
        if one.needed and (one.code, one.error) not in given and not trained(sitting, one.code, names)
    ]


def confirm(  # noqa: PLR0913  each is a fact of the verdict
    sitting: Sitting,
    code: str,
    error: str,
    *,
    examiner: str,
    verdict: str,
    reason: str,
    at: datetime | None = None,
    also: Collection[str] = (),
) -> Matter:
    """Keep an examiner's verdict, and return the matter as it is then.

    Args:
        sitting: The sitting.
        code: The candidate.
        error: Id of the critical error. It may be one that no rule proposed: then this verdict proposes it.
        examiner: Who judges; names their table.
        verdict: `confirmed` or `rejected`.
        reason: Why, in words.
        at: When; now by default.
        also: Further names of the examiner; see `trained`.

    Raises:
        PracticumError: The examiner trained the candidate, has judged this already, gives no reason, or the
            matter is decided; or there is no such verdict, candidate, or proposal to reject.
    """
    own = marker_file(sitting.folder / "private" / "verdicts", examiner)
    own.parent.mkdir(parents=True, exist_ok=True)
    with locked(own.parent / "all"):
        before = {(one.code, one.error): one for one in matters(sitting)}
        given = Verdict(code, error, examiner, verdict, reason, "")
        _check(sitting, before.get((code, error)), given, {examiner, *also})
        when = format_time(at or datetime.now(UTC))
        mine = [*_read(own), Verdict(code, error, examiner, verdict, reason.strip(), when)]
        _write(own, mine)
        after = matters(sitting)
        _publish(sitting, after)
    return next(one for one in after if (one.code, one.error) == (code, error))


def trained(sitting: Sitting, code: str, names: Collection[str]) -> bool:
    """Whether somebody has trained a candidate, and so may not examine them.

    Args:
        sitting: The sitting.
        code: The candidate.
        names: By which the person is known: id, name, schools they teach for, and registrations of candidates
            whom they taught.
    """
    candidate = sitting.private[code]
    theirs = {_plain(one) for one in (*candidate.trainers, candidate.registration)}
    return bool(theirs & {_plain(name) for name in names})


def examiners_of(sitting: Sitting, code: str) -> set[str]:
    """Return who has judged a critical error of a candidate."""
    return {one.examiner for one in _verdicts(sitting.folder) if one.code == code}


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _check(sitting: Sitting, before: Matter | None, given: Verdict, names: Collection[str]) -> None:
    named = {"code": given.code, "error": given.error, "examiner": given.examiner}
    if given.verdict not in get_args(Word):
        raise PracticumError(
            _("'{verdict}' is no verdict.").format(verdict=given.verdict),
            next_step=_("Write confirmed or rejected."),
        )
    if not given.reason.strip():
        raise PracticumError(
            _("A verdict needs its reason."),
            next_step=_("Say in a sentence what the candidate did, and where."),
        )
    if given.code not in sitting.candidates:
        raise PracticumError(
            _("There is no candidate {code} in this sitting.").format(**named),
            next_step=_("Look the code up in the list: practicum exam confirm."),
        )
    if trained(sitting, given.code, names):
        raise PracticumError(
            _("{examiner} has trained {code} and may not examine them.").format(**named),
            next_step=_("Ask another examiner."),
        )
    if before is None and given.verdict == "rejected":
        raise PracticumError(
            _("Nobody has proposed {error} for {code}, so there is nothing to reject.").format(**named),
            next_step=_("Look at what is proposed: practicum exam confirm."),
        )
    if any(
        (one.code, one.error, one.examiner) == (given.code, given.error, given.examiner)
        for one in _verdicts(sitting.folder)
    ):
        raise PracticumError(
            _("{examiner} has judged {error} of {code} already.").format(**named),
            next_step=_("A verdict stands. The second one must come from another person."),
        )
    if before is not None and not before.needed:
        raise PracticumError(
            _("{error} of {code} is decided already.").format(**named),
            next_step=_("An appeal opens it again."),
        )


def _matter(code: str, error: str, why: tuple[str, ...], verdicts: list[Verdict]) -> Matter:
    count = Counter(one.verdict for one in verdicts)
    for word in get_args(Word):
        if count[word] >= _TWO:
            return Matter(code, error, why, word, 0)
    split = len(verdicts) == _TWO
    return Matter(code, error, why, "proposed", 1 if split else _TWO - len(verdicts), split)


def _verdicts(folder: Path) -> list[Verdict]:
    """Return each verdict that was given, once, oldest first."""
    tables = [*sorted((folder / "private" / "verdicts").glob("*.csv")), folder / "confirmations.csv"]
    found = {(one.code, one.error, one.examiner): one for table in tables for one in _read(table)}
    return sorted(found.values(), key=lambda one: (one.when, one.examiner))


def _publish(sitting: Sitting, found: Iterable[Matter]) -> None:
    """Write the verdicts of all matters that are decided."""
    said = _by_matter(_verdicts(sitting.folder))
    decided = [(one.code, one.error) for one in found if not one.needed]
    _write(sitting.folder / "confirmations.csv", [one for key in decided for one in said[key]])


def _by_matter(verdicts: Iterable[Verdict]) -> dict[tuple[str, str], list[Verdict]]:
    found: dict[tuple[str, str], list[Verdict]] = {}
    for one in verdicts:
        found.setdefault((one.code, one.error), []).append(one)
    return found


def _read(path: Path) -> list[Verdict]:
    next_step = _("Verdicts are given by practicum exam confirm; restore the file from a copy.")
    return [Verdict(**row) for row in kept_rows(path, COLUMNS, next_step)]


def _write(path: Path, verdicts: Iterable[Verdict]) -> None:
    write_atomically(path, sheet(COLUMNS, [astuple(one) for one in verdicts]).encode("utf-8"))
