import random
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.metrics.bookkeeping import APPLIED, hundredths
from core.metrics.cashflow import flows, received
from core.metrics.days import months_back, number
from core.metrics.ledger import ledger
from core.metrics.receivables import aged, debt, unapplied
from tests.core.metrics.money_books import ASOF, START, Slow, books, on
from tests.support import context

ALL = ("RUB", "USD", "EUR")


def made(book, asof=ASOF, **given):
    return context(asof, **given, **book)


def close(found, wanted):
    assert found == pytest.approx(wanted, abs=1e-6, rel=1e-9)


@given(books(ALL), st.integers(0, (ASOF - START).days))
@settings(max_examples=30)
def test_every_rest_is_what_the_slow_reading_says(book, n):
    slow, day = Slow(book), on(n)
    found = made(book).once(ledger)
    assert not len(found.unrated_invoices[0])
    assert not len(found.unrated_payments[0])
    for i, rest in enumerate(found.rest(number(day)) / found.scale):
        close(rest, slow.rest(i, day))
    close(float(found.worth(found.rest(number(day)), number(day)).sum()) / found.scale, slow.worth(day))


@given(books(ALL))
@settings(max_examples=30)
def test_the_receivable_moves_only_by_what_is_listed(book):
    found = flows(made(book).once(ledger), months_back(ASOF, 12))
    off = found.ar_start + found.invoiced - found.cancelled - found.paid_applied + found.fx_difference - found.ar_end
    scale = max(1.0, float(np.abs(found.invoiced).sum() + np.abs(found.inflow).sum()))
    assert np.abs(off).max() <= 1e-9 * scale
    assert (found.check == 0).all()
    assert np.array_equal(found.ar_start[:, 1:], found.ar_end[:, :-1])
    slow = Slow(book)
    for i, (_, last) in enumerate(months_back(ASOF, 12)):
        close(float(found.ar_end[:, i].sum()), slow.worth(last) if last >= START else 0.0)


@given(books(ALL))
@settings(max_examples=30)
def test_inflow_is_every_payment_of_the_day(book):
    slow, found = Slow(book), made(book).once(ledger)
    whole = flows(found, months_back(ASOF, 12))
    worth = [p["amount"] * slow.rate(p["currency"], p["date"]) for p in book["payments"] if p["date"] <= ASOF]
    close(float(whole.inflow.sum()), sum(w for w in worth if w > 0))
    close(float(whole.refunds.sum()), sum(w for w in worth if w < 0))
    by_day = [received(found, number(on(n)), number(on(n))) for n in range((ASOF - START).days + 1)]
    close(float(sum(gross.sum() + back.sum() for gross, back in by_day)), sum(worth))


@given(books())
@settings(max_examples=30)
def test_a_payment_is_applied_or_listed(book):
    found = made(book).once(ledger)
    loose = float(unapplied(found).amount.sum())
    assert float(found.payments.value.sum()) == float(found.settled.applied.sum()) + loose


@given(books(), st.randoms())
@settings(max_examples=30)
def test_order_blank_rows_and_split_payments_change_nothing(book, chance):
    once = figures(made(book))
    invoices, payments = list(book["invoices"]), list(book["payments"])
    chance.shuffle(invoices)
    chance.shuffle(payments)
    invoices.append(dict.fromkeys(["invoice_id", "client", "date", "amount"]))
    payments.append(dict.fromkeys(["date", "amount", "invoice_id"]))
    if book["payments"]:
        half = payments.index(book["payments"][0])
        whole = payments.pop(half)
        part = round(whole["amount"] * 0.3, 2)
        payments += [whole | {"amount": part}, whole | {"amount": round(whole["amount"] - part, 2)}]
    assert figures(made({"invoices": invoices, "payments": payments, "fx": []})) == once


def figures(context):
    """Everything that adds up, as it is, to the last bit."""
    book = context.once(ledger)
    found = flows(book, months_back(context.asof, 12))
    owed = debt(book)
    return [
        *(getattr(found, name).tolist() for name in found.__dataclass_fields__),
        [value.tolist() for value in received(book, number(START), number(context.asof))],
        sorted(zip(owed.amount.tolist(), owed.late.tolist(), owed.bucket.tolist(), strict=True)),
        float(unapplied(book).amount.sum()),
    ]


@given(books(shipped=True))
@settings(max_examples=30)
def test_ages_are_the_whole_receivable(book):
    found = made(book).once(ledger)
    client = np.arange(len(found.invoices.amount))
    table = aged(found, client, len(client) + 1)
    rest = found.rest(found.asof) / found.scale
    close(float(table.amounts.sum()) / found.scale, float(rest.sum()))
    shipped = [row["shipped"] is not None and row["shipped"] <= ASOF for row in book["invoices"]]
    owed = (
        float(rest[np.array(shipped, bool)].sum())
        if any(row["shipped"] for row in book["invoices"])
        else float(rest.sum())
    )
    close(float(table.total.sum()) / found.scale, owed)
    assert int(table.invoices.sum()) == len(debt(found).row)


def test_a_prepayment_counts_from_the_invoices_date():
    book = {
        "invoices": [{"invoice_id": "1", "client": "А", "date": "2026-03-10", "amount": 100}],
        "payments": [{"date": "2026-02-20", "amount": 40, "invoice_id": "1"}],
    }
    found = flows(made(book).once(ledger), months_back(ASOF, 12))
    assert [found.inflow[:, i].sum() for i in (-3, -2)] == [40, 0]
    assert [found.paid_applied[:, i].sum() for i in (-3, -2)] == [0, 40]
    assert [found.ar_end[:, i].sum() for i in (-3, -2)] == [0, 60]
    early = made(book, "2026-02-28").once(ledger)
    assert unapplied(early).amount.sum() == 4000
    assert not (early.payments.reason == APPLIED).any()


def test_cancelled_is_what_then_stood_unpaid_and_later_money_is_loose():
    book = {
        "invoices": [
            {"invoice_id": "1", "client": "А", "date": "2026-03-01", "amount": 100, "cancelled": "2026-04-02"}
        ],
        "payments": [
            {"date": "2026-03-05", "amount": 30, "invoice_id": "1"},
            {"date": "2026-04-02", "amount": 70, "invoice_id": "1"},
        ],
    }
    found = made(book).once(ledger)
    months = flows(found, months_back(ASOF, 12))
    assert months.cancelled.sum() == 70
    assert months.ar_end[:, -1].sum() == 0
    assert months.ar_end[:, -2].sum() == 70
    assert unapplied(found).amount.tolist() == [7000]


def test_an_overpayment_is_the_invoices_not_the_last_payments():
    rows = [{"date": f"2026-03-0{i}", "amount": 60, "invoice_id": "1"} for i in (3, 1, 2)]
    invoices = [{"invoice_id": "1", "client": "А", "date": "2026-03-01", "amount": 100}]
    found = unapplied(made({"invoices": invoices, "payments": rows}).once(ledger))
    assert (found.amount.tolist(), found.payment.tolist()) == ([8000], [0])
    back = [*rows, {"date": "2026-03-09", "amount": -80, "invoice_id": "1"}]
    assert len(unapplied(made({"invoices": invoices, "payments": back}).once(ledger)).amount) == 0


def test_an_invoice_without_a_rate_is_left_out_whole_and_named():
    book = {
        "invoices": [
            {"invoice_id": str(i), "client": "А", "date": "2026-03-01", "amount": 100, "currency": c}
            for i, c in enumerate(["USD", None])
        ],
        "payments": [{"date": "2026-04-10", "amount": 5, "currency": "USD"}, {"date": "2026-04-10", "amount": 7}],
        "fx": [
            {"date": "2026-02-24", "currency": "USD", "rate": 80},
            {"date": "2026-03-25", "currency": "USD", "rate": 90},
        ],
    }
    found = made(book).once(ledger)
    assert found.unrated_invoices[0].tolist() == [0]
    assert found.unrated_invoices[1].tolist() == [number(ASOF)]
    assert found.unrated_payments[0].tolist() == [0]
    months = flows(found, months_back(ASOF, 12))
    assert months.invoiced.sum() == 100
    assert months.inflow.sum() == 7
    assert (months.check == 0).all()


def test_sums_are_exact_whenever_amounts_are_hundredths():
    (whole,), scale = hundredths(np.array([0.1, 0.2, 1e9 + 0.07, np.nan]))
    assert scale == 100
    assert whole[:3].tolist() == [10, 20, 100_000_000_007]
    assert hundredths(np.array([0.1]), np.array([0.001]))[1] == 1
    rows = [{"date": "2026-03-05", "amount": 0.1, "invoice_id": "1"} for _ in range(3)]
    random.Random(0).shuffle(rows)
    book = {"invoices": [{"invoice_id": "1", "client": "А", "date": "2026-03-01", "amount": 0.3}], "payments": rows}
    found = made(book).once(ledger)
    assert found.rest(found.asof).tolist() == [0]
    assert not len(unapplied(found).amount)


def test_rows_after_asof_do_not_exist_yet():
    book = {
        "invoices": [
            {"invoice_id": "1", "client": "А", "date": ASOF, "amount": 10},
            {"invoice_id": "2", "client": "А", "date": ASOF + timedelta(1), "amount": 99},
        ],
        "payments": [{"date": ASOF + timedelta(days=1), "amount": 10, "invoice_id": "1"}],
    }
    found = made(book).once(ledger)
    assert (found.rest(found.asof) / found.scale).tolist() == [10, 0]
    assert not len(found.payments.row)
