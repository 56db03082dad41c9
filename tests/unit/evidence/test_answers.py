"""Does `answers.json` keep every answer through crashes, and refuse every damaged file untouched?"""

import json
import multiprocessing
import os
import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practicum.evidence import (
    Answer,
    AnswerSheet,
    EvidenceError,
    files,
    parse_answers,
    read_answers,
    record_answer,
)
from practicum.evidence.versions import Format

NOON = datetime(2026, 11, 3, 12, 0, 5, tzinfo=UTC)
HEAD = '{"format":"practicum-answers","version":1,"answers":'

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


def test_is_a_missing_file_an_empty_sheet(tmp_path):
    assert read_answers(tmp_path / "answers.json") == AnswerSheet()


def test_does_the_newest_answer_count_and_the_others_stay(tmp_path):
    path = tmp_path / "answers.json"
    record_answer(path, "m08-1", 4, at=NOON)
    record_answer(path, "m08-3", {"plaza": "4,9 %"}, via="form", at=NOON)
    sheet = record_answer(path, "m08-1", 5, at=NOON.astimezone(timezone(timedelta(hours=2))))
    assert sheet.answers == {
        "m08-1": Answer(5, NOON, "notebook"),
        "m08-3": Answer({"plaza": "4,9 %"}, NOON, "form"),
    }
    assert read_answers(path) == sheet
    assert json.loads(path.read_text(encoding="utf-8")) == sheet.to_json()


@given(values)
@settings(max_examples=60, deadline=None)
def test_does_every_plain_value_come_back_as_it_went(tmp_path_factory, value):
    path = tmp_path_factory.mktemp("sheet") / "answers.json"
    written = record_answer(path, "m08-1", value)
    assert read_answers(path) == written
    assert read_answers(path).answers["m08-1"].value == value


@pytest.mark.parametrize("name", ["", "M08", "m08 3", "../m08", "m08-", "a" * 61, 3, None, "m08-3\n"])
def test_is_a_malformed_id_refused(tmp_path, name):
    with pytest.raises(EvidenceError) as error:
        record_answer(tmp_path / "answers.json", name, 1)
    assert error.value.code == "bad-id"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not-json"),
        (b"{", "not-json"),
        (b"\xff\xfe{}", "encoding"),
        (b'{"a":\x001}', "nul"),
        (HEAD.encode() + b'{"m08-1":{"value":NaN,"at":"2026-11-03T12:00:05Z","via":"form"}}}', "nan"),
        (HEAD.encode() + b'{"m08-1":{"value":1e999,"at":"2026-11-03T12:00:05Z","via":"form"}}}', "nan"),
        (HEAD.encode() + b'{"m08-1":{"value":' + b"9" * 5000 + b',"at":"","via":"form"}}}', "too-large"),
        (HEAD.encode() + b'{},"answers":{}}', "duplicate-key"),
        (HEAD.encode() + b"[" * 60 + b"]" * 60 + b"}", "too-deep"),
        (b"[" * 100_000, "too-deep"),
        (b'"' + b'\\"' * 100_000, "not-json"),
        (b"[]", "foreign-format"),
        (b'{"format":"other","version":1}', "foreign-format"),
        (b'{"format":"practicum-answers","version":2,"answers":{}}', "newer-version"),
        (b'{"format":"practicum-answers","version":0,"answers":{}}', "foreign-version"),
        (b'{"format":"practicum-answers","version":true,"answers":{}}', "foreign-version"),
        (HEAD.encode() + b"[]}", "schema"),
        (HEAD.encode() + b'{},"more":1}', "schema"),
        (HEAD.encode() + b'{"M08":{"value":1,"at":"2026-11-03T12:00:05Z","via":"form"}}}', "schema"),
        (HEAD.encode() + b'{"m08-1":{"value":1,"at":"2026-11-03T12:00:05Z","via":"fax"}}}', "schema"),
        (HEAD.encode() + b'{"m08-1":{"value":1,"at":"yesterday","via":"form"}}}', "schema"),
        (HEAD.encode() + b'{"m08-1":{"value":1,"via":"form"}}}', "schema"),
        (
            HEAD.encode() + b'{"m08-1":{"value":"\\ud800","at":"2026-11-03T12:00:05Z","via":"form"}}}',
            "surrogate",
        ),
        (b" " * 50_000_000, "too-large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_is_a_damaged_file_refused_by_its_own_sentence_and_left_untouched(tmp_path, content, code):
    path = tmp_path / "answers.json"
    path.write_bytes(content)
    for act in (read_answers, lambda one: record_answer(one, "m08-1", 1)):
        with pytest.raises(EvidenceError) as error:
            act(path)
        assert error.value.code == code
        assert error.value.problem
        assert error.value.next_step
    assert path.read_bytes() == content
    assert not list(tmp_path.glob("*.tmp"))


def test_are_links_folders_and_pipes_refused_instead_of_followed(tmp_path):
    (tmp_path / "real.json").write_text(HEAD + "{}}", encoding="utf-8")
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    (tmp_path / "folder.json").mkdir()
    os.mkfifo(tmp_path / "pipe.json")
    for name, code in (("link", "link"), ("folder", "not-a-file"), ("pipe", "not-a-file")):
        with pytest.raises(EvidenceError) as error:
            read_answers(tmp_path / f"{name}.json")
        assert error.value.code == code


def test_is_a_missing_folder_a_sentence(tmp_path):
    with pytest.raises(EvidenceError) as error:
        record_answer(tmp_path / "nowhere" / "answers.json", "m08-1", 1)
    assert error.value.code == "cannot-write"


@pytest.mark.parametrize("deadly", ["write", "fsync", "replace"])
def test_does_a_kill_before_the_rename_leave_the_old_file_whole(tmp_path, monkeypatch, deadly):
    """A process that dies runs no clean-up, so the kill is an exception that nothing catches."""

    class Kill(BaseException):
        pass

    def kill(*_args, **_more):
        raise Kill

    path = tmp_path / "answers.json"
    before = record_answer(path, "m08-1", 1)
    with monkeypatch.context() as patch:
        if deadly == "write":
            patch.setattr(files.secrets, "token_hex", kill)
        elif deadly == "fsync":
            patch.setattr(files.os, "fsync", kill)
        else:
            patch.setattr(Path, "replace", kill)
        with pytest.raises(Kill):
            record_answer(path, "m08-2", 2)
    assert read_answers(path) == before
    assert len(list(tmp_path.glob(".answers.json.*.tmp"))) == (deadly != "write")
    assert set(record_answer(path, "m08-2", 2).answers) == {"m08-1", "m08-2"}
    assert not list(tmp_path.glob(".answers.json.*.tmp")), "the next writer sweeps what the dead one left"


def _die_with_the_lock(path):
    with files.locked(path):
        os._exit(9)


def test_does_the_lock_of_a_killed_process_go_with_it(tmp_path):
    path = tmp_path / "answers.json"
    process = multiprocessing.get_context("fork").Process(target=_die_with_the_lock, args=(path,))
    process.start()
    process.join()
    assert process.exitcode == 9
    assert record_answer(path, "m08-1", 1).answers["m08-1"].value == 1


def test_does_a_held_lock_end_in_a_sentence_instead_of_waiting_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LOCK_SECONDS", 0)
    path = tmp_path / "answers.json"
    with files.locked(path), pytest.raises(EvidenceError) as error:
        record_answer(path, "m08-1", 1)
    assert error.value.code == "locked"
    assert not path.exists()


def test_do_two_windows_lose_nothing_of_each_other(tmp_path):
    path = tmp_path / "answers.json"

    def write(window):
        for number in range(8):
            record_answer(path, f"w{window}-{number}", number)

    threads = [threading.Thread(target=write, args=(window,)) for window in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(read_answers(path).answers) == 32


def test_is_a_full_disk_a_sentence_and_the_old_file_whole(tmp_path, monkeypatch):
    path = tmp_path / "answers.json"
    before = record_answer(path, "m08-1", 1)

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(EvidenceError, match="No space left") as error:
        record_answer(path, "m08-2", 2)
    assert error.value.code == "cannot-write"
    assert read_answers(path) == before
    assert not list(tmp_path.glob(".answers.json.*.tmp"))


def test_does_a_sheet_stop_growing_at_its_bound(tmp_path):
    path = tmp_path / "answers.json"
    record_answer(path, "m08-1", "x" * 4_000_000)
    before = path.read_bytes()
    with pytest.raises(EvidenceError) as error:
        record_answer(path, "m08-2", "y" * 2_000_000)
    assert error.value.code == "too-large"
    assert path.read_bytes() == before


def test_does_an_older_version_go_through_its_migrations():
    wider = Format(
        "practicum-answers", 3, {1: lambda old: {**old, "a": 1}, 2: lambda old: {**old, "b": old["a"]}}
    )
    document = wider.upgrade({"format": "practicum-answers", "version": 1}, where="answers.json")
    assert document == {"format": "practicum-answers", "version": 3, "a": 1, "b": 1}
    gap = Format("practicum-answers", 3, {2: lambda old: old})
    with pytest.raises(EvidenceError) as error:
        gap.upgrade({"format": "practicum-answers", "version": 1}, where="answers.json")
    assert error.value.code == "foreign-version"


@given(st.binary(max_size=60))
@settings(max_examples=150, deadline=None)
def test_do_random_bytes_end_in_a_sheet_or_a_sentence(content):
    try:
        sheet = parse_answers(content)
    except EvidenceError:
        return
    assert isinstance(sheet, AnswerSheet)
