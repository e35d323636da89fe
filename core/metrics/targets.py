"""The month's plans: per manager and measure, the team's own figure, and their shares of working days.

A plan of a day is the month's plan ÷ the working days of the month. Absences and a start in mid-month do not
lower a plan: it is what the head typed. Two rows of one manager, measure and month add up (and intake says so).
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pandas as pd

from core.checks import check
from core.context import Context
from core.i18n import T, fold
from core.metrics.measures import MONEY, names
from core.metrics.people import staff
from core.report import Problem

TEAM = T("Все", "All")
_TEAM = frozenset(fold(word) for word in TEAM)
_MET = ("daily_metrics", "deals", "invoices", "payments", "clients", "hot_clients")


@dataclass(frozen=True)
class Plans:
    """One month. ``managers`` is keyed by (measure, manager), ``team`` holds the team's own figures."""

    managers: dict[tuple[str, str], float] = field(default_factory=dict)
    team: dict[str, float] = field(default_factory=dict)

    def of(self, measure: str, manager: str | None = None) -> float | None:
        """A manager's plan; without a manager the team's own figure, else the sum of the managers'."""
        if manager is not None:
            return self.managers.get((measure, manager))
        return self.team[measure] if measure in self.team else self.total(measure)

    def total(self, measure: str) -> float | None:
        """The sum of the managers' plans; None where no manager has one."""
        own = [value for (m, _), value in sorted(self.managers.items()) if m == measure]
        return sum(own) if own else None

    def difference(self, measure: str) -> float | None:
        """The team's own figure − the sum of the managers'; None unless both are there."""
        total = self.total(measure)
        return None if total is None or measure not in self.team else self.team[measure] - total

    @property
    def measures(self) -> frozenset[str]:
        return frozenset(self.team) | {measure for measure, _ in self.managers}

    @property
    def people(self) -> list[str]:
        """The managers who have a plan, by name."""
        return sorted({manager for _, manager in self.managers})


def plans(context: Context, day: date) -> Plans:
    """The plans of the month that ``day`` is in."""
    return context.once(_by_month).get((day.year, day.month), Plans())


def month_days(day: date) -> tuple[date, date]:
    """The first and the last day of the month that ``day`` is in."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def share_gone(context: Context, day: date) -> float:
    """Working days of the month up to ``day``, included, ÷ all of them; 0 in a month without any."""
    first, last = month_days(day)
    whole = context.calendar.count(first, last)
    return context.calendar.count(first, day) / whole if whole else 0.0


def day_plan(
    context: Context, measure: str, manager: str | None, first: date, last: date | None = None
) -> float | None:
    """The plan of ``first`` … ``last``: each working day's share of its month's plan; None where nothing is planned."""
    parts, day, last = [], first, last or first
    while day <= last:
        plan, (begin, end) = plans(context, day).of(measure, manager), month_days(day)
        if plan is not None and context.calendar.is_working(day):
            parts.append(plan / context.calendar.count(begin, end))
        day += timedelta(days=1)
    return sum(parts) if parts else None


@check
def target_problems(context: Context) -> list[Problem]:
    """Rows of «Планы» whose measure nobody knows (left out), or whose manager is met nowhere else (kept)."""
    table, known, people = context.tables["targets"], context.once(names), _people(context)
    found = []
    for i, (_, manager, measure, _) in enumerate(_rows(context)):
        if measure is not None and fold(measure) not in known:
            found.append(_problem(context, i, "metric", measure, manager))
        if manager is not None and fold(manager) not in _TEAM and people and manager not in people:
            found.append(_problem(context, i, "manager", manager, manager))
    return found if len(table) else []


def _problem(context: Context, i: int, column: str, value: str, manager: str | None) -> Problem:
    table = context.tables["targets"]
    ref, row = table.ref(i, column), int(table.frame["_row"].to_numpy()[i])
    said, expected = _SAID[column]
    return Problem(
        tab=ref.tab,
        row=row,
        column=context.say(table.table.by_id[column].header),
        cell=ref.cell,
        code=f"unknown_{column}",
        severity="error" if column == "metric" else "warning",
        value=value,
        message=context.say(said, value=value),
        expected=context.say(expected),
        manager=manager or "",
    )


_SAID = {
    "metric": (
        T("Показателя «{value}» нет: план не учтён.", "There is no metric “{value}”: the plan is not counted."),
        T(
            f"Столбец вкладки «Метрика дня» или деньги: {', '.join(title.ru for title in MONEY.values())}",
            f"A column of Daily metrics, or money: {', '.join(title.en for title in MONEY.values())}",
        ),
    ),
    "manager": (
        T(
            "«{value}» не встречается на других вкладках: проверьте имя.",
            "“{value}” is met on no other tab: check the name.",
        ),
        T("Имя со вкладки «Сотрудники» или «Все»", "A name of the tab Managers, or All"),
    ),
}


def _rows(context: Context) -> list[tuple[date | None, str | None, str | None, float | None]]:
    frame = context.tables["targets"].frame[["month", "manager", "metric", "value"]].astype(object)
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in frame.to_numpy()]  # type: ignore[misc]


def _by_month(context: Context) -> dict[tuple[int, int], Plans]:
    known, found = context.once(names), dict[tuple[int, int], Plans]()
    for month, manager, metric, value in sorted(_rows(context), key=str):
        measure = None if metric is None else known.get(fold(metric))
        if month is None or manager is None or measure is None or value is None:
            continue
        plans = found.setdefault((month.year, month.month), Plans())
        if fold(manager) in _TEAM:
            plans.team[measure] = plans.team.get(measure, 0.0) + value
        else:
            plans.managers[measure, manager] = plans.managers.get((measure, manager), 0.0) + value
    return found


def _people(context: Context) -> set[str]:
    """Every name that could be planned for: the tab «Сотрудники», else whoever the other tabs name."""
    known = context.once(staff)
    if known is not None:
        return set(known.names)
    return {name for id in _MET for name in context.tables[id].frame["manager"].cat.categories}
