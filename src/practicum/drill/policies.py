"""Players that are not people: silence, words for all, chance, haste, an apprentice, an expert's reference.

They bound a score and test the rules. The reference is data in the scenario: acts relative to the moment at
which a message appears or a duty arises, so that it works on every seed.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from practicum.drill import policies_amateur, policies_expert, world
from practicum.drill.policies_player import Player
from practicum.errors import PracticumError
from practicum.evidence import DecisionLog
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from practicum.drill.load import Scenario
    from practicum.evidence import Decision

_PLAYERS: dict[str, Callable[[Player], None]] = {
    "silent": lambda _player: None,
    "reply-to-everything": policies_amateur.reply_to_everything,
    "random": policies_amateur.at_random,
    "hasty": policies_expert.hasty,
    "apprentice": policies_expert.apprentice,
    "delete-all": policies_amateur.delete_all,
    "copy-paste": policies_amateur.copy_paste,
    "reference": policies_expert.reference,
}

POLICIES = tuple(_PLAYERS)
"""Names of the policies, from nothing to the expert."""


def play(scenario: Scenario, seed: str, policy: str) -> tuple[Decision, ...]:
    """Return the decisions of a policy on a seed.

    Raises:
        PracticumError: There is no such policy, or the scenario's reference asks for something impossible.
    """
    return _play(scenario, seed, policy)[0]


def reasons(scenario: Scenario, seed: str) -> dict[int, str]:
    """Return why the reference made its decisions, by number; only where the scenario says why."""
    return _play(scenario, seed, "reference")[1]


def write_reference(scenario: Scenario, path: Path) -> None:
    """Write the reference run on the first practice seed as a decision log, in place of an older one."""
    seed = scenario.structure.seeds.practice[0]
    decisions = play(scenario, seed, "reference")
    path.unlink(missing_ok=True)
    log = DecisionLog.create(
        path, drill=scenario.slug, scenario_hash=scenario.at(seed).hash, seed=seed, mode="practice"
    )
    for decision in decisions:
        log.append(decision.minute, decision.action, decision.args, decision.confidence)


@lru_cache(maxsize=128)
def _play(scenario: Scenario, seed: str, policy: str) -> tuple[tuple[Decision, ...], dict[int, str]]:
    if policy not in _PLAYERS:
        raise PracticumError(
            _("There is no policy called '{policy}'.").format(policy=policy),
            next_step=_("The policies are: {policies}.").format(policies=", ".join(POLICIES)),
        )
    player = Player(world.begin(scenario, seed))
    _PLAYERS[policy](player)
    return tuple(player.decisions), player.why
