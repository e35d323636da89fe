"""Working days: weekends, the country's holidays and the Saturdays that people work."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property

import numpy as np

from core.settings import Settings

_YEARS = range(2015, 2036)


@dataclass(frozen=True)
class Calendar:
    """``holidays`` and ``worked`` (Saturdays, Sundays worked) as sorted ``datetime64[D]`` arrays."""

    holidays: "np.ndarray[tuple[int], np.dtype[np.datetime64]]"
    worked: "np.ndarray[tuple[int], np.dtype[np.datetime64]]"

    def count(self, first: date, last: date) -> int:
        """Working days from ``first`` to ``last``, both included; 0 if they are reversed."""
        if last < first:
            return 0
        lo, hi = np.datetime64(first), np.datetime64(last)
        usual = int(np.busday_count(lo, hi + np.timedelta64(1, "D"), holidays=self.holidays))
        return usual + int(((self._extra >= lo) & (self._extra <= hi)).sum())

    @cached_property
    def _extra(self) -> "np.ndarray[tuple[int], np.dtype[np.datetime64]]":
        """The days worked that the week and the holidays do not count."""
        weekend = self.worked[~np.is_busday(self.worked)]
        weekday_holiday = self.worked[np.is_busday(self.worked) & np.isin(self.worked, self.holidays)]
        return np.concatenate([weekend, weekday_holiday])

    def is_working(self, day: date) -> bool:
        return self.count(day, day) == 1

    def previous(self, day: date) -> date:
        """The last working day before ``day``."""
        return self._step(day, -1)

    def next(self, day: date) -> date:
        """The first working day after ``day``."""
        return self._step(day, 1)

    def _step(self, day: date, by: int) -> date:
        for _ in range(60):
            day += timedelta(days=by)
            if self.is_working(day):
                return day
        return day

    def back(self, day: date, n: int) -> date:
        """The day ``n`` working days before ``day``."""
        for _ in range(n):
            day = self.previous(day)
        return day


@cache
def russian() -> Calendar:
    """Russia's holidays with their official transfers, and the Saturdays worked for them (python-holidays)."""
    import holidays

    country = holidays.country_holidays("RU", years=_YEARS)
    return Calendar(_days(country), _days(country.weekend_workdays))


def calendar(settings: Settings) -> Calendar:
    """The calendar of a workbook: its own holidays where it lists them, else Russia's."""
    base = russian()
    days_off = base.holidays if settings.holidays is None else _days(settings.holidays)
    worked = base.worked if settings.holidays is None else _days(())
    return Calendar(days_off, np.union1d(worked, _days(settings.working_days)))


def _days(days: object) -> "np.ndarray[tuple[int], np.dtype[np.datetime64]]":
    return np.array(sorted(days), dtype="datetime64[D]")  # type: ignore[call-overload]
