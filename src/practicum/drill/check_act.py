"""Whether an act is possible: every refusal is a sentence that says what was given and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from practicum.drill import world
from practicum.drill.catalogue import FieldSpec, catalogue
from practicum.errors import PracticumError
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practicum.drill.state import State, Thread
    from practicum.evidence import Decision

_CERTAIN = 100


class ActError(PracticumError):
    """An act that is impossible or incomplete; nothing has been logged."""


def checked(
    state: State, decision: Decision, *, lenient: bool = False
) -> tuple[dict[str, Any], Thread | None]:
    """Let time pass to a decision's minute and check it there.

    Args:
        state: The state; only its time is changed.
        decision: What was decided.
        lenient: Leave away evidence that is not at hand instead of refusing, for "what if" questions.

    Returns:
        All fields of the action, with defaults, and the thread it is about.

    Raises:
        ActError: The act is impossible or incomplete.
    """
    _reach(state, decision.minute)
    args, action = dict(decision.args), str(decision.action)
    if action in {"wait", "next"}:
        pause = FieldSpec("minutes", "minutes", _("Minutes"))
        return _fields((pause,) if action == "wait" else (), args, action), None
    specs = catalogue(state.scenario)
    spec = specs.get(action)
    if spec is None:
        raise ActError(
            _("'{action}' is not something this desk can do.").format(action=action),
            next_step=_("The actions are: {actions}.").format(actions=", ".join([*specs, "wait", "next"])),
        )
    thread = _thread(state, args.pop("thread", None)) if spec.target == "thread" else None
    fields = _fields(spec.fields, args, spec.id)
    if spec.id == "handover":
        _relieved(state)
    _sure(decision.confidence, asked=spec.confidence)
    if thread is not None:
        if lenient and spec.id == "escalate":
            fields["evidence"] = tuple(item for item in fields["evidence"] if not _lacks(state, thread, item))
        _possible(state, thread, spec.id, fields)
    return fields, thread


def _reach(state: State, minute: object) -> None:
    length = state.scenario.structure.length
    if type(minute) is not int or not 0 <= minute <= length:
        raise ActError(
            _("Minute {minute} is not a minute of this shift, which lasts {length}.").format(
                minute=minute, length=length
            ),
            next_step=_("Decisions carry whole minutes from the beginning of the shift."),
        )
    if state.over:
        raise ActError(_("The shift is over."), next_step=_("Open the debrief, or begin a new run."))
    if minute < state.minute:
        raise ActError(
            _("An act at minute {minute} comes before the one that ended at minute {now}.").format(
                minute=minute, now=state.minute
            ),
            next_step=_("Decisions must stand in the order of time."),
        )
    world.advance(state, minute)
    if state.over:
        raise ActError(_("The shift is over."), next_step=_("Open the debrief, or begin a new run."))


def _thread(state: State, given: object) -> Thread:
    if not isinstance(given, str) or not given:
        raise ActError(
            _("This act needs a thread."), next_step=_("Select a thread first, then choose the act.")
        )
    thread = state.threads.get(given)
    if thread is None:
        # The same words for a thread that is still to come: a refusal must not foretell the day.
        raise ActError(
            _("There is no thread '{thread}' on the desk.").format(thread=given),
            next_step=_("Choose a thread that is there now."),
        )
    return thread


def _fields(specs: tuple[FieldSpec, ...], args: Mapping[str, Any], action: str) -> dict[str, Any]:
    names = {spec.name for spec in specs}
    for name in args:
        if name not in names:
            raise ActError(
                _("'{action}' has no field called '{field}'.").format(action=action, field=name),
                next_step=_("Its fields are: {fields}.").format(fields=", ".join(sorted(names)) or "-"),
            )
    return {spec.name: _field(spec, args.get(spec.name)) for spec in specs}


def _field(spec: FieldSpec, value: object) -> Any:
    if value is None or value in ("", [], ()):
        if spec.required:
            raise ActError(
                _("The field '{field}' is empty.").format(field=spec.label),
                next_step=_("Fill it in, then try again. Nothing has been logged."),
            )
        return () if spec.kind == "several" else ""
    if spec.kind == "text":
        return _text(spec, value)
    if spec.kind == "minutes":
        if type(value) is not int or value < 1:
            raise ActError(
                _("{value!r} is not a number of minutes.").format(value=value),
                next_step=_("Give a whole number from 1 up."),
            )
        return value
    several = spec.kind == "several"
    values = list(value) if several and isinstance(value, (list, tuple)) else [value]
    options = spec.options or {}
    for item in values:
        if not isinstance(item, str) or item not in options:
            raise ActError(
                _("{value!r} is not a choice for '{field}'.").format(value=item, field=spec.label),
                next_step=_("The choices are: {choices}.").format(choices=", ".join(options)),
            )
    if not several:
        return values[0]
    return tuple(option for option in options if option in values)


def _text(spec: FieldSpec, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ActError(
            _("The field '{field}' needs a text.").format(field=spec.label),
            next_step=_("Write at least a word. Nothing has been logged."),
        )
    if spec.longest is not None and len(value) > spec.longest:
        raise ActError(
            _("Your text has {length} characters; at most {longest} fit.").format(
                length=len(value), longest=spec.longest
            ),
            next_step=_("Shorten it by {over}.").format(over=len(value) - spec.longest),
        )
    return value


def _sure(confidence: object, *, asked: bool) -> None:
    if asked and confidence is None:
        raise ActError(
            _("This decision asks how sure you are."), next_step=_("Give a confidence from 0 to 100 percent.")
        )
    if confidence is not None and (type(confidence) is not int or not 0 <= confidence <= _CERTAIN):
        raise ActError(
            _("{value!r} is not a confidence.").format(value=confidence),
            next_step=_("Give a whole number from 0 to 100."),
        )


def _possible(state: State, thread: Thread, action: str, fields: Mapping[str, Any]) -> None:
    if action == "hide" and thread.hidden:
        raise ActError(_("This post is hidden already."), next_step=_("Choose another act."))
    if action == "choose":
        _can_choose(thread, fields["option"])
    if action == "image" and not any(message.image for message in thread.messages):
        raise ActError(_("This thread holds no picture."), next_step=_("Choose another check."))
    if action == "escalate":
        _can_attach(state, thread, fields["evidence"])


def _relieved(state: State) -> None:
    structure = state.scenario.structure
    relief = structure.length if structure.relief is None else structure.relief
    if state.minute < relief:
        raise ActError(
            _("Nobody is there yet to take over: the next shift comes at {time}.").format(
                time=state.scenario.time(relief)
            ),
            next_step=_("Let the time pass, or go on working."),
        )


def _can_choose(thread: Thread, letter: str) -> None:
    letters = thread.plan.options
    if letter not in letters:
        raise ActError(
            _("This thread does not offer answer '{letter}'.").format(letter=letter),
            next_step=_("It offers: {letters}.").format(letters=", ".join(letters) or "-"),
        )
    if thread.chosen:
        raise ActError(
            _("You have already answered this one."), next_step=_("What is said is said: go to the next.")
        )


def _can_attach(state: State, thread: Thread, evidence: tuple[str, ...]) -> None:
    for item in evidence:
        problem = _lacks(state, thread, item)
        if problem:
            raise ActError(problem, next_step=_("Look it up first, or send the note without it."))


def _lacks(state: State, thread: Thread, item: str) -> str:
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
