"""Comments under posts, with the houses' answers and the labels of a team of moderators.

Prevalence of labels, agreement of raters and the swing of the day follow the bands of the course's
calibration note; the texts are written by hand and dealt from decks. No slur is printed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from practicum.data.draws import Draws, Floats, Ints, Words
from practicum.data.members import END, as_read, habitual, handles, local_hours, spread, stamps
from practicum.data.posts import true_posts
from practicum.data.schema import ACCOUNT, PLATFORM, Field, TableSchema
from practicum.data.texts.talk import Dealer
from practicum.data.traps import Trap

LABELS = ("fine", "question", "complaint", "unhealthy", "hostile")
SCHEMA = TableSchema(
    "comments",
    "Comments",
    "One row for each comment that the houses' moderation tool kept: a sample of those under posts that still"
    " stand, with the houses' own answers. Some comments are unkind, and a few threaten: no slur is printed,"
    " a note in parentheses says what stood there. Two moderators shared the work; a comment that its member"
    " sent twice within ten minutes was labelled twice, once by each.",
    (
        Field("comment_id", "string", "The comment, numbered by time."),
        Field("post_id", "string", "The post under which it stands.", refers_to=("posts", "post_id")),
        ACCOUNT,
        PLATFORM,
        Field("written_at", "datetime", "When it was sent, in UTC."),
        Field("edited_at", "datetime", "When its member last changed its words, in UTC.", required=False),
        Field(
            "member", "string", "Who wrote it: an invented handle, or the account for the house's own words."
        ),
        Field("text", "string", "Its words on the day of the export, after any change."),
        Field(
            "reply_to",
            "string",
            "The comment that it answers.",
            required=False,
            refers_to=("comments", "comment_id"),
        ),
        Field("by_account", "string", "Whether the house itself wrote it.", options=("yes", "no")),
        Field("label", "string", "What the moderator called it when it came in.", options=LABELS),
        Field("language", "string", "Of the text.", options=("en", "fr", "it")),
    ),
    key=("comment_id",),
)
TRAPS = (
    Trap(
        "edited after the answer",
        "comments",
        "One in five members who got an answer changed the words afterwards; `edited_at` is later than it.",
        "Whoever counts from the time of the edit finds answers that came before their questions.",
        "",
        "",
    ),
    Trap(
        "the house among its members",
        "comments",
        "The house's answers stand in the same table, marked only by `by_account`.",
        "Counted as a member, the house answers most questions itself and the community looks alive.",
        "",
        "",
    ),
    Trap(
        "questions without an answer",
        "comments",
        "A quarter of the questions was never answered by anybody; no row says so.",
        "Divided by answered questions only, members seem to answer far more of them than they do.",
        "",
        "",
    ),
    Trap(
        "sent twice, judged twice",
        "comments",
        "About 120 comments stand there twice, minutes apart. Angry ones do so more often.",
        "Counted twice, unkindness is overstated by a fifth.",
        "",
        "",
    ),
    Trap(
        "raters who differ",
        "comments",
        "Of comments judged twice, few that one moderator called hostile were called so by the other.",
        "A count of hostile comments from one rater is a matter of who had the shift.",
        "",
        "",
    ),
)
# First comments sampled from each account, and the shares of labels and languages there.
_SAMPLE = {
    "brindille": 1900,
    "rivage": 800,
    "fournil_aumiere": 270,
    "valmonde": 470,
    "pax_fils": 640,
    "ines_korvald": 620,
}
_SHARES = {
    "brindille": (58, 22, 11, 7.0, 2.0),
    "rivage": (66, 19, 7, 6.0, 1.6),
    "fournil_aumiere": (66, 21, 7, 4.5, 1.0),
    "valmonde": (45, 26, 16, 10.0, 2.6),
    "pax_fils": (71, 11, 6, 9.0, 2.6),
    "ines_korvald": (70, 12, 4, 10.0, 4.2),
}
_LANGUAGES = {"ines_korvald": (72, 15, 13), "fournil_aumiere": (62, 34, 4)}
_MOST = 80  # comments that the tool keeps of one post
_POOL = 0.55  # members for each first comment
_ANSWERED = {"question": 0.56, "complaint": 0.66, "unhealthy": 0.08, "fine": 0.05}
_PEERS = {"question": 0.34, "fine": 0.05}
_TWICE = (46, 46, 27)  # comments sent twice that the first moderator called fine, unhealthy, hostile
_SAME = (0.93, 0.76, 0.26)  # share of them that the second one called so too: least where it matters most
_MORNING = 7  # the local hour before which no house answers
_CORRECTED = 0.025  # share of comments that are changed within ten minutes
_SHORT, _CLOSED = 0.44, 0.16  # share of kind comments that are a few words; of longer ones with an end
# How people type: first letter small, no full stop, everything small, a sign, a louder or trailing end.
_SMALL, _NO_STOP, _ALL_SMALL, _SIGN, _LOUD = 0.3, 0.45, 0.06, 0.14, 0.08
_SOON, _SAYS_SO = 10, 0.7  # minutes; share of late edits that say so in words
_TRIES = 6
# What happened, and when: a line that speaks of it is not dealt before.
_EVENTS = {
    account: tuple((word, int(pd.Timestamp(day, tz="UTC").timestamp() // 60)) for word, day in events)
    for account, events in {
        "brindille": (
            ("raisin", "2026-01-08"),
            ("since january", "2026-01-20"),
            ("depuis janvier", "2026-01-20"),
            ("neighbour who", "2026-02-13"),
            ("march box", "2025-03-05"),
        ),
        "rivage": (("sandro", "2025-11-21"), ("figure", "2025-02-15")),
        "fournil_aumiere": (
            ("five cents", "2025-09-05"),
            ("fève", "2025-01-05"),
            ("since january", "2026-01-25"),
        ),
        "ines_korvald": (("four eighty-three", "2025-08-18"), ("period", "2024-10-20")),
    }.items()
}
_EMOJI = ("😂", "❤️", "😅", "🙏", "😍", "👏", "🙄", "🤷", "😢", "💪", "✨", "🥐")


def comments(seed: int) -> pd.DataFrame:
    """Return the comments of a seed, in order of time.

    Args:
        seed: Whole number from 0.
    """
    first = _first(seed)
    rows = _with_replies(first, seed)
    rows = _with_doubles(rows, seed)
    rows["edited"] = _edited(rows, seed)
    rows["text"] = _texts(rows, seed)
    return _finished(rows)


def _first(seed: int) -> pd.DataFrame:
    """Return the comments that begin a thread: post, time, member, label and language of each."""
    posts = true_posts(seed)
    posts = posts[posts["deleted_after"].isna() & (posts["comments"] > 0)]
    parts = []
    for account, wanted in _SAMPLE.items():
        draws = Draws(seed, f"comments/{account}")
        own = posts[posts["account"] == account]
        place = np.repeat(np.arange(len(own)), own["comments"].clip(upper=_MOST).to_numpy())
        place = place[draws.chosen(np.ones(len(place)), wanted)]
        size = len(place)
        start = (
            own["published_at"].astype("int64") // 10 ** (9 if own["published_at"].dt.unit == "ns" else 0)
        ).to_numpy()
        start = (own["published_at"].dt.as_unit("s").astype("int64") // 60).to_numpy()[place]
        pool = handles(draws, int(_POOL * size))
        language = draws.categories(_LANGUAGES.get(account, (78, 15, 7)), size)
        parts.append(
            pd.DataFrame(
                {
                    "post_id": own["post_id"].to_numpy()[place],
                    "account": account,
                    "platform": own["platform"].to_numpy()[place],
                    "at": spread(draws, start, 110.0, 1.75),
                    "member": np.array(pool, dtype=object)[habitual(draws, len(pool), size)],
                    "label": np.array(LABELS, dtype=object)[draws.categories(_SHARES[account], size)],
                    "language": np.array(("en", "fr", "it"), dtype=object)[language],
                }
            )
        )
    return pd.concat(parts, ignore_index=True).assign(reply=-1, house=False, kind="first", twin=-1)


def _with_replies(first: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return first comments, the house's answers and other members' answers, as long as the tables last."""
    draws = Draws(seed, "comments/replies")
    label = first["label"]
    house = first[draws.uniform(len(first)) < label.map(_ANSWERED).fillna(0.0).to_numpy()]
    peers = first[draws.uniform(len(first)) < label.map(_PEERS).fillna(0.0).to_numpy()]
    answers = house.assign(
        reply=house.index, house=True, member=house["account"], kind="answer", label="fine",
        at=_answered(draws, house["at"].to_numpy()),
    )  # fmt: skip
    kind = np.where(peers["label"] == "question", "peers", "chat")
    others = peers["member"].to_numpy()[draws.order(len(peers))]
    replies = peers.assign(
        reply=peers.index, kind=kind, label="fine", member=others,
        at=spread(draws, peers["at"].to_numpy(), 70.0, 1.6),
    )  # fmt: skip
    replies = replies[replies["member"].to_numpy() != peers["member"].to_numpy()]
    rows = pd.concat([first, answers, replies], ignore_index=True)
    in_time: pd.DataFrame = rows[rows["at"] < END].reset_index(drop=True)
    return in_time


def _answered(draws: Draws, starts: Ints) -> Ints:
    """Return when the house answers: within the hour by day, in the morning after a night."""
    at = starts + 2 + np.floor(48 * np.exp(1.45 * draws.normal(len(starts)))).astype(np.int64)
    hour = local_hours(at)
    wait = np.maximum(_MORNING - hour, 0) * 60
    answered: Ints = at + np.floor(wait * (1 + 0.2 * draws.uniform(len(at)))).astype(np.int64)
    return answered


def _with_doubles(rows: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Add a second copy of some comments, labelled by the other moderator."""
    draws = Draws(seed, "comments/doubles")
    free = (rows["kind"] == "first") & (rows["at"] < END - 15)
    free &= ~rows.index.isin(rows["reply"])
    parts = []
    for labels, wanted in zip((("fine",), ("unhealthy",), ("hostile",)), _TWICE, strict=True):
        allowed = (free & rows["label"].isin(labels)).to_numpy()
        parts.append(np.flatnonzero(draws.chosen(allowed.astype(float), wanted)))
    chosen = np.concatenate(parts)
    again = rows.loc[chosen].assign(twin=chosen)
    again["at"] += 1 + np.floor(8 * draws.uniform(len(again))).astype(np.int64)
    chance = np.concatenate([(draws.order(len(part)) + 0.5) / max(len(part), 1) for part in parts])
    said = again["label"].to_numpy()
    again["label"] = np.select(
        [
            (said == "hostile") & (chance > _SAME[2]),
            (said == "unhealthy") & (chance > _SAME[1]),
            (said == "fine") & (chance > _SAME[0]),
        ],
        ["unhealthy", "fine", "unhealthy"],
        said,
    )
    return pd.concat([rows, again], ignore_index=True)


def _edited(rows: pd.DataFrame, seed: int) -> Floats:
    """Return when a comment was changed: some soon, and one in five of the answered ones after the answer."""
    draws = Draws(seed, "comments/edits")
    size = len(rows)
    edited = np.full(size, np.nan)
    at = rows["at"].to_numpy(dtype=float)
    own = ((rows["kind"] == "first") & ~rows.index.isin(rows["twin"]) & (rows["twin"] < 0)).to_numpy()
    soon = own & (draws.uniform(size) < _CORRECTED)
    edited[soon] = at[soon] + 1 + np.floor(9 * draws.uniform(int(soon.sum())))
    answer = rows[rows["house"]].set_index("reply")["at"]
    asked = answer.index[rows["label"].to_numpy()[answer.index] != "fine"].to_numpy()
    asked = asked[draws.order(len(asked))[: round(0.22 * len(asked))]]
    late = answer[asked].to_numpy() + 3 + np.floor(90 * np.exp(1.2 * draws.normal(len(asked))))
    edited[asked] = late
    return np.where(edited < END, edited, np.nan)


def _texts(rows: pd.DataFrame, seed: int) -> list[str]:
    """Return the words of each comment; the copy of a comment has the words of the first."""
    dealer = Dealer(Draws(seed, "comments/texts"))
    said: dict[int, str] = {}
    answers: dict[int, str] = {}  # what the house would say to a comment, not yet filled
    names = ("account", "kind", "label", "language", "twin", "edited", "at", "reply", "member")
    columns = {name: rows[name].tolist() for name in names}
    for place in np.argsort(rows["at"].to_numpy(), kind="stable").tolist():
        one = {name: column[place] for name, column in columns.items()}
        if one["twin"] >= 0:
            said[place] = said[one["twin"]]
        elif one["reply"] >= 0:
            line = answers[one["reply"]] if one["kind"] == "answer" else ""
            line = line or dealer.line("shared", one["kind"], one["language"])
            asker = "@" + columns["member"][one["reply"]]
            text = dealer.fill(line.replace("{name}", asker))
            said[place] = text if one["kind"] == "answer" else _typed(dealer, text, "")
        else:
            text, answers[place] = _opening(dealer, one)
            if one["edited"] - one["at"] > _SOON and dealer.chance() < _SAYS_SO:
                stop = "" if text[-1] in ".?!)" else "."
                text = f"{text}{stop} {dealer.deal('shared', 'edits', 'en')}"
            said[place] = text
    return [said[place] for place in range(len(rows))]


def _opening(dealer: Dealer, one: dict[str, Any]) -> tuple[str, str]:
    """Return what a first comment says, and what the house would answer."""
    account, label, language = one["account"], one["label"], one["language"]
    if label in {"unhealthy", "hostile"}:
        return _typed(dealer, dealer.deal("shared", label, language), label), ""
    answer: str = dealer.line(account, "answer", language) if label == "fine" else ""
    if label == "fine" and dealer.chance() < _SHORT:
        return _typed(dealer, dealer.deal("shared", "short", language), label), answer
    for _again in range(_TRIES):
        line, _arrow, own = dealer.line(account, label, language).partition(" => ")
        if one["at"] >= _known_from(account, line):
            break
    text = dealer.fill(line)
    if label == "fine" and dealer.chance() < _CLOSED:
        stop = "" if text[-1] in ".?!" else "."
        text = f"{text}{stop} {dealer.deal('shared', 'closer', language)}"
    return _typed(dealer, text, label), own or answer


def _known_from(account: str, line: str) -> int:
    """Return the first minute at which a line makes sense: nobody writes of what has not happened."""
    low = line.lower()
    return max((moment for word, moment in _EVENTS.get(account, ()) if word in low), default=0)


def _typed(dealer: Dealer, text: str, label: str) -> str:
    """Return a text as people type it: small letters, no full stop, a sign at the end of a kind one."""
    if dealer.chance() < _SMALL:
        text = text[:1].lower() + text[1:]
    if dealer.chance() < _NO_STOP:
        text = text.removesuffix(".")
    if dealer.chance() < _ALL_SMALL:
        text = text.lower()
    if dealer.chance() < _SIGN and label == "fine" and text[-1] not in ")?":
        return f"{text} {_EMOJI[int(dealer.chance() * len(_EMOJI))]}"
    if dealer.chance() < _LOUD:
        return text + text[-1] if text[-1] in "?!" else text if text[-1] in ".)" else f"{text}..."
    return text


def _finished(rows: pd.DataFrame) -> pd.DataFrame:
    order = np.argsort(rows["at"].to_numpy(), kind="stable")
    number = np.empty(len(rows), dtype=np.int64)
    number[order] = np.arange(1, len(rows) + 1)
    ids: Words = np.array([f"c{one:04d}" for one in number], dtype=object)
    reply = rows["reply"].to_numpy()
    table = pd.DataFrame(
        {
            "comment_id": ids,
            "post_id": rows["post_id"],
            "account": rows["account"],
            "platform": rows["platform"],
            "written_at": stamps(rows["at"].to_numpy()),
            "edited_at": stamps(rows["edited"].to_numpy()),
            "member": rows["member"],
            "text": rows["text"],
            "reply_to": np.where(reply >= 0, ids[reply], ""),
            "by_account": np.where(rows["house"], "yes", "no"),
            "label": rows["label"],
            "language": rows["language"],
        }
    ).iloc[order]
    return as_read(table.reset_index(drop=True))
