"""Does the course know how far a learner is, after a restart too, and does it say so?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from practicum.errors import PracticumError
from practicum.evidence import record_answer
from practicum.learn import answer, check, done, journal, progress
from practicum.learn.next_step import next_step
from practicum.learn.revise import revisions
from practicum.learn.states import State, course_state
from practicum.project import Project

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def m08(project):
    return course_state(project).modules[0]


def make(folder):
    folder.mkdir(parents=True)
    return folder


def touch_work(project, *names):
    for name in names:
        path = project.work / "m08-analytics" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}", encoding="utf-8")


def test_is_a_new_course_open_and_what_is_planned_planned(project):
    states = [one.state for one in course_state(project).modules]
    assert states == [State.OPEN, State.PLANNED]


@pytest.mark.parametrize("act", ["unit", "check", "answer", "form"])
def test_does_anything_that_was_done_put_a_module_under_way(folder, project, act):
    if act == "unit":
        done("m08-u2")
    elif act == "check":
        check("m08-u1-a", 5)
    elif act == "answer":
        answer("m08-1", 4.88)
    else:
        record_answer(folder / "answers.json", "m08-1", "4.88", via="form")
    assert m08(project).state is State.UNDER_WAY


def test_are_units_minutes_tries_and_answers_counted(folder, project):
    check("m08-u1-a", 1)
    done("m08-u1")
    done("m08-u1")
    check("m08-u1-a", 5)
    check("m08-r1", "impressions")
    answer("m08-1", 4.88)
    (folder / "m08-7.png").write_bytes(b"\x89PNG")
    one = m08(project)
    assert (one.minutes_done, one.tried, one.right, one.answered, one.asked) == (30, 2, 1, 2, 9)
    assert one.next_unit.id == "m08-u2"


def test_does_running_all_cells_tick_nothing_that_was_not_tried(project, capsys):
    check("m08-u1-a", ...)
    done("m08-u1")
    assert m08(project).minutes_done == 0
    assert "Try one of its questions first" in capsys.readouterr().out
    check("m08-u1-a", 1)
    done("m08-u1")
    assert m08(project).minutes_done == 30


def test_is_a_module_done_when_worked_through_and_handed_in(project):
    journal.record("hand-in", "m08", project=project, receipt="1111-2222")
    assert m08(project).state is State.HANDED_IN
    for unit in ("m08-u1", "m08-u2"):
        journal.record("unit", unit, project=project)
    assert m08(project).state is State.DONE


def test_may_the_work_folder_lie_outside_the_course(project, tmp_path, monkeypatch):
    monkeypatch.setenv("PRACTICUM_WORK", str(tmp_path / "elsewhere"))
    monkeypatch.delenv("PRACTICUM_ROOT")
    record_answer(make(tmp_path / "elsewhere" / "m08-analytics") / "answers.json", "m08-1", 4.88)
    assert (m08(project).answered, m08(project).asked) == (1, 9)


def test_is_an_unknown_unit_answered_by_those_that_exist(folder):
    with pytest.raises(PracticumError) as caught:
        done("m08-u9")
    assert "m08-u1, m08-u2" in caught.value.next_step


def test_does_progress_say_everything_in_words(folder, capsys):
    check("m08-u1-a", 5)
    done("m08-u1")
    capsys.readouterr()
    progress()
    said = capsys.readouterr().out
    assert "m08 Measurement and analytics: Under way; 1 of 2, 30 of 100 minutes; 1 tried, 1 right" in said
    assert "One more module is planned" in said


def test_does_damage_show_as_a_sentence_and_restore_bring_it_back(folder, project, capsys, monkeypatch):
    check("m08-u1-a", 5)
    done("m08-u1")
    monkeypatch.setattr(journal, "_copied", set())
    done("m08-u2")
    (project.work / journal.FILE).write_bytes(b"\xff")
    progress()
    assert "cannot be read" in capsys.readouterr().out
    progress(restore=True)
    assert "1 of 2" in capsys.readouterr().out


def test_does_restore_without_a_copy_say_so(folder, project, capsys):
    (project.work / journal.FILE).write_bytes(b"\xff")
    progress(restore=True)
    assert "no copy to bring back: your progress begins anew" in capsys.readouterr().out


def test_do_damaged_answers_count_as_none(folder, project):
    (folder / "answers.json").write_text("{", encoding="utf-8")
    assert m08(project).answered == 0


def test_is_the_first_step_the_first_unit(project):
    touch_work(project, "lesson.ipynb")
    step = next_step(course_state(project), project)
    assert step.title == "Is Thursday night really the best slot?"
    assert step.action == "Start m08"
    assert step.link.startswith("m08-analytics/lesson.ipynb")
    assert "unit 1 of 2, 30 minutes" in step.kicker


def test_does_answering_alone_make_a_module_the_current_one(folder, project):
    syllabus = project.course / "syllabus.toml"
    early = '[[module]]\nid = "m00"\nslug = "m00-first"\ntitle = "First"\nminutes = 9\n'
    early += 'status = "open"\nsummary = "How?"\n'
    syllabus.write_text(early + syllabus.read_text(encoding="utf-8"), encoding="utf-8")
    record_answer(folder / "answers.json", "m08-1", "4.88", via="form")
    step = next_step(course_state(Project(project.root)), project)
    assert step.module.module.id == "m08"


def test_is_there_no_button_to_a_file_that_is_not_there(project):
    assert next_step(course_state(project), project).link == ""


def test_do_the_exercises_follow_the_last_unit_and_handing_in_the_last_exercise(folder, project):
    touch_work(project, "lesson.ipynb", "m08-analytics.ipynb")
    for unit in ("m08-u1", "m08-u2"):
        journal.record("unit", unit, project=project)
    step = next_step(course_state(project), project)
    assert "9 of 9 exercises left" in step.kicker
    assert step.link == "m08-analytics/m08-analytics.ipynb"
    for number in range(1, 7):
        record_answer(folder / "answers.json", f"m08-{number}", "x")
    for name in ("m08-7.png", "m08-9.png", "d01-first-shift.jsonl"):
        (folder / name).write_bytes(b"x")
    assert "hand in" in next_step(course_state(project), project).kicker
    journal.record("hand-in", "m08", project=project)
    assert "every module that is open" in next_step(course_state(project), project).title


@pytest.mark.parametrize(
    ("days", "due"), [(6, []), (7, [7]), (13, [7]), (14, []), (20, []), (21, [21]), (28, [])]
)
def test_is_a_module_due_after_seven_and_twenty_one_days(project, days, due, monkeypatch):
    class Then(datetime):
        @classmethod
        def now(cls, tz=None):
            return NOW

    monkeypatch.setattr(journal, "datetime", Then)
    for unit in ("m08-u1", "m08-u2"):
        journal.record("unit", unit, project=project)
    monkeypatch.undo()
    found = revisions(course_state(project), project, NOW + timedelta(days=days))
    assert [one.days for one in found] == due
