"""The rows of the durations: stages, and the deals that stand too long or wait for an invoice."""

from dataclasses import dataclass

import numpy as np

from core.context import Context
from core.i18n import T
from core.metrics.contracts import contracts
from core.metrics.days import NEVER, day, day_or_none, number, numbered
from core.metrics.deals import state
from core.metrics.durations import Spread, spread
from core.metrics.people import NO_MANAGER
from core.metrics.stage_days import is_last, stage_days
from core.metrics.stages import Floats, Ints
from core.report import CellNote, Ref, Row, Value
from core.reports._funnel_losses import named
from core.reports._links import refs, words
from core.reports.declare import Filled

TO_INVOICE = T("договор → первый счёт", "contract → first invoice")
MORE = T(
    "больше {days}: половина ещё не закончилась",
    "more than {days}: half are not over yet",
)


@dataclass(frozen=True)
class Stage:
    """One step of one funnel: how long deals stay there. ``at`` are the deals that stand there (of the state)."""

    name: str
    step: int
    took: Spread
    at: Ints
    days: Floats
    """Of those that stand there, NaN where nobody knows."""
    norm: float | None
    limit: float | None
    lost_n: int

    @property
    def stuck(self) -> Ints:
        """Which of ``at`` stand beyond the limit."""
        return np.flatnonzero(self.days > (np.inf if self.limit is None else self.limit + 1e-9))


def stages(context: Context) -> list[Stage]:
    """The steps of every funnel that has deals, but for the one where won deals end; ``context.once(stages)``."""
    now, found = context.once(state), context.once(stage_days)
    order, ends, out = now.stages, is_last(now), list[Stage]()
    used = [f for f in range(len(order.funnels)) if (now.funnel == f).any() and order.steps[f]]
    for index in used:
        mine = now.funnel == index
        for step in range(int(order.steps[index])):
            if ends[mine, step].any():
                continue
            days, over, here = (values[mine, step] for values in (found.days, found.over, found.here))
            took = spread(days, over)
            typed = float(order.norm_days[order.at[index, step]])
            norm = None if np.isnan(typed) else typed
            usual = took.p90 if took.n >= context.settings.min_n else None
            name = named(order.funnels[index] if len(used) > 1 else "", order.name[order.at[index, step]])
            lost_n = int((~np.isnan(days) & ~over & ~here).sum())
            at = np.flatnonzero(mine)[here]
            out.append(Stage(name, step, took, at, days[here], norm, usual if norm is None else norm, lost_n))
    return out


def stage_rows(context: Context) -> Filled:
    rows: list[Row] = []
    notes: list[CellNote] = []
    for one in context.once(stages):
        took, known = one.took, one.days[~np.isnan(one.days)]
        notes += more(context, took, len(rows))
        rows.append(
            [
                one.name,
                took.n,
                took.mean,
                took.median,
                took.p75,
                took.p90,
                took.km.median,
                len(one.at),
                float(known.max()) if len(known) else None,
                None if one.limit is None else len(one.stuck),
                one.norm,
                one.limit,
                len(one.at) - len(known),
                one.lost_n,
            ]
        )
    return Filled(rows, notes=notes)


def more(context: Context, took: Spread, row: int) -> list[CellNote]:
    """Why a median with open deals counted is empty: more than half are not over yet."""
    if took.km.median is not None or took.km.longest is None:
        return []
    return [CellNote(row, "km_median", context.say(MORE, days=round(took.km.longest)))]


def stuck_rows(context: Context) -> list[Row]:
    """The deals that stand beyond the limit of their stage, the largest first."""
    found = [one for one in context.once(stages) if len(one.stuck)]
    if not found:
        return []
    at = np.concatenate([one.at[one.stuck] for one in found])
    days = np.concatenate([one.days[one.stuck] for one in found]).tolist()
    names = [(one.name, one.limit) for one in found for _ in one.stuck]
    frame = context.tables["deals"].frame
    steps = [day_or_none(n) for n in numbered(frame["next_step_date"])[context.once(state).row[at]].tolist()]
    rows: list[Row] = [
        [client, manager, stage, took, limit, amount, step, when, link]
        for (client, manager, amount, step, link), (stage, limit), took, when in zip(
            _deals(context, at), names, days, steps, strict=True
        )
    ]
    return sorted(rows, key=lambda row: (-_number(row[5]), -_number(row[3]), str(row[0]), str(row[2]), str(row[6])))


def forgotten_rows(context: Context) -> list[Row]:
    """Contracts without an invoice, the largest first."""
    found = context.once(contracts)
    at = np.flatnonzero(found.forgotten)
    today = number(context.asof)
    rows: list[Row] = [
        [client, manager, amount, day(signed), today - signed, step, link]
        for (client, manager, amount, step, link), signed in zip(
            _deals(context, at), found.day[at].tolist(), strict=True
        )
    ]
    return sorted(rows, key=lambda row: (-_number(row[2]), -_number(row[4]), str(row[0]), str(row[5])))


def invoicing_rows(context: Context) -> list[Row]:
    """From the contract to the first invoice, in one row."""
    found = context.once(contracts)
    if not (found.day < NEVER).any():
        return []
    after = found.wait >= 0
    took = spread(found.wait[after], np.ones(int(after.sum()), bool))
    owed = context.once(state).amount[found.forgotten]
    worth = float(np.nansum(owed)) if (~np.isnan(owed)).any() else None
    before = int((found.wait < 0).sum())
    return [
        [context.say(TO_INVOICE), took.n, took.median, took.mean, took.p90, before, int(found.forgotten.sum()), worth]
    ]


def _deals(context: Context, at: Ints) -> list[tuple[Value, Value, Value, Value, Ref]]:
    """Client, manager, amount, next step and link of the given deals of the state."""
    deals, now = context.tables["deals"], context.once(state)
    rows = now.row[at]
    amounts = [None if np.isnan(amount) else amount for amount in now.amount[at].tolist()]
    client, step = (words(deals, column, rows) for column in ("client", "next_step"))
    manager = words(deals, "manager", rows, context.say(NO_MANAGER))
    links = refs(deals, rows, "client", [context.say(T("сделка", "deal"))] * len(rows))
    return list(zip(client, manager, amounts, [text or None for text in step], links, strict=True))


def _number(value: Value) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
