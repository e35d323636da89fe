from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.metrics.pace import pace
from core.metrics.targets import day_plan, plans, share_gone, target_problems
from tests.support import context

MARCH = date(2026, 3, 31)


def target(manager, metric, value, month="2026-03-01"):
    return {"month": month, "manager": manager, "metric": metric, "value": value}


def test_metrics_go_by_header_id_or_name_in_either_language():
    rows = [
        target("А", word, n + 1)
        for n, word in enumerate(("Звонки", "MEETINGS", "cold_calls", "кп", "Демо", "Поступления", "won"))
    ]
    made = context("2026-03-31", targets=rows, daily_metrics=[{"date": "2026-03-02", "manager": "А", "x:Демо": 1}])
    found = plans(made, MARCH)
    ids = ("calls", "meetings", "cold_calls", "proposals", "x:Демо", "received", "won")
    assert [found.of(id, "А") for id in ids] == [1, 2, 3, 4, 5, 6, 7]
    assert target_problems(made) == []


def test_the_teams_own_figure_and_its_difference_to_the_sum():
    made = context(
        "2026-03-31",
        targets=[
            target("А", "Звонки", 600),
            target("Б", "Звонки", 300),
            target("все", "Calls", 1000),
            target("А", "Встречи", 5),
        ],
    )
    found = plans(made, MARCH)
    assert (found.of("calls"), found.total("calls"), found.difference("calls")) == (1000, 900, 100)
    assert (found.of("meetings"), found.difference("meetings"), found.of("won")) == (5, None, None)
    assert (found.people, plans(made, date(2026, 4, 1)).people) == (["А", "Б"], [])


def test_a_month_is_any_day_of_it_and_two_rows_add_up():
    made = context("2026-03-31", targets=[target("А", "Звонки", 60, "2026-03-17"), target("А", "Звонки", 40)])
    assert plans(made, date(2026, 3, 5)).of("calls", "А") == 100


def test_a_days_plan_is_the_months_over_its_working_days():
    made = context(
        "2026-03-31",
        settings={"holidays": (date(2026, 3, 9),), "working_days": (date(2026, 3, 14),)},
        targets=[target("А", "Звонки", 220)],
    )
    assert made.calendar.count(date(2026, 3, 1), MARCH) == 22
    assert day_plan(made, "calls", "А", date(2026, 3, 10)) == 10
    assert day_plan(made, "calls", "А", date(2026, 3, 14)) == 10
    assert day_plan(made, "calls", "А", date(2026, 3, 9)) is None
    assert day_plan(made, "calls", "А", date(2026, 3, 6), date(2026, 3, 10)) == 20
    assert day_plan(made, "calls", "Б", date(2026, 3, 10)) is None
    assert day_plan(made, "calls", "А", date(2026, 4, 1)) is None


@settings(max_examples=20)
@given(st.dates(date(2025, 1, 1), date(2026, 12, 31)))
def test_the_days_of_a_month_add_up_to_its_plan(day):
    first = day.replace(day=1)
    made = context(day, targets=[target("А", "Звонки", 1000, first)])
    days = [first + timedelta(days=n) for n in range(31) if (first + timedelta(days=n)).month == first.month]
    parts = [day_plan(made, "calls", "А", one) or 0 for one in days]
    assert sum(parts) == pytest.approx(1000)
    assert share_gone(made, day) * 1000 == pytest.approx(
        sum(p for p, one in zip(parts, days, strict=True) if one <= day)
    )


def test_an_absence_does_not_lower_a_plan():
    staff = [{"manager": "А", "absences": "01.03–31.03"}]
    made = context("2026-03-31", managers=staff, targets=[target("А", "Звонки", 210)])
    assert plans(made, MARCH).of("calls", "А") == 210


def test_unknown_metrics_are_left_out_and_unknown_people_only_said():
    rows = [target("А", "Звоночки", 5), target("Чужой", "Звонки", 7), target("Все", "Звонки", 9)]
    made = context("2026-03-31", managers=[{"manager": "А"}], targets=rows)
    metric, manager = target_problems(made)
    assert (metric.code, metric.severity, metric.row, metric.value, metric.manager) == (
        "unknown_metric",
        "error",
        2,
        "Звоночки",
        "А",
    )
    assert (manager.code, manager.severity, manager.row, manager.value) == ("unknown_manager", "warning", 3, "Чужой")
    assert plans(made, MARCH).measures == {"calls"} and plans(made, MARCH).of("calls", "Чужой") == 7


@pytest.mark.parametrize(
    ("slot", "asof", "by_today", "left_days"),
    [
        ("evening", "2026-03-31", 220, 0),
        ("morning", "2026-03-31", 210, 1),
        ("11", "2026-03-30", 210, 2),
        ("morning", "2026-03-30", 200, 2),
        ("morning", "2026-03-02", 0, 22),
    ],
)
def test_what_is_needed_by_today_and_each_day_after(slot, asof, by_today, left_days):
    made = context(asof, slot, settings={"holidays": ()})
    found = pace(made, 55.0, 220.0)
    assert found.by_today == pytest.approx(by_today)
    assert found.attainment == (pytest.approx(55 / by_today) if by_today else None)
    assert found.per_day == (pytest.approx(165 / left_days) if left_days else None)
    assert found.run_rate == (pytest.approx(55 / (by_today / 220)) if by_today else None)
    assert (found.left, found.rate) == (165, 0.25)


def test_without_a_fact_or_a_plan_there_is_no_figure():
    made = context("2026-03-31")
    none = pace(made, None, 220.0)
    assert (none.attainment, none.run_rate, none.rate, none.left) == (None, None, None, 220)
    bare = pace(made, 5.0, None)
    assert (bare.attainment, bare.left, bare.per_day, bare.run_rate) == (None, None, None, 5)
