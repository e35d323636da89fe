import random
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.metrics.days import NEVER, day
from core.metrics.lines import lines, unknown_links
from core.metrics.owners import manager_names
from core.metrics.purchases import purchases
from tests.support import context

STAGES = [
    {"order": 1, "stage": "КП", "kind": "open"},
    {"order": 2, "stage": "Оплата", "kind": "won"},
    {"order": 3, "stage": "Отказ", "kind": "lost"},
]
DEALS = [
    {"deal_id": "1", "client": "Альфа", "manager": "Анна", "created": "2026-01-10", "stage": "Оплата",
     "closed": "2026-02-01", "amount": 100, "product": "Стол"},
    {"deal_id": "2", "client": "Бета", "manager": "Борис", "created": "2026-01-11", "stage": "КП", "amount": 50,
     "product": "Стул"},
    {"deal_id": "3", "client": "Бета", "manager": "Анна", "created": "2026-03-20", "stage": "КП", "amount": 70,
     "product": "Лампа"},
    {"deal_id": "4", "client": "Гамма", "manager": "Анна", "created": "2026-01-12", "stage": "Оплата",
     "closed": "2026-02-15", "amount": 40, "product": "Шкаф"},
]  # fmt: skip
INVOICES = [
    {"invoice_id": "И1", "client": "Альфа", "manager": "Анна", "date": "2026-01-20", "amount": 100, "deal_id": "1"},
    {"invoice_id": "И2", "client": "Дельта", "manager": "Борис", "date": "2026-01-25", "amount": 30},
    {"invoice_id": "И3", "client": "Дельта", "date": "2026-01-26", "amount": 30, "cancelled": "2026-02-02"},
    {"invoice_id": "И4", "client": "Дельта", "date": "2026-04-26", "amount": 30},
]
ASOF = "2026-03-01"


def made(rows, asof=ASOF, **tables):
    given = {"deals": DEALS, "invoices": INVOICES, "stages": STAGES, **tables}
    return context(asof, **given, **({} if rows is None else {"lines": rows}))


def in_order(entries):
    """Sorted, where a blank may stand beside a text."""
    return sorted(entries, key=repr)


def told(where):
    """Each line as (row, product, client, manager, day sold, amount)."""
    found, names = where.once(lines), [*where.once(manager_names).names, None]
    return in_order(
        (
            int(found.row[i]),
            found.products[found.product[i]] if found.product[i] >= 0 else "",
            found.clients[found.client[i]] if found.client[i] >= 0 else "",
            names[found.manager[i]],
            None if found.day[i] == NEVER else day(found.day[i]).isoformat(),
            None if np.isnan(found.amount[i]) else float(found.amount[i]),
        )
        for i in range(len(found))
    )


def test_without_the_tab_each_deal_is_its_product():
    assert told(made(None)) == [
        (-1, "Стол", "Альфа", "Анна", "2026-02-01", 100.0),
        (-1, "Стул", "Бета", "Борис", None, 50.0),
        (-1, "Шкаф", "Гамма", "Анна", "2026-02-15", 40.0),
    ]


def test_lines_take_the_place_of_their_deals_own_product():
    rows = [
        {"deal_id": "1", "product": "Стол", "amount": 60, "cost": 20, "quantity": 2},
        {"deal_id": "1", "product": "Стул", "amount": None},
        {"invoice_id": "И1", "product": "Доставка", "amount": 10},
        {"invoice_id": "И2", "product": "Стул", "amount": 30},
        {"invoice_id": "И3", "product": "Стул", "amount": 30},
        {"deal_id": "2", "product": None, "amount": 50},
    ]
    assert told(made(rows)) == [
        (-1, "Шкаф", "Гамма", "Анна", "2026-02-15", 40.0),
        (0, "Стол", "Альфа", "Анна", "2026-02-01", 60.0),
        (1, "Стул", "Альфа", "Анна", "2026-02-01", None),
        (2, "Доставка", "Альфа", "Анна", "2026-02-01", 10.0),
        (3, "Стул", "Дельта", "Борис", "2026-01-25", 30.0),
        (4, "Стул", "Дельта", None, None, 30.0),
        (5, "", "Бета", "Борис", None, 50.0),
    ]


def test_what_is_dated_later_does_not_exist_yet():
    rows = [
        {"deal_id": "3", "product": "Лампа", "amount": 70},
        {"invoice_id": "И4", "product": "Лампа", "amount": 30},
    ]
    assert [line[0] for line in told(made(rows))] == [-1, -1, -1]
    assert [line[0] for line in told(made(rows, "2026-04-30"))] == [-1, -1, -1, 0, 1]


def test_an_unknown_order_is_named_and_in_no_sale():
    rows = [
        {"deal_id": "99", "product": "Стол", "amount": 1},
        {"deal_id": "99", "invoice_id": "И2", "product": "Стол", "amount": 2},
        {"invoice_id": "нет", "product": "Стол", "amount": 3},
        {"deal_id": "3", "product": "Стол", "amount": 4},
    ]
    where = made(rows)
    assert [line[4] for line in told(where) if line[0] >= 0] == [None, "2026-01-25", None]
    assert [(p.row, p.code, p.severity, p.value) for p in unknown_links(where)] == [
        (2, "deal_unknown", "error", "99"),
        (3, "deal_unknown", "warning", "99"),
        (4, "invoice_unknown", "error", "нет"),
    ]
    alone = context(ASOF, lines=rows)
    assert not list(unknown_links(alone))
    assert not alone.once(lines).sold.any()


def test_money_is_in_the_base_currency_of_the_day_it_was_sold():
    deals = [DEALS[0] | {"currency": "USD"}, DEALS[3] | {"currency": "USD"}]
    rates = [
        {"date": "2026-02-01", "currency": "USD", "rate": 90},
        {"date": "2026-02-14", "currency": "USD", "rate": 80},
    ]
    rows = [{"deal_id": "1", "product": "Стол", "amount": 60, "cost": 20}]
    where = made(rows, deals=deals, fx=rates)
    assert [line[5] for line in told(where)] == [40 * 80.0, 60 * 90.0]
    assert np.nansum(where.once(lines).cost) == 20 * 90


def test_margin_of_a_cancelled_invoice_is_no_value():
    rows = [
        {"invoice_id": "И2", "product": "Стул", "amount": 30, "cost": 10},
        {"invoice_id": "И3", "product": "Стул", "amount": 30, "cost": 10},
    ]
    where = context(ASOF, settings={"abc_value": "margin"}, deals=DEALS, invoices=INVOICES, stages=STAGES, lines=rows)
    assert where.once(purchases).value.amount.tolist() == [20.0]


ids = st.sampled_from([None, "1", "2", "3", "9"])
some_deals = st.lists(
    st.fixed_dictionaries({
        "deal_id": ids, "client": st.sampled_from("АБ"), "manager": st.sampled_from(["Анна", None]),
        "created": st.sampled_from(["2026-01-01", "2026-05-01"]), "amount": st.just(10),
        "stage": st.sampled_from(["КП", "Оплата"]), "closed": st.sampled_from(["2026-01-05", "2026-02-05"]),
        "product": st.sampled_from([None, "Стол"]),
    }), max_size=5, unique_by=lambda row: row["deal_id"] or id(row),
)  # fmt: skip
some_invoices = st.lists(
    st.fixed_dictionaries({
        "invoice_id": st.sampled_from(["1", "2", "3", "4"]), "client": st.sampled_from("ВГ"), "amount": st.just(10),
        "date": st.sampled_from(["2026-01-02", "2026-05-02"]), "deal_id": ids,
        "cancelled": st.sampled_from([None, "2026-01-09", "2026-06-01"]),
    }), max_size=4, unique_by=lambda row: row["invoice_id"],
)  # fmt: skip
some_lines = st.lists(
    st.fixed_dictionaries({
        "deal_id": ids, "invoice_id": st.sampled_from([None, "1", "2", "7"]),
        "product": st.sampled_from([None, "Стол", "Стул"]), "amount": st.integers(0, 99),
    }), max_size=8,
)  # fmt: skip


def slow(rows, deals, invoices, asof):
    """(product, client, day sold, amount) of each line, by the words of the module."""
    out, taken = [], set()
    for row in rows:
        deal = next((d for d in deals if d["deal_id"] and d["deal_id"] == row["deal_id"]), None)
        invoice = next((v for v in invoices if v["invoice_id"] == row["invoice_id"]), None)
        there = deal is not None or invoice is not None
        deal = deal if deal and deal["created"] <= asof else None
        invoice = invoice if invoice and invoice["date"] <= asof else None
        if there and not deal and not invoice:
            continue
        if not deal and invoice:
            named = (d for d in deals if d["deal_id"] and d["deal_id"] == invoice["deal_id"] and d["created"] <= asof)
            deal = next(named, None)
        taken.add(id(deal))
        sold = None
        if deal and deal["stage"] == "Оплата" and deal["closed"] <= asof:
            sold = deal["closed"]
        elif invoice and not (invoice["cancelled"] and invoice["cancelled"] <= asof):
            sold = invoice["date"]
        out.append((row["product"], (deal or invoice or {"client": None})["client"], sold, float(row["amount"])))
    for deal in deals:
        if deal["product"] and deal["created"] <= asof and id(deal) not in taken:
            won = deal["stage"] == "Оплата" and deal["closed"] <= asof
            out.append((deal["product"], deal["client"], deal["closed"] if won else None, 10.0))
    return sorted(out, key=str)


@settings(max_examples=60, deadline=None)
@given(some_lines, some_deals, some_invoices, st.sampled_from(["2026-01-03", "2026-03-01", "2026-07-01"]), st.randoms())
def test_against_the_slow_reading_in_any_order(rows, deals, invoices, asof, mixed: random.Random):
    expected = slow(rows, deals, invoices, asof)
    for table in (rows, deals, invoices):
        mixed.shuffle(table)
    found = told(context(date.fromisoformat(asof), lines=rows, deals=deals, invoices=invoices, stages=STAGES))
    assert sorted(((p or None, c or None, d, a) for _, p, c, _, d, a in found), key=str) == expected


def test_lines_can_be_picked():
    found = made(None).once(lines)
    assert len(found.at(found.sold)) == 2
    assert found.at(np.array([0])).clients == found.clients
    with pytest.raises(AttributeError):
        found.row = found.row
