"""Can an instructor read a hand-in in formgrader, and does the learner's page teach and give nothing away?"""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from practicum.data import Tables
from practicum.grading.cohort import Options, grade
from practicum.grading.collect import collect
from practicum.grading.course import open_course, run
from practicum.grading.demo import make_course
from practicum.grading.demo_people import catalogued
from practicum.grading.demo_round import Round
from practicum.look import escape
from practicum.marking import load_exercises
from practicum.project import Project

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).resolve().parents[2]
LEARNER = "Inès Korvald"
ASKED = "m08-6"  # one number: easy to look for where it must not stand


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A course of its own with one hand-in of m08: right but for one catalogued mistake, and graded."""
    root = tmp_path_factory.mktemp("instructor") / "course"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRACTICUM_ROOT", str(root))
        patch.delenv("PRACTICUM_WORK", raising=False)
        course = make_course(Project(REPOSITORY), root)
        module = course.module("m08")
        exercises = load_exercises(course.solutions / module.slug / "marking.py")
        tables = Tables()
        person = next(one for one in catalogued(exercises, tables) if one.exercise == ASKED)
        inbox = root / "inbox"
        inbox.mkdir()
        Round(course, module, exercises, tables).hand_in(LEARNER, person, inbox)
        assert not collect(inbox, course).refused
        (result,) = grade(module.slug, course, Options(jobs=1))
    return SimpleNamespace(
        root=root,
        slug=module.slug,
        result=result,
        texts=person.answers["m08-8"],
        rubric=exercises["m08-8"].rubric,
        mistake=person.mistake,
        hint=exercises[ASKED].mistakes[person.mistake].hint,
        sealed=float(exercises[ASKED].reference(tables)),
    )


@pytest.fixture(scope="module")
def lab_server(graded, product):
    """What `practicum lab --instructor` starts in that course."""
    with product(graded.root, "--instructor") as server:
        yield server


@pytest.fixture
def feedback(chromium, graded):
    """The learner's page, opened from the disk; it asks nobody for anything."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on(
        "request", lambda sent: None if sent.url.startswith(("file:", "data:")) else faults.append(sent.url)
    )
    page.goto(graded.result.feedback.as_uri())
    yield page
    context.close()
    assert faults == []


def test_does_formgrader_show_the_report_with_its_rubric_and_keep_points_and_words(lab, lab_server, graded):
    page = lab.page
    page.goto(lab_server.address)
    page.wait_for_selector("#jupyterlab-splash", state="detached")
    lab.choose("Nbgrader", "Formgrader")
    formgrader = page.frame_locator("iframe")
    formgrader.get_by_role("link", name="Manual Grading").click()
    formgrader.get_by_role("heading", name="Manual Grading").wait_for()
    row = formgrader.locator("table").get_by_role("link", name=graded.slug)
    row.click()
    formgrader.get_by_role("columnheader", name="Notebook ID").wait_for()
    row.click()
    with page.expect_response(lambda answer: "/api/comments" in answer.url):  # what it loads last
        formgrader.get_by_role("link", name="Submission #1").click()

    report = formgrader.locator(".handed-in").last
    for part in ("finding", "evidence", "decision", "risk"):
        assert " ".join(graded.texts[part].split()) in " ".join(report.text_content().split())
    size = report.evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
    assert size >= 16, f"nobody reads a report at {size} pixels"
    lab.screenshot("formgrader-report", report)
    rubric = formgrader.locator(".practicum table").last.text_content()
    for criterion in graded.rubric.criteria:
        assert criterion.label in rubric
        for anchor in criterion.anchors:
            assert anchor in rubric
    points = formgrader.locator("input#m08-8-read")
    with page.expect_response(lambda answer: "/api/grade/" in answer.url and answer.request.method == "PUT"):
        points.fill("6.5")
        points.blur()
    words = formgrader.locator("textarea").last
    with page.expect_response(
        lambda answer: "/api/comment/" in answer.url and answer.request.method == "PUT"
    ):
        words.fill("Clear and honest. Who draws the lots?")
        words.blur()

    run(open_course(graded.root).generate_feedback, graded.slug, graded.result.student, force=True)
    returned = graded.result.feedback.read_text(encoding="utf-8")
    assert "A person read it: 6.5 of 8 points." in returned
    assert "Clear and honest. Who draws the lots?" in returned


@pytest.mark.parametrize(("medium", "scheme"), [("screen", "light"), ("screen", "dark"), ("print", "dark")])
def test_does_the_learners_page_name_the_mistake_and_its_cure_and_keep_the_right_value(
    feedback, graded, medium, scheme, lab
):
    feedback.emulate_media(media=medium, color_scheme=scheme)
    exercise = feedback.locator(f"#{ASKED}")
    assert exercise.get_by_text(f"Named mistake: {graded.mistake}").is_visible()
    assert exercise.get_by_text(graded.hint).is_visible()
    assert escape(LEARNER) in feedback.content()
    text = feedback.locator("body").text_content()
    for decimals in (0, 1, 2):
        assert f"{graded.sealed:.{decimals}f}" not in text
    assert "Traceback" not in text
    assert lab.axe("body", page=feedback) == []
