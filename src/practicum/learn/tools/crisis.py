"""What a crisis desk writes before, at and after the first hour: five tools, as data.

A builder finds gaps, never the right answer: which risks matter here, and what to say, stays the learner's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from practicum.drill.reply import lint
from practicum.i18n import _
from practicum.learn.tools.tool import Field, Remark, Tool, is_group
from practicum.marking import PROMISES, Column, Covers, CsvFile, Distinct, TextRules, Varied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practicum.learn.tools.tool import Record

HIGH_RISK = 12
_FEW_WORDS = 3
_REMARKS = 4
_SPECULATION = ("probably", "we think", "we believe", "it seems", "presumably", "no doubt", "must have been")
_NO_COMMENT = ("no comment", "we do not comment", "we cannot comment")
_CLOCK = re.compile(
    r"\b\d{1,2}[:.h]\d{2}\b|\b\d{1,2} ?(?:am|pm|h)\b|\bo'clock\b|\bnoon\b|\bmidnight\b", re.IGNORECASE
)


# The risk register


def risk_register() -> Tool:
    """Return the register of risks: what may happen, how we would notice, who acts, what is ready."""
    return Tool(
        slug="risk-register",
        title=_("Risk register"),
        purpose=_("What may happen to us, how we would notice, who acts, and what lies ready."),
        file="risk-register.csv",
        fields=(
            Field("risk", _("Risk"), _("An event, as a sentence: who does what, to whose harm.")),
            Field("family", _("Family"), kind="choice", options=families()),
            Field(
                "likelihood",
                _("Likelihood, 1 to 5"),
                _("1 is once in a working life, 5 is every month."),
                "whole",
            ),
            Field(
                "impact",
                _("Impact, 1 to 5"),
                _("1 is an awkward day, 5 is somebody harmed or the house closed."),
                "whole",
            ),
            Field("signal", _("First signal"), _("What you would see, where, before everybody sees it.")),
            Field("owner", _("Owner"), _("One person by name or post, not a team.")),
            Field("first_act", _("First act"), _("What the owner does in the first ten minutes.")),
            Field("ready", _("What lies ready"), _("A text, a list, a key, a phone number: and where.")),
        ),
        rules=CsvFile(
            columns=(
                Column(name="risk"),
                Column(name="family", type="choice", options=families()),
                Column(name="likelihood", type="whole", low=1, high=5),
                Column(name="impact", type="whole", low=1, high=5),
                Column(name="signal"),
                Column(name="owner"),
                Column(name="first_act"),
                Column(name="ready", optional=True),
            ),
            min_rows=8,
            max_rows=60,
            rows=(
                Distinct(label=_("Each risk once"), columns=("risk",)),
                Varied(label=_("Likelihood and impact, judged apart"), columns=("likelihood", "impact")),
            ),
        ),
        advise=_risk_advice,
        example={
            "risk": "The workshop of a supplier burns, and a neighbour films it with our boxes in front",
            "family": "supplier",
            "likelihood": "1",
            "impact": "3",
            "signal": "Local news names the street; our boxes are in the picture",
            "owner": "Head of purchasing",
            "first_act": "Calls the supplier: is everybody safe, and what may we say?",
            "ready": "List of suppliers with addresses, drive 'Crisis', sheet 2",
        },
    )


def families() -> tuple[str, ...]:
    """Return the families of risks that a register sorts by."""
    return (
        "product", "people", "account", "data", "supplier", "partner", "employee", "director", "campaign",
        "rumour", "law", "service", "community", "other",
    )  # fmt: skip


def _risk_advice(records: Sequence[Record]) -> list[Remark]:
    remarks = []
    for row, record in enumerate(records, 1):
        if is_group(record.get("owner", "")):
            remarks.append(
                Remark(
                    _("“{owner}” is a group: who picks up the phone?").format(owner=record["owner"]),
                    row,
                    "owner",
                )
            )
        if record.get("signal") and len(record["signal"].split()) < _FEW_WORDS:
            remarks.append(
                Remark(
                    _("The signal is too short to be noticed. What would you see, and where?"), row, "signal"
                )
            )
        if _score(record) >= HIGH_RISK and not record.get("ready", "").strip():
            remarks.append(
                Remark(
                    _("Likelihood times impact is {score}, and nothing lies ready.").format(
                        score=_score(record)
                    ),
                    row,
                    "ready",
                )
            )
    return remarks


def _score(record: Record) -> int:
    """Return likelihood times impact, 0 while one is missing."""
    try:
        return int(record.get("likelihood", "")) * int(record.get("impact", ""))
    except ValueError:
        return 0


# The decision-rights card


def decision_rights() -> Tool:
    """Return the card that says who may decide what, and who decides when nobody answers."""
    return Tool(
        slug="decision-rights",
        title=_("Decision-rights card"),
        purpose=_("Who decides what, within how many minutes, and who decides when nobody answers."),
        file="decision-rights.csv",
        fields=(
            Field(
                "decision",
                _("Decision"),
                _("One act: publish a holding line, stop all scheduled posts, hide a comment."),
            ),
            Field(
                "desk_may",
                _("May the desk do it alone?"),
                kind="choice",
                options=("yes", "ask first", "never"),
            ),
            Field("decides", _("Who decides"), _("One person by name or post.")),
            Field("within", _("Within how many minutes"), _("After that the deputy is called."), "whole"),
            Field(
                "deputy", _("Deputy"), _("Who decides when the first one does not answer. Another person.")
            ),
            Field("undo", _("Can it be undone?"), kind="choice", options=("yes", "partly", "no")),
        ),
        rules=CsvFile(
            columns=(
                Column(name="decision"),
                Column(name="desk_may", type="choice", options=("yes", "ask first", "never")),
                Column(name="decides"),
                Column(name="within", type="whole", low=0, high=1440),
                Column(name="deputy", optional=True),
                Column(name="undo", type="choice", options=("yes", "partly", "no")),
            ),
            min_rows=5,
            max_rows=40,
            rows=(
                Distinct(label=_("Each decision once"), columns=("decision",)),
                Covers(
                    label=_("At least one act that the desk may do alone"), column="desk_may", any_of=("yes",)
                ),
            ),
        ),
        advise=_rights_advice,
        example={
            "decision": "Correct a wrong opening hour under a post",
            "desk_may": "yes",
            "decides": "Community manager on duty",
            "within": "0",
            "deputy": "",
            "undo": "yes",
        },
    )


def _rights_advice(records: Sequence[Record]) -> list[Remark]:
    remarks = []
    for row, record in enumerate(records, 1):
        alone = record.get("desk_may") == "yes"
        if alone and record.get("undo") == "no":
            remarks.append(
                Remark(
                    _("This cannot be undone, and the desk may do it alone. A second look?"), row, "desk_may"
                )
            )
        if not alone and not record.get("deputy", "").strip():
            remarks.append(
                Remark(
                    _("Nobody decides when {who} does not answer.").format(who=record.get("decides") or "…"),
                    row,
                    "deputy",
                )
            )
        if (
            not alone
            and record.get("deputy", "").strip().lower() == record.get("decides", "").strip().lower() != ""
        ):
            remarks.append(Remark(_("The deputy is the same person."), row, "deputy"))
    return remarks


# The alert note


def alert_note() -> Tool:
    """Return the note that puts a decision-maker in the picture in 120 words."""
    return Tool(
        slug="alert-note",
        title=_("Alert note"),
        purpose=_("One note, at most 120 words, on which somebody can decide."),
        file="alert-note.md",
        fields=(
            Field("recipient", _("To"), _("The person who decides this, by name or post.")),
            Field("facts", _("What we know"), _("With source and time. Nothing that you conclude."), "text"),
            Field("unknowns", _("What we do not know"), _("And who is finding it out."), "text"),
            Field("exposure", _("Who sees it"), _("Numbers, with the usual number beside them."), "text"),
            Field("options", _("Options"), _("Two or three, one of them: wait. What each costs."), "text"),
            Field("deadline", _("Decide by"), _("A clock time, and what happens then without an answer.")),
        ),
        rules=TextRules(min_words=40, max_words=120, avoid=_SPECULATION),
        advise=_note_advice,
        example={
            "recipient": "Head of service",
            "facts": "16:05: three customers write that the tracking page shows another person's address.",
            "unknowns": "How many orders. IT looks since 16:10.",
            "exposure": "3 messages; usual is 0. One has 4,000 followers.",
            "options": "A: take the page down now, customers see an error. B: wait for IT until 16:30.",
            "deadline": "16:20. Without an answer I ask IT for A.",
        },
    )


def _note_advice(records: Sequence[Record]) -> list[Remark]:
    record = records[0]
    remarks = _empty_parts(alert_note(), record)
    if is_group(record.get("recipient", "")):
        remarks.append(
            Remark(_("A group decides nothing in ten minutes. Name one person."), field="recipient")
        )
    if record.get("deadline") and not _CLOCK.search(record["deadline"]):
        remarks.append(
            Remark(_("Give a clock time: “soon” and “as soon as possible” wait for ever."), field="deadline")
        )
    if record.get("exposure") and not re.search(r"\d", record["exposure"]):
        remarks.append(
            Remark(_("Exposure without a number: how many, and how many on a usual day?"), field="exposure")
        )
    options = [
        part
        for part in re.split(r"(?:^|[\s;.])(?:[A-C1-3][:.)])|\bor\b|\n", record.get("options", ""))
        if part.strip()
    ]
    if record.get("options") and len(options) < 2:  # noqa: PLR2004 - two make a choice
        remarks.append(
            Remark(
                _("One option is a request for a signature. Give a second, even if it is to wait."),
                field="options",
            )
        )
    return remarks


# The first statement


def statement() -> Tool:
    """Return the builder of a first statement: six parts, each with what belongs there."""
    return Tool(
        slug="statement",
        title=_("First statement"),
        purpose=_("What we say first: facts, what to do, feeling, act, what is open, when we come back."),
        file="statement.md",
        fields=(
            Field("fact", _("What happened"), _("Only what is confirmed, with place and time."), "text"),
            Field(
                "instruct",
                _("What people can do now"),
                _("The one thing that protects them. First, if somebody may come to harm."),
                "text",
            ),
            Field(
                "empathy", _("Who it concerns"), _("Name their trouble, not your feelings about it."), "text"
            ),
            Field(
                "action", _("What we are doing"), _("An act in the present or past, not a promise."), "text"
            ),
            Field("open", _("What we do not know yet"), _("Say it before somebody else does."), "text"),
            Field("next", _("When we come back"), _("A clock time and a place."), "text"),
        ),
        rules=TextRules(
            min_words=40,
            max_words=120,
            avoid=(*PROMISES, *_SPECULATION, *_NO_COMMENT),
        ),
        advise=_statement_advice,
        example={
            "fact": "Since 14:00 our shop in rue Basse is closed: water stands in the cellar.",
            "instruct": "Orders can be collected in the shop at the station.",
            "empathy": "Whoever wanted to collect a cake today must now cross the town.",
            "action": "The fire brigade is pumping; our baker calls every customer on the list.",
            "open": "We do not know yet whether we open tomorrow.",
            "next": "We say more here at 18:00.",
        },
    )


def _statement_advice(records: Sequence[Record]) -> list[Remark]:
    """Name what is empty, then say what the desk would say about the whole text."""
    tool, record = statement(), records[0]
    remarks = _empty_parts(tool, record)
    if record.get("next") and not _CLOCK.search(record["next"]):
        remarks.append(
            Remark(_("Give a clock time: people will look at the clock, not at “soon”."), field="next")
        )
    for found in lint(tool.prose(record), "", public=True, at_most=_REMARKS):
        quoted = (
            _("“{quote}”: {says}").format(quote=found.quote, says=found.says) if found.quote else found.says
        )
        remarks.append(Remark(quoted))
    return remarks


def _empty_parts(tool: Tool, record: Record) -> list[Remark]:
    return [
        Remark(_("This is empty."), field=one.name)
        for one in tool.fields
        if not record.get(one.name, "").strip()
    ]
