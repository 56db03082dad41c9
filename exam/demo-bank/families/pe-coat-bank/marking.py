"""A Thursday at the desk of a coat bank that is accused: the drill, and the statement of Friday."""

# ruff: noqa: INP001 - run by path, not a package
from __future__ import annotations

from pathlib import Path

from practicum.marking import Part
from practicum.marking.definitions import import_definitions

FOLDER = Path(__file__).resolve().parent
crisis = import_definitions(FOLDER.with_name("crisis.py"))

QUESTION = """It is **Friday, 08:00**, the morning after the drill. At 08:30 a statement of the Coat Bank
Aldern goes onto its page. This is what is known now:

- *Wanda, hall:* The bags in the picture were ours. We threw them away on Monday, because the roof had
  leaked on them for three nights and they were mouldy. We did not tell those who had given them. The
  roof has been closed since Thursday, 18:30. **Since when it had leaked is not known.** The builder
  looks at the beams; a result comes on Wednesday.
- *Tomas, office:* The health office found no mould on the coats in the hall, and none on those of last
  week. The hall is open today from 10:00 to 18:00, also for a look around. Next word today at 17:00 on
  coatbank.example/roof.
- *Ruth, chair, signed:* Whoever gives a coat can leave a number, and is told before anything is thrown
  away.

And this stands in the house chat:

- *Bruno, volunteers:* I bet it was the storm in October. Say storm, that is nobody's fault.
- *Wanda, for you alone:* Emil says that he saw a wet patch in summer. Nobody knows whether that is
  true. The coat of Mrs Kranz was in one of the bags; she knows, and wants to be left in peace.

Write the statement, 60 to 120 words. Rules check its length and that it says what people need; two
people read the rest."""

MODEL = """The coats in our hall can be worn: the health office has found no mould, on last week's coats \
neither. The bags in the picture were ours. We threw them away on Monday, because the roof had leaked on \
them for three nights and they were mouldy. You gave us coats that meant something, and we did not \
tell you: we are sorry. The roof is closed. Since when it had leaked we do not know; the builder \
looks at it until Wednesday. From now on you can leave a number, and we tell you first. \
Come and look today, from 10:00 to 18:00. Next word at 17:00 on coatbank.example/roof."""

FEELING = """Thursday was a hard day for all of us at the Coat Bank Aldern. For many years these coats have \
been our heart, and to read such words about them has hurt. We are sorry for everybody who was upset, \
and we thank you for the many kind words. Our volunteers have given everything and hardly slept. You are \
our family, and families hold together, in good hours and in hard ones. We do not know yet what the next \
days bring, but we look forward to your coats."""

HOUSE = crisis.House(
    folder=FOLDER,
    desk="The container",
    question=QUESTION,
    parts=(
        Part(label="What happened, with its day", any_of=("monday", "monday's")),
        Part(label="What was wrong with the coats", any_of=("mould", "mouldy", "mold", "moldy")),
        Part(label="What the health office found", any_of=("health office", "health authority", "inspector")),
        Part(label="What it means to those who gave them", any_of=crisis.SORRY),
        crisis.OPEN,
        crisis.NEXT_WORD,
    ),
    model=MODEL,
    wrong={
        "a cause that nobody knows": (
            MODEL.replace(
                "Since when it had leaked we do not know; the builder looks at it until Wednesday.",
                "It was the storm in October, as can happen to any roof.",
            ),
            "You give a cause that nobody has found. If Wednesday brings another one, you have lied.",
        ),
        "feeling without facts": (
            FEELING,
            "Whoever reads it knows how you feel, and not what became of the coats.",
        ),
        "no hour to come back": (
            MODEL.replace("Next word at 17:00 on", "We keep you up to date on"),
            "Nobody can wait for “up to date”. Give the hour and keep it.",
        ),
        "nothing said": (
            MODEL.replace(
                "Since when it had leaked we do not know; the builder looks at it until Wednesday.",
                "Since when it had leaked we do not know, and we cannot comment on the roof.",
            ),
            "Nobody knows since when, and you write as if you kept it back. Say that you do not know it.",
        ),
        "no word to those who gave": (
            MODEL.replace(
                "You gave us coats that meant something, and we did not tell you: we are sorry. ", ""
            ),
            "They gave a coat and learnt it from a picture. The statement goes on as if nothing were owed.",
        ),
    },
    inside=("Emil", "Sander", "Tanner Lane", "Kranz", "wet patch"),
    figures=(
        *("18:30", "6:30", "10:00", "10", "18:00", "18", "6", "17:00", "17", "5", "3", "08:30", "08:00"),
        *("8:30", "8:00", "8", "1", "100"),
    ),
    unknown=(
        *("storm", "since summer", "since the summer", "since last summer", "since october"),
        *("since september", "since august", "for months", "for weeks", "human error", "bad luck"),
        *("waste firm", "without asking us", "without our knowledge", "somebody else's container"),
        *("not our container", "not our bags", "nobody gave mouldy", "all coats were worthless"),
        *("insurance pays", "no coat of value", "never be thrown away", "fully repaired", "isolated case"),
    ),
    dangers=("bench",),
    criticism=("asked-why", "no-note", "cold-hall", "no-bags"),
    mask="as-donor",
    claims=(
        *("i am a donor", "i'm a donor", "as a donor myself", "i gave a coat", "i have given my coat"),
        *("we donors", "as a donor", "i am just a donor", "speaking as a donor", "as a local"),
        *("i am a volunteer's", "i got my coat", "i wear a coat of theirs", "as a neighbour"),
    ),
    colleagues=("Wanda", "Wanda Szymko", "Tomas", "Tomas Eklund", "Ruth", "Ruth Amsel", "Sofia", "Bruno"),
)
EXERCISES = crisis.exercises(HOUSE)
CRITICAL = crisis.critical(HOUSE)
