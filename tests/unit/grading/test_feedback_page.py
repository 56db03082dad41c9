"""Does the feedback page say what happened and what to do first, and never more than it may?"""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from practicum.grading.feedback_page import feedback_page
from practicum.grading.feedback_record import ExerciseFeedback, Feedback
from practicum.marking import Outcome

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
