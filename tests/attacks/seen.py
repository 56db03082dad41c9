"""What a grader made of an attack, judged from outside, and the word for it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

HARM, HELD, LOST, ENDED = "harm", "held", "no mark", "ends run"
"""Words of the table: the attack succeeded; it did not; the grader gave no mark, so that the attack was
perhaps never reached; and, worst, the grader stopped there, so that nobody behind it gets a mark."""

_ACTIVE = re.compile(
    r"<script|<iframe|onerror\s*=|<svg|application/javascript|steal\(\)\"?\s*[,}]", re.IGNORECASE
)
_MOST = 12_000_000  # bytes of a notebook that a browser still opens


@dataclass
class Seen:
    """What one grader made of one attack.

    Attributes:
        score: Points in the gradebook; None when there is no mark.
        notebook: The graded notebook as text; empty when there is none.
        ended: Whether the grader stopped there and left the hand-ins that come after without a mark.
        signs: Signs seen from outside: `heard`, `wrote`, `left`, `killed`, `changed`.
    """

    score: float | None = None
    notebook: str = ""
    ended: bool = False
    signs: set[str] = field(default_factory=set)

    def harmed(self, how: str) -> bool:
        """Say whether an attack that aims at this sign succeeded.

        Args:
            how: `scored`: points that were not earned. `lost`: no mark at all. `said`: code that ran found
                what it looked for. `swollen`: a notebook too large to open. `acts`: one whose parts act in
                the instructor's browser. Anything else: that sign.
        """
        if how == "scored":
            return bool(self.score)
        if how == "lost":
            return self.score is None
        if how == "said":
            return "HARM" in _printed(self.notebook)
        if how == "swollen":
            return len(self.notebook) > _MOST
        if how == "acts":
            return bool(_ACTIVE.search(_foreign(self.notebook)))
        return how in self.signs

    def verdict(self, how: str) -> str:
        """Return the word for the table; what was perhaps never reached is not said to have failed."""
        if self.ended:
            return ENDED
        if self.harmed(how):
            return HARM
        return HELD if self.notebook and self.score is not None else LOST


def _printed(notebook: str) -> str:
    """Return what the cells of a notebook put out, without their sources."""
    if not notebook:
        return ""
    return json.dumps([cell.get("outputs", []) for cell in json.loads(notebook)["cells"]])


def _foreign(notebook: str) -> str:
    """Return what an instructor's browser would obey: outputs and text cells that are not ours."""
    if not notebook:
        return ""
    parts = []
    for cell in json.loads(notebook)["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("locked"):
            continue
        if cell["cell_type"] == "markdown":
            parts.append("".join(cell["source"]))
        for output in cell.get("outputs", []):
            parts += [
                f"{media}: {''.join(value) if isinstance(value, list) else value}"
                for media, value in output.get("data", {}).items()
                if media != "text/plain"
            ]
    return json.dumps(parts)
