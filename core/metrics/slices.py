"""How many deals each slice decided, won and brought in a period.

A deal is decided on the day it is won or lost: n = won + lost by closing date, as in the win rate.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from core.metrics.deals import DealState, between, closed_between
from core.metrics.dimensions import Dimension
from core.metrics.rates import Floats
from core.metrics.stages import Bools, Ints

Counts = Floats | Ints


@dataclass(frozen=True)
class Decided:
    """The deals of a period, an entry a deal of the state."""

    decided: Bools
    won: Bools
    amount: Floats
    """Of the won ones that have an amount, else 0."""
    priced: Bools
    """Won with an amount."""
    created: Bools
    """Created in the period, whatever became of them."""


@dataclass(frozen=True)
class Tally:
    """One entry a value of a dimension, the blank one last; ``total`` counts every deal once."""

    n: Ints
    won: Ints
    amount: Floats
    """Won; NaN where deals were won and none has an amount."""
    priced: Ints
    created: Ints

    @property
    def mean(self) -> Floats:
        """Of the won deals that have an amount; NaN without one."""
        out = np.full(len(self.n), np.nan)
        np.divide(self.amount, self.priced, out=out, where=self.priced > 0)
        return out

    def at(self, rows: Ints) -> "Tally":
        """Some of the values."""
        return Tally(**{name: value[rows] for name, value in vars(self).items()})


def decided(found: DealState, first: date, last: date) -> Decided:
    """The deals won or lost, and those created, from ``first`` to ``last``, both included."""
    closed = closed_between(found, first, last)
    won = closed & found.won
    priced = won & ~np.isnan(found.amount)
    created = between(found.created, first, last)
    return Decided(closed, won, np.where(priced, found.amount, 0.0), priced, created)


def tally(made: Decided, by: Dimension) -> Tally:
    """The figures of every value of a dimension."""
    width = len(by.values) + 1
    rows = np.flatnonzero(made.decided if by.deal is None else made.decided[by.deal])
    deal = rows if by.deal is None else by.deal[rows]
    code = np.where(by.code[rows] < 0, width - 1, by.code[rows])
    new = made.created if by.deal is None else made.created[by.deal]
    fresh = by.code[new]
    return _tally(
        np.bincount(code, minlength=width),
        np.bincount(code, made.won[deal], width),
        np.bincount(code, made.amount[deal], width),
        np.bincount(code, made.priced[deal], width),
        np.bincount(np.where(fresh < 0, width - 1, fresh), minlength=width),
    )


def whole(made: Decided) -> Tally:
    """Every deal once, as the only entry."""
    figures = (made.decided, made.won, made.amount, made.priced, made.created)
    return _tally(*(np.array([figure.sum()], float) for figure in figures))


def _tally(n: Counts, won: Counts, amount: Counts, priced: Counts, created: Counts) -> Tally:
    known = np.where((won > 0) & (priced == 0), np.nan, amount)
    return Tally(n.astype(np.intp), won.astype(np.intp), known, priced.astype(np.intp), created.astype(np.intp))


def shown(by: Dimension, *tallies: Tally) -> Sequence[int]:
    """The values that any of the tallies has a deal for: in their own order, or the largest amount first; blank last.

    Ties go by the number of deals, then by name (values stand by name).
    """
    there = np.zeros(len(by.values) + 1, bool)
    for one in tallies:
        there |= (one.n > 0) | (one.created > 0)
    at = np.flatnonzero(there)
    first = tallies[0]
    order = at if by.ordered else at[np.lexsort((at, -first.n[at], -np.nan_to_num(first.amount[at])))]
    blank = order == len(by.values)
    ranked: list[int] = np.concatenate([order[~blank], order[blank]]).tolist()
    return ranked
