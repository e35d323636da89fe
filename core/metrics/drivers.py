"""Why a sum changed: how much of it each factor brought.

The sum is n × rate × mean. A factor's part is the mean of what switching it from before to after brings over the
6 orders in which the three can be switched (Shapley 1953), so the parts add up to the change exactly.
"""

from itertools import permutations
from typing import NamedTuple

FACTORS = ("n", "rate", "mean")


class Drivers(NamedTuple):
    """What each factor brought, in the unit of the sum."""

    n: float
    rate: float
    mean: float

    @property
    def change(self) -> float:
        return self.n + self.rate + self.mean


def drivers(before: tuple[float, float, float], after: tuple[float, float, float]) -> Drivers:
    """The parts of n × rate × mean after minus before, each of the two as (n, rate, mean)."""
    parts = [0.0, 0.0, 0.0]
    orders = tuple(permutations(range(3)))
    for order in orders:
        now = list(before)
        worth = now[0] * now[1] * now[2]
        for factor in order:
            now[factor] = after[factor]
            then = now[0] * now[1] * now[2]
            parts[factor] += (then - worth) / len(orders)
            worth = then
    return Drivers(*parts)
