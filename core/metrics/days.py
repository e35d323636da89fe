"""Days as integers since 1970-01-01, so that a million dates compare in milliseconds."""

from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

Days = npt.NDArray[np.int64]

NEVER = 2**31
"""What a blank date becomes: later than any day there is."""

_EPOCH = date(1970, 1, 1)


def numbered(column: "pd.Series[pd.Timestamp]") -> Days:
    """A date column of a typed table; blank cells are :data:`NEVER`."""
    seconds = column.to_numpy().astype("datetime64[s]", copy=False).view(np.int64)
    return np.where(seconds == np.iinfo(np.int64).min, NEVER, seconds // 86_400)


def days_or_never(dates: npt.NDArray[np.datetime64]) -> Days:
    """``datetime64[D]`` as day numbers, NaT as NEVER."""
    return np.where(np.isnat(dates), NEVER, dates.astype("datetime64[D]").astype(np.int64))


def number(day: date) -> int:
    return (day - _EPOCH).days


def day(number: int) -> date:
    """The date back."""
    return _EPOCH + timedelta(days=int(number))


def day_or_none(number: int) -> date | None:
    """The date back; None for :data:`NEVER`."""
    return None if number >= NEVER else day(number)


def months_back(asof: date, n: int) -> list[tuple[date, date]]:
    """First and last day of ``n`` months, the earliest first; the last one ends at ``asof``."""
    spans = [(asof.replace(day=1), asof)]
    while len(spans) < n:
        last = spans[0][0] - timedelta(days=1)
        spans.insert(0, (last.replace(day=1), last))
    return spans


def same_day_last_month(day: date) -> date:
    """The same day of the month before; its last day where it is shorter, or where ``day`` is a month's last."""
    last = day.replace(day=1) - timedelta(days=1)
    ends = (day + timedelta(days=1)).day == 1
    return last if ends else last.replace(day=min(day.day, last.day))
