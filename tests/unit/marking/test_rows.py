"""Does a table get what its rows say together: what is covered, compared, varied, and stands once?"""

import pytest
from pydantic import ValidationError

from practicum.marking import Artefact, Column, Compared, Covers, CsvFile, Distinct, Varied
from practicum.marking.filecheck import check_file

REGISTER = Artefact(
    file="register.csv",
    media="text/csv",
    validator=CsvFile(
        columns=(
            Column(name="risk"),
            Column(name="owner"),
            Column(name="likelihood", type="whole", low=1, high=5),
            Column(name="impact", type="whole", low=1, high=5),
            Column(name="from", type="date"),
            Column(name="to", type="date", optional=True),
        ),
        rows=(
            Covers(label="A lost account", column="risk", any_of=("account lost", "Account taken over")),
            Compared(label="An end after the start", left="from", relation="<", right="to"),
            Varied(label="Judged apart", columns=("likelihood", "impact")),
            Distinct(label="Each risk once", columns=("risk",)),
        ),
    ),
)
IMPACT = "A column “impact” with a whole number in each row, from 1 to 5"
GOOD = """risk,owner,likelihood,impact,from,to
ACCOUNT taken over,Maelle,2,4,2026-01-05,2026-02-01
Recall,Tommaso,1,5,2026-01-05,
"""


def broken(content):
    found = check_file(REGISTER, content.encode())
    return {finding.label: finding.detail for finding in found if not finding.passed}


def test_does_a_good_register_pass_every_rule():
    assert broken(GOOD) == {}


@pytest.mark.parametrize(
    ("old", "new", "label", "detail"),
    [
        ("ACCOUNT taken over", "Fire", "A lost account", "No row says so."),
        ("2026-02-01", "2025-12-31", "An end after the start", "Row 1 does not fit."),
        ("2026-02-01", "2026-01-05", "An end after the start", "Row 1 does not fit."),
        ("Recall", "account  TAKEN over", "Each risk once", "2 rows do not fit; the first are 1, 2."),
        (
            "2,4",
            "2,7",
            "A column “impact” with a whole number in each row, from 1 to 5",
            "Row 1 does not fit.",
        ),
    ],
)
def test_is_each_fault_said_with_its_row(old, new, label, detail):
    assert broken(GOOD.replace(old, new)) == {label: detail}


def test_is_judging_two_things_alike_in_every_row_said():
    same = GOOD.replace("2,4", "4,4").replace("1,5", "5,5")
    assert broken(same) == {"Judged apart": "The two columns hold the same value in every row."}
    assert broken(GOOD.replace("2,4", "4,4")) == {}


@pytest.mark.parametrize(
    ("left", "relation", "right", "fits"),
    [
        ("9", "<", "10", True),
        ("1 200", "<", "1,300.5", True),
        ("10", "<=", "10", True),
        ("11", "<=", "10", False),
        ("Likes", "!=", "likes", False),
        ("", "<", "3", True),
    ],
)
def test_are_numbers_compared_as_numbers_and_words_as_words(left, relation, right, fits):
    rules = CsvFile(
        columns=(Column(name="a", optional=True), Column(name="b")),
        rows=(Compared(label="In order", left="a", relation=relation, right="b"),),
    )
    kind = Artefact(file="x.csv", media="text/csv", validator=rules)
    found = check_file(kind, f"a;b\n{left};{right}\n".encode())
    assert found[-1].passed is fits


def test_does_a_missing_column_fail_the_rule_that_reads_it_by_name():
    found = broken("risk,owner,likelihood,from,to\nRecall,Ana,2,2026-01-05,\n")
    assert found["Judged apart"] == "No column has the heading “impact”."


def test_does_a_rule_for_an_unknown_column_fail_when_it_is_written():
    with pytest.raises(ValidationError, match="unknown columns: impact"):
        CsvFile(columns=(Column(name="risk"),), rows=(Varied(label="Apart", columns=("risk", "impact")),))
