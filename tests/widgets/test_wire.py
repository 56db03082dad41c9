"""Does what changed, put into what was there, give what is there now?"""

import json

from hypothesis import given
from hypothesis import strategies as st

from practicum.desk.wire import difference

IDS = st.sampled_from("abcde")
PLAIN = st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(["", "x", "y"])
VALUES = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(IDS, inner, max_size=3)
        | st.lists(st.fixed_dictionaries({"id": IDS | PLAIN, "v": inner}), max_size=4)
        | st.lists(
            st.fixed_dictionaries({"id": IDS, "v": inner}), max_size=5, unique_by=lambda row: row["id"]
        )
    ),
    max_leaves=12,
)


def applied(old, change):
    """Do what `static/wire.js` does."""
    if not change:
        return old
    if "is" in change:
        return change["is"]
    if "in" in change:
        made = {**old, **{name: applied(old.get(name), inner) for name, inner in change["in"].items()}}
        return {name: value for name, value in made.items() if name not in change.get("gone", ())}
    rows = {row["id"]: row for row in old}
    for name, inner in change["rows"].items():
        rows[name] = applied(rows.get(name), inner)
    return [rows[name] for name in change.get("order", rows)]


def as_json(value):
    """Write a value so that True and 1 differ, as they do for the browser."""
    return json.dumps(value, sort_keys=True)


@given(old=VALUES, new=VALUES)
def test_does_the_difference_lead_from_one_state_to_the_other(old, new):
    change = json.loads(json.dumps(difference(old, new)))
    assert as_json(applied(old, change)) == as_json(new)


@given(value=VALUES)
def test_is_there_no_difference_between_equals(value):
    assert difference(value, json.loads(json.dumps(value))) is None


def test_is_one_new_message_among_hundreds_of_threads_sent_alone(desk):
    desk.wait(200)
    before = desk.widget.frame
    desk.step()
    sent = len(json.dumps(difference(before, desk.widget.frame)))
    assert sent < len(json.dumps(desk.widget.frame)) / 5


def test_does_a_page_that_has_the_desk_receive_the_change_and_a_new_one_the_whole(desk, monkeypatch):
    widget, told, whole = desk.widget, [], []
    monkeypatch.setattr(widget, "send", told.append)
    monkeypatch.setattr(widget, "_send", lambda message, buffers: whole.append(message["state"]))
    held = widget.frame
    for _ in range(3):
        desk.wait(30)
        held = applied(held, told[-1]["change"])
    assert held == widget.frame
    assert not whole
    widget.send_state()
    assert whole[-1]["frame"] == widget.frame
    assert len(told) == 3
