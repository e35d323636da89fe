"""One ledger of invoices and payments, built once a refresh; every figure of money is a question to it.

An invoice is issued at its date, paid by the payments that name it (a payment dated before its invoice
counts from the invoice's date), and cancelled for what then stands unpaid. Rest of an invoice =
max(0, amount − payments applied, refunds negative) (REPORTS §2, «Definitions that must be exact»).
"""

from dataclasses import dataclass, field, replace
from datetime import timedelta

import numpy as np

from core.context import Context
from core.metrics.bookkeeping import (
    NONE,
    Bools,
    Invoices,
    Payments,
    Settled,
    hundredths,
    in_invoice_currency,
    read_invoices,
    read_payments,
    settle,
    summed,
    unpaid,
)
from core.metrics.days import NEVER, Days, months_back, number
from core.metrics.days import day as to_date
from core.metrics.money import Codes, Rates, rates
from core.metrics.owners import manager_names
from core.metrics.rates import Floats

MONTHS_SHOWN = 12


@dataclass(frozen=True)
class Ledger:
    asof: int
    first: int
    """The first day of the 12 months shown; rates are needed from here on."""
    scale: float
    """Units in one unit of money."""
    managers: tuple[str, ...]
    """By name; the code after the last one is «Без менеджера»."""
    rates: Rates
    invoices: Invoices
    payments: Payments
    settled: Settled
    uses_shipped: bool
    unrated_invoices: tuple[Codes, Days]
    unrated_payments: tuple[Codes, Days]
    _rests: dict[int, Floats] = field(default_factory=dict, repr=False, compare=False)

    @property
    def owners(self) -> int:
        """How many managers there are, «Без менеджера» with them."""
        return len(self.managers) + 1

    def rest(self, day: int) -> Floats:
        """Each invoice's rest at the end of a day up to ``asof``, in units of its own currency."""
        if day not in self._rests:
            self._rests[day] = _rest(self, day)
        return self._rests[day]

    def worth(self, units: Floats, day: int) -> Floats:
        """Units of the invoices' own currencies in the base currency, at the rate of ``day``."""
        rate = self.invoices.currency.rate(self.rates, np.full(len(units), day))
        return units if rate is None else np.where(units == 0, 0.0, units * rate)

    def by_manager(self, values: Floats, where: Bools | None = None) -> Floats:
        """Sums of invoices' ``values`` (units) a manager, in money."""
        codes = self.invoices.manager
        if where is not None:
            codes, values = codes[where], values[where]
        return summed(codes, values, self.owners) / self.scale


def ledger(context: Context) -> Ledger:
    """The ledger as of the report date; ask with ``context.once(ledger)``."""
    asof = number(context.asof)
    first = number(months_back(context.asof, MONTHS_SHOWN)[0][0])
    (owed, came), scale = hundredths(*(context.tables[t].frame["amount"].to_numpy() for t in ("invoices", "payments")))
    invoices = read_invoices(context, asof, owed)
    payments, unrated = read_payments(context, asof, first, came, invoices)
    book = Ledger(
        asof,
        first,
        scale,
        context.once(manager_names).names,
        context.once(rates),
        invoices,
        payments,
        settle(payments, invoices, in_invoice_currency(context, payments, invoices)),
        bool((invoices.shipped < NEVER).any()),
        NONE,
        unrated,
    )
    return book if invoices.currency.codes is None else _without_unrated(book)


def _rest(book: Ledger, day: int) -> Floats:
    invoices, settled = book.invoices, book.settled
    upto = int(np.searchsorted(settled.day, day, "right"))
    paid = summed(settled.invoice[:upto], settled.amount[:upto], len(invoices.amount))
    stands = invoices.counted & (invoices.date <= day) & (invoices.cancelled > day)
    return np.where(stands, unpaid(invoices.amount, paid), 0.0)


def _without_unrated(book: Ledger) -> Ledger:
    """The ledger without the invoices that lack a rate they need, and the first day on which each lacks it."""
    lacks = np.full(len(book.invoices.amount), NEVER, np.int64)
    for rows, days in _needed(book):
        rate = book.invoices.currency.at(rows).rate(book.rates, days)
        if rate is not None:
            bad = np.flatnonzero(np.isnan(rate))
            np.minimum.at(lacks, rows[bad], days[bad])
    rows = np.flatnonzero(lacks < NEVER)
    if not len(rows):
        return book
    counted = book.invoices.counted.copy()
    counted[rows] = False
    keep = counted[book.settled.invoice]
    s = book.settled
    settled = Settled(s.payment[keep], s.invoice[keep], s.day[keep], s.amount[keep], s.applied[keep])
    invoices = replace(book.invoices, counted=counted)
    return replace(book, invoices=invoices, settled=settled, unrated_invoices=(rows, lacks[rows]), _rests={})


def _needed(book: Ledger) -> list[tuple[Codes, Days]]:
    """(invoices, days) at which a rate is needed: each event of the months shown, each balance that is not 0."""
    invoices, settled, payments = book.invoices, book.settled, book.payments
    rows = np.flatnonzero(invoices.counted)
    shown = (invoices.date >= book.first)[rows]
    gone = ((invoices.cancelled >= book.first) & (invoices.cancelled <= book.asof))[rows]
    lately = settled.day >= book.first
    crossed = np.isnan(settled.amount)
    needed = [
        (rows[shown], invoices.date[rows[shown]]),
        (rows[gone], invoices.cancelled[rows[gone]]),
        (settled.invoice[lately], settled.day[lately]),
        (settled.invoice[crossed], payments.day[settled.payment[crossed]]),
    ]
    for day in balance_days(book):
        standing = np.flatnonzero(book.rest(day))
        needed.append((standing, np.full(len(standing), day, np.int64)))
    return needed


def balance_days(book: Ledger) -> list[int]:
    """The evening before the first month shown, the last day of each month, and ``asof``."""
    spans = months_back(to_date(book.asof), MONTHS_SHOWN)
    return [number(spans[0][0] - timedelta(days=1)), *(number(last) for _, last in spans)]
