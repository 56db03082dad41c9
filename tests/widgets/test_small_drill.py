"""Does the desk show issues, facts, plans, levels, service and reports, and do its clicks reach them?"""

import pytest

from practicum.desk import Desk, expert_run
from practicum.desk.lint import remarks
from practicum.desk.news import news
from practicum.evidence import read_log


@pytest.fixture
def desk(folder, small):
    return Desk(small)


def view_of(front):
    return front.frame["view"]


def row(rows, name):
    return next(one for one in rows if one["id"] == name)


def test_is_a_pause_a_level_a_post_and_a_removal_seen_in_the_next_frame(front):
    front.act("wait", minutes=20)
    assert {one["kind"] for one in view_of(front)["threads"]} == {"thread", "report", "stream"}
    assert not front.act("pause", what=["autumn"])["refused"]
    assert row(view_of(front)["operations"], "autumn")["state"] == "paused"
    front.act("level", level="2", text="The lids are hot.")
    assert view_of(front)["level"]["now"] == 2
    assert view_of(front)["level"]["clocks"]
    text = "We are checking the lids."
    front.act("post", format="status", posture="check", parts=["unknown"], facts=["checking"], text=text)
    assert [post["text"] for post in view_of(front)["own_posts"]] == [text]
    front.act("remove", "insult", rule="insult", notice="yes")
    assert row(view_of(front)["threads"], "insult")["decision"] == "remove"
    done = [one.action for one in read_log(front.desk.path)[1]]
    assert done == ["wait", "pause", "level", "post", "remove"]


def test_is_haste_in_the_log_only_when_the_second_look_was_skipped(front):
    front.act("wait", minutes=20)
    front.act("hide", "insult", reason="insult")
    front.act("hide", "bad-review", reason="spam", haste="yes")
    assert [one.args.get("haste") for one in read_log(front.desk.path)[1]] == [None, None, "yes"]
    assert front.act("like", "tin", haste="yes")["refused"], "an act that can be taken back knows no haste"


def test_are_remarks_given_aside_without_a_frame_a_minute_or_a_line_in_the_log(front, monkeypatch):
    front.act("wait", minutes=20)
    told, before = [], (front.frame, front.desk.path.read_bytes())
    monkeypatch.setattr(front.widget, "send", told.append)
    front.ask("lint", text="You should have read the label.", message="my thumb!", public=True)
    assert told[0]["id"] == "t2"
    assert "You should have" in told[0]["remarks"][0]["quote"]
    assert (front.frame, front.desk.path.read_bytes()) == before


@pytest.mark.parametrize("content", [{}, {"text": 5, "message": ""}, {"text": "Sorry", "message": None}])
def test_is_a_draft_that_cannot_be_read_answered_with_no_remark(front, monkeypatch, content):
    told = []
    monkeypatch.setattr(front.widget, "send", told.append)
    front.ask("lint", **content)
    assert told[0]["remarks"] == []


def test_are_there_no_remarks_in_assessed_mode_nor_in_a_language_without_word_lists(
    small, folder, monkeypatch
):
    text = "You should have read the label."
    desk, told = Desk(small, "assessed-01", "assessed"), []
    monkeypatch.setattr(desk.widget, "send", told.append)
    desk.widget._receive(desk.widget, {"type": "lint", "id": "a", "text": text, "message": ""}, [])
    assert told[0]["remarks"] == []
    assert remarks(text, "", public=True)
    monkeypatch.setenv("PRACTICUM_LANGUAGE", "eo")
    assert remarks(text, "", public=True) == []


def test_does_the_news_say_who_answered_what_is_hot_and_what_is_late_but_no_post(desk):
    start = desk.view
    desk.wait(20)
    first = news(start, desk.view)
    assert "Lids that cut is hot" in first.urgent
    assert "2 new reports in the queue." in first.urgent
    assert "cut my thumb" not in first.urgent
    assert first.unanswered.startswith("2 posts without an answer")
    desk.do("level", level="2", text="It is hot.")
    desk.do("ask", thread="tin", to="quality", text="Is it the lot?")
    asked = desk.view
    desk.wait(15)
    assert "Inès Okafor, quality has answered." in news(asked, desk.view).urgent
    waiting = desk.view
    desk.wait(60)
    assert "Overdue since 10:22: First public word." in news(waiting, desk.view).urgent
    assert news(desk.view, desk.view) == type(first)()


def test_is_an_own_word_in_the_channel_no_news(desk):
    desk.wait(5)
    before = desk.view
    desk.do("decide", text="We say what we know.")
    assert "channel" not in news(before, desk.view).urgent


def test_does_a_minute_that_passes_change_no_thread(front):
    front.act("wait", minutes=100)
    before = view_of(front)["threads"]
    front.act("wait", minutes=1)
    assert row(view_of(front)["threads"], "radio") == row(before, "radio")


def test_does_the_plain_text_say_level_issues_service_and_reports(desk):
    desk.wait(20)
    desk.do("level", level="2", text="It is hot.")
    text = repr(desk)
    for said in (
        "Escalation level 2.",
        "First public word: 60 minutes left",
        "Lids that cut: ",
        "Customer service: ",
        "2 reports in the queue.",
        "posts without an answer, the oldest by",
    ):
        assert said in text, said
    assert len(text.splitlines()) < 12


def test_does_the_experts_shift_count_the_crowd_instead_of_reading_it_out(small, capsys):
    expert_run(small, minutes=40)
    shown = capsys.readouterr().out
    assert "posts about Lids that cut, Microblog" in shown
    assert "A customer" not in shown
