"""The functions of durations and refusals beyond their examples: what they refuse, and what they equal."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.call import call
from core.errors import BadArgument, BadNumber, FunctionError, NoData, ZeroDenominator
from core.functions._durations import DEALS_EXAMPLE as DEALS
from core.functions._durations import STAGES_EXAMPLE as STAGES
from core.reports.build import build
from core.reports.durations import DURATIONS
from tests.support import context

STATUS = [[*DEALS[0], "Статус"]] + [
    [*row, {"Оплата": "Выиграна", "Отказ": "Проиграна"}.get(row[4])] for row in DEALS[1:]
]


@pytest.mark.parametrize(
    ("name", "args", "error"),
    [
        ("AVG_DEAL_DAYS", (STATUS, "2026-03-01", None, "km_median"), BadArgument),
        ("AVG_DEAL_DAYS", (STATUS, "2026-04-01", "2026-03-01"), BadArgument),
        ("AVG_DEAL_DAYS", (STATUS, "2025-01-01", "2025-02-01"), NoData),
        ("AVG_DEAL_DAYS", (STATUS, None, None, "km_median"), NoData),
        ("AVG_DEAL_DAYS", (STATUS, None, None, "mode"), BadArgument),
        ("AVG_DEAL_DAYS", (DEALS[:1],), NoData),
        ("STAGE_DAYS", (DEALS, STAGES, "Погода"), NoData),
        ("STAGE_DAYS", (DEALS, STAGES, "Оплата"), NoData),
        ("STAGE_DAYS", (DEALS, STAGES, "КП", "mean", "2026-03-10"), NoData),
        ("STAGE_DURATIONS", (DEALS, STAGES, "2020-01-01"), NoData),
        ("LOSS_REASONS", (DEALS, "2025-01-01", "2025-02-01"), NoData),
        ("LOSS_REASONS", (DEALS, "2026-04-01", "2026-03-01"), BadArgument),
        ("SALES_VELOCITY", (10, 0.5, 900, 0), ZeroDenominator),
        ("SALES_VELOCITY", (10, 1.5, 900, 10), BadNumber),
        ("SALES_VELOCITY", (-1, 0.5, 900, 10), BadNumber),
        ("SALES_VELOCITY", (10, 0.5, 900), BadArgument),
    ],
)
def test_refused(name: str, args: Any, error: type[FunctionError]) -> None:
    with pytest.raises(error):
        call(name, args)


def test_a_count_of_none_is_zero() -> None:
    assert call("AVG_DEAL_DAYS", (STATUS, "2025-01-01", "2025-02-01", "n")) == 0
    assert call("STAGE_DAYS", (DEALS, STAGES, "КП", "n", "2026-03-10")) == 0


@pytest.mark.parametrize(
    ("args", "days"),
    [
        ((None, "2026-03-12"), 10),
        (("2026-03-13", None), 20),
        (("2026-03-12", "2026-03-23", "p75"), 17.5),
        ((None, None, "mean", "client", "closed"), (10 + 20 + 10 + 30) / 4),
        ((None, None, "p90", "deal", "lost"), 28),
    ],
)
def test_days_of_a_deal(args: Any, days: float) -> None:
    assert call("AVG_DEAL_DAYS", (STATUS, *args)) == pytest.approx(days)


@pytest.mark.parametrize(
    ("args", "row"), [(("deal", "first_payment"), 0), (("deal", "closed"), 2), (("deal", "lost"), 3)]
)
@pytest.mark.parametrize(("stat", "column"), [("mean", 3), ("median", 4), ("p90", 7), ("n", 2)])
def test_the_report_s_cell(args: Any, row: int, stat: str, column: int) -> None:
    ids = ["client", "manager", "created", "amount", "stage", "closed", "loss_reason", "lost_stage", "x:КП", "status"]
    known = {"Выиграна": "won", "Проиграна": "lost"}
    rows = [{**dict(zip(ids, cells, strict=True)), "status": known.get(cells[-1])} for cells in STATUS[1:]]
    report = build(DURATIONS, context("2026-03-31", deals=rows))
    assert call("AVG_DEAL_DAYS", (STATUS, None, None, stat, *args)) == report.block("deals").rows[row][column]


def test_several_currencies_are_refused() -> None:
    sheet = [[*DEALS[0], "Валюта"], *([*row, code] for row, code in zip(DEALS[1:], ["RUB", "USD"] * 3, strict=False))]
    with pytest.raises(BadArgument, match="CONVERT_MONEY"):
        call("LOSS_REASONS", (sheet,))


def test_titles_are_in_the_language_of_the_headers() -> None:
    assert call("LOSS_REASONS", (DEALS,), header="titles")[0][:3] == ["Этап", "Причина", "Отказов"]
    english = [["Client", "Manager", "Created", "Stage", "Closed", "Loss reason"]]
    english += [["A", "B", "2026-03-01", "Closed lost", "2026-03-09", "Price"]]
    assert call("LOSS_REASONS", (english,), header="titles") == [
        ["Stage", "Reason", "Losses", "Share of losses", "Amount", "With those above"],
        ["stage unknown", "Price", 1, 1.0, None, 1.0],
    ]


amounts = st.floats(0, 1e6, allow_nan=False)


@given(amounts, st.floats(0, 1), amounts, st.floats(0.1, 1e4))
@settings(max_examples=30, deadline=None)
def test_velocity_is_money_a_day(n: float, rate: float, amount: float, days: float) -> None:
    made = call("SALES_VELOCITY", (n, rate, amount, days))
    assert made * days == pytest.approx(n * rate * amount)
