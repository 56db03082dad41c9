"""With a real sitting of six, marked from its bundles: do proposals, markers and replays fit it?"""

import importlib.util
import shutil
import sys
from pathlib import Path

import pytest

from practicum.errors import PracticumError
from practicum.exam.marks import final, markers
from practicum.exam.marks.critical import confirm, matters
from practicum.exam.marks.reading import ExamReading
from practicum.exam.marks.run import rules_of
from practicum.exam.results.check import check
from practicum.exam.results.entering import enter_proposals, enter_sitting, read_incidents
from practicum.exam.results.proposal import Verdict
from practicum.exam.results.replay import marked_again, marks_before, replay
from practicum.exam.results.standing import markers_of

pytestmark = pytest.mark.slow
MARKS = Path(__file__).resolve().parents[1] / "marks" / "conftest.py"


def load():
    spec = importlib.util.spec_from_file_location("marks_of_six", MARKS)
    sys.modules["marks_of_six"] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SIX = load()
made, marked, ready = SIX.made, SIX.marked, SIX.ready


def propose(house, sitting, at):
    found = final(sitting)
    marked_by = {code: markers(sitting, code) for code in found}
    incidents = read_incidents(sitting.folder / "incidents.csv")
    enter_sitting(house.register, sitting, at=at, incidents=incidents)
    return enter_proposals(house.register, sitting, found, marked_by, house.examination.scheme, at=at)


def test_waits_a_real_sitting_for_its_people_and_is_then_decided_by_others(ready, house, make):
    first = propose(house, ready.sitting, make.at)
    assert set(first) == set(ready.codes)
    assert first[ready.codes[0]].verdict is Verdict.WAITING
    reading = ExamReading(ready.sitting, ready.families)
    for name in ("ewa", "dora"):
        SIX.fill(reading.give_out(name).with_suffix(".csv"), lambda _row: 2)
    reading.apply()
    for matter in matters(ready.sitting):
        for name in ("ewa", "efe"):
            confirm(
                ready.sitting,
                matter.code,
                matter.error,
                examiner=name,
                verdict="rejected",
                reason="It is public.",
            )
    found = propose(house, ready.sitting, make.at)
    assert Verdict.WAITING not in {one.verdict for one in found.values()}
    code = next(code for code, one in found.items() if one.verdict in (Verdict.PASSED, Verdict.NOT_PASSED))
    with house.register.reading() as book:
        assert {"ewa", "dora"} <= markers_of(book, ready.sitting.id, ready.codes[0])
    if code in ready.codes[:1]:
        with pytest.raises(PracticumError, match="Dora Okonkwo has marked"):
            house.decide(code, sitting=ready.sitting.id)
    house.decide(code, by="dmitri", sitting=ready.sitting.id)
    assert list(house.letters(sitting=ready.sitting.id)) == [code]
    assert check(house.register).faults == ()


def test_gives_a_replay_of_every_bundle_its_marks_byte_for_byte(ready):
    for code in ready.codes:
        assert replay(marks_before(ready.folder, code), marked_again(ready.rules, code)).same


def test_shows_a_replay_by_other_rules_what_differs_and_that_the_rules_do(ready, tmp_path):
    bank = tmp_path / "other-bank"
    shutil.copytree(ready.source.parent, bank)
    path = bank / "families" / "pa-small" / "marking.py"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("iloc[0])", "iloc[0]) + 40"), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != before
    code = ready.codes[0]
    rules = rules_of(ready.sitting, bank, SIX.REPOSITORY / "exam")
    found = replay(marks_before(ready.folder, code), marked_again(rules, code))
    assert not found.same
    assert any("The rules are others" in one for one in found.causes)
    assert any("pa-small-total" in one for one in found.differences)
    with pytest.raises(PracticumError, match="cannot be marked again"):
        marked_again(rules, "C-0000")
