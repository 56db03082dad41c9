"""Does the run of a foreign notebook end, whatever it does?"""

import logging

import nbformat
import pytest
from nbclient.exceptions import DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.preprocessors import Execute

from practicum.grading.view import RunForView

RESOURCES = {"nbgrader": {"notebook": "m90-toy"}}


def _notebook():
    return new_notebook(cells=[new_code_cell("1"), new_code_cell("2")])


@pytest.mark.parametrize("error", [DeadKernelError("gone"), RuntimeError("no kernel"), KeyError("header")])
def test_a_broken_run_keeps_every_cell_and_says_so_at_the_top(monkeypatch, caplog, error):
    def broken(*_arguments, **_options):
        raise error

    monkeypatch.setattr(Execute, "preprocess", broken)
    with caplog.at_level(logging.WARNING):
        notebook, resources = RunForView().preprocess(_notebook(), RESOURCES)
    assert [cell.source for cell in notebook.cells[1:]] == ["1", "2"]
    assert "ended early" in notebook.cells[0].source
    assert resources is RESOURCES
    nbformat.validate(notebook)


def test_cells_after_the_budget_are_not_run(monkeypatch):
    ran = []

    def cell_by_cell(self, nb, resources, _km):
        for index, cell in enumerate(nb.cells):
            self.preprocess_cell(cell, resources, index)
        return nb, resources

    monkeypatch.setattr(Execute, "preprocess", cell_by_cell)
    monkeypatch.setattr(
        Execute, "preprocess_cell", lambda _self, cell, _resources, _index: ran.append(cell.source)
    )
    RunForView(budget=60).preprocess(_notebook(), RESOURCES)
    assert ran == ["1", "2"]
    ran.clear()
    RunForView(budget=-1).preprocess(_notebook(), RESOURCES)
    assert ran == []


def test_a_cell_gets_no_more_time_than_is_left():
    step = RunForView(budget=10, timeout=30)
    step._deadline = float("inf")
    step._deadline = __import__("time").monotonic() + 10
    assert 1 <= step._seconds_for_cell(None) <= 10
