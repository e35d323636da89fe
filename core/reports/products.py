from collections.abc import Sequence

import numpy as np

from core.context import Context
from core.i18n import T
from core.metrics.baskets import pairs
from core.metrics.days import day, months_back, number
from core.metrics.lines import lines
from core.metrics.product_sales import ProductSales, monthly, product_sales, year_baskets, year_bundles
from core.metrics.rates import rate
from core.metrics.segments import ABC_NAMES, XYZ_NAMES
from core.report import Column, Kind, Row, Value
from core.reports._product_columns import (
    ALSO_BOUGHT,
    BUNDLES,
    COMPARED,
    LEADERS,
    MARGIN,
    NEVER_SOLD,
    NO_PRODUCT,
    NOT_LISTED,
    NOT_NOW,
    RANKED,
    WITHDRAWN,
)
from core.reports._product_rows import also_rows, blanks, bundle_rows, led, margin_total, partners, ranked
from core.reports._product_words import DECISIONS, TOGETHER, UNSOLD, mode, notes
from core.reports.build import total_row
from core.reports.declare import ChartSpec, Filled, ReportSpec

MONTHS_SHOWN, PRODUCTS_SHOWN = 12, 6
STACK = (*(f"product_{k}" for k in range(1, PRODUCTS_SHOWN + 1)), "others")
ITEMS_SHOWN, PARTNERS_SHOWN = 20, 5

PRODUCTS = ReportSpec(
    id="products",
    title=T("Продажи по товарам", "Product sales"),
    group="month",
    order=40,
    definition=T(
        "Какие товары продаются лучше, какие хуже, что не продаётся и что берут вместе.",
        "Which products sell better, which worse, what does not sell, and what is bought together.",
    ),
    source="000, 003",
    mode=mode,
    notes=notes,
    decisions=DECISIONS,
)


@PRODUCTS.block(
    "ranking",
    T("Рейтинг товаров", "Product ranking"),
    (*RANKED, *MARGIN, *COMPARED),
    definition=T(
        "Проданное за период по товарам, рядом прошлый период. Активные товары без продаж остаются в списке.",
        "What was sold in the period by product, beside the previous one. Active products that did not sell stay.",
    ),
    needs=("lines|deals.product",),
    charts=(
        ChartSpec(
            "bar",
            T("Продажи: этот период и прошлый", "Sales: this period and the one before"),
            "product",
            ("amount", "before"),
            rows=10,
        ),
    ),
)
def _ranking(context: Context) -> Filled:
    found = context.once(product_sales)
    blank = [len(found.names)] if any(t.lines[-1] for t in (found.now, found.before, found.year)) else []
    shown = [*found.shown.tolist(), *blank]
    costed = bool(found.year.costed.any() or found.now.costed.any())
    names = [*found.names, context.say(NO_PRODUCT)]
    rows = [
        [*head, *tail]
        for head, tail in zip(ranked(found.now, shown, names, costed), _compared(found, shown, context), strict=True)
    ]
    columns = (*RANKED, *(MARGIN if costed else ()), *COMPARED)
    total, ids = total_row(columns, rows, context), [column.id for column in columns]
    now, same = float(np.nansum(found.now.amount)), float(np.nansum(found.same.amount))
    margins = dict(zip((column.id for column in MARGIN), margin_total(found.now), strict=True)) if costed else {}
    rose = rate(now - same, same) if same > 0 else None
    for id, value in {"deals": found.now.all_orders, "growth": rose, **margins}.items():
        total[ids.index(id)] = value
    return Filled(rows, total=total if rows else None, columns=columns, empty=UNSOLD)


def _compared(found: ProductSales, shown: Sequence[int], context: Context) -> list[Row]:
    """The columns after those of the ranking itself."""
    before, same, year = (blanks(tally.amount) for tally in (found.before, found.same, found.year))
    rose, asof = growth(found), number(context.asof)
    last, abc, xyz = found.last.tolist(), found.abc.classes.tolist(), found.xyz.tolist()
    cv, named = blanks(found.cv), context.has("products")
    rows: list[Row] = []
    for i in shown:
        if i == len(found.names):
            rows.append([before[i], rose[i], *[None] * 6, same[i], year[i], None])
            continue
        sold = last[i] >= 0
        dated: list[Value] = [day(last[i]), asof - last[i]] if sold else [None, None]
        said = _attention(found, i, named)
        words: list[Value] = [
            context.say(said) if said else None,
            ABC_NAMES[abc[i]] if found.year.lines[i] else None,
            XYZ_NAMES[xyz[i]] if xyz[i] >= 0 else None,
            found.catalogue.group[i],
        ]
        rows.append([before[i], rose[i], *dated, *words, same[i], year[i], cv[i]])
    return rows


def _attention(found: ProductSales, i: int, named: bool) -> T | None:
    """What the head should notice about a product; ``named``: there is a catalogue."""
    if found.last[i] < 0:
        return NEVER_SOLD
    if named and not found.catalogue.listed[i]:
        return NOT_LISTED
    if not found.now.lines[i]:
        return NOT_NOW
    return WITHDRAWN if named and not found.catalogue.active[i] else None


@PRODUCTS.block(
    "leaders",
    T("Лучшие и худшие", "Best and worst"),
    LEADERS,
    definition=T(
        "По каждому показателю до трёх лучших и до трёх худших; из равных худший — кто дольше не продавался.",
        "For each measure up to three best and three worst; of equals the worst has not been sold for longest.",
    ),
    needs=("lines|deals.product",),
)
def _leaders(context: Context) -> Filled:
    found = context.once(product_sales)
    if not found.now.lines[:-1].any():
        return Filled([], empty=UNSOLD)
    shown = sorted(found.shown.tolist())
    unsold = np.where(found.last < 0, np.inf, number(context.asof) - found.last).tolist()
    amount = blanks(found.now.amount)
    rows: list[Row] = []
    kinds: list[Kind] = []
    for title, kind, values in _measures(found):
        known = [(i, value) for i in shown if (value := values[i]) is not None]
        for place, i, value in led(known, unsold) if len(known) > 1 else []:
            rows.append([context.say(title), context.say(place), found.names[i], value, amount[i]])
            kinds.append(kind)
    return Filled(rows, row_kinds=kinds)


def _measures(found: ProductSales) -> list[tuple[T, Kind, list[float | None]]]:
    """What products are ranked by; None keeps a product out."""
    now = found.now
    quantity = [0.0 if not n else value for n, value in zip(now.lines, blanks(now.quantity), strict=True)]
    every: list[tuple[T, Kind, list[float | None]]] = [
        (T("Сумма", "Amount"), "money", blanks(now.amount)),
        (T("Заказы", "Orders"), "count", list(now.orders.tolist())),
        (T("Количество", "Quantity"), "number", list(quantity)),
        (T("Рост", "Growth"), "rate", growth(found)),
        (T("Маржа", "Margin"), "money", blanks(now.margin)),
    ]
    return [one for one in every if any(one[2])]


def growth(found: ProductSales) -> list[float | None]:
    """Each product's amount against that of as many days of the period before; None where that was not above 0."""
    amounts = zip(blanks(found.now.amount), blanks(found.same.amount), strict=True)
    return [None if now is None or not same or same < 0 else rate(now - same, same) for now, same in amounts]


@PRODUCTS.block(
    "months",
    T("По месяцам", "By month"),
    (Column("month", T("Месяц", "Month"), "month"), Column("total", T("Всего", "All"), "money")),
    definition=T(
        "Проданное за 12 месяцев: самые крупные товары, остальные и всего.",
        "What was sold in 12 months: the largest products, the others and all.",
    ),
    needs=("lines|deals.product",),
    charts=(ChartSpec("stacked", T("Продажи по месяцам", "Sales by month"), "month", STACK),),
)
def _months(context: Context) -> Filled:
    spans = months_back(context.asof, MONTHS_SHOWN)
    found = context.once(lines)
    sums = monthly(found, spans)
    whole = sums.sum(1)
    if not whole.any():
        return Filled([], empty=UNSOLD)
    largest = [i for i in np.argsort(-whole[:-1], kind="stable").tolist() if whole[i] > 0][:PRODUCTS_SHOWN]
    others = np.setdiff1d(np.arange(len(sums)), largest)
    columns = [
        Column("month", T("Месяц", "Month"), "month"),
        *(Column(f"product_{k}", T.same(found.products[i]), "money", heat=True) for k, i in enumerate(largest, 1)),
        *([Column("others", T("Остальные", "Others"), "money", heat=True)] if sums[others].any() else []),
        Column("total", T("Всего", "All"), "money"),
    ]
    rest = [sums[others].sum(0).tolist()] if sums[others].any() else []
    by_month = zip(*(sums[i].tolist() for i in largest), *rest, sums.sum(0).tolist(), strict=True)
    rows: list[Row] = [[first, *cells] for (first, _), cells in zip(spans, by_month, strict=True)]
    return Filled(rows, total=total_row(columns, rows, context), columns=columns)


@PRODUCTS.block(
    "bundles",
    T("Популярные комплекты", "Popular bundles"),
    BUNDLES,
    definition=T(
        "Товары, которые купили в одном заказе не меньше чем в 5 заказах за 12 месяцев. Какой из них предлагать "
        "последним — тот, что берут с остальными чаще всего.",
        "Products bought in one order in at least 5 orders of 12 months. The one to offer is the one that is most "
        "often taken with the rest.",
    ),
    needs=("lines",),
    charts=(ChartSpec("bar", T("Чаще всего берут вместе", "Most often taken together"), "items", ("n",), rows=10),),
)
def _bundles(context: Context) -> Filled:
    found = context.once(year_baskets)
    return Filled(bundle_rows(context.once(year_bundles).sets, found.items, context.say), empty=TOGETHER)


@PRODUCTS.block(
    "also_bought",
    T("Что берут вместе с товаром", "What goes with a product"),
    ALSO_BOUGHT,
    definition=T(
        "До пяти товаров, которые чаще всего в тех же заказах, — для двадцати самых ходовых товаров.",
        "Up to five products most often in the same orders, for the twenty products in most orders.",
    ),
    needs=("lines",),
)
def _also_bought(context: Context) -> Filled:
    found = context.once(year_baskets)
    by_item = partners(pairs(found), PARTNERS_SHOWN)
    items = sorted(by_item, key=lambda item: (-found.count[item], item))[:ITEMS_SHOWN]
    rows = [row for item in items for row in also_rows(found, item, by_item[item], context.say)]
    return Filled(rows, empty=TOGETHER)
