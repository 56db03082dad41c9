"""Does each known error alone lower the expert's score on every assessed seed, and fire only its gates?"""

from __future__ import annotations

from functools import lru_cache

import pytest

from practicum.drill import load_scenario, play, score
from practicum.drill.author import load_errors, with_error
from practicum.errors import PracticumError
from practicum.project import Project

DRILLS = sorted(path.parent.name for path in Project.find().scenarios.glob("*/errors.yaml"))
QUICK = {"d01-first-shift", "lost-dog"}


@lru_cache(maxsize=8)
def drill(slug):
    return load_scenario(slug)


@lru_cache(maxsize=200)
def best(slug, seed):
    return score(drill(slug), seed, play(drill(slug), seed, "reference")).tenths


@pytest.mark.parametrize(
    "slug", [slug if slug in QUICK else pytest.param(slug, marks=pytest.mark.slow) for slug in DRILLS]
)
def test_does_every_known_error_cost_something_on_every_assessed_seed(slug):
    found, met = [], set()
    errors = load_errors(drill(slug).folder)
    assert errors
    for seed in drill(slug).structure.seeds.assessed:
        for error in errors:
            log = with_error(drill(slug), seed, error)
            if log is None:
                continue
            met.add(error.id)
            given = score(drill(slug), seed, log)
            fired = {gate.id for gate in given.gates if gate.fired}
            if given.tenths >= best(slug, seed):
                found.append(f"{error.id} costs nothing on {seed}")
            if fired != {*error.gates}:
                found.append(f"{error.id} fires {fired} on {seed}")
    assert found == []
    assert met == {error.id for error in errors}


@pytest.fixture
def errors_of(tmp_path):
    """Loads errors from the text of a file."""

    def load(text):
        (tmp_path / "errors.yaml").write_text(text, encoding="utf-8")
        return load_errors(tmp_path)

    return load


def test_a_folder_without_the_file_has_no_known_errors(tmp_path):
    assert load_errors(tmp_path) == ()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("drop: [{do: escalate, thread: freezer}]", "does not do"),
        ("drop: [{do: reply, thread: freezer, nth: 2}]", "does not do"),
        ("add: [{do: reply, thread: gus, at: nowhere, fields: {posture: argue}}]", "no message 'nowhere'"),
        ("add: [{do: reply, thread: gus, fields: {posture: shout}}]", "'shout'"),
        ("add: [{do: dance}]", "'dance'"),
        ("change: [{do: reply, thread: freezer, into: {posture: shout}}]", "'shout'"),
    ],
)
def test_an_error_that_cannot_be_made_is_refused_in_a_sentence(d01, errors_of, row, words):
    (error,) = errors_of(f"- {{id: wrong, says: Wrong., {row}}}")
    with pytest.raises(PracticumError, match=words) as refused:
        with_error(d01, "practice-1", error)
    assert refused.value.next_step


def test_an_error_about_a_thread_that_the_seed_does_not_bring_is_left_out(d01, errors_of):
    (parcel, gluten) = errors_of(
        "\n".join(
            f"- {{id: {name}, says: Open., drop: [{{do: ask, thread: {name}}}]}}"
            for name in ("parcel", "gluten")
        )
    )
    made = [with_error(d01, "practice-1", error) is not None for error in (parcel, gluten)]
    assert sorted(made) == [False, True]


def test_an_unknown_key_names_its_row(errors_of):
    with pytest.raises(PracticumError, match="told-nobody"):
        errors_of("- {id: told-nobody, says: Nobody is told., omit: []}")


def test_another_act_takes_only_the_fields_of_its_own_form(d01, errors_of):
    (error,) = errors_of(
        "- {id: x, says: X., change: [{do: escalate, thread: trolley, action: ask, into: {text: Look}}]}"
    )
    log = with_error(d01, "practice-1", error)
    asked = next(d for d in log if d.action == "ask" and d.args["thread"] == "trolley")
    assert asked.args == {"thread": "trolley", "to": "quality", "text": "Look"}


def test_acts_after_a_late_one_wait_for_the_desk_and_none_is_lost(d01, errors_of):
    (error,) = errors_of("- {id: x, says: X., change: [{do: escalate, thread: trolley, later: 30}]}")
    expert = [d for d in play(d01, "practice-1", "reference") if d.action not in {"wait", "next"}]
    log = with_error(d01, "practice-1", error)
    assert sorted(d.action for d in log) == sorted(d.action for d in expert)
    assert [d.minute for d in log] == sorted(d.minute for d in log)
