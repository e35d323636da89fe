"""Pasting from a staging tab: how a long report is brought in at once."""

import gspread
import pytest
from gspread.exceptions import APIError

from tests.sheets_api import admin
from tests.sheets_api.server import Server
from tests.sheets_api_tests.asking import area, batch, write

BOLD = {"userEnteredFormat": {"textFormat": {"bold": True}}}
STAGE = {"addSheet": {"properties": {"sheetId": 9, "title": "stage", "hidden": True}}}


@pytest.fixture
def staged(book: gspread.Spreadsheet) -> gspread.Spreadsheet:
    """Old values and a person's note on the sheet; a hidden tab with 3 × 2 new ones."""
    batch(book, STAGE, *(write(i, 0, f"old {i}", i, "beside") for i in range(5)))
    batch(
        book,
        *(write(i, 0, f"new {i}", i * 10, sheet=9) for i in range(3)),
        {"repeatCell": {"range": area(0, 1, 0, 2, sheet=9), "cell": BOLD, "fields": "userEnteredFormat"}},
        {"mergeCells": {"range": area(5, 6, 0, 2, sheet=9), "mergeType": "MERGE_ALL"}},
    )
    return book


def test_values_formats_and_merges_come_and_the_rest_stays(staged: gspread.Spreadsheet) -> None:
    paste = {"source": area(0, 6, 0, 2, sheet=9), "destination": area(0, 6, 0, 2), "pasteType": "PASTE_NORMAL"}
    batch(staged, {"copyPaste": paste}, {"deleteSheet": {"sheetId": 9}})
    new = [[f"new {i}", i * 10, "beside"] for i in range(3)]
    assert staged.sheet1.get("A1:C9", value_render_option="UNFORMATTED_VALUE") == [
        *new, ["", "", "beside"], ["", "", "beside"]]  # fmt: skip
    assert staged.fetch_sheet_metadata()["sheets"][0]["merges"] == [
        {"startRowIndex": 5, "endRowIndex": 6, "startColumnIndex": 0, "endColumnIndex": 2}
    ]
    params = {"ranges": "A1:A2", "fields": "sheets.data.rowData.values.userEnteredFormat.textFormat"}
    found = staged.fetch_sheet_metadata(params)["sheets"][0]["data"][0]["rowData"]
    assert found == [{"values": [BOLD]}, {"values": [{}]}]


def test_nobody_sees_half_of_it(server: Server, staged: gspread.Spreadsheet) -> None:
    before = admin.grid(server.world.book(staged.id), "Sheet1")
    paste = {"copyPaste": {"source": area(0, 3, 0, 2, sheet=9), "destination": area(0, 3, 0, 2)}}
    with pytest.raises(APIError):
        batch(staged, paste, {"deleteSheet": {"sheetId": 1234}})
    assert admin.grid(server.world.book(staged.id), "Sheet1") == before


def test_a_small_source_fills_a_multiple_of_itself(staged: gspread.Spreadsheet) -> None:
    batch(staged, {"copyPaste": {"source": area(0, 1, 0, 1, sheet=9), "destination": area(0, 2, 0, 2)}})
    assert staged.sheet1.get("A1:B2") == [["new 0", "new 0"]] * 2


def test_a_destination_smaller_than_the_source_is_outgrown(staged: gspread.Spreadsheet) -> None:
    batch(staged, {"copyPaste": {"source": area(0, 3, 0, 2, sheet=9), "destination": area(0, 1, 0, 1)}})
    assert staged.sheet1.col_values(1)[:4] == ["new 0", "new 1", "new 2", "old 3"]


def test_turned_and_only_in_part(staged: gspread.Spreadsheet) -> None:
    source, target = area(0, 3, 0, 1, sheet=9), area(10, 11, 0, 3)
    batch(staged, {"copyPaste": {"source": source, "destination": target, "pasteOrientation": "TRANSPOSE"}})
    assert staged.sheet1.row_values(11) == ["new 0", "new 1", "new 2"]
    only = {"source": source, "destination": area(0, 3, 0, 1), "pasteType": "PASTE_FORMAT"}
    batch(staged, {"copyPaste": only})
    assert staged.sheet1.acell("A1").value == "old 0"


def test_formulas_are_copied_relative_or_as_values(sheet: gspread.Worksheet) -> None:
    sheet.update([[1, "=A1*2", "=$A$1*2"]], "A1", raw=False)
    batch(sheet.spreadsheet, {"copyPaste": {"source": area(0, 1, 0, 3), "destination": area(1, 2, 0, 3)}})
    assert sheet.get("B2:C2", value_render_option="FORMULA") == [["=A2*2", "=$A$1*2"]]
    values = {"source": area(0, 1, 1, 2), "destination": area(3, 4, 0, 1), "pasteType": "PASTE_VALUES"}
    batch(sheet.spreadsheet, {"copyPaste": values})
    assert sheet.get("A4", value_render_option="FORMULA") == [[2]]


def test_beyond_the_sheet(staged: gspread.Spreadsheet) -> None:
    with pytest.raises(APIError, match="do not fit"):
        batch(staged, {"copyPaste": {"source": area(0, 3, 0, 2, sheet=9), "destination": area(999, 1000, 0, 2)}})
