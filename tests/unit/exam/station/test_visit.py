"""Does the station show each step of an examination, save every answer, and refuse what is not open?"""

from __future__ import annotations

import json
import re
from http import HTTPStatus

import pytest

from practicum.exam.sitting.errors import SittingError
from practicum.exam.sitting.session import Session
from practicum.learn.form.multipart import Submission

EVERY_ANSWER = [
    ("q01", {"q01": "b"}, "b"),
    ("q02", {"q02__r1": "c", "q02__r3": "e"}, {"r1": "c", "r3": "e"}),
    ("q04", {"q04__a": "true", "q04__b": "false"}, {"a": "true", "b": "false"}),
    ("q05", {"q05__1": "d", "q05__2": "a"}, ["d", "a"]),
    ("q06", {"q06": " 2 678,0 "}, "2 678,0"),
    ("q06", {"q06": "two or three"}, "two or three"),
]


def text_of(reply):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.html.split("</style>")[-1].split("<script>")[0]))


def heading(reply):
    return re.search(r"<h1>(.*?)</h1>", reply.html)[1]


def test_does_the_way_lead_from_the_rules_to_the_receipt(candidate, sat):
    assert heading(candidate.see()) == "Welcome, candidate C-2207"
    assert candidate.send("agree", agreed="yes").location == "./"
    assert heading(candidate.see()) == "Ready for part 1"
    candidate.send("start/part1")
    assert heading(candidate.see()) == "Question 1 of 6"
    candidate.send("end/part1", sure="yes")
    assert heading(candidate.see()) == "Ready for part 2"
    candidate.send("start/part2")
    assert heading(candidate.see()) == "Your tasks"
    candidate.send("end/part2", sure="yes")
    assert heading(candidate.see()) == "You have finished"
    candidate.send("hand-in", code=sat.STOP)
    page = candidate.see()
    assert heading(page) == "Handed in and sealed"
    seal = next(candidate.folder.rglob("*.seal.json"))
    assert re.search(r'class="receipt num">([0-9A-Z-]{14})<', page.html)[1] in _receipts(seal)
    assert not candidate.visit.closed
    assert heading(candidate.send("stop")) == "The station is closed"
    assert candidate.visit.closed


def _receipts(seal):
    from practicum.exam.sitting.seal import receipt_of

    return {receipt_of(seal.read_bytes())}


def test_is_the_receipt_still_shown_after_a_restart(candidate, sat):
    candidate.begin("part2")
    candidate.send("hand-in", code=sat.STOP)
    shown = re.search(r'class="receipt num">(.*?)<', candidate.see().html)[1]
    candidate.sit_down()
    assert shown in candidate.see().html


def test_does_nothing_begin_without_the_promise(candidate):
    refused = candidate.send("agree")
    assert refused.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Tick the box to confirm" in text_of(refused)
    assert not candidate.session.state.agreed
    assert candidate.send("start/part1").status == HTTPStatus.CONFLICT


def test_is_extra_time_named_once_as_part_of_the_total(candidate, seated):
    candidate.begin()
    assert text_of(candidate.see()).count("of 100: 80 and your 20 extra") == 1
    own = seated(extra=0).begin()
    assert "of 80" in text_of(own.see())
    assert "extra" not in text_of(own.see())


def test_does_who_asked_for_no_clock_see_none_and_hear_no_warning(seated):
    candidate = seated(clock=False).begin()
    candidate.clock.go(60 * 90)
    page = candidate.see()
    assert "min left" not in page.html
    assert "minutes are left" not in page.html
    assert "spoken" not in as_json(candidate.visit.get("time", {}))


@pytest.mark.parametrize(("name", "sent", "kept"), EVERY_ANSWER)
@pytest.mark.parametrize("by_script", [False, True])
def test_is_every_kind_of_answer_kept_as_typed_and_shown_again(candidate, name, sent, kept, by_script):
    candidate.begin()
    if by_script:
        assert as_json(candidate.send(f"q/{name}/save", at=name, **sent))["saved"]
    else:
        assert candidate.send(f"q/{name}", go="next", **sent).location.startswith("../")
    assert candidate.session.state.answers[name] == kept
    page = candidate.see(f"q/{name}").html
    for field, value in sent.items():
        field_name = field.replace("__", ".")
        control = rf'name="{re.escape(field_name)}" value="{re.escape(value.strip())}" checked'
        selected = rf'name="{re.escape(field_name)}">.*?<option value="{value.strip()}" selected'
        typed = rf'value="{re.escape(value.strip())}" id="f-{field_name}"'
        assert any(re.search(one, page) for one in (control, selected, typed)), field


def as_json(reply):
    assert reply.media.startswith("application/json")
    return json.loads(reply.content)


def test_does_read_as_say_the_form_and_never_whether_it_is_right(candidate):
    candidate.begin()
    assert as_json(candidate.send("q/q06/save", at="q06", q06="2 678,0"))["read"]["q06"] == {
        "said": "Read as 2,678 €.",
        "bad": False,
        "shape": "read",
    }
    answer = as_json(candidate.send("q/q06/save", at="q06", q06="1 or 2"))
    assert answer["read"]["q06"]["bad"] is True
    assert answer["cell"] == {"d": False, "u": True, "f": False}
    assert answer["words"] == "to finish"
    row = as_json(candidate.send("q/q04/save", at="q04", q04__a="true"))
    assert row["read"]["q04"] == {"said": "4 rows are still open.", "bad": False, "shape": "part"}


def test_is_a_cleared_answer_taken_back_and_an_unsent_one_kept(candidate):
    candidate.begin()
    candidate.send("q/q01", q01="b", go="stay")
    candidate.send("q/q01", go="next")
    assert candidate.session.state.answers["q01"] == "b"
    candidate.send("q/q01", q01="b", go="clear")
    assert "q01" not in candidate.session.state.answers
    candidate.send("q/q06", q06="5", go="stay")
    candidate.send("q/q06", q06="", go="stay")
    assert candidate.session.state.answers == {}


@pytest.mark.parametrize(
    ("go", "more", "where"),
    [
        ("next", {}, "q/q03"), ("previous", {}, "q/q01"), ("stay", {}, "q/q02"), ("flag", {}, "q/q02"),
        ("q05", {}, "q/q05"), ("review", {}, "review"), ("call", {}, "call"), ("pause", {}, "pause"),
        ("rules", {}, "rules"),
        ("number", {"number": "6"}, "q/q06"), ("stay", {"number": " 4 "}, "q/q04"), ("keys", {}, "q/q02"),
        ("elsewhere", {}, "q/q02"), ("", {}, "q/q02"),
    ],
)  # fmt: skip
def test_does_each_button_save_and_lead_on(candidate, go, more, where):
    candidate.begin()
    reply = candidate.send("q/q02", q02__r1="a", go=go, **more)
    assert reply.location == f"../{where}"
    assert candidate.session.state.answers["q02"] == {"r1": "a"}


def test_does_the_last_next_lead_to_the_review_and_the_first_previous_stay(candidate):
    candidate.begin()
    assert candidate.send("q/q06", go="next").location == "../review"
    assert candidate.send("q/q01", go="previous").location == "../q/q01"


@pytest.mark.parametrize("code", ["disk-full", "two-windows", "log-full", "clock-back"])
def test_is_a_fault_of_the_computer_told_from_what_is_not_allowed(candidate, monkeypatch, code):
    candidate.begin()

    def fails(*_unused):
        raise SittingError(code)

    monkeypatch.setattr(Session, "save", fails)
    script = candidate.send("q/q06/save", at="q06", q06="5")
    assert script.status == HTTPStatus.INSUFFICIENT_STORAGE
    assert "unsaved" in as_json(script)
    assert candidate.send("q/q06", q06="5", go="next").status == HTTPStatus.INSUFFICIENT_STORAGE


@pytest.mark.parametrize("number", ["0", "7", "99999", "x", "²"])
def test_is_a_number_without_a_question_said(candidate, number):
    candidate.begin()
    page = candidate.send("q/q01", go="number", number=number)
    assert f"There are questions 1 to 6; “{number}” is none of them." in text_of(page)


def test_does_a_flag_go_on_and_off_and_stand_in_sheet_and_review(candidate):
    candidate.begin()
    candidate.send("q/q02", go="flag")
    assert 'aria-label="Question 2, open, flagged"' in candidate.see("q/q02").html
    assert 'aria-pressed="true"' in candidate.see("q/q02").html
    assert "Flagged" in text_of(candidate.see("review"))
    candidate.send("q/q02", go="flag")
    assert candidate.session.state.flags == frozenset()


def test_does_the_review_name_what_is_open_and_hand_in_only_with_the_tick(candidate):
    candidate.begin()
    candidate.send("q/q01", q01="a", go="stay")
    candidate.send("q/q06", q06="1 or 2", go="stay")
    page = candidate.see("review")
    assert "1 of 6 questions are answered." in text_of(page)
    assert "5 answers are missing." in text_of(page)
    assert page.html.index('<a href="q/q06">') < page.html.index('<a href="q/q02">')
    assert '<a href="q/q01">' not in page.html.split("Back to question")[1].split("</a>", 1)[1]
    refused = candidate.send("end/part1")
    assert refused.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert candidate.session.state.part == "part1"
    assert '<a href="../q/q02">' in refused.html


def test_do_the_warnings_come_once_at_15_and_5_minutes(candidate):
    candidate.begin()
    said = []
    for minutes in (60, 25, 0, 5, 5, 0, 4):
        candidate.clock.go(60 * minutes)
        said.append(as_json(candidate.visit.get("time", {}))["warning"])
    assert said == ["", "15 minutes are left.", "", "", "5 minutes are left.", "", ""]


def test_does_the_time_end_the_part_and_keep_what_was_saved(candidate):
    candidate.begin()
    candidate.send("q/q01", q01="b", go="stay")
    candidate.clock.go(60 * 100 + 1)
    late = candidate.send("q/q01", q01="c", go="stay")
    assert late.status == HTTPStatus.CONFLICT
    assert "The time of this part is over." in text_of(late)
    assert candidate.session.state.answers["q01"] == "b"
    assert heading(candidate.see()) == "Ready for part 2"
    script = candidate.send("q/q01/save", at="q01", q01="c")
    assert script.status == HTTPStatus.CONFLICT
    assert as_json(script)["moved"] is True


def test_does_a_pause_hide_the_questions_and_only_the_code_lift_it(candidate, sat):
    candidate.begin()
    wrong = candidate.send("pause", code="nope")
    assert "This code does not fit." in text_of(wrong)
    assert candidate.send("pause", code=sat.PAUSE).location == "./"
    for place in ("", "q/q01", "review", "block/P-A", "call"):
        assert heading(candidate.see(place)) == "Pause"
    assert as_json(candidate.visit.get("api", {}))["questions"] == []
    assert as_json(candidate.send("q/q01/save", at="q01", q01="a"))["moved"] is True
    candidate.clock.go(6000)
    candidate.send("resume", code="nope")
    assert candidate.session.state.paused
    candidate.send("resume", code=sat.PAUSE)
    assert "100 min left" in text_of(candidate.see())


def test_is_a_call_noted_in_the_log_and_the_candidate_told_to_raise_a_hand(candidate):
    candidate.begin()
    page = candidate.send("call", about="The mouse is dead")
    assert heading(page) == "Raise your hand"
    (log,) = candidate.folder.rglob("session.jsonl")
    assert "The mouse is dead" in log.read_text(encoding="utf-8")


def test_is_nothing_lost_when_the_disk_is_full_and_the_candidate_told_to_stay(candidate, monkeypatch):
    candidate.begin()

    def full(*_unused):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Session, "save", full)
    page = candidate.send("q/q06", q06="12,5", go="next")
    assert page.status == HTTPStatus.INSUFFICIENT_STORAGE
    assert "Not saved. Stay on this page and raise your hand." in text_of(page)
    assert 'value="12,5"' in page.html
    assert page.html.index("<title>Please look: ") >= 0
    script = candidate.send("q/q06/save", at="q06", q06="12,5")
    assert script.status == HTTPStatus.INSUFFICIENT_STORAGE
    assert "No space left" in as_json(script)["unsaved"]


def test_does_a_restart_come_back_to_the_same_question_with_all_that_was_saved(candidate):
    candidate.begin()
    candidate.send("q/q01", q01="b", go="next")
    candidate.see("q/q04")
    candidate.send("q/q04", go="keys")
    candidate.clock.go(300)
    candidate.visit.tick()
    candidate.clock.day = candidate.clock.day.replace(hour=11)
    candidate.clock.ran = 5.0
    candidate.sit_down()
    page = candidate.see()
    assert candidate.place == "q/q04"
    assert "95 min left" in text_of(page)
    assert 'data-keys="off"' in page.html
    assert "checked" in candidate.see("q/q01").html


@pytest.mark.parametrize("damage", [b"", b"[]", b'{"at": "q99", "clock": 1, "keys": 1}', b"\xff"])
def test_does_a_restart_without_its_memory_come_to_the_first_open_question(candidate, damage):
    candidate.begin()
    candidate.send("q/q01", q01="b", go="next")
    candidate.visit.memory.path.write_bytes(damage)
    candidate.sit_down()
    candidate.see()
    assert candidate.place == "q/q02"
    assert "Look once more" in text_of(candidate.see("review"))


def test_does_the_tutorial_keep_nothing_and_end_when_the_clock_runs(candidate):
    assert heading(candidate.see("try")) == "Question 1 of 3"
    assert "nothing of it is kept" in text_of(candidate.see("try"))
    before = candidate.session.state.events
    names = list(candidate.visit.tutorial)
    candidate.send(f"try/{names[0]}", go="next", **{names[0]: "a"})
    assert candidate.visit.memory.tried[names[0]] == "a"
    assert candidate.session.state.events == before
    assert candidate.send(f"try/{names[-1]}", go="next").location == "../"
    candidate.begin()
    assert heading(candidate.see("try")) == "Question 1 of 6"


@pytest.mark.parametrize(
    "place", ["nowhere", "q/q99", "block/P-Z", "block/P-A/secret", "drill/nothing", "try/t99"]
)
def test_is_an_unknown_page_a_sentence_and_no_fault(candidate, place):
    candidate.begin("part2" if place.startswith(("block", "drill")) else "part1")
    reply = candidate.see(place)
    assert reply is None or "no such page" in text_of(reply) or reply.status == HTTPStatus.OK


@pytest.mark.parametrize("place", ["q/q01", "review", "block/P-A", "drill/pd-dog"])
def test_is_nothing_shown_before_its_part_is_open(candidate, place):
    assert heading(candidate.see(place)) == "Welcome, candidate C-2207"
    assert candidate.send("q/q01", q01="b", go="next").status == HTTPStatus.CONFLICT
    assert candidate.session.state.answers == {}


def test_may_the_candidate_not_stop_the_station_before_the_hand_in(candidate):
    candidate.begin()
    reply = candidate.send("stop")
    assert reply.status == HTTPStatus.CONFLICT
    assert "stays open until the work is sealed" in text_of(reply)
    assert not candidate.visit.closed
    assert heading(candidate.see("quit")) == "Question 1 of 6"


def test_can_the_clock_be_hidden_and_single_keys_switched_off(candidate):
    candidate.begin()
    assert 'data-keys="on"' in candidate.see().html
    candidate.send("q/q01", go="keys")
    assert 'data-keys="off"' in candidate.see().html
    candidate.send("screen", go="clock")
    page = candidate.see().html
    assert '<p id="clock" hidden>' in page
    assert "Show clock" in page


def test_does_no_page_run_another_script_than_its_own(candidate):
    candidate.begin()
    reply = candidate.see()
    assert "script-src 'sha256-" in reply.policy
    assert "unsafe-inline" not in reply.policy.split("script-src")[1]
    assert "connect-src 'self'" in reply.policy
    assert "frame-ancestors 'none'" in reply.policy


@pytest.mark.parametrize(
    "content",
    [None, 3, [], {}, {"id": "q99", "value": 1}, {"id": "pa-form-rows", "value": 1}, {"id": ["q01"]}],
)
def test_is_what_a_notebook_may_not_say_refused_in_words(candidate, content):
    candidate.begin()
    reply = candidate.visit.post("api/save", Submission(json=content))
    assert "no such question" in as_json(reply)["refused"]
    assert candidate.session.state.answers == {}


def test_does_an_answer_too_long_stay_on_the_page_with_its_sentence(candidate):
    candidate.begin()
    page = candidate.send("q/q06", q06="9" * 30_000, go="next")
    assert page.status == HTTPStatus.CONFLICT
    assert "longer than 20000 characters" in text_of(page)
    assert candidate.session.state.answers == {}


def test_do_options_rows_and_steps_stand_in_the_order_that_the_body_gave_them(candidate, sat):
    sent = sat.document()
    written = {one["id"]: one["kind"] for one in sent["part1"]["exercises"]}
    for one in sent["part2"]:
        written |= {each["id"]: each["kind"] for each in one["exercises"]["exercises"]}
    ordered = ("options", "items", "rows", "labels")
    for name, kind in written.items():
        shown = candidate.session.question(name).kind.model_dump(mode="json")
        assert [list(shown[part]) for part in ordered if part in shown] == [
            list(kind[part]) for part in ordered if part in kind
        ], name
    assert list(written["q04"]["rows"]["a"]["options"]) == ["true", "false"]
