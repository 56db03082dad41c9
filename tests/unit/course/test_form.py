"""The form of a lesson: what holds for every open module, whatever it teaches."""

import re
from itertools import pairwise
from typing import NamedTuple

import jupytext
import pytest

from practicum.data import Tables
from practicum.marking import load_exercises
from practicum.project import Project

PROJECT = Project.find()
TABLES = Tables()
LINES, WIDTH, WORDS = 12, 110, 180
RECALL, LATER = 5, 3  # questions on what came before, and for 7 and for 21 days later


class Lesson(NamedTuple):
    """A lesson taken apart."""

    module: object
    texts: list[str]
    codes: list[str]
    exercises: dict

    @property
    def prose(self):
        return "\n\n".join(self.texts)

    @property
    def code(self):
        return "\n".join(self.codes)

    @property
    def headings(self):
        return [
            (len(marks), title) for marks, title in re.findall(r"^(#{1,6}) (.+)$", self.prose, re.MULTILINE)
        ]


def read(module):
    folder = PROJECT.course / module.slug
    cells = jupytext.read(folder / "lesson.md", fmt="md:myst").cells
    return Lesson(
        module,
        [cell.source for cell in cells if cell.cell_type == "markdown"],
        [cell.source for cell in cells if cell.cell_type == "code"],
        load_exercises(folder / "exercises.py"),
    )


LESSONS = [read(module) for module in PROJECT.modules if module.status == "open"]
each = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.module.id)


@each
def test_is_there_one_title_and_no_jump_between_headings(lesson):
    levels = [level for level, _title in lesson.headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@each
def test_does_every_unit_of_the_syllabus_have_its_heading_its_minutes_and_its_end(lesson):
    units = lesson.module.units
    names = {unit.title for unit in units}
    assert [unit.title for unit in units] == [title for level, title in lesson.headings if title in names]
    for unit in units:
        assert f"\n## {unit.title}\n" in lesson.prose
        assert f'done("{unit.id}")' in lesson.code
        assert f"about {unit.minutes} minutes" in lesson.prose


@each
def test_does_every_cell_fit_on_a_screen(lesson):
    for source in lesson.codes:
        assert len(source.splitlines()) <= LINES, source
        assert max(map(len, source.splitlines())) <= WIDTH, source
    for source in lesson.texts:
        assert len(re.sub(r"<[^>]+>|[|*#>`-]+", " ", source).split()) <= WORDS, source


@each
def test_is_every_practice_exercise_asked_once_and_none_that_does_not_exist(lesson):
    asked = re.findall(r'check\(\s*"([^"]+)"', lesson.code)
    calls = re.findall(r"quiz\(([^)]*)\)", lesson.code)
    quizzed = [name for call in calls for name in re.findall(r'"([^"]+)"', call)]
    assert sorted([*asked, *quizzed]) == sorted(lesson.exercises)
    if lesson.module.prerequisites:
        assert len(quizzed) == RECALL + LATER + LATER


@each
def test_does_the_lesson_print_the_options_as_the_exercise_states_them(lesson):
    flat = " ".join(lesson.prose.replace("`", "").split())
    for name, exercise in lesson.exercises.items():
        if f'check("{name}"' in lesson.code and exercise.kind.kind in {"choice", "set", "order"}:
            options = exercise.kind.items if exercise.kind.kind == "order" else exercise.kind.options
            for key, text in options.items():
                if text.lower().replace(" ", "-") == key:
                    continue  # the word itself is what one writes
                assert f"- {key}: {text.replace('`', '')}" in flat, (name, key)


@each
def test_is_the_right_letter_spread_over_the_options(lesson):
    letters = [
        one.reference(TABLES)
        for one in lesson.exercises.values()
        if one.kind.kind == "choice" and set(one.kind.options) == set("abcd")
    ]
    assert all(letters.count(letter) <= max(2, len(letters) / 2) for letter in "abcd")
