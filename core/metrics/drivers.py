"""Why a sum changed: how much of it each factor brought.

The sum is n × rate × mean. A factor's part is the mean of what switching it from before to after brings over the
6 orders in which the three can be switched (Shapley 1953), so the parts add up to the change exactly.
"""

from itertools import permutations
from typing import NamedTuple

FACTORS = ("n", "rate", "mean")
_ORDERS = tuple(permutations(range(3)))


class Drivers(NamedTuple):
    """What each factor brought, in the unit of the sum."""

    n: float
    rate: float
    mean: float

    @property
    def change(self) -> float:
        return self.n + self.rate + self.mean


Factors = tuple[float, float | None, float | None]
"""n, rate, mean; a rate of no case and a mean of no success are None."""


def drivers(before: Factors, after: Factors) -> Drivers:
    """The parts of n × rate × mean after minus before.

    A factor that one side does not have is taken as unchanged, so that what is new came by its number.
    """
    begin = [_known(one, other) for one, other in zip(before, after, strict=True)]
    end = [_known(one, other) for one, other in zip(after, before, strict=True)]
    parts = [0.0, 0.0, 0.0]
    for order in _ORDERS:
        now = list(begin)
        worth = now[0] * now[1] * now[2]
        for factor in order:
            now[factor] = end[factor]
            then = now[0] * now[1] * now[2]
            parts[factor] += (then - worth) / len(_ORDERS)
            worth = then
    return Drivers(*parts)


def _known(value: float | None, other: float | None) -> float:
    return value if value is not None else other if other is not None else 0.0
