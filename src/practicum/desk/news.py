"""What an act brought that whoever looks elsewhere, or does not see, should hear: never every post."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from practicum.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMED = 2


@dataclass(frozen=True)
class News:
    """What is told of a step.

    Attributes:
        urgent: Answers from inside, reports, alerts, late clocks. Said also while time runs by itself.
        unanswered: How many posts nobody has answered, said when something came in; empty else.
    """

    urgent: str = ""
    unanswered: str = ""


def news(before: Mapping[str, Any], after: Mapping[str, Any]) -> News:
    """Compare two views of one run.

    Args:
        before: The view, or a frame's, before the step.
        after: The view after it.
    """
    known = {thread["id"]: thread for thread in before["threads"]}
    fresh = [thread for thread in after["threads"] if thread["id"] not in known]
    told = [
        *_answers(known, after["threads"]),
        *_reports(fresh),
        *_channel(before, after),
        *(alert["text"] for alert in _added(before["alerts"], after["alerts"]) if not alert["muted"]),
        *_hot(before, after),
        *_clocks(before, after),
    ]
    came = _mentions(after) > _mentions(before)
    return News(" ".join(told), unanswered(after) if came else "")


def unanswered(view: Mapping[str, Any]) -> str:
    """Say how many posts nobody has answered, and who has waited longest; empty when there are none."""
    waiting = [
        thread for thread in view["threads"] if thread["waiting"] is not None and thread["kind"] == "thread"
    ]
    if not waiting:
        return ""
    longest = max(waiting, key=lambda thread: thread["waiting"])
    return ngettext(
        "{n} post without an answer: {name}, {minutes} min.",
        "{n} posts without an answer, the oldest by {name}, {minutes} min.",
        len(waiting),
    ).format(n=len(waiting), name=longest["author"]["name"], minutes=longest["waiting"])


def _mentions(view: Mapping[str, Any]) -> int:
    """Return how many posts have come in so far; of the crowd's, the threads show only some."""
    return sum(bin_["count"] for bin_ in view["volume"]["series"])


def _added(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[dict[str, Any]]:
    known = {row["id"] for row in before}
    return [row for row in after if row["id"] not in known]


def _answers(known: Mapping[str, Any], threads: list[dict[str, Any]]) -> list[str]:
    """Name those inside who answered; a tool of the desk is no person, so it has no name there."""
    tools, who = _("Desk tools"), []
    for thread in threads:
        old = known.get(thread["id"])
        if old is None or len(old["messages"]) == len(thread["messages"]):
            continue
        new = _added(old["messages"], thread["messages"])
        who += [row["author"] for row in new if row["side"] == "internal" and row["author"] != tools]
    names = list(dict.fromkeys(name for name in who if name != _("You")))
    if not names:
        return []
    if len(names) > _NAMED:
        return [_("{n} colleagues have answered.").format(n=len(names))]
    return [_("{name} has answered.").format(name=name) for name in names]


def _reports(fresh: list[dict[str, Any]]) -> list[str]:
    count = sum(1 for thread in fresh if thread.get("kind") == "report")
    told = ngettext("{n} new report in the queue.", "{n} new reports in the queue.", count)
    return [told.format(n=count)] if count else []


def _channel(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    new = after.get("channel", ())[len(before.get("channel", ())) :]
    count = sum(1 for row in new if row["author"] != _("You"))
    told = ngettext(
        "{n} new message in the internal channel.", "{n} new messages in the internal channel.", count
    )
    return [told.format(n=count)] if count > 0 else []


def _hot(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    were = {issue["id"] for issue in before.get("issues", ()) if issue["hot"]}
    return [
        _("{issue} is hot: {n} posts in the last hour.").format(
            issue=issue["name"], n=issue["posts_last_hour"]
        )
        for issue in after.get("issues", ())
        if issue["hot"] and issue["id"] not in were
    ]


def _clocks(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    def out(view: Mapping[str, Any]) -> dict[str, str]:
        clocks = (view.get("level") or {}).get("clocks", ())
        return {clock["label"]: clock["time"] for clock in clocks if clock["left"] < 0}

    were = out(before)
    return [
        _("Overdue since {time}: {label}.").format(time=time, label=label)
        for label, time in out(after).items()
        if label not in were
    ]
