"""A project as a learner finds it: built, two modules, one of them open."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from practicum.project import Project

SYLLABUS = """
[[module]]
id = "m90"
slug = "m90-toy"
title = "A toy"
minutes = 5
status = "open"
summary = "How many?"
drill = "d90-toy"

[[module]]
id = "m91"
slug = "m91-later"
title = "Not yet"
minutes = 5
status = "planned"
summary = "When?"
"""


def notebook(text, code="1 + 1", result="2"):
    outputs = [new_output("execute_result", data={"text/plain": result}, execution_count=1)]
    cells = [new_markdown_cell(text, id="a"), new_code_cell(code, id="b", outputs=outputs, execution_count=1)]
    return nbformat.writes(new_notebook(cells=cells, metadata={"jupytext": {"formats": "ipynb,md:myst"}}))


@pytest.fixture
def a_notebook():
    """Return a function that makes the text of a notebook."""
    return notebook


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.delenv("PRACTICUM_WORK", raising=False)
    return Project(tmp_path / "course here")


@pytest.fixture(autouse=True)
def edition(project):
    """Return a function that writes a file of the edition, after having written all that a course has."""

    def write(name, text):
        path = project.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    write("course/syllabus.toml", SYLLABUS)
    write("course/home.ipynb", notebook("# Home", "from practicum.learn import home\n\nhome()"))
    write("course/m90-toy/lesson.ipynb", notebook("# Lesson"))
    write("course/m90-toy/card.md", "# Card")
    write("course/m90-toy/figures/one.svg", "<svg/>")
    write("course/m91-later/lesson.ipynb", notebook("# Later"))
    write("assignments/m90-toy/m90-toy.ipynb", notebook("# Assignment"))
    write("assignments/m90-toy/exercises.json", "{}")
    return write
