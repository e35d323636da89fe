from collections.abc import Iterator

import numpy as np

from core.context import Context
from core.i18n import T, money
from core.metrics.client_groups import window
from core.metrics.comparison import DECISIONS
from core.metrics.days import months_back
from core.metrics.deals import state
from core.metrics.dimensions import dimensions
from core.metrics.rates import Floats, rate
from core.metrics.slice_tables import SliceTable, period_slices, year_slices
from core.metrics.slices import decided, tally
from core.report import Column, Row, Value
from core.reports._slices_columns import (
    ADJUSTED,
    AMOUNT,
    BESIDE,
    CLOSED_N,
    DIFFERENCE,
    HIGH,
    LOW,
    MEAN,
    RATE,
    SLICES,
    VERDICT,
    WON_N,
)
from core.reports._slices_rows import cells, findings, incomplete, rows, spoken, value_rows
from core.reports.declare import ChartSpec, Filled, ReportSpec

MONTHS = 12
NONE_CLOSED = T(
    "За этот период не создана и не закрыта ни одна сделка.", "No deal was created or closed in this period."
)
NOT_PROVEN = T(
    "Ни один срез не отличается от остальных доказанно: разницы в таблицах ниже могут быть случайными.",
    "No slice is proven to differ from the rest: the differences in the tables below may be chance.",
)
MODE = T(
    "Сделки, выигранные или проигранные {now}; рядом {before}; год — {year}.",
    "Deals won or lost {now}; beside it {before}; the year is {year}.",
)
UNFILLED = T(
    "Появятся, когда заполните столбцы на вкладках «Клиенты» и «Сделки»: {names}.",
    "Will appear when you fill the columns of the tabs Clients and Deals: {names}.",
)
UNPRICED = T(
    "Выигранных сделок без суммы: {n}; в суммы ({sum}) они не вошли.",
    "Won deals without an amount: {n}; the sums ({sum}) leave them out.",
)

FUNNEL_SLICES = ReportSpec(
    id="funnel_slices",
    title=T("Срезы воронки", "Funnel slices"),
    group="week",
    order=20,
    definition=T(
        "Каких клиентов, товары, каналы, регионы мы выигрываем чаще, а какие — реже, и доказана ли разница.",
        "Which clients, products, channels and regions we win more often or less, and whether that is proven.",
    ),
    source="000",
    mode=lambda context: _mode(context),
    notes=lambda context: _notes(context),
    decisions=(
        T(
            "Срезы считают сделки, закрытые за период: доля = выиграно ÷ (выиграно + проиграно), сумма — выигранных.",
            "Slices count the deals closed in the period: rate = won ÷ (won + lost), the amount is that of the won.",
        ),
        T(
            "Клиент новый для сделки, если до дня её создания не было ни его выигранной сделки, ни его оплаты.",
            "A client is new to a deal if before the day of its creation there was neither a won deal nor a payment.",
        ),
        T(
            "Возраст — год создания сделки минус год рождения клиента.",
            "Age is the year of the deal's creation minus the client's year of birth.",
        ),
        T(
            "Канал — сделки, а если пуст — клиента; продукты — из состава заказа, а если его нет — из сделки.",
            "The channel is the deal's, if blank the client's; products are those of the order lines, else the deal's.",
        ),
        T(
            "Сделка с двумя товарами стоит в обеих строках со всей суммой; строка «Всего» считает её один раз.",
            "A deal with two products stands in both rows with its whole amount; the row “All” counts it once.",
        ),
        *DECISIONS,
    ),
)


def _mode(context: Context) -> str:
    return context.say(
        MODE,
        now=spoken(context, context.period),
        before=spoken(context, context.previous_period),
        year=spoken(context, window(context.asof)),
    )


@FUNNEL_SLICES.block(
    "findings",
    T("Что доказано", "What is proven"),
    (
        Column("dimension", T("Срез", "Slice")),
        Column("value", T("Значение", "Value")),
        VERDICT,
        Column("n", T("Закрыто сделок", "Deals closed"), "count", adds=False),
        Column("rate", T("Доля выигранных", "Win rate"), "rate"),
        Column("rest_rate", T("У остальных", "The rest"), "rate"),
        Column("period", T("За период", "Period")),
    ),
    definition=T(
        "Срезы, которые отличаются от остальных больше, чем это бывает случайно.",
        "The slices that differ from the rest by more than chance would make them.",
    ),
    needs=("deals",),
)
def _findings(context: Context) -> Filled:
    tables = (context.once(period_slices), context.once(year_slices))
    found = [row for table in tables for row in findings(context, table)]
    return Filled(found, empty=NOT_PROVEN)


@FUNNEL_SLICES.block(
    "slices",
    T("Срезы за период", "Slices of the period"),
    SLICES + BESIDE,
    definition=T(
        "Сделки, закрытые за период, по каждому признаку; сравнение — со всеми остальными сделками.",
        "The deals closed in the period by every feature; each is compared with all the other deals.",
    ),
    needs=("deals",),
)
def _slices(context: Context) -> Filled:
    return _filled(context, context.once(period_slices))


@FUNNEL_SLICES.block(
    "year",
    T("Срезы за 12 месяцев", "Slices of 12 months"),
    SLICES + BESIDE,
    definition=T(
        "То же за 12 месяцев, рядом — предыдущие 12: когда сделок за месяц мало, судите по этой таблице.",
        "The same over 12 months, the 12 before beside: where a month has few deals, judge by this table.",
    ),
    needs=("deals",),
)
def _year(context: Context) -> Filled:
    return _filled(context, context.once(year_slices))


@FUNNEL_SLICES.block(
    "channels",
    T("Каналы за 12 месяцев", "Channels over 12 months"),
    (
        Column("channel", T("Канал", "Channel")),
        CLOSED_N,
        WON_N,
        RATE,
        LOW,
        HIGH,
        AMOUNT,
        MEAN,
        VERDICT,
        DIFFERENCE,
        ADJUSTED,
    ),
    definition=T("Откуда приходят выигранные сделки.", "Where the won deals come from."),
    needs=("deals", "deals.channel|clients.channel"),
    charts=(
        ChartSpec("bar", T("Сумма по каналам", "Amount by channel"), "channel", ("amount",)),
        ChartSpec("bar", T("Доля выигранных по каналам", "Win rate by channel"), "channel", ("rate",)),
    ),
)
def _channels(context: Context) -> Filled:
    part = context.once(year_slices).of("channel")
    return Filled([row[:11] for row in value_rows(context, part)] if part else [], empty=NONE_CLOSED)


@FUNNEL_SLICES.block(
    "client_types",
    T("Новые и повторные клиенты по месяцам", "New and returning clients by month"),
    (
        Column("month", T("Месяц", "Month"), "month"),
        Column("new_amount", T("Новые: сумма", "New: amount"), "money"),
        Column("returning_amount", T("Повторные: сумма", "Returning: amount"), "money"),
        Column("new_n", T("Новые: закрыто", "New: closed"), "count"),
        Column("new_won", T("Новые: выиграно", "New: won"), "count"),
        Column("new_rate", T("Новые: доля", "New: rate"), "rate"),
        Column("returning_n", T("Повторные: закрыто", "Returning: closed"), "count"),
        Column("returning_won", T("Повторные: выиграно", "Returning: won"), "count"),
        Column("returning_rate", T("Повторные: доля", "Returning: rate"), "rate"),
    ),
    definition=T(
        "Сделки, закрытые в каждом из 12 месяцев; последний — по дату отчёта.",
        "The deals closed in each of 12 months; the last one up to the report date.",
    ),
    needs=("deals",),
    charts=(
        ChartSpec(
            "stacked",
            T("Выиграно у новых и повторных клиентов", "Won from new and returning clients"),
            "month",
            ("new_amount", "returning_amount"),
        ),
    ),
)
def _client_types(context: Context) -> Filled:
    found, by = context.once(state), context.once(dimensions)[0]
    made: list[Row] = []
    every = np.zeros((2, 3))
    for first, last in months_back(context.asof, MONTHS):
        counted = tally(decided(found, first, last), by)
        figures = np.column_stack([counted.n, counted.won, counted.amount])[:2]
        every += np.nan_to_num(figures)
        made.append(_month(first, figures))
    if not every[:, 0].any():
        return Filled([], empty=NONE_CLOSED)
    return Filled(made, total=_month(context.say(T("Итого", "Total")), every))


def _month(label: Value, figures: Floats) -> Row:
    """New and returning clients: each a row of n, won and amount."""
    row: Row = [label, *cells(figures[:, 2])]
    for n, won in figures[:, :2].tolist():
        row += [int(n), int(won), rate(won, n)]
    return row


def _filled(context: Context, table: SliceTable) -> Filled:
    found, levels = rows(context, table)
    return Filled(found, levels=levels, empty=NONE_CLOSED)


def _notes(context: Context) -> Iterator[str]:
    """What stays outside the tables."""
    if not context.has("deals"):
        return
    table = context.once(period_slices)
    if table.unfilled:
        yield context.say(UNFILLED, names=", ".join(context.say(by.title) for by in table.unfilled))
    unpriced = int(table.whole.won[0] - table.whole.priced[0])
    if unpriced:
        amount = float(np.nan_to_num(table.whole.amount[0]))
        yield context.say(UNPRICED, n=unpriced, sum=money(amount, context.language, context.currency))
    yield from incomplete(context, context.once(year_slices))
