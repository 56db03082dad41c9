"""Do the model solutions run from top to bottom, and answer every exercise?"""

import shutil

import nbformat
import pytest
from nbclient import NotebookClient

from practicum.evidence import read_answers
from practicum.marking import ArtefactKind, DrillLog, load_exercises


@pytest.mark.slow
def test_does_a_solution_run_and_leave_the_evidence_of_every_exercise(solution, project, learner, tmp_path):
    slug = solution.parent.name
    here = tmp_path / "work" / slug
    shutil.copytree(project.assignments / slug, here)
    notebook = nbformat.read(solution, as_version=4)
    client = NotebookClient(
        notebook, timeout=180, kernel_name="python3", resources={"metadata": {"path": str(here)}}
    )
    client.execute(env=learner)
    exercises = load_exercises(solution.parent / "marking.py")
    typed = {one.id for one in exercises.values() if not isinstance(one.kind, DrillLog | ArtefactKind)}
    assert typed <= read_answers(here / "answers.json").answers.keys()
    files = {one.kind.file for one in exercises.values() if isinstance(one.kind, ArtefactKind)}
    assert files <= {path.name for path in here.iterdir()}
