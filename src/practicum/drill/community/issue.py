"""One issue of a run: how it spreads, who posts, who is held responsible, and what that costs."""

from __future__ import annotations

from bisect import bisect_right
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from practicum.drill.community.effects import effects
from practicum.drill.community.plan import SEGMENTS, TONES, Post, cluster
from practicum.drill.community.reputation import Reputation
from practicum.drill.community.rumour import Rumour
from practicum.drill.community.segments import Crowd
from practicum.drill.community.spread import FULL, Laws, Matter, P, Spread

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practicum.drill.community.effects import Move
    from practicum.drill.community.plan import IssuePlan

_DEFENSIVE = frozenset({"deny", "attack"})
_HEATED = 2
_HOUR = 60
_RESPONSIBLE = 4_000
_INFORMING = frozenset({"part-known", "part-unknown", "part-action", "part-next-update"})
_FEELING = frozenset({"part-empathy", "part-apology"})


class Issue:
    """What is so about one issue.

    Args:
        seed: Seed of the run.
        plan: What it is.
        coefficients: The table.
        laws: What all issues share.
        public: How many people know the house at all.
    """

    def __init__(
        self, seed: str, plan: IssuePlan, coefficients: Mapping[str, int], laws: Laws, public: int
    ) -> None:
        self.plan = plan
        self.kind = plan.kind
        self._coefficients = coefficients
        heated = plan.heat >= _HEATED
        disposition = {name: coefficients[f"disposition-{name}"] for name in SEGMENTS}
        self.crowd = Crowd(plan.segments, disposition, heated=heated)
        self.reputation = Reputation(plan, coefficients, public)
        self.rumour = Rumour(coefficients) if plan.kind == "rumour" or plan.false else None
        self.spread = Spread(
            seed, Matter(plan.id, birth_rate(plan, coefficients), plan.audience, plan.ageing), laws
        )
        self.spread.colours = self.crowd.colours(self.reputation.responsibility)
        self._unnamed: dict[int, int] = {}
        self._said: dict[bytes, int] = {}
        self._denied = False
        self._counted = self._rooted = 0

    def tick(self, minute: int, minutes: int) -> None:
        """Let time pass to a minute and settle what the last minutes did to the house."""
        spread = self.spread
        spread.advance(minute)
        if spread.born is None:
            return
        posts, since = spread.posts, self._counted
        count = self._counted = len(posts)
        roots = spread.rooted[self._rooted :]
        self._rooted = len(spread.rooted)
        heard = [(row[1], row[3]) for row in posts[since:count]] + roots
        talked = self.volume(minute - _HOUR, minute) >= self._coefficients["silence-posts"]
        self.reputation.settle(heard, minutes, talked=talked)
        if self.rumour is not None:
            self.rumour.hear(sum(new for _, new in heard), count - since, minutes)
            spread.brake = self.rumour.brake
        spread.colours = self.crowd.colours(self.reputation.responsibility)

    def see(self, name: str, minute: int, reach: int, segment: str, tone: str) -> None:
        """Let people see something on the desk."""
        if not name:
            count = self._unnamed[minute] = self._unnamed.get(minute, 0) + 1
            name = f"{minute}/{count}"
        self.spread.root(name, minute, reach, SEGMENTS.index(segment) * len(TONES) + TONES.index(tone))

    def act(self, minute: int, kind: str, facts: Mapping[str, Any]) -> None:
        """Let an act of the house work from the next minute on."""
        row = effects().acts[kind]
        family = effects().postures.get(facts.get("posture", ""), "")
        repeats = self._repeats(str(facts.get("text", ""))) if row.words else 0
        strength = self._strength(minute, repeats)
        marks = self._marks(minute, family, facts, repeats)
        for move in row.effects:
            if move.holds(marks):
                self._move(move, strength)
        if row.words:
            self._speak(family, strength)
        if kind == "correction" and self.rumour is not None and family != "attack":
            self.rumour.correct(strength)
            self.spread.brake = self.rumour.brake
        self.spread.colours = self.crowd.colours(self.reputation.responsibility)

    def turn(self, kind: str, responsibility: int) -> None:
        """Let the matter become another kind of matter, with another responsibility, 0 to 100."""
        self.kind = kind
        self.reputation.turn(responsibility)

    def volume(self, since: int, until: int) -> int:
        """Return how many posts came after one minute and until another, that one included."""
        minutes = self.spread.minutes
        return bisect_right(minutes, until) - bisect_right(minutes, since)

    def posts(self, since: int = 0) -> list[Post]:
        """Return its posts in order, from the n-th on."""
        tones = len(TONES)
        return [
            Post(minute, SEGMENTS[colour // tones], TONES[colour % tones], reach, parent, depth, key.hex())
            for minute, colour, reach, _fresh, parent, depth, key in self.spread.posts[since:]
        ]

    def n_hat(self, minute: int, mean_reach: int) -> int:
        """Return the present branching ratio, in ten-thousandths. `mean_reach` is in thousandths."""
        return self.spread.rate(minute) * mean_reach * 10 // P

    def _marks(self, minute: int, family: str, facts: Mapping[str, Any], repeats: int) -> frozenset[str]:
        marks = {name for name, value in facts.items() if value is True}
        marks |= {f"part-{part}" for part in facts.get("parts", ())}
        if facts.get("posture") in effects().human:
            marks.add("human")
        marks |= {f"kind-{self.kind}", f"family-{family}"}
        states = {
            "hot": self.volume(minute - _HOUR, minute) >= self.plan.hot,
            "heated": self.plan.heat >= _HEATED,
            "untrue": self.plan.false,
            "vivid": self.plan.vivid,
            "responsible": self.reputation.responsibility >= _RESPONSIBLE,
            "repeated": repeats > 0,
            "sympathy-only": bool(marks & _FEELING) and not marks & _INFORMING,
        }
        return frozenset(marks | {name for name, holds in states.items() if holds})

    def _move(self, move: Move, strength: int) -> None:
        value = self._coefficients[move.by]
        worth = strength if move.fades else FULL
        if move.moves == "spread":
            self.spread.press(FULL + (value - 100) * worth // 100)
        elif move.moves == "responsibility":
            self.reputation.blame(value * worth // FULL)
        else:
            self.crowd.move(value * worth // FULL)

    def _speak(self, family: str, strength: int) -> None:
        group = cluster(self.kind, false=self.plan.false)
        fit = self._coefficients[f"fit-{family}-{group}"] if family else 0
        self.reputation.speak(fit, strength)
        if family in _DEFENSIVE and not self.plan.false:
            self._denied = True
        elif family == "rebuild" and self._denied:
            self._denied = False
            self.reputation.blame(self._coefficients["flip-blame"])

    def _strength(self, minute: int, repeats: int) -> int:
        """Return what is left of a word's worth: less the longer people have talked, less when repeated."""
        life = self._coefficients["early-life"]
        talked = 0 if self.spread.born is None else max(0, minute - self.spread.born)
        strength = FULL * life // (life + talked)
        for _ in range(min(repeats, 20)):
            strength = strength * self._coefficients["repeat-fade"] // 100
        return strength

    def _repeats(self, text: str) -> int:
        if not text:
            return 0
        key = blake2b(" ".join(text.casefold().split()).encode(), digest_size=16).digest()
        before = self._said.get(key, 0)
        self._said[key] = before + 1
        return before


def birth_rate(plan: IssuePlan, coefficients: Mapping[str, int]) -> int:
    """Return the infectiousness of an issue at its birth, out of `P`, with heat and falsity."""
    p = plan.infectiousness * P // 100_000
    for _ in range(min(plan.heat, 3)):
        p = p * coefficients["heat-word"] // 100
    return p * coefficients["falsity"] // 100 if plan.false else p
