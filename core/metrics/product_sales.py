"""What each product sold in a period, the one before and twelve months; and what is not sold at all."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.context import Context
from core.metrics.baskets import Baskets, Top, baskets, top_sets
from core.metrics.days import Days, number, same_day_last_month
from core.metrics.lines import Codes, Lines, indexed, lines
from core.metrics.rates import Floats
from core.metrics.regularity import classic_xyz
from core.metrics.segments import Abc, Classes, abc

Bools = npt.NDArray[np.bool_]
MONTHS, BUNDLES_SHOWN = 12, 50
FEWEST_MONTHS = 3
"""Of fewer months a regularity says nothing."""


@dataclass(frozen=True)
class Tally:
    """Sums of order lines, one entry a product; the last one is the lines without a product."""

    lines: Codes
    amount: Floats
    """NaN where there are lines but no amount."""
    quantity: Floats
    """NaN where no quantity is known."""
    orders: Codes
    """Distinct deals, or invoices without a deal."""
    costed: Floats
    """The amount of the lines that have a cost."""
    margin: Floats
    """Amount − cost of those; NaN where no cost is known."""
    all_orders: int
    """Every order once, however many products it has."""


@dataclass(frozen=True)
class Catalogue:
    """What the tab «Товары» says of each product."""

    listed: Bools
    active: Bools
    """Listed, and not marked as no longer sold."""
    group: tuple[str | None, ...]


@dataclass(frozen=True)
class ProductSales:
    """One entry a product, as in :class:`Lines`; tallies have one more."""

    names: tuple[str, ...]
    catalogue: Catalogue
    now: Tally
    before: Tally
    same: Tally
    """As many days of the period before as have passed of this one."""
    year: Tally
    abc: Abc
    xyz: Classes
    """−1: no class."""
    cv: Floats
    last: Days
    """When it was sold last; −1 never."""

    @property
    def shown(self) -> Codes:
        """Products sold within the year or the periods, and active ones that are not: by amount, ties by name."""
        some = self.catalogue.active.copy()
        for tally in (self.now, self.before, self.year):
            some |= tally.lines[:-1] > 0
        rows = np.flatnonzero(some)
        return rows[np.argsort(-np.nan_to_num(self.now.amount[rows]), kind="stable")]


def _regularity(months: Floats) -> tuple[Classes, Floats]:
    """Each product's classic XYZ class and its variation; −1 and NaN for too few months, or none with a sale."""
    if months.shape[1] < FEWEST_MONTHS:
        return np.full(len(months), -1, np.int8), np.full(len(months), np.nan)
    found = classic_xyz(months)
    return np.where(np.isnan(found.cv), np.int8(-1), found.classes), found.cv


def product_sales(context: Context) -> ProductSales:
    """Sales of every product; ask with ``context.once(product_sales)``."""
    found = context.once(lines)
    spans = rolling_months(context.asof)
    year = tallied(context, spans[0][0], spans[-1][1])
    opened = int(found.day[found.sold].min(initial=number(context.asof)))
    months = monthly(found, [span for span in spans if number(span[1]) >= opened])[:-1]
    classes, cv = _regularity(months)
    last = np.full(len(found.products) + 1, -1, np.int64)
    sold = found.at(found.sold)
    np.maximum.at(last, sold.product, sold.day)
    return ProductSales(
        found.products,
        _catalogue(context, found.products),
        tallied(context, *context.period),
        tallied(context, *context.previous_period),
        tallied(context, *same_days(context)),
        year,
        abc(np.nan_to_num(year.amount[:-1]), context.settings.abc_a, context.settings.abc_b),
        classes,
        cv,
        last[:-1],
    )


def same_days(context: Context) -> tuple[date, date]:
    """The part of the period before that is as long as this one."""
    first, last = context.previous_period
    return first, last if context.settings.period_from else same_day_last_month(context.period[1])


def tallied(context: Context, first: date, last: date) -> Tally:
    """What was sold from ``first`` to ``last``."""
    found = context.once(lines)
    rows = np.flatnonzero((found.day >= number(first)) & (found.day <= number(last)))
    some = found.at(rows)
    return tally(some.product, orders(context)[rows], some.amount, some.quantity, some.cost, len(found.products))


def tally(product: Codes, order: Codes, amount: Floats, quantity: Floats, cost: Floats, n: int) -> Tally:
    """Lines (product −1: blank; order −1: none) of ``n`` products, summed. NaN is a blank cell."""
    product = np.where(product < 0, n, product)
    priced, counted, margin = ~np.isnan(amount), ~np.isnan(quantity), amount - cost
    costed = ~np.isnan(margin)

    def total(values: Floats, where: Bools) -> Floats:
        return _summed(product[where], values[where], n + 1)

    def times(where: Bools) -> Codes:
        return np.bincount(product[where], minlength=n + 1)

    there = times(np.ones(len(product), np.bool_))
    known = order >= 0
    width = int(order.max(initial=0)) + 1
    once = np.unique(product[known] * width + order[known])
    return Tally(
        there,
        np.where((there > 0) & (times(priced) == 0), np.nan, total(amount, priced)),
        np.where((there > 0) & (times(counted) == 0), np.nan, total(quantity, counted)),
        np.bincount(once // width, minlength=n + 1),
        total(amount, costed),
        np.where(times(costed) == 0, np.nan, total(margin, costed)),
        len(np.unique(once % width)),
    )


def orders(context: Context) -> Codes:
    """The order of each line: its deal, else its invoice; −1 without either."""
    found = context.once(lines)
    deals = len(context.tables["deals"])
    return np.where(found.deal >= 0, found.deal, np.where(found.invoice >= 0, deals + found.invoice, -1))


def monthly(found: Lines, spans: list[tuple[date, date]]) -> Floats:
    """Products (and the row of the lines without one) × spans that follow each other: amounts sold."""
    n = len(found.products) + 1
    starts = np.array([number(first) for first, _ in spans], np.int64)
    at = np.searchsorted(starts, found.day, "right") - 1
    inside = (at >= 0) & (found.day <= (number(spans[-1][1]) if spans else -1)) & ~np.isnan(found.amount)
    product = np.where(found.product < 0, n - 1, found.product)[inside]
    return _summed(product * len(spans) + at[inside], found.amount[inside], n * len(spans)).reshape(n, len(spans))


def rolling_months(asof: date, n: int = MONTHS) -> list[tuple[date, date]]:
    """``n`` whole months counted back from ``asof``: of 15 May each is 16th to 15th."""
    after = asof + timedelta(days=1)
    starts = [_months_before(after, k) for k in range(n, -1, -1)]
    return [(first, then - timedelta(days=1)) for first, then in pairwise(starts)]


def year_baskets(context: Context) -> Baskets:
    """The orders of the twelve months to ``asof``; ask with ``context.once(year_baskets)``."""
    found = context.once(lines)
    spans = rolling_months(context.asof)
    rows = np.flatnonzero((found.day >= number(spans[0][0])) & (found.day <= number(spans[-1][1])))
    return baskets(orders(context)[rows], found.product[rows], found.products)


def year_bundles(context: Context) -> Top:
    """The most frequent bundles of those orders; ask with ``context.once(year_bundles)``."""
    return top_sets(context.once(year_baskets), BUNDLES_SHOWN)


def _summed(codes: Codes, values: Floats, n: int) -> Floats:
    """Sums a code, without what the order of the rows leaves in the last bits."""
    return np.asarray(np.round(np.bincount(codes, values, n), 6), np.float64)


def _months_before(day: date, n: int) -> date:
    """The same day ``n`` months earlier; the next month's first where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - n, 12)
    following = date(year + month // 11, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following)


def _catalogue(context: Context, products: tuple[str, ...]) -> Catalogue:
    frame = context.tables["products"].frame
    n = len(products)
    at = indexed(frame["product"], pd.Index(products))
    rows = np.flatnonzero(at >= 0)
    listed, active = np.zeros(n, np.bool_), np.zeros(n, np.bool_)
    listed[at[rows]] = True
    active[at[rows[frame["active"].to_numpy()[rows] != 0]]] = True
    group: list[str | None] = [None] * n
    for i, name in sorted(zip(at[rows].tolist(), frame["group"].iloc[rows], strict=True), key=str):
        group[i] = group[i] or (name if isinstance(name, str) else None)
    return Catalogue(listed, active, tuple(group))
