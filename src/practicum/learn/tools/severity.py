"""How bad is it, and whose fault will people say it is? A grid, and three clusters of responsibility.

The four levels are those of the desk. The grid is a proposal of this course, in the form that houses use: any
one row is enough, the highest counts, and the number of angry messages alone never makes a crisis. The three
clusters of attributed responsibility are those of situational crisis communication theory (Coombs).
"""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import pandas as pd

from practicum.i18n import _
from practicum.learn.tools.explorer import Explorer, Finding, checkbox, dropdown

LEVELS = ("noise", "watch", "issue", "crisis")
_HARM = {"none": 0, "money": 2, "dignity": 2, "health": 3, "life": 3}
_SPREAD = {"usual": 0, "above": 1, "far": 2}
_ASKS = {"nobody": 0, "customers": 1, "press": 2, "authority": 3}
_CLUSTERS = ("victim", "accidental", "preventable")
_CAUSES = {"outside": 0, "mishap": 1, "unknown": 1, "fault": 2}


def level_labels() -> dict[str, str]:
    """Return the four levels, with the number that the desk gives them."""
    return {
        "noise": _("noise (0)"),
        "watch": _("watch (1)"),
        "issue": _("issue (2)"),
        "crisis": _("crisis (3)"),
    }


def harm_labels() -> dict[str, str]:
    """Return what may be lost."""
    return {
        "none": _("nobody loses anything"),
        "money": _("money or time of customers"),
        "dignity": _("dignity, private data, equal treatment"),
        "health": _("health"),
        "life": _("life"),
    }


def spread_labels() -> dict[str, str]:
    """Return how much is said, against the same account's usual hour."""
    return {
        "usual": _("within what is usual"),
        "above": _("above it, twice in a row"),
        "far": _("far above it, and rising"),
    }


def asks_labels() -> dict[str, str]:
    """Return who wants an answer."""
    return {
        "nobody": _("nobody yet"),
        "customers": _("customers"),
        "press": _("press, or somebody whom many follow"),
        "authority": _("an authority, a lawyer, the police"),
    }


def cause_labels() -> dict[str, str]:
    """Return where it came from, as far as it is known."""
    return {
        "outside": _("from outside: an attack, a false claim, nature"),
        "mishap": _("from us, and nobody could have known"),
        "fault": _("from us, against a rule or a warning"),
        "unknown": _("not known yet"),
    }


def cluster_labels() -> dict[str, str]:
    """Return the three clusters of attributed responsibility."""
    return {
        "victim": _("victim: we are hit too"),
        "accidental": _("accidental: ours, not meant, hard to foresee"),
        "preventable": _("preventable: ours, and it could have been avoided"),
    }


class Severity(NamedTuple):
    """How bad it is.

    Attributes:
        level: One of `LEVELS`.
        because: Which rows of the grid gave it: `harm`, `spread`, `asks`.
    """

    level: str
    because: tuple[str, ...]


def severity(harm: str, spread: str, asks: str) -> Severity:
    """Return the highest level that any row of the grid gives.

    Much talk and customers' questions make a watch or an issue, never a crisis on their own.

    Args:
        harm: A key of `harm_labels()`.
        spread: A key of `spread_labels()`.
        asks: A key of `asks_labels()`.
    """
    rows = {"harm": _HARM[harm], "spread": _SPREAD[spread], "asks": _ASKS[asks]}
    if harm == "dignity" and (spread == "far" or asks in ("press", "authority")):
        rows["harm"] = 3
    highest = max(rows.values())
    return Severity(LEVELS[highest], tuple(name for name, level in rows.items() if level == highest))


def cluster(cause: str, *, warned: bool = False) -> str:
    """Return the cluster that people will attribute, as far as the cause is known.

    A house that was warned, or that this happened to before, is held one step more responsible. An unknown
    cause is treated as accidental until it is known: deny nothing, explain nothing yet.

    Args:
        cause: A key of `cause_labels()`.
        warned: Whether somebody had told the house, or it happened before.
    """
    return _CLUSTERS[min(_CAUSES[cause] + warned, len(_CLUSTERS) - 1)]


def clocks() -> dict[str, str]:
    """Return what each level asks for, as the drills of this course publish it."""
    return {
        "noise": _("Answer in the usual queue; nobody is called."),
        "watch": _("Log it within 10 minutes and look again every 10; usually nothing is published."),
        "issue": _("Tell the lead within 15 minutes; acknowledge in public within 60."),
        "crisis": _("Call the cell within 10 minutes; first words in public within 30, then at fixed times."),
    }


def responses() -> dict[str, str]:
    """Return what fits each cluster, after people were told what to do and that they were heard."""
    return {
        "victim": _("Inform. Deny only what is false and checked."),
        "accidental": _("Explain what is confirmed and what changes; no excuses."),
        "preventable": _("Take responsibility, repair, compensate in private; no explanation that excuses."),
    }


def severity_grid() -> Explorer:
    """Return controls for the grid and the clusters, with every cell of the grid beneath."""
    levels, clusters = level_labels(), cluster_labels()

    def find(harm: str, spread: str, asks: str, cause: str, warned: bool) -> Finding:  # noqa: FBT001 - the controls' values
        level, because = severity(harm, spread, asks)
        group = cluster(cause, warned=warned)
        rows = {
            "harm": (_("Harm"), harm_labels()[harm]),
            "spread": (_("How much is said"), spread_labels()[spread]),
            "asks": (_("Who asks"), asks_labels()[asks]),
        }
        sentence = _("{level}: {clock} People will read it as {cluster}. {response}").format(
            level=levels[level].capitalize(),
            clock=clocks()[level],
            cluster=clusters[group],
            response=responses()[group],
        )
        table = pd.DataFrame(
            [
                {
                    _("Row"): name,
                    _("Here"): value,
                    _("Decides the level"): _("yes") if key in because else _("no"),
                }
                for key, (name, value) in rows.items()
            ]
        )
        return Finding(sentence, table, _("Which row decided"))

    every = pd.DataFrame(
        {
            _("Harm"): harm_labels()[harm],
            _("How much is said"): spread_labels()[spread],
            **{asks_labels()[asks]: levels[severity(harm, spread, asks).level] for asks in _ASKS},
        }
        for harm, spread in product(_HARM, _SPREAD)
    )
    controls = {
        "harm": dropdown(_("What may be lost?"), harm_labels()),
        "spread": dropdown(_("How much is said?"), spread_labels()),
        "asks": dropdown(_("Who asks?"), asks_labels()),
        "cause": dropdown(_("Where does it come from?"), cause_labels()),
        "warned": checkbox(_("We were warned, or it happened before")),
    }
    return Explorer(_("How bad is it?"), controls, find, every)
