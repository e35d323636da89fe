"""«С начала месяца»: a row a metric for the department, its managers folded under it."""

from collections.abc import Iterator, Sequence

import numpy as np

from core.context import Context
from core.i18n import T, money
from core.metrics.activity import activity
from core.metrics.focus import people, team_pace
from core.metrics.measures import MONEY, Measure
from core.metrics.pace import Pace
from core.metrics.targets import Plans, plans
from core.report import Column, Kind, Row
from core.reports._activity_day import shown_measures
from core.reports.declare import Filled

RUN_RATE = T(
    "Факт ÷ прошедшие рабочие дни × все рабочие дни месяца.",
    "The fact ÷ working days gone × all working days of the month.",
)
LEFT = T("План − факт; меньше нуля — план перевыполнен.", "Plan − fact; below zero the plan is beaten.")
PER_DAY = T(
    "Осталось ÷ оставшиеся рабочие дни; сегодня — среди них до вечера.",
    "What is left ÷ the working days left, today among them until the evening.",
)
BY_TODAY = T("План × прошедшие рабочие дни ÷ все.", "The plan × working days gone ÷ all.")
COLUMNS = (
    Column("metric", T("Показатель", "Metric")),
    Column("manager", T("Менеджер", "Manager")),
    Column("plan", T("План месяца", "Month's plan"), "mixed"),
    Column("fact", T("Факт", "Fact"), "mixed"),
    Column("attainment", T("К плану на сегодня", "Against plan by today"), "attainment"),
    Column("run_rate", T("Прогноз по темпу", "Run rate"), "mixed", help=RUN_RATE),
    Column("left", T("Осталось до плана", "Left to plan"), "mixed", help=LEFT),
    Column("per_day", T("Нужно в день", "Needed a day"), "mixed", help=PER_DAY),
    Column("by_today", T("Нужно на сегодня", "Needed by today"), "mixed", detail=True, help=BY_TODAY),
    Column("rate", T("Выполнено от плана месяца", "Of the month's plan"), "rate", detail=True),
)
TEAM_ROW = T("Отдел", "Team")
DIFFERENCE = T(
    "«{name}»: план отдела {own}, сумма планов менеджеров {total}, разница {difference}.",
    "“{name}”: the team's plan is {own}, the managers' add up to {total}, the difference is {difference}.",
)


def rows(context: Context) -> Filled:
    made, month = context.once(activity), plans(context, context.asof)
    found: list[Row] = []
    levels: list[int] = []
    kinds: list[Kind] = []
    for measure in _measures(context, month):
        whole = team_pace(context, made, measure)
        title = context.say(measure.title)
        each = [(name, of) for name, of in people(context, made, measure) if (of.plan, of.fact) != (None, None)]
        for level, name, of in ((0, context.say(TEAM_ROW), whole), *((1, name, of) for name, of in each)):
            found.append([title, name, *_cells(of)])
            levels.append(level)
            kinds.append(measure.kind)
    return Filled(found, levels=levels, row_kinds=kinds)


def differences(context: Context, month: Plans, measures: Sequence[Measure]) -> Iterator[str]:
    """Each metric whose team plan is not the sum of the managers'."""
    for measure in measures:
        off = month.difference(measure.id)
        if off is not None and abs(off) > 1e-9:
            own, total = month.team[measure.id], month.total(measure.id) or 0.0
            shown = {k: money(v, context.language) for k, v in (("own", own), ("total", total), ("difference", off))}
            yield context.say(DIFFERENCE, name=measure.title, **shown)


def _measures(context: Context, month: Plans) -> list[Measure]:
    """The metrics of the day, then money that has a plan or came this month."""
    made = context.once(activity)
    totals = made.totals(context.month_start, context.fact_days[1])
    sums = [
        m
        for i, m in enumerate(made.measures)
        if m.id in MONEY and (m.id in month.measures or np.nan_to_num(totals[:, i]).any())
    ]
    return [measure for _, measure in shown_measures(context)] + sums


def _cells(of: Pace) -> Row:
    return [of.plan, of.fact, of.attainment, of.run_rate, of.left, of.per_day, of.by_today, of.rate]
