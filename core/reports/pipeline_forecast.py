from datetime import date

import numpy as np

from core.context import Context
from core.i18n import T, month
from core.metrics.days import NEVER
from core.metrics.owners import label, manager_names
from core.metrics.pipeline import OpenDeals, open_deals, summed
from core.metrics.stages import Ints
from core.report import Column, Row, Value
from core.reports import _pipeline_words as words
from core.reports._pipeline_columns import matrix, stage_columns
from core.reports._pipeline_tree import blanks, dates, picked, tree
from core.reports.declare import ChartSpec, Filled, ReportSpec

PAST = T("Дата прошла", "Date passed")
UNDATED = T("Без даты", "No date")
AHEAD = 12
"""Months from the report date in which one without a deal has a row too, up to the last that has any."""

PIPELINE_FORECAST = ReportSpec(
    id="pipeline_forecast",
    title=T("Пайплайн прогноз", "Pipeline forecast"),
    group="week",
    order=90,
    definition=T(
        "На какой месяц намечены оплаты открытых сделок и на каких этапах они стоят сейчас.",
        "For which month the payments of open deals are expected, and at which stages they stand now.",
    ),
    source="002",
    mode=words.mode,
    notes=words.notes,
    decisions=(
        T(
            "Месяц сделки — её ожидаемая оплата; дата раньше отчёта — строка «Дата прошла», пустая — «Без даты»: "
            "в месяцы их не переносим.",
            "A deal's month is that of its expected payment; a date before the report date goes to “Date passed”, "
            "a blank one to “No date”: neither is moved into a month.",
        ),
    ),
)


def buckets(context: Context) -> tuple[Ints, list[date | None]]:
    """Each open deal's place among the rows; a row's month, None for the first (passed) and the last (no date)."""
    made = context.once(open_deals)
    this = np.datetime64(made.asof, "D").astype("datetime64[M]").astype(np.int64)
    passed, blank = made.expected < made.asof, made.expected >= NEVER
    dated = ~(passed | blank)
    at = made.expected[dated].astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    used = np.unique(at)
    near = used[used < this + AHEAD]
    shown = np.union1d(used, np.arange(this, near[-1] + 1)) if len(near) else used
    place = np.zeros(len(made), np.intp)
    place[blank] = len(shown) + 1
    place[dated] = np.searchsorted(shown, at) + 1
    firsts = shown.astype("datetime64[M]").astype("datetime64[D]").astype(object).tolist()
    return place, [None, *firsts, None]


def bucket_names(context: Context) -> list[str]:
    months = context.once(buckets)[1][1:-1]
    spoken = [month(first, context.language) for first in months if first is not None]
    return [context.say(PAST), *spoken, context.say(UNDATED)]


MONTHS = (
    Column("month", T("Ждём оплату", "Expected")),
    Column("n", T("Сделок", "Deals"), "count", adds=False),
    Column("amount", T("Сумма", "Amount"), "money", adds=False),
    Column("weighted", T("Сумма × вероятность", "Amount × probability"), "money", adds=False),
)


@PIPELINE_FORECAST.block(
    "months",
    T("По месяцам и этапам", "By month and stage"),
    MONTHS,
    definition=T(
        "Открытые сделки по месяцу ожидаемой оплаты и этапу; сумма этапов — сумма месяца.",
        "Open deals by month of expected payment and stage; the stages add up to the month.",
    ),
    needs=("deals", "deals.expected"),
    charts=(
        ChartSpec(
            "stacked",
            T("Ожидаемые оплаты по месяцам и этапам", "Expected payments by month and stage"),
            "month",
            lines=("weighted",),
        ),
    ),
)
def month_rows(context: Context) -> Filled:
    made = context.once(open_deals)
    if not len(made):
        return Filled([], empty=words.NO_OPEN)
    place, firsts = context.once(buckets)
    n, names = len(firsts), bucket_names(context)
    count = np.bincount(place, minlength=n)
    amount, weighted = (blanks(summed(place, values, n)) for values in (made.amount, made.weighted))
    cells = matrix(made, place, n, made.amount)
    rows: list[Row] = [
        [names[i], int(count[i]), amount[i], weighted[i], *blanks(cells[i])]
        for i in range(n)
        if firsts[i] is not None or count[i]
    ]
    total: Row = [
        context.say(T("Итого", "Total")),
        len(made),
        *_sums(made),
        *blanks(summed(made.stage, made.amount, len(made.stages))),
    ]
    return Filled(rows, total, columns=[*MONTHS, *stage_columns(words.stage_names(context, made), "money")])


def _sums(made: OpenDeals) -> list[Value]:
    everything = np.zeros(len(made), np.intp)
    return [blanks(summed(everything, values, 1))[0] for values in (made.amount, made.weighted)]


DEALS = (
    Column("month", T("Ждём оплату", "Expected")),
    Column("stage", T("Этап", "Stage")),
    Column("client", T("Клиент", "Client")),
    Column("manager", T("Менеджер", "Manager")),
    Column("n", T("Сделок", "Deals"), "count"),
    Column("amount", T("Сумма", "Amount"), "money"),
    Column("weighted", T("Сумма × вероятность", "Amount × probability"), "money"),
    Column("expected", T("Дата", "Date"), "date"),
    Column("days", T("Дней до оплаты", "Days to payment"), "days", help=T("Меньше нуля — прошла.", "Below 0: passed.")),
    Column("next_step", T("Следующий шаг", "Next step")),
    Column("next_step_date", T("Дата шага", "Step date"), "date"),
    Column("attention", T("Внимание", "Attention")),
    Column("link", T("Где", "Where"), "link"),
    Column("probability", T("Вероятность", "Probability"), "rate", detail=True),
)


@PIPELINE_FORECAST.block(
    "deals",
    T("Месяц → этап → сделки", "Month → stage → deals"),
    DEALS,
    definition=T(
        "Те же сделки поимённо; внутри этапа — по дате, затем по сумме.",
        "The same deals by name; within a stage by date, then by amount.",
    ),
    needs=("deals", "deals.expected"),
)
def _deals(context: Context) -> Filled:
    made = context.once(open_deals)
    if not len(made):
        return Filled([], empty=words.NO_OPEN)
    place, _ = context.once(buckets)
    grown = tree(place, made.stage, made.expected, -np.nan_to_num(made.amount, nan=-1.0))
    months, stages, clients = bucket_names(context), words.stage_names(context, made), words.client_names(context, made)
    managers = [label(context, code) for code in range(len(context.once(manager_names)) + 1)]
    left: list[Value] = [None if when >= NEVER else when - made.asof for when in made.expected.tolist()]
    ones = np.ones(len(made), np.int64)
    columns: list[list[Value]] = [
        grown.headed(picked(months, place.tolist())),
        grown.headed(picked(stages, made.stage.tolist()), by_inner=True),
        grown.column(picked(clients, made.client.tolist())),
        grown.column(picked(managers, made.manager.tolist())),
        [*(n for level in grown.counts(ones) for n in level), *[1] * len(made)],
        grown.sums(made.amount),
        grown.sums(made.weighted),
        grown.column(dates(made.expected, NEVER)),
        grown.column(left),
        grown.column(words.texts(context, "next_step")),
        grown.column(context.once(words.step_days)),
        grown.column(context.once(words.attention)),
        grown.column(context.once(words.links)),
        grown.column(blanks(made.probability)),
    ]
    total: Row = [context.say(T("Итого", "Total")), None, None, None, len(made), *_sums(made)]
    return Filled(grown.rows(columns), total + [None] * (len(DEALS) - len(total)), grown.levels)
