"""Can anything that a learner put into a notebook act in the browser of whoever opens it?"""

import copy
import re

import nbformat
import pytest
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from practicum.grading.collect import collect
from practicum.grading.course import open_course, register, run
from practicum.grading.harmless import Harmless, harmless_cell

ACTIVE = re.compile(
    r"<script(?! src=)|<iframe|<object|<embed|<svg|<form|<style>@import|\son\w+=|javascript:|srcdoc",
    re.IGNORECASE,
)
HTML = [
    "<script>steal()</script>",
    "<SCRIPT/x>steal()</SCRIPT >",
    "<img src=x onerror=steal()>",
    "<svg onload=steal()><circle r=9 /></svg>",
    "<iframe srcdoc='<script>steal()</script>'></iframe>",
    "<a href='javascript:steal()'>go</a>",
    "<a href='java\nscript:steal()'>go</a>",
    "<form action='/formgrader'><button>go</button></form>",
    "<style>@import url(//elsewhere)</style>",
    "<math><mtext><script>steal()</script></mtext></math>",
    "<table background='//elsewhere'><tr><td onclick='steal()'>4</td></tr></table>",
    "<!--[if IE]><script>steal()</script><![endif]-->",
    "<scr<script>ipt>steal()</scr</script>ipt>",
    "<noscript><p title='</noscript><img src=x onerror=steal()>'>",
    "<base href='//elsewhere'>",
    "<meta http-equiv=refresh content='0;url=//elsewhere'>",
]
MARKDOWN = [
    *HTML,
    "[go](javascript:steal())",
    "[go](JavaScript&colon;steal())",
    "![x](data:text/html;base64,PHN2Zz4=)",
]


def page(cell):
    """What nbconvert makes of one cell after cleaning: only the cell's part, the page's own scripts apart."""
    harmless_cell(cell)
    return HTMLExporter(template_name="basic").from_notebook_node(new_notebook(cells=[cell]))[0]


@pytest.mark.parametrize("evil", HTML)
def test_no_html_output_acts(evil):
    cell = new_code_cell(
        "1", outputs=[new_output("display_data", {"text/html": evil + "<b>kept</b>", "text/plain": "t"})]
    )
    shown = page(cell)
    assert not ACTIVE.search(shown)
    assert "elsewhere" not in shown


@pytest.mark.parametrize("evil", MARKDOWN)
def test_no_markdown_acts(evil):
    shown = page(new_markdown_cell(f"Before.\n\n{evil}\n\nAfter."))
    tags = re.findall(r"<[^>]*>", shown)
    assert not any(ACTIVE.search(tag) for tag in tags)
    assert "Before." in shown
    assert "After." in shown


@pytest.mark.parametrize(
    "media",
    [
        "application/javascript",
        "image/svg+xml",
        "text/latex",
        "text/markdown",
        "application/vnd.jupyter.widget-view+json",
        "text/vnd.mermaid",
    ],
)
def test_no_other_medium_is_shown(media):
    cell = new_code_cell("1", outputs=[new_output("display_data", {media: "steal()"})])
    harmless_cell(cell)
    assert cell["outputs"] == []


def test_a_picture_that_is_no_picture_is_left_out():
    cell = new_code_cell(
        "1", outputs=[new_output("display_data", {"image/png": '"><script>steal()</script>'})]
    )
    harmless_cell(cell)
    assert cell["outputs"] == []


def test_what_an_instructor_needs_stays():
    table = "<table><tr><th scope='col'>a</th></tr><tr><td colspan='2'>4.88</td></tr></table>"
    outputs = [
        new_output("stream", name="stdout", text="said\n"),
        new_output("execute_result", {"text/html": table, "text/plain": "a"}, execution_count=1),
        new_output("display_data", {"image/png": "iVBORw0KGgo="}),
        new_output("error", ename="ValueError", evalue="no", traceback=["no"]),
    ]
    cell = new_code_cell("1", outputs=outputs)
    harmless_cell(cell)
    assert [output["output_type"] for output in cell["outputs"]] == [
        "stream",
        "execute_result",
        "display_data",
        "error",
    ]
    assert "4.88" in cell["outputs"][1]["data"]["text/html"]
    assert 'colspan="2"' in cell["outputs"][1]["data"]["text/html"]
    note = new_markdown_cell(
        "# Title\n\n> quoted\n\n**bold** 3 < 4 and `x < y`. The data: 4 rows. [l](https://example.org)"
    )
    before = note["source"]
    harmless_cell(note)
    assert note["source"] == before


def test_our_own_words_are_left_as_they_are():
    ours = new_markdown_cell(
        "<details>ours</details>", metadata={"nbgrader": {"locked": True, "grade_id": "a"}}
    )
    theirs = new_markdown_cell("<details>theirs</details>")
    step = Harmless()
    step.preprocess_cell(ours, {}, 0)
    step.preprocess_cell(theirs, {}, 1)
    assert ours["source"] == "<details>ours</details>"
    assert theirs["source"].startswith("&lt;details>")


@pytest.mark.slow
def test_nbgraders_own_autograde_leaves_nothing_that_acts(sandbox, toy, released, hand_in):
    """What formgrader's button runs: a notebook that shows scripts, in the sandbox, then the page of it."""
    evil = copy.deepcopy(released)
    evil.cells[2].source = (
        "from IPython.display import HTML, Javascript, display\n"
        "display(HTML('<script>steal()</script><b>kept</b>'), Javascript('steal()'))"
    )
    evil.cells += [new_markdown_cell("Mine <img src=x onerror=steal()> [go](javascript:steal())")]
    collect(hand_in("mallory", {"m90-1": 7.31}, notebook=evil).parent, toy)
    api = open_course(toy.root)
    register(api, "m90-toy")
    run(api.autograde, "m90-toy", "mallory")
    path = toy.root / "autograded" / "mallory" / "m90-toy" / "m90-toy.ipynb"
    graded = nbformat.read(path, as_version=4)
    shown = [output for cell in graded.cells for output in cell.get("outputs", ())]
    assert any("kept" in output.get("data", {}).get("text/html", "") for output in shown)
    assert not any("application/javascript" in output.get("data", {}) for output in shown)
    theirs = [cell for cell in graded.cells if not cell.metadata.get("nbgrader", {}).get("grade")]
    graded.cells = theirs
    tags = re.findall(r"<[^>]*>", HTMLExporter(template_name="basic").from_notebook_node(graded)[0])
    assert not any(ACTIVE.search(tag) for tag in tags)
    mark = nbformat.read(path, as_version=4).cells[3].outputs[0].data["text/html"]
    assert "You averaged the ratios" in mark  # ours came after, whole
    assert "<style>" in mark
