"""From how many candidates on something may be said, and what counts as good: all of it stands here.

Below a limit the statistic is still shown with its interval where it has one; what is withheld is the
judgement. Where no published rule exists the limit is ours, from simulation: with 30 candidates the share
who solve a question is known to about 8 points either way and its discrimination to about .16, with 60 to
.06 and .10.
"""

from __future__ import annotations

from practicum.grading.report.statistics import FEW
from practicum.i18n import _, ngettext

FLAGS = FEW
"""Candidates from which on a question may be flagged."""

REMOVAL = 60
"""Candidates from which on statistics alone may take a question out of the marks."""

RASCH = 100
"""Candidates for the Rasch model: difficulties are then known to about half a logit (Linacre 1994)."""

TWO_PARAMETERS = 500
"""Candidates for the two-parameter model (a common rule: slopes need more data than difficulties)."""

DIF_GROUP = 100
"""Candidates in each group for a test of significance and an ETS class."""

BORDERLINE = 50
"""Candidates at a station for borderline regression."""

JUDGES = 10
"""Judges for a cut by Angoff's method that can be relied on."""

EASY, HARD = 0.95, 0.30
"""Facility above and below which a question is read again."""

SEPARATES, WEAK = 0.20, 0.10
"""Corrected discrimination that is wanted, and below which a question is read again."""

IDLE = 0.05
"""Share of candidates below which a wrong option does no work."""

ALPHA, ALPHA_WANTED = 0.80, 0.90
"""Reliability: the least for a certificate, and what is wanted where much hangs on it."""

CONSISTENT = 0.85
"""Decision consistency that is wanted."""

FIT = (0.7, 1.3)
"""Mean squares of infit and outfit that are fit for measuring (Wright and Linacre 1994)."""

ICC, KAPPA, GENERAL = 0.75, 0.60, 0.70
"""Agreement of markers, weighted kappa, and generalisability of a practical part: the least."""

EXPOSURE = 0.20
"""Share of candidates that may see one question."""

DRIFT = 0.5
"""Logits by which a question must have become easier, beyond chance, to be watched."""


def too_few(count: int, needed: int) -> str:
    """Return the sentence for a judgement that is withheld."""
    return ngettext(
        "Too few: {n} candidate, and {needed} are needed to judge.",
        "Too few: {n} candidates, and {needed} are needed to judge.",
        count,
    ).format(n=count, needed=needed)


def removal(count: int) -> str:
    """Return who may take a flagged question out of the marks, by how many candidates there are."""
    if count >= REMOVAL:
        return _("With this many candidates, the panel may take it out on the statistics.")
    return _("Below {needed} candidates, only two experts together may take it out.").format(needed=REMOVAL)
