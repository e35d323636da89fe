"""The funnel: the source's numbers, every mode against the oracle, the laws that must always hold."""

from dataclasses import astuple
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.metrics.deals import deal_state
from core.metrics.funnel import MODES, Funnel, Mode, funnel, immature, mature_span, maturity_days, months, steps
from tests.core.metrics import deal_oracle as oracle
from tests.core.metrics.test_deals import DAY0, NAMES, STAGES, TABLE, deal, deals
from tests.support import typed

WILSON = {
    (50, 200): (0.195082, 0.314341),
    (30, 50): (0.461814, 0.723916),
    (25, 30): (0.664356, 0.926635),
    (25, 25): (0.866808, 1.0),
}


def reached(*counts: int) -> Funnel:
    n = np.array(counts)
    return Funnel("cohort", tuple(f"s{i}" for i in range(len(n))), n, n * 10.0, np.zeros(len(n), int))


class TestSource:
    """003: 200 leads → 50 offers → 30 contracts → 25 payments → 25 services, and with its unnumbered 100 interested."""

    def test_five_stages(self) -> None:
        found = steps(reached(200, 50, 30, 25, 25))
        assert [s.step_rate for s in found] == [None, 0.25, 0.6, pytest.approx(0.833333, abs=1e-6), 1]
        assert [s.total_rate for s in found] == [1, 0.25, 0.15, 0.125, 0.125]
        assert [s.lost_n for s in found] == [150, 20, 5, 0, None]
        assert [s.lost_rate for s in found] == [0.75, 0.4, pytest.approx(1 / 6), 0, None]
        assert [s.lost_amount for s in found] == [1500, 200, 50, 0, None]
        bounds = [(s.low, s.high) for s in found]
        assert bounds[0] == (None, None)
        assert bounds[1:] == [pytest.approx(pair, abs=1e-6) for pair in WILSON.values()]

    def test_six_stages(self) -> None:
        found = steps(reached(200, 100, 50, 30, 25, 25))
        assert [s.step_rate for s in found] == [None, 0.5, 0.5, 0.6, pytest.approx(0.833333, abs=1e-6), 1]
        assert sum(s.lost_n or 0 for s in found) + found[-1].n == 200

    def test_nobody(self) -> None:
        found = steps(reached(0, 0))
        assert [s.step_rate for s in found] == [None, None]
        assert [s.total_rate for s in found] == [None, None]
        assert found[0].lost_rate is None

    def test_as_deals(self) -> None:
        names = ["Лид", "КП", "Договор", "Оплата", "Услуга"]
        stages = [{"order": i, "stage": s, "kind": "open" if i < 3 else "won"} for i, s in enumerate(names)]
        where = [150, 20, 5, 0, 25]
        rows = [deal(name, closed="2026-03-20") for name, n in zip(names, where, strict=True) for _ in range(n)]
        found = funnel(deal_state(typed("deals", rows), typed("stages", stages), date(2026, 3, 31)), "cohort")
        assert found.n.tolist() == [200, 50, 30, 25, 25]
        assert found.open_n.tolist() == [150, 20, 5, 0, 0]


def wanted(rows: list[dict[str, Any]], mode: Mode, asof: date, first: date | None, last: date | None) -> list[Any]:
    there = [one for row in rows if (one := oracle.as_of(row, STAGES, asof))]
    out: list[Any] = []
    for i in range(len(oracle.steps_of(STAGES))):
        mine = [one for one in there if oracle.reached(one, i, mode, first, last)]
        amounts = [one["amount"] for one in mine if one["amount"] is not None]
        if mode == "cohort_strict":
            stay = [one for one in mine if i + 1 >= 4 or not oracle.reached(one, i + 1, mode, first, last)]
        else:
            stay = [one for one in mine if one["furthest"] == i] if mode != "snapshot" else mine
        out.append((len(mine), sum(amounts), sum(one["status"] == "open" for one in stay)))
    return out


PERIODS = st.sampled_from([(None, None), (5, 25), (0, 40), (None, 10), (20, None)])


@settings(max_examples=60)
@given(deals(), st.sampled_from(MODES), st.integers(0, 60), PERIODS)
def test_modes_against_the_oracle(rows: list[dict[str, Any]], mode: Mode, n: int, period: tuple[Any, Any]) -> None:
    asof = DAY0 + timedelta(days=n)
    first, last = (None if one is None else DAY0 + timedelta(days=one) for one in period)
    found = funnel(deal_state(typed("deals", rows), TABLE, asof), mode, first, last)
    counted = wanted(rows, mode, asof, first, last)
    assert found.n.tolist() == [n for n, _, _ in counted]
    assert found.open_n.tolist() == [still for *_, still in counted]
    if not np.isnan(found.amount).any():
        assert found.amount.tolist() == pytest.approx([amount for _, amount, _ in counted])
    else:
        assert np.isnan(found.amount).all()
        assert not any(amount for _, amount, _ in counted)


@settings(max_examples=40)
@given(deals(), st.sampled_from(["cohort", "cohort_strict"]), st.integers(0, 60))
def test_laws_of_a_cohort(rows: list[dict[str, Any]], mode: Mode, n: int) -> None:
    state = deal_state(typed("deals", rows), TABLE, DAY0 + timedelta(days=n))
    found = steps(funnel(state, mode))
    counts = [s.n for s in found]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] == len(state)
    assert sum(s.lost_n or 0 for s in found) + counts[-1] == counts[0]
    assert all(0 <= (s.open_n or 0) <= (s.lost_n or 0) for s in found[:-1])
    if found[0].amount is not None:
        lost = sum(s.lost_amount or 0 for s in found)
        assert lost + (found[-1].amount or 0) == pytest.approx(found[0].amount)
    for before, s in pairwise(found):
        if s.step_rate is not None:
            assert s.low is not None
            assert s.high is not None
            assert s.low - 1e-9 <= s.step_rate <= s.high + 1e-9
        else:
            assert before.n == 0


@settings(max_examples=30)
@given(deals(), st.sampled_from(MODES))
def test_slices_add_up(rows: list[dict[str, Any]], mode: Mode) -> None:
    table = typed("deals", rows)
    state = deal_state(table, TABLE, date(2026, 4, 15))
    managers = table.frame["manager"].cat.codes.to_numpy()[state.row]
    parts = [funnel(state, mode, where=managers == code).n for code in np.unique(managers)]
    assert sum(parts, np.zeros(4, int)).tolist() == funnel(state, mode).n.tolist()


def test_strict_skips_nothing() -> None:
    rows = [
        deal("Оплачено", closed="2026-03-20", dates={"КП": "2026-03-05"}),
        deal("Оплачено", closed="2026-03-20"),
        deal("Оплачено", closed="2026-03-20", dates={"КП": "2026-03-25"}),
    ]
    state = deal_state(typed("deals", rows), TABLE, date(2026, 3, 31))
    assert funnel(state, "cohort").n.tolist() == [3, 3, 3, 0]
    assert funnel(state, "cohort_strict").n.tolist() == [3, 2, 1, 0]


def test_flow_may_pass_a_hundred_percent() -> None:
    rows = [deal("КП", "2026-02-01", dates={"КП": "2026-03-05"}) for _ in range(3)] + [deal("Лид", "2026-03-02")]
    found = steps(
        funnel(deal_state(typed("deals", rows), TABLE, date(2026, 3, 31)), "flow", date(2026, 3, 1), date(2026, 3, 31))
    )
    assert [s.n for s in found] == [1, 3, 0, 0]
    assert found[1].step_rate == 3
    assert (found[1].low, found[1].high) == (None, None)


def test_a_snapshot_has_no_rates() -> None:
    rows = [deal("КП", amount=5), deal("Оплачено", closed="2026-03-02"), deal("Отказ")]
    found = steps(funnel(deal_state(typed("deals", rows), TABLE, date(2026, 3, 31)), "snapshot"))
    assert [(s.n, s.open_n) for s in found] == [(0, 0), (1, 1), (1, 0), (0, 0)]
    assert {astuple(s)[3:10] for s in found} == {(None,) * 7}


def test_no_amount_at_all_is_not_zero() -> None:
    found = steps(funnel(deal_state(typed("deals", [deal("КП")]), TABLE, date(2026, 3, 31)), "cohort"))
    assert {(s.amount, s.lost_amount) for s in found} == {(None, None)}


def test_maturity_is_p90_of_days_to_closing() -> None:
    took = [1, 2, 3, 4, 5, 6, 7, 8, 9, 20]
    rows = [deal("Оплачено", closed=(DAY0 + timedelta(days=d)).isoformat()) for d in took] + [deal("Лид")]
    state = deal_state(typed("deals", rows), TABLE, date(2026, 6, 15))
    assert maturity_days(state) == pytest.approx(10.1)  # PERCENTILE.INC of the ten
    assert immature(date(2026, 6, 10), date(2026, 5, 31), 10.1)
    assert not immature(date(2026, 6, 11), date(2026, 5, 31), 10.1)
    assert immature(date(2026, 6, 10), date(2026, 5, 31), None)
    assert mature_span(state, date(2026, 6, 15)) == (date(2026, 3, 1), date(2026, 5, 31))
    assert mature_span(state, date(2026, 6, 9)) == (date(2026, 2, 1), date(2026, 4, 30))
    assert mature_span(deal_state(typed("deals", [deal("Лид")]), TABLE, DAY0), DAY0) is None


def test_months() -> None:
    assert months(date(2026, 3, 9), 2) == [(date(2026, 2, 1), date(2026, 2, 28)), (date(2026, 3, 1), date(2026, 3, 31))]
    assert months(date(2026, 1, 31), 13)[0] == (date(2025, 1, 1), date(2025, 1, 31))


def test_names_are_the_steps() -> None:
    state = deal_state(typed("deals", [deal("Лид")]), TABLE, DAY0)
    assert funnel(state, "cohort").names == tuple(NAMES[:4])
