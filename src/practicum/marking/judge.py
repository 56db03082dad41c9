"""Compare what was read with what is right, or with what a mistake gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any

from practicum.drill import load_scenario, score
from practicum.drill.completion import is_completion
from practicum.drill.variants import bare, intensity_of
from practicum.errors import PracticumError
from practicum.evidence import EvidenceError, read_log
from practicum.i18n import _
from practicum.marking.exercise import MISSING, Outcome
from practicum.marking.filecheck import check_file, read_artefact
from practicum.marking.kinds import Artefact, DrillLog, Number, Order, Set, Table, Text
from practicum.marking.reading import Reading, read_value
from practicum.marking.textcheck import Finding, check_text, share_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from practicum.drill import Scenario
    from practicum.evidence import LogHeader
    from practicum.marking.kinds import Kind

_ROUNDING = 1e-9
_SHORT = 12  # characters of a hash that people compare


@dataclass(frozen=True)
class Judged:
    """The comparison of one answer, or one row, with its reference.

    Attributes:
        reading: What the answer was read as.
        share: How much of it is right, 0 to 1.
        findings: What each rule found, for texts and files.
        rows: For a table, each row.
        said: A sentence about the whole, where the kind has one of its own.
    """

    reading: Reading
    share: float = 0.0
    findings: tuple[Finding, ...] = ()
    rows: Mapping[str, Judged] = field(default_factory=dict)
    said: str = ""

    @property
    def outcome(self) -> Outcome:
        """The outcome as long as no mistake is named."""
        rows = {one.outcome for one in self.rows.values()}
        if self.reading.value is MISSING and rows <= {Outcome.NOT_ATTEMPTED, Outcome.UNREADABLE}:
            nothing = self.reading.empty and Outcome.UNREADABLE not in rows
            return Outcome.NOT_ATTEMPTED if nothing else Outcome.UNREADABLE
        if self.share >= 1 - _ROUNDING:
            return Outcome.RIGHT
        return Outcome.PARTLY if self.share > 0 else Outcome.WRONG


def judge(kind: Kind, reading: Reading, truth: Any, folder: Path) -> Judged:
    """Compare a reading with the reference's value; files are looked up in `folder`."""
    if isinstance(kind, Artefact):
        return _judge_artefact(kind, reading, folder)
    if isinstance(kind, DrillLog):
        return _judge_drill(kind, folder)
    if isinstance(kind, Table):
        return _judge_table(kind, reading, truth, folder)
    if reading.value is MISSING:
        return Judged(reading)
    if isinstance(kind, Text):
        findings = check_text(kind, str(reading.value))
        return Judged(reading, share_of(findings), findings)
    return Judged(reading, share(kind, reading.value, truth))


def share(kind: Kind, value: Any, truth: Any) -> float:
    """Return how much of a number, choice, set or order is right, 0 to 1."""
    if isinstance(kind, Number):
        return float(abs(value - truth) <= kind.tolerance + _ROUNDING * max(1.0, abs(truth)))
    if value == truth:
        return 1.0
    if isinstance(kind, Set) and kind.partial and truth:
        hits = len(set(value) & set(truth))
        return max(0.0, (2 * hits - len(value)) / len(truth))  # hits minus false alarms
    if isinstance(kind, Order) and kind.partial:
        place = {name: number for number, name in enumerate(value)}
        pairs = list(combinations(truth, 2))
        kept = sum(place[first] < place[second] for first, second in pairs)
        return max(0.0, (2 * kept - len(pairs)) / len(pairs))  # Kendall's tau, from 0
    return 0.0


def distance(kind: Kind, judged: Judged, wrong: Any) -> float | None:
    """Return how far an answer is from what a mistake gives; None when it does not follow that mistake.

    A table follows a mistake when every wrong row does.
    """
    if isinstance(kind, Table):
        missed = {
            row: one for row, one in judged.rows.items() if one.outcome in (Outcome.WRONG, Outcome.PARTLY)
        }
        rows = [
            distance(kind.rows[row], one, wrong[row]) if row in wrong else None for row, one in missed.items()
        ]
        near = [one for one in rows if one is not None]
        return sum(near) if near and len(near) == len(rows) else None
    if isinstance(kind, DrillLog) or judged.reading.value is MISSING:
        return None
    if isinstance(kind, Text | Artefact):
        broken = {finding.rule for finding in judged.findings if not finding.passed}
        return 0.0 if broken and broken == broken_rules(kind, wrong) else None
    value: Any = judged.reading.value
    if share(kind, value, wrong) < 1 - _ROUNDING:
        return None
    return float(abs(value - wrong)) if isinstance(kind, Number) else 0.0


def broken_rules(kind: Text | Artefact, content: str | bytes | None) -> set[str]:
    """Return the ids of the rules that an example text or file breaks."""
    if content is None:
        return set()
    if isinstance(kind, Artefact):
        findings = check_file(kind, content.encode("utf-8") if isinstance(content, str) else content)
    else:
        findings = check_text(kind, str(content))
    return {finding.rule for finding in findings if not finding.passed}


def _judge_artefact(kind: Artefact, reading: Reading, folder: Path) -> Judged:
    """Judge the file itself; what was answered about it matters only while it is missing."""
    try:
        content = read_artefact(folder, kind.file)
    except EvidenceError as error:
        if error.code == "missing" and reading.empty:
            return Judged(reading)
        return Judged(Reading(MISSING, kind.file, str(error)))
    findings = check_file(kind, content)
    return Judged(Reading(kind.file, kind.file), share_of(findings), findings)


def _judge_drill(kind: DrillLog, folder: Path) -> Judged:
    try:
        header, decisions = read_log(folder / kind.file, torn_ok=True)
        if not decisions:
            return Judged(Reading(MISSING))  # the drill was opened, nothing was done
        scenario = load_scenario(kind.drill)
        problem = _foreign_log(kind, header, scenario)
        if problem:
            return Judged(Reading(MISSING, kind.file, problem))
        given = score(scenario, header.seed, decisions)
        total = float(given.total)
    except PracticumError as error:
        if isinstance(error, EvidenceError) and error.code == "missing":
            return Judged(Reading(MISSING))
        return Judged(Reading(MISSING, kind.file, str(error)))
    said = _("This run of the drill scored {total} of 100. The debrief shows what decided it.").format(
        total=f"{total:g}"
    )
    if given.overrides:
        own = _("It was marked by your instructor's own weights and windows ({hash}).")
        said = f"{said} {own.format(hash=given.overrides[:_SHORT])}"
    return Judged(Reading(kind.file, kind.file), min(1.0, max(0.0, total / 100)), said=said)


def _foreign_log(kind: DrillLog, header: LogHeader, scenario: Scenario) -> str:
    """Say why a log does not count for this exercise; empty when it does."""
    if header.drill != kind.drill or (kind.seeds and header.seed not in kind.seeds):
        return _("This log is of the drill {drill} with the draw {seed}, which does not count here.").format(
            drill=header.drill, seed=header.seed
        )
    if header.scenario_hash != scenario.at(header.seed).hash:
        return _("This drill was played in another edition, which cannot be replayed here. Play it again.")
    if not kind.seeds and is_completion(bare(scenario, header.seed)):
        return _("In this run an expert took every second task. Play one alone, and hand that in.")
    if not kind.seeds and intensity_of(scenario, header.seed) == "easier":
        return _("This run was played at the easier intensity. Play one as usual, and hand that in.")
    return ""


def _judge_table(kind: Table, reading: Reading, truth: Mapping[str, Any], folder: Path) -> Judged:
    rows = {
        row: judge(row_kind, reading.rows.get(row, Reading(MISSING)), truth.get(row), folder)
        for row, row_kind in kind.rows.items()
    }
    weight = {row: kind.weights.get(row, 1.0) for row in kind.rows}
    earned = sum(weight[row] * one.share for row, one in rows.items())
    return Judged(reading, earned / sum(weight.values()), rows=rows)


def key_value(kind: Kind, value: object) -> Any:
    """Return what a reference or a mistake gives in the same plain form as a reading.

    Definitions are the instructor's own and trusted, so NumPy and pandas values are asked for plain ones.

    Raises:
        ValueError: The value is not of this kind.
    """
    if isinstance(kind, Text | Artefact | DrillLog):
        if value is None or isinstance(value, str | bytes):
            return value
        raise ValueError(_("a text, bytes or None is expected"))
    if isinstance(kind, Table):
        rows = value.to_dict() if hasattr(value, "to_dict") else value
        if not isinstance(rows, dict) or not rows.keys() <= kind.rows.keys():
            raise ValueError(_("a table with known rows is expected"))
        return {row: key_value(kind.rows[row], item) for row, item in rows.items()}
    reading = read_value(kind, _native(value))
    if reading.value is MISSING:
        raise ValueError(reading.problem or _("it is empty"))
    return reading.value


def _native(value: Any) -> Any:
    for method in ("tolist", "item"):
        if hasattr(value, method):
            return getattr(value, method)()
    if isinstance(value, list | tuple | set | frozenset):
        return [_native(item) for item in value]
    return value
