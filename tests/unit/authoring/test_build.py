"""Does the build chain derive the right files, do only what is needed, and say what is wrong?"""

import nbformat
import pytest

from practicum.authoring import BuildError, build, check

HOME = "course/home.ipynb"
LESSON = "course/m90-toy/lesson.ipynb"
SOLUTION = "solutions/m90-toy/m90-toy.ipynb"
ASSIGNMENT = "assignments/m90-toy/m90-toy.ipynb"
LIST = "assignments/m90-toy/exercises.json"
CARD = "course/m90-toy/card.html"
LESSON_TEXT = "course/m90-toy/lesson.md"
SOLUTION_TEXT = "solutions/m90-toy/m90-toy.md"
MARKING = "solutions/m90-toy/marking.py"


def edit(project, name, old, new):
    path = project.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def read(project, name):
    return nbformat.read(project.root / name, as_version=4)


def listing(project):
    return {
        path.relative_to(project.root).as_posix(): path.read_bytes()
        for path in project.root.rglob("*")
        if path.is_file() and ".build" not in path.parts
    }


def test_does_a_build_make_every_derived_file_and_leave_nothing_else_behind(toy, console):
    before = listing(toy).keys()
    built = build(toy, console)
    assert set(built.changed) == {HOME, LESSON, SOLUTION, ASSIGNMENT, LIST, CARD}
    assert listing(toy).keys() - before == {HOME, LESSON, SOLUTION, ASSIGNMENT, LIST, CARD}
    assert check(toy, console) == []


def test_does_a_lesson_run_in_a_learners_folder_and_keep_its_outputs(built_toy):
    codes = [cell for cell in read(built_toy, LESSON).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in codes] == [1, 2]
    assert codes[0].outputs[0].data["text/plain"] == "42"
    assert codes[1].outputs[0].text == "True True\n"


def test_is_the_home_page_stored_without_the_outputs_of_one_day(built_toy):
    assert all(not cell.get("outputs") for cell in read(built_toy, HOME).cells)


def test_is_the_assignment_free_of_solution_and_pairing_and_locked_where_it_must_be(built_toy):
    notebook = read(built_toy, ASSIGNMENT)
    text = (built_toy.root / ASSIGNMENT).read_text(encoding="utf-8")
    assert "42" not in "".join(cell.source for cell in notebook.cells)
    assert "SOLUTION" not in text
    assert "jupytext" not in notebook.metadata
    sealed = notebook.cells[-1]
    assert sealed.source == 'received("m90-1")'
    assert sealed.metadata.nbgrader.checksum
    assert "reference" not in (built_toy.root / LIST).read_text(encoding="utf-8")


def test_does_a_second_build_do_nothing(built_toy, console):
    before = listing(built_toy)
    assert build(built_toy, console).made == ()
    assert listing(built_toy) == before


@pytest.mark.parametrize(
    ("name", "change", "made"),
    [
        pytest.param(LESSON_TEXT, ("6 * 7", "6 * 8"), {LESSON}, marks=pytest.mark.slow),
        (MARKING, ("You added", "You summed"), {"assignments/m90-toy"}),
        (SOLUTION_TEXT, ("An assignment", "The assignment"), {"assignments/m90-toy", SOLUTION}),
        (LESSON, ('"42"', '"43"'), {LESSON}),
    ],
    ids=["a lesson's text", "marking", "a solution", "a derived file edited by hand"],
)
def test_is_only_that_rebuilt_which_a_change_concerns(built_toy, console, name, change, made):
    edit(built_toy, name, *change)
    assert set(build(built_toy, console).made) == made


@pytest.mark.slow
def test_does_a_rebuild_keep_cell_ids_when_text_changes_or_a_paragraph_is_added(built_toy, console):
    lesson, solution = read(built_toy, LESSON), read(built_toy, SOLUTION)
    edit(built_toy, LESSON_TEXT, "what you expect", "aloud what you expect")
    edit(built_toy, SOLUTION_TEXT, "# An assignment\n", "# An assignment\n\n+++\n\nOne more paragraph.\n")
    build(built_toy, console)
    assert [cell.id for cell in read(built_toy, LESSON).cells] == [cell.id for cell in lesson.cells]
    graded = {cell.id for cell in solution.cells if "nbgrader" in cell.metadata}
    assert graded <= {cell.id for cell in read(built_toy, SOLUTION).cells}


@pytest.mark.slow
def test_does_check_name_what_was_edited_by_hand_is_missing_or_has_no_source(built_toy, console):
    edit(built_toy, LESSON, '"42"', '"43"')
    edit(built_toy, HOME, "# Home", "# House")
    edit(built_toy, SOLUTION, '"points": 2', '"points": 3')
    edit(built_toy, LIST, "How many", "How few")
    (built_toy.root / ASSIGNMENT).rename(built_toy.assignments / "m90-toy" / "orphan.ipynb")
    before = listing(built_toy)
    assert check(built_toy, console) == [
        "assignments/m90-toy/exercises.json differs from its source.",
        "assignments/m90-toy/m90-toy.ipynb is missing.",
        "assignments/m90-toy/orphan.ipynb has no source.",
        "course/home.ipynb, cell 1: source differ.",
        "course/m90-toy/lesson.ipynb, cell 2: outputs differ.",
        "solutions/m90-toy/m90-toy.ipynb, cell 3: metadata differ.",
    ]
    assert listing(built_toy) == before


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        pytest.param(
            LESSON_TEXT,
            ("6 * 7", "six * 7"),
            "lesson.md, cell 2 (line 17: posts = six * 7), stopped: Name",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            LESSON_TEXT,
            ("posts = 6 * 7", "import os; os._exit(1)"),
            "Python itself ended",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            LESSON_TEXT,
            ("\nposts\n", "\n__import__('os').getcwd()\n"),
            "posts = 6 * 7) shows a path",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            LESSON_TEXT,
            ("\nposts\n", "\n__import__('warnings').warn('old')\n"),
            "writes a warning",
            marks=pytest.mark.slow,
        ),
        (LESSON_TEXT, ("format_name: myst", "format_name: ["), "cannot be read as a notebook"),
        (SOLUTION_TEXT, ("points: 2", "points: 3"), "m90-1 is worth 3 points there and 2"),
        (SOLUTION_TEXT, ("grade_id: m90-1\n", "grade_id: m90-2\n"), "m90-1 has no graded cell"),
        (SOLUTION_TEXT, ("solution: true", "solution: false"), "m90-1 has no solution cell"),
        (SOLUTION_TEXT, ('received("m90-1")', "1 + 1"), "must hold exactly"),
        (SOLUTION_TEXT, ("### END SOLUTION", ""), "could not make the assignment of m90-toy: no end"),
        (SOLUTION_TEXT, ("grade_id: m90-1\n", "grade_id: m90-1-answer\n"), "Two cells of"),
        (MARKING, ("points=2", "points="), "marking.py"),
    ],
    ids=[
        "a failing cell",
        "a dying kernel",
        "a machine's path",
        "a warning",
        "a broken header",
        "other points",
        "no sealed cell",
        "no answer cell",
        "a changed sealed cell",
        "an open solution",
        "one name twice",
        "broken marking",
    ],
)
def test_is_a_mistake_named_with_its_place_and_nothing_half_written(built_toy, console, name, change, words):
    edit(built_toy, name, *change)
    before = listing(built_toy)
    with pytest.raises(BuildError) as caught:
        build(built_toy, console)
    assert words in caught.value.problem
    assert caught.value.next_step
    after = listing(built_toy)
    del before[SOLUTION], after[SOLUTION]  # the text of a solution may be fine where its assignment is not
    assert after == before


def test_are_all_broken_sources_named_in_one_go_and_the_others_built(toy, console):
    edit(toy, LESSON_TEXT, "format_name: myst", "format_name: [")
    edit(toy, SOLUTION_TEXT, "points: 2", "points: 3")
    with pytest.raises(BuildError, match="2 files could not be built") as caught:
        build(toy, console)
    assert "cannot be read as a notebook" in caught.value.problem
    assert "worth 3 points" in caught.value.problem
    assert (toy.root / HOME).is_file()


@pytest.mark.slow
def test_is_a_damaged_build_record_only_a_reason_to_build_again(built_toy, console):
    (built_toy.root / ".build" / "record.json").write_text('{"course/home.ipynb": 3', encoding="utf-8")
    built = build(built_toy, console)
    assert len(built.made) == 5
    assert built.changed == ()
