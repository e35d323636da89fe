"""The forecast's check against the past on 8,800 published B2B deals, July to December 2017."""

from datetime import date, timedelta
from functools import cache

import numpy as np
import pandas as pd
import pytest

from core.metrics.deals import deal_state, win_counts
from core.metrics.forecast import METHODS, Forecast, forecast
from core.metrics.forecast_choice import Made, wape
from tests.core.metrics.test_maven_deals import ASOF, DATA, MONTHS, STAGES, pytestmark, table  # noqa: F401
from tests.support import context, typed

HALF = [date(2017, month, 1) for month in range(7, 13)]


@cache
def found() -> Forecast:
    made = forecast(context(ASOF, deals=table(), stages=typed("stages", STAGES)))
    assert made is not None
    return made


def half_year() -> list[Made]:
    return [one for one in found().checks[1] if found().months.month(one.month) in HALF]


def test_the_target_is_the_won_revenue_of_each_month() -> None:
    months = found().months
    assert months.total[months.history :].tolist() == MONTHS
    assert [one.actual for one in half_year()] == MONTHS[4:]


def test_published_errors_of_the_plain_forecasts() -> None:
    actual = np.array(MONTHS[4:])
    last = np.abs(np.array(MONTHS[3:9]) - actual).sum() / actual.sum()
    assert last == pytest.approx(0.360, abs=5e-4)
    naive, mean = (wape(half_year(), lambda one, c=c: one.candidates[c]) for c in range(2))
    assert naive == pytest.approx(0.0696, abs=5e-5)
    assert mean == pytest.approx(0.183, abs=5e-4)


def test_open_deals_by_the_win_rate_without_timing_overstate_the_next_month() -> None:
    """Every open deal at its list price × the win rate known that day."""
    raw = pd.read_csv(DATA)
    price = pd.read_csv(DATA.parent / "products.csv").set_index("product")["sales_price"]
    worth = raw["product"].replace("GTXPro", "GTX Pro").map(price).to_numpy()
    said = 0.0
    for month in HALF:
        state = deal_state(table(), typed("stages", STAGES), month - timedelta(days=1))
        won, lost = win_counts(state)
        said += worth[state.row[state.open & ~np.isnat(state.created)]].sum() * won / (won + lost)
    assert said / sum(MONTHS[4:]) - 1 == pytest.approx(2.53, abs=0.005)


def test_what_was_chosen_by_past_errors_only() -> None:
    errors = {name: wape(half_year(), lambda one, c=c: one.candidates[c]) for c, name in enumerate(METHODS)}
    own = wape(half_year(), lambda one: one.base)
    print({**errors, "chosen": own})
    assert [METHODS[one.chosen or 0] for one in half_year()] == ["hazard", *["naive"] * 5]
    assert own == pytest.approx(0.1455, abs=5e-5)
    assert errors["pipeline"] == pytest.approx(0.2713, abs=5e-5)
    assert errors["hazard"] == pytest.approx(0.3215, abs=5e-5)
    assert [one.checked for one in half_year()] == [1, 2, 3, 4, 5, 6]
    assert [one.low is not None for one in half_year()] == [False] * 5 + [True]
