"""Mentions one by one, as a monitoring tool lists them: with copies, namesakes and a program's labels.

Each row is one of those that `mentions_daily` counts: same day, account, family, and as many that the program
calls negative. People labelled every row as well, so that the program can be held against them.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from practicum.data.accounts import ZONE
from practicum.data.draws import Draws, Floats, Ints
from practicum.data.mention_copies import copied
from practicum.data.mention_words import labelled, said
from practicum.data.mentions_daily import (
    BOT_BURST,
    BOT_BURST_ACCOUNT,
    BOT_BURST_DAY,
    FAMILIES,
    FIRST_LISTED_DAY,
    mentions_daily,
)
from practicum.data.schema import ACCOUNT, Field, TableSchema
from practicum.data.texts.watch import pick, words
from practicum.data.traps import Trap

_SENTIMENT = ("positive", "neutral", "negative")
SCHEMA = TableSchema(
    "mentions",
    "Mentions",
    "One row for each mention that a monitoring tool found from 15 February to 31 March 2026; the same ones"
    " that `mentions_daily` counts, day by day in Paris.",
    (
        Field("mention_id", "string", "The mention, numbered in order of time."),
        ACCOUNT,
        Field("source", "string", "The family of sources.", options=FAMILIES),
        Field("published_at", "datetime", "When it was published, in UTC."),
        Field("author", "string", "Medium, site or invented handle that published it."),
        Field("audience", "integer", "People it could reach at most, as the tool estimates."),
        Field("text", "string", "Its words, or the first of them."),
        Field("language", "string", "Of the text.", options=("en", "fr", "it")),
        Field("sentiment", "string", "As two people labelled it together.", options=_SENTIMENT),
        Field("auto_sentiment", "string", "As the tool's program labelled it.", options=_SENTIMENT),
        Field(
            "copy_of",
            "string",
            "The mention whose text it repeats, when it was syndicated or reshared.",
            required=False,
            refers_to=("mentions", "mention_id"),
        ),
        Field(
            "about", "string", "Whether it is about the account: `no` for a namesake.", options=("yes", "no")
        ),
    ),
    key=("mention_id",),
)
TRAPS = (
    Trap(
        "copies",
        "mentions",
        "About a third of the rows repeat an earlier one: wire stories in several media, reshares.",
        "One angry text counts as forty, and a family of sources looks larger than it is.",
        "",
        "",
    ),
    Trap(
        "edited copies",
        "mentions",
        "Some media put a few words of their own before the wire story they print.",
        "Whoever removes equal texts only, keeps those copies.",
        "",
        "",
    ),
    Trap(
        "namesakes",
        "mentions",
        "A pony and a choir called Brindille, a shore and a hotel called Rivage, a club, a ferry, a cheese.",
        "A search by name alone measures ponies: volume, tone and share of voice are wrong.",
        "",
        "",
    ),
    Trap(
        "sarcasm",
        "mentions",
        "Praise that is none: the program calls it positive. Some loving grumbles it calls negative.",
        "Net sentiment of the program looks better than what people say, most of all in a crisis.",
        "",
        "",
    ),
    Trap(
        "bot burst",
        "mentions",
        f"Inès Korvald, {BOT_BURST_DAY}: {BOT_BURST} nearly equal texts of new handles within 25 minutes;"
        " none is marked as a copy.",
        "The best day of the month is nobody.",
        "",
        "",
    ),
    Trap(
        "early signal",
        "mentions",
        "Brindille, 26 February to 1 March: three quiet messages of people who see a second debit coming.",
        "Whoever waits for volume hears of it on 2 March, with everybody else.",
        "",
        "",
    ),
)
# Weight of each local hour from midnight: the shape of reshares in the course's calibration note, made
# steeper because all these people sleep in one time zone; newsrooms work by day.
_HOURS = (53, 45, 49, 50, 38, 34, 26, 25, 20, 21, 21, 29, 29, 42, 38, 50, 53, 50, 54, 55, 62, 60, 53, 44)
_PEOPLE = np.array(_HOURS[1:] + _HOURS[:1], dtype=float) ** 2.1
_NEWSROOM = np.array(
    (2, 1, 1, 1, 2, 8, 22, 30, 34, 32, 36, 34, 26, 24, 26, 28, 30, 30, 28, 22, 14, 8, 5, 3.0)
)
_BURST_FROM, _BURST_SECONDS = 14 * 3600 + 300, 1500
# ln of the audience: average and sd. That of reshares follows the calibration note.
_AUDIENCE = {
    "news": (10.6, 1.0),
    "blog": (6.8, 1.1),
    "forum": (5.8, 0.8),
    "video": (7.2, 1.6),
    "review": (4.4, 0.5),
    "microblog": (5.21, 1.6),
    "newsletter": (8.2, 0.7),
}
_MEDIA = ("news", "newsletter", "blog")
_EDITS = ("", "", "(Corvin) ", "Brief. ", "From the wires: ", "Agency report: ", "Read elsewhere: ")


def mentions(seed: int) -> pd.DataFrame:
    """Return one row per mention, in order of time.

    Args:
        seed: Whole number from 0.
    """
    rows, own = _outline(seed)
    rows = _spread(rows, said(own, seed), ("text", "language"))
    original = rows["copy"].to_numpy() < 0
    draws = Draws(seed, "mentions/authors")
    edits = np.array(_EDITS, dtype=object)[(draws.uniform(len(rows)) * len(_EDITS)).astype(int)]
    edited = ~original & rows["source"].isin(["news", "newsletter"]).to_numpy()
    rows["text"] = np.where(edited, edits, "") + rows["text"]
    rows["author"] = _authors(rows, draws)
    rows["audience"] = _audience(rows, draws)
    ids = np.array([f"mn-{number:05d}" for number in range(1, len(rows) + 1)], dtype=object)
    rows["mention_id"] = ids
    # pandas reads a column of identifiers with gaps as text with NaN: so it is made here.
    rows["copy_of"] = pd.Series([None if one < 0 else ids[one] for one in rows["copy"]], dtype="str")
    rows["published_at"] = rows["utc"].dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    return rows[[field.name for field in SCHEMA.fields]]


def outline(seed: int) -> pd.DataFrame:
    """Return who, when, copies and labels of each mention, without its words: quick, for counting.

    Args:
        seed: Whole number from 0.
    """
    return _outline(seed)[0]


def _outline(seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return all mentions, and the originals among them with what decides their words."""
    rows = _rows(seed)
    rows["copy"] = copied(rows, Draws(seed, "mentions/copies"))
    own = labelled(rows[rows["copy"] < 0].reset_index(names="row"), seed)
    return _spread(rows, own, ("sentiment", "auto_sentiment", "about")), own


def _spread(rows: pd.DataFrame, own: pd.DataFrame, names: tuple[str, ...]) -> pd.DataFrame:
    """Return all mentions with columns of the originals: a copy has those of its original."""
    place = np.zeros(len(rows), dtype=np.int64)
    place[own["row"].to_numpy()] = np.arange(len(own))
    copy = rows["copy"].to_numpy()
    source = place[np.where(copy < 0, np.arange(len(rows)), copy)]
    return rows.assign(**{name: own[name].to_numpy()[source] for name in names})


def _rows(seed: int) -> pd.DataFrame:
    """Return account, family, time and the program's negative mark of each mention, in order of time."""
    cells = mentions_daily(seed)
    cells = cells[cells["date"] >= FIRST_LISTED_DAY.isoformat()]
    rows = cells.loc[cells.index.repeat(cells["mentions"])].copy()
    rank = rows.groupby(level=0).cumcount().to_numpy()
    rows["machine_negative"] = rank < rows["negative"].to_numpy()
    cell = (rows["account"] == BOT_BURST_ACCOUNT) & (rows["date"] == BOT_BURST_DAY.isoformat())
    cell &= rows["source"] == "microblog"
    rows["bot"] = cell & (rank >= (rows["mentions"] - BOT_BURST).to_numpy())
    draws = Draws(seed, "mentions/times")
    seconds = np.where(
        rows["source"].isin(["news", "newsletter"]),
        _clock(_NEWSROOM, draws.uniform(len(rows))),
        _clock(_PEOPLE, draws.uniform(len(rows))),
    )
    seconds = np.where(rows["bot"], _BURST_FROM + _BURST_SECONDS * draws.uniform(len(rows)), seconds)
    local = pd.to_datetime(rows["date"]) + pd.to_timedelta(np.floor(seconds), unit="s")
    rows["utc"] = local.dt.tz_localize(ZONE, nonexistent="shift_forward").dt.tz_convert("UTC")
    kept = ["date", "account", "source", "machine_negative", "bot", "utc"]
    return rows[kept].sort_values(["utc", "account", "source"], kind="stable", ignore_index=True)


def _clock(weights: Floats, chances: Floats) -> Floats:
    """Return seconds after midnight that follow the weights of the hours."""
    edges = np.concatenate([[0.0], np.cumsum(weights)]) / weights.sum()
    seconds: Floats = np.interp(chances, edges, np.arange(25) * 3600.0)
    return seconds


def _authors(rows: pd.DataFrame, draws: Draws) -> list[str]:
    size, lists = len(rows), words()
    one, two, style = draws.uniform(size), draws.uniform(size), draws.uniform(size)
    first = [lists["handle_first"][int(chance * len(lists["handle_first"]))] for chance in one.tolist()]
    last = [lists["handle_last"][int(chance * len(lists["handle_last"]))] for chance in two.tolist()]
    joint = np.array(("_", ".", "", "-"), dtype=object)[(style * 4).astype(int)]
    number = (two * 8999 + 1000).astype(int)
    names = pick("name", one)
    initial = pick("surname_initial", two)
    made = {
        "handle": [f"@{a}{dot}{b}" for a, dot, b in zip(first, joint, last, strict=True)],
        "bot": [
            f"@{name.lower()}{digits}{digits % 89:02d}" for name, digits in zip(names, number, strict=True)
        ],
        "review": [f"{name} {letter}." for name, letter in zip(names, initial, strict=True)],
    }
    # A medium writes in one language.
    places = rows["source"] + "_" + rows["language"]
    made |= {place: pick(place, one) for place in places[rows["source"].isin(_MEDIA)].unique()}
    kinds = places.where(rows["source"].isin(_MEDIA), "handle").where(rows["source"] != "review", "review")
    kinds = kinds.where(~rows["bot"], "bot")
    return [made[kind][place] for place, kind in enumerate(kinds)]


def _audience(rows: pd.DataFrame, draws: Draws) -> Ints:
    """Return the reach of each author: the same for all that one author publishes in one family."""
    who = pd.factorize(rows["source"] + "/" + rows["author"])[0]
    source = rows["source"].to_numpy()[np.unique(who, return_index=True)[1]]
    score = np.empty(len(source))
    for name in FAMILIES:
        score[source == name] = draws.normal(int((source == name).sum()))
    shape = np.array([_AUDIENCE[name] for name in source])
    audience = np.exp(shape[:, 0] + shape[:, 1] * score)
    return np.maximum(np.rint(audience), 1).astype(np.int64)[who]
