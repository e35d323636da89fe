"""The demo company agrees with itself, and tells the story it is meant to tell."""

from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from core.tables import all_tables
from templates.company.sellers import SELLERS
from templates.demo import ASOF, demo
from templates.dictionaries import STAGES
from tests.support import typed

CLOSER, CALLER, LEAVER, NEWCOMER = (SELLERS[n].name.ru for n in (1, 2, 4, 6))
RU, EN = demo("ru"), demo("en")
DEALS, INVOICES, PAYMENTS = RU["deals"], RU["invoices"], RU["payments"]


def test_it_is_always_the_same_and_nobody_can_spoil_it() -> None:
    again = demo("ru")
    assert again == RU
    again["deals"][0]["amount"] = -1
    assert demo("ru") == RU


def test_both_languages_hold_the_same_company() -> None:
    assert RU.keys() == EN.keys() == all_tables().keys()
    for id, rows in RU.items():
        if id == "settings":
            continue
        assert len(rows) == len(EN[id])
        for one, other in zip(rows, EN[id], strict=True):
            assert len(one) == len(other)
            assert [v for v in one.values() if not isinstance(v, str)] == [
                v for v in other.values() if not isinstance(v, str)
            ]


@pytest.mark.parametrize("id", [id for id in all_tables() if id != "settings"])
def test_rows_are_rows_of_their_table(id: str) -> None:
    table = all_tables()[id]
    for row in RU[id]:
        assert all(column.id in row for column in table.required), row
        for key, value in row.items():
            if key.startswith("x:"):
                assert table.extra is not None
                continue
            column = table.by_id[key]
            assert not column.choices or value in {choice.id for choice in column.choices}
            kinds: dict[str, Any] = {"date": date, "yesno": bool, "number": (int, float), "count": int}
            assert isinstance(value, kinds.get(column.kind, object))
    assert len(typed(id, RU[id])) == len(RU[id])


def test_sizes() -> None:
    assert 350 <= len(DEALS) <= 550
    assert len(SELLERS) == 8
    assert 130 <= len(RU["clients"]) <= 160
    days = {row["date"] for row in RU["daily_metrics"]}
    assert min(days) == date(2025, 12, 2)
    assert max(days) == ASOF
    assert len({(row["date"].year, row["date"].month) for row in PAYMENTS}) >= 13


def test_names_agree_across_tabs() -> None:
    clients = {row["client"] for row in RU["clients"]}
    managers = {row["manager"] for row in RU["managers"]}
    products = {row["product"] for row in RU["products"]}
    for id, rows in RU.items():
        for row in rows:
            assert row.get("client", next(iter(clients))) in clients, id
            assert row.get("manager", CLOSER) in managers | {"Все"}, id
            assert row.get("product", next(iter(products))) in products, id
    assert len(clients) == len(RU["clients"])


def test_ids_agree() -> None:
    deals, invoices = {row["deal_id"]: row for row in DEALS}, {row["invoice_id"]: row for row in INVOICES}
    assert len(deals) == len(DEALS)
    assert len(invoices) == len(INVOICES)
    for row in INVOICES:
        assert deals[row["deal_id"]]["client"] == row["client"]
        assert deals[row["deal_id"]].get("currency") == row.get("currency")
        assert row["date"] >= deals[row["deal_id"]]["created"]
        assert "due" not in row or row["due"] >= row["date"]
    for row in PAYMENTS:
        if "invoice_id" in row:
            invoice = invoices[row["invoice_id"]]
            assert row["date"] >= invoice["date"]
            assert row["client"] == invoice["client"]
    assert {row["deal_id"] for row in RU["lines"]} == {row["deal_id"] for row in DEALS if row.get("status") == "won"}
    lines = defaultdict(float)
    for row in RU["lines"]:
        lines[row["deal_id"]] += row["amount"]
    assert all(lines[id] == pytest.approx(deals[id]["amount"]) for id in lines)


def test_statuses_agree_with_stages_and_dates_run_forward() -> None:
    kinds = {row["stage"]: row["kind"] for row in RU["stages"]}
    for row in DEALS:
        kind = kinds[row["stage"]]
        assert row.get("status", "open") == kind
        assert ("closed" in row) == (kind != "open")
        assert kind == "lost" or "loss_reason" not in row
        dates = [row[f"x:{stage.ru}"] for stage in STAGES if f"x:{stage.ru}" in row]
        assert all(one <= other for one, other in pairwise(dates))
        assert all(row["created"] <= day <= ASOF for day in dates)
        assert row.get("closed", ASOF) <= ASOF


def test_nothing_of_the_past_is_dated_after_the_report() -> None:
    dated = ((DEALS, "created"), (INVOICES, "date"), (PAYMENTS, "date"), (INVOICES, "shipped"), (RU["reviews"], "date"))
    for rows, column in dated:
        assert max(row[column] for row in rows if column in row) <= ASOF
    sellers = {seller.name.ru: seller for seller in SELLERS}
    for row in RU["daily_metrics"]:
        assert sellers[row["manager"]].works(row["date"])


def test_foreign_money_has_rates_within_a_week() -> None:
    days = defaultdict(list)
    for row in RU["fx"]:
        days[row["currency"]].append(row["date"])
    used = [(r["currency"], r["date"]) for r in [*INVOICES, *PAYMENTS] if "currency" in r]
    used += [(r["currency"], r.get("closed", ASOF)) for r in DEALS if "currency" in r]
    assert {currency for currency, _ in used} == {"USD", "EUR"}
    assert len(used) < 60
    assert all(any(0 <= (day - quoted).days <= 7 for quoted in days[currency]) for currency, day in used)


def test_the_people_of_the_story() -> None:
    calls, meetings, reports = Counter(), Counter(), Counter()
    for row in RU["daily_metrics"]:
        calls[row["manager"]] += row.get("calls", 0)
        meetings[row["manager"]] += row.get("meetings", 0)
        reports[row["manager"]] += 1
    assert calls.most_common(1)[0][0] == CALLER
    assert meetings[CALLER] == 0
    assert meetings[CLOSER] / reports[CLOSER] < 0.5
    contracts = [row for row in DEALS if row["manager"] == CLOSER and "x:Договор" in row]
    assert sum(row.get("status") == "won" for row in contracts) / len(contracts) > 0.8
    assert any(row["manager"] == LEAVER and row.get("status", "open") == "open" for row in DEALS)
    assert min(row["created"] for row in DEALS if row["manager"] == NEWCOMER) >= date(2026, 2, 16)
    assert (ASOF, NEWCOMER) not in {(row["date"], row["manager"]) for row in RU["daily_metrics"]}


def test_the_goods_and_the_odd_money_of_the_story() -> None:
    sold = {row["product"] for row in RU["lines"]}
    assert "Конвейер роликовый" not in sold
    assert sum(row["amount"] < 0 for row in PAYMENTS) == 3
    assert sum("invoice_id" not in row for row in PAYMENTS) == 1
    paid = Counter()
    for row in PAYMENTS:
        paid[row.get("invoice_id")] += row["amount"]
    rests = [(row, row["amount"] - paid[row["invoice_id"]]) for row in INVOICES]
    assert sum(rest < -0.5 for _, rest in rests) == 1
    assert any("cancelled" in row for row in INVOICES)
    live = [row for row, rest in rests if rest > 0.5 and "cancelled" not in row]
    assert any((ASOF - row["due"]).days > 30 for row in live if "due" in row)
    assert any(row["promised"] < ASOF for row in live if "promised" in row)
    assert any("due" not in row for row in live)
    assert any(0.3 < paid[row["invoice_id"]] / row["amount"] < 0.8 for row in live)
