"""The department in a few numbers, each for any period and any day: flows of a period, stocks of a day."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from core.context import Context
from core.metrics.cashflow import received
from core.metrics.days import days_or_never as days_or_never
from core.metrics.days import number, same_day_last_month
from core.metrics.deals import DealState, deal_state, state
from core.metrics.done import done
from core.metrics.hot_sources import hot
from core.metrics.ledger import ledger
from core.metrics.measures import INVOICED
from core.metrics.money import deal_amounts
from core.metrics.planned import planned
from core.metrics.rates import Floats
from core.metrics.receivables import owed_on, shipped_on
from core.metrics.stage_history import stage_moves

OLD_DAYS = 90


def spans(context: Context) -> tuple[tuple[date, date], tuple[date, date]]:
    """The month to the last fact day, and the same days of the month before; without a day on the first's morning."""
    start, last = context.month_start, context.fact_days[1]
    if last < start:
        first = same_day_last_month(start)
        return (start, start - timedelta(days=1)), (first, first - timedelta(days=1))
    before = same_day_last_month(last)
    return (start, last), (before.replace(day=1), before)


def came_in(context: Context, first: date, last: date) -> float:
    """Gross payments of a period."""
    return float(received(context.once(ledger), number(first), number(last))[0].sum())


def promised_to_month_end(context: Context) -> float:
    """The rests of unpaid invoices planned from the report date to the month's end."""
    return float(planned(context.once(ledger), 0, (context.month_end - context.asof).days).sum())


def hot_to_month_end(context: Context) -> float:
    """Amount × probability of what is hot without an invoice and expected by the month's end."""
    parts = (part for one in context.once(hot) for part in one.counted if part.kind != "invoice")
    due = (part for part in parts if any(context.asof <= when <= context.month_end for _, when in part.dates))
    return sum((part.amount or 0.0) * part.probability for part in due)


def invoiced(context: Context, first: date, last: date) -> float | None:
    """Invoices issued in a period; None where the tab says nothing."""
    for one in context.once(done):
        if one.money == INVOICED:
            inside = (one.day >= number(first)) & (one.day <= number(last))
            return float(one.amount[inside].sum())
    return None


def receivable(context: Context, day: date) -> float | None:
    return owed_on(context.once(ledger), number(day))


def overdue(context: Context, day: date) -> float | None:
    """What of the receivable was past due on a day; None where a rate of that day is missing."""
    book, at = context.once(ledger), number(day)
    late = (book.invoices.due < at) & shipped_on(book, at)
    total = float(book.by_manager(book.worth(book.rest(at), at), late).sum())
    return None if np.isnan(total) else total


def deals_on(context: Context, day: date) -> DealState:
    """The deals as of a day, today's amounts (REPORTS §0.1); made once a day however many ask."""
    if day == context.asof:
        return context.once(state)
    known = context.once(_other_days)
    if day not in known:
        deals, stages = context.tables["deals"], context.tables["stages"]
        known[day] = deal_state(deals, stages, day, lambda: context.once(deal_amounts), context.once(stage_moves))
    return known[day]


def _other_days(context: Context) -> dict[date, DealState]:
    return {}


@dataclass(frozen=True)
class Pipeline:
    amount: float | None
    weighted: float | None
    n: int
    old: int
    """Open for more than :data:`OLD_DAYS` days."""


def pipeline(found: DealState) -> Pipeline:
    """All open deals; an unknown amount adds nothing, an unknown probability is left out of the weighted sum. None,
    as in the reports of the pipeline, where there are deals and none of them says."""
    amount = found.amount[found.open]
    weighted = amount * found.probability[found.open]
    old = found.open & (found.created < found.asof - np.timedelta64(OLD_DAYS, "D"))
    return Pipeline(_known_sum(amount), _known_sum(weighted), int(found.open.sum()), int(old.sum()))


def _known_sum(values: Floats) -> float | None:
    return None if len(values) and np.isnan(values).all() else float(np.nansum(values))


def month_by_day(context: Context) -> list[tuple[date, float | None]]:
    """Each day of the month with the money received by its end; None after the last fact day."""
    book, last = context.once(ledger), context.fact_days[1]
    length = (context.month_end - context.month_start).days + 1
    start = number(context.month_start)
    value, at = book.payments.value, book.payments.day - start
    inside = (at >= 0) & (at < length) & (value > 0)
    sums = np.cumsum(np.bincount(at[inside], value[inside], length)) / book.scale
    made = [context.month_start + timedelta(days=i) for i in range(length)]
    return [(when, float(total) if when <= last else None) for when, total in zip(made, sums, strict=True)]
