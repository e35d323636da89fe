"""The rows of «Деньги»: flows a month, flows a manager."""

from datetime import date, timedelta

import numpy as np

from core.context import Context
from core.i18n import T
from core.metrics.cashflow import Flows, flows, received
from core.metrics.days import months_back, number, same_day_last_month
from core.metrics.ledger import MONTHS_SHOWN, Ledger, ledger
from core.metrics.owners import label, shown
from core.metrics.rates import Floats
from core.report import Column, Row, Value
from core.reports.declare import Filled

MONTH = Column("month", T("Месяц", "Month"), "month")
FLOWS = (
    Column(
        "inflow",
        T("Поступило", "Received"),
        "money",
        help=T("Сколько денег пришло, без вычета возвратов.", "Money that came in, before refunds."),
    ),
    Column(
        "invoiced",
        T("Выставлено", "Invoiced"),
        "money",
        help=T(
            "Счета по их дате, включая аннулированные позже.", "Invoices by their date, those cancelled later included."
        ),
    ),
    Column("ar_start", T("Неоплаченные счета на начало", "Unpaid invoices at start"), "money", adds=False),
    Column("ar_end", T("Неоплаченные счета на конец", "Unpaid invoices at end"), "money", adds=False),
    Column(
        "check",
        T("Проверка", "Check"),
        "money",
        detail=True,
        help=T(
            "Начало + выставлено − аннулировано − зачтено + курсовая разница − конец; всегда 0.",
            "Start + invoiced − cancelled − applied + exchange difference − end; always 0.",
        ),
    ),
    Column("refunds", T("Возвраты", "Refunds"), "money"),
    Column(
        "cancelled",
        T("Аннулировано", "Cancelled"),
        "money",
        help=T("Что оставалось неоплаченным в день аннулирования.", "What stood unpaid on the day of cancellation."),
    ),
    Column(
        "paid_applied",
        T("Зачтено в счета", "Applied to invoices"),
        "money",
        detail=True,
        help=T(
            "Оплаты за вычетом возвратов, которые закрыли счета; предоплата — с даты счёта.",
            "Payments less refunds that settled invoices; a prepayment from the invoice's date.",
        ),
    ),
    Column(
        "fx_difference",
        T("Курсовая разница", "Exchange difference"),
        "money",
        detail=True,
        help=T(
            "Как движение курсов изменило долг по счетам в другой валюте.",
            "What the rates' movement did to invoices in other currencies.",
        ),
    ),
)
SHIPPED = (
    Column(
        "receivable",
        T("Дебиторка", "Receivable"),
        "money",
        adds=False,
        help=T("Отгружено и не оплачено на конец.", "Shipped and unpaid at the end."),
    ),
    Column(
        "prepayment",
        T("Ждём предоплату", "Awaiting prepayment"),
        "money",
        adds=False,
        help=T("Счёт выставлен, не отгружено, не оплачено.", "Invoiced, neither shipped nor paid."),
    ),
)
CHANGE = Column(
    "inflow_change",
    T("Поступило к прошлому месяцу", "Received against last month"),
    "money",
    help=T(
        "Разница с прошлым месяцем; неполный месяц — с теми же днями прошлого.",
        "The difference to the month before; an unfinished month against the same days of it.",
    ),
)
_NEED = {"inflow": "payments", "refunds": "payments", CHANGE.id: "payments"}


def month_flows(context: Context) -> Flows:
    """The flows of the 12 months that end at ``asof``."""
    return flows(context.once(ledger), months_back(context.asof, MONTHS_SHOWN))


def columns(context: Context, *first: Column, change: bool = False) -> tuple[Column, ...]:
    """The columns of months and managers; what is shipped stands beside where the tab says it."""
    shipped = SHIPPED if context.once(ledger).uses_shipped else ()
    return (*first, *FLOWS, *((CHANGE,) if change else ()), *shipped)


def by_month(context: Context) -> Filled:
    made = columns(context, MONTH)
    found, spans = context.once(month_flows), months_back(context.asof, MONTHS_SHOWN)
    first = _first_month(found)
    whole = {name: values.sum(0) for name, values in _figures(found).items()}
    rows: list[Row] = [[spans[i][0], *_cells(context, made[1:], whole, i)] for i in range(first, len(spans))]
    total = [context.say(T("Итого", "Total")), *_sums(context, made[1:], whole)]
    return Filled(rows, total=total if rows else None, columns=made)


def by_manager(context: Context) -> Filled:
    made = columns(context, Column("manager", T("Менеджер", "Manager")), MONTH, change=True)
    found, spans = context.once(month_flows), months_back(context.asof, MONTHS_SHOWN)
    figures = _figures(found) | {CHANGE.id: _change(context.once(ledger), found, context.asof)}
    first, change = _first_month(found), made.index(CHANGE)
    rows, levels = list[Row](), list[int]()
    for code in shown(context, *figures.values()) if first < len(spans) else ():
        own = {name: values[code] for name, values in figures.items()}
        whole: Row = [label(context, code), None, *_sums(context, made[2:], own)]
        months: list[Row] = [
            [label(context, code), spans[i][0], *_cells(context, made[2:], own, i)] for i in range(first, len(spans))
        ]
        months[0][change] = None  # nothing is known of the month before
        if len(months) == 1:
            whole[change] = None
        rows += [whole, *months]
        levels += [0] + [1] * (len(spans) - first)
    sums = {name: values.sum(0) for name, values in figures.items()}
    total: Row = [context.say(T("Итого", "Total")), None, *_sums(context, made[2:], sums)]
    if len(spans) - first == 1:
        total[change] = None
    return Filled(rows, total=total if rows else None, levels=levels, columns=made)


def _figures(found: Flows) -> dict[str, Floats]:
    """Every figure by its column id, managers × months."""
    own = {column.id: getattr(found, column.id) for column in FLOWS}
    return own | {"receivable": found.shipped_end, "prepayment": found.ar_end - found.shipped_end}


def _first_month(found: Flows) -> int:
    """The first month in which something happened or stood; all of them if nothing ever did."""
    moved = sum(
        np.abs(values).sum(0) for values in (found.inflow, found.refunds, found.invoiced, found.ar_start, found.ar_end)
    )
    busy = np.flatnonzero(moved)
    return int(busy[0]) if len(busy) else found.inflow.shape[1]


def _cells(context: Context, made: tuple[Column, ...], values: dict[str, Floats], i: int) -> list[Value]:
    return [_known(context, column.id, float(values[column.id][i])) for column in made]


def _sums(context: Context, made: tuple[Column, ...], values: dict[str, Floats]) -> list[Value]:
    """The whole span: flows add up, a balance is that of its first or last day; of changes the last one stands."""

    def whole(id: str) -> float:
        if id == "ar_start":
            return float(values[id][0])
        if id in ("ar_end", "receivable", "prepayment", CHANGE.id):
            return float(values[id][-1])
        return float(values[id].sum())

    return [_known(context, column.id, whole(column.id)) for column in made]


def _known(context: Context, column: str, value: float) -> float | None:
    """The figure, unless the tab that it comes from is missing."""
    return value if context.once(_tabs)[_NEED.get(column, "invoices")] else None


def _tabs(context: Context) -> dict[str, bool]:
    return {table: context.has(table) for table in ("invoices", "payments")}


def _change(book: Ledger, found: Flows, asof: date) -> Floats:
    """managers × months: what came in against the month before; the first month shown has none before it: 0."""
    before = np.column_stack([found.inflow[:, 0], found.inflow[:, :-1]])
    last = asof.replace(day=1) - timedelta(days=1)
    before[:, -1] = received(book, number(last.replace(day=1)), number(same_day_last_month(asof)))[0]
    return found.inflow - before
