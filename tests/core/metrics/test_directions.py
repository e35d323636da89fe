from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.metrics.directions import BOUGHT, NONE, OFFERED, REFUSED, _inactive, directions
from core.metrics.offers import MIN_BUYERS, MIN_SHARE, PER_CLIENT, offers
from core.metrics.owners import manager_names
from core.metrics.product_activity import activity
from tests.support import context

ASOF = date(2026, 3, 31)


def deal(client, product, status, amount=100, **more):
    closed = None if status == "open" else "2026-02-01"
    row = {"client": client, "manager": "Ира", "created": "2026-01-01", "stage": "Этап", "status": status}
    return row | {"amount": amount, "product": product, "closed": closed} | more


def pairs(made):
    found = made.once(directions)
    return {
        (found.clients[c], found.products[p]): s
        for c, p, s in zip(found.client.tolist(), found.product.tolist(), found.status.tolist(), strict=True)
    }


def test_bought_goes_before_offered_and_that_before_refused():
    deals = [
        deal("А", "стол", "lost"),
        deal("А", "стол", "open"),
        deal("А", "стул", "lost"),
        deal("Б", "стол", "open"),
        deal("Б", "стол", "won"),
        deal("Б", None, "won"),
        deal("В", "стол", "won", closed="2026-04-05"),
        deal("Г", "стол", "open", created="2026-04-05"),
    ]
    made = context(ASOF, deals=deals)
    assert pairs(made) == {
        ("А", "стол"): OFFERED,
        ("А", "стул"): REFUSED,
        ("Б", "стол"): BOUGHT,
        ("В", "стол"): OFFERED,
    }


def test_invoices_lines_and_the_catalogue():
    made = context(
        ASOF,
        invoices=[
            {"invoice_id": "1", "client": "А", "date": "2026-01-01", "amount": 50},
            {"invoice_id": "2", "client": "А", "date": "2026-01-01", "amount": 5, "cancelled": "2026-02-01"},
        ],
        lines=[
            {"invoice_id": "1", "product": "стол", "amount": 30},
            {"invoice_id": "1", "product": "стул", "amount": 20},
            {"invoice_id": "2", "product": "шкаф", "amount": 5},
            {"invoice_id": "1", "product": None, "amount": 7},
        ],
        products=[{"product": "полка"}, {"product": "шкаф", "active": False}],
    )
    assert pairs(made) == {("А", "стол"): BOUGHT, ("А", "стул"): BOUGHT}
    found = made.once(directions)
    assert (found.products, found.nameless) == (("стол", "стул", "полка"), 1)
    assert found.matrix(9).tolist() == [[BOUGHT, BOUGHT, NONE]] and found.matrix(1).tolist() == [[BOUGHT]]


DEALS = st.lists(
    st.builds(
        deal,
        st.sampled_from("АБВГДЕЖ"),
        st.sampled_from(["стол", "стул", "шкаф", None]),
        st.sampled_from(["won", "won", "open", "lost"]),
        st.integers(1, 50),
        manager=st.sampled_from(["Ира", "Яна"]),
    ),
    max_size=40,
)
INDUSTRY = {"А": "лес", "Б": "лес", "В": "лес", "Г": "лес", "Д": "море", "Е": "море", "Ж": None}


@settings(max_examples=60, deadline=None)
@given(DEALS, st.randoms())
def test_pairs_and_offers_against_slow_ones_in_any_order(deals, random):
    rank = {"won": BOUGHT, "open": OFFERED, "lost": REFUSED}
    expected, spent = {}, {}
    for row in deals:
        if row["product"]:
            pair = row["client"], row["product"]
            expected[pair] = min(expected.get(pair, NONE), rank[row["status"]])
            spent[pair] = spent.get(pair, 0) + row["amount"] * (row["status"] == "won")
    random.shuffle(deals)
    clients = [{"client": who, "industry": what} for who, what in INDUSTRY.items()]
    made = context(ASOF, deals=deals, clients=clients)
    found = made.once(directions)
    assert pairs(made) == expected
    assert found.amount.sum() == sum(spent.values())
    cells = [(found.matrix(99) == status).sum() for status in (BOUGHT, OFFERED, REFUSED, NONE)]
    assert sum(cells) == len(found.clients) * len(found.products)
    assert cells[:3] == [list(expected.values()).count(status) for status in (BOUGHT, OFFERED, REFUSED)]

    buyers = {client for (client, _), status in expected.items() if status == BOUGHT}
    wanted = {}
    for client in buyers:
        if (industry := INDUSTRY[client]) is None:
            continue
        others = [who for who in buyers if INDUSTRY[who] == industry and who != client]
        best = []
        for product in {product for _, product in expected}:
            bought = [spent[who, product] for who in others if expected.get((who, product)) == BOUGHT]
            if (client, product) in expected or len(bought) < MIN_BUYERS or len(bought) < MIN_SHARE * len(others):
                continue
            best.append((-sum(bought) / len(others), product))
        wanted |= {(client, product): -value for value, product in sorted(best)[:PER_CLIENT]}
    suggested = made.once(offers)
    got = {
        (found.clients[c], found.products[p]): value
        for c, p, value in zip(
            suggested.client.tolist(), suggested.product.tolist(), suggested.expected.tolist(), strict=True
        )
        if INDUSTRY[found.clients[c]]
    }
    assert got == pytest.approx(wanted)
    assert suggested.expected.tolist() == sorted(suggested.expected.tolist(), reverse=True)


def test_without_an_industry_similar_is_the_class_of_value():
    deals = [deal(f"К{i}", "стол", "won") for i in range(5)] + [deal("Новый", "стул", "won")]
    made = context(ASOF, settings={"abc_a": 1, "abc_b": 1}, deals=deals)
    found, suggested = made.once(directions), made.once(offers)
    assert [
        (found.clients[c], found.products[p]) for c, p in zip(suggested.client, suggested.product, strict=True)
    ] == [("Новый", "стол")]
    assert (suggested.bought.tolist(), suggested.similar.tolist(), suggested.expected.tolist()) == ([5], [5], [100.0])
    assert suggested.segments[suggested.segment[0]] == ("abc", "A")


def test_nothing_is_offered_that_is_no_longer_sold():
    deals = [deal(f"К{i}", "стол", "won") for i in range(5)] + [deal("Новый", "стул", "won")]
    made = context(
        ASOF,
        settings={"abc_a": 1, "abc_b": 1},
        deals=deals,
        products=[{"product": "стол", "active": False}, {"product": "стул", "active": True}],
    )
    assert len(made.once(offers).client) == 0


@settings(max_examples=40, deadline=None)
@given(DEALS)
def test_the_managers_activity_against_a_slow_one(deals):
    made = context(ASOF, deals=deals)
    found, names = made.once(activity), made.once(manager_names).names
    assert not found.amount.sum() or found.amount.sum() == sum(
        row["amount"] for row in deals if row["product"] and row["status"] == "won"
    )
    figures = {"open": found.open, "won": found.won, "lost": found.lost}
    for status, cells in figures.items():
        for code, name in enumerate(names):
            mine = [row for row in deals if row["manager"] == name and row["product"] and row["status"] == status]
            assert cells[code].sum() == len(mine)
    assert found.offered.sum() == sum(1 for row in deals if row["product"]) == found.total[1]


def test_a_deal_of_two_products_is_one_in_the_total():
    made = context(
        ASOF,
        deals=[deal("А", None, "won", deal_id="1"), deal("А", None, "won", deal_id="2", closed="2024-01-01")],
        lines=[
            {"deal_id": "1", "product": "стол", "amount": 60},
            {"deal_id": "1", "product": "стул", "amount": 40},
            {"deal_id": "1", "product": "стул", "amount": 5},
            {"deal_id": "2", "product": "стул", "amount": 9},
        ],
    )
    found = made.once(activity)
    assert found.won.sum() == 2 and found.amount.sum() == 105
    assert found.total == (0, 2, 1, 0)


def test_a_product_that_stands_twice_is_sold_if_one_of_its_rows_says_so():
    """As the report of products has it."""
    rows = [{"product": "А", "active": 0}, {"product": "А", "active": 1}, {"product": "Б", "active": 0}]
    assert _inactive(context("2026-03-31", products=rows), ("А", "Б", "В")).tolist() == [False, True, False]
