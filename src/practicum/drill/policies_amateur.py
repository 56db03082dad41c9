"""Players without an expert's steps: words for everyone, chance, deletion, one text for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from practicum.drill import world
from practicum.drill.catalogue import catalogue
from practicum.drill.check_act import fields_now
from practicum.drill.draws import draw
from practicum.drill.fields import PARTS
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from practicum.drill.catalogue import ActionSpec
    from practicum.drill.fields import FieldSpec
    from practicum.drill.policies_player import Player
    from practicum.drill.state import State, Thread

_ALWAYS_SURE = 90
_WORDS = ("reply", "press", "private")
_VERDICTS = ("keep", "label", "remove", "hide")
_HITS, _FALSE_ALARMS, _IN_ALL, _ACTS, _WIDE = 3, 1, 4, 2, 4
_DELETIONS = ("remove", "hide")
_CRITICAL = frozenset({"complaint", "weak-signal"})


def reply_to_everything(player: Player) -> None:
    """Answer everything at once and always in the same way; take the first answer that a thread offers."""
    text = _("Hello, and thank you for your message.")
    for thread in _coming(player):
        if thread.plan.thread.options:
            player.attempt("choose", {"thread": thread.id, "option": "a"}, _ALWAYS_SURE)
        else:
            _say(player, thread, text, list(PARTS))


def copy_paste(player: Player) -> None:
    """Answer all that needs an answer, in time and with one unedited text; leave everything else."""
    ready = list(player.state.scenario.words.canned.values())
    text = ready[0] if ready else _("Thank you for your message. We have passed it on to our team.")
    for thread in _coming(player):
        if thread.phase.handling.answer == "expected" and not thread.plan.thread.options:
            _say(player, thread, text, ["acknowledge", "action"])


def delete_all(player: Player) -> None:
    """Take away every critical message: criticism, complaints, warnings, and whatever was reported."""
    for thread in _coming(player):
        handling = thread.phase.handling
        critical = handling.criticism or thread.plan.thread.report is not None
        if critical or _CRITICAL & {*handling.topics}:
            for action in _DELETIONS:
                if _fill(player, action, thread, {"notice": "no"}):
                    break


def at_random(player: Player) -> None:
    """A plausible amateur: reads from the top, notices what matters by halves, fills forms by chance.

    The newest message comes first. Of the messages that need the desk, three in four are taken for such, of
    the others one in four (a sensitivity d' of 1.35). Whatever is taken for such gets two acts: first the
    kind of thing that it plainly calls for (a question a word, a report a decision, a danger a note to
    someone inside), then anything that the desk offers. One act in four is of the whole desk instead, such
    as a post or a comparison. Fields are drawn; what may stay empty stays so half the time. Nobody ends the
    shift by chance.
    """
    seed = player.state.seed
    for n, thread in enumerate(_coming(player, newest=True)):
        noticed = _HITS if thread.phase.handling.needed else _FALSE_ALARMS
        if draw(seed, "policy:random:notice", thread.id, n, _IN_ALL) < noticed:
            for k in range(_ACTS):
                _anything(player, thread, f"{n}/{k}", _called_for(thread) if k == 0 else ())


def _called_for(thread: Thread) -> tuple[str, ...]:
    """The kinds of acts that a thread plainly calls for."""
    handling = thread.phase.handling
    if thread.plan.thread.options:
        return ("choose",)
    return (
        *(_WORDS if handling.answer == "expected" else ()),
        *(_VERDICTS if handling.moderation or thread.plan.thread.report else ()),
        *(("escalate",) if handling.escalation else ()),
    )


def _anything(player: Player, thread: Thread, key: str, among: tuple[str, ...]) -> None:
    """Do one act by chance, among some acts if the desk offers one of them."""
    state = player.state

    def chance(what: str, below: int) -> int:
        return draw(state.seed, f"policy:random:{what}", key, 0, below)

    specs = [spec for spec in catalogue(state.scenario).values() if spec.row.group != "close"]
    wide = chance("wide", _WIDE) == 0
    offered = [spec for spec in specs if spec.id in among] or [
        spec for spec in specs if (spec.target == "none") == wide
    ]
    if offered:
        spec = offered[chance("action", len(offered))]
        args = _somehow(state, spec, chance)
        if spec.target == "thread":
            args["thread"] = thread.id
        player.attempt(spec.id, args, chance("sure", 11) * 10 if spec.confidence else None)


def _coming(player: Player, *, newest: bool = False) -> Iterator[Thread]:
    """Yield the thread of each public message as the desk gets to it: the oldest first, or the newest."""
    state = player.state
    seen: dict[str, int] = {}
    while not state.over:
        new = [
            (message.minute, thread.id, thread)
            for thread in state.threads.values()
            for message in thread.messages
            if message.side == "public" and message.minute > seen.get(thread.id, -1)
        ]
        if not new:
            event = world.next_event(state)
            player.wait_until(state.scenario.structure.length if event is None else event)
            continue
        minute, name, thread = (max if newest else min)(new, key=lambda item: item[:2])
        seen[name] = minute
        yield thread


def _say(player: Player, thread: Thread, text: str, parts: list[str]) -> None:
    """Say something in the first way that the desk offers, in the first posture."""
    postures = player.state.scenario.structure.postures
    for action in _WORDS:
        said = {"posture": postures[0], "parts": parts, "text": text} if postures else {"text": text}
        if player.attempt(action, {"thread": thread.id, **said}):
            return


def _fill(player: Player, action: str, thread: Thread, wanted: dict[str, str]) -> bool:
    """Do an act on a thread with the first option of every field, unless another is wanted."""
    spec = catalogue(player.state.scenario).get(action)
    if spec is None:
        return False
    args: dict[str, Any] = {"thread": thread.id}
    for field in spec.fields:
        if field.kind == "text":
            args[field.name] = _("Removed.")
        elif field.options:
            first = wanted.get(field.name, next(iter(field.options)))
            args[field.name] = [first] if field.kind == "several" else first
    return player.attempt(action, args)


def _somehow(state: State, spec: ActionSpec, chance: Callable[[str, int], int]) -> dict[str, Any]:
    """Return fields as chance would have them, from what the form offers now."""
    args: dict[str, Any] = {}
    for field in fields_now(state, spec):
        value = _any(field, chance)
        if value:
            args[field.name] = value
    return args


def _any(field: FieldSpec, chance: Callable[[str, int], int]) -> Any:
    if field.kind == "text":
        return _("Text {n}").format(n=chance("text", 1000))
    options = list(field.options or {})
    if not options or (not field.required and chance(f"{field.name}?", 2)):
        return ""
    if field.kind == "choice":
        return options[chance(field.name, len(options))]
    most = 1 + chance(f"{field.name}#", 2)  # one thing, or two
    return sorted({options[chance(f"{field.name}/{n}", len(options))] for n in range(most)})
