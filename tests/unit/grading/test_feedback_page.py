"""Does the feedback page say what happened and what to do first, and never more than it may?"""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from practicum.desk.assets import debrief_styles
from practicum.grading.feedback_page import feedback_page
from practicum.grading.feedback_record import (
    ExerciseFeedback,
    Feedback,
    Read,
    exercise_feedback,
    module_after,
)
from practicum.grading.feedback_rubric import rubric_html
from practicum.grading.standing import Grade
from practicum.look import fragment
from practicum.marking import Outcome
from practicum.project import Module, Project

RIGHT = ExerciseFeedback(
    id="m90-1",
    title="A rate",
    competence="H3",
    outcome=Outcome.RIGHT,
    mistake="",
    said="Right: your answer agrees with the reference.",
    see="m90-toy/lesson.ipynb#one-ratio-not-many",
    score=4,
    out_of=4,
    html="<p>the whole mark</p>",
)
NAMED = replace(
    RIGHT, outcome=Outcome.WRONG_NAMED, mistake="average-of ratios", said="You averaged.", score=1
)
BLANK = replace(RIGHT, id="m90-3", outcome=Outcome.NOT_ATTEMPTED, score=0)
READ = replace(RIGHT, id="m90-2", title="A reply", score=2, out_of=2, read_out_of=3)


def _page(*exercises, **facts):
    score = sum(one.score + one.read_score for one in exercises)
    out_of = sum(one.out_of + one.read_out_of for one in exercises)
    given = {
        "module": "m90",
        "title": "A toy module",
        "learner": "Nora Achterberg",
        "score": score,
        "out_of": out_of,
        "penalty": 0,
        "exercises": exercises,
    }
    return feedback_page(Feedback(**{**given, **facts}))


class _Words(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.words, self.tags, self.skipping = [], [], False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.skipping = tag == "style"

    def handle_endtag(self, tag):
        self.skipping = False

    def handle_data(self, data):
        if not self.skipping and data.strip():
            self.words.append(data.strip())


def test_a_full_score_says_so_and_names_no_repair():
    words = _Words(_page(RIGHT)).words
    assert "4 of 4 points" in words
    assert "Every answer that rules can check is right." in words
    assert "Where most points are open" not in words


def test_the_first_step_is_where_most_points_are_open():
    page = _page(RIGHT, NAMED, replace(BLANK, out_of=9))
    links = [
        attrs["href"] for tag, attrs in _Words(page).tags if tag == "a" and attrs["href"].startswith("#")
    ]
    assert links[0] == "#m90-3"
    assert "9 points are open." in page
    assert "Read “one ratio not many” in m90-toy/lesson.ipynb." in page


def test_one_line_names_the_mistake():
    assert "Average of ratios" in _Words(_page(NAMED)).words


def test_a_blank_hand_in_is_no_error():
    page = _page(BLANK, replace(BLANK, id="m90-4"))
    assert "That is not an error" in page
    assert "0 of 8 points" in page


def test_a_text_with_a_person_is_so_far():
    page = _page(RIGHT, replace(READ, waiting=True))
    assert "6 of 9 points so far" in page
    assert "A person still reads m90-2 and can add up to 3 points." in page
    assert "Being read" in _Words(page).words
    assert "A person read it" not in page


@pytest.mark.parametrize(("points", "word"), [(3, "Right"), (1.5, "Partly right")])
def test_after_reading_the_comment_stands_and_the_state_is_of_both_parts(points, word):
    words = _Words(
        _page(replace(READ, read=True, read_score=points, comment="Clear.\nName the period."))
    ).words
    assert word in words
    assert f"A person read it: {points} of 3 points." in words
    assert "Clear.\nName the period." in words
    assert "points so far" not in " ".join(words)


def test_a_mark_that_could_not_be_made_is_our_fault():
    page = _page(replace(RIGHT, outcome=None, score=0))
    assert "A fault of the course, not yours" in page


def test_nobody_is_said_to_have_read_what_nobody_read():
    page = _page(replace(READ, outcome=Outcome.UNREADABLE, score=0))
    assert "A person read it" not in page
    assert "One answer cannot be read." in page


def test_a_late_penalty_is_said():
    assert "1.5 points were taken off for handing in late." in _page(RIGHT, score=2.5, penalty=1.5)


def test_whatever_people_typed_is_escaped_and_made_visible():
    attack = "<script>alert(1)</script>\u202e&"
    page = _page(
        replace(READ, comment=attack, said=attack, outcome=Outcome.WRONG, title=attack),
        learner=attack,
    )
    tags = [tag for tag, _attrs in _Words(page).tags]
    assert "script" not in tags
    assert (
        "\u202e" not in page.split("<main>")[1].replace("<p>the whole mark</p>", "").split("m90-2</span>")[0]
    )
    assert "⟨U+202E⟩" in page


def test_the_page_is_one_offline_document_with_one_heading_and_labelled_columns():
    parsed = _Words(_page(RIGHT, NAMED))
    tags = [tag for tag, _attrs in parsed.tags]
    assert tags.count("h1") == tags.count("main") == 1
    assert "link" not in tags
    assert all(attrs.get("scope") for tag, attrs in parsed.tags if tag == "th")
    assert not any("://" in attrs.get(name, "") for _tag, attrs in parsed.tags for name in ("href", "src"))


RUBRIC = [
    {"id": "tone", "label": "Tone", "points": 3, "anchors": ["Cold.", "Polite.", "Warm.", "Warm & exact."]}
]


def _chosen(html):
    words = _Words(html).words
    return [words[place + 1] for place, word in enumerate(words) if word.startswith("Chosen: ")]


@pytest.mark.parametrize(
    ("level", "anchors", "said"),
    [
        (0, ["Cold."], "Tone: level 0"),
        (2.0, ["Warm."], "Tone: level 2"),
        (3, ["Warm & exact."], "Tone: level 3"),
        (1.5, ["Polite.", "Warm."], "Tone: between level 1 and 2"),
    ],
)
def test_the_chosen_level_is_said_in_words(level, anchors, said):
    html = rubric_html(RUBRIC, {"tone": level})
    assert _chosen(html) == anchors
    assert said in _Words(html).words


def test_points_alone_show_the_anchors_and_choose_none():
    html = rubric_html(RUBRIC, {})
    assert _chosen(html) == []
    words = _Words(html).words
    assert words[1] == "Tone"
    assert {"Cold.", "Polite.", "Warm.", "Warm & exact."} <= set(words)
    assert rubric_html([], {"tone": 1}) == ""


def test_the_rubric_comes_with_a_persons_points_and_not_before():
    read = replace(READ, rubric=RUBRIC, read=True, read_score=2, levels={"tone": 2})
    assert _chosen(_page(read)) == ["Warm."]
    assert "Warm." not in _page(replace(read, waiting=True))
    assert "Warm." not in _page(replace(read, read=False))


@pytest.mark.parametrize(
    ("grade", "levels"),
    [
        (Grade(2, 3, manual=True, waiting=False), {"tone": 2.0}),
        (Grade(2.5, 3, manual=True, waiting=False), {}),
        (Grade(2, 3, manual=False, waiting=True), {}),
        (None, {}),
    ],
)
def test_levels_are_told_only_while_their_points_stand(grade, levels):
    mark = {"facts": {"outcome": "right"}, "failed": "", "html": "", "rubric": RUBRIC}
    read = Read(grade, settled=(2.0, {"tone": 2.0}))
    told = exercise_feedback("m90-2", mark, Grade(2, 2, manual=False, waiting=False), read)
    assert told.levels == levels
    assert told.read is (grade is not None and grade.manual)


def test_a_drill_comes_folded_with_its_styles_once():
    drill = replace(NAMED, id="m90-4", debrief='<article class="pd-report"><h4>You lost.</h4></article>')
    page = _page(drill, replace(drill, id="m90-5"))
    assert page.count('<details class="debrief">') == 2
    assert page.count(debrief_styles()) == 1
    assert debrief_styles() not in _page(NAMED)


def test_the_styles_of_marks_stand_once():
    html = fragment("<p>one</p>", css=".practicum .toy { color: red; }")
    page = _page(replace(RIGHT, html=html), replace(RIGHT, id="m90-2", html=html))
    assert page.count("<style>") == 1
    assert page.count(".practicum .toy") == 1
    assert page.count("<p>one</p>") == 2


def _steps(*exercises, **facts):
    """The words of the last section, one text a step."""
    last = _page(*exercises, **facts).split('class="block next"')[1].split("</section>")[0]
    return [
        " ".join(_Words(step.split("<p>")[0]).words).replace(" ,", ",") for step in last.split("<li>")[1:]
    ]


AFTER = Module("m91", "m91-next", "The next one", 60, "open", "What then?")


def test_the_steps_go_from_the_cheapest_to_the_next_module():
    steps = _steps(
        BLANK,
        replace(NAMED, id="m90-4"),
        replace(NAMED, id="m90-5", debrief="<p>told</p>"),
        replace(NAMED, id="m90-6", score=0, see="m90-toy/lesson.ipynb#another"),
        replace(RIGHT, id="m90-7", outcome=Outcome.UNREADABLE, score=0),
        replace(RIGHT, id="m90-8", outcome=None, score=0),
        replace(READ, id="m90-9", read=True, read_score=1),
        replace(READ, id="m90-10", waiting=True),
        after=AFTER,
    )
    assert steps == [
        "Tell your instructor about m90-8",
        "Write m90-7 in a form that can be read",
        "Read one section again, then answer m90-6 once more",
        "Read one section again, then answer m90-4 once more",
        "Play the drill of m90-5 again",
        "Improve m90-9",
        "Try m90-3",
        "Hand in again",
        "Wait for a reader of m90-10",
        "Go on with m91, The next one",
    ]


def test_exercises_of_one_section_are_one_step():
    steps = _steps(NAMED, replace(NAMED, id="m90-4"))
    assert steps == ["Read one section again, then answer m90-1, m90-4 once more", "Hand in again"]


def test_after_a_full_score_the_next_module_is_all_there_is():
    assert _steps(RIGHT, after=AFTER) == ["Go on with m91, The next one"]
    assert _steps(RIGHT) == ["Nothing is left to do here"]


def test_planned_modules_are_passed_over():
    class Syllabus(Project):
        modules = (
            Module("m90", "m90-toy", "A", 5, "open", "?"),
            Module("m91", "m91-b", "B", 5, "planned", "?"),
            replace(AFTER, id="m92"),
        )

    course = Syllabus("nowhere")
    assert module_after(course, course.modules[0]).id == "m92"
    assert module_after(course, course.modules[2]) is None
