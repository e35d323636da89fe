"""How long things last: the figures of a duration, and the days of deals from their start to their end.

Source: REPORTS, «Definitions that must be exact → Deal duration». Percentiles are linear (PERCENTILE.INC).
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

import numpy as np

from core.context import Context
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
    """What is over, in days (None without any); ``km`` counts what is not over yet as well."""

    n: int
    mean: float | None
    median: float | None
    p75: float | None
    p90: float | None
    km: Lasting


def spread(days: Floats, over: Bools) -> Spread:
    """The figures of ``days``; an entry not ``over`` was only watched for that long, NaN is not known."""
    known = ~np.isnan(days)
    took = days[known & over]
    km = lasting(days[known], over[known])
    if not len(took):
        return Spread(0, None, None, None, None, km)
    median, p75, p90 = (float(value) for value in np.percentile(took, [50, 75, 90]))
    return Spread(len(took), float(took.mean()), median, p75, p90, km)


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
    found, marks = context.once(state), context.once(_marks)
    begin = marks.created if start == "deal" else marks.seen
    ends = _ends(found, marks, end)
    watched = np.where(ends < NEVER, ends, np.where(found.open, number(context.asof), marks.closed))
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
    book = context.once(ledger)
    first = np.full(len(book.invoices.date), NEVER, np.int64)
    came = book.settled.amount > 0
    np.minimum.at(first, book.settled.invoice[came], book.settled.day[came])
    return looked_up(
        context.tables["deals"].frame["deal_id"], context.tables["invoices"].frame["deal_id"], first, NEVER
    )


@dataclass(frozen=True)
class _Marks:
    """The days a deal's time may start and end at, one entry a deal of the state; NEVER where there is none."""

    created: Ints
    seen: Ints
    closed: Ints
    paid: Ints


def _marks(context: Context) -> _Marks:
    found, frame = context.once(state), context.tables["deals"].frame
    created, clients = days_or_never(found.created), frame["client"].cat
    client = clients.codes.to_numpy()[found.row].astype(np.int64)
    first = np.full(len(clients.categories) + 1, NEVER, np.int64)
    np.minimum.at(first, client, created)
    known = context.tables["clients"].frame
    seen = looked_up(frame["client"], known["client"], numbered(known["first_seen"]), NEVER)[found.row]
    is_first = (client >= 0) & (created == first[client]) & (created < NEVER)
    return _Marks(
        created,
        np.where(is_first, np.minimum(seen, created), NEVER),
        days_or_never(found.closed),
        first_payments(context)[found.row],
    )


def _ends(found: DealState, marks: _Marks, end: End) -> Ints:
    match end:
        case "first_payment":
            paid = np.where(marks.paid < NEVER, marks.paid, _if(found.won, marks.closed))
            return _if(~found.lost, paid)
        case "won":
            return _if(found.won, marks.closed)
        case "closed":
            return _if(~found.open, marks.closed)
        case "lost":
            return _if(found.lost, marks.closed)


def _if(where: Bools, days: Ints) -> Ints:
    return np.where(where, days, NEVER)
