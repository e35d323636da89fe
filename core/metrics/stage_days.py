"""How long deals stay at a stage, from the dates on which they came to it.

REPORTS, «Definitions that must be exact → Stage duration»; where it is silent:

* the first stage begins with the deal's creation and the first «выигран» one with its closing, where these have
  no date of their own;
* a stage skipped has no date and no duration; a deal with no date between its first stage and the win may just as
  well have passed all stages unnoticed, so it tells nothing of them unless there is none in between;
* a deal that stands at a stage it has no date for (or went back to) tells nothing of the last stage before;
* where the history saw a deal come back to a stage its visits add up, and it has gone on if it did after the last.
"""

from dataclasses import dataclass

import numpy as np

from core.context import Context
from core.intake.typed import Typed
from core.metrics.deals import Days, DealState, entries, state
from core.metrics.lost import lost_steps
from core.metrics.stage_history import StageMoves, stage_moves
from core.metrics.stage_visits import add_up, returned, stands_at
from core.metrics.stages import WON, Bools, Floats, Ints

DAY = np.timedelta64(1, "D")


@dataclass(frozen=True)
class StageDays:
    """deals × steps of the longest funnel."""

    days: Floats
    """At the step until the next one, the loss, or the report date; NaN where nobody knows."""
    over: Bools
    """It went on to a later step; else it was watched for that long: it stands there, or was lost there."""
    here: Bools
    """It stands there on the report date and may go on."""
    until: Ints
    """The step whose date ends it; −1 for none."""
    backwards: Bools
    """The date that ends it is before the one that begins it: left out, and a problem."""


def stage_days(context: Context) -> StageDays:
    """The stays of the deals as of the report date; ask with ``context.once(stage_days)``."""
    return stays(context.tables["deals"], context.once(state), context.once(stage_moves))


def stays(deals: Typed, state: DealState, moves: StageMoves | None = None) -> StageDays:
    """The stays of a table's deals as of the state's day; ``moves`` are what the history saw."""
    order, came = state.stages, entries(state)
    steps = np.arange(order.width)
    first_won = order.first_won[state.funnel][:, None]
    ends = is_last(state)
    dated = ~np.isnat(came)
    until, left = _next(came, dated)

    traced = (~np.isnat(state.entered) & (steps > 0) & (steps != first_won)).any(1)[:, None]
    stands = ~state.lost[:, None] & (state.step[:, None] == steps)
    here = stands & ~ends
    went = dated & (until >= 0) & (traced | (until == steps + 1)) & ~stands
    waits = dated & (until < 0) & here
    lost_at = lost_steps(deals, state)
    refused = dated & (until < 0) & (lost_at[:, None] == steps)
    end = np.where(went, left, np.where(refused, state.closed[:, None], state.asof))
    took = np.where(went | waits | refused, (end - came) / DAY, np.nan)
    for deal, events in returned(state, moves).items():
        standing, last = stands_at(state, lost_at, deal)
        took[deal], went[deal] = add_up(events, last, order.width, standing)
        took[deal, ends[deal]] = np.nan
    backwards = took < 0
    return StageDays(np.where(backwards, np.nan, took), went & ~backwards, here, np.where(went, until, -1), backwards)


def is_last(state: DealState) -> Bools:
    """deals × steps: the step a won deal ends at, which has no duration."""
    order = state.stages
    if not order.width:
        return np.zeros((len(state), 0), bool)
    last = order.steps - 1
    ends = order.kind[order.at[np.arange(len(last)), last]] == WON
    return np.asarray(ends[state.funnel][:, None] & (np.arange(order.width) == last[state.funnel][:, None]))


def _next(came: Days, dated: Bools) -> tuple[Ints, Days]:
    """For each step the next later one that has a date (−1), and that date."""
    until, left = np.full(came.shape, -1, np.intp), np.full(came.shape, np.datetime64("NaT", "D"))
    for i in range(came.shape[1] - 2, -1, -1):
        until[:, i] = np.where(dated[:, i + 1], i + 1, until[:, i + 1])
        left[:, i] = np.where(dated[:, i + 1], came[:, i + 1], left[:, i + 1])
    return until, left
