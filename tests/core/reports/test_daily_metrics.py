from datetime import date

import pytest

from core.reports.build import build
from core.reports.daily_metrics import DAILY_METRICS
from tests.support import context

STAFF = [
    {"manager": "Ира"},
    {"manager": "Яна"},
    {"manager": "Зоя", "absences": "30.03"},
    {"manager": "Лев", "active_to": "2026-02-27"},
]


def row(manager, day, **counts):
    return {"manager": manager, "date": day, **counts}


def target(manager, metric, value):
    return {"month": "2026-03-01", "manager": manager, "metric": metric, "value": value}


DAYS = ("2026-03-25", "2026-03-26", "2026-03-27", "2026-03-30")
FACTS = [row("Ира", day, cold_calls=20, calls=30, **{"x:Демо": 1}) for day in DAYS] + [
    row("Яна", day, calls=10) for day in DAYS[:3]
]
TARGETS = [
    target("Ира", "Звонки", 630),
    target("Яна", "Calls", 420),
    target("Все", "Звонки", 1260),
    target("Все", "Поступления", 21_000),
]
PAYMENTS = [
    {"date": "2026-03-28", "amount": 500, "client": "К", "manager": "Ира"},
    {"date": "2026-03-29", "amount": -50, "client": "К", "manager": "Ира"},
]


def report(asof="2026-03-30", slot="evening", **tables):
    return build(DAILY_METRICS, context(asof, slot, **tables))


def cells(block, *ids):
    at = [next(i for i, c in enumerate(block.columns) if c.id == id) for id in ids]
    return [tuple(r[i] for i in at) for r in block.rows]


def full(**more):
    return {
        "daily_metrics": FACTS,
        "managers": STAFF,
        "targets": TARGETS,
        "payments": PAYMENTS,
        "settings": {"holidays": ()},
    } | more


def test_the_day_manager_by_metric():
    block = report(**full(settings={"holidays": (date(2026, 3, 9),)})).block("day")
    assert [c.id for c in block.columns if not c.detail] == [
        "manager",
        "report",
        "cold_calls",
        "calls",
        "calls_rate",
        "payments",
        "x:Демо",
    ]
    assert cells(block, "manager", "report", "calls", "calls_plan", "calls_rate", "calls_median") == [
        ("Зоя", "отсутствует", None, None, None, None),
        ("Ира", "сдан", 30, 30, 1, 30),
        ("Яна", "не сдал отчёт", None, 20, None, 10),
    ]
    calls = [c.id for c in block.columns].index("calls")
    assert block.total[0] == "Итого" and block.total[calls : calls + 3] == [30, 0.5, 60]


def test_on_monday_morning_facts_are_of_friday_to_sunday_and_the_plan_is_of_today():
    made = report("2026-03-30", "morning", **full())
    block = made.block("day")
    assert made.mode == "Факт за 27.03.2026–29.03.2026, план на 30.03.2026; отчёт проверен за 27.03.2026."
    assert block.columns[1].title.ru == "Отчёт за 27.03.2026"
    assert cells(block, "manager", "report", "calls", "payments") == [
        ("Зоя", "не сдал отчёт", None, 0),
        ("Ира", "сдан", 30, 1),
        ("Яна", "сдан", 10, 0),
    ]
    assert cells(block, "calls_plan")[1] == (pytest.approx(630 / 22),)


def test_before_the_evening_nobody_is_blamed_for_today():
    block = report("2026-03-30", "11", **full()).block("day")
    assert cells(block, "manager", "report", "calls") == [
        ("Зоя", "не сдал отчёт", None),
        ("Ира", "сдан", 30),
        ("Яна", "сдан", None),
    ]


def test_a_day_off_expects_no_report():
    block = report("2026-03-29", "evening", **full()).block("day")
    assert {status for (status,) in cells(block, "report")} == {"не ждём"}


def test_what_is_typed_differs_from_the_tab():
    facts = [row("Ира", "2026-03-30", calls=30, payments=3), row("Яна", "2026-03-30", calls=1, payments=1)]
    paid = [
        {"date": "2026-03-30", "amount": 5, "client": c, "manager": m}
        for c, m in (("К", "Ира"), ("М", "Ира"), ("К", "Яна"))
    ]
    block = report(daily_metrics=facts, payments=paid).block("day")
    (note,) = block.notes
    assert (note.row, note.column, note.sentence) == (0, "payments", "Вписано 3, по вкладке 2.")


def test_the_month_against_the_plan_with_managers_folded_under_the_team():
    block = report(**full(settings={"holidays": (date(2026, 3, 9),)})).block("month")
    rows = dict(
        zip(cells(block, "metric", "manager"), cells(block, "plan", "fact", "by_today", "left", "per_day"), strict=True)
    )
    assert rows["Звонки", "Отдел"] == (1260, 150, 1200, 1110, 1110)
    assert rows["Звонки", "Ира"] == (630, 120, 600, 510, 510)
    assert rows["Поступления", "Отдел"] == (21_000, 500, 20_000, 20_500, 20_500)
    assert ("Звонки", "Лев") not in rows
    assert list(block.levels)[:2] == [0, 1] and len(block.levels) == len(block.row_kinds) == len(block.rows)
    assert {block.kind(block.columns[3], i) for i, r in enumerate(block.rows) if r[0] == "Поступления"} == {"money"}
    run = dict(zip(cells(block, "metric", "manager"), cells(block, "run_rate", "attainment", "rate"), strict=True))
    assert run["Звонки", "Отдел"] == (pytest.approx(157.5), 0.125, pytest.approx(150 / 1260))


def test_the_focus_is_ranked_and_says_why():
    made = report(**full())
    block = made.block("focus")
    assert cells(block, "manager", "place", "fact")[:2] == [("Ира", 1, 120), ("Яна", 2, 30)]
    assert "«Звонки»" in made.notes[0] and "дальше всех от плана" in made.notes[0]
    assert made.notes[1] == "«Звонки»: план отдела 1\u00a0260, сумма планов менеджеров 1\u00a0050, разница 210."


def test_without_plans_the_focus_says_what_to_fill():
    block = report(daily_metrics=FACTS).block("focus")
    assert block.rows == [] and "«Планы»" in block.unavailable.message


def test_the_last_thirty_days_leave_out_days_without_data():
    block = report(**full()).block("dynamics")
    assert [(str(day), reported, calls) for day, reported, calls in cells(block, "date", "reported", "calls")] == [
        ("2026-03-25", 2, 40),
        ("2026-03-26", 2, 40),
        ("2026-03-27", 2, 40),
        ("2026-03-28", 0, None),
        ("2026-03-30", 1, 30),
    ]
    assert [expected for (expected,) in cells(block, "expected")] == [3, 3, 3, 0, 2]


def test_calls_and_money_on_day_one():
    made = report(
        daily_metrics=[row("Ира", "2026-03-30", cold_calls=5)],
        payments=[{"date": "2026-03-30", "amount": 7, "client": "К"}],
    )
    assert cells(made.block("calls_payments"), "calls", "payments", "received") == [(5, 1, 7)]
    chart = next(c for c in made.charts if c.block == "calls_payments")
    assert (chart.kind, chart.series, chart.lines) == ("column", ("calls",), ("received",))


def test_charts_show_only_the_columns_that_are_there():
    charts = {c.title: c.series for c in report(daily_metrics=FACTS).charts}
    assert charts == {"Звонки и разговоры по дням": ("cold_calls", "calls")}


@pytest.mark.parametrize("slot", ["morning", "11", "evening"])
@pytest.mark.parametrize(
    "tables",
    [
        {},
        {"daily_metrics": []},
        {"managers": STAFF},
        {"daily_metrics": [], "managers": STAFF},
        {"payments": PAYMENTS},
        {"daily_metrics": [], "payments": [], "invoices": [], "deals": [], "stages": [], "targets": []},
    ],
)
def test_without_a_figure_there_is_no_tab(tables, slot):
    made = report(slot=slot, **tables)
    assert not made.has_data and made.charts == () and made.notes == ()
    assert all(block.unavailable for block in made.blocks)


def test_plans_alone_show_the_month():
    made = report(targets=TARGETS, managers=STAFF)
    assert [b.id for b in made.blocks if b.rows] == ["month"]
    assert cells(made.block("month"), "metric", "manager", "fact")[0] == ("Звонки", "Отдел", None)


def test_rows_in_another_order_and_blank_managers_change_nothing():
    facts = [*FACTS, {"manager": None, "date": "2026-03-30", "calls": 2}]
    one, two = (report(**full(daily_metrics=f)) for f in (facts, facts[::-1]))
    assert one == two
    day = one.block("day")
    assert cells(day, "manager", "report", "calls")[-1] == ("Без менеджера", None, 2)


def test_english():
    made = report(**full(settings={"language": "en", "holidays": ()}))
    assert (
        made.title == "Metrics"
        and "no report" in str(made.block("day").rows)
        and "furthest below plan" in made.notes[0]
    )


def test_a_large_focus_is_said_in_figures_that_people_read():
    facts = [row("Ира", "2026-03-30", **{"x:Сумма КП": 1_234_567.5})]
    made = report(daily_metrics=facts, managers=STAFF, targets=[target("Ира", "Сумма КП", 9_000_000)])
    assert "1\u00a0234\u00a0567,5 из" in made.notes[0]
