"""Players that are not people: silence, a word for everyone, chance, and the reference that an expert wrote.

They bound a score and test the rules. The reference is data in the scenario: acts relative to the moment at
which a message appears, so that it works on every seed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from practicum.drill import world
from practicum.drill.acts import perform
from practicum.drill.catalogue import PARTS, catalogue
from practicum.drill.check_act import ActError, checked
from practicum.drill.draws import draw
from practicum.errors import PracticumError
from practicum.evidence import Decision, DecisionLog
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from practicum.drill.catalogue import FieldSpec
    from practicum.drill.load import Scenario
    from practicum.drill.schema import Step
    from practicum.drill.state import State, Thread
    from practicum.drill.structure import Duty

POLICIES = ("silent", "reply-to-everything", "random", "reference")
_PATIENCE = 5_000
_ALWAYS_SURE = 90


@dataclass
class _Player:
    """A state with the decisions that led to it, and why each was made."""

    state: State
    decisions: list[Decision]
    why: dict[int, str]

    def do(self, action: str, args: Mapping[str, Any], confidence: int | None = None, why: str = "") -> None:
        decision = Decision(len(self.decisions) + 1, self.state.minute, action, dict(args), confidence)
        checked(self.state, decision)
        perform(self.state, decision)
        self.decisions.append(decision)
        if why:
            self.why[decision.n] = why

    def wait_until(self, minute: int) -> None:
        """Wait; one wait after another is the same as one long one."""
        self.do("wait", {"minutes": max(1, minute - self.state.minute)})
        last = self.decisions[-2:]
        if [decision.action for decision in last] == ["wait", "wait"]:
            minutes = self.state.minute - last[0].minute
            self.decisions[-2:] = [Decision(last[0].n, last[0].minute, "wait", {"minutes": minutes})]


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
        path, drill=scenario.slug, scenario_hash=scenario.hash, seed=seed, mode="practice"
    )
    for decision in decisions:
        log.append(decision.minute, decision.action, decision.args, decision.confidence)


@lru_cache(maxsize=128)
def _play(scenario: Scenario, seed: str, policy: str) -> tuple[tuple[Decision, ...], dict[int, str]]:
    players: dict[str, Callable[[_Player], None]] = {
        "silent": lambda _player: None,
        "reply-to-everything": _answer_all,
        "random": _at_random,
        "reference": _by_reference,
    }
    if policy not in players:
        raise PracticumError(
            _("There is no policy called '{policy}'.").format(policy=policy),
            next_step=_("The policies are: {policies}.").format(policies=", ".join(POLICIES)),
        )
    player = _Player(world.begin(scenario, seed), [], {})
    players[policy](player)
    return tuple(player.decisions), player.why


def _answer_all(player: _Player) -> None:
    """Answer everything at once and always in the same way; take the first answer that a thread offers."""
    state = player.state
    posture = state.scenario.structure.postures[:1]
    text = _("Hello, and thank you for your message.")
    while not state.over:
        open_threads = [
            thread for thread in state.threads.values() if world.answer_to(thread, thread.phase) is None
        ]
        if not open_threads:
            player.do("next", {})
            continue
        thread = open_threads[0]
        if thread.plan.thread.options:
            player.do("choose", {"thread": thread.id, "option": "a"}, _ALWAYS_SURE)
        else:
            player.do(
                "reply", {"thread": thread.id, "posture": posture[0], "parts": list(PARTS), "text": text}
            )


def _at_random(player: _Player) -> None:
    """Do anything that is possible, with pauses."""
    state, n = player.state, 0
    specs = list(catalogue(state.scenario).values())
    while not state.over and n < _PATIENCE:
        n += 1

        def chance(what: str, below: int, n: int = n) -> int:
            return draw(state.seed, "policy:random", what, n, below)

        if chance("wait", 2):
            player.do("wait", {"minutes": 1 + chance("minutes", 15)})
            continue
        spec = specs[chance("action", len(specs))]
        args = {field.name: _any(field, chance) for field in spec.fields}
        if spec.target == "thread":
            if not state.threads:
                continue
            args["thread"] = list(state.threads)[chance("thread", len(state.threads))]
        try:
            player.do(spec.id, args, chance("sure", 11) * 10 if spec.confidence else None)
        except ActError:
            continue


def _any(field: FieldSpec, chance: Callable[[str, int], int]) -> Any:
    if field.kind == "text":
        return _("Text {n}").format(n=chance("text", 1000))
    options = list(field.options or {})
    if field.kind == "choice":
        return options[chance(field.name, len(options))]
    return [option for option in options if chance(f"{field.name}/{option}", 2)] or options[:1]


def _by_reference(player: _Player) -> None:
    """Follow the steps that the scenario's author wrote, each as soon as it is due and the desk is free."""
    state = player.state
    done: set[tuple[str, int]] = set()
    duties = [duty for duty in state.scenario.structure.duties if duty.reference is not None]
    while not state.over:
        due = sorted(_due_steps(state, done) + _due_duties(duties, done), key=lambda item: item[:3])
        ready = [item for item in due if item[0] <= state.minute]
        if ready:
            _minute, owner, index, step, thread = ready[0]
            done.add((owner, index))
            _take(player, owner, step, thread)
            continue
        event = world.next_event(state)
        length = state.scenario.structure.length
        later = [item[0] for item in due] + ([length] if event is None else [event])
        player.wait_until(min(later))


def _due_steps(state: State, done: set[tuple[str, int]]) -> list[tuple[int, str, int, Step, Thread | None]]:
    """The next step of each thread with the minute at which it is due; its steps keep their order."""
    found: list[tuple[int, str, int, Step, Thread | None]] = []
    for thread in state.threads.values():
        for index, step in enumerate(thread.plan.thread.reference):
            if (thread.id, index) in done:
                continue
            since = next((m.minute for m in thread.messages if m.id == step.at), None)
            if since is not None and (step.once is None or world.holds(state, step.once, thread.id)):
                found.append((since + step.after, thread.id, index, step, thread))
            break
    return found


def _due_duties(
    duties: list[Duty], done: set[tuple[str, int]]
) -> list[tuple[int, str, int, Step, Thread | None]]:
    return [
        (duty.reference.after, duty.id, -1, duty.reference, None)
        for duty in duties
        if duty.reference is not None and (duty.id, -1) not in done
    ]


def _take(player: _Player, owner: str, step: Step, thread: Thread | None) -> None:
    words = player.state.scenario.words
    own = words.duties[owner] if thread is None else words.threads[owner]
    args: dict[str, Any] = {} if thread is None else {"thread": thread.id}
    for name, value in step.fields.items():
        if name == "text" and isinstance(value, str):
            args[name] = own.scripts[value]
        elif name == "option" and thread is not None:
            args[name] = next(letter for letter, option in thread.plan.options.items() if option.id == value)
        else:
            args[name] = list(value) if isinstance(value, tuple) else value
    why = ""
    if step.why is not None:
        why = own.why if isinstance(own.why, str) else own.why[step.why]
    player.do(step.do, args, step.confidence, why)
