"""What must be so before an act: one small question a need, answered in a sentence when it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from practicum.drill import house
from practicum.drill.acts_moderate import MEASURES
from practicum.drill.fields import OPEN
from practicum.drill.state import Thread
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from practicum.drill.state import State, Talk

Refusal = tuple[str, str]
"""What is wrong, and what to do next."""

_LEVEL = 2
_AGAINST = MEASURES | {"hide", "label", "remove"}
# What may settle a message to the desk about a decision that was made before this shift.
_ANSWERS_TO_APPEALS = frozenset({"appeal", "restore", "keep"})


def refusal(state: State, need: str, talk: Talk | None, fields: Mapping[str, Any]) -> Refusal | None:
    """Say why an act is not possible now, or None when this need is met.

    Args:
        state: The state at the minute of the act.
        need: One of the needs of `actions.yaml`.
        talk: The thread or stream of the act; None for an act without one.
        fields: The act's fields, complete.
    """
    if need == "new-limit" and talk is not None:
        return _new_limit(talk, fields)
    if isinstance(talk, Thread):
        return _OF_THREADS[need](state, talk, fields)
    return _OF_SHIFT[need](state, fields) if need in _OF_SHIFT else None


def forbidden(state: State, permission: str) -> Refusal | None:
    """Say why the desk may not do this now, or None. Sign-offs are judged and never refused."""
    if permission != "level-2" or not state.scenario.structure.levels or house.level(state) >= _LEVEL:
        return None
    return (
        _("This is decided from level {level} on; the desk is at level {now}.").format(
            level=_LEVEL, now=house.level(state)
        ),
        _("Raise the level first, if the matter calls for it."),
    )


def _picture(_state: State, thread: Thread, _fields: Mapping[str, Any]) -> Refusal | None:
    if any(message.image for message in thread.messages):
        return None
    return _("This thread holds no picture."), _("Choose another check.")


def _offered(_state: State, thread: Thread, fields: Mapping[str, Any]) -> Refusal | None:
    letters = thread.plan.options
    if fields["option"] not in letters:
        return (
            _("This thread does not offer answer '{letter}'.").format(letter=fields["option"]),
            _("It offers: {letters}.").format(letters=", ".join(letters) or "-"),
        )
    if thread.chosen:
        return _("You have already answered this one."), _("What is said is said: go to the next.")
    return None


def _visible(_state: State, thread: Thread, _fields: Mapping[str, Any]) -> Refusal | None:
    if not thread.hidden:
        return None
    if thread.settled == "remove":
        return _("This post is removed already."), _("Put it back first, or choose another act.")
    return _("This post is hidden already."), _("Choose another act.")


def _out_of_sight(_state: State, thread: Thread, _fields: Mapping[str, Any]) -> Refusal | None:
    return None if thread.hidden else (_("This post is there for everyone to see."), _("Choose another act."))


def _new_limit(talk: Talk, fields: Mapping[str, Any]) -> Refusal | None:
    how = "" if fields["how"] == OPEN else fields["how"]
    if how != talk.limit:
        return None
    return _("Comments are set so already."), _("Choose another way, or another act.")


def _not_out(_state: State, thread: Thread, _fields: Mapping[str, Any]) -> Refusal | None:
    if not {"mute-user", "ban"} & {*thread.measures}:
        return None
    return _("This author cannot write here any more already."), _("Choose another act.")


def _not_banned(_state: State, thread: Thread, _fields: Mapping[str, Any]) -> Refusal | None:
    return (
        (_("This author is banned already."), _("Choose another act.")) if "ban" in thread.measures else None
    )


def _appealed(_state: State, thread: Thread, _fields: Mapping[str, Any]) -> Refusal | None:
    """An author has written after a decision of this shift, or, with no report, about one from before it."""
    moderation, row = thread.phase.handling.moderation, thread.plan.thread
    if row.report is None and moderation is not None and _ANSWERS_TO_APPEALS & {*moderation.decisions}:
        return None
    decided = min((act.end for act in thread.acts if act.action in _AGAINST), default=None)
    if decided is not None and any(m.author == row.author and m.minute >= decided for m in thread.messages):
        return None
    return (
        _("Nobody has appealed here."),
        _("To take an own decision back, put the post back; or choose another act."),
    )


def _evidence(state: State, thread: Thread, fields: Mapping[str, Any]) -> Refusal | None:
    for item in fields["evidence"]:
        problem = lacking(state, thread, item)
        if problem:
            return problem, _("Look it up first, or send the note without it.")
    return None


def lacking(state: State, thread: Thread, item: str) -> str:
    """Say what is missing before a piece of evidence can be attached; empty when nothing is."""
    done = {act.action for act in thread.acts}
    if item == "author" and "author" not in done:
        return _("You have not checked the author yet.")
    if item == "image" and "image" not in done:
        return _("You have not searched for the picture yet.")
    if item == "colleague" and not any(
        m.author in state.scenario.structure.colleagues for m in thread.messages
    ):
        return _("No colleague has answered in this thread yet.")
    if item == "baseline" and not any(act.action == "baseline" for act in state.acts):
        return _("You have not compared the volume with the usual hour yet.")
    return ""


def _relief(state: State, _fields: Mapping[str, Any]) -> Refusal | None:
    structure = state.scenario.structure
    relief = structure.length if structure.relief is None else structure.relief
    if state.minute >= relief:
        return None
    return (
        _("Nobody is there yet to take over: the next shift comes at {time}.").format(
            time=state.scenario.time(relief)
        ),
        _("Let the time pass, or go on working."),
    )


def _own_post(state: State, _fields: Mapping[str, Any]) -> Refusal | None:
    if any(act.action == "post" for act in state.acts):
        return None
    return _("The house has published nothing in this shift yet."), _("Publish a post first.")


def _can_stop(state: State, fields: Mapping[str, Any]) -> Refusal | None:
    return _operations(
        state, fields, {"planned", "running"}, _("'{label}' is stopped or out already."), _("Leave it away.")
    )


def _can_start(state: State, fields: Mapping[str, Any]) -> Refusal | None:
    return _operations(
        state, fields, {"paused"}, _("'{label}' is not stopped."), _("Choose what you stopped before.")
    )


def _not_ended(state: State, fields: Mapping[str, Any]) -> Refusal | None:
    going = {"planned", "running", "paused"}
    return _operations(state, fields, going, _("'{label}' is over already."), _("Leave it away."))


def _operations(
    state: State, fields: Mapping[str, Any], allowed: set[str], problem: str, step: str
) -> Refusal | None:
    for operation in fields["what"]:
        if house.operation_state(state, operation) not in allowed:
            return problem.format(label=state.scenario.words.operations[operation].label), step
    return None


def _has_service(state: State, _fields: Mapping[str, Any]) -> Refusal | None:
    if state.scenario.structure.service is not None:
        return None
    return _("There is no customer service behind this desk."), _("Choose another act.")


def _other_level(state: State, fields: Mapping[str, Any]) -> Refusal | None:
    if int(fields["level"]) != house.level(state):
        return None
    return (
        _("The desk is at level {level} already.").format(level=fields["level"]),
        _("Choose another level, or log a decision to stay."),
    )


_OF_THREADS: dict[str, Callable[[State, Thread, Mapping[str, Any]], Refusal | None]] = {
    "picture": _picture,
    "offered": _offered,
    "visible": _visible,
    "out-of-sight": _out_of_sight,
    "not-out": _not_out,
    "not-banned": _not_banned,
    "appealed": _appealed,
    "evidence": _evidence,
}
_OF_SHIFT: dict[str, Callable[[State, Mapping[str, Any]], Refusal | None]] = {
    "relief": _relief,
    "own-post": _own_post,
    "can-stop": _can_stop,
    "can-start": _can_start,
    "not-ended": _not_ended,
    "has-service": _has_service,
    "other-level": _other_level,
}
