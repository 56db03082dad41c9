"""The learner's feedback page: the total, where to look first, one line an exercise, then each in full.

Expected values never stand here: hints do. Whatever a learner or a marker typed is escaped.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

from practicum.desk.assets import debrief_styles
from practicum.grading.feedback_next import next_steps
from practicum.grading.feedback_rubric import rubric_html
from practicum.i18n import _, ngettext
from practicum.look import escape, page, stylesheet
from practicum.marking import Outcome
from practicum.marking.present import outcome_word, state_html, visible

if TYPE_CHECKING:
    from practicum.grading.feedback_record import ExerciseFeedback, Feedback

_STEPS = 3
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def feedback_page(feedback: Feedback) -> str:
    """Return the page as one HTML document, offline and without scripts."""
    title = _("Feedback on {module}, {title}").format(module=feedback.module, title=feedback.title)
    body = (
        f'<div class="feedback"><header class="mast"><p class="plate">Practicum</p><p>{escape(title)}</p>'
        f"<p>{_safe(feedback.learner)}</p></header><main>"
        f"{_lead(feedback)}{_summary(feedback)}{_in_full(feedback)}{next_steps(feedback)}</main>"
        f"{_foot()}</div>"
    )
    css = files(__package__).joinpath("feedback.css").read_text(encoding="utf-8")
    if any(one.debrief for one in feedback.exercises):
        css = debrief_styles() + css
    body, more = _styles_once(body)
    return page(f"{title}: {feedback.learner}", body, css=more + css)


def _styles_once(body: str) -> tuple[str, str]:
    """Take the styles out of the fragments in a page, and return each once; the page has the shared ones.

    No text of a learner can look like one: it is escaped.
    """
    found = dict.fromkeys(_STYLE.findall(body))
    return _STYLE.sub("", body), "".join(one.removeprefix(stylesheet()) for one in found)


def _lead(feedback: Feedback) -> str:
    waiting = [one for one in feedback.exercises if one.waiting]
    sentence = _("{score} of {out_of} points so far") if waiting else _("{score} of {out_of} points")
    headline = sentence.format(score=_points(feedback.score), out_of=_points(feedback.out_of))
    words = [_overview(feedback)]
    if waiting:
        ids, points = ", ".join(one.id for one in waiting), sum(one.read_out_of for one in waiting)
        words.append(
            _("A person still reads {ids} and can add up to {points} points.").format(
                ids=ids, points=_points(points)
            )
        )
    if feedback.penalty:
        words.append(
            _("{points} points were taken off for handing in late.").format(points=_points(feedback.penalty))
        )
    text = escape(" ".join(words))
    total = f'data-score="{_points(max(0, feedback.score))}" data-out-of="{_points(feedback.out_of)}"'
    return (
        f'<section class="lead" {total}><div><h1>{escape(headline)}</h1><p class="read">{text}</p></div>'
        f"{_first_steps(feedback)}</section>"
    )


def _overview(feedback: Feedback) -> str:
    right = sum(one.state is Outcome.RIGHT for one in feedback.exercises)
    untouched = sum(one.outcome is Outcome.NOT_ATTEMPTED for one in feedback.exercises)
    unread = sum(one.outcome is Outcome.UNREADABLE for one in feedback.exercises)
    count = len(feedback.exercises)
    if untouched == count:
        return _(
            "Nothing was answered yet, so there is nothing to mark. That is not an error: start anywhere."
        )
    if right == count:
        return _("Every answer that rules can check is right.")
    sentences = [
        ngettext(
            "{right} of {count} answer is right.", "{right} of {count} answers are right.", count
        ).format(right=right, count=count)
    ]
    if untouched:
        sentences.append(
            ngettext(
                "One exercise was not attempted.", "{count} exercises were not attempted.", untouched
            ).format(count=untouched)
        )
    if unread:
        sentences.append(
            ngettext("One answer cannot be read.", "{count} answers cannot be read.", unread).format(
                count=unread
            )
        )
    return " ".join(sentences)


def _first_steps(feedback: Feedback) -> str:
    worth = sorted(
        (one for one in feedback.exercises if one.open_points > 0), key=lambda one: -one.open_points
    )
    if not worth:
        return ""
    items = ""
    for one in worth[:_STEPS]:
        lesson, _hash, heading = one.see.partition("#")
        place = [_("{points} points are open.").format(points=_points(one.open_points))]
        if heading:
            section = heading.replace("-", " ")
            place.append(_("Read “{section}” in {lesson}.").format(section=section, lesson=lesson))
        link = f'<a href="#{escape(one.id)}">{escape(one.id)}, {escape(one.title)}</a>'
        items += f"<li><b>{link}</b><p>{escape(' '.join(place))}</p></li>"
    heading = escape(_("Where most points are open"))
    return f'<div class="first"><h2>{heading}</h2><ol class="steps">{items}</ol></div>'


def _summary(feedback: Feedback) -> str:
    strip = ""
    rows = ""
    for one in feedback.exercises:
        score, out_of = one.score + one.read_score, one.out_of + one.read_out_of
        done = 100 * score / out_of if out_of else 0
        strip += f'<li style="--worth:{out_of:g};--done:{done:.0f}%">{escape(one.id)}</li>'
        points = _("{score} of {out_of}").format(score=_points(score), out_of=_points(out_of))
        rows += (
            f'<tr data-exercise="{escape(one.id)}" data-outcome="{_machine(one)}">'
            f'<th scope="row"><span class="id">{escape(one.id)}</span> <a href="#{escape(one.id)}">'
            f"{escape(one.title)}</a></th><td>{escape(one.competence)}</td><td>{_state(one)}</td>"
            f'<td class="num">{escape(points)}</td><td>{_safe(_line(one))}</td></tr>'
        )
    heads = "".join(
        f'<th scope="col"{" class=num" if name == _("Points") else ""}>{escape(name)}</th>'
        for name in (_("Exercise"), _("Competence"), _("Outcome"), _("Points"), _("In one line"))
    )
    return (
        f'<section class="block"><h2>{escape(_("Points by exercise"))}</h2>'
        f'<ul class="strip" aria-hidden="true">{strip}</ul><div class="scroll"><table class="sum">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></section>"
    )


def _state(one: ExerciseFeedback) -> str:
    if one.state is None:
        word = _("Being read") if one.waiting else _("Not marked")
        return f'<b class="note">{escape(word)}</b>'
    return state_html(one.state, outcome_word(one.state))


def _machine(one: ExerciseFeedback) -> str:
    """Return the outcome as the learner's home page reads it."""
    return "waiting" if one.waiting else one.state.value if one.state else ""


def _line(one: ExerciseFeedback) -> str:
    """Return the shortest thing worth saying of an exercise."""
    if one.outcome is None:
        return _("A fault of the course, not yours: tell your instructor.")
    if one.waiting:
        return _("Rules are checked; a person still reads it.")
    if one.mistake:
        name = one.mistake.replace("-", " ").replace("_", " ")
        return name[:1].upper() + name[1:]
    return one.said


def _in_full(feedback: Feedback) -> str:
    articles = "".join(
        f'<section class="exercise" id="{escape(one.id)}">{one.html}{_debrief(one)}{_person(one)}</section>'
        for one in feedback.exercises
    )
    return f'<section class="block"><h2>{escape(_("Exercise by exercise"))}</h2>{articles}</section>'


def _debrief(one: ExerciseFeedback) -> str:
    if not one.debrief:
        return ""
    title = escape(_("Debrief: what decided this shift"))
    return f'<details class="debrief"><summary>{title}</summary>{one.debrief}</details>'


def _person(one: ExerciseFeedback) -> str:
    """Say what a person gave, chose and wrote; nothing where no person did."""
    words = ""
    done = one.read and not one.waiting
    if done:
        sentence = _("A person read it: {score} of {out_of} points.")
        sentence = sentence.format(score=_points(one.read_score), out_of=_points(one.read_out_of))
        words += f"<p><b>{escape(sentence)}</b></p>"
    if one.comment:
        words += f'<p class="comment">{_safe(one.comment)}</p>'
    rubric = rubric_html(one.rubric, one.levels) if done else ""
    return f'<div class="person">{words}</div>{rubric}' if words else ""


def _foot() -> str:
    sentences = (
        _("Marks come from the answers and files that you handed in. Running your notebook changes none."),
        _("Right values stay sealed, because you and others may still answer."),
        _("If a mark looks wrong, tell your instructor its id: it can be made again from the same evidence."),
    )
    return f'<footer class="block small"><p>{escape(" ".join(sentences))}</p></footer>'


def _points(value: float) -> str:
    return f"{round(value, 2):g}"


def _safe(text: str) -> str:
    return escape(visible(text))
