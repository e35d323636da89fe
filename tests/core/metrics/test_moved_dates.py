"""How often promises were moved: a Friday's promises on the Monday after."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from core.history import History, extended, read_rows
from core.metrics.moved_dates import moves_of_invoices
from core.metrics.planned import kept
from tests.support import context, typed

FRIDAY, MONDAY = date(2026, 4, 17), date(2026, 4, 20)
THURSDAY_9 = datetime(2026, 4, 16, 9)


def invoice(promised=None, due=None, id="1", **more):
    return {"invoice_id": id, "client": "А", "manager": "М", "date": "2026-04-01", "amount": 100, "promised": promised,
            "due": due} | more  # fmt: skip


def told(*readings, asof=MONDAY, payments=()):
    """``readings``: (hours after Thursday 9:00, rows of invoices)."""
    history = History()
    for hours, rows in readings:
        table = typed("invoices", rows)
        history = extended(history, read_rows({"invoices": table}), THURSDAY_9 + timedelta(hours=hours))
    return replace(context(asof, "morning", invoices=table, payments=payments), history=history)


@pytest.mark.parametrize(
    ("readings", "moved"),
    [
        ([(0, invoice("2026-04-17")), (26, invoice("2026-04-20")), (50, invoice("2026-04-24"))], 2),
        ([(0, invoice("2026-04-17")), (1, invoice("2026-04-20"))], 0),  # moved on Thursday: an older story
        ([(0, invoice("2026-04-20")), (26, invoice("2026-04-17")), (27, invoice("2026-04-17"))], 1),  # earlier; unpaid
        ([(0, invoice(due="2026-04-17")), (26, invoice("2026-04-22", "2026-04-17"))], 1),
        ([(0, invoice()), (26, invoice("2026-04-24"))], 0),  # set for the first time
        ([(0, invoice("2026-04-24", "2026-04-17"))], 0),  # promised for later long ago
        ([(0, invoice("2026-04-17")), (26, invoice("2026-04-20", amount=0))], 0),  # nothing left to pay
    ],
)
def test_moves_since_the_last_working_day(readings, moved):
    made = told(*((hours, [row]) for hours, row in readings))
    assert kept(made).moved_n.sum() == moved


def test_without_a_history_that_reaches_back_it_is_the_least_there_can_be():
    late = told((25, [invoice("2026-04-24", "2026-04-17")]))
    assert moves_of_invoices(late, FRIDAY, MONDAY) is None
    assert kept(late).moved_n.sum() == 1


def test_moves_after_the_report_date_are_not_known_yet():
    made = told((0, [invoice("2026-04-17")]), (26, [invoice("2026-04-24")]), asof=date(2026, 4, 16))
    assert moves_of_invoices(made, date(2026, 4, 15), date(2026, 4, 16)) is None
    assert moves_of_invoices(made, FRIDAY, FRIDAY).tolist() == [1]
    assert moves_of_invoices(made, MONDAY, MONDAY).tolist() == [0]
