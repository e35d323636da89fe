"""Tables linked: whose payment, and keys for rows without one."""

import random
from typing import Any

from core.intake.resolve import keyed, link
from tests.support import typed

DAY = "2026-03-31"


def payments(**tables: Any) -> Any:
    return link({id: typed(id, rows) for id, rows in tables.items()})["payments"].frame


def test_client_and_manager_of_a_payment_are_its_invoices() -> None:
    frame = payments(
        payments=[{"date": DAY, "amount": 1.0, "invoice_id": "7"}, {"date": DAY, "amount": 1.0, "invoice_id": "007"}],
        invoices=[{"invoice_id": "7", "client": "А", "manager": "И", "date": DAY, "amount": 1.0}],
    )
    assert frame["client"].tolist()[0] == "А"
    assert frame["manager"].tolist()[0] == "И"
    assert frame[["client", "manager"]].isna().values.tolist() == [[False, False], [True, True]]


def test_manager_of_an_invoice_is_its_deals_else_its_clients() -> None:
    out = link(
        {
            "deals": typed("deals", [{"deal_id": "d", "client": "А", "manager": "И", "created": DAY, "stage": "Д"}]),
            "clients": typed("clients", [{"client": "А", "manager": "К"}, {"client": "Б", "manager": "К"}]),
            "invoices": typed(
                "invoices",
                [
                    {"invoice_id": "1", "client": "Б", "date": DAY, "amount": 1.0, "deal_id": "d"},
                    {"invoice_id": "2", "client": "Б", "date": DAY, "amount": 1.0},
                    {"invoice_id": "3", "client": "Б", "manager": "сам", "date": DAY, "amount": 1.0, "deal_id": "d"},
                    {"invoice_id": "4", "client": "В", "date": DAY, "amount": 1.0},
                ],
            ),
            "payments": typed(
                "payments",
                [{"date": DAY, "amount": 1.0, "invoice_id": "1"}, {"date": DAY, "amount": 1.0, "client": "А"}],
            ),
        }
    )
    managers = out["invoices"].frame["manager"]
    assert managers.tolist()[:3] == ["И", "К", "сам"]
    assert managers.isna().tolist() == [False, False, False, True]
    assert "manager" in out["invoices"].present
    assert out["payments"].frame["manager"].tolist() == ["И", "И"]


def test_client_of_two_managers_decides_nothing() -> None:
    deals = [{"deal_id": str(i), "client": "А", "manager": m, "created": DAY, "stage": "Д"} for i, m in enumerate("ИП")]
    assert payments(payments=[{"date": DAY, "amount": 1.0, "client": "А"}], deals=deals)["manager"].isna().all()
    frame = payments(
        payments=[{"date": DAY, "amount": 1.0, "client": "А"}], deals=deals, clients=[{"client": "А", "manager": "К"}]
    )
    assert frame["manager"].tolist() == ["К"]


def test_only_the_tables_given_are_looked_at() -> None:
    assert payments(payments=[{"date": DAY, "amount": 1.0, "client": "А"}])["manager"].isna().all()
    assert link({}) == {}


def test_blank_keys_are_the_rows_content_whatever_the_order() -> None:
    rows = [{"client": c, "manager": "И", "created": DAY, "stage": "Д", "amount": a, "deal_id": d} for c, a, d in (
        ("А", 1.0, None), ("А", 1.0, None), ("А", 2.0, None), ("Б", None, None), ("В", 1.0, "свой"))]  # fmt: skip
    frame = keyed(typed("deals", rows)).frame
    keys = frame["deal_id"].tolist()
    assert len(set(keys)) == 5
    assert keys[4] == "свой"
    assert keys[1] == keys[0] + "#2"
    shuffled = rows[:]
    random.Random(1).shuffle(shuffled)
    again = keyed(typed("deals", shuffled)).frame
    assert sorted(again["deal_id"]) == sorted(keys)
    content = {(r["client"], r["amount"]): r["deal_id"] for r in again.to_dict("records") if r["client"] == "Б"}
    assert list(content.values()) == [keys[3]]


def test_categories_stay_sorted_and_used() -> None:
    frame = payments(
        payments=[
            {"date": DAY, "amount": 1.0, "invoice_id": "2"},
            {"date": DAY, "amount": 1.0, "client": "Я", "manager": "Я"},
        ],
        invoices=[
            {"invoice_id": str(i), "client": f"К{i}", "manager": f"М{i}", "date": DAY, "amount": 1.0} for i in range(3)
        ],
    )
    assert frame["manager"].cat.categories.tolist() == ["М2", "Я"]
    assert frame["client"].cat.categories.tolist() == ["К2", "Я"]
