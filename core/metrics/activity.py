"""What managers did each day: «Метрика дня» as typed, and what the tabs of invoices, deals and payments add.

Rows of one manager and day add up. Blank «Звонки» are the cold ones. Blank Счета, Сделки, Оплаты are counted
from their tabs where these have rows. A manager without a row has nothing, not 0.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.checks import check
from core.context import Context
from core.i18n import T
from core.i18n import day as spoken_day
from core.metrics.days import Days, number, numbered
from core.metrics.days import day as as_date
from core.metrics.done import done
from core.metrics.measures import Measure, measures
from core.metrics.owners import manager_names
from core.metrics.rates import Floats
from core.report import Problem

Bools = npt.NDArray[np.bool_]
KEPT_DAYS = 400
MEDIAN_DAYS = 20


@dataclass(frozen=True)
class Activity:
    """Arrays are days × managers (the last one «Без менеджера») × measures; NaN where nothing is known."""

    first: int
    """The number of the first day kept; the last one is ``asof``."""
    managers: tuple[str, ...]
    measures: tuple[Measure, ...]
    values: Floats
    """Typed where it is, else counted from its tab."""
    typed: Floats
    counted: Floats
    reported: Bools
    """Days × managers: a row with at least one figure."""

    def span(self, first: date, last: date) -> slice:
        """The days from ``first`` to ``last`` as a slice of the first axis."""
        return slice(max(0, number(first) - self.first), max(0, number(last) - self.first + 1))

    def totals(self, first: date, last: date) -> Floats:
        """Managers × measures over the days; NaN where no day says anything."""
        return known_sum(self.values[self.span(first, last)])

    def place(self, manager: str) -> int | None:
        """The manager's index; None for one whom no tab knows."""
        return self.managers.index(manager) if manager in self.managers else None

    def has_reported(self, manager: str, day: date) -> bool:
        at = self.place(manager)
        return at is not None and bool(self.reported[self.span(day, day), at].any())

    def medians(self, before: date) -> Floats:
        """Managers × measures: the median of a manager's last 20 reported days before ``before``."""
        out = np.full(self.values.shape[1:], np.nan)
        end = max(0, number(before) - self.first)
        for manager in range(self.values.shape[1]):
            days = np.flatnonzero(self.reported[:end, manager])[-MEDIAN_DAYS:]
            out[manager] = known_median(self.values[days, manager])
        return out


def known_sum(values: Floats) -> Floats:
    """Sums over the first axis; NaN where no value is known (blank is not zero)."""
    known = ~np.isnan(values)
    return np.where(known.any(0), np.where(known, values, 0.0).sum(0), np.nan)


def known_median(values: Floats) -> Floats:
    """Medians over the first axis of the values known; NaN without any."""
    if not len(values):
        return np.full(values.shape[1:], np.nan)
    ranked = np.sort(values, axis=0)
    n = (~np.isnan(values)).sum(0)
    low, high = np.maximum(n - 1, 0) // 2, np.minimum(n // 2, len(values) - 1)
    columns = np.arange(values.shape[1])
    return np.asarray((ranked[low, columns] + ranked[high, columns]) / 2, np.float64)


def activity(context: Context) -> Activity:
    """The last 400 days up to the report date; ask with ``context.once(activity)``."""
    names, last = context.once(manager_names), number(context.asof)
    first, owners = last - KEPT_DAYS + 1, len(names) + 1
    known = tuple(measures(context).values())
    place = {measure.id: i for i, measure in enumerate(known)}
    typed, counted = (np.full((KEPT_DAYS * owners, len(known)), np.nan) for _ in range(2))

    frame, day, good = _rows(context)
    rows = np.flatnonzero(good & (day >= first) & (day <= last))
    key = (day[rows] - first) * owners + names.codes(frame["manager"])[rows]
    for id in place:
        if id in frame:
            column = frame[id].to_numpy()
            if id == "calls":
                column = np.where(np.isnan(column), frame["cold_calls"].to_numpy(), column)
            filled = ~np.isnan(column[rows])
            sums = np.bincount(key[filled], column[rows][filled], len(typed))
            typed[:, place[id]] = np.where(np.bincount(key[filled], minlength=len(typed)) > 0, sums, np.nan)
    for tab in context.once(done):
        counted[:, place[tab.count]] = tab.counts(first, last, owners).ravel()
        counted[:, place[tab.money]] = tab.sums(first, last, owners).ravel()
    shape = (KEPT_DAYS, owners, len(known))
    values = np.where(np.isnan(typed), counted, typed)
    reported = (~np.isnan(typed)).any(1).reshape(shape[:2])
    cubes = values.reshape(shape), typed.reshape(shape), counted.reshape(shape)
    return Activity(first, names.names, known, *cubes, reported)


TWICE = T("У {manager} за {day} строк: {n}. Они сложены.", "{manager} has {n} rows for {day}: they are added up.")
ONE_ROW = T("Одна строка на менеджера в день", "One row a manager a day")
FEWER = T(
    "Всех звонков ({calls}) меньше, чем холодных ({cold}).",
    "All calls ({calls}) are fewer than the cold ones ({cold}).",
)
INCLUDES = T("«Звонки» вместе с холодными", "“Calls” include the cold ones")


@check
def activity_problems(context: Context) -> Iterator[Problem]:
    """Second rows of a manager and day (added up, and said), and calls fewer than the cold ones they include."""
    frame, day, good = _rows(context)
    manager = frame["manager"].cat.codes.to_numpy()
    rows = np.flatnonzero(good & (manager >= 0))
    key = day[rows] * (len(frame["manager"].cat.categories) + 1) + manager[rows]
    _, inverse, n = np.unique(key, return_inverse=True, return_counts=True)
    for i in rows[n[inverse] > 1].tolist():
        times = int(n[inverse[np.searchsorted(rows, i)]])
        shown = spoken_day(as_date(int(day[i])), context.language)
        name = str(frame["manager"].iat[i])
        yield _problem(
            context, i, "date", "two_rows", shown, context.say(TWICE, manager=name, day=shown, n=times), ONE_ROW
        )
    calls, cold = frame["calls"].to_numpy(), frame["cold_calls"].to_numpy()
    for i in np.flatnonzero(calls < cold).tolist():
        said = context.say(FEWER, calls=f"{calls[i]:g}", cold=f"{cold[i]:g}")
        yield _problem(context, i, "calls", "fewer_calls", f"{calls[i]:g}", said, INCLUDES)


def _problem(context: Context, i: int, column: str, code: str, value: str, said: str, expected: T) -> Problem:
    table = context.tables["daily_metrics"]
    ref, header = table.ref(i, column), context.say(table.table.by_id[column].header)
    row, manager = int(table.frame["_row"].to_numpy()[i]), table.frame["manager"].iat[i]
    owner = manager if isinstance(manager, str) else ""
    return Problem(ref.tab, row, header, ref.cell, code, "warning", value, said, context.say(expected), owner)


def _rows(context: Context) -> tuple[pd.DataFrame, Days, Bools]:
    """The frame, each row's day, and which rows have one by the report date."""
    frame = context.tables["daily_metrics"].frame
    day = numbered(frame["date"])
    return frame, day, day <= number(context.asof)
