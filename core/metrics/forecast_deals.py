"""What the open deals of a past day were worth, as seen on that day: the two forecasts made from deals.

A deal is open at the cut of a month from its creation until it is closed (both known to the day). Its stage at a
cut is its last one dated by then; a stage without a date is not known for the past, and so is not used at all.
Deals open at the cuts of the last twelve months whose outcome was known say what share of money is won in the
same month, the next, and so on, by stage and age. Amounts, probabilities and expected dates are today's.
"""

from dataclasses import dataclass

import numpy as np

from core.metrics.days import NEVER, Days, days_or_never
from core.metrics.deals import DealState
from core.metrics.forecast_months import MEMORY, Months, month_numbers
from core.metrics.rates import Floats
from core.metrics.stages import Bools, Ints

AGES = (31, 61, 91, 181, 366)
"""Days from which a deal is in the next age group."""
ENOUGH = 20
"""Deals from which a stage and age speak for themselves; with fewer the age does, then all deals."""


@dataclass(frozen=True)
class Pairs:
    """One entry a deal and month at whose cut it was open."""

    deal: Ints
    month: Ints
    age: Ints
    stage: Ints
    won: Ints
    """In how many months from this one it is won; −1 for never, or not by the report date."""
    closed: Ints
    """The same, won or lost."""


def pairs(state: DealState, months: Months) -> Pairs:
    """Every deal with a creation date, and a closing date unless it is open, at each cut it was open at."""
    created, closed = days_or_never(state.created), days_or_never(state.closed)
    known = np.flatnonzero((created < NEVER) & (state.open | (closed < NEVER)))
    begin = _first_cut(created[known], months)
    end = np.where(state.open[known], months.last, _first_cut(closed[known], months) - 1)
    begin = np.maximum(begin, max(0, months.history - 1))
    n = np.maximum(0, end - begin + 1)
    deal = np.repeat(known, n)
    month = np.arange(n.sum()) - np.repeat(np.cumsum(n) - n, n) + np.repeat(begin, n)
    when = np.where(state.open, -1, month_numbers(np.minimum(closed, NEVER - 1)) - months.first)[deal]
    later = np.where(when >= 0, when - month, -1)
    age = np.searchsorted(AGES, months.cut[month] - created[deal], "right")
    won = np.where(state.won[deal], later, -1)
    return Pairs(deal, month, age, _stages(state, deal, months.cut[month]), won, later)


def _first_cut(day: Days, months: Months) -> Ints:
    """The index of the first month whose cut is on ``day`` or later."""
    return np.searchsorted(months.cut, day)


def _stages(state: DealState, deal: Ints, cut: Days) -> Ints:
    """Funnel and last step dated by the cut, as one number; the first step where none is."""
    width = max(1, state.entered.shape[1])
    out = state.funnel[deal] * width
    step = np.zeros(len(deal), np.intp)
    for i in range(state.entered.shape[1]):
        entered = days_or_never(state.entered[:, i])
        if (entered < NEVER).any():
            step[entered[deal] <= cut] = i
    return np.asarray(out + step, np.intp)


@dataclass(frozen=True)
class Values:
    """What is known at the cut of each month: win rate and mean amount of the deals won by then."""

    win_rate: Floats
    mean: Floats


def values(state: DealState, months: Months) -> Values:
    """By closed date up to each cut; a won deal without an amount counts as one without money. NaN before any."""
    closed = days_or_never(state.closed)
    won_n, lost_n = (
        np.searchsorted(np.sort(closed[where & (closed < NEVER)]), months.cut, "right")
        for where in (state.won, state.lost)
    )
    won = np.flatnonzero(state.won & (closed < NEVER))
    won = won[np.lexsort((state.amount[won], closed[won]))]
    money = np.append(0.0, np.cumsum(np.nan_to_num(state.amount[won])))[won_n]
    with np.errstate(divide="ignore", invalid="ignore"):
        return Values(won_n / (won_n + lost_n), money / won_n)


def from_deals(state: DealState, months: Months, expected: Days, own: Floats, periods: int) -> tuple[Floats, Floats]:
    """months × periods ahead: the timed weighted pipeline, and the hazards with the run-rate of new deals.

    ``expected`` and ``own`` (probability) have one entry a deal of ``state``. NaN where nothing is won yet,
    or no month of history is complete.
    """
    seen, worth = pairs(state, months), values(state, months)
    amount = state.amount[seen.deal]
    amount = np.where(amount > 0, amount, worth.mean[seen.month])
    size, groups = len(months.total), int(seen.stage.max(initial=0)) + 1
    cells, ages = groups * (len(AGES) + 1), len(AGES) + 1
    cell = seen.stage * ages + seen.age
    with np.errstate(invalid="ignore"):
        money = _table(seen.month, cell, size, cells, amount)
        chance = _probability(state, seen, own, worth, months)
        dated, ahead = _expected(seen, expected, months)
        sure = _table(seen.month[dated], ahead[dated], size, periods, (amount * chance)[dated])
        loose = _table(seen.month[~dated], seen.age[~dated], size, ages, (amount * chance)[~dated])
    n, n_age = _table(seen.month, cell, size, cells), _table(seen.month, seen.age, size, ages)
    pipeline, hazard = np.full((2, size, periods), np.nan)
    good = np.isfinite(worth.mean) & (np.arange(size) + months.ended > months.history)
    for k in range(periods):
        rates = _rates(n, _outcome(seen, seen.won, k, cell, size, cells), months, k, groups)
        closing = _rates(n_age, _outcome(seen, seen.closed, k, seen.age, size, ages), months, k, 1)
        pipeline[:, k] = np.where(good, sure[:, k] + (loose * closing).sum(1), np.nan)
        hazard[:, k] = np.where(good, (money * rates).sum(1) + _new(state, seen, months, k), np.nan)
    return pipeline, hazard


def _table(row: Ints, column: Ints, rows: int, columns: int, weight: Floats | None = None) -> Floats:
    """Sums (or counts) a row and column; columns beyond the last are left out."""
    inside = np.flatnonzero(column < columns)
    key = row[inside] * columns + column[inside]
    out = np.bincount(key, None if weight is None else weight[inside], rows * columns)
    return out.reshape(rows, columns).astype(np.float64)


def _outcome(seen: Pairs, later: Ints, ahead: int, group: Ints, rows: int, columns: int) -> Floats:
    """How many of each group and month had that outcome ``ahead`` months later."""
    had = np.flatnonzero(later == ahead)
    return _table(seen.month[had], group[had], rows, columns)


def _expected(seen: Pairs, expected: Days, months: Months) -> tuple[Bools, Ints]:
    """Which deals were expected after the cut, and how many months later."""
    day = expected[seen.deal]
    dated = (day < NEVER) & (day > months.cut[seen.month])
    return dated, np.where(dated, month_numbers(np.minimum(day, NEVER - 1)) - months.first - seen.month, 0)


def _probability(state: DealState, seen: Pairs, own: Floats, worth: Values, months: Months) -> Floats:
    """A deal's own (0 and 100 % are typed when a deal is closed, and say nothing about an open one), else that of
    its dated stage, else the win rate by then."""
    mine = own[seen.deal]
    mine = np.where((mine > 0) & (mine < 1), mine, np.nan)
    if state.entered.shape[1]:
        width = state.entered.shape[1]
        stage = state.stages.at[seen.stage // width, seen.stage % width]
        was = days_or_never(state.entered[seen.deal, seen.stage % width]) <= months.cut[seen.month]
        chance = np.append(state.stages.probability, np.nan)[stage]
        mine = np.where(np.isnan(mine) & was, chance, mine)
    return np.where(np.isnan(mine), worth.win_rate[seen.month], mine)


def _window(counts: Floats, months: Months, ahead: int) -> Floats:
    """For each month the sums over the last twelve cuts whose month ``ahead`` was complete by its own cut."""
    start = _start(months, ahead)
    counts = np.where(np.arange(len(counts))[:, None] >= start, counts, 0)
    sums = np.concatenate([np.zeros((1, counts.shape[1])), np.cumsum(counts, axis=0)])
    end = np.clip(np.arange(len(counts)) + months.ended - ahead, 0, None)
    return np.asarray(sums[end] - sums[np.maximum(0, end - MEMORY)], np.float64)


def _start(months: Months, ahead: int) -> int:
    """The first cut that says something: from the one before the history on, if its month lies in the history."""
    return max(0, months.history - min(ahead, 1))


def _rates(n: Floats, had: Floats, months: Months, ahead: int, groups: int) -> Floats:
    """months × groups·ages: the share with an outcome, of a group's own deals, its age's, or all, where enough."""
    n, had = _window(n, months, ahead), _window(had, months, ahead)
    shape = (len(n), groups, -1)
    by_age = [table.reshape(shape).sum(1, keepdims=True) for table in (n, had)]
    all_of = [table.sum(2, keepdims=True) for table in by_age]
    with np.errstate(divide="ignore", invalid="ignore"):
        own, age, every = (had.reshape(shape) / n.reshape(shape), by_age[1] / by_age[0], all_of[1] / all_of[0])
    rate = np.where(n.reshape(shape) >= ENOUGH, own, np.where(by_age[0] >= ENOUGH, age, every))
    return np.nan_to_num(rate).reshape(len(n), -1)


def _new(state: DealState, seen: Pairs, months: Months, ahead: int) -> Floats:
    """Run-rate of new deals: what deals not open at a cut brought ``ahead`` months later, mean of the last cuts."""
    size = len(months.total)
    had = np.flatnonzero(seen.won == ahead)
    old = np.bincount(seen.month[had], np.nan_to_num(state.amount[seen.deal[had]]), size)
    came = np.zeros(size)
    came[: size - ahead] = months.series(ahead)[ahead:]
    fresh = _window(np.column_stack([came - old, np.ones(size)]), months, ahead)
    with np.errstate(invalid="ignore"):
        return np.nan_to_num(fresh[:, 0] / fresh[:, 1])
