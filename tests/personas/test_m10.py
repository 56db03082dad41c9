"""Module m10: what only this module promises. What every module promises stands in `test_modules.py`."""

import runpy
from itertools import permutations
from pathlib import Path

import pytest

from practicum.data import Tables, load
from practicum.drill import Run
from practicum.learn.tools import find_tool
from practicum.learn.tools.content import parsed
from practicum.learn.tools.severity import cluster, severity
from practicum.marking import MISSING, Outcome, load_exercises, mark
from practicum.marking.judge import broken_rules, share
from practicum.project import Project

PROJECT = Project.find()
EXERCISES = load_exercises(PROJECT.solutions / "m10-crisis" / "marking.py")
TABLES = Tables()
DESIGN = (PROJECT.solutions / "m10-crisis" / "design.md").read_text(encoding="utf-8")
NOWHERE = Path("nowhere")


def points(name, value):
    return mark(EXERCISES[name], value, TABLES, folder=NOWHERE).points


def test_does_the_module_hold_seven_exercises_and_fifty_points():
    assert list(EXERCISES) == [f"m10-{number}" for number in range(1, 8)]
    assert sum(one.points for one in EXERCISES.values()) == 34
    assert sum(one.rubric.points for one in EXERCISES.values() if one.rubric) == 16
    assert {one.competence for one in EXERCISES.values()} == {"J1", "J2", "J3", "J4", "J5"}


@pytest.mark.parametrize("name", EXERCISES)
def test_does_the_design_note_name_points_and_every_mistake(name):
    one = EXERCISES[name]
    (row,) = (line for line in DESIGN.splitlines() if line.startswith(f"| {name} "))
    assert f"| {one.competence} | {one.points:g} |" in row
    assert one.title in row
    for mistake in one.mistakes:
        assert f"`{mistake}`" in DESIGN


# ---- what rules ask for is what the builders write


@pytest.mark.parametrize(
    ("name", "row", "slug"), [("m10-1", "", "risk-register"), ("m10-7", "file", "post-mortem")]
)
def test_does_the_graded_file_have_the_builders_name_and_columns(name, row, slug):
    kind = EXERCISES[name].kind.rows[row] if row else EXERCISES[name].kind
    tool = find_tool(slug)
    assert kind.file == tool.file
    assert {column.name for column in kind.validator.columns} == {field.name for field in tool.fields}
    assert [one.name for one in kind.validator.columns if not one.optional]


def test_is_each_part_of_the_alert_note_also_known_by_the_builders_heading():
    parts = EXERCISES["m10-4"].kind.rows["note"].must
    for field, part in zip(find_tool("alert-note").fields, parts, strict=True):
        assert field.label in part.any_of


# ---- the first hour


def test_does_a_forbidden_pair_cost_and_does_the_nearer_order_earn_more():
    truth = EXERCISES["m10-4"].reference(TABLES)
    orders = {name: one.wrong(TABLES) for name, one in EXERCISES["m10-4"].mistakes.items()}
    earned = {name: points("m10-4", {**truth, **wrong}) for name, wrong in orders.items()}
    assert max(earned.values()) < 6
    assert earned["deleted first"] <= 5
    assert earned["published before checking"] < earned["outside before inside"]


def test_do_the_sentences_of_the_plan_leave_one_order_only():
    """The chain that question and lesson state, pair by pair, admits the reference and nothing else."""
    truth = EXERCISES["m10-4"].reference(TABLES)["order"]
    chain = [
        ("copy", "check"), ("check", "alert"), ("alert", "stop"), ("stop", "remove"), ("remove", "inside"),
        ("inside", "warn"), ("warn", "reply"), ("reply", "back"),
    ]  # fmt: skip
    free = [order for order in permutations(truth[:4]) if all(_before(order, *pair) for pair in chain[:3])]
    assert free == [tuple(truth[:4])]
    assert all(_before(truth, *pair) for pair in chain)
    assert {name for pair in chain for name in pair} == set(truth)


def _before(order, first, second):
    return order.index(first) < order.index(second)


# ---- ten incidents


def test_does_a_missed_crisis_cost_more_than_a_false_alarm():
    exercise = EXERCISES["m10-3"]
    truth = exercise.reference(TABLES)
    now = truth["now"]
    calm = next(name for name in exercise.kind.rows["now"].options if name not in now)
    missed = points("m10-3", {**truth, "now": now[1:], f"{now[0]}-level": "watch"})
    alarmed = points("m10-3", {**truth, "now": [*now, calm], f"{calm}-level": "crisis"})
    assert missed <= alarmed < exercise.points
    assert points("m10-3", {**truth, "now": []}) <= 0.67 * exercise.points


def test_do_the_ten_agree_with_the_grid_that_the_lesson_shows():
    """The sealed verdicts follow the explorer's own functions, row by row."""
    sealed = runpy.run_path(str(PROJECT.solutions / "m10-crisis" / "reference.py"))
    causes = {"no": "outside", "partly": "mishap", "yes": "fault", "unknown": "unknown"}
    for seed in (None, 3, 7):
        tables = Tables(seed)
        truth = EXERCISES["m10-3"].reference(tables)
        for row in sealed["opened"](tables):
            harm, fault = sealed["VERDICTS"][row.title]
            times = row.mentions_first_hour / row.usual_hour
            spread = "far" if times >= 10 else "above" if times >= 3 else "usual"
            asks = "press" if row.press == "yes" else "nobody"
            assert truth[f"{row.incident_id}-level"] == severity(harm, spread, asks).level, row.title
            assert truth[f"{row.incident_id}-cluster"] == cluster(causes[fault]), row.title


def test_is_no_verdict_of_the_ten_in_what_a_learner_has():
    table = load("incidents")
    opened = table[table["incident_id"].str.startswith("open-")]
    assert len(opened) == 10
    assert opened[["harm", "cause_known", "own_fault", "severity", "cluster", "why"]].isna().all(axis=None)


# ---- words


@pytest.mark.parametrize("forbidden", ["never again", "our fault", "probably", "no comment", "careless"])
def test_does_a_forbidden_word_cost_in_the_statement(forbidden):
    exercise = EXERCISES["m10-5"]
    model = exercise.reference(TABLES)
    assert broken_rules(exercise.kind, model) == set()
    assert "avoid" in broken_rules(
        exercise.kind, model.replace("We stopped", f"It was {forbidden}. We stopped")
    )


def test_does_a_decent_statement_in_other_words_earn_all_rule_points():
    others = [
        """About 340 of you were sent a stranger's order confirmation at 8:20 today: a name, an address,
        a list of snacks, no payment data. If you got one, please delete the mail and do not forward it. That
        somebody may read where you live is not what you trusted us with. We are writing to each of you, and
        the mailing was stopped at 08:55; the data protection officer has been informed. What is not known
        yet is the reason. Next word at 11 o'clock on brindille.example/mail.""",
        """Did you get an order of another person this morning? Please don't share that mail, and erase it.
        Around twenty past eight our program sent 340 of them to the wrong addresses: names, streets, and
        what was in the box, never payment data. We are sorry, because this is private. Youssef has stopped
        the program and notified our data protection officer. We can't say yet how it came about. At eleven
        we write again: brindille.example/mail.""",
    ]
    assert [points("m10-5", other) for other in others] == [3, 3]


# ---- the drill


def test_is_a_run_at_another_intensity_no_hand_in_for_the_recall(tmp_path):
    log = tmp_path / "d04-product-recall.jsonl"
    run = Run.create("d04-product-recall", "practice-1", path=log, intensity="easier")
    run.do("wait", minutes=10)
    found = mark(EXERCISES["m10-7"], MISSING, TABLES, folder=tmp_path)
    assert EXERCISES["m10-7"].kind.rows["log"].seeds == ("practice-1",)
    assert found.outcome in (Outcome.UNREADABLE, Outcome.NOT_ATTEMPTED)
    assert found.points == 0


def test_does_the_builder_find_nothing_wrong_in_the_model_post_mortem(tmp_path):
    """Its times are those of the reference run, so that it can be shown beside it."""
    truth = EXERCISES["m10-7"].reference(TABLES)
    (tmp_path / "d04-product-recall.jsonl").write_bytes(truth["log"])
    tool = find_tool("post-mortem", tmp_path)
    records = parsed(tool, truth["file"].decode("utf-8"))
    assert len(records) == 9
    assert tool.advise(records) == []


def test_may_exactly_those_sentences_stand_that_somebody_could_write_then():
    kind = EXERCISES["m10-7"].kind.rows["stand"]
    truth = EXERCISES["m10-7"].reference(TABLES)["stand"]
    assert share(kind, truth, truth) == 1
    assert share(kind, list(kind.options), truth) < 0.5
    assert not {"b", "d", "f"} & set(truth)
