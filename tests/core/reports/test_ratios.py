"""«Соотношения»: ids, the words without a number, the previous period, managers against the team, the chart."""

from datetime import date
from typing import Any

from core.call import call
from core.report import Report
from core.reports import all_reports
from core.reports.build import build
from tests.support import context

CHAIN = ["cause", "effect", "cause_n", "effect_n", "per_one", "rate", "low", "high"]
MARCH = [
    {"date": "2026-03-02", "manager": "Анна", "cold_calls": 60, "conversations": 15, "meetings": 5, "applications": 4},
    {"date": "2026-03-03", "manager": "Борис", "cold_calls": 40, "conversations": 5, "meetings": 0, "applications": 0},
]
FEBRUARY = {"date": "2026-02-03", "manager": "Анна", "cold_calls": 30, "conversations": 3, "meetings": 0}
INVOICES = [{"invoice_id": n, "client": "А", "date": "2026-03-05", "amount": 10, "manager": "Анна"} for n in "12"]
PAYMENTS = [{"invoice_id": "1", "date": "2026-03-09", "amount": 10, "manager": "Анна"}]


def made(language: str = "ru", **tables: Any) -> Report:
    book = {"daily_metrics": [*MARCH, FEBRUARY], "invoices": INVOICES, "payments": PAYMENTS} | tables
    return build(all_reports()["ratios"], context("2026-03-31", settings={"language": language}, **book))


def rows(report: Report, block: str) -> list[dict[str, Any]]:
    found = report.block(block)
    return [dict(zip((c.id for c in found.columns), row, strict=True)) for row in found.rows]


def test_the_chain_of_the_contract_with_blank_counts_from_their_tabs() -> None:
    report = made()
    assert [c.id for c in report.block("chain").columns][:8] == CHAIN
    assert [row["per_one"] for row in rows(report, "chain")] == [5, 20, 25, 2, 2]
    assert [row["cause"] for row in rows(report, "chain")] == [
        "Холодные звонки", "Звонки", "Звонки", "Заявки", "Счета",
    ]  # fmt: skip


def test_the_previous_period_beside_and_no_number_without_an_effect() -> None:
    cold, meetings, *_ = rows(made(), "chain")
    assert (cold["per_one_prev"], cold["words_prev"]) == (10, "10 холодных звонков на один предметный разговор")
    assert (meetings["per_one_prev"], meetings["words_prev"]) == (None, "30 звонков, 0 встреч")
    assert rows(made("en"), "chain")[1]["words_prev"] == "30 calls, 0 meetings"
    assert rows(made(), "chain")[2]["words_prev"] == "нет данных"


def test_managers_stand_against_the_team() -> None:
    block = made().block("managers")
    found = {row["manager"]: (row["calls_meetings"], row["calls_meetings_verdict"]) for row in rows(made(), "managers")}
    assert found == {"Анна": (12, "разница может быть случайной"), "Борис": (None, "разница может быть случайной")}
    assert block.total is not None
    assert block.total[:4] == ["Отдел", 5, None, 20]
    assert ("calls_meetings", "40 звонков, 0 встреч") in [(note.column, note.sentence) for note in block.notes]


def test_a_verdict_is_said_only_of_a_proven_difference() -> None:
    daily = [
        {"date": "2026-03-02", "manager": name, "cold_calls": calls, "conversations": talks}
        for name, calls, talks in (("Анна", 400, 100), ("Борис", 400, 20), ("Вера", 10, 1), ("Глеб", None, None))
    ]
    report = made(daily_metrics=daily, invoices=[], payments=[])
    verdicts = {row["manager"]: row["cold_calls_conversations_verdict"] for row in rows(report, "managers")}
    assert verdicts == {"Анна": "лучше остальных", "Борис": "хуже остальных", "Вера": "мало данных", "Глеб": None}


def test_months_run_from_the_first_record_and_are_drawn() -> None:
    report = made()
    months = rows(report, "months")
    assert [row["month"] for row in months] == [date(2026, 2, 1), date(2026, 3, 1)]
    assert (months[1]["calls_all"], months[1]["payments_all"], months[1]["calls_payments"]) == (100, 1, 100)
    drawn = [(chart.kind, chart.series, chart.lines) for chart in report.charts if chart.block == "months"]
    assert drawn[0] == ("column", ("calls_payments",), ())


def test_without_a_record_it_says_why() -> None:
    for block in made(daily_metrics=[], invoices=[], payments=[]).blocks:
        assert block.unavailable is not None
        assert block.unavailable.message == "За этот период ничего не записано."


def test_the_function_gives_the_reports_cells() -> None:
    table = [["Date", "Manager", "Cold calls", "Conversations", "Meetings", "Applications"]] + [
        [row["date"], row["manager"], *(row[id] for id in ("cold_calls", "conversations", "meetings", "applications"))]
        for row in MARCH
    ]
    english = made("en", daily_metrics=MARCH, invoices=[], payments=[])
    assert call("RATIO_CHAIN", [table])[1:] == [row[:9] for row in english.block("chain").rows]
    months = call("RATIO_CHAIN", [table, None, None, "month"])
    assert {row[0] for row in months[1:]} == {"2026-03-01"}
