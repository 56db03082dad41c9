"""A Saturday at the desk of a ferry line: the drill by rules, one answer by rules and two readers."""

# ruff: noqa: INP001 - run by path, not a package
from __future__ import annotations

from pathlib import Path

from practicum.marking import Part
from practicum.marking.definitions import import_definitions

care = import_definitions(Path(__file__).resolve().parent.with_name("care.py"))

QUESTION = """A week later, a man whom you know from the drill writes under a post of Skerry Line on its
page, where everybody reads it:

> **Eskil Dorn:** Three Saturdays, three boats that did not come. Each time my wife missed her exercises
> at the clinic on the mainland, and she is learning to walk again. You wrote that the fare comes back.
> It has not come. I am tired of being told that you are sorry.

Your colleagues have left notes for you:

- *Piet, bookings:* The refund for booking SK-40931 went to a closed account. It goes out again on
  Thursday. His mobile is 0417 55 660 if you need it.
- *Runa, control:* From next Saturday a second crew stands by, so that nobody's illness stops a boat. If
  a boat is cancelled all the same, a notice goes up at least an hour before. Nobody can say that no boat
  will ever be cancelled.
- *Ylva, duty manager:* I ring him myself, on any weekday. He can write into our inbox when it suits him.

Write the answer of Skerry Line that stands under his post, 40 to 100 words. Rules check its length and
that it says what he needs to know; two people read the rest."""

MODEL = """Three Saturdays, Eskil, and each time your wife's exercises were lost while she is learning \
to walk again. Another sorry does not make that good, so here is what happens. Your refund went wrong \
on our side; it goes out again on Thursday. From next Saturday a second crew stands by. We cannot rule \
out that a boat is cancelled, but then a notice goes up at least an hour before, for everybody on the \
pier. Ylva Brandt, our duty manager, would like to ring you: please write into our inbox when it suits \
you."""

FORMULA = (
    "Dear customer, we apologise for any inconvenience caused by recent operational disruptions and thank you"
    " for your patience and understanding. Customer satisfaction is our highest priority. Your feedback has"
    " been forwarded to the department in charge and will be looked into carefully."
)

HOUSE = care.House(
    id="pd-ferry",
    desk="A Saturday on the water",
    question=QUESTION,
    parts=(
        Part(
            label="What he and his wife went through",
            any_of=(
                *("exercises", "clinic", "learning to walk", "walk again", "your wife", "wife's"),
                *("three saturdays", "three boats", "three times"),
            ),
        ),
        Part(label="When the money comes", any_of=("thursday",)),
        Part(
            label="What changes from Saturday",
            any_of=(
                *("second crew", "another crew", "standby crew", "stand-by crew", "crew stands by"),
                *("crew on standby", "crew on stand-by", "reserve crew", "extra crew", "spare crew"),
            ),
        ),
        Part(
            label="How to go on with a person",
            any_of=("ylva", "duty manager", "inbox", "message us", "write to us", "private message"),
        ),
    ),
    model=MODEL,
    wrong={
        "a formula": (
            FORMULA,
            "It would fit anybody. He wrote what three Saturdays cost, and asked for more than a sorry.",
        ),
        "a promise that nobody made": (
            MODEL.replace(
                "We cannot rule out that a boat is cancelled, but then a notice",
                "We promise that this will never happen again; a notice",
            ),
            "You promise what control says that nobody can. The first cancelled boat makes it a lie.",
        ),
        "private data in public": (
            MODEL.replace(
                "Your refund went wrong on our side;",
                "Your refund for SK-40931 failed, and we tried 0417 55 660 in vain;",
            ),
            "His numbers stand under a post that everybody reads. The notes are for you.",
        ),
        "no day": (
            MODEL.replace("it goes out again on Thursday", "it will go out again soon"),
            "He has been told once that the money comes. This time the day has to stand there.",
        ),
    },
    private=(
        ("0417 55 218", "0417 55 803", "SK-40617"),
        ("0417 55 660", "SK-40931", "0417 55 218", "0417 55 803", "SK-40617"),
    ),
    closed=("dog", "funeral"),
    dangers=("threat-deck", "threat-car"),
    criticism=("cancelled", "reported-fares", "reported-toilets", "reported-crew", "advert", "code"),
    mask="as-passenger",
    guests=("passenger", "fellow passenger", "commuter", "traveller", "customer", "islander"),
    colleagues=("Ylva", "Ylva Brandt", "Runa", "Runa Tveit", "Piet", "Piet Okonjo"),
)
EXERCISES = care.exercises(HOUSE)
CRITICAL = care.critical(HOUSE)
