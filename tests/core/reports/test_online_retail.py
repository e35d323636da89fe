"""541,909 published invoice lines of a British shop (UCI 352): what is dirty, and where the money comes from."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.intake.book import read_book
from core.metrics.segments import abc
from core.reports import all_reports
from core.reports.build import build
from core.workbook import Cells, Sheet
from tests.support import context

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "online_retail" / "online_retail.csv.gz"
pytestmark = pytest.mark.skipif(not DATA.exists(), reason=f"PUBLIC DATA SET ABSENT: {DATA}")
COUNTRIES = {"United Kingdom": 7_308_391.55, "Netherlands": 285_446.34, "EIRE": 265_545.90}


@pytest.fixture(scope="module")
def raw() -> pd.DataFrame:
    frame = pd.read_csv(DATA, dtype={"InvoiceNo": str, "StockCode": str, "CustomerID": str})
    return frame.assign(day=frame["InvoiceDate"].str[:10], amount=frame["Quantity"] * frame["UnitPrice"])


@pytest.fixture(scope="module")
def clean(raw: pd.DataFrame) -> pd.DataFrame:
    return raw[raw["CustomerID"].notna() & (raw["Quantity"] > 0) & (raw["UnitPrice"] > 0)]


def test_what_the_set_holds(raw: pd.DataFrame, clean: pd.DataFrame) -> None:
    assert len(raw) == 541_909
    counts = [int(raw[name].nunique()) for name in ("CustomerID", "InvoiceNo", "StockCode", "Country")]
    assert counts == [4372, 25_900, 4070, 38]
    assert int(raw.drop(columns=["day", "amount"]).duplicated().sum()) == 5268
    assert (len(clean), clean["InvoiceNo"].nunique()) == (397_884, 18_532)


def test_rows_without_a_customer_are_named_and_cancellations_are_refunds(raw: pd.DataFrame) -> None:
    columns = [raw[name].where(raw[name].notna(), None).tolist() for name in ("day", "amount", "CustomerID")]
    rows = [["date", "amount", "client"], *map(list, zip(*columns, strict=True))]
    found = read_book(Cells([Sheet("Payments", rows)], locale="en_US"), {})
    frame = found.tables["payments"].frame
    assert len(frame) == 541_909
    assert len(frame["client"].cat.categories) == 4372
    errors = [problem for problem in found.problems if problem.severity == "error"]
    assert len(errors) == 135_080
    assert len({problem.code for problem in errors}) == 1
    cancelled = raw["InvoiceNo"].str.startswith("C").to_numpy()
    assert int(cancelled.sum()) == 9288
    assert (frame["amount"].to_numpy()[cancelled] < 0).all()


def test_a_fifth_of_the_customers_bring_three_quarters(clean: pd.DataFrame) -> None:
    amount = np.sort(clean.groupby("CustomerID")["amount"].sum().to_numpy())[::-1]
    made = abc(amount, 0.8, 0.95)
    fifth = len(amount) // 5 + 1
    assert float((made.before + made.share)[fifth - 1]) == pytest.approx(0.7462, abs=5e-5)


def test_money_by_country_is_that_of_the_slices(clean: pd.DataFrame) -> None:
    orders = clean.groupby("InvoiceNo").agg(
        client=("CustomerID", "first"), created=("day", "min"), amount=("amount", "sum"), channel=("Country", "first")
    )
    deals = orders.reset_index(names="deal_id").assign(manager="Shop", stage="Won", status="won")
    deals["closed"] = deals["created"]
    rules = {"period_from": date(2010, 12, 1), "period_to": date(2011, 12, 9), "language": "en"}
    made = build(
        all_reports()["funnel_slices"], context(date(2011, 12, 9), "evening", rules, deals=deals.to_dict("records"))
    )
    block = made.block("slices")
    at = {column.id: i for i, column in enumerate(block.columns)}
    rows = [row for row in block.rows if row[at["dimension"]] == "Channel"]
    found = {row[at["value"]]: row[at["amount"]] for row in rows}
    assert {name: round(found[name], 2) for name in COUNTRIES} == COUNTRIES
    total = max(row[at["amount"]] for row in rows)
    assert total == pytest.approx(8_911_407.90, abs=0.01)
