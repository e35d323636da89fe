"""What a head recognises in the reports of the filled template on its report date."""

from datetime import datetime
from functools import cache
from typing import Any

import pytest

from core.context import Context
from core.reports import all_reports
from core.reports.build import build
from core.tables.recommendations import GROUPS
from templates.demo import ASOF
from tests.templates.books import read


@cache
def _block(report: str, block: str) -> list[dict[str, Any]]:
    spec = all_reports().get(report)
    if spec is None:
        pytest.skip(f"no report {report} yet")
    book = read("ru", True)
    made = build(spec, Context(book.tables, book.settings, ASOF, "evening", datetime(2026, 3, 31, 18), book.problems))
    found = made.block(block)
    return [dict(zip([c.id for c in found.columns], row, strict=True)) for row in found.rows]


def test_the_month_is_a_little_behind_its_plan() -> None:
    rows = _block("day", "board")
    plan, fact = (sum(row[column] or 0 for row in rows) for column in ("plan", "fact"))
    assert 0.9 < fact / plan < 1
    assert {row["fact"] >= row["plan"] for row in rows if row["plan"]} == {True, False}


def test_money_comes_and_is_promised_on_the_day() -> None:
    rows = _block("day", "managers")
    for column in ("planned_7d", "received", "planned_tomorrow", "overdue", "planned_no_invoice"):
        assert sum(row[column] or 0 for row in rows) > 0, column


def test_every_group_of_clients_has_someone_and_a_large_one_fell_asleep() -> None:
    rows = _block("abc_xyz", "clients")
    assert {group.id for group in GROUPS} <= {row["group"] for row in rows}
    assert any(row["abc"] == "A" and row["lapsed"] for row in rows)


def test_the_books_balance_and_someone_owes() -> None:
    assert all(abs(row["check"]) < 0.01 for row in _block("finance", "months"))
    assert len(_block("finance", "months")) == 12
    assert max(row["days"] for row in _block("finance", "debtors")) > 30


def test_the_funnel_narrows_at_the_proposal() -> None:
    rows = {row["stage"]: row for row in _block("funnel", "stages")}
    assert rows["Новая заявка"]["n"] > 40
    assert rows["КП отправлено"]["lost_rate"] > rows["Договор"]["lost_rate"]


def test_the_leaver_still_has_open_deals() -> None:
    book = read("ru", True)
    frame = book.tables["deals"].frame
    left = frame["manager"].astype(object) == "Игорь Лебедев"
    assert (frame.loc[left, "status"].astype(object).isna() | (frame.loc[left, "status"] == "open")).any()
