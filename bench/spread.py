"""Compare our spread engine with the same model in SimPy and in Mesa: `python bench/spread.py`.

All three play one issue for 72 hours: the same kernel, marks, hours, ageing, audience and first posts, and
the same thinning. Ours draws by keyed hash in whole numbers, keeps every post, and can say what an act would
have changed; the others draw from the standard library's generator, keep a count, and can say nothing of the
kind. They are installed in an environment of their own, made for this run and thrown away. Processor time
counts, the best of three runs; the first, which fills tables, is not one of them.
"""

from __future__ import annotations

import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
import venv
from bisect import bisect_right
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 3
LENGTH = 72 * 60
AUDIENCE = 8_000_000
INFECTIOUSNESS = 130  # per 100,000
AGEING = 5_760
SEEDS = [(hour * 60, 420_000) for hour in range(40)]
START = 9 * 60
THETA = 0.2315
MOST = 1.5
HOURS = [
    367, 315, 308, 276, 282, 282, 334, 334, 419, 393, 471, 490,
    471, 497, 503, 549, 536, 490, 432, 490, 438, 464, 471, 393,
]  # fmt: skip


def ours(seed: int) -> int:
    """Play our engine; return how many posts came."""
    from practicum.drill.community import values  # noqa: PLC0415  only where it is measured
    from practicum.drill.community.model import laws_of  # noqa: PLC0415
    from practicum.drill.community.spread import Matter, P, Spread  # noqa: PLC0415

    matter = Matter("bench", INFECTIOUSNESS * P // 100_000, AUDIENCE, AGEING)
    spread = Spread(f"bench-{seed}", matter, laws_of(values(), START, LENGTH))
    for minute, reach in SEEDS:
        spread.root(f"seed-{minute}", minute, reach)
    spread.advance(LENGTH)
    return len(spread.posts)


class Laws:
    """The laws that SimPy and Mesa share: floating point, and the standard library's generator."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311  a simulation, no secret
        self.reached = 0.0
        self.posts = 0
        mean = sum(HOURS) / 24
        self.hours = [hour / mean for hour in HOURS]
        plateau = THETA / (1 + THETA)
        self.cells = [plateau * weight for weight in (0.144, 0.389, 0.612, 0.814, 1.0)]

    def delay(self) -> float:
        """Return minutes until a reaction."""
        draw = self.random.random()
        if draw < self.cells[-1]:
            return bisect_right(self.cells, draw) + self.random.random()
        return 5 * ((1 - draw) * (1 + THETA)) ** (-1 / THETA)

    def interest(self, minute: float) -> float:
        """Return p at a minute but for acts and audience."""
        hour = self.hours[int((START + minute) // 60 % 24)]
        return INFECTIOUSNESS / 100_000 * hour * math.exp(-minute / AGEING)

    def accepts(self, minute: float, level: float) -> bool:
        """Decide whether a possible reaction happens."""
        return level < self.interest(minute) * (1 - self.reached / AUDIENCE)

    def reactions(self, minute: float, reach: float, pull: float) -> list[tuple[float, float]]:
        """Show a post; return the minutes and levels of those who may react."""
        self.reached += min(reach, AUDIENCE) * (1 - self.reached / AUDIENCE)
        bound = MOST * INFECTIOUSNESS / 100_000 * max(self.hours) * math.exp(-minute / AGEING)
        bound *= 1 - self.reached / AUDIENCE
        found = []
        level = self.random.expovariate(reach * pull)
        while level < bound:
            then = minute + self.delay()
            if then <= LENGTH:
                found.append((then, level))
            level += self.random.expovariate(reach * pull)
        return found

    def reach(self) -> float:
        """Return how many people see a reshare."""
        return self.random.lognormvariate(5.21, 1.6)

    def pull(self) -> float:
        """Return how well a first post draws."""
        return self.random.lognormvariate(-0.125, 0.5)


def in_simpy(seed: int) -> int:
    """Play the model as SimPy processes; return how many posts came."""
    import simpy  # noqa: PLC0415  in the throw-away environment only

    laws, environment = Laws(seed), simpy.Environment()

    def reaction(then: float, level: float, pull: float):  # noqa: ANN202
        yield environment.timeout(then - environment.now)
        if laws.accepts(environment.now, level):
            laws.posts += 1
            show(laws.reach(), pull)

    def show(reach: float, pull: float) -> None:
        for then, level in laws.reactions(environment.now, reach, pull):
            environment.process(reaction(then, level, pull))

    def first(minute: int, reach: int):  # noqa: ANN202
        yield environment.timeout(minute)
        show(reach, laws.pull())

    for minute, reach in SEEDS:
        environment.process(first(minute, reach))
    environment.run(until=LENGTH)
    return laws.posts


def in_mesa(seed: int) -> int:
    """Play the model with Mesa's event simulator, each post an agent; return how many posts came."""
    import mesa  # noqa: PLC0415  in the throw-away environment only
    from mesa.experimental.devs import DEVSimulator  # noqa: PLC0415

    class Post(mesa.Agent):
        """A post that people may react to."""

        def __init__(self, model: mesa.Model, reach: float, pull: float) -> None:
            super().__init__(model)
            now = simulator.time
            for then, level in laws.reactions(now, reach, pull):
                simulator.schedule_event_absolute(react, then, function_args=[level, pull])

    def react(level: float, pull: float) -> None:
        if laws.accepts(simulator.time, level):
            laws.posts += 1
            kept.append(Post(model, laws.reach(), pull))

    def first(reach: int) -> None:
        kept.append(Post(model, reach, laws.pull()))

    laws, simulator, model = Laws(seed), DEVSimulator(), mesa.Model(seed=seed)
    kept: list[Post] = []  # the simulator keeps weak references only: to agents and to what it calls
    shows = [(minute, lambda reach=reach: first(reach)) for minute, reach in SEEDS]
    simulator.setup(model)
    for minute, show in shows:
        simulator.schedule_event_absolute(show, float(minute))
    simulator.run_until(LENGTH)
    return laws.posts


ENGINES: dict[str, Callable[[int], int]] = {"ours": ours, "simpy": in_simpy, "mesa": in_mesa}


def measure(name: str) -> tuple[float, float]:
    """Return posts and processor seconds: the best of some runs, after one that does not count."""
    play = ENGINES[name]
    play(0)
    best = (0.0, math.inf)
    for seed in range(1, RUNS + 1):
        started = time.process_time()
        posts = play(seed)
        seconds = time.process_time() - started
        if posts / seconds > best[0] / best[1]:
            best = (posts, seconds)
    return best


def main() -> None:
    """Measure all three, each in a process of its own, and print the table."""
    if len(sys.argv) > 1:
        sys.stdout.write(json.dumps(measure(sys.argv[1])))
        return
    results = {"ours": _ask(sys.executable, "ours")}
    with tempfile.TemporaryDirectory(prefix="practicum-bench-") as folder:
        venv.create(folder, with_pip=True)
        python = str(Path(folder, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python"))))
        install = [python, "-m", "pip", "install", "--quiet", "simpy", "mesa>=3.3,<3.4"]
        subprocess.run(install, check=True, stderr=subprocess.DEVNULL)
        for name in ("simpy", "mesa"):
            results[name] = _ask(python, name)
    ours_per_second = results["ours"][0] / results["ours"][1]
    sys.stdout.write(
        "| engine | posts | seconds | posts a second | microseconds a post | we are faster by |\n"
    )
    sys.stdout.write("|---|---|---|---|---|---|\n")
    for name, (posts, seconds) in results.items():
        rate = posts / seconds
        figures = (
            f"{posts:,.0f}",
            f"{seconds:.3f}",
            f"{rate:,.0f}",
            f"{1e6 / rate:.1f}",
            f"{ours_per_second / rate:.1f}",
        )
        sys.stdout.write(f"| {name} | {' | '.join(figures)} |\n")


def _ask(python: str, name: str) -> tuple[float, float]:
    done = subprocess.run([python, __file__, name], check=True, capture_output=True, text=True)
    posts, seconds = json.loads(done.stdout)
    return posts, seconds


if __name__ == "__main__":
    main()
