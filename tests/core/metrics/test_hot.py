"""Clients close to payment: one sum a client, by hand and against a slow reading."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.metrics.hot import ORDER, Part, combine
from core.metrics.hot_sources import debtors, hot
from tests.support import context

DAY = date(2026, 3, 16)
STAGES = [
    {"order": 1, "stage": "Заявка", "kind": "open", "probability": 0.2},
    {"order": 2, "stage": "Договор", "kind": "open", "probability": 0.8},
    {"order": 3, "stage": "Оплата", "kind": "won"},
]


def invoice(id, client, amount, **more):
    return {"invoice_id": id, "client": client, "manager": "Иванов", "date": "2026-03-01", "amount": amount} | more


def deal(id, client, amount, **more):
    row = {"deal_id": id, "client": client, "manager": "Петров", "created": "2026-03-01", "stage": "Договор"}
    return row | {"amount": amount} | more


def listed(client, amount, **more):
    return {"client": client, "manager": "Сидоров", "amount": amount} | more


def found(**tables):
    return {one.client: one for one in hot(context(DAY, **({"stages": STAGES} | tables)))}


def test_invoices_and_hot_deals_without_an_invoice_make_one_sum():
    one = found(invoices=[invoice("1", "Мак", 100.0)], deals=[deal("A", "Мак", 300.0)])["Мак"]
    assert one.amount == 400.0
    assert one.probability == pytest.approx((100 + 300 * 0.8) / 400)
    assert one.manager == "Петров"


def test_a_hot_deal_with_an_invoice_counts_once():
    one = found(invoices=[invoice("1", "Мак", 100.0, deal_id="A")], deals=[deal("A", "Мак", 300.0)])["Мак"]
    assert (one.amount, one.probability) == (100.0, 1.0)


def test_what_is_paid_or_cancelled_is_not_close():
    rows = [invoice("1", "Мак", 100.0), invoice("2", "Лён", 50.0, cancelled="2026-03-10"), invoice("3", "Овёс", 70.0)]
    payments = [
        {"date": "2026-03-05", "amount": 100.0, "invoice_id": "1"},
        {"date": "2026-03-17", "amount": 70.0, "invoice_id": "3"},
    ]
    assert set(found(invoices=rows, payments=payments)) == {"Овёс"}


def test_a_deal_is_hot_by_tick_or_stage_or_probability():
    rows = [
        deal("A", "Тик", 1.0, stage="Заявка", hot=True),
        deal("B", "Этап", 1.0),
        deal("C", "Вероятность", 1.0, stage="Заявка", probability=0.7),
        deal("D", "Нет", 1.0, stage="Заявка", probability=0.69),
        deal("E", "Выиграна", 1.0, stage="Оплата", closed="2026-03-10"),
    ]
    assert set(found(deals=rows)) == {"Тик", "Этап", "Вероятность"}


def test_the_typed_amount_serves_only_where_nothing_firmer_does():
    alone = found(hot_clients=[listed("Мак", 90.0)])["Мак"]
    assert (alone.amount, alone.probability, alone.typed) == (90.0, 0.7, None)
    both = found(hot_clients=[listed("Мак", 90.0)], invoices=[invoice("1", "Мак", 100.0)])["Мак"]
    assert (both.amount, both.typed) == (100.0, 90.0)


def test_a_promise_beats_the_list_beats_the_deal_beats_the_due_date():
    tables = {
        "invoices": [invoice("1", "Мак", 100.0, due="2026-03-11", promised="2026-03-20")],
        "hot_clients": [listed("Мак", 90.0, expected="2026-03-19")],
        "deals": [deal("A", "Мак", 10.0, expected="2026-03-18")],
    }
    one = found(**tables)["Мак"]
    assert one.day == date(2026, 3, 20)
    assert [source for source, _ in one.conflict] == ["promised", "listed", "deal"]
    tables["invoices"] = [invoice("1", "Мак", 100.0, due="2026-03-11")]
    assert found(**tables)["Мак"].day == date(2026, 3, 19)
    del tables["hot_clients"]
    assert found(**tables)["Мак"].day == date(2026, 3, 18)
    del tables["deals"]
    assert found(**tables)["Мак"].day == date(2026, 3, 11)
    assert found(**tables)["Мак"].conflict == ()


def test_a_debtor_stands_apart_from_the_day_after_the_limit():
    rows = [invoice("1", "Край", 10.0, due="2026-02-14"), invoice("2", "Долг", 20.0, due="2026-02-13")]
    rows = [row | {"date": "2026-02-01"} for row in rows]
    where = context(DAY, invoices=[*rows, invoice("3", "Долг", 5.0, due="2026-03-20")], stages=STAGES)
    assert {one.client: one.amount for one in hot(where)} == {"Край": 10.0, "Долг": 5.0}
    assert [(one.client, one.amount, one.overdue) for one in debtors(where)] == [("Долг", 20.0, 31)]


days = st.none() | st.integers(0, 60).map(lambda n: DAY + timedelta(days=n - 30))
parts = st.lists(
    st.builds(
        lambda client, kind, amount, sure, when, row: Part(
            client,
            "М",
            kind,
            amount,
            1.0 if kind == "invoice" else sure,
            ((("promised" if kind == "invoice" else kind), when),) if when else (),
            row=row,
        ),
        st.sampled_from("абв"),
        st.sampled_from(["invoice", "deal", "listed"]),
        st.none() | st.integers(1, 1000).map(float),
        st.sampled_from([0.7, 0.8, 1.0]),
        days,
        st.integers(0, 99),
    ),
    max_size=12,
)


@given(parts, st.randoms(use_true_random=False))
def test_combining_equals_a_slow_reading_in_any_order(rows, mixed):
    slow = defaultdict(list)
    for part in rows:
        slow[part.client].append(part)
    made = combine(rows)
    assert {one.client for one in made} == set(slow)
    for one in made:
        own = slow[one.client]
        firm = [p for p in own if p.kind != "listed"] or own
        sums = [(p.amount, p.probability) for p in firm if p.amount is not None]
        assert one.amount == sum(a for a, _ in sums)
        assert one.expected == pytest.approx(sum(a * p for a, p in sums))
        dates = sorted((ORDER.index(source), when) for p in own for source, when in p.dates)
        assert one.day == (dates[0][1] if dates else None)
    assert [one.expected for one in made] == pytest.approx(sorted((one.expected for one in made), reverse=True))
    shuffled = rows[:]
    mixed.shuffle(shuffled)
    again = combine(shuffled)
    assert [(o.client, o.amount, o.day, o.typed) for o in again] == [(o.client, o.amount, o.day, o.typed) for o in made]


def test_whose_and_where_is_of_what_is_summed():
    """A larger amount of the hot list is in no sum, so neither its manager nor its row stands for the client."""
    one = found(
        hot_clients=[listed("Мак", 900.0, manager="Яна")], invoices=[invoice("1", "Мак", 100.0, manager="Ира")]
    )["Мак"]
    assert (one.amount, one.manager, one.first.kind) == (100.0, "Ира", "invoice")
