"""When each client who ever bought is due to buy again: the mean gap between purchase days, from the last of them.

Purchase days are those of XYZ (won deals, else live invoices, else payments), but of all time, not of 12 months.
"""

from dataclasses import dataclass

import numpy as np

from core.context import Context
from core.metrics.days import NEVER, Days, number
from core.metrics.deals import state
from core.metrics.ledger import ledger
from core.metrics.lines import lines
from core.metrics.money import deal_amounts
from core.metrics.purchases import BoughtBy, Codes, Events, purchases
from core.metrics.rates import Floats
from core.metrics.segments import Bools

MOST_PRODUCTS = 2
"""How many products of the last purchase are named; the others are counted."""


@dataclass(frozen=True)
class Reorder:
    """One entry a client who bought by the report date, by name; the arrays are aligned. Money in base currency."""

    who: Codes
    """Index into ``Purchases.clients``."""
    clients: tuple[str, ...]
    days: Codes
    """Distinct purchase days."""
    last: Days
    last_amount: Floats
    """Of all purchases of that day; NaN where none of them has an amount."""
    usual: Floats
    """Mean amount of a purchase day that has one; NaN without any."""
    gap: Floats
    """Mean days between purchase days; NaN for who bought once."""
    expected: Days
    """The last day + the gap, rounded to whole days, halves up; NEVER for who bought once."""
    late: Floats
    """Days past the expected one, below zero while it is ahead; NaN for who bought once."""
    asleep: Bools
    """Silent for more than two gaps: the rule that takes X from a regular client."""

    @property
    def missed(self) -> Floats:
        """What they would have bought by now at their usual pace: usual amount × days late ÷ gap; 0 while ahead."""
        return np.asarray(self.usual * np.maximum(self.late, 0) / self.gap)

    @property
    def due(self) -> Bools:
        """The day has come, and the silence is not longer than two gaps."""
        return np.asarray((self.late >= 0) & ~self.asleep)


def reorder(context: Context) -> Reorder:
    """The clients as of the report date; ask with ``context.once(reorder)``."""
    made, asof = context.once(purchases), number(context.asof)
    who, day, amount = _bought(context, asof)
    order = np.lexsort((day, who))
    who, day, amount = who[order], day[order], amount[order]
    opens = np.append(True, (who[1:] != who[:-1]) | (day[1:] != day[:-1]))[: len(who)]
    at = np.cumsum(opens) - 1
    known = ~np.isnan(amount)
    paid = np.bincount(at, np.where(known, amount, 0.0), int(opens.sum())).astype(np.float64)
    paid[np.bincount(at, known, len(paid)) == 0] = np.nan
    buyer, when = who[opens], day[opens]
    begins = np.append(True, buyer[1:] != buyer[:-1])[: len(buyer)]
    client, place = buyer[begins], np.cumsum(begins) - 1
    n = np.bincount(place, minlength=len(client))
    last_at = np.cumsum(n) - 1
    last, first = when[last_at], when[np.flatnonzero(begins)]
    valued = ~np.isnan(paid)
    with np.errstate(divide="ignore", invalid="ignore"):
        gap: Floats = np.where(n > 1, (last - first) / (n - 1), np.nan)
        usual = np.bincount(place[valued], paid[valued], len(client)) / np.bincount(
            place[valued], minlength=len(client)
        )
    expected = np.where(n > 1, last + np.floor(np.nan_to_num(gap) + 0.5).astype(np.int64), NEVER)
    late: Floats = np.where(n > 1, asof - expected, np.nan)
    names = tuple(made.clients[i] for i in client.tolist())
    asleep = (asof - last) * (n - 1) > 2 * (last - first)
    return Reorder(client, names, n, last, paid[last_at], usual, gap, expected, late, asleep & (n > 1))


def next_day(days: Days) -> int | None:
    """The expected day after the given purchase days, which need no order; None before the second one."""
    known = np.unique(days)
    if len(known) < 2:
        return None
    return int(known[-1] + np.floor((known[-1] - known[0]) / (len(known) - 1) + 0.5))


def bought_last(context: Context) -> dict[tuple[str, int], str]:
    """(client, day) → the products sold on that day by their amount, «А, Б +2», for the last day of each client."""
    found = context.once(lines)
    at = np.flatnonzero(found.sold & (found.client >= 0) & (found.product >= 0))
    latest = np.full(len(found.clients), -1, np.int64)
    np.maximum.at(latest, found.client[at], found.day[at])
    at = at[found.day[at] == latest[found.client[at]]]
    width = len(found.products)
    pairs, place = np.unique(found.client[at] * width + found.product[at], return_inverse=True)
    worth = np.round(np.bincount(place, np.nan_to_num(found.amount[at]), len(pairs)), 6)
    client, product = pairs // max(width, 1), pairs % max(width, 1)
    order = np.lexsort((product, -worth, client))
    named: dict[int, list[str]] = {}
    for who, what in zip(client[order].tolist(), product[order].tolist(), strict=True):
        named.setdefault(who, []).append(found.products[what])
    return {(found.clients[who], int(latest[who])): _listed(names) for who, names in named.items()}


def _listed(names: list[str]) -> str:
    more = len(names) - MOST_PRODUCTS
    return ", ".join(names[:MOST_PRODUCTS]) + (f" +{more}" if more > 0 else "")


def _bought(context: Context, asof: int) -> tuple[Codes, Days, Floats]:
    """Every purchase by ``asof``: of each client from the first source that knows one."""
    made = context.once(purchases)
    known = np.zeros(len(made.clients) + 1, np.bool_)
    known[-1] = True  # nobody
    parts = []
    for by, events in made.bought:
        inside = events.day <= asof
        if events.until is not None:
            inside &= events.until > asof
        inside &= ~known[events.who]
        parts.append((events.who[inside], events.day[inside], _worth(context, by, events)[inside]))
        known[parts[-1][0]] = True
    who, day, amount = (np.concatenate([part[i] for part in parts]) for i in range(3))
    return who, day, amount


def _worth(context: Context, by: BoughtBy, events: Events) -> Floats:
    """The events' amounts in the base currency; NaN for a deal's blank one."""
    if by == "payments":
        return events.amount
    if by == "deals":
        found = context.once(state)
        return context.once(deal_amounts)[found.row[found.won & ~np.isnat(found.closed)]]
    book = context.once(ledger)
    rows = np.flatnonzero(book.invoices.counted)
    rate = book.invoices.currency.at(rows).rate(book.rates, events.day)
    return events.amount / book.scale if rate is None else events.amount * rate / book.scale
