"""Does a choice on one thread leave every draw of every other thread where it was?"""

from __future__ import annotations

import pytest

from practicum.drill import Run, play
from practicum.drill.cast import cast

# Threads whose appearance depends, by their rows, on what the desk did with the photo.
GROWS_FROM_THE_PHOTO = {"echo", "reporter"}


def spoken(state):
    """What the public says, by thread: minutes, words and likes."""
    return {
        thread.id: [
            (m.id, m.minute, m.text, m.likes, m.shares) for m in thread.messages if m.side == "public"
        ]
        for thread in state.threads.values()
    }


def test_acts_on_one_thread_leave_all_others_as_they_were(d01):
    quiet = Run.create(d01, "a-seed")
    quiet.finish()
    before = spoken(quiet.state)
    for target in before:
        run = Run.create(d01, "a-seed")
        run.do("wait", minutes=max(1, before[target][0][1]))
        if target not in run.state.threads:  # the photo's own children may come later in this minute's order
            continue
        run.do("reply", thread=target, posture="inform", parts=["known"], text="A word.")
        run.do("hide", thread=target, reason="unfair")
        run.do("ask", thread=target, to="service", text="What is this?")
        run.finish()
        after = spoken(run.state)
        for thread, messages in before.items():
            if thread != target:
                assert after[thread] == messages, f"a word to {target} moved {thread}"


def test_only_the_children_of_the_photo_depend_on_the_photo(d01, kit):
    silent, _ = kit.played(d01, "practice-1", ())
    expert, _ = kit.played(d01, "practice-1", play(d01, "practice-1", "reference"))
    assert set(silent.threads) - set(expert.threads) == GROWS_FROM_THE_PHOTO


@pytest.mark.parametrize("seed", ["practice-1", "assessed-04"])
def test_adding_a_thread_to_the_scenario_moves_no_draw_of_the_others(d01, kit, seed):
    extra = d01.threads["price"].model_copy(update={"id": "price-again"})
    words = d01.words.model_copy(
        update={"threads": {**d01.words.threads, "price-again": d01.words.threads["price"]}}
    )
    more = kit.changed(d01, threads=(extra, *d01.structure.threads))
    object.__setattr__(more, "words", words)
    before, after = cast(d01, seed), cast(more, seed)
    assert {name: after[name] for name in before} == before
