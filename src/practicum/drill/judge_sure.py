"""Judging how sure the desk was: confidence on a decision against what the decision earned."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from practicum.drill.cases import FULL
from practicum.drill.rules import Mark
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from practicum.drill.rules_override import Yardstick
    from practicum.drill.state import Act, State

_STEEPNESS = 4  # someone who is half sure of everything earns nothing: 1 - 4 x 0.5 squared = 0
_PER_MYRIAD = FULL * FULL
_ABOUT_CONFIDENCE = frozenset({"sure", "as-sure"})


def sure(state: State, yardstick: Yardstick, marks: Sequence[Mark]) -> Iterator[Mark]:
    """Judge each act that came with a confidence; an act that no rule judges is left out."""
    rule = yardstick.rules["as-sure"]
    dimension = "calibration" if "calibration" in yardstick.weights else rule.dimension
    for act, credit in judged(state, marks):
        confidence = act.confidence or 0
        miss = credit - confidence
        sentence = _("{act} {sure} % sure, and it earned {credit} %.")
        yield Mark(
            dimension=dimension,
            rule="as-sure",
            thread=act.thread,
            message=act.action,
            minute=max(mark.minute for mark in marks if mark.act == act.n),
            earned=rule.worth * max(0, FULL - _STEEPNESS * miss * miss // FULL),
            possible=rule.worth * FULL,
            sentence=sentence.format(act=act.sentence, sure=confidence, credit=credit),
            act=act.n,
        )


def judged(state: State, marks: Iterable[Mark]) -> list[tuple[Act, int]]:
    """Return the acts that came with a confidence and were judged, with what they earned, in percent.

    An act that a rule took marks away for earned nothing. Offered answers are judged by the rule `sure`.
    """
    by_act: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.act is not None and mark.rule not in _ABOUT_CONFIDENCE:
            by_act[mark.act].append(mark)
    found = []
    for act in state.acts:
        if act.confidence is None or act.action == "choose" or act.n not in by_act:
            continue
        mine = by_act[act.n]
        lost = any(not mark.possible for mark in mine)
        possible = sum(mark.possible for mark in mine)
        found.append((act, 0 if lost or not possible else FULL * sum(m.earned for m in mine) // possible))
    return found


def brier(state: State, marks: Iterable[Mark]) -> tuple[float, int] | None:
    """Return the Brier score (Brier 1950, on shares of a full mark: 0 is best, 1 is worst) and its count.

    Returns:
        The mean squared distance of confidence from what was earned, and over how many decisions; None when
        no decision asked for a confidence.
    """
    everything = list(marks)
    pairs = [(act.confidence or 0, credit) for act, credit in judged(state, everything)]
    chosen = {act.n: act for act in state.acts if act.action == "choose" and act.confidence is not None}
    pairs += [
        (chosen[mark.act].confidence or 0, FULL * mark.earned // mark.possible)
        for mark in everything
        if mark.rule == "chosen" and mark.act in chosen
    ]
    if not pairs:
        return None
    return sum((sure - credit) ** 2 for sure, credit in pairs) / len(pairs) / _PER_MYRIAD, len(pairs)
