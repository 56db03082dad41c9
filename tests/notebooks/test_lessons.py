"""Do the lessons run from top to bottom and show what is stored in them?"""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

SANITIZE = Path(__file__).parent / "sanitize.cfg"


def is_widget(output):
    return "practicum" in output.get("metadata", {})


def test_are_there_lessons_to_compare(project):
    open_modules = {module.slug for module in project.modules if module.status == "open"}
    assert open_modules <= {path.parent.name for path in project.course.glob("*/lesson.ipynb")}


def test_are_outputs_stored_so_that_comparing_them_proves_something(lesson):
    codes = [cell for cell in nbformat.read(lesson, as_version=4).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in codes] == list(range(1, len(codes) + 1))
    with_words = [
        cell
        for cell in codes
        if any(
            output.output_type == "stream" or ("text/plain" in output.data and not is_widget(output))
            for output in cell.outputs
        )
    ]
    assert len(with_words) >= len(codes) / 2


def test_is_no_output_an_error_or_larger_than_a_page_can_bear(lesson):
    notebook = nbformat.read(lesson, as_version=4)
    assert not [output for cell in notebook.cells for output in cell.get("outputs", []) if "ename" in output]
    assert lesson.stat().st_size < 2_000_000


@pytest.mark.slow
def test_does_a_run_in_a_fresh_kernel_show_what_is_stored(lesson, learner, tmp_path):
    """nbval compares text and tables; a widget has neither, so its cell is only run."""
    notebook = nbformat.read(lesson, as_version=4)
    for cell in notebook.cells:
        if any(is_widget(output) for output in cell.get("outputs", [])):
            cell.metadata["tags"] = [*cell.metadata.get("tags", []), "nbval-ignore-output"]
    here = tmp_path / "work" / lesson.parent.name
    here.mkdir(parents=True)
    nbformat.write(notebook, here / lesson.name)
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "--nbval", "--nbval-sanitize-with", str(SANITIZE)),
            *("--nbval-cell-timeout", "180", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"),
            *("-c", "/dev/null", "--rootdir", str(here), str(here / lesson.name)),
        ],
        cwd=here,
        env=learner,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:]
    codes = sum(cell.cell_type == "code" for cell in notebook.cells)
    assert f"{codes} passed" in done.stdout
