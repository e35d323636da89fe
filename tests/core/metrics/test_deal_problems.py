"""What the deals tab says against itself is named, cell by cell."""

from datetime import date
from typing import Any

import pytest

from core.metrics.deal_problems import deal_problems
from tests.core.metrics.test_deals import STAGES, deal
from tests.support import context


def found(
    *rows: dict[str, Any], stages: Any = STAGES, asof: str = "2026-03-31", **settings: Any
) -> list[tuple[str, int, str]]:
    made = context(asof, settings=settings, deals=rows, **({"stages": stages} if stages else {}))
    return [(p.code, p.row, p.column) for p in deal_problems(made)]


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        (deal("Лид"), []),
        (deal("КП", closed="2026-04-02", status="won"), [("status_against_stage", 2, "Статус")]),
        (deal("Обед"), [("stage_unknown", 2, "Этап")]),
        (deal("Лид", status="won", closed="2026-03-02"), [("status_against_stage", 2, "Статус")]),
        (deal("Отказ", status="open"), [("status_against_stage", 2, "Статус")]),
        (deal("Оплачено", closed="2026-03-02", loss_reason="Дорого"), [("reason_against_stage", 2, "Причина отказа")]),
        (deal("КП", status="lost", closed="2026-03-02"), []),
        (deal("Оплачено"), [("closed_missing", 2, "Закрыта")]),
        (deal("КП", loss_reason="Дорого"), [("closed_missing", 2, "Закрыта")]),
        (deal("КП", closed="2026-03-02"), [("closed_while_open", 2, "Закрыта")]),
        (deal("КП", status="open", loss_reason="Дорого"), [("reason_while_not_lost", 2, "Причина отказа")]),
        (deal("Лид", "2026-04-01", status="won"), []),
        (deal("Лид", dates={"Обед": "2026-03-02"}), [("stage_column_unknown", 1, "Обед")]),
    ],
)
def test_each_contradiction(row: dict[str, Any], wanted: list[Any]) -> None:
    assert found(row) == wanted


def test_a_pipeline_that_no_stage_has() -> None:
    stages = [{**stage, "pipeline": "Опт"} for stage in STAGES]
    rows = (deal("Лид", pipeline="опт"), deal("Лид"), deal("Лид", pipeline="Розница"))
    assert found(*rows, stages=stages) == [("pipeline_unknown", 4, "Воронка")]
    assert found(*rows) == []  # stages without pipelines serve all


def test_a_stage_named_twice() -> None:
    assert found(deal("Лид"), stages=[*STAGES, {**STAGES[0], "order": 99}]) == [("stage_repeated", 7, "Этап")]


def test_without_stages_only_the_dates_are_judged() -> None:
    assert found(deal("Обед"), deal("Отказ"), stages=None) == [("closed_missing", 3, "Закрыта")]


def test_the_words_and_the_place() -> None:
    made = context(date(2026, 3, 31), deals=[deal("Лид", status="won", closed="2026-03-02")], stages=STAGES)
    (problem,) = deal_problems(made)
    assert problem.message == "Статус «Выиграна», а этап «Лид» говорит другое: считаем по статусу."
    assert (problem.tab, problem.severity, problem.manager, problem.value) == ("Сделки", "warning", "И", "Выиграна")


def test_no_deals_tab() -> None:
    assert list(deal_problems(context("2026-03-31"))) == []


def test_an_unknown_stage_is_named_with_the_one_it_looks_like():
    stages = [{"order": 1, "stage": "Договор", "kind": "open"}]
    row = {"client": "А", "manager": "И", "created": "2026-03-01", "stage": "Даговор"}
    (found,) = deal_problems(context("2026-03-31", deals=[row], stages=stages))
    assert (found.code, found.value) == ("stage_unknown", "Даговор")
    assert found.message.endswith("Похоже на «Договор».")
