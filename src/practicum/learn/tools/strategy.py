"""What a strategy is written down in: objectives that can be missed, and a checklist before the first post.

The builders find gaps, never the right answer: which metric matters, and whether a check is truly met, stays
the learner's.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from practicum.i18n import _, ngettext
from practicum.learn.tools.tool import Field, Remark, Tool, is_group
from practicum.marking import Column, Compared, Covers, CsvFile, Distinct, Number
from practicum.marking.parse import parse_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practicum.learn.tools.tool import Record

STATES = ("yes", "no", "not yet")
_MANY_OBJECTIVES = 5
_LEAP = 3
_SATURDAY = 5
_YEARS_END = {(12, 31), (1, 1)}
# Counts that can grow while nothing changes for the organisation, unless they are part of a rate.
_VANITY = re.compile(
    r"\b(followers?|fans?|likes?|impressions?|views?|reach|subscribers?|awareness|buzz|visibility|presence)\b",
    re.IGNORECASE,
)
_RATE = re.compile(r"%|\b(?:rate|share|per|percent|out of|in 100|who)\b", re.IGNORECASE)
_LESS = re.compile(
    r"\b(?:fewer|less|lower|time|minutes|hours|days|cost|costs|complaints?|unanswered|errors?|late|negative)\b",
    re.IGNORECASE,
)
_NO_EVIDENCE = re.compile(r"(?:yes|ok|okay|done|fine|sure|of course|see above|n/?a|-+)\.?", re.IGNORECASE)
_OPPOSITE = re.compile(
    r"\b(?:(?:shared?|same|one|common) (?:password|login|account)|everyone (?:uses|knows)|"
    r"(?:my|his|her|own|personal|private) account|in the (?:sheet|chat|group))\b",
    re.IGNORECASE,
)


# Objectives


def objectives() -> Tool:
    """Return the builder of objectives: one aim, one metric, from where to where, until when, who."""
    return Tool(
        slug="objectives",
        title=_("Objectives"),
        purpose=_(
            "Each aim as a number that can be missed: from where to where, until when, and who says so."
        ),
        file="objectives.csv",
        fields=(
            Field("aim", _("Aim"), _("What changes for the organisation, in its own words.")),
            Field("metric", _("Metric"), _("What is counted, out of what: an act of people, not applause.")),
            Field("baseline", _("Baseline"), _("Its value today. A number."), "number"),
            Field(
                "baseline_source",
                _("Source of the baseline"),
                _("Which table or tool, which days, downloaded when."),
            ),
            Field("target", _("Target"), _("The value to reach. A number in the same unit."), "number"),
            Field(
                "date", _("Review date"), _("The day on which somebody looks, such as 2026-11-03."), "date"
            ),
            Field("owner", _("Owner"), _("One person by name or post, not a team.")),
        ),
        rules=CsvFile(
            columns=(
                Column(name="aim"),
                Column(name="metric"),
                Column(name="baseline", type="number"),
                Column(name="baseline_source"),
                Column(name="target", type="number"),
                Column(name="date", type="date"),
                Column(name="owner"),
            ),
            min_rows=1,
            max_rows=40,
            rows=(
                Compared(
                    label=_("A target that is not the baseline"),
                    left="target",
                    relation="!=",
                    right="baseline",
                ),
                Distinct(label=_("Each metric once for each aim"), columns=("aim", "metric")),
            ),
        ),
        advise=_objectives_advice,
        example={
            "aim": "People who order a cake come back for it",
            "metric": "Orders collected on the day, per 100 orders",
            "baseline": "91",
            "baseline_source": "Till of the shop, January to March 2026, read on 2 April",
            "target": "96",
            "date": "2026-09-15",
            "owner": "Head of the shop",
        },
    )


def _objectives_advice(records: Sequence[Record]) -> list[Remark]:
    remarks = [remark for row, record in enumerate(records, 1) for remark in _one_objective(row, record)]
    if len(records) > _MANY_OBJECTIVES:
        text = _("{count} objectives: which three would you keep if half of the hours fell away?")
        remarks.append(Remark(text.format(count=len(records))))
    return remarks


def _one_objective(row: int, record: Record) -> list[Remark]:
    remarks = []
    metric, owner = record["metric"], record["owner"]
    if (found := _VANITY.search(metric)) and not _RATE.search(metric):
        text = _(
            "“{word}” can grow while nothing changes for the organisation. What would people do, and how"
            " many out of how many?"
        )
        remarks.append(Remark(text.format(word=found[0]), row, "metric"))
    remarks += _distance(row, record)
    if (day := _day(record["date"])) and (day.weekday() >= _SATURDAY or (day.month, day.day) in _YEARS_END):
        text = _("Nobody meets on that day. Give the day of the meeting at which the number is read.")
        remarks.append(Remark(text, row, "date"))
    if is_group(owner):
        text = _("“{owner}” is a group: who stands up and says the number?").format(owner=owner)
        remarks.append(Remark(text, row, "owner"))
    return remarks


def _distance(row: int, record: Record) -> list[Remark]:
    """Look at the way from the baseline to the target."""
    baseline, target = (parse_number(record[name], Number()).value for name in ("baseline", "target"))
    if baseline is None or target is None:
        return []
    if target < baseline and not _LESS.search(record["metric"]):
        text = _(
            "The target is below the baseline. If less is better here, say so in the metric; otherwise"
            " one of the two numbers is wrong."
        )
        return [Remark(text, row, "target")]
    if 0 < _LEAP * baseline < target:
        text = _("More than {times} times the baseline: what will you do that would make it so?")
        return [Remark(text.format(times=_LEAP), row, "target")]
    return []


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


# The launch checklist


def launch_checklist() -> Tool:
    """Return the checklist before the first post: 18 checks, seven of them on the account's security."""
    checks = (*security_checks(), *launch_checks())
    return Tool(
        slug="launch-checklist",
        title=_("Launch checklist"),
        purpose=_("What stands before the first post, with what proves it; seven checks guard the account."),
        file="launch-checklist.csv",
        fields=(
            Field("item", _("Check"), _("What must be true before the first post.")),
            Field("state", _("Is it so today?"), kind="choice", options=STATES),
            Field("evidence", _("Evidence"), _("What a colleague can look at: a page, a list, a date.")),
            Field("owner", _("Owner"), _("One person by name or post who keeps it true.")),
        ),
        rules=CsvFile(
            columns=(
                Column(name="item"),
                Column(name="state", type="choice", options=STATES),
                Column(name="evidence", optional=True),
                Column(name="owner"),
            ),
            min_rows=len(checks),
            max_rows=60,
            rows=(
                Distinct(label=_("Each check once"), columns=("item",)),
                *(Covers(label=check, column="item", any_of=(check,)) for check in checks),
            ),
        ),
        advise=_checklist_advice,
        example={
            "item": "The shop's opening hours are right on every profile",
            "state": "not yet",
            "evidence": "Checked on 12 March: two of three profiles still show the winter hours",
            "owner": "Head of the shop",
        },
        start=tuple({"item": check} for check in checks),
    )


def launch_checks() -> tuple[str, ...]:
    """Return the checks that are not about security."""
    return (
        _("The name is spelled the same everywhere, and whoever owns the brand has agreed"),
        _("The handles are reserved, also where we will not publish"),
        _("Profile, contact and opening hours are right, with a link to our own site"),
        _("Legal notice and privacy notice can be reached from the profile"),
        _("The charter of the community is public: what is welcome, what is removed, who decides"),
        _("The hours of moderation are staffed, and the profile says them"),
        _("Private messages reach a person, and somebody answers in the promised time"),
        _("The baseline is measured, with its date and source"),
        _("The objectives have a review date in somebody's diary"),
        _("The first ten posts are approved, with text alternatives and captions"),
        _("The crisis contact and a deputy can be reached at night, and the desk has the numbers"),
    )


def security_checks() -> tuple[str, ...]:
    """Return the checks on the account's security; each says so in its first words."""
    return (
        _("Account security: the account belongs to the organisation, not to a person's own account"),
        _("Account security: each person has the smallest role that the work needs"),
        _("Account security: two-factor sign-in is on for everybody who has access"),
        _("Account security: two people keep the recovery codes, in two places"),
        _("Account security: no password is shared; everybody signs in as themselves"),
        _("Account security: connected apps are listed, and those nobody uses are removed"),
        _("Account security: a list says what is withdrawn on the day somebody leaves, and by whom"),
    )


def _checklist_advice(records: Sequence[Record]) -> list[Remark]:
    remarks = [remark for row, record in enumerate(records, 1) for remark in _one_check(row, record)]
    done = {record["item"] for record in records if record["state"] == "yes"}
    secure = set(security_checks())
    text = ngettext(
        "{done} of {all} check is met; of the {secure} on the account's security, {held}.",
        "{done} of {all} checks are met; of the {secure} on the account's security, {held}.",
        len(records),
    )
    counts = {"done": len(done), "all": len(records), "secure": len(secure), "held": len(done & secure)}
    return [*remarks, Remark(text.format(**counts))]


def _one_check(row: int, record: Record) -> list[Remark]:
    state, evidence = record["state"], record["evidence"]
    guarded = record["item"] in security_checks()
    if state == "yes" and (not evidence or _NO_EVIDENCE.fullmatch(evidence)):
        return [Remark(_("“Yes” without evidence: what would a colleague look at?"), row, "evidence")]
    if state == "yes" and guarded and (found := _OPPOSITE.search(evidence)):
        text = _("“{words}” sounds like the opposite of this check. Is it truly met?").format(words=found[0])
        return [Remark(text, row, "evidence")]
    if state in STATES[1:] and guarded:
        return [Remark(_("Open the account only when this is met: it is hard to mend later."), row, "state")]
    if record["owner"] and is_group(record["owner"]):
        text = _("“{owner}” is a group: who keeps it true?").format(owner=record["owner"])
        return [Remark(text, row, "owner")]
    return []
