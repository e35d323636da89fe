"""Rows that the report on products shares with the functions of it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from core.i18n import T
from core.metrics.baskets import Baskets, Pairs, Rule
from core.metrics.product_sales import Tally
from core.metrics.rates import Floats, rate, wilson
from core.metrics.segments import EPSILON
from core.report import Row, Value
from core.reports._product_columns import BEST, CHANCE, OFTEN, SELDOM, WORST

Say = Callable[[T], Any]
"""How a word gets into a cell: in the report's language, or as it is where a function's face translates it."""

LED = 3
"""How many of the best and of the worst."""


def ranked(tally: Tally, rows: Sequence[int], names: Sequence[str], with_margin: bool) -> list[Row]:
    """Name, amount, share, orders, quantity, and margin with its rate and its base, of some products."""
    amount, quantity, margin = blanks(tally.amount), blanks(tally.quantity), blanks(tally.margin)
    orders, costed, lines = tally.orders.tolist(), tally.costed.tolist(), tally.lines.tolist()
    total = float(np.nansum(tally.amount))
    out: list[Row] = []
    for i in rows:
        earned, sum_ = margin[i], amount[i]
        share = None if sum_ is None or total <= EPSILON else sum_ / total
        row: Row = [names[i], sum_, share, orders[i], quantity[i] if lines[i] else 0.0]
        if with_margin:
            base = None if earned is None else costed[i]
            row += [earned, None if earned is None or not base else rate(earned, base), base]
        out.append(row)
    return out


def margin_total(tally: Tally) -> list[Value]:
    """The margin of all products, its rate, and the amount it is of."""
    if np.isnan(tally.margin).all():
        return [None, None, None]
    margin, costed = float(np.nansum(tally.margin)), float(tally.costed.sum())
    return [margin, rate(margin, costed), costed]


def led(values: Sequence[tuple[int, float]], unsold: Sequence[float]) -> list[tuple[T, int, float]]:
    """The best and worst products by (product, value), products in order of their names; never the same in both.

    Of equally bad ones those unsold for longest come first.
    """
    best = sorted(values, key=lambda one: (-one[1], one[0]))[: min(LED, (len(values) + 1) // 2)]
    rest = [one for one in values if one not in best]
    worst = sorted(rest, key=lambda one: (one[1], -unsold[one[0]], one[0]))[:LED]
    return [(BEST, *one) for one in best] + [(WORST, *one) for one in worst]


def verdict(rule: Rule) -> T:
    """Whether who takes the one takes the other more often than everyone does, beyond chance."""
    low, high = wilson(rule.n, rule.given_n)
    usual = rule.then_n / rule.baskets
    if low is None or high is None or low <= usual <= high:
        return CHANCE
    return OFTEN if low > usual else SELDOM


def bundle_rows(found: Sequence[Rule], names: Sequence[str], say: Say) -> list[list[Any]]:
    rows: list[list[Any]] = []
    for rule in found:
        given = " + ".join(names[i] for i in rule.given)
        every = " + ".join(names[i] for i in sorted((*rule.given, rule.then)))
        figures = [every, rule.n, rule.support, rule.confidence, rule.lift]
        rows.append([*figures, given, names[rule.then], say(verdict(rule)), rule.given_n, rule.then_n])
    return rows


def also_rows(found: Baskets, item: int, others: Iterable[tuple[int, int]], say: Say) -> list[list[Any]]:
    """One row for each (other item, baskets with both)."""
    names, count, rows = found.items, found.count, list[list[Any]]()
    for other, n in others:
        rule = Rule((item,), other, n, int(count[item]), int(count[other]), found.n)
        figures = [names[item], names[other], n, rule.confidence, rule.lift, rule.given_n]
        rows.append([*figures, say(verdict(rule)), rule.then_n])
    return rows


def partners(found: Pairs, most: int) -> dict[int, list[tuple[int, int]]]:
    """For each item the ``most`` items it is bought with most often, from pairs in that order; ties by name."""
    out: dict[int, list[tuple[int, int]]] = {}
    for a, b, n in zip(found.left.tolist(), found.right.tolist(), found.n.tolist(), strict=True):
        out.setdefault(a, []).append((b, n))
        out.setdefault(b, []).append((a, n))
    return {item: sorted(them, key=lambda one: (-one[1], one[0]))[:most] for item, them in out.items()}


def blanks(values: Floats) -> list[float | None]:
    """A column with NaN as empty cells."""
    return [None if value != value else value for value in values.tolist()]
