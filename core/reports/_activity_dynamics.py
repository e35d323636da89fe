"""The department's last 30 days, one row a day that says anything."""

from datetime import timedelta

import numpy as np

from core.context import Context
from core.i18n import T
from core.metrics.activity import activity, known_sum
from core.metrics.days import day
from core.metrics.measures import RECEIVED
from core.metrics.people import absent, active_managers
from core.report import Column, Row
from core.reports._activity_day import NOTHING, SHOWN_DAYS, shown_measures
from core.reports.declare import Filled


def rows(context: Context) -> Filled:
    made, metrics = context.once(activity), shown_measures(context)
    columns = [
        Column("date", T("Дата", "Date"), "date"),
        Column("reported", T("Сдали отчёт", "Reported"), "count", adds=False),
        Column("expected", T("Должны были", "Expected"), "count", adds=False),
        *(Column(measure.id, measure.title, measure.kind) for _, measure in metrics),
    ]
    found: list[Row] = []
    for at in _days(context):
        sums = known_sum(made.values[at])[[i for i, _ in metrics]]
        reported = int(made.reported[at].sum())
        if not reported and not np.nan_to_num(sums).any():
            continue
        when = day(made.first + at)
        here = active_managers(context, when) if context.calendar.is_working(when) else []
        expected = sum(not absent(context, name, when) for name in here)
        found.append([when, reported, expected, *(None if np.isnan(x) else float(x) for x in sums)])
    return Filled(found, columns=columns, empty=NOTHING)


def calls_payments(context: Context) -> Filled:
    made = context.once(activity)
    at = [next(i for i, m in enumerate(made.measures) if m.id == id) for id in ("calls", "payments", RECEIVED)]
    days = list(_days(context))
    sums = np.array([known_sum(made.values[i])[at] for i in days]).reshape(len(days), len(at))
    if np.isnan(sums[:, 0]).all():
        return Filled([], empty=T("За последние 30 дней нет звонков.", "No calls in the last 30 days."))
    return Filled(
        [
            [day(made.first + i), *(None if np.isnan(x) else float(x) for x in line)]
            for i, line in zip(days, sums, strict=True)
            if np.nan_to_num(line).any()
        ]
    )


def _days(context: Context) -> range:
    """The last 30 days of facts, as places in the cube."""
    last = context.fact_days[1]
    span = context.once(activity).span(last - timedelta(days=SHOWN_DAYS - 1), last)
    return range(span.start, span.stop)
