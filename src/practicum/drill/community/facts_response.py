"""Facts 13 to 22: what acts do, on equal draws. Each compares means over the same keyed seeds."""

from __future__ import annotations

from itertools import pairwise
from statistics import fmean
from typing import TYPE_CHECKING, Any

from practicum.drill.community.facts import Fact, correlation, within
from practicum.drill.community.marks import lognormal
from practicum.drill.community.model import START, Community
from practicum.drill.community.plan import IssuePlan
from practicum.drill.community.tables import ONE
from practicum.drill.draws import draw, pick

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Act = tuple[int, str, dict[str, Any]]

_DAY = 24 * 60
_END = 3 * _DAY
_WEEK = 7 * _DAY
_PUBLIC = 200_000
_NINE = 9 * 60
_CROWD = {"customers": 60, "fans": 15, "activists": 12, "staff": 3, "press": 2, "trolls": 8}
_KINDS = ("service", "challenge", "accident", "preventable", "rumour")
_RESPONSIBLE = {"service": 45, "challenge": 35, "accident": 40, "preventable": 70, "rumour": 20}
_FAMILIES = ("inform", "deny", "diminish", "apologise", "bolster", "engage")
_DIP = 100  # hundredths of a point: what a daily survey of a few thousand people can tell from noise

ACCIDENT = IssuePlan("matter", "accident", 45, _PUBLIC, heat=1, segments=_CROWD)
PREVENTABLE = IssuePlan("matter", "preventable", 70, _PUBLIC, heat=1, segments=_CROWD)
RUMOUR = IssuePlan("matter", "rumour", 10, _PUBLIC, heat=1, false=True, segments=_CROWD)
HEATED = IssuePlan("matter", "accident", 45, _PUBLIC, infectiousness=90, heat=3, segments=_CROWD)
CALM = IssuePlan("matter", "service", 45, _PUBLIC, heat=0, segments=_CROWD)


def response_facts(coefficients: Mapping[str, int], seeds: int = 60, policies: int = 1_000) -> Iterator[Fact]:
    """Yield facts 13 to 22 as far as the model alone can answer for them.

    Args:
        coefficients: The table.
        seeds: Runs of each arm of a comparison.
        policies: Random runs behind the correlations.
    """
    arms = _Arms(coefficients, seeds)
    yield silence_fact(arms)
    yield correlation_fact(coefficients, policies)
    yield early_fact(arms)
    yield repeat_fact(arms)
    yield explain_fact(arms)
    yield compensate_fact(arms)
    yield flip_fact(arms)
    yield delete_fact(arms)
    yield thunder_fact(arms)
    yield vivid_fact(arms)
    yield dips_fact(coefficients, policies)
    yield correction_fact(arms)
    yield human_fact(arms)


def statement(minute: int, posture: str, *parts: str, **facts: Any) -> Act:
    """Return a public word of the house."""
    return minute, "statement", {"posture": posture, "parts": parts, **facts}


class _Arms:
    """Runs the same seeds under different acts and returns means."""

    def __init__(self, coefficients: Mapping[str, int], seeds: int) -> None:
        self._coefficients = coefficients
        self._seeds = seeds

    def runs(self, plan: IssuePlan, acts: Sequence[Act], until: int = _END) -> Iterator[Community]:
        """Yield one finished run per seed."""
        for n in range(self._seeds):
            run = Community(f"arm-{n}", [plan], self._coefficients, _NINE, horizon=until)
            for k, reach in enumerate((12_000, 6_000, 9_000)):
                run.seed(plan.id, 20 * k, reach, name=f"seed-{k}")
            for minute, kind, facts in acts:
                run.act(plan.id, minute, kind, **facts)
            run.advance(until)
            yield run

    def mean(self, what: Callable[[Community], float], plan: IssuePlan, *acts: Act) -> float:
        """Return the mean of something over all seeds."""
        return fmean(what(run) for run in self.runs(plan, acts))

    def index(self, plan: IssuePlan, *acts: Act) -> float:
        """Return the mean index at the end."""
        return self.mean(lambda run: run.index, plan, *acts)

    def volume(self, plan: IssuePlan, *acts: Act) -> float:
        """Return the mean number of posts."""
        return self.mean(lambda run: run.volume(plan.id, 0, _END), plan, *acts)

    def blame(self, plan: IssuePlan, *acts: Act) -> float:
        """Return the mean responsibility at the end."""
        return self.mean(lambda run: run.responsibility(plan.id), plan, *acts)


def silence_fact(arms: _Arms) -> Fact:
    """Return what a fitting word gains in a crisis, and in a small rumour that the house would amplify."""
    small = IssuePlan("matter", "rumour", 0, _PUBLIC, infectiousness=20, false=True, segments=_CROWD)
    word = (60, "correction", {"posture": "deny", "parts": ["known"], "reach": 60_000})
    crisis = statement(30, "inform", "known", "next-update")
    return within(
        "13 word over silence: index in an accident; index and posts on a small rumour",
        {
            "crisis": (arms.index(ACCIDENT, crisis) - arms.index(ACCIDENT), 50, START),
            "rumour index": (arms.index(small, word) - arms.index(small), -START, 5),
            "rumour posts": (arms.volume(small, word) - arms.volume(small), 0, 10**6),
        },
    )


def correlation_fact(coefficients: Mapping[str, int], policies: int) -> Fact:
    """Return how responsibility and match go with reputation over random issues and random words."""
    rows = [_random_run(coefficients, n) for n in range(policies)]
    blame, match, index = (list(column) for column in zip(*rows, strict=True))
    return within(
        "14 over random policies: correlation of responsibility, of match, with reputation",
        {"A": (correlation(blame, index), -0.64, -0.44), "match": (correlation(match, index), 0.13, 0.33)},
    )


def early_fact(arms: _Arms) -> Fact:
    """Return how the gain of one word falls with its minute."""
    at = {minute: arms.index(ACCIDENT, statement(minute, "inform", "known")) for minute in (10, 60, 110, 240)}
    return within(
        "15 same word earlier: gain of 10 over 60 min, of 60 over 110, of 110 over 240; first over second",
        {
            "10": (at[10] - at[60], 0, START),
            "60": (at[60] - at[110], 0, START),
            "110": (at[110] - at[240], 0, START),
            "ratio": ((at[10] - at[60]) / max(1, at[60] - at[110]), 1, 100),
        },
    )


def repeat_fact(arms: _Arms) -> Fact:
    """Return what saying the same again adds each time."""
    words = [statement(30 * n, "inform", "known", text="The same.") for n in range(1, 5)]
    volume = [arms.volume(ACCIDENT, *words[:n]) for n in range(5)]
    gains = [before - after for before, after in pairwise(volume)]
    return within(
        "16 same words again: posts saved by the first, second, third, fourth",
        {f"{n}": (gain, 0, gains[n - 2] if n > 1 else 10**6) for n, gain in enumerate(gains, start=1)},
    )


def explain_fact(arms: _Arms) -> Fact:
    """Return posts after an explanation, an apology, in a heated matter."""
    explained = arms.volume(HEATED, statement(30, "inform", "explanation"))
    sorry = arms.volume(HEATED, statement(30, "inform", "apology"))
    return within(
        "16b heated: posts after an explanation over after an apology", {"ratio": (explained / sorry, 0, 1)}
    )


def compensate_fact(arms: _Arms) -> Fact:
    """Return what compensation does in public and in private."""
    public, private = ((60, "compensation", {"public": where}) for where in (True, False))
    return within(
        "16c compensation: posts, public over none; responsibility, private less none",
        {
            "public": (arms.volume(ACCIDENT, public) / arms.volume(ACCIDENT), 1.01, 2),
            "private": (arms.blame(ACCIDENT, private) - arms.blame(ACCIDENT), -5_000, -100),
        },
    )


def flip_fact(arms: _Arms) -> Fact:
    """Return the index after deny and then apologise, apologise at once, and a denial that is true."""
    sorry = ("apology", "known")
    flipped = arms.index(PREVENTABLE, statement(30, "deny"), statement(180, "apologise", *sorry))
    owned = arms.index(PREVENTABLE, statement(30, "apologise", *sorry))
    denied = arms.index(RUMOUR, statement(30, "deny", "known"))
    return within(
        "17 index: apologise first, and deny what is false, over deny then apologise",
        {"first": (owned - flipped, 1, START), "true": (denied - flipped, 1, START)},
    )


def delete_fact(arms: _Arms) -> Fact:
    """Return what removing posts does."""
    deleted: Act = (60, "delete-lawful", {})
    removed: Act = (60, "remove-harmful", {})
    plain, blame = arms.volume(ACCIDENT), arms.blame(ACCIDENT)
    return within(
        "18 removal: posts over none, responsibility less none; lawful criticism, then personal data",
        {
            "posts": (arms.volume(ACCIDENT, deleted) / plain, 1.05, 3),
            "blame": (arms.blame(ACCIDENT, deleted) - blame, 200, 5_000),
            "data posts": (arms.volume(ACCIDENT, removed) / plain, 1, 1),
            "data blame": (arms.blame(ACCIDENT, removed) - blame, 0, 0),
        },
    )


def thunder_fact(arms: _Arms) -> Fact:
    """Return what it gains to say it before a third party does, plainly and in a message that sells."""

    def said(**facts: Any) -> float:
        return arms.index(
            PREVENTABLE, (60, "self-disclosure", {"posture": "inform", "parts": ["known"], **facts})
        )

    plain = said(first=True) - said(first=False)
    selling = said(first=True, promoting=True) - said(first=False, promoting=True)
    return within(
        "19 said first over said after: plainly; selling over plainly",
        {"plain": (plain, 50, START), "ratio": (selling / plain, 0, 0.9)},
    )


def vivid_fact(arms: _Arms) -> Fact:
    """Return how deep and how long a dip is with and without a video, at equal posts."""
    text = IssuePlan("matter", "accident", 45, _PUBLIC, segments=_CROWD)
    video = IssuePlan("matter", "accident", 45, _PUBLIC, vivid=True, segments=_CROWD)
    word = [statement(60, "inform", "known")]
    shallow, deep = ([_dip(run) for run in arms.runs(plan, word, _END)] for plan in (text, video))
    late, later = (
        fmean(START - run.index for run in arms.runs(plan, word, 2 * _WEEK)) for plan in (text, video)
    )
    depth = fmean(deep) / fmean(shallow)
    return within(
        "20 vivid over text: depth of the dip after three days; what is left after two weeks",
        {"depth": (depth, 1.1, 3), "left": (later / late, depth, 6)},
    )


def dips_fact(coefficients: Mapping[str, int], number: int) -> Fact:
    """Return how many firestorms lower reputation measurably, within three days and after two weeks."""
    short = long = 0
    for n in range(number // 2):
        run = _storm(coefficients, n)
        run.advance(_END)
        short += _dip(run) >= _DIP
        run.advance(2 * _WEEK)
        long += _dip(run) >= _DIP
    total = number // 2
    return within(
        "20b firestorms with a dip of a point or more: after three days, after two weeks",
        {"short": (short / total, 0.5, 0.65), "long": (long / total, 0.3, 0.5)},
    )


def correction_fact(arms: _Arms) -> Fact:
    """Return by how much a correction shortens what is left of a rumour."""
    minute = 180

    def rest(*acts: Act) -> float:
        return arms.mean(lambda run: run.volume("matter", minute, _END), RUMOUR, *acts)

    corrected = rest((minute, "correction", {"posture": "deny", "parts": ["known"]}))
    return within(
        "21 correction: what it takes from the rest of a rumour",
        {"share": (1 - corrected / rest(), 0.1, 0.5)},
    )


def human_fact(arms: _Arms) -> Fact:
    """Return what a human voice saves in a calm and in a heated matter."""

    def ratio(plan: IssuePlan) -> float:
        plain, human = (
            arms.volume(plan, statement(5, "inform", "known", human=voice)) for voice in (False, True)
        )
        return human / plain

    return within(
        "22 human voice: posts over without, calm, heated",
        {"calm": (ratio(CALM), 0.5, 0.995), "heated": (ratio(HEATED), 1, 1.5)},
    )


def _dip(run: Community) -> int:
    return START - run.index


def _random_run(coefficients: Mapping[str, int], n: int) -> tuple[float, float, float]:
    """Play random words on a random matter; return responsibility, match and reputation at the end."""
    run = _storm(coefficients, n)
    name = f"policy-{n}"
    minutes = sorted(
        draw(name, "when", "word", k, _DAY // 2) for k in range(1 + draw(name, "words", "all", 0, 3))
    )
    for k, minute in enumerate(minutes):
        run.act(
            "matter", minute, "statement", posture=pick(name, "posture", str(k), _FAMILIES), parts=["known"]
        )
    run.advance(_END)
    return run.responsibility("matter"), run.fit("matter"), run.index


def _storm(coefficients: Mapping[str, int], n: int) -> Community:
    """Return a random matter, seen by a random number of people, before any word."""
    name = f"storm-{n}"
    kind = pick(name, "kind", "matter", _KINDS)
    blame = max(0, min(100, _RESPONSIBLE[kind] - 25 + draw(name, "blame", "matter", 0, 51)))
    plan = IssuePlan(
        "matter",
        kind,
        blame,
        _PUBLIC,
        infectiousness=60 + draw(name, "infectious", "matter", 0, 81),
        heat=draw(name, "heat", "matter", 0, 4),
        vivid=draw(name, "vivid", "matter", 0, 10) in (7, 8, 9),
        false=kind == "rumour",
        segments=_CROWD,
    )
    run = Community(name, [plan], coefficients, 60 * draw(name, "hour", "matter", 0, 24), horizon=2 * _WEEK)
    reach = lognormal(850, 100)
    for k in range(1 + draw(name, "seeds", "matter", 0, 4)):
        run.seed(
            "matter",
            draw(name, "when", "seed", k, 300),
            reach.at(draw(name, "reach", "seed", k, ONE)),
            name=f"s{k}",
        )
    return run
