"""The mould of the crisis drills (block P-E): a few hours at a desk in trouble, and one statement afterwards.

A house gives its own story, people and facts; points, rubric and signs of critical errors are the same, so
that the families of the block are equally hard and long. What hangs on the minute at which it was said is
told by the drill's own gates, so that this rule stands in one place only.
"""

# ruff: noqa: INP001 - run by path from the families, not a package
from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from practicum import marking
from practicum.drill import load_scenario, replay
from practicum.drill.gates import gates
from practicum.drill.score import finished
from practicum.errors import PracticumError
from practicum.exam.families import Critical, signs
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from practicum.drill import Scenario
    from practicum.exam.families import Handed

SAID = ("reply", "private", "post", "update", "press")
"""Acts that may state a fact too early; the drill has a gate `early-…` for each."""

NAMED = ("reply", "post", "update", "press")
"""Acts that everybody may read; the drill has a gate `names-…` for each."""

EVASION = ("no comment", "cannot comment", "do not comment", "any inconvenience", "isolated case")
GUESS = ("probably", "presumably", "it seems", "we think", "we believe", "must have been", "most likely")
RUBRIC = marking.Rubric(
    points=3,
    criteria=(
        marking.Criterion(
            id="known",
            label="As much as is known, and no more",
            points=1,
            anchors=(
                "A guess, a rumour or something from the inside stands as a fact.",
                "True, but softened or half: what is unpleasant is missing, or what is open is not said.",
                "What is known stands there with its time, and what is not known is named as such.",
                "It also says who finds out, or how anybody can check it.",
            ),
        ),
        marking.Criterion(
            id="people",
            label="It speaks to those concerned",
            points=1,
            anchors=(
                "The house speaks about itself, or defends itself.",
                "A formula of regret that fits any house.",
                "It names what these people went through, and says sorry for that, without drama.",
                "It also gives them a person or a place to turn to.",
            ),
        ),
        marking.Criterion(
            id="use",
            label="One can use it",
            points=1,
            anchors=(
                "What to do now is missing or wrong.",
                "What to do is there, behind history and regret; no hour for the next word.",
                "What holds today, what to do, and when and where the next word comes.",
                "It stands in an order in which somebody in a hurry has the important part first.",
            ),
        ),
    ),
)

SORRY = ("sorry", "apologise", "apologize", "apology", "regret", "forgive")
OPEN = marking.Part(
    label="What is not known",
    any_of=(
        *("not know", "don't know", "not yet know", "not known", "not yet known", "unknown", "unclear"),
        *("not clear", "cannot say yet", "no answer yet", "still open"),
    ),
)
NEXT_WORD = marking.Part(
    label="When the next word comes", any_of=("17:00", "17.00", "5 pm", "5pm", "17", "five o'clock")
)


@dataclass(frozen=True)
class House:
    """What a crisis drill has of its own.

    Attributes:
        folder: The family's folder; its name is the family's id and the slug of its drill.
        desk: What the drill is called in the question.
        question: The moment of the statement, what is known then, what is asked.
        parts: What the statement has to say.
        model: A statement that says it.
        wrong: Statements that go a plausible wrong way, each with the hint that cures it.
        inside: What must not stand in the statement.
        figures: Every figure that the facts give.
        unknown: Words that state what nobody knows.
        dangers: Threads with a person at risk.
        criticism: Threads with lawful criticism.
        mask: The posture in which the house speaks as one of its guests.
        claims: Words by which a text claims to come from somebody else.
        colleagues: Names of people for whom the desk may not sign.
    """

    folder: Path
    desk: str
    question: str
    parts: tuple[marking.Part, ...]
    model: str
    wrong: Mapping[str, tuple[str, str]]
    inside: tuple[str, ...]
    figures: tuple[str, ...]
    unknown: tuple[str, ...]
    dangers: tuple[str, ...]
    criticism: tuple[str, ...]
    mask: str
    claims: tuple[str, ...]
    colleagues: tuple[str, ...]

    @property
    def id(self) -> str:
        """The family's id."""
        return self.folder.name


def exercises(house: House) -> list[marking.Exercise]:
    """Return the drill and the statement."""
    return [
        marking.Exercise(
            id=f"{house.id}-drill",
            title="The drill",
            competence="J3",
            points=8,
            kind=marking.DrillLog(drill=house.id),
            question=(
                f"Play the drill {house.desk} to its end. You have 30 minutes for it at most, and they begin"
                " when you open it; an expert needs 20. Read the dossier first: it holds your mandate, the"
                " order of the first hour, and whom to ask. Every act and every wait takes minutes of the"
                " story. What you have sent stands. Rules mark what you decided, when, and what was known"
                " then; they do not mark style."
            ),
            reference=lambda _tables: None,
            few_mistakes="The debrief of a drill names each error with its minute.",
        ),
        marking.Exercise(
            id=f"{house.id}-statement",
            title="One statement",
            competence="J4",
            points=1,
            kind=marking.Text(
                min_words=60, max_words=120, must=house.parts, avoid=(*marking.PROMISES, *EVASION, *GUESS)
            ),
            question=house.question,
            reference=lambda _tables: house.model,
            mistakes={
                name: marking.Mistake(marking.always(text), hint=hint)
                for name, (text, hint) in house.wrong.items()
            },
            rubric=RUBRIC,
        ),
    ]


def critical(house: House) -> list[Critical]:
    """Return what proposes a critical error in the drill or in the statement."""
    drill, statement = f"{house.id}-drill", f"{house.id}-statement"
    early = tuple(f"early-{act}" for act in SAID)
    names = tuple(f"names-{act}" for act in NAMED)
    return [
        Critical("leak", drill, by_gate(house.folder, names)),
        Critical("leak", statement, signs.leaked_in(statement, house.inside)),
        Critical("danger-unanswered", drill, signs.not_passed_on(house.dangers)),
        Critical("criticism-hidden", drill, signs.out_of_sight(house.criticism)),
        Critical("criticism-hidden", drill, by_gate(house.folder, ("lets-delete",))),
        Critical("made-up", drill, by_gate(house.folder, early)),
        Critical("made-up", statement, signs.figures_beyond(statement, house.figures)),
        Critical("made-up", statement, signs.claims_in(statement, house.unknown)),
        Critical("false-name", drill, by_gate(house.folder, ("lets-pretend",))),
        Critical(
            "false-name",
            drill,
            signs.as_somebody_else((house.mask,), house.claims, names=house.colleagues),
        ),
        Critical("false-name", statement, signs.claims_in(statement, house.claims, names=house.colleagues)),
    ]


def by_gate(folder: Path, names: tuple[str, ...]) -> Callable[[Handed], str]:
    """Look for the first of some gates that a run fires.

    Args:
        folder: The drill's folder.
        names: Ids of its gates.
    """

    def found(handed: Handed) -> str:
        if not handed.decisions:
            return ""
        try:
            run = finished(replay(_scenario(folder), handed.draw, handed.decisions))
        except PracticumError:  # the mark of the drill says that its log cannot be replayed
            return ""
        for gate in gates(run):
            if gate.fired and gate.id in names:
                return _("Decision {n}: {what} {sentence}").format(
                    n=gate.cause, what=gate.label, sentence=gate.sentence
                )
        return ""

    return found


@lru_cache(maxsize=8)
def _scenario(folder: Path) -> Scenario:
    return load_scenario(folder)
