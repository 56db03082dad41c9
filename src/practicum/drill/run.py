"""One run of a drill: what a desk, a notebook or a test holds in its hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, get_args

from practicum.drill import world
from practicum.drill.acts import perform
from practicum.drill.check_act import ActError, checked
from practicum.drill.completion import Expert, is_completion
from practicum.drill.load import Scenario, load_scenario
from practicum.drill.replay import replay
from practicum.drill.variants import USUAL, bare, seed_at
from practicum.drill.view import view
from practicum.errors import PracticumError
from practicum.evidence import Decision, DecisionLog, to_plain
from practicum.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

    from practicum.drill.state import State

Mode = Literal["practice", "assessed"]

EXAM = "exam-"
"""How the seeds of an examination begin; only an assessed run takes one."""
_SEED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")


class RunError(PracticumError):
    """A run that cannot be begun or continued."""


class Run:
    """A run in progress.

    The decisions are its only memory. Each is checked, then written to the log, then applied: a kernel that
    dies loses at most the act in flight, and `Run.open` is where it was.

    Attributes:
        scenario: The drill.
        seed: Its seed.
        mode: `practice` shows coaching; `assessed` does not.
        notice: What opening the log had to repair, one sentence, or empty.
    """

    def __init__(self, scenario: Scenario, seed: str, mode: Mode, *, log: DecisionLog | None = None) -> None:
        self.scenario = scenario = scenario.at(seed)
        self.seed = seed
        self.mode: Mode = mode
        self.notice = "" if log is None else log.notice
        self._log = log
        self._decisions: list[Decision] = [] if log is None else list(log.decisions)
        self._state = replay(scenario, seed, self._decisions)
        shared = is_completion(bare(scenario, seed)) and mode == "practice"
        self._expert = Expert(self._state) if shared else None

    @classmethod
    def create(  # noqa: PLR0913 - each says which run, and has a default that serves a learner
        cls,
        scenario: Scenario | str | Path,
        seed: str = "practice-1",
        mode: Mode = "practice",
        path: Path | None = None,
        language: str = "en",
        *,
        intensity: str = USUAL,
    ) -> Run:
        """Begin a run.

        Args:
            scenario: A loaded drill, its name, or its folder.
            seed: Practice takes any name that is not kept for assessment, assessed one of those that are.
            mode: `practice` or `assessed`.
            path: Where to write the decision log; None keeps the run in memory.
            language: Language of the words, when `scenario` is not loaded yet.
            intensity: `easier`, `usual` or `harder`, where the drill is made for it; the name of the seed
                in the log says which, as in `harder-practice-1`.

        Raises:
            PracticumError: The drill cannot be read, seed and mode do not go together, or the log exists
                already or cannot be written.
        """
        if not isinstance(scenario, Scenario):
            scenario = load_scenario(scenario, language)
        seed = seed_at(scenario, seed, intensity)
        _check_seed(scenario, seed, mode)
        scenario = scenario.at(seed)
        log = None
        if path is not None:
            log = DecisionLog.create(
                path, drill=scenario.slug, scenario_hash=scenario.hash, seed=seed, mode=mode
            )
        return cls(scenario, seed, mode, log=log)

    @classmethod
    def open(cls, path: Path | str, scenario: Scenario | None = None, language: str = "en") -> Run:
        """Continue a run from its log.

        Args:
            path: The decision log.
            scenario: The drill, when it does not lie in the project's `scenarios/`.
            language: Language of the words, when `scenario` is not given.

        Raises:
            PracticumError: The log is missing, damaged, or was written with another state of the drill.
        """
        log = DecisionLog.open(path)
        if scenario is None:
            scenario = load_scenario(log.header.drill, language)
        scenario = scenario.at(log.header.seed)
        if (log.header.drill, log.header.scenario_hash) != (scenario.slug, scenario.hash):
            raise RunError(
                _("{name} was written with another state of the drill '{drill}'.").format(
                    name=log.path.name, drill=log.header.drill
                ),
                next_step=_(
                    "Move it away and begin a new run, or restore the drill that it was played with."
                ),
            )
        return cls(scenario, log.header.seed, log.header.mode, log=log)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions so far."""
        return tuple(self._decisions)

    @property
    def over(self) -> bool:
        """Whether the shift has ended."""
        return self._state.over

    @property
    def minute(self) -> int:
        """The simulated minute."""
        return self._state.minute

    @property
    def state(self) -> State:
        """The state now. Read it; only decisions may change it."""
        return self._state

    def do(self, action: str, thread: str | None = None, confidence: int | None = None, **fields: Any) -> str:
        """Decide something.

        Args:
            action: Id of an action of the desk, or `wait` with `minutes`, or `next` message.
            thread: Id of the thread that it is about.
            confidence: How sure you are, in percent.
            **fields: The action's fields.

        Returns:
            What happened, one sentence or two.

        Raises:
            PracticumError: The act is impossible or incomplete. Nothing was logged, no time has passed.
        """
        given = fields if thread is None else {"thread": thread, **fields}
        if self._expert is None:
            return self._decide(action, given, confidence)
        if action not in {"wait", "next"}:
            said = [self._decide(action, given, confidence)]
        else:
            said = self._helped(action, given)
        return " ".join([*said, *self._help(self._state.minute)])

    def _helped(self, action: str, given: dict[str, Any]) -> list[str]:
        """Let time pass, with the expert at work in it."""
        now, length = self._state.minute, self.scenario.structure.length
        waits = given.get("minutes", 0)
        if action == "wait" and (type(waits) is not int or waits < 1):
            return [self._decide(action, given, None)]  # which refuses it
        event = world.next_event(self._state)
        target = now + waits if action == "wait" else length if event is None else event
        said = self._help(min(target, length))
        left = min(target, length) - self._state.minute
        if left > 0 and not self.over:
            said.append(self._decide("wait", {"minutes": left}, None))
        return said

    def _help(self, until: int) -> list[str]:
        """Do what the expert would do up to a minute; what proves impossible by now is left out."""
        said: list[str] = []
        while self._expert is not None and not self.over:
            step = self._expert.next(self._state)
            if step is None or step.minute > until:
                break
            if step.minute > self._state.minute:
                self._decide("wait", {"minutes": step.minute - self._state.minute}, None)
                continue  # something may have come in that changes what is next
            try:
                sentence = self._decide(step.action, dict(step.args), step.confidence)
            except ActError:
                self._expert.did(step)
                continue
            self._expert.did(step, len(self._decisions))
            said.append(_("The expert, in your place: “{sentence}”").format(sentence=sentence))
        return said

    def _decide(self, action: str, given: dict[str, Any], confidence: int | None) -> str:
        args = {
            name: to_plain(list(value) if isinstance(value, tuple) else value)
            for name, value in given.items()
        }
        decision = Decision(len(self._decisions) + 1, self._state.minute, action, args, confidence)
        checked(self._state, decision)
        if self._log is not None:
            decision = self._log.append(decision.minute, action, args, confidence)
        self._decisions.append(decision)
        perform(self._state, decision)
        return self._state.status

    def finish(self) -> str:
        """Let the rest of the shift pass without another act."""
        if self.over:
            return _("The shift is over.")
        return self.do("wait", minutes=self.scenario.structure.length - self.minute)

    def view(self) -> dict[str, Any]:
        """Return what the desk shows now, as JSON values."""
        shown = view(self._state, self.mode)
        if self._expert is not None:
            for row in shown["log"]:
                if row["n"] in self._expert.acts:
                    row["sentence"] = _("The expert, in your place: “{sentence}”").format(
                        sentence=row["sentence"]
                    )
        return shown


def _check_seed(scenario: Scenario, seed: str, mode: str) -> None:
    seeds, named = scenario.structure.seeds, bare(scenario, seed)
    if mode not in get_args(Mode):
        raise RunError(
            _("'{mode}' is not a mode.").format(mode=mode), next_step=_("Use 'practice' or 'assessed'.")
        )
    if not _SEED.fullmatch(seed):
        raise RunError(
            _("{seed!r} cannot be a seed.").format(seed=seed),
            next_step=_("Use a short name of letters, digits and hyphens, such as 'practice-1'."),
        )
    kept = named in seeds.assessed or seed.startswith(EXAM)
    if mode == "assessed" and not kept:
        raise RunError(
            _("'{seed}' is not one of the seeds that this drill is assessed with.").format(seed=seed),
            next_step=_("They are: {seeds}.").format(seeds=", ".join(seeds.assessed) or "-"),
        )
    if mode == "practice" and kept:
        raise RunError(
            _("'{seed}' is kept for assessment.").format(seed=seed),
            next_step=_("Practise with '{seed}', or with a name of your own.").format(seed=seeds.practice[0]),
        )
