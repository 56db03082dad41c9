"""Telling a dimension in a sentence with its figures, and what the desk showed when a mark was decided."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING

from practicum.drill.cases import cases, flag
from practicum.drill.judge_sure import brier
from practicum.drill.state import DESK
from practicum.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practicum.drill.rules import Mark
    from practicum.drill.rules_override import Yardstick
    from practicum.drill.schema import Dimension
    from practicum.drill.state import State

_DECIMALS = 2
_EXCERPT = 80
_LEANING = 0.5
_SURE = frozenset({"sure", "as-sure"})


def told(
    state: State,
    yardstick: Yardstick,
    dimension: Dimension,
    marks: Sequence[Mark],
    everything: Sequence[Mark],
) -> tuple[str, dict[str, float]]:
    """Return a dimension in words, and the figures behind the words by name.

    Args:
        state: The finished run.
        yardstick: What it is judged by.
        dimension: Which dimension.
        marks: Its marks.
        everything: The marks of all dimensions: confidence is set against all that a decision earned.
    """
    if dimension == "detection":
        return _triage(state, yardstick, marks)
    full = sum(1 for mark in marks if mark.possible and mark.earned == mark.possible)
    judged = sum(1 for mark in marks if mark.possible)
    lost = sum(1 for mark in marks if not mark.possible)
    template = _templates()[dimension]
    if marks and all(mark.rule == "asked" for mark in marks):
        template = _("{full} of {judged} times you asked the one who knew before you answered.")
    sentences = [template.format(full=full, judged=judged)]
    measures: dict[str, float] = {}
    if lost:
        took = ngettext("{lost} act took marks away.", "{lost} acts took marks away.", lost)
        sentences.append(took.format(lost=lost))
    if any(mark.rule in _SURE for mark in marks) and (figures := brier(state, everything)):
        measures = {"brier": round(figures[0], _DECIMALS), "confident_decisions": figures[1]}
        known = _("Brier score over {n} decisions: {brier} (0 is best, 0.25 is what half sure of all earns).")
        sentences.append(known.format(n=figures[1], brier=f"{figures[0]:.2f}"))
    return " ".join(sentences), measures


def _templates() -> dict[str, str]:
    return {
        "timeliness": _("{full} of {judged} answers came inside their target."),
        "strategy": _("{full} of {judged} decisions to speak or to stay silent were right in full."),
        "message": _("{full} of {judged} messages were answered with everything that they called for."),
        "escalation": _("{full} of {judged} things to do inside the house were done in full."),
        "people": _("{full} of {judged} people were treated fairly in full."),
        "choices": _("{full} of {judged} answers were right in full."),
        "limits": _("{full} of {judged} times you saw rightly whether the data can tell."),
        "calibration": _("{full} of {judged} times you were as sure as you were right."),
    }


def _triage(state: State, yardstick: Yardstick, marks: Sequence[Mark]) -> tuple[str, dict[str, float]]:
    """Signal detection: hits among what needed the desk, false alarms among what did not."""
    everything = cases(state, yardstick)
    needed = [case for case in everything if case.handling.needed]
    hits = sum(1 for case in needed if flag(case) is not None)
    alarms = sum(1 for mark in marks if mark.rule == "false-alarm")
    quiet = len(everything) - len(needed)
    counted = _(
        "You noticed {hits} of {needed} messages that needed you, and took {alarms} of {quiet} others for it."
    ).format(hits=hits, needed=len(needed), alarms=alarms, quiet=quiet)
    if not needed or not quiet:
        return counted, {}
    sensitivity, bias = detection(hits, len(needed), alarms, quiet)
    measures = {
        "hit_rate": round(hits / len(needed), _DECIMALS),
        "false_alarm_rate": round(alarms / quiet, _DECIMALS),
        "d_prime": round(sensitivity, _DECIMALS),
        "bias": round(bias, _DECIMALS),
    }
    leaning = _("you leaned neither way")
    if measures["bias"] > _LEANING:
        leaning = _("you leaned towards leaving things alone")
    elif measures["bias"] < -_LEANING:
        leaning = _("you leaned towards raising the alarm")
    figures = _("Sensitivity d' = {d:.1f} (0 is guessing), bias c = {c:.1f}: {leaning}.")
    return f"{counted} {figures.format(d=sensitivity, c=bias, leaning=leaning)}", measures


def detection(hits: int, signals: int, alarms: int, noise: int) -> tuple[float, float]:
    """Return sensitivity d' and bias c of signal detection theory.

    Both rates take the log-linear correction (Hautus 1995): half a case more, among one case more, so that
    a perfect rate stays finite. d' is the distance of the two rates in standard deviations; c is above nought
    for someone who would rather miss than alarm.

    Args:
        hits: Signals that were noticed.
        signals: All signals, at least one.
        alarms: Noise that was taken for a signal.
        noise: All noise, at least one.
    """
    normal = NormalDist()
    hit = normal.inv_cdf((hits + 0.5) / (signals + 1))
    alarm = normal.inv_cdf((alarms + 0.5) / (noise + 1))
    return hit - alarm, -(hit + alarm) / 2


def visible(state: State, mark: Mark) -> str:
    """Say what the desk showed when a mark was decided: when its act began, or else at its minute."""
    act = next((act for act in state.acts if act.n == mark.act), None)
    minute = mark.minute if act is None else act.start
    time = state.scenario.time(minute)
    thread = state.threads.get(mark.thread)
    if thread is None:
        count = sum(1 for mention in state.mentions if mention <= minute)
        return ngettext(
            "At {time} {count} message had come in.", "At {time} {count} messages had come in.", count
        ).format(time=time, count=count)
    there = [message for message in thread.messages if message.minute <= minute and message.author != DESK]
    inside = sum(1 for message in there if message.side == "internal")
    public = [message for message in there if message.side == "public"]
    last = public[-1] if public else thread.messages[0]
    words = " ".join(last.text.split()) or _("a picture without text")
    shown = words if len(words) <= _EXCERPT else words[: _EXCERPT - 1].rstrip() + "…"
    said = _("At {time} the thread showed {n}; the last, from {when}: “{words}”").format(
        time=time,
        n=ngettext("{n} message", "{n} messages", len(public)).format(n=len(public)),
        when=state.scenario.time(last.minute),
        words=shown,
    )
    if not inside:
        return said
    notes = ngettext("{n} note from inside.", "{n} notes from inside.", inside).format(n=inside)
    return f"{said} {notes}"
