"""Does the station hold its address, tick, test its computer, and serve a notebook and an exam browser?"""

from __future__ import annotations

import hashlib
import json
import plistlib
import re
import socket
import subprocess
import sys
import threading
import urllib.request

import nbformat
import pytest
from typer.testing import CliRunner

from practicum.cli import app
from practicum.errors import PracticumError
from practicum.exam.sitting.seal import make_station_key
from practicum.exam.sitting.session import Session
from practicum.exam.station import rehearsal, selftest, server
from practicum.exam.station.notebook import Exam, write_notebook
from practicum.exam.station.screen_test import ScreenVisit, judged, look_at_screen
from practicum.exam.station.seb import seb_settings
from practicum.exam.station.server import StationServer, closing_words, serve


@pytest.fixture
def running(candidate):
    """A station that answers."""
    station = serve(candidate.visit)
    thread = threading.Thread(target=station.run)
    thread.start()
    yield station
    station.stopped = True
    thread.join(10)


def test_does_a_restart_find_its_address_again(candidate):
    first = serve(candidate.visit)
    first.server_close()
    candidate.sit_down()
    second = serve(candidate.visit)
    second.server_close()
    assert second.url == first.url


def test_does_a_station_take_another_port_where_its_own_is_taken(candidate):
    first = serve(candidate.visit)
    try:
        second = serve(candidate.visit)
        second.server_close()
        assert second.server_port != first.server_port
        assert second.token == first.token
    finally:
        first.server_close()


@pytest.mark.parametrize("damage", [b"", b"{", b'{"port": "x", "token": 1}', b"[]"])
def test_does_a_damaged_note_of_the_address_not_keep_the_station_shut(candidate, damage):
    candidate.session.folder.with_name("C-2207.address.json").write_bytes(damage)
    station = serve(candidate.visit)
    station.server_close()
    assert station.url.startswith("http://127.0.0.1:")


def test_does_the_station_tick_and_close_itself_after_the_hand_in(candidate, sat, monkeypatch):
    monkeypatch.setattr(server, "TICK", 0.0)
    candidate.begin("part2")
    before = candidate.session.state.events
    station = StationServer(candidate.visit)
    thread = threading.Thread(target=station.run)
    thread.start()
    thread.join(0.8)
    assert thread.is_alive()
    assert candidate.session.state.events > before
    assert closing_words(candidate.visit).startswith("Stopped before the hand-in.")
    candidate.send("hand-in", code=sat.STOP)
    candidate.send("stop")
    thread.join(10)
    assert not thread.is_alive()
    assert closing_words(candidate.visit).startswith("Handed in.")


def test_does_a_station_whose_disk_is_full_go_on_answering(candidate, running, monkeypatch):
    monkeypatch.setattr(server, "TICK", 0.0)

    def full(_session):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Session, "tick", full)
    candidate.begin()
    for _time in range(3):
        assert Exam(running.url).time() == "100 minutes are left."


def test_does_the_notebook_ask_show_and_save_through_the_station(candidate, running, tmp_path):
    candidate.begin()
    path = write_notebook(tmp_path, running.url, list(candidate.visit.questions))
    book = nbformat.read(path, as_version=4)
    nbformat.validate(book)
    assert [cell.source for cell in book.cells[2:4]] == ['exam.ask("q01")', 'exam.ask("q02")']
    exam = Exam(running.url)
    first = exam.ask("q01")
    first.fields[""].value = "b"
    assert candidate.session.state.answers["q01"] == "b"
    assert "Saved at" in first.said.value
    rows = exam.ask("q04")
    rows.fields["a"].value = "true"
    order = exam.ask("q05")
    order.fields["1"].value = "d"
    number = exam.ask("q06")
    number.fields[""].value = "1 or 2"
    assert "More than one number" in number.said.value
    answers = candidate.session.state.answers
    assert (answers["q04"], answers["q05"], answers["q06"]) == ({"a": "true"}, ["d"], "1 or 2")
    assert exam.ask("q05").fields["1"].value == "d"
    assert exam.time() == "100 minutes are left."
    with pytest.raises(PracticumError, match="no such question"):
        exam.ask("q99")


def test_does_a_notebook_say_that_nothing_was_saved_when_the_station_is_gone(candidate, running):
    candidate.begin()
    exam = Exam(running.url)
    asked = exam.ask("q06")
    candidate.session.end_part("part1")
    asked.fields[""].value = "5"
    assert "not open" in asked.said.value
    asked_url, exam.url = exam.url, "http://127.0.0.1:9/x/"
    asked.fields[""].value = "6"
    assert "Not saved: the station does not answer." in asked.said.value
    exam.url = asked_url
    with pytest.raises(PracticumError, match="Part 1 is not open"):
        exam.ask("q06")


def test_do_the_settings_of_the_exam_browser_allow_one_address_and_hide_the_password():
    url = "http://127.0.0.1:8123/token/"
    content = seb_settings(url, "leave-now")
    found = plistlib.loads(content, fmt=plistlib.FMT_XML)
    assert (found["startURL"], found["quitURL"]) == (url, f"{url}quit")
    assert [rule["expression"] for rule in found["URLFilterRules"]] == ["127.0.0.1:8123/*"]
    assert found["URLFilterEnable"] is True
    assert found["enableZoomPage"] is True
    assert found["hashedQuitPassword"] == hashlib.sha256(b"leave-now").hexdigest()
    assert b"leave-now" not in content


def test_does_the_self_test_go_the_whole_way_and_note_it(tmp_path):
    checks = selftest.examine(tmp_path / "data")
    assert [one.name for one in checks] == ["python", "libraries", "disk", "space", "clock", "station"]
    assert all(one.ok for one in checks), [one.said for one in checks]
    assert "no other machine was asked" in checks[-1].said
    path = selftest.note(tmp_path / "data", checks)
    (line,) = path.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["checks"][0]["name"] == "python"
    assert [one.name for one in (tmp_path / "data").iterdir()] == ["self-test.jsonl"]


def test_does_the_self_test_name_what_keeps_a_computer_from_being_a_station(tmp_path, monkeypatch):
    monkeypatch.setattr(selftest, "FREE_MB", 10**9)
    monkeypatch.setattr(selftest, "SLOW_SECONDS", 0.0)
    monkeypatch.setattr(selftest, "_PYTHONS", ((2, 6), (2, 7)))
    monkeypatch.setattr(selftest, "_LIBRARIES", ("practicum", "no-such-package"))
    monkeypatch.setattr(selftest, "rehearse", lambda _folder: ["192.0.2.7"])
    jumps = iter([0.0, 60.0])
    monkeypatch.setattr(selftest.time, "time", lambda: next(jumps))
    monkeypatch.setattr(selftest.time, "sleep", lambda _seconds: None)
    checks = {one.name: one for one in selftest.examine(tmp_path)}
    assert not any(one.ok for one in checks.values())
    assert all(one.next_step for one in checks.values())
    assert "no-such-package" in checks["libraries"].said
    assert "moved by 60" in checks["clock"].said
    assert "192.0.2.7" in checks["station"].said


def test_does_the_watch_see_who_else_is_asked_and_only_while_it_watches():
    with rehearsal.watched() as outside:
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(("192.0.2.7", 9))
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(("127.0.0.1", 9))
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(("192.0.2.8", 9))
    assert outside == ["192.0.2.7"]


def test_does_the_screen_test_wait_for_somebody_who_reads(tmp_path):
    def reader(url):
        ask = urllib.request.build_opener(urllib.request.ProxyHandler({})).open
        assert b"100" not in ask(url).read()[:10]
        seen = json.dumps({"width": 1300, "height": 800, "ratio": 1}).encode()
        for place, said in (("seen", seen), ("read", b"{}")):
            kind = {"Content-Type": "application/json"}
            ask(urllib.request.Request(f"{url}{place}", said, kind))  # noqa: S310  our own address

    found = look_at_screen(10, opened=reader)
    assert found.ok
    assert "1300 x 800" in found.said
    assert tmp_path.exists()


@pytest.mark.parametrize(
    ("seen", "read", "ok", "words"),
    [
        ({}, False, False, "No browser reached"),
        ({"width": 1300, "height": 800}, False, False, "Nobody confirmed"),
        ({"width": 1000, "height": 800}, True, True, "less than 320 pixels"),
        ({}, True, True, "without a script"),
    ],
)
def test_does_the_screen_test_say_what_it_found(seen, read, ok, words):
    visit = ScreenVisit()
    visit.seen, visit.read = seen, read
    found = judged(visit)
    assert (found.ok, bool(found.next_step)) == (ok, not ok)
    assert words in found.said


def test_do_the_verbs_open_a_station_and_say_a_wrong_code(tmp_path, package, sat, monkeypatch):
    make_station_key("S-01", tmp_path / "keys")
    (tmp_path / "C-2207.package").write_bytes(package)
    monkeypatch.setattr(StationServer, "run", lambda self: self.server_close())
    line = [
        "exam", "sit", str(tmp_path / "C-2207.package"), "--data", str(tmp_path / "data"),
        "--station", str(tmp_path / "keys" / "S-01.key"), "--no-browser",
    ]  # fmt: skip
    good = CliRunner().invoke(app, [*line, "--code", sat.START, "--notebook"])
    assert good.exit_code == 0, good.output
    assert "The examination of C-2207 is open at http://127.0.0.1:" in good.output
    assert (tmp_path / "data" / "2026-11-form" / "C-2207" / "part1.ipynb").is_file()
    assert "Open it again with the same command" in good.output
    wrong = CliRunner().invoke(app, [*line, "--code", "AAAA-BBBB-CCCC"])
    assert wrong.exit_code == 2
    seb = CliRunner().invoke(
        app, [*line, "--code", sat.START, "--seb", str(tmp_path / "x.seb")], input="out\n"
    )
    assert seb.exit_code == 0, seb.output
    assert plistlib.loads((tmp_path / "x.seb").read_bytes())["startURL"] in good.output


def test_does_the_verb_of_the_self_test_fail_where_a_check_does(tmp_path, monkeypatch):
    good = CliRunner().invoke(app, ["exam", "self-test", "--data", str(tmp_path), "--no-browser"])
    assert good.exit_code == 0, good.output
    monkeypatch.setattr(selftest, "FREE_MB", 10**9)
    bad = CliRunner().invoke(app, ["exam", "self-test", "--data", str(tmp_path), "--no-browser"])
    assert bad.exit_code == 1
    assert "Next: Free at least 500 MB." in bad.output
    assert len((tmp_path / "self-test.jsonl").read_text(encoding="utf-8").splitlines()) == 2


@pytest.mark.slow
def test_is_an_answer_there_after_the_process_was_killed_the_moment_it_said_saved(tmp_path, package, sat):
    make_station_key("S-01", tmp_path / "keys")
    (tmp_path / "C-2207.package").write_bytes(package)
    line = [
        sys.executable, "-m", "practicum", "exam", "sit", str(tmp_path / "C-2207.package"), "--no-browser",
        "--data", str(tmp_path / "data"), "--station", str(tmp_path / "keys" / "S-01.key"),
        "--code", sat.START,
    ]  # fmt: skip
    first = Session.open(tmp_path / "data", package, sat.START)
    first.agree()
    first.start_part("part1")
    urls = []
    for value in ("b", "c"):
        with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as running:
            urls.append(re.search(r"http://\S+", running.stdout.readline())[0])
            exam = Exam(urls[-1])
            assert exam.call("api/save", {"id": "q01", "value": value})["saved"]
            running.kill()
    again = Session.open(tmp_path / "data", package, sat.START)
    assert again.state.answers == {"q01": "c"}
    assert again.state.crashes == 3
    assert urls[0] == urls[1]
