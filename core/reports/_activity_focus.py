"""«Метрика дня»: everyone's place in one metric."""

from core.context import Context
from core.i18n import T
from core.metrics.activity import activity
from core.metrics.focus import focus, people, team_pace
from core.metrics.pace import Pace, month_gone
from core.report import Column, Kind, Row
from core.reports.declare import Filled

NO_PLAN = T(
    "Появится, когда на вкладке «Планы» будут планы на этот месяц или в настройках — метрика дня (focus).",
    "Appears when the tab Targets has plans of this month, or the settings a metric of the day (focus).",
)
JUST_BEGUN = T(
    "Месяц только начался: метрика дня появится после первого рабочего дня.",
    "The month has just begun: the metric of the day appears after its first working day.",
)


def rows(context: Context) -> Filled:
    found = focus(context)
    if found is None:
        return Filled(
            [], empty=NO_PLAN if month_gone(context) else JUST_BEGUN, columns=_columns(T("Факт", "Fact"), "count")
        )
    made = context.once(activity)
    everyone = people(context, made, found.measure)
    whole = team_pace(context, made, found.measure)
    planned = any(of.plan is not None for _, of in everyone)
    weight = {name: (of.attainment if planned else of.fact) for name, of in everyone}
    ranked = sorted(everyone, key=lambda one: (weight[one[0]] is None, -(weight[one[0]] or 0.0), one[0]))
    found_rows: list[Row] = [[name, _place(weight, name), *_cells(of)] for name, of in ranked]
    total: Row = [context.say(T("Итого", "Total")), None, *_cells(whole)]
    return Filled(found_rows, total=total, columns=_columns(found.measure.title, found.measure.kind))


def _place(weight: dict[str, float | None], name: str) -> int | None:
    """1 for the largest; equal ones share a place; without a figure no place."""
    own = weight[name]
    return None if own is None else 1 + sum(w is not None and w > own + 1e-9 for w in weight.values())


def _cells(of: Pace) -> Row:
    behind = None if of.by_today is None else max(of.by_today - (of.fact or 0.0), 0.0)
    return [of.fact, of.attainment, behind, of.per_day, of.plan, of.by_today]


def _columns(name: T, kind: Kind) -> list[Column]:
    return [
        Column("manager", T("Менеджер", "Manager")),
        Column("place", T("Место", "Place"), "count", adds=False),
        Column("fact", T(f"{name.ru} с начала месяца", f"{name.en}, month to date"), kind),
        Column("attainment", T("К плану на сегодня", "Against plan by today"), "attainment"),
        Column("behind", T("Не хватает на сегодня", "Missing by today"), "number"),
        Column("per_day", T("Нужно в день", "Needed a day"), "number"),
        Column("plan", T("План месяца", "Month's plan"), kind, detail=True),
        Column("by_today", T("Нужно на сегодня", "Needed by today"), "number", detail=True),
    ]
