"""Does what a browser sends become what was meant, and does what is kept fill the form again?"""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practicum.learn.form.fields import Field, controls, gather, spread
from practicum.learn.form.multipart import parse
from practicum.marking import MISSING, Choice, Number, Order, Set, Table, Text, read_value

OPTIONS = {"ask": "Ask", "check": "Check", "reply": "Reply"}
NUMBER, CHOICE, SET, ORDER = (
    Number(unit="percent"),
    Choice(options=OPTIONS),
    Set(options=OPTIONS),
    Order(items=OPTIONS),
)
TABLE = Table(rows={"rate": NUMBER, "verdict": CHOICE, "which": SET, "steps": ORDER})
LONG = Choice(options={f"post-{n}": f"Post {n}" for n in range(20)})
TEXT = Text(min_words=1, max_words=100)
NUMBERS = st.integers(-(10**6), 10**6) | st.floats(-1e6, 1e6).map(lambda value: round(value, 9))
VALUES = {
    "number": (NUMBER, NUMBERS),
    "choice": (CHOICE, st.sampled_from(list(OPTIONS))),
    "long choice": (LONG, st.sampled_from(list(LONG.options))),
    "set": (SET, st.lists(st.sampled_from(list(OPTIONS)), unique=True)),
    "order": (ORDER, st.permutations(list(OPTIONS))),
}


@pytest.mark.parametrize("name", VALUES)
@settings(deadline=None)
@given(data=st.data())
def test_does_a_kept_value_fill_the_form_and_come_back_as_it_was(name, data):
    kind, values = VALUES[name]
    kept = read_value(kind, data.draw(values)).value
    back = gather("m08-1", kind, spread("m08-1", kind, kept))
    assert read_value(kind, back).value == kept


@settings(deadline=None)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            row: VALUES[key][1]
            for row, key in {"rate": "number", "verdict": "choice", "which": "set", "steps": "order"}.items()
        },
    )
)
def test_does_a_table_keep_exactly_the_rows_that_were_given(rows):
    kept = read_value(TABLE, rows).value
    back = gather("m08-1", TABLE, spread("m08-1", TABLE, kept))
    assert (back is MISSING) == (not rows)
    assert read_value(TABLE, back).value == kept


@pytest.mark.parametrize("kind", [NUMBER, CHOICE, LONG, SET, ORDER, TABLE, TEXT])
def test_is_an_empty_form_no_answer(kind):
    empty = {"m08-1": [""], "m08-1.rate": [" "], "m08-1.1": [""], "m08-1.steps.2": [""]}
    assert gather("m08-1", kind, empty) is MISSING
    assert gather("m08-1", kind, {}) is MISSING


def test_can_nothing_fits_be_said():
    assert gather("m08-1", SET, {"m08-1": ["none-fits"]}) == []
    assert gather("m08-1", SET, {"m08-1": ["none-fits", "ask"]}) == ["ask"]


def test_is_a_long_list_of_options_a_drop_down_that_shows_what_is_kept():
    markup = controls(Field("m08-1", "Your answer", LONG, {"m08-1": ["post-3"]}))
    assert markup.count("<option") == 21
    assert '<option value="post-3" selected>' in markup
    assert "radio" not in markup


def test_are_line_ends_those_of_a_notebook():
    assert gather("m08-1", TEXT, {"m08-1": ["One.\r\nTwo.\r\n"]}) == "One.\nTwo."


@pytest.mark.parametrize("kind", [NUMBER, CHOICE, LONG, SET, ORDER, TABLE, TEXT])
def test_has_every_control_a_label_and_every_description_an_element(kind):
    markup = controls(Field("m08-1", "Your <answer>", kind, {}, "It is <odd>."))
    assert "Your &lt;answer&gt;" in markup
    assert "It is &lt;odd&gt;." in markup
    ids = re.findall(r' id="([^"]+)"', markup)
    assert len(ids) == len(set(ids))
    pointed = re.findall(r' (?:for|aria-describedby)="([^"]+)"', markup)
    assert {name for names in pointed for name in names.split()} <= set(ids)
    fields = re.findall(r"<(?:input|select|textarea)\b", markup)
    assert len(fields) == len(re.findall("<label", markup))


@settings(deadline=None)
@given(st.text(), st.binary())
def test_is_whatever_was_given_only_text_in_the_page(text, noise):
    markup = controls(Field("m08-1", "Your answer", NUMBER, {"m08-1": [text + noise.decode("latin-1")]}))
    (value,) = re.findall(r'value="([^"]*)"', markup)
    assert html.unescape(value) == html.unescape(html.escape(text + noise.decode("latin-1")))
    assert "<" not in value


BOUNDARY = "----formBoundary7MA4YWxk"


def body(*parts):
    blocks = [
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n".encode() + b"\r\n" + content + b"\r\n"
        for head, content in parts
    ]
    return b"".join(blocks) + f"--{BOUNDARY}--\r\n".encode()


@settings(deadline=None)
@given(st.binary(max_size=3000), st.text(max_size=300))
def test_does_every_byte_of_a_file_and_every_letter_of_a_text_arrive(content, text):
    text = text.encode("utf-8", "ignore").decode()
    sent = parse(
        f"multipart/form-data; boundary={BOUNDARY}",
        body(
            ('name="m08-6"', text.encode()),
            ('name="m08-7"; filename="my chart é.png"\r\nContent-Type: image/png', content),
        ),
    )
    assert sent.texts == {"m08-6": [text]}
    assert sent.files == ({"m08-7": ("my chart é.png", content)} if content else {})


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "multipart/form-data", "application/x-www-form-urlencoded"]
)
def test_is_anything_else_than_our_form_nothing(kind):
    sent = parse(kind, b"m08-1=5")
    assert (sent.texts, sent.files) == ({}, {})


@settings(deadline=None)
@given(st.binary(max_size=500))
def test_does_no_body_make_the_reader_fail(noise):
    sent = parse(f"multipart/form-data; boundary={BOUNDARY}", noise)
    assert isinstance(sent.texts, dict)


@pytest.mark.parametrize(
    ("body", "value"), [(b'{"id": "q01"}', {"id": "q01"}), (b"{", None), (b"\xff", None)]
)
def test_is_what_a_script_sends_read_as_json_and_noise_as_nothing(body, value):
    sent = parse("application/json; charset=utf-8", body)
    assert (sent.json, sent.texts, sent.files) == (value, {}, {})


def test_do_options_carry_letters_only_where_they_are_asked_for():
    kind = Choice(options={"x": "One", "y": "Two"})
    plain = controls(Field("q01", "Which?", kind, {}))
    lettered = controls(Field("q01", "Which?", kind, {}, letters=True, hint="Choose one."))
    assert "<b>A</b>" not in plain
    assert lettered.index("<b>A</b>") < lettered.index("One") < lettered.index("<b>B</b>")
    assert "Choose one." in lettered
