"""«Что изменилось»: what edits mean, and what can be said without a history."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from core.history import History, extended, read_rows
from core.metrics.changes import window
from core.reports.build import build
from core.reports.changes import CHANGES
from tests.support import context, typed

STAGES = [
    {"order": 1, "stage": "Лид", "kind": "open"},
    {"order": 2, "stage": "КП", "kind": "open"},
    {"order": 3, "stage": "Оплачено", "kind": "won"},
    {"order": 4, "stage": "Отказ", "kind": "lost"},
]
DAY = date(2026, 4, 9)  # a Thursday
WEDNESDAY_17 = datetime(2026, 4, 8, 17)


def deal(id="1", stage="Лид", amount=100, **more):
    return {"deal_id": id, "client": f"К{id}", "manager": "Анна", "created": "2026-04-01", "stage": stage} | (
        {"amount": amount} | more
    )


def invoice(id="1", amount=100, **more):
    return {"invoice_id": id, "client": "А", "manager": "Анна", "date": "2026-04-02", "amount": amount} | more


def payment(amount=50, day="2026-04-09", **more):
    return {"date": day, "amount": amount, "client": "А", "manager": "Анна"} | more


def told(before, after, slot="evening", hours=18, **given):
    """The report after a reading on Wednesday at 17:00 and another ``hours`` later."""
    history = History()
    for rows, at in ((before, WEDNESDAY_17), (after, WEDNESDAY_17 + timedelta(hours=hours))):
        tables = {id: typed(id, found) for id, found in rows.items()}
        history = extended(history, read_rows(tables), at)
    made = context(given.pop("asof", DAY), slot, stages=STAGES, **tables, **given)
    return build(CHANGES, replace(made, history=history))


def events(report):
    return [row[:1] + row[3:7] for row in report.block("events").rows]


def totals(report):
    block = report.block("managers")
    return {c.id: value for c, value in zip(block.columns, block.total, strict=True) if value}


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        (deal(), deal(stage="КП"), [["Перешла на этап", "Лид", "КП", 100, None]]),
        (deal(), deal(stage="Оплачено"), [["Выиграна", "Лид", "Оплачено", 100, None]]),
        (deal(), deal(loss_reason="дорого"), [["Проиграна", None, None, 100, None]]),
        (deal(stage="Отказ"), deal(stage="КП"), [["Снова открыта", "Отказ", "КП", 100, None]]),
        (deal(), deal(amount=150), [["Изменена сумма сделки", "100", "150", 150, 50]]),
        (deal(expected="2026-04-10"), deal(expected="2026-04-20"),
         [["Изменена ожидаемая оплата", "10.04.2026", "20.04.2026", 100, None]]),
        (deal(), deal(manager="Пётр"), [["Передана", "Анна", "Пётр", 100, None]]),
        (deal(), deal(channel="сайт"), []),
        (deal(), deal(stage="Оплачено", closed="2026-05-01"), [["Перешла на этап", "Лид", "Оплачено", 100, None]]),
    ],
)  # fmt: skip
def test_edits_of_a_deal(before, after, wanted):
    assert events(told({"deals": [before]}, {"deals": [after]})) == wanted


def test_rows_that_came_and_went():
    report = told({"deals": [deal("1"), deal("2")]}, {"deals": [deal("1"), deal("3", "Оплачено", 7)]})
    assert events(report) == [
        ["Выиграна", None, "Оплачено", 7, None],
        ["Новая сделка", None, None, 7, None],
        ["Сделка удалена из таблицы", None, None, 100, None],
    ]
    assert [str(row[7]) for row in report.block("events").rows] == ["Сделки!E3", "Сделки!D3", "None"]
    later = told({"deals": []}, {"deals": [deal(created="2026-05-01")]})
    assert events(later) == []


def test_money():
    before = {"invoices": [invoice(), invoice("2", promised="2026-04-09"), invoice("3")], "payments": [payment(1)]}
    after = {
        "invoices": [invoice(amount=120), invoice("2", promised="2026-04-15"), invoice("3", cancelled=DAY),
                     invoice("4", 30)],
        "payments": [payment(1), payment(50, invoice_id="1"), payment(-5, client="Б"), payment(9, "2026-04-30")],
    }  # fmt: skip
    report = told(before, after)
    assert events(report) == [
        ["Оплата", None, None, 50, None],
        ["Возврат", None, None, -5, None],
        ["Изменена дата оплаты счёта", "09.04.2026", "15.04.2026", 100, None],
        ["Новый счёт", None, None, 30, None],
        ["Изменена сумма счёта", "100", "120", 120, 20],
        ["Счёт аннулирован", None, None, 100, None],
    ]
    assert totals(report) == {"manager": "Итого", "received": 50, "refunds": -5, "invoiced": 30, "put_off_n": 1}


def test_other_currencies_are_in_the_reports_one():
    fx = [{"date": "2026-04-08", "currency": "USD", "rate": 90}]
    usd, none = {"currency": "USD"}, {"currency": "EUR"}
    before = {"deals": [deal(**usd), deal("2", **none)]}
    report = told(before, {"deals": [deal(amount=110, **usd), deal("2", "КП", **none)]}, fx=fx)
    assert events(report) == [
        ["Перешла на этап", "Лид", "КП", None, None],
        ["Изменена сумма сделки", "100\xa0$", "110\xa0$", 9900, 900],
    ]


@pytest.mark.parametrize(
    ("slot", "since"),
    [("morning", "2026-04-08 16:00"), ("11", "2026-04-09 09:00"), ("14", "2026-04-09 11:00"),
     ("16", "2026-04-09 14:00"), ("evening", "2026-04-09 00:00")],
)  # fmt: skip
def test_since_the_last_meeting(slot, since):
    assert window(context(DAY, slot))[0] == datetime.fromisoformat(since)
    assert window(context(date(2026, 4, 13), "morning"))[0] == datetime(2026, 4, 10, 16)


@pytest.mark.parametrize(("slot", "seen"), [("evening", True), ("11", True), ("14", False), ("16", False)])
def test_an_edit_is_news_of_one_meeting(slot, seen):
    report = told({"deals": [deal()]}, {"deals": [deal(stage="КП")]}, slot, hours=17)  # seen at 10:00
    assert bool(events(report)) == seen


def test_edits_after_the_report_date_are_not_there_yet():
    report = told({"deals": [deal()]}, {"deals": [deal(stage="КП")]}, hours=48)
    assert events(report) == []
    assert report.block("events").unavailable.message == "С прошлой планёрки ничего не изменилось."


def test_without_a_history_it_says_so_and_shows_what_has_a_date():
    dated = deal(stage="КП", **{"x:Лид": "2026-04-01", "x:КП": DAY})
    tables = {
        "deals": [dated, deal("2", "Оплачено", closed=DAY), deal("3", created=DAY), deal("4", "Отказ", closed=DAY)],
        "payments": [payment(), payment(-5), payment(3, "2026-04-08")],
        "invoices": [invoice(date=DAY)],
    }
    report = build(CHANGES, context(DAY, stages=STAGES, **tables))
    assert [row[0] for row in report.block("events").rows] == [
        "Оплата", "Возврат", "Выиграна", "Проиграна", "Перешла на этап", "Новая сделка", "Новый счёт",
    ]  # fmt: skip
    assert report.mode == "Истории правок ещё нет: показано только то, у чего есть дата, за 09.04.2026."
    assert len(report.notes) == 1
    wanted = {"received": 50, "refunds": -5, "won_n": 1, "won_amount": 100, "lost_n": 1, "lost_amount": 100,
              "moved_n": 1, "new_n": 1, "invoiced": 100}  # fmt: skip
    assert totals(report) == {"manager": "Итого"} | wanted


def test_a_history_that_begins_too_late_for_one_tab_says_so():
    report = told({"deals": [deal()]}, {"deals": [deal(stage="КП")], "payments": [payment()]})
    assert events(report) == [["Оплата", None, None, 50, None], ["Перешла на этап", "Лид", "КП", 100, None]]
    assert report.mode == "С 09.04.2026 00:00 по 09.04.2026, по истории правок."
    assert ["Оплаты" in note for note in report.notes] == [True]


def test_figures_of_a_tab_that_is_not_there_are_blank():
    """REPORTS §0.4."""
    made = build(CHANGES, context("2026-04-09", payments=[payment()])).block("managers")
    row = dict(zip([c.id for c in made.columns], made.total, strict=True))
    assert (row["received"], row["won_n"], row["lost_amount"], row["invoiced"], row["put_off_n"]) == (50, *[None] * 4)
