"""Does the leak law find whatever must not be handed out, and nothing else?"""

import json

import pytest

from practicum.authoring import find_leaks

SOLUTION = '### BEGIN SOLUTION\nposts = load("posts")\nanswer("m90-1", 42)\n### END SOLUTION\n'


def cell(source, **more):
    return {"cell_type": "code", "source": source.splitlines(keepends=True), **more}


@pytest.fixture
def folders(tmp_path):
    assignments, solutions = tmp_path / "assignments" / "m90", tmp_path / "solutions" / "m90"
    assignments.mkdir(parents=True)
    solutions.mkdir(parents=True)
    (solutions / "m90.md").write_text(SOLUTION, encoding="utf-8")
    return assignments, solutions


def leaks(folders, name, content):
    assignments, solutions = folders
    text = content if isinstance(content, str) else json.dumps(content)
    (assignments / name).write_text(text, encoding="utf-8")
    return find_leaks(assignments.parent, solutions.parent)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("m90.ipynb", {"cells": [cell('posts = load("posts")\nanswer("m90-1", ...)', outputs=[])]}),
        ("exercises.json", {"exercises": [{"id": "m90-1", "kind": {"unit": "posts"}}]}),
        ("posts.csv", "a,b\n1,2\n"),
        ("figure.png", "a picture"),
    ],
)
def test_is_what_a_learner_needs_no_leak(folders, name, content):
    assert leaks(folders, name, content) == []


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("marking.py", "EXERCISES = []", "m90/marking.py is a kind of file that is never handed out."),
        ("m90.md", "# Solution", "never handed out"),
        ("notes.txt", "see", "never handed out"),
        ("data.json", {}, "never handed out"),
        ("m90.ipynb", {"cells": [cell("### BEGIN SOLUTION")]}, "cell 1 holds a marker"),
        ("m90.ipynb", {"cells": [cell("1"), cell("### END HIDDEN TESTS")]}, "cell 2 holds a marker"),
        ("m90.ipynb", {"cells": [cell('  answer("m90-1", 42)')]}, "cell 1 holds a line of the solution"),
        ("m90.ipynb", {"cells": [cell("1", outputs=[{"text": "42"}])]}, "cell 1 has an output"),
        ("m90.ipynb", "{", "cannot be read"),
        ("m90.ipynb", [], "cannot be read"),
        ("exercises.json", {"exercises": [{"rubric": {"anchors": ["4: ..."]}}]}, "holds the field 'anchors'"),
        ("exercises.json", {"exercises": [{"mistakes": []}]}, "holds the field 'mistakes'"),
    ],
)
def test_is_a_leak_found_and_named(folders, name, content, says):
    found = leaks(folders, name, content)
    assert len(found) == 1
    assert says in found[0]
