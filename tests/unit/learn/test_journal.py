"""Does the diary survive restarts, torn lines and damage, and does it never stop a learner?"""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practicum.errors import PracticumError
from practicum.learn import journal


def path_of(project):
    return project.work / journal.FILE


def test_is_a_missing_diary_an_empty_one(project):
    diary = journal.read(project)
    assert (diary.events, diary.notice, diary.readable) == ((), "", True)


def test_are_events_read_back_in_order(project):
    journal.record("unit", "m08-u1", project=project)
    journal.record("check", "m08-u1-a", project=project, outcome="right")
    events = journal.read(project).events
    assert [(event.kind, event.id) for event in events] == [("unit", "m08-u1"), ("check", "m08-u1-a")]
    assert events[1].fields == {"outcome": "right"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(data=st.data())
def test_a_cut_at_any_byte_loses_at_most_the_line_it_hit(project, data):
    path_of(project).unlink(missing_ok=True)
    for unit in ("m08-u1", "m08-u2", "m08-u3"):
        journal.record("unit", unit, project=project, note="é")
    whole = path_of(project).read_bytes()
    cut = data.draw(st.integers(0, len(whole)))
    path_of(project).write_bytes(whole[:cut])
    complete = max(0, whole[:cut].count(b"\n") - 1)
    journal.record("unit", "m08-u9", project=project)
    diary = journal.read(project)
    assert diary.readable
    names = [event.id for event in diary.events]
    assert names[:complete] == ["m08-u1", "m08-u2", "m08-u3"][:complete]
    assert names[-1] == "m08-u9"


def test_is_a_line_that_means_nothing_left_out_with_a_notice(project):
    journal.record("unit", "m08-u1", project=project)
    with path_of(project).open("a", encoding="utf-8") as file:
        file.write('{"at": "yesterday"}\n[]\n{"at": "2026-11-20T09:00:00", "kind": "unit", "id": "m08-u2"}\n')
    diary = journal.read(project)
    assert [event.id for event in diary.events] == ["m08-u1"]
    assert "3 lines of progress.jsonl" in diary.notice


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"not json\n", b'{"format":"other","version":9}\n', b""]
)
def test_is_a_damaged_diary_named_and_never_an_error(project, content):
    path_of(project).parent.mkdir()
    path_of(project).write_bytes(content)
    diary = journal.read(project)
    if content:
        assert not diary.readable
        assert str(path_of(project)) in diary.notice
        assert "there is no copy" in diary.notice
    else:
        assert diary.readable


def test_can_the_copy_of_the_last_session_be_brought_back(project, monkeypatch):
    journal.record("unit", "m08-u1", project=project)
    monkeypatch.setattr(journal, "_copied", set())  # the next session
    journal.record("unit", "m08-u2", project=project)
    path_of(project).write_bytes(b"\x00\xff")
    assert "progress(restore=True)" in journal.read(project).notice
    assert journal.restore(project.work)
    assert [event.id for event in journal.read(project).events] == ["m08-u1"]
    assert (project.work / journal.SET_ASIDE).read_bytes() == b"\x00\xff"


def test_is_a_damaged_diary_never_copied_over_a_good_copy(project, monkeypatch):
    journal.record("unit", "m08-u1", project=project)
    monkeypatch.setattr(journal, "_copied", set())
    journal.record("unit", "m08-u2", project=project)
    good = (project.work / journal.COPY).read_bytes()
    path_of(project).write_bytes(b"\x00\xff\n")
    monkeypatch.setattr(journal, "_copied", set())
    journal.record("unit", "m08-u3", project=project)
    assert (project.work / journal.COPY).read_bytes() == good
    diary = journal.read(project)
    assert [event.id for event in diary.events] == ["m08-u1", "m08-u3"]
    assert journal.SET_ASIDE in diary.notice
    assert (project.work / journal.SET_ASIDE).read_bytes() == b"\x00\xff\n"


def test_is_every_line_plain_json(project):
    journal.record("unit", "m08-u1", project=project, note="Façade")
    lines = path_of(project).read_text(encoding="utf-8").splitlines()
    assert [type(json.loads(line)) for line in lines] == [dict, dict]


def test_is_a_folder_that_cannot_be_written_a_sentence(project):
    project.work.write_text("a file stands where the folder should be", encoding="utf-8")
    with pytest.raises(PracticumError, match="could not be written"):
        journal.record("unit", "m08-u1", project=project)
