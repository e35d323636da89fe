"""What this month's work will bring: counts of activities × the ratios, and when the money comes."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from core.context import Context
from core.metrics.cashflow import received
from core.metrics.days import NEVER, day, months_back, number
from core.metrics.durations import deal_lengths
from core.metrics.ledger import ledger
from core.metrics.ratios import counts, known_total, work
from core.metrics.stages import Ints

ACTIVITIES = ("cold_calls", "calls", "conversations", "meetings", "applications", "invoices")
"""What payments come from, the earliest first (REPORTS, «Ratio chain»)."""
MONTHS = 12


@dataclass(frozen=True)
class Expected:
    """One activity. None where nothing is known, or where there was no payment to divide by."""

    id: str
    n: float
    """Done this month up to the report date."""
    per_one: float | None
    """How many of them one payment took over the last 12 months (from the first day the activity was noted)."""
    payments: float | None
    amount: float | None
    lag: float | None
    """Median days from it to the money."""
    comes: date | None
    """The first day of the month in which the money of the month's middle comes."""


def expected_payments(context: Context) -> list[Expected]:
    """The activities noted this month; empty without any."""
    asof, (since, _) = context.asof, months_back(context.asof, MONTHS)[0]
    now = counts(context, context.month_start, asof, ACTIVITIES)
    made, first = context.once(work), number(since)
    out = []
    for i, id in enumerate(ACTIVITIES):
        n = known_total(now[:, i])
        if not n > 0:
            continue
        days = made[id].day
        begin = int(days[days >= first].min(initial=number(asof)))
        cause, paid = (known_total(column) for column in counts(context, day(begin), asof, (id, "payments")).T)
        per_one = cause / paid if paid > 0 else None
        expected = None if per_one is None else n / per_one
        mean = mean_payment(context, begin)
        lag = lag_days(context, id)
        amount = None if expected is None or mean is None else expected * mean
        out.append(Expected(id, n, per_one, expected, amount, lag, None if lag is None else _comes(context, lag)))
    return out


def mean_payment(context: Context, first: int) -> float | None:
    """Gross payments from ``first`` to the report date ÷ their number as the ratios count it; None without any."""
    came = received(context.once(ledger), first, number(context.asof))[0].sum()
    n = known_total(counts(context, day(first), context.asof, ("payments",)))
    return float(came / n) if came > 0 and n > 0 else None


def lag_days(context: Context, id: str) -> float | None:
    """Median days to the first payment: of an invoice from its date, of all before it from the deal's creation
    (where deals are not known, from the invoice too: then the money comes no sooner than that)."""
    if id != "invoices" and (found := context.once(_deal_lag)) is not None:
        return found
    return context.once(_invoice_lag)


def _deal_lag(context: Context) -> float | None:
    if not len(context.tables["deals"]):
        return None
    found = deal_lengths(context, "deal", "first_payment")
    return _median(found.days[found.over & ~np.isnan(found.days)].astype(np.int64))


def _invoice_lag(context: Context) -> float | None:
    book = context.once(ledger)
    first = np.full(len(book.invoices.date), NEVER, np.int64)
    came = book.settled.amount > 0
    np.minimum.at(first, book.settled.invoice[came], book.settled.day[came])
    known = (first < NEVER) & (book.invoices.date < NEVER)
    return _median(first[known] - book.invoices.date[known])


def _median(days: Ints) -> float | None:
    return float(np.median(days)) if len(days) else None


def _comes(context: Context, lag: float) -> date:
    middle = context.month_start + (context.asof - context.month_start) / 2
    return (middle + timedelta(days=round(lag))).replace(day=1)
