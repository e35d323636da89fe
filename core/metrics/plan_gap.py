"""How much work is left to the month's plan: money → payments → invoices → calls, by the last 90 days' ratios."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from core.context import Context
from core.metrics.cashflow import received
from core.metrics.days import number
from core.metrics.ledger import ledger
from core.metrics.rates import rate
from core.metrics.ratios import counts, known_total

LOOK_BACK_DAYS = 90


@dataclass(frozen=True)
class Ratios:
    """None where the last 90 days know neither cause nor effect."""

    mean_payment: float | None
    invoices_per_payment: float | None
    calls_per_invoice: float | None


def ratios(context: Context) -> Ratios:
    """Counts as the report of ratios has them: typed, blank ones from their tabs; an unknown count is no 0."""
    last = context.fact_days[1]
    first = last - timedelta(days=LOOK_BACK_DAYS - 1)
    calls, invoices, payments = map(known_total, counts(context, first, last, ("calls", "invoices", "payments")).T)
    gross = float(received(context.once(ledger), number(first), number(last))[0].sum())
    return Ratios(_ratio(gross, payments), _ratio(invoices, payments), _ratio(calls, invoices))


def _ratio(effect: float, cause: float) -> float | None:
    return None if np.isnan(effect) or np.isnan(cause) else rate(effect, cause)


@dataclass(frozen=True)
class Needed:
    money: float
    payments: float | None
    invoices: float | None
    calls: float | None


def needed(left: float, by: Ratios) -> Needed:
    """What is left of the plan in payments, invoices and calls; a ratio of nothing needs no number."""
    payments = None if not by.mean_payment else left / by.mean_payment
    invoices = None if payments is None or not by.invoices_per_payment else payments * by.invoices_per_payment
    calls = None if invoices is None or not by.calls_per_invoice else invoices * by.calls_per_invoice
    return Needed(left, payments, invoices, calls)
