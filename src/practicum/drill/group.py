"""A whole group's runs of one drill, told together: what was chosen where, and which acts decided most.

No name and no order by person enters: a group debrief is for talking about decisions, not about people.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import median_low
from typing import TYPE_CHECKING, Any

from practicum.drill import world
from practicum.drill.cases import cases
from practicum.drill.catalogue import catalogue
from practicum.drill.debrief import debrief
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from practicum.drill.cases import Case
    from practicum.drill.debrief import Debrief
    from practicum.drill.load import Scenario
    from practicum.drill.state import Act
    from practicum.evidence import Decision

FEW = 5
"""Below so many runs everyone in the room can guess who chose what."""

_SHOWN = 5
# The act that settles a message comes before those that only look at it.
_LOOKING = ("watch", "tag", "author", "image", "context", "coordination", "ask", "open")
_SETTLES_LATER = frozenset({"archive", "mute", *_LOOKING})


@dataclass(frozen=True)
class Played:
    """One run of a group: its seed and its decisions."""

    seed: str
    decisions: tuple[Decision, ...]


def group_debrief(scenario: Scenario, runs: Iterable[Played]) -> dict[str, Any]:
    """Return what a group did at each decision point of a drill, as JSON values.

    Args:
        scenario: The drill that all of them played.
        runs: The runs; their seeds may differ.

    Returns:
        `runs` (how many), `few` (whether anonymity is thin), `scores` in order of size, `dimensions` and
        `gates` over the group, `points`: the decision points with the choices made there and the mean share
        of the marks, and `best` and `worst`: the acts that decided most often, taken out alone in each run.

    Raises:
        ActError: A run holds an impossible decision.
    """
    told = [debrief(scenario, run.seed, run.decisions) for run in runs]
    best, worst = _moments(told)
    return {
        "title": scenario.words.title,
        "brand": scenario.structure.brand,
        "runs": len(told),
        "few": len(told) < FEW,
        "scores": sorted(one.score.total for one in told),
        "dimensions": _dimensions(told),
        "gates": _gates(told),
        "points": _points(told),
        "best": best,
        "worst": worst,
    }


def _dimensions(told: Sequence[Debrief]) -> list[dict[str, Any]]:
    rows = []
    for place, first in enumerate(told[0].score.dimensions if told else ()):
        tenths = sorted(one.score.dimensions[place].tenths for one in told)
        rows.append(
            {
                "label": first.label,
                "out_of": first.out_of,
                "lowest": tenths[0] / 10,
                "median": median_low(tenths) / 10,
                "highest": tenths[-1] / 10,
            }
        )
    return rows


def _gates(told: Sequence[Debrief]) -> list[dict[str, Any]]:
    fired: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for one in told:
        for gate in one.score.gates:
            labels[gate.id] = gate.label
            fired[gate.id] += gate.fired
    return [{"label": label, "fired": fired[name]} for name, label in labels.items()]


def _points(told: Sequence[Debrief]) -> list[dict[str, Any]]:
    """Decision points in the order of their median minute: messages that need or tempt, and duties."""
    minutes: dict[tuple[str, str], list[int]] = defaultdict(list)
    choices: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    earned: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    labels: dict[tuple[str, str], str] = {}
    for one in told:
        for case in cases(one.state):
            if case.handling.needed or case.handling.tempting or case.handling.criticism:
                key = (case.thread.id, case.phase.message)
                labels[key] = one.state.scenario.words_of(case.thread.id).label
                minutes[key].append(case.phase.minute)
                choices[key][_choice(case)] += 1
        for mark in one.score.marks:
            key = (mark.thread, mark.message)
            if not mark.thread and mark.possible:
                labels.setdefault(key, _duty_label(one, mark.message))
                minutes[key].append(mark.minute)
                choices[key][_fulfilled(mark.earned, mark.possible)] += 1
            earned[key][0] += mark.earned
            earned[key][1] += mark.possible
    rows = [
        {
            "minute": median_low(minutes[key]),
            "time": told[0].state.scenario.time(median_low(minutes[key])),
            "what": label,
            "runs": sum(choices[key].values()),
            "share": None if not earned[key][1] else max(0, 100 * earned[key][0] // earned[key][1]),
            "choices": [{"choice": name, "runs": n} for name, n in choices[key].most_common()],
        }
        for key, label in labels.items()
    ]
    return sorted(rows, key=lambda row: (row["minute"], row["what"]))


def _duty_label(one: Debrief, name: str) -> str:
    duty = one.state.scenario.words.duties.get(name)
    return name if duty is None else duty.label


def _fulfilled(earned: int, possible: int) -> str:
    if earned >= possible:
        return _("Done in full")
    return _("Done in part, or late") if earned > 0 else _("Not done")


def _choice(case: Case) -> str:
    """Name what the desk did about a message, in a few words: the first act that settles it."""
    settling = [act for act in case.acts if act.action not in _SETTLES_LATER]
    if settling:
        return _named(case, settling[0])
    for action in _LOOKING:
        if any(act.action == action for act in case.acts):
            return _("Only looked at it")
    return _("Nothing")


def _named(case: Case, act: Act) -> str:
    words = case.state.scenario.words
    label = catalogue(case.state.scenario)[act.action].label
    if act.action in world.WORDS:
        return _("{act}: {how}").format(act=label, how=words.postures.get(act.fields["posture"], ""))
    if act.action == "escalate":
        return _("{act}: {how}").format(act=label, how=words.colleagues[act.fields["to"]].name)
    if act.action == "choose":
        option = case.thread.plan.options[act.fields["option"]].id
        return words.threads[case.thread.id].options[option]
    return label


def _moments(told: Sequence[Debrief]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Gather the decisive acts of all runs by what was done, and how often each helped or harmed."""
    found = Counter((moment["effect"], moment["act"]) for one in told for moment in one.tables["decisive"])
    rows = [
        sorted(
            ({"act": act, "runs": runs} for (effect, act), runs in found.items() if effect == wanted),
            key=lambda row: (-row["runs"], row["act"]),
        )[:_SHOWN]
        for wanted in ("helped", "harmed")
    ]
    return rows[0], rows[1]
