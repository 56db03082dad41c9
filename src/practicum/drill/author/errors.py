"""Known errors of a drill: each, put alone into the expert's run, must lower its score on every seed.

`errors.yaml` beside `scenario.yaml` is a list of rows such as

    - id: told-nobody
      says: The photo is told to nobody.
      drop: [{do: escalate, thread: trolley}]
    - id: jokes
      says: The question gets a joke.
      change: [{do: reply, thread: freezer, into: {posture: joke}}]
    - id: feeds
      says: A word to someone who wants a fight.
      add: [{do: reply, thread: gus, after: 20, fields: {posture: argue, text: "No, you!"}}]

An offered answer is named by its id, as in `into: {option: agency}`; the letter is that of the seed.

The file is for authors and tests; no learner reads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, RootModel

from practicum.drill import world
from practicum.drill.acts import perform
from practicum.drill.cast import cast
from practicum.drill.catalogue import catalogue
from practicum.drill.check_act import ActError
from practicum.drill.load import read_model
from practicum.drill.policies import play
from practicum.drill.replay import replay
from practicum.drill.schema import Minute, Percent, Slug, Strict
from practicum.errors import PracticumError
from practicum.evidence import Decision
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from practicum.drill.load import Scenario
    from practicum.drill.state import State

FILE = "errors.yaml"
_POOL = "pool:"
_PAUSES = frozenset({"wait", "next"})
_Values = dict[Slug, str | int | tuple[str, ...]]


class Pick(Strict):
    """Some of the expert's acts.

    Attributes:
        do: The action.
        thread: On this thread; `pool:easy` is the first thread that the seed takes from the pool `easy`;
            empty means wherever it was done.
        fields: Only acts that carry these fields; a field of several values counts when it holds the value.
        nth: Only the first (1), the second (2) and so on of them; absent means all.
    """

    do: Slug
    thread: str = ""
    fields: dict[Slug, str] = Field(default_factory=dict)
    nth: Annotated[int, Field(ge=1, le=100)] | None = None


class Change(Pick):
    """Some of the expert's acts, done differently.

    Attributes:
        into: Fields that take another value; texts are written out.
        action: Another action instead.
        later: So many minutes later.
        confidence: Another confidence, in percent.
    """

    into: _Values = Field(default_factory=dict)
    action: Slug | None = None
    later: Minute = 0
    confidence: Percent | None = None


class Added(Strict):
    """An act that the expert would not do.

    Attributes:
        do: The action.
        thread: The thread it is about, as in `Pick`; empty for an act without one.
        at: The message of that thread from which `after` counts.
        after: Minutes after that message; without a thread, after the start of the shift.
        fields: The action's fields; texts are written out. A text that is left away is filled in.
        confidence: How sure, in percent, where the drill asks for it.
    """

    do: Slug
    thread: str = ""
    at: Slug = "opening"
    after: Minute = 0
    fields: _Values = Field(default_factory=dict)
    confidence: Percent | None = None


class Error(Strict):
    """One known error.

    Attributes:
        id: Its name.
        says: What is done wrong, one sentence.
        drop: Acts that are left out.
        change: Acts that are done differently.
        add: Acts that are added.
        gates: Gates that it must fire; all others must stay silent.
    """

    id: Slug
    says: Annotated[str, Field(min_length=1)]
    drop: tuple[Pick, ...] = ()
    change: tuple[Change, ...] = ()
    add: tuple[Added, ...] = ()
    gates: tuple[Slug, ...] = ()


class _Errors(RootModel[tuple[Error, ...]]):
    """A whole `errors.yaml`."""


def load_errors(folder: Path) -> tuple[Error, ...]:
    """Return the known errors of a drill's folder; none when it has no `errors.yaml`.

    Raises:
        ScenarioError: The file cannot be read; the sentence names the place.
    """
    path = folder / FILE
    return read_model(_Errors, path).root if path.is_file() else ()


def with_error(scenario: Scenario, seed: str, error: Error) -> tuple[Decision, ...] | None:
    """Return the expert's decisions with one error in them.

    Acts keep their minutes; when an added or a later act takes the desk, those after it wait. Evidence that
    is no longer at hand is left away.

    Returns:
        The decisions, or None when the seed does not bring the threads that the error is about.

    Raises:
        PracticumError: The error drops or changes what the expert never does, or adds what is impossible.
    """
    reference = [d for d in play(scenario, seed, "reference") if d.action not in _PAUSES]
    state = replay(scenario, seed, reference)
    picks: tuple[Pick, ...] = (*error.drop, *error.change)
    names = {*(pick.thread for pick in picks), *(added.thread for added in error.add)} - {""}
    threads = {name: _thread(scenario, seed, state, name) for name in names}
    if None in threads.values():
        return None
    own: set[int] = set()  # decisions that the error makes: they must be possible
    log = list(reference)
    for pick in error.drop:
        gone = {d.n for d in _picked(error, pick, threads, log)}
        log = [d for d in log if d.n not in gone]
    for change in error.change:
        for old in _picked(error, change, threads, log):
            log[log.index(old)] = _lettered(state, _changed(scenario, old, change))
            own.add(old.n)
    for n, added in enumerate(error.add, start=10_000):
        log.append(_lettered(state, _added(scenario, state, added, threads, n)))
        own.add(n)
    return _in_time(scenario, seed, error, sorted(log, key=lambda d: (d.minute, d.n)), own)


def _thread(scenario: Scenario, seed: str, state: State, name: str) -> str | None:
    """Return the thread of this seed that a name stands for, or None when the day does not bring it."""
    if name.startswith(_POOL):
        pool = name.removeprefix(_POOL)
        taken = [thread for thread, plan in cast(scenario, seed).items() if plan.thread.pool == pool]
        return next((thread for thread in taken if thread in state.threads), None)
    return name if name in state.threads else None


def _picked(
    error: Error, pick: Pick, threads: dict[str, str | None], log: Iterable[Decision]
) -> list[Decision]:
    found = [
        d
        for d in log
        if d.action == pick.do
        and (not pick.thread or d.args.get("thread") == threads[pick.thread])
        and all(_carries(d.args.get(name), value) for name, value in pick.fields.items())
    ]
    if pick.nth is not None:
        found = found[pick.nth - 1 : pick.nth]
    if not found:
        raise PracticumError(
            _("The error '{id}' is about an act '{do}' that the expert does not do.").format(
                id=error.id, do=pick.do
            ),
            next_step=_("Compare the row in '{file}' with the steps in 'scenario.yaml'.").format(file=FILE),
        )
    return found


def _carries(given: object, value: str) -> bool:
    return value in given if isinstance(given, (list, tuple)) else str(given) == value


def _plain(values: _Values) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def _changed(scenario: Scenario, old: Decision, change: Change) -> Decision:
    action = change.action or old.action
    args = {**old.args, **_plain(change.into)}
    if change.action is not None and change.action in catalogue(scenario):
        # Another act has another form: what it does not ask for is left away.
        form = {field.name for field in catalogue(scenario)[action].fields} | {"thread"}
        args = {name: value for name, value in args.items() if name in form}
    sure = old.confidence if change.confidence is None else change.confidence
    return Decision(old.n, old.minute + change.later, action, args, sure)


def _lettered(state: State, decision: Decision) -> Decision:
    """Return a decision with the letter under which this seed offers the answer that an error names."""
    thread = state.threads.get(str(decision.args.get("thread")))
    letters = {} if thread is None else {o.id: letter for letter, o in thread.plan.options.items()}
    option = decision.args.get("option")
    if option not in letters:
        return decision
    args = {**decision.args, "option": letters[option]}
    return Decision(decision.n, decision.minute, decision.action, args, decision.confidence)


def _added(
    scenario: Scenario, state: State, added: Added, threads: dict[str, str | None], n: int
) -> Decision:
    args = _plain(added.fields)
    since = 0
    if added.thread:
        args["thread"] = threads[added.thread]
        since = _minute(state, added, str(args["thread"]))
    spec = catalogue(scenario).get(added.do)
    for field in () if spec is None else spec.fields:
        if field.kind == "text" and field.required:
            args.setdefault(field.name, _("A word."))
    return Decision(n, since + added.after, added.do, args, added.confidence)


def _minute(state: State, added: Added, thread: str) -> int:
    for message in state.threads[thread].messages:
        if message.id == added.at:
            return message.minute
    raise PracticumError(
        _("The thread '{thread}' has no message '{id}' in the expert's run.").format(
            thread=added.thread, id=added.at
        ),
        next_step=_("Mend 'at' in '{file}'.").format(file=FILE),
    )


def _in_time(
    scenario: Scenario, seed: str, error: Error, log: list[Decision], own: set[int]
) -> tuple[Decision, ...]:
    """Play decisions in order, each at its minute or as soon as the desk is free."""
    state = world.begin(scenario, seed)
    done: list[Decision] = []
    for d in log:
        decision = Decision(len(done) + 1, max(d.minute, state.minute), d.action, {**d.args}, d.confidence)
        try:
            perform(state, decision, lenient=True)
        except ActError as refused:
            if d.n in own:
                raise PracticumError(
                    _("The error '{id}' is not possible: {problem}").format(
                        id=error.id, problem=refused.problem
                    ),
                    next_step=_("Mend the row in '{file}'.").format(file=FILE),
                ) from refused
            continue
        if "evidence" in d.args:  # what could not be attached any more is left away for good
            decision.args["evidence"] = list(state.acts[-1].fields["evidence"])
        done.append(decision)
    return tuple(done)
