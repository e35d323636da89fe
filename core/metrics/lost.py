"""Lost deals: at which stage and why.

The stage is `lost_stage`; where that is blank, or names a stage that is no step, the in-work stage the deal still
stands at; else the last in-work stage of its dates (typed, or known from history); else nobody knows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from core.context import Context
from core.i18n import fold
from core.intake.typed import Typed
from core.metrics.deals import NAT, Days, DealState, between, closed_between, days, state
from core.metrics.stages import OPEN, Bools, Floats, Ints
from core.tables.deals import DEALS

UNKNOWN = -1


@dataclass(frozen=True)
class Lost:
    """One entry a lost deal whose date is known; `stage` and `reason` are codes, −1 for unknown and blank."""

    deal: Ints
    """Index into the state."""
    day: Days
    stage: Ints
    reason: Ints
    amount: Floats
    stages: tuple[tuple[int, str], ...]
    """(funnel, name) of each stage code: those of the `stages` tab in order, then others as typed, by name (−1)."""
    reasons: tuple[str, ...]
    undated: int
    """Lost deals of which nobody knows when: in none of these entries."""

    def between(self, first: date | None, last: date | None) -> Bools:
        """Lost from ``first`` to ``last``, both included; None is no limit."""
        return between(self.day, first, last)


def lost(context: Context) -> Lost:
    """The deals lost up to the report date; ask with ``context.once(lost)``."""
    return lost_deals(context.tables["deals"], context.once(state))


def lost_deals(deals: Typed, state: DealState) -> Lost:
    """The lost deals of a table as of the state's day."""
    dated = closed_between(state, None, None) & state.lost
    at, order = np.flatnonzero(dated), state.stages
    known = [(int(f), name) for f, name in zip(order.funnel, order.name, strict=True)]
    stage = np.full(len(at), UNKNOWN, np.intp)
    if order.width:
        step = lost_steps(deals, state)[at]
        stage = np.where(step >= 0, order.at[state.funnel[at], step], UNKNOWN)
    others, other = _named_elsewhere(deals, state, at)
    reasons = deals.frame["loss_reason"].cat
    return Lost(
        at,
        state.closed[at],
        np.where((stage < 0) & (other >= 0), other + len(known), stage),
        reasons.codes.to_numpy()[state.row[at]].astype(np.intp),
        state.amount[at],
        (*known, *((-1, name) for name in others)),
        tuple(map(str, reasons.categories)),
        int((state.lost & ~dated).sum()),
    )


def lost_steps(deals: Typed, state: DealState) -> Ints:
    """Per deal of the state the step at which it was lost; −1 if nobody knows, and for a deal not lost."""
    order = state.stages
    if not order.width:
        return np.full(len(state), UNKNOWN, np.intp)
    typed = deals.frame["lost_stage"].cat
    words = [*(fold(name) for name in typed.categories), ""]
    places = np.array([[order.by_name.get((f, word), -1) for word in words] for f in range(len(order.at))], np.intp)
    said = np.append(order.step, UNKNOWN)[places[state.funnel, typed.codes.to_numpy()[state.row]]]
    stands = np.where(np.append(order.kind, -1)[state.stage] == OPEN, np.append(order.step, -1)[state.stage], UNKNOWN)
    working = np.arange(order.width) < order.first_won[state.funnel][:, None]
    never = np.iinfo(np.int64).min
    number = np.where(working & ~np.isnat(state.entered), state.entered.astype(np.int64), never)
    last = np.where(number.max(1) > never, order.width - 1 - number[:, ::-1].argmax(1), UNKNOWN)
    found = np.where(said >= 0, said, np.where(stands >= 0, stands, last))
    return np.where(state.lost, found, UNKNOWN)


def _named_elsewhere(deals: Typed, state: DealState, at: Ints) -> tuple[list[str], Ints]:
    """The stages that only the deals name: `lost_stage` beyond the `stages` tab, and without that tab whatever
    the stage or its dates say that does not read as a status. Their names, and a code a deal."""
    known, frame = {name for _, name in state.stages.by_name}, deals.frame
    found = [_coded(frame["lost_stage"], state.row[at], lambda name: fold(name) not in known)]
    if not len(state.stages):
        is_status = DEALS.by_id["status"].option
        found.append(_coded(frame["stage"], state.row[at], lambda name: is_status(name) is None))
        found.append(_latest_dated(deals, state, at))
    names = sorted({name for some, _ in found for name in some})
    code = np.full(len(at), UNKNOWN, np.intp)
    for some, mine in found:
        place = np.array([*(names.index(name) for name in some), UNKNOWN], np.intp)[mine]
        code = np.where(code < 0, place, code)
    return names, code


def _coded(column: "pd.Series[str]", rows: Ints, wanted: Callable[[str], bool]) -> tuple[list[str], Ints]:
    """The wanted names of a text column, and each row's place among them (−1: another, or blank)."""
    every = [str(name) for name in column.cat.categories]
    names = [name for name in every if wanted(name)]
    place = {name: i for i, name in enumerate(names)}
    lookup = np.array([*(place.get(name, UNKNOWN) for name in every), UNKNOWN], np.intp)
    return names, lookup[column.cat.codes.to_numpy()[rows]]


def _latest_dated(deals: Typed, state: DealState, at: Ints) -> tuple[list[str], Ints]:
    """Per deal the stage dated last before the loss, without a `stages` tab to say their order."""
    columns = {name: id for id, name in deals.extras.items() if DEALS.by_id["status"].option(name) is None}
    names = sorted(columns)
    best, when = np.full(len(at), UNKNOWN, np.intp), np.full(len(at), NAT)
    for code, name in enumerate(names):
        day = days(deals.frame[columns[name]])[state.row[at]]
        later = (day <= state.closed[at]) & (np.isnat(when) | (day > when))
        best, when = np.where(later, code, best), np.where(later, day, when)
    return names, best
