"""A Sunday at the desk of a swimming bath: the drill by rules, one answer by rules and two readers."""

# ruff: noqa: INP001 - run by path, not a package
from __future__ import annotations

from pathlib import Path

from practicum.marking import Part
from practicum.marking.definitions import import_definitions

care = import_definitions(Path(__file__).resolve().parent.with_name("care.py"))

QUESTION = """A week later, a man whom you know from the drill writes under a post of Lindgate Baths on
its page, where everybody reads it:

> **Viggo Sand:** Three times since the spring I stood with my father at a closed lane pool. He is
> eighty-four, swimming is the only thing that lets him sleep, and each time it took us two buses. You
> wrote that our entries are good for another day. The till says no. I am tired of being told that you
> are sorry.

Your colleagues have left notes for you:

- *Noemi, tickets:* His card LB-20871 was blocked by mistake. It works again from Tuesday, with three
  entries more on it. His mobile is 0533 18 644 if you need it.
- *Imre, poolside:* From next weekend a second meter hangs in the plant room, so that one that fails does
  not close a pool. If we close all the same, a sign goes up within ten minutes. Nobody can say that no
  pool will ever be closed.
- *Greta, duty manager:* I ring him myself, on any weekday. He can write into our inbox when it suits
  him.

Write the answer of Lindgate Baths that stands under his post, 40 to 100 words. Rules check its length
and that it says what he needs to know; two people read the rest."""

MODEL = """Three times, Viggo, two buses each way, and a father of eighty-four who swims so that he \
can sleep. Another sorry does not make that good, so here is what happens. The mistake at the till was \
ours: your card works again from Tuesday, with the three entries on it. From next weekend a second \
meter hangs in the plant room. We cannot rule out that a pool is closed, but then a sign goes up \
within ten minutes. Greta Osei, our duty manager, would like to ring you: please write into our inbox \
when it suits you."""

FORMULA = (
    "Dear guest, we apologise for any inconvenience caused by recent technical disruptions and thank you for"
    " your patience and understanding. Guest satisfaction is our highest priority. Your feedback has been"
    " forwarded to the department in charge and will be looked into carefully."
)

HOUSE = care.House(
    id="pd-baths",
    desk="A Sunday at the baths",
    question=QUESTION,
    parts=(
        Part(
            label="What he and his father went through",
            any_of=(
                *("your father", "father's", "a father", "two buses", "sleep", "eighty-four", "84"),
                *("three times", "closed pool", "closed lane pool"),
            ),
        ),
        Part(label="When the entries are good", any_of=("tuesday",)),
        Part(
            label="What changes from the weekend",
            any_of=(
                *("second meter", "another meter", "spare meter", "extra meter", "reserve meter"),
                *("backup meter", "back-up meter", "two meters", "meter in reserve"),
            ),
        ),
        Part(
            label="How to go on with a person",
            any_of=("greta", "duty manager", "inbox", "message us", "write to us", "private message"),
        ),
    ),
    model=MODEL,
    wrong={
        "a formula": (
            FORMULA,
            "It would fit anybody. He wrote what three closed doors cost, and asked for more than a sorry.",
        ),
        "a promise that nobody made": (
            MODEL.replace(
                "We cannot rule out that a pool is closed, but then a sign",
                "We promise that this will never happen again; a sign",
            ),
            "You promise what the poolside says that nobody can. The first closed door makes it a lie.",
        ),
        "private data in public": (
            MODEL.replace(
                "your card works again",
                "your card LB-20871 works again, and we tried 0533 18 644,",
            ),
            "His numbers stand under a post that everybody reads. The notes are for you.",
        ),
        "no day": (
            MODEL.replace("works again from Tuesday", "will work again soon"),
            "He has been told once that the entries are good. This time the day has to stand there.",
        ),
    },
    private=(
        ("0533 18 407", "0533 18 962", "LB-20934"),
        ("0533 18 644", "LB-20871", "0533 18 407", "0533 18 962", "LB-20934"),
    ),
    closed=("locker", "photograph"),
    dangers=("threat-guard", "threat-flat"),
    criticism=("closed", "reported-prices", "reported-showers", "reported-guards", "poster", "voucher"),
    mask="as-swimmer",
    guests=("swimmer", "fellow swimmer", "regular", "guest", "customer", "visitor"),
    colleagues=("Greta", "Greta Osei", "Imre", "Imre Sandal", "Noemi", "Noemi Falk"),
)
EXERCISES = care.exercises(HOUSE)
CRITICAL = care.critical(HOUSE)
