"""A fortnight of a seed shop: a plan to look through, a calendar, and two posts."""

# ruff: noqa: INP001 - run by path, not a package
from __future__ import annotations

from datetime import date
from pathlib import Path

from practicum.marking import Part
from practicum.marking.definitions import import_definitions

content = import_definitions(Path(__file__).resolve().parent.with_name("content.py"))

MODEL_CLOSED = """On Thursday, 12 November, our shop is closed from 10:00 to 14:00. We go to the \
memorial in the town hall with everybody who misses somebody. From 14:00 we are here again, for seeds \
or only for a cup of tea. Nothing else will appear on this page in these days."""
MODEL_GLOVES = """Advertising: Moss & Mitt pay us for this post. Their garden gloves are sewn from old \
work clothes, come in three sizes and can be washed at 40 degrees. A pair is 18 in our shop in Mill \
Lane. Come in and try them on, with dirty hands if you like."""

HOUSE = content.House(
    id="pc-seeds",
    first=date(2026, 11, 2),
    pause=(date(2026, 11, 11), date(2026, 11, 12), date(2026, 11, 13)),
    hours=("08:00", "12:30", "18:00"),
    networks=("Plaza", "Fotofeed", "Kurz"),
    owners=("Ines", "Ruben", "you"),
    approver="Dunja",
    drawer=("closed", "gloves", "bulbs", "hours", "wreaths", "sowing", "spades", "compost"),
    unfit=("crash-sale", "bus-tour"),
    partner="gloves",
    titles=(
        "The last tulip bulbs",
        "What grows in a shoebox",
        "Garlic goes in now",
        "Leaf mould in four pictures",
        "A spade that is older than the shop",
        "Winter hours at the till",
        "Name this seed",
        "The warmest corner of the shop",
        "Wreaths: who brings the moss?",
        "A rose for Dunja's mother, who planted it in 1961",
        "The rain gauge of Halm and Sons",
        "The choir buys its pots",
    ),
    payers=("Moss & Mitt", "Halm and Sons"),
    own=(
        (
            Part(
                label="The day",
                any_of=("12 november", "november 12", "12th november", "12 nov", "12th of november"),
            ),
            Part(
                label="From when",
                any_of=("10", "10:00", "10.00", "10am", "10 am", "ten", "ten o'clock"),
            ),
            Part(
                label="Until when",
                any_of=("14", "14:00", "14.00", "2", "2pm", "2 pm", "two", "two o'clock"),
            ),
        ),
        MODEL_CLOSED,
    ),
    paid=(
        (
            Part(label="Who pays", any_of=("moss & mitt", "moss and mitt")),
            Part(label="Where to get it", any_of=("shop", "mill lane", "store", "till")),
        ),
        MODEL_GLOVES,
    ),
    private=("Mira", "0622 41 907", "hospital", "600"),
    figures=(
        *("12", "11", "2026", "10", "10:00", "14", "14:00", "2", "2:00", "13", "3", "40", "18", "18.00"),
        *("9", "7", "15", "1961"),
    ),
    claims=(
        *("thorn-proof", "thornproof", "no thorn", "thorns don't", "thorns do not", "rose-proof"),
        *("we tested", "we have tested", "we've tested", "tested by us", "our test"),
        *("organic", "fair trade", "best gloves", "award", "handmade", "lasts for years"),
    ),
    wrong={
        "paid and not said": (
            {
                "paid": MODEL_GLOVES.replace(
                    "Advertising: Moss & Mitt pay us for this post. Their", "Moss & Mitt:"
                )
            },
            "Somebody pays for the second post, and whoever reads it cannot see that.",
        ),
        "only thanks": (
            {
                "paid": MODEL_GLOVES.replace(
                    "Advertising: Moss & Mitt pay us for this post. Their",
                    "With thanks to our friends of Moss & Mitt! Their",
                )
            },
            "Thanks to a friend is not the word for a payment. Say that it is advertising.",
        ),
        "a shop that closes and does not say when": (
            {
                "own": (
                    "Our thoughts are with all of you in these dark days. Our shop will be closed for some"
                    " hours this week, and we ask for your understanding. Take care of each other."
                )
            },
            "Feeling is there, and nobody knows when the door is shut. Day and hours belong into it.",
        ),
        "private matters in public": (
            {
                "own": MODEL_CLOSED.replace(
                    "Nothing else will appear on this page in these days.",
                    "Whoever wants to help Mira's mother: 0622 41 907.",
                )
            },
            "A family asked that nobody speaks of it, and its number now stands on a page.",
        ),
        "too long": (
            {"own": " ".join([MODEL_CLOSED, *MODEL_CLOSED.split(". ")[1:]])},
            "More than sixty words: on this network the end is not read.",
        ),
    },
)
TABLES, EXERCISES, CRITICAL = content.family(HOUSE)
