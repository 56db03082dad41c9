"""Is what a station hands in taken back whole, and what the officers see of it true?"""

import csv
import json

import pytest
from typer.testing import CliRunner

from practicum.cli import app
from practicum.exam.forms.form import write_forms
from practicum.exam.sitting import (
    HandedIn,
    Refused,
    add_station,
    make_station_key,
    open_received,
    read_station_key,
    receive,
)

RUN = CliRunner()


@pytest.fixture
def sat(begin, clock, sitting, code, station):
    """A whole session with a pause, a crash and a call, handed in."""
    codes = sitting.codes[code]
    session = begin()
    session.agree()
    session.start_part("part1")
    session.save("q01", "c")
    clock.go(600)
    session.pause(codes.pause)
    clock.go(300)
    session.resume(codes.pause)
    clock.go(600)
    session.call("My screen\x1b[2J flickers.")
    clock.restart(seconds=180)
    session = begin()
    session.end_part()
    session.start_part("part2")
    session.save_file("pa-small-plan", "plan.csv", b"day\nmonday\n")
    session.save("pa-small-note", "  Three plain words ")
    session.desk("pd-small").step()
    clock.go(1200)
    return session.stop(codes.stop, station)


def test_all_that_was_saved_comes_back_as_it_was(sitting, sat, code):
    received = receive(sitting, sat.bundle)
    assert (received.code, received.receipt) == (code, sat.receipt)
    handed = open_received(sitting, code)
    assert isinstance(handed, HandedIn)
    assert handed.answers == {"q01": "c", "pa-small-note": "  Three plain words "}
    assert handed.files == {"plan.csv": b"day\nmonday\n"}
    assert handed.logs["pd-small"].count(b"\n") == 3  # head, one step, the wait to the end
    assert handed.minutes == {"part1": 20.0, "part2": 20.0}
    assert (handed.crashes, handed.credited) == (1, 3.0)
    assert [(one.kind, one.what) for one in handed.incidents] == [
        ("pause", "pause"),
        ("resume", "resume"),
        ("message", "My screen [2J flickers."),
        ("crash", "3.0 min"),
    ]


def test_a_session_that_was_opened_days_before_is_an_incident(begin, clock, sitting, code, station):
    clock.day = clock.day.replace(day=20)
    receive(sitting, begin().stop(sitting.codes[code].stop, station).bundle)
    assert [(one.kind, one.what) for one in open_received(sitting, code).incidents] == [
        ("other-day", "2026-11-20")
    ]


def test_what_lies_at_the_body_is_checked_again_each_time(sitting, sat, code):
    receive(sitting, sat.bundle)
    kept = sitting.folder / "received" / f"{code}.zip"
    kept.write_bytes(kept.read_bytes() + b"\n")
    with pytest.raises(Refused) as raised:
        open_received(sitting, code)
    assert raised.value.code == "altered"


def test_an_interrupted_receipt_can_be_repeated(sitting, sat, code):
    (sitting.folder / "received" / f"{code}.zip").write_bytes(sat.bundle.read_bytes())  # the power went here
    assert receive(sitting, sat.bundle).receipt == sat.receipt


def test_keys_of_stations_are_never_replaced_or_mixed_up(tmp_path, sitting):
    key = make_station_key("S-07", tmp_path)
    assert read_station_key(tmp_path / "S-07.key") == key
    assert (tmp_path / "S-07.key").stat().st_mode & 0o077 == 0
    assert "secret" not in (tmp_path / "S-07.json").read_text(encoding="utf-8")
    for action, words in (
        (lambda: make_station_key("S-07", tmp_path), "never replaced"),
        (lambda: make_station_key("../S", tmp_path), "is not an id for a station"),
        (lambda: add_station(sitting.folder, tmp_path / "S-07.key"), "holds no key of a station"),
        (lambda: read_station_key(tmp_path / "S-07.json"), "holds no key of a station"),
        (lambda: read_station_key(tmp_path / "none"), "holds no key of a station"),
    ):
        with pytest.raises(Exception, match=words):
            action()
    add_station(sitting.folder, tmp_path / "S-07.json")
    (tmp_path / "other").mkdir()
    make_station_key("S-07", tmp_path / "other")
    with pytest.raises(Exception, match="Another key is registered"):
        add_station(sitting.folder, tmp_path / "other" / "S-07.json")
    assert len(key.public) == 32


@pytest.fixture
def practicum(small, monkeypatch, tmp_path):
    monkeypatch.setenv("PRACTICUM_ROOT", str(small.REPOSITORY))
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        return RUN.invoke(app, ["exam", *map(str, arguments)])

    return run


def test_a_sitting_can_be_run_from_the_command_line(practicum, opened, small, tmp_path, clock):
    from practicum.exam.bank.read import read_bank
    from practicum.exam.sitting import Session, read_sitting

    bank = read_bank(opened / "bank")
    write_forms([small.make_form(one, bank) for one in ("cm-1", "smm-1")], tmp_path / "forms")
    (tmp_path / "people.csv").write_text(small.PEOPLE, encoding="utf-8")
    asked = (
        "open",
        "2026-11-x",
        "people.csv",
        "--day",
        small.DAY,
        "--forms",
        "forms",
        "--bank",
        opened / "bank",
    )
    done = practicum(*asked)
    assert done.exit_code == 0, done.output
    assert "2026-11-x: 4 candidates." in done.output
    assert "cm-1: 3, with pa-small, pd-small" in done.output
    assert "A rehearsal: it decides nothing." in done.output
    assert practicum(*asked).exit_code == 2
    done = practicum("station-key", "S-02", "keys", "--register", "2026-11-x")
    assert "S-02 may seal at 2026-11-x." in done.output
    assert practicum("station-key", "S-02", "keys").exit_code == 2

    sitting = read_sitting(tmp_path / "2026-11-x")
    code, codes = next(iter(sitting.codes.items()))
    session = Session.open(tmp_path / "st", small.package_of(sitting, code), codes.start, clock=clock)
    sealed = session.stop(codes.stop, read_station_key(tmp_path / "keys" / "S-02.key"))
    done = practicum("receive", "2026-11-x", sealed.bundle, "nothing.zip")
    assert done.exit_code == 1
    assert f"received  {code}  {sealed.receipt}" in done.output
    assert "refused   nothing.zip  missing: nothing.zip is not there" in done.output
    done = practicum("receipt", "2026-11-x", sealed.receipt.lower())
    assert done.exit_code == 0
    assert f"{code}, ended on 2026-11-24 at 09:00 UTC, unchanged since." in done.output
    assert practicum("receipt", "2026-11-x", "0000-0000-0000").exit_code == 1
    refused = (sitting.folder / "received" / "refused.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["code"] for line in refused] == ["missing"]


def test_the_codes_for_the_invigilator_are_a_sheet_that_a_spreadsheet_opens(sitting):
    text = (sitting.folder / "private" / "codes.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert len(rows) == 4
    assert set(rows[0]) == {"code", "start", "pause", "stop"}
    assert len({row["start"] for row in rows} | {row["stop"] for row in rows}) == 8
