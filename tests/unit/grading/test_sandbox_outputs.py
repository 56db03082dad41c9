"""Can a kernel that lies in its messages break the notebook that is written from them?"""

import json

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook

from practicum.grading.sandbox.folder import pack, unpack
from practicum.grading.sandbox.outputs import Outputs

KINDS = (
    "stream",
    "display_data",
    "execute_result",
    "update_display_data",
    "error",
    "clear_output",
    "comm_msg",
)
FIELDS = (
    "name", "text", "data", "metadata", "transient", "execution_count", "ename", "evalue", "traceback",
    "wait",
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(st.characters()),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(), inside, max_size=3),
    max_leaves=8,
)


@given(
    st.lists(st.tuples(st.sampled_from(KINDS), st.dictionaries(st.sampled_from(FIELDS), JSON)), max_size=6)
)
def test_whatever_a_kernel_says_the_notebook_stays_valid_and_can_be_written(messages):
    cell = new_code_cell("1")
    outputs = Outputs(cell.outputs, {})
    for kind, content in messages:
        outputs.take(kind, content)
    notebook = new_notebook(cells=[cell])
    nbformat.validate(notebook)
    assert nbformat.writes(notebook).encode("utf-8")


@pytest.mark.parametrize("first", KINDS)
@pytest.mark.parametrize("second", KINDS)
def test_a_display_id_belongs_to_displays_alone(first, second):
    cell = new_code_cell("1")
    outputs = Outputs(cell.outputs, {})
    for kind in (first, second, "update_display_data"):
        outputs.take(kind, {"data": {"text/plain": "x"}, "transient": {"display_id": "x"}})
    nbformat.validate(new_notebook(cells=[cell]))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("\ud800 half", "? half"),
        ("a\0b", "a\N{REPLACEMENT CHARACTER}b"),
        (["a", "b", 3], "ab"),
        (7, "7"),
        (None, ""),
    ],
)
def test_a_text_is_one_that_every_file_can_hold(value, text):
    shown = []
    Outputs(shown, {}).take("display_data", {"data": {"text/plain": value}, "metadata": {}})
    assert shown[0]["data"] == {"text/plain": text}


def test_json_that_is_nested_too_deep_is_cut_off():
    deep = []
    for _level in range(500):
        deep = [deep]
    shown = []
    Outputs(shown, {}).take("display_data", {"data": {"application/json": deep}})
    assert len(json.dumps(shown)) < 300


def test_streams_join_displays_update_and_clear_waits():
    shown, displays = [], {}
    first = Outputs(shown, displays)
    for word in ("a", "b"):
        first.take("stream", {"name": "stdout", "text": word})
    first.take("display_data", {"data": {"text/plain": "1"}, "transient": {"display_id": "x"}})
    Outputs([], displays).take(
        "update_display_data", {"data": {"text/plain": "2"}, "transient": {"display_id": "x"}}
    )
    assert [one.get("text") or one["data"]["text/plain"] for one in shown] == ["ab", "2"]
    first.take("clear_output", {"wait": True})
    assert len(shown) == 2
    first.take("stream", {"name": "stdout", "text": "new"})
    assert [one["text"] for one in shown] == ["new"]
    first.take("clear_output", {"wait": False})
    assert shown == []


FORGED = """
kernel = get_ipython().kernel
send = lambda kind, content, parent=None: kernel.session.send(
    kernel.iopub_socket, kind, content, parent=parent or kernel.get_parent())
send("execute_result", {"data": {"text/plain": "100.0"}, "metadata": 3, "execution_count": "x"})
send("stream", {"name": 7, "text": {"a": 1}})
send("error", [])
send("status", {"execution_state": "idle"}, {"header": {"msg_id": 5}})
kernel.iopub_socket.send_multipart([b"not", b"a", b"message"])
"""


def test_forged_messages_end_in_a_valid_notebook(run_hostile):
    result = run_hostile(FORGED, "print('next one')")
    nbformat.validate(result.notebook)
    assert "next one" in result.text()


def test_a_folder_comes_out_as_it_went_in(tmp_path):
    source, target = tmp_path / "in", tmp_path / "out"
    (source / "a" / "b").mkdir(parents=True)
    (source / "a" / "b" / "ü.bin").write_bytes(bytes(range(256)))
    (source / "empty").touch()
    unpack(pack(source, 1000), target)
    assert {path.name: path.read_bytes() for path in target.rglob("*") if path.is_file()} == {
        "ü.bin": bytes(range(256)),
        "empty": b"",
    }
