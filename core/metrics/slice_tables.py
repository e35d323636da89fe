"""Every slice of a period, compared with the rest of the company; one family of cells for Holm."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from core.context import Context
from core.metrics.client_groups import window
from core.metrics.comparison import Comparison, compare
from core.metrics.deals import state
from core.metrics.dimensions import Dimension, dimensions
from core.metrics.slices import Decided, Tally, decided, shown, tally, whole
from core.metrics.stages import Ints

Span = tuple[date, date]


@dataclass(frozen=True)
class Sliced:
    """One dimension in a period; ``compared`` is aligned with ``shown``."""

    by: Dimension
    shown: Ints
    """The values shown, in order; ``len(by.values)`` is the blank one."""
    now: Tally
    before: Tally
    compared: Comparison


@dataclass(frozen=True)
class SliceTable:
    """All dimensions that are filled, and every deal once."""

    span: Span
    before: Span
    parts: tuple[Sliced, ...]
    whole: Tally
    whole_before: Tally
    unfilled: tuple[Dimension, ...]

    def of(self, id: str) -> Sliced | None:
        return next((part for part in self.parts if part.by.id == id), None)


def period_slices(context: Context) -> SliceTable:
    """The period with the one before beside it."""
    return slice_table(context, context.period, context.previous_period)


def year_slices(context: Context) -> SliceTable:
    """The 12 months to the report date, the 12 before beside them."""
    span = window(context.asof)
    return slice_table(context, span, window(span[0] - timedelta(days=1)))


def slice_table(context: Context, span: Span, before: Span) -> SliceTable:
    """The slices of the deals decided in ``span``, those of ``before`` beside them."""
    found, every = context.once(state), context.once(dimensions)
    made, past = decided(found, *span), decided(found, *before)
    filled = [by for by in every if by.filled]
    counted = [_counted(by, made, past) for by in filled]
    company = whole(made)
    n, won = (
        np.concatenate([np.zeros(0, np.intp), *(getattr(now, figure)[at] for at, now, _ in counted)])
        for figure in ("n", "won")
    )
    judged = compare(won, n, float(company.won[0]), float(company.n[0]), context.settings.min_n)
    parts, begun = [], 0
    for by, (at, now, then) in zip(filled, counted, strict=True):
        parts.append(Sliced(by, at, now, then, judged.at(slice(begun, begun + len(at)))))
        begun += len(at)
    unfilled = tuple(by for by in every if not by.filled)
    return SliceTable(span, before, tuple(parts), company, whole(past), unfilled)


def _counted(by: Dimension, made: Decided, past: Decided) -> tuple[Ints, Tally, Tally]:
    now, then = tally(made, by), tally(past, by)
    return np.array(shown(by, now, then), np.intp), now, then
