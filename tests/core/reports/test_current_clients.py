"""«Пора повторить»: every client who ever bought in one part, the most urgent first."""

from datetime import date, timedelta

import pytest

from core.reports import all_reports
from core.reports.build import build
from tests.core.metrics.test_reorder import ASOF, STAGES, won
from tests.support import context


def report(asof=ASOF, **tables):
    return build(all_reports()["current_clients"], context(asof, **tables))


def rows(made, block):
    ids = [column.id for column in made.block(block).columns]
    return [dict(zip(ids, row, strict=True)) for row in made.block(block).rows]


def every(gap, last, client, n=3, amount=100.0):
    """``n`` purchases, one each ``gap`` days, the last one ``last`` days ago."""
    return [won(client, (ASOF - timedelta(days=last + i * gap)).isoformat(), amount) for i in range(n)]


DEALS = [
    *every(30, 30, "Сегодня"),
    *every(30, 33, "На три дня", amount=1000.0),
    *every(30, 50, "На двадцать дней"),
    *every(30, 29, "Завтра"),
    *every(30, 23, "Через неделю"),
    *every(30, 22, "Через восемь дней"),
    *every(30, 61, "Уснул"),
    *every(30, 5, "Один раз", 1),
    *every(30, 40, "Ещё один раз", 1, 900.0),
]


def test_every_client_stands_in_one_part():
    made = report(deals=DEALS, stages=STAGES)
    parts = {block.id: [row["client"] for row in rows(made, block.id)] for block in made.blocks}
    assert parts == {
        "now": ["На три дня", "На двадцать дней", "Сегодня"],
        "week": ["Завтра", "Через неделю"],
        "asleep": ["Уснул"],
        "later": ["Через восемь дней"],
        "once": ["Ещё один раз", "Один раз"],
    }
    assert "\n".join(made.notes) == (
        "Пора звонить: 3 на 1\u00a0200\u00a0₽; в ближайшие 7 дней: 2; уснули: 1; ещё рано: 1; "
        "купили один раз, интервала нет: 2."
    )


def test_a_row_says_whom_why_and_how():
    deals = [*DEALS, {"client": "На три дня", "manager": "М", "created": "2026-03-01", "stage": "Новая"}]
    deals[3] |= {"product": "Стол"}
    phones = [{"client": "На три дня", "phone": "8 000", "manager": "Анна"}, {"client": "На три дня", "phone": "7 000"}]
    one = rows(report(deals=deals, stages=STAGES, clients=phones), "now")[0]
    assert one["missed"] == pytest.approx(1000 * 3 / 30)
    assert {key: one[key] for key in ("manager", "phone", "late", "gap", "in_work", "product", "last", "expected")} == {
        "manager": "Анна",
        "phone": "7 000",
        "late": 3,
        "gap": 30.0,
        "in_work": 1,
        "product": "Стол",
        "last": date(2026, 2, 26),
        "expected": date(2026, 3, 28),
    }
    assert one["group"][0] == "A"
    assert one["recommendation"]


def test_no_one_is_due_and_no_one_ever_bought():
    made = report(deals=every(30, 5, "А"), stages=STAGES)
    assert made.block("now").unavailable.message == "Сегодня никому не пора."
    nothing = report(deals=[{"client": "А", "manager": "М", "created": "2026-03-01", "stage": "Новая"}], stages=STAGES)
    assert {block.unavailable.message for block in nothing.blocks} == {"Покупок ещё не было."}
    assert list(nothing.notes) == []


def test_a_purchase_after_the_report_date_does_not_exist_yet():
    deals = every(30, 31, "А", 2)
    later = won("А", (ASOF + timedelta(days=1)).isoformat())
    [now], [then] = (rows(report(deals=some, stages=STAGES), "now") for some in (deals, [*deals, later]))
    assert then == now | {"in_work": 1}


def test_payments_alone_are_enough():
    paid = [{"client": "А", "date": when, "amount": 50.0} for when in ("2026-01-29", "2026-02-28")]
    [one] = rows(report(payments=paid), "now")
    assert (one["client"], one["late"], one["product"], one["in_work"]) == ("А", 1, None, None)
