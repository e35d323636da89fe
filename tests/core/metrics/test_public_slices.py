"""Published data through the slices: 8,800 B2B deals (Maven Analytics) and 9,994 order lines (Superstore)."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2_contingency

from core.context import Context
from core.metrics.comparison import CHANCE, SAME
from core.metrics.drivers import drivers
from core.metrics.slice_tables import Sliced, SliceTable, slice_table
from core.reports.build import build
from core.reports.funnel_slices import FUNNEL_SLICES
from core.reports.regions import REGIONS
from tests.support import context, typed

DATA = Path(__file__).parents[4] / "shared" / "data"
MAVEN, STORE = DATA / "maven_crm", DATA / "superstore" / "superstore.csv.gz"
pytestmark = pytest.mark.skipif(not STORE.exists(), reason=f"the public data sets {DATA} are not beside the checkout")

ASOF = date(2017, 12, 31)
YEAR = (date(2017, 1, 1), ASOF)
BEFORE = (date(2016, 1, 1), date(2016, 12, 31))
STAGES = [
    {"order": 1, "stage": "Prospecting", "kind": "open"},
    {"order": 2, "stage": "Engaging", "kind": "open"},
    {"order": 3, "stage": "Won", "kind": "won"},
    {"order": 4, "stage": "Lost", "kind": "lost"},
]
SUPERVISORS = {
    "Melvin Marxen": (882, 536, 2_251_930),
    "Summer Sewald": (828, 459, 1_964_750),
    "Celia Rouche": (610, 352, 1_603_897),
    "Cara Losch": (480, 265, 1_130_049),
    "Dustin Brinkmann": (747, 439, 1_094_363),
    "Rocco Neubert": (691, 422, 1_960_545),
}


def rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    plain = frame.astype(object)
    return plain.where(plain.notna(), None).to_dict("records")


@cache
def maven(manager: str = "sales_agent") -> Context:
    """The deals with their agent or supervisor; a client is an account of one regional office."""
    raw = pd.read_csv(MAVEN / "sales_pipeline.csv.gz").merge(pd.read_csv(MAVEN / "sales_teams.csv"), on="sales_agent")
    assert len(raw) == 8800
    raw["client"] = raw["account"].fillna("?") + ", " + raw["regional_office"]
    names = {
        "opportunity_id": "deal_id", "client": "client", manager: "manager", "product": "product",
        "deal_stage": "stage", "engage_date": "created", "close_date": "closed", "close_value": "amount",
    }  # fmt: skip
    deals = raw[list(names)].rename(columns=names)
    clients = raw[["client", "regional_office"]].drop_duplicates().rename(columns={"regional_office": "region"})
    return context(ASOF, deals=typed("deals", rows(deals)), stages=STAGES, clients=rows(clients))


@cache
def table(manager: str = "sales_agent") -> SliceTable:
    return slice_table(maven(manager), YEAR, BEFORE)


def by_value(part: Sliced | None) -> dict[str, tuple[int, int, float]]:
    """Value → (won, lost, amount)."""
    assert part is not None
    return {
        part.by.values[i].ru: (int(part.now.won[i]), int(part.now.n[i] - part.now.won[i]), float(part.now.amount[i]))
        for i in part.shown.tolist()
        if i < len(part.by.values)
    }


def test_the_whole() -> None:
    made = table().whole
    assert (made.n[0], made.won[0], made.amount[0]) == (6711, 4238, 10_005_534)
    assert made.mean[0] == pytest.approx(2360.91, abs=0.005)
    assert made.won[0] / made.n[0] == pytest.approx(0.631501, abs=1e-6)


def test_regions() -> None:
    won = {region: figures[0] for region, figures in by_value(table().of("region")).items()}
    assert won == {"Central": 1629, "West": 1438, "East": 1171}


def test_supervisors() -> None:
    assert by_value(table("manager").of("manager")) == SUPERVISORS


@pytest.mark.parametrize(
    ("dimension", "values", "chi2", "p"), [("manager", 30, 33.35, 0.264), ("product", 7, 6.48, 0.372)]
)
def test_no_agent_and_no_product_is_proven_different(dimension: str, values: int, chi2: float, p: float) -> None:
    part = table().of(dimension)
    assert part is not None
    counts = np.array([figures[:2] for figures in by_value(part).values()])
    assert len(counts) == values
    found = chi2_contingency(counts, correction=False)
    assert (found.statistic, found.pvalue) == (pytest.approx(chi2, abs=5e-3), pytest.approx(p, abs=5e-4))
    assert not part.compared.proven.any()
    assert set(part.compared.verdict.tolist()) <= {SAME, CHANCE}


def test_the_report_of_slices() -> None:
    report = build(FUNNEL_SLICES, maven())
    found = report.block("year")
    ids = [column.id for column in found.columns]
    whole = dict(zip(ids, found.rows[0], strict=True))
    assert (whole["n"], whole["won"], whole["amount"]) == (6711, 4238, 10_005_534)
    assert (whole["low"], whole["high"]) == (pytest.approx(0.61989, abs=1e-5), pytest.approx(0.64296, abs=1e-5))
    assert not [
        row for row in report.block("findings").rows if row[-1] == "01.01.2017–31.12.2017" and row[2] == "Менеджер"
    ]


def test_the_report_of_regions() -> None:
    found = build(REGIONS, maven()).block("year")
    cells = {row[0]: dict(zip([column.id for column in found.columns], row, strict=True)) for row in found.rows}
    assert {name: row["won"] for name, row in cells.items()} == {"Central": 1629, "West": 1438, "East": 1171}
    assert "пересмотреть" not in {row["verdict"] for row in cells.values()}
    for row in cells.values():
        assert row["by_n"] + row["by_rate"] + row["by_mean"] == pytest.approx(row["change"], rel=1e-9)
    assert found.total is not None and found.total[5] == 10_005_534


def test_drivers_of_a_quarter() -> None:
    made = maven()
    first, second = ((date(2017, a, 1), date(2017, b, c)) for a, b, c in ((4, 6, 30), (7, 9, 30)))
    tables = [slice_table(made, span, BEFORE).whole for span in (first, second)]
    assert [one.amount[0] for one in tables] == [721932 + 1025713 + 1338466, 696932 + 1050059 + 1235264]
    sides = [(float(t.n[0]), float(t.won[0] / t.n[0]), float(t.amount[0] / t.won[0])) for t in tables]
    assert drivers(*sides).change == pytest.approx(tables[1].amount[0] - tables[0].amount[0], abs=1e-6)


def test_superstore_regions() -> None:
    raw = pd.read_csv(STORE, encoding="latin-1")
    assert len(raw) == 9994
    raw["client"] = raw["Customer ID"] + ", " + raw["Region"]
    day = pd.to_datetime(raw["Order Date"], format="%m/%d/%Y").dt.strftime("%Y-%m-%d")
    deals = pd.DataFrame(
        {"client": raw["client"], "created": day, "closed": day, "stage": "Won", "amount": raw["Sales"], "manager": "A"}
    )
    clients = raw[["client", "Region"]].drop_duplicates().rename(columns={"Region": "region"})
    made = context("2019-12-31", deals=typed("deals", rows(deals)), stages=STAGES, clients=rows(clients))
    amount = {
        k: v[2]
        for k, v in by_value(slice_table(made, (date(2016, 1, 1), date(2019, 12, 31)), BEFORE).of("region")).items()
    }
    assert amount == {
        "West": pytest.approx(725_457.82, abs=0.01),
        "East": pytest.approx(678_781.24, abs=0.01),
        "Central": pytest.approx(501_239.89, abs=0.01),
        "South": pytest.approx(391_721.905, abs=0.01),
    }
