"""Managers in the report «Матрица направлений»: who does what with each product, who sells how much of it."""

import numpy as np

from core.context import Context
from core.i18n import T
from core.metrics.lines import lines
from core.metrics.owners import labels
from core.metrics.product_activity import activity
from core.report import Column, Row
from core.reports._directions_cells import TOP
from core.reports._directions_words import NO_PAIRS
from core.reports.declare import Filled


def amounts(context: Context) -> Filled:
    sold, amount = context.once(lines), context.once(activity).amount
    names, by_product = labels(context), amount.sum(0)
    order = np.lexsort((np.arange(len(by_product)), -by_product))
    shown = [j for j in order.tolist() if by_product[j] > 0][:TOP]
    busy = np.flatnonzero(amount.any(1))
    busy = busy[np.lexsort((busy, -amount.sum(1)[busy]))]
    rest = amount.sum(1) - amount[:, shown].sum(1)
    columns = (
        Column("manager", T("Менеджер", "Manager")),
        Column("amount", T("Всего", "In all"), "money"),
        *(Column(f"product_{i}", T.same(sold.products[j]), "money", heat=True) for i, j in enumerate(shown, 1)),
        *([Column("rest", T("Остальные товары", "Other products"), "money")] if rest.any() else []),
    )
    rows: list[Row] = [
        [
            names[code],
            float(amount[code].sum()),
            *amount[code, shown].tolist(),
            *([float(rest[code])] if rest.any() else []),
        ]
        for code in busy.tolist()
    ]
    return Filled(rows, columns=columns, empty=T("За 12 месяцев ничего не продано.", "Nothing was sold in 12 months."))


def activities(context: Context) -> Filled:
    products, made = context.once(lines).products, context.once(activity)
    names = labels(context)
    figures = (made.open, made.offered, made.won, made.amount, made.lost)
    who, what = np.nonzero(np.any([figure != 0 for figure in figures], 0))
    order = np.lexsort((what, -made.amount[who, what], who))
    who, what = who[order], what[order]
    columns = zip(who.tolist(), what.tolist(), *(figure[who, what].tolist() for figure in figures), strict=True)
    rows: list[Row] = [[names[i], products[j], *cells] for i, j, *cells in columns]
    opened, offered, won, lost = made.total
    total: Row = [context.say(T("Итого", "Total")), None, opened, offered, won, float(made.amount.sum()), lost]
    return Filled(rows, total if rows else None, empty=NO_PAIRS)
