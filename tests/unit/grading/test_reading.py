"""Do two markers see the same texts without names, is agreement counted rightly, and who reads third?"""

import csv
import json
import re
import shutil
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from practicum.errors import PracticumError
from practicum.grading.reading.agreement import agreements, apart, kappa, points, settled
from practicum.grading.reading.comments import catalogue, expanded
from practicum.grading.reading.files import COLUMNS, code_of, read_tables, secret_of
from practicum.grading.reading.levels import FILE, Settled, levels_of, levels_text
from practicum.grading.reading.round import Round
from practicum.grading.reading.say import said
from practicum.marking import load_exercises
from practicum.project import Project

ROOT = Path(__file__).parents[3]


def test_kappa_agrees_with_the_weighted_table():
    one = np.array([0, 1, 2, 3, 3, 2, 1, 0, 2, 3])
    other = np.array([0, 1, 1, 3, 2, 2, 0, 0, 3, 3])
    weights = (np.arange(4)[:, None] - np.arange(4)[None, :]) ** 2
    seen = np.zeros((4, 4))
    np.add.at(seen, (one, other), 1)
    chance = np.outer(seen.sum(axis=1), seen.sum(axis=0)) / len(one)
    expected = 1 - (weights * seen).sum() / (weights * chance).sum()
    drawn = np.stack([one, other], axis=1).astype(float)[None]
    assert kappa(drawn)[0] == pytest.approx(expected)
    assert kappa(np.full((1, 5, 2), 2.0))[0] == 1


def test_few_texts_give_no_kappa_and_levels_are_compared_by_text():
    levels = {
        "ana": {f"t{n}": {"c": n % 4} for n in range(12)},
        "bob": {f"t{n}": {"c": n % 4} for n in range(3, 12)},
    }
    found = agreements(levels)[0]
    assert (found.texts, found.equal, found.kappa) == (9, 1.0, None)
    levels["bob"]["t0"] = {"c": 0}
    assert agreements(levels)[0].kappa.value == 1


@pytest.mark.parametrize(
    ("readings", "far", "end"),
    [
        ([{"a": 1}], [], None),
        ([{"a": 1, "b": 3}, {"a": 2, "b": 3}], [], {"a": 1.5, "b": 3.0}),
        ([{"a": 0, "b": 3}, {"a": 2, "b": 3}], ["a"], None),
        ([{"a": 0}, {"a": 3}, {"a": 2}], [], {"a": 2.0}),
    ],
)
def test_two_close_readings_settle_and_far_ones_call_a_third(readings, far, end):
    assert apart(readings) == far
    assert settled(readings) == end


def test_points_follow_the_levels():
    rubric = next(
        one.rubric
        for one in load_exercises(ROOT / "solutions/m08-analytics/marking.py").values()
        if one.rubric
    )
    assert points(rubric, {one.id: 3 for one in rubric.criteria}) == pytest.approx(rubric.points)
    assert points(rubric, {one.id: 0 for one in rubric.criteria}) == 0


def test_a_named_comment_is_written_out_and_other_hashes_stay():
    assert expanded("#source Then more. #nosuch") == f"{catalogue()['source']} Then more. #nosuch"
    assert len(catalogue()) >= 12


def test_codes_tell_nothing_without_the_secret(tmp_path):
    secret = secret_of(tmp_path)
    assert secret_of(tmp_path) == secret
    assert code_of(secret, "ana-diaz") != code_of(b"other", "ana-diaz")
    assert "ana" not in code_of(secret, "ana-diaz")


@pytest.fixture
def course(tmp_path):
    """A course in which three people's texts wait, as grading leaves them, without a gradebook."""
    for name in ("solutions", "course", "datasets", "scenarios"):
        (tmp_path / name).symlink_to(ROOT / name)
    for name in ("nbgrader_config.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    rubrics = [
        name
        for name, one in load_exercises(ROOT / "solutions/m08-analytics/marking.py").items()
        if one.rubric
    ]
    for student in ("ana-diaz", "bo-lund", "cy-roy"):
        cells = [
            {
                "cell_type": "code",
                "metadata": {"nbgrader": {"grade_id": f"{name}-read"}},
                "source": "",
                "outputs": [
                    {
                        "output_type": "display_data",
                        "data": {"text/html": f"<p>Words on {name}</p>"},
                        "metadata": {},
                    }
                ],
            }
            for name in rubrics
        ]
        folder = tmp_path / "autograded" / student / "m08-analytics"
        folder.mkdir(parents=True)
        (folder / "m08-analytics.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return SimpleNamespace(project=Project(tmp_path), rubrics=rubrics)


def fill(table, level):
    rows = list(csv.DictReader(table.read_text(encoding="utf-8-sig").splitlines()))
    for row in rows:
        row["level"] = str(level(row))
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return rows


def test_two_sheets_hold_the_same_texts_in_another_order_and_no_name(course):
    first = Round("m08", course.project).give_out("ana")
    second = Round("m08", course.project).give_out("bob")
    headings = [
        re.findall(r"<h2>(\w+), ([\w-]+)", page.read_text(encoding="utf-8")) for page in (first, second)
    ]
    assert sorted(headings[0]) == sorted(headings[1])
    assert len(headings[0]) == 3 * len(course.rubrics)
    for page in (first, second, first.with_suffix(".csv")):
        assert not re.search("diaz|lund|roy", page.read_text(encoding="utf-8"))


def test_a_gap_puts_a_text_into_the_queue_and_a_third_sheet_holds_only_that(course):
    tables = [Round("m08", course.project).give_out(name).with_suffix(".csv") for name in ("ana", "bob")]
    rows = fill(tables[0], lambda _row: 2)
    odd = rows[0]["code"], rows[0]["exercise"]
    fill(tables[1], lambda row: 0 if (row["code"], row["exercise"]) == odd else 2)
    status = Round("m08", course.project).status()
    assert [(code, exercise) for code, exercise, _far in status.queue] == [odd]
    assert len(status.settled) == status.texts - 1
    assert odd[0] in said(status)
    third = Round("m08", course.project).give_out("cleo", only_apart=True)
    assert third.read_text(encoding="utf-8").count("<h2>") == 1
    fill(third.with_suffix(".csv"), lambda _row: 1)
    assert len(Round("m08", course.project).status().settled) == status.texts


def test_a_sheet_is_never_overwritten_and_wrong_rows_are_named(course):
    table = Round("m08", course.project).give_out("ana").with_suffix(".csv")
    with pytest.raises(PracticumError, match="has a sheet already"):
        Round("m08", course.project).give_out("ana")
    with pytest.raises(PracticumError, match="cannot name a marker"):
        Round("m08", course.project).give_out("../ana")
    fill(table, lambda _row: 7)
    with pytest.raises(PracticumError, match=r"ana.csv, row 2: '7' is not a level"):
        Round("m08", course.project).status()
    table.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(PracticumError, match="columns"):
        read_tables(table.parent, Round("m08", course.project).rubrics)


def test_a_table_saved_by_a_french_spreadsheet_is_read(course):
    table = Round("m08", course.project).give_out("ana").with_suffix(".csv")
    rows = fill(table, lambda _row: 3)
    text = table.read_text(encoding="utf-8").replace(",", ";")
    table.write_text(text, encoding="utf-8")
    assert len(read_tables(table.parent, Round("m08", course.project).rubrics)["ana"]) == len(rows)


def test_levels_are_kept_by_code_and_found_by_learner(tmp_path):
    assert levels_of(tmp_path, "m90-toy", "ana-diaz") == {}
    assert not (tmp_path / "readings").exists()
    folder = tmp_path / "readings" / "m90-toy"
    secret = secret_of(folder)
    one = Settled("ana-diaz", "m90-2", 2.5, "Tone: Warm.", {"tone": 2.5})
    text = levels_text({code_of(secret, "ana-diaz"): {"m90-2": one}})
    assert "ana" not in text
    (folder / FILE).write_text(text, encoding="utf-8")
    assert levels_of(tmp_path, "m90-toy", "ana-diaz") == {"m90-2": (2.5, {"tone": 2.5})}
    assert levels_of(tmp_path, "m90-toy", "bo-lund") == {}


def test_levels_that_cannot_be_read_are_said(tmp_path):
    folder = tmp_path / "readings" / "m90-toy"
    folder.mkdir(parents=True)
    (folder / FILE).write_text("[", encoding="utf-8")
    with pytest.raises(PracticumError, match="holds no levels that can be read"):
        levels_of(tmp_path, "m90-toy", "ana-diaz")


def test_a_settled_text_tells_levels_and_comments_by_criterion(course):
    tables = [Round("m08", course.project).give_out(name).with_suffix(".csv") for name in ("ana", "bob")]
    for table, level in zip(tables, (1, 2), strict=True):
        fill(table, lambda _row, level=level: level)
        table.write_text(table.read_text(encoding="utf-8").replace(f",{level},", f",{level},Clear."), "utf-8")
    here = Round("m08", course.project)
    for one in here.status().settled:
        criteria = here.rubrics[one.exercise].criteria
        assert one.levels == {criterion.id: 1.5 for criterion in criteria}
        assert one.comment == "\n".join(f"{criterion.label}: Clear." for criterion in criteria)
