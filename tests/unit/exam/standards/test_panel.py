"""Does a panel get from sheets to a cut with minutes, and is a sheet that cannot be used refused by name?"""

import nbformat
import numpy as np
import pytest
from scipy.stats import linregress
from typer.testing import CliRunner

from practicum.authoring.access import html_problems
from practicum.cli import app
from practicum.errors import PracticumError
from practicum.exam.psychometrics.responses import simulated
from practicum.exam.standards.angoff import angoff
from practicum.exam.standards.borderline import line, read_stations, station
from practicum.exam.standards.discussion import differing
from practicum.exam.standards.hofstee import hofstee
from practicum.exam.standards.panel import conclude, hand_out
from practicum.exam.standards.sheets import Estimate, JudgeSheet, fill, read_folder, read_sheet
from practicum.exam.standards.sliders import SliderSheet

STEMS = {"q1": "=SUM(A1) is typed in a cell. Why?", "q2": "A member asks for help.", "q3": "A post is wrong."}


def sheet_of(judge, *percents, number=1, comment=""):
    estimates = {f"q{n}": Estimate(one, comment) for n, one in enumerate(percents, 1)}
    return JudgeSheet(judge, number, estimates, {item: f"Text of {item}" for item in estimates})


@pytest.fixture
def folder(tmp_path):
    rows = [f'{item},"{stem}"' for item, stem in STEMS.items()]
    (tmp_path / "items.csv").write_text("\n".join(["item,stem", *rows]), encoding="utf-8")
    return tmp_path


def filled(folder, number, values):
    for path in sorted(folder.glob(f"*-round-{number}.csv")):
        for item, value in values[path.name.split("-")[0]].items():
            fill(path, item, value)


def test_is_the_cut_the_mean_with_its_error_over_judges():
    found = angoff([sheet_of("Ana", 50, 70, 60), sheet_of("Bo", 40, 50, 60), sheet_of("Chi", 80, 80, 80)])
    assert found.last.cut.value == pytest.approx(190 / 3)
    assert found.last.error == pytest.approx(np.std([60, 50, 80], ddof=1) / np.sqrt(3))
    assert found.points == pytest.approx(1.9)
    assert [one.name for one in found.judges] == ["Chi", "Ana", "Bo"]
    assert found.judges[0].severity.value == pytest.approx(80 - 190 / 3)
    assert found.judges[0].without == pytest.approx(55)
    assert "Too few judges" in found.sentence


def test_is_the_error_of_ten_judges_what_simulation_of_panels_shows():
    """Severity varies by 6 points and each estimate by 12: ten judges on 60 questions come to about 2."""
    draws = np.random.default_rng(1)
    cuts, errors = [], []
    for _panel in range(150):
        values = 60 + 6 * draws.standard_normal((10, 1)) + 12 * draws.standard_normal((10, 60))
        found = angoff([sheet_of(f"j{n}", *row) for n, row in enumerate(values)])
        cuts.append(found.last.cut.value)
        errors.append(found.last.error)
    assert np.sqrt(np.mean(np.square(errors))) == pytest.approx(1.96, abs=0.15)
    assert np.std(cuts) == pytest.approx(2.0, abs=0.3)


def test_do_two_rounds_count_the_second_and_show_who_moved():
    first = [sheet_of("Ana", 40, 40), sheet_of("Bo", 80, 80)]
    second = [sheet_of("Ana", 50, 60, number=2), sheet_of("Bo", 70, 80, number=2)]
    found = angoff([*first, *second], {"q1": 0.2, "q2": 0.9})
    assert [one.cut.value for one in found.rounds] == [60, 65]
    assert found.rounds[1].spread < found.rounds[0].spread
    assert {one.name: one.moved for one in found.judges} == {"Ana": 15, "Bo": 5}
    with pytest.raises(PracticumError, match="same judges"):
        angoff([*first, second[0]])


def test_does_the_discussion_begin_where_the_judges_differ_most():
    found = differing(
        [sheet_of("Ana", 50, 20, comment="Rare"), sheet_of("Bo", 60, 90), sheet_of("Chi", 50, 40)]
    )
    assert [one.item for one in found] == ["q2", "q1"]
    assert (found[0].lowest, found[0].highest) == (("Ana", 20), ("Bo", 90))
    assert found[1].lowest == ("Ana, Chi", 50)
    assert found[0].comments == (("Ana", "Rare"),)


def test_is_the_cut_of_a_station_where_the_regression_line_meets_the_borderline():
    draws = np.random.default_rng(2)
    ratings = draws.integers(0, 4, 80).astype(float)
    shares = np.clip(0.3 + 0.15 * ratings + 0.05 * draws.standard_normal(80), 0, 1)
    wanted = linregress(ratings, shares)
    found = station("inbox", shares, ratings)
    assert found.cut.value == pytest.approx(wanted.intercept + wanted.slope)
    assert found.explained == pytest.approx(wanted.rvalue**2)
    assert found.cut.low < 0.45 < found.cut.high
    assert line(np.array([[[0, 0.2], [2, 0.8]]]))[0] == pytest.approx(0.5)
    assert station("few", shares[:49], ratings[:49]).cut is None
    assert "Too few: 49" in station("few", shares[:49], ratings[:49]).sentence
    assert "do not rise" in station("odd", shares, 3 - ratings).sentence


def test_does_hofstees_line_meet_the_failure_rates():
    """Marks spread evenly from 0 to 100: a cut of x fails x percent; that meets 60 - 2 (x - 40) at 46 2/3."""
    bounds = np.array([[40, 60, 20, 60], [40, 60, 20, 60]], dtype=float)
    found = hofstee(bounds, np.arange(0.5, 100.5).tolist())
    assert found.cut.value == pytest.approx(46.67, abs=0.5)
    assert found.fails == pytest.approx(found.cut.value, abs=1)
    assert "within" in found.compare(50)
    assert "outside" in found.compare(70)
    assert "discuss both" in hofstee(bounds, [5.0] * 50).compare(50)
    assert hofstee(bounds, [90.0] * 50).cut is None
    with pytest.raises(PracticumError, match="below its highest"):
        hofstee(bounds[:, ::-1], [50.0])


def test_does_a_panel_go_from_sheets_to_minutes(folder):
    hand_out(folder / "items.csv", folder, ["Ana", "Bo"])
    assert read_sheet(folder / "ana-round-1.csv").stems == STEMS
    with pytest.raises(PracticumError, match="no estimate for q1, q2, q3"):
        read_folder(folder)
    filled(folder, 1, {"ana": {"q1": 40, "q2": 50, "q3": 60}, "bo": {"q1": 60, "q2": 70, "q3": 80}})
    hand_out(folder / "items.csv", folder, ["Ana", "Bo"], second=True)
    row = (folder / "bo-round-2.csv").read_text(encoding="utf-8-sig").splitlines()[1]
    assert row.endswith(",60,50,40,60")
    filled(folder, 2, {"ana": {"q1": 50, "q2": 50, "q3": 50}, "bo": {"q1": 60, "q2": 60, "q3": 60}})
    lines = conclude(folder, None, "Form <A>", "2026-03-01")
    assert "55.0 %" in lines[0]
    assert "1.6 of 3 points" in lines[1] or "1.7 of 3 points" in lines[1]
    page = (folder / "minutes.html").read_text(encoding="utf-8")
    assert html_problems(page) == []
    assert "Form &lt;A&gt;" in page
    assert "Demonstration until a panel signs" in page
    assert "@page" in page
    with pytest.raises(PracticumError, match=r"written over: ana-round-1\.csv"):
        hand_out(folder / "items.csv", folder, ["Ana"])


def test_do_the_checks_join_where_their_files_lie(folder):
    hand_out(folder / "items.csv", folder, ["Ana", "Bo"])
    filled(folder, 1, {name: {"q1": 50, "q2": 50, "q3": 60} for name in ("ana", "bo")})
    bounds = "judge,lowest_cut,highest_cut,lowest_fail,highest_fail\nAna,30,70,0,90\nBo,30,70,0,90\n"
    (folder / "hofstee.csv").write_text(bounds, encoding="utf-8")
    (folder / "stations.csv").write_text("person,station,share,rating\np1,inbox,0.5,1\n", encoding="utf-8")
    with pytest.raises(PracticumError, match="no responses were named"):
        conclude(folder, None, "A", "2026-03-01")
    answered = simulated(40, [0, 0, 0], seed=1)
    rows = [
        f"{person},{','.join(map(str, row))}"
        for person, row in zip(answered.persons, answered.matrix, strict=True)
    ]
    (folder / "responses.csv").write_text("\n".join(["person,q1,q2,q3", *rows]), encoding="utf-8")
    done = CliRunner().invoke(
        app,
        [
            "exam-stats",
            "cut",
            str(folder),
            "--responses",
            str(folder / "responses.csv"),
            "--day",
            "2026-03-01",
        ],
    )
    assert done.exit_code == 0, done.output
    assert "compromise" in done.output
    assert "inbox: Too few: 1 candidate," in done.output
    (folder / "stations.csv").write_text("person,station,share,rating\np1,inbox,1.5,1\n", encoding="utf-8")
    with pytest.raises(PracticumError, match=r"“1\.5” in column share"):
        read_stations(folder / "stations.csv")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("q1,", "q2,", "twice"),
        (",1,q1", ",3,q1", "one round, 1 or 2"),
        ("item", "thing", "missing: item"),
        ("Why?,", "Why?,140", "“140”"),
    ],
)
def test_is_a_spoilt_sheet_refused_by_name(folder, old, new, said):
    hand_out(folder / "items.csv", folder, ["Ana"])
    path = folder / "ana-round-1.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PracticumError, match=said) as refused:
        read_sheet(path)
    assert "ana-round-1.csv" in refused.value.problem


def test_do_sliders_fill_in_the_same_sheet_and_only_what_was_moved(folder):
    hand_out(folder / "items.csv", folder, ["Ana"])
    path = folder / "ana-round-1.csv"
    sheet = SliderSheet(path)
    first, second = (row.children[1] for row in sheet.box.children[1:3])
    first.value = 35
    assert [one.percent for one in read_sheet(path).estimates.values()] == [35, None, None]
    assert "2 of 3 questions still need" in sheet.box.children[-1].value
    sheet.box.children[2].children[2].click()
    assert read_sheet(path).estimates["q2"].percent == second.value
    assert read_sheet(path).stems == STEMS
    assert "q1" in first.description
    again = SliderSheet(path)
    assert again.box.children[1].children[1].value == 35
    notebook = nbformat.read(path.with_suffix(".ipynb"), as_version=4)
    assert "ana-round-1.csv" in notebook.cells[1].source
