"""Gates: critical errors that cap a total, whatever else went well."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from practicum.drill.acts import facts_in, is_public
from practicum.drill.conditions import carries
from practicum.drill.judge_then import held, unknown
from practicum.drill.world import phase_at
from practicum.i18n import _

if TYPE_CHECKING:
    from practicum.drill.state import Act, State
    from practicum.drill.structure import Gate


@dataclass(frozen=True)
class GateResult:
    """Whether a gate fired.

    Attributes:
        id: Which gate.
        label: What it forbids.
        fired: Whether it fired.
        sentence: What fired it, or that nothing did.
        cause: Number of the decision that fired it.
    """

    id: str
    label: str
    fired: bool
    sentence: str
    cause: int | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the result as JSON values."""
        return {"id": self.id, "label": self.label, "fired": self.fired, "sentence": self.sentence}


def gates(state: State) -> list[GateResult]:
    """Return every gate of a run, fired or not."""
    return [_result(state, gate) for gate in state.scenario.structure.gates]


def _result(state: State, gate: Gate) -> GateResult:
    label = state.scenario.words.gates[gate.id]
    for act in state.acts:
        if _fires(state, gate, act):
            sentence = _("{time} {act}").format(time=state.scenario.time(act.start), act=act.sentence)
            return GateResult(gate.id, label, fired=True, sentence=sentence, cause=act.n)
    return GateResult(gate.id, label, fired=False, sentence=_("It did not happen."))


def _fires(state: State, gate: Gate, act: Act) -> bool:
    """Say whether an act is the critical error that a gate names: all that the gate asks for must hold."""
    if act.action != gate.action or (gate.threads and act.thread not in gate.threads):
        return False
    return _is_what_it_says(state, gate, act) and _was_so(state, gate, act)


def _is_what_it_says(state: State, gate: Gate, act: Act) -> bool:
    return (
        carries(act, gate.fields.items())
        and (_gives(state, gate, act) or not gate.options)
        and (_says(gate, act) or not (gate.postures or gate.parts))
        and (_holds(state, gate, act) or not gate.contains)
        and (bool(unknown(state, act, gate.unknown_facts)) or not gate.unknown_facts)
    )


def _was_so(state: State, gate: Gate, act: Act) -> bool:
    """Say whether the circumstances were those of the gate when the act began."""
    thread = state.threads.get(act.thread)
    if gate.criticism and not (thread is not None and phase_at(thread, act.start).handling.criticism):
        return False
    if gate.unconfirmed and thread is not None and facts_in(thread, act.start, gate.unconfirmed):
        return False
    return all(held(state, need, act.start, act.thread) for need in gate.needs) and not any(
        held(state, condition, act.start, act.thread) for condition in gate.unless
    )


def _says(gate: Gate, act: Act) -> bool:
    return act.fields.get("posture") in gate.postures or bool(
        set(act.fields.get("parts", ())) & set(gate.parts)
    )


def _gives(state: State, gate: Gate, act: Act) -> bool:
    """Say whether an act gives one of the answers that the gate names."""
    thread, letter = state.threads.get(act.thread), act.fields.get("option", "")
    return (
        thread is not None
        and letter in thread.plan.options
        and (thread.plan.options[letter].id in gate.options)
    )


def _holds(state: State, gate: Gate, act: Act) -> bool:
    """Say whether a text that everyone can read holds what must stay inside."""
    text = _squeeze(act.fields.get("text", ""))
    return is_public(state, act) and any(_squeeze(item) in text for item in gate.contains)


@lru_cache(maxsize=4096)
def _squeeze(text: str) -> str:
    """Return a text without the spaces, points and hyphens that people put into numbers."""
    return "".join(character for character in text.casefold() if character.isalnum())
