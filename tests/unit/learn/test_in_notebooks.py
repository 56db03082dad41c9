"""Does a real kernel show our sentences, and does nbgrader's Validate report a missing answer?"""

from __future__ import annotations

import nbformat
import pytest
from nbclient import NotebookClient
from nbgrader.validator import Validator

from practicum.evidence import record_answer

pytestmark = pytest.mark.slow  # each test starts a kernel


def sealed(exercise, points=2):
    nbgrader = {
        "grade": True,
        "grade_id": exercise,
        "locked": True,
        "points": points,
        "schema_version": 3,
        "solution": False,
        "task": False,
        "cell_type": "code",
    }
    return nbformat.v4.new_code_cell(f'received("{exercise}")', metadata={"nbgrader": nbgrader})


def write(folder, *cells):
    book = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(cell) if isinstance(cell, str) else cell
            for cell in ("from practicum.learn import answer, check, received", *cells)
        ],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    path = folder / "m08-analytics.ipynb"
    nbformat.write(book, path)
    return path


def test_does_validate_report_a_missing_answer_and_only_that(folder):
    path = write(
        folder,
        'answer("m08-1", 4.88)',
        sealed("m08-1"),
        'answer("m08-2", ...)',
        sealed("m08-2"),
        'answer("m08-6", "Three small words.")',
        sealed("m08-6"),
    )
    results = Validator().validate(str(path))
    assert [cell["source"] for cell in results["failed"]] == ['received("m08-2")']
    assert "m08-2 has no answer yet" in results["failed"][0]["raw_error"]


def test_does_validate_accept_what_came_through_the_form(folder):
    record_answer(folder / "answers.json", "m08-1", "4,88 %", via="form")
    path = write(folder, 'answer("m08-1", ...)', sealed("m08-1"))
    assert Validator().validate(str(path)) == {}


def test_does_run_all_go_on_after_a_sealed_cell_without_an_answer(folder):
    path = write(folder, sealed("m08-1"), 'print("the last cell ran")')
    book = nbformat.read(path, as_version=4)
    NotebookClient(book, resources={"metadata": {"path": str(folder)}}).execute()
    assert book.cells[-1].outputs[0].text == "the last cell ran\n"


def test_is_an_error_two_lines_and_no_traceback(folder):
    path = write(folder, 'answer("m08-1", "about five")', 'answer("m08-99", 1)')
    book = nbformat.read(path, as_version=4)
    client = NotebookClient(book, resources={"metadata": {"path": str(folder)}}, allow_errors=True)
    client.execute()
    for cell, start in zip(book.cells[1:], ("m08-1: ", "'m08-99' is not an exercise"), strict=True):
        (output,) = cell.outputs
        assert output.output_type == "error"
        assert len(output.traceback) == 2
        assert output.traceback[0].startswith(start)


def test_are_stored_outputs_the_same_on_every_run(folder):
    cells = (
        'answer("m08-1", 4.88)',
        'check("m08-u1-a", 5)',
        "from practicum.learn import figure, quiz\nquiz('m08-r1')",
        (
            "import pandas as pd\nimport matplotlib.pyplot as plt\n"
            "slots = pd.DataFrame({'slot': ['a', 'b'], 'posts': [3, 5]})\n"
            "axes = slots.plot.bar(x='slot', xlabel='Slot', ylabel='Posts')\n"
            "figure(axes, finding='Slot b holds more posts than slot a', "
            "alt='Bar chart of two slots: a holds three posts and b holds five', "
            "table=pd.DataFrame({'slot': ['a', 'b'], 'posts': [3, 5]}))"
        ),
    )
    runs = []
    for _run in range(2):
        book = nbformat.read(write(folder, *cells), as_version=4)
        NotebookClient(book, resources={"metadata": {"path": str(folder)}}).execute()
        shown = [
            {kind: text for kind, text in output.get("data", {}).items() if "widget" not in kind}
            for cell in book.cells
            for output in cell.outputs
        ]
        assert not any("image/png" in data for data in shown), "the figure was printed a second time"
        runs.append(shown)
    assert runs[0] == runs[1]
    assert not any(" at 0x" in text for data in runs[0] for text in data.values())
