import csv
import gzip
import io
from collections import defaultdict
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import fmean, pstdev

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.metrics.baskets import top_sets
from core.metrics.client_groups import window
from core.metrics.product_sales import product_sales, rolling_months, same_days, tally, year_baskets
from core.metrics.regularity import classic_xyz
from tests.support import context

SUPERSTORE = Path(__file__).resolve().parents[4] / "shared" / "data" / "superstore" / "superstore.csv.gz"


def sold(day, product, amount=10.0, **more):
    """An invoice of one line."""
    return {"date": day, "product": product, "amount": amount, **more}


def made(asof, *sales, products=(), **rules):
    invoices = [{"invoice_id": str(i), "client": "А", "date": s["date"], "amount": 1} for i, s in enumerate(sales)]
    lines = [{"invoice_id": str(i), **{k: v for k, v in s.items() if k != "date"}} for i, s in enumerate(sales)]
    return context(asof, settings=rules, invoices=invoices, lines=lines, products=list(products))


def figures(where, *names):
    found = where.once(product_sales)
    return {product: tuple(getattr(found, name)[i].item() for name in names) for i, product in enumerate(found.names)}


@pytest.mark.parametrize(
    ("asof", "first", "last"),
    [
        ("2026-03-31", ("2025-04-01", "2025-04-30"), ("2026-03-01", "2026-03-31")),
        ("2026-05-15", ("2025-05-16", "2025-06-15"), ("2026-04-16", "2026-05-15")),
        ("2024-02-28", ("2023-03-01", "2023-03-28"), ("2024-01-29", "2024-02-28")),
    ],
)
def test_twelve_whole_months_counted_back(asof, first, last):
    said = [tuple(day.isoformat() for day in span) for span in rolling_months(date.fromisoformat(asof))]
    assert (len(said), said[0], said[-1]) == (12, first, last)


@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)))
def test_the_months_follow_each_other_through_the_window_of_abc_xyz(asof):
    spans = rolling_months(asof)
    assert (spans[0][0], spans[-1][1]) == window(asof)
    assert all(then[0] - before[1] == timedelta(days=1) for before, then in pairwise(spans))


def test_the_classic_xyz_and_its_exact_borders():
    steady = [10.0] * 12
    tenth = [9.0, 11.0] * 6  # deviation 1 of a mean of 10
    quarter = [7.5, 12.5] * 6
    once = [0.0] * 11 + [120.0]
    found = classic_xyz(np.array([steady, tenth, quarter, [7.4, 12.6] * 6, once, [0.0] * 12]))
    assert found.classes.tolist() == [0, 0, 1, 2, 2, 2]
    assert found.cv[:5] == pytest.approx([0, 0.1, 0.25, 0.26, pstdev(once) / fmean(once)])
    assert np.isnan(found.cv[5])


def test_months_before_the_workbooks_first_sale_are_no_zero_months():
    steady = [sold(f"2026-0{m}-10", "Стол") for m in (1, 2, 3, 4)]
    assert figures(made("2026-04-30", *steady), "xyz") == {"Стол": (0,)}
    assert figures(made("2026-04-30", *steady, sold("2025-12-01", "Стул")), "xyz")["Стол"] == (2,)
    assert figures(made("2026-02-28", *steady), "xyz") == {"Стол": (-1,)}


def test_a_month_in_progress_grows_against_the_same_days():
    where = made(
        "2026-04-10", sold("2026-03-05", "Стол", 10), sold("2026-03-20", "Стол", 90), sold("2026-04-09", "Стол", 20)
    )
    found = where.once(product_sales)
    assert [tally.amount[0] for tally in (found.now, found.before, found.same, found.year)] == [20, 100, 10, 120]
    assert same_days(made("2026-03-31"))[1] == date(2026, 2, 28)
    wide = made("2026-03-31", period_from=date(2026, 3, 22))
    assert same_days(wide) == (date(2026, 3, 12), date(2026, 3, 21))


def test_what_is_not_sold_stays():
    products = [
        {"product": "Стол", "active": 1},
        {"product": "Стул"},
        {"product": "Шкаф", "active": 0},
        {"product": "Полка", "active": 0},
    ]
    where = made(
        "2026-03-31",
        sold("2026-03-01", "Стол"),
        sold("2026-03-02", "Полка", 40),
        sold("2024-03-01", "Лампа"),
        products=products,
    )
    found = where.once(product_sales)
    assert [found.names[i] for i in found.shown] == ["Полка", "Стол", "Стул"]
    assert [found.last[found.names.index(name)] for name in ("Стул", "Лампа")] == [-1, 19783]


def test_blank_is_not_zero():
    found = tally(
        np.array([0, 0, 1, -1]), np.array([5, 5, 5, -1]), np.array([np.nan, np.nan, 3.0, 4.0]),
        np.array([np.nan, 2.0, np.nan, np.nan]), np.array([1.0, 1.0, np.nan, 1.0]), 3,
    )  # fmt: skip
    assert found.lines.tolist() == [2, 1, 0, 1]
    assert np.isnan(found.amount).tolist() == [True, False, False, False]
    assert np.isnan(found.quantity).tolist() == [False, True, False, True]
    assert np.isnan(found.margin).tolist() == [True, True, True, False]
    assert (found.orders.tolist(), found.all_orders) == ([1, 1, 0, 0], 1)


events = st.lists(
    st.tuples(
        st.dates(date(2025, 1, 1), date(2026, 6, 1)), st.sampled_from(["Стол", "Стул", None]),
        st.one_of(st.none(), st.integers(-5, 50)), st.one_of(st.none(), st.integers(0, 9)),
        st.one_of(st.none(), st.integers(0, 20)), st.integers(0, 5),
    ), max_size=20,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(events, st.dates(date(2025, 12, 1), date(2026, 5, 31)), st.randoms())
def test_a_period_against_the_slow_sums(rows, asof, random):
    days = {}
    for day, *_, order in rows:
        days.setdefault(order, day)
    first, last = asof.replace(day=1), asof
    inside = [row for row in rows if first <= days[row[-1]] <= last]
    random.shuffle(rows)
    invoices = [{"invoice_id": str(o), "client": "А", "date": day, "amount": 1} for o, day in days.items()]
    lines = [
        {"invoice_id": str(order), "product": product, "amount": amount, "quantity": quantity, "cost": cost}
        for _, product, amount, quantity, cost, order in rows
    ]
    found = context(asof, invoices=invoices, lines=lines).once(product_sales)
    assert found.now.all_orders == len({row[-1] for row in inside})
    for i, name in enumerate([*found.names, None]):
        mine = [row for row in inside if row[1] == name]
        assert found.now.lines[i] == len(mine)
        assert np.nan_to_num(found.now.amount[i]) == sum(row[2] or 0 for row in mine)
        assert np.nan_to_num(found.now.quantity[i]) == sum(row[3] or 0 for row in mine)
        assert found.now.orders[i] == len({row[-1] for row in mine})
        earned = [row[2] - row[4] for row in mine if row[2] is not None and row[4] is not None]
        assert (None if np.isnan(found.now.margin[i]) else found.now.margin[i]) == (sum(earned) if earned else None)
        if name:
            dated = [days[row[-1]] for row in rows if row[1] == name and days[row[-1]] <= asof]
            assert found.last[i] == (max(dated) - date(1970, 1, 1)).days if dated else -1


# the public data ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def superstore():
    if not SUPERSTORE.exists():
        pytest.skip(f"the public data set is absent: {SUPERSTORE}")
    with gzip.open(SUPERSTORE) as file:
        rows = list(csv.DictReader(io.TextIOWrapper(file, "latin-1")))
    assert (len(rows), round(sum(float(row["Sales"]) for row in rows), 2)) == (9_994, 2_297_200.86)
    return rows


def shop(rows, column):
    """A workbook of invoices whose lines are the rows, for the four years."""
    orders = {row["Order ID"]: row for row in rows}
    invoices = [
        {
            "invoice_id": id,
            "client": row["Customer ID"],
            "date": datetime.strptime(row["Order Date"], "%m/%d/%Y").date(),
            "amount": 1,
        }
        for id, row in orders.items()
    ]
    lines = [
        {
            "invoice_id": row["Order ID"],
            "product": row[column],
            "amount": float(row["Sales"]),
            "quantity": float(row["Quantity"]),
            "cost": float(row["Sales"]) - float(row["Profit"]),
        }
        for row in rows
    ]
    return context("2019-12-31", settings={"period_from": date(2016, 1, 1)}, invoices=invoices, lines=lines)


def test_sales_of_superstore_by_category(superstore):
    where = shop(superstore, "Category")
    found = where.once(product_sales)
    assert found.now.all_orders == 5_009
    assert dict(zip(found.names, np.round(found.now.amount, 2).tolist(), strict=False)) == {
        "Furniture": 741_999.80,
        "Office Supplies": 719_047.03,
        "Technology": 836_154.03,
    }
    assert found.now.amount.sum() == pytest.approx(2_297_200.86, abs=0.005)
    assert np.nansum(found.now.margin) == pytest.approx(286_397.02, abs=0.005)


def test_every_product_of_superstore_sums_to_the_same(superstore):
    found = shop(superstore, "Product Name").once(product_sales)
    slow = defaultdict(float)
    for row in superstore:
        slow[row["Product Name"].strip()] += float(row["Sales"])
    assert len(found.names) == len({row["Product Name"] for row in superstore}) == 1_850
    assert found.now.amount.sum() == pytest.approx(2_297_200.86, abs=0.005)
    best = found.names[int(np.argmax(found.now.amount))]
    assert best == max(slow, key=slow.__getitem__) == "Canon imageCLASS 2200 Advanced Copier"


def test_baskets_are_the_orders_of_the_last_year(superstore):
    found = shop(superstore, "Sub-Category").once(year_baskets)
    mine = defaultdict(set)
    for row in superstore:
        if row["Order Date"].endswith("2019"):
            mine[row["Order ID"]].add(row["Sub-Category"])
    assert found.n == len(mine)
    [first, *_] = top_sets(found, 1).sets
    together = {found.items[i] for i in (*first.given, first.then)}
    assert first.n == sum(together <= order for order in mine.values())
