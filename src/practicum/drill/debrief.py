"""The debrief: what was meant to happen, what happened, and which acts decided it."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from practicum.drill import world
from practicum.drill.cases import cases, flag, silence_right
from practicum.drill.moments import IDLE, moments
from practicum.drill.policies import reasons
from practicum.drill.replay import replay
from practicum.drill.score import CAP, Score, ends, finished, score_state, standing
from practicum.drill.state import FULL
from practicum.drill.view import excerpt
from practicum.drill.what_if import each_left_out
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from practicum.drill.cases import Case
    from practicum.drill.load import Scenario
    from practicum.drill.rules import Mark
    from practicum.drill.state import Act, State
    from practicum.drill.structure import Objective
    from practicum.evidence import Decision

_STEP = 10
_DECISIVE = 3
_LITTLE = 20  # a mark that lost less than one part in so many was earned
_QUOTED = 90
_LONGEST = 300  # acts that are taken out one by one; nobody decides more in a shift
_TIMED = frozenset({"in-time", "flagged", "told"})


@dataclass(frozen=True)
class Debrief:
    """The debrief of a run.

    Attributes:
        state: The finished run.
        score: Its score.
        tables: Everything that the debrief shows, as JSON values.
    """

    state: State
    score: Score
    tables: dict[str, Any]

    def to_json(self) -> dict[str, Any]:
        """Return the debrief as JSON values."""
        return self.tables


def debrief(scenario: Scenario, seed: str, decisions: Iterable[Decision]) -> Debrief:
    """Return the debrief of a log, finished or not.

    Raises:
        ActError: A decision is impossible.
    """
    log, scenario = tuple(decisions), scenario.at(seed)
    state = finished(replay(scenario, seed, log))
    result = score_state(state)
    everything = cases(state)
    silence, expert = ends(scenario, seed)
    curves = {
        name: index_curve(run)
        for name, run in (("learner", state), ("silence", silence), ("reference", expert))
    }
    timeline = _timeline(state, everything)
    waiting = [case for case in everything if case.handling.answer == "expected"]
    came = [row for row in timeline if row["side"] == "in"]
    tables = {
        "headline": _headline(state),
        "score": result.to_json(),
        "meant": [_meant(scenario, objective, result.marks) for objective in scenario.structure.objectives],
        "curves": _curves(scenario, curves),
        "timeline": timeline,
        "moments": moments(state, expert, came, waiting, curves),
        "service": [_service(case) for case in waiting],
        "decisive": _decisive(state, result, log),
        "missed": _missed(everything),
        "over_answered": _over_answered(everything),
        "reference": _reference(expert),
        "caution": scenario.words.caution,
    }
    return Debrief(state, result, tables)


def _headline(state: State) -> str:
    words = state.scenario.words
    for finding in state.scenario.structure.findings:
        moments = [world.when(state, need) for need in finding.needs]
        held = [moment for moment in moments if moment is not None]
        if len(held) == len(moments) and not any(world.holds(state, unless) for unless in finding.unless):
            time = state.scenario.time(max(held)) if held else ""
            return words.findings[finding.id].format(time=time)
    return words.aim


def _meant(scenario: Scenario, objective: Objective, marks: Sequence[Mark]) -> dict[str, Any]:
    mine = [
        mark
        for mark in marks
        if mark.rule in objective.rules
        and (not objective.threads or {mark.thread, mark.message} & {*objective.threads})
    ]
    lost = [mark for mark in mine if (mark.possible - mark.earned) * _LITTLE > mark.possible]
    full = [mark for mark in mine if mark.possible and mark not in lost]
    # Late is not the same as never: something came of every mark that was lost.
    late = all(mark.rule in _TIMED and mark.earned > 0 for mark in lost)
    done: bool | str = not lost or ("late" if late else False)
    sentences = dict.fromkeys(mark.sentence for mark in lost or full)
    return {
        "sentence": scenario.words.objectives[objective.id],
        "done": done,
        "detail": " ".join([*sentences][:_DECISIVE]) or _("Nothing was lost here."),
    }


def index_curve(state: State) -> list[int]:
    """Return the index at every minute of the shift, in hundredths of a point."""
    moves = [0] * (state.scenario.structure.length + 1)
    for effect in state.effects:
        moves[effect.minute] += effect.amount
    curve, now = [], FULL
    for move in moves:
        now += move
        curve.append(max(0, now))
    return curve


def _curves(scenario: Scenario, curves: Mapping[str, list[int]]) -> dict[str, Any]:
    minutes = [*range(0, scenario.structure.length, _STEP), scenario.structure.length]
    points = {name: [curve[minute] / 100 for minute in minutes] for name, curve in curves.items()}
    return {"unit": scenario.words.index, "minutes": minutes, **points}


def _timeline(state: State, everything: list[Case]) -> list[dict[str, Any]]:
    """What came in that mattered or tempted, and what the desk did, in order."""
    scenario = state.scenario
    rows = []
    for case in everything:
        row = case.thread.plan.thread
        first = next(m for m in case.thread.messages if m.id == case.phase.message)
        if case.handling.needed or case.handling.tempting or case.handling.criticism or row.effect:
            sentence = _("{who}: {words}").format(who=case.who, words=excerpt(first))
            rows.append((case.phase.minute, 0, "in", sentence, case.thread.id))
    for alert in state.alerts:
        sentence = _("{count} mentions in an hour, usual at most {usual}.").format(
            count=alert.count, usual=alert.usual
        )
        rows.append((alert.minute, 1, "in", sentence, ""))
    rows.extend(
        (act.start, 2 + act.n, "you", _told(state, act), act.thread)
        for act in state.acts
        if act.action not in IDLE
    )
    return [
        {
            "minute": minute,
            "time": scenario.time(minute),
            "side": side,
            "sentence": sentence,
            "thread": thread or None,
        }
        for minute, _order, side, sentence, thread in sorted(rows)
    ]


def _service(case: Case) -> dict[str, Any]:
    target = case.handling.target
    first = world.answer_to(case.thread, case.phase)
    waited = None if first is None else case.after(first)
    if waited is None:
        sentence = _("{who} never got an answer.").format(who=case.who)
    elif target is None or waited <= target:
        sentence = _("{who} got an answer after {waited} min.").format(who=case.who, waited=waited)
    else:
        sentence = _("{who} got an answer after {waited} min, {late} min late.").format(
            who=case.who, waited=waited, late=waited - target
        )
    return {
        "thread": case.thread.id,
        "who": case.who,
        "waited": waited,
        "target": target,
        "sentence": sentence,
    }


def _decisive(state: State, result: Score, log: tuple[Decision, ...]) -> list[dict[str, Any]]:
    """The acts whose absence would have changed most, each taken out alone on the same draws.

    Critical errors come first. If any act harmed, the worst is among those shown.
    """
    found: list[tuple[tuple[int, int, int, int], dict[str, Any]]] = []
    acts = {act.n: act for act in [act for act in state.acts if act.action not in IDLE][:_LONGEST]}
    for decision, other in each_left_out(state, log, lambda one: one.n in acts):
        act, without = acts[decision.n], score_state(other)
        points, stood = result.tenths - without.tenths, standing(state) - standing(other)
        avoidable = [gate for gate in result.gates if gate.fired and gate.cause == act.n]
        if points or stood or avoidable:
            order = (len(avoidable), abs(points), abs(stood), -act.n)
            found.append((order, _moment(state, act, result, other, without)))
    found.sort(key=lambda item: item[0], reverse=True)
    shown = [moment for _order, moment in found]
    harmed = [moment for moment in shown if moment["effect"] == "harmed"][:1]
    best = [moment for moment in shown if moment not in harmed][: _DECISIVE - len(harmed)]
    return [moment for moment in shown if moment in harmed or moment in best]


def _moment(state: State, act: Act, result: Score, other: State, without: Score) -> dict[str, Any]:
    """Tell what one act changed: gates, score, what came up because of it or did not, the index."""
    points = (result.tenths - without.tenths) / 10
    caused = [gate for gate in result.gates if gate.fired and gate.cause == act.n]
    helped = not caused and (points > 0 or (points == 0 and standing(state) > standing(other)))
    critical = _("It is a critical error, and caps the score at {cap}: “{gate}”")
    sentences = [critical.format(cap=CAP, gate=gate.label) for gate in caused]
    if points < 0:
        sentences.append(_("Without it the score is {points} points higher.").format(points=-points))
    elif not caused:  # what a critical error earned on the side is not worth a sentence
        lower = _("Without it the score is {points} points lower.").format(points=points)
        sentences.append(lower if points else _("The score is the same without it."))
    fired = {gate.id for gate in result.gates if gate.fired}
    sentences.extend(
        _("Without it a critical error is made: “{gate}”").format(gate=gate.label)
        for gate in without.gates
        if gate.fired and gate.id not in fired
    )
    words = state.scenario.words_of
    more = [words(thread).label for thread in other.threads if thread not in state.threads]
    if more:
        sentences.append(_("What would have come up: {names}.").format(names=", ".join(more)))
    return {
        "minute": act.start,
        "time": state.scenario.time(act.start),
        "act": _told(state, act),
        "without": _("Index {other} instead of {index} at the end.").format(
            other=f"{other.index / 100:.1f}", index=f"{state.index / 100:.1f}"
        ),
        "effect": "helped" if helped else "harmed",
        "sentence": " ".join(sentences),
    }


def _told(state: State, act: Act) -> str:
    """Return the sentence of an act; an answer that was chosen is quoted, since its letter says nothing."""
    if act.action != "choose":
        return act.sentence
    option = state.threads[act.thread].plan.options[act.fields["option"]]
    words = state.scenario.words_of(act.thread).options[option.id]
    quoted = shorten(words, _QUOTED, placeholder="…")
    return _("{act} “{words}”").format(act=act.sentence, words=quoted)


def _missed(everything: list[Case]) -> list[str]:
    """What needed the desk and was never noticed, or expected an answer and never got one."""
    missed = []
    for case in everything:
        if not case.handling.needed:
            continue
        answered = case.handling.answer != "expected" or world.answer_to(case.thread, case.phase) is not None
        if flag(case) is None or not answered:
            words = case.state.scenario.words_of(case.thread.id)
            sentence = words.missed or _("{label} was missed.").format(label=words.label)
            missed.append(f"{case.state.scenario.time(case.phase.minute)} {sentence}")
    return missed


def _over_answered(everything: list[Case]) -> list[str]:
    return [
        _("{time} {who}: {label}.").format(
            time=case.state.scenario.time(act.start),
            who=case.who,
            label=case.state.scenario.words_of(case.thread.id).label,
        )
        for case in everything
        for act in case.words
        if silence_right(case, act)
    ]


def _reference(expert: State) -> list[dict[str, Any]]:
    """The expert's acts that the scenario explains."""
    why = reasons(expert.scenario, expert.seed)
    time = expert.scenario.time
    return [
        {"minute": act.start, "time": time(act.start), "act": _told(expert, act), "why": why[act.n]}
        for act in expert.acts
        if act.n in why
    ]
