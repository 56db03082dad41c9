"""Whether an act is possible: every refusal is a sentence that says what was given and what to do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from practicum.drill import world
from practicum.drill.catalogue import catalogue
from practicum.drill.check_needs import forbidden, lacking, refusal
from practicum.drill.facts import listed
from practicum.drill.fields import FieldSpec
from practicum.drill.state import Thread
from practicum.errors import PracticumError
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practicum.drill.catalogue import ActionSpec
    from practicum.drill.state import State, Talk
    from practicum.evidence import Decision

_CERTAIN = 100


class ActError(PracticumError):
    """An act that is impossible or incomplete; nothing has been logged."""


def checked(state: State, decision: Decision, *, lenient: bool = False) -> tuple[dict[str, Any], Talk | None]:
    """Let time pass to a decision's minute and check it there.

    Args:
        state: The state; only its time is changed.
        decision: What was decided.
        lenient: Leave away evidence that is not at hand instead of refusing, for "what if" questions.

    Returns:
        All fields of the action, with defaults, and the thread or stream it is about.

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
    thread = _talk(state, spec, args.pop("thread", None)) if spec.target == "thread" else None
    hasty = args.pop("haste", None)
    fields = _fields(fields_now(state, spec), args, spec.id)
    if hasty is not None:
        fields["haste"] = _haste(hasty, final=spec.final(fields))
    _sure(decision.confidence, asked=spec.confidence)
    if lenient and isinstance(thread, Thread) and spec.id == "escalate":
        fields["evidence"] = tuple(item for item in fields["evidence"] if not lacking(state, thread, item))
    refusals = [forbidden(state, spec.row.permission)]
    refusals.extend(refusal(state, need, thread, fields) for need in spec.row.needs)
    for refused in refusals:
        if refused is not None:
            raise ActError(refused[0], next_step=refused[1])
    return fields, thread


def _haste(given: object, *, final: bool) -> str:
    """Return the mark of a skipped second look; only acts that cannot be taken back ask for one."""
    if given == "yes" and final:
        return "yes"
    raise ActError(
        _("{value!r} is not a way to skip a second look here.").format(value=given),
        next_step=_("Leave 'haste' away, or give 'yes' with an act that cannot be taken back."),
    )


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


def fields_now(state: State, spec: ActionSpec) -> tuple[FieldSpec, ...]:
    """Return the fields of an action as they stand now: an issue is offered once it has come up."""
    return tuple(
        field
        if field.name != "issue"
        else replace(field, options={k: v for k, v in (field.options or {}).items() if k in state.streams})
        for field in spec.fields
    )


def fields_shown(state: State, spec: ActionSpec) -> tuple[FieldSpec, ...]:
    """Return the fields as a form shows them: the facts that have come up. Any other can be named."""
    facts = {fact.id for fact in state.scenario.structure.facts if listed(state, fact)}
    return tuple(
        field
        if field.name != "facts"
        else replace(field, options={k: v for k, v in (field.options or {}).items() if k in facts})
        for field in fields_now(state, spec)
    )


def _talk(state: State, spec: ActionSpec, given: object) -> Talk:
    if not isinstance(given, str) or not given:
        raise ActError(
            _("This act needs a thread."), next_step=_("Select a thread first, then choose the act.")
        )
    stream = next((stream for stream in state.streams.values() if stream.id == given), None)
    if stream is not None and not spec.row.stream:
        raise ActError(
            _("'{thread}' is a stream of many voices, and '{action}' is for one thread.").format(
                thread=given, action=spec.id
            ),
            next_step=_("Choose one of its threads, or publish a post."),
        )
    found: Talk | None = stream or state.threads.get(given)
    if found is None:
        # The same words for a thread that is still to come: a refusal must not foretell the day.
        raise ActError(
            _("There is no thread '{thread}' on the desk.").format(thread=given),
            next_step=_("Choose a thread that is there now."),
        )
    return found


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
