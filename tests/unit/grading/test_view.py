"""Does nbgrader's step run a notebook in the sandbox, and save marks whatever the run does?"""

import logging

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from practicum.errors import PracticumError
from practicum.grading import view
from practicum.grading.sandbox import Limits, ViewResult
from practicum.grading.view import RunForView


@pytest.fixture
def resources(tmp_path):
    return {"nbgrader": {"notebook": "m90-toy"}, "metadata": {"path": str(tmp_path)}}


def _notebook(*sources):
    return new_notebook(
        metadata={"kernelspec": {"name": "no-such-kernel", "display_name": "None"}},
        cells=[new_code_cell(source) for source in sources],
    )


def test_cells_run_in_the_sandbox_whichever_kernel_the_notebook_names(sandbox, resources, tmp_path):
    (tmp_path / "data.txt").write_text("seven", encoding="utf-8")
    given = _notebook("import os\n(os.getpid(), open('data.txt').read())")
    notebook, passed = RunForView().preprocess(given, resources)
    assert notebook.cells[0].outputs[0].data["text/plain"] == "(1, 'seven')"
    assert passed is resources


def test_a_broken_run_keeps_every_cell_and_says_so_at_the_top(sandbox, resources, caplog):
    with caplog.at_level(logging.WARNING):
        notebook, _resources = RunForView().preprocess(_notebook("import os\nos._exit(1)", "2"), resources)
    assert [cell.source for cell in notebook.cells[1:]] == ["import os\nos._exit(1)", "2"]
    assert "ended early" in notebook.cells[0].source
    assert "ended early" in caplog.text
    nbformat.validate(notebook)


def test_options_of_nbgrader_are_limits(monkeypatch, resources):
    taken = []

    def run(notebook, _folder, limits):
        taken.append(limits)
        return ViewResult(notebook, "", "", 0, 0.0, sealed=True)

    monkeypatch.setattr(view, "require", lambda **_options: True)
    monkeypatch.setattr(view, "execute_view", run)
    RunForView(timeout=7, budget=9, limits={"memory": 11}).preprocess(_notebook(), resources)
    RunForView().preprocess(_notebook(), resources)
    assert taken == [Limits(cell=7, run=9, memory=11), Limits(cell=30, run=120)]


def test_without_a_sandbox_the_notebook_is_not_run_and_says_why(monkeypatch, resources, caplog):
    def refuse(**_options):
        raise PracticumError("There is none here.", next_step="Install it.")

    monkeypatch.setattr(view, "require", refuse)
    notebook, _resources = RunForView().preprocess(_notebook("1"), resources)
    assert "was not run" in notebook.cells[0].source
    assert "There is none here." in notebook.cells[0].source
    assert notebook.cells[1].outputs == []
    assert "Install it." in caplog.text


def test_unsafe_is_asked_for_by_name(monkeypatch, resources):
    asked = []
    monkeypatch.setattr(view, "require", lambda *, unsafe: asked.append(unsafe))
    monkeypatch.setattr(
        view, "execute_view", lambda notebook, *_more: ViewResult(notebook, "", "", 0, 0.0, sealed=False)
    )
    RunForView().preprocess(_notebook(), resources)
    RunForView(unsafe=True).preprocess(_notebook(), resources)
    assert asked == [False, True]
