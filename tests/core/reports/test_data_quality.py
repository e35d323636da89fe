"""The revision: what is listed, in which order, and that it adds up."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import pandas as pd
import pytest

from core.i18n import Language
from core.refresh import compute
from core.report import Problem, Ref, Report, Result
from core.reports.build import build
from core.reports.data_quality import data_quality
from core.workbook import Cells, Sheet
from sheets_addon.workbooks.xlsx.read import read_xlsx
from templates import path
from templates.demo import ASOF, demo
from tests.support import context, typed

both = pytest.mark.parametrize("language", ["ru", "en"])
SEVERITIES = {"ru": ["ошибка", "предупреждение", "к сведению"], "en": ["error", "warning", "note"]}


def cells(report: Report, block: str) -> list[dict[str, Any]]:
    ids = [column.id for column in report.block(block).columns]
    return [dict(zip(ids, row, strict=True)) for row in report.block(block).rows]


@cache
def filled(language: Language) -> Result:
    return compute(read_xlsx(path(language, True), lambda _: True), ASOF, "evening", datetime(2026, 3, 31, 18))


@both
def test_every_problem_of_the_filled_template_is_listed_once(language: Language) -> None:
    result = filled(language)
    report = result.report("data_quality")
    assert all(block.rows for block in report.blocks)
    rows = cells(report, "problems")
    listed = Counter((str(row["link"]), row["message"]) for row in rows)
    apart = [p for p in result.problems if p.code in ("near_duplicate", "wrong_alphabet")]
    assert apart
    assert listed == Counter((str(p.ref), p.message) for p in result.problems if p not in apart)
    keys = [(SEVERITIES[language].index(r["severity"]), r["tab"], r["row"] or 0, r["column"] or "") for r in rows]
    assert keys == sorted(keys)
    assert {(r["value"], r["like"]) for r in cells(report, "names")} == {(p.value, p.expected) for p in apart}
    (name,) = cells(report, "names")
    assert (name["n"], name["like_n"] > 100) == (1, True)
    unknown = [row for row in rows if str(row["value"]) in ("Думают", "Thinking")]
    assert [row["severity"] for row in unknown] == SEVERITIES[language][:1]
    counts = Counter(row["severity"] for row in rows)
    assert all(f": {counts[severity]}" in report.notes[0] for severity in SEVERITIES[language])


@both
def test_the_score_adds_up_to_what_intake_checked(language: Language) -> None:
    block = filled(language).report("data_quality").block("score")
    assert block.total is not None
    _, score, checked, errors = block.total
    assert (checked, errors) == (sum(row[2] for row in block.rows), sum(row[3] for row in block.rows))  # type: ignore[misc]
    assert score == 1 - errors / checked  # type: ignore[operator]
    bad = [p for p in filled(language).problems if p.severity == "error" and p.code != "stage_unknown"]
    assert errors == len(bad)
    for row in block.rows:
        assert row[1] == 1 - row[3] / row[2]  # type: ignore[operator]


@both
def test_discipline_stands_beside_its_numerators(language: Language) -> None:
    report = filled(language).report("data_quality")
    block = report.block("discipline")
    rows = cells(report, "discipline")
    total = dict(zip([column.id for column in block.columns], block.total or [], strict=True))
    for point in ("contacts", "fields", "comments", "on_time", "algorithm"):
        for row in [*rows, total]:
            good, base = row[f"{point}_good"], row[f"{point}_base"]
            assert row[point] == (good / base if base else None)
        for part in ("good", "base"):
            assert total[f"{point}_{part}"] == sum(row[f"{point}_{part}"] or 0 for row in rows)


def deals(n: int, managers: str = "АБВГ") -> list[dict[str, Any]]:
    return [
        {
            "deal_id": str(i),
            "client": f"Клиент {i}",
            "manager": managers[min(i % 7, len(managers) - 1)],
            "created": str(ASOF - timedelta(i % 60)),
            "stage": "КП",
            "amount": i,
        }
        for i in range(n)
    ]


def sample(rows: list[dict[str, Any]], asof: date = ASOF) -> list[list[Any]]:
    report = build(data_quality, context(asof, deals=rows))
    return [row[1:] for row in report.block("sample").rows]


def test_the_sample_is_the_same_all_day_whatever_the_order_and_spread_over_managers() -> None:
    rows = deals(200)
    first = sample(rows)
    random.Random(1).shuffle(rows)
    assert sample(rows) == first
    assert len(first) == 10
    assert sorted(Counter(row[0] for row in first).values()) == [2, 2, 3, 3]
    assert sample(rows, ASOF + timedelta(1)) != first
    without = [{k: v for k, v in row.items() if k != "deal_id"} for row in rows]
    assert sample(without) == sample(list(reversed(without)))


def test_a_manager_with_few_deals_leaves_the_rest_to_others() -> None:
    rows = [*deals(1, "А"), *deals(40, "Б")]
    assert Counter(row[0] for row in sample(rows)) == {"А": 1, "Б": 9}
    assert len(sample(deals(3))) == 3
    assert sample([{**row, "stage": "КП", "status": "won"} for row in deals(5)]) == []


def test_what_to_look_at() -> None:
    row = {"client": "А", "manager": "И", "created": "2026-03-01", "stage": "КП", "amount": None, "next_step": "Звонок"}
    late = row | {"next_step_date": "2026-03-29", "comment": None}
    assert sample([late])[0][4] == "не заполнено: Сумма; шаг просрочен на 2 дня; нет комментария"
    said = row | {"amount": 5, "next_step_date": "2026-03-31", "comment": "Ждут"}
    assert sample([said])[0][4] == "понятно ли из комментария, что дальше"
    assert sample([{k: v for k, v in row.items() if k != "amount"}])[0][4] == "сверьте с перепиской и звонками"


def test_problems_by_hand() -> None:
    problems = (
        Problem("Сделки", 3, "Сумма", "D3", "not_number", "error", "много", "Не число.", "число", "Ирина"),
        Problem("Оплаты", 0, "", "", "missing_column", "warning", "", "Нет столбца."),
        Problem("Оплаты", 9, "Дата", "A9", "not_date", "error", "скоро", "Не дата.", "дата"),
    )
    report = build(data_quality, replace(context(ASOF), problems=problems))
    assert report.block("problems").rows == [
        ["ошибка", "Оплаты", 9, "Дата", "скоро", "Не дата.", "дата", None, Ref("Оплаты", "A9", "A9")],
        ["ошибка", "Сделки", 3, "Сумма", "много", "Не число.", "число", "Ирина", Ref("Сделки", "D3", "D3")],
        ["предупреждение", "Оплаты", None, None, None, "Нет столбца.", None, None, Ref("Оплаты", "A1", "Оплаты")],
    ]
    assert report.notes == ("Ошибок: 2, предупреждений: 1, к сведению: 0. Похожих имён: 0.",)


def test_look_alike_names_say_how_many_rows_each_has() -> None:
    header = ["Дата", "Сумма", "№ счёта", "Клиент"]
    rows = [["30.03.2026", 1, "", name] for name in ("ООО Ромашка", "ООО Ромашка", "ООО Рамашка")]
    read = Cells([Sheet("Оплаты", [header, *rows])], locale="ru_RU")
    report = compute(read, ASOF, "evening", datetime(2026, 3, 31, 18)).report("data_quality")
    (row,) = cells(report, "names")
    assert (row["value"], row["like"], row["n"], row["like_n"]) == ("ООО Рамашка", "ООО Ромашка", 1, 2)
    assert str(row["link"]) == "Оплаты!D4"
    assert cells(report, "problems") == []
    assert report.block("problems").unavailable.message == "Замечаний нет."  # type: ignore[union-attr]


@both
def test_an_empty_workbook_draws_nothing(language: Language) -> None:
    report = build(data_quality, context(ASOF, settings={"language": language}))
    assert not report.has_data
    none = {"ru": "Замечаний нет.", "en": "No remarks."}[language]
    assert report.block("problems").unavailable.message == none  # type: ignore[union-attr]
    empty = build(data_quality, context(ASOF, settings={"language": language}, deals=[], stages=[], clients=[]))
    assert not empty.has_data


@both
def test_the_clean_demo_has_discipline_and_a_sample(language: Language) -> None:
    rows = {id: rows for id, rows in demo(language).items() if id not in ("lists", "settings")}
    report = build(data_quality, context(ASOF, settings={"language": language}, **rows))
    assert len(report.block("sample").rows) == 10
    assert report.block("discipline").rows
    shuffled = {id: random.Random(7).sample(list(given), len(given)) for id, given in rows.items()}
    again = build(data_quality, context(ASOF, settings={"language": language}, **shuffled))
    assert again.block("discipline") == report.block("discipline")
    assert [row[1:] for row in again.block("sample").rows] == [row[1:] for row in report.block("sample").rows]


def test_a_score_without_a_cell_is_blank() -> None:
    nothing = replace(typed("deals", []), checked=pd.DataFrame({"manager": ["И"], "checked": [0], "errors": [0]}))
    assert build(data_quality, context(ASOF, deals=nothing)).block("score").rows == [["И", None, 0, 0]]
