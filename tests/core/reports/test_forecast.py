from datetime import date
from typing import Any

import pytest

from core.call import call
from core.errors import BadArgument, BadNumber
from core.functions._forecast import EXAMPLE_DEALS, EXAMPLE_STAGES
from core.report import Report
from core.reports.build import build
from core.reports.forecast import FORECAST
from tests.core.metrics.test_forecast import INSIDE, MONTH_END, STAGES, some_deals, wins
from tests.support import context

IDS = ("month", "committed", "weighted", "base", "low", "high", "naive", "plan", "gap")


def made(asof: date, rows: list[dict[str, Any]], settings: dict[str, Any] | None = None, **tables: Any) -> Report:
    return build(FORECAST, context(asof, settings=settings, deals=rows, stages=STAGES, **tables))


def cells(report: Report, block: str) -> list[dict[str, Any]]:
    found = report.block(block)
    return [dict(zip([c.id for c in found.columns], row, strict=True)) for row in found.rows]


def test_columns_that_others_rely_on() -> None:
    columns = made(INSIDE, some_deals(1)).block("months").columns
    assert tuple(c.id for c in columns)[:9] == IDS
    assert {c.id for c in columns if c.detail} >= {"error", "checked", "coverage", "mean_3", "pipeline", "hazard"}


def test_three_months_with_plan_and_gap() -> None:
    targets = [
        {"month": date(2025, 10, 1), "manager": "Все", "metric": "Выиграно", "value": 250},
        {"month": date(2025, 11, 1), "manager": "Все", "metric": "Поступления", "value": 500},
    ]
    rows = cells(made(date(2025, 9, 30), wins([100.0, 200.0, 300.0] * 3), targets=targets), "months")
    assert [(r["month"].month, r["base"], r["naive"], r["plan"], r["gap"]) for r in rows] == [
        (9, 300, 300, None, None),
        (10, 100, 100, 250, 150),
        (11, 200, 200, 500, 300),
    ]
    assert rows[1]["method"] == (
        "Как три месяца назад: на прошлых месяцах (6) ошибка меньше всех — 0\u00a0%. "
        "Границы ещё не проверены на прошлом."
    )
    assert (rows[1]["low"], rows[1]["high"]) == (100, 100)


def test_little_history_says_what_is_needed() -> None:
    report = made(date(2025, 7, 31), wins([100.0, 200.0, 300.0, 100.0, 200.0, 300.0, 100.0]))
    rows = cells(report, "months")
    assert (rows[1]["low"], rows[1]["high"], rows[1]["checked"]) == (None, None, 4)
    assert rows[1]["method"].endswith("Мало истории: нужно 6 месяцев, есть 4.")
    assert "Мало истории: нужно 6 месяцев, есть 4." in report.notes
    assert [(note.row, note.column) for note in report.block("months").notes] == [(1, "low"), (2, "low")]


def test_the_chart_runs_from_fact_into_forecast_with_its_band() -> None:
    for asof, over in ((MONTH_END, 12), (INSIDE, 12)):
        report = made(asof, some_deals(3))
        rows = cells(report, "line")
        assert [r["actual"] is None for r in rows] == [False] * over + [True] * (2 if asof == MONTH_END else 3)
        assert all(r["base"] is not None for r in rows[over:])
        assert [(c.kind, c.series, c.band) for c in report.charts] == [("line", ("actual", "base"), ("low", "high"))]
        checked = {r["month"]: r for r in cells(report, "backtest")}
        for row in rows[:over]:
            if row["month"] in checked:
                assert (row["actual"], row["base"]) == tuple(checked[row["month"]][c] for c in ("actual", "base"))


def test_the_check_and_the_errors_agree() -> None:
    report = made(INSIDE, some_deals(4))
    checks, methods = cells(report, "backtest"), cells(report, "methods")
    actual = sum(r["actual"] for r in checks)
    for name, row in zip(("naive", "mean_3", "pipeline", "hazard", "base"), methods, strict=True):
        assert row["error"] == pytest.approx(sum(abs(r[name] - r["actual"]) for r in checks) / actual)
    assert sum(r["chosen_n"] or 0 for r in methods) == len(checks) == methods[0]["n"]
    assert all(r["error"] == pytest.approx(r["base"] / r["actual"] - 1) for r in checks if r["actual"])


def test_words() -> None:
    assert made(INSIDE, some_deals(1)).mode == (
        "Выигранные сделки по месяцам, на 17.03.2026; проверка — прогноз, который мы сделали бы 17-го числа каждого "
        "прошлого месяца."
    )
    english = made(MONTH_END, some_deals(1), {"language": "en"})
    assert english.mode.endswith("on the last day of each past month.")
    assert cells(english, "months")[0]["method"] == "The month is over: this is the fact."


def test_without_history_it_says_why() -> None:
    report = made(INSIDE, [])
    assert not report.has_data
    assert "прогнозировать нечего" in report.block("months").unavailable.message  # type: ignore[union-attr]
    young = made(date(2025, 1, 20), wins([100.0]))
    assert cells(young, "months")[0]["method"] == "Прогноза нет: ещё не закончился ни один месяц."
    assert "три полных месяца" in young.block("backtest").unavailable.message  # type: ignore[union-attr]


@pytest.mark.parametrize("asof", [MONTH_END, INSIDE])
def test_the_functions_equal_the_report(asof: date) -> None:
    rows = some_deals(5)
    names = {
        "client": "Клиент",
        "manager": "Менеджер",
        "created": "Создана",
        "amount": "Сумма",
        "stage": "Этап",
        "closed": "Закрыта",
        "expected": "Ожидаемая оплата",
        "x:КП": "Дата: КП",
        "x:Лид": "Дата: Лид",
    }
    kinds = {"open": "в работе", "won": "выигран", "lost": "проигран"}
    rows = [{id: row.get(id) for id in names} for row in rows]
    deals = [[*names.values()], *([_cell(row[id]) for id in names] for row in rows)]
    stages = [
        ["Порядок", "Этап", "Вид", "Вероятность, %"],
        *([s["order"], s["stage"], kinds[s["kind"]], s.get("probability")] for s in STAGES),
    ]
    report = made(asof, rows)
    keep = [i for i, c in enumerate(report.block("months").columns) if c.id not in ("plan", "gap")]
    for name, block, columns in (
        ("SALES_FORECAST", "months", keep),
        ("FORECAST_BACKTEST", "backtest", range(len(report.block("backtest").columns))),
    ):
        got = call(name, [deals, stages, asof.isoformat()])[1:]
        wanted = [[_cell(row[i]) for i in columns] for row in report.block(block).rows]
        assert [[pytest.approx(v) if isinstance(v, float) else v for v in row] for row in wanted] == got


def _cell(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize(("periods", "conf"), [(0, 0.8), (13, 0.8), (1.5, 0.8), (3, 1.0)])
def test_arguments_out_of_range_are_named(periods: float, conf: float) -> None:
    with pytest.raises((BadNumber, BadArgument)):
        call("SALES_FORECAST", [EXAMPLE_DEALS, EXAMPLE_STAGES, "2025-10-31", periods, conf])


def test_a_year_ahead() -> None:
    got = call("SALES_FORECAST", [EXAMPLE_DEALS, EXAMPLE_STAGES, "2025-10-31", 12])
    assert len(got) == 13
    naive = got[0].index("naive")
    assert [row[naive] for row in got[2:]] == [200, 300, 100] * 3 + [200, 300]
