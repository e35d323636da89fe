"""2,089 published open deals (Maven Analytics), at their products' list prices, through the three pipelines."""

from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from core.report import Block
from core.reports import all_reports
from core.reports.build import build
from tests.core.metrics.test_maven_deals import ASOF, DATA, STAGES
from tests.support import context, typed

PRICES = Path(DATA).with_name("products.csv")
pytestmark = pytest.mark.skipif(not DATA.exists(), reason=f"the public data set {DATA.name} is not beside the checkout")
COLUMNS = {
    "opportunity_id": "deal_id",
    "account": "client",
    "sales_agent": "manager",
    "deal_stage": "stage",
    "engage_date": "created",
    "close_date": "closed",
    "price": "amount",
}


@cache
def deals() -> pd.DataFrame:
    raw = pd.read_csv(DATA)
    assert len(raw) == 8800
    raw["product"] = raw["product"].replace("GTXPro", "GTX Pro")
    priced = raw.merge(pd.read_csv(PRICES)[["product", "sales_price"]], on="product").rename(
        columns={"sales_price": "price"}
    )
    assert len(priced) == 8800
    assert priced["price"].notna().all()
    return priced


@cache
def block(report: str, id: str) -> Block:
    renamed = deals().rename(columns=COLUMNS)[list(COLUMNS.values())].astype(object)
    table = typed("deals", renamed.where(renamed.notna(), None).to_dict("records"))
    return build(all_reports()[report], context(ASOF, deals=table, stages=STAGES)).block(id)


def open_ones() -> pd.DataFrame:
    return deals()[deals()["deal_stage"].isin(["Engaging", "Prospecting"])]


def total(made: Block) -> dict[str, object]:
    assert made.total is not None
    return dict(zip([column.title.ru for column in made.columns], made.total, strict=True))


def test_manager_by_stage() -> None:
    counts, amounts = block("pipeline_stages", "counts"), block("pipeline_stages", "amounts")
    assert total(counts) == {"Менеджер": "Итого", "Prospecting": 500, "Engaging": 1589, "Всего": 2089}
    for made, wanted in (
        (counts, open_ones().pivot_table(index="sales_agent", columns="deal_stage", values="price", aggfunc="count")),
        (amounts, open_ones().pivot_table(index="sales_agent", columns="deal_stage", values="price", aggfunc="sum")),
    ):
        names = [column.title.ru for column in made.columns]
        found = pd.DataFrame(made.rows, columns=names).set_index("Менеджер")
        found = found[found["Всего"] > 0]
        wanted = wanted.fillna(0)
        assert sorted(found.index) == sorted(wanted.index)
        assert (found.loc[wanted.index, ["Prospecting", "Engaging"]] == wanted[["Prospecting", "Engaging"]]).all().all()
    assert total(amounts)["Всего"] == open_ones()["price"].sum()


def test_ranks_are_those_of_pandas() -> None:
    made = block("pipeline_stages", "managers")
    found = pd.DataFrame(made.rows, columns=[column.id for column in made.columns])
    ranks = found.set_index("manager")["amount"].rank(ascending=False, method="min")
    assert found["rank"].tolist() == ranks.astype(int).tolist()
    assert found["share"].sum() == pytest.approx(1)


def test_clients_and_the_1425_deals_without_one() -> None:
    made = block("pipeline_clients", "deals")
    leaves = [row for row, level in zip(made.rows, made.levels, strict=True) if level == 2]
    assert len(leaves) == 2089
    assert sum(row[1] == "Клиент не указан" for row in leaves) == 1425 == int(open_ones()["account"].isna().sum())
    heads = {row[0]: row[3] for row, level in zip(made.rows, made.levels, strict=True) if level == 0}
    assert heads == open_ones().groupby("sales_agent")["price"].sum().to_dict()
