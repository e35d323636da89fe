"""The months that a forecast looks at, and the two forecasts that need nothing but them.

Everything is seen on the same day of each month: on the report date 17.03 the month of February is cut at 17.02,
and what came after the cut is what a forecast made that day had to find. On a month's last day each month is cut
at its end. Months are numbered from 1970-01; arrays have one entry a month, the month of the report date last.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from core.metrics.days import Days, number
from core.metrics.rates import Floats
from core.metrics.stages import Ints

MEMORY = 12
"""Months of the past that choose a method, make an interval, and say how fast deals are won."""
SHOWN = 12
"""Months that the check against the past shows."""
WHOLE_YEARS = 24
"""Months of history from which the same month of the year before is the naive forecast."""
QUARTER = 3


@dataclass(frozen=True)
class Months:
    """``total``: money of each month up to the report date; ``rest``: what of it came after the month's cut."""

    first: int
    """The number of the month at index 0."""
    history: int
    """The index of the first month with money; negative if it lies before ``first``."""
    ended: bool
    """The report date is the last day of its month."""
    cut: Days
    """The last day known in each month."""
    total: Floats
    rest: Floats

    @property
    def last(self) -> int:
        return len(self.total) - 1

    def complete(self, i: int) -> int:
        """The index of the last month complete at the cut of month ``i``."""
        return i - 1 + self.ended

    def length(self, i: int) -> int:
        """How many complete months of history there are at the cut of month ``i``."""
        return max(0, self.complete(i) - self.history + 1)

    def series(self, ahead: int) -> Floats:
        """What a forecast ``ahead`` months from its own has to find in each month."""
        return self.total if ahead else self.rest

    def actual(self, i: int, ahead: int) -> float | None:
        """What came in month ``i + ahead`` (after the cut, if it is month ``i`` itself); None if it is not over."""
        at = i + ahead
        return float(self.series(ahead)[at]) if self.history <= at <= self.complete(self.last) else None

    def known(self, i: int, ahead: int) -> float:
        """What had come by the cut of month ``i`` in the month that is forecast."""
        return 0.0 if ahead else float(self.total[i] - self.rest[i])

    def month(self, i: int) -> date:
        """The first day of month ``i``."""
        found: date = np.datetime64(self.first + i, "M").astype("datetime64[D]").astype(object)
        return found


def months_of(day: Days, amount: Floats, asof: date, periods: int) -> Months | None:
    """The months of money that came on ``day`` (none after ``asof``); None if none came."""
    if not len(day):
        return None
    month = month_numbers(day)
    last = int(month_numbers(np.array([number(asof)]))[0])
    # shown origins, their memory, the hazards' memory, and what lies between an origin and its month, three times
    size = SHOWN + 2 * MEMORY + 3 * periods + 1
    first = last - size + 1
    ended = (asof + timedelta(days=1)).day == 1
    start = np.arange(first, last + 2).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    end = start[1:] - 1
    cut = end if ended else np.minimum(start[:-1] + asof.day - 1, end)
    at = month - first
    inside = np.flatnonzero(at >= 0)
    at, day, amount = at[inside], day[inside], amount[inside]
    after = day > cut[at]
    total = np.bincount(at, amount, size).astype(np.float64)
    rest = np.bincount(at[after], amount[after], size).astype(np.float64)
    return Months(first, int(month.min()) - first, ended, cut, total, rest)


def month_numbers(day: Days) -> Ints:
    """The month of each day number, from 1970-01."""
    return day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def lag(length: int) -> int:
    """How many months ago the naive forecast looks, after ``length`` complete months."""
    if length >= WHOLE_YEARS:
        return 12
    return QUARTER if length >= QUARTER else 1


def naive(months: Months, i: int, ahead: int) -> float:
    """The same month a year ago, else of the quarter before, else the last complete one; NaN without any."""
    length, step = months.length(i), lag(months.length(i))
    beyond = i + ahead - months.complete(i)
    at = i + ahead - step * max(1, -(-beyond // step))
    return float(months.series(ahead)[at]) if length and at >= 0 else np.nan


def mean_of_three(months: Months, i: int, ahead: int) -> float:
    """The mean of the last three complete months; NaN without as many."""
    end = months.complete(i) + 1
    if months.length(i) < QUARTER or end < QUARTER:
        return np.nan
    return float(months.series(ahead)[end - QUARTER : end].sum() / QUARTER)
