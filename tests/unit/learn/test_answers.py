"""Does answer() record what was given, say how it was read, and never judge?"""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from practicum.errors import PracticumError
from practicum.evidence import read_answers, record_answer
from practicum.learn import answer, received


def saved(folder):
    return {name: given.value for name, given in read_answers(folder / "answers.json").answers.items()}


@pytest.mark.parametrize(
    ("exercise", "value", "shown"),
    [
        ("m08-1", np.float64(4.88), "4.88"),
        ("m08-1", "4,88 %", "4.88"),
        ("m08-2", "the data cannot tell", "The data cannot tell"),
        ("m08-3", {"likes", "shares"}, "Likes; Shares"),
        ("m08-4", ["ask", "check", "reply"], "Ask > Check > Reply"),
        ("m08-5", {"plaza": 1.5, "verdict": "no"}, "Plaza: 1.5"),
        ("m08-5", pd.Series([1.5, "no"], index=["Plaza", "Verdict"]), "Plaza: 1.5"),
        ("m08-6", "Three small words.", "a text of 3 words"),
    ],
)
def test_is_every_kind_of_answer_recorded_and_read_back(folder, capsys, exercise, value, shown):
    answer(exercise, value)
    said = capsys.readouterr().out
    assert said.startswith(f"{exercise}: read as ")
    assert shown in said
    assert exercise in saved(folder)
    received(exercise)
    told = capsys.readouterr()
    assert shown in told.out
    assert told.err == ""


@pytest.mark.parametrize("word", ["right", "correct", "wrong", "true"])
def test_no_answer_is_ever_judged(folder, capsys, word):
    answer("m08-1", 4.88)
    received("m08-1")
    assert word not in capsys.readouterr().out.lower()


@pytest.mark.parametrize("value", [..., None, "", "  \n"])
def test_is_no_answer_a_kind_sentence_and_no_record(folder, capsys, value):
    answer("m08-1", value)
    assert "this is not an error" in capsys.readouterr().out
    assert not (folder / "answers.json").exists()


def test_does_an_earlier_answer_stand_when_nothing_new_is_given(folder, capsys):
    record_answer(folder / "answers.json", "m08-1", "4,88 %", via="form")
    answer("m08-1", ...)
    assert "What you gave before stands: 4.88" in capsys.readouterr().out
    assert saved(folder) == {"m08-1": "4,88 %"}


def test_is_an_unknown_id_answered_by_the_ids_that_exist(folder):
    with pytest.raises(PracticumError, match="'m08-33' is not an exercise") as caught:
        answer("m08-33", 1)
    assert "m08-1, m08-2" in caught.value.next_step


def test_is_an_unreadable_value_refused_and_the_earlier_one_kept(folder):
    answer("m08-1", 4.88)
    with pytest.raises(PracticumError, match="m08-1") as caught:
        answer("m08-1", "about five")
    assert "What you gave before stands" in caught.value.next_step
    assert saved(folder) == {"m08-1": 4.88}


def test_is_the_readable_part_of_a_table_kept_and_the_rest_named(folder, capsys):
    answer("m08-5", {"plaza": 1.5, "verdict": "perhaps"})
    assert "Verdict" in capsys.readouterr().out
    assert saved(folder)["m08-5"] == {"plaza": 1.5, "verdict": "perhaps"}


def test_does_the_same_answer_given_again_keep_its_time(folder):
    answer("m08-1", 4.88)
    before = (folder / "answers.json").read_bytes()
    answer("m08-1", 4.88)
    assert (folder / "answers.json").read_bytes() == before


def test_does_a_descriptor_beside_the_notebook_come_first(folder, project, capsys):
    descriptor = project.assignments / "m08-analytics" / "exercises.json"
    document = json.loads(descriptor.read_text(encoding="utf-8"))
    document["exercises"] = document["exercises"][:1]
    (folder / "exercises.json").write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(PracticumError, match="m08-2"):
        answer("m08-2", "yes")


def test_is_a_module_without_exercises_a_sentence(folder):
    with pytest.raises(PracticumError, match="has no list of exercises"):
        answer("m09-1", 1)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "m08-1 has no answer yet"),
        (
            {"m08-1": {"value": "about five", "at": "2026-11-20T09:00:00Z", "via": "form"}},
            "or cannot be read",
        ),
        ("torn", "answers.json"),
    ],
)
def test_does_a_sealed_cell_report_what_is_missing_without_an_exception(folder, capsys, content, sentence):
    if content == "torn":
        (folder / "answers.json").write_text('{"format"', encoding="utf-8")
    elif content:
        sheet = {"format": "practicum-answers", "version": 1, "answers": content}
        (folder / "answers.json").write_text(json.dumps(sheet), encoding="utf-8")
    received("m08-1")
    told = capsys.readouterr()
    assert sentence in told.err
    assert told.out == ""


def test_is_a_file_received_when_it_lies_there(folder, capsys):
    received("m08-7")
    assert "no answer yet" in capsys.readouterr().err
    (folder / "m08-7.png").write_bytes(b"\x89PNG")
    received("m08-7")
    assert "the file m08-7.png" in capsys.readouterr().out


def test_is_an_answer_with_a_file_received_when_both_are_there(folder, capsys):
    answer("m08-9", {"alt": "Two words"})
    capsys.readouterr()
    received("m08-9")
    assert "The file m08-9.png is not there." in capsys.readouterr().err
    (folder / "m08-9.png").write_bytes(b"\x89PNG")
    received("m08-9")
    assert "Text: a text of 2 words; the file m08-9.png, 1 kB" in capsys.readouterr().out


def test_are_rows_without_an_answer_named(folder, capsys):
    answer("m08-5", {"plaza": 1.5})
    assert "No answer yet for: Verdict." in capsys.readouterr().out
    received("m08-5")
    assert "No answer yet for: Verdict." in capsys.readouterr().err
