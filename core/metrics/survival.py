"""How long something lasts when part of it is not over yet: the Kaplan–Meier median.

Source: Kaplan and Meier 1958, JASA 53:457; the curve is that of statsmodels ``SurvfuncRight``.
"""

from dataclasses import dataclass

import numpy as np

from core.metrics.stages import Bools, Floats

TOLERANCE = 1e-9
"""The curve is a product of floats: a survival of exactly one half may come out a hair above it."""


@dataclass(frozen=True)
class Lasting:
    """``median`` is the first time at which at most half are still going on; None where that is not reached.

    Then all that is known is that it is more than ``longest``, the longest time anything was watched (None:
    nothing was).
    """

    median: float | None
    longest: float | None


def lasting(time: Floats, over: Bools) -> Lasting:
    """The median of ``time``, each entry either ``over`` or only watched for that long (right-censored).

    Times are at least 0 and known; an event and a censoring at the same time: the event comes first.
    """
    if not len(time):
        return Lasting(None, None)
    longest = float(time.max())
    if not over.any():
        return Lasting(None, longest)
    from statsmodels.duration.survfunc import SurvfuncRight  # takes seconds to import

    curve = SurvfuncRight(time, over.astype(np.int64))
    reached = np.flatnonzero(curve.surv_prob <= 0.5 + TOLERANCE)
    return Lasting(float(curve.surv_times[reached[0]]) if len(reached) else None, longest)
