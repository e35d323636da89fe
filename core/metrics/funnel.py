"""The funnel: how many deals reach each step and how many are lost on the way, in four modes.

Source: REPORTS, «Definitions that must be exact → Funnel».
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

import numpy as np

from core.metrics import rates
from core.metrics.deals import DealState, between, entries
from core.metrics.stages import Bools, Floats, Ints

Mode = Literal["cohort", "cohort_strict", "flow", "snapshot"]
MODES: tuple[Mode, ...] = get_args(Mode)
MATURE = 3
"""How many mature cohorts stand beside the period."""


@dataclass(frozen=True)
class Funnel:
    """The steps of one funnel, an entry a step.

    ``n`` deals reached it (flow: entered it, snapshot: stand at it), ``amount`` is their sum of the amounts
    filled (NaN in every step if none is), ``open_n`` went no further and are open. Each deal of the
    next step is among those of this one in the cohort modes, so losses there are never negative.
    """

    mode: Mode
    names: tuple[str, ...]
    n: Ints
    amount: Floats
    open_n: Ints


@dataclass(frozen=True)
class Step:
    """One row of a funnel; None is «нет данных» (REPORTS §0.3), and what the mode does not have."""

    stage: str
    n: int
    amount: float | None
    step_rate: float | None
    total_rate: float | None
    lost_n: int | None
    lost_rate: float | None
    lost_amount: float | None
    low: float | None
    high: float | None
    open_n: int | None


def funnel(
    state: DealState,
    mode: Mode,
    first: date | None = None,
    last: date | None = None,
    *,
    index: int = 0,
    where: Bools | None = None,
) -> Funnel:
    """Funnel ``index`` of the deals ``where`` in the period from ``first`` to ``last``, both included.

    None is no limit; without both the cohort is every deal, even one whose creation date is unreadable.
    A snapshot has no period.
    """
    names = tuple(state.stages.names_of(index)) if len(state.stages) else ()
    chosen = state.funnel == index if where is None else where & (state.funnel == index)
    if mode == "flow":
        when = entries(state)[:, : len(names)]
        inside = between(when, first, last) & ~np.isnat(when) & chosen[:, None]
        stays = state.open[:, None] & (state.furthest[:, None] == np.arange(len(names)))
        return Funnel(mode, names, inside.sum(0), _sums(state, inside), (inside & stays).sum(0))
    if mode == "snapshot":
        chosen = chosen & ~state.lost
        inside = chosen[:, None] & (state.step[:, None] == np.arange(len(names)))
        return Funnel(mode, names, inside.sum(0), _sums(state, inside), (inside & state.open[:, None]).sum(0))
    chosen = chosen & between(state.created, first, last)
    far = reached(state, mode)
    inside = chosen[:, None] & (far[:, None] >= np.arange(len(names)))
    stays = state.open[:, None] & (far[:, None] == np.arange(len(names)))
    return Funnel(mode, names, inside.sum(0), _sums(state, inside), (inside & stays).sum(0))


def reached(state: DealState, mode: Mode) -> Ints:
    """The furthest step of each deal: by the cohort rule, or (cohort_strict) through dates in order without a skip."""
    if mode != "cohort_strict":
        return state.furthest
    when = entries(state)
    on = when[:, 1:] >= when[:, :-1]
    return np.asarray(np.logical_and.accumulate(on, axis=1).sum(1), np.intp)


def steps(funnel: Funnel) -> list[Step]:
    """The funnel as the rows of the block ``funnel.stages``: rates, losses, Wilson bounds of the step rate (95 %)."""
    n, amount, size = funnel.n.astype(float), funnel.amount, len(funnel.names)
    rated = funnel.mode != "snapshot"
    by_step, by_first, lost = rates.step_rates(n), rates.total_rates(n), rates.losses(n)
    out = []
    for i, name in enumerate(funnel.names):
        loses = rated and i + 1 < size
        low, high = rates.wilson(float(n[i]), float(n[i - 1])) if rated and i else (None, None)
        gone = float(amount[i] - amount[i + 1]) if loses else np.nan
        out.append(
            Step(
                name,
                int(n[i]),
                _known(float(amount[i])),
                by_step[i] if rated else None,
                by_first[i] if rated else None,
                int(n[i] - n[i + 1]) if loses else None,
                rates.rate(lost[i] or 0.0, float(n[i])) if loses else None,
                _known(gone),
                low,
                high,
                int(funnel.open_n[i]) if loses or not rated else None,
            )
        )
    return out


def maturity_days(state: DealState) -> float | None:
    """P90 of days from creation to closing over every deal closed so far; None before the first one."""
    took = (state.closed - state.created)[~np.isnat(state.closed) & ~np.isnat(state.created)].astype(float)
    took = took[took >= 0]
    return float(np.percentile(took, 90)) if len(took) else None


def immature(asof: date, last: date, maturity: float | None) -> bool:
    """Whether a cohort that ends on ``last`` may still change much: ``asof`` < its end + P90 of the days to closing.

    As long as no deal has ever closed every cohort is immature.
    """
    return maturity is None or (asof - last).days < maturity - 1e-9


def mature_span(state: DealState, asof: date) -> tuple[date, date] | None:
    """First and last day of the three last mature creation months; None as long as no deal has closed."""
    maturity = maturity_days(state)
    if maturity is None:
        return None
    first, last = months(asof, 1)[0]
    while immature(asof, last, maturity):
        last = first - timedelta(days=1)
        first = last.replace(day=1)
    return months(last, MATURE)[0][0], last


def months(day: date, n: int) -> list[tuple[date, date]]:
    """First and last day of ``n`` whole calendar months up to that of ``day``, the earliest first."""
    spans: list[tuple[date, date]] = []
    first = day.replace(day=1)
    for _ in range(n):
        spans.insert(0, (first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)))
        first = (first - timedelta(days=1)).replace(day=1)
    return spans


def _sums(state: DealState, inside: Bools) -> Floats:
    """Per step the sum of the amounts filled; NaN everywhere if no deal of the funnel has one."""
    known = ~np.isnan(state.amount)
    if not (inside.any(1) & known).any():
        return np.full(inside.shape[1], np.nan)
    return np.asarray(np.where(known, state.amount, 0.0) @ inside, float)


def _known(value: float) -> float | None:
    return None if np.isnan(value) else value
