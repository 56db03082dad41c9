"""Can a new learner open the course, work a lesson, answer, validate, hand in, and see it on the home page?

The Lab here is the one that `practicum lab` starts, on the learner's edition that `practicum pack` makes.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import nbformat
import pytest

from practicum.authoring import pack
from practicum.evidence import open_bundle, read_answers
from practicum.learn.learner import file_name
from practicum.project import Project

REPOSITORY = Path(__file__).resolve().parents[2]
PANEL = ".jp-NotebookPanel:not(.lm-mod-hidden)"
HOME = f"{PANEL} .practicum .pr-home"
LEARNER = "Inès Korvald"


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    """The learner's edition, unpacked as a learner unpacks it."""
    folder = tmp_path_factory.mktemp("learner")
    with zipfile.ZipFile(pack(Project(REPOSITORY), folder / "edition.zip")) as packed:
        packed.extractall(folder)
    (root,) = (path for path in folder.iterdir() if path.is_dir())
    return Project(root)


@pytest.fixture(scope="module")
def lab_server(edition, product):
    """What `practicum lab` starts; the fixture `lab` of conftest.py then looks at this one."""
    with product(edition.root) as server:
        yield server


@pytest.fixture
def learner(lab, lab_server):
    """A page that came in through the address which `practicum lab` printed."""
    lab.page.goto(lab_server.address)
    lab.page.wait_for_selector("#jupyterlab-splash", state="detached")
    lab.wait_until_idle()
    return lab


def cell(lab, text):
    """Return the first code cell of the visible notebook whose source holds `text`, also after an edit."""
    source = lab.page.locator(f".cm-content:has-text({text!r})")
    return lab.page.locator(f"{PANEL} .jp-CodeCell", has=source).first


def type_and_run(lab, found, source):
    """Put `source` into a cell and run it, as a person does; return what the cell then shows."""
    before = found.locator(".jp-OutputArea-output").all_text_contents()
    found.locator(".cm-content").click()
    lab.page.keyboard.press("ControlOrMeta+a")
    lab.page.keyboard.insert_text(source)
    lab.page.keyboard.press("Control+Enter")
    return shown(lab, found, before)


def shown(lab, found, before):
    """Wait until a cell that was run shows something, and return it."""
    lab.page.wait_for_function(
        """([cell, before]) => {
            const now = [...cell.querySelectorAll('.jp-OutputArea-output')].map(node => node.textContent);
            return now.length > 0 && now.join() !== before.join();
        }""",
        arg=[found.element_handle(), before],
        polling=100,
    )
    lab.wait_until_idle()
    return " ".join(found.locator(".jp-OutputArea-output").all_text_contents())


def run_to_the_end(lab):
    """Run every cell; the sentinel is a last cell of the test's own."""
    lab.run_all()
    lab.wait_for_sentinel()


def end_with_sentinel(path, sentinel="print('practicum: every cell ran')"):
    """Append the cell by which a test knows that Run All came to the end."""
    book = nbformat.read(path, as_version=4)
    book.cells.append(nbformat.v4.new_code_cell(sentinel))
    nbformat.write(book, path)


def test_does_the_home_page_lead_into_the_first_lesson_and_does_a_wrong_answer_teach(learner, edition):
    lesson = edition.root / "work" / "m00-getting-started" / "lesson.ipynb"
    end_with_sentinel(lesson)
    page = learner.page
    home = page.locator(HOME)
    home.wait_for()
    assert home.get_by_role("heading", level=2).first.text_content().startswith("How do I open")
    assert learner.axe(".pr-home") == []

    home.get_by_role("link", name="Start m00").click()
    page.locator(f"{PANEL} h1", has_text="Getting started").wait_for(state="attached")
    learner.wait_until_idle()
    run_to_the_end(learner)

    asked = cell(learner, 'check("m00-u2-a"')
    wrong = type_and_run(learner, asked, 'check("m00-u2-a", 0.05)')
    assert "Named mistake: a fraction" in wrong
    assert "In percent it is a hundred times that" in wrong
    assert learner.axe(f"{PANEL} .practicum:has(.mark-got)") == []
    term = asked.locator("dt").first.bounding_box()
    assert term["width"] > 2 * term["height"], (
        "the words beside the answer are squeezed into a column of letters"
    )
    right = type_and_run(learner, asked, 'check("m00-u2-a", "5,0 %")')
    assert "Right: your answer agrees" in right
    assert "Named mistake" not in right


def test_can_an_assignment_be_answered_validated_and_handed_in_and_does_the_home_page_know(learner, edition):
    work = edition.root / "work"
    page = learner.page
    learner.open_notebook("work/m00-getting-started/m00-getting-started.ipynb")
    setup = cell(learner, "from practicum.learn import")
    setup.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    shown(learner, setup, [])
    counted = type_and_run(learner, cell(learner, 'answer("m00-1"'), 'answer("m00-1", 7)')
    assert "read as 7 posts" in counted
    share = type_and_run(learner, cell(learner, 'answer("m00-3"'), 'answer("m00-3", "12,5 %")')
    assert "read as 12.5 %" in share
    assert set(read_answers(work / "m00-getting-started" / "answers.json").answers) == {"m00-1", "m00-3"}

    page.locator(f"{PANEL} .jp-Toolbar").get_by_text("Validate", exact=True).click()
    verdict = page.get_by_role("dialog")
    verdict.wait_for()
    said = verdict.text_content()
    for number in (2, 4, 5, 6, 7):
        assert f"m00-{number} has no answer yet" in said
    assert "m00-1" not in said
    assert "m00-3" not in said
    assert "Traceback" not in said
    verdict.get_by_role("button").last.click()

    last = cell(learner, 'hand_in("m00"')
    missing = type_and_run(learner, last, f'hand_in("m00", name="{LEARNER}")')
    assert "Nothing was made yet" in missing
    assert not list(work.glob("hand-in/*.zip"))
    receipt = type_and_run(learner, last, f'hand_in("m00", name="{LEARNER}", anyway=True)')
    (made,) = work.glob("hand-in/*.zip")
    assert file_name(LEARNER) in made.name
    assert "Your receipt is" in receipt
    manifest = open_bundle(made).manifest
    assert (manifest.learner, manifest.module) == (LEARNER, "m00-getting-started")

    learner.open_notebook("work/home.ipynb")
    home = page.locator(HOME)
    home.wait_for()
    source = cell(learner, "home()")
    before = source.locator(".jp-OutputArea-output").all_text_contents()
    source.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    shown(learner, source, before)
    assert LEARNER in home.text_content()
    code = receipt.split("Your receipt is ")[1].split(":")[0]
    assert code in home.text_content()
    # "Done" when the lesson's units are ticked too, as they are after the test above.
    assert re.search("Handed in|Done", home.get_by_role("row", name="m00").text_content())


@pytest.mark.slow
def test_does_the_lesson_on_analytics_run_to_the_end_and_are_its_figures_accessible(learner, edition):
    end_with_sentinel(edition.root / "work" / "m08-analytics" / "lesson.ipynb")
    learner.open_notebook("work/m08-analytics/lesson.ipynb")
    learner.run_all()
    learner.wait_for_sentinel()
    figures = learner.page.locator(f"{PANEL} figure.pr-figure")
    # The last cell has run; the page may still be drawing what cells before it showed.
    figures.nth(2).wait_for(state="attached")
    assert learner.axe(f"{PANEL} figure.pr-figure") == []
    for picture in figures.locator("img").all():
        assert len(picture.get_attribute("alt").split()) > 5
