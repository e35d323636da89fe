"""«Близко к оплате»: what is flagged, in words, and where the links lead."""

from datetime import date

from core.reports import all_reports
from core.reports.build import build
from tests.support import context

DAY = date(2026, 3, 16)


def rows(block="clients", **tables):
    where = context(DAY, **tables)
    made = build(all_reports()["hot_clients"], where).block(block)
    return [dict(zip([c.id for c in made.columns], row, strict=True)) for row in made.rows]


def listed(client, **more):
    return {"client": client, "manager": "Иванов", "amount": 100.0} | more


def test_no_step_a_passed_step_and_silence_are_flagged():
    step = {"next_step": "Позвонить", "next_step_date": "2026-03-18"}
    found = {
        row["client"]: row["attention"]
        for row in rows(
            hot_clients=[
                listed("Нет шага"),
                listed("Всё хорошо", **step, last_contact="2026-03-11"),
                listed("Прошёл", next_step="Позвонить", next_step_date="2026-03-13"),
                listed("Молчим", **step, last_contact="2026-03-10"),
            ]
        )
    }
    assert found == {
        "Нет шага": "нет следующего шага",
        "Всё хорошо": None,
        "Прошёл": "шаг просрочен",
        "Молчим": "молчим 4 раб. дня",
    }


def test_an_invoice_whose_day_is_ahead_needs_no_step():
    one = {"client": "Мак", "manager": "Иванов", "date": "2026-03-01", "amount": 5.0}
    ahead, passed = one | {"invoice_id": "1", "due": "2026-03-16"}, one | {"invoice_id": "1", "due": "2026-03-15"}
    assert rows(invoices=[ahead])[0]["attention"] is None
    assert rows(invoices=[passed])[0]["attention"] == "нет следующего шага"


def test_the_difference_to_the_list_is_said():
    one = {
        "invoice_id": "1",
        "client": "Мак",
        "manager": "Иванов",
        "date": "2026-03-01",
        "amount": 1500.0,
        "due": "2026-03-20",
    }
    [row] = rows(invoices=[one], hot_clients=[listed("Мак", next_step="Ждать")])
    assert row["attention"] == "в списке горячих 100\u00a0₽, по счетам и сделкам 1\u00a0500\u00a0₽"
    assert row["typed"] == 100.0
    assert str(row["link"]).startswith("Счета!")
    assert row["days"] == 4


def test_a_debtor_and_its_oldest_invoice():
    one = {
        "invoice_id": "1",
        "client": "Мак",
        "manager": "Иванов",
        "date": "2026-01-01",
        "amount": 7.0,
        "due": "2026-02-01",
    }
    [row] = rows("debtors", invoices=[one])
    assert (row["client"], row["amount"], row["overdue"]) == ("Мак", 7.0, 43)
    assert rows(invoices=[one]) == []
