"""8,800 published B2B deals: who bought, was offered, refused which product; what managers and moves make of it."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.metrics.directions import BOUGHT, OFFERED, REFUSED, directions
from core.metrics.moves import months_before, moves, transitions
from core.metrics.offers import offers
from core.metrics.owners import manager_names
from core.metrics.product_activity import activity
from tests.support import context, typed

DATA = Path(__file__).parents[4] / "shared" / "data" / "maven_crm"
pytestmark = pytest.mark.skipif(not DATA.exists(), reason=f"the public data set {DATA.name} is not beside the checkout")
ASOF = date(2017, 12, 31)
STATUS = {"Won": "won", "Lost": "lost", "Engaging": "open", "Prospecting": "open"}
COLUMNS = {"account": "client", "sales_agent": "manager", "deal_stage": "stage", "engage_date": "created"} | {
    "close_date": "closed",
    "close_value": "amount",
    "product": "product",
}


@pytest.fixture(scope="module")
def raw():
    frame = pd.read_csv(DATA / "sales_pipeline.csv.gz").rename(columns=COLUMNS)[list(COLUMNS.values())]
    assert len(frame) == 8800
    return frame.assign(status=frame["stage"].map(STATUS))


@pytest.fixture(scope="module")
def made(raw):
    rows = raw.astype(object).where(raw.notna(), None).to_dict("records")
    accounts = pd.read_csv(DATA / "accounts.csv")
    clients = [{"client": a, "industry": s} for a, s in zip(accounts["account"], accounts["sector"], strict=True)]
    return context(ASOF, deals=typed("deals", rows), clients=clients)


def test_pairs_of_accounts_and_products(raw, made):
    found = made.once(directions)
    named = raw[raw["client"].notna()]
    best = named["status"].map({"won": BOUGHT, "open": OFFERED, "lost": REFUSED})
    expected = best.groupby([named["client"], named["product"]]).min()
    assert (len(found.clients), len(found.products)) == (85, 7)
    pairs = zip(found.client.tolist(), found.product.tolist(), strict=True)
    got = pd.Series(found.status, [(found.clients[c], found.products[p]) for c, p in pairs])
    assert got.to_dict() == expected.to_dict()
    assert found.amount.sum() == raw.loc[raw["status"] == "won", "amount"].sum() == 10_005_534
    assert found.nameless == raw["client"].isna().sum() == 1425


def test_managers_of_the_last_twelve_months(raw, made):
    found, names = made.once(activity), made.once(manager_names).names
    won = raw[(raw["status"] == "won") & (raw["closed"] >= "2017-01-01")]
    assert found.total[2] == found.won.sum() == len(won) == 4238
    assert dict(zip(names, found.amount.sum(1).tolist(), strict=False)) == {
        name: float(won.loc[won["manager"] == name, "amount"].sum()) for name in names
    }
    assert found.open.sum() == 2089


def test_offers_are_free_pairs_of_the_same_sector(made):
    found, suggested = made.once(directions), made.once(offers)
    known = set(zip(found.client.tolist(), found.product.tolist(), strict=True))
    assert not known & set(zip(suggested.client.tolist(), suggested.product.tolist(), strict=True))
    assert {suggested.segments[s][0] for s in suggested.segment.tolist()} <= {"industry"}
    assert (suggested.bought <= suggested.similar).all()


def test_moves_of_accounts_over_a_quarter(raw, made):
    found = made.once(moves)
    assert months_before(ASOF, 3) == date(2017, 9, 30) == found.then.last
    assert found.now.amount.sum() == raw.loc[raw["client"].notna() & (raw["status"] == "won"), "amount"].sum()
    cells = transitions(*found.abc)
    earlier = raw[(raw["status"] == "won") & (raw["closed"] <= "2017-09-30") & raw["client"].notna()]
    assert cells[:3].sum() == earlier["client"].nunique()
    assert np.array_equal(cells.sum(0)[:3], np.bincount(found.now.abc.classes[found.now.there], minlength=3))
