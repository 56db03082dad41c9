"""What stands beside the threads of a desk, as sentences: level, clocks, service, and the lists at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.i18n import _
from practicum.look import escape

if TYPE_CHECKING:
    from practicum.exam.station.drill_fields import Showing


def state_sentences(showing: Showing) -> list[str]:
    """Say how bad it is, which clocks run, how full customer service is, and whether one is tired."""
    view, told = showing.view, []
    if level := view.get("level"):
        told.append(_("Level {label}.").format(label=level["label"]))
        for clock in level["clocks"]:
            late = "clock_over" if clock["left"] < 0 else "clock_left"
            told.append(
                _("{due}: {rest}.").format(
                    due=showing.say("clock_due", what=clock["label"], time=clock["time"]),
                    rest=showing.say(late, n=abs(clock["left"])),
                )
            )
    if service := view.get("service"):
        told.append(
            _(
                "Customer service: {waiting} waiting, {answered} answered, {complained} complained in public."
            ).format(**{name: service[name] for name in ("waiting", "answered", "complained")})
        )
    if (tired := view.get("fatigue")) and tired["tired"]:
        told.append(tired["note"])
    if view.get("rules_pinned"):
        told.append(showing.words["rules_pinned"])
    return told


def at_hand(showing: Showing) -> str:
    """Return every list that holds something, folded away, as HTML."""
    words = showing.words
    lists = (
        (_("Facts, and who may say them"), _facts(showing)),
        (words["issues"], _issues(showing)),
        (words["tab_alerts"], _timed(showing, "alerts", "{text}")),
        (words["tab_plans"], _plans(showing)),
        (words["tab_channel"], _timed(showing, "channel", "{author}: {text}")),
        (words["tab_posts"], _own_posts(showing)),
        (_("Ready-made texts"), [one["text"] for one in showing.view.get("canned") or ()]),
        (words["decisions"], _timed(showing, "decisions", "{sentence} {text}")),
        (words["tab_log"], _timed(showing, "log", "{sentence}")),
    )
    return "".join(_fold(heading, rows) for heading, rows in lists if rows)


def _fold(heading: str, rows: list[str]) -> str:
    head = _("{what}: {n}").format(what=heading, n=len(rows))
    listed = "".join(f"<li>{escape(row)}</li>" for row in rows)
    return f"<details><summary>{escape(head)}</summary><ul>{listed}</ul></details>"


def _timed(showing: Showing, part: str, says: str) -> list[str]:
    rows = showing.view.get(part) or ()
    return [showing.say("alert_at", time=one["time"], text=says.format(**one)) for one in rows]


def _facts(showing: Showing) -> list[str]:
    return [f"{one['sentence']} {showing.standing(one)}" for one in showing.view.get("facts") or ()]


def _issues(showing: Showing) -> list[str]:
    return [
        _("{issue}: {posts}, {hot}").format(
            issue=one["name"],
            posts=showing.say("posts_hour", n=one["posts_last_hour"]),
            hot=showing.words["hot"] if one["hot"] else showing.say("hot_from", n=one["hot_from"]),
        )
        for one in showing.view.get("issues") or ()
    ]


def _plans(showing: Showing) -> list[str]:
    return [
        _("{where}. {label}: {text} ({state})").format(
            where=showing.say("plan_where", platform=one["platform"], time=one["time"]),
            label=one["label"],
            text=one["text"],
            state=showing.words[f"plan_{one['state']}"],
        )
        for one in showing.view.get("operations") or ()
    ]


def _own_posts(showing: Showing) -> list[str]:
    """Return what the house has posted, each with its updates, and whether it was put right."""
    rows = []
    for one in showing.view.get("own_posts") or ():
        said = [one["text"], *(showing.say("alert_at", **update) for update in one["updates"])]
        said += [showing.words["post_corrected"]] if one["corrected"] else []
        rows.append(showing.say("alert_at", time=one["time"], text=" / ".join(said)))
    return rows
