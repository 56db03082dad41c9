"""What a run is judged by: the rules and the scenario's weights and windows, or an instructor's own.

An instructor writes `overrides.yaml` beside `scenario.yaml`:

    format: practicum-overrides
    version: 1
    why: Our shop answers within half an hour.
    weights: {detection: 20, timeliness: 20, strategy: 20, message: 10, escalation: 20, outcome: 10}
    worths: {in-time: 150}
    windows: {on-the-sheet: {target: 30}, handover: {window: [420, 480]}}

The day that is played stays the same, only the marks change; the hash of the file is kept with every score.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from practicum.drill.load import ScenarioError, read_model
from practicum.drill.rules import Rule, rules
from practicum.drill.schema import Dimension, Minute, Slug, Strict, Weight
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from practicum.drill.load import Scenario
    from practicum.drill.schema import Handling
    from practicum.drill.schema_issue import Issue, Operation
    from practicum.drill.structure import Duty

FILE = "overrides.yaml"
_ALL_POINTS = 100
_Minutes = Annotated[int, Field(ge=1, le=10_080)] | None


class OwnWindows(Strict):
    """Windows in minutes that replace those of a handling, thread, duty, issue or operation.

    Attributes:
        target: From the message to the first acceptable answer.
        flag_within: From the message to the first sign that it was noticed.
        told_within: From the message to the escalation.
        decide_within: From the report to the decision of the moderator.
        within: From an issue's start to its level, or from its heat to the pause of an operation.
        window: First and last minute of a duty.
        every: Rhythm of a duty.
    """

    target: _Minutes = None
    flag_within: _Minutes = None
    told_within: _Minutes = None
    decide_within: _Minutes = None
    within: _Minutes = None
    window: tuple[Minute, Minute] | None = None
    every: _Minutes = None


class Overrides(Strict):
    """A whole `overrides.yaml`.

    Attributes:
        format: Always `practicum-overrides`.
        version: Version of this format.
        why: The instructor's reason, for the record.
        weights: Points by dimension in place of the scenario's; they sum to 100.
        worths: What rules are worth, by name.
        windows: Windows by the name of a handling, thread, duty, issue or operation.
    """

    format: Literal["practicum-overrides"]
    version: Literal[1]
    why: str = ""
    weights: dict[Dimension, Weight] = Field(default_factory=dict)
    worths: dict[Slug, Annotated[int, Field(ge=-10_000, le=10_000)]] = Field(default_factory=dict)
    windows: dict[Slug, OwnWindows] = Field(default_factory=dict)

    @cached_property
    def hash(self) -> str:
        """SHA-256 of everything that decides."""
        decided = self.model_dump(mode="json", exclude_defaults=True, exclude={"why"})
        canonical = json.dumps(decided, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def load_overrides(folder: Path) -> Overrides | None:
    """Return an instructor's weights and windows for a drill, or None when there are none.

    Raises:
        ScenarioError: The file cannot be read; the sentence names the place.
    """
    path = folder / FILE
    return read_model(Overrides, path) if path.is_file() else None


@dataclass(frozen=True)
class Yardstick:
    """Rules, weights and windows that a run is judged by.

    Attributes:
        scenario: The drill.
        own: What an instructor replaced, or None.

    Raises:
        ScenarioError: The instructor's file names what the drill does not have.
    """

    scenario: Scenario
    own: Overrides | None = None

    def __post_init__(self) -> None:
        found = [] if self.own is None else list(_problems(self.scenario, self.own))
        if found:
            raise ScenarioError(
                _("'{file}' does not fit the drill '{drill}'. {problems}").format(
                    file=FILE, drill=self.scenario.slug, problems=" ".join(found)
                ),
                next_step=_("Mend the file, or delete it to mark as the drill's authors proposed."),
            )

    @property
    def hash(self) -> str:
        """Hash of the replaced values, empty when the authors' own count."""
        return "" if self.own is None else self.own.hash

    @cached_property
    def weights(self) -> Mapping[Dimension, int]:
        """Points by dimension."""
        replaced = self.own.weights if self.own is not None else {}
        return replaced or self.scenario.structure.weights

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The rules by name, with their worth."""
        worths = {} if self.own is None else self.own.worths
        return {
            name: row.model_copy(update={"worth": worths[name]}) if name in worths else row
            for name, row in rules().items()
        }

    @cached_property
    def _named(self) -> dict[int, str]:
        return {id(handling): name for name, handling in self.scenario.structure.handlings.items()}

    def _windows(self, *names: str) -> dict[str, Any]:
        """Return what is replaced for a thing; a later name wins."""
        found: dict[str, Any] = {}
        for name in names:
            row = None if self.own is None else self.own.windows.get(name)
            found |= {} if row is None else row.model_dump(exclude_none=True)
        return found

    def handling(self, thread: str, handling: Handling) -> Handling:
        """Return how a thread must be treated."""
        if self.own is None or not self.own.windows:
            return handling
        own = self._windows(self._named.get(id(handling), ""), thread)
        update: dict[str, Any] = {key: own[key] for key in ("target", "flag_within") if key in own}
        if "told_within" in own and handling.escalation is not None:
            update["escalation"] = handling.escalation.model_copy(update={"within": own["told_within"]})
        if "decide_within" in own and handling.moderation is not None:
            update["moderation"] = handling.moderation.model_copy(update={"target": own["decide_within"]})
        return handling.model_copy(update=update)

    def duty(self, duty: Duty) -> Duty:
        """Return a duty with its windows."""
        own = self._windows(duty.id)
        return duty.model_copy(update={key: own[key] for key in ("window", "every") if key in own})

    def within(self, thing: Issue | Operation) -> int:
        """Return the clock of an issue or an operation."""
        return int(self._windows(thing.id).get("within", thing.within))


def _problems(scenario: Scenario, own: Overrides) -> Iterator[str]:
    structure = (scenario.origin or scenario).structure  # an intensity may leave out what the file names
    if own.weights and sum(own.weights.values()) != _ALL_POINTS:
        yield _("The weights sum to {total} points; they should sum to 100.").format(
            total=sum(own.weights.values())
        )
    for rule in own.worths:
        if rule not in rules():
            yield _("There is no rule '{rule}'; the rules are: {rules}.").format(
                rule=rule, rules=", ".join(rules())
            )
        elif own.worths[rule] * rules()[rule].worth < 0:
            yield _("The rule '{rule}' should keep its sign: it gives or takes.").format(rule=rule)
    known = {
        *structure.handlings,
        *(thread.id for thread in structure.threads),
        *(duty.id for duty in structure.duties),
        *(issue.id for issue in structure.issues),
        *(operation.id for operation in structure.operations),
    }
    for name in own.windows:
        if name not in known:
            yield _("There is no handling, thread, duty, issue or operation '{name}'.").format(name=name)
