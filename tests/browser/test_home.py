"""Does the home page work in a real JupyterLab: readable, clickable, in both schemes and two widths?"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import nbformat
import pytest

HOME = "work/home.ipynb"
PAGE = ".jp-NotebookPanel:visible .practicum .pr-home"
NOW = datetime.now(UTC)


def line(kind, name, *, days=0, **fields):
    at = (NOW - timedelta(days=days)).isoformat(timespec="seconds")
    return {"at": at, "kind": kind, "id": name, **fields}


EVENTS = [
    {"format": "practicum-progress", "version": 1},
    *(line("unit", f"m00-u{n}", days=8) for n in range(1, 6)),
    line("hand-in", "m00", days=8, receipt="7F3A-19C2"),
    line("drill", "d01-first-shift", days=8, seed="practice-1", mode="practice", total=71.0, predicted=60),
    line("check", "m08-u1-b", days=1, outcome="right"),
    line("check", "m08-u2-a", days=1, outcome="wrong-named"),
    *(line("unit", f"m08-u{n}") for n in range(1, 4)),
    line("resolution", "d01-first-shift", sentence="I look at every photo before lunch.", total=71),
]

FEEDBACK = """<section data-score="9" data-out-of="11"></section>
<table><tr data-exercise="m00-1" data-outcome="right"></tr></table>"""


@pytest.fixture
def course(lab):
    """A learner's folder in the middle of m08, with a home notebook that was never run."""
    work = lab.root / "work"
    for slug in ("m00-getting-started", "m08-analytics"):
        lesson = nbformat.v4.new_notebook(
            cells=[
                nbformat.v4.new_markdown_cell(f"# Lesson {slug}\n\n" + "A line.\n\n" * 60),
                nbformat.v4.new_markdown_cell(
                    '<a id="noise-lag-and-small-samples"></a>\n\n## Noise, lag and small samples\n\nFound it.'
                ),
            ],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        )
        (work / slug).mkdir(parents=True, exist_ok=True)
        nbformat.write(lesson, work / slug / "lesson.ipynb")
    (work / "progress.jsonl").write_text("".join(json.dumps(row) + "\n" for row in EVENTS), encoding="utf-8")
    lab.write_notebook(HOME, "from practicum.learn import home\nhome()")
    book = nbformat.read(lab.root / HOME, as_version=4)
    book.cells.insert(0, nbformat.v4.new_markdown_cell("# Practicum\n\nA course."))
    nbformat.write(book, lab.root / HOME)
    feedback = work / "m00-getting-started" / "feedback" / "2026-11-18 10:00:00 UTC"
    feedback.mkdir(parents=True, exist_ok=True)
    (feedback / "m00-getting-started.html").write_text(FEEDBACK, encoding="utf-8")
    (work / "m08-analytics" / "alert-note.md").write_text("## Facts\n\nThree reports.\n", encoding="utf-8")
    yield lab
    (work / "progress.jsonl").unlink()


CONNECTED = """() => {
    const kernel = window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel;
    return kernel?.connectionStatus === 'connected' && kernel.status === 'idle';
}"""


def draw(lab):
    lab.open_notebook(HOME)
    lab.page.wait_for_function(CONNECTED)  # Lab shows "idle" before it has a kernel to run cells with
    lab.run_all()
    lab.wait_for_sentinel()
    lab.page.locator(PAGE).wait_for()
    return lab.page.locator(PAGE)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_is_the_home_page_accessible_and_does_it_say_what_comes_next(course, theme, width):
    page = draw(course)
    course.theme(theme)
    course.execute("application:toggle-left-area")
    course.page.set_viewport_size({"width": width, "height": 3000})
    assert page.get_by_role("heading", level=2).first.text_content().startswith("Is Thursday night")
    assert page.get_by_role("link", name="Continue with unit 4").count() == 1
    assert "Under way" in page.get_by_role("row", name="m08").text_content()
    assert "I look at every photo before lunch." in page.text_content()
    for name in ("Read: Feedback on m00 is here", "Open: Play again: First shift"):
        assert page.get_by_role("link", name=name, exact=True).count() == 1
    assert "H1 right in practice" in page.get_by_role("row", name="Measurement").last.text_content()
    course.screenshot(f"home-{theme}-{width}", page)
    for folded in page.locator("summary").all():
        folded.click()
    assert course.axe(".pr-home") == []


LESSON = '.jp-NotebookPanel:visible h1:has-text("Lesson m08-analytics")'
IN_VIEW = """() => {
    const heading = [...document.querySelectorAll('.jp-NotebookPanel:not(.lm-mod-hidden) h2')]
        .find(node => node.textContent.startsWith('Noise, lag'));
    const box = heading?.getBoundingClientRect();
    return box && box.top > 0 && box.bottom < window.innerHeight;
}"""


def test_does_the_button_lead_to_the_unit_in_the_open_lesson(course):
    draw(course).get_by_role("link", name="Continue with unit 4").click()
    course.page.locator(LESSON).wait_for(state="attached")
    course.page.get_by_role("tab", name="home.ipynb").click()
    course.page.locator(PAGE).get_by_role("link", name="Continue with unit 4").click()
    course.page.wait_for_function(IN_VIEW)


def test_can_the_next_step_be_taken_by_keyboard(course):
    draw(course).get_by_role("link", name="Continue with unit 4").focus()
    course.page.keyboard.press("Enter")
    course.page.locator(LESSON).wait_for(state="attached")


@pytest.mark.parametrize("lab", [(390, 3000)], indirect=True)
def test_is_the_portfolio_accessible_on_a_phone_and_its_file_a_page_of_its_own(course):
    code = 'from practicum.learn import export_portfolio, portfolio\nportfolio()\nexport_portfolio(name="Bo")'
    path = course.write_notebook("work/portfolio.ipynb", code)
    course.open_notebook(path)
    course.page.wait_for_function(CONNECTED)
    course.execute("application:toggle-left-area")
    course.run_all()
    course.wait_for_sentinel()
    shown = course.page.locator(".jp-NotebookPanel:visible .practicum .pr-folio")
    assert shown.get_by_role("heading", name="Alert note").count() == 1
    assert course.axe(".pr-folio") == []
    written = (course.root / "work" / "portfolio.html").read_text(encoding="utf-8")
    course.page.goto("about:blank")
    course.page.set_content(written)
    assert course.page.get_by_role("heading", level=1).text_content() == "Portfolio of Bo"
    assert not course.page.evaluate("document.documentElement.scrollWidth > innerWidth")
