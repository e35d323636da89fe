"""How long things last: the figures of a duration, and the days of deals from their start to their end.

Source: REPORTS, «Definitions that must be exact → Deal duration». Percentiles are linear (PERCENTILE.INC).
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal, get_args

import numpy as np

from core.context import Context
from core.intake.categories import codes_of, names_of
from core.metrics.days import NEVER, days_or_never, number, numbered
from core.metrics.deals import DealState, state
from core.metrics.ledger import ledger
from core.metrics.owners import looked_up
from core.metrics.stages import Bools, Floats, Ints
from core.metrics.survival import Lasting, lasting

Start = Literal["deal", "client"]
End = Literal["first_payment", "won", "closed", "lost"]
STARTS: tuple[Start, ...] = get_args(Start)
ENDS: tuple[End, ...] = get_args(End)


@dataclass(frozen=True)
class Spread:
    """What is over, in days (None without any)."""

    n: int
    mean: float | None
    median: float | None
    p75: float | None
    p90: float | None
    watched: tuple[Floats, Bools] = field(repr=False, compare=False)
    """All known days, and which of them are over."""

    @cached_property
    def km(self) -> Lasting:
        """What is not over yet counts as well."""
        return lasting(*self.watched)


def spread(days: Floats, over: Bools) -> Spread:
    """The figures of ``days``; an entry not ``over`` was only watched for that long, NaN is not known."""
    known = ~np.isnan(days)
    took = days[known & over]
    watched = days[known], over[known]
    if not len(took):
        return Spread(0, None, None, None, None, watched)
    median, p75, p90 = (float(value) for value in np.percentile(took, [50, 75, 90]))
    return Spread(len(took), float(took.mean()), median, p75, p90, watched)


@dataclass(frozen=True)
class DealDays:
    """One entry a deal of ``context.once(state)``."""

    days: Floats
    """To its end, or as long as it was watched: until it was closed otherwise, or the report date; NaN unknown."""
    over: Bools
    end: Ints
    """The day it ended; NEVER if not, or not known."""
    backwards: Bools
    """It ended before it began: left out, and a problem."""


def deal_lengths(context: Context, start: Start, end: End) -> DealDays:
    """Days of deals from ``start`` to ``end``.

    Starts: «deal» its creation; «client» for a client's first deals the day the client was first seen (on the
    Clients tab, at the latest the creation of that deal), other deals have none. Ends: «first_payment» of its
    invoices, else the win; «won»; «closed» won or lost; «lost». An open deal that is paid has ended for the first.
    """
    found = context.once(state)
    closed = days_or_never(found.closed)
    begin = days_or_never(found.created) if start == "deal" else context.once(_first_seen)
    ends = _ends(context, found, closed, end)
    watched = np.where(ends < NEVER, ends, np.where(found.open, number(context.asof), closed))
    known = (begin < NEVER) & (watched < NEVER)
    days = np.where(known, watched - begin, np.nan)
    backwards = days < 0
    days = np.where(backwards, np.nan, days)
    return DealDays(days, (ends < NEVER) & ~np.isnan(days), ends, backwards)


def deal_days(context: Context, first: date, last: date) -> float | None:
    """Mean days of the deals that ended in the period, from the start to the end that the settings name."""
    found = main_lengths(context)
    inside = found.over & (found.end >= number(first)) & (found.end <= number(last))
    return float(found.days[inside].mean()) if inside.any() else None


def main_lengths(context: Context) -> DealDays:
    """Days of deals as the settings `duration_start` and `duration_end` say."""
    rules = context.settings
    return deal_lengths(context, rules.duration_start, rules.duration_end)  # type: ignore[arg-type]


def first_payments(context: Context) -> Ints:
    """For each row of the `deals` frame the day of the first payment of an invoice that names it; NEVER without."""
    if context.tables["invoices"].blank() or context.tables["payments"].blank():
        return np.full(len(context.tables["deals"]), NEVER, np.int64)
    book = context.once(ledger)
    first = np.full(len(book.invoices.date), NEVER, np.int64)
    came = book.settled.amount > 0
    np.minimum.at(first, book.settled.invoice[came], book.settled.day[came])
    return looked_up(
        context.tables["deals"].frame["deal_id"], context.tables["invoices"].frame["deal_id"], first, NEVER
    )


def _first_seen(context: Context) -> Ints:
    """For each deal of the state that is one of its client's first, the day the client was first seen; else NEVER."""
    found, frame = context.once(state), context.tables["deals"].frame
    created, client = days_or_never(found.created), codes_of(frame["client"])[found.row]
    first = np.full(len(names_of(frame["client"])) + 1, NEVER, np.int64)
    np.minimum.at(first, client, created)
    known = context.tables["clients"].frame
    seen = looked_up(frame["client"], known["client"], numbered(known["first_seen"]), NEVER)[found.row]
    is_first = (client >= 0) & (created == first[client]) & (created < NEVER)
    return np.where(is_first, np.minimum(seen, created), NEVER)


def _ends(context: Context, found: DealState, closed: Ints, end: End) -> Ints:
    match end:
        case "first_payment":
            paid = context.once(first_payments)[found.row]
            return _if(~found.lost, np.where(paid < NEVER, paid, _if(found.won, closed)))
        case "won":
            return _if(found.won, closed)
        case "closed":
            return _if(~found.open, closed)
        case "lost":
            return _if(found.lost, closed)


def _if(where: Bools, days: Ints) -> Ints:
    return np.where(where, days, NEVER)
