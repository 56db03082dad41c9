"""Twenty posts each of two small accounts: the first table that a learner reads, in module m00.

One trap, present at every seed: the largest reach is written "1.9k". Whoever reads it as 1.9, or lets a
spreadsheet sort the column as text, finds another post. The most liked post is a third one.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from practicum.data.draws import Draws
from practicum.data.schema import ACCOUNT, FORMATS, PLATFORM, Field, TableSchema

SCHEMA = TableSchema(
    "first_posts",
    "First posts",
    "Twenty posts each of two small accounts: the first table that a learner reads, in module m00.",
    (
        Field("post", "string", "The post."),
        ACCOUNT,
        Field("title", "string", "Its first words."),
        PLATFORM,
        Field("format", "string", "What it is made of.", options=FORMATS),
        Field("reach", "string", "People who saw it. Text as exported: 640 or 1.9k (1,900)."),
        Field("reactions", "integer", "Likes and the like."),
    ),
    key=("post",),
)
ROWS_PER_ACCOUNT = 20
_TITLES = {
    "fournil_aumiere": (
        "Seigle au levain, out of the oven at six",
        "Closed on Tuesday: the mill delivers",
        "Who took the last kouign-amann?",
        "Our flour comes from eleven kilometres away",
        "Apprentice week: Mathis shapes his first baguette",
        "Galette, with or without the bean?",
        "Sunday queue, from the baker's side",
        "Bread of the month: buckwheat and walnut",
        "Two places left in the sourdough workshop",
        "The oven broke. Here is what we did at 3 a.m.",
        "Yesterday's bread, today's pudding",
        "Meet Chiara, who runs the shop in the Rue Basse",
        "Allergens: the list is on the counter and here",
        "Order before noon for the bank holiday",
        "How we fold a croissant in 27 layers",
        "Thank you, table four, for the drawing",
        "New hours from Monday",
        "Rye or wheat? A short guide",
        "The cat is not for sale",
        "First strawberries of the valley",
    ),
    "valmonde": (
        "Rue des Tanneurs: works until Friday",
        "The library stays open late on Thursday",
        "Water meters: what the letter means",
        "Vote for the name of the new square",
        "Collection of garden waste moves to Wednesday",
        "The pool opens again on the 4th",
        "Heat plan: who we ring, and how to sign up a neighbour",
        "Council meeting, live from 19:00",
        "A heron has moved into the municipal basin",
        "School meals: next week's menu",
        "Lost and found: eleven single gloves",
        "The number 6 bus takes another way on market day",
        "Registry office: book a slot online",
        "Flea market: 120 tables, rain or shine",
        "How the budget is spent, in six drawings",
        "Tree felling in the Allée Verdi, and why",
        "Volunteers for the riverside clean-up",
        "Night works on the bridge: what you will hear",
        "Poster contest: the winners",
        "New signs for people who cannot read small print",
    ),
}
_PLATFORMS = {"fournil_aumiere": ("Fotofeed", "Plaza"), "valmonde": ("Plaza", "Kurz", "Linkwerk")}
_FORMATS = ("photo", "text", "clip")


def first_posts(seed: int) -> pd.DataFrame:
    """Return the table as a spreadsheet receives it: `reach` is text, everything else as it reads.

    Args:
        seed: A whole number; another seed gives other numbers with the same trap.

    Returns:
        40 rows: `post` (`fa-01` to `fa-20`, `va-01` to `va-20`), `account`, `title`, `platform`, `format`,
        `reach` (text), `reactions` (whole number).
    """
    return pd.concat([_account(seed, name) for name in _TITLES], ignore_index=True)


def _account(seed: int, account: str) -> pd.DataFrame:
    draws = Draws(seed, f"first-posts/{account}")
    rows = ROWS_PER_ACCOUNT
    # Plain numbers stay between 120 and 600; the four rows that make the trap are set apart afterwards.
    reach = np.floor(120 + 480 * draws.uniform(rows)).astype(int)
    reactions = np.maximum(1, np.floor(reach * (0.02 + 0.04 * draws.uniform(rows)))).astype(int)
    top, plain_top, text_top, most_liked = draws.order(rows)[:4].tolist()
    sizes = draws.uniform(4)
    reach[plain_top] = 640 + int(240 * sizes[0])
    reach[text_top] = 91 + int(9 * sizes[1])
    reactions[[top, plain_top, text_top]] = 9
    reactions[most_liked] = 60 + int(30 * sizes[2])
    written = [str(value) for value in reach.tolist()]
    written[top] = f"{(11 + int(18 * sizes[3])) / 10:.1f}k"
    return pd.DataFrame(
        {
            "post": [f"{account[0]}a-{number:02d}" for number in range(1, rows + 1)],
            "account": account,
            "title": _TITLES[account],
            "platform": _pick(_PLATFORMS[account], draws, rows),
            "format": _pick(_FORMATS, draws, rows),
            "reach": written,
            "reactions": reactions,
        }
    )


def _pick(values: tuple[str, ...], draws: Draws, rows: int) -> list[str]:
    """Return one value a row, in unequal fixed proportions, so that no count equals another."""
    weights = tuple(float(2 ** (len(values) - place)) for place in range(len(values)))
    return [values[index] for index in draws.categories(weights, rows).tolist()]
