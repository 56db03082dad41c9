"""Does a session count only the time that passed, keep all that was saved, and refuse in words?"""

import zipfile

import pytest

from practicum.errors import PracticumError
from practicum.exam.sitting import Refused, Session, SittingError, receive
from practicum.exam.sitting.events import NAME, read_events
from practicum.exam.sitting.ledger import RESTARTS

PART = 80 * 60


@pytest.fixture
def session(begin):
    """A session in part 1."""
    one = begin()
    one.agree()
    one.start_part("part1")
    return one


@pytest.fixture
def second(session):
    """A session in part 2."""
    session.end_part()
    session.start_part("part2")
    return session


def refused(action, code):
    with pytest.raises(SittingError) as raised:
        action()
    assert raised.value.code == code
    assert len(raised.value.problem) > 15
    assert raised.value.next_step


def test_the_steps_come_in_their_order(begin):
    one = begin()
    refused(lambda: one.start_part("part1"), "not-agreed")
    one.agree()
    refused(one.agree, "agreed-already")
    refused(lambda: one.start_part("part2"), "part-order")
    refused(lambda: one.save("q01", "a"), "part-closed")
    one.start_part("part1")
    refused(lambda: one.start_part("part2"), "part-order")
    refused(lambda: one.save("pa-small-total", 3), "part-closed")
    refused(lambda: one.desk("pd-small"), "part-closed")
    one.end_part()
    refused(lambda: one.start_part("part1"), "part-order")
    one.start_part("part2")
    one.end_part()
    assert one.state.part == "done"


def test_an_answer_is_on_the_disk_when_it_is_acknowledged_and_the_last_one_counts(session, begin):
    session.save("q01", "a")
    session.save("q01", "c")
    session.save("q02", {"a": "true"})
    session.save("q03", "15 %")
    session.save("q03", None)
    session.flag("q02", on=True)
    again = begin()
    assert again.state.answers == {"q01": "c", "q02": {"a": "true"}}
    assert again.state.flags == {"q02"}
    assert again.missing("part1") == ["q03", "q04"]
    assert again.read("q01").shown == "Calm"


def test_the_same_answer_twice_is_one_event(session):
    session.save("q01", "a")
    count = session.state.events
    session.save("q01", "a")
    session.flag("q01", on=False)
    assert session.state.events == count


def test_what_is_not_asked_cannot_be_saved(session):
    for name in ("q99", "t01", "P-A", ""):
        refused(lambda name=name: session.save(name, "x"), "unknown-question")
    refused(lambda: session.save("q01", "x" * 30_000), "answer-large")
    with pytest.raises(PracticumError, match="cannot be kept"):
        session.save("q01", object())


def test_time_passes_on_the_running_clock_only(session, clock):
    clock.go(600)
    session.tick()
    assert session.state.left["part1"] == PART - 600
    clock.day = clock.day.replace(year=2020)  # somebody sets the wall clock back
    session.tick()
    clock.ran += 60
    assert session.state.left["part1"] == PART - 660


def test_when_the_time_is_over_nothing_more_is_saved_and_the_part_ends(session, clock):
    session.save("q01", "c")
    clock.go(PART)
    session.save("q02", {"a": "true"})  # in the very last moment
    clock.go(0.01)
    refused(lambda: session.save("q03", 15), "time-over")
    assert session.state.left["part1"] == 0
    assert session.state.ended == ("part1",)
    refused(lambda: session.save("q03", 15), "time-over")
    assert set(session.state.answers) == {"q01", "q02"}
    session.start_part("part2")


def test_a_pause_needs_its_code_and_costs_no_time(session, clock, sitting, code):
    codes = sitting.codes[code]
    clock.go(100)
    refused(lambda: session.pause(codes.stop), "wrong-code")
    session.pause(codes.pause.lower())
    clock.go(900)
    refused(lambda: session.save("q01", "a"), "paused")
    refused(lambda: session.pause(codes.pause), "paused")
    refused(session.end_part, "paused")
    refused(lambda: session.resume(codes.start), "wrong-code")
    session.resume(codes.pause)
    refused(lambda: session.resume(codes.pause), "not-paused")
    assert session.state.used["part1"] == 100


def test_a_crash_costs_no_time_and_a_pause_outlives_it(session, begin, clock, sitting, code):
    clock.go(100)
    session.tick()
    clock.restart(seconds=1800)
    again = begin()
    assert (again.state.used["part1"], again.state.crashes, again.state.credited) == (100, 1, 1800)
    clock.go(50)
    assert again.state.used["part1"] == 150
    again.pause(sitting.codes[code].pause)
    clock.restart(seconds=600)
    assert begin().state.paused


def test_from_the_twenty_first_crash_on_the_gap_counts(session, begin, clock):
    for _time in range(RESTARTS):
        clock.restart(seconds=60)
        session = begin()
    assert session.state.used["part1"] == 0
    clock.restart(seconds=60)
    assert begin().state.used["part1"] == 60


def test_going_on_needs_the_start_code_and_the_same_package(session, sitting, small, tmp_path, code):
    package = small.package_of(sitting, code)
    refused(lambda: Session.open(tmp_path / "station", package, "0000-0000-0000"), "package-altered")
    (tmp_path / "elsewhere").mkdir()
    again = small.make_sitting(
        tmp_path / "elsewhere"
    )  # the same secret and codes: another package all the same
    other = small.package_of(again, code)
    refused(lambda: Session.open(tmp_path / "station", other, sitting.codes[code].start), "other-package")
    refused(
        lambda: Session.open(tmp_path / "station", b"PK", sitting.codes[code].start), "package-unreadable"
    )


def test_two_windows_on_one_session_are_seen(session, begin):
    begin()
    refused(lambda: session.save("q01", "a"), "two-windows")


def test_an_unfinished_last_line_is_set_aside_and_a_damaged_one_is_not_touched(session, begin):
    session.save("q01", "c")
    path = session.folder / NAME
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"at":17')
    assert begin().state.answers == {"q01": "c"}
    assert path.with_name(f"{NAME}.torn").read_bytes() == b'{"at":17\n'
    path.write_bytes(whole.replace(b'"value":"c"', b'"value":"a"'))
    refused(begin, "session-damaged")
    assert b'"value":"a"' in path.read_bytes()


def test_a_file_is_saved_under_its_name_only_and_found_again_after_a_crash(second, begin):
    second.save_file("pa-small-plan", "plan.csv", b"day\nmonday\n")
    refused(lambda: second.save_file("pa-small-plan", "../plan.csv", b""), "unknown-question")
    refused(lambda: second.save_file("pa-small-total", "plan.csv", b""), "unknown-question")
    refused(lambda: second.save("pa-small-plan", "plan.csv"), "unknown-question")
    refused(lambda: second.save_file("pa-small-plan", "plan.csv", bytes(6_000_000)), "file-large")
    (second.folder / "files" / "plan.csv").write_bytes(b"day\ntuesday\n")  # written, and then the power went
    again = begin()
    assert again.state.files == {"pa-small-plan": "plan.csv"}
    assert again.read("pa-small-plan").value == "plan.csv"
    assert again._ledger.files["plan.csv"][1] != second._ledger.files["plan.csv"][1]


def test_a_drill_has_a_clock_of_its_own_and_is_played_once(second, clock):
    assert second.state.drills["pd-small"].state == "waiting"
    desk = second.desk("pd-small")
    assert second.desk("pd-small") is desk
    desk.step()
    refused(desk.start_over, "drill-alone")
    refused(desk.debrief, "drill-alone")
    clock.go(20 * 60)
    desk.step()
    clock.go(1)
    refused(desk.step, "drill-over")
    assert second.state.drills["pd-small"].state == "over"
    assert desk.over
    assert second.desk("pd-small") is desk  # to look at
    second.end_drill("pd-small")
    refused(lambda: second.desk("pd-other"), "unknown-drill")
    refused(lambda: second.end_drill("pd-other"), "unknown-drill")


def test_a_drill_goes_on_after_a_crash_where_it_was(second, begin, clock):
    desk = second.desk("pd-small")
    desk.step()
    desk.wait(3)
    clock.go(60)
    second.tick()
    shown = desk.view["clock"]
    clock.restart(seconds=300)
    again = begin()
    assert again.state.drills["pd-small"].left == 20 * 60 - 60
    assert again.desk("pd-small").view["clock"] == shown
    assert again.desk("pd-small").decided == 2


def test_an_act_that_is_impossible_is_no_event(second):
    desk = second.desk("pd-small")
    count = second.state.events
    with pytest.raises(PracticumError):
        desk.do("reply", thread="nobody")
    assert second.state.events == count


def test_stopping_needs_its_code_ends_everything_and_can_be_repeated(second, begin, station, sitting, clock):
    codes = sitting.codes[second.package.candidate]
    second.desk("pd-small").step()
    refused(lambda: second.stop(codes.pause, station), "wrong-code")
    stop = codes.stop
    sealed = second.stop(stop, station)
    content, seal = sealed.bundle.read_bytes(), sealed.seal.read_bytes()
    for action in (lambda: second.save("pa-small-total", 3), lambda: second.desk("pd-small"), second.agree):
        refused(action, "handed-in")
    second.tick()
    sealed.seal.unlink()
    clock.restart(seconds=60)
    again = begin()
    assert again.state.handed_in
    assert again.state.part == "done"
    assert again.stop(stop, station) == sealed
    assert (sealed.bundle.read_bytes(), sealed.seal.read_bytes()) == (content, seal)
    assert receive(sitting, sealed.bundle).receipt == sealed.receipt


def test_a_change_of_the_wall_clock_stands_in_the_log(session, clock):
    clock.day = clock.day.replace(hour=12)
    session.tick()
    events, _tail = read_events((session.folder / NAME).read_bytes())
    assert [event.kind for event in events[-2:]] == ["clock-jump", "tick"]
    assert events[-2].data == {"ms": 3 * 3600 * 1000}


def test_calling_the_invigilator_and_flags_of_blocks_are_noted(second):
    second.call("My screen flickers. " * 100)
    second.flag("P-A", on=True)
    assert second.state.flags == {"P-A"}
    refused(lambda: second.flag("P-Z", on=True), "unknown-question")


def test_an_act_and_what_it_ends_happen_at_one_moment_however_fast_the_clock_runs(
    begin, clock, sitting, station
):
    clock.run = lambda: clock.go(0.003) or clock.ran  # three milliseconds pass at each look
    session = begin()
    codes = sitting.codes[session.package.candidate]
    session.agree()
    session.start_part("part1")
    for number in range(20):
        session.save("q01", "abcd"[number % 4])
        session.flag("q02", on=number % 2 == 0)
    session.pause(codes.pause)
    session.resume(codes.pause)
    session.end_part()
    session.start_part("part2")
    session.save_file("pa-small-plan", "plan.csv", b"day\nmonday\n")
    session.desk("pd-small").step()
    session.end_drill("pd-small")
    assert receive(sitting, session.stop(codes.stop, station).bundle)


def test_a_drill_log_that_the_disk_has_damaged_does_not_keep_the_rest_from_being_handed_in(
    second, begin, sitting, station, code
):
    second.desk("pd-small").step()
    log = second.folder / "pd-small.jsonl"
    log.write_bytes(log.read_bytes().replace(b'"minute":0', b'"minute":7'))
    sealed = begin().stop(sitting.codes[code].stop, station)
    with pytest.raises(Refused) as raised:
        receive(sitting, sealed.bundle)
    assert raised.value.code == "drill-broken"
    assert "session.jsonl" in zipfile.ZipFile(sealed.bundle).namelist()


def test_a_full_disk_does_not_end_a_drill_by_half(second, sitting, station, code, monkeypatch):
    desk = second.desk("pd-small")
    desk.step()

    def full(*_values):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(PracticumError, match="No space left"):
            second.stop(sitting.codes[code].stop, station)
    assert second.state.drills["pd-small"].state == "running"
    assert receive(sitting, second.stop(sitting.codes[code].stop, station).bundle)
