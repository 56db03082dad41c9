"""Is a number read as people write it, and is nothing guessed in silence?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practicum.marking import MISSING, Number, read_value

PERCENT, PLAIN, WHOLE = Number(unit="percent"), Number(), Number(whole=True)
EURO, POSTS = Number(unit="EUR"), Number(unit="posts", whole=True)


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (PERCENT, 12.5, 12.5),
        (PERCENT, "12.5", 12.5),
        (PERCENT, "12,5", 12.5),
        (PERCENT, "12.5%", 12.5),
        (PERCENT, "12,5 %", 12.5),
        (PERCENT, "12,5\u00a0%", 12.5),
        (PERCENT, "12,5\u202f%", 12.5),
        (PERCENT, "12.5 percent", 12.5),
        (PERCENT, "12,5 pour cent", 12.5),
        (PERCENT, "%12.5", 12.5),
        (PERCENT, "\uff11\uff12\uff0e\uff15\uff05", 12.5),
        (PERCENT, "\u22123,2 %", -3.2),
        (PERCENT, "\u20133.2", -3.2),
        (PERCENT, "+4", 4),
        (PERCENT, "4,125 %", 4.125),
        (PLAIN, 7, 7),
        (PLAIN, "  7  ", 7),
        (PLAIN, "1 234,5", 1234.5),
        (PLAIN, "1\u202f234,5", 1234.5),
        (PLAIN, "1\u00a0234\u00a0567", 1234567),
        (PLAIN, "1,234.5", 1234.5),
        (PLAIN, "1.234,5", 1234.5),
        (PLAIN, "1'234.5", 1234.5),
        (PLAIN, "1\u2019234,5", 1234.5),
        (PLAIN, "1,234,567", 1234567),
        (PLAIN, "1.234.567,89", 1234567.89),
        (PLAIN, "1,234", 1234),
        (PLAIN, "1.234", 1.234),
        (PLAIN, "0,125", 0.125),
        (PLAIN, "1234,567", 1234.567),
        (PLAIN, "12,3456", 12.3456),
        (PLAIN, ".5", 0.5),
        (PLAIN, ",5", 0.5),
        (PLAIN, "007", 7),
        (WHOLE, "1.234", 1234),
        (WHOLE, "1,234", 1234),
        (WHOLE, "12,0", 12),
        (WHOLE, 12.0, 12),
        (EURO, "1 200 €", 1200),
        (EURO, "€12.50", 12.5),
        (EURO, "12,50 EUR", 12.5),
        (POSTS, "12 posts", 12),
        (POSTS, "1 post", 1),
        (Number(unit="minutes"), "45 min", 45),
        (Number(unit="percentage points"), "2,4 pp", 2.4),
    ],
)
def test_is_this_number_read(kind, raw, value):
    reading = read_value(kind, raw)
    assert reading.problem == ""
    assert reading.value == value
    assert type(reading.value) in (int, float)


@pytest.mark.parametrize(
    ("kind", "raw", "word"),
    [
        (PLAIN, "1,234", "grouping"),
        (WHOLE, "1.234", "grouping"),
        (PERCENT, "4,125", "decimal"),
        (PLAIN, "1.234", "decimal"),
    ],
)
def test_does_the_reading_say_how_an_unclear_mark_was_understood(kind, raw, word):
    reading = read_value(kind, raw)
    assert word in reading.note
    assert reading.note in reading.sentence


@pytest.mark.parametrize("raw", ["12.5", "1234", "1,234.5", "0,125", "1 234"])
def test_does_a_clear_number_carry_no_note(raw):
    assert read_value(PLAIN, raw).note == ""


@pytest.mark.parametrize(
    ("kind", "raw", "hint"),
    [
        (PLAIN, "1.2k", "1200"),
        (PLAIN, "3 M", "in full"),
        (PLAIN, "4.9e-2", "0.049"),
        (PLAIN, True, "Yes or no"),
        (PLAIN, False, "Yes or no"),
        (PLAIN, [1], "list or a table"),
        (PLAIN, {"a": 1}, "list or a table"),
        (PLAIN, float("nan"), "not a number"),
        (PLAIN, float("inf"), "not a number"),
        (PLAIN, "nan", "without a number"),
        (PLAIN, "inf", "without a number"),
        (PLAIN, "about five", "without a number"),
        (PLAIN, "about 5", "Words or signs"),
        (PLAIN, "12 %", "Words or signs"),
        (POSTS, "12 %", "Words or signs"),
        (PLAIN, "3-4", "More than one number"),
        (PLAIN, "3 or 4", "More than one number"),
        (PLAIN, "1/2", "More than one number"),
        (PLAIN, "2**3", "More than one number"),
        (PLAIN, "1,23,456", "in threes"),
        (PLAIN, "1.234.5", "in threes"),
        (PLAIN, "12 34", "in threes"),
        (PLAIN, "1,234 567", "in threes"),
        (PLAIN, "1.", "in threes"),
        (PLAIN, "3.11.2026", "in threes"),
        (PLAIN, "10²", "Use the digits 0 to 9"),
        (PLAIN, "٣", "Use the digits 0 to 9"),
        (PLAIN, "½", "without a number"),
        (PLAIN, "4\u200b5", "More than one number"),
        (PLAIN, "--5", "Words or signs"),
        (PLAIN, "9" * 40, "far too large"),
        (PLAIN, 10**15 + 1, "far too large"),
        (PLAIN, "9" * 100, "100 characters"),
        (WHOLE, 12.5, "decimals"),
        (WHOLE, "12,5", "decimals"),
        (PLAIN, object(), "object"),
        (PLAIN, 4 + 1j, "complex"),
    ],
)
def test_is_this_refused_with_a_hint_that_helps(kind, raw, hint):
    reading = read_value(kind, raw)
    assert reading.value is MISSING
    assert hint in reading.problem


@pytest.mark.parametrize("raw", [None, "", "  \n", ..., MISSING])
def test_is_nothing_just_nothing(raw):
    assert read_value(PLAIN, raw).empty


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en", "\u22121,234.5 %"), ("fr", "\u22121\u202f234,5 %"), ("it", "\u22121\u202f234,5 %")],
)
def test_is_a_number_shown_as_the_language_writes_it(monkeypatch, language, shown):
    monkeypatch.setenv("PRACTICUM_LANGUAGE", language)
    assert read_value(PERCENT, -1234.5).shown == shown


def test_does_a_tiny_number_not_look_like_zero():
    assert read_value(PLAIN, 0.00000012).shown == "1.2e\u221207"


@given(
    st.decimals(-(10**9), 10**9, places=4),
    st.sampled_from([(",", "."), (" ", ","), ("\u202f", ","), (".", ","), ("'", "."), ("", "."), ("", ",")]),
)
def test_is_every_way_to_group_and_point_one_number(number, marks):
    group, point = marks
    text = f"{number:,.4f}".replace(",", "G").replace(".", "P").replace("G", group).replace("P", point)
    assert read_value(PLAIN, text).value == pytest.approx(float(number), abs=1e-9)


@given(st.integers(-(10**15), 10**15) | st.floats(-1e15, 1e15, allow_nan=False))
def test_is_every_number_of_a_program_read_as_itself(number):
    assert read_value(PLAIN, number).value == number


@given(st.text(max_size=80))
def test_does_any_text_end_in_a_number_or_a_sentence(text):
    for kind in (PERCENT, PLAIN, WHOLE, EURO):
        reading = read_value(kind, text)
        assert reading.empty or reading.sentence
        assert (reading.value is MISSING) == bool(reading.problem) or reading.empty


@given(st.text("0123456789.,' -+%eEkM()", max_size=20))
def test_does_no_mix_of_signs_break_the_rules(text):
    value = read_value(PERCENT, text).value
    assert value is MISSING or abs(value) <= 1e15
