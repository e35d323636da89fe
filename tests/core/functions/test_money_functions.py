from datetime import date

import pytest
from hypothesis import given, settings

from core.call import call
from core.errors import BadArgument, NoData
from core.functions._money import INVOICE_EXAMPLE, PAYMENT_EXAMPLE
from core.registry import all_functions
from core.reports.build import build
from core.reports.day import day
from core.reports.finance import finance
from tests.core.metrics.money_books import ASOF, books
from tests.support import context

OURS = ("PAYMENTS_PLANNED", "PAYMENTS_RECEIVED", "RECEIVABLES_TOTAL", "INVOICED_TOTAL", "AGING_TABLE", "DAY_REPORT")
HEADER = {
    "invoices": ["invoice_id", "client", "manager", "date", "amount", "due", "promised", "cancelled", "shipped"],
    "payments": ["date", "amount", "invoice_id", "client", "manager"],
}


@pytest.mark.parametrize("name", OURS)
def test_the_worked_examples_and_the_words(name):
    function = all_functions()[name]
    assert function.examples
    for example in function.examples:
        assert call(name, example.args) == example.value
    for text in (function.help, *(argument.help for argument in function.args)):
        assert 0 < len(text.ru) <= 255
        assert 0 < len(text.en) <= 255


def grid(table, rows):
    cells = [[row.get(column) for column in HEADER[table]] for row in rows]
    return [HEADER[table], *([c.isoformat() if isinstance(c, date) else c for c in row] for row in cells)]


@given(books(shipped=True))
@settings(max_examples=20)
def test_a_function_is_the_reports_cell(book):
    """With managers filled in, as REPORTS §3 has it."""
    book = {table: [row | {"manager": row["manager"] or "Анна"} for row in book[table]] for table in HEADER}
    if not book["invoices"] or not book["payments"]:
        return
    invoices, payments = (grid(table, book[table]) for table in HEADER)
    asof = ASOF.isoformat()
    here = context(ASOF, **book)
    people, months = build(day, here).block("managers"), build(finance, here).block("months")
    assert call("DAY_REPORT", [invoices, payments, asof])[1:] == people.rows
    if not all(any(None not in (row["amount"], row["date"]) for row in book[table]) for table in HEADER):
        with pytest.raises(NoData):  # a report shows 0 and says why, a function has no other place to say it
            call("RECEIVABLES_TOTAL", [invoices, payments, asof])
        return
    cell = {(row[0], c.id): value for row in people.rows for c, value in zip(people.columns, row, strict=True)}
    for name in {row[0] for row in people.rows} & {row["manager"] for table in HEADER for row in book[table]}:
        assert call("PAYMENTS_PLANNED", [invoices, payments, asof, None, name]) == cell[name, "planned_7d"]
        assert call("PAYMENTS_PLANNED", [invoices, payments, asof, 1, name]) == cell[name, "planned_tomorrow"]
        if name in {row["manager"] for row in book["payments"]}:
            assert call("PAYMENTS_RECEIVED", [payments, asof, None, name]) == cell[name, "received"]
    if months.rows:
        inflow, invoiced = (sum(row[i] for row in months.rows) for i in (1, 2))
        assert call("PAYMENTS_RECEIVED", [payments, "2025-05-01", asof]) == pytest.approx(inflow)
        assert call("INVOICED_TOTAL", [invoices, "2025-05-01", asof]) == pytest.approx(invoiced)
    aging = build(finance, here).block("aging")
    leaves = [row for row, depth in zip(aging.rows, aging.levels, strict=True) if depth]
    assert call("AGING_TABLE", [invoices, payments, asof])[1:] == leaves
    heads = [row for row, depth in zip(aging.rows, aging.levels, strict=True) if not depth]
    assert call("AGING_TABLE", [invoices, payments, asof, "manager"])[1:] == heads
    assert call("RECEIVABLES_TOTAL", [invoices, payments, asof]) == pytest.approx(aging.total[7] if aging.rows else 0)
    spans = ((None, 0), (1, 30), (31, 60), (61, 90), (91, None))
    ages = [call("RECEIVABLES_TOTAL", [invoices, payments, asof, None, *span]) for span in spans]
    assert ages == pytest.approx(list(aging.total[2:7]) if aging.rows else [0] * 5)


def test_titles_follow_the_language_of_the_headers():
    english = [["Invoice id", "Client", "Date", "Amount"], ["1", "A", "2026-04-01", 5]]
    paid = [["Date", "Amount", "Invoice id"], ["2026-04-02", 1, "1"]]
    top, row = call("AGING_TABLE", [english, paid, "2026-04-10"], header="titles")
    assert top[:3] == ["Manager", "Client", "Not due yet"]
    assert row[0] == "No manager"
    assert row[7] == 4
    assert call("AGING_TABLE", [INVOICE_EXAMPLE, PAYMENT_EXAMPLE, "2026-04-10"], header="titles")[0][0] == "Менеджер"


def test_another_currency_is_fine_several_are_not():
    def rows(*currencies):
        return [["Дата", "Сумма", "Валюта"], *(["2026-04-01", 5, c] for c in currencies)]

    assert call("PAYMENTS_RECEIVED", [rows("USD", "usd"), "2026-04-01"]) == 10
    assert call("PAYMENTS_RECEIVED", [rows("RUB", None), "2026-04-01"]) == 10
    with pytest.raises(BadArgument, match="CONVERT_MONEY"):
        call("PAYMENTS_RECEIVED", [rows("USD", None), "2026-04-01"])
    with pytest.raises(BadArgument, match="CONVERT_MONEY"):
        call("PAYMENTS_PLANNED", [INVOICE_EXAMPLE, rows("USD"), "2026-04-01"])


def test_what_cannot_be_answered_says_so():
    with pytest.raises(NoData, match="Сидоров"):
        call("PAYMENTS_PLANNED", [INVOICE_EXAMPLE, PAYMENT_EXAMPLE, "2026-04-10", 7, "Сидоров"])
    assert call("PAYMENTS_PLANNED", [INVOICE_EXAMPLE, PAYMENT_EXAMPLE, "2026-04-10", 7, "петров "]) == 270
    with pytest.raises(BadArgument):
        call("PAYMENTS_RECEIVED", [PAYMENT_EXAMPLE, "2026-04-10", "2026-04-09"])
    with pytest.raises(NoData):
        call("PAYMENTS_RECEIVED", [PAYMENT_EXAMPLE[:1], "2026-04-10"])
    with pytest.raises(BadArgument):
        call("RECEIVABLES_TOTAL", [[["Сумма"], [5]], PAYMENT_EXAMPLE, "2026-04-10"])


@pytest.mark.parametrize(
    "bad", [["01.04.2026", "сто", "1", "А"], ["потом", 100, "1", "А"], ["01.04.2026", "#REF!", "1", "А"]]
)
def test_a_table_of_which_nothing_can_be_read_is_no_silent_zero(bad):
    """REPORTS §3."""
    payments = [["Дата", "Сумма", "№ счёта", "Клиент"], bad]
    invoices = [["Дата", "Сумма", "№ счёта", "Клиент"], bad]
    for name, *args in (
        ("PAYMENTS_RECEIVED", payments, "2026-04-01"),
        ("INVOICED_TOTAL", invoices, "2026-04-01", "2026-04-30"),
        ("RECEIVABLES_TOTAL", invoices, PAYMENT_EXAMPLE, "2026-04-30"),
        ("RECEIVABLES_TOTAL", INVOICE_EXAMPLE, payments, "2026-04-30"),
    ):
        with pytest.raises(NoData, match="no row whose date and amount"):
            call(name, args)


def test_days_from_above_to_are_no_silent_zero():
    with pytest.raises(BadArgument, match="from 30 to 1"):
        call("RECEIVABLES_TOTAL", [INVOICE_EXAMPLE, PAYMENT_EXAMPLE, "2026-04-30", None, 30, 1])
