"""What the tabs of invoices, deals and payments say was done: counts and money a day and manager.

* invoices: issued that day, also those cancelled later;
* deals: won that day;
* payments: money in, gross; several payments of one invoice (without one, of one client) on a day count once.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.context import Context
from core.metrics.days import NEVER, Days, number, numbered
from core.metrics.deals import state
from core.metrics.ledger import ledger
from core.metrics.measures import INVOICED, RECEIVED, WON
from core.metrics.money import convert, deal_amounts
from core.metrics.owners import manager_names
from core.metrics.rates import Floats

Codes = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Done:
    """One tab's events. ``since``: the first day the tab speaks of; before it nothing is known, and 0 is not said."""

    count: str
    money: str
    since: int
    day: Days
    manager: Codes
    amount: Floats
    counted: tuple[Days, Codes] | None = None
    """Day and manager of what is counted; None: each event."""

    def counts(self, first: int, last: int, owners: int) -> Floats:
        """(days × owners) of the count; NaN before ``since``."""
        return self._table(first, last, owners, *(self.counted or (self.day, self.manager)), None)

    def sums(self, first: int, last: int, owners: int) -> Floats:
        """(days × owners) of the money; NaN before ``since``."""
        return self._table(first, last, owners, self.day, self.manager, self.amount)

    def _table(self, first: int, last: int, owners: int, day: Days, manager: Codes, weights: Floats | None) -> Floats:
        inside = np.flatnonzero((day >= first) & (day <= last))
        key = (day[inside] - first) * owners + manager[inside]
        size = (last - first + 1) * owners
        sums = np.bincount(key, None if weights is None else weights[inside], size).astype(np.float64)
        table = sums.reshape(-1, owners)
        table[: max(0, min(self.since - first, len(table)))] = np.nan
        return table


def done(context: Context) -> tuple[Done, ...]:
    """The tabs that have rows; ask with ``context.once(done)``."""
    makers = {"invoices": _invoices, "deals": _deals, "payments": _payments}
    return tuple(make(context) for table, make in makers.items() if len(context.tables[table]))


def _since(context: Context, table: str, column: str) -> int:
    return int(numbered(context.tables[table].frame[column]).min(initial=NEVER))


def _invoices(context: Context) -> Done:
    book = context.once(ledger)
    rows = np.flatnonzero(book.invoices.counted)
    day = book.invoices.date[rows]
    worth = convert(context, "invoices", book.invoices.amount / book.scale, book.invoices.date)[rows]
    since = _since(context, "invoices", "date")
    return Done("invoices", INVOICED, since, day, book.invoices.manager[rows], np.nan_to_num(worth))


def _deals(context: Context) -> Done:
    found, names = context.once(state), context.once(manager_names)
    won = np.flatnonzero(found.won & ~np.isnat(found.closed))
    row = found.row[won]
    manager = names.codes(context.tables["deals"].frame["manager"])[row]
    amount = np.nan_to_num(deal_amounts(context)[row])
    since = min(_since(context, "deals", "created"), _since(context, "deals", "closed"))
    return Done("deals", WON, since, found.closed[won].astype(np.int64), manager, amount)


def _payments(context: Context) -> Done:
    book = context.once(ledger)
    paid = book.payments
    amount = np.maximum(paid.value, 0) / book.scale
    frame = context.tables["payments"].frame
    invoice, client = frame["invoice_id"].cat, frame["client"].cat
    codes = invoice.codes.to_numpy()[paid.row].astype(np.int64)
    payer = np.where(
        codes >= 0, codes, len(invoice.categories) + 1 + client.codes.to_numpy()[paid.row].astype(np.int64)
    )
    payers = len(invoice.categories) + len(client.categories) + 1
    came = np.flatnonzero(paid.value > 0)
    low = int(paid.day[came].min(initial=number(context.asof)))
    key = np.sort(((paid.day[came] - low) * book.owners + paid.manager[came]) * payers + payer[came])
    once = key[np.append(True, key[1:] != key[:-1])[: len(key)]] // payers
    counted = once // book.owners + low, once % book.owners
    return Done("payments", RECEIVED, _since(context, "payments", "date"), paid.day, paid.manager, amount, counted)
