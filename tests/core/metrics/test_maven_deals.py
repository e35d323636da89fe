"""8,800 published B2B deals (Maven Analytics) through the state of deals."""

from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.intake.typed import Typed
from core.metrics.deals import DealState, deal_state, win_counts
from core.metrics.funnel import funnel
from core.metrics.rates import rate, wilson
from tests.support import typed

DATA = Path(__file__).parents[4] / "shared" / "data" / "maven_crm" / "sales_pipeline.csv.gz"
pytestmark = pytest.mark.skipif(not DATA.exists(), reason=f"the public data set {DATA.name} is not beside the checkout")

STAGES = [
    {"order": 1, "stage": "Prospecting", "kind": "open"},
    {"order": 2, "stage": "Engaging", "kind": "open"},
    {"order": 3, "stage": "Won", "kind": "won"},
    {"order": 4, "stage": "Lost", "kind": "lost"},
]
ASOF = date(2017, 12, 31)
MONTHS = [1134672, 721932, 1025713, 1338466, 696932, 1050059, 1235264, 731980, 938943, 1131573]


@cache
def table() -> Typed:
    raw = pd.read_csv(DATA)
    assert len(raw) == 8800
    columns = {
        "opportunity_id": "deal_id",
        "account": "client",
        "sales_agent": "manager",
        "deal_stage": "stage",
        "engage_date": "created",
        "close_date": "closed",
        "close_value": "amount",
    }
    renamed = raw.rename(columns=columns)[list(columns.values())].astype(object)
    return typed("deals", renamed.where(renamed.notna(), None).to_dict("records"))


@cache
def state(asof: date = ASOF) -> DealState:
    return deal_state(table(), typed("stages", STAGES), asof)


def test_statuses() -> None:
    found = state()
    assert np.bincount(found.status).tolist() == [1589 + 500, 4238, 2473]
    names = np.array(found.stages.name)[found.stage[found.open]]
    assert dict(zip(*np.unique(names, return_counts=True), strict=True)) == {"Engaging": 1589, "Prospecting": 500}
    assert np.isnat(found.created).sum() == 500


def test_win_rate() -> None:
    won, lost = win_counts(state())
    assert (won, lost) == (4238, 2473)
    assert rate(won, won + lost) == pytest.approx(0.631501, abs=1e-6)
    assert wilson(won, won + lost) == pytest.approx((0.61989, 0.64296), abs=1e-5)
    assert rate(won, len(state())) == pytest.approx(0.48159, abs=1e-5)


def test_won_revenue_by_month() -> None:
    found = state()
    assert found.amount[found.won].sum() == 10_005_534
    assert found.amount[found.won].mean() == pytest.approx(2360.91, abs=0.005)
    months = found.closed[found.won].astype("datetime64[M]")
    by_month = [int(found.amount[found.won][months == month].sum()) for month in np.unique(months)]
    assert by_month == MONTHS


def test_days_to_closing() -> None:
    found = state()
    took = (found.closed - found.created).astype(float)
    assert (took[found.won].mean(), np.median(took[found.won])) == (pytest.approx(51.782, abs=5e-4), 57)
    assert (took[found.lost].mean(), np.median(took[found.lost])) == (pytest.approx(41.479, abs=5e-4), 14)


def test_an_earlier_day_has_fewer_closed() -> None:
    raw, asof = table().frame, date(2017, 6, 30)
    limit = np.datetime64(asof)
    found = state(asof)
    won = (raw["stage"] == "Won") & (raw["closed"] <= limit)
    assert int(found.won.sum()) == int(won.sum())
    assert len(found) == int((~(raw["created"] > limit)).sum())


def test_cohort_of_everything() -> None:
    found = funnel(state(), "cohort")
    assert found.n.tolist() == [8800, 1589 + 4238, 4238]
