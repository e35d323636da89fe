from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from statistics import fmean, pstdev

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.metrics import segments
from core.metrics.segments import ABC_NAMES, XYZ_NAMES, abc, distinct, group_codes, matrix, xyz

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"


def letters(classes, names):
    return "".join(names[c] for c in classes)


def counts(classes):
    return np.bincount(classes, minlength=3).tolist()


def regularity(days, asof, theta=0.5):
    """The class of one client."""
    return XYZ_NAMES[xyz(np.zeros(len(days), np.int64), np.array(days, np.int64), 1, asof, theta).classes[0]]


# the acceptance numbers ---------------------------------------------------------------------------


def test_abc_of_the_source_and_its_exact_border():
    found = abc(np.array([40.0, 30, 10, 5, 5, 4, 3, 1, 1, 1]))
    assert letters(found.classes, ABC_NAMES) == "AABBBCCCCC"
    assert found.before[2] == pytest.approx(0.7)
    assert letters(abc(np.array([90.0, 5, 5])).classes, ABC_NAMES) == "ACC"


def test_the_border_is_exact_where_floats_are_not():
    values = np.array([0.4, 0.3, 0.1, 0.05, 0.05, 0.04, 0.03, 0.01, 0.01, 0.01])
    assert letters(abc(values).classes, ABC_NAMES) == "AABBBCCCCC"
    assert letters(abc(np.array([0.1] * 10)).classes, ABC_NAMES) == "AAAAAAABBC"


@given(st.lists(st.sampled_from([0.0, -0.0, 1.5, 1.5, -3, 7]), max_size=40))
def test_the_largest_comes_first_and_ties_stay_in_place(values):
    cells = np.array(values, float)
    assert segments.descending(cells).tolist() == np.argsort(-cells, kind="stable").tolist()


def test_xyz_of_the_source():
    assert regularity([0, 30, 60, 90, 120, 150], 150) == "X"
    found = xyz(np.zeros(4, np.int64), np.array([0, 5, 60, 62]), 1, 62)
    assert (XYZ_NAMES[found.classes[0]], round(found.cv[0], 4)) == ("Y", 1.1762)
    assert regularity([10], 10) == "Z"
    assert regularity([10, 40], 40) == "Y"


def test_a_regular_client_falls_asleep_after_two_mean_gaps():
    days = [0, 30, 60, 90]
    assert (regularity(days, 150), regularity(days, 151)) == ("X", "Y")
    assert xyz(np.zeros(4, np.int64), np.array(days), 1, 151).lapsed.tolist() == [True]
    assert xyz(np.zeros(4, np.int64), np.array([0, 5, 60, 62]), 1, 900).lapsed.tolist() == [False]


def test_one_day_counts_once_and_no_day_is_z():
    found = xyz(np.array([0, 0, 2]), np.array([7, 7, 9]), 3, 10)
    assert letters(found.classes, XYZ_NAMES) == "ZZZ"
    assert (found.days.tolist(), found.last.tolist()) == ([1, 0, 1], [7, -1, 9])


def test_values_that_are_not_above_zero_are_outside_the_total():
    found = abc(np.array([100.0, 0.0, -50.0, 1e-12]))
    assert letters(found.classes, ABC_NAMES) == "ACCC"
    assert found.share[0] == 1.0 and np.isnan(found.share[1:]).all()
    assert letters(abc(np.array([0.0, -1.0])).classes, ABC_NAMES) == "CC"
    assert len(abc(np.array([])).classes) == 0
    assert len(xyz(np.array([], np.int64), np.array([], np.int64), 0, 5).classes) == 0


# slow and obvious ---------------------------------------------------------------------------------


def slow_abc(values, a, b):
    """In integers: the share of the rows above is compared without a division."""
    total, above, out = sum(v for v in values if v > 0), 0, {}
    for i in sorted(range(len(values)), key=lambda i: (-values[i], i)):
        if values[i] <= 0:
            out[i] = "C"
            continue
        out[i] = "A" if above * 100 < a * total else "B" if above * 100 < b * total else "C"
        above += values[i]
    return "".join(out[i] for i in range(len(values)))


def slow_xyz(events, n, asof, theta):
    days = defaultdict(set)
    for who, when in events:
        days[who].add(when)
    out = []
    for who in range(n):
        own = sorted(days[who])
        gaps = [b - a for a, b in pairwise(own)]
        if len(own) < 2:
            out.append("Z")
        elif len(own) == 2 or pstdev(gaps) / fmean(gaps) > theta + 1e-9:
            out.append("Y")
        else:
            out.append("X" if (asof - own[-1]) * len(gaps) <= 2 * sum(gaps) else "Y")
    return "".join(out)


@settings(max_examples=60)
@given(
    st.lists(st.integers(-50, 1000), max_size=40), st.sampled_from([(70, 90), (80, 95), (50, 50), (100, 100), (0, 90)])
)
def test_abc_against_the_slow_one(values, borders):
    a, b = borders
    assert letters(abc(np.array(values, float), a / 100, b / 100).classes, ABC_NAMES) == slow_abc(values, a, b)
    thousandths = np.array(values, float) / 1000
    assert letters(abc(thousandths, a / 100, b / 100).classes, ABC_NAMES) == slow_abc(values, a, b)


EVENTS = st.lists(st.tuples(st.integers(0, 6), st.integers(19_000, 19_060)), max_size=60)


@settings(max_examples=60)
@given(EVENTS, st.sampled_from([0.0, 0.25, 0.5, 1.0]), st.randoms())
def test_xyz_against_the_slow_one_in_any_order(events, theta, random):
    expected = slow_xyz(events, 7, 19_070, theta)
    random.shuffle(events)
    who, when = np.array([e[0] for e in events], np.int64), np.array([e[1] for e in events], np.int64)
    assert letters(xyz(who, when, 7, 19_070, theta).classes, XYZ_NAMES) == expected


@settings(max_examples=30)
@given(EVENTS)
def test_marking_and_sorting_find_the_same_days(events):
    who, when = np.array([e[0] for e in events], np.int16), np.array([e[1] for e in events], np.int64)
    marked, low, width = distinct(who, when, 7)
    limit, segments._PRESENCE_LIMIT = segments._PRESENCE_LIMIT, 0
    try:
        sorted_keys, *rest = distinct(who, when, 7)
    finally:
        segments._PRESENCE_LIMIT = limit
    assert sorted_keys.tolist() == marked.tolist() and rest == [low, width]
    pairs = {(int(k) // width, int(k) % width + low) for k in marked}
    assert pairs == set(events) and len(marked) == len(pairs)


def test_the_matrix_adds_up():
    group = group_codes(np.array([0, 0, 2], np.int8), np.array([0, 2, 1], np.int8))
    assert matrix(group).tolist() == [[1, 0, 1], [0, 0, 0], [0, 1, 0]]
    assert matrix(group, np.array([5.0, 3.0, 1.0])).sum() == 9.0


# the public data ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def retail():
    path = DATA / "online_retail" / "online_retail.csv.gz"
    if not path.exists():
        pytest.skip(f"no public data set: {path} is absent")
    columns = ["InvoiceDate", "Quantity", "UnitPrice", "CustomerID"]
    frame = pd.read_csv(path, usecols=columns)
    assert len(frame) == 541_909
    frame = frame[frame["CustomerID"].notna() & (frame["Quantity"] > 0) & (frame["UnitPrice"] > 0)]
    assert len(frame) == 397_884
    who, names = pd.factorize(frame["CustomerID"], sort=True)
    amount = (frame["Quantity"] * frame["UnitPrice"]).to_numpy()
    assert (len(names), round(float(amount.sum()), 2)) == (4338, 8_911_407.90)
    texts, at = pd.factorize(frame["InvoiceDate"])[::-1]
    when = pd.to_datetime(pd.Series(texts)).to_numpy().astype("datetime64[D]").astype(np.int64)[at]
    return who.astype(np.int64), when, amount, len(names)


@pytest.mark.parametrize(("borders", "expected"), [((0.8, 0.95), [1133, 1469, 1736]), ((0.7, 0.9), [688, 1220, 2430])])
def test_abc_of_real_customers(retail, borders, expected):
    who, _, amount, n = retail
    assert counts(abc(np.bincount(who, amount, n), *borders).classes) == expected


def test_xyz_of_real_customers(retail):
    who, when, _, n = retail
    found = xyz(who, when, n, int(when.max()))
    assert counts(found.classes)[2] == 1548
    assert int((found.days >= 3).sum()) == 1916
    assert int((found.cv <= 0.5).sum()) == 840


def test_abc_of_accounts_by_won_revenue():
    path = DATA / "maven_crm" / "sales_pipeline.csv.gz"
    if not path.exists():
        pytest.skip(f"no public data set: {path} is absent")
    frame = pd.read_csv(path)
    assert len(frame) == 8800
    won = frame[frame["deal_stage"] == "Won"]
    assert (len(won), int(won["close_value"].sum())) == (4238, 10_005_534)
    who, names = pd.factorize(won["account"], sort=True)
    assert counts(abc(np.bincount(who, won["close_value"], len(names)), 0.8, 0.95).classes) == [59, 18, 8]
