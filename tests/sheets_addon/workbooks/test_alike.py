"""A report looks alike in a Google tab and in an .xlsx file: sizes, slants, and on which side a value stands."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from sheets_addon.workbooks.xlsx.write import draw_workbook
from tests.sheets_addon.workbooks import samples
from tests.sheets_addon.workbooks.google.plans import Json, Spreadsheet, value

ALL = (samples.finance, samples.funnel, samples.pipeline, samples.forecast, samples.everything, samples.long_list)


@pytest.fixture(params=ALL, ids=lambda make: make.__name__)
def drawn(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Spreadsheet, Worksheet]:
    made = samples.result(request.param())
    there = Spreadsheet()
    there.write(made)
    draw_workbook(made, tmp_path / "reports.xlsx")
    return there, openpyxl.load_workbook(tmp_path / "reports.xlsx").worksheets[0]


def test_columns_are_as_wide(drawn: tuple[Spreadsheet, Worksheet]) -> None:
    there, sheet = drawn
    (owned,) = there.known.owned.values()
    wide = there.book.tabs[-1].columns
    compared = 0
    for one in sheet.column_dimensions.values():
        for place in range(one.min - 1, min(one.max, owned.columns)):
            assert wide[place]["pixelSize"] == round(7 * one.width), place
            compared += 1
    assert compared > 5


def test_sentences_span_the_same_columns(drawn: tuple[Spreadsheet, Worksheet]) -> None:
    there, sheet = drawn
    spans = [(one["startRowIndex"] + 1, one["endColumnIndex"]) for one in there.book.tabs[-1].parts.get("merges", [])]
    assert spans == sorted((one.min_row, one.max_col) for one in sheet.merged_cells.ranges)


def test_values_at_one_place_look_alike(drawn: tuple[Spreadsheet, Worksheet]) -> None:
    there, sheet = drawn
    compared = 0
    for (row, column), cell in there.book.tabs[-1].cells.items():
        other = sheet.cell(row + 1, column + 1)
        if value(cell) is None or value(cell) != other.value:
            continue  # charts take rows in a file, and what follows them stands lower there
        compared += 1
        where = (value(cell), other.coordinate)
        assert _google(cell, first=column == 0) == _excel(other, first=column == 0), where
    assert compared > 10


def _google(cell: Json, first: bool) -> tuple[Any, ...]:
    look = cell.get("userEnteredFormat", {})
    text = look.get("textFormat", {})
    return _side(look.get("horizontalAlignment"), first), text.get("fontSize"), bool(text.get("italic"))


def _excel(cell: Any, first: bool) -> tuple[Any, ...]:
    return _side(cell.alignment.horizontal, first), cell.font.sz, bool(cell.font.i)


def _side(said: str | None, first: bool) -> str:
    """Text in the first column stands left by itself."""
    return (said or ("left" if first else "")).lower()
