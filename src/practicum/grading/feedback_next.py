"""What to do next, in which order: the end of the learner's page. It comes from outcomes alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.i18n import _, ngettext
from practicum.look import escape
from practicum.marking import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from practicum.grading.feedback_record import ExerciseFeedback, Feedback

_MISSED = (Outcome.WRONG_NAMED, Outcome.WRONG, Outcome.PARTLY)


def next_steps(feedback: Feedback) -> str:
    """Return the next steps as HTML: what costs least first, then what teaches most, the next module last."""
    items = "".join(
        f"<li><b>{title}</b><p>{escape(sentence)}</p></li>" for title, sentence in _steps(feedback)
    )
    heading = escape(_("What to do next, in this order"))
    return f'<section class="block next"><h2>{heading}</h2><ol class="steps">{items}</ol></section>'


def _steps(feedback: Feedback) -> Iterator[tuple[str, str]]:
    """Yield a title as HTML and a plain sentence for each step."""
    yield from (repairs := [*_repairs(feedback.exercises)])
    if repairs:
        yield (
            escape(_("Hand in again")),
            _("The newest hand-in counts, so leave in it what is right already."),
        )
    waiting = [one for one in feedback.exercises if one.waiting]
    if waiting:
        yield (
            _with(_("Wait for a reader of {ids}"), waiting),
            _("You get this page again, with points and perhaps a comment from a person."),
        )
    after = feedback.after
    if after:
        title = _("Go on with {id}, {title}").format(id=after.id, title=after.title)
        yield escape(title), _("It asks: {question}").format(question=after.summary)
    elif not repairs and not waiting:
        yield (
            escape(_("Nothing is left to do here")),
            _("This is the last module of the course that is open."),
        )


def _repairs(exercises: Sequence[ExerciseFeedback]) -> Iterator[tuple[str, str]]:
    failed = [one for one in exercises if one.outcome is None]
    if failed:
        yield (
            _with(_("Tell your instructor about {ids}"), failed),
            _("It could not be marked. That is a fault of the course, and it is mended there."),
        )
    unread = [one for one in exercises if one.outcome is Outcome.UNREADABLE]
    if unread:
        yield (
            _with(_("Write {ids} in a form that can be read"), unread),
            _("Above, each says how. Nothing is known yet about your idea: it may be right."),
        )
    missed = [one for one in exercises if one.outcome in _MISSED]
    yield from _lessons([one for one in missed if not one.debrief])
    played = [one for one in missed if one.debrief]
    if played:
        yield (
            _with(_("Play the drill of {ids} again"), played),
            _("Choose one thing from its debrief to do differently, then play another draw: a new seed."),
        )
    read = [one for one in exercises if one.outcome is Outcome.RIGHT and one.state is Outcome.PARTLY]
    if read:
        yield (
            _with(_("Improve {ids}"), read),
            _("Take one criterion at a time: what the next level asks for stands with it."),
        )
    yield from _untouched([one for one in exercises if one.outcome is Outcome.NOT_ATTEMPTED])


def _lessons(missed: Sequence[ExerciseFeedback]) -> Iterator[tuple[str, str]]:
    """Yield one step for each section of a lesson; where most points are open comes first."""
    sections: dict[str, list[ExerciseFeedback]] = {}
    for one in missed:
        sections.setdefault(one.see, []).append(one)
    for see, some in sorted(sections.items(), key=lambda pair: -sum(one.open_points for one in pair[1])):
        lesson, _hash, heading = see.partition("#")
        if not lesson:
            title, sentence = _("Answer {ids} once more"), _("Begin with what is said of it above.")
        elif heading:
            title = _("Read one section again, then answer {ids} once more")
            sentence = _("“{section}” in {lesson}.").format(section=heading.replace("-", " "), lesson=lesson)
        else:
            title = _("Read the lesson again, then answer {ids} once more")
            sentence = _("It is {lesson}.").format(lesson=lesson)
        yield _with(title, some), sentence


def _untouched(some: Sequence[ExerciseFeedback]) -> Iterator[tuple[str, str]]:
    if some:
        yield (
            _with(_("Try {ids}"), some),
            ngettext(
                "Nothing was handed in for it, and a first try costs nothing.",
                "Nothing was handed in for them, and a first try costs nothing.",
                len(some),
            ),
        )


def _with(sentence: str, some: Iterable[ExerciseFeedback]) -> str:
    """Return a sentence as HTML, with a link to each exercise for `{ids}`."""
    links = ", ".join(f'<a href="#{escape(one.id)}">{escape(one.id)}</a>' for one in some)
    return escape(sentence).replace("{ids}", links)
