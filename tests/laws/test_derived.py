"""Does every derived file agree with its source, and is nothing handed out that must not be?"""

import io

import pytest
from rich.console import Console

from practicum.authoring import check, find_leaks
from practicum.project import Project


@pytest.fixture(scope="module")
def project(repository):
    return Project(repository)


@pytest.mark.slow
def test_does_a_rebuild_of_everything_leave_no_difference_that_matters(project):
    assert check(project, Console(file=io.StringIO())) == []


def test_do_the_assignments_hold_no_solution_hidden_test_or_marking(project):
    assert list(project.assignments.rglob("*.ipynb")), "a walk through nothing proves nothing"
    assert find_leaks(project.assignments, project.solutions) == []


def test_is_every_open_module_whole(project):
    missing = [
        path.relative_to(project.root).as_posix()
        for module in project.modules
        if module.status == "open"
        for path in (
            project.course / module.slug / "lesson.md",
            project.course / module.slug / "lesson.ipynb",
            project.course / module.slug / "exercises.py",
            project.course / module.slug / "card.md",
            project.solutions / module.slug / f"{module.slug}.md",
            project.solutions / module.slug / f"{module.slug}.ipynb",
            project.solutions / module.slug / "marking.py",
            project.solutions / module.slug / "design.md",
            project.assignments / module.slug / f"{module.slug}.ipynb",
            project.assignments / module.slug / "exercises.json",
        )
        if not path.is_file()
    ]
    assert missing == []
