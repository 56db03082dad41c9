"""Is what the register keeps exported safely, erased when it may be, and restored as it was?"""

import csv
import io
import json
from itertools import pairwise

import pytest

from practicum.errors import PracticumError
from practicum.exam.results.appeal import open_appeal
from practicum.exam.results.check import check
from practicum.exam.results.keeping import backup, due, erase, export, restore
from practicum.exam.results.register import Register

SITTING = "2026-11-demo"


@pytest.fixture
def held(house, make):
    """A body with one who passed and one who did not, their letters sent."""
    sitting = make.sitting("Ada Bell", '=HYPERLINK("x")')
    house.propose(sitting, make.marks("C-1", 30, 30), make.marks("C-2"))
    house.decide_all()
    house.letters()
    return house


def bytes_of(folder):
    """Everything in a folder but the letters, which lie with the sitting."""
    return b"".join(
        path.read_bytes() for path in folder.rglob("*") if path.is_file() and "letters" not in path.parts
    )


def gone(house, keys, at, code="C-1", days=400, **options):
    return erase(house.register, SITTING, code, keys["olga"], at=at(days), **options)


def test_does_an_export_hold_every_entry_and_no_name(held, tmp_path):
    lines, table = export(held.register, tmp_path / "out")
    entries = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    assert [one["n"] for one in entries] == list(range(1, len(entries) + 1))
    assert all(before["hash"] == after["previous"] for before, after in pairwise(entries))
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    assert len(rows) == len(entries)
    assert "Ada Bell" not in bytes_of(tmp_path / "out").decode("utf-8")


def test_does_no_cell_of_an_export_become_a_formula(held, tmp_path):
    files = export(held.register, tmp_path / "out", names=True)
    for path in files[1:]:
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))):
            assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row)
    assert "Ada Bell" in files[2].read_text(encoding="utf-8")


def test_does_an_erasure_take_the_person_out_of_every_byte_and_leave_the_chain_whole(held, keys, at):
    assert b"Ada Bell" in bytes_of(held.folder)
    assert gone(held, keys, at) == 2  # the person, and the accommodation
    content = bytes_of(held.folder)
    for word in (b"Ada Bell", b"c-1@mail.example", b"R-C-1", b"time-25"):
        assert word not in content, word
    assert b"HYPERLINK" in content
    assert check(held.register).faults == ()
    with pytest.raises(PracticumError, match="no personal data of C-1"):
        gone(held, keys, at)


def test_signs_an_owner_for_an_erasure(held, keys, at):
    with pytest.raises(PracticumError, match="roles: owner"):
        erase(held.register, SITTING, "C-1", keys["dora"], at=at(400))
    assert b"Ada Bell" in bytes_of(held.folder)


def test_is_nobody_erased_while_a_right_is_open(house, make, keys, at):
    house.propose(make.sitting("Ada Bell"), make.marks("C-1", 30, 30))
    with pytest.raises(PracticumError, match="Nothing is decided"):
        gone(house, keys, at)
    house.decide()
    with pytest.raises(PracticumError, match="no letter yet"):
        gone(house, keys, at)
    house.letters()
    with pytest.raises(PracticumError, match="could appeal until 2026-12-23"):
        gone(house, keys, at, days=10, asked=True)
    open_appeal(house.register, SITTING, "C-1", at=at(10), words="No.")
    with pytest.raises(PracticumError, match="appeal of C-1 is open"):
        gone(house, keys, at)


def test_is_somebody_who_asks_erased_once_no_right_is_left_and_others_after_the_days(held, keys, at):
    with pytest.raises(PracticumError, match="kept until 2027-12-23"):
        gone(held, keys, at, days=60)
    with held.register.reading() as book:
        assert [one.code for one in due(book, at(60), days=20)] == ["C-1", "C-2"]
        assert due(book, at(60)) == []
    gone(held, keys, at, days=60, asked=True)
    with held.register.reading() as book:
        assert [one.code for one in due(book, at(400))] == ["C-2"]


def test_is_a_backup_made_in_use_whole_and_restored_as_it_was(held, tmp_path, at):
    copy = backup(held.register, tmp_path / "copies", at=at(1))
    before = check(held.register)
    held.register.close()
    held.register.file.unlink()
    assert restore(copy, held.register) == before.count
    assert check(held.register) == before
    with pytest.raises(PracticumError, match="is there already"):
        restore(copy, held.register)
    with pytest.raises(PracticumError, match="is there already"):
        backup(held.register, tmp_path / "copies", at=at(1))


def test_is_a_backup_that_was_changed_or_lost_its_digest_refused(held, tmp_path, at):
    copy = backup(held.register, tmp_path / "copies", at=at(1))
    held.register.close()
    held.register.file.unlink()
    content = copy.read_bytes()
    copy.write_bytes(content.replace(b"not-passed", b"xxx-passed"))
    with pytest.raises(PracticumError, match="not what the backup was"):
        restore(copy, held.register)
    copy.write_bytes(content)
    copy.with_suffix(".sha256").unlink()
    with pytest.raises(PracticumError, match="not what the backup was"):
        restore(copy, held.register)
    assert not held.register.file.exists()


def test_does_a_forged_backup_with_a_good_digest_fail_by_its_chain(held, tmp_path, at):
    from hashlib import sha256

    copy = backup(held.register, tmp_path / "copies", at=at(1))
    forged = copy.read_bytes().replace(b'"outcome":"not-passed"', b'"outcome":"yes-passed"')
    copy.write_bytes(forged)
    copy.with_suffix(".sha256").write_text(f"{sha256(forged).hexdigest()}  x\n")
    held.register.close()
    held.register.file.unlink()
    with pytest.raises(PracticumError, match="is not whole"):
        restore(copy, held.register)
    assert not list(held.folder.glob("*.restored*.db"))
    assert not held.register.file.exists()


def test_says_a_backup_that_is_too_old_what_would_be_lost_and_takes_a_word_for_it(held, make, tmp_path, at):
    copy = backup(held.register, tmp_path / "copies", at=at(1))
    held.propose(make.sitting("Eve Frost", id="2027-01"), make.marks("C-1"))
    held.register.close()
    held.register.file.unlink()
    with pytest.raises(PracticumError, match="5 would be lost"):
        restore(copy, held.register)
    restore(copy, held.register, lose=True)
    assert check(held.register).faults == ()


def test_does_a_backup_older_than_an_erasure_bring_nobody_back(held, keys, tmp_path, at):
    copy = backup(held.register, tmp_path / "copies", at=at(1))
    gone(held, keys, at)
    held.register.close()
    held.register.file.unlink()
    restore(copy, held.register, lose=True)
    assert b"Ada Bell" not in held.register.file.read_bytes()
    assert check(held.register).faults == ()


def test_belongs_a_backup_to_its_own_register(held, building, make, tmp_path, at):
    other = building(tmp_path / "other")
    other.propose(make.sitting("Eve Frost", id="2027-01"))
    other.register.close()
    copy = backup(held.register, tmp_path / "copies", at=at(1))
    other.register.file.unlink()
    with pytest.raises(PracticumError, match="another register"):
        restore(copy, other.register)


def test_sends_a_register_on_a_server_to_the_servers_tools(tmp_path, at):
    register = Register("postgresql+psycopg://nobody@/nowhere", tmp_path / "w.json")
    with pytest.raises(PracticumError, match="pg_dump"):
        backup(register, tmp_path, at=at(0))
