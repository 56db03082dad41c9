"""Four teams' calendars for March 2026, as they wrote them, with the errors that calendars have.

Every fault stands on entries of its own, so that each can be counted. The month holds an election, a day of
mourning and, on the 29th, the change to summer time.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from practicum.data.accounts import ACCOUNTS, ZONE
from practicum.data.draws import Draws
from practicum.data.members import as_read
from practicum.data.schema import ACCOUNT, PLATFORM, Field, TableSchema
from practicum.data.texts.talk import Dealer, deck
from practicum.data.traps import Trap

Row = dict[str, Any]
MONTH = "2026-03"
CLASH_MINUTES = 30
BLOCKED = {
    "brindille": {"2026-03-19": "no posts: minute of silence in the whole country"},
    "rivage": {"2026-03-19": "no posts: minute of silence in the whole country"},
    "valmonde": {
        "2026-03-14": "no posts: election weekend", "2026-03-15": "no posts: election weekend",
        "2026-03-19": "no posts: minute of silence in the whole country",
        "2026-03-21": "no posts: election weekend", "2026-03-22": "no posts: election weekend",
    },
    "fournil_aumiere": {"2026-03-19": "no posts: minute of silence in the whole country"},
}  # fmt: skip
SCHEMA = TableSchema(
    "editorial_calendar",
    "Editorial calendars",
    "One row for each entry of four teams' calendars for March 2026, as they stood on 27 February, with the"
    f" errors that they had. Two posts of one account on one platform within {CLASH_MINUTES} minutes clash; a"
    " row with the status blocked says that nothing is published that day; an entry needs one owner, and an"
    " approval before it is scheduled; whoever was paid has to say so.",
    (
        Field("entry_id", "string", "The entry."),
        ACCOUNT,
        Field(
            "platform",
            "string",
            "Where; empty for a blocked day.",
            required=False,
            refers_to=PLATFORM.refers_to,
        ),
        Field(
            "planned_at",
            "string",
            "When, in Paris, as the team wrote it. A time that ends in Z was copied from a tool and is UTC.",
        ),
        Field("format", "string", "What it is made of.", required=False),
        Field("theme", "string", "What it is about.", required=False),
        Field("title", "string", "Its working title."),
        Field("owner", "string", "Who is responsible: one person.", required=False),
        Field("approved_by", "string", "Who has approved it.", required=False),
        Field("sponsored", "string", "Whether it is marked as paid for.", options=("yes", "no")),
        Field("status", "string", "How far it is.", options=("draft", "scheduled", "blocked")),
        Field("note", "string", "What the team wrote beside it.", required=False),
    ),
    key=("entry_id",),
)
_PLANTED = (
    ("two posts at once", "Five pairs of entries clash.", "Each post takes the other's readers."),
    ("blocked days", "Five entries stand on a blocked day.", "A joke goes out in a minute of silence."),
    ("nobody's entry", "Five entries have no owner.", "Nobody is there to answer the comments."),
    ("everybody's entry", "Five entries have two owners.", "Each waits for the other."),
    ("paid and not said", "By their note, five entries are paid for; unmarked.", "Hidden advertising."),
    ("not approved", "Five scheduled entries have no approval.", "It goes out before anyone has read it."),
    (
        "UTC for local",
        "Twelve entries are in UTC; read as local, seven look harmless and clash or fall on a blocked day.",
        "Posts go out an hour early, and two hours early after the clocks have changed.",
    ),
)
TRAPS = tuple(Trap(name, "editorial_calendar", what, why, "", "") for name, what, why in _PLANTED)
_ENTRIES = {"brindille": 36, "rivage": 27, "valmonde": 25, "fournil_aumiere": 18}
_TEAMS = {
    "brindille": (("Maëlle", "Anouk", "Marta"), "Tommaso"),
    "rivage": (("Thi Lan", "Maïwenn"), "Ilse"),
    "valmonde": (("Baptiste", "Elias"), "Koffi"),
    "fournil_aumiere": (("Clélia", "Oriane"), "Agathe"),
}
_HOURS = {
    "brindille": (8, 12, 18, 20),
    "rivage": (9, 13, 18, 21),
    "valmonde": (8, 11, 15, 17),
    "fournil_aumiere": (6, 10, 16),
}
_WRITTEN = {
    "brindille": "%Y-%m-%d %H:%M",
    "rivage": "%d/%m/%Y %Hh%M",
    "valmonde": "%d.%m.%Y, %H:%M",
    "fournil_aumiere": "%d.%m. %H:%M",
}
_PAID_FOR, _READY = 0.06, 0.88  # share of entries that are paid for and say so; that are scheduled
# How many entries of each account carry which fault.
_ONE_EACH = {"clash": 1, "blocked": 1, "nobody": 1, "two owners": 1, "unapproved": 1}
_PLAN = {
    "brindille": {**dict.fromkeys(_ONE_EACH, 2), "unmarked": 2, "utc clash": 3, "utc blocked": 1, "utc": 2},
    "rivage": {**_ONE_EACH, "unmarked": 1, "utc": 2},
    "valmonde": {**_ONE_EACH, "utc clash": 1, "utc blocked": 2, "utc": 1},
    "fournil_aumiere": {**_ONE_EACH, "unmarked": 2},
}


def editorial_calendar(seed: int) -> pd.DataFrame:
    """Return the entries of four calendars, by account and time.

    Args:
        seed: Whole number from 0.
    """
    parts = [_account(seed, account) for account in _ENTRIES]
    table = pd.concat(parts, ignore_index=True)
    table.insert(0, "entry_id", [f"e{number:03d}" for number in range(1, len(table) + 1)])
    return as_read(table[[field.name for field in SCHEMA.fields]].fillna(""))


def _account(seed: int, account: str) -> pd.DataFrame:
    """Return one team's calendar: clean entries first, then a fault on some, then blocked days."""
    draws = Draws(seed, f"calendar/{account}")
    rows = _clean(account, draws, Dealer(draws))
    ready = [place for place in draws.order(len(rows)).tolist() if rows[place]["status"] == "scheduled"]
    faults = [fault for fault, count in _PLAN[account].items() for _one in range(count)]
    steady = iter(ready[len(faults) :])  # each clash takes an entry without a fault of its own
    for number, (place, fault) in enumerate(zip(ready, faults, strict=False)):
        beside = rows[next(steady)] if "clash" in fault else rows[place]
        rows[place].update(_spoiled(rows[place], fault, account, beside, number))
    for day, why in BLOCKED[account].items():
        rows.append(
            {"at": pd.Timestamp(day), "planned_at": day, "title": why, "status": "blocked", "sponsored": "no"}
        )
    frame = pd.DataFrame(rows).sort_values(["at", "title"], kind="stable", ignore_index=True)
    return frame.assign(account=account)


def _clean(account: str, draws: Draws, dealer: Dealer) -> list[Row]:
    """Return entries without a fault: never two within two hours, none on a blocked day."""
    channels = next(one for one in ACCOUNTS if one.key == account).channels
    team, approver = _TEAMS[account]
    days = [f"{MONTH}-{day:02d}" for day in range(2, 31) if f"{MONTH}-{day:02d}" not in BLOCKED[account]]
    slots = [(day, hour) for day in days for hour in _HOURS[account]]
    rows = []
    for place in sorted(draws.order(len(slots))[: _ENTRIES[account]].tolist()):
        day, hour = slots[place]
        at = pd.Timestamp(day) + pd.Timedelta(hour * 60 + 5 * int(dealer.chance() * 5), "min")
        channel = channels[int(dealer.chance() * len(channels))]
        theme, _colon, title = dealer.deal("calendar", account, "any").partition(": ")
        paid, ready = dealer.chance() < _PAID_FOR, dealer.chance() < _READY
        row = {
            "at": at,
            "planned_at": at.strftime(_WRITTEN[account]),
            "platform": channel.platform,
            "format": list(channel.formats)[int(dealer.chance() * len(channel.formats))],
            "theme": theme.lower(),
            "title": title,
            "owner": team[int(dealer.chance() * len(team))],
            "approved_by": approver if ready else None,
            "sponsored": "yes" if paid else "no",
            "status": "scheduled" if ready else "draft",
            "note": dealer.line("calendar", "paid" if paid else "note", "any") or None,
        }
        rows.append(row)
    return rows


def _spoiled(
    row: dict[str, Any], fault: str, account: str, beside: dict[str, Any], number: int
) -> dict[str, Any]:
    """Return what a fault changes in an entry.

    Args:
        row: The entry.
        fault: A key of `_PLAN`.
        account: Whose calendar it is.
        beside: The entry with which it clashes.
        number: A number of its own in this calendar, so that two faults never meet.
    """
    if fault == "nobody":
        return {"owner": None}
    if fault == "two owners":
        return {"owner": " / ".join(_TEAMS[account][0][:2])}
    if fault == "unmarked":
        return {"sponsored": "no", "note": deck("calendar")["paid"]["any"][number % 5]}
    if fault == "unapproved":
        return {"approved_by": None}
    at, platform = row["at"], row["platform"]
    if "clash" in fault:
        at, platform = beside["at"] + pd.Timedelta(10, "min"), beside["platform"]
    elif "blocked" in fault:
        quiet = list(BLOCKED[account])
        if fault == "utc blocked":  # shortly after midnight: in UTC it is still the day before
            quiet = [day for day in quiet if str(pd.Timestamp(day) - pd.Timedelta(1, "D"))[:10] not in quiet]
        minutes = 10 + number if fault == "utc blocked" else 7 * 60 + 40 * number
        at = pd.Timestamp(quiet[number % len(quiet)]) + pd.Timedelta(minutes, "min")
    elif fault == "utc":
        at = pd.Timestamp(f"{MONTH}-30") + pd.Timedelta(22 * 60 + 32 * (number % 3), "min")
    if fault.startswith("utc"):
        written = at.tz_localize(ZONE).tz_convert("UTC").strftime("%Y-%m-%dT%H:%MZ")
    else:
        written = at.strftime(_WRITTEN[account])
    return {"at": at, "platform": platform, "planned_at": written}
