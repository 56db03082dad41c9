"""Tasks 4 and 5: the first hour, and the first words."""

# ruff: noqa: INP001 - run by path from marking.py, not a package
from __future__ import annotations

from typing import Any

from practicum.marking import PROMISES, Criterion, Exercise, Mistake, Order, Part, Rubric, Table, Text

LESSON = "m10-crisis/lesson.ipynb"
RIGHTS = f"{LESSON}#Who-decides-and-who-must-know"
WORDS = f"{LESSON}#The-first-statement"

CASE = (
    "It is Saturday, 09:10, and you are alone on Brindille's desk. Six minutes ago, at 09:04, a post appeared"
    " on Fotofeed that is not in the calendar: “500 boxes free, only today, type your card number for the"
    " postage.” It has 61 comments. Two people write that they have typed theirs. Anouk can still sign in;"
    " nobody knows who else can."
)
ACTS = {
    "remove": "Have Anouk change the password and take the false post down",
    "warn": "Publish the warning on Plaza and on the site: false, type no card number, next word at 10:30",
    "stop": "Stop everything that is scheduled or paid, on all four networks",
    "copy": "Save pictures of the post and its comments, with the times",
    "back": "Write again at 10:30 what is known by then",
    "inside": "Tell customer service, warehouse and Lanterne what the public is about to read",
    "check": "Call Maëlle: is this post ours?",
    "reply": "Write to those who typed a card number, one by one: call your bank now",
    "alert": "Send the alert note to Marta, who sets the level",
}
FIRST_HOUR = ["copy", "check", "alert", "stop", "remove", "inside", "warn", "reply", "back"]
PARTS = (
    Part(label="To: one person", any_of=("To", "Recipient"), heading=True),
    Part(label="Known: with the time", any_of=("Known", "What we know", "Facts"), heading=True),
    Part(
        label="Not known: and who finds out",
        any_of=("Not known", "What we do not know", "Unknown", "Unknowns"),
        heading=True,
    ),
    Part(label="Exposure: with a number", any_of=("Exposure", "Who sees it"), heading=True),
    Part(label="Options: at least two", any_of=("Options",), heading=True),
    Part(label="Decide by: a clock time", any_of=("Decide by", "Deadline"), heading=True),
)
NOTE = """To: Marta Kowalczyk
Known: 09:04 a post on Fotofeed that Maëlle did not write offers free boxes and asks for card numbers. \
61 comments at 09:10; two people say they typed theirs. Pictures are saved.
Not known: who signed in, and how. Anouk looks at the list of sign-ins, answer by 09:25.
Exposure: 28,000 followers; 61 comments in six minutes, a usual hour has seven mentions.
Options: A, level 3: change the password, take the post down, warn on Plaza by 09:35. B, wait for Anouk; \
more people type card numbers.
Decide by: 09:20. Without an answer I do A and call Claire."""
BARE = "\n".join(line for line in NOTE.splitlines() if not line.startswith(("Options", "Decide")))


def order(*names: str) -> dict[str, object]:
    """Return an order that begins with these and goes on as it should."""
    return {"order": [*names, *(name for name in FIRST_HOUR if name not in names)]}


def hour(_tables: Any) -> dict[str, object]:
    """Return the right order and a model note."""
    return {"order": FIRST_HOUR, "note": NOTE}


HOUR = Exercise(
    id="m10-4",
    title="The first hour",
    competence="J3",
    points=6,
    kind=Table(
        rows={
            "order": Order(items=ACTS),
            "note": Text(min_words=40, max_words=120, must=PARTS),
        },
        labels={"order": "Nine acts, first to last", "note": "The alert note"},
        weights={"order": 3},
    ),
    question=(
        f"{CASE} Put the nine acts in the order of the lesson's first hour. One person does them one after"
        " the other. The plan of the house says: nothing is changed and nobody is told before it is checked"
        " that the post is not ours; the alert is out before anything is changed; the desk may stop what is"
        " scheduled by itself, and does that before it waits for Anouk; inside hears before outside; all are"
        " warned before single people are answered. Then write the alert note to Marta, 40 to 120 words, in"
        " six lines that begin with To, Known, Not known, Exposure, Options and Decide by. Rules check order,"
        " length and parts; a person reads whether Marta could decide on it."
    ),
    reference=hour,
    mistakes={
        "published before checking": Mistake(
            lambda _tables: order("copy", "warn", "check"),
            hint="You warn the public before you know whether the post is yours. Ten minutes of checking cost"
            " less than taking back a warning about your own campaign.",
        ),
        "deleted first": Mistake(
            lambda _tables: order("remove"),
            hint="You take the post down before it is copied. Afterwards nobody can say what it promised, or"
            " who answered it: keep a copy before you change anything.",
            see=WORDS,
        ),
        "alert after the deadline": Mistake(
            lambda _tables: {
                "order": [
                    "copy",
                    "check",
                    "stop",
                    "remove",
                    "inside",
                    "warn",
                    "reply",
                    "alert",
                    "back",
                ]
            },
            hint="The one who decides hears of it last. Everything that you did before, you did without a"
            " level and without a mandate.",
        ),
        "stopped before the alert": Mistake(
            lambda _tables: order("copy", "check", "stop", "alert"),
            hint="You stop the calendar before the one who decides knows why. In this house the alert is out"
            " before anything is changed.",
            credit=0.8,
        ),
        "silent until all is known": Mistake(
            lambda _tables: {"order": [*(name for name in FIRST_HOUR if name != "warn"), "warn"]},
            hint="The warning goes out last, when the deadline has passed. People who could still be saved"
            " from typing a card number read it too late.",
        ),
        "outside before inside": Mistake(
            lambda _tables: order("copy", "check", "alert", "stop", "remove", "warn"),
            hint="Customers read it before customer service does. The first who calls will know more than"
            " the colleague who answers.",
            credit=0.6,
        ),
        "an alarm without a choice": Mistake(
            lambda _tables: {"note": BARE},
            hint="Your note says what happens and asks for nothing. Give options and a clock time, or Marta"
            " will answer with a question.",
            credit=0.6,
        ),
    },
    see=RIGHTS,
    rubric=Rubric(
        points=3,
        criteria=(
            Criterion(
                id="facts",
                label="Facts apart from guesses",
                points=1,
                anchors=(
                    "Guesses stand as facts: “we were hacked by ...”.",
                    "Facts without time or source.",
                    "Facts with time and source; what is unknown is named.",
                    "It also says who finds out what, by when.",
                ),
            ),
            Criterion(
                id="exposure",
                label="Who may come to harm",
                points=1,
                anchors=(
                    "Nothing on people, or only on our image.",
                    "A number of comments or followers without anything to compare it with.",
                    "A number beside the usual one, and who may lose what.",
                    "It also says how the harm grows with each hour.",
                ),
            ),
            Criterion(
                id="decision",
                label="It can be decided on",
                points=1,
                anchors=(
                    "No option, or one that is already done.",
                    "Options without what they cost, or no clock time.",
                    "Two options with their price, and a clock time.",
                    "It also says what happens without an answer, within the desk's mandate.",
                ),
            ),
        ),
    ),
)

LIABILITY = ("our fault", "we are liable", "liable for", "full responsibility", "we are to blame")
BLAME = ("their fault", "fault of", "careless", "incompetent")
SILENCE = ("no comment", "cannot comment", "do not comment")
GUESS = ("probably", "presumably", "it seems", "we think", "we believe", "must have been")
STATEMENT_RULES = Text(
    min_words=55,
    max_words=100,
    must=(
        Part(
            label="What happened, with its time (08:20)",
            any_of=("08:20", "8:20", "08.20", "8.20", "8h20", "08h20", "twenty past eight"),
        ),
        Part(
            label="What people can do now",
            any_of=(
                *("delete", "deleting", "erase", "do not open", "don't open", "do not forward", "ignore"),
                *("don't forward", "do not pass", "don't pass", "do not share", "don't share"),
            ),
        ),
        Part(
            label="Whom it concerns is seen",
            any_of=(
                *("sorry", "regret", "apologise", "apologize", "worry", "worried", "worrying", "understand"),
                *("trust", "trusted", "entrusted", "private", "privacy", "stranger", "strangers", "upset"),
                *("concerned", "uneasy", "afraid", "anxious"),
            ),
        ),
        Part(
            label="What you have done",
            any_of=(
                *("stopped", "told", "informed", "notified", "are writing", "are calling", "have written"),
                *("wrote", "called", "reported"),
            ),
        ),
        Part(
            label="What is not known yet",
            any_of=(
                *(
                    "not know",
                    "don't know",
                    "not yet know",
                    "not known",
                    "not yet known",
                    "unknown",
                    "unclear",
                ),
                *("not clear", "not yet clear", "still open", "still looking", "still checking"),
                *("cannot say yet", "can't say yet", "are checking", "being checked"),
            ),
        ),
        Part(
            label="When you come back (11:00)",
            any_of=("11:00", "11.00", "11h", "11 am", "11am", "at 11", "11 o'clock", "eleven"),
        ),
    ),
    avoid=(*PROMISES, *LIABILITY, *BLAME, *SILENCE, *GUESS),
)
FACT = (
    "This morning at 08:20 about 340 customers received the order confirmation of somebody else, with name"
    " and address."
)
DO = "If you received one, please delete it and do not pass it on. No payment data stands in it."
SEEN = "Your address is private, and we understand if you are worried."
DONE = "We stopped the mailing at 08:55 and have told the data protection officer."
UNKNOWN = "We do not know yet why it happened or whether all of those concerned are on our list."
BACK = "We say more at 11:00 on brindille.example/mail, and write to each person concerned today."
MODEL = f"{FACT} {DO} {SEEN} {DONE} {UNKNOWN} {BACK}"
_LONG = (
    "Our customers mean a great deal to all eleven of us at the warehouse, as everybody who has ever ordered"
    " a box of us will be able to tell, and mornings like this one are hard for us too."
)

STATEMENT = Exercise(
    id="m10-5",
    title="The first ninety words",
    competence="J4",
    points=3,
    kind=STATEMENT_RULES,
    question=(
        "Tuesday, 09:10. At 08:20 Brindille's mail program sent some 340 customers the order confirmation of"
        " another customer: name, address and what was ordered, no payment data. Youssef stopped the mailing"
        " at 08:55 and has told the data protection officer. Why it happened, and whether the list of people"
        " concerned is complete, is not known. Write the first public statement of about ninety words, 55 to"
        " 100: what happened and when, what people can do now, whom it concerns, what has been done, what is"
        " not known yet, and when and where you come back (11:00, brindille.example/mail). No guess at the"
        " cause, nobody blamed, no legal guilt admitted in a hurry, nothing promised that nobody can keep."
        " Rules check length and parts; a person reads the rest."
    ),
    reference=lambda _tables: MODEL,
    mistakes={
        "guilt in a hurry": Mistake(
            lambda _tables: MODEL.replace("We stopped", "This is our fault. We stopped"),
            hint="You admit guilt before anybody knows the cause, or your text holds another word that says"
            " more than is known. Regret, inform and act today; who is responsible is said when it is known,"
            " by the person who may.",
        ),
        "no comment": Mistake(
            lambda _tables: (
                f"{FACT} As long as this is being looked into we cannot comment on details. {SEEN} We ask"
                " for your patience, and we thank all of you who have written to us so kindly this morning."
            ),
            hint="You say that you say nothing. People hear that you have something to hide: say what is"
            " known, what is not, what to do, and when you are back.",
        ),
        "certainty that nobody has": Mistake(
            lambda _tables: MODEL.replace(UNKNOWN, "We guarantee that this concerns nobody else at all."),
            hint="You promise what nobody knows yet. One more address, and every word of you will be"
            " doubted: say what is still open.",
        ),
        "sympathy only": Mistake(
            lambda _tables: f"{SEEN} {_LONG} We are so sorry. {UNKNOWN} {BACK}",
            hint="Much feeling, and nothing that anybody could do. What happened and what to do come first;"
            " then people can use your sympathy.",
        ),
        "no time to come back": Mistake(
            lambda _tables: MODEL.replace(BACK, "We say more soon, and write to each person concerned."),
            hint="“Soon” is not a time. Name the hour and the place of your next word, and keep it even when"
            " nothing is new.",
        ),
    },
    see=WORDS,
    rubric=Rubric(
        points=6,
        criteria=(
            Criterion(
                id="order",
                label="What people need stands first",
                points=2,
                anchors=(
                    "The house speaks about itself; what to do is missing or wrong.",
                    "What to do is there, behind regret or history.",
                    "What happened and what to do stand first, in words that anybody can follow.",
                    "It also says whom it does not concern, so that nobody is frightened for nothing.",
                ),
            ),
            Criterion(
                id="people",
                label="It speaks to those concerned",
                points=2,
                anchors=(
                    "Cold, or warm about the house.",
                    "A formula: “we apologise for any inconvenience”.",
                    "It names what this means for those concerned, without drama.",
                    "It also gives them a person or a place to turn to.",
                ),
            ),
            Criterion(
                id="measure",
                label="It says no more and no less than is known",
                points=2,
                anchors=(
                    "A cause, a culprit or a promise that nobody can know.",
                    "True, but vague where facts are known.",
                    "Known and unknown are told apart.",
                    "It will still be true tonight, whatever is found.",
                ),
            ),
        ),
    ),
)

TASKS = [HOUR, STATEMENT]
