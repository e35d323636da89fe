"""Rows of two levels of headings over deals, built a column at a time: thousands of deals in a few milliseconds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np

from core.metrics.pipeline import summed
from core.metrics.rates import Floats
from core.metrics.stages import Bools, Ints
from core.report import Row, Value


@dataclass(frozen=True)
class Tree:
    """Leaves sorted by their outer, then their inner heading; every array of ``outer`` and ``inner`` aligned."""

    leaves: Ints
    """The leaves' own indices, in reading order."""
    outer: Ints
    """Per leaf in reading order, the number of its outer heading."""
    inner: Ints
    """Per leaf in reading order, the number of its inner heading."""
    outer_first: Ints
    """Per outer heading, the place of its first leaf."""
    inner_first: Ints
    """Per inner heading, the place of its first leaf."""
    places: tuple[int, ...]
    """For each row of the table, which of outer + inner + leaves it is."""
    levels: tuple[int, ...]

    def sums(self, values: Floats) -> list[Value]:
        """A column of sums over the headings, then the leaves' own values; a sum of nothing known is blank."""
        mine = values[self.leaves]
        heads = [summed(codes, mine, len(first)) for codes, first in self._headings]
        return blanks(np.concatenate([*heads, mine]))

    def counts(self, values: "Bools | Ints") -> tuple[list[int], list[int]]:
        """How many leaves of each outer and each inner heading are so."""
        mine = np.asarray(values)[self.leaves]
        outer, inner = (
            np.bincount(codes, mine, len(first)).astype(np.int64).tolist() for codes, first in self._headings
        )
        return outer, inner

    @property
    def _headings(self) -> tuple[tuple[Ints, Ints], tuple[Ints, Ints]]:
        return (self.outer, self.outer_first), (self.inner, self.inner_first)

    def column(
        self, leaf: Sequence[Value], outer: Sequence[Value] | None = None, inner: Sequence[Value] | None = None
    ) -> list[Value]:
        """A column from the cells of the leaves (in their own order) and of the headings; blank where not given."""
        return [
            *(outer or [None] * len(self.outer_first)),
            *(inner or [None] * len(self.inner_first)),
            *picked(leaf, self.leaves.tolist()),
        ]

    def headed(self, leaf: Sequence[Value], by_inner: bool = False) -> list[Value]:
        """A column whose cells the headings repeat: of the outer heading, or only of the inner one."""
        outer = None if by_inner else picked(leaf, self.leaves[self.outer_first].tolist())
        return self.column(leaf, outer, picked(leaf, self.leaves[self.inner_first].tolist()))

    def rows(self, columns: Sequence[Sequence[Value]]) -> list[Row]:
        """The columns as rows, each heading above its own."""
        return list(map(list, zip(*(picked(column, self.places) for column in columns), strict=True)))


def tree(outer: Ints, inner: Ints, *within: "Ints | Floats") -> Tree:
    """Leaves by ``outer``, then ``inner``, then ``within`` (smallest first), then as they come."""
    order = np.lexsort((*reversed(within), inner, outer))
    high, low = outer[order], inner[order]
    new_high = np.append(True, high[1:] != high[:-1])[: len(order)]
    new_low = new_high | np.append(True, low[1:] != low[:-1])[: len(order)]
    over, under = np.cumsum(new_high) - 1, np.cumsum(new_low) - 1
    first_high, first_low = np.flatnonzero(new_high), np.flatnonzero(new_low)
    place = np.concatenate(
        [
            first_high + np.arange(len(first_high)) + under[first_high],
            first_low + over[first_low] + 1 + np.arange(len(first_low)),
            np.arange(len(order)) + over + under + 2,
        ]
    )
    depth = np.repeat([0, 1, 2], [len(first_high), len(first_low), len(order)])
    rows = np.argsort(place)
    return Tree(order, over, under, first_high, first_low, tuple(rows.tolist()), tuple(depth[rows].tolist()))


def ranked(codes: Ints, values: Floats, n: int) -> Ints:
    """Per entry the rank of its code by the sum of its values, the largest first; ties by code."""
    sums = np.round(np.bincount(codes, np.nan_to_num(values), n), 6)
    rank = np.empty(n, np.intp)
    rank[np.argsort(-sums, kind="stable")] = np.arange(n)
    return rank[codes]


def blanks(values: Floats) -> list[Value]:
    """A column with NaN as blank cells."""
    out: list[Value] = values.tolist()
    for i in np.flatnonzero(np.isnan(values)).tolist():
        out[i] = None
    return out


def dates(numbers: Ints, never: int) -> list[Value]:
    """Day numbers as dates, ``never`` as blank cells."""
    known = np.where(numbers >= never, np.datetime64("NaT", "D"), numbers.astype("datetime64[D]"))
    return list(known.astype(object))


def by_mask(masks: "np.ndarray[tuple[int], np.dtype[np.int64]]", said: Callable[[int], str | None]) -> list[Value]:
    """A text for each of the few different bit masks."""
    unique, inverse = np.unique(masks, return_inverse=True)
    return picked([said(mask) for mask in unique.tolist()], inverse.tolist())


def picked(cells: Sequence[Value], places: Sequence[int]) -> list[Value]:
    """The cells at the given places."""
    if len(places) < 2:
        return [cells[i] for i in places]
    return list(itemgetter(*places)(cells))
