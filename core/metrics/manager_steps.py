"""How each manager takes deals from step to step, against everyone else (REPORTS §2 `managers`)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from core.context import Context
from core.metrics.comparison import Comparison, compare
from core.metrics.deals import DealState, between, state
from core.metrics.funnel import Mode, mature_span, months, reached
from core.metrics.owners import manager_names
from core.metrics.stages import Ints

YEAR = 12

Span = tuple[date, date]


@dataclass(frozen=True)
class Steps:
    """One entry a manager × step that has deals: by manager (nobody last), funnel and step.

    A step is the way from one stage to the next: ``cause`` of ``compared`` reached the one, ``effect`` the other.
    """

    span: Span
    manager: Ints
    """Code of :func:`core.metrics.owners.manager_names`; its length for nobody."""
    funnel: Ints
    step: Ints
    """The number of the stage reached, from 1."""
    compared: Comparison
    reached: dict[int, Ints]
    """Per funnel managers × stages: how many deals reached each stage."""


def step_mode(context: Context) -> Mode:
    """Rates of managers are those of cohorts, whatever mode the funnel is drawn in."""
    return "cohort_strict" if context.settings.funnel_mode == "cohort_strict" else "cohort"


def period_steps(context: Context) -> Steps:
    return manager_steps(context, context.period)


def previous_steps(context: Context) -> Steps:
    return manager_steps(context, context.previous_period)


def year_steps(context: Context) -> Steps | None:
    """The 12 last creation months whose deals are mostly closed; None as long as no deal has closed."""
    mature = mature_span(context.once(state), context.asof)
    return manager_steps(context, (months(mature[1], YEAR)[0][0], mature[1])) if mature else None


def manager_steps(context: Context, span: Span) -> Steps:
    """The deals created in ``span``; all cells with at least ``min_n`` deals are one family."""
    found, names = context.once(state), context.once(manager_names)
    owner = names.codes(context.tables["deals"].frame["manager"])[found.row]
    chosen = between(found.created, *span)
    far = reached(found, step_mode(context))
    counts = {f: _reached(found, f, chosen, owner, far, len(names) + 1) for f in funnels(found)}
    cells = sorted((m, f, j) for f, count in counts.items() for m, j in np.argwhere(count[:, :-1]).tolist())
    manager, funnel, at = np.array(cells, np.intp).reshape(-1, 3).T
    cause, effect, all_cause, all_effect = (
        np.array(values, float)
        for values in (
            [counts[f][m, j] for m, f, j in cells],
            [counts[f][m, j + 1] for m, f, j in cells],
            [counts[f][:, j].sum() for _, f, j in cells],
            [counts[f][:, j + 1].sum() for _, f, j in cells],
        )
    )
    compared = compare(effect, cause, all_effect, all_cause, context.settings.min_n)
    return Steps(span, manager, funnel, at + 1, compared, counts)


def funnels(found: DealState) -> Iterator[int]:
    """The funnels that have deals and a step to take."""
    order = found.stages
    return (f for f in range(len(order.funnels)) if order.steps[f] > 1 and (found.funnel == f).any())


def _reached(
    found: DealState, funnel: int, chosen: "np.ndarray[tuple[int], np.dtype[np.bool_]]", owner: Ints, far: Ints, n: int
) -> Ints:
    """Managers × stages of a funnel: the deals that reached the stage or a later one."""
    width = int(found.stages.steps[funnel])
    rows = np.flatnonzero(chosen & (found.funnel == funnel))
    last = np.bincount(owner[rows] * width + np.minimum(far[rows], width - 1), minlength=n * width).reshape(n, width)
    return np.asarray(last[:, ::-1].cumsum(1)[:, ::-1], np.intp)
