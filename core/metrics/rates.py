"""Rates: a count of effects over a count of causes, and how far chance alone may move it."""

from itertools import pairwise
from math import sqrt
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def rate(effect: float, cause: float) -> float | None:
    """effect / cause; None where there is no cause (REPORTS §0, law 3)."""
    return effect / cause if cause else None


def wilson(effect: float, cause: float, confidence: float = 0.95) -> tuple[float, float] | tuple[None, None]:
    """The score interval of a rate (Wilson 1927, JASA 22:209): both bounds, (None, None) without causes.

    An effect above its cause (a flow funnel may pass 100 %) has no such interval either.
    """
    if cause <= 0 or not 0 <= effect <= cause:
        return None, None
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    p = effect / cause
    middle = p + z * z / (2 * cause)
    half = z * sqrt(p * (1 - p) / cause + z * z / (4 * cause * cause))
    scale = 1 + z * z / cause
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def step_rates(counts: Floats) -> list[float | None]:
    """Each stage over the one before it; the first has none."""
    return [None, *(rate(float(n), float(before)) for before, n in pairwise(counts))]


def total_rates(counts: Floats) -> list[float | None]:
    """Each stage over the first one."""
    return [rate(float(n), float(counts[0])) for n in counts]


def losses(counts: Floats) -> list[float | None]:
    """How many each stage loses before the next; the last loses none that we know of."""
    return [*(float(n - after) for n, after in pairwise(counts)), None]
