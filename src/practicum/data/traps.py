"""For instructors: every fault that is planted in the tables, and which answer it spoils.

Each trap stands in the rows of Brindille (graded assignment) and of Rivage (lesson). The tests walk into each
one, on this edition's tables and on 500 other seeds, and require that the answer moves by more than three
times its tolerance.
"""

from __future__ import annotations

from typing import NamedTuple


class Trap(NamedTuple):
    """One planted fault.

    Attributes:
        id: Its name.
        table: Where it is.
        what: What was done to the table.
        why: What goes wrong at work for whoever does not see it.
        exercise: A graded exercise whose answer it moves.
        mistake: The named mistake of that exercise that walks into it.
    """

    id: str
    table: str
    what: str
    why: str
    exercise: str
    mistake: str


TRAPS = (
    Trap(
        "overlapping downloads",
        "posts",
        "Three downloads share April and October 2025: posts of those months come twice.",
        "Posts are counted twice, and totals with them.",
        "m08-2",
        "duplicates kept",
    ),
    Trap(
        "the older copy",
        "posts",
        "The older copy of a repeated post shows younger counts, and sometimes a post deleted since.",
        "Keeping the first copy keeps figures that were still growing, and posts that no longer exist.",
        "m08-2",
        "older copy kept",
    ),
    Trap(
        "thousands as k",
        "posts",
        "The download of October 2025 writes 1.2k for 1,200.",
        "Read as 1.2, a thousand people become one.",
        "m08-2",
        "k ignored",
    ),
    Trap(
        "thousands with a space",
        "posts",
        "The download of March 2026 writes 3 400 for 3,400.",
        "A program that expects digits drops the cell, so the largest posts vanish from the total.",
        "m08-2",
        "texts skipped",
    ),
    Trap(
        "deleted posts",
        "posts",
        "A deleted post keeps its row, its interactions and an empty reach.",
        "Its interactions are divided by nobody: engagement rises with each deletion.",
        "m08-3",
        "deleted posts counted",
    ),
    Trap(
        "advertising",
        "posts",
        "About one post in six has money behind it, which buys reach that reacts less.",
        "A rate over all posts says more about the budget than about the content.",
        "m08-3",
        "paid posts counted",
    ),
    Trap(
        "world time",
        "posts",
        "Times are in UTC; Paris is one hour ahead in winter and two in summer.",
        "The best slot falls apart into two neighbours, and another slot wins.",
        "m08-4",
        "hours in UTC",
    ),
    Trap(
        "summer time",
        "posts",
        "The first hour of the best slot holds posts of both halves of the year.",
        "One hour added all year loses the summer posts of that hour.",
        "m08-4",
        "winter time all year",
    ),
    Trap(
        "one viral post",
        "posts",
        "One post reached seventy to ninety times what is usual.",
        "An average crowns the slot in which it happened to stand.",
        "m08-4",
        "average instead of median",
    ),
    Trap(
        "lucky few",
        "posts",
        "A slot of four posts has a high median.",
        "The smallest groups head every ranking, by luck.",
        "m08-4",
        "tiny slot wins",
    ),
    Trap(
        "late figures",
        "posts",
        "Counts settle in seven days, interactions later than reach; a daily series fills the last week.",
        "The newest week always looks like a fall in engagement.",
        "m08-1",
        "unsettled days counted",
    ),
    Trap(
        "late followers",
        "followers_daily",
        "New followers of the last seven days are reported in part.",
        "Growth seems to stop in the week before every report.",
        "m08-6",
        "unsettled days counted",
    ),
    Trap(
        "campaign names",
        "posts",
        "One campaign is typed in five ways, and some tags are missing.",
        "An exact match finds about half of a campaign.",
        "m08-2",
        "one spelling only",
    ),
)
