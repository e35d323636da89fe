import gzip
import warnings
from collections import Counter
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.metrics import baskets as module
from core.metrics.baskets import Rule, also_bought, baskets, frequent_sets, pairs, rules, surest, top_sets

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"


def made(rows):
    """Baskets of letters."""
    items = tuple(sorted({item for row in rows for item in row}))
    codes = [(i, items.index(item)) for i, row in enumerate(rows) for item in row]
    return baskets(*np.array(codes or np.zeros((0, 2)), np.int64).T, items)


def named(found, sets):
    return {"".join(found.items[i] for i in one): n for one, n in sets.items()}


# by hand --------------------------------------------------------------------------------------------


def test_sets_of_a_few_baskets():
    found = made(["abc", "abc", "ab", "c", "aab", "d"])
    assert (found.n, found.count.tolist()) == (6, [4, 4, 3, 1])
    assert named(found, frequent_sets(found, 2)) == {"a": 4, "b": 4, "c": 3, "ab": 4, "ac": 2, "bc": 2, "abc": 2}
    assert named(found, frequent_sets(found, 2, 2)) == {"a": 4, "b": 4, "c": 3, "ab": 4, "ac": 2, "bc": 2}
    assert named(found, frequent_sets(found, 4)) == {"a": 4, "b": 4, "ab": 4}


def test_a_row_without_a_basket_or_an_item_is_none():
    found = baskets(np.array([-1, 3, 3, 7]), np.array([0, -1, 1, 1]), ("a", "b"))
    assert (found.n, found.count.tolist()) == (2, [0, 2])
    empty = baskets(np.array([], np.int64), np.array([], np.int64), ())
    assert (empty.n, frequent_sets(empty), top_sets(empty, 9).sets) == (0, {}, [])


def test_the_border_of_a_count_is_exact():
    found = made(["abc"] * 7 + ["x"] * 93)
    assert 0.07 * 100 > 7  # what a share would compare
    assert named(found, frequent_sets(found, 7))["abc"] == 7
    assert set(named(found, frequent_sets(found, 8))) == {"x"}


def test_a_bundle_is_its_surest_rule():
    found = made(["ab", "ab", "ab", "a", "a", "c"])
    [rule] = top_sets(found, 10, 3).sets
    assert rule == Rule((1,), 0, 3, 3, 5, 6)
    assert (rule.support, rule.confidence, rule.lift) == (0.5, 1.0, 1.2)


def test_the_most_frequent_first_then_the_smaller_then_by_name():
    found = made(["abc"] * 5 + ["de"] * 6 + ["fg"] * 4)
    shown = ["".join(found.items[i] for i in sorted((*rule.given, rule.then))) for rule in top_sets(found, 99).sets]
    assert shown == ["de", "ab", "ac", "bc", "abc"]
    assert len(top_sets(found, 2).sets) == 2


def test_sets_that_explode_are_left_out_and_said(monkeypatch):
    everything = ["".join(chr(97 + i) for i in range(26)) + "ABCDEF"] * 5
    top = top_sets(made([*everything, "ab"]), 10_000)
    assert (len(top.sets), top.least) == (32 * 31 // 2, 6)
    calm = made(["abcd"] * 6)
    assert top_sets(calm, 100).least is None
    monkeypatch.setattr(module, "MAX_CANDIDATES", 3)
    assert {len(rule.given) for rule in top_sets(calm, 100).sets} == {1}


def test_the_library_leaves_the_warning_filters_alone():
    before = list(warnings.filters)
    module._fpgrowth.cache_clear()
    frequent_sets(made(["abc"] * 5))
    assert warnings.filters == before


# against counting by hand ---------------------------------------------------------------------------


def slow_sets(rows, least, size):
    counts = Counter(
        "".join(one)
        for row in map(sorted, map(set, rows))
        for k in range(1, min(len(row), size) + 1)
        for one in combinations(row, k)
    )
    return {one: n for one, n in counts.items() if n >= least}


bought = st.lists(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=7), max_size=25)


@settings(max_examples=60, deadline=None)
@given(bought, st.integers(1, 5), st.integers(2, 6))
def test_sets_against_brute_force(rows, least, size):
    found = made(rows)
    expected = slow_sets(rows, least, size)
    assert named(found, frequent_sets(found, least, size)) == expected
    together = pairs(found, least)
    assert named(found, dict(zip(zip(together.left, together.right, strict=True), together.n, strict=True))) == {
        one: n for one, n in expected.items() if len(one) == 2
    }


@settings(max_examples=60, deadline=None)
@given(bought, st.integers(1, 4), st.integers(1, 12), st.integers(2, 5), st.randoms())
def test_top_sets_are_the_first_of_all_sets_in_any_order(rows, least, top, size, random):
    every = slow_sets(rows, least, size)
    expected = sorted((one for one in every if len(one) > 1), key=lambda one: (-every[one], len(one), one))[:top]
    mixed = [random.sample(row, len(row)) for row in rows]
    random.shuffle(mixed)
    found = made(mixed)
    shown = top_sets(found, top, least, size).sets
    assert ["".join(found.items[i] for i in sorted((*rule.given, rule.then))) for rule in shown] == expected
    counts = slow_sets(rows, 1, 6)
    for one, rule in zip(expected, shown, strict=True):
        given = [one.replace(item, "") for item in one]
        assert rule.n == counts[one]
        assert Fraction(rule.n, rule.given_n) == max(Fraction(counts[one], counts[other]) for other in given)


@settings(max_examples=60, deadline=None)
@given(bought.filter(bool), st.data())
def test_also_bought_against_brute_force(rows, data):
    item = data.draw(st.sampled_from(sorted({item for row in rows for item in row})))
    found = made(rows)
    others, n = also_bought(found, found.items.index(item))
    counts = Counter(other for row in rows if item in row for other in set(row) - {item})
    expected = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    assert [(found.items[i], int(k)) for i, k in zip(others, n, strict=True)] == expected


@settings(max_examples=30, deadline=None)
@given(bought, st.integers(1, 4))
def test_the_dense_and_the_sparse_count_agree(rows, least):
    found = made(rows)
    dense = pairs(found, least)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_DENSE", 0)
        sparse = pairs(found, least)
    assert all(np.array_equal(getattr(dense, name), getattr(sparse, name)) for name in ("left", "right", "n"))


# real baskets ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def groceries():
    path = DATA / "groceries" / "groceries.csv.gz"
    if not path.exists():
        pytest.skip(f"the public data set is absent: {path}")
    with gzip.open(path, "rt") as file:
        rows = [[item for item in line.strip().split(",") if item] for line in file]
    assert (len(rows), len({item for row in rows for item in row}), sum(map(len, rows))) == (9_835, 169, 43_367)
    return made(rows)


@pytest.fixture(scope="module")
def one_in_a_thousand(groceries):
    sets = frequent_sets(groceries, 10)
    return [rule for one in sets if len(one) > 1 for rule in rules(one, sets, groceries.n)]


def sure(found, confidence):
    """The rules with at least this confidence, compared in whole numbers."""
    return [rule for rule in found if rule.n * confidence.denominator >= confidence.numerator * rule.given_n]


def test_top_items_of_groceries(groceries):
    top = np.argsort(-groceries.count, kind="stable")[:5]
    assert {groceries.items[i]: int(groceries.count[i]) for i in top} == {
        "whole_milk": 2513,
        "other_vegetables": 1903,
        "rolls/buns": 1809,
        "soda": 1715,
        "yogurt": 1372,
    }


def test_rules_of_groceries(groceries, one_in_a_thousand):
    borders = (Fraction(1, 2), Fraction(3, 5), Fraction(4, 5))
    assert [len(sure(one_in_a_thousand, border)) for border in borders] == [5_668, 2_918, 410]
    frequent = [rule for rule in one_in_a_thousand if rule.n * 1000 >= 6 * groceries.n]
    assert len(sure(frequent, Fraction(1, 4))) == 463


@pytest.mark.parametrize(
    ("given", "then", "support", "confidence", "lift"),
    [
        (("Instant_food_products", "soda"), "hamburger_meat", 0.001220, 0.631579, 18.99565),
        (("liquor", "red/blush_wine"), "bottled_beer", 0.001932, 0.904762, 11.235269),
    ],
)
def test_lift_of_groceries(groceries, one_in_a_thousand, given, then, support, confidence, lift):
    names = groceries.items
    rule = next(r for r in one_in_a_thousand if tuple(names[i] for i in r.given) == given and names[r.then] == then)
    assert rule.support == pytest.approx(support, abs=5e-7)
    assert rule.confidence == pytest.approx(confidence, abs=5e-7)
    assert rule.lift == pytest.approx(lift, abs=5e-6)


def test_the_highest_lift_of_groceries(groceries, one_in_a_thousand):
    best = max(sure(one_in_a_thousand, Fraction(1, 2)), key=lambda rule: rule.lift)
    assert groceries.items[best.then] == "hamburger_meat"


def test_top_bundles_of_groceries_are_those_of_all_its_sets(groceries):
    sets = frequent_sets(groceries, 100)
    shown = sorted((one for one in sets if len(one) > 1), key=lambda one: (-sets[one], len(one), one))[:100]
    top = top_sets(groceries, 100)
    assert top.sets == [surest(one, sets, groceries.n) for one in shown]
    assert any(len(rule.given) > 1 for rule in top.sets)


@pytest.fixture(scope="module")
def retail():
    path = DATA / "online_retail" / "online_retail.csv.gz"
    if not path.exists():
        pytest.skip(f"the public data set is absent: {path}")
    columns = ["InvoiceNo", "StockCode", "Quantity", "UnitPrice", "CustomerID"]
    rows = pd.read_csv(path, usecols=columns, dtype={"InvoiceNo": "category", "StockCode": "category"})
    assert len(rows) == 541_909
    rows = rows[rows["CustomerID"].notna() & (rows["Quantity"] > 0) & (rows["UnitPrice"] > 0)]
    assert (len(rows), round((rows["Quantity"] * rows["UnitPrice"]).sum(), 2)) == (397_884, 8_911_407.90)
    codes = (rows[column].cat.codes.to_numpy() for column in ("InvoiceNo", "StockCode"))
    return baskets(*codes, tuple(rows["StockCode"].cat.categories))


def test_also_bought_with_the_white_hanging_heart(retail):
    heart = retail.items.index("85123A")
    assert (retail.n, int(retail.count[heart])) == (18_532, 1_978)
    others, n = also_bought(retail, heart)
    assert [(retail.items[i], int(k)) for i, k in zip(others[:5], n[:5], strict=True)] == [
        ("21733", 457),
        ("82482", 308),
        ("22804", 302),
        ("22470", 291),
        ("47566", 279),
    ]
    first = Rule((heart,), int(others[0]), 457, 1_978, int(retail.count[others[0]]), retail.n)
    assert (round(first.confidence, 4), round(first.lift, 3)) == (0.2310, 6.306)


def test_pairs_of_real_orders_agree_with_also_bought(retail):
    together = pairs(retail, 250)
    heart = retail.items.index("85123A")
    mine = {
        int(a + b - heart): int(n)
        for a, b, n in zip(together.left, together.right, together.n, strict=True)
        if heart in (a, b)
    }
    others, n = also_bought(retail, heart)
    assert mine == {int(i): int(k) for i, k in zip(others, n, strict=True) if k >= 250}
