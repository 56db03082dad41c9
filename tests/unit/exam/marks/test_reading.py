"""Do two markers read without names, only after calibration, and do their levels count rightly?"""

import json
import re
from pathlib import Path

import pytest

from practicum.errors import PracticumError
from practicum.exam.families import read_families
from practicum.exam.marks import markers
from practicum.exam.marks.calibration import Calibration
from practicum.exam.marks.reading import ExamReading, rubrics_of, settled_points
from practicum.exam.marks.say import calibrated, reading_said
from practicum.exam.marks.sheets import read_shown
from practicum.grading.reading.files import rows_of

REPOSITORY = Path(__file__).parents[4]


@pytest.fixture
def calibration(ready):
    return Calibration(ready.folder / "reading", ready.source, *rubrics_of(ready.sitting, ready.families))


@pytest.fixture
def pass_all(calibration, filled):
    """Let markers pass the calibration."""

    def passing(*names):
        for name in names:
            table = calibration.give_out(name).with_suffix(".csv")
            filled(table, lambda row: calibration.agreed[row["code"]].levels[row["criterion"]])
            assert calibration.judge(name).passed

    return passing


def test_nobody_gets_texts_of_candidates_before_they_are_calibrated(reading, calibration, filled):
    with pytest.raises(PracticumError, match="has not passed a calibration"):
        reading.hand_out("bob")
    table = calibration.give_out("bob").with_suffix(".csv")
    with pytest.raises(PracticumError, match="not filled in"):
        calibration.judge("bob")
    filled(table, lambda row: 3 - calibration.agreed[row["code"]].levels[row["criterion"]])
    outcome = calibration.judge("bob")
    assert not outcome.passed
    assert outcome.kappa < 0
    assert "Not passed" in calibrated(outcome)
    with pytest.raises(PracticumError, match="has not passed a calibration"):
        reading.hand_out("bob")


def test_the_first_calibration_counts_whatever_is_written_afterwards(calibration, filled, reading):
    table = calibration.give_out("bob").with_suffix(".csv")
    filled(table, lambda row: int(row["criterion"] == "clear"))
    first = calibration.judge("bob")
    filled(table, lambda row: calibration.agreed[row["code"]].levels[row["criterion"]])
    again = calibration.judge("bob")
    assert (again.passed, round(first.kappa, 3)) == (False, again.kappa)
    with pytest.raises(PracticumError, match="has not passed"):
        reading.hand_out("bob")


@pytest.mark.parametrize(
    ("shift", "passed"),
    [
        (lambda n, level: level, True),
        (lambda n, level: min(3, level + (n % 7 == 0)), True),
        (lambda n, level: (level + 2) % 4, False),
        (lambda n, level: 2, False),
    ],
)
def test_kappa_and_icc_decide_who_may_read(calibration, filled, shift, passed):
    table = calibration.give_out("bob").with_suffix(".csv")
    count = iter(range(1000))
    filled(table, lambda row: shift(next(count), calibration.agreed[row["code"]].levels[row["criterion"]]))
    outcome = calibration.judge("bob")
    assert outcome.passed is passed
    assert outcome.passed == (outcome.kappa >= 0.6 and outcome.icc >= 0.75)


def test_a_set_needs_six_texts_and_one_of_each_exercise(ready, tmp_path):
    found = rubrics_of(ready.sitting, ready.families)
    text = ready.source.read_text(encoding="utf-8")
    rows = text.split("[[text]]")[1:]
    few = tmp_path / "few.toml"
    few.write_text("[[text]]" + "[[text]]".join(rows[:5]), encoding="utf-8")
    with pytest.raises(PracticumError, match="5 texts"):
        Calibration(tmp_path, few, *found)
    few.write_text("".join("[[text]]" + row for row in rows if "pd-small" not in row), encoding="utf-8")
    with pytest.raises(PracticumError, match="no text of pd-small-answer"):
        Calibration(tmp_path, few, *found)
    few.write_text(text.replace("clear = 3, true = 3", "clear = 3"), encoding="utf-8")
    with pytest.raises(PracticumError, match="other criteria"):
        Calibration(tmp_path, few, *found)


def test_a_sheet_shows_no_name_and_no_code_of_a_candidate_and_orders_differ(reading, ready, pass_all):
    pass_all("bob", "cleo")
    pages = [reading.hand_out(name) for name in ("bob", "cleo")]
    orders = [[(row["code"], row["exercise"]) for row in rows_of(page.with_suffix(".csv"))] for page in pages]
    assert sorted(orders[0]) == sorted(orders[1])
    assert orders[0] != orders[1]
    for page in pages:
        for path in (page, *(page.with_suffix(ending) for ending in (".csv", ".json", ".ipynb"))):
            content = path.read_text(encoding="utf-8")
            assert not re.search("Person|R-[0-9]", content)
            assert not [code for code in ready.codes if code in content]


def test_texts_of_one_hand_have_codes_of_their_own(reading, ready):
    mine = [one.code for one in reading.texts if one.student == ready.codes[0]]
    assert len(mine) == len({*mine}) == 3
    assert len({one.code for one in reading.texts}) == len(reading.texts)


def test_who_trained_a_candidate_gets_none_of_their_texts(reading, ready, pass_all):
    pass_all("ana", "bob", "cleo")
    mine = {one.code for one in reading.texts if one.student == ready.codes[0]}
    texts = {
        name: {row["code"] for row in rows_of(reading.hand_out(name, also=also).with_suffix(".csv"))}
        for name, also in (("ana", ()), ("bob", ("School of OSTERBECK",)), ("cleo", ()))
    }
    assert not mine & texts["ana"]
    assert not mine & texts["bob"]
    assert mine == texts["cleo"]  # all others have two sheets already
    assert markers(ready.sitting, ready.codes[0]) == {"cleo"}
    assert markers(ready.sitting, ready.codes[3]) == {"ana", "bob"}


def test_many_texts_are_shared_out_and_each_goes_to_two(reading, pass_all, filled):
    pass_all("bob", "cleo", "dan")
    given = []
    for name in ("bob", "cleo", "dan", "bob"):
        page = reading.hand_out(name, most=10)
        given += [row["code"] for row in filled(page.with_suffix(".csv"), lambda _row: 2)]
    by_text = {code: given.count(code) // 2 for code in given}
    assert set(by_text.values()) == {2}
    assert len(by_text) == len(reading.texts) == 15
    with pytest.raises(PracticumError, match="no text for cleo"):
        reading.hand_out("cleo")


def test_a_marker_gets_the_next_sheet_only_when_the_last_is_finished(reading, pass_all, filled):
    pass_all("bob")
    page = reading.hand_out("bob", most=2)
    with pytest.raises(PracticumError, match="not finished"):
        reading.hand_out("bob")
    first = {row["code"] for row in filled(page.with_suffix(".csv"), lambda _row: 1)}
    second = reading.hand_out("bob", most=3)
    assert second.stem == "bob--2"
    assert not first & {row["code"] for row in rows_of(second.with_suffix(".csv"))}
    filled(second.with_suffix(".csv"), lambda _row: 1)
    assert reading.status().markers == {"bob": 5}


def test_a_gap_of_more_than_one_level_goes_to_a_third_and_the_median_counts(reading, ready, pass_all, filled):
    pass_all("bob", "cleo", "dan")
    tables = [reading.hand_out(name).with_suffix(".csv") for name in ("bob", "cleo")]
    rows = filled(tables[0], lambda _row: 3)
    odd = rows[0]["code"]
    filled(tables[1], lambda row: 1 if row["code"] == odd else 2, "Fine.")
    assert [code for code, _exercise, _criteria in reading.status().queue] == [odd]
    assert reading.apply() == len(reading.texts) - 1
    page = reading.hand_out("dan", third=True)
    assert {row["code"] for row in filled(page.with_suffix(".csv"), lambda _row: 2)} == {odd}
    assert reading.apply() == len(reading.texts)
    owner = next(one for one in reading.texts if one.code == odd)
    points = settled_points(ready.folder)
    found = next(own for (code, _bundle), own in points.items() if code == owner.student)
    assert found[owner.exercise] == pytest.approx(2.0)  # the median of 3, 1 and 2
    assert found[next(name for name in found if name != owner.exercise)] == pytest.approx(2.5)


def test_agreement_is_shown_while_they_read(reading, pass_all, filled):
    pass_all("bob", "cleo")
    tables = [reading.hand_out(name).with_suffix(".csv") for name in ("bob", "cleo")]
    filled(tables[0], lambda row: int(row["code"][-1], 16) % 4)
    filled(tables[1], lambda row: min(3, int(row["code"][-1], 16) % 4 + (row["criterion"] == "true")))
    (pair,) = reading.pairs()
    assert (pair.markers, pair.texts) == (("bob", "cleo"), 15)
    assert 0.8 < pair.found.single.value < pair.found.mean.value < 1
    said = reading_said(reading)
    assert "bob - cleo, points of 15 texts: ICC" in said
    assert "equal levels on" in said


def test_levels_of_another_bundle_do_not_count(reading, ready, pass_all, filled):
    pass_all("bob", "cleo")
    for name in ("bob", "cleo"):
        filled(reading.hand_out(name).with_suffix(".csv"), lambda _row: 2)
    path = ready.folder / "reading" / "texts" / f"{ready.codes[0]}.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**document, "bundle": "0" * 64}), encoding="utf-8")
    again = ExamReading(ready.sitting, ready.families)
    assert {one.student for one in reading.status().settled} - {
        one.student for one in again.status().settled
    } == {ready.codes[0]}


def test_the_page_beside_the_table_has_each_text_with_its_rubric(reading, pass_all):
    pass_all("bob")
    page = reading.hand_out("bob")
    shown = read_shown(page.with_suffix(".csv"))
    assert len(shown["texts"]) == len(reading.texts)
    assert all(one["html"] in page.read_text(encoding="utf-8") for one in shown["texts"])
    assert {len(one["criteria"]) for one in shown["texts"]} == {2}


def test_nothing_to_read_is_said(raw):
    with pytest.raises(PracticumError, match="No text of"):
        ExamReading(raw.sitting, raw.families)


@pytest.mark.parametrize("form", [0, 1, None])
def test_the_demonstration_bank_can_calibrate_the_readers_of_each_form(tmp_path, form):

    bank = REPOSITORY / "exam" / "demo-bank"
    by_block = {}
    for family in read_families(bank).values():
        by_block.setdefault(family.about.block, []).append(family)
    chosen = [
        one
        for families in by_block.values()
        for one in (families if form is None else [families[form % len(families)]])
    ]
    asked = [one for family in chosen for one in family.exercises.values() if one.rubric]
    found = {one.id: one.rubric for one in asked}, {one.id: one.title for one in asked}
    here = Calibration(tmp_path, bank / "calibration.toml", *found)
    assert len(here.agreed) == 10
    assert {one.exercise[:2] for one in here.agreed.values()} == {"pb", "pc", "pd", "pe"}
    levels = [level for one in here.agreed.values() for level in one.levels.values()]
    assert all(levels.count(level) >= 3 for level in range(4))
    (page,) = [here.give_out("bob")]
    assert page.read_text(encoding="utf-8").count("What was known") == 10
