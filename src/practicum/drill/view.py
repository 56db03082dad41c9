"""The desk as data: one JSON object that a screen, a script or a screen reader can be drawn from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from practicum.drill import alerts
from practicum.drill.catalogue import catalogue
from practicum.drill.check_act import fields_shown
from practicum.drill.view_hint import coaching
from practicum.drill.view_house import house_json
from practicum.drill.view_thread import excerpt, talks
from practicum.i18n import _

if TYPE_CHECKING:
    from practicum.drill.state import Alert, State

__all__ = ["excerpt", "view"]

_STEP = 30


def view(state: State, mode: str) -> dict[str, Any]:
    """Return what the desk shows at this minute, as JSON values only."""
    scenario = state.scenario
    return {
        "drill": _drill(state, mode),
        "clock": {
            "minute": state.minute,
            "time": scenario.time(state.minute),
            "day": scenario.words.day,
            "over": state.over,
            "started": bool(state.acts),
        },
        "volume": _volume(state),
        "alerts": [_alert(state, alert) for alert in state.alerts],
        "threads": talks(state),
        **house_json(state),
        "actions": [
            replace(spec, fields=fields_shown(state, spec)).to_json() for spec in catalogue(scenario).values()
        ],
        "log": [
            {
                "n": act.n,
                "minute": act.start,
                "time": scenario.time(act.start),
                "thread": act.thread or None,
                "sentence": act.sentence,
            }
            for act in state.acts
            if act.action not in {"wait", "next", "open"}
        ],
        "status": state.status or _("The shift begins at {time}.").format(time=scenario.time(0)),
        "coaching": coaching(state) if mode == "practice" else None,
    }


def _alert(state: State, alert: Alert) -> dict[str, Any]:
    muted = False
    if alert.issue:
        text = _("{issue}: {count} posts in the last hour; you set the alert from {usual} on.").format(
            issue=state.scenario.words.issues[alert.issue].name, count=alert.count, usual=alert.usual + 1
        )
        muted = alert.issue in state.streams and state.streams[alert.issue].muted
    else:
        text = _("{count} mentions in the last hour; usual at this time: at most {usual}.").format(
            count=alert.count, usual=alert.usual
        )
    return {
        "id": alert.id,
        "minute": alert.minute,
        "time": state.scenario.time(alert.minute),
        "text": text,
        "issue": alert.issue or None,
        "muted": muted,
    }


def _drill(state: State, mode: str) -> dict[str, Any]:
    scenario = state.scenario
    words = scenario.words
    return {
        "slug": scenario.slug,
        "title": words.title,
        "brand": scenario.structure.brand,
        "kind": words.kind,
        "brief": list(words.brief),
        "aim": words.aim,
        "dossier": [{"id": page.id, "title": page.title, "text": page.text} for page in words.dossier],
        "mode": mode,
        "seed": state.seed,
        "length": scenario.structure.length,
    }


def _volume(state: State) -> dict[str, Any]:
    low, high = alerts.usual(state)
    counts = [0] * (state.minute // _STEP + 1)
    for minute in state.mentions:
        counts[minute // _STEP] += 1
    return {
        "recent": alerts.recent(state),
        "usual_low": low,
        "usual_high": high,
        "window": alerts.WINDOW,
        "series": [{"minute": n * _STEP, "count": count} for n, count in enumerate(counts)],
    }
