"""Causes per effect: the contract's chain, a slow walk over rows, and the same counts as the cube of activity."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from core.metrics.activity import activity
from core.metrics.owners import manager_names
from core.metrics.ratios import PAIRS, counts, known_total, ratio, table
from tests.support import context

ASOF = date(2026, 3, 31)
IDS = ("cold_calls", "calls", "conversations", "meetings", "applications", "invoices", "payments")
MANAGERS = ("Анна", "Борис", None)
MARCH = (date(2026, 3, 1), ASOF)


def test_the_contracts_chain() -> None:
    row = {"date": "2026-03-02", "manager": "Анна", "cold_calls": 100, "conversations": 20, "meetings": 5}
    made = context(ASOF, daily_metrics=[row | {"applications": 4, "invoices": 2, "payments": 1}])
    assert [one.per_one for one in table(made, *MARCH, PAIRS).team] == [5, 20, 25, 2, 2]


def test_an_effect_that_never_came_has_no_number() -> None:
    made = context(ASOF, daily_metrics=[{"date": "2026-03-02", "manager": "Анна", "calls": 12, "meetings": 0}])
    assert table(made, *MARCH, PAIRS).team[1] == (12, 0, None, 0, 0, pytest.approx(0.24249, abs=1e-5))


def test_what_nobody_wrote_down_is_unknown_not_zero() -> None:
    made = context(ASOF, daily_metrics=[{"date": "2026-03-02", "manager": "Анна", "calls": 12}])
    assert table(made, *MARCH, PAIRS).team[1] == (12, None, None, None, None, None)


@given(st.integers(0, 300), st.integers(0, 300))
@settings(max_examples=60, deadline=None)
def test_bounds_are_those_of_statsmodels(cause: int, effect: int) -> None:
    found = ratio(cause, effect)
    if not cause or effect > cause:
        assert (found.low, found.high) == (None, None)
    else:
        assert (found.low, found.high) == pytest.approx(proportion_confint(effect, cause, method="wilson"), abs=1e-9)
    if effect and cause:
        assert found.per_one == pytest.approx(1 / found.rate)  # type: ignore[operator]


days = st.integers(0, 90).map(lambda n: ASOF + timedelta(days=5 - n))
blank = st.none() | st.integers(0, 9)
rows = st.lists(
    st.fixed_dictionaries({"date": days, "manager": st.sampled_from(MANAGERS), **dict.fromkeys(IDS, blank)}), max_size=9
)
bills = st.lists(st.fixed_dictionaries({"date": days, "manager": st.sampled_from(MANAGERS)}), max_size=8)
money = st.lists(
    st.fixed_dictionaries({"date": days, "manager": st.sampled_from(MANAGERS), "client": st.sampled_from("АБ")}),
    max_size=8,
)


def oracle(
    book: dict[str, list[dict[str, Any]]], first: date, last: date, manager: str | None, id: str
) -> float | None:
    """One manager's count over the days, row by row, as REPORTS says it."""
    total: float | None = None
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        own = [row for row in book["daily_metrics"] if (row["date"], row["manager"]) == (day, manager)]
        cells = [row[id] if id != "calls" or row[id] is not None else row["cold_calls"] for row in own]
        typed = [cell for cell in cells if cell is not None]
        value: float | None = sum(typed) if typed else None
        if value is None and id in ("invoices", "payments") and book[id] and min(r["date"] for r in book[id]) <= day:
            here = [row for row in book[id] if (row["date"], row["manager"]) == (day, manager)]
            value = len({row["client"] for row in here}) if id == "payments" else len(here)
        if value is not None:
            total = (total or 0) + value
    return total


@given(rows, bills, money, st.integers(0, 60), st.integers(0, 30))
@settings(max_examples=60, deadline=None)
def test_counts_are_those_of_a_walk_over_days(daily: Any, issued: Any, paid: Any, back: int, length: int) -> None:
    issued = [{"invoice_id": str(i), "client": "А", "amount": 1, **row} for i, row in enumerate(issued)]
    paid = [{"amount": 1, **row} for row in paid]
    book = {"daily_metrics": daily, "invoices": issued, "payments": paid}
    made = context(ASOF, **book)
    first = ASOF - timedelta(days=back)
    last = min(first + timedelta(days=length), ASOF)
    found, people = counts(made, first, last, IDS), [*made.once(manager_names).names, None]
    assert len(found) == len(people)
    for code, manager in enumerate(people):
        wanted = [oracle(book, first, last, manager, id) for id in IDS]
        assert [None if np.isnan(n) else n for n in found[code]] == wanted


@given(rows, bills)
@settings(max_examples=40, deadline=None)
def test_counts_are_those_of_the_cube_of_activity(daily: Any, issued: Any) -> None:
    issued = [{"invoice_id": str(i), "client": "А", "amount": 1, **row} for i, row in enumerate(issued)]
    made = context(ASOF, daily_metrics=daily, invoices=issued)
    cube = made.once(activity)
    at = [next(i for i, measure in enumerate(cube.measures) if measure.id == id) for id in IDS]
    np.testing.assert_array_equal(counts(made, *MARCH, IDS), cube.totals(*MARCH)[:, at])


@given(rows)
@settings(max_examples=40, deadline=None)
def test_two_halves_make_the_whole_and_managers_the_team(daily: Any) -> None:
    made = context(ASOF, daily_metrics=daily)
    middle = date(2026, 3, 15)
    halves = [counts(made, date(2026, 3, 1), middle, IDS), counts(made, middle + timedelta(days=1), ASOF, IDS)]
    whole = counts(made, *MARCH, IDS)
    np.testing.assert_array_equal(np.nansum(halves, axis=0), np.nan_to_num(whole))
    team = table(made, *MARCH, PAIRS).team
    causes = [known_total(whole[:, IDS.index(cause)]) for cause, _ in PAIRS]
    assert [one.cause_n for one in team] == [None if np.isnan(n) else n for n in causes]
