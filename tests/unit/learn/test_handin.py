"""Does hand_in() name what is missing first, and then make one file with a receipt?"""

from __future__ import annotations

import json
import os
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practicum.errors import PracticumError
from practicum.evidence import open_bundle
from practicum.learn import answer, hand_in, journal, make_hand_in
from practicum.learn.learner import file_name, learner_name

ANSWERS = {
    "m08-1": 4.88,
    "m08-2": "open",
    "m08-3": ["likes"],
    "m08-4": ["ask", "check", "reply"],
    "m08-5": {"plaza": 1.0, "verdict": "no"},
    "m08-6": "Three small words.",
    "m08-9": {"alt": "Two words"},
}


@pytest.fixture
def drill(monkeypatch):
    """A drill whose log counts as finished: drills have tests of their own."""
    monkeypatch.setattr("practicum.learn.holding.read_log", lambda path: (Header(), ("wait",)))
    monkeypatch.setattr("practicum.learn.holding.load_scenario", lambda slug: slug)
    monkeypatch.setattr("practicum.learn.holding.replay", lambda *_args: Header())


class Header:
    drill = "d01-first-shift"
    seed = "practice-1"
    over = True


def write_notebook(folder, *, ran=True):
    cells = [{"cell_type": "code", "execution_count": 1 if ran else None, "source": "", "outputs": []}]
    path = folder / "m08-analytics.ipynb"
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    later = time.time() + 5
    os.utime(path, (later, later))
    return path


@pytest.fixture
def complete(folder, drill):
    for name, value in ANSWERS.items():
        answer(name, value)
    for name in ("m08-7.png", "m08-9.png"):
        (folder / name).write_bytes(b"\x89PNG")
    (folder / "d01-first-shift.jsonl").write_bytes(b"{}")
    write_notebook(folder)
    return folder


def test_does_a_complete_module_become_one_file(complete, project):
    result = make_hand_in(project, "m08", name="Inès Korvald")
    assert result.missing == ()
    assert result.path == project.work / "hand-in" / "m08-analytics-ines-korvald.zip"
    bundle = open_bundle(result.path)
    files = {"answers.json", "d01-first-shift.jsonl", "m08-7.png", "m08-9.png", "m08-analytics.ipynb"}
    assert set(bundle.members) == files
    assert (bundle.manifest.module, bundle.manifest.learner) == ("m08-analytics", "Inès Korvald")
    event = journal.read(project).events[-1]
    assert (event.kind, event.fields["receipt"]) == ("hand-in", result.receipt)


def test_is_the_name_asked_once(complete, project):
    with pytest.raises(PracticumError, match="name is not known"):
        make_hand_in(project, "m08")
    make_hand_in(project, "m08", name="Nora  Achterberg")
    assert learner_name(project) == "Nora Achterberg"
    assert make_hand_in(project, "m08").made


def test_is_everything_that_is_missing_named_before_anything_is_made(folder, project, capsys):
    hand_in("m08", name="Nora Achterberg")
    said = capsys.readouterr().out
    for name in (*ANSWERS, "m08-7.png", "d01-first-shift.jsonl", "m08-analytics.ipynb"):
        assert name in said
    assert "anyway=True" in said
    assert not (project.work / "hand-in").exists()


def test_may_a_learner_hand_in_what_is_there(folder, project, capsys):
    answer("m08-1", 4.88)
    hand_in("m08", name="Nora Achterberg", anyway=True)
    said = capsys.readouterr().out
    assert "Your receipt is" in said
    (made,) = (project.work / "hand-in").glob("*.zip")
    assert set(open_bundle(made).members) == {"answers.json"}


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        ("answer", "m08-1, Exercise m08-1: A text without a number"),
        ("sheet", "answers.json"),
        ("artefact", "the file m08-7.png is not there"),
        ("row", "m08-9, Exercise m08-9: The file m08-9.png is not there."),
        ("log", "the drill is not played"),
        ("gone", "The notebook m08-analytics.ipynb is not there"),
        ("notebook", "cannot be read. Open it again"),
        ("never run", "was never run"),
        ("unsaved", "not saved since your last answer"),
    ],
)
def test_is_each_kind_of_gap_named_on_its_own(complete, project, damage, sentence):
    notebook = complete / "m08-analytics.ipynb"
    if damage == "answer":
        path = complete / "answers.json"
        path.write_text(path.read_text(encoding="utf-8").replace("4.88", '"about five"'), encoding="utf-8")
    elif damage == "sheet":
        (complete / "answers.json").write_text("{", encoding="utf-8")
    elif damage == "artefact":
        (complete / "m08-7.png").unlink()
    elif damage == "row":
        (complete / "m08-9.png").unlink()
    elif damage == "log":
        (complete / "d01-first-shift.jsonl").unlink()
    elif damage == "gone":
        notebook.unlink()
    elif damage == "notebook":
        notebook.write_text("[]", encoding="utf-8")
    elif damage == "never run":
        write_notebook(complete, ran=False)
    else:
        os.utime(notebook, (0, 0))
    result = make_hand_in(project, "m08", name="Nora Achterberg")
    assert not result.made
    assert sentence in result.text()


def test_is_an_unfinished_drill_named(complete, project, monkeypatch):
    monkeypatch.setattr(Header, "over", False)
    assert "drill is not finished" in make_hand_in(project, "m08", name="Nora Achterberg").text()


def test_need_the_notebook_not_be_run_when_everything_came_through_the_form(folder, project):
    from practicum.evidence import record_answer

    record_answer(folder / "answers.json", "m08-1", "4.88", via="form")
    result = make_hand_in(project, "m08", name="Nora Achterberg")
    assert "notebook" not in result.text().lower()


@pytest.mark.parametrize("module", ["m09", "m08"])
def test_is_a_module_that_was_never_opened_a_sentence(project, module):
    with pytest.raises(PracticumError, match="nothing of"):
        make_hand_in(project, module, name="Nora Achterberg")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Inès Korvald", "ines-korvald"), ("D'Amico, Łukasz", "d-amico-ukasz"), ("../../etc", "etc")],
)
def test_does_a_name_become_a_file_name(name, expected):
    assert file_name(name) == expected


@settings(deadline=None)
@given(st.text(min_size=1))
def test_is_a_file_name_always_safe_and_never_empty(name):
    made = file_name(name)
    assert made
    assert made.isascii()
    assert all(mark.isalnum() or mark == "-" for mark in made)


@pytest.mark.parametrize("name", ["123", "x" * 101, "!!"])
def test_is_a_name_that_is_none_refused(project, name):
    with pytest.raises(PracticumError, match="cannot be used as a name"):
        learner_name(project, name)


def test_does_a_name_with_quotes_survive(project):
    learner_name(project, 'Zoë "Zo" \\ Ó Briain')
    assert learner_name(project) == 'Zoë "Zo" \\ Ó Briain'


def test_is_a_damaged_name_file_a_sentence(project):
    project.work.mkdir()
    (project.work / "learner.toml").write_text("name =", encoding="utf-8")
    with pytest.raises(PracticumError, match="cannot be read"):
        learner_name(project)
