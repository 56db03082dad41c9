"""Can officers do their whole work at the command line, and is each slip of theirs one sentence?"""

import json

import pytest
from typer.testing import CliRunner

from practicum.cli import app
from practicum.credential import Office

NAME = "2026-11-demo"
AT = ("--at", "2026-11-21T10:00:00Z")


def marks_file(points):
    document = {"format": "practicum-exam-marks", "items": [{"item": "A1-001", "points": points}]}
    return (json.dumps(document) + "\n").encode()


@pytest.fixture
def desk(tmp_path, make, monkeypatch, repository):
    """An officer's terminal: a body's folder, a sitting whose bundles were marked, and what to run."""
    monkeypatch.chdir(repository)
    monkeypatch.setenv("PRACTICUM_PASSPHRASE", make.secret)
    sitting, body = tmp_path / NAME, tmp_path / "body"
    (sitting / "marks").mkdir(parents=True)
    (sitting / "incidents.csv").write_text("when,by,code,what,done\n2026-11-14T10:00,ivo,C-1,Dark,Moved\n")
    people = make.sitting("Ada Bell", "Bo Crane", "Chi Dorn", "Dee Ember")
    finals = {
        "C-1": make.marks("C-1"),
        "C-2": make.marks("C-2", 30, 30),
        "C-3": make.marks("C-3", 65, 65),
        "C-4": make.marks("C-4", critical=make.critical("confirmed")),
    }
    for code in finals:
        (sitting / "marks" / f"{code}.json").write_bytes(marks_file(1.0))
    monkeypatch.setattr("practicum.exam.sitting.record.read_sitting", lambda _folder: people)
    people.folder = sitting
    monkeypatch.setattr("practicum.exam.marks.final", lambda _sitting: finals)
    monkeypatch.setattr("practicum.exam.marks.markers", lambda _sitting, _code: frozenset({"ewa"}))
    monkeypatch.setattr("practicum.exam.marks.run.rules_of", lambda *_words: None)
    again = {code: marks_file(1.0) for code in finals}
    monkeypatch.setattr("practicum.exam.results.replay.marked_again", lambda _rules, code: again[code])

    def run(*words, code=0):
        result = CliRunner().invoke(app, ["exam", *map(str, words), "--body", str(body)])
        assert result.exit_code == code, result.output
        return result.output

    run.sitting, run.body, run.again = sitting, body, again
    return run


@pytest.fixture
def staffed(desk):
    """The same with its people."""
    for name, role, by in (
        ("olga", "owner", ()),
        ("ira", "examiner", ("--by", "olga")),
        ("dora", "decision-maker", ("--by", "olga")),
        ("dmitri", "decision-maker", ("--by", "olga")),
    ):
        words = ("--role", role, "--qualification", "Ten years", *by, *AT)
        desk("people", "add", name, name.title(), *words)
    return desk


def test_begins_a_body_with_its_owner_who_signs_for_the_others(desk):
    later = ("--role", "decision-maker", "--qualification", "x", *AT)
    assert "first person" in desk("people", "add", "dora", "Dora", *later, code=2)
    assert not (desk.body / "people.json").exists()
    desk("people", "add", "olga", "Olga", "--role", "owner", "--qualification", "Founder", *AT)
    assert "signs for each person" in desk("people", "add", "dora", "Dora", *later, code=2)
    desk("people", "add", "dora", "Dora", *later, "--by", "olga")
    told = desk("people", "list")
    assert told.count("entered") == 2
    path = desk.body / "people.json"
    path.write_text(path.read_text().replace('"decision-maker"', '"decision-maker", "owner"'))
    assert "NOT as in the register" in desk("people", "list")


def test_goes_a_sitting_from_marks_to_letters_and_certificates(staffed, make, at):
    run, sitting = staffed, staffed.sitting
    told = run("results", "propose", sitting, *AT)
    for words in ("C-1  passed", "C-2  not-passed", "C-3  re-mark", "C-4  not-passed", "re-mark: 1"):
        assert words in told
    assert "Everything" not in told
    assert "byte for byte" in run("results", "re-mark", sitting, "C-3", "--by", "ira", *AT)
    assert "C-3  passed" in run("results", "propose", sitting, *AT)
    told = run("results", "decide", sitting, "--by", "dora", *AT)
    assert "Signed: 4 decisions." in told
    assert "A second person must sign: C-4." in told
    run("results", "decide", sitting, "C-4", "--by", "dora", *AT, code=2)
    assert "second person" not in run("results", "decide", sitting, "C-4", "--by", "dmitri", *AT)
    assert "letters come from somebody" in run("results", "letters", sitting, *AT, code=2)
    (run.body / "body.toml").write_text(
        'name = "Lanterne"\ncontact = "a@lanterne.example"\nanswer_days = 20\n'
    )
    assert "4 letters written." in run("results", "letters", sitting, *AT)
    assert (sitting / "results" / "letters" / "C-4.txt").exists()
    office = sitting / "office"
    Office.found(
        office, name="L", url="https://v.example", web="v.example", passphrase=make.secret, at=at(-1)
    )
    assert "2 issued, 0 changed" in run("results", "issue", sitting, "--office", office, *AT)
    because = ("--by", "dora", "--because", "A complaint.")
    assert "Signed for CM-" in run("results", "withdraw", sitting, "C-1", "suspend", *because, *AT)
    assert "0 issued, 1 changed" in run("results", "issue", sitting, "--office", office, *AT)
    assert "The register is whole." in run("register", "check")


def test_changes_an_owner_roles_and_keys_and_what_was_signed_stays_good(staffed):
    run, sitting = staffed, staffed.sitting
    run("results", "propose", sitting, *AT)
    run("results", "decide", sitting, "C-1", "--by", "dora", *AT)
    assert "Nothing would change" in run("people", "change", "dora", "--by", "olga", code=2)
    assert "roles: owner" in run("people", "change", "dora", "--role", "owner", "--by", "dora", *AT, code=2)
    assert "no role here" in run("people", "change", "dora", "--role", "king", "--by", "olga", *AT, code=2)
    run("people", "change", "dora", "--leaves", "--by", "olga", *AT)
    assert "roles: decision-maker" in run("results", "decide", sitting, "C-2", "--by", "dora", *AT, code=2)
    before = json.loads((run.body / "people.json").read_text())["officers"][2]["key"]
    run("people", "change", "dora", "--role", "decision-maker", "--new-key", "--by", "olga", *AT)
    assert json.loads((run.body / "people.json").read_text())["officers"][2]["key"] != before
    run("results", "decide", sitting, "C-2", "--by", "dora", *AT)
    assert "NOT" not in run("people", "list")
    assert "The register is whole." in run("register", "check")


@pytest.fixture
def told(staffed):
    """The same when the letters are out."""
    run, sitting = staffed, staffed.sitting
    (run.body / "body.toml").write_text(
        'name = "Lanterne"\ncontact = "a@lanterne.example"\nanswer_days = 20\n'
    )
    run("results", "propose", sitting, *AT)
    run("results", "decide", sitting, "--by", "dora", *AT, code=1)  # C-3 must be marked again first
    run("results", "letters", sitting, *AT)
    return run


def test_goes_an_appeal_from_its_opening_to_its_answer(told):
    run, place = told, (told.sitting, "C-2")
    assert "No appeal is open." in run("appeal", "list", *AT)
    assert "Answer until 2026-12-11" in run("appeal", "open", *place, "--because", "Look again.", *AT)
    assert "mark the hand-in again. 20 days left." in run("appeal", "list", *AT)
    run.again["C-2"] = marks_file(0.5)
    differs = run("appeal", "replay", *place, *AT, code=1)
    assert "items.A1-001.points: 1.0 before, 0.5 now" in differs
    run.again["C-2"] = marks_file(1.0)
    assert "byte for byte" in run("appeal", "replay", *place, *AT)
    by = ("--by", "ira", "--because", "Read again.", *AT)
    assert "not a text with its points" in run("appeal", "read", *place, "pb-note", *by, code=2)
    run("appeal", "read", *place, "pb-note=3", *by)
    answer = ("--because", "A mark was wrong.", *AT)
    assert "decided by somebody else" in run(
        "appeal", "decide", *place, "passed", "--by", "dora", *answer, code=2
    )
    run("appeal", "decide", *place, "passed", "--by", "dmitri", *answer)
    assert "1 letter written." in run("results", "letters", told.sitting, *AT)
    assert "A mark was wrong." in (told.sitting / "results" / "letters" / "C-2-2.txt").read_text(
        encoding="utf-8"
    )


def test_keeps_an_officer_the_register(told, tmp_path):
    run = told
    run("register", "export", tmp_path / "out")
    assert "register.csv" in "".join(path.name for path in (tmp_path / "out").iterdir())
    copy = run("register", "backup", tmp_path / "copies", *AT).strip()
    later = ("--at", "2028-11-21")
    listed = run("register", "erase", "--due", *later)
    assert f"{NAME}  C-2" in listed
    assert "C-3" not in listed  # nothing is decided on them yet
    assert "Nobody is named" in run("register", "erase", code=2)
    for named in (NAME, f"sittings/{NAME}/"):
        assert "data are kept until" in run("register", "erase", named, "C-1", "--by", "olga", *AT, code=2)
    assert "Erased: 2 persons." in run("register", "erase", "--due", "--by", "olga", *later)
    (run.body / "register.db").unlink()
    assert "would be lost" in run("register", "restore", copy, code=2)
    assert "Restored:" in run("register", "restore", copy, "--lose")
    assert "The register is whole." in run("register", "check")
    (run.body / "register.witness.json").write_text(
        (run.body / "register.witness.json").read_text().replace('"n": ', '"n": 9')
    )
    assert "the newest are gone" in run("register", "check", code=1)


def test_asks_a_slip_no_passphrase_and_shows_no_traceback(staffed, monkeypatch):
    monkeypatch.delenv("PRACTICUM_PASSPHRASE")
    monkeypatch.setenv("PRACTICUM_PASSPHRASE_DORA", "another four words")
    said = staffed("results", "decide", staffed.sitting, "--by", "nobody", *AT, code=2)
    assert "Nobody called “nobody”" in said
    assert "does not open" in staffed("results", "decide", staffed.sitting, "--by", "dora", *AT, code=2)
