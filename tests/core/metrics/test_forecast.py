"""Each candidate against its slow version; no look-ahead; the choice, the interval and its coverage."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.metrics.forecast import METHODS, Forecast, forecast_of, pipeline_months, undated
from core.metrics.forecast_choice import Made, coverage, wape
from core.metrics.forecast_months import SHOWN
from tests.core.metrics.forecast_oracle import Day
from tests.support import context, typed

STAGES = [
    {"order": 1, "stage": "Лид", "kind": "open", "probability": 0.1},
    {"order": 2, "stage": "КП", "kind": "open", "probability": 0.4},
    {"order": 3, "stage": "Оплата", "kind": "won"},
    {"order": 4, "stage": "Отказ", "kind": "lost"},
]
MONTH_END, INSIDE = date(2026, 3, 31), date(2026, 3, 17)


def some_deals(seed: int, n: int = 120, first: date = date(2025, 1, 5), span: int = 440) -> list[dict[str, Any]]:
    rng = random.Random(seed)
    rows: list[dict[str, Any]] = []
    for i in range(n):
        created = first + timedelta(days=rng.randrange(span))
        stage = rng.choice(("Лид", "КП", "Оплата", "Оплата", "Отказ"))
        row: dict[str, Any] = {"client": f"К{i}", "manager": "И", "created": created, "stage": stage, "deal_id": f"{i}"}
        row["amount"] = rng.choice((None, 0, 100, 250, 1000))
        row["probability"] = rng.choice((None, 0.0, 0.3, 0.9, 1.0))
        if rng.random() < 0.5:
            row["expected"] = created + timedelta(days=rng.randrange(120))
        if rng.random() < 0.5:
            row["x:КП"] = created + timedelta(days=rng.randrange(40))
        if rng.random() < 0.5:
            row["x:Лид"] = created + timedelta(days=rng.randrange(25))
        if stage in ("Оплата", "Отказ") and rng.random() < 0.95:
            row["closed"] = created + timedelta(days=rng.randrange(150))
        if rng.random() < 0.03:
            row["created"] = None
        rows.append(row)
    return rows


def made(rows: list[dict[str, Any]], asof: date, periods: int = 3, confidence: float = 0.8, **more: Any) -> Forecast:
    found = forecast_of(context(asof, deals=rows, stages=STAGES, **more), periods, confidence)
    assert found is not None
    return found


def wins(amounts: list[float | None], first: date = date(2025, 1, 1)) -> list[dict[str, Any]]:
    """One deal a month, made and won on its tenth; None: no deal that month."""
    rows = []
    for i, amount in enumerate(amounts):
        n = first.year * 12 + first.month - 1 + i
        day = date(n // 12, n % 12 + 1, 10)
        row = {"client": "А", "manager": "И", "created": day, "closed": day, "stage": "Оплата", "amount": amount}
        rows += [] if amount is None else [row]
    return rows


@pytest.mark.parametrize("asof", [MONTH_END, INSIDE, date(2026, 3, 30)])
def test_every_candidate_equals_its_slow_version(asof: date) -> None:
    rows = some_deals(asof.day)
    found, tables = made(rows, asof), (typed("deals", rows), typed("stages", STAGES))
    shown = [*found.ahead, *(check for k in range(3) for check in found.checks[k][-2:-1])]
    for one in shown:
        ahead = one.month - one.origin
        day = Day(*tables, found.months.month(one.origin), asof)
        slow = (day.naive(ahead), day.mean_of_three(ahead), day.pipeline(ahead), day.hazard(ahead))
        for name, fast, plain in zip(METHODS, one.candidates, slow, strict=True):
            assert fast == pytest.approx(None if plain is None else one.known + plain, abs=1e-6), (name, one, asof)


@given(st.integers(0, 10**6), st.sampled_from([MONTH_END, INSIDE, date(2026, 3, 1)]), st.integers(0, 2))
@settings(max_examples=20, deadline=None)
def test_what_happens_after_an_origin_never_changes_the_forecast_made_at_it(seed: int, asof: date, ahead: int) -> None:
    rows, rng = some_deals(seed, 60), random.Random(seed)
    found = made(rows, asof)
    if not found.checks[ahead]:
        return
    one = rng.choice(found.checks[ahead])
    cut = date(1970, 1, 1) + timedelta(days=int(found.months.cut[one.origin]))
    other = [_rewritten(row, cut, rng) for row in rows if not (row["created"] and row["created"] > cut)]
    other += [row for row in some_deals(seed + 1, 20) if row["created"] and row["created"] > cut]
    again = made(other, asof)
    same = next(check for check in again.checks[ahead] if check.origin == one.origin)
    assert _forecast(same) == pytest.approx(_forecast(one), nan_ok=True)
    if not found.months.ended or asof.day == 31:
        then = made(other, cut)
        assert _forecast(then.ahead[ahead]) == pytest.approx(_forecast(one), nan_ok=True)


def _rewritten(row: dict[str, Any], cut: date, rng: random.Random) -> dict[str, Any]:
    """Another future for a deal still open on the day; amounts, probabilities and expected dates have no date."""
    closed = row.get("closed")
    row = {**row}
    if row["created"] is None or (row["stage"] in ("Оплата", "Отказ") and (closed is None or closed <= cut)):
        return row
    row["stage"] = rng.choice(("Лид", "КП", "Оплата", "Отказ"))
    row["closed"] = cut + timedelta(days=rng.randrange(1, 60)) if row["stage"] in ("Оплата", "Отказ") else None
    for stage in ("x:Лид", "x:КП"):
        if row.get(stage) and row[stage] > cut:
            row[stage] = cut + timedelta(days=rng.randrange(1, 60))
    return row


def _forecast(one: Made) -> list[float | None]:
    return [*one.candidates, one.chosen, one.base, one.low, one.high, one.known, one.checked, one.error]


@given(st.integers(0, 10**6), st.sampled_from([MONTH_END, INSIDE]), st.sampled_from([0.5, 0.8, 0.95]))
@settings(max_examples=20, deadline=None)
def test_laws_of_every_forecast(seed: int, asof: date, confidence: float) -> None:
    rows = some_deals(seed, 80)
    found = made(rows, asof, 3, confidence)
    mixed = made(random.Random(seed).sample(rows, len(rows)), asof, 3, confidence)
    for k in range(3):
        every = [*found.checks[k], found.ahead[k]]
        assert len(found.checks[k]) <= SHOWN
        for one, other in zip(every, [*mixed.checks[k], mixed.ahead[k]], strict=True):
            assert _forecast(one) == pytest.approx(_forecast(other), nan_ok=True)
            assert (one.low is None) == (one.high is None)
            if one.low is not None and one.high is not None and one.base is not None:
                assert one.checked >= 6
                assert one.known - 1e-9 <= one.low <= one.base + 1e-9 <= one.high + 2e-9
        inside = [c.low - 1e-6 <= c.actual <= c.high + 1e-6 for c in found.checks[k] if c.low is not None]  # type: ignore[operator]
        assert coverage(found.checks[k]) == (sum(inside), len(inside))


@given(st.integers(0, 10**6))
@settings(max_examples=15, deadline=None)
def test_the_choice_has_the_smallest_error_of_the_past(seed: int) -> None:
    found = made(some_deals(seed, 80), MONTH_END)
    checks = found.checks[1]
    for i, one in enumerate(checks):
        past = checks[:i]
        if len(past) == one.checked and past:
            error = [wape(past, lambda made, c=c: made.candidates[c]) for c in range(4)]  # type: ignore[misc]
            if None not in error:
                assert one.chosen is not None
                assert error[one.chosen] == pytest.approx(min(error))  # type: ignore[type-var]
                assert one.error == pytest.approx(error[one.chosen])


def test_the_naive_forecast_looks_as_far_back_as_history_allows() -> None:
    for n, ago in ((1, 1), (2, 1), (3, 3), (23, 3), (24, 12), (30, 12)):
        amounts: list[float | None] = [float(i + 1) for i in range(n)]
        last = date(2025 + (n - 1) // 12, (n - 1) % 12 + 1, 28)
        asof = (last + timedelta(days=10)).replace(day=1) - timedelta(days=1)
        found = made(wins(amounts), asof)
        assert found.ahead[1].candidates[0] == n + 1 - ago, n
        assert found.ahead[0].base == n, "a month that is over is a fact"


def test_a_month_without_a_win_is_zero_and_months_before_the_first_are_no_history() -> None:
    found = made(wins([None, None, 300.0, None, 300.0]), date(2025, 5, 31))
    assert found.months.length(found.months.last) == 3
    assert found.ahead[1].candidates[:2] == (300, 200)


def test_the_running_month_keeps_what_came_and_forecasts_the_rest() -> None:
    rows = wins([100.0] * 6)
    late = [{**row, "created": row["created"].replace(day=20), "closed": row["closed"].replace(day=20)} for row in rows]
    found = made([*rows, *late[:-1]], date(2025, 6, 15))
    assert (found.ahead[0].known, found.ahead[0].base) == (100, 200)
    assert made([*rows, *late], date(2025, 6, 25)).ahead[0].base == 200


def test_no_history_no_forecast() -> None:
    assert forecast_of(context(INSIDE, deals=[], stages=STAGES), 3, 0.8) is None
    young = made(wins([100.0]), date(2025, 1, 20))
    assert [one.base for one in young.ahead] == [None] * 3
    assert young.ahead[0].known == 100
    assert young.checks == ((), (), ())


def test_an_interval_takes_six_months() -> None:
    for months, given_ in ((8, False), (9, True)):
        amounts: list[float | None] = [100.0 + 10 * (i % 4) for i in range(months)]
        last = date(2025, months, 28)
        found = made(wins(amounts), (last + timedelta(days=5)).replace(day=1) - timedelta(days=1))
        assert found.ahead[1].checked == months - 3
        assert (found.ahead[1].low is not None) == given_


def test_payments_are_the_target_where_no_deal_is_won() -> None:
    rows = [{"client": "А", "date": f"2025-{m:02}-10", "amount": 100 * m} for m in range(1, 7)]
    found = forecast_of(context("2025-06-30", payments=[*rows, {**rows[0], "amount": -50}]), 3, 0.8)
    assert found is not None
    assert (found.target, found.ahead[0].base, found.ahead[1].candidates) == ("received", 600, (400, 500))
    assert len(found.checks[1]) == 3


def test_committed_and_weighted() -> None:
    day = date(2026, 3, 17)
    open_ = {"client": "А", "manager": "И", "created": date(2026, 2, 1), "stage": "КП"}
    rows = [
        {**open_, "amount": 100, "expected": date(2026, 3, 17), "probability": 0.7},
        {**open_, "amount": 1000, "expected": date(2026, 3, 31)},
        {**open_, "amount": 40, "expected": date(2026, 3, 16), "probability": 0.9},
        {**open_, "amount": None, "expected": date(2026, 4, 1), "probability": 0.9},
        {**open_, "amount": 500, "expected": date(2026, 5, 31), "probability": 1},
        {**open_, "amount": 7},
    ]
    here = context(day, deals=rows, stages=STAGES)
    assert [(one.committed, one.weighted) for one in pipeline_months(here, 3)] == [(100, 470), (0, 0), (500, 500)]
    assert undated(here) == (2, 47)
