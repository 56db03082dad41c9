"""The actions a desk can offer, in a scenario: label, cost, fields and one sentence of help each.

A scenario chooses among the rows of `actions.yaml` and sets their cost. The desk draws its forms from this,
and acts are checked against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from practicum.drill.actions import ACTIONS, ActionRow, action_table
from practicum.drill.fields import (
    EVIDENCE,
    FIELDS,
    LONGEST_TEXT,
    PARTS,
    TOPICS,
    FieldSpec,
    evidence_labels,
    field_labels,
    options,
    part_labels,
    severity_labels,
    topic_labels,
)
from practicum.i18n import _, language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from practicum.drill.load import Scenario

__all__ = [
    "ACTIONS", "EVIDENCE", "LONGEST_TEXT", "PARTS", "TOPICS", "ActionSpec", "FieldSpec", "catalogue",
    "evidence_labels", "part_labels", "severity_labels", "topic_labels",
]  # fmt: skip


@dataclass(frozen=True)
class ActionSpec:
    """One action of a desk, with what its form offers in a scenario."""

    row: ActionRow
    label: str
    help: str
    cost: int
    confidence: bool = False
    fields: tuple[FieldSpec, ...] = ()

    @property
    def id(self) -> str:
        """Name of the action."""
        return self.row.id

    @property
    def target(self) -> Literal["thread", "none"]:
        """Whether it is about a thread."""
        return self.row.target

    def final(self, fields: Mapping[str, Any]) -> bool:
        """Say whether the act cannot be taken back with these fields."""
        when = self.row.irreversible_when
        return self.row.irreversible or any(fields.get(name) == value for name, value in when.items())

    def to_json(self) -> dict[str, Any]:
        """Return the action as the desk reads it."""
        return {
            "id": self.id,
            "group": self.row.group,
            "label": self.label,
            "help": self.help,
            "cost": self.cost,
            "target": self.target,
            "stream": self.row.stream,
            "irreversible": self.row.irreversible,
            "irreversible_when": dict(self.row.irreversible_when),
            "permission": self.row.permission,
            "confidence": self.confidence,
            "fields": [field.to_json() for field in self.fields],
        }


def catalogue(scenario: Scenario) -> Mapping[str, ActionSpec]:
    """Return the actions of a scenario by id, in the order in which it lists them."""
    return _catalogue(scenario, language())


@lru_cache(maxsize=32)
def _catalogue(scenario: Scenario, _language: str) -> dict[str, ActionSpec]:
    structure = scenario.structure
    return {
        action: ActionSpec(
            row=action_table()[action],
            label=_(action_table()[action].label),
            help=_(action_table()[action].help),
            cost=cost,
            confidence=action in structure.confidence,
            fields=tuple(_fields(scenario, action_table()[action])),
        )
        for action, cost in structure.actions.items()
    }


def _fields(scenario: Scenario, row: ActionRow) -> Iterator[FieldSpec]:
    """Yield the fields of a form; one that may stay empty and has nothing to offer is left out."""
    labels = field_labels()
    for field in row.fields:
        usual = FIELDS[field.name]
        label, hint = labels[field.name]
        label = _(field.label) if field.label else label
        required = field.required or (usual.required and not field.optional)
        if usual.kind == "text":
            yield FieldSpec(field.name, "text", label, hint, required, LONGEST_TEXT)
            continue
        offered = options(scenario.structure, scenario.words, field.source or usual.source)
        if offered or required:
            kind = "several" if field.several else usual.kind
            yield FieldSpec(field.name, kind, label, hint, required, options=offered)
