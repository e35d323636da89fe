"""What came in, was invoiced, cancelled and paid, per manager and period; the other side of the balance of rests."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from core.metrics.bookkeeping import summed, unpaid
from core.metrics.days import Days, number
from core.metrics.ledger import Ledger
from core.metrics.money import Codes
from core.metrics.rates import Floats
from core.metrics.receivables import shipped_on


@dataclass(frozen=True)
class Flows:
    """Every array is managers (the last one «Без менеджера») × periods, in money of the base currency.

    ``ar_start + invoiced − cancelled − paid_applied + fx_difference = ar_end``, each side computed on its own.
    """

    inflow: Floats
    """Gross: payments above zero, by their own date."""
    refunds: Floats
    """Payments below zero, by their own date; a negative sum."""
    invoiced: Floats
    """Gross, by the invoice's date; what is cancelled later is in ``cancelled``."""
    cancelled: Floats
    """What stood unpaid on the day of cancellation."""
    paid_applied: Floats
    """Payments less refunds, as far as they pay an invoice, from the day on which they do; by the invoice's manager."""
    fx_difference: Floats
    """What the movement of rates did to the rests of invoices in other currencies."""
    ar_start: Floats
    ar_end: Floats
    shipped_end: Floats
    """Of ``ar_end`` what is shipped by then."""

    @property
    def check(self) -> Floats:
        """0 but for the last bits of a float."""
        moved = self.invoiced - self.cancelled - self.paid_applied + self.fx_difference
        off = self.ar_start + moved - self.ar_end
        scale = np.abs(self.ar_start) + np.abs(self.invoiced) + np.abs(self.ar_end) + np.abs(self.paid_applied)
        return np.where(np.abs(off) <= 1e-9 * np.maximum(1.0, scale), 0.0, off)


def flows(book: Ledger, spans: Sequence[tuple[date, date]]) -> Flows:
    """The flows of consecutive periods (each begins on the day after the one before it), all up to ``asof``."""
    invoices, settled = book.invoices, book.settled
    edges = [number(spans[0][0] - timedelta(days=1)), *(number(last) for _, last in spans)]
    issued = np.flatnonzero(invoices.counted)
    rest = [book.rest(day) for day in edges]
    worth = [book.worth(r, day) for r, day in zip(rest, edges, strict=True)]
    gone, still = _cancellations(book)

    def of_payments(value: Floats) -> Floats:
        return _by_period(book, edges, book.payments.manager, book.payments.day, value)

    def of_invoices(row: Codes, day: Days, units: Floats) -> Floats:
        return _by_period(book, edges, invoices.manager[row], day, _worth(book, row, day, units))

    stock = np.column_stack([book.by_manager(w) for w in worth])
    shipped = np.column_stack(
        [book.by_manager(w, shipped_on(book, day)) for w, day in zip(worth[1:], edges[1:], strict=True)]
    )
    return Flows(
        inflow=of_payments(np.maximum(book.payments.value, 0)),
        refunds=of_payments(np.minimum(book.payments.value, 0)),
        invoiced=of_invoices(issued, invoices.date[issued], invoices.amount[issued]),
        cancelled=of_invoices(gone, invoices.cancelled[gone], still),
        paid_applied=of_invoices(settled.invoice, settled.day, settled.applied),
        fx_difference=_fx_difference(book, edges, rest, gone, still),
        ar_start=stock[:, :-1],
        ar_end=stock[:, 1:],
        shipped_end=shipped,
    )


def received(book: Ledger, first: int, last: int) -> tuple[Floats, Floats]:
    """Per manager what came in from ``first`` to ``last`` (gross), and the refunds (a negative sum), in money."""
    payments = book.payments
    inside = np.flatnonzero((payments.day >= first) & (payments.day <= last))
    manager, value = payments.manager[inside], payments.value[inside]
    gross, back = (summed(manager, part, book.owners) for part in (np.maximum(value, 0), np.minimum(value, 0)))
    return gross / book.scale, back / book.scale


def _cancellations(book: Ledger) -> tuple[Codes, Floats]:
    """The invoices cancelled by ``asof``, and what then stood unpaid on each (no later payment is applied)."""
    invoices, settled = book.invoices, book.settled
    gone = np.flatnonzero(invoices.counted & (invoices.cancelled <= book.asof))
    if not len(gone):
        return gone, np.array([], np.float64)
    paid = summed(settled.invoice, settled.applied, len(invoices.amount))
    return gone, unpaid(invoices.amount[gone], paid[gone])


def _worth(book: Ledger, row: Codes, day: Days, units: Floats) -> Floats:
    """Units of the invoices in ``row`` in the base currency, each at the rate of its day."""
    rate = book.invoices.currency.at(row).rate(book.rates, day)
    return units if rate is None else units * rate


def _by_period(book: Ledger, edges: Sequence[int], manager: Codes, day: Days, value: Floats) -> Floats:
    """managers × periods, in money; what lies outside the periods is left out."""
    n, low = len(edges), edges[0]
    place = np.repeat(np.arange(n + 1), np.diff([low - 1, *edges, edges[-1] + 1]))
    period = place[np.clip(day, low, edges[-1] + 1) - low]
    table = summed(manager * (n + 1) + period, value, book.owners * (n + 1)).reshape(book.owners, n + 1)
    return table[:, 1:n] / book.scale


def _fx_difference(book: Ledger, edges: Sequence[int], rest: Sequence[Floats], gone: Codes, still: Floats) -> Floats:
    """Σ of what stood at a period's start × the change of its rate over the period, and of each change of
    a rest within it × (the rate at the period's end − the rate of its day)."""
    invoices, settled = book.invoices, book.settled
    out = np.zeros((book.owners, len(edges) - 1))
    if invoices.currency.codes is None:
        return out
    quoted = np.array([book.rates.of(name, np.array(edges)) for name in invoices.currency.names])
    quoted = np.nan_to_num(quoted)
    codes = invoices.currency.codes
    for i in range(len(edges) - 1):
        out[:, i] = book.by_manager(rest[i] * (quoted[codes, i + 1] - quoted[codes, i]))
    issued = np.flatnonzero(invoices.counted)
    for row, day, change in (
        (issued, invoices.date[issued], invoices.amount[issued]),
        (settled.invoice, settled.day, -settled.applied),
        (gone, invoices.cancelled[gone], -still),
    ):
        period = np.searchsorted(edges, day, "left")
        inside = np.flatnonzero((period > 0) & (period < len(edges)) & (codes[row] > 0))
        row, day, change, period = row[inside], day[inside], change[inside], period[inside]
        moved = change * quoted[codes[row], period] - _worth(book, row, day, change)
        out += _by_period(book, edges, invoices.manager[row], day, moved)
    return out
