"""Is the desk one desk, whether a person clicks or a script calls, and does it survive what befalls it?"""

import json
import os
from datetime import date

import nbformat
import pytest
from nbclient import NotebookClient

from practicum.desk import Desk, DeskError
from practicum.drill import Run, debrief, load_scenario, play
from practicum.errors import PracticumError
from practicum.evidence import read_log

DRILL = "d01-first-shift"
VIEW = "application/vnd.jupyter.widget-view+json"


def replayed(act, policy="random"):
    """Play a policy through any door: `act(action, thread, confidence, **fields)`."""
    for decision in play(load_scenario(DRILL), "practice-1", policy):
        fields = dict(decision.args)
        act(decision.minute, decision.action, fields.pop("thread", None), decision.confidence, fields)


def since(now, thread):
    return None if thread["waiting"] is None else now - thread["waiting"]


def test_do_clicks_and_a_script_lead_to_one_state(front, tmp_path):
    script = Run.create(DRILL, path=tmp_path / "script.jsonl")

    def by_script(minute, action, thread, confidence, fields):
        if minute > script.minute:
            script.do("wait", minutes=minute - script.minute)
        script.do(action, thread=thread, confidence=confidence, **fields)

    def by_click(minute, action, thread, confidence, fields):
        now = front.frame["view"]["clock"]["minute"]
        if minute > now:
            front.act("wait", minutes=minute - now)
        assert not front.act(action, thread, confidence, **fields)["refused"]

    replayed(by_script)
    replayed(by_click)
    drawn = {**front.widget.fixed, **front.frame["view"]}
    wanted = script.view()
    now = wanted["clock"]["minute"]
    threads = [{**thread, "since": since(now, thread)} for thread in wanted["threads"]]
    assert drawn["threads"] == [{k: v for k, v in one.items() if k != "waiting"} for one in threads]
    assert {name: drawn[name] for name in wanted if name not in ("drill", "threads")} == {
        name: wanted[name] for name in wanted if name not in ("drill", "threads")
    }
    assert front.desk.path.read_bytes() == (tmp_path / "script.jsonl").read_bytes()


def test_does_looking_at_a_desk_leave_no_evidence(front):
    assert front.frame["view"]["clock"]["started"] is False
    assert not front.desk.path.exists()
    assert front.act("reply", "nobody", posture="inform", text="Hello")["refused"]
    assert not front.desk.path.exists(), "an impossible first act left a log behind"
    assert not front.act("wait", minutes=10)["refused"]
    assert front.desk.path.exists()


def test_does_a_desk_opened_again_stand_where_the_old_one_stood(desk):
    desk.wait(50)
    thread = desk.view["threads"][0]["id"]
    desk.do("open", thread=thread)
    again = Desk(DRILL)
    assert again.view == desk.view
    assert again.notice.startswith("Resumed at 09:50 from d01-first-shift.jsonl: 2 acts so far.")
    assert again.widget.frame["notice"] == again.notice


@pytest.mark.parametrize("lost", [1, 40, 200])
def test_does_a_kernel_killed_in_mid_write_lose_at_most_the_act_in_flight(desk, lost):
    for _ in range(4):
        desk.wait(10)
    whole = desk.path.read_bytes()
    with desk.path.open("r+b") as file:
        file.truncate(len(whole) - lost)
    again = Desk(DRILL)
    assert again.view["clock"]["minute"] == 30
    assert "cut off" in again.notice
    assert "Resumed at 09:30" in again.notice
    again.wait(10)
    assert len(read_log(again.path)[1]) == 4


def test_is_a_log_of_another_seed_refused_with_the_way_out(desk):
    desk.wait(5)
    with pytest.raises(DeskError, match="seed 'practice-1'") as caught:
        Desk(DRILL, seed="another-day")
    assert "fresh=True" in caught.value.next_step
    fresh = Desk(DRILL, seed="another-day", fresh=True)
    assert "d01-first-shift.1.jsonl" in fresh.notice
    assert read_log(desk.path.with_name("d01-first-shift.1.jsonl"))[0].seed == "practice-1"


def test_does_running_the_cell_of_a_fresh_desk_twice_end_no_shift(desk):
    desk.wait(5)
    assert Desk(DRILL, fresh=True).view == desk.view
    assert not desk.path.with_name("d01-first-shift.1.jsonl").exists()


def test_is_a_file_that_is_no_log_refused_and_never_lost(folder):
    path = folder / f"{DRILL}.jsonl"
    path.write_bytes(b"not a log\n")
    with pytest.raises(PracticumError):
        Desk(DRILL)
    assert path.read_bytes() == b"not a log\n"
    Desk(DRILL, fresh=True).wait(5)
    assert (folder / f"{DRILL}.1.jsonl").read_bytes() == b"not a log\n"


def test_does_starting_over_keep_every_run(front):
    for n in (1, 2):
        front.act("wait", minutes=10 * n)
        run = front.frame["run"]
        answer = front.ask("restart")
        assert f"d01-first-shift.{n}.jsonl" in answer["sentence"]
        assert front.frame["run"] == run + 1
        assert front.frame["view"]["clock"]["minute"] == 0
    minutes = [read_log(front.desk.path.with_name(f"{DRILL}.{n}.jsonl"))[1][0].args for n in (1, 2)]
    assert minutes == [{"minutes": 10}, {"minutes": 20}]


def test_does_starting_over_in_a_folder_that_cannot_be_written_change_nothing(front, monkeypatch):
    front.act("wait", minutes=10)

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.rename", refuse)
    answer = front.ask("restart")
    assert answer["refused"]
    assert "could not be set aside: Permission denied" in answer["sentence"]
    assert front.frame["view"]["clock"]["minute"] == 10


def test_is_a_desk_that_was_opened_twice_told_so(front):
    front.act("wait", minutes=10)
    second = Desk(DRILL)
    second.wait(10)
    answer = front.act("wait", minutes=10)
    assert answer["refused"]
    assert "another window" in answer["sentence"]


def test_does_assessed_mode_hide_goodwill_and_hints(folder):
    seed = load_scenario(DRILL).structure.seeds.assessed[0]
    desk = Desk(DRILL, seed=seed, mode="assessed", path=folder / "exam.jsonl")
    desk.wait(60)
    assert desk.widget.frame["view"]["coaching"] is None
    assert "goodwill" not in json.dumps(desk.widget.frame).lower()


def test_is_the_debrief_refused_before_the_end_and_the_same_as_the_drills_after_it(desk):
    with pytest.raises(DeskError, match="The shift is not over: it is 09:00"):
        desk.debrief()
    assert "The shift is over." in desk.finish()
    assert desk.finish() == "The shift is over."
    found = desk.debrief(30).to_json()
    assert found == debrief(load_scenario(DRILL), "practice-1", read_log(desk.path)[1]).to_json()


@pytest.mark.parametrize("score", [-1, 101, True, "50", 50.0])
def test_is_a_guess_that_is_no_score_refused(desk, score):
    desk.finish()
    with pytest.raises(DeskError, match="is not a score"):
        desk.debrief(score)


def test_is_an_act_drawn_once_and_together_with_its_answer(front):
    drawn = []
    front.widget.observe(lambda change: drawn.append(change.new["answer"]), "frame")
    front.act("wait", minutes=10)
    assert [answer["id"] for answer in drawn] == ["t1"]


def test_does_a_script_move_the_desk_that_is_shown(front):
    front.desk.wait(30)
    assert front.frame["view"]["clock"]["time"] == "09:30"
    assert front.frame["answer"] is None


def test_is_a_drill_that_was_not_translated_played_in_english(folder, monkeypatch):
    monkeypatch.setenv("PRACTICUM_LANGUAGE", "eo")
    assert Desk(DRILL).view["drill"]["title"] == "First shift"
    with pytest.raises(PracticumError, match="no drill called"):
        Desk("d99-nowhere")


def test_without_a_front_end_is_a_desk_plain_stable_text(desk, folder):
    first = desk._repr_mimebundle_()
    assert set(first) == {"text/plain", "text/html"}
    assert first["text/plain"] == (
        "Simulated desk: First shift at Brindille, practice, seed practice-1.\n"
        "The shift begins at 09:00. Run this cell in JupyterLab to work at the desk."
    )
    desk.wait(60)
    assert Desk(DRILL)._repr_mimebundle_()["text/plain"] == desk._repr_mimebundle_()["text/plain"]
    assert str(folder) not in str(desk._repr_mimebundle_())


def test_does_an_executed_notebook_hold_the_summary_and_no_dead_widget(folder):
    cell = f"from practicum.desk import Desk\nDesk({DRILL!r})"
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell)])
    environment = {**os.environ, "IPYTHONDIR": str(folder / "ipython")}
    NotebookClient(book, resources={"metadata": {"path": str(folder)}}).execute(env=environment)
    (output,) = book.cells[0].outputs
    assert set(output.data) == {"text/plain", "text/html"}
    assert "widgets" not in book.metadata or not book.metadata.widgets
    assert not (folder / f"{DRILL}.jsonl").exists()


def test_where_a_front_end_named_the_cell_is_the_widget_shown(desk, monkeypatch):
    monkeypatch.setattr("practicum.desk.session.listens", lambda: True)
    shown = desk._repr_mimebundle_()
    assert shown[VIEW]["model_id"] == desk.widget.model_id
    assert shown["text/plain"] == repr(desk)


def test_is_the_resolution_of_the_last_drill_shown_before_the_next(desk, front):
    assert front.widget.fixed["resolution"] == ""
    desk.finish()
    desk.resolve("I open every picture.", date(2026, 12, 1))
    following = Desk("monday-committee").widget.fixed["resolution"]
    assert "I open every picture." in following
    assert "2026-12-01" in following
