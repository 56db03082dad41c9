"""What a seed makes of a drill before anything happens: its intensity, and the values that it draws.

A drill may be played at three intensities. The usual one is the drill as it stands; `easier-` or `harder-`
before a seed's name chooses another, so that a log says by itself how it was played. What differs stands
under `intensities` in `scenario.yaml`: how far the matter spreads, how long people take, how wide the windows
are, how many messages come. The marks and their weights stay the same.

A drill may also name values of which each seed takes one, such as the hours that a client has a week. What
they put into the words stands in `messages.<language>.yaml`; conditions ask for them with `drawn`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, get_args

from practicum.drill.draws import pick
from practicum.drill.schema import Handling
from practicum.drill.words import Words
from practicum.errors import PracticumError
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from practicum.drill.load import Scenario
    from practicum.drill.schema import Thread
    from practicum.drill.schema_issue import Issue, Operation
    from practicum.drill.structure import Duty, Intensity, Structure

Level = Literal["easier", "usual", "harder"]
"""How hard a drill is played."""

USUAL: Level = "usual"
LEVELS: tuple[Level, ...] = get_args(Level)

SLOT = re.compile(r"\{([a-z][a-z0-9-]*)\}")
"""Where a drawn value stands in a text."""

_ALL = 100
_NOWHERE = "left-out"


def seed_at(scenario: Scenario, seed: str, intensity: str) -> str:
    """Return the name of a seed at an intensity, such as `harder-practice-1`.

    Raises:
        PracticumError: The drill is not made for this intensity, or the seed names another one already.
    """
    offered = offered_by(scenario)
    if intensity not in offered:
        raise PracticumError(
            _("'{intensity}' is not an intensity of the drill '{drill}'.").format(
                intensity=intensity, drill=scenario.slug
            ),
            next_step=_("It is made for: {intensities}.").format(intensities=", ".join(offered)),
        )
    named = intensity_of(scenario, seed)
    if USUAL not in {named, intensity} and named != intensity:
        raise PracticumError(
            _("The seed '{seed}' is played at the intensity '{named}', and you asked for '{wanted}'.").format(
                seed=seed, named=named, wanted=intensity
            ),
            next_step=_("Leave the intensity away, or name the seed '{seed}'.").format(
                seed=bare(scenario, seed)
            ),
        )
    return seed if intensity in {USUAL, named} else f"{intensity}-{seed}"


def offered_by(scenario: Scenario) -> tuple[Level, ...]:
    """Return the intensities that a drill is made for, from easy to hard."""
    made_for = _origin(scenario).structure.intensities
    return tuple(level for level in LEVELS if level == USUAL or level in made_for)


def intensity_of(scenario: Scenario, seed: str) -> Level:
    """Return the intensity that a seed names; a drill that has none is always played as usual."""
    first = seed.partition("-")[0]
    return next((level for level in offered_by(scenario) if level == first), USUAL)


def bare(scenario: Scenario, seed: str) -> str:
    """Return a seed's name without its intensity."""
    level = intensity_of(scenario, seed)
    return seed if level == USUAL else seed.removeprefix(f"{level}-")


def made(scenario: Scenario, seed: str, hash_of: Callable[[Structure], str]) -> Scenario:
    """Return a drill as it is on a seed; one whose seed decides nothing is returned as it stands.

    Args:
        scenario: The drill as it was read.
        seed: The seed.
        hash_of: What names the state of a structure: another intensity is another drill to a log.
    """
    level = intensity_of(scenario, seed)
    values = scenario.structure.draws.items()
    drawn = tuple((name, pick(seed, "value", name, choices)) for name, choices in values)
    if level != USUAL:
        scenario = _at(scenario, level, hash_of)
    return _filled_in(scenario, drawn) if drawn else scenario


def _origin(scenario: Scenario) -> Scenario:
    return scenario.origin or scenario


@lru_cache(maxsize=256)
def _filled_in(scenario: Scenario, drawn: tuple[tuple[str, str], ...]) -> Scenario:
    texts: dict[str, str] = {}
    for name, value in drawn:
        texts |= scenario.words.draws[name][value]
    words = Words.model_validate(_filled(scenario.words.model_dump(exclude={"draws"}), texts))
    return replace(scenario, words=words, drawn=dict(drawn), origin=_origin(scenario))


def _filled(value: Any, texts: Mapping[str, str]) -> Any:
    """Return words with each slot that has a text filled; `{time}` of a finding stays."""
    if isinstance(value, str):
        return SLOT.sub(lambda slot: texts.get(slot[1], slot[0]), value)
    if isinstance(value, dict):
        return {key: _filled(item, texts) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return tuple(_filled(item, texts) for item in value)
    return value


@lru_cache(maxsize=32)
def _at(scenario: Scenario, level: Level, hash_of: Callable[[Structure], str]) -> Scenario:
    structure = changed(scenario.structure, _changes(scenario.structure)[level])
    return replace(scenario, structure=structure, hash=hash_of(structure), origin=scenario)


def _changes(structure: Structure) -> Mapping[str, Intensity]:
    return {str(level): by for level, by in structure.intensities.items()}


def changed(structure: Structure, by: Intensity) -> Structure:
    """Return a structure as an intensity changes it: the same drill with other numbers and rows.

    A thread that is left out stays in the list, in a pool from which nothing is taken: it may be named.
    """
    rows = [
        row.model_copy(update={"pool": _NOWHERE}) if row.id in by.without else row
        for row in (*structure.threads, *by.threads)
    ]
    nowhere = {_NOWHERE: 0} if any(row.pool == _NOWHERE for row in rows) else {}
    return structure.model_copy(
        update={
            "intensities": {},
            "coefficients": structure.coefficients | by.coefficients,
            "pools": structure.pools | by.pools | nowhere,
            "handlings": {name: _handling(row, by) for name, row in structure.handlings.items()},
            "threads": tuple(_thread(row, by) for row in rows),
            "duties": tuple(_duty(row, by) for row in structure.duties if row.id not in by.without),
            "issues": tuple(_issue(row, by) for row in structure.issues),
            "operations": tuple(_operation(row, by) for row in structure.operations),
            "colleagues": {
                name: row.model_copy(update={"after": _share(row.after, by.wait)})
                for name, row in structure.colleagues.items()
            },
        }
    )


def _share(values: tuple[int, ...], percent: int) -> tuple[int, ...]:
    return tuple(_part(value, percent) for value in values)


def _part(value: int, percent: int) -> int:
    """Return a share of a number of minutes or people, rounded; what is something stays at least one."""
    return max(min(1, value), (value * percent + _ALL // 2) // _ALL)


def _window(value: int | None, by: Intensity) -> int | None:
    return None if value is None else _part(value, by.pace)


def _handling(row: Handling, by: Intensity) -> Handling:
    told, moderation = row.escalation, row.moderation
    return row.model_copy(
        update={
            "target": _window(row.target, by),
            "flag_within": _window(row.flag_within, by),
            "escalation": told and told.model_copy(update={"within": _part(told.within, by.pace)}),
            "moderation": moderation
            and moderation.model_copy(update={"target": _part(moderation.target, by.pace)}),
        }
    )


def _thread(row: Thread, by: Intensity) -> Thread:
    more = tuple(
        follow.model_copy(update={"handling": _handling(follow.handling, by)})
        if isinstance(follow.handling, Handling)
        else follow
        for follow in row.more
    )
    return row.model_copy(
        update={
            "handling": _handling(row.handling, by) if isinstance(row.handling, Handling) else row.handling,
            "reach": _part(row.reach, by.reach),
            "more": more,
            "colleagues": tuple(
                answer.model_copy(update={"after": _share(answer.after, by.wait)})
                for answer in row.colleagues
            ),
        }
    )


def _duty(row: Duty, by: Intensity) -> Duty:
    """A window that counts from a moment is scaled; one at an hour of the day, such as a hand-over, stays."""
    first, last = row.window
    window = (first, _part(last, by.pace)) if row.since and not first else row.window
    return row.model_copy(update={"window": window})


def _issue(row: Issue, by: Intensity) -> Issue:
    seeds = tuple(seed.model_copy(update={"reach": _part(seed.reach, by.reach)}) for seed in row.seeds)
    return row.model_copy(update={"seeds": seeds, "within": _part(row.within, by.pace)})


def _operation(row: Operation, by: Intensity) -> Operation:
    return row.model_copy(update={"within": _part(row.within, by.pace)})
