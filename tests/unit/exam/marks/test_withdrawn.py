"""Does a question that proved wrong count for nobody, while what was marked stays as it was?"""

from datetime import UTC, datetime

import pytest

from practicum.errors import PracticumError
from practicum.exam.marks import final
from practicum.exam.marks.record import marks_path
from practicum.exam.marks.table import write_responses
from practicum.exam.marks.withdrawn import FILE, Withdrawn, read_withdrawn, withdraw

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
WHY = "Two options are right since the law has changed."


def out(sitting, item="B1-002", by="ana", why=WHY):
    return withdraw(sitting, item, by=by, why=why, at=AT)


def test_is_a_question_that_was_taken_out_in_no_result_and_in_no_table(ready, tmp_path):
    code = ready.codes[0]
    before = marks_path(ready.folder, code).read_bytes()
    assert final(ready.sitting)[code].part1 == pytest.approx(100 * (1 + 0.67 + 1) / 3, abs=1e-3)
    out(ready.sitting)
    found = final(ready.sitting)[code]
    assert (found.part1, found.areas) == (100.0, {"A": 100.0, "G": 100.0})
    assert marks_path(ready.folder, code).read_bytes() == before
    table, _pilot = write_responses(ready.sitting, ready.bank, tmp_path)
    assert "B1-002" not in table.read_text("utf-8")
    assert read_withdrawn(ready.folder) == (Withdrawn("B1-002", "ana", WHY, "2026-11-21T09:00:00Z"),)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"item": "H1-003"}, "counts in no form"),  # a pilot question
        ({"item": "Z9-999"}, "counts in no form"),
        ({"by": " "}, "name and the reason"),
        ({"why": ""}, "name and the reason"),
    ],
)
def test_is_a_question_only_taken_out_that_counts_by_somebody_for_a_reason(ready, given, said):
    with pytest.raises(PracticumError, match=said):
        out(ready.sitting, **given)
    assert not (ready.folder / FILE).exists()


def test_is_a_question_taken_out_once(ready):
    out(ready.sitting)
    with pytest.raises(PracticumError, match="out already"):
        out(ready.sitting)
    out(ready.sitting, "A1-001")
    assert [one.item for one in read_withdrawn(ready.folder)] == ["B1-002", "A1-001"]


def test_is_a_file_with_other_columns_refused(ready):
    (ready.folder / FILE).write_text("item;by\nB1-002;ana\n", encoding="utf-8")
    with pytest.raises(PracticumError, match=FILE):
        final(ready.sitting)
