"""Can a whole module be answered and handed in through the plain form, by keyboard, in a real browser?"""

from __future__ import annotations

import json
import runpy
import threading
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from practicum.evidence import open_bundle, read_answers
from practicum.learn.form.server import FormServer
from practicum.learn.form.visit import visit
from practicum.marking import describe
from practicum.project import Project

SCREENSHOTS = Path(__file__).resolve().parents[2] / ".screenshots"
SMALL_COURSE = Path(__file__).resolve().parents[1] / "unit" / "learn" / "conftest.py"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """The small course of the unit tests: one module with an exercise of every kind."""
    course = runpy.run_path(str(SMALL_COURSE))
    for folder in ("course", "assignments/m08-analytics", "scenarios"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "course" / "syllabus.toml").write_text(course["SYLLABUS"], encoding="utf-8")
    descriptor = tmp_path / "assignments" / "m08-analytics" / "exercises.json"
    descriptor.write_text(json.dumps(describe(course["graded"]())), encoding="utf-8")
    monkeypatch.setenv("PRACTICUM_ROOT", str(tmp_path))
    monkeypatch.delenv("PRACTICUM_WORK", raising=False)
    return Project(tmp_path)


@pytest.fixture
def server(project):
    server = FormServer(visit(project, "m08"))
    thread = threading.Thread(target=server.run)
    thread.start()
    yield server
    server.stopped = True
    thread.join(10)


@pytest.fixture
def page(chromium, server, request):
    """The form without JavaScript, watched: no console error, nothing asked of another machine."""
    options = getattr(request, "param", {})
    context = chromium.new_context(java_script_enabled=options.pop("scripts", False), **options)
    page = context.new_page()
    faults = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("request", lambda sent: None if sent.url.startswith(server.url) else faults.append(sent.url))
    page.goto(server.url)
    yield page
    context.close()
    faults = [fault for fault in faults if "422" not in fault and "favicon" not in fault]
    assert faults == []


def fill(page):
    page.get_by_label("Your answer to m08-1").fill("4,88 %")
    page.get_by_label("The data cannot tell").check()
    page.get_by_label("Shares").check()
    for place, item in enumerate(("Ask", "Check", "Reply"), start=1):
        page.get_by_label(f"Place {place}").select_option(label=item)
    page.get_by_label("Plaza").fill("1.5")
    page.get_by_role("group", name="Verdict").get_by_label("No", exact=True).check()
    page.get_by_label("Your answer to m08-6").fill("Three small words.")
    picture = {"name": "chart.png", "mimeType": "image/png", "buffer": b"\x89PNG"}
    page.get_by_label("Your answer to m08-7").set_input_files(picture)
    page.get_by_label("Text", exact=True).fill("Two words")
    page.get_by_label("Picture").set_input_files(picture)


def test_can_a_module_be_answered_and_handed_in_without_python_and_without_scripts(page, project):
    fill(page)
    page.get_by_role("button", name="Save all answers").click()
    assert "8 answers are saved." in page.get_by_role("status").text_content()
    assert page.get_by_text("Read as 4.88 %.").count() == 1
    assert page.get_by_label("Shares").is_checked()
    folder = project.work / "m08-analytics"
    assert {given.via for given in read_answers(folder / "answers.json").answers.values()} == {"form"}
    page.get_by_label("Your name").fill("Inès Korvald")
    page.get_by_role("button", name="Hand in", exact=True).click()
    assert page.get_by_text("m08-8, Exercise m08-8: the drill is not played").count() == 1
    page.get_by_role("button", name="Hand in as it is").click()
    assert "Your receipt is" in page.get_by_role("main").text_content()
    (made,) = (project.work / "hand-in").glob("*.zip")
    assert open_bundle(made).manifest.learner == "Inès Korvald"
    page.get_by_role("button", name="Stop the form").click()
    page.get_by_role("heading", name="The form is closed").wait_for()


@pytest.mark.parametrize("page", [{"scripts": True}], indirect=True)
def test_does_a_mistake_put_the_focus_on_its_summary_and_the_link_on_its_field(page):
    page.get_by_label("Your answer to m08-1").fill("about five")
    page.get_by_role("button", name="Save all answers").click()
    summary = page.get_by_role("group", name="One answer cannot be read yet")
    summary.wait_for()
    assert summary.evaluate("node => node === document.activeElement")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id === 'f-m08-1' || location.hash === '#f-m08-1'")
    page.keyboard.press("Tab")
    assert page.title().startswith("Please look: ")


def test_can_a_choice_be_made_by_keyboard_alone(page, project):
    page.get_by_label("Your answer to m08-1").focus()
    page.keyboard.type("4.88")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # Save stands beneath each exercise
    page.wait_for_url("**/?saved=1#h-f-m08-1")
    assert "m08-1" in read_answers(project.work / "m08-analytics" / "answers.json").answers


@pytest.mark.parametrize(
    "page",
    [
        {"scripts": True, "viewport": {"width": width, "height": 900}, "color_scheme": scheme}
        for width in (1280, 600)
        for scheme in ("light", "dark")
    ],
    indirect=True,
    ids=["1280-light", "1280-dark", "600-light", "600-dark"],
)
def test_is_the_form_accessible_empty_wrong_saved_and_handed_in(page, request):
    SCREENSHOTS.mkdir(exist_ok=True)
    name = request.node.callspec.id
    found = {"empty": Axe().run(page).response["violations"]}
    fill(page)
    page.get_by_label("Your answer to m08-1").fill("about five")
    page.get_by_role("button", name="Save all answers").click()
    page.get_by_text("cannot be read").first.wait_for()
    found["wrong"] = Axe().run(page).response["violations"]
    page.screenshot(path=str(SCREENSHOTS / f"form-{name}.png"), full_page=True)
    page.get_by_label("Your answer to m08-1").fill("4.88")
    page.get_by_role("button", name="Save all answers").click()
    page.get_by_text("Read as 4.88 %.").wait_for()
    found["saved"] = Axe().run(page).response["violations"]
    page.get_by_label("Your name").fill("Inès Korvald")
    page.get_by_role("button", name="Hand in", exact=True).click()
    page.get_by_text("Nothing was made yet").wait_for()
    found["missing"] = Axe().run(page).response["violations"]
    page.screenshot(path=str(SCREENSHOTS / f"form-hand-in-{name}.png"), full_page=True)
    said = {
        state: [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in rules]
        for state, rules in found.items()
    }
    assert said == {"empty": [], "wrong": [], "saved": [], "missing": []}
