"""Does a spreadsheet get text as text and numbers as numbers?"""

import csv
import io

import pytest

from practicum.look.sheet import cell, meant, sheet


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+33 6",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "  =1",
        "\n=HYPERLINK(1)",
        "\uff1dcmd",
        "=cmd|' /C calc'!A0",
    ],
)
def test_words_that_would_start_a_formula_become_text(text):
    assert cell(text).startswith("'")
    assert cell(text)[1:] == text
    assert meant(cell(text)) == text


def test_words_that_begin_with_an_apostrophe_of_their_own_keep_it():
    assert meant(cell("'tis")) == "'tis"


@pytest.mark.parametrize(
    ("value", "said"), [(-2, "-2"), (4.5, "4.5"), (-0.25, "-0.25"), (None, ""), (["a", "b"], "a | b")]
)
def test_numbers_stay_numbers(value, said):
    assert cell(value) == said


def test_quotes_commas_and_lines_come_back_as_they_were():
    nasty = 'Ana "Zoë"; O\'Neil, Jr.\nsecond line'
    read = list(csv.reader(io.StringIO(sheet(["name"], [[nasty]], mark=False), newline="")))
    assert read == [["name"], [nasty]]
    assert sheet(["é"], []).startswith("\ufeff")
