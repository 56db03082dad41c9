"""The mould of the care drills (block P-D): a shift at a desk, and one answer in public.

A house gives its own people, rules and words; points, rubric and signs of critical errors are the same, so
that the families of the block are equally hard and long.
"""

# ruff: noqa: INP001 - run by path from the families, not a package
from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from practicum.exam.families import Critical, signs
from practicum.marking import (
    PROMISES,
    Criterion,
    DrillLog,
    Exercise,
    Mistake,
    Part,
    Rubric,
    Text,
    always,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

BLAME = ("your fault", "your own fault", "not our fault", "you should have", "calm down", "as you know")
RUBRIC = Rubric(
    points=3,
    criteria=(
        Criterion(
            id="heard",
            label="The person is heard",
            points=1,
            anchors=(
                "Nothing of what happened to this person, or a formula that fits anybody.",
                "An apology in general words; what was lost is not named.",
                "Says back what happened and what it cost, in plain words, without excuse.",
                "It also meets what the person asks for, the words between the lines included.",
            ),
        ),
        Criterion(
            id="true",
            label="What is done is true, and no more",
            points=1,
            anchors=(
                "A promise that nobody has made, or a fact against the notes.",
                "True and vague: “we will look into it”, no day, nobody named.",
                "The facts of the notes, with their day, and nothing beyond them.",
                "It also says openly what cannot be promised.",
            ),
        ),
        Criterion(
            id="place",
            label="Fit for where it stands",
            points=1,
            anchors=(
                "Private details in public, blame, or a tone that shames.",
                "Nothing private, and no way to go on; stiff or chatty.",
                "Nothing private, one clear way to go on with a person, a calm voice.",
                "Those who read along also learn what holds for them.",
            ),
        ),
    ),
)


@dataclass(frozen=True)
class House:
    """What a care drill has of its own.

    Attributes:
        id: The family's id, and the slug of its drill.
        desk: What the drill is called in the question.
        question: Who writes, what the notes say, what is asked.
        parts: What the answer has to say.
        model: An answer that says it.
        wrong: Answers that go a plausible wrong way, each with the hint that cures it.
        private: What must not stand in public: in the drill, then in the answer.
        closed: Threads in which a reply is read by one person only.
        dangers: Threads in which somebody is threatened.
        criticism: Threads with lawful criticism.
        mask: The posture in which the house speaks as one of its guests.
        guests: What such a guest would call themselves.
        colleagues: Names of people for whom the desk may not sign.
    """

    id: str
    desk: str
    question: str
    parts: tuple[Part, ...]
    model: str
    wrong: Mapping[str, tuple[str, str]]
    private: tuple[tuple[str, ...], tuple[str, ...]]
    closed: tuple[str, ...]
    dangers: tuple[str, ...]
    criticism: tuple[str, ...]
    mask: str
    guests: tuple[str, ...]
    colleagues: tuple[str, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """Words by which the house would claim to be somebody else."""
        starts = ("i am a", "i'm a", "i am just a", "i'm just a", "i am only a", "speaking as a", "we as")
        ends = ("myself", "i can", "i have")
        said = [f"{start} {guest}" for guest in self.guests for start in starts]
        return (*said, *(f"as a {guest} {end}" for guest in self.guests for end in ends))


def exercises(house: House) -> list[Exercise]:
    """Return the drill and the answer."""
    return [
        Exercise(
            id=f"{house.id}-drill",
            title="The drill",
            competence="G2",
            points=8,
            kind=DrillLog(drill=house.id),
            question=(
                f"Play the drill {house.desk} to its end. You have 20 minutes for it, and they begin when you"
                " open it. Read the dossier first: it holds the rules of the board, what you may say, and"
                " whom to tell. Every act and every wait takes minutes of the shift. What you have sent"
                " stands. Rules mark what you decided, when, and with which reason; they do not mark style."
            ),
            reference=lambda _tables: None,
            few_mistakes="The debrief of a drill names each error with its minute.",
        ),
        Exercise(
            id=f"{house.id}-answer",
            title="One answer in public",
            competence="G3",
            points=1,
            kind=Text(min_words=40, max_words=100, must=house.parts, avoid=(*PROMISES, *BLAME)),
            question=house.question,
            reference=lambda _tables: house.model,
            mistakes={name: Mistake(always(text), hint=hint) for name, (text, hint) in house.wrong.items()},
            rubric=RUBRIC,
        ),
    ]


def critical(house: House) -> list[Critical]:
    """Return what proposes a critical error in the drill or in the answer."""
    drill, answer = f"{house.id}-drill", f"{house.id}-answer"
    inside, notes = house.private
    return [
        Critical("leak", drill, signs.leaked(inside, closed=house.closed)),
        Critical("leak", answer, signs.leaked_in(answer, notes)),
        Critical("danger-unanswered", drill, signs.not_passed_on(house.dangers)),
        Critical("criticism-hidden", drill, signs.out_of_sight(house.criticism)),
        Critical(
            "false-name",
            drill,
            signs.as_somebody_else((house.mask,), house.claims, names=house.colleagues),
        ),
        Critical("false-name", answer, signs.claims_in(answer, house.claims, names=house.colleagues)),
    ]
