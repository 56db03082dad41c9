"""Does a folder of hand-in files end as whole hand-ins or refusals with a reason, and nothing in between?"""

import io
import json
import stat
import zipfile

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from practicum.errors import PracticumError
from practicum.grading.collect import collect, student_id


def _rewrite(path, change):
    """Write a zip anew after `change` had its way with the list of (info, content) pairs."""
    with zipfile.ZipFile(path) as archive:
        members = [(info, archive.read(info)) for info in archive.infolist()]
    change(members)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for info, content in members:
            archive.writestr(info, content)
    path.write_bytes(buffer.getvalue())


def _add(name, content=b"x", mode=0o644):
    def change(members):
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        members.append((info, content))

    return change


def _alter_answers(members):
    members[:] = [(info, b"{}" if info.filename == "answers.json" else content) for info, content in members]


HOSTILE = {
    "a path that leads out": (_add("../../outside.txt"), "outside.txt"),
    "an absolute path": (_add("/etc/outside.txt"), "/etc/outside.txt"),
    "a link": (_add("link.csv", b"/etc/passwd", stat.S_IFLNK | 0o777), "link.csv"),
    "a file that the manifest does not list": (_add("extra.csv"), "extra.csv"),
    "a bomb": (_add("bomb.csv", b"0" * 30_000_000), "bomb.csv"),
    "an answer changed after hand-in": (_alter_answers, "answers.json"),
}


def test_a_hand_in_stands_whole_with_its_time_and_its_manifest(toy, hand_in):
    path = hand_in("Nora Achterberg", {"m90-1": 4.88})
    report = collect(path.parent, toy)
    (one,) = report.collected
    folder = toy.root / "submitted" / "nora-achterberg" / "m90-toy"
    assert (one.student, one.note) == ("nora-achterberg", "")
    assert {path.name for path in folder.iterdir()} == {
        "answers.json",
        "m90-toy.ipynb",
        "manifest.json",
        "timestamp.txt",
    }
    assert (folder / "timestamp.txt").read_text() == "2026-11-01 09:00:00 UTC\n"
    assert json.loads((folder / "manifest.json").read_text())["learner"] == "Nora Achterberg"


@pytest.mark.parametrize("fault", HOSTILE)
def test_a_hostile_zip_is_refused_by_name_and_the_others_go_on(toy, hand_in, tmp_path, fault):
    change, named = HOSTILE[fault]
    path = hand_in("Mallory Vance", {"m90-1": 4.88})
    hand_in("Nora Achterberg", {"m90-1": 4.88})
    _rewrite(path, change)
    report = collect(path.parent, toy)
    assert [one.student for one in report.collected] == ["nora-achterberg"]
    (refused,) = report.refused
    assert refused.file == path
    assert named in refused.reason
    assert f"Refused: {path}" in report.text()
    assert sorted(one.name for one in (toy.root / "submitted").iterdir()) == ["nora-achterberg"]
    assert not (tmp_path / "outside.txt").exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half a zip", b"{\\rtf1 a letter}"])
def test_a_file_that_is_no_zip_is_refused_with_a_next_step(toy, hand_in, content):
    good = hand_in("Nora Achterberg", {})
    (good.parent / "letter.zip").write_bytes(content)
    (refused,) = collect(good.parent, toy).refused
    assert refused.file.name == "letter.zip"
    assert "hand-in" in refused.reason


def test_a_hand_in_for_an_unknown_module_is_refused(toy, hand_in):
    path = hand_in("Nora Achterberg", {})
    (toy.root / "course" / "syllabus.toml").write_text(
        '[[module]]\nid = "m91"\nslug = "m91-x"\ntitle = "X"\nminutes = 1\nstatus = "open"\nsummary = "?"\n'
    )
    (refused,) = collect(path.parent, toy.__class__(toy.root)).refused
    assert "m90" in refused.reason


def test_the_newest_hand_in_counts_whatever_the_order_of_the_files(toy, hand_in):
    hand_in("Nora Achterberg", {"m90-1": 2}, day=9)
    path = hand_in("Nora Achterberg", {"m90-1": 1}, day=3)
    report = collect(path.parent, toy)
    assert [one.created.day for one in report.collected] == [9]
    assert [one.file for one in report.older] == [path]
    assert path.is_file()


def test_an_older_hand_in_never_replaces_a_newer_one_that_was_collected_before(toy, hand_in):
    collect(hand_in("Nora Achterberg", {"m90-1": 2}, day=9).parent, toy)
    late = hand_in("Nora Achterberg", {"m90-1": 1}, day=3, folder="second inbox")
    report = collect(late.parent, toy)
    assert not report.collected
    answers = toy.root / "submitted" / "nora-achterberg" / "m90-toy" / "answers.json"
    assert json.loads(answers.read_text())["answers"]["m90-1"]["value"] == 2


def test_collecting_twice_changes_nothing(toy, hand_in):
    path = hand_in("Nora Achterberg", {"m90-1": 2})
    first = collect(path.parent, toy)
    assert collect(path.parent, toy) == first
    names = [one.name for one in (toy.root / "submitted" / "nora-achterberg").iterdir()]
    assert names == ["m90-toy"]


@pytest.mark.parametrize("damage", [b"{", b"not json", b'{"cells": 3}', b"\xff\xfe"])
def test_a_damaged_notebook_is_replaced_and_kept_aside_because_evidence_is_marked(
    toy, hand_in, tmp_path, damage
):
    work = tmp_path / "damaged"
    work.mkdir()
    path = hand_in("Nora Achterberg", {"m90-1": 2}, files={"m90-toy.ipynb": damage})
    (one,) = collect(path.parent, toy).collected
    folder = toy.root / "submitted" / one.student / "m90-toy"
    assert "cannot be read" in one.note
    assert (folder / "m90-toy.damaged").read_bytes() == damage
    nbformat.validate(nbformat.read(folder / "m90-toy.ipynb", as_version=4))


@pytest.mark.parametrize(
    "learner", ["../../etc", "A/B\\C", "王芳", "<b>Nora</b>", "con\tx", "x" * 190, ". ."]
)
def test_a_name_never_leads_to_another_folder(toy, hand_in, learner, tmp_path):
    path = hand_in("plain", {})
    content = path.read_bytes()
    path.unlink()
    renamed = tmp_path / "inbox" / "one.zip"
    renamed.write_bytes(content)

    def change(members):
        info, manifest = members[0]
        members[0] = (info, manifest.replace(b'"plain"', json.dumps(learner).encode()))

    _rewrite(renamed, change)
    (one,) = collect(renamed.parent, toy).collected
    assert (toy.root / "submitted" / one.student / "m90-toy" / "timestamp.txt").is_file()
    assert [path.name for path in (toy.root / "submitted").iterdir()] == [one.student]


@given(st.text(min_size=1, max_size=80), st.text(min_size=1, max_size=80))
def test_student_ids_are_safe_and_tell_people_apart(one, other):
    ids = {student_id(one), student_id(other)}
    assert all(
        set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") and 0 < len(name) < 80 for name in ids
    )
    if (
        "".join(one.casefold().split()) != "".join(other.casefold().split())
        and one.isalnum()
        and other.isalnum()
    ):
        assert len(ids) == 2


def test_accents_and_letter_case_decide_as_people_do():
    assert student_id("Nora  Achterberg") == student_id("nora achterberg") == "nora-achterberg"
    assert student_id("José Ruiz") != student_id("Jose Ruiz")


@pytest.mark.parametrize("make", ["missing", "file", "empty"])
def test_a_wrong_folder_gets_one_sentence_and_the_next_step(toy, tmp_path, make):
    place = tmp_path / "place"
    if make == "file":
        place.write_text("x")
    elif make == "empty":
        place.mkdir()
        (place / "notes.txt").write_text("x")
    with pytest.raises(PracticumError) as raised:
        collect(place, toy)
    assert raised.value.next_step
    assert not (toy.root / "submitted").exists()


def test_nothing_half_written_stays_when_the_disk_refuses(toy, hand_in, monkeypatch):
    path = hand_in("Nora Achterberg", {"m90-1": 2})
    collect(path.parent, toy)
    newer = hand_in("Nora Achterberg", {"m90-1": 3}, day=5)

    def full(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("practicum.grading.collect.dump", full)
    with pytest.raises(PracticumError, match="No space left"):
        collect(newer.parent, toy)
    folder = toy.root / "submitted" / "nora-achterberg"
    assert [one.name for one in folder.iterdir()] == ["m90-toy"]
    assert '"value": 2' in (folder / "m90-toy" / "answers.json").read_text()
