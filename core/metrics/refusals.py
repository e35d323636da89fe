"""How many deals were lost at which stage and why, in a period and in the one before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from core.metrics.lost import Lost
from core.metrics.stages import Bools, Floats, Ints

Span = tuple[date | None, date | None]


@dataclass(frozen=True)
class Group:
    """The losses of one stage and reason (either −1: unknown, blank), or of all stages together (``stage`` None)."""

    stage: int | None
    reason: int | None
    n: int
    rate: float | None
    """Its share of all losses of the period."""
    amount: float | None
    """Of the amounts filled; None if none is."""
    cumulative: float | None
    """The share of it and of all groups before it (Pareto)."""
    n_prev: int
    rate_prev: float | None


def groups(lost: Lost, span: Span, before: Span | None = None, by: Sequence[str] = ("stage", "reason")) -> list[Group]:
    """The losses of ``span`` by stage and reason (or one of them), most first; also those only ``before`` had.

    Ties: the larger amount, then the order of stages, then the reason by name; unknown ones last.
    """
    now = lost.between(*span)
    prev = lost.between(*before) if before else np.zeros(len(now), bool)
    stages, reasons = len(lost.stages) + 1, len(lost.reasons) + 1
    stage = np.where(lost.stage < 0, stages - 1, lost.stage) if "stage" in by else np.zeros_like(lost.stage)
    reason = np.where(lost.reason < 0, reasons - 1, lost.reason) if "reason" in by else np.zeros_like(lost.reason)
    key = stage * reasons + reason
    n, n_prev = (np.bincount(key[where], minlength=stages * reasons) for where in (now, prev))
    amount = _sums(key, lost.amount, now, stages * reasons)
    there = np.flatnonzero(n + n_prev)
    there = there[np.lexsort((there, -np.round(np.nan_to_num(amount[there]), 6), -n[there]))]
    shares, shares_prev = _shares(n), _shares(n_prev)
    cumulative = np.cumsum(n[there]) / n.sum() if n.sum() else np.full(len(there), np.nan)
    out = []
    for place, one in enumerate(there.tolist()):
        at, why = divmod(one, reasons)
        out.append(
            Group(
                (-1 if at == stages - 1 else at) if "stage" in by else None,
                (-1 if why == reasons - 1 else why) if "reason" in by else None,
                int(n[one]),
                _known(shares[one]),
                _known(amount[one]),
                _known(cumulative[place]),
                int(n_prev[one]),
                _known(shares_prev[one]),
            )
        )
    return out


def _sums(key: Ints, amount: Floats, where: Bools, size: int) -> Floats:
    """Per key the sum of the amounts filled; NaN where none is."""
    filled = where & ~np.isnan(amount)
    sums = np.bincount(key[filled], amount[filled], size)
    return np.where(np.bincount(key[filled], minlength=size) > 0, sums, np.nan)


def _shares(n: Ints) -> Floats:
    return n / n.sum() if n.sum() else np.full(len(n), np.nan)


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
