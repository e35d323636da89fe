"""What clients bought, when and for how much: the events behind ABC-XYZ.

* Value: payments net of refunds; the won amount by closing date if no payment is there (or the setting
  says so); or the margin of order lines on the day their deal was won or their invoice issued.
* Purchase days: the dates of won deals and of live invoices; payment dates only if a workbook has neither.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.checks import check
from core.context import Context
from core.metrics.days import Days, months_back, number
from core.metrics.deals import state
from core.metrics.ledger import MONTHS_SHOWN, ledger
from core.metrics.lines import indexed, lines
from core.metrics.money import currencies, deal_amounts, missing_rates
from core.metrics.owners import manager_names
from core.metrics.rates import Floats
from core.report import Problem

Codes = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Source = Literal["payments", "won", "margin"]
BoughtBy = Literal["deals", "invoices", "payments"]


@dataclass(frozen=True)
class Events:
    """One entry an event up to ``asof``. ``who`` is an index into the clients, −1 where the tab names nobody."""

    who: Codes
    day: Days
    amount: Floats
    manager: Codes
    until: Days | None = None
    """The day from which the event is undone (an invoice cancelled)."""


@dataclass(frozen=True)
class Purchases:
    """``bought`` are the sources of purchase days, the first one that knows a client counts for it."""

    clients: tuple[str, ...]
    """By name."""
    source: Source
    value: Events
    bought: tuple[tuple[BoughtBy, Events], ...]
    managers: tuple[str, ...]
    """By name; the code after the last one is «Без менеджера»."""

    def manager_of(self, first: int, last: int) -> Codes:
        """The manager of each client's latest event from ``first`` to ``last``; of one day, the first by name."""
        none = len(self.managers)
        best = np.full(len(self.clients), -1, np.int64)
        for events in (self.value, *(events for _, events in self.bought)):
            known = (events.who >= 0) & (events.manager < none) & (events.day >= first) & (events.day <= last)
            key = events.day[known] * (none + 1) + (none - events.manager[known])
            np.maximum.at(best, events.who[known], key)
        return np.where(best >= 0, none - best % (none + 1), none)


def purchases(context: Context) -> Purchases:
    """The events up to the report date; ask with ``context.once(purchases)``."""
    names = _names(context)
    place = pd.Index(names)
    paid, won, invoiced = _paid(context, place), _won(context, place), _invoiced(context, place)
    source: Source = context.settings.abc_value  # type: ignore[assignment]
    if source == "payments" and not len(paid.who):
        source = "won"
    value = {"payments": lambda: paid, "won": lambda: won, "margin": lambda: _margin(context, place)}[source]()
    known: list[tuple[BoughtBy, Events]] = [("deals", won), ("invoices", invoiced)]
    bought = [(by, events) for by, events in known if len(events.who)] or [("payments", _positive(paid))]
    return Purchases(names, source, value, tuple(bought), context.once(manager_names).names)


def _names(context: Context) -> tuple[str, ...]:
    columns = [context.tables[table].frame["client"].cat.categories for table in ("payments", "invoices", "deals")]
    return tuple(sorted({str(name) for column in columns for name in column}))


def _paid(context: Context, place: "pd.Index[str]") -> Events:
    """Payments and refunds in the base currency; a blank client is the invoice's."""
    book, frame = context.once(ledger), context.tables["payments"].frame
    paid = book.payments
    who = indexed(frame["client"], place)
    who = who if len(paid.row) == len(who) else who[paid.row]
    blank = np.flatnonzero((who < 0) & (paid.invoice >= 0))
    if len(blank):
        who = who.copy()
        who[blank] = indexed(context.tables["invoices"].frame["client"], place)[paid.invoice[blank]]
    made = Events(who, paid.day, paid.value / book.scale, paid.manager)
    return made if currencies(context, "payments").codes is None else _kept(made, ~np.isnan(paid.value))


def _positive(events: Events) -> Events:
    """The events without refunds: giving money back is no purchase."""
    return _kept(events, events.amount > 0)


def _kept(events: Events, where: Bools) -> Events:
    return Events(events.who[where], events.day[where], events.amount[where], events.manager[where])


@check
def old_payments_without_a_rate(context: Context) -> Iterator[Problem]:
    """Payments that only a look back needs in the base currency: the ledger settles them in the invoice's own."""
    if currencies(context, "payments").codes is None:
        return
    book = context.once(ledger)
    paid, back = book.payments, MONTHS_SHOWN + context.settings.moves_months
    needed = np.isnan(paid.value) & (paid.day >= number(months_back(context.asof, back)[0][0]))
    yield from missing_rates(context, "payments", paid.row[needed], paid.day[needed])


def _won(context: Context, place: "pd.Index[str]") -> Events:
    """Deals won on a known day; a blank amount is worth nothing here."""
    found = context.once(state)
    rows = np.flatnonzero(found.won & ~np.isnat(found.closed))
    row = found.row[rows]
    frame = context.tables["deals"].frame
    return Events(
        indexed(frame["client"], place)[row],
        found.closed[rows].astype(np.int64),
        np.nan_to_num(deal_amounts(context)[row]),
        context.once(manager_names).codes(frame["manager"])[row],
    )


def _invoiced(context: Context, place: "pd.Index[str]") -> Events:
    """Invoices issued, each until it is cancelled."""
    book, frame = context.once(ledger).invoices, context.tables["invoices"].frame
    rows = np.flatnonzero(book.counted)
    who = indexed(frame["client"], place)[rows]
    return Events(who, book.date[rows], book.amount[rows], book.manager[rows], book.cancelled[rows])


def _margin(context: Context, place: "pd.Index[str]") -> Events:
    """Lines as amount − cost, on the day their deal was won, else their invoice issued; without a cost left out."""
    found = context.once(lines)
    earned = found.amount - found.cost
    at = np.flatnonzero(found.sold & ~np.isnan(earned))
    who = np.append(place.get_indexer(pd.Index(found.clients)), -1).astype(np.int64)[found.client[at]]
    return Events(who, found.day[at], earned[at], found.manager[at])


def missing_costs(context: Context) -> int:
    """Lines without a cost, which the margin leaves out."""
    frame = context.tables["lines"].frame
    return int((frame["cost"].isna() & frame["amount"].notna()).sum())
