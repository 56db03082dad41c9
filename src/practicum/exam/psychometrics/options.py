"""What the options of a question do: who chooses them, and whether a wrong one draws the strong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from practicum.exam.psychometrics.items import correlated, wilson
from practicum.exam.psychometrics.limits import FLAGS, IDLE, too_few
from practicum.i18n import _

if TYPE_CHECKING:
    from practicum.exam.psychometrics.responses import Responses
    from practicum.grading.report.statistics import Estimate


@dataclass(frozen=True)
class Option:
    """One option of one question.

    Attributes:
        item: The question.
        option: Its letter.
        right: Whether it is the key.
        count: Candidates who answered the question.
        share: Share of them who chose it, with Wilson's interval.
        strength: Correlation of choosing it with the points on all other questions; None when nothing varies.
    """

    item: str
    option: str
    right: bool
    count: int
    share: Estimate
    strength: Estimate | None

    @property
    def flagged(self) -> bool:
        """Whether a person should read it again."""
        return self.count >= FLAGS and not self.right and (self._idle or self._draws)

    @property
    def _idle(self) -> bool:
        return self.share.value < IDLE

    @property
    def _draws(self) -> bool:
        """Draws the strong beyond chance: a correlation that a few candidates make is no finding."""
        return self.strength is not None and self.strength.low > 0

    @property
    def sentence(self) -> str:
        """What it means, in words."""
        if self.count < FLAGS:
            return too_few(self.count, FLAGS)
        if self.right:
            return _("The key.")
        if self._draws:
            return _("The strong choose this wrong option: is it right in some reading?")
        if self._idle:
            return _("Fewer than one in twenty chooses it: write a more tempting one.")
        return _("Does its work.")


def options(responses: Responses) -> list[Option]:
    """Return every option that someone chose, and every key, question by question; empty without options."""
    if responses.chosen is None:
        return []
    found = []
    for column, item in enumerate(responses.items):
        if item not in responses.keys:
            continue
        key, chosen = responses.keys[item], responses.chosen[:, column]
        answered = chosen != ""
        rest, count = responses.rest(column)[answered], int(answered.sum())
        for option in sorted({*chosen[answered].tolist(), key}):
            took = (chosen[answered] == option).astype(np.float64)
            share = wilson(float(took.mean()) if count else 0.0, count)
            found.append(Option(item, option, option == key, count, share, correlated(took, rest)))
    return found
