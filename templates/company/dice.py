"""Chance that always falls the same way: only ``Random.random``, whose stream Python promises to keep."""

from collections.abc import Sequence
from math import exp
from random import Random
from statistics import NormalDist
from typing import TypeVar

One = TypeVar("One")
_NORMAL = NormalDist()


class Dice:
    """A stream of its own for each topic, so that a change of one leaves the others as they were."""

    def __init__(self, topic: str) -> None:
        self._next = Random(f"planerka:{topic}").random  # noqa: S311 - a demo, no secret

    def chance(self, share: float) -> bool:
        return self._next() < share

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self._next() * (high - low + 1))

    def pick(self, options: Sequence[One], weights: Sequence[float] | None = None) -> One:
        if weights is None:
            return options[self.between(0, len(options) - 1)]
        rest = self._next() * sum(weights)
        for option, weight in zip(options, weights, strict=True):
            rest -= weight
            if rest < 0:
                return option
        return options[-1]

    def order(self, options: Sequence[One]) -> list[One]:
        """All of them in a random order."""
        return [option for _, _, option in sorted((self._next(), n, option) for n, option in enumerate(options))]

    def around(self, median: float, sigma: float) -> float:
        """Log-normal: as amounts and durations are."""
        return median * exp(sigma * _NORMAL.inv_cdf(min(max(self._next(), 1e-9), 1 - 1e-9)))

    def count(self, mean: float) -> int:
        """Poisson: how many of rare things happen in a day."""
        n, left = 0, exp(-mean)
        left_over = self._next()
        while left_over > left and n < 400:
            left_over *= self._next()
            n += 1
        return n
