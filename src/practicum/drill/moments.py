"""A finished run moment by moment, beside the expert's on the same draws: what a replay with a slider shows.

Everything here is read from the two finished states; nothing is simulated again. A moment holds only what had
happened by then: a replay must not know more than the desk did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from practicum.drill import world
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from practicum.drill.cases import Case
    from practicum.drill.state import Act, State

IDLE = frozenset({"wait", "next", "open"})
"""Acts that change nothing which anyone else could see."""

_HOUR = 60
_MOST = 240  # moments; a slider with more stops than pixels helps nobody
_SHOWN = 6  # people waiting who are named


def moments(
    state: State,
    reference: State,
    came: Sequence[Mapping[str, Any]],
    waiting: Sequence[Case],
    curves: Mapping[str, Sequence[int]],
) -> list[dict[str, Any]]:
    """Return the stops of a replay, in order of time.

    Args:
        state: The learner's finished run.
        reference: The expert's finished run on the same seed.
        came: What came in: rows with `minute` and `sentence`.
        waiting: The cases of the learner's run in which somebody expected an answer.
        curves: The index at every minute of the shift, in hundredths of a point, of `learner`, `reference`
            and `silence`.

    Returns:
        One mapping a stop: `minute`, `time`, the three indices in points; since the stop before, sentences:
        `came` in, `did` by the learner, `expert` by the expert; `waiting` names who waits then.
    """
    length = state.scenario.structure.length
    mine, theirs = _doings(state.acts), _doings(reference.acts)
    stops = _stops([row["minute"] for row in came], mine, theirs, length)
    told = []
    before = -1
    for stop in stops:
        told.append(
            {
                "minute": stop,
                "time": state.scenario.time(stop),
                **{name: curve[stop] / 100 for name, curve in curves.items()},
                "came": [row["sentence"] for row in came if before < row["minute"] <= stop],
                "did": [act.sentence for act in mine if before < act.end <= stop],
                "expert": [act.sentence for act in theirs if before < act.end <= stop],
                "waiting": _waiting(waiting, stop),
            }
        )
        before = stop
    return told


def _doings(acts: Iterable[Act]) -> list[Act]:
    return [act for act in acts if act.action not in IDLE]


def _stops(came: Iterable[int], mine: Iterable[Act], theirs: Iterable[Act], length: int) -> list[int]:
    """Return the minutes at which something happened, and every full hour; merged while they are too many."""
    minutes = {*came, *(act.end for act in mine), *(act.end for act in theirs)}
    every = 1
    while len({-(-minute // every) for minute in minutes}) > _MOST - length // _HOUR:
        every += 1
    merged = {min(length, -(-minute // every) * every) for minute in minutes}
    return sorted({*merged, *range(0, length, _HOUR * max(1, length // (_HOUR * 24))), length})


def _waiting(cases: Iterable[Case], minute: int) -> list[str]:
    """Name who expects an answer at a minute, whoever waits longest first."""
    open_cases = []
    for case in cases:
        answer = world.answer_to(case.thread, case.phase)
        if case.phase.minute <= minute < case.until and (answer is None or answer.end > minute):
            open_cases.append((minute - case.phase.minute, case.who))
    open_cases.sort(key=lambda item: (-item[0], item[1]))
    named = [_("{who}: {n} min").format(who=who, n=waited) for waited, who in open_cases[:_SHOWN]]
    if len(open_cases) > _SHOWN:
        named.append(_("and {n} more").format(n=len(open_cases) - _SHOWN))
    return named
