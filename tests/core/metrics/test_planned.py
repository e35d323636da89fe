from datetime import timedelta

import pytest
from hypothesis import given, settings

from core.metrics.planned import expected, kept, without_invoice
from tests.core.metrics.money_books import ASOF, Slow, books
from tests.support import context

FRIDAY, MONDAY = "2026-04-17", "2026-04-20"


def invoice(i, amount, **given):
    return {"invoice_id": str(i), "client": "А", "manager": "М", "date": "2026-04-01", "amount": amount} | given


@given(books())
@settings(max_examples=30)
def test_every_rest_is_planned_once(book):
    slow, found = Slow(book), expected(context(ASOF, **book))
    wanted = dict.fromkeys(("week", "tomorrow", "today", "overdue", "later", "undated"), 0.0)
    for i, row in enumerate(book["invoices"]):
        rest, plan = slow.rest(i, ASOF), row["promised"] or row["due"]
        ahead = None if plan is None else (plan - ASOF).days
        place = (
            "undated"
            if ahead is None
            else "overdue"
            if ahead < 0
            else "today"
            if ahead == 0
            else "later"
            if ahead > 7
            else "week"
        )
        wanted[place] += rest
        wanted["tomorrow"] += rest if ahead == 1 else 0
    for name, value in wanted.items():
        assert float(getattr(found, name).sum()) == pytest.approx(value, abs=1e-6)


def test_on_friday_the_next_working_day_is_monday():
    rows = [invoice(i, 10**i, due=f"2026-04-{18 + i}") for i in range(4)]
    found = expected(context(FRIDAY, invoices=rows))
    assert (found.tomorrow.sum(), found.next_workday.sum(), found.week.sum()) == (1, 111, 1111)


def test_default_due_days_make_a_due_date():
    rows = [invoice(1, 5)]
    assert expected(context(FRIDAY, invoices=rows)).undated.sum() == 5
    assert expected(context(FRIDAY, "evening", {"default_due_days": 17}, invoices=rows)).tomorrow.sum() == 5


def test_promised_for_friday_seen_on_monday():
    rows = [
        invoice(1, 100, promised=FRIDAY),
        invoice(2, 50, due="2026-04-18"),
        invoice(3, 30, promised=FRIDAY),
        invoice(4, 7, due=FRIDAY, promised="2026-04-25"),
        invoice(5, 9, promised=FRIDAY, cancelled="2026-04-18"),
        invoice(6, 11, promised="2026-04-16"),
        invoice(7, 13, promised=FRIDAY),
    ]
    payments = [
        {"date": "2026-04-10", "amount": 10, "invoice_id": "1"},
        {"date": FRIDAY, "amount": 40, "invoice_id": "1"},
        {"date": MONDAY, "amount": 30, "invoice_id": "3"},
        {"date": FRIDAY, "amount": 5, "invoice_id": "6"},
        {"date": "2026-04-03", "amount": 13, "invoice_id": "7"},
    ]
    found = kept(context(MONDAY, "morning", invoices=rows, payments=payments))
    assert found.promised.sum() == 90 + 50 + 30
    assert found.kept.sum() == 40 + 30
    assert found.moved_n.sum() == 3  # 1 and 2 are not paid in full, 4 is promised for later


def test_promised_without_an_invoice():
    deal = {"client": "Б", "manager": "М", "created": "2026-04-01", "stage": "КП", "expected": "2026-04-20"}
    deals = [
        deal | {"deal_id": "1", "amount": 100},
        deal | {"deal_id": "2", "amount": 1000},
        deal | {"deal_id": "3", "amount": 5, "expected": "2026-04-25"},
        deal | {"deal_id": "4", "amount": 7, "status": "won", "closed": "2026-04-02"},
        deal | {"deal_id": "5", "amount": None},
        deal | {"deal_id": "6", "amount": 20},
    ]
    rows = [invoice(1, 9, deal_id="2"), invoice(2, 9, deal_id="6", cancelled="2026-04-10")]
    hot = [
        {"client": client, "manager": "М", "amount": amount, "expected": "2026-04-18"}
        for client, amount in (("А", 3), ("Б", 30), ("В", 300))
    ]
    here = context(FRIDAY, invoices=rows, deals=deals, hot_clients=hot)
    found = without_invoice(here)
    assert found is not None
    assert found.sum() == 100 + 20 + 300
    assert without_invoice(context(FRIDAY, invoices=rows)) is None


def test_a_payment_of_tomorrow_is_not_there_yet():
    late = {"date": str(ASOF + timedelta(days=1)), "amount": 5, "invoice_id": "1"}
    assert expected(context(ASOF, invoices=[invoice(1, 5, due=ASOF)], payments=[late])).today.sum() == 5
