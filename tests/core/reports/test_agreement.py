"""The summary says what the reports say that it sums up, in every slot and on days that are borders."""

from datetime import date
from typing import Any

import pytest

from core.report import Result
from tests.core.test_refresh import filled, made

DAYS = (date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 10), date(2026, 3, 23), date(2026, 3, 31))


def total(result: Result, report: str, block: str, *ids: str) -> float | None:
    """The sum of some cells of the total row; None where none of them says anything."""
    found = result.report(report).block(block)
    cells = dict(zip([c.id for c in found.columns], found.total or [], strict=False))
    known = [value for id in ids if isinstance(value := cells.get(id), int | float)]
    return sum(known) if known else None


def row(result: Result, block: str) -> dict[str, Any]:
    found = result.report("summary").block(block)
    return dict(zip([c.id for c in found.columns], found.rows[0], strict=True))


@pytest.mark.parametrize("slot", ["morning", "11", "evening"])
@pytest.mark.parametrize("asof", DAYS)
def test_the_summary_is_the_sum_of_its_reports(asof: date, slot: str) -> None:
    result = made(filled(), asof, slot)
    today, month = row(result, "today"), row(result, "month")
    figures = {name: (now, before) for name, now, before, _ in result.report("summary").block("kpis").rows}
    late = ("d1_30", "d31_60", "d61_90", "d90_plus")
    pairs = {
        "received": (
            today["yesterday" if slot == "morning" else "received"],
            total(result, "day", "managers", "received"),
        ),
        "today": (today["today"], total(result, "day", "managers", "due_today")),
        "tomorrow": (today["tomorrow"], total(result, "day", "managers", "planned_tomorrow")),
        "week": (today["week"], total(result, "day", "managers", "planned_7d")),
        "passed": (today["overdue"], total(result, "day", "managers", "overdue")),
        "month": (month["received"], total(result, "day", "board", "fact")),
        "indicator": (figures["Поступило с начала месяца"][0], month["received"]),
        "plan": (month["plan"], total(result, "day", "board", "plan")),
        "pace": (month["pace"], total(result, "day", "board", "pace")),
        "run rate": (figures["Прогноз по темпу"][0], total(result, "day", "board", "forecast")),
        "hot": (
            figures["Близко к оплате × вероятность"][0],
            total(result, "hot_clients", "clients", "expected_amount"),
        ),
        "receivable": (figures["Долг клиентов"][0], total(result, "finance", "aging", "total")),
        "overdue": (figures["Просрочено"][0], total(result, "finance", "aging", *late)),
        "pipeline": (figures["Открытые сделки"][0], total(result, "pipeline_stages", "managers", "amount")),
        "a month ago": (figures["Открытые сделки"][1], total(result, "pipeline_stages", "managers", "amount_prev")),
        "weighted": (
            figures["Открытые сделки × вероятность"][0],
            total(result, "pipeline_stages", "managers", "weighted"),
        ),
    }
    assert {name: one for name, (one, _) in pairs.items()} == {
        name: None if other is None else pytest.approx(other) for name, (_, other) in pairs.items()
    }
