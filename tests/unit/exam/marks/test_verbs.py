"""Do the verbs say what happened, and in which order things are done?"""

import shutil

import pytest
from typer.testing import CliRunner

from practicum.cli import app
from practicum.exam.marks.calibration import Calibration
from practicum.exam.marks.reading import rubrics_of
from practicum.exam.results.people import Officer, People


@pytest.fixture
def say(ready, made):
    """Run a verb on the marked sitting; return exit code and what was said."""

    def run(*words, bank=True):
        more = ("--bank", str(made.bank)) if bank else ()
        result = CliRunner().invoke(app, ["exam", *map(str, words), *more])
        return result.exit_code, result.output

    return run


def test_marking_again_says_what_stands_and_writes_the_tables(ready, say):
    shutil.rmtree(ready.folder / "report")
    code, said = say("mark", ready.folder)
    assert (code, "Marked: 0. Marked before: 6. Not marked: 0." in said) == (0, True)
    assert "responses-cm-1.csv" in said
    assert (ready.folder / "report" / "pilot-cm-1.csv").is_file()


def test_from_calibration_to_points_that_count(ready, say, filled):
    assert say("read", "sheets", ready.folder, "bob")[0] == 2
    here = Calibration(ready.folder / "reading", ready.source, *rubrics_of(ready.sitting, ready.families))
    for name in ("bob", "cleo"):
        code, said = say("read", "calibrate", ready.folder, name)
        assert (code, f"{name}.ipynb" in said) == (0, True)
        table = here.folder / f"{name}.csv"
        assert say("read", "calibrate", ready.folder, name)[0] == 2
        filled(table, lambda row: here.agreed[row["code"]].levels[row["criterion"]])
        code, said = say("read", "calibrate", ready.folder, name)
        assert (code, "Passed" in said, "weighted kappa 1.00" in said) == (0, True, True)
        assert say("read", "sheets", ready.folder, name)[0] == 0
        filled(ready.folder / "reading" / f"{name}.csv", lambda _row: 2)
    code, said = say("read", "status", ready.folder)
    assert (code, "15 texts are settled" in said) == (0, True)
    assert "15 texts of 15 count now." in say("read", "apply", ready.folder)[1]
    assert say("read", "sheets", ready.folder, "bob", "--third")[0] == 2


def test_a_marker_who_fails_the_calibration_hears_how_far_off(ready, say, filled):
    here = Calibration(ready.folder / "reading", ready.source, *rubrics_of(ready.sitting, ready.families))
    say("read", "calibrate", ready.folder, "bob")
    filled(here.folder / "bob.csv", lambda _row: 3)
    code, said = say("read", "calibrate", ready.folder, "bob")
    assert code == 1
    assert "Clear: +1.6 levels on average, at most 3 apart, over 7 texts." in said
    assert "--set FILE" in said


def test_confirming_lists_judges_and_refuses(ready, say, tmp_path):
    who = ready.codes[3]
    assert f"{who}, leak: proposed. Verdicts missing: 2." in say("confirm", ready.folder, bank=False)[1]
    words = (ready.folder, "bob", who, "leak", "confirmed", "--reason", "Named the source.")
    assert "Verdicts missing: 1." in say("confirm", *words, bank=False)[1]
    assert f"{who}, leak" not in say("confirm", ready.folder, "bob", bank=False)[1]
    assert say("confirm", ready.folder, "cleo", who, "lea", "confirmed", "--reason", "x", bank=False)[0] == 2
    officer = Officer("dov", "Dov Hart", ("examiner",), "", "Ten years at a desk", ("School of Osterbeck",))
    People(tmp_path / "people").make(officer, "correct horse battery")
    people = ("--people", tmp_path / "people")
    assert ready.codes[0] in say("confirm", ready.folder, "dov", bank=False)[1]
    assert ready.codes[0] not in say("confirm", ready.folder, "dov", *people, bank=False)[1]
