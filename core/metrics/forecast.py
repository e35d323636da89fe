"""What the next months will bring, with the error that such a forecast had in the past.

Source: REPORTS, «Definitions that must be exact → Forecast».
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from core.context import Context
from core.metrics.days import NEVER, Days, days_or_never, number, numbered
from core.metrics.deals import DealState, state
from core.metrics.forecast_choice import CONFIDENCE, Made, backtest, forecast_at
from core.metrics.forecast_deals import from_deals
from core.metrics.forecast_months import Months, mean_of_three, month_numbers, months_of, naive
from core.metrics.ledger import ledger
from core.metrics.measures import RECEIVED, WON
from core.metrics.rates import Floats

PERIODS = 3
METHODS = ("naive", "mean_3", "pipeline", "hazard")
"""The candidates; of equal errors the first is taken. Payments alone have only the first two."""


@dataclass(frozen=True)
class Forecast:
    """``ahead[k]`` is the forecast of the month ``k`` months after the report date's own; ``checks[k]`` the same
    forecast as it would have been made in the past, the earliest first."""

    target: str
    """``won`` or ``received``: what is forecast."""
    months: Months
    ahead: tuple[Made, ...]
    checks: tuple[tuple[Made, ...], ...]

    @property
    def shown(self) -> int:
        """The horizon whose check is shown: of the month that is not over yet."""
        return int(self.months.ended and len(self.ahead) > 1)


def forecast(context: Context) -> Forecast | None:
    """Three months from the report date's own; None if no money came yet. Ask with ``context.once(forecast)``."""
    return forecast_of(context, PERIODS, CONFIDENCE)


def forecast_of(context: Context, periods: int, confidence: float) -> Forecast | None:
    """``periods`` months, the report date's own being the first; intervals of ``confidence``."""
    found = context.once(state)
    won = np.flatnonzero(found.won & ~np.isnat(found.closed))
    if len(won):
        day, money = days_or_never(found.closed[won]), np.nan_to_num(found.amount[won])
        months = months_of(day, money, context.asof, periods)
    else:
        payments = context.once(ledger).payments
        came = payments.value > 0
        months = months_of(payments.day[came], payments.value[came] / context.once(ledger).scale, context.asof, periods)
    if months is None:
        return None
    table = candidates(months, periods)
    if len(won):
        table = np.concatenate([table, np.stack(from_deals(found, months, *_deals(context, found), periods))])
    ahead = tuple(forecast_at(months, table, months.last, k, confidence) for k in range(periods))
    checks = tuple(tuple(backtest(months, table, k, confidence)) for k in range(periods))
    return Forecast(WON if len(won) else RECEIVED, months, ahead, checks)


def candidates(months: Months, periods: int) -> Floats:
    """(2, months, periods): the naive forecast and the mean of three, as made at each cut."""
    size = range(len(months.total))
    return np.array([[[way(months, i, k) for k in range(periods)] for i in size] for way in (naive, mean_of_three)])


def _deals(context: Context, found: DealState) -> tuple[Days, Floats]:
    """Expected days and own probabilities, one a deal of the state."""
    frame = context.tables["deals"].frame
    return numbered(frame["expected"])[found.row], frame["probability"].to_numpy()[found.row]


@dataclass(frozen=True)
class Pipeline:
    """One month's open deals as they are typed today."""

    committed: float
    """Of deals with a probability of at least the hot threshold."""
    weighted: float
    """Amount × probability, where both are known."""


def pipeline_months(context: Context, periods: int) -> list[Pipeline]:
    """What open deals are expected to bring in each month, the report date's own first, from the report date on."""
    found = context.once(state)
    expected, _ = _deals(context, found)
    open_ = np.flatnonzero(found.open & (expected >= number(context.asof)) & (expected < NEVER))
    month = month_numbers(expected[open_]) - _month(context.asof)
    amount, chance = np.nan_to_num(found.amount[open_]), found.probability[open_]
    hot = chance >= context.settings.hot_probability - 1e-9
    out = []
    for k in range(periods):
        mine = month == k
        out.append(Pipeline(float(amount[mine & hot].sum()), float(np.nan_to_num(amount * chance)[mine].sum())))
    return out


def undated(context: Context) -> tuple[int, float]:
    """Open deals that no month expects, without a date or with one that has passed: how many, their sum."""
    found = context.once(state)
    expected, _ = _deals(context, found)
    lost = found.open & ~((expected >= number(context.asof)) & (expected < NEVER))
    return int(lost.sum()), float(np.nan_to_num(found.amount[lost]).sum())


def _month(day: date) -> int:
    return (day.year - 1970) * 12 + day.month - 1
