from datetime import date, datetime

import numpy as np
import pytest

from core.metrics.days import number, numbered
from core.metrics.money import convert, currency_code, deal_amounts, fx_problems, rates
from core.refresh import compute
from core.workbook import Cells, Sheet
from tests.support import context, typed

FX = [
    {"date": "2026-03-01", "currency": "USD", "rate": 80},
    {"date": "2026-03-05", "currency": "USD", "rate": 90},
    {"date": "2026-03-05", "currency": "usd", "rate": 91},
    {"date": "2026-03-06", "currency": "USD", "rate": None},
    {"date": "2026-03-06", "currency": "EUR", "rate": 0},
]


@pytest.mark.parametrize(
    ("day", "rate"),
    [
        ("2026-02-28", None),
        ("2026-03-01", 80),
        ("2026-03-04", 80),
        ("2026-03-05", 91),
        ("2026-03-12", 91),
        ("2026-03-13", None),
    ],
)
def test_the_last_rate_serves_seven_days(day, rate):
    found = context("2026-04-01", fx=FX).once(rates).of("USD", numbered(typed("fx", [{"date": day}]).frame["date"]))
    assert np.isnan(found[0]) if rate is None else found[0] == rate


def test_the_base_currency_and_blank_need_no_rate():
    rows = [{"amount": 5, "currency": c} for c in (None, "RUB", "руб.", "₽", "USD", "EUR")]
    here = context("2026-03-06", fx=FX, payments=rows)
    found = convert(here, "payments", here.tables["payments"].frame["amount"].to_numpy(), np.full(6, number(here.asof)))
    assert found[:5].tolist() == [5, 5, 5, 5, 455]
    assert np.isnan(found[5])


def test_what_people_call_currencies():
    assert [currency_code(t) for t in ("usd", " $ ", "Евро", "₸", "Byn", "RUR")] == [
        "USD",
        "USD",
        "EUR",
        "KZT",
        "BYN",
        "RUB",
    ]


def test_one_currency_converts_nothing():
    here = context("2026-03-06", payments=[{"amount": 5, "currency": "RUB"}, {"amount": 7}])
    amounts = here.tables["payments"].frame["amount"].to_numpy()
    assert convert(here, "payments", amounts, np.zeros(2, np.int64)) is amounts


def test_a_closed_deal_has_the_rate_of_its_day():
    deals = [
        {
            "client": "А",
            "manager": "М",
            "created": "2026-02-01",
            "stage": "x",
            "amount": 10,
            "currency": "USD",
            "closed": c,
        }
        for c in ("2026-03-02", None, "2026-12-31", "2026-01-01")
    ]
    here = context("2026-03-06", fx=FX, deals=deals)
    found = deal_amounts(here)
    assert found[:3].tolist() == [800, 910, 910]
    assert np.isnan(found[3])
    (problem,) = fx_problems(here)
    assert (problem.tab, problem.row, problem.value, problem.manager) == ("Сделки", 5, "USD", "М")
    assert problem.message.startswith("Нет курса USD на 01.01.2026")


def test_rows_without_a_rate_are_named_by_their_cell():
    here = context(
        "2026-04-01",
        invoices=[
            {"invoice_id": "1", "client": "А", "manager": "М", "date": "2026-03-20", "amount": 5, "currency": "EUR"}
        ],
        payments=[{"date": "2026-03-21", "amount": 5, "invoice_id": "1", "currency": "EUR", "manager": "М"}],
    )
    found = {p.tab: p for p in fx_problems(here)}
    assert set(found) == {"Счета", "Оплаты"}
    assert found["Счета"].cell == here.tables["invoices"].ref(0, "currency").cell
    assert all(p.severity == "error" and p.code == "no_rate" for p in found.values())


def test_old_rows_that_no_figure_needs_ask_for_no_rate():
    here = context(
        "2026-04-01",
        invoices=[{"invoice_id": "1", "client": "А", "date": "2019-03-20", "amount": 5, "currency": "EUR"}],
        payments=[{"date": "2019-03-21", "amount": 5, "invoice_id": "1", "currency": "EUR"}],
    )
    assert list(fx_problems(here)) == []


def test_what_is_no_currency_is_not_the_base_one():
    """REPORTS §0.2: a cell that cannot be read is left out of the sums that need it, and named (once)."""
    bills = [["№ счёта", "Клиент", "Дата", "Сумма", "Валюта"]]
    bills += [
        ["1", "А", "01.03.2026", 100, ""],
        ["2", "А", "01.03.2026", 60, "тугрик"],
        ["3", "А", "01.03.2026", 7, "#Н/Д"],
    ]
    fx = [["Дата", "Валюта", "Курс"], ["01.03.2026", "тугрик", 2]]
    made = compute(
        Cells([Sheet("Счета", bills), Sheet("Курсы", fx)]), date(2026, 3, 31), "evening", datetime(2026, 3, 31, 18)
    )
    months = made.report("finance").block("months")
    assert months.total[[c.id for c in months.columns].index("invoiced")] == 100
    assert [(p.cell, p.code) for p in made.problems if p.tab == "Счета"] == [
        ("E3", "not_currency"),
        ("E4", "error_cell"),
    ]
