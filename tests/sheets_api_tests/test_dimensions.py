"""Rows and columns put in and taken out: everything that stands on a sheet or points at it moves along."""

from typing import Any

import gspread
import pytest

from tests.sheets_api_tests.asking import area, batch

BASIC = {
    "basicChart": {"chartType": "COLUMN", "series": [{"series": {"sourceRange": {"sources": [area(4, 8, 1, 2)]}}}]}
}
CHART = {"spec": BASIC, "position": {"overlayPosition": {"anchorCell": {"rowIndex": 4, "columnIndex": 6}}}}
BOLD = {"booleanRule": {"condition": {"type": "NOT_BLANK"}, "format": {"textFormat": {"bold": True}}}}


def rows(start: int, end: int, dimension: str = "ROWS") -> dict[str, Any]:
    return {"range": {"sheetId": 0, "dimension": dimension, "startIndex": start, "endIndex": end}}


@pytest.fixture
def full(book: gspread.Spreadsheet) -> gspread.Spreadsheet:
    """A sheet with one of each on its rows 5 to 8, and a tab «other» that points there."""
    batch(
        book,
        {"addSheet": {"properties": {"sheetId": 7, "title": "other"}}},
        {"mergeCells": {"range": area(4, 8, 0, 1), "mergeType": "MERGE_ALL"}},
        {"addNamedRange": {"namedRange": {"name": "named", "range": area(4, 8, 1, 2)}}},
        {"addProtectedRange": {"protectedRange": {"range": area(4, 8, 2, 3)}}},
        {"addConditionalFormatRule": {"rule": BOLD | {"ranges": [area(4, 8, 3, 4)]}}},
        {"addBanding": {"bandedRange": {"range": area(4, 8, 4, 5), "rowProperties": {"firstBandColor": {"red": 1}}}}},
        {"addDimensionGroup": rows(4, 8)},
        {"addChart": {"chart": CHART}},
        {
            "addChart": {
                "chart": CHART | {"position": {"overlayPosition": {"anchorCell": {"sheetId": 7, "rowIndex": 4}}}}
            }
        },
    )
    book.sheet1.update([[5], [6]], "B5")
    book.worksheet("other").update([["=SUM(Sheet1!B5:B8)", "=Sheet1!$B$6", '="Sheet1!B5"']], "A1", raw=False)
    return book


def spans(book: gspread.Spreadsheet) -> dict[str, tuple[int, int]]:
    """First row and last row + 1 of everything on the sheet."""
    whole = book.fetch_sheet_metadata()
    one, other = whole["sheets"]
    charts = {"chart": one["charts"][0], "chart elsewhere": other["charts"][0]}
    found = {
        "merge": one["merges"][0],
        "name": whole["namedRanges"][0]["range"],
        "protection": one["protectedRanges"][0]["range"],
        "rule": one["conditionalFormats"][0]["ranges"][0],
        "banding": one["bandedRanges"][0]["range"],
    } | {
        name: c["spec"]["basicChart"]["series"][0]["series"]["sourceRange"]["sources"][0] for name, c in charts.items()
    }
    group = one["rowGroups"][0]["range"]
    made = {name: (span["startRowIndex"], span["endRowIndex"]) for name, span in found.items()}
    anchors = [c["position"]["overlayPosition"]["anchorCell"]["rowIndex"] for c in charts.values()]
    return made | {"group": (group["startIndex"], group["endIndex"]), "anchors": (anchors[0], anchors[1])}


@pytest.mark.parametrize(
    ("change", "span", "anchor"),
    [
        ({"insertDimension": rows(0, 2)}, (6, 10), 6),
        ({"insertDimension": rows(4, 5)}, (5, 9), 5),
        ({"insertDimension": rows(6, 9)}, (4, 11), 4),
        ({"insertDimension": rows(8, 9)}, (4, 8), 4),
        ({"deleteDimension": rows(0, 2)}, (2, 6), 2),
        ({"deleteDimension": rows(3, 5)}, (3, 6), 3),
        ({"deleteDimension": rows(5, 7)}, (4, 6), 4),
        ({"deleteDimension": rows(7, 20)}, (4, 7), 4),
        ({"insertDimension": rows(0, 2, "COLUMNS")}, (4, 8), 4),
    ],
)
def test_everything_moves_along(
    full: gspread.Spreadsheet, change: dict[str, Any], span: tuple[int, int], anchor: int
) -> None:
    batch(full, change)
    seen = spans(full)
    assert seen.pop("anchors") == (anchor, 4), "a chart on another sheet stays where it is"
    assert set(seen.values()) == {span}, seen


def test_what_has_no_row_left_is_gone(full: gspread.Spreadsheet) -> None:
    batch(full, {"deleteDimension": rows(2, 9)})
    whole = full.fetch_sheet_metadata()
    gone = {"merges", "protectedRanges", "conditionalFormats", "bandedRanges", "rowGroups"}
    assert not gone & whole["sheets"][0].keys()
    assert "namedRanges" not in whole
    assert full.worksheet("other").get("A1:B1") == [["#REF!", "#REF!"]]


def test_formulas_follow_the_cells_they_name(full: gspread.Spreadsheet) -> None:
    other = full.worksheet("other")
    assert other.get("A1:B1") == [["11", "6"]]
    batch(full, {"insertDimension": rows(0, 3)}, {"insertDimension": rows(0, 1, "COLUMNS")})
    seen = other.get("A1:C1", value_render_option="FORMULA")
    assert seen == [["=SUM(Sheet1!C8:C11)", "=Sheet1!$C$9", '="Sheet1!B5"']]
    assert other.get("A1:B1") == [["11", "6"]]


def test_formulas_follow_a_renamed_tab(full: gspread.Spreadsheet) -> None:
    full.sheet1.update_title("Мой лист")
    other = full.worksheet("other")
    assert other.get("B1", value_render_option="FORMULA") == [["='Мой лист'!$B$6"]]
    assert other.get("A1:B1") == [["11", "6"]]


def test_values_and_sizes_move_too(sheet: gspread.Worksheet) -> None:
    sheet.update([["a"], ["b"], ["c"]], "A1")
    sheet.hide_rows(1, 2)
    batch(sheet.spreadsheet, {"insertDimension": rows(1, 3)}, {"deleteDimension": rows(0, 1)})
    assert sheet.get("A1:A9") == [[], [], ["b"], ["c"]]
    meta = sheet.spreadsheet.fetch_sheet_metadata({"fields": "sheets.data.rowMetadata.hiddenByUser"})
    assert [i for i, one in enumerate(meta["sheets"][0]["data"][0]["rowMetadata"]) if one] == [2]
    assert sheet.spreadsheet.sheet1.row_count == 1001


def test_new_rows_look_like_their_neighbour(sheet: gspread.Worksheet) -> None:
    sheet.format("A1", {"textFormat": {"bold": True}})
    sheet.format("A2", {"textFormat": {"italic": True}})
    batch(sheet.spreadsheet, {"insertDimension": rows(1, 2) | {"inheritFromBefore": True}})
    batch(sheet.spreadsheet, {"insertDimension": rows(2, 3)})
    params = {"ranges": "A1:A4", "fields": "sheets.data.rowData.values.userEnteredFormat.textFormat"}
    found = sheet.spreadsheet.fetch_sheet_metadata(params)["sheets"][0]["data"][0]["rowData"]
    assert [list(one["values"][0]["userEnteredFormat"]["textFormat"]) for one in found] == [
        ["bold"], ["bold"], ["italic"], ["italic"]]  # fmt: skip


def test_groups_nest_and_fold(sheet: gspread.Worksheet) -> None:
    book = sheet.spreadsheet
    batch(book, {"addDimensionGroup": rows(0, 10)})
    (reply,) = batch(book, {"addDimensionGroup": rows(2, 5)})
    assert [one["depth"] for one in reply["addDimensionGroup"]["dimensionGroups"]] == [1, 2]
    fold = {"dimensionGroup": {**rows(2, 5), "depth": 2, "collapsed": True}, "fields": "collapsed"}
    batch(book, {"updateDimensionGroup": fold})
    assert [one.get("collapsed", False) for one in sheet.list_dimension_group_rows()] == [False, True]
    batch(book, {"deleteDimensionGroup": rows(2, 5)})
    assert [one["depth"] for one in sheet.list_dimension_group_rows()] == [1]
