"""What a seed makes of a scenario: who comes, when, with which words. Decided before anyone acts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from practicum.drill.draws import between, pick, ranked
from practicum.drill.patience import patience

if TYPE_CHECKING:
    from practicum.drill.load import Scenario
    from practicum.drill.schema import FollowUp, Handling, Option, Thread

LETTERS = "abcdef"


@dataclass(frozen=True)
class PlannedMessage:
    """A message that will be said if its conditions hold.

    Attributes:
        id: Unique within its thread; the first message is `opening`.
        author: Id of the author or colleague.
        delay: Minutes after the moment that sets it off (after minute 0 for the opening).
        text: The drawn words.
        image: Description of its picture.
        likes: Drawn likes.
        shares: Drawn shares.
        handling: How the thread must be treated from here on; None means as before.
        source: The row it comes from; None for the opening.
    """

    id: str
    author: str
    delay: int
    text: str
    image: str
    likes: int
    shares: int
    handling: Handling | None
    source: FollowUp | None = None


@dataclass(frozen=True)
class PlannedThread:
    """A thread of this seed: its row, its messages, and its offered answers by letter."""

    thread: Thread
    opening: PlannedMessage
    more: tuple[PlannedMessage, ...]
    options: dict[str, Option]


@lru_cache(maxsize=256)
def cast(scenario: Scenario, seed: str) -> dict[str, PlannedThread]:
    """Return the threads of a seed by id, in order of their first minute."""
    scenario = scenario.at(seed)
    taken = _taken(scenario, seed)
    plans = [_plan(scenario, seed, thread) for thread in scenario.structure.threads if thread.id in taken]
    plans.sort(key=lambda plan: (plan.opening.delay, plan.thread.id))
    return {plan.thread.id: plan for plan in plans}


def _taken(scenario: Scenario, seed: str) -> set[str]:
    """Threads outside pools, and from each pool the first few in a drawn order."""
    threads = scenario.structure.threads
    taken = {thread.id for thread in threads if thread.pool is None}
    for pool, count in scenario.structure.pools.items():
        members = [thread.id for thread in threads if thread.pool == pool]
        taken.update(ranked(seed, f"pool:{pool}", members)[:count])
    return taken


def _plan(scenario: Scenario, seed: str, thread: Thread) -> PlannedThread:
    words = scenario.words_of(thread.id)
    opening = PlannedMessage(
        id="opening",
        author=thread.author,
        delay=between(seed, "minute", thread.id, thread.when),
        text=pick(seed, "words", thread.id, words.says) if words.says else "",
        image=words.image,
        likes=between(seed, "likes", thread.id, thread.likes),
        shares=between(seed, "shares", thread.id, thread.shares),
        handling=scenario.handling(thread.handling),
    )
    more = tuple(
        PlannedMessage(
            id=follow.id,
            author=follow.author or thread.author,
            delay=_delay(scenario, seed, thread, follow),
            text=pick(seed, "words", f"{thread.id}/{follow.id}", words.more[follow.id]),
            image="",
            likes=between(seed, "likes", f"{thread.id}/{follow.id}", follow.likes),
            shares=0,
            handling=None if follow.handling is None else scenario.handling(follow.handling),
            source=follow,
        )
        for follow in thread.more
    )
    options = {option.id: option for option in thread.options}
    order = ranked(seed, f"options:{thread.id}", list(options))
    return PlannedThread(
        thread, opening, more, {letter: options[name] for letter, name in zip(LETTERS, order, strict=False)}
    )


def _delay(scenario: Scenario, seed: str, thread: Thread, follow: FollowUp) -> int:
    """Return the minutes after which a message comes: from its window, or from its author's patience."""
    name = f"{thread.id}/{follow.id}"
    if follow.patience:
        return max(follow.after[0], patience(scenario, seed, name))
    return between(seed, "minute", name, follow.after)
