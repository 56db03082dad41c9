"""Does the picture of competences say what was tried, shown and not yet, and never more?"""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime, timedelta

import pytest

from practicum.evidence import record_answer
from practicum.learn import home_html, journal
from practicum.learn.feedback import find_feedback
from practicum.learn.home_evidence import evidence_block, evidence_text
from practicum.learn.picture import Source, Standing, picture
from practicum.learn.states import course_state

DRILL = '\n[[drill]]\nslug = "d01-first-shift"\nmodule = "m08"\ncompetences = ["G2", "H4"]\n'
FRAMEWORK = """
[[framework]]
id = "ours"
title = "Ours"
jurisdiction = "world"
what = "A framework for tests."
confirmed = true
note = "Read."

[[area]]
id = "G"
title = "Care"

[[area]]
id = "H"
title = "Measurement"
"""
COMPETENCE = """
[[competence]]
id = "{id}"
area = "{area}"
title = "Do {id}"
behaviour = "Does {id}."
sources = ["ours"]
"""


@pytest.fixture
def framework(project):
    rows = "".join(COMPETENCE.format(id=one, area=one[0]) for one in ("G1", "G2", "H1", "H4"))
    (project.course / "competences.toml").write_text(FRAMEWORK + rows, encoding="utf-8")
    syllabus = project.course / "syllabus.toml"
    syllabus.write_text(syllabus.read_text(encoding="utf-8") + DRILL, encoding="utf-8")
    return project


@pytest.fixture
def returned(project):
    """Return a function that puts a page of feedback where nbgrader would."""

    def put(outcomes, *, days=0, place="m08-analytics/feedback/2026-11-18 10:00:00 UTC", score="3"):
        folder = project.work / place
        folder.mkdir(parents=True, exist_ok=True)
        rows = "".join(
            f'<tr data-exercise="{name}" data-outcome="{said}"><td>x</td></tr>'
            for name, said in outcomes.items()
        )
        path = folder / "m08-analytics.html"
        path.write_text(
            f'<section data-score="{score}" data-out-of="18"></section><table>{rows}</table>',
            encoding="utf-8",
        )
        when = (datetime.now(UTC) - timedelta(days=days)).timestamp()
        os.utime(path, (when, when))
        return path

    return put


def seen(project):
    return picture(course_state(project), project)


def known(project, name):
    return next(one for _area, row in seen(project).areas for one in row if one.competence.id == name)


def test_is_nothing_known_of_a_newcomer(framework):
    shown = seen(framework)
    assert shown.count() == shown.count(Standing.NONE) == 4
    text = evidence_block(shown)
    assert "Your evidence: none yet" in text
    assert "No evidence is not a low mark" in text
    assert "built on 4 competences" in text
    assert evidence_text(shown) == "Your evidence: none yet"


def test_does_practice_show_in_practice_and_only_when_it_came_out_right(framework):
    journal.record("check", "m08-u1-a", project=framework, outcome="wrong")
    assert known(framework, "H1").standing is Standing.TRIED
    journal.record("check", "m08-u1-a", project=framework, outcome="right")
    journal.record("check", "m08-r1", project=framework, outcome="wrong-named")
    found = known(framework, "H1")
    assert found.standing is Standing.PRACTISED
    assert [(piece.id, piece.shown) for piece in found.pieces] == [("m08-u1-a", True), ("m08-r1", False)]
    text = evidence_block(seen(framework))
    assert "1 of 4 competences right in practice" in text
    assert "No evidence yet in: G Care." in text
    assert "About 3 competences nothing is known yet" in text


def test_does_an_answer_wait_until_somebody_marked_it(framework, folder, returned):
    record_answer(folder / "answers.json", "m08-1", 5, via="notebook")
    assert known(framework, "H1").standing is Standing.WAITING
    returned({"m08-1": "right", "m08-2": "wrong", "m08-3": "waiting", "m08-4": "not-attempted"})
    found = known(framework, "H1")
    assert found.standing is Standing.MARKED
    assert [(piece.id, piece.shown) for piece in found.pieces] == [
        ("m08-1", True),
        ("m08-2", False),
        ("m08-3", None),
    ]
    assert "1 of 4 competences shown in marked work, 0 more right in practice" in evidence_block(
        seen(framework)
    )


def test_is_partly_right_not_shown_and_old_feedback_not_counted(framework, folder, returned):
    record_answer(folder / "answers.json", "m08-1", 5, via="notebook")
    returned({"m08-1": "partly"})
    assert known(framework, "H1").standing is Standing.TRIED
    returned({"m08-1": "right"}, days=2)
    journal.record("hand-in", "m08", project=framework, receipt="A")
    assert known(framework, "H1").standing is Standing.WAITING


def test_is_a_drill_that_was_played_done_and_not_shown(framework):
    framework.assignments.joinpath("m08-analytics", "exercises.json").unlink()
    journal.record(
        "drill", "d01-first-shift", project=framework, total=90.0, seed="practice-1", mode="practice"
    )
    for name in ("G2", "H4"):
        (piece,) = known(framework, name).pieces
        assert (piece.source, piece.shown) == (Source.DRILL, None)
    assert known(framework, "G2").standing is Standing.WAITING
    assert known(framework, "G1").standing is Standing.NONE


def test_without_a_framework_do_the_letters_of_the_exercises_stand_alone(project):
    journal.record("check", "m08-u1-a", project=project, outcome="right")
    assert [(area.id, [one.competence.id for one in row]) for area, row in seen(project).areas] == [
        ("H", ["H1"])
    ]


def test_is_the_picture_said_in_words_beside_its_shapes(framework):
    journal.record("check", "m08-u1-a", project=framework, outcome="right")
    text = evidence_block(seen(framework))
    spoken = re.sub(r'<(ul|span)[^>]*aria-hidden="true">.*?</\1>', "", text)
    assert "H1 right in practice" in spoken
    assert "Rate (m08-u1-a)" in spoken
    assert "H1 right in practice" not in re.sub(r"<td>.*?</td>", "", spoken)


# ---- feedback that came back


PLACES = [
    "m08-analytics/feedback",
    "m08-analytics/feedback/2026-11-18 10:00:00 UTC",
    "feedback/anybody/m08-analytics",
    "../m08-analytics/feedback/2026-11-18 10:00:00 UTC",
]


@pytest.mark.parametrize("place", PLACES)
def test_is_feedback_found_where_tools_put_it_and_linked(project, returned, place):
    project.work.mkdir(exist_ok=True)
    returned({"m08-1": "right"}, place=place)
    found = find_feedback(project, project.module("m08"))
    assert (found.score, found.out_of) == (3, 18)
    html = home_html(project)
    link = re.search(r'href="([^"]*feedback[^"]*\.html)"', html)[1]
    assert (project.work / link.replace("%20", " ").replace("%3A", ":")).resolve() == found.path.resolve()
    assert "Feedback on m08 is here" in html
    assert "3 of 18 points." in html


def test_is_anothers_feedback_in_the_course_folder_never_shown(project, returned):
    project.work.mkdir()
    returned({"m08-1": "right"}, place="../feedback/bo-lind/m08-analytics")
    assert find_feedback(project, project.module("m08")) is None
    (project.work / "learner.toml").write_text('name = "Bo"', encoding="utf-8")
    assert find_feedback(project, project.module("m08")) is None
    (project.work / "learner.toml").write_text('name = "Bo Lind"', encoding="utf-8")
    assert find_feedback(project, project.module("m08")) is not None
    returned({"m08-1": "right"}, place="../feedback/bo-lind-0a1b2c/m08-analytics")
    assert find_feedback(project, project.module("m08")) is None, "nobody can tell which Bo Lind this is"


def test_does_the_newest_feedback_count_and_a_later_hand_in_make_it_old(project, returned):
    returned({"m08-1": "wrong"}, days=3, score="1")
    returned({"m08-1": "right"}, days=1, place="m08-analytics/feedback", score="4.5")
    (one, _planned) = course_state(project).modules
    assert (one.feedback.score, one.feedback_is_old) == (4.5, False)
    journal.record("hand-in", "m08", project=project, receipt="A")
    html = home_html(project)
    assert "Feedback on m08 is here" not in html
    assert "4.5 of 18 points the last time; you handed in again since." in html


@pytest.mark.parametrize("content", [b"\xff\xfe", b"<section data-score='NaN' data-out-of='x'>", b"not ours"])
def test_is_a_page_that_says_nothing_for_machines_no_reason_to_stop(project, content):
    folder = project.work / "m08-analytics" / "feedback"
    folder.mkdir(parents=True)
    (folder / "m08-analytics.html").write_bytes(content)
    found = find_feedback(project, project.module("m08"))
    assert found is None or (found.score, dict(found.outcomes)) == (None, {})
    assert "Measurement and analytics" in home_html(project)


def test_does_the_page_that_grading_writes_say_what_home_reads(project):
    from practicum.grading.feedback_page import feedback_page
    from practicum.grading.feedback_record import ExerciseFeedback, Feedback
    from practicum.marking import Outcome

    def exercise(name, outcome, **more):
        fields = dict.fromkeys(("title", "competence", "mistake", "said", "see", "html"), "")
        return ExerciseFeedback(id=name, outcome=outcome, score=1.5, out_of=2, **{**fields, **more})

    exercises = (
        exercise("m08-1", Outcome.RIGHT),
        exercise("m08-2", Outcome.WRONG_NAMED),
        exercise("m08-3", Outcome.RIGHT, waiting=True, read_out_of=3),
        exercise("m08-4", Outcome.RIGHT, read=True, read_score=1, read_out_of=3),
        exercise("m08-5", None),
    )
    text = feedback_page(Feedback("m08", "Measurement", "Bo", 33.25, 50, 0, exercises))
    folder = project.work / "m08-analytics" / "feedback"
    folder.mkdir(parents=True)
    (folder / "m08-analytics.html").write_text(text, encoding="utf-8")
    found = find_feedback(project, project.module("m08"))
    assert (found.score, found.out_of) == (33.25, 50)
    assert dict(found.outcomes) == {
        "m08-1": "right",
        "m08-2": "wrong-named",
        "m08-3": "waiting",
        "m08-4": "partly",
        "m08-5": "",
    }
