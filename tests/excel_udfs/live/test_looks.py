"""Outlines and colours in the open workbook: what is folded away, what a rule colours and what it never may."""

import ast
from pathlib import Path
from typing import Any

import pytest
import xlwings
from xlwings import base_classes

from core.report import Block, Report
from excel_udfs.live import outline
from excel_udfs.live.area import Area, heated, places
from excel_udfs.live.colours import native
from excel_udfs.live.outline import outline_of
from tests.excel_udfs.live.fake import Sheet
from tests.excel_udfs.live.test_book import live, without_rows_below
from tests.sheets_addon.workbooks import samples
from tests.sheets_addon.workbooks.samples import column, result

RED, GREEN, AMBER, GREY = (native(ground) for ground in ("#FBDCDC", "#DDF1DF", "#FDEFC8", "#F1F3F5"))


def written(*reports: Report) -> Sheet:
    subject = live()
    subject.workbook.replace(result(*reports))
    return subject.ours[0]


def shows(sheet: Sheet, row: int, column: int) -> Any:
    """The ground that Excel's rules give a cell, 0-based: the first that holds, as Excel compares."""
    value = sheet.range((row + 1, column + 1)).value[0][0]
    for rule in sheet.rules:
        inside = any(t <= row + 1 <= b and le <= column + 1 <= r for t, le, b, r in rule.areas)
        if inside and rule.test[0] != "scale" and _holds(rule.test, value):
            assert rule.StopIfTrue
            return rule.Interior.Color
    return None


def _holds(test: Any, value: Any) -> bool:
    kind, operator, low, high = test
    if kind == 10:
        return value is None
    assert (kind, operator) == (1, 1)
    if isinstance(value, str):
        return False  # a text is above every number, so between no two
    return bool(low <= (value or 0) <= high)


def row_of(sheet: Sheet, text: str) -> int:
    return next(row for (row, _), cell in sheet.grid.items() if cell.value == text) - 1


def test_rows_fold_under_the_row_above_them() -> None:
    sheet, [block] = written(samples.pipeline()), samples.pipeline().blocks
    top = row_of(sheet, samples.MANAGERS[0]) + 1
    assert [sheet.outlines.rows.levels[top + i] for i in range(len(block.rows) + 1)] == [*block.levels, 0]
    assert sheet.outlines.rows.hidden == {top + i for i, level in enumerate(block.levels) if level}
    assert not +sheet.outlines.columns.levels


def test_details_fold_away_right_of_everybody_s_open_columns() -> None:
    sheet = written(samples.finance())
    assert +sheet.outlines.columns.levels == {11: 1, 12: 1} and sheet.used_range.last_cell.column == 12
    assert sheet.outlines.columns.hidden == {11, 12}
    found = [str(cell.value) for (_, c), cell in sorted(sheet.grid.items()) if c in (11, 12) and cell.value]
    assert found[0].startswith("Долг на начало") and found[1].startswith("Сверка")


def test_a_chart_over_folded_columns_still_shows_them() -> None:
    assert [chart.native.PlotVisibleOnly for chart in written(samples.funnel()).charts] == [True, True]
    report = samples.forecast()
    [block] = report.blocks
    columns = tuple(column(c.id, c.title.ru, c.kind, detail=c.id == "low") for c in block.columns)
    folded = Block(block.id, block.title, columns, block.rows)
    [chart] = written(Report("f", "Прогноз", "month", "", "", (folded,), report.charts)).charts
    assert not chart.native.PlotVisibleOnly


def test_the_next_run_leaves_no_fold_of_the_last() -> None:
    subject = live()
    for report in (samples.pipeline(), without_rows_below(samples.pipeline())):
        subject.workbook.replace(result(report))
        [tab] = subject.ours
        assert tab.outlines.state() == written(report).outlines.state()
        assert outline_of(tab).rows and tab.outlines.rows.hidden
    subject.workbook.replace(result())
    assert not +tab.outlines.rows.levels and not tab.outlines.rows.hidden and not tab.rules


@pytest.mark.parametrize(
    ("share", "ground"),
    [
        (None, GREY), ("нет плана", None), (0.0, RED), (-0.5, RED), (0.79, RED), (0.8, AMBER), (0.7 + 0.1, AMBER),
        (0.999, AMBER), (1.0, GREEN), (0.1 * 3 + 0.7, GREEN), (0.7 + 0.2 + 0.1, GREEN), (25.0, GREEN),
    ],
)  # fmt: skip
def test_attainment_is_coloured_and_a_text_or_blank_never_red(share: Any, ground: Any) -> None:
    columns = (column("name", "Кто"), column("plan", "К плану", "attainment"))
    block = Block("rows", "", columns, [["Анна", share]], ["Итого", 0.5])
    sheet = written(Report("r", "Отчёт", "week", "", "", (block,)))
    row = row_of(sheet, "Анна")
    assert [shows(sheet, row, 1), shows(sheet, row + 1, 1), shows(sheet, row, 0)] == [ground, RED, None]


def test_a_list_of_indicators_is_coloured_where_it_holds_attainment() -> None:
    columns = (column("name", "Показатель"), column("value", "Значение", "mixed"))
    block = Block("rows", "", columns, [["Сделок", 0.0], ["К плану", 0.5]], row_kinds=("count", "attainment"))
    sheet = written(Report("r", "Отчёт", "week", "", "", (block,)))
    row = row_of(sheet, "Сделок")
    assert (shows(sheet, row, 1), shows(sheet, row + 1, 1)) == (None, RED)


def test_a_matrix_is_shaded_on_one_scale() -> None:
    sheet = written(samples.forecast())
    [rule] = sheet.rules
    top = row_of(sheet, "Выиграно") + 2
    assert rule.areas == [(top, 5, top + 5, 6)] and rule.test == ("scale", 2)
    low, high = rule.ends
    assert (low.Type, low.Value, low.FormatColor.Color) == (0, 0, 0xFFFFFF)
    assert (high.Type, high.FormatColor.Color) == (2, 0xE8BB8F)


def test_shaded_columns_of_a_kind_are_one_scale_and_neighbours_one_area() -> None:
    columns = (column("a", "А", "money", heat=True), column("b", "Б", "rate", heat=True), column("c", "В", "money"))
    more = (column("d", "Г", "money", heat=True), column("e", "Д", "money", heat=True))
    block = Block("b", "", (*columns, *more), [[1.0] * 5] * 3)
    money, rates = heated(block, places(block, 5), 10)
    assert money == [Area(10, 0, 12, 0), Area(10, 3, 12, 4)] and rates == [Area(10, 1, 12, 1)]


def test_xlwings_on_windows_has_what_is_asked_of_it() -> None:
    """Of the real xlwings, which cannot run here: what its general classes only announce must be written for Windows
    (``Range.group`` is not: it would fail in Excel alone)."""
    theirs = ast.parse(Path(xlwings.__file__).with_name("_xlwindows.py").read_text("utf-8"))
    written = {
        name.name
        for node in ast.walk(theirs)
        if isinstance(node, ast.ClassDef)
        for name in node.body
        if isinstance(name, ast.FunctionDef)
    }
    general = {name for kind in vars(base_classes).values() if isinstance(kind, type) for name in vars(kind)}
    nodes = [
        node
        for path in Path(outline.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
    ]
    ours = ("page", "report")  # have a group of their own
    asked = {
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute) and not (isinstance(node.value, ast.Name) and node.value.id in ours)
    }
    assert {"number_format", "set_source_data", "activate"} <= asked & general
    assert asked & general <= written
