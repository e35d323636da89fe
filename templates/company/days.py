"""The dates the company lives by."""

from datetime import date, timedelta
from functools import cache

from core.calendar import russian

ASOF = date(2026, 3, 31)
"""The report date of the filled templates."""
FIRST = date(2025, 1, 9)
METRICS_FROM = date(2025, 12, 2)
"""Daily metrics cover 120 days up to ``ASOF``."""


def later(day: date, days: float) -> date:
    """The first working day at or after ``days`` days from ``day``."""
    return _onto(day + timedelta(days=round(days)))


@cache
def _onto(day: date) -> date:
    return day if russian().is_working(day) else russian().next(day)


def working_days(first: date, last: date) -> list[date]:
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if _onto(day) == day]


def months(first: date, last: date) -> list[date]:
    """The first days of the months from ``first`` to ``last``."""
    return [date(n // 12, n % 12 + 1, 1) for n in range(first.year * 12 + first.month - 1, last.year * 12 + last.month)]
