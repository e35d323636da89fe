"""Google's limits: ten million cells, columns, tabs, and where a sheet ends."""

from typing import Any

import gspread
import pytest
from gspread.exceptions import APIError

from tests.sheets_api_tests.asking import area, batch, write

FULL = {"rowCount": 10_000_000 // 26 - 1000, "columnCount": 26}
"""With the first sheet's 26,000 cells: just under ten million."""
TOO_BIG: dict[str, dict[str, Any]] = {
    "a sheet": {"addSheet": {"properties": {"gridProperties": {"rowCount": 1000, "columnCount": 1}}}},
    "rows": {"appendDimension": {"sheetId": 0, "dimension": "ROWS", "length": 100}},
    "columns": {"insertDimension": {"range": {"dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}}},
    "a size": {"updateSheetProperties": {
        "properties": {"gridProperties": {"rowCount": 2000}}, "fields": "gridProperties.rowCount"}},
    "a copy": {"duplicateSheet": {"sourceSheetId": 0}},
}  # fmt: skip


@pytest.mark.parametrize("change", TOO_BIG.values(), ids=list(TOO_BIG))
def test_ten_million_cells(book: gspread.Spreadsheet, change: dict[str, Any]) -> None:
    batch(book, {"addSheet": {"properties": {"title": "full", "gridProperties": FULL}}})
    with pytest.raises(APIError, match="above the limit of 10000000 cells"):
        batch(book, change)


def test_columns_of_a_sheet(book: gspread.Spreadsheet) -> None:
    grid = {"rowCount": 1, "columnCount": 18_279}
    with pytest.raises(APIError, match="limit of 18278 columns"):
        batch(book, {"addSheet": {"properties": {"gridProperties": grid}}})


def test_tabs_of_a_file(book: gspread.Spreadsheet) -> None:
    small = {"addSheet": {"properties": {"gridProperties": {"rowCount": 1, "columnCount": 1}}}}
    batch(book, *[small] * 199)
    with pytest.raises(APIError, match="200 sheets"):
        batch(book, small)


@pytest.mark.parametrize(
    "change",
    [
        write(1000, 0, "x"),
        write(0, 26, "x"),
        {"updateCells": {"range": area(0, 1, 0, 1), "rows": [{"values": [{}, {}]}], "fields": "note"}},
        write(0, 0, "x" * 50_001),
        {"deleteDimension": {"range": {"dimension": "ROWS", "startIndex": 0, "endIndex": 1000}}},
        {"addSheet": {"properties": {"gridProperties": {"rowCount": 2, "columnCount": 2, "frozenRowCount": 2}}}},
        {"repeatCell": {"range": area(0, 1, 0, 1), "fields": "userEnteredFormat",
                        "cell": {"userEnteredFormat": {"numberFormat": {"pattern": "0"}}}}},
        {"addChart": {"chart": {"spec": {"title": "x"}, "position": {
            "overlayPosition": {"anchorCell": {"rowIndex": 1000}}}}}},
        {"addConditionalFormatRule": {"rule": {"ranges": [area(0, 1, 0, 1), area(0, 1, 0, 1, sheet=5)]}}},
        {"addNamedRange": {"namedRange": {"name": "x", "range": area(0, 1, 0, 1, sheet=5)}}},
        {"addBanding": {"bandedRange": {"range": area(0, 1, 0, 1, sheet=5)}}},
        {"insertDimension": {"range": {"dimension": "ROWS", "startIndex": 1001, "endIndex": 1002}}},
        {"insertDimension": {"range": {"dimension": "ROWS", "startIndex": 2, "endIndex": 2}}},
        {"updateSheetProperties": {
            "properties": {"gridProperties": {"frozenRowCount": 1000}}, "fields": "gridProperties.frozenRowCount"}},
    ],
)  # fmt: skip
def test_what_does_not_fit(book: gspread.Spreadsheet, change: dict[str, Any]) -> None:
    with pytest.raises(APIError, match=r"\[400\]"):
        batch(book, change)


def test_frozen_rows_cannot_be_all_that_is_left(sheet: gspread.Worksheet) -> None:
    sheet.resize(5, 2)
    sheet.freeze(rows=2)
    with pytest.raises(APIError, match="all non-frozen rows"):
        sheet.delete_rows(3, 5)
    sheet.delete_rows(2, 4)
    grid = sheet.spreadsheet.sheet1._properties["gridProperties"]
    assert grid == {"rowCount": 2, "columnCount": 2, "frozenRowCount": 1}


def test_bandings_do_not_overlap(book: gspread.Spreadsheet) -> None:
    banding = {
        "addBanding": {"bandedRange": {"range": area(0, 5, 0, 2), "rowProperties": {"firstBandColor": {"red": 1}}}}
    }
    batch(book, banding)
    with pytest.raises(APIError, match="already has alternating"):
        batch(book, banding)


def test_a_sheet_made_smaller_loses_what_was_beyond(sheet: gspread.Worksheet) -> None:
    sheet.update([["a", "b"], ["c", "d"]], "A1")
    sheet.resize(1, 1)
    sheet.resize(2, 2)
    assert sheet.get_all_values() == [["a"]]
