"""A Sunday at the desk of a cable car that stands still: the drill, and the statement of Monday."""

# ruff: noqa: INP001 - run by path, not a package
from __future__ import annotations

from pathlib import Path

from practicum.marking import Part
from practicum.marking.definitions import import_definitions

FOLDER = Path(__file__).resolve().parent
crisis = import_definitions(FOLDER.with_name("crisis.py"))

QUESTION = """It is **Monday, 08:00**, the morning after the drill. At 08:30 a statement of the Velmatt Cable
Car goes onto its page. This is what is known now:

- *Jorun, control room:* On Sunday the cable car stood still from 14:04 on, because a safety switch on
  mast 3 acted. The mountain rescue brought everybody down; the last cabin came in at 16:38. Nobody is
  hurt. Rope and brakes were in order all the time. **Why the switch acted is not known.** Its maker
  looks at it; a result comes on Thursday.
- *Petra, communication:* We stay closed today. Bus 7 runs to the lake every 20 minutes, our tickets are
  valid on it. Next word today at 17:00 on velmatt.example/rope.
- *Anselm, director, signed:* Whoever was on the rope gets the ticket back and rides once for free, at
  any ticket desk or by message to us.

And this stands in the house chat:

- *Nils, tickets:* I bet it was ice. Say ice, that is nobody's fault.
- *Jorun, for you alone:* Birk put a new switch in on Friday. Nobody knows whether that has to do with
  it. The old gentleman of cabin 9, Mr Osei, is well; his family wants to be left in peace.

Write the statement, 60 to 120 words. Rules check its length and that it says what people need; two
people read the rest."""

MODEL = """The cable car stays closed today. Bus 7 takes you to the lake every 20 minutes, and our tickets \
are valid on it. On Sunday at 14:04 a safety switch on mast 3 stopped the cable car. Some of you hung \
there for more than two hours: we are sorry. The mountain rescue \
brought everybody down by 16:38, and nobody is hurt. We do not know why the switch acted; its maker is \
looking at it until Thursday. Whoever was on the rope gets the ticket back and rides once for free, at \
any ticket desk or by message. Next word today at 17:00 on velmatt.example/rope."""

FEELING = """Sunday was a hard day for all of us at the Velmatt Cable Car. For many years the rope has \
been our heart, and when it stood still, so did we. We are sorry for everybody who had to wait, and we \
thank you for the many kind words. Our team has given everything and hardly slept. You are our family, \
and families hold together, in good hours and in hard ones. We do not know yet what the next days \
bring, but we look forward to welcoming you again."""

HOUSE = crisis.House(
    folder=FOLDER,
    desk="A cabin on the rope",
    question=QUESTION,
    parts=(
        Part(label="What happened, with its time", any_of=("14:04", "14.04", "2:04", "2.04")),
        Part(label="What holds today", any_of=("closed", "not run", "does not run", "stands still today")),
        Part(label="How people get there today", any_of=("bus 7", "bus number 7", "bus line 7")),
        Part(label="What those who hung there went through", any_of=crisis.SORRY),
        crisis.OPEN,
        crisis.NEXT_WORD,
    ),
    model=MODEL,
    wrong={
        "a cause that nobody knows": (
            MODEL.replace(
                "We do not know why the switch acted; its maker is looking at it until Thursday.",
                "It was ice on the switch, as can happen to anybody in winter.",
            ),
            "You give a cause that nobody has found. If Thursday brings another one, you have lied.",
        ),
        "feeling without facts": (
            FEELING,
            "Whoever reads it knows how you feel, and not whether the cable car runs today.",
        ),
        "no hour to come back": (
            MODEL.replace("Next word today at 17:00 on", "We keep you up to date on"),
            "Nobody can wait for “up to date”. Give the hour and keep it.",
        ),
        "nothing said": (
            MODEL.replace(
                "We do not know why the switch acted; its maker is looking at it until Thursday.",
                "We do not know why the switch acted, and we cannot comment on the cause.",
            ),
            "Nobody knows the cause, and you write as if you kept it back. Say that you do not know it.",
        ),
        "no word to those who hung there": (
            MODEL.replace(
                "Some of you hung there for more than two hours: we are sorry. ",
                "",
            ),
            "They hung there for two hours. The statement goes on as if a lift had been cleaned.",
        ),
    },
    inside=("Birk", "Amdahl", "0551 83 27 19", "Osei", "insulin", "new switch", "cabin 9"),
    figures=(
        *("14:04", "2:04", "16:38", "4:38", "17:00", "5", "17", "7", "20", "3", "2", "08:30", "08:00"),
        *("8:30", "8:00", "8", "1", "100"),
    ),
    unknown=(
        *("ice", "icy", "frost", "frozen", "froze", "snow on the switch", "wear and tear"),
        *(
            "human error",
            "operating error",
            "mistake by",
            "poor maintenance",
            "maintenance error",
            "material fault",
            "was faulty",
        ),
        *("was defective", "faulty switch", "defective switch", "broken switch", "switch was broken"),
        *("never in danger", "no danger at any time", "at no time in danger", "will run again tomorrow"),
        *("opens again tomorrow", "open again tomorrow", "opens on tuesday", "exchanged on friday"),
    ),
    dangers=("insulin",),
    criticism=("third-time", "no-word", "cold-tea", "dear-tickets"),
    mask="as-guest",
    claims=(
        *("i am a passenger", "i'm a passenger", "as a passenger myself", "i was in a cabin"),
        *("i was on the rope", "we passengers", "as a guest", "i am a guest", "i'm a guest", "as a local"),
        *("i am just a guest", "i was up there", "speaking as a guest", "as a fellow passenger"),
    ),
    colleagues=("Jorun", "Jorun Haag", "Petra", "Petra Lindqvist", "Anselm", "Anselm Roth", "Nils", "Corin"),
)
EXERCISES = crisis.exercises(HOUSE)
CRITICAL = crisis.critical(HOUSE)
