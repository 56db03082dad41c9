"""Keyed random draws: a table's numbers depend on its seed and the name of the stream, on nothing else.

Only uniform doubles are taken from NumPy; every other distribution is derived here. NumPy promises the
bits of PCG64 for ever, but not the algorithms of its distributions: so a seed gives the same table with
any NumPy release.
"""

from __future__ import annotations

from functools import lru_cache
from statistics import NormalDist
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Marks = NDArray[np.bool_]
Words = NDArray[np.object_]


class Draws:
    """One stream of draws."""

    def __init__(self, seed: int, stream: str) -> None:
        key = np.random.SeedSequence(entropy=seed, spawn_key=(crc32(stream.encode()),))
        self._bits = np.random.Generator(np.random.PCG64(key))

    def uniform(self, size: int) -> Floats:
        """Return `size` numbers in [0, 1)."""
        return self._bits.random(size)

    def order(self, size: int) -> Ints:
        """Return a permutation of 0 .. size - 1."""
        return np.argsort(self.uniform(size), kind="stable")

    def normal(self, size: int) -> Floats:
        """Return standard normal scores, one from each of `size` equally likely slices, shuffled.

        Slicing keeps medians and spreads of small groups close to what was asked for, so that a planted
        trap stays as large as it was made whatever the seed.
        """
        scores = np.asarray(_scores(size))
        step = 0.5 * (self.uniform(size) - 0.5) / max(size, 1)
        return scores[self.order(size)] * (1 + step)

    def chosen(self, weights: Floats, count: int) -> Marks:
        """Mark `count` entries, drawn without replacement by weight; an entry of weight 0 is never drawn."""
        with np.errstate(divide="ignore"):
            keys = np.where(weights > 0, -np.log1p(-self.uniform(len(weights))) / weights, np.inf)
        marked = np.zeros(len(weights), dtype=bool)
        marked[np.argsort(keys, kind="stable")[:count]] = True
        return marked & (weights > 0)

    def evenly(self, groups: Floats, allowed: Marks, count: int) -> Marks:
        """Mark `count` of the allowed entries, each group in proportion to its size."""
        places = np.flatnonzero(allowed)
        places = places[np.lexsort((self.uniform(len(places)), groups[places]))]
        count = min(count, len(places))
        marked = np.zeros(len(groups), dtype=bool)
        steps = (np.arange(count) + self.uniform(1)) * len(places) / max(count, 1)
        marked[places[np.floor(steps).astype(np.int64)]] = True
        return marked

    def categories(self, weights: tuple[float, ...], size: int) -> Ints:
        """Return `size` category numbers in fixed proportions, shuffled."""
        edges = np.cumsum(weights) / sum(weights)
        places = (np.arange(size) + self.uniform(size)) / max(size, 1)
        found = np.searchsorted(edges, places, side="right").clip(max=len(weights) - 1)
        return found[self.order(size)].astype(np.int64)

    def whole(self, expected: Floats) -> Ints:
        """Round `expected` up or down at random, so that the mean is kept."""
        return np.floor(expected + self.uniform(len(expected))).astype(np.int64)


@lru_cache(maxsize=256)
def _scores(size: int) -> tuple[float, ...]:
    inverse = NormalDist().inv_cdf
    return tuple(inverse((place + 0.5) / size) for place in range(size))
