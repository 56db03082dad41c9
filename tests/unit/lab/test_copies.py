"""Does a learner get copies once, keep whatever they changed, and see a home page of today?"""

import json
from datetime import UTC, datetime

import nbformat
import pytest
from nbformat.sign import NotebookNotary
from nbformat.v4 import new_output

from practicum.errors import PracticumError
from practicum.lab import Prepared, copies, desk_notebook, prepare, restore

LESSON, CARD, ASSIGNMENT = "m90-toy/lesson.ipynb", "m90-toy/card.md", "m90-toy/m90-toy.ipynb"
EVERYTHING = {LESSON, CARD, "m90-toy/figures/one.svg", ASSIGNMENT, "m90-toy/exercises.json", "home.ipynb"}


def copy_of(project, name):
    return nbformat.read(project.work / name, as_version=4)


def learner_edits(project, name, text="# Mine"):
    path = project.work / name
    if path.suffix == ".ipynb":
        mine = copy_of(project, name)
        mine.cells[0].source = text
        nbformat.write(mine, path)
    else:
        path.write_text(text, encoding="utf-8")


def learner_runs(project, name):
    mine = copy_of(project, name)
    mine.cells[1].outputs = [new_output("execute_result", data={"text/plain": "mine"}, execution_count=1)]
    nbformat.write(mine, project.work / name)


def test_does_the_first_start_copy_every_file_of_the_open_modules(project):
    prepared = prepare(project)
    assert set(prepared.copied) == EVERYTHING
    assert prepared.newer == ()
    assert not (project.work / "m91-later").exists()


def test_are_the_copies_trusted_and_not_paired_with_a_text(project):
    prepare(project)
    notary = NotebookNotary(data_dir=str(project.work / ".practicum" / "data"))
    for name in (LESSON, ASSIGNMENT, "home.ipynb"):
        copy = copy_of(project, name)
        assert notary.check_signature(copy)
        assert "jupytext" not in copy.metadata


def test_does_a_lesson_reach_the_learner_before_anything_was_run(project):
    """The edition keeps its outputs for readers; whoever predicts first must not see them."""
    prepare(project)
    cells = [cell for cell in copy_of(project, LESSON).cells if cell.cell_type == "code"]
    assert cells
    assert all(cell.outputs == [] and cell.execution_count is None for cell in cells)


def test_does_a_second_start_copy_nothing(project):
    prepare(project)
    before = {name: (project.work / name).read_bytes() for name in EVERYTHING - {"home.ipynb"}}
    assert prepare(project).copied == ()
    assert {name: (project.work / name).read_bytes() for name in before} == before


def test_does_a_new_edition_replace_copies_that_nobody_changed_or_that_were_only_run(
    project, edition, a_notebook
):
    prepare(project)
    learner_runs(project, LESSON)
    edition(f"course/{LESSON}", a_notebook("# Lesson, better"))
    edition(f"course/{CARD}", "# Card, better")
    assert set(prepare(project).copied) == {LESSON, CARD}
    assert copy_of(project, LESSON).cells[0].source == "# Lesson, better"


def test_does_a_new_edition_with_other_results_only_leave_what_the_learner_ran(project, edition, a_notebook):
    prepare(project)
    learner_runs(project, LESSON)
    edition(f"course/{LESSON}", a_notebook("# Lesson", result="3"))
    assert prepare(project) == Prepared(copied=(), newer=())
    assert copy_of(project, LESSON).cells[1].outputs


def test_does_a_new_edition_with_other_metadata_only_reach_the_learner(project, edition, a_notebook):
    prepare(project)
    edition(
        f"assignments/{ASSIGNMENT}",
        a_notebook("# Assignment").replace('"metadata": {}', '"metadata": {"a": 1}', 1),
    )
    assert prepare(project).copied == (ASSIGNMENT,)


@pytest.mark.parametrize("name", [LESSON, CARD, ASSIGNMENT])
def test_is_what_the_learner_changed_kept_and_the_newer_edition_announced_each_time(
    project, edition, a_notebook, name
):
    prepare(project)
    learner_edits(project, name)
    mine = (project.work / name).read_bytes()
    assert prepare(project) == Prepared(copied=(), newer=())
    folder = "assignments" if name == ASSIGNMENT else "course"
    edition(f"{folder}/{name}", a_notebook("# New") if name.endswith(".ipynb") else "# New")
    for _start in range(2):
        assert prepare(project).newer == (name,)
        assert (project.work / name).read_bytes() == mine


def test_is_a_copy_without_a_record_kept(project):
    prepare(project)
    learner_edits(project, LESSON)
    (project.work / ".practicum" / "copies.json").write_text("{", encoding="utf-8")
    assert prepare(project).newer == (LESSON,)
    assert copy_of(project, LESSON).cells[0].source == "# Mine"


def test_does_a_deleted_copy_come_back(project):
    prepare(project)
    (project.work / LESSON).unlink()
    assert prepare(project).copied == (LESSON,)


def test_does_restore_set_aside_what_was_changed_give_fresh_copies_and_keep_the_evidence(project):
    prepare(project)
    learner_edits(project, LESSON)
    evidence = project.work / "m90-toy" / "answers.json"
    evidence.write_text("{}", encoding="utf-8")
    restored = restore(project, "m90", now=datetime(2026, 11, 20, 9, 30, 5, tzinfo=UTC))
    assert restored.kept == project.work / "m90-toy" / "kept-2026-11-20-093005"
    assert [path.name for path in restored.kept.iterdir()] == ["lesson.ipynb"]
    assert "# Mine" in (restored.kept / "lesson.ipynb").read_text(encoding="utf-8")
    assert copy_of(project, LESSON).cells[0].source == "# Lesson"
    assert evidence.read_text(encoding="utf-8") == "{}"
    assert prepare(project).copied == ()


def test_does_restore_bring_back_a_damaged_copy_and_set_nothing_else_aside(project):
    prepare(project)
    (project.work / ASSIGNMENT).write_text('{"cells"', encoding="utf-8")
    restored = restore(project, "m90-toy")
    assert (restored.kept / "m90-toy.ipynb").read_text(encoding="utf-8") == '{"cells"'
    assert copy_of(project, ASSIGNMENT).cells[0].source == "# Assignment"
    assert restore(project, "m90").kept is None


def test_is_the_home_page_drawn_anew_around_whatever_the_learner_wrote_there(project):
    prepare(project)
    assert "A toy" in copy_of(project, "home.ipynb").cells[1].outputs[0].data["text/html"]
    learner_edits(project, "home.ipynb")
    edited = copy_of(project, "home.ipynb")
    edited.cells[1].outputs = []
    nbformat.write(edited, project.work / "home.ipynb")
    prepare(project)
    home = copy_of(project, "home.ipynb")
    assert home.cells[0].source == "# Mine"
    assert "A toy" in home.cells[1].outputs[0].data["text/html"]


def test_is_a_damaged_home_page_replaced_and_kept_beside(project):
    prepare(project)
    (project.work / "home.ipynb").write_text("oh", encoding="utf-8")
    prepare(project)
    assert copy_of(project, "home.ipynb").cells[0].source == "# Home"
    assert (project.work / "home-damaged.ipynb").read_text(encoding="utf-8") == "oh"


def test_may_the_learners_folder_lie_elsewhere(project, tmp_path, monkeypatch):
    monkeypatch.setenv("PRACTICUM_WORK", str(tmp_path / "elsewhere"))
    prepare(project)
    assert (tmp_path / "elsewhere" / LESSON).is_file()
    assert not (project.root / "work").exists()


def test_does_a_drill_get_a_page_in_its_modules_folder_that_is_never_overwritten(project, edition):
    edition("scenarios/d90-toy/scenario.yaml", "title: A drill")
    page = desk_notebook(project, "d90-toy")
    assert page == project.work / "m90-toy" / "d90-toy.ipynb"
    assert 'Desk("d90-toy")' in nbformat.read(page, as_version=4).cells[1].source
    learner_edits(project, "m90-toy/d90-toy.ipynb")
    assert desk_notebook(project, "d90-toy") == page
    assert "# Mine" in page.read_text(encoding="utf-8")


def test_is_a_drill_without_a_scenario_refused_with_the_names_of_those_that_exist(project, edition):
    edition("scenarios/other/scenario.yaml", "title: Not of this course")
    with pytest.raises(PracticumError, match="'other' is not a drill"):
        desk_notebook(project, "other")


def test_are_the_settings_written_for_learners_and_instructors(project):
    from practicum.lab.settings import environment

    settings = environment(project, instructor=False)
    config = project.work.resolve() / ".practicum" / "config"
    assert settings["JUPYTER_CONFIG_DIR"] == str(config)
    page = config / "labconfig" / "page_config.json"
    assert json.loads(page.read_text(encoding="utf-8"))["disabledExtensions"]["@jupyter/nbgrader:formgrader"]
    environment(project, instructor=True)
    assert json.loads(page.read_text(encoding="utf-8"))["disabledExtensions"] == {}


def test_are_portfolio_glossary_and_printed_card_brought_and_the_portfolio_drawn_anew(
    project, edition, a_notebook, monkeypatch
):
    edition("course/portfolio.ipynb", a_notebook("# Portfolio", "portfolio()"))
    edition("course/glossary.md", "# Glossary\n")
    edition("course/m90-toy/card.html", "<h1>Card</h1>")
    drawn = iter(("Monday", "Tuesday"))
    monkeypatch.setitem(copies._DRAWN, "portfolio.ipynb", ("portfolio()", lambda _project: next(drawn)))
    assert {"portfolio.ipynb", "glossary.md", "m90-toy/card.html"} <= set(prepare(project).copied)
    learner_edits(project, "portfolio.ipynb", "# Mine")
    assert copy_of(project, "portfolio.ipynb").cells[1].outputs[0].data["text/html"] == "Monday"
    prepare(project)
    assert copy_of(project, "portfolio.ipynb").cells[1].outputs[0].data["text/html"] == "Tuesday"
    assert copy_of(project, "portfolio.ipynb").cells[0].source == "# Mine"
