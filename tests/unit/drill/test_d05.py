"""D5 Rumour: complete, equally hard on every seed; silence wins on the small one, facts on the large one."""

from __future__ import annotations

from functools import lru_cache

import pytest

from practicum.drill import load_scenario, play, replay, score
from practicum.drill.author.errors import load_errors, with_error
from practicum.drill.cast import cast
from practicum.drill.score import finished
from practicum.drill.world import advance

SEEDS = ("practice-1", *(f"assessed-{n:02d}" for n in range(1, 11)))
FEW = ("assessed-01", "assessed-04", "assessed-10")


@pytest.fixture(scope="module")
def d05():
    """The rumour."""
    return load_scenario("d05-rumour")


@lru_cache(maxsize=64)
def run(drill, seed, policy="reference"):
    return finished(replay(drill, seed, play(drill, seed, policy)))


@lru_cache(maxsize=64)
def erring(drill, seed, name):
    error = next(error for error in load_errors(drill.folder) if error.id == name)
    return finished(replay(drill, seed, with_error(drill, seed, error)))


def test_it_holds_well_over_sixty_messages_and_no_wording_twice(d05):
    words = d05.words
    spoken = [
        text
        for row in words.threads.values()
        for text in (*row.says, *(t for m in row.more.values() for t in m))
    ]
    crowd = [text for issue in words.issues.values() for texts in issue.crowd.values() for text in texts]
    assert len(words.threads) + sum(len(row.more) for row in words.threads.values()) >= 60
    assert len(spoken) >= 180
    assert len(crowd) >= 90
    assert len({*spoken, *crowd}) == len(spoken) + len(crowd)


def test_nobody_knows_of_a_correction_before_there_is_one(d05):
    for seed in FEW:
        assert "answer" not in run(d05, seed, "silent").streams
        spoke = next(act.end for act in run(d05, seed).acts if act.action == "post")
        assert run(d05, seed).streams["answer"].minute > spoke


def test_every_seed_is_as_hard_as_the_next_and_differs_in_who_and_when(d05):
    kinds, casts = set(), set()
    for seed in SEEDS:
        plans = cast(d05, seed).values()
        handlings = [plan.opening.handling for plan in plans]
        kinds.add(
            (
                len(handlings),
                sum(h.weight for h in handlings if h.needed),
                sum(h.answer == "expected" for h in handlings),
                sum(h.tempting for h in handlings),
            )
        )
        casts.add(frozenset((plan.thread.id, plan.opening.delay) for plan in plans))
    assert len(kinds) == 1
    assert next(iter(kinds))[3] == 6  # moments at which saying nothing is right, and hard
    assert len(casts) == len(SEEDS)


@pytest.mark.parametrize("seed", SEEDS)
def test_policies_keep_their_bands(d05, seed):
    total = {
        p: score(d05, seed, play(d05, seed, p)).total
        for p in ("silent", "reply-to-everything", "delete-all", "copy-paste", "hasty", "reference")
    }
    assert total["silent"] < 25
    assert total["reply-to-everything"] < 40
    assert total["delete-all"] < 40
    assert total["copy-paste"] < total["reference"] - 15
    assert total["hasty"] < total["reference"] - 25
    assert total["reference"] >= 90


def test_the_large_rumour_starts_above_one_and_the_small_one_at_about_a_third(d05):
    small, large = [], []
    for seed in SEEDS:
        state = replay(d05, seed, ())
        advance(state, 60)
        small.append(state.crowd.community.n_hat("goat"))
        large.append(state.crowd.community.n_hat("water"))
    assert 2_000 <= sum(small) / len(small) <= 4_000
    assert 10_000 <= sum(large) / len(large) <= 13_000


@pytest.mark.parametrize("word", ["amplifies-the-goat", "winks-at-the-goat"])
def test_silence_beats_any_word_about_the_small_rumour(d05, word):
    """Fact 13: on each seed for trust; over all seeds for how much is said."""
    posts = {"with": 0, "without": 0}
    for seed in SEEDS[1:]:
        spoke, silent = erring(d05, seed, word), run(d05, seed)
        assert spoke.index < silent.index
        posts["with"] += spoke.crowd.community.volume("goat", 0, 1440)
        posts["without"] += silent.crowd.community.volume("goat", 0, 1440)
    assert posts["with"] > posts["without"]


def test_a_post_about_the_goat_brings_the_paper(d05):
    assert "goat-news" in erring(d05, "assessed-04", "amplifies-the-goat").threads
    assert "goat-news" not in run(d05, "assessed-04").threads


def test_silence_and_the_expert_end_far_apart_on_the_large_one(d05):
    """Fact 13."""
    for seed in SEEDS:
        assert run(d05, seed).index - run(d05, seed, "silent").index > 1_000


def test_a_correction_shortens_the_rumour_and_does_not_end_it(d05):
    """Fact 21, for the correction alone: the two questions and the post, nothing else."""
    before = after = 0
    for seed in SEEDS:
        alone = finished(
            replay(d05, seed, [d for d in play(d05, seed, "reference") if d.action in {"ask", "post"}])
        )
        spoke = next(act.end for act in alone.acts if act.action == "post")
        rest = alone.crowd.community.volume("water", spoke, 1440)
        assert rest > 0
        after += rest
        before += run(d05, seed, "silent").crowd.community.volume("water", spoke, 1440)
    assert after < 0.9 * before


def test_the_form_of_the_correction_matters_more_than_any_single_answer(d05):
    errors = {error.id: error for error in load_errors(d05.folder)}
    seed = "assessed-06"
    best = score(d05, seed, play(d05, seed, "reference")).total
    lost = {
        name: best - score(d05, seed, with_error(d05, seed, errors[name])).total
        for name in (
            "headline-repeats-it",
            "shows-the-picture",
            "mocks",
            "legal-threat",
            "argues",
            "nothing-at-all",
            "denies-the-brown",
            "amplifies-the-goat",
            "talks-to-the-copy",
        )
    }
    assert min(lost.values()) > 0
    assert lost["talks-to-the-copy"] < min(
        value for name, value in lost.items() if name != "talks-to-the-copy"
    )


def test_followers_change_no_mark(d05):
    nobody = {
        name: author.model_copy(update={"followers": 0, "verified": False})
        for name, author in d05.structure.authors.items()
    }
    unknown = type(d05)(
        d05.structure.model_copy(update={"authors": nobody}), d05.words, d05.language, d05.hash, d05.folder
    )
    log = play(d05, "assessed-01", "reference")[:40]
    assert score(unknown, "assessed-01", log).tenths == score(d05, "assessed-01", log).tenths
