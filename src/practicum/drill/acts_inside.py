"""Acts that end inside the house: looking things up, asking, passing on, signing off, calling together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.drill import facts, house, world
from practicum.drill.draws import between
from practicum.drill.state import DESK, Message, Stream
from practicum.i18n import _

if TYPE_CHECKING:
    from practicum.drill.state import Act, Side, State, Talk, Thread


def write(talk: Talk, act: Act, text: str, *, inside: bool = False) -> None:
    """Put the learner's own words into a thread: said to the public, or kept inside the house."""
    side: Side = "internal" if inside else "desk"
    talk.messages.append(Message(f"desk-{len(talk.acts)}", side, DESK, act.end, text))


def note(talk: Talk, act: Act, text: str) -> None:
    """Put what the desk's tools found into a thread."""
    talk.messages.append(Message(f"{act.action}-{len(talk.acts)}", "internal", "", act.end, text))


def author(state: State, thread: Thread, act: Act) -> None:
    """Show what a check of the author brings up."""
    record = state.scenario.words.authors[thread.plan.thread.author].record
    note(thread, act, record or _("An ordinary account. Nothing about it stands out."))


def image(state: State, thread: Thread, act: Act) -> None:
    """Show what a search of the picture brings up."""
    found = state.scenario.words.threads[thread.id].search
    note(thread, act, found or _("No earlier copy of this picture was found."))


def context(state: State, thread: Thread, act: Act) -> None:
    """Show what a closer look brings up; half of it to someone who is tired when they begin."""
    found = state.scenario.words.threads[thread.id].context
    if not found:
        note(thread, act, _("Nothing around it changes what it says."))
    elif house.tired(state, act.start):
        note(thread, act, _("{begin} (You are tired, and saw only this much.)").format(begin=_begin(found)))
    else:
        note(thread, act, found)


def _begin(text: str) -> str:
    """Return the first sentence of a text, or its first half when it is one sentence."""
    for end in (". ", "! ", "? "):
        if end in text:
            return text[: text.index(end) + 1]
    words = text.split()
    return " ".join(words[: max(1, len(words) // 2)]) + "…"


def coordination(state: State, talk: Talk, act: Act) -> None:
    """Show whether accounts act together: behind the reports of a post, or in a raid."""
    if isinstance(talk, Stream):
        together = state.scenario.issues[talk.issue].kind == "raid"
        yes = _("Many of these accounts are days old, write the same words and came within minutes.")
    else:
        report = talk.plan.thread.report
        together = report is not None and report.brigade
        yes = _("Most of the reports come from accounts that always report the same posts within minutes.")
    note(talk, act, yes if together else _("Nothing suggests that these accounts act together."))


def ask(state: State, thread: Thread, act: Act) -> None:
    """Ask a colleague about a thread; those who know something answer by the scenario's rows."""
    colleague = act.fields["to"]
    write(thread, act, act.fields["text"], inside=True)
    words = state.scenario.words
    rows = [row for row in thread.plan.thread.colleagues if row.colleague == colleague]
    asked = any(other.action == "ask" and other.fields["to"] == colleague for other in thread.acts)
    if not rows or asked:
        _expect(state, thread, act, words.colleagues[colleague].default)
        return
    for index, (row, text) in enumerate(
        zip(rows, words.threads[thread.id].colleagues[colleague], strict=True)
    ):
        minute = act.end + between(state.seed, "colleague", f"{thread.id}/{colleague}/{index}", row.after)
        message = Message(
            f"inside-{len(thread.acts)}-{index}", "internal", colleague, minute, text, facts=not row.partial
        )
        world.schedule_inside(state, thread, message)


def escalate(state: State, thread: Thread, act: Act) -> None:
    """Hand a matter to a colleague, who answers by the scenario's words or in general."""
    write(thread, act, act.fields["text"])
    colleague = act.fields["to"]
    words = state.scenario.words
    own = words.threads[thread.id].told.get(colleague)
    told = any(other.action == "escalate" and other.fields["to"] == colleague for other in thread.acts)
    _expect(state, thread, act, words.colleagues[colleague].told if own is None or told else own)


def _expect(state: State, thread: Thread, act: Act, text: str) -> None:
    """Let a colleague answer after their usual time."""
    colleague = act.fields["to"]
    window = state.scenario.structure.colleagues[colleague].after
    minute = act.end + between(state.seed, f"colleague:{act.action}", f"{thread.id}/{colleague}", window)
    world.schedule_inside(
        state, thread, Message(f"inside-{len(thread.acts)}", "internal", colleague, minute, text)
    )


def signoff(state: State, act: Act) -> None:
    """Ask for a signature: the answer comes later, and depends on what is known by then."""
    _channel(state, act, act.fields["text"])
    world.schedule_signature(state, facts.answer_minute(state, act), act)


def convene(state: State, act: Act) -> None:
    """Call the crisis cell together."""
    _channel(state, act, act.fields["text"])
    names = [state.scenario.words.colleagues[name].name for name in act.fields["who"]]
    text = _("The crisis cell is together: {names}.").format(names="; ".join(names))
    state.channel.append(Message(f"cell-{act.n}", "internal", "", act.end, text))


def say_inside(state: State, act: Act) -> None:
    """Put a note that hangs on no thread into the internal channel."""
    _channel(state, act, act.fields["text"])


def _channel(state: State, act: Act, text: str) -> None:
    state.channel.append(Message(f"desk-{act.n}", "internal", DESK, act.end, text))
