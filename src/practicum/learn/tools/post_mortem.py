"""The post-mortem: a timeline that the drill's own log confirms, and that refuses hindsight.

A row may say that the house knew something only from the minute at which the run shows that it was known.
What was decided is read from the log; why, and what changes, is the learner's part.
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from practicum.drill import load_scenario, replay
from practicum.drill.conditions import known_at
from practicum.errors import PracticumError
from practicum.evidence import read_log
from practicum.i18n import _
from practicum.learn.tools.tool import Field, Remark, Tool
from practicum.marking import Column, Covers, CsvFile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from practicum.drill import Scenario, State
    from practicum.learn.tools.tool import Record

KINDS = ("came in", "knew", "decided", "result", "lesson", "action")
_HINDSIGHT = re.compile(
    r"\b(?:should have known|could have known|obvious(?:ly)?|in hindsight|looking back|of course|clearly|"
    r"we all knew|inevitabl[ey]|bound to)\b",
    re.IGNORECASE,
)
_BLAME = re.compile(
    r"\b(?:fault of|(?:his|her|their) fault|careless(?:ly)?|incompetent|stupid(?:ly)?)\b", re.IGNORECASE
)
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_ACTIONS = 3
_DAY = 24 * 60


def post_mortem(log: str | Path = "d04-product-recall.jsonl") -> Tool:
    """Return the builder of a post-mortem, checked against a log.

    Args:
        log: The decision log of a drill; when there is none yet, only the form of the rows is checked.
    """
    path = Path(log)
    return Tool(
        slug="post-mortem",
        title=_("Post-mortem"),
        purpose=_("What came in, what we knew then, what we decided, what changes: by the clock of the log."),
        file="post-mortem.csv",
        fields=(
            Field("day", _("Day"), _("1 is the day on which the drill begins."), "whole"),
            Field("time", _("Time"), _("As the desk and the debrief show it: 09:34."), "time"),
            Field("kind", _("Kind"), kind="choice", options=KINDS),
            Field("text", _("What"), _("One sentence, as it was then. A lesson begins with “When”."), "text"),
            Field("fact", _("Which fact"), _("For “knew”: the name of the fact in the drill, such as lots.")),
            Field("owner", _("Owner"), _("For an action: one person.")),
            Field("due", _("Due"), _("For an action: the day on which somebody looks."), "date"),
        ),
        rules=CsvFile(
            columns=(
                Column(name="day", type="whole", low=1, high=9),
                Column(name="time"),
                Column(name="kind", type="choice", options=KINDS),
                Column(name="text"),
                Column(name="fact", optional=True),
                Column(name="owner", optional=True),
                Column(name="due", type="date", optional=True),
            ),
            min_rows=8,
            max_rows=200,
            rows=(
                Covers(label=_("What was known, and when"), column="kind", any_of=("knew",)),
                Covers(label=_("A decision"), column="kind", any_of=("decided",)),
                Covers(label=_("A lesson"), column="kind", any_of=("lesson",)),
                Covers(label=_("An action"), column="kind", any_of=("action",)),
            ),
        ),
        advise=partial(_advice, path),
        example={
            "day": "1",
            "time": "09:34",
            "kind": "decided",
            "text": "Called quality before anything was published",
            "fact": "",
            "owner": "",
            "due": "",
        },
    )


def facts_known(state: State) -> Mapping[str, int | None]:
    """Return from which minute each fact of a run was known, None for never."""
    return {name: known_at(state, fact) for name, fact in state.scenario.facts.items()}


def _advice(log: Path, records: Sequence[Record]) -> list[Remark]:
    remarks = [remark for row, record in enumerate(records, 1) for remark in _row(row, record)]
    actions = [record for record in records if record.get("kind") == "action"]
    if 0 < len(actions) < _ACTIONS:
        remarks.append(Remark(_("{count} of three actions: what else changes?").format(count=len(actions))))
    return [*remarks, *_against_the_log(log, records)]


def _row(row: int, record: Record) -> list[Remark]:
    text, remarks = record.get("text", ""), []
    if record.get("time") and not _TIME.fullmatch(record["time"].strip()):
        remarks.append(Remark(_("Write a time as the desk shows it: 09:34."), row, "time", must=True))
    if found := _HINDSIGHT.search(text):
        said = _("“{words}” is hindsight: write what was on the desk then.")
        remarks.append(Remark(said.format(words=found[0]), row, "text"))
    if found := _BLAME.search(text):
        said = _("“{words}” looks for a person. Ask what made the act look right then.")
        remarks.append(Remark(said.format(words=found[0]), row, "text"))
    if record.get("kind") == "action":
        remarks += [
            Remark(_("An action without “{field}” does not happen.").format(field=field), row, field)
            for field in ("owner", "due")
            if not record.get(field, "").strip()
        ]
    return remarks


def _against_the_log(log: Path, records: Sequence[Record]) -> list[Remark]:
    """Say which rows the log contradicts."""
    if not log.exists():
        missing = _("There is no {log} here yet: play the drill first, and this page checks your times.")
        return [Remark(missing.format(log=log.name))]
    try:
        header, decisions = read_log(log, torn_ok=True)
        scenario = load_scenario(header.drill)
        state = replay(scenario, header.seed, decisions)
    except PracticumError as error:
        return [Remark(_("{log} cannot be read: {problem}").format(log=log.name, problem=error.problem))]
    known, decided = facts_known(state), {act.start for act in state.acts} | {act.end for act in state.acts}
    remarks = []
    for row, record in enumerate(records, 1):
        minute = _minute(record, scenario.start)
        if minute is None or record.get("kind") in ("lesson", "action"):
            continue
        remarks += _known(row, record, minute, known, scenario)
        if record.get("kind") == "decided" and minute not in decided:
            text = _("The log holds no decision at {time}.").format(time=record["time"])
            remarks.append(Remark(text, row, "time", must=True))
        if minute > state.minute:
            text = _("Your run ended at {time}.").format(time=scenario.time(state.minute))
            remarks.append(Remark(text, row, "time", must=True))
    return remarks


def _minute(record: Record, start: int) -> int | None:
    """Return the minute of the drill at which a row stands, or None when it cannot be read."""
    time, day = _TIME.fullmatch(record.get("time", "").strip()), record.get("day", "").strip()
    if time is None or not day.isdecimal():
        return None
    return (int(day) - 1) * _DAY + int(time[1]) * 60 + int(time[2]) - start


def _known(
    row: int, record: Record, minute: int, known: Mapping[str, int | None], scenario: Scenario
) -> list[Remark]:
    fact = record.get("fact", "").strip()
    if not fact:
        return []
    if fact not in known:
        text = _("This drill has no fact called “{fact}”. Its facts are: {facts}.")
        return [Remark(text.format(fact=fact, facts=", ".join(known)), row, "fact", must=True)]
    since = known[fact]
    if since is None:
        text = _("In your run “{fact}” never became known.").format(fact=fact)
        return [Remark(text, row, "fact", must=True)]
    if minute < since:
        text = _(
            "At {time} nobody knew “{fact}”: it came on day {day} at {since}. That is hindsight."
        ).format(
            time=record["time"],
            fact=fact,
            day=1 + (scenario.start + since) // _DAY,
            since=scenario.time(since),
        )
        return [Remark(text, row, "fact", must=True)]
    return []
