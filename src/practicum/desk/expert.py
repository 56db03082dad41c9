"""The beginning of an expert's shift, to read and annotate before one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from practicum.drill import USUAL, load_scenario, play, replay, seed_at
from practicum.drill.policies import reasons
from practicum.drill.view import view
from practicum.i18n import _, language, ngettext
from practicum.learn import show_table

if TYPE_CHECKING:
    from pathlib import Path

    from practicum.drill import Scenario
    from practicum.evidence import Decision


def expert_run(drill: str | Path, *, minutes: int | None = None, intensity: str = USUAL) -> None:
    """Show what came in and what the reference run did about it, in one timeline.

    Only the beginning is shown: whoever has read the whole of it has nothing left to practise.

    Args:
        drill: Name of a drill, or the folder of a scenario.
        minutes: How many simulated minutes of the shift to show; by default a quarter of it.
        intensity: `easier`, `usual` or `harder`, where the drill is made for them.

    Raises:
        PracticumError: The drill cannot be read, or is not made for this intensity.
    """
    scenario = load_scenario(drill, language())
    minutes = scenario.structure.length // 4 if minutes is None else minutes
    rows = timeline(scenario, minutes, intensity)
    caption = _("{title}: the first {minutes} minutes of an expert's shift").format(
        title=scenario.words.title, minutes=minutes
    )
    show_table(pd.DataFrame(rows), caption=caption)


def timeline(scenario: Scenario, minutes: int, intensity: str = USUAL) -> list[dict[str, str]]:
    """Return the shift up to a minute: every message from outside, every act of the reference and why."""
    # Where what is right is drawn, the example has a seed of its own: it must not answer the first run.
    seed = seed_at(scenario, scenario.structure.seeds.practice[-1], intensity)
    decisions = tuple(one for one in play(scenario, seed, "reference") if one.minute < minutes)
    shown = view(replay(scenario, seed, decisions), "practice")
    why = reasons(scenario, seed)
    came_in = [
        (message["minute"], 0, message["time"], _came_in(thread, message), "")
        for thread in shown["threads"]
        for message in thread["messages"]
        if thread["kind"] != "stream"
        and message["side"] in {"public", "private"}
        and message["minute"] < minutes
    ]
    came_in += [
        (bin_["minute"], 0, scenario.time(bin_["minute"]), _crowd(issue, bin_["count"]), "")
        for issue in shown["issues"]
        for bin_ in issue["series"]
        if bin_["count"] and bin_["minute"] < minutes
    ]
    came_in += [
        (row["minute"], 0, row["time"], _inside(row), "")
        for row in shown["channel"]
        if row["author"] != _("You") and row["minute"] < minutes
    ]
    chosen = _chosen(shown, decisions)
    done = [
        (
            entry["minute"],
            1,
            entry["time"],
            "",
            " ".join(filter(None, (entry["sentence"], chosen.get(entry["n"]), why.get(entry["n"])))),
        )
        for entry in shown["log"]
    ]
    return [
        {_("Time"): time, _("What came in"): message, _("What the expert did, and why"): act}
        for _minute, _order, time, message, act in sorted(came_in + done)
    ]


def _chosen(shown: dict[str, Any], decisions: tuple[Decision, ...]) -> dict[int, str]:
    """Return the words of each answer that was chosen from a thread's options, by number of the decision."""
    words = {
        (thread["id"], option["value"]): option["label"]
        for thread in shown["threads"]
        for option in thread.get("options") or ()
    }
    given = {
        one.n: words.get((str(one.args.get("thread")), str(one.args.get("option")))) for one in decisions
    }
    return {n: _("“{words}”").format(words=text) for n, text in given.items() if text}


def _crowd(issue: dict[str, Any], count: int) -> str:
    """Say how much the crowd said in half an hour: a sample of its posts would drown everything else."""
    said = ngettext("{n} post about {issue}, {platform}", "{n} posts about {issue}, {platform}", count)
    return said.format(n=count, issue=issue["name"], platform=issue["platform"])


def _inside(row: dict[str, Any]) -> str:
    return _("{name}, internal channel: {text}").format(name=row["author"], text=row["text"])


def _came_in(thread: dict[str, Any], message: dict[str, Any]) -> str:
    words = message["text"] or _("no words")
    picture = " " + _("(picture: {image})").format(image=message["image"]) if message["image"] else ""
    return f"{message['author']}, {thread['platform']}: {words}{picture}"
