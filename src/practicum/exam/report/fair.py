"""Were candidates' own data equally hard? Shown on the draws that were given, not assumed."""

from __future__ import annotations

from collections import defaultdict
from statistics import fmean, stdev
from typing import TYPE_CHECKING

from practicum.exam.families import comparability
from practicum.exam.paper import Told
from practicum.i18n import _

if TYPE_CHECKING:
    from practicum.exam.report.facts import Facts

DRAWS = 8
"""Draws of each family that the standard players play again."""

WIDE = 0.10
"""A standard player whose shares lie further apart than this calls for a look at the family."""


def draws_part(facts: Facts, draws: int = DRAWS) -> Told:
    """Return what standard players earn on draws that candidates were given.

    Args:
        facts: The sitting.
        draws: How many draws of each family are played again; playing all takes a minute a family.
    """
    rows: list[tuple[str, ...]] = []
    wide: set[int] = set()
    given = _given(facts)
    for name, codes in given.items():
        # Codes are dealt by chance, so the first ones are as good a sample as any.
        sample = [facts.sitting.draw(code, facts.families[name]) for code in codes[:draws]]
        for one in comparability(facts.families[name], sample):
            if one.most - one.least > WIDE:
                wide.add(len(rows))
            shares = (f"{value:.2f}" for value in (one.least, one.middle, one.most))
            rows.append((name, one.player, str(len(sample)), *shares))
    lead = _(
        "Players who always go the same way were set on draws that candidates were given. Equal shares mean "
        "equally hard draws. Of {all} players, {n} earned shares that lie more than {wide} apart."
    ).format(all=len(rows), n=len(wide), wide=f"{WIDE:.2f}")
    heads = (_("Family"), _("Player"), _("Draws"), _("Hardest"), _("Median"), _("Easiest"))
    title = _("Were everybody's own data equally hard?")
    return Told("draws", title, lead, heads, rows, frozenset(wide), (2, 3, 4, 5), most=0)


def families_part(facts: Facts) -> Told:
    """Return what candidates earned on each family, the two of a block beside each other."""
    earned: dict[tuple[str, str], list[float]] = defaultdict(list)
    for code, final in facts.finals.items():
        for block, (points, out_of) in final.blocks.items():
            earned[block, facts.sitting.candidates[code].families[block]].append(points / out_of)
    rows = [
        (
            block,
            family,
            str(len(shares)),
            f"{fmean(shares):.2f}",
            f"{stdev(shares):.2f}" if len(shares) > 1 else "-",
        )
        for (block, family), shares in sorted(earned.items())
    ]
    lead = _(
        "Candidates were dealt to forms, and with them to families, by chance. A difference between the two "
        "families of a block is therefore chance or difficulty; it is shown, and no mark is changed for it."
    )
    heads = (_("Block"), _("Family"), _("Candidates"), _("Mean share"), _("Standard deviation"))
    return Told("families", _("Families of a block beside each other"), lead, heads, rows, numbers=(2, 3, 4))


def _given(facts: Facts) -> dict[str, list[str]]:
    """Return the codes of those who got each family, by family."""
    given: dict[str, list[str]] = defaultdict(list)
    for code, one in sorted(facts.sitting.candidates.items()):
        for name in one.families.values():
            given[name].append(code)
    return dict(sorted(given.items()))
