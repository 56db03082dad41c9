"""The table of all actions, `actions.yaml`: what each is called, costs, asks for and needs.

The sentences of the table are English. `action_strings` lists them for the translators' catalogue, and they
are translated where they are shown.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated, Literal

import yaml
from pydantic import Field, TypeAdapter

from practicum.drill.schema import Slug, Strict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Sentence = Annotated[str, Field(min_length=2, pattern=r"[.}]$")]
Need = Literal[
    "picture", "offered", "visible", "out-of-sight", "new-limit", "not-out", "not-banned", "own-post",
    "appealed", "can-stop", "can-start", "not-ended", "has-service", "other-level", "evidence", "relief",
]  # fmt: skip


class FieldRow(Strict):
    """A field of an action.

    Attributes:
        name: One of `fields.FIELDS`.
        source: Where its options come from, when the field's usual list does not fit.
        label: What it is called here; empty means as usual.
        several: It takes several of its options although the field usually takes one.
        optional: It may stay empty although the field usually may not.
        required: It must be filled although the field usually may stay empty.
    """

    name: str
    source: str = Field("", alias="from")
    label: str = ""
    several: bool = False
    optional: bool = False
    required: bool = False


class ActionRow(Strict):
    """One row of `actions.yaml`.

    Attributes:
        id: Name of the action.
        group: One of the eight groups.
        cost: Minutes that a new scenario starts from.
        target: Whether it is about a thread.
        stream: It is also possible on the stream of an issue.
        irreversible: It cannot be taken back.
        irreversible_when: It cannot be taken back with these values of fields.
        permission: Who may do it.
        needs: What must be so before.
        effects: Coefficients that it may move.
        fields: Its form.
        label: What it is called.
        help: What it does, for the learner.
        says: How the log reports it.
        again: How the log reports it when it takes itself back.
    """

    id: Slug
    group: Literal["watch", "verify", "speak", "structure", "moderate", "operate", "escalate", "close"]
    cost: Annotated[int, Field(ge=0, le=240)]
    target: Literal["thread", "none"] = "thread"
    stream: bool = False
    irreversible: bool = False
    irreversible_when: dict[Slug, str] = Field(default_factory=dict)
    permission: Literal["desk", "sign-off", "level-2"] = "desk"
    needs: tuple[Need, ...] = ()
    effects: tuple[Slug, ...] = ()
    fields: tuple[FieldRow, ...] = ()
    label: Annotated[str, Field(min_length=2)]
    help: Sentence
    says: Sentence
    again: str = ""


@lru_cache(maxsize=1)
def action_table() -> Mapping[str, ActionRow]:
    """Return all actions by id, in the order of the file."""
    text = files("practicum.drill").joinpath("actions.yaml").read_text(encoding="utf-8")
    rows = TypeAdapter(tuple[ActionRow, ...]).validate_python(yaml.safe_load(text))
    return {row.id: row for row in rows}


ACTIONS = tuple(action_table())
"""Ids of all actions."""


def action_strings() -> Iterator[str]:
    """Yield every sentence of `actions.yaml` that is translated, for the translators' catalogue."""
    for row in action_table().values():
        yield from (row.label, row.help, row.says)
        if row.again:
            yield row.again
        yield from (field.label for field in row.fields if field.label)
