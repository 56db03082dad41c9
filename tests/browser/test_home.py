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
    *(line("unit", f"m08-u{n}") for n in range(1, 4)),
    line("resolution", "d01-first-shift", sentence="I look at every photo before lunch.", total=71),
]


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


@pytest.mark.parametrize("width", [1280, 600])
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
    assert course.axe(".pr-home") == []
    course.screenshot(f"home-{theme}-{width}", page)


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
