"""D4 Product recall: complete, equally hard on every seed; warning first and owning up first pay."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import pytest

from practicum.drill import load_scenario, play, replay, score
from practicum.drill.author.errors import Change, Error, load_errors, with_error
from practicum.drill.cast import cast
from practicum.drill.score import finished, standing

SEEDS = ("practice-1", *(f"assessed-{n:02d}" for n in range(1, 11)))
FEW = ("assessed-02", "assessed-05", "assessed-09")


@pytest.fixture(scope="module")
def d04():
    """The product recall."""
    return load_scenario("d04-product-recall")


@lru_cache(maxsize=64)
def run(drill, seed, policy="reference"):
    return finished(replay(drill, seed, play(drill, seed, policy)))


@lru_cache(maxsize=64)
def erring(drill, seed, name):
    error = next(error for error in load_errors(drill.folder) if error.id == name)
    return finished(replay(drill, seed, with_error(drill, seed, error)))


def posts(state, since=0):
    return state.crowd.community.volume("pouch", since, state.scenario.structure.length)


def blame(state):
    return state.crowd.community.responsibility("pouch")


def test_it_holds_well_over_sixty_messages_and_no_wording_twice(d04):
    words = d04.words
    spoken = [
        text
        for row in words.threads.values()
        for text in (*row.says, *(t for m in row.more.values() for t in m))
    ]
    crowd = [text for issue in words.issues.values() for texts in issue.crowd.values() for text in texts]
    assert len(words.threads) + sum(len(row.more) for row in words.threads.values()) >= 60
    assert len(spoken) >= 180
    assert len(crowd) >= 100
    assert len({*spoken, *crowd}) == len(spoken) + len(crowd)


def test_the_crowd_names_neither_nut_nor_lot_before_the_house_does(d04):
    before = [text for texts in d04.words.issues["pouch"].crowd.values() for text in texts]
    assert not [
        text
        for text in before
        if any(w in text.casefold() for w in ("hazelnut", "noisette", "nocciola", "l314"))
    ]
    for seed in FEW:
        assert "recall" not in run(d04, seed, "silent").streams
        assert run(d04, seed).streams["recall"].minute > next(
            a.end for a in run(d04, seed).acts if a.action == "post"
        )


def test_every_seed_is_as_hard_as_the_next_and_differs_in_who_and_when(d04):
    kinds, casts = set(), set()
    for seed in SEEDS:
        plans = cast(d04, seed).values()
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
    assert next(iter(kinds))[3] == 2  # moments at which saying nothing is right, and hard
    assert len(casts) == len(SEEDS)


@pytest.mark.parametrize("seed", SEEDS)
def test_policies_keep_their_bands(d04, seed):
    total = {
        p: score(d04, seed, play(d04, seed, p)).total
        for p in ("silent", "reply-to-everything", "delete-all", "copy-paste", "hasty", "reference")
    }
    assert total["silent"] < 25
    assert total["reply-to-everything"] < 40
    assert total["delete-all"] < 40
    assert total["copy-paste"] < total["reference"] - 15
    assert total["hasty"] < total["reference"] - 25
    assert total["reference"] >= 90


def test_the_errors_that_make_a_recall_a_crisis_cost_most(d04):
    best = score(d04, "assessed-03", play(d04, "assessed-03", "reference")).total
    errors = {error.id: error for error in load_errors(d04.folder)}
    lost = {
        name: best - score(d04, "assessed-03", with_error(d04, "assessed-03", errors[name])).total
        for name in (
            "sympathy-only",
            "waits-for-certainty",
            "history-untold",
            "isolated-incident",
            "gift-card",
            "riddle-goes-out",
            "deny-then-apologise",
            "feeds-the-mocker",
        )
    }
    assert min(lost.values()) > 0
    assert min(lost["sympathy-only"], lost["waits-for-certainty"], lost["history-untold"]) >= 7
    assert lost["feeds-the-mocker"] < min(
        lost["isolated-incident"], lost["gift-card"], lost["deny-then-apologise"]
    )


def test_silence_and_the_expert_end_far_apart(d04):
    """Fact 13."""
    for seed in SEEDS:
        assert run(d04, seed).index - run(d04, seed, "silent").index > 2_000


def test_who_never_asks_customer_service_is_shown_the_letter_by_someone_else(d04):
    for seed in FEW:
        told, shown = run(d04, seed), erring(d04, seed, "files-not-searched")
        assert ("gatti-fair" in told.threads, "gatti-hard" in told.threads) == (True, False)
        assert ("gatti-fair" in shown.threads, "gatti-hard" in shown.threads) == (False, True)
        assert blame(shown) > blame(told)
        assert shown.index < told.index


def test_a_denial_before_an_apology_ends_below_the_apology_alone(d04):
    """Fact 17."""
    for seed in FEW:
        assert erring(d04, seed, "deny-then-apologise").index < run(d04, seed).index
        assert blame(erring(d04, seed, "deny-then-apologise")) > blame(run(d04, seed))


def test_hiding_lawful_criticism_brings_more_posts_and_more_blame(d04):
    """Fact 18."""
    changes = [
        (
            posts(erring(d04, s, "hides-criticism")) - posts(run(d04, s)),
            blame(erring(d04, s, "hides-criticism")) - blame(run(d04, s)),
        )
        for s in FEW
    ]
    assert sum(more for more, _blame in changes) > 0
    assert all(blamed > 0 for _more, blamed in changes)


def test_the_same_words_before_the_video_beat_them_after_it(d04):
    """Fact 19: the statement waits for the laboratory, and the video comes first."""
    for seed in FEW:
        late = erring(d04, seed, "waits-for-certainty")
        assert "video-harsh" in late.threads
        assert "video-fair" in run(d04, seed).threads
        assert late.index < run(d04, seed).index - 300


def test_the_same_first_word_is_worth_less_the_later_it_comes_and_ever_less_so(d04):
    """Fact 15: the mean index over the shift falls with the delay, most at the beginning."""
    means = []
    for later in (0, 30, 90, 240):
        error = Error(
            id="late", says="Late.", change=(Change(do="reply", thread="samira", nth=1, later=later),)
        )
        runs = [finished(replay(d04, seed, with_error(d04, seed, error))) for seed in FEW]
        means.append(sum(standing(state) for state in runs))
    losses = [before - after for before, after in pairwise(means)]
    assert all(loss >= 0 for loss in losses)
    assert losses[0] > 2 * losses[1] >= 2 * losses[2]


def test_followers_change_no_mark(d04):
    nobody = {
        name: author.model_copy(update={"followers": 0, "verified": False})
        for name, author in d04.structure.authors.items()
    }
    unknown = type(d04)(
        d04.structure.model_copy(update={"authors": nobody}), d04.words, d04.language, d04.hash, d04.folder
    )
    log = play(d04, "assessed-01", "reference")[:60]
    assert score(unknown, "assessed-01", log).tenths == score(d04, "assessed-01", log).tenths
