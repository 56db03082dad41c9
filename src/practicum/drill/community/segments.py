"""Who posts and how it sounds: segments with a disposition, and the tones that follow from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.drill.community.plan import SEGMENTS, TONES
from practicum.drill.community.spread import CELLS
from practicum.drill.community.tables import shares

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_STEPS = 20  # of disposition and of responsibility


def mix(disposition: int, responsibility: int, *, heated: bool) -> tuple[int, ...]:
    """Return the shares of `TONES` for people of a disposition, in no particular unit.

    Loyal people support and ask; hostile ones criticise; the more the house is held responsible the more of
    everyone criticises, and moral-emotional words bring alarm. The shape is proposed.

    Args:
        disposition: From -100 to 100.
        responsibility: Of the house, per ten thousand.
        heated: Whether the matter holds two or more moral-emotional words.
    """
    loyal, blame = 100 + disposition, responsibility // 100
    return (
        loyal * (130 - blame) // 4,
        2_000,
        (200 - loyal) * (40 + blame) // 2 + 500,
        1_500 if not heated else 600,
        (2_000 if heated else 500) * (50 + blame) // 100,
    )


class Crowd:
    """Who posts on one issue.

    Args:
        sizes: Share of each segment.
        disposition: Disposition of each segment at the start.
        heated: Whether the matter holds two or more moral-emotional words.
    """

    def __init__(self, sizes: Mapping[str, int], disposition: Mapping[str, int], *, heated: bool) -> None:
        people = [sizes.get(name, 0) for name in SEGMENTS]
        self._people = shares(people if any(people) else [1], CELLS)
        self._heated = heated
        self.disposition = dict(disposition)
        self._mood: tuple[int, ...] = ()
        self._colours: Sequence[Sequence[int]] = ()

    def move(self, points: int, who: Sequence[str] = SEGMENTS) -> None:
        """Add to the disposition of some segments, within -100 and 100."""
        for name in who:
            self.disposition[name] = max(-100, min(100, self.disposition[name] + points))

    def colours(self, responsibility: int) -> Sequence[Sequence[int]]:
        """Return who posts and how it sounds, as things stand: by place of the person, by place of the tone.

        A colour is `len(TONES)` times the place of the segment, plus the place of the tone.
        """
        width = 200 // _STEPS
        mood = (responsibility * _STEPS // 10_000, *(self.disposition[name] // width for name in SEGMENTS))
        if mood != self._mood:
            self._mood = mood
            blame = mood[0] * 10_000 // _STEPS
            tones = [shares(mix(step * width, blame, heated=self._heated), CELLS) for step in mood[1:]]
            painted = [tuple(len(TONES) * who + tone for tone in mixed) for who, mixed in enumerate(tones)]
            self._colours = [painted[who] for who in self._people]
        return self._colours
