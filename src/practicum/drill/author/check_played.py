"""What only shows when a drill is played: who never comes, what the expert misses, what the score tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.drill.author.bands import EXPERT, SERIOUS, band
from practicum.drill.author.errors import FILE, Error, load_errors, with_error
from practicum.drill.author.remarks import Remark
from practicum.drill.judge_duty import arises
from practicum.drill.policies import POLICIES, play
from practicum.drill.replay import replay
from practicum.drill.score import finished, score, score_state
from practicum.drill.variants import USUAL, offered_by, seed_at
from practicum.errors import PracticumError
from practicum.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicum.drill.load import Scenario
    from practicum.drill.score import Score
    from practicum.drill.state import State

_A_FEW = 3  # seeds tell whether an intensity can be played at all
_LITTLE = 20  # a loss of less than one in so many is no remark
_GRAVE = frozenset({"flagged", "told", "unverified", "unsigned", "care"})


def played(scenario: Scenario) -> Iterator[Remark]:
    """Yield what is wrong or thin when the policies play the drill on its own seeds."""
    seeds = (*scenario.structure.seeds.practice, *scenario.structure.seeds.assessed)
    runs: dict[str, dict[str, Score]] = {}
    for policy in POLICIES:
        try:
            runs[policy] = {
                seed: score_state(finished(replay(scenario, seed, play(scenario, seed, policy))))
                for seed in seeds
            }
        except PracticumError as error:
            place = _("the expert's steps") if policy == "reference" else policy
            yield Remark(place, f"{error.problem} {error.next_step}".strip())
    if "reference" in runs:
        yield from _expert(runs["reference"])
        yield from _bands(runs)
        yield from _intensities(scenario, seeds)
        yield from _never(scenario, [run.state for scores in runs.values() for run in scores.values()])
        yield from _errors(scenario, runs["reference"])


def _expert(runs: dict[str, Score]) -> Iterator[Remark]:
    """Every mark that the expert loses: the steps are wrong, or the handling asks for what cannot be done."""
    lost: dict[tuple[str, str], list[str]] = {}
    said: dict[tuple[str, str], str] = {}
    weights = next(iter(runs.values())).scenario.structure.weights
    for seed, run in runs.items():
        for mark in run.marks:
            if mark.dimension in weights and (mark.possible - mark.earned) * _LITTLE > mark.possible:
                key = (mark.thread or mark.message, mark.rule)
                lost.setdefault(key, []).append(seed)
                said.setdefault(key, mark.sentence)
        for gate in run.gates:
            if gate.fired:
                sentence = _("the expert makes this critical error on {seed}: {what}")
                yield Remark(
                    _("gate {id}").format(id=gate.id), sentence.format(seed=seed, what=gate.sentence)
                )
    for (place, rule), seeds in lost.items():
        sentence = ngettext(
            "the expert loses marks by the rule '{rule}' on {n} seed, such as {seed}. {said}",
            "the expert loses marks by the rule '{rule}' on {n} seeds, such as {seed}. {said}",
            len(seeds),
        ).format(rule=rule, n=len(seeds), seed=seeds[0], said=said[place, rule])
        yield Remark(place, sentence, serious=rule in _GRAVE)


def _intensities(scenario: Scenario, seeds: tuple[str, ...]) -> Iterator[Remark]:
    """Can an expert still do it when it is played easier or harder?"""
    for level in offered_by(scenario):
        if level == USUAL:
            continue
        names = [seed_at(scenario, seed, level) for seed in seeds[:_A_FEW]]
        try:
            totals = [score(scenario, name, play(scenario, name, "reference")).total for name in names]
        except PracticumError as error:
            yield Remark(level, f"{error.problem} {error.next_step}".strip())
            continue
        if min(totals) < EXPERT:
            sentence = _("the expert scores from {low:.1f}; it should be at least {points}.")
            yield Remark(level, sentence.format(low=min(totals), points=EXPERT))


def _bands(runs: dict[str, dict[str, Score]]) -> Iterator[Remark]:
    """Does the score tell silence, words for everyone and an expert apart?"""
    totals = {policy: [run.total for run in scores.values()] for policy, scores in runs.items()}
    for policy, mine in totals.items():
        found = band(policy, totals)
        if found is not None and not found[0]:
            sentence = _("it scores from {low:.1f} to {high:.1f}; the band is: {band}.")
            said = sentence.format(low=min(mine), high=max(mine), band=found[1])
            yield Remark(policy, said, serious=policy in SERIOUS)


def _never(scenario: Scenario, states: list[State]) -> Iterator[Remark]:
    """Rows that no policy ever meets on any seed, and duties that never arise."""
    threads = {name for state in states for name in state.threads}
    messages = {
        (name, message.id)
        for state in states
        for name, thread in state.threads.items()
        for message in thread.messages
    }
    for row in scenario.structure.threads:
        if row.id not in threads:
            sentence = _(
                "it never comes, whoever plays and on whatever seed: look at its conditions and its pool."
            )
            yield Remark(row.id, sentence, serious=row.pool is None)
            continue
        for follow in row.more:
            if (row.id, follow.id) not in messages:
                sentence = _("it is never said, whoever plays and on whatever seed: look at its conditions.")
                yield Remark(f"{row.id} > {follow.id}", sentence, serious=False)
    for duty in scenario.structure.duties:
        if all(arises(state, duty) is None for state in states):
            sentence = _("it never arises, whoever plays and on whatever seed: look at 'since' and 'unless'.")
            yield Remark(_("duty {id}").format(id=duty.id), sentence)


def _errors(scenario: Scenario, reference: dict[str, Score]) -> Iterator[Remark]:
    """Does each known error cost something on every seed, and fire its own gates only?"""
    try:
        errors = load_errors(scenario.folder)
    except PracticumError as refused:
        yield Remark(FILE, f"{refused.problem} {refused.next_step}".strip())
        return
    if not errors:
        sentence = _("there is no such file. List the errors that your drill should catch, to be sure of it.")
        yield Remark(FILE, sentence, serious=False)
    for error in errors:
        said = _costs(scenario, reference, error)
        if said:
            yield Remark(f"{FILE} > {error.id}", said)


def _costs(scenario: Scenario, reference: dict[str, Score], error: Error) -> str:
    """Say what is wrong with a known error; empty when it costs something wherever it can be made."""
    met = 0
    for seed, run in reference.items():
        try:
            log = with_error(scenario, seed, error)
            wrong = None if log is None else score(scenario, seed, log)
        except PracticumError as refused:
            return f"{refused.problem} {refused.next_step}".strip()
        if wrong is None:
            continue
        met += 1
        fired = {gate.id for gate in wrong.gates if gate.fired}
        if wrong.tenths >= run.tenths:
            return _("it costs nothing on {seed}.").format(seed=seed)
        if fired != {*error.gates}:
            return _("it fires these gates on {seed}: {fired}; it should fire: {wanted}.").format(
                seed=seed, fired=", ".join(sorted(fired)) or "-", wanted=", ".join(error.gates) or "-"
            )
    return "" if met else _("no seed brings the thread that it is about.")
