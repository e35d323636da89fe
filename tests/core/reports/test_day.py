from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from core.reports.build import build
from core.reports.day import day
from tests.core.metrics.money_books import ASOF, books
from tests.support import context

D = date(2026, 4, 9)
CONTRACT = ["manager", "planned_7d", "received", "refunds", "planned_tomorrow", "due_today", "overdue"]
PROMISES = ["planned_no_invoice", "planned_next_workday", "promised_prev", "kept", "moved_n"]


def made(asof=D, slot="evening", settings=None, **tables):
    return build(day, context(asof, slot, settings, **tables))


def cells(block):
    return [dict(zip([c.id for c in block.columns], row, strict=True)) for row in block.rows]


def total(block):
    return dict(zip([c.id for c in block.columns], block.total, strict=True))


def after(n):
    return D + timedelta(days=n)


def invoice(i, amount, due, **given):
    return {
        "invoice_id": str(i),
        "client": "А",
        "manager": "М",
        "date": "2026-04-01",
        "amount": amount,
        "due": due,
    } | given


INVOICES = [invoice(i, a, after(n)) for i, (a, n) in enumerate([(100, 1), (200, 7), (50, 8), (40, 0), (60, -3)], 1)]
PAYMENTS = [
    {"date": D, "amount": 30, "invoice_id": "1", "manager": "М"},
    {"date": D, "amount": 25, "client": "А"},
    {"date": D, "amount": -5, "client": "А"},
]


@pytest.mark.parametrize("column", ["due", "promised"])
def test_the_acceptance_numbers(column):
    rows = [row | {"due": after(20), column: row["due"]} for row in INVOICES]
    report = made(invoices=rows, payments=PAYMENTS)
    found = total(report.block("managers"))
    assert {name: found[name] for name in CONTRACT[1:]} == {
        "planned_7d": 270, "planned_tomorrow": 70, "received": 55, "refunds": -5, "overdue": 60, "due_today": 40,
    }  # fmt: skip
    assert found["unpaid"] == 420
    assert found["planned_later"] == 50
    ids = [column.id for column in report.block("managers").columns]
    assert ids[:7] == CONTRACT
    assert ids[7:12] == PROMISES
    assert total(report.block("calendar"))["total"] == 270
    assert report.mode == "Факты — за 09.04.2026, план и долги — на 09.04.2026; суммы в RUB."


def test_everyone_who_works_has_a_row_and_money_without_a_manager_too():
    people = [{"manager": "Анна"}, {"manager": "Ушёл", "active_to": "2026-04-01"}, {"manager": "М"}]
    rows = cells(made(invoices=INVOICES, payments=PAYMENTS, managers=people).block("managers"))
    assert [row["manager"] for row in rows] == ["Анна", "М", "Без менеджера"]
    assert rows[0]["planned_7d"] == 0
    assert rows[2]["received"] == 25
    owing = invoice(9, 3, after(2), manager="Ушёл")
    again = cells(made(invoices=[owing], managers=people).block("managers"))
    assert {row["manager"]: row["planned_7d"] for row in again} == {"Анна": 0, "М": 0, "Ушёл": 3}


def test_monday_morning_has_the_money_of_friday_to_sunday():
    paid = [{"date": f"2026-04-{d:02d}", "amount": 10 ** (d - 9), "client": "А", "manager": "М"} for d in range(9, 14)]
    work = [{"date": "2026-04-10", "manager": "М", "calls": 7}, {"date": "2026-04-13", "manager": "М", "calls": 1}]
    rows = [invoice(1, 5, "2026-04-14")]
    report = made("2026-04-13", "morning", payments=paid, invoices=rows, daily_metrics=work)
    (row,) = cells(report.block("managers"))
    assert row["received"] == 10 + 100 + 1000
    assert row["calls"] == 7
    assert row["planned_tomorrow"] == 5
    assert report.mode.startswith("Факты — за 10.04.2026–12.04.2026, план и долги — на 13.04.2026")
    (board,) = cells(report.block("board"))
    assert board["fact"] == 1111


def test_activities_are_typed_or_counted_and_no_report_is_not_zero():
    work = [
        {"date": D, "manager": "М", "cold_calls": 4, "meetings": 0, "x:Демо": 1.5},
        {"date": D, "manager": "Н", "cold_calls": 2, "calls": 9},
        {"date": "2026-04-08", "manager": "О", "calls": 9},
    ]
    block = made(invoices=INVOICES, daily_metrics=work).block("managers")
    ids = [column.id for column in block.columns]
    assert ids[7:12] == ["cold_calls", "calls", "meetings", "invoices", "x:Демо"]
    rows = {row["manager"]: row for row in cells(block)}
    assert [rows["М"][name] for name in ids[7:12]] == [4, 4, 0, 0, 1.5]
    assert [rows["Н"][name] for name in ids[7:12]] == [2, 9, None, 0, None]
    assert [rows["О"][name] for name in ids[7:12]] == [None, None, None, 0, None]
    assert total(block)["calls"] == 13


def test_board_plan_by_working_days_forecast_and_rank():
    plans = [
        {"month": "2026-04-01", "manager": m, "metric": "Поступления", "value": v}
        for m, v in (("А", 2200), ("Б", 1100), ("Все", 4000))
    ]
    paid = [
        {"date": "2026-04-02", "amount": a, "client": "К", "manager": m}
        for m, a in (("А", 770), ("Б", 385), ("В", 500), (None, 1))
    ]
    report = made(payments=[*paid, {"date": "2026-03-31", "amount": 9, "client": "К", "manager": "А"}], targets=plans)
    block = report.block("board")
    gone = 7 / 22  # working days of April 2026 up to the 9th
    a, b, c, nobody = cells(block)
    assert a == {
        "manager": "А",
        "plan": 2200,
        "fact": 770,
        "done": 0.35,
        "needed": pytest.approx(2200 * gone),
        "pace": pytest.approx(1.1),
        "forecast": pytest.approx(770 / gone),
        "rank": 1,
    }
    assert (b["manager"], b["rank"], b["done"]) == ("Б", 1, 0.35)
    assert (c["manager"], c["plan"], c["done"], c["pace"], c["rank"]) == ("В", None, None, None, None)
    assert (nobody["manager"], nobody["rank"], nobody["fact"]) == ("Без менеджера", None, 1)
    assert (total(block)["plan"], total(block)["fact"], total(block)["rank"]) == (4000, 1656, None)
    assert report.notes == ("План поступлений отдела больше суммы планов менеджеров на 700\u00a0₽.",)


def test_without_plans_the_board_ranks_by_money():
    paid = [
        {"date": "2026-04-02", "amount": a, "client": "К", "manager": m} for m, a in (("А", 5), ("Б", 50), ("В", 50))
    ]
    ranks = [(row["manager"], row["rank"]) for row in cells(made(payments=paid).block("board"))]
    assert ranks == [("Б", 1), ("В", 1), ("А", 3)]


def test_the_morning_of_the_first_has_no_facts_of_the_month_yet():
    plans = [{"month": "2026-04-01", "manager": "А", "metric": "Поступления", "value": 100}]
    paid = [{"date": "2026-03-31", "amount": 5, "client": "К", "manager": "А"}]
    (row,) = cells(made("2026-04-01", "morning", payments=paid, targets=plans).block("board"))
    assert (row["plan"], row["fact"], row["done"], row["needed"], row["pace"], row["forecast"]) == (
        100,
        0,
        0,
        0,
        None,
        None,
    )


def test_the_calendar_shows_the_invoices_behind_each_sum():
    rows = [*INVOICES, invoice(6, 9, after(1), client="Б"), invoice(7, 5, after(3), manager="Н")]
    block = made(invoices=rows, payments=PAYMENTS).block("calendar")
    assert [column.id for column in block.columns] == [
        "manager",
        "client",
        "invoice",
        *(f"d{i}" for i in range(1, 8)),
        "total",
    ]
    assert block.columns[3].title == ("пт 10.04", "Fri 04-10")
    found = [
        (row["manager"], row["client"], row["invoice"] and str(row["invoice"]), row["d1"], row["d3"], row["d7"])
        for row in cells(block)
    ]
    assert found == [
        ("М", None, None, 79, 0, 200),
        ("М", "А", "Счета!A2", 70, None, None),
        ("М", "Б", "Счета!A7", 9, None, None),
        ("М", "А", "Счета!A3", None, None, 200),
        ("Н", None, None, 0, 5, 0),
        ("Н", "А", "Счета!A8", None, 5, None),
    ]
    assert block.levels == (0, 1, 1, 1, 0, 1)
    assert made(invoices=INVOICES[2:]).block("calendar").unavailable.message == "На ближайшие 7 дней оплат не обещано."


@given(books(("RUB", "USD")))
@settings(max_examples=25)
def test_blocks_agree(book):
    report = made(ASOF, **book)
    people, calendar = report.block("managers"), report.block("calendar")
    if not people.rows:
        assert not calendar.rows
        return
    whole = total(people)
    parts = ("planned_7d", "due_today", "overdue", "planned_later", "undated")
    assert sum(whole[name] for name in parts) == pytest.approx(whole["unpaid"], abs=1e-6)
    assert whole["planned_tomorrow"] <= whole["planned_7d"] + 1e-6
    assert whole["kept"] <= whole["promised_prev"] + 1e-6
    for level in (0, 1):
        part = [row["total"] for row, depth in zip(cells(calendar), calendar.levels, strict=True) if depth == level]
        assert sum(part) == pytest.approx(whole["planned_7d"], abs=1e-6)


def test_a_missing_tab_takes_only_its_own_figures():
    (row,) = cells(made(payments=[{"date": D, "amount": 4, "client": "В", "manager": "М"}]).block("managers"))
    assert row["received"] == 4
    assert row["planned_7d"] is None
    assert row["kept"] is None
    (row,) = cells(made(invoices=INVOICES).block("managers"))
    assert row["received"] is None
    assert row["planned_7d"] == 300
    assert not made().has_data
    assert made().block("board").unavailable.code == "missing"
