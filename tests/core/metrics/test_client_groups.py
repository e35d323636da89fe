from datetime import date

import numpy as np
import pytest

from core.metrics.client_groups import client_managers, group_of, segments, segments_at, window
from core.metrics.days import number
from core.metrics.purchases import missing_costs, purchases
from core.metrics.segments import ABC_NAMES, XYZ_NAMES
from tests.support import context

STAGES = [{"order": 1, "stage": "Новая", "kind": "open"}, {"order": 2, "stage": "Оплачено", "kind": "won"}]


def paid(client, day, amount, **more):
    return {"client": client, "date": day, "amount": amount, **more}


def won(client, closed, amount=100, **more):
    return {
        "client": client,
        "manager": "М",
        "created": "2025-01-01",
        "stage": "Оплачено",
        "closed": closed,
        "amount": amount,
        **more,
    }


def invoice(id, client, day, amount=100, **more):
    return {"invoice_id": id, "client": client, "date": day, "amount": amount, **more}


def classes(made):
    found = made.once(segments)
    return {
        found.clients[i]: ABC_NAMES[found.abc.classes[i]] + XYZ_NAMES[found.xyz.classes[i]]
        for i in np.flatnonzero(found.there)
    }


@pytest.mark.parametrize(
    ("asof", "first"),
    [
        ("2026-03-31", "2025-04-01"),
        ("2026-02-28", "2025-03-01"),
        ("2024-02-28", "2023-03-01"),
        ("2024-02-29", "2023-03-01"),
        ("2026-01-15", "2025-01-16"),
    ],
)
def test_the_window_is_twelve_months_with_both_days(asof, first):
    assert window(date.fromisoformat(asof)) == (date.fromisoformat(first), date.fromisoformat(asof))


def test_value_is_payments_net_of_refunds_in_the_window():
    made = context(
        "2026-03-31",
        payments=[
            paid("А", "2025-04-01", 100),
            paid("А", "2026-03-31", 50),
            paid("А", "2026-03-01", -20),
            paid("А", "2025-03-31", 999),
            paid("А", "2026-04-01", 999),
            paid("Б", "2026-01-01", 10),
        ],
    )
    found = made.once(segments)
    assert dict(zip(found.clients, found.amount.tolist(), strict=True)) == {"А": 130, "Б": 10}
    assert made.once(purchases).source == "payments"
    assert classes(made) == {"А": "AY", "Б": "CZ"}


def test_a_payment_takes_its_invoices_client_and_nobody_stays_outside():
    made = context(
        "2026-03-31",
        invoices=[invoice("1", "А", "2026-01-01")],
        payments=[
            {"date": "2026-01-05", "amount": 70, "invoice_id": "1"},
            {"date": "2026-01-06", "amount": 5, "invoice_id": "нет"},
        ],
    )
    found = made.once(segments)
    assert (found.clients, found.amount.tolist(), found.nobody) == (("А",), [70.0], 5.0)
    assert found.abc.share.tolist() == [1.0]


def test_without_payments_the_won_amount_is_the_value():
    made = context(
        "2026-03-31",
        stages=STAGES,
        deals=[won("А", "2026-01-01", 90), won("Б", None, 500), won("В", "2026-05-01", 7)],
        payments=[],
    )
    assert made.once(purchases).source == "won"
    assert classes(made) == {"А": "AZ"}


def test_won_amount_by_setting_ignores_payments():
    made = context(
        "2026-03-31",
        settings={"abc_value": "won"},
        stages=STAGES,
        deals=[won("А", "2026-01-01", 90)],
        payments=[paid("Б", "2026-01-01", 1e6)],
    )
    assert classes(made) == {"А": "AZ"}


def test_purchase_days_are_won_days_else_invoices_else_payments():
    payments = [paid(c, day, 10) for c in ("А", "Б") for day in ("2026-01-01", "2026-01-31", "2026-03-02")]
    invoices = [invoice(str(i), "Б", day) for i, day in enumerate(("2026-01-05", "2026-02-05"))]
    deals = [won("А", "2026-01-07")]

    def days(**tables):
        made = context("2026-03-31", payments=payments, stages=STAGES, **tables)
        found = made.once(segments)
        return dict(zip(found.clients, found.xyz.days.tolist(), strict=True)), [
            by for by, _ in made.once(purchases).bought
        ]

    assert days() == ({"А": 3, "Б": 3}, ["payments"])
    assert days(deals=[], invoices=[]) == ({"А": 3, "Б": 3}, ["payments"])
    assert days(invoices=invoices) == ({"А": 0, "Б": 2}, ["invoices"])
    assert days(invoices=invoices, deals=deals) == ({"А": 1, "Б": 2}, ["deals", "invoices"])
    assert days(invoices=[*invoices, invoice("9", "А", "2026-02-01")], deals=deals) == (
        {"А": 1, "Б": 2},
        ["deals", "invoices"],
    )


def test_a_cancelled_invoice_is_no_purchase_from_that_day():
    invoices = [invoice("1", "А", "2026-01-05"), invoice("2", "А", "2026-02-05", cancelled="2026-03-01")]
    made = context("2026-03-31", invoices=invoices, payments=[paid("А", "2026-01-10", 1)])
    assert segments_at(made, date(2026, 2, 28)).xyz.days.tolist() == [2]
    assert made.once(segments).xyz.days.tolist() == [1]


def test_a_refund_alone_is_no_purchase():
    made = context("2026-03-31", payments=[paid("А", "2026-01-10", -5)])
    found = made.once(segments)
    assert (found.xyz.days.tolist(), classes(made)) == ([0], {"А": "CZ"})


def test_money_is_in_the_base_currency():
    fx = [{"date": "2026-01-09", "currency": "USD", "rate": 90}]
    made = context(
        "2026-03-31",
        fx=fx,
        payments=[paid("А", "2026-01-10", 2, currency="USD"), paid("А", "2026-03-10", 2, currency="USD")],
    )
    assert made.once(segments).amount.tolist() == [180.0]


def test_margin_of_lines_on_the_day_of_their_deal_or_invoice():
    made = context(
        "2026-03-31",
        settings={"abc_value": "margin"},
        stages=STAGES,
        deals=[
            won("А", "2026-01-01", deal_id="1"),
            won("А", "2024-01-01", deal_id="2"),
            won("Б", None, deal_id="3") | {"stage": "Новая"},
        ],
        invoices=[invoice("7", "В", "2026-02-01"), invoice("8", "Б", "2026-02-01", deal_id="3")],
        lines=[
            {"deal_id": "1", "product": "п", "amount": 100, "cost": 60},
            {"deal_id": "1", "product": "п", "amount": 100},
            {"deal_id": "2", "product": "п", "amount": 100, "cost": 1},
            {"invoice_id": "7", "product": "п", "amount": 30, "cost": 25},
            {"deal_id": "3", "invoice_id": "8", "product": "п", "amount": 9, "cost": 2},
        ],
    )
    found = made.once(segments)
    assert dict(zip(found.clients, found.amount.tolist(), strict=True)) == {"А": 40, "Б": 7, "В": 5}
    assert missing_costs(made) == 1


def test_whose_a_client_is():
    made = context(
        "2026-03-31",
        clients=[{"client": "А", "manager": "Яна"}],
        payments=[
            paid("А", "2026-01-10", 1, manager="Ира"),
            paid("Б", "2026-01-10", 1, manager="Ира"),
            paid("Б", "2026-02-10", 1, manager="Оля"),
            paid("Б", "2026-02-10", 1, manager="Лев"),
            paid("В", "2026-01-01", 1),
        ],
    )
    assert client_managers(made) == ["Яна", "Лев", None]


def test_rows_in_another_order_and_a_payment_in_two_change_nothing():
    rows = [paid(c, f"2026-0{m}-1{d}", a) for c in "АБВГ" for m, d, a in ((1, 0, 10.1), (2, 2, 20.2), (3, 1, 0.3))]
    split = [*rows[:-1], rows[-1] | {"amount": 0.1}, rows[-1] | {"amount": 0.2}]
    before, after = (context("2026-03-31", payments=p) for p in (rows, split[::-1]))
    assert classes(before) == classes(after) == group_of(after)
    assert before.once(segments).amount.tolist() == after.once(segments).amount.tolist()


def test_an_earlier_day_sees_only_what_was_then():
    made = context("2026-03-31", payments=[paid("А", "2025-01-10", 5), paid("А", "2026-01-10", 1)])
    assert segments_at(made, date(2025, 12, 31)).amount.tolist() == [5.0]
    assert segments_at(made, date(2025, 12, 31)).xyz.last.tolist() == [number(date(2025, 1, 10))]
    assert not segments_at(made, date(2024, 12, 31)).there.any()
