"""A whole course that fits on a page: one lesson, one assignment, a home page."""

import io
import shutil
from pathlib import Path

import pytest
from rich.console import Console

from practicum.authoring import build
from practicum.project import Project

REPOSITORY = Path(__file__).resolve().parents[3]
HEADER = """---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3 (ipykernel)
  language: python
  name: python3
---

"""
SYLLABUS = """
[[module]]
id = "m90"
slug = "m90-toy"
title = "A toy"
minutes = 5
status = "open"
summary = "How many?"

[[module]]
id = "m91"
slug = "m91-later"
title = "Not yet"
minutes = 5
status = "planned"
summary = "When?"
"""
HOME = f"""{HEADER}# Home

```{{code-cell}} ipython3
from practicum.learn import home

home()
```
"""
LESSON = f"""{HEADER}# A lesson

Say what you expect.

```{{code-cell}} ipython3
posts = 6 * 7
posts
```

```{{code-cell}} ipython3
import os
from pathlib import Path

Path("left-behind.txt").write_text("evidence")
print("work" in str(Path.cwd()), os.environ["PRACTICUM_WORK"] == str(Path.cwd().parent))
```
"""
SOLUTION = f"""{HEADER}# An assignment

```{{code-cell}} ipython3
---
nbgrader:
  cell_type: code
  grade: false
  grade_id: m90-1-answer
  locked: false
  schema_version: 3
  solution: true
  task: false
---
# Example: answer("m90-1", 7)
### BEGIN SOLUTION
answer("m90-1", 42)
### END SOLUTION
```

```{{code-cell}} ipython3
---
nbgrader:
  cell_type: code
  grade: true
  grade_id: m90-1
  locked: true
  points: 2
  schema_version: 3
  solution: false
  task: false
---
received("m90-1")
```
"""
MARKING = '''"""Marking of the toy."""

from practicum.marking import Exercise, Mistake, Number

EXERCISES = [
    Exercise(
        id="m90-1",
        title="How many",
        competence="H1",
        points=2,
        kind=Number(unit="posts"),
        question="How many posts?",
        reference=lambda tables: 42,
        mistakes={
            "one week": Mistake(lambda tables: 6, hint="That is one day."),
            "one day": Mistake(lambda tables: 7, hint="That is one week."),
            "sum": Mistake(lambda tables: 13, hint="You added; multiply."),
        },
    )
]
'''


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def make_toy(root):
    write(
        root,
        {
            "course/syllabus.toml": SYLLABUS,
            "course/home.md": HOME,
            "course/m90-toy/lesson.md": LESSON,
            "course/m90-toy/card.md": "# A card\n\nNot a notebook.\n",
            "solutions/m90-toy/m90-toy.md": SOLUTION,
            "solutions/m90-toy/marking.py": MARKING,
        },
    )
    shutil.copy(REPOSITORY / "nbgrader_config.py", root)
    return Project(root)


@pytest.fixture
def toy(tmp_path):
    """A project without datasets and drills, configured for nbgrader like the real one."""
    return make_toy(tmp_path / "a course")


@pytest.fixture(scope="session")
def _master(tmp_path_factory):
    project = make_toy(tmp_path_factory.mktemp("toy") / "a course")
    build(project, Console(file=io.StringIO()))
    return project


@pytest.fixture
def built_toy(_master, tmp_path):
    """A copy of the toy as it lies after a build."""
    return Project(Path(shutil.copytree(_master.root, tmp_path / "a course")))


@pytest.fixture
def console():
    return Console(file=io.StringIO())
