"""Recall: a few questions to answer from memory, marked at once, as often as you like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from practicum.data import Tables
from practicum.i18n import _
from practicum.learn.checks import log_try, practice_exercise
from practicum.learn.show import put, show
from practicum.look import escape, fragment
from practicum.marking import Choice, Exercise, Mark, Outcome, mark
from practicum.project import Project

if TYPE_CHECKING:
    from collections.abc import Mapping


# ipywidgets set their text smaller than anything else on the page.
_CSS = """
.practicum-quiz { --jp-widgets-font-size: 1rem; --jp-widgets-radio-item-height-adjustment: 4px; }
.practicum-quiz button { min-height: 32px; padding: 4px 16px; }
"""


def question(name: str, text: str, options: Mapping[str, str], *, right: str) -> Exercise:
    """Write a recall question inside a lesson.

    Args:
        name: Its id, for example `m08-r1`.
        text: The question.
        options: Key and text of each option, in the order in which they are shown.
        right: The key of the right option.
    """
    return Exercise(
        id=name,
        title=text,
        competence="",
        points=1,
        kind=Choice(options=dict(options)),
        question=text,
        reference=lambda _tables: right,
        mistakes={},
    )


def quiz(*questions: str | Exercise) -> None:
    """Ask questions with one right option each.

    Below the buttons, the same questions stand as text with their answers folded away: for print, for a
    page without a kernel, for whoever prefers text.

    Args:
        questions: Ids of practice exercises whose kind is a choice, or questions made with `question`.

    Raises:
        PracticumError: An id does not exist.
    """
    asked = Quiz(questions)
    put(asked.ui)
    show(asked.as_html(), asked.as_text())


class Quiz:
    """The questions, their widgets and what came of them.

    Attributes:
        ui: The widget to display.
        choices: One group of radio buttons for each question.
        button: Marks all questions.
        results: One message for each question, empty before the first try.
    """

    def __init__(self, questions: tuple[str | Exercise, ...]) -> None:
        self._project = Project.find()
        self.exercises = [
            practice_exercise(one, self._project) if isinstance(one, str) else one for one in questions
        ]
        self.choices = [self._radio(n, exercise) for n, exercise in enumerate(self.exercises, start=1)]
        self.results = [widgets.HTML() for _unused in self.exercises]
        self.button = widgets.Button(
            description=_("Check my answers"),
            layout=widgets.Layout(width="max-content", height="auto", align_self="flex-start"),
        )
        self.button.on_click(self._mark)
        parts: list[Any] = []
        for n, exercise in enumerate(self.exercises):
            asked = _("{number}. {question}").format(number=n + 1, question=exercise.question)
            text = widgets.HTML(fragment(f"<p>{escape(asked)}</p>", css=_CSS))
            parts += [text, self.choices[n], self.results[n]]
        self.ui = widgets.VBox([*parts, self.button])
        self.ui.add_class("practicum-quiz")

    def as_text(self) -> str:
        """Return the questions without their answers."""
        blocks = []
        for n, exercise in enumerate(self.exercises, start=1):
            options = "\n".join(f"   - {text}" for text in _options(exercise).values())
            blocks.append(f"{n}. {exercise.question}\n{options}")
        return "\n".join(blocks)

    def as_html(self) -> str:
        """Return the questions as text, each answer folded away."""
        items = []
        for exercise in self.exercises:
            options = _options(exercise)
            right = escape(options[str(exercise.reference(Tables()))])
            listed = "".join(f"<li>{escape(text)}</li>" for text in options.values())
            items.append(
                f"<li><p>{escape(exercise.question)}</p><ul>{listed}</ul>"
                f"<details><summary>{escape(_('Answer'))}</summary><p>{right}</p></details></li>"
            )
        return (
            f"<details><summary>{escape(_('The same questions as text'))}</summary>"
            f"<ol>{''.join(items)}</ol></details>"
        )

    @staticmethod
    def _radio(number: int, exercise: Exercise) -> widgets.RadioButtons:
        return widgets.RadioButtons(
            options=[(text, key) for key, text in _options(exercise).items()],
            value=None,
            description=_("Answer to question {number}").format(number=number),
            layout=widgets.Layout(width="auto"),
            style={"description_width": "initial"},
        )

    def _mark(self, _button: widgets.Button) -> None:
        tables = Tables()
        for exercise, choice, result in zip(self.exercises, self.choices, self.results, strict=True):
            if choice.value is None:
                result.value = fragment(f'<p role="status">{escape(_("Not answered yet."))}</p>')
                continue
            marked = mark(exercise, choice.value, tables)
            log_try(exercise.id, marked, self._project)
            result.value = fragment(f'<p role="status">{_said(marked)}</p>')


def _said(marked: Mark) -> str:
    """Return what to say about one answer, as HTML: a recall question needs one line, not a whole mark."""
    if marked.outcome is Outcome.RIGHT:
        return f'<b class="good">{escape(_("Right."))}</b>'
    hint = escape(marked.said) if marked.mistake else ""
    link = f'<a href="../{escape(marked.see)}">{escape(_("Read it again."))}</a>' if marked.see else ""
    return " ".join(filter(None, [f'<b class="bad">{escape(_("Not this one."))}</b>', hint, link]))


def _options(exercise: Exercise) -> dict[str, str]:
    return dict(exercise.kind.options) if isinstance(exercise.kind, Choice) else {}
