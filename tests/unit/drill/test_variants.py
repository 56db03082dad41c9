"""What a seed makes of a drill: three intensities that are graded, drawn values, and nothing new as usual."""

from __future__ import annotations

import shutil
from dataclasses import replace
from statistics import median

import pytest

from practicum.desk import Desk
from practicum.drill import (
    Run,
    ScenarioError,
    debrief,
    load_scenario,
    offered_by,
    play,
    replay,
    score,
    seed_at,
    write_reference,
)
from practicum.drill.author.report import busiest_hour, report
from practicum.drill.score import finished, score_state
from practicum.drill.structure import Intensity
from practicum.drill.variants import changed
from practicum.errors import PracticumError
from practicum.evidence import read_log
from practicum.lab import desk_notebook
from practicum.project import Project

GRADED = ("d04-product-recall", "d05-rumour")
LEVELS = ("easier", "usual", "harder")
SEEDS = ("practice-1", *(f"s{n}" for n in range(4)))


@pytest.fixture(scope="module", params=GRADED)
def graded(request):
    return load_scenario(request.param)


@pytest.fixture
def copy(tmp_path, d01):
    """Copies a drill and changes one of its files as text."""

    def make(slug, name, swap):
        folder, (old, new) = tmp_path / slug, swap
        shutil.copytree(d01.folder.parent / slug, folder)
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return make


def test_as_usual_a_drill_with_intensities_is_the_drill_that_it_was(graded, d01):
    header, decisions = read_log(graded.folder / "reference.jsonl")
    assert graded.at("practice-1") is graded
    assert header.scenario_hash == graded.hash
    assert list(decisions) == list(play(graded, "practice-1", "reference"))
    assert d01.at("harder-practice-1") is d01, "a drill without intensities knows no such seed"
    assert offered_by(d01) == ("usual",)


def test_each_intensity_is_another_state_of_the_drill_to_a_log(graded, tmp_path):
    hashes = {level: graded.at(seed_at(graded, "practice-1", level)).hash for level in LEVELS}
    assert len({*hashes.values()}) == 3
    run = Run.create(graded, path=tmp_path / "log.jsonl", intensity="harder")
    run.do("next")
    header, _decisions = read_log(tmp_path / "log.jsonl")
    assert (header.seed, header.scenario_hash) == ("harder-practice-1", hashes["harder"])
    again = Run.open(tmp_path / "log.jsonl", graded)
    assert (again.seed, again.minute) == (run.seed, run.minute)
    assert again.scenario.structure.issues == run.scenario.structure.issues != graded.structure.issues


def test_a_log_of_another_edition_of_an_intensity_is_refused(graded, tmp_path, kit):
    Run.create(graded, path=tmp_path / "log.jsonl", intensity="easier").do("next")
    by = graded.structure.intensities["easier"].model_copy(update={"reach": 51})
    other = kit.changed(graded, intensities={**graded.structure.intensities, "easier": by})
    with pytest.raises(PracticumError, match="another state of the drill"):
        Run.open(tmp_path / "log.jsonl", other)


def test_intensities_are_graded_for_the_same_players_on_the_same_seeds(graded):
    totals, hours = {}, {}
    for level in LEVELS:
        for policy in ("hasty", "apprentice", "reference"):
            states = []
            for seed in SEEDS:
                name = seed_at(graded, seed, level)
                states.append(finished(replay(graded, name, play(graded, name, policy))))
            totals[level, policy] = median(score_state(state).total for state in states)
            hours[level, policy] = median(busiest_hour(state) for state in states)
    for policy in ("hasty", "apprentice"):
        assert totals["easier", policy] > totals["usual", policy] > totals["harder", policy]
        assert totals["easier", policy] - totals["harder", policy] > 5
    for policy in ("apprentice", "reference"):
        assert hours["easier", policy] < hours["usual", policy] < hours["harder", policy]
        assert hours["harder", policy] > 1.8 * hours["easier", policy]
    assert min(totals[level, "reference"] for level in LEVELS) > 99


def test_silence_and_the_expert_end_far_apart_at_every_intensity_and_further_the_harder(graded):
    """Fact 13, and that a harder day has more to lose."""
    gaps = {}
    for level in LEVELS:
        names = [seed_at(graded, seed, level) for seed in SEEDS[:4]]
        runs = [
            (
                finished(replay(graded, name, ())),
                finished(replay(graded, name, play(graded, name, "reference"))),
            )
            for name in names
        ]
        gaps[level] = [expert.index - silent.index for silent, expert in runs]
    assert min(gap for row in gaps.values() for gap in row) > 2_000
    assert sum(gaps["easier"]) < sum(gaps["harder"])


def test_windows_waits_and_reach_are_scaled_and_hours_of_the_day_are_not(graded):
    by = graded.structure.intensities["harder"]
    harder, usual = graded.at("harder-x").structure, graded.structure
    for name, row in usual.handlings.items():
        if row.target is not None:
            assert harder.handlings[name].target == pytest.approx(row.target * by.pace / 100, abs=0.5)
    for name, colleague in usual.colleagues.items():
        assert harder.colleagues[name].after[1] == pytest.approx(colleague.after[1] * by.wait / 100, abs=0.5)
    for here, row in zip(harder.issues, usual.issues, strict=True):
        for mine, seed in zip(here.seeds, row.seeds, strict=True):
            assert mine.reach == seed.reach * by.reach // 100
    windows = {duty.id: duty.window for duty in harder.duties}
    for duty in usual.duties:
        assert windows[duty.id][0] == duty.window[0]
        if duty.id == "handover":
            assert windows[duty.id] == duty.window
    assert windows["radio"][1] == pytest.approx(60 * by.pace / 100, abs=0.5)


def test_an_intensity_may_leave_rows_out_and_bring_some_of_its_own(d01):
    extra = next(t for t in d01.structure.threads if t.id == "price").model_copy(update={"id": "price-again"})
    by = Intensity(without=("handover", "trolley"), threads=(extra,), pools={"joke": 1})
    here = changed(d01.structure, by)
    assert "handover" not in {duty.id for duty in here.duties}
    assert "price-again" in {row.id for row in here.threads}
    assert here.pools["joke"] == 1
    assert "trolley" in {row.id for row in here.threads}, "conditions may still name it"
    assert next(row for row in here.threads if row.id == "trolley").pool not in {None, *d01.structure.pools}


def test_a_thread_that_is_left_out_never_comes(d01, kit):
    drill = kit.changed(d01, intensities={"easier": Intensity(without=("trolley",))})
    state, _ = kit.played(drill, "easier-practice-1", ())
    usual, _ = kit.played(drill, "practice-1", ())
    assert "trolley" in usual.threads
    assert "trolley" not in state.threads


def test_an_assessed_seed_stays_kept_at_every_intensity(graded):
    with pytest.raises(PracticumError, match="kept for assessment"):
        Run.create(graded, "assessed-01", intensity="harder")
    assert Run.create(graded, "assessed-01", "assessed", intensity="harder").seed == "harder-assessed-01"
    with pytest.raises(PracticumError, match="not one of the seeds"):
        Run.create(graded, "practice-1", "assessed", intensity="harder")


def test_what_is_no_intensity_is_refused_with_those_that_are(graded, d01):
    with pytest.raises(PracticumError, match="easier, usual, harder"):
        Run.create(graded, intensity="brutal")
    with pytest.raises(PracticumError, match="made for: usual"):
        Run.create(d01, intensity="harder")
    with pytest.raises(PracticumError, match="you asked for 'easier'"):
        Run.create(graded, "harder-practice-1", intensity="easier")
    assert Run.create(graded, "harder-practice-1", intensity="harder").seed == "harder-practice-1"


def test_a_shift_that_is_shared_with_an_expert_has_intensities_too(graded):
    run = Run.create(graded, "completion-1", intensity="easier")
    run.finish()
    assert sum(row["sentence"].startswith("The expert") for row in run.view()["log"]) > 5


def test_the_desk_keeps_a_log_of_its_own_for_each_intensity(tmp_path, monkeypatch):
    monkeypatch.setenv("PRACTICUM_ROOT", str(Project.find().root))
    monkeypatch.chdir(tmp_path)
    usual, harder = Desk("d05-rumour"), Desk("d05-rumour", intensity="harder")
    assert (usual.path.name, harder.path.name) == ("d05-rumour.jsonl", "d05-rumour-harder.jsonl")
    harder.step()
    assert harder.view["drill"]["seed"] == "harder-practice-1"
    assert Desk("d05-rumour", intensity="harder").view["clock"]["minute"] == harder.view["clock"]["minute"]


def test_a_page_for_a_drill_at_an_intensity_stands_beside_the_usual_one(tmp_path, monkeypatch):
    monkeypatch.setenv("PRACTICUM_WORK", str(tmp_path))
    project = Project.find()
    usual, harder = (desk_notebook(project, "d05-rumour", level) for level in ("usual", "harder"))
    assert usual.parent == harder.parent
    assert (usual.name, harder.name) == ("d05-rumour.ipynb", "d05-rumour-harder.ipynb")
    assert 'Desk(\\"d05-rumour\\", intensity=\\"harder\\")' in harder.read_text(encoding="utf-8")
    assert "intensity" not in usual.read_text(encoding="utf-8")
    with pytest.raises(PracticumError, match="made for: usual"):
        desk_notebook(project, "launch-meeting", "harder")


def test_a_debrief_and_a_report_are_those_of_the_intensity(tmp_path):
    drill, seed = load_scenario("d05-rumour"), "easier-practice-1"
    told = debrief(drill, seed, play(drill, seed, "reference"))
    assert told.score.total > 99
    assert told.state.scenario.hash == drill.at(seed).hash
    made = report(replace(drill, folder=tmp_path), seeds=1, intensity="easier")  # without its known errors
    assert "easier" in made.text().splitlines()[0]
    assert {line.policy: line.highest for line in made.lines}["reference"] == told.score.total


def test_the_stored_reference_of_an_intensity_would_carry_its_hash(graded, tmp_path, kit):
    seeds = graded.structure.seeds.model_copy(update={"practice": ("harder-practice-1",)})
    drill = kit.changed(graded, seeds=seeds)
    write_reference(drill, tmp_path / "log.jsonl")
    assert read_log(tmp_path / "log.jsonl")[0].scenario_hash == drill.at("harder-practice-1").hash


STRUCTURE, WORDS = "scenario.yaml", "messages.en.yaml"
SLIPS = {
    "'shaer'": ("d05-rumour", STRUCTURE, ("pools: {sharer: 2,", "pools: {shaer: 2,")),
    "9 should be taken": ("d05-rumour", STRUCTURE, ("pools: {sharer: 2,", "pools: {sharer: 9,")),
    "'no-such'": ("d05-rumour", STRUCTURE, ("  easier:\n", "  easier:\n    without: [no-such]\n")),
    "one of the two files": ("launch-meeting", STRUCTURE, ("till: [forty, sixty]", "till: [forty, fifty]")),
    "'forti'": ("launch-meeting", STRUCTURE, ("fields: {till: forty}", "fields: {till: forti}")),
    "'caht'": ("launch-meeting", STRUCTURE, ("options: [chat]", "options: [caht]")),
    "'no-ami'": ("launch-meeting", STRUCTURE, ("id: no-aim, needs", "id: no-ami, needs")),
    "'everywere'": (
        "launch-meeting",
        STRUCTURE,
        ("follows: {thread: everywhere", "follows: {thread: everywere"),
    ),
    "same slots": ("launch-meeting", WORDS, ("{first: Plaza, count:", "{frist: Plaza, count:")),
    "{ordres}": ("launch-meeting", WORDS, ("about {orders} pre-orders", "about {ordres} pre-orders")),
    "'from-forty-know'": ("launch-meeting", WORDS, ("from-forty-known:", "from-forty-know:")),
}


@pytest.mark.parametrize("words", sorted(SLIPS))
def test_a_slip_in_what_a_seed_decides_is_named_in_a_sentence(copy, words):
    with pytest.raises(ScenarioError) as refused:
        load_scenario(copy(*SLIPS[words]))
    assert words in str(refused.value)


def test_an_older_practice_seed_with_such_a_name_plays_on_in_a_drill_without_intensities(d01):
    given = score(d01, "harder-day", play(d01, "harder-day", "reference"))
    assert given.state.scenario is d01
