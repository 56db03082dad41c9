"""Does the panel read what counts, with its key, under the names that the responses have?"""

from practicum.exam.bank.read import read_bank
from practicum.exam.forms.form import Form, FormItem
from practicum.exam.forms.judged import judged


def test_does_a_panel_read_each_item_that_counts_with_options_and_key(row, write):
    match = row("A1-002", kind="match", key={"first side": "b", "second side": "a"})
    number = row("A1-003", kind="number", options={}, key={"value": 12, "tolerance": 1, "unit": "%"})
    order = row("A1-004", kind="order", key=["b", "a", "d", "c"])
    bank = read_bank(write([row("A1-001", key="c"), match, number, order, row("A1-005")]))
    items = tuple(FormItem(f"A1-00{n}", scored=n != 5) for n in (3, 1, 5, 2, 4))
    form = Form("cm-1", "cm", False, "1", "1", "", items, {}, {}, 0.7, None, 5.0)
    told = dict(judged(bank, form))
    assert list(told) == ["A1-003", "A1-001", "A1-002", "A1-004"]
    one = bank.item("A1-001")
    lines = told["A1-001"].splitlines()
    assert lines == [one.stem, *(f"{letter}) {one.options[letter]}" for letter in "abcd"), "Key: c"]
    assert told["A1-002"].endswith("Key: first side: b; second side: a")
    assert told["A1-003"].endswith("Key: value: 12; tolerance: 1; unit: %")
    assert told["A1-004"].endswith("Key: b, a, d, c")
