"""«За день»: a row a manager; per metric the fact and its share of the plan, closed the plan and the usual."""

from datetime import timedelta

import numpy as np

from core.context import Context
from core.i18n import T
from core.i18n import day as spoken_day
from core.metrics.activity import Activity, activity, known_sum
from core.metrics.measures import MONEY, Measure
from core.metrics.owners import label, shown
from core.metrics.people import absent, active_managers
from core.metrics.rates import Floats, rate
from core.metrics.targets import day_plan, plans
from core.report import CellNote, Column, Row, Value
from core.reports.declare import Filled

SHOWN_DAYS = 30
SENT, NOT_SENT = T("сдан", "sent"), T("не сдал отчёт", "no report")
AWAY, NOT_EXPECTED = T("отсутствует", "away"), T("не ждём", "not expected")
DIFFERS = T("Вписано {typed}, по вкладке {counted}.", "Typed {typed}, the tab says {counted}.")
NOTHING = T("За последние 30 дней нет ни одной заполненной строки.", "No row has been filled in the last 30 days.")


def rows(context: Context) -> Filled:
    made = context.once(activity)
    metrics = shown_measures(context)
    if not metrics:
        return Filled([], empty=NOTHING)
    first, last = context.fact_days
    facts, usual = made.totals(first, last), made.medians(first)
    codes = _listed(context, made, facts)
    planned = [measure for _, measure in metrics if measure.id in plans(context, context.asof).measures]
    found: list[Row] = []
    for code in codes:
        name = made.managers[code] if code < len(made.managers) else None
        row: Row = [label(context, code), None if name is None else _status(context, made, name)]
        for at, measure in metrics:
            fact, plan, today = _blank(facts[code, at]), None, None
            if name is not None and measure in planned:
                plan, today = (
                    day_plan(context, measure.id, name, first, last),
                    day_plan(context, measure.id, name, context.asof),
                )
            row += _cells(measure in planned, fact, plan, today, _blank(usual[code, at]))
        found.append(row)
    total: Row = [context.say(T("Итого", "Total")), None]
    team = known_sum(facts[codes]) if codes else np.full(len(made.measures), np.nan)
    for at, measure in metrics:
        plan = day_plan(context, measure.id, None, first, last) if measure in planned else None
        today = day_plan(context, measure.id, None, context.asof) if measure in planned else None
        total += _cells(measure in planned, _blank(team[at]), plan, today, None)
    return Filled(
        found,
        total if found else None,
        notes=_notes(context, made, metrics, codes),
        columns=_columns(context, metrics, planned),
    )


def shown_measures(context: Context) -> list[tuple[int, Measure]]:
    """The counts that have a figure in the last 30 days or a plan this month, with their place in the cube."""
    made, month = context.once(activity), plans(context, context.asof)
    window = made.span(context.asof - timedelta(days=SHOWN_DAYS - 1), context.asof)
    known: list[bool] = (~np.isnan(known_sum(known_sum(made.values[window])))).tolist()
    return [(i, m) for i, m in enumerate(made.measures) if m.id not in MONEY and (known[i] or m.id in month.measures)]


def _columns(context: Context, metrics: list[tuple[int, Measure]], planned: list[Measure]) -> list[Column]:
    closed = spoken_day(context.closed_day, context.language)
    out = [
        Column("manager", T("Менеджер", "Manager")),
        Column("report", T(f"Отчёт за {closed}", f"Report of {closed}")),
    ]
    for _, measure in metrics:
        id, (ru, en) = measure.id, measure.title
        out.append(Column(id, measure.title, measure.kind))
        if measure in planned:
            out.append(Column(f"{id}_rate", T(f"{ru}: к плану", f"{en}: of plan"), "attainment"))
            out.append(Column(f"{id}_plan", T(f"{ru}: план на сегодня", f"{en}: today's plan"), "number", detail=True))
        out.append(Column(f"{id}_median", T(f"{ru}: обычно", f"{en}: usual"), "number", detail=True, adds=False))
    return out


def _cells(
    planned: bool, fact: float | None, plan: float | None, today: float | None, usual: float | None
) -> list[Value]:
    """fact, its share of the plan of its own day, today's plan, usual."""
    share = None if fact is None or plan is None else rate(fact, plan)
    return [fact, share, today, usual] if planned else [fact, usual]


def _listed(context: Context, made: Activity, facts: Floats) -> list[int]:
    """Who works now or worked on the closed day, and whoever has a fact but 0."""
    codes = set(shown(context, np.nan_to_num(facts)))
    codes |= {
        made.managers.index(name) for name in active_managers(context, context.closed_day) if name in made.managers
    }
    return sorted(codes)


def _status(context: Context, made: Activity, name: str) -> str:
    day = context.closed_day
    if made.has_reported(name, day):
        return context.say(SENT)
    if absent(context, name, day):
        return context.say(AWAY)
    expected = context.calendar.is_working(day) and name in active_managers(context, day)
    return context.say(NOT_SENT if expected else NOT_EXPECTED)


def _notes(context: Context, made: Activity, metrics: list[tuple[int, Measure]], codes: list[int]) -> list[CellNote]:
    """Where what is typed differs from what the tab says of the same days."""
    days = made.span(*context.fact_days)
    both = ~np.isnan(made.typed[days]) & ~np.isnan(made.counted[days])
    typed = np.where(both, made.typed[days], 0.0).sum(0)
    counted = np.where(both, made.counted[days], 0.0).sum(0)
    return [
        CellNote(row, m.id, context.say(DIFFERS, typed=f"{typed[code, at]:g}", counted=f"{counted[code, at]:g}"))
        for row, code in enumerate(codes)
        for at, m in metrics
        if abs(typed[code, at] - counted[code, at]) > 1e-9
    ]


def _blank(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
