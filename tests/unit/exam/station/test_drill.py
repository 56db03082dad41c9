"""Is a drill of an examination the desk of the course, each act once, and only what an examination allows?"""

import importlib.util
import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practicum.errors import PracticumError
from practicum.evidence import read_log
from practicum.exam.station.drill import drill_form, drill_message, drill_page

ROOT = Path(__file__).parents[4]
SMALL = ROOT / "tests" / "widgets" / "small-drill"
_SPEC = importlib.util.spec_from_file_location("one_drill", Path(__file__).with_name("drill_session.py"))
MADE = importlib.util.module_from_spec(_SPEC)
sys.modules["one_drill"] = MADE
_SPEC.loader.exec_module(MADE)


@pytest.fixture
def session(tmp_path, monkeypatch):
    monkeypatch.setenv("PRACTICUM_ROOT", str(ROOT))
    return MADE.OneDrill("lost-dog", tmp_path, seed="assessed-01")


def known(html):
    return json.loads(re.search(r'id="known">(.*?)</script>', html, re.DOTALL)[1])


def say(session, type_, name="m1", **more):
    return drill_message(session, "drill", {"type": type_, "id": name, **more})


def wait(session, minutes, name="m1", **more):
    return say(session, "act", name, action="wait", thread=None, fields={"minutes": minutes}, **more)


def acts(session):
    if not session.path.exists():
        return []
    return [act.action for act in read_log(session.path)[1]]


# ---- the page with a script, and its messages


def test_does_the_page_hold_the_desk_and_nothing_that_an_examination_keeps_back(session):
    wait(session, 30)
    held = known(drill_page(session, "drill", home="../block/P-D"))
    assert held["fixed"]["drill"]["mode"] == "assessed"
    assert held["frame"]["view"]["coaching"] is None
    assert held["fixed"]["resolution"] == ""
    assert '<a class="button primary" href="../block/P-D">' in held["fixed"]["end"]
    assert "debrief" not in held["words"]["goodwill_later"] + held["words"]["lint_later"]
    assert "no debrief" in held["words"]["assessed_means"]
    assert (held["left"], held["over"]) == (600, False)
    assert {"score", "handlings", "hint"} & held["frame"]["view"].keys() == set()


def test_is_only_the_difference_sent_to_who_holds_the_frame_and_all_to_who_does_not(session):
    at = known(drill_page(session, "drill"))["at"]
    first = wait(session, 20, "m1", at=at)
    assert set(first["change"]) == {"in"}
    assert first["change"]["in"]["answer"]["is"]["id"] == "m1"
    second = wait(session, 20, "m2", at=first["at"])
    assert set(second["change"]) == {"in"}
    stranger = say(session, "look", at=first["at"])
    assert stranger["change"]["is"]["answer"]["id"] == "m2"
    assert stranger["at"] == second["at"]
    assert say(session, "look", at=second["at"])["change"] is None


def test_is_an_act_sent_again_because_its_answer_was_lost_done_once(session):
    first = wait(session, 20, "m1")
    again = wait(session, 20, "m1")
    assert acts(session) == ["wait"]
    assert again["change"] == first["change"]
    wait(session, 20, "m2")
    assert acts(session) == ["wait", "wait"]


def test_does_a_page_loaded_anew_get_no_old_answer(session):
    wait(session, 20)
    held = known(drill_page(session, "drill"))
    assert held["frame"]["answer"] is None
    answer = wait(session, 20, "m2", at=held["at"])["change"]["in"]["answer"]["is"]
    assert (answer["id"], answer["refused"]) == ("m2", False)


@pytest.mark.parametrize("type_", ["debrief", "resolve", "restart", "lint", "", "fly"])
def test_is_what_an_examination_does_not_offer_refused_at_any_time(session, type_):
    for minutes in (20, 70):
        wait(session, minutes, f"w{minutes}")
        told = say(session, type_, predicted="40", text="a" * 30, message="")["change"]["is"]["answer"]
        assert told["refused"]
        assert "Nothing has been logged" in told["sentence"]
    assert acts(session) == ["wait", "wait"]


def test_does_the_drill_end_when_its_time_is_over_and_take_no_act_after_it(session):
    wait(session, 20)
    session.left = 0
    told = wait(session, 5, "late")
    assert told["over"]
    assert told["left"] == 0
    assert told["change"]["is"]["answer"]["refused"]
    assert "came too late" in told["change"]["is"]["answer"]["sentence"]
    assert [act.args for act in read_log(session.path)[1]] == [{"minutes": 20}, {"minutes": 70}]
    assert say(session, "look")["change"]["is"]["view"]["clock"]["over"]


def test_does_a_drill_that_ended_elsewhere_show_its_end(session):
    at = wait(session, 20)["at"]
    session.end_drill("drill")
    told = say(session, "look", at=at)
    assert told["over"]
    assert told["change"]["is"]["view"]["clock"]["over"]
    assert told["at"] != at


def test_is_a_session_that_is_closed_said_in_its_own_words_and_the_page_refused(session):
    session.closed = "The examination is paused."
    told = wait(session, 20)
    assert told == {"type": "refused", "sentence": "The examination is paused."}
    with pytest.raises(PracticumError, match="paused"):
        drill_page(session, "drill")
    assert acts(session) == []


def test_does_an_interrupted_drill_go_on_from_its_log(session):
    at = wait(session, 35)["at"]
    again = session.crash()
    assert known(drill_page(again, "drill"))["frame"]["view"]["clock"]["minute"] == 35
    told = wait(again, 5, "m2", at=at)
    assert told["change"]["is"]["view"]["clock"]["minute"] == 40, "another process's frame is never trusted"
    assert acts(session) == ["wait", "wait"]


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
_NAMES = st.sampled_from(["type", "id", "at", "action", "thread", "fields", "confidence"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(message=st.dictionaries(_NAMES, _VALUES | st.sampled_from(["act", "look", "next"])) | _VALUES)
def test_does_no_message_bring_the_page_down(session, message):
    told = drill_message(session, "drill", message)
    json.dumps(told, allow_nan=False)
    assert told["type"] == "change"


# ---- the page without a script


class Forms(HTMLParser):
    """The forms of a page, filled in as somebody would who takes the first of everything."""

    def __init__(self, html):
        super().__init__()
        self.forms, self._form, self._select = [], None, None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        at = dict(attrs)
        if tag == "form":
            assert at["enctype"] == "multipart/form-data"
            assert at["method"] == "post"
            self._form = {}
            self.forms.append(self._form)
        elif self._form is None:
            return
        elif tag == "textarea":
            self._form[at["name"]] = ["Good morning, we look at it."]
        elif tag == "select":
            self._select = at["name"]
        elif tag == "option" and self._select and at["value"]:
            self._form.setdefault(self._select, [at["value"]])
        elif tag == "input":
            if at["type"] in {"hidden", "text"}:
                self._form[at["name"]] = [at["value"]]
            else:
                self._form.setdefault(at["name"], [at["value"]])

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None


def plain(session, **asked):
    return drill_page(session, "drill", {"plain": "yes", **asked})


def forms(html, **wanted):
    return [form for form in Forms(html).forms if all(form.get(k) == [v] for k, v in wanted.items())]


def send(session, form):
    return drill_form(session, "drill", form, home="../block/P-D")


def try_all(session, thread, wanted):
    """Send every form that the page has for a thread; return which acts were done, and which refused."""
    done, refused = set(), set()
    for act in sorted(wanted):
        mine = forms(plain(session, thread=thread), do="act", act=act)
        mine = [form for form in mine if form.get("thread", [""]) == [thread]]
        if not mine:
            continue
        before = len(acts(session))
        answered = send(session, mine[0])
        if len(acts(session)) > before:
            assert acts(session)[before] == act
            done.add(act)
        else:
            assert 'role="alert"' in answered
            refused.add(act)
    return done, refused


@pytest.mark.parametrize("drill", ["small", "d03-moderation-queue", "d04-product-recall", "monday-committee"])
def test_can_every_act_of_a_desk_be_done_without_a_script(tmp_path, monkeypatch, drill):
    monkeypatch.setenv("PRACTICUM_ROOT", str(ROOT))
    session = MADE.OneDrill(SMALL if drill == "small" else drill, tmp_path, seed="assessed-01")
    desk = session.desk("drill")
    wanted = {one["id"] for one in desk.view["actions"]} - {"open"}
    done, refused = set(), set()
    while not desk.over and done | refused != wanted:
        say(session, "act", f"n{len(acts(session))}", action="next", fields={})
        for thread in ["", *(one["id"] for one in desk.view["threads"])]:
            more, less = try_all(session, thread, wanted - done)
            done, refused = done | more, refused | less
    # An act may make no sense at this minute; then the drill itself says so, never the page.
    assert done | refused == wanted
    assert len(done) >= len(wanted) * 0.6


def test_does_opening_a_thread_read_it_once_and_show_its_acts(session):
    wait(session, 20)
    (read, *_others) = forms(plain(session), do="read")
    page = send(session, read)
    assert acts(session) == ["wait", "open"]
    assert "The open thread: " in page
    assert forms(page, do="act", act="reply", thread=read["thread"][0])
    send(session, forms(page, do="read", thread=read["thread"][0])[0])
    assert acts(session) == ["wait", "open"]


def test_does_time_pass_by_step_and_by_minutes(session):
    page = send(session, forms(plain(session), do="step")[0])
    send(session, forms(page, do="wait")[0] | {"minutes": ["15"]})
    assert acts(session) == ["next", "wait"]
    refused = send(session, forms(plain(session), do="wait")[0] | {"minutes": ["a while"]})
    assert 'role="alert"' in refused
    assert "<title>Please look:" in refused
    assert acts(session) == ["next", "wait"]


def test_is_a_form_sent_twice_or_out_of_an_old_window_done_once_and_its_text_kept(session):
    wait(session, 20)
    thread = session.desk("drill").view["threads"][0]["id"]
    form = forms(plain(session, thread=thread), do="act", act="reply")[0]
    assert 'role="status"' in send(session, form)
    again = send(session, form | {"f-text": ["<b>Twice</b>"]})
    assert "Nothing was sent: the desk has moved on" in again
    assert "&lt;b&gt;Twice&lt;/b&gt;</textarea>" in again
    assert acts(session) == ["wait", "reply"]
    (kept,) = re.findall(r"<details open>.*?</details>", again, re.DOTALL)
    assert f'name="f-posture" value="{form["f-posture"][0]}" checked' in kept


def test_is_a_refused_form_kept_as_it_was_filled_in(session):
    wait(session, 20)
    thread = session.desk("drill").view["threads"][0]["id"]
    form = forms(plain(session, thread=thread), do="act", act="reply")[0]
    answered = send(session, {k: v for k, v in form.items() if k != "f-posture"})
    assert 'role="alert"' in answered
    assert "Good morning, we look at it.</textarea>" in answered
    assert acts(session) == ["wait"]


@pytest.mark.parametrize("stay", [{}, {"plain": ["yes"]}])
def test_does_ending_early_let_the_rest_pass_and_lead_back(session, stay):
    wait(session, 20)
    page = send(session, {"do": ["end"], **stay})
    assert session.desk("drill").over
    assert "../block/P-D" in page
    assert ("known" in page) != bool(stay)
    for page in (plain(session), send(session, {"do": ["act"], "act": ["watch"], "at": ["x"]})):
        assert "The drill is over" in page
        assert forms(page, do="act") == []


def test_does_the_plain_page_say_what_time_is_left(session):
    for left, sentence in ((600, "10 minutes are"), (95, "1 minute is"), (30, "Less than a minute is")):
        session.left = left
        assert f"{sentence} left for this drill." in plain(session)


def test_does_who_wants_no_clock_see_none(session):
    session.package.clock = False
    assert "Your time is said by the invigilator." in plain(session)
    assert "left for this drill" not in plain(session)
    held = known(drill_page(session, "drill"))
    assert held["clock"] is False
    assert "minutes for this drill" not in held["words"]["time_means"]
    session.package.clock = True
    assert "you have 10 minutes for this drill" in known(drill_page(session, "drill"))["words"]["time_means"]


# ---- with the station's own session


def test_does_a_drill_of_a_real_session_run_pause_resume_after_a_crash_and_end_in_time(candidate, sat):
    one = candidate.begin("part2")
    slug = sat.DRILL

    def act(name, minutes):
        fields = {"minutes": minutes}
        message = {"type": "act", "id": name, "action": "wait", "thread": None, "fields": fields}
        return drill_message(one.session, slug, message)

    held = known(drill_page(one.session, slug))
    assert held["fixed"]["drill"]["mode"] == "assessed"
    assert held["left"] > 60
    assert act("m1", 20)["change"]["is"]["view"]["clock"]["minute"] == 20
    one.session.pause(sat.PAUSE)
    told = act("m2", 5)
    assert told["type"] == "refused"
    assert "The clock is stopped" in told["sentence"]
    one.session.resume(sat.PAUSE)
    one.sit_down()
    assert act("m2", 5)["change"]["is"]["view"]["clock"]["minute"] == 25
    one.clock.go(held["left"] + 1)
    late = act("m3", 5)
    assert late["over"]
    assert late["change"]["is"]["answer"]["refused"]
    assert "The drill is over" in drill_page(one.session, slug, {"plain": "yes"})
    decided = read_log(one.session.folder / f"{slug}.jsonl")[1]
    assert [row.args["minutes"] for row in decided] == [20, 5, 65]
    assert one.session.state.drills[slug].state == "over"
