"""How long deals stay at a stage: by a slow reading of each deal, and visit by visit."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.context import Context
from core.history import History, extended, read_rows
from core.metrics.deals import state
from core.metrics.duration_problems import backward_durations
from core.metrics.durations import spread
from core.metrics.stage_days import stage_days
from tests.core.metrics.deal_oracle import as_of
from tests.support import context, typed

STAGES = [
    {"order": 1, "stage": "Лид", "kind": "open"},
    {"order": 2, "stage": "КП", "kind": "open"},
    {"order": 3, "stage": "Договор", "kind": "open"},
    {"order": 4, "stage": "Оплата", "kind": "won"},
    {"order": 5, "stage": "Отгрузка", "kind": "won"},
    {"order": 6, "stage": "Отказ", "kind": "lost"},
]
NAMES = ["Лид", "КП", "Договор", "Оплата", "Отгрузка"]
ASOF = date(2026, 3, 31)


def deal(stage: str, created: str | None = "2026-03-01", **more: Any) -> dict[str, Any]:
    return {"client": "А", "manager": "И", "created": created, "stage": stage, **more}


def dates(**days: int) -> dict[str, str]:
    return {f"x:{name}": f"2026-03-{day:02d}" for name, day in days.items()}


def around(*deals: Mapping[str, Any], asof: date = ASOF) -> Context:
    return context(asof, deals=deals, stages=STAGES)


def found(made: Context, deal: int = 0) -> list[tuple[float, bool] | None]:
    """Per step (days, went on), None where nobody knows."""
    stays = made.once(stage_days)
    pairs = zip(stays.days[deal].tolist(), stays.over[deal].tolist(), strict=True)
    return [None if np.isnan(days) else (days, over) for days, over in pairs]


def test_each_stage_lasts_until_the_next_one_dated() -> None:
    won = deal("Оплата", **dates(КП=5, Договор=11, Оплата=20))
    assert found(around(won)) == [(4, True), (6, True), (9, True), (11, False), None]
    skipped = deal("Оплата", **dates(КП=5, Оплата=20))
    assert found(around(skipped)) == [(4, True), (15, True), None, (11, False), None]


def test_open_deals_are_watched_until_the_report_date() -> None:
    assert found(around(deal("КП", **dates(КП=5)))) == [(4, True), (26, False), None, None, None]
    assert found(around(deal("Лид"))) == [(30, False), None, None, None, None]
    assert found(around(deal("КП", **dates(КП=5)), asof=date(2026, 3, 3)))[:2] == [(2, False), None]


def test_lost_deals_are_watched_until_the_loss() -> None:
    by_date = deal("Отказ", closed="2026-03-15", **dates(КП=5))
    assert found(around(by_date)) == [(4, True), (10, False), None, None, None]
    said = deal("Отказ", closed="2026-03-15", lost_stage="Договор", **dates(КП=5))
    assert found(around(said))[:3] == [(4, True), None, None]
    nowhere = deal("Отказ", closed="2026-03-15")
    assert found(around(nowhere)) == [None] * 5
    early = deal("Отказ", closed="2026-03-15", lost_stage="Лид")
    assert found(around(early))[0] == (14, False)


def test_what_nobody_dated_is_not_known() -> None:
    assert found(around(deal("Договор", **dates(КП=5)))) == [(4, True), None, None, None, None]
    undated = deal("Оплата", closed="2026-03-20")
    assert found(around(undated)) == [None, None, None, (11, False), None]
    assert found(around(deal("КП", None, **dates(КП=5))))[0] is None


def test_a_delivered_deal_has_left_the_paid_stage() -> None:
    done = deal("Отгрузка", **dates(КП=3, Договор=4, Оплата=10, Отгрузка=12))
    assert found(around(done))[3:] == [(2, True), None]
    assert not around(done).once(stage_days).here.any()


def test_dates_in_the_wrong_order_are_a_problem_and_no_duration() -> None:
    made = around(deal("Договор", **dates(КП=9, Договор=5)))
    assert found(made)[1] is None
    (problem,) = backward_durations(made)
    assert (problem.code, problem.column, problem.severity, problem.value) == (
        "stage_dates_backwards",
        "Договор",
        "error",
        "05.03.2026",
    )
    assert "«Договор» — 05.03.2026, раньше этапа «КП» (09.03.2026)" in problem.message


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        (deal("Отказ", closed="2026-03-04", **dates(КП=9)), [("stage_dates_backwards", "Закрыта")]),
        (deal("Оплата", closed="2026-02-04"), [("closed_before_created", "Закрыта")]),
        (deal("Отказ", closed="2026-02-04", lost_stage="Лид"), [("closed_before_created", "Закрыта")]),
        (deal("Оплата", **dates(КП=9, Оплата=5)), [("stage_dates_backwards", "Оплата")]),
        (deal("Оплата", closed="2026-03-09", **dates(КП=9)), []),
        (deal("КП", **dates(КП=1)), []),
    ],
)
def test_backward_dates_are_named_once(row: dict[str, Any], codes: list[tuple[str, str]]) -> None:
    assert [(p.code, p.column) for p in backward_durations(around(row))] == codes


# the slow reading -----------------------------------------------------------------------------------


def by_hand(row: Mapping[str, Any], asof: date) -> list[tuple[int, bool] | None] | None:
    """One deal read step by step, as a person would."""
    one = as_of(row, STAGES, asof)
    if one is None:
        return None
    typed_days = list(one["dates"])
    came = [typed_days[0] or one["created"], *typed_days[1:]]
    closed = one["closed"]
    if one["status"] == "won":
        came[3] = came[3] or closed
    traced = any(typed_days[i] for i in (1, 2, 4))
    out: list[tuple[int, bool] | None] = []
    for i in range(5):
        later = [j for j in range(i + 1, 5) if came[j]]
        stays = one["status"] != "lost" and one["step"] == i
        days: tuple[int, bool] | None = None
        if came[i] is None or (i == 4 and one["status"] == "won" and stays):
            days = None
        elif later:
            if not stays and (traced or later[0] == i + 1):
                days = ((came[later[0]] - came[i]).days, True)
        elif stays and i < 4:
            days = ((asof - came[i]).days, False)
        elif one["status"] == "lost" and lost_at(row, typed_days) == i and closed:
            days = ((closed - came[i]).days, False)
        out.append(days if days is None or days[0] >= 0 else None)
    return out


def lost_at(row: Mapping[str, Any], typed_days: Sequence[date | None]) -> int | None:
    if row.get("lost_stage") in NAMES:
        return NAMES.index(row["lost_stage"])
    if row["stage"] in NAMES[:3]:
        return NAMES.index(row["stage"])
    known = [(day, i) for i, day in enumerate(typed_days[:3]) if day]
    return max(known)[1] if known else None


march = st.integers(1, 31).map(lambda day: f"2026-03-{day:02d}")
maybe = st.one_of(st.none(), march)
rows = st.fixed_dictionaries(
    {
        "client": st.just("А"),
        "manager": st.just("И"),
        "created": maybe,
        "stage": st.sampled_from([*NAMES, "Отказ"]),
        "closed": maybe,
        "lost_stage": st.one_of(st.none(), st.sampled_from([*NAMES[:3], "Отказ", "Что-то"])),
        **{f"x:{name}": maybe for name in NAMES},
    }
)


@given(st.lists(rows, min_size=1, max_size=6), st.integers(10, 31))
@settings(max_examples=60, deadline=None)
def test_against_the_slow_reading(deals: list[dict[str, Any]], day: int) -> None:
    asof = date(2026, 3, day)
    made = around(*deals, asof=asof)
    wanted = [one for one in (by_hand(row, asof) for row in deals) if one is not None]
    assert [found(made, i) for i in range(len(made.once(state)))] == wanted


@given(st.lists(rows, min_size=2, max_size=8), st.randoms(use_true_random=False))
@settings(max_examples=8, deadline=None)
def test_the_order_of_rows_says_nothing(deals: list[dict[str, Any]], random: Any) -> None:
    mixed = random.sample(deals, len(deals))

    def figures(some: list[dict[str, Any]]) -> list[Any]:
        stays = around(*some).once(stage_days)
        return [spread(stays.days[:, i], stays.over[:, i]) for i in range(5)]

    one, other = figures(deals), figures(mixed)
    assert [(s.n, s.median, s.p90, s.km) for s in one] == [(s.n, s.median, s.p90, s.km) for s in other]


# several visits --------------------------------------------------------------------------------------


def told(*moves: tuple[int, str], asof: str = "2026-03-31", **more: Any) -> Context:
    """A context whose history saw one deal, created on 1 March, at one stage after another."""
    history, rows = History(), typed("deals", [])
    for day, stage in moves:
        rows = typed("deals", [{"deal_id": "1", **deal(stage, **more)}])
        history = extended(history, read_rows({"deals": rows}), datetime(2026, 3, 1, 9) + timedelta(days=day - 1))
    return replace(context(asof, deals=rows, stages=STAGES), history=history)


def test_several_visits_add_up() -> None:
    back = told((2, "Лид"), (5, "КП"), (8, "Лид"), (12, "КП"), (20, "Договор"))
    assert found(back) == [(4 + 4, True), (3 + 8, True), (11, False), None, None]
    assert list(backward_durations(back)) == []


def test_gone_back_and_not_on_again_is_not_over() -> None:
    made = told((2, "Лид"), (5, "КП"), (9, "Лид"))
    assert found(made)[:2] == [(4 + 22, False), (4, False)]
    lost = told((2, "Лид"), (5, "КП"), (9, "Лид"), (15, "Отказ"), lost_stage="Лид")
    assert found(lost)[:2] == [(4 + 6, False), (4, False)]


def test_what_was_typed_goes_before_what_was_seen() -> None:
    made = told((2, "Лид"), (5, "КП"), (8, "Лид"), (12, "КП"), **dates(КП=6))
    assert found(made)[:2] == [(5 + 4, True), (2 + 19, False)]
    straight = told((2, "Лид"), (5, "КП"), (20, "Договор"))
    assert found(straight)[:3] == [(4, True), (15, True), (11, False)]
