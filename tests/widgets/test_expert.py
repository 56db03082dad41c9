"""The expert's shift: does it show what came in, what was done and why, and no more than its beginning?"""

from practicum.desk import expert_run
from practicum.desk.expert import timeline
from practicum.drill import load_scenario


def test_are_the_acts_shown_with_their_reasons_among_what_came_in():
    rows = [tuple(row.values()) for row in timeline(load_scenario("d01-first-shift"), 120)]
    assert any(act and not message for _, message, act in rows)
    assert sum(bool(message) for _, message, _ in rows) > 4 * sum(bool(act) for _, _, act in rows)


def test_is_the_rest_of_the_shift_left_to_the_learner():
    scenario = load_scenario("d01-first-shift")
    assert len(timeline(scenario, 60)) < len(timeline(scenario, 120)) < len(timeline(scenario, 480))


def test_is_it_one_table_with_a_caption(capsys):
    expert_run("d01-first-shift", minutes=60)
    assert "first 60 minutes" in capsys.readouterr().out


def test_are_the_words_of_a_chosen_answer_shown():
    rows = [
        act for _, _, act in (tuple(row.values()) for row in timeline(load_scenario("monday-committee"), 7))
    ]
    assert any("people reached, and write the divisor" in act for act in rows)
