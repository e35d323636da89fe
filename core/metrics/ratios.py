"""How many causes one effect takes: calls for a meeting, applications for an invoice (seed 001, «Соотношения»).

The counts are those of :mod:`core.metrics.activity`: typed where a manager's day has the count, blank Счета,
Сделки, Оплаты counted from their tabs. They are kept here as events, so that any span of days can be asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from core.context import Context
from core.metrics.comparison import Comparison, compare
from core.metrics.days import NEVER, Days, number, numbered
from core.metrics.done import done
from core.metrics.measures import COUNTS
from core.metrics.owners import Codes, manager_names
from core.metrics.rates import Floats, rate, wilson

PAIRS = (
    ("cold_calls", "conversations"),
    ("calls", "meetings"),
    ("calls", "applications"),
    ("applications", "invoices"),
    ("invoices", "payments"),
)
"""Cause and effect, as the source names them."""
THROUGH = ("calls", "payments")
"""The whole way, from the first call to the money."""


class Ratio(NamedTuple):
    """One pair. ``None`` where nothing is known, or where there is nothing to divide by."""

    cause_n: float | None
    effect_n: float | None
    per_one: float | None
    rate: float | None
    low: float | None
    high: float | None


def ratio(cause: float, effect: float) -> Ratio:
    """Causes per one effect, the effects' rate and its Wilson bounds; NaN is an unknown count."""
    cause_n, effect_n = (None if np.isnan(n) else float(n) for n in (cause, effect))
    if cause_n is None or effect_n is None:
        return Ratio(cause_n, effect_n, None, None, None, None)
    return Ratio(cause_n, effect_n, rate(cause_n, effect_n), rate(effect_n, cause_n), *wilson(effect_n, cause_n))


@dataclass(frozen=True)
class Count:
    """The events of one count up to the report date: whose, when, how many; ``typed`` events, then the tab's.

    ``since``: the first day of the tab that blank cells are counted from (NEVER without one): from then on
    nothing is 0, before it nothing is unknown.
    """

    day: Days
    manager: Codes
    n: Floats
    typed: int
    since: int

    def sums(self, first: int, last: int, owners: int) -> Floats:
        """The sum of each manager («Без менеджера» last) over the days; NaN where no day says anything."""
        inside = (self.day >= first) & (self.day <= last)
        out = np.bincount(self.manager[inside], self.n[inside], owners).astype(np.float64)
        if self.since <= last:
            return out
        known = np.bincount(self.manager[: self.typed][inside[: self.typed]], minlength=owners) > 0
        return np.where(known, out, np.nan)


def work(context: Context) -> dict[str, Count]:
    """Every declared count; ask with ``context.once(work)``."""
    frame, names, asof = context.tables["daily_metrics"].frame, context.once(manager_names), number(context.asof)
    day, manager = numbered(frame["date"]), names.codes(frame["manager"])
    tabs = {tab.count: tab for tab in context.once(done)}
    columns = {column.id: frame[column.id].to_numpy() for column in COUNTS}
    columns["calls"] = np.where(np.isnan(columns["calls"]), columns["cold_calls"], columns["calls"])
    owners, found = len(names) + 1, {}
    for id, values in columns.items():
        rows = np.flatnonzero(~np.isnan(values) & (day <= asof))
        parts = (day[rows], manager[rows], values[rows])
        tab = tabs.get(id)
        if tab is not None:
            when, whose = tab.counted or (tab.day, tab.manager)
            more = np.flatnonzero((when <= asof) & ~np.isin(when * owners + whose, parts[0] * owners + parts[1]))
            own = (when[more], whose[more], np.ones(len(more)))
            parts = tuple(np.concatenate(pair) for pair in zip(parts, own, strict=True))  # type: ignore[assignment]
        found[id] = Count(*parts, len(rows), NEVER if tab is None else tab.since)
    return found


def counts(context: Context, first: date | None, last: date | None, ids: Sequence[str]) -> Floats:
    """Managers («Без менеджера» last) × ``ids`` over the days given; None is no limit. NaN where nothing is known."""
    made, owners = context.once(work), len(context.once(manager_names)) + 1
    low = -NEVER if first is None else number(first)
    high = number(context.asof if last is None else min(last, context.asof))
    return np.stack([made[id].sums(low, high, owners) for id in ids], axis=1)


def known_total(values: Floats) -> float:
    """The sum of what is known; NaN without any."""
    known = ~np.isnan(values)
    return float(values[known].sum()) if known.any() else float("nan")


Pair = tuple[str, str]


def table(context: Context, first: date | None, last: date | None, pairs: Sequence[Pair]) -> "Table":
    """Each manager's and the department's ratios over the days."""
    ids = list(dict.fromkeys(id for pair in pairs for id in pair))
    found = counts(context, first, last, ids)
    whole = np.array([known_total(found[:, i]) for i in range(len(ids))])
    at = [(ids.index(cause), ids.index(effect)) for cause, effect in pairs]
    return Table(
        [ratio(float(whole[cause]), float(whole[effect])) for cause, effect in at],
        [[ratio(float(row[cause]), float(row[effect])) for cause, effect in at] for row in found],
        found,
    )


def against_others(found: "Table", pairs: Sequence[Pair], rows: Sequence[int], min_n: int) -> Comparison:
    """The chosen managers' rates against those of the department without them: managers × pairs, row by row.

    One family of comparisons. An unknown count is none; a pair whose effects may pass its causes is not judged.
    """
    own = [found.managers[row][i] for row in rows for i in range(len(pairs))]
    whole = [found.team[i] for _ in rows for i in range(len(pairs))]
    (effect, cause), (all_effect, all_cause) = (
        [np.array([getattr(one, part) or 0.0 for one in side], np.float64) for part in ("effect_n", "cause_n")]
        for side in (own, whole)
    )
    return compare(effect, cause, all_effect, all_cause, min_n)


@dataclass(frozen=True)
class Table:
    """``team``: a ratio a pair; ``managers``: the same for each manager; ``counts``: what they are made of."""

    team: list[Ratio]
    managers: list[list[Ratio]]
    counts: npt.NDArray[np.float64]
