"""The classic XYZ of products: how much their monthly sums vary (REPORTS §2, «XYZ»)."""

from dataclasses import dataclass

import numpy as np

from core.metrics.rates import Floats
from core.metrics.segments import EPSILON, Classes, X, Y, Z

CLASSIC_X, CLASSIC_Y = 0.10, 0.25
"""Up to which variation an item is X, and Y."""


@dataclass(frozen=True)
class Regularity:
    """One entry a row. ``cv`` is NaN (and the class Z) where the mean is not above 0."""

    classes: Classes
    mean: Floats
    sd: Floats
    cv: Floats


def classic_xyz(months: Floats, x: float = CLASSIC_X, y: float = CLASSIC_Y) -> Regularity:
    """``months`` are items × months of sums, months without sales 0: population deviation ÷ mean."""
    mean, sd = months.mean(1), months.std(1)
    cv = np.full(len(mean), np.nan)
    np.divide(sd, mean, out=cv, where=mean > EPSILON)
    classes = np.select([cv <= x + EPSILON, cv <= y + EPSILON], [X, Y], Z).astype(np.int8)
    return Regularity(classes, mean, sd, cv)
