"""Incidents as a desk logs them in the first hour: cases with a verdict to learn from, and ten without one.

The words are ours, written by hand; harm, cause and fault were judged by the author of the course. Level and
cluster follow from them by the course's own grid (`severity`, `cluster`), which is proposed and was not
reviewed by practising crisis managers. A seed decides when an incident was seen, how loud its first hour was,
whether the press asked, and which ten cases come without a verdict.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from practicum.data.draws import Draws
from practicum.data.schema import ACCOUNT, Field, Figure, TableSchema
from practicum.data.traps import Trap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HARMS = ("none", "money", "dignity", "health", "life")
FAULTS = ("no", "partly", "yes", "unknown")
CLUSTERS = ("victim", "accidental", "preventable")
LEVELS = ("noise", "watch", "issue", "crisis")
ABOVE, FAR_ABOVE = 3, 10  # times the usual hour
FIRST_DAY, LAST_DAY = pd.Timestamp("2025-04-01"), pd.Timestamp("2026-03-27")
_OPENS, _HOURS = 9, 5  # seen between nine and two: no text contradicts the clock
PRESS_SHARE = 0.2
_HARM = {"none": 0, "money": 2, "dignity": 2, "health": 3, "life": 3}
_LOUD_SPREAD = 0.15  # ln sd of a first hour around its case's middle
_USUAL = {
    "brindille": 7, "valmonde": 5, "ines_korvald": 6, "rivage": 3, "pax_fils": 3, "fournil_aumiere": 2,
    "lanterne": 1,
}  # fmt: skip  # mentions in a usual hour of a morning
_WORDS = files("practicum.data.texts") / "incidents.toml"

_VERDICT = "Empty for the ten incidents that come without a verdict."
SCHEMA = TableSchema(
    "incidents",
    "Incidents",
    "One row for each incident, as the desk logged it within its first hour. Verdicts follow the course's own"
    " grid, which is proposed and not reviewed by practising crisis managers.",
    (
        Field("incident_id", "string", "Its name. Those that begin with open- come without a verdict."),
        Field("family", "string", "What kind of trouble it is, one of 24."),
        ACCOUNT,
        Field("title", "string", "A few words."),
        Field("what_happened", "string", "What is known within the first hour."),
        Field("first_seen", "datetime", "When the desk saw it, time in Paris."),
        Field("mentions_first_hour", "integer", "Mentions in the first hour."),
        Field("usual_hour", "integer", "Mentions of this account in a usual hour of a morning."),
        Field("press", "string", "Whether a journalist has asked.", options=("yes", "no")),
        Field(
            "harm",
            "string",
            f"The worst harm that may still come to people. {_VERDICT}",
            required=False,
            options=HARMS,
        ),
        Field(
            "cause_known",
            "string",
            f"Whether anybody knows the cause. {_VERDICT}",
            required=False,
            options=("yes", "no"),
        ),
        Field(
            "own_fault",
            "string",
            f"Whether the house could have prevented it: yes when it knew or broke a rule. {_VERDICT}",
            required=False,
            options=FAULTS,
        ),
        Field(
            "severity",
            "string",
            f"The level of alarm, by the course's grid. {_VERDICT}",
            required=False,
            options=LEVELS,
        ),
        Field(
            "cluster",
            "string",
            f"Whom people will hold responsible, by the course's grid. {_VERDICT}",
            required=False,
            options=CLUSTERS,
        ),
        Field("why", "string", f"The reason, in one sentence. {_VERDICT}", required=False),
    ),
    key=("incident_id",),
)
TRAPS = (
    Trap(
        "loud and harmless",
        "incidents",
        "The loudest first hours belong to jokes; threats and spoiled food begin with a handful of mentions.",
        "Whoever sorts by volume wakes the director for a cartoon and lets a threat wait until morning.",
        "m10-3",
        "volume only",
    ),
    Trap(
        "an excuse in the text",
        "incidents",
        "Several texts tell a house's own failing in a tone of bad luck.",
        "A house that speaks as a victim of its own doing is blamed twice.",
        "m10-3",
        "own fault called a victim's",
    ),
)


def severity(harm: str, *, mentions: int, usual: int, press: bool) -> str:
    """Return the level of alarm by the course's grid: the highest that any of its rows gives.

    It is the grid that `practicum.learn.tools` shows and that the drills use: one row is enough, and volume
    alone makes an issue at most.

    Args:
        harm: The worst harm that may still come to people, one of `HARMS`.
        mentions: Mentions of the first hour.
        usual: Mentions of a usual hour.
        press: Whether a journalist has asked.
    """
    far = mentions >= FAR_ABOVE * usual
    volume = 2 if far else int(mentions >= ABOVE * usual)
    person = 3 if harm == "dignity" and (far or press) else _HARM[harm]
    return LEVELS[max(person, volume, 2 * press)]


def cluster(own_fault: str) -> str:
    """Return whom people will hold responsible: as long as the fault is not known, as for an accident."""
    return {"no": "victim", "yes": "preventable"}.get(own_fault, "accidental")


@lru_cache(maxsize=1)
def cases() -> tuple[Mapping[str, Any], ...]:
    """Return the written cases, those with a `deck` without a verdict."""
    return tuple(tomllib.loads(_WORDS.read_text(encoding="utf-8"))["case"])


def incidents(seed: int) -> pd.DataFrame:
    """Return one row per incident: first those with a verdict by time, then ten without.

    Args:
        seed: Whole number from 0.
    """
    draws = Draws(seed, "desk-log")
    judged = [case for case in cases() if "deck" not in case]
    chosen = _dealt(draws)
    rows = [*judged, *chosen]
    count = len(rows)
    days = np.floor(draws.uniform(count) * ((LAST_DAY - FIRST_DAY).days + 1))
    minutes = np.floor(draws.uniform(count) * _HOURS * 60) + _OPENS * 60
    seen = FIRST_DAY + pd.to_timedelta(days, unit="D") + pd.to_timedelta(minutes, unit="min")
    usual = np.array([_USUAL[case["account"]] for case in rows])
    middle = np.array([case["loud"] for case in rows])
    mentions = np.maximum(1, np.rint(middle * np.exp(_LOUD_SPREAD * draws.normal(count)))).astype(int)
    press = draws.uniform(count) < PRESS_SHARE
    frame = pd.DataFrame(
        [
            _row(case, mentions=int(loud), usual=int(hour), press=bool(asked))
            for case, loud, hour, asked in zip(rows, mentions, usual, press, strict=True)
        ]
    )
    frame.insert(4, "first_seen", seen.strftime("%Y-%m-%dT%H:%M:%S").to_numpy())
    told = frame.iloc[: len(judged)].sort_values("first_seen", kind="stable")
    frame = pd.concat([told, frame.iloc[len(judged) :]], ignore_index=True)
    names = [f"case-{number:02d}" for number in range(1, len(judged) + 1)]
    frame.insert(0, "incident_id", [*names, *(f"open-{n:02d}" for n in range(1, len(chosen) + 1))])
    return frame


def _dealt(draws: Draws) -> list[Mapping[str, Any]]:
    """Return one case of each deck, shuffled."""
    decks: dict[str, list[Mapping[str, Any]]] = {}
    for case in cases():
        if "deck" in case:
            decks.setdefault(case["deck"], []).append(case)
    picks = draws.uniform(len(decks))
    hand = [deck[int(pick * len(deck))] for deck, pick in zip(decks.values(), picks, strict=True)]
    return [hand[place] for place in draws.order(len(hand))]


def _row(case: Mapping[str, Any], *, mentions: int, usual: int, press: bool) -> dict[str, object]:
    known = "deck" not in case
    return {
        "family": case["family"],
        "account": case["account"],
        "title": case["title"],
        "what_happened": case["text"],
        "mentions_first_hour": mentions,
        "usual_hour": usual,
        "press": "yes" if press else "no",
        "harm": case["harm"] if known else None,
        "cause_known": case["cause"] if known else None,
        "own_fault": case["fault"] if known else None,
        "severity": severity(case["harm"], mentions=mentions, usual=usual, press=press) if known else None,
        "cluster": cluster(case["fault"]) if known else None,
        "why": case["why"] if known else None,
    }


def figures(seed: int) -> Sequence[Figure]:
    """Return how little the volume of a first hour says about the level, and that every level is there."""
    table = incidents(seed)
    judged = table[table["severity"].notna()]
    times = judged["mentions_first_hour"] / judged["usual_hour"]
    level = judged["severity"].map(LEVELS.index)
    related = float(np.corrcoef(times.rank(), level.rank())[0, 1])
    smallest = float(level.value_counts(normalize=True).min())
    return [
        Figure("incidents, rank correlation of volume and level", related, 0.1, 0.4),
        Figure("incidents, share of the rarest level", smallest, 0.01, 0.25),
    ]
