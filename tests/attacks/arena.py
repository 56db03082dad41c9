"""Where the attacks meet two graders: this course with its sandbox, and stock nbgrader as it comes.

Both grade the same hostile notebooks in one run. All is bounded, since the stock side really suffers it.
"""

from __future__ import annotations

import copy
import json
import os
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import nbformat
from attacks_catalogue import MUTATIONS
from attacks_seen import Seen
from attacks_side import SLUG, Side
from nbformat.v4 import new_code_cell, new_notebook

from practicum.evidence import record_answer

_STOCK = """\
c = get_config()
c.CourseDirectory.course_id = "stock"
c.Execute.timeout = 5
"""
_TEST = """\
### BEGIN HIDDEN TESTS
assert abs(rate - 4.88) < 0.05
### END HIDDEN TESTS"""
# Marks first, then the notebooks in the sandbox, with less time than an instructor would give them.
_OURS = """\
from practicum.grading.cohort import Options, grade
from practicum.grading.run import open_run
from practicum.grading.sandbox import Limits
from practicum.grading.viewing import view
from practicum.project import Project
grade("m90", Project.find(), Options(jobs=2))
with open_run("m90", Project.find()) as run:
    for _viewed in view(run, run.students(), workers=2, limits=Limits(cell=8, run=20)):
        pass
"""
_STARTED = re.compile(r"Creating/updating student with ID '([a-z0-9-]+)'")
_ADDRESS_SPACE = 12 * 2**30


def run_ours(side: Side, attacks) -> dict[str, Seen]:
    """Grade all attacks with this course's grader, the notebooks run in the sandbox.

    Args:
        side: The toy course, released by this course's own tools.
        attacks: The hostile notebooks.
    """
    released = json.loads((side.root / "assignments" / SLUG / f"{SLUG}.ipynb").read_text(encoding="utf-8"))
    with side.guarded():
        for attack in attacks:
            folder = _hand_in(side, attack, released, "m90-1-answer")
            record_answer(folder / "answers.json", "m90-1", 9.02)
        done = _bounded(side, [sys.executable, "-c", _OURS])
        if done.returncode:
            raise AssertionError(done.stderr)
        return _seen(side, attacks)


def run_stock(side: Side, attacks) -> dict[str, Seen]:
    """Grade all attacks with stock nbgrader. When it stops at one, note that and start again behind it."""
    _release(side)
    released = json.loads((side.root / "release" / SLUG / f"{SLUG}.ipynb").read_text(encoding="utf-8"))
    submitted, aside = side.root / "submitted", side.root / "aside"
    aside.mkdir()
    enders = set()
    with side.guarded():
        for attack in attacks:
            _hand_in(side, attack, released, "answer")
        left = {attack.name for attack in attacks}
        while left:
            done = _nbgrader(side, "autograde", SLUG)
            started = [name for name in _STARTED.findall(done.stderr) if name in left]
            if not started:
                raise AssertionError(done.stderr)
            if left - set(started):
                enders.add(started[-1])
            for name in started:
                shutil.move(submitted / name, aside / name)
            left -= set(started)
        for folder in aside.iterdir():
            shutil.move(folder, submitted / folder.name)
        seen = _seen(side, attacks)
    for name in enders:
        seen[name].ended = True
    return seen


def _release(side: Side) -> None:
    """Write the stock course: one answer, and one test that is hidden as nbgrader's manual shows it."""
    source = side.root / "source" / SLUG
    source.mkdir(parents=True)
    (side.root / "nbgrader_config.py").write_text(_STOCK, encoding="utf-8")
    flags = {"schema_version": 3, "task": False}
    answer = new_code_cell("### BEGIN SOLUTION\nrate = 4.88\n### END SOLUTION")
    answer.metadata.nbgrader = {
        **flags,
        "grade": False,
        "solution": True,
        "locked": False,
        "grade_id": "answer",
    }
    test = new_code_cell(_TEST)
    test.metadata.nbgrader = {**flags, "grade": True, "solution": False, "locked": True, "grade_id": "m90-1"}
    test.metadata.nbgrader["points"] = 4
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    book = new_notebook(cells=[answer, test], metadata={"kernelspec": spec})
    nbformat.write(book, source / f"{SLUG}.ipynb")
    done = _nbgrader(side, "generate_assignment", SLUG)
    if done.returncode:
        raise AssertionError(done.stderr)


def _nbgrader(side: Side, *arguments: str) -> subprocess.CompletedProcess:
    return _bounded(side, [str(Path(sys.executable).with_name("nbgrader")), *arguments])


def _bounded(side: Side, command: list[str]) -> subprocess.CompletedProcess:
    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        command,
        cwd=side.root,
        env={**side.environment, "PATH": path},
        capture_output=True,
        text=True,
        errors="replace",
        timeout=900,
        preexec_fn=bound,
        check=False,
    )


def _hand_in(side: Side, attack, released, answer_id: str) -> Path:
    notebook = copy.deepcopy(released)
    sources = [side.prelude(attack.name), *attack.cells] if attack.cells else []
    added = [dict(new_code_cell(source, id=f"evil-{n}")) for n, source in enumerate(sources)]
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == answer_id:
            cell["source"] = attack.answer
    place = 1 if "import" in "".join(notebook["cells"][0]["source"]) else 0
    notebook["cells"][place:place] = added
    if attack.mutate:
        MUTATIONS[attack.mutate](notebook, **attack.change)
    folder = side.root / "submitted" / attack.name / SLUG
    folder.mkdir(parents=True)
    (folder / f"{SLUG}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    for name, content in attack.files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def _seen(side: Side, attacks) -> dict[str, Seen]:
    scores = _scores(side.root)
    found = {}
    for attack in attacks:
        path = side.root / "autograded" / attack.name / SLUG / f"{SLUG}.ipynb"
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        found[attack.name] = Seen(
            scores.get(attack.name) if text else None, text, signs=side.signs(attack.name)
        )
    return found


def _scores(root: Path) -> dict[str, float]:
    """Return the score of every hand-in that has one, read from the gradebook itself."""
    query = """
        select s.student_id, sum(coalesce(g.manual_score, g.auto_score, 0)), count(g.auto_score)
        from submitted_assignment s join submitted_notebook n on n.assignment_id = s.id
        join grade g on g.notebook_id = n.id group by s.student_id"""
    with closing(sqlite3.connect(root / "gradebook.db")) as book:
        return {student: score for student, score, marks in book.execute(query) if marks}
