"""FUNNEL_TABLE beyond its examples: slices, several funnels, a missing day, and what it refuses."""

from datetime import date
from typing import Any

import pytest

from core.call import call
from core.errors import BadArgument, FunctionError, NoData
from core.functions._arguments import latest_day
from tests.support import typed

DEALS = [
    ["Клиент", "Менеджер", "Создана", "Сумма", "Этап", "Тип", "Воронка"],
    ["А", "Иванов", "2026-03-02", 100, "Оплата", "Новая", "Опт"],
    ["Б", "Иванов", "2026-03-03", 200, "Лид", "Повторная", "Опт"],
    ["В", "Петров", "2026-03-04", 300, "Лид", None, "Опт"],
]
STAGES = [["Порядок", "Этап", "Вид"], [1, "Лид", "в работе"], [2, "Оплата", "выигран"]]


def table(*args: Any, **named: Any) -> list[list[Any]]:
    found = call("FUNNEL_TABLE", args, **named)
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("word", ["manager", "Менеджер", "менеджер ", "Ответственный"])
def test_slices(word: str) -> None:
    found = table(DEALS, STAGES, None, None, None, word)
    assert found[0][:3] == ["value", "stage", "n"]
    assert [row[:3] for row in found[1:]] == [
        ["Иванов", "Лид", 2],
        ["Иванов", "Оплата", 1],
        ["Петров", "Лид", 1],
        ["Петров", "Оплата", 0],
    ]


def test_a_blank_value_is_a_slice_of_its_own() -> None:
    found = table(DEALS, STAGES, None, None, None, "Тип", None, header="titles")
    assert found[0][:3] == ["Тип", "Этап", "Дошло"]
    assert [row[0] for row in found[1::2]] == ["Новая", "Повторная", "не указано"]
    assert sum(row[2] for row in found[1::2]) == 3


def test_several_funnels_stand_one_under_the_other() -> None:
    stages = [
        [*STAGES[0], "Воронка"],
        *([*row, "Опт"] for row in STAGES[1:]),
        [1, "Звонок", "в работе", "Розница"],
    ]
    deals = [*DEALS, ["Г", "Петров", "2026-03-05", 5, "Звонок", None, "Розница"]]
    assert [row[:2] for row in table(deals, stages)[1:]] == [
        ["Опт: Лид", 3],
        ["Опт: Оплата", 1],
        ["Розница: Звонок", 1],
    ]


def test_the_period_is_inclusive() -> None:
    assert table(DEALS, STAGES, "2026-03-03", "2026-03-04")[1][1] == 2
    assert table(DEALS, STAGES, None, "2026-03-02")[1][1] == 1


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ((DEALS, STAGES, None, None, None, "Погода"), BadArgument),
        ((DEALS[:1], STAGES), NoData),
        ((DEALS, STAGES[:1], None, None, None, None, "2026-03-31"), NoData),
        ((DEALS, [["Порядок", "Этап"], [1, "Лид"]]), BadArgument),
        ((DEALS, STAGES, None, None, None, None, "2020-01-01"), NoData),
        ((DEALS, STAGES, "2026-03-31", "2026-03-01"), BadArgument),
    ],
)
def test_refused(args: tuple[Any, ...], error: type[FunctionError]) -> None:
    with pytest.raises(error):
        table(*args)


def test_a_missing_day_is_the_latest_actual_one() -> None:
    row = {
        "client": "А",
        "manager": "И",
        "created": "2026-03-01",
        "stage": "Лид",
        "expected": "2027-01-01",
        "next_step_date": "2027-01-01",
    }
    assert latest_day(typed("deals", [row]), None) == date(2026, 3, 1)
    assert latest_day(typed("deals", [{**row, "x:КП": "2026-03-09"}])) == date(2026, 3, 9)
    assert latest_day(typed("deals", [row]), typed("payments", [{"date": "2026-04-01"}])) == date(2026, 4, 1)
    with pytest.raises(NoData):
        latest_day(typed("deals", []))
