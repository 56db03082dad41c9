"""A community that reacts: how issues spread, who talks, who is blamed, and what an act of the house changes.

    from practicum.drill.community import Community, IssuePlan, values

    crowd = Community("practice-1", [IssuePlan("recall", "accident", responsibility=40)], values(), 9 * 60)
    crowd.seed("recall", 30, reach=20_000)
    crowd.act("recall", 60, "statement", posture="inform", parts=["known", "next-update"], text="...")
    crowd.advance(600)
    crowd.index, crowd.volume("recall", 0, 600)

Whole numbers decide everything, and every number stands in the coefficient table. `docs/model-card.md`
says what the model is, what it is not, and where each number comes from.
"""

from practicum.drill.coefficients import coefficient_table
from practicum.drill.community.model import START, TICK, Community
from practicum.drill.community.plan import KINDS, SEGMENTS, TONES, IssuePlan, Post

__all__ = ["KINDS", "SEGMENTS", "START", "TICK", "TONES", "Community", "IssuePlan", "Post", "values"]


def values() -> dict[str, int]:
    """Return the value of each coefficient of the community."""
    return {row.name: row.value for row in coefficient_table("community")}
