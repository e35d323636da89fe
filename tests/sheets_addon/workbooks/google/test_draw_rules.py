"""Conditional formats, whole: what they colour, how, and where."""

from dataclasses import replace
from typing import Any

from core.report import Block, Kind
from sheets_addon.workbooks.colours import HEAT, PALE
from sheets_addon.workbooks.google.draw.requests import Box, grid, rgb
from sheets_addon.workbooks.google.draw.rules import attained, heat_rule, heated, verdict_rules
from tests.sheets_addon.workbooks.samples import column

BLOCK = Block(
    "b",
    "Таблица",
    (column("name", "Имя"), column("plan", "К плану", "attainment"), column("own", "Разное", "mixed")),
    [["А", 0.5, 0.9], ["Б", 1.0, 3.0], ["В", None, 1.1]],
    row_kinds=("attainment", "count", "attainment"),
)


def test_attainment_is_coloured_in_its_column_and_in_its_rows() -> None:
    own = [Box(10, 11, 3, 4), Box(12, 13, 3, 4)]
    assert attained(BLOCK, (0, 2, 3), 10) == [Box(10, 13, 2, 3), *own]
    assert attained(replace(BLOCK, total=["Итого", 0.8, None]), (0, 2, 3), 10) == [Box(10, 14, 2, 3), *own]


def test_columns_of_one_kind_share_a_scale() -> None:
    kinds: dict[str, Kind] = {"a": "count", "b": "money", "c": "count"}
    hot = tuple(replace(column(id, id, kind), heat=True) for id, kind in kinds.items())
    block = replace(BLOCK, columns=hot, row_kinds=())
    assert heated(block, (1, 2, 3), 5) == [[Box(5, 8, 1, 2), Box(5, 8, 3, 4)], [Box(5, 8, 2, 3)]]


def test_a_scale_goes_from_nothing_to_the_largest() -> None:
    box = Box(5, 8, 1, 2)
    assert heat_rule(7, [box]) == {
        "ranges": [grid(7, box)],
        "gradientRule": {
            "minpoint": {"type": "NUMBER", "value": "0", "colorStyle": rgb(HEAT[0])},
            "maxpoint": {"type": "MAX", "colorStyle": rgb(HEAT[1])},
        },
    }


def test_a_rule_is_a_formula_of_its_first_cell() -> None:
    boxes = [Box(4, 6, 2, 3), Box(9, 10, 5, 6)]
    rules: list[dict[str, Any]] = verdict_rules(7, boxes)
    assert all(rule["ranges"] == [grid(7, box) for box in boxes] for rule in rules)
    conditions = [rule["booleanRule"]["condition"] for rule in rules]
    assert {one["type"] for one in conditions} == {"CUSTOM_FORMULA"}
    assert all("C5" in one["values"][0]["userEnteredValue"] for one in conditions)
    assert rules[-1]["booleanRule"]["format"] == {"backgroundColorStyle": rgb(PALE)}
    assert verdict_rules(7, []) == []
