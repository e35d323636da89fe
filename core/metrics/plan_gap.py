"""How much work is left to the month's plan: money → payments → invoices → calls, by the last 90 days' ratios."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from core.context import Context
from core.metrics.activity import activity
from core.metrics.cashflow import received
from core.metrics.days import number
from core.metrics.done import done
from core.metrics.ledger import ledger
from core.metrics.measures import RECEIVED
from core.metrics.rates import rate

LOOK_BACK_DAYS = 90


@dataclass(frozen=True)
class Ratios:
    """None where the last 90 days know neither cause nor effect."""

    mean_payment: float | None
    invoices_per_payment: float | None
    calls_per_invoice: float | None


def ratios(context: Context) -> Ratios:
    last = context.fact_days[1]
    first = last - timedelta(days=LOOK_BACK_DAYS - 1)
    book = context.once(ledger)
    lo, hi = number(first), number(last)
    gross = float(received(book, lo, hi)[0].sum())
    payments = sum(
        float(np.nansum(one.counts(lo, hi, book.owners))) for one in context.once(done) if one.money == RECEIVED
    )
    issued = book.invoices.counted & (book.invoices.date >= lo) & (book.invoices.date <= hi)
    return Ratios(
        rate(gross, payments),
        rate(float(issued.sum()), payments),
        rate(_calls(context, first, last), float(issued.sum())),
    )


def _calls(context: Context, first: object, last: object) -> float:
    made = context.once(activity)
    at = next((i for i, measure in enumerate(made.measures) if measure.id == "calls"), None)
    return 0.0 if at is None else float(np.nansum(made.totals(first, last)[:, at]))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Needed:
    money: float
    payments: float | None
    invoices: float | None
    calls: float | None


def needed(left: float, by: Ratios) -> Needed:
    """What is left of the plan in payments, invoices and calls; a ratio of nothing needs no number."""
    payments = None if not by.mean_payment else left / by.mean_payment
    invoices = None if payments is None or by.invoices_per_payment is None else payments * by.invoices_per_payment
    calls = None if invoices is None or not by.calls_per_invoice else invoices * by.calls_per_invoice
    return Needed(left, payments, invoices, calls)
