"""Days of deals from their start to their end."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.context import Context
from core.metrics.duration_problems import backward_durations
from core.metrics.durations import ENDS, STARTS, deal_days, deal_lengths, spread
from core.metrics.survival import Lasting
from tests.core.metrics import test_maven_deals as maven
from tests.support import context, typed

STAGES = [
    {"order": 1, "stage": "Лид", "kind": "open"},
    {"order": 2, "stage": "Договор", "kind": "won"},
    {"order": 3, "stage": "Отказ", "kind": "lost"},
]
DEALS = [
    {"deal_id": "1", "client": "А", "created": "2026-01-10", "stage": "Договор", "closed": "2026-01-20"},
    {"deal_id": "2", "client": "А", "created": "2026-02-01", "stage": "Договор", "closed": "2026-02-05"},
    {"deal_id": "3", "client": "Б", "created": "2026-02-01", "stage": "Отказ", "closed": "2026-02-15"},
    {"deal_id": "4", "client": "В", "created": "2026-03-01", "stage": "Лид"},
    {"deal_id": "5", "client": "Г", "created": "2026-03-11", "stage": "Лид"},
]
CLIENTS = [
    {"client": "А", "first_seen": "2025-12-31"},
    {"client": "Б", "first_seen": "2026-02-20"},
    {"client": "В"},
]
INVOICES = [
    {"invoice_id": "10", "client": "А", "date": "2026-01-15", "amount": 100, "deal_id": "1"},
    {"invoice_id": "50", "client": "Г", "date": "2026-03-12", "amount": 100, "deal_id": "5"},
]
PAYMENTS = [
    {"date": "2026-01-25", "amount": 50, "invoice_id": "10"},
    {"date": "2026-01-17", "amount": -5, "invoice_id": "10"},
    {"date": "2026-03-21", "amount": 100, "invoice_id": "50"},
]


def around(deals: Any = DEALS, *, asof: str = "2026-03-31", rules: Any = None, **tables: Any) -> Context:
    given_tables = {"clients": CLIENTS, "invoices": INVOICES, "payments": PAYMENTS} | tables
    rows = [{"manager": "И", **deal} for deal in deals]
    return context(asof, settings=rules, deals=rows, stages=STAGES, **given_tables)


def lengths(made: Context, start: Any, end: Any) -> list[tuple[float, bool] | None]:
    found = deal_lengths(made, start, end)
    pairs = zip(found.days.tolist(), found.over.tolist(), strict=True)
    return [None if np.isnan(days) else (days, over) for days, over in pairs]


def test_from_creation_to_the_first_payment_else_the_win() -> None:
    made = around()
    assert lengths(made, "deal", "first_payment") == [(15, True), (4, True), (14, False), (30, False), (10, True)]
    assert lengths(made, "deal", "won") == [(10, True), (4, True), (14, False), (30, False), (20, False)]
    assert lengths(made, "deal", "closed") == [(10, True), (4, True), (14, True), (30, False), (20, False)]
    assert lengths(made, "deal", "lost") == [(10, False), (4, False), (14, True), (30, False), (20, False)]


def test_from_the_client_s_first_day_for_first_deals_only() -> None:
    assert lengths(around(), "client", "first_payment") == [(25, True), None, (14, False), (30, False), (10, True)]


def test_a_payment_after_the_report_date_does_not_exist_yet() -> None:
    made = around(asof="2026-03-20")
    assert lengths(made, "deal", "first_payment")[4] == (9, False)


def test_the_summary_s_figure_is_of_the_period_and_as_the_settings_say() -> None:
    january = date(2026, 1, 1), date(2026, 1, 31)
    assert deal_days(around(), *january) == 15
    assert deal_days(around(rules={"duration_end": "won"}), *january) == 10
    assert deal_days(around(rules={"duration_start": "client"}), *january) == 25
    assert deal_days(around(), date(2025, 1, 1), date(2025, 1, 31)) is None


def test_an_end_before_the_start_is_a_problem() -> None:
    early = [{**DEALS[0], "created": "2026-01-26", "closed": "2026-02-20"}]
    made = around(early)
    assert lengths(made, "deal", "first_payment") == [None]
    (problem,) = backward_durations(made)
    assert (problem.code, problem.severity, problem.column) == ("paid_before_created", "warning", "Создана")
    assert "Первая оплата 25.01.2026 раньше, чем создана сделка (26.01.2026)" in problem.message


def test_what_has_no_date_has_no_duration() -> None:
    rows = [{**DEALS[0], "created": None}, {**DEALS[1], "closed": None, "deal_id": "7"}]
    assert lengths(around(rows), "deal", "won") == [None, None]


@given(st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_the_figures_of_a_duration(pairs: list[tuple[int, bool]]) -> None:
    over = sorted(days for days, ended in pairs if ended)
    found = spread(np.array([d for d, _ in pairs], float), np.array([e for _, e in pairs]))
    assert found.n == len(over)
    if not over:
        assert (found.n, found.mean, found.km) == (0, None, Lasting(None, max(d for d, _ in pairs)))
        return
    assert found.mean == pytest.approx(sum(over) / len(over))
    for share, value in ((0.5, found.median), (0.75, found.p75), (0.9, found.p90)):
        assert value == pytest.approx(inclusive(over, share))


def inclusive(values: list[int], share: float) -> float:
    """PERCENTILE.INC: the value at rank share × (n − 1), between two of them in proportion."""
    rank = share * (len(values) - 1)
    low = int(rank)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (rank - low)


@maven.pytestmark
def test_published_deals() -> None:
    made = context(maven.ASOF, deals=maven.table(), stages=maven.STAGES)
    won, lost, closed = (
        spread(found.days, found.over)
        for found in (deal_lengths(made, "deal", end) for end in ("won", "lost", "closed"))  # type: ignore[arg-type]
    )
    assert (won.n, won.mean, won.median, won.km.median) == (4238, pytest.approx(51.782, abs=5e-4), 57, 93)
    assert (lost.n, lost.mean, lost.median) == (2473, pytest.approx(41.479, abs=5e-4), 14)
    assert (closed.n, closed.median, closed.km.median) == (6711, 45, 69)
    paid = spread(*_pair(made))
    assert paid == won and paid.km == won.km


def _pair(made: Context) -> Any:
    found = deal_lengths(made, "deal", "first_payment")
    return found.days, found.over


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("end", ENDS)
def test_every_deal_is_over_watched_or_unknown_in_any_order(start: Any, end: Any) -> None:
    rng = np.random.default_rng(3)
    rows = [
        {
            "deal_id": str(i),
            "client": f"К{i % 4}",
            "created": date(2026, 1, 1) + timedelta(days=int(rng.integers(60))),
            "stage": ["Лид", "Договор", "Отказ"][int(rng.integers(3))],
            "closed": date(2026, 2, 1) + timedelta(days=int(rng.integers(50))),
        }
        for i in range(30)
    ]
    one, other = around(rows), around(rows[::-1])
    assert lengths(one, start, end) == lengths(other, start, end)[::-1]


def test_a_frame_without_rows() -> None:
    made = context("2026-03-31", deals=typed("deals", []), stages=STAGES)
    assert len(deal_lengths(made, "client", "first_payment").days) == 0
    found = spread(np.array([]), np.array([], bool))
    assert (found.n, found.median, found.km) == (0, None, Lasting(None, None))
