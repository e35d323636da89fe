"""The JSON of a refresh: what it holds, and what it never holds."""

import json
from dataclasses import replace
from datetime import date, datetime
from math import inf, nan
from typing import Any

from core.report import Problem, Ref, Row
from sheets_addon.workbooks.as_json import as_json
from tests.sheets_addon.workbooks import samples
from tests.sheets_addon.workbooks.samples import result


def block(made: dict[str, Any], report: str = "plain", id: str = "rows") -> dict[str, Any]:
    return made["reports"][report]["blocks"][id]


def test_the_whole_shape() -> None:
    problem = Problem("Сделки", 17, "Сумма", "C17", "number", "error", "сто", "Не число.")
    made = as_json(result(samples.plain(), problems=(problem,), run_id="7f3a"))
    assert made == {
        "asof": "2026-03-31",
        "language": "ru",
        "reports": {
            "plain": {
                "title": "Простой",
                "definition": "Что это за отчёт.",
                "blocks": {"rows": {"columns": ["client", "amount"], "rows": [["Ромашка", 1234.5], ["Василёк", 10.0]]}},
                "notes": [],
            }
        },
        "problems": [
            {
                "severity": "error",
                "tab": "Сделки",
                "row": 17,
                "column": "Сумма",
                "cell": "C17",
                "value": "сто",
                "message": "Не число.",
            }
        ],
        "meta": {"run_id": "7f3a", "computed_at": "2026-03-31T18:00:00", "slot": "evening"},
    }


def test_two_runs_differ_in_meta_only() -> None:
    one = as_json(result(samples.finance(), run_id="a"))
    other = as_json(result(samples.finance(), run_id="b", now=datetime(2026, 4, 1, 9)))
    assert one.pop("meta") != other.pop("meta")
    assert one == other


def test_a_block_without_rows_says_why() -> None:
    made = block(as_json(result(samples.plain(rows=[]))))
    assert made["rows"] == []
    assert made["unavailable"] == {"code": "missing", "message": "Появится, когда заполните вкладку «Счета»."}
    assert "total" not in made
    assert "unavailable" not in block(as_json(result(samples.plain())))


def test_totals_stand_apart_from_rows() -> None:
    made = block(as_json(result(samples.finance())), "finance", "months")
    assert len(made["rows"]) == 12
    assert made["total"][0] == "Итого"


def test_values_are_what_json_knows() -> None:
    rows: list[Row] = [[Ref("Сделки", "C17", "смотреть"), 1.0], [date(2026, 1, 31), None], [nan, inf], [True, 0.25]]
    made = block(as_json(result(samples.plain(rows=rows))))
    assert made["rows"] == [["Сделки!C17", 1.0], ["2026-01-31", None], [None, None], [True, 0.25]]


def test_it_is_strict_json() -> None:
    reports = (samples.finance(), samples.funnel(), samples.pipeline(), samples.everything(), samples.long_list(20))
    made = as_json(result(*reports))
    assert json.loads(json.dumps(made, allow_nan=False)) == made


def test_notes_name_their_cell_and_reports_notes_none() -> None:
    notes = as_json(result(samples.finance()))["reports"]["finance"]["notes"]
    assert notes[0] == ["months", 2, "attainment", "План на месяц изменён 12 числа."]
    assert notes[1] == [None, None, None, "Суммы — как введены: с НДС или без, одинаково во всей книге."]


def test_problems_are_sorted_by_tab_row_and_column() -> None:
    base = Problem("Сделки", 2, "Сумма", "B2", "number", "error", "x", "…")
    problems = (base, replace(base, row=10), replace(base, tab="Оплаты", row=99), replace(base, column="Клиент"))
    found = [(p["tab"], p["row"], p["column"]) for p in as_json(result(problems=problems))["problems"]]
    assert found == [("Оплаты", 99, "Сумма"), ("Сделки", 2, "Клиент"), ("Сделки", 2, "Сумма"), ("Сделки", 10, "Сумма")]
