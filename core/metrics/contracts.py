"""Contracts and their invoices: which were forgotten, and how long an invoice takes.

A deal has its contract from the day it came to the stage that is named after one («Договор», «Контракт»), in a
funnel without such a stage from the day it was won.
"""

import re
from dataclasses import dataclass

import numpy as np

from core.context import Context
from core.i18n import fold
from core.metrics.days import NEVER, Days, days_or_never
from core.metrics.deals import DealState, state
from core.metrics.ledger import ledger
from core.metrics.owners import looked_up
from core.metrics.stages import OPEN, Bools, Floats, Ints, Stages

_SIGNED = re.compile(r"договор|контракт|contract|agreement")
_NOT_YET = re.compile(r"соглас|подготов|negotiat|draft|preparation")


@dataclass(frozen=True)
class Contracts:
    """One entry a deal of ``context.once(state)``."""

    day: Days
    """Of its contract; NEVER without one, or if nobody knows when. A lost deal has none."""
    forgotten: Bools
    """No invoice stands for it: none names the deal, none of the client since the deal's creation may be meant."""
    wait: Floats
    """Days from the contract to the first invoice that names the deal, negative if that came first; NaN unknown."""


def contracts(context: Context) -> Contracts:
    """The contracts as of the report date; ask with ``context.once(contracts)``."""
    found, book = context.once(state), context.once(ledger)
    deals, invoices = context.tables["deals"].frame, context.tables["invoices"].frame
    day = contract_days(found)
    standing = book.invoices.counted & (book.invoices.date <= book.asof) & (book.invoices.cancelled > book.asof)
    date = np.where(standing, book.invoices.date, NEVER)
    first = looked_up(deals["deal_id"], invoices["deal_id"], date, NEVER)[found.row]

    unnamed = invoices["deal_id"].cat.codes.to_numpy() < 0
    named = _has_id(context)[found.row]
    begun = np.where(np.isnat(found.created), day, found.created.astype(np.int64))

    def invoiced_since(where: Bools) -> Bools:
        """Per deal whether its client has such an invoice since the deal began: a bill may come before the paper."""
        if not where.any():
            return np.zeros(len(day), bool)
        latest = looked_up(deals["client"], invoices["client"], np.where(where, -date, NEVER), NEVER)[found.row]
        return np.asarray(-latest >= np.minimum(begun, day), np.bool_)

    perhaps = np.where(named, invoiced_since(standing & unnamed), not named.all() and invoiced_since(standing))
    judged = (day < NEVER) & (day >= date.min(initial=NEVER))
    wait = np.where((day < NEVER) & (first < NEVER), first - day, np.nan)
    return Contracts(day, judged & (first == NEVER) & ~perhaps, wait)


def contract_days(state: DealState) -> Days:
    """Per deal the day of its contract; NEVER without one, or if nobody knows when."""
    order, won = state.stages, days_or_never(state.closed)
    day = np.where(state.won, won, NEVER)
    step = signed_steps(order)[state.funnel] if order.width else np.full(len(state), -1)
    at = np.flatnonzero((step >= 0) & ~state.lost)
    came = days_or_never(state.entered[at, step[at]])
    passed = came < NEVER
    day[at[passed]] = np.minimum(came[passed], day[at[passed]])
    return day


def signed_steps(order: Stages) -> Ints:
    """Per funnel the last in-work step that is named after a contract; −1 without."""
    out = np.full(len(order.at), -1, np.intp)
    for stage, name in enumerate(order.name):
        word = fold(name)
        if order.kind[stage] == OPEN and _SIGNED.search(word) and not _NOT_YET.search(word):
            out[order.funnel[stage]] = max(out[order.funnel[stage]], order.step[stage])
    return out


def _has_id(context: Context) -> Bools:
    """Per row of the `deals` frame whether people gave it an id (a blank one is made of the row's content)."""
    ids = context.tables["deals"].frame["deal_id"].cat
    if not len(ids.categories):
        return np.zeros(len(ids.codes), np.bool_)
    made = np.asarray(ids.categories.str.startswith("~"), np.bool_)
    return np.append(~made, False)[ids.codes.to_numpy()]
