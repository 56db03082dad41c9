"""A fortnight of a museum of clocks: a plan to look through, a calendar, and two posts."""

# ruff: noqa: INP001 - run by path, not a package
from __future__ import annotations

from datetime import date
from pathlib import Path

from practicum.marking import Part
from practicum.marking.definitions import import_definitions

content = import_definitions(Path(__file__).resolve().parent.with_name("content.py"))

MODEL_CLOSED = """On Thursday, 15 October, the museum is closed from 09:00 to 13:00. We stand in the \
market square with everybody who remembers. From 13:00 our doors are open again, and the quiet room \
upstairs is free for anybody who wants to sit down. Nothing else will appear on this page in these \
days."""
MODEL_LENSES = """Advertising: Adler & Finch pay us for this post. Their pocket lenses are ground from \
old spectacles, come in two sizes and show everything 3 times as large. One is 14 in our museum shop \
on Bridge Square. Bring an old watch and look inside, we lend you a chair."""

HOUSE = content.House(
    id="pc-clocks",
    first=date(2026, 10, 5),
    pause=(date(2026, 10, 14), date(2026, 10, 15), date(2026, 10, 16)),
    hours=("09:00", "13:00", "18:30"),
    networks=("Plaza", "Fotofeed", "Kurz"),
    owners=("Hanne", "Ilyas", "you"),
    approver="Corvin",
    drawer=("closed", "lenses", "tower", "tickets", "evening", "guess", "repair", "sundial"),
    unfit=("hot-prices", "siren-night"),
    partner="lenses",
    titles=(
        "Forty wheels on a table",
        "How a sundial lies in October",
        "Guess what this tooth is for",
        "The smallest screw in the house",
        "A watch that came by post",
        "Autumn hours at the till",
        "The pendulum, from below",
        "Name the tower clock's cat",
        "Evening talk: who invented the minute?",
        "A clock that stopped in 1911, and why we leave it so",
        "New chairs from Bellmore Joinery",
        "The choir under the great dial",
    ),
    payers=("Adler & Finch", "Bellmore Joinery"),
    own=(
        (
            Part(
                label="The day",
                any_of=(
                    "15 october",
                    "october 15",
                    "15th october",
                    "15 oct",
                    "15th of october",
                    "october 15th",
                ),
            ),
            Part(
                label="From when",
                any_of=("9", "09:00", "9:00", "09.00", "9.00", "9am", "9 am", "nine", "nine o'clock"),
            ),
            Part(
                label="Until when",
                any_of=("13", "13:00", "13.00", "1", "1pm", "1 pm", "one o'clock"),
            ),
        ),
        MODEL_CLOSED,
    ),
    paid=(
        (
            Part(label="Who pays", any_of=("adler & finch", "adler and finch")),
            Part(label="Where to get it", any_of=("shop", "bridge square", "store", "till")),
        ),
        MODEL_LENSES,
    ),
    private=("Henrike", "0588 23 614", "clinic", "450"),
    figures=(
        *("15", "14", "16", "2026", "9", "09", "09:00", "9:00", "13", "13:00", "1", "1:00", "2", "3"),
        *("14.00", "5", "18", "1911"),
    ),
    claims=(
        *("good for your eyes", "good for the eyes", "protects your eyes", "protect your eyes"),
        *("eye strain", "doctors recommend", "recommended by doctors", "medically"),
        *("we tested", "we have tested", "we've tested", "tested by us", "our test"),
        *("unbreakable", "fair trade", "best lenses", "award", "lasts for years"),
    ),
    wrong={
        "paid and not said": (
            {
                "paid": MODEL_LENSES.replace(
                    "Advertising: Adler & Finch pay us for this post. Their", "Adler & Finch:"
                )
            },
            "Somebody pays for the second post, and whoever reads it cannot see that.",
        ),
        "only thanks": (
            {
                "paid": MODEL_LENSES.replace(
                    "Advertising: Adler & Finch pay us for this post. Their",
                    "With thanks to our friends of Adler & Finch! Their",
                )
            },
            "Thanks to a friend is not the word for a payment. Say that it is advertising.",
        ),
        "a house that closes and does not say when": (
            {
                "own": (
                    "Our thoughts are with all of you in these dark days. Our museum will be closed for some"
                    " hours this week, and we ask for your understanding. Take care of each other."
                )
            },
            "Feeling is there, and nobody knows when the door is shut. Day and hours belong into it.",
        ),
        "private matters in public": (
            {
                "own": MODEL_CLOSED.replace(
                    "Nothing else will appear on this page in these days.",
                    "Whoever wants to help Henrike's family: 0588 23 614.",
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
