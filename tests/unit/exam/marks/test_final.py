"""Do both parts, the profile and what is open come out as a person would reckon them?"""

from math import nan

import pytest

from practicum.errors import PracticumError
from practicum.exam.marks import final
from practicum.exam.marks.critical import confirm
from practicum.exam.marks.reading import ExamReading
from practicum.exam.marks.record import marks_path, read_marks
from practicum.exam.marks.table import write_responses
from practicum.exam.psychometrics.responses import read_responses


def test_the_composite_is_reckoned_as_the_scheme_says(ready, filled):
    code = ready.codes[0]
    before = final(ready.sitting)[code]
    assert before.open_texts == ("pa-small-note", "pa-small-posts", "pd-small-answer")
    reading = ExamReading(ready.sitting, ready.families)
    for name in ("bob", "cleo"):
        filled(reading.give_out(name).with_suffix(".csv"), lambda _row: 2)
    assert final(ready.sitting)[code] == before  # nothing counts before it is applied
    reading.apply()
    found = final(ready.sitting)[code]
    assert found.open_texts == ()
    # Part 1: q01 right, q02 two of three, q03 right; q04 is a pilot question.
    assert found.part1 == pytest.approx(100 * (1 + 0.67 + 1) / 3, abs=1e-3)
    # P-A: 8 by rules and twice 2 of 3 from people, of 14 raw points, worth 14. P-D: 9 and 2 of 12, worth 12.
    assert found.blocks == {"P-A": (12.0, 14.0), "P-D": (11.0, 12.0)}
    assert found.part2 == pytest.approx(100 * 23 / 26, abs=1e-3)
    assert found.composite == pytest.approx(0.4 * found.part1 + 0.6 * found.part2, abs=1e-3)
    assert found.areas == {"A": 100.0, "B": 67.0, "G": 100.0}
    assert (found.certificate, found.form, set(found.minutes)) == ("cm", "cm-1", {"part1", "part2"})


def test_who_answered_next_to_nothing_has_nothing_open(ready):
    found = final(ready.sitting)[ready.codes[2]]
    assert (found.open_texts, found.part2) == ((), 0.0)
    assert found.part1 == pytest.approx(100 / 3, abs=1e-3)


def test_a_critical_error_has_its_state_and_its_reason(ready):
    code = ready.codes[3]
    assert ("leak", "proposed") in [one[:2] for one in final(ready.sitting)[code].critical]
    for name in ("bob", "cleo"):
        confirm(ready.sitting, code, "leak", examiner=name, verdict="rejected", reason="It is public.")
    leak = next(one for one in final(ready.sitting)[code].critical if one.error == "leak")
    assert (leak.state, leak.why) == ("rejected", "pa-small-note: The note names the source.")


def test_marks_of_another_bundle_and_missing_marks_are_no_result(ready):
    path = ready.folder / "received" / f"{ready.codes[0]}.zip"
    content = path.read_bytes()
    path.write_bytes(content + b" ")
    with pytest.raises(PracticumError, match="was not marked yet"):
        final(ready.sitting)
    path.write_bytes(content)
    marks_path(ready.folder, ready.codes[1]).unlink()
    with pytest.raises(PracticumError, match="was not marked yet"):
        final(ready.sitting)


def test_who_handed_nothing_in_is_not_there(ready):
    (ready.folder / "received" / f"{ready.codes[0]}.zip").unlink()
    assert set(final(ready.sitting)) == set(ready.codes[1:])


def test_the_table_of_responses_is_read_by_the_statistics(ready, tmp_path):
    paths = write_responses(ready.sitting, ready.bank, tmp_path)
    assert [path.name for path in paths] == ["responses-cm-1.csv", "pilot-cm-1.csv"]
    scored, all_items = (read_responses(path) for path in paths)
    assert scored.items == ("A1-001", "B1-002", "G1-004")
    assert all_items.items == (*scored.items, "H1-003")
    assert scored.keys == {"A1-001": "c"}
    assert set(scored.persons) == set(ready.codes)
    for row, code in enumerate(scored.persons):
        marks = [one for one in read_marks(ready.folder, code)["items"] if one["scored"]]
        for column, one in enumerate(marks):
            value = scored.matrix[row, column]
            assert value == pytest.approx(nan if one["points"] is None else one["points"], nan_ok=True)
    left_out = scored.persons.index(ready.codes[1])
    assert scored.matrix[left_out, 0] == 0
