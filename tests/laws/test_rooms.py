"""Do imports only go down, does every room say what it is, and does every file fit on a few screens?"""

import ast
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# Ground floor first. A room may import those before it, and itself.
ROOMS = (
    "errors", "i18n", "project", "look", "evidence", "data", "drill", "marking", "learn", "desk", "grading",
    "credential", "exam", "authoring", "lab", "doctor", "verbs", "cli", "__main__",
)  # fmt: skip
# The same inside of the examination, which is a house of its own.
EXAM = (
    "libraries", "scheme", "paper", "paper_pdf", "bank", "scheme_page", "families", "forms", "psychometrics",
    "standards", "sitting", "station", "marks", "results", "report", "demo",
)  # fmt: skip
# Rooms of pure logic: neither a notebook nor a chart library, and for a draw not even NumPy.
WITHOUT = {
    "evidence": {"IPython", "ipywidgets", "matplotlib", "numpy", "pandas", "nbformat"},
    "drill": {"IPython", "ipywidgets", "matplotlib", "numpy", "pandas"},
    "marking": {"IPython", "ipywidgets", "matplotlib", "nbgrader"},
}
LONGEST = 400
REASONS = {  # file -> why it is longer than LONGEST lines
    "course/m08-analytics/exercises.py": "one practice exercise after another: prose, no logic",
}


def sources(repository):
    return sorted((repository / "src" / "practicum").rglob("*.py"))


def room_of(path, repository):
    first = path.relative_to(repository / "src" / "practicum").parts[0]
    return first.removesuffix(".py")


def imports(path):
    """Yield the full name of every module that a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides from which room it comes"
            if node.module == "practicum":
                yield from (f"practicum.{alias.name}" for alias in node.names)
            elif node.module:
                yield node.module


def test_does_every_import_go_down_the_list_of_rooms(repository):
    up = []
    for path in sources(repository):
        room = room_of(path, repository)
        if room == "__init__":
            continue
        assert room in ROOMS, f"{room} is not in the list of rooms"
        for name in imports(path):
            other = name.split(".")[1] if name.startswith("practicum.") else ""
            if other in ROOMS and ROOMS.index(other) > ROOMS.index(room):
                up.append(f"{path.relative_to(repository)} imports {name}")
    assert up == []


def test_does_every_import_inside_the_examination_go_down_its_list(repository):
    exam, up = repository / "src" / "practicum" / "exam", []
    for path in sorted(exam.rglob("*.py")):
        room = path.relative_to(exam).parts[0].removesuffix(".py")
        if room == "__init__":
            continue
        assert room in EXAM, f"{room} is not in the list of the examination's rooms"
        for name in imports(path):
            other = name.split(".")[2] if name.startswith("practicum.exam.") else ""
            if other in EXAM and EXAM.index(other) > EXAM.index(room):
                up.append(f"{path.relative_to(repository)} imports {name}")
    assert up == []


def test_do_the_rooms_of_pure_logic_stay_pure(repository):
    impure = [
        f"{path.relative_to(repository)} imports {name}"
        for path in sources(repository)
        for name in imports(path)
        if name.split(".")[0] in WITHOUT.get(room_of(path, repository), set())
    ]
    assert impure == []


def test_is_every_imported_package_a_declared_dependency(repository):
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = project["optional-dependencies"]
    lines = [*project["dependencies"], *optional["cluster"], *optional["exam"]]
    declared = {canonicalize_name(Requirement(line).name) for line in lines}
    owners = packages_distributions()
    foreign = {
        (name.split(".")[0], path.relative_to(repository).as_posix())
        for path in sources(repository)
        for name in imports(path)
        if name.split(".")[0] not in sys.stdlib_module_names | {"practicum", "__future__"}
    }
    undeclared = [
        f"{file} imports {name}"
        for name, file in sorted(foreign)
        if declared.isdisjoint(map(canonicalize_name, owners.get(name, [])))
    ]
    assert undeclared == []


def test_does_every_file_begin_with_what_it_is_for(repository):
    silent = [
        path.relative_to(repository).as_posix()
        for path in sources(repository)
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_is_no_file_longer_than_a_few_screens_without_a_reason(tracked, repository):
    lengths = {
        path.relative_to(repository).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in tracked
        if path.suffix in {".py", ".js", ".css", ".sh"}
    }
    long = {name for name, length in lengths.items() if length > LONGEST}
    assert long == set(REASONS)


@pytest.mark.parametrize("name", ["*.ipynb_checkpoints*", "*.pyc", "*.zip", "gradebook.db", "*.log"])
def test_is_nothing_tracked_that_a_tool_left_behind(tracked, name):
    assert [path.name for path in tracked if path.match(name)] == []
