"""Tasks 5 to 7: the refusal, which a person reads, the audit before a launch, and the drill."""

# ruff: noqa: INP001 - run by path from marking.py, not a package
from __future__ import annotations

from typing import Any

from practicum.marking import (
    PROMISES,
    Criterion,
    DrillLog,
    Exercise,
    Mistake,
    Part,
    Rubric,
    Set,
    Text,
    beside,
)
from practicum.project import Project

ref = beside(__file__, "reference.py")

LESSON = "m03-strategy/lesson.ipynb"
REFUSE, LAUNCH = f"{LESSON}#Choose,-and-refuse-in-writing", f"{LESSON}#Open-the-door-safely"
DRILL = f"{LESSON}#Drill:-the-launch-meeting"

EVERYWHERE = (
    "be everywhere",
    "on every platform",
    "everybody is there",
    "everyone is there",
    "all the others are there",
    "cannot afford not to",
    "can't afford not to",
)


def _refusal(tables: Any) -> str:
    change = ref.yearly(tables, "Zettel")
    reach = ref.reached(tables, "zettel")
    return (
        f"Tommaso, I advise against Zettel this year. {reach:.0f} percent of the people we want use it, and"
        f" from February 2025 to February 2026 its users went from 100 to {100 + change:.0f}. A note every"
        " day would take half of the five hours that the board has found, and the other half would be too"
        " little for anything else. You are right that its readers are quick and kind to us; the survey is"
        " small, and I may be wrong about the next year.\n\n"
        "Instead I propose the neighbourhood page on Quartino, from 4 May, with Marta. We look again on 1"
        " October, with the same two numbers: if Zettel has grown for three months in a row, or if a third"
        " of our target uses it, I will bring you a plan for it myself. Until then we keep our name there"
        " and publish nothing. May I tell Maëlle?"
    )


REFUSAL = Exercise(
    id="m03-5",
    title="Say no to Zettel",
    competence="C3",
    points=2,
    kind=Text(
        min_words=70,
        max_words=190,
        avoid=(*PROMISES, *EVERYWHERE),
        must=(
            Part(label="The platform by its name", any_of=("Zettel",)),
            Part(
                label="What we do in its place",
                any_of=("instead", "in its place", "rather", "better", "propose", "suggest"),
            ),
            Part(
                label="When we look again",
                any_of=(
                    "look again",
                    "look at it again",
                    "talk again",
                    "talk about it",
                    "review",
                    "revisit",
                    "reopen",
                    "come back",
                    "return to",
                ),
            ),
            Part(
                label="What would change the answer",
                any_of=(
                    "if",
                    "unless",
                    "as soon as",
                    "once",
                    "when",
                    "provided",
                    "on condition",
                    "would change",
                ),
            ),
            Part(label="What it would cost", any_of=("hour", "hours", "euro", "euros", "minutes")),
        ),
    ),
    question=(
        "Tommaso reads Zettel every morning and wants Brindille on it, with a note every day. Write to him,"
        " 70 to 190 words, and say no: the reason with your numbers, what it would cost, what you propose"
        " instead, what would change your answer and when you look again. He is the director of sales, he"
        " has a point, and you will sit beside him tomorrow. Rules check length and parts; a person reads"
        " the rest."
    ),
    reference=_refusal,
    mistakes={
        "we must be everywhere": Mistake(
            lambda tables: _refusal(tables).replace(
                "May I tell Maëlle?", "Of course a brand must be everywhere in the end."
            ),
            hint="The no gives itself away: a house that must be everywhere can refuse nothing. Say what the"
            " hours buy elsewhere.",
        ),
        "a no without a place for the energy": Mistake(
            lambda tables: _refusal(tables).replace("Instead I propose", "I also like"),
            hint="A no that offers nothing leaves Tommaso with his wish and without you. Say what you would"
            " do in its place.",
        ),
        "a no for ever": Mistake(
            lambda tables: _refusal(tables).replace("We look again on 1 October", "That stands"),
            hint="A reason that rests on this year's numbers has an end. Say when you look again, or he will"
            " ask every week.",
        ),
        "a no without a price": Mistake(
            lambda tables: _refusal(tables).replace("half of the five hours that", "half of what"),
            hint="Your no says nothing of what the yes would take. Hours are the currency that Tommaso cannot"
            " borrow.",
        ),
    },
    tables=("audience_survey", "platforms_monthly"),
    see=REFUSE,
    rubric=Rubric(
        points=6,
        criteria=(
            Criterion(
                id="reason",
                label="The reason",
                points=2,
                anchors=(
                    "No reason, or a taste: “it does not suit us”.",
                    "A reason without a number, or a number without what it counts.",
                    "A number that counts the target or the trend, and the price in hours.",
                    "It also says how sure the number is.",
                ),
            ),
            Criterion(
                id="alternative",
                label="What instead",
                points=2,
                anchors=(
                    "Nothing.",
                    "A general wish: more quality, more presence elsewhere.",
                    "One named effort that fits the hours and the money.",
                    "It also has an owner or a first day, and serves an aim of the plan.",
                ),
            ),
            Criterion(
                id="relation",
                label="The door and the person",
                points=2,
                anchors=(
                    "It lectures, or it gives way.",
                    "Polite, but Tommaso's point is not taken up, or the door is shut for ever.",
                    "It takes up his point, and names a day to look again.",
                    "It also names a result, measurable, that would turn the no into a yes.",
                ),
            ),
        ),
    ),
)

CHECKS = {
    "a": "The page is called Brindille, with the same picture and web address as on the other platforms.",
    "b": "Maëlle searched Quartino and the register of trade marks before she took the name.",
    "c": "The page belongs to Maëlle's private profile; it has no other administrator.",
    "d": "Marta and Anouk may publish and answer, and cannot change rights: they need no more.",
    "e": "For Bas, in the evening, there is a common password on a note in the office drawer.",
    "f": "The recovery codes lie sealed in Claire's safe; Claire and Marta know where.",
    "g": "The second step at sign-in is on for Marta and Anouk; Maëlle will turn it on after the launch.",
    "h": "The agency that left in 2023 was taken out of the list of connected tools.",
    "i": "Messages for a lost password go to Tommaso's private telephone.",
    "j": "A list says who holds which right, and who takes it away when somebody leaves.",
    "k": "A charter for those who comment is pinned: what we remove, and where to object.",
    "l": "Marta's sheet says who answers what and how soon, from Monday to Friday; the page takes messages"
    " seven days a week.",
    "m": "What may touch health reaches Inès within 90 minutes, here as elsewhere.",
    "n": "Twelve posts are ready; in three of them children of the street can be recognised, and their"
    " parents agreed on the telephone.",
    "o": "Links to the shop carry one label, in one spelling, which is written down.",
    "p": "The baseline will be measured in the summer, when the page is well under way.",
    "q": "If somebody takes the page over on a Saturday: whom to call, with which number, stands on paper.",
    "r": "The page is meant to stay; no day was set to look whether it should.",
}
FLAWS = ("c", "e", "g", "i", "l", "n", "p", "r")


def _flagged(*without: str) -> list[str]:
    return [one for one in FLAWS if one not in without]


AUDIT = Exercise(
    id="m03-6",
    title="Audit before the launch",
    competence="C5",
    points=5,
    kind=Set(options=CHECKS),
    question=(
        "On Monday Brindille opens its page on Quartino. Eighteen lines of the launch dossier lie before you,"
        " and the red lines of the house are in its company dossier. Which lines must be mended before the"
        " page opens? Give their letters."
    ),
    reference=lambda _tables: list(FLAWS),
    mistakes={
        "everything needs work": Mistake(
            lambda _tables: list(CHECKS),
            hint="You sent the whole dossier back. Whoever flags everything has told Maëlle nothing: ten of"
            " these lines are sound.",
        ),
        "shared password accepted": Mistake(
            lambda _tables: _flagged("e"),
            hint="One way in is open to whoever passes a drawer, and nobody will know who came through it.",
            credit=0.6,
        ),
        "private profile accepted": Mistake(
            lambda _tables: _flagged("c", "i"),
            hint="The house must be able to get in when a person is ill, or gone. Look at what hangs on"
            " somebody's private profile or telephone.",
            credit=0.5,
        ),
        "later accepted": Mistake(
            lambda _tables: _flagged("g", "p"),
            hint="Two lines postpone until after the launch what only helps before it.",
            credit=0.5,
        ),
        "only the keys": Mistake(
            lambda _tables: ["c", "e", "g", "i"],
            hint="You audited the keys, and well. A launch also needs people at weekends, consent in writing,"
            " a number to start from and a day to look again.",
            credit=0.4,
        ),
    },
    see=LAUNCH,
)

MEETING = Exercise(
    id="m03-7",
    title="The launch meeting",
    competence="C3",
    points=6,
    kind=DrillLog(drill="launch-meeting"),
    question=(
        "Play the drill The launch meeting to the end. You may start over as often as you like: the run that"
        " you keep is marked. There is nothing to type: the desk writes its own log beside this notebook."
    ),
    reference=lambda _tables: (Project.find().scenarios / "launch-meeting" / "reference.jsonl").read_bytes(),
    few_mistakes="A drill's errors are played by its policies, not typed; the debrief explains them.",
    see=DRILL,
)

TASKS = [REFUSAL, AUDIT, MEETING]
