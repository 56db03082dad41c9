"""Does the register only grow, and is every other change of it found and named?"""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace

import pytest

from practicum.errors import PracticumError
from practicum.exam.results.check import check
from practicum.exam.results.entry import START, Kind, salted
from practicum.exam.results.people import Officer, Signer
from practicum.exam.results.register import Register

GUARDS = ("exam_entry_added", "exam_entry_changed", "exam_entry_removed")


@pytest.fixture
def held(house, make):
    """A body in whose register a decision stands, after a sitting of three."""
    sitting = make.sitting("Ada Bell", "Bo Crane", "Chi Dorn")
    house.propose(sitting, make.marks("C-1"), make.marks("C-2", 40, 40), make.marks("C-3"))
    house.decide_all()
    return house


def forced(house, *statements):
    """Run SQL as somebody who owns the file and has removed every guard."""
    with closing(sqlite3.connect(house.register.file)) as connection:
        for name in GUARDS:
            connection.execute(f"drop trigger {name}")
        for statement in statements:
            connection.execute(statement.replace("LAST", LAST))
        connection.commit()


def faults(house):
    return [one for one in check(house.register).faults if "no longer refuses" not in one]


def test_is_a_register_whole_that_nobody_touched_and_all_its_signatures_good(held):
    found = check(held.register)
    assert found.faults == ()
    assert found.signed == 8 + 3  # officers, decisions
    assert "The register is whole." in found.text()


@pytest.mark.parametrize(
    "statement",
    [
        "update exam_entry set content = '{}' where n = 3",
        "delete from exam_entry where n = 3",
        "delete from exam_entry",
        "insert into exam_entry select n + 50, previous, hash, content from exam_entry where n = 3",
        "insert or replace into exam_entry select n, previous, hash, '{}' from exam_entry where n = 3",
        "replace into exam_entry select * from exam_entry where n = 3",
    ],
)
def test_does_the_database_itself_refuse_every_change_but_growth(held, statement):
    with closing(sqlite3.connect(held.register.file)) as connection:
        before = connection.execute("select * from exam_entry").fetchall()
        with pytest.raises(sqlite3.Error, match="only grows at its end"):
            connection.execute(statement)
        connection.rollback()
        assert connection.execute("select * from exam_entry").fetchall() == before


LAST = "(select max(n) from exam_entry)"


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (
            "update exam_entry set content = replace(content, 'passed', 'not-passed') where n = LAST",
            "changed",
        ),
        (
            "update exam_entry set content = replace(content, '2026-11-21', '2026-11-20') where n = 4",
            "changed",
        ),
        ("update exam_entry set content = 'x' where n = 9", "not JSON"),
        ("update exam_entry set hash = previous where n = 9", "changed"),
        ("delete from exam_entry where n = 9", "removed"),
        ("delete from exam_entry where n = 1", "removed"),
        ("delete from exam_entry where n = LAST", "the newest are gone"),
        ("update exam_entry set n = n + 1 where n = LAST", "removed"),
        ("update exam_private set content = replace(content, 'Ada', 'Ida')", "personal data of entry"),
        ("delete from exam_private", "nobody signed for an erasure"),
        ("insert into exam_private values ('eeee', 's', '{}')", "no entry speaks of"),
        ("update exam_private set subject = 'another'", "no entry speaks of"),
    ],
)
def test_is_a_change_behind_the_back_of_the_database_found_and_named(held, statement, words):
    forced(held, statement)
    assert any(words in one for one in faults(held)), faults(held)


def test_are_two_entries_that_changed_places_found(held):
    forced(
        held,
        "update exam_entry set n = 1000 where n = 9",
        "update exam_entry set n = 9 where n = 10",
        "update exam_entry set n = 10 where n = 1000",
    )
    assert any("Entry 9" in one or "Entry 10" in one for one in faults(held))


def test_are_missing_guards_of_the_database_found(held):
    forced(held)
    assert "no longer refuses changes" in check(held.register).faults[0]


def rewritten(house, change):
    """Write the whole register anew with good hashes, as a forger with the file but without keys could."""
    with house.register.reading() as book:
        entries = list(book.entries)
    made, before = [], START
    for entry in entries:
        made.append(change(replace(entry, previous=before)))
        before = made[-1].hash
    from practicum.evidence.strictjson import dump

    with closing(sqlite3.connect(house.register.file)) as connection:
        for name in GUARDS:
            connection.execute(f"drop trigger {name}")
        connection.execute("delete from exam_entry")
        for one in made:
            connection.execute(
                "insert into exam_entry values (?, ?, ?, ?)",
                (one.n, one.previous, one.hash, dump(one.content())),
            )
        connection.commit()


def test_does_a_chain_written_anew_fail_by_its_signatures_and_by_the_witness(held):
    def passed(entry):
        if entry.kind is Kind.DECISION and entry.data["outcome"] == "not-passed":
            return replace(entry, data={**entry.data, "outcome": "passed"})
        return entry

    rewritten(held, passed)
    found = faults(held)
    assert any("(decision) bears no good signature of dora" in one for one in found)
    assert any("was written anew" in one for one in found)


def test_is_a_decision_signed_by_a_key_that_no_owner_entered_found(held, keys):
    mine = Signer(replace(keys["dora"].officer, key=keys["ewa"].officer.key), keys["ewa"].pem)

    def forged(entry):
        return entry.with_signature(mine) if entry.kind is Kind.DECISION else entry

    rewritten(held, forged)
    assert any("bears no good signature of dora" in one for one in faults(held))


def test_is_a_signature_of_somebody_without_the_role_found(held, keys):
    def forged(entry):
        return replace(entry, by="ewa").with_signature(keys["ewa"]) if entry.kind is Kind.DECISION else entry

    rewritten(held, forged)
    assert any("signed by ewa, who did not hold the role" in one for one in faults(held))


def test_does_the_first_owner_still_found_a_register_in_which_marks_stand_already(tmp_path, keys, make):
    register = Register.of(tmp_path / "new")
    with register.writing() as book:
        book.append(Kind.SITTING, {"day": "2026-11-24"}, at=make.at, sitting="2026-11-main")
        with pytest.raises(PracticumError, match="first person"):
            book.enter(keys["dora"].officer, keys["dora"], at=make.at)
        book.enter(keys["olga"].officer, keys["olga"], at=make.at)
        with pytest.raises(PracticumError, match="No owner has entered"):
            book.enter(keys["dora"].officer, keys["dora"], at=make.at)
    assert check(register).faults == ()


def test_is_a_register_that_is_gone_neither_read_nor_begun_anew_nor_in_the_way_of_its_restore(held):
    file = held.register.file
    held.register.close()
    file.unlink()
    register = Register.of(file.parent)
    with pytest.raises(PracticumError, match="its witness saw"), register.reading():
        pass
    with pytest.raises(PracticumError, match="its witness saw"), register.writing():
        pass
    assert not file.exists()


def test_makes_no_file_when_a_register_is_read_that_never_was(tmp_path):
    register = Register.of(tmp_path / "new")
    with pytest.raises(PracticumError, match="no register"), register.reading():
        pass
    assert not register.file.exists()


def test_begins_a_register_with_an_owner_and_enters_others_by_an_owner_only(tmp_path, keys, make):
    register = Register.of(tmp_path / "new")
    with register.writing() as book, pytest.raises(PracticumError, match="first person"):
        book.enter(keys["dora"].officer, keys["dora"], at=make.at)
    with register.writing() as book:
        book.enter(keys["olga"].officer, keys["olga"], at=make.at)
        with pytest.raises(PracticumError, match="No owner has entered"):
            book.enter(keys["dora"].officer, keys["dora"], at=make.at)
        book.enter(keys["dora"].officer, keys["olga"], at=make.at)
        with pytest.raises(PracticumError, match="one of these roles: owner"):
            book.enter(keys["ewa"].officer, keys["dora"], at=make.at)
    assert check(register).faults == ()


def test_is_a_person_with_another_key_than_an_owner_entered_refused(held, keys, make):
    mine = Signer(replace(keys["dora"].officer, key=keys["ewa"].officer.key), keys["ewa"].pem)
    with held.register.writing() as book, pytest.raises(PracticumError, match="No owner has entered Dora"):
        book.append(Kind.STATUS, {}, at=make.at, sitting="x", signer=mine)
    assert "status" not in held.kinds()


def test_may_somebody_whose_role_an_owner_took_away_sign_no_more(held, keys, make):
    with held.register.writing() as book:
        book.enter(replace(keys["dora"].officer, roles=()), keys["olga"], at=make.at)
    held.propose(make.sitting("Dee Ember", id="2026-12"), make.marks("C-1"))
    with pytest.raises(PracticumError, match="one of these roles: decision-maker"):
        held.decide(sitting="2026-12")
    assert check(held.register).faults == ()  # what was signed before stays good


def test_needs_an_entry_that_people_answer_for_a_signature(held, make):
    with held.register.writing() as book, pytest.raises(PracticumError, match="signed by a person"):
        book.append(Kind.DECISION, {"outcome": "passed"}, at=make.at, sitting="x", code="C-9")


def test_stands_nothing_of_a_transaction_that_failed(held, make):
    before = held.kinds()

    def write():
        with held.register.writing() as book:
            book.append(Kind.SITTING, {}, at=make.at, sitting="x")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write()
    assert held.kinds() == before
    assert check(held.register).faults == ()


def test_holds_the_chain_no_name_and_no_word_about_a_person(held, make):
    with held.register.reading() as book:
        text = json.dumps([one.content() for one in book.entries])
    assert "Ada Bell" not in text
    assert "mail.example" not in text
    assert '"R-C-1"' not in text
    assert "time-25" not in text


def test_can_a_name_not_be_guessed_from_its_digest():
    assert salted({"name": "Ada"})[1] != salted({"name": "Ada"})[1]


def test_do_two_writers_at_once_lose_nothing_and_double_nothing(held, make):
    def write(name):
        own = Register(held.register.url, held.register.witness.path)
        for number in range(12):
            with own.writing() as book:
                book.append(Kind.INCIDENT, {"when": f"{name}-{number}"}, at=make.at, sitting="two")
        own.close()

    writers = [threading.Thread(target=write, args=(name,)) for name in ("a", "b")]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    with held.register.reading() as book:
        assert len({one.data["when"] for one in book.of("two")}) == len(book.of("two")) == 24
    assert check(held.register).faults == ()


def test_is_one_candidate_decided_once_by_two_people_at_once(house, make):
    house.propose(make.sitting("Ada Bell"), make.marks("C-1"))
    ends = []

    def sign(by):
        try:
            house.decide(by=by)
            ends.append("signed")
        except PracticumError as error:
            ends.append(error.problem)

    both = [threading.Thread(target=sign, args=(by,)) for by in ("dora", "dmitri")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert ends.count("signed") == 1
    assert "was decided on" in next(one for one in ends if one != "signed")
    assert house.kinds().count("decision") == 1


_APPENDS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from practicum.exam.results.entry import Kind
from practicum.exam.results.register import Register

register = Register.of(Path(sys.argv[1]))
for number in range(100000):
    with register.writing() as book:
        for part in range(3):
            book.append(Kind.INCIDENT, {"when": f"{number}-{part}"}, at=datetime.now(UTC), sitting="killed")
    print(number, flush=True)
"""


@pytest.mark.slow
def test_is_nothing_lost_and_nothing_halved_when_a_writer_is_killed_in_the_middle(house):
    acknowledged = -1
    for lines in (1, 4, 7):
        process = subprocess.Popen(
            [sys.executable, "-c", _APPENDS, str(house.folder)], stdout=subprocess.PIPE, text=True
        )
        for _line in range(lines):
            acknowledged = int(process.stdout.readline())
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        with house.register.reading() as book:
            found = [one.data["when"] for one in book.of("killed")]
        assert len(found) % 3 == 0  # a transaction stands whole or not at all
        assert f"{acknowledged}-2" in found
        assert check(house.register).faults == ()
        with house.register.writing() as book:
            assert len(book.entries) == len(house.kinds()) + 8


def test_says_a_register_that_is_not_there_or_not_a_database_so(tmp_path):
    with pytest.raises(PracticumError, match="no register"):
        check(Register.of(tmp_path / "empty"))
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "register.db").write_bytes(b"no database" * 100)
    with pytest.raises(PracticumError, match="cannot be used"):
        check(Register.of(tmp_path / "bad"))


def test_is_an_officer_without_a_role_or_a_good_name_refused(tmp_path, make):
    from practicum.exam.results.people import People

    people = People(tmp_path)
    for officer, words in (
        (Officer("A B", "A", ("owner",), "", "q"), "short name"),
        (Officer("ab", "A", ("king",), "", "q"), "no role"),
        (Officer("ab", "A", (), "", "q"), "no role"),
        (Officer("ab", " ", ("owner",), "", "q"), "full name"),
    ):
        with pytest.raises(PracticumError, match=words):
            people.make(officer, make.secret)
    with pytest.raises(PracticumError, match="passphrase of 3"):
        people.make(Officer("ab", "A", ("owner",), "", "q"), "abc")
    assert not people.path.exists()
    people.make(Officer("ab", "A B", ("owner",), "", "q", ("School",), ("R-1",)), make.secret)
    assert people["ab"].trains_for == ("School",)
    with pytest.raises(PracticumError, match="already"):
        people.make(Officer("ab", "A", ("owner",), "", "q"), make.secret)
    with pytest.raises(PracticumError, match="does not open"):
        people.signer("ab", "another four words here")
    with pytest.raises(PracticumError, match="Nobody called"):
        people["cd"]
    assert people.signer("ab", make.secret).sign(b"x") == people.signer("ab", make.secret).sign(b"x")
