"""Do Jupyter's own clients, nbgrader's command line and a machine without a sandbox get what they need?"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook

from practicum.grading.course import open_course, run
from practicum.grading.sandbox import Limits, Verdict, execute_view, host, view
from practicum.grading.sandbox.provisioner import SealedSpecs

REPOSITORY = Path(__file__).resolve().parents[3]


class SealedManager(AsyncKernelManager):
    """What a Jupyter application becomes by its kernel specifications alone."""

    def _kernel_spec_manager_default(self):
        return SealedSpecs(limits={"processes": 48})


def test_a_stock_client_runs_interrupts_and_ends_a_sealed_kernel(sandbox, tmp_path):
    sources = [
        "import os\nprint(os.getpid(), os.listdir('.'))",
        "import time\ntime.sleep(60)",
        "import resource\nprint(resource.getrlimit(resource.RLIMIT_NPROC)[0])",
    ]
    (tmp_path / "data.txt").touch()
    notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
    client = NotebookClient(
        notebook,
        kernel_manager_class=SealedManager,
        kernel_name="whatever",
        resources={"metadata": {"path": str(tmp_path)}},
        allow_errors=True,
        timeout=1,
        interrupt_on_timeout=True,
        shutdown_kernel="immediate",
    )
    client.execute()
    assert notebook.cells[0].outputs[0].text == "1 ['data.txt']\n"
    assert notebook.cells[1].outputs[0].ename == "KeyboardInterrupt"
    assert notebook.cells[2].outputs[0].text == "48\n"


def test_a_stock_client_hears_of_a_dead_kernel(sandbox):
    notebook = new_notebook(cells=[new_code_cell("import os\nos._exit(1)")])
    with pytest.raises(DeadKernelError):
        NotebookClient(notebook, kernel_manager_class=SealedManager, kernel_name="whatever").execute()


@pytest.mark.slow
def test_nbgrader_autograde_runs_a_submission_sealed(sandbox, tmp_path):
    """One hand-in of m00, with nbgrader's own command line and this course's own configuration."""
    course, slug = tmp_path / "course", "m00-getting-started"
    for name in ("nbgrader_config.py", "course/syllabus.toml", f"solutions/{slug}", "datasets", "scenarios"):
        _copy(REPOSITORY / name, course / name)
    (course / "exchange").mkdir()
    nbgrader = [sys.executable, "-m", "nbgrader"]
    tools = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": tools, "PRACTICUM_ROOT": str(course), "HUSH": "secret"}

    def call(*words):
        done = subprocess.run(
            [*nbgrader, *words], cwd=course, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr

    run(open_course(course).generate_assignment, slug)
    handed = course / "submitted" / "nora" / slug
    handed.mkdir(parents=True)
    notebook = nbformat.read(course / "assignments" / slug / f"{slug}.ipynb", as_version=4)
    place = next(index for index, cell in enumerate(notebook.cells) if cell.cell_type == "code")
    spy = "import os\nprint(os.getpid(), 'HUSH' in os.environ, os.path.exists('/course/solutions'))"
    notebook.cells.insert(place + 1, new_code_cell(f"{spy}\nopen('loot.txt', 'w').write('x')"))
    nbformat.write(notebook, handed / f"{slug}.ipynb")
    call("autograde", slug, "--create")
    graded = course / "autograded" / "nora" / slug
    shown = nbformat.read(graded / f"{slug}.ipynb", as_version=4).cells[place + 1]
    assert shown.outputs[0].text == "1 False False\n"
    assert not (graded / "loot.txt").exists()
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        assert gradebook.find_submission(slug, "nora").max_score > 0


def _copy(source, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    (shutil.copytree if source.is_dir() else shutil.copy)(source, target)


def test_where_somebody_chose_to_go_without_a_notebook_runs_with_time_limits(monkeypatch, tmp_path):
    monkeypatch.setenv(host.UNSAFE, "1")
    monkeypatch.setattr(host, "available", lambda: Verdict(ok=False, why="None here.", remedy="Do."))
    monkeypatch.setattr(view, "require", host.require)
    (tmp_path / "data.txt").write_text("seven", encoding="utf-8")
    sources = [
        "open('data.txt').read()",
        "while True:\n    pass",
        "print('next one')",
        "import os\nos._exit(1)",
        "5",
    ]
    notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
    result = execute_view(notebook, tmp_path, Limits(cell=1, run=30))
    assert (result.sealed, result.reason, result.cells) == (False, "died", 3)
    assert "seven" in result.text()
    assert "stopped after 1 seconds" in result.text()
    assert "next one" in result.text()
