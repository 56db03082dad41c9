"""Is a bundle marked rightly, for this candidate's own draw, whatever stands in it and in whatever order?"""

import json
import random
from dataclasses import replace

import pytest

from practicum.drill import load_scenario
from practicum.errors import PracticumError
from practicum.exam.marks.automatic import FAILED, Marker
from practicum.exam.marks.record import marks_path, read_marks, read_texts, to_bytes
from practicum.exam.sitting.receive import open_received


@pytest.fixture
def marker(raw):
    return Marker(raw.sitting, raw.bank, raw.families, raw.examination, raw.rules.marking)


def exercises(marks):
    return {row["id"]: row for block in marks["blocks"] for row in block["exercises"]}


def test_the_same_bytes_come_out_in_another_order_and_process(ready, marker):
    for code in reversed(ready.codes):
        found = marker.mark(code, open_received(ready.sitting, code))
        assert to_bytes(found.marks) == marks_path(ready.folder, code).read_bytes()


def test_what_is_right_earns_all_and_a_named_mistake_its_credit(ready):
    best = exercises(read_marks(ready.folder, ready.codes[0]))
    assert [
        (best[name]["outcome"], best[name]["points"]) for name in ("pa-small-total", "pa-small-plan")
    ] == [
        ("right", 4.0),
        ("right", 2.0),
    ]
    assert (best["pd-small-drill"]["outcome"], best["pd-small-drill"]["points"]) == ("right", 8.0)
    other = exercises(read_marks(ready.folder, ready.codes[3]))["pa-small-total"]
    assert (other["outcome"], other["mistake"], other["points"]) == ("wrong-named", "one-more", 1.0)


def test_a_block_is_worth_what_the_blueprint_says(ready, marker):
    marks = read_marks(ready.folder, ready.codes[0])
    worth = {"P-A": 14.0, "P-D": 12.0}
    for block in marks["blocks"]:
        people = block["scale"] * sum(row["read_out_of"] for row in block["exercises"])
        assert block["out_of"] + people == pytest.approx(worth[block["block"]], abs=1e-4)
    assert marks["shares"] == {"part1": 40.0, "part2": 60.0}


def test_questions_behind_the_last_answer_were_not_reached_and_a_gap_earns_nothing(raw, marker):
    code = raw.codes[0]
    handed = replace(open_received(raw.sitting, code), answers={"q01": "c", "q03": "a"})
    rows = marker.mark(code, handed).marks["items"]
    assert [row["points"] for row in rows] == [1.0, 0.0, 1.0, None]
    assert [row["chosen"] for row in rows] == ["c", "", "a", ""]


def test_credit_of_the_panel_and_the_share_of_statements_count(raw, marker):
    code = raw.codes[0]
    answers = {"q02": {"a": "true", "b": "true", "c": "true"}, "q03": "b", "q04": 15.4}
    rows = marker.mark(code, replace(open_received(raw.sitting, code), answers=answers)).marks["items"]
    assert [row["points"] for row in rows] == [0.0, 0.67, 0.62, 1.0]
    assert json.loads(rows[1]["chosen"]) == answers["q02"]


def test_the_right_number_of_another_candidate_is_wrong_here(raw, marker):
    mine, other = raw.codes[0], raw.codes[4]
    foreign = open_received(raw.sitting, other).answers["pa-small-total"]
    handed = replace(open_received(raw.sitting, mine), answers={"pa-small-total": foreign})
    assert exercises(marker.mark(mine, handed).marks)["pa-small-total"]["points"] == 0


def test_a_log_of_another_candidate_does_not_count(raw, marker):
    mine, other = raw.codes[0], raw.codes[5]
    handed = replace(open_received(raw.sitting, mine), logs=open_received(raw.sitting, other).logs)
    row = exercises(marker.mark(mine, handed).marks)["pd-small-drill"]
    assert (row["outcome"], row["points"]) == ("unreadable", 0.0)


def test_a_file_that_is_called_like_the_log_is_no_log(raw, marker):
    mine = raw.codes[0]
    handed = open_received(raw.sitting, mine)
    handed = replace(handed, logs={}, files={**handed.files, "pd-small.jsonl": handed.logs["pd-small"]})
    assert exercises(marker.mark(mine, handed).marks)["pd-small-drill"]["outcome"] == "not-attempted"


def test_a_hostile_answer_costs_only_itself_and_its_text_is_harmless(ready, marked):
    marks = read_marks(ready.folder, ready.codes[1])
    assert [row["points"] for row in marks["items"]] == [0.0, 0.0, 0.0, 0.0]
    html = "".join(one.html for one in read_texts(ready.folder, ready.codes[1])[1])
    assert "onerror=alert" in html
    assert "<script" not in html
    assert "<img" not in html
    assert {one.end for one in marked.done} == {"marked"}


def test_a_rule_for_critical_errors_that_fails_asks_people_to_look(ready, marked):
    (row,) = read_marks(ready.folder, ready.codes[1])["proposed"]
    assert (row["error"], row["block"], row["exercise"]) == ("made-up", "P-A", "pa-small-note")
    assert "look at it yourself" in row["why"]
    (done,) = [one for one in marked.done if one.faults]
    assert (done.code, "RuntimeError" in done.faults[0]) == (ready.codes[1], True)


def test_critical_errors_are_proposed_from_texts_and_from_decisions(ready):
    proposed = {code: read_marks(ready.folder, code)["proposed"] for code in ready.codes}
    assert ("leak", "pa-small-note") in [(row["error"], row["exercise"]) for row in proposed[ready.codes[3]]]
    found = {code for code, rows in proposed.items() if any(row["error"] == "false-name" for row in rows)}
    assert found == {ready.codes[n] for n in (0, 3, 4, 5)}
    assert "on exam- replies" in next(row["why"] for row in proposed[ready.codes[0]])


def test_a_definition_that_fails_is_left_open_and_the_rest_is_marked(raw):
    def fails(_tables):
        raise ZeroDivisionError

    family = raw.families["pa-small"]
    broken = {
        **family.exercises,
        "pa-small-total": replace(family.exercises["pa-small-total"], reference=fails),
        "pa-small-note": replace(family.exercises["pa-small-note"], tables=("no such table",)),
    }
    families = {**raw.families, "pa-small": replace(family, exercises=broken)}
    marker = Marker(raw.sitting, raw.bank, families, raw.examination, "")
    found = marker.mark(raw.codes[0], open_received(raw.sitting, raw.codes[0]))
    assert exercises(found.marks)["pa-small-total"]["outcome"] == FAILED
    assert exercises(found.marks)["pa-small-plan"]["points"] == 2
    assert found.marks["failed"] == [one.where for one in found.faults] == ["pa-small-total", "pa-small-note"]


def test_another_bank_another_blueprint_and_another_candidates_bundle_are_refused(raw, marker):
    other = replace(raw.bank, items=raw.bank.items[1:])
    with pytest.raises(PracticumError, match="not the bank from which"):
        Marker(raw.sitting, other, raw.families, raw.examination, "")
    plan = replace(raw.examination, blueprint=replace(raw.examination.blueprint, version="2031.1"))
    with pytest.raises(PracticumError, match="follows the blueprint"):
        Marker(raw.sitting, raw.bank, raw.families, plan, "")
    with pytest.raises(PracticumError, match="holds what"):
        marker.mark(raw.codes[0], open_received(raw.sitting, raw.codes[1]))


def test_a_family_that_draws_another_table_or_drill_than_was_given_is_refused(raw):
    code = raw.codes[0]
    data, drill = raw.families["pa-small"], next(one for one in raw.families.values() if one.scenario)
    table = data.tables[0]
    others = (
        replace(data, makers={table: lambda room: room[table].iloc[1:]}),
        replace(drill, scenario=None),
        replace(drill, scenario=load_scenario("lost-dog")),
    )
    for other in others:
        families = {**raw.families, other.id: other}
        changed = Marker(raw.sitting, raw.bank, families, raw.examination, "")
        with pytest.raises(PracticumError, match="draws another task now"):
            changed.mark(code, open_received(raw.sitting, code))


def test_a_reader_sees_the_letter_the_question_and_the_candidates_own_table(ready):
    for code in (ready.codes[0], ready.codes[3]):
        note = next(one for one in read_texts(ready.folder, code)[1] if one.exercise == "pa-small-note")
        value = ready.sitting.draw(code, ready.families["pa-small"]).seed % 100_000
        assert "Dear colleague, please help" in note.html
        assert "Write a note." in note.html
        assert f"<td>{value}</td>" in note.html


def value_of(luck, depth=0):
    """Return any JSON value: numbers at the edges, texts of every script, nests."""
    leaf = luck.randrange(7)
    if depth < 3 and leaf > 4:
        inner = [value_of(luck, depth + 1) for _one in range(luck.randrange(4))]
        return inner if leaf == 5 else {luck.choice("abcd") + str(n): one for n, one in enumerate(inner)}
    return luck.choice(
        [
            None,
            True,
            -1,
            10**15,
            1e308,
            -0.0,
            "",
            "c",
            "a, b",
            "NaN",
            "=1+1",
            "\u202e<b>",
            "ü" * 300,
            "15",
            "\ud7ff",
        ]
    )


def test_whatever_is_answered_marks_lie_between_nothing_and_all(raw, marker):
    luck = random.Random(11)  # noqa: S311  only a test
    handed = open_received(raw.sitting, raw.codes[0])
    names = [
        *(f"q0{n}" for n in range(1, 5)),
        *raw.families["pa-small"].exercises,
        "pd-small-answer",
        "stranger",
    ]
    for _round in range(120):
        answers = {name: value_of(luck) for name in names if luck.random() < 0.8}
        files = {"plan.csv": luck.randbytes(luck.randrange(200))}
        logs = {"pd-small": luck.randbytes(50)} if luck.random() < 0.5 else {}
        found = marker.mark(raw.codes[0], replace(handed, answers=answers, files=files, logs=logs))
        assert found.marks["failed"] == []
        assert all(0 <= row["points"] <= row["out_of"] for row in exercises(found.marks).values())
        assert all(row["points"] is None or 0 <= row["points"] <= 1 for row in found.marks["items"])
        assert to_bytes(found.marks) == to_bytes(json.loads(to_bytes(found.marks)))
