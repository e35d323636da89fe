from datetime import date, timedelta
from typing import Any

import pytest

from core.metrics.forecast_activity import expected_payments
from tests.support import context

ASOF = date(2026, 3, 21)


def work(day: date, calls: int, applications: int) -> dict[str, Any]:
    return {"date": day, "manager": "И", "cold_calls": calls, "applications": applications}


def invoice(i: int, day: date) -> dict[str, Any]:
    return {"invoice_id": f"{i}", "client": "А", "manager": "И", "date": day, "amount": 1000, "deal_id": f"Д{i}"}


def payment(i: int, day: date) -> dict[str, Any]:
    return {"invoice_id": f"{i}", "date": day, "amount": 1000}


FEBRUARY, MARCH = date(2026, 2, 2), date(2026, 3, 2)
TABLES: dict[str, Any] = {
    "daily_metrics": [work(FEBRUARY, 160, 12), work(MARCH, 40, 4)],
    "invoices": [
        *(invoice(i, FEBRUARY) for i in range(1, 4)),
        invoice(4, MARCH),
        invoice(5, date(2025, 6, 1)),
    ],
    "payments": [payment(1, FEBRUARY + timedelta(days=8)), payment(2, FEBRUARY + timedelta(days=12))],
    "deals": [
        {"client": "А", "manager": "И", "created": date(2026, 1, 20), "stage": "КП", "deal_id": f"Д{i}"}
        for i in range(1, 5)
    ],
}


def test_activities_by_the_ratio_to_payments() -> None:
    found = {one.id: one for one in expected_payments(context(ASOF, **TABLES))}
    assert list(found) == ["cold_calls", "calls", "applications", "invoices"]
    calls, applications, invoices = found["calls"], found["applications"], found["invoices"]
    assert (calls.n, calls.per_one, calls.payments, calls.amount) == (40, 100, 0.4, pytest.approx(400))
    assert (applications.n, applications.per_one, applications.payments) == (4, 8, 0.5)
    assert (invoices.n, invoices.per_one, invoices.payments) == (1, 2.5, 0.4)


def test_money_comes_after_the_median_delay() -> None:
    found = {one.id: one for one in expected_payments(context(ASOF, **TABLES))}
    assert (found["invoices"].lag, found["invoices"].comes) == (10, date(2026, 3, 1))
    assert (found["calls"].lag, found["calls"].comes) == (23, date(2026, 4, 1))
    without = {k: v for k, v in TABLES.items() if k != "deals"}
    assert {one.lag for one in expected_payments(context(ASOF, **without))} == {10}


def test_only_since_the_activity_is_noted() -> None:
    """Payments before the first row of «Метрика дня» say nothing about calls."""
    early = [payment(5, date(2025, 7, 1))]
    found = {
        one.id: one for one in expected_payments(context(ASOF, **TABLES | {"payments": TABLES["payments"] + early}))
    }
    assert found["calls"].per_one == 100
    assert found["invoices"].per_one == pytest.approx(5 / 3)


def test_without_payments_or_work() -> None:
    found = expected_payments(context(ASOF, daily_metrics=TABLES["daily_metrics"], payments=[]))
    assert {(one.id, one.payments, one.amount) for one in found} == {
        ("cold_calls", None, None),
        ("calls", None, None),
        ("applications", None, None),
    }
    assert expected_payments(context(date(2025, 1, 1), **TABLES)) == []
