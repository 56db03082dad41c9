"""Does the cohort report say what the marks say, keep still where they say nothing, and obey no learner?"""

import csv
import io
import json
from datetime import UTC, datetime

import numpy as np
import pytest

from practicum.grading.report.alike import Handed, alike
from practicum.grading.report.cohort import Cohort, Exercise, Learner, Part
from practicum.grading.report.exports import FORMATS, canvas, exported, moodle, scores, spreadsheet
from practicum.grading.report.needs import needs
from practicum.grading.report.notebook import report_notebook
from practicum.grading.report.page import Report, mistakes, report_page
from practicum.grading.report.statistics import discrimination, facility, matrix, reliability

EVIL = "=HYPERLINK(1)<script>alert(1)</script>"
EXERCISES = (
    Exercise("m08-1", "Ratio", 4, {"mean-of-ratios": "Add up first."}),
    Exercise("m08-2", "Slot", 6, {}),
    Exercise("m08-3", "Chance", 2, {}),
)


def part(points, out_of, mistake=""):
    outcome = "right" if points == out_of else "wrong-named" if mistake else "wrong"
    return Part(points, out_of, outcome, mistake)


def learner(n, *, skill, luck):
    parts = {
        "m08-1": part(4 if skill > 0.3 else 0, 4, "" if skill > 0.3 else "mean-of-ratios"),
        "m08-2": part(6 if skill > 0.6 else 2, 6),
        "m08-3": part(2 if luck else 0, 2),
    }
    return Learner(
        f"l{n}",
        f"Learner {n}",
        parts,
        sum(one.points for one in parts.values()),
        datetime(2026, 11, 2, tzinfo=UTC),
    )


def cohort(size=40):
    people = [learner(n, skill=(n * 7 % size) / size, luck=n % 2 == 0) for n in range(size)]
    return Cohort("m08", "Analytics", "m08-analytics", EXERCISES, (*people, Learner("gone", "Zara")))


def test_estimates_agree_with_the_formulas_and_lie_in_their_intervals():
    points = np.array([[one.parts[e.id].points for e in EXERCISES] for one in cohort().present])
    earned = facility(points[:, 0] / 4)
    assert earned.value == pytest.approx(points[:, 0].mean() / 4)
    assert earned.low < earned.value < earned.high
    separates = discrimination(points, 0)
    assert separates.value == pytest.approx(np.corrcoef(points[:, 0], points[:, 1:].sum(axis=1))[0, 1])
    alpha = reliability(points)
    expected = 3 / 2 * (1 - points.var(axis=0, ddof=1).sum() / points.sum(axis=1).var(ddof=1))
    assert alpha.value == pytest.approx(expected)
    assert abs(discrimination(points, 2).value) < 0.25 < separates.value


def test_the_same_marks_give_the_same_intervals_and_few_learners_give_none():
    shares = np.linspace(0, 1, 30)
    assert facility(shares) == facility(shares.copy())
    assert facility(shares[:29]) is None
    assert reliability(np.ones((40, 3))) is None
    assert discrimination(np.ones((40, 3)), 0) is None
    assert matrix([]).shape[0] == 0


def test_a_bootstrap_interval_covers_the_truth_about_as_often_as_it_says():
    rng = np.random.default_rng(1)
    hits = sum(
        found.low <= 0.6 <= found.high
        for found in (facility((rng.random(50) < 0.6).astype(float)) for _ in range(200))
    )
    assert 176 <= hits <= 200


def test_the_page_names_the_common_mistake_and_who_needs_help():
    page = report_page(Report(cohort()))
    assert mistakes(cohort())[0] == ("m08-1", "mean-of-ratios", 13)
    assert "“mean of ratios” in m08-1, made by 13 of 40" in page
    assert "Add up first." in page
    assert "Zara" in page
    assert "For two people to read: m08-3." in page


def test_below_thirty_nothing_is_said_about_single_exercises():
    page = report_page(Report(cohort(20)))
    assert "two people to read" not in page
    assert "too few" in page


def test_everyone_below_the_line_is_listed_once_with_a_reason():
    found = needs(cohort())
    names = [one.learner for one in found]
    assert len(names) == len(set(names))
    low = [one.name for one in cohort().present if one.score < 0.4 * 12]
    assert set(low) <= set(names)
    assert names[-1] == "Zara"


def test_no_words_of_a_learner_become_markup_or_formula():
    people = (Learner("l0", EVIL, {e.id: part(0, e.out_of, EVIL) for e in EXERCISES}, 0.0),)
    bad = Cohort("m08", "Analytics", "m08-analytics", EXERCISES, people)
    page = report_page(Report(bad))
    assert "<script" not in page
    for name in ("csv", "canvas", "moodle"):
        for row in csv.reader(io.StringIO(exported(bad, name))):
            assert not any(cell.startswith(("=", "+", "@")) for cell in row)


def test_every_export_holds_every_score():
    group = cohort()
    rows = list(csv.DictReader(io.StringIO(spreadsheet(group).lstrip("\ufeff"))))
    assert len(rows) == 41 * 3
    given = {one.id: one.score for one in group.present}
    for name, score in given.items():
        assert sum(float(row["points"]) for row in rows if row["learner_id"] == name) == score
    table = list(csv.reader(io.StringIO(canvas(group))))
    assert table[1][0].strip() == "Points Possible"
    assert float(table[1][5]) == group.out_of
    assert {row[3]: float(row[5]) for row in table[2:] if row[5]} == given
    assert {
        row["ID number"]: float(row["m08 Analytics"]) for row in csv.DictReader(io.StringIO(moodle(group)))
    } == given
    document = json.loads(scores(group))
    assert {one["userId"]: one["scoreGiven"] for one in document["scores"]} == given
    assert all(one["timestamp"].endswith("+00:00") for one in document["scores"])
    assert set(FORMATS) == {"csv", "canvas", "moodle", "json"}


def test_the_notebook_repeats_the_numbers_of_the_page(tmp_path, monkeypatch):
    group = cohort()
    (tmp_path / "m08-marks.csv").write_text(spreadsheet(group), encoding="utf-8")
    book = json.loads(report_notebook(group, "m08-marks.csv"))
    space: dict = {}
    monkeypatch.chdir(tmp_path)
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), space)  # noqa: S102  the notebook is ours
    points = np.array([[one.parts[e.id].points for e in EXERCISES] for one in group.present])
    assert space["rows"]["m08-1"]["earned"].value == pytest.approx(facility(points[:, 0] / 4).value)


def handed(name, wrong=None, text="", acts=()):
    return Handed(name, wrong or {}, {"t": text} if text else {}, {"d": acts} if acts else {})


def test_equal_rare_wrong_answers_make_a_pair_and_common_ones_do_not():
    crowd = [handed(f"c{n}", {"m08-1": 9.5, "m08-2": n, "m08-3": -n}) for n in range(40)]
    pair = [handed(name, {"m08-1": 9.5, "m08-2": 777.25, "m08-3": "odd"}) for name in ("x", "y")]
    found = alike([*crowd, *pair])
    assert [one.pair for one in found] == [("x", "y")]
    assert found[0].answers == ("m08-2", "m08-3")
    assert found[0].surprise == pytest.approx(2 * np.log10(41), abs=0.05)


def test_equal_passages_count_unless_everyone_was_given_them():
    words = "we will tell every customer by noon what we know and what we do not know yet about the batch"
    people = [
        handed("a", text=f"First. {words}"),
        handed("b", text=f"Second. {words}"),
        handed("c", text="Other words."),
    ]
    assert [one.pair for one in alike(people)] == [("a", "b")]
    assert alike(people, given=[words]) == []


def test_drills_decided_alike_minute_by_minute_make_a_pair():
    acts = [("reply", f"t{n}", 10 * n) for n in range(12)]
    late = [(action, thread, minute + 3) for action, thread, minute in acts]
    found = alike([handed("a", acts=acts), handed("b", acts=acts[:11]), handed("c", acts=late)])
    assert [(one.pair, one.drill, one.share) for one in found] == [(("a", "b"), "d", 91)]
