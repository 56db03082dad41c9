"""Does every released cell stand in a hand-in once, as released, whatever was done to it?"""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.converters import Autograde
from nbgrader.preprocessors import CheckCellMetadata

from practicum.grading.course import open_course
from practicum.grading.restore import RestoreCells

NAMES = ["m90-1-question", "m90-1-answer", "m90-1", "m90-2-answer", "m90-2", "m90-2-read"]
RESOURCES = {"nbgrader": {"assignment": "m90-toy", "notebook": "m90-toy"}}


@pytest.fixture(scope="session")
def restore(toy_master):
    step = RestoreCells(parent=Autograde(coursedir=open_course(toy_master).coursedir))

    def run(notebook):
        restored, _resources = step.preprocess(notebook, copy.deepcopy(RESOURCES))
        CheckCellMetadata().preprocess(restored, {})
        return restored

    return run


def _by_id(notebook):
    return {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if "nbgrader" in cell.metadata}


def _ids(notebook):
    return [cell.metadata.nbgrader.grade_id for cell in notebook.cells if "nbgrader" in cell.metadata]


def test_an_honest_notebook_keeps_its_answers_and_its_own_cells(restore, released):
    _by_id(released)["m90-1-answer"].source = 'answer("m90-1", 7)'
    released.cells.append(new_code_cell("1 + 1"))
    before = copy.deepcopy(released)
    after = restore(released)
    assert [cell.source for cell in after.cells] == [cell.source for cell in before.cells]


@pytest.mark.parametrize(
    "change",
    [
        {"points": 1000},
        {"points": "many"},
        {"points": -4},
        {"grade": False},
        {"solution": True},
        {"locked": False},
        {"schema_version": 1},
        {"schema_version": 99},
        {"checksum": "0" * 32},
        {"task": True},
        {"extra": 1},
    ],
)
def test_changed_metadata_of_a_test_is_put_right(restore, released, change):
    official = copy.deepcopy(_by_id(released)["m90-1"].metadata)
    _by_id(released)["m90-1"].metadata.nbgrader.update(change)
    assert _by_id(restore(released))["m90-1"].metadata == official


@pytest.mark.parametrize(
    "metadata", ["text", 7, None, [], {}, {"grade_id": 3}, {"grade_id": "m90-99", "grade": True}]
)
def test_metadata_that_is_none_counts_as_a_deleted_test(restore, released, metadata):
    _by_id(released)["m90-1"].metadata["nbgrader"] = metadata
    assert _ids(restore(released)) == NAMES


def test_a_changed_source_or_type_of_a_test_is_put_right(restore, released):
    cell = _by_id(released)["m90-1"]
    cell.source = "100.0"
    cell.cell_type = "markdown"
    del cell["outputs"], cell["execution_count"]
    restored = _by_id(restore(released))["m90-1"]
    assert (restored.cell_type, restored.source) == ("code", 'received("m90-1")')


def test_a_copy_in_front_of_a_test_becomes_an_ordinary_cell(restore, released):
    twin = copy.deepcopy(_by_id(released)["m90-1"])
    twin.source = "100.0"
    released.cells.insert(0, twin)
    after = restore(released)
    assert _ids(after) == NAMES
    assert after.cells[0].source == "100.0"


@pytest.mark.parametrize("gone", [["m90-1"], ["m90-1-answer", "m90-1"], NAMES[:3], NAMES[3:], NAMES])
def test_deleted_cells_come_back_in_their_order(restore, released, gone):
    released.cells = [
        cell for cell in released.cells if cell.metadata.get("nbgrader", {}).get("grade_id") not in gone
    ]
    assert _ids(restore(released)) == NAMES


def test_an_empty_notebook_becomes_the_released_one(restore):
    assert _ids(restore(new_notebook())) == NAMES


@given(st.data())
def test_no_shuffling_or_copying_loses_or_doubles_a_cell(restore, toy_released, data):
    pool = toy_released.cells
    picks = data.draw(st.lists(st.integers(0, len(pool) - 1), max_size=15))
    cells = [copy.deepcopy(pool[pick]) for pick in picks]
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    after = restore(new_notebook(cells=cells))
    assert sorted(_ids(after)) == sorted(NAMES)
    sealed = _by_id(after)
    assert [sealed[name].source for name in ("m90-1", "m90-2")] == ['received("m90-1")', 'received("m90-2")']


def test_a_released_cell_that_nbgrader_does_not_keep_is_an_ordinary_cell(restore, released):
    note = new_code_cell("# hand_in()")
    note.metadata["nbgrader"] = {
        "grade": False,
        "grade_id": "m90-hand-in",
        "locked": False,
        "schema_version": 3,
        "solution": False,
        "task": False,
    }
    released.cells.append(note)
    after = restore(released)
    assert _ids(after) == NAMES
    assert after.cells[-1].source == "# hand_in()"
