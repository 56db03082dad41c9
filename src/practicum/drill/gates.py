"""Gates: critical errors that cap a total, whatever else went well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from practicum.drill.acts import facts_in, is_public
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
    if act.action != gate.action or (gate.threads and act.thread not in gate.threads):
        return False
    thread = state.threads[act.thread]
    handling = phase_at(thread, act.start).handling
    if gate.criticism and not handling.criticism:
        return False
    said = act.fields.get("posture") in gate.postures or bool(
        set(act.fields.get("parts", ())) & set(gate.parts)
    )
    if (gate.postures or gate.parts) and not said:
        return False
    if gate.unconfirmed and facts_in(thread, act.start, gate.unconfirmed):
        return False
    if gate.contains:
        text = _squeeze(act.fields.get("text", ""))
        return is_public(state, act) and any(_squeeze(item) in text for item in gate.contains)
    return True


def _squeeze(text: str) -> str:
    """Return a text without the spaces, points and hyphens that people put into numbers."""
    return "".join(character for character in text.casefold() if character.isalnum())
