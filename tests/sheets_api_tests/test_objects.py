"""Charts, rules, bandings, and that each kind of request we promise is there."""

import gspread
import pytest
from gspread.exceptions import APIError

from tests.sheets_api.batch import HANDLERS
from tests.sheets_api.schema import document
from tests.sheets_api_tests.asking import SHEETS, area, ask, batch, refused, write

PROMISED = """updateSheetProperties mergeCells addSheet updateCells deleteSheet sortRange updateSpreadsheetProperties
    updateDimensionProperties addNamedRange setBasicFilter insertDimension deleteNamedRange unmergeCells deleteDimension
    addDimensionGroup deleteDimensionGroup addProtectedRange deleteProtectedRange updateNamedRange autoResizeDimensions
    clearBasicFilter copyPaste cutPaste repeatCell setDataValidation""".split()
SPEC = {"title": "Воронка", "basicChart": {"chartType": "BAR", "domains": [], "series": [
    {"series": {"sourceRange": {"sources": [area(0, 3, 0, 1)]}}, "color": {"red": 1}}]}}  # fmt: skip
RED = {"booleanRule": {"condition": {"type": "NUMBER_LESS", "values": [{"userEnteredValue": "0"}]}, "format": {
    "backgroundColor": {"red": 1}}}}  # fmt: skip


def test_the_25_kinds_are_there_and_every_kind_is_googles() -> None:
    known = document("sheets.v4.json")["schemas"]["Request"]["properties"]
    assert len(PROMISED) == 25
    assert set(PROMISED) <= HANDLERS.keys() <= known.keys()


@pytest.mark.parametrize(
    "kind", sorted(document("sheets.v4.json")["schemas"]["Request"]["properties"].keys() - HANDLERS.keys())
)
def test_any_other_fails_with_its_name(book: gspread.Spreadsheet, kind: str) -> None:
    before = book.fetch_sheet_metadata()
    said = refused(
        501, book.client, "post", f"{SHEETS}/{book.id}:batchUpdate", {"requests": [write(0, 0, "x"), {kind: {}}]}
    )
    assert f"batchUpdate {kind}" in said
    assert book.fetch_sheet_metadata() == before
    assert book.sheet1.acell("A1").value is None


@pytest.mark.parametrize(
    ("method", "url"),
    [
        ("post", f"{SHEETS}/x/values:batchClearByDataFilter"),
        ("get", f"{SHEETS}/x/developerMetadata/5"),
        ("get", "https://www.googleapis.com/drive/v3/about"),
        ("get", "https://www.googleapis.com/drive/v3/changes"),
    ],
)
def test_a_method_that_is_not_built_fails_with_its_name(google: gspread.Client, method: str, url: str) -> None:
    assert url.split("/", 3)[3] in refused(501, google.http_client, method, url)


def test_charts(book: gspread.Spreadsheet) -> None:
    def seen() -> list[dict[str, object]]:
        return [dict(one) for sheet in book.fetch_sheet_metadata()["sheets"] for one in sheet.get("charts", [])]

    book.add_worksheet("other", 5, 5)
    place = {"overlayPosition": {"anchorCell": {"sheetId": 0, "rowIndex": 2, "columnIndex": 3}, "widthPixels": 600}}
    (reply,) = batch(book, {"addChart": {"chart": {"chartId": 55, "spec": SPEC, "position": place}}})
    assert reply["addChart"]["chart"]["chartId"] == 55
    (chart,) = seen()
    assert chart["position"] == {
        "overlayPosition": {"anchorCell": {"rowIndex": 2, "columnIndex": 3}, "widthPixels": 600}
    }
    batch(book, {"updateChartSpec": {"chartId": 55, "spec": SPEC | {"title": "Новая"}}})
    there = {"overlayPosition": {"anchorCell": {"sheetId": book.worksheet("other").id}}}
    batch(book, {"updateEmbeddedObjectPosition": {"objectId": 55, "newPosition": there, "fields": "*"}})
    sheets = book.fetch_sheet_metadata()["sheets"]
    assert ["charts" in one for one in sheets] == [False, True]
    assert sheets[1]["charts"][0]["spec"]["title"] == "Новая"
    with pytest.raises(APIError, match="already exists"):
        batch(book, {"addChart": {"chart": {"chartId": 55, "spec": SPEC, "position": place}}})
    batch(book, {"deleteEmbeddedObject": {"objectId": 55}})
    assert seen() == []


def test_conditional_formats_keep_their_order(book: gspread.Spreadsheet) -> None:
    for i in range(3):
        batch(book, {"addConditionalFormatRule": {"rule": RED | {"ranges": [area(i, i + 1, 0, 1)]}, "index": i}})

    def order() -> list[int]:
        rules = book.fetch_sheet_metadata()["sheets"][0].get("conditionalFormats", [])
        return [rule["ranges"][0]["startRowIndex"] for rule in rules]

    assert order() == [0, 1, 2]
    batch(book, {"updateConditionalFormatRule": {"sheetId": 0, "index": 2, "newIndex": 0}})
    assert order() == [2, 0, 1]
    batch(book, {"deleteConditionalFormatRule": {"sheetId": 0, "index": 1}})
    assert order() == [2, 1]
    with pytest.raises(APIError, match="No conditional format"):
        batch(book, {"deleteConditionalFormatRule": {"sheetId": 0, "index": 2}})


def test_bandings_filters_and_names_are_updated(book: gspread.Spreadsheet) -> None:
    (reply,) = batch(book, {"addBanding": {"bandedRange": {"range": area(0, 5, 0, 2), "rowProperties": {
        "firstBandColor": {"red": 1}}}}})  # fmt: skip
    id = reply["addBanding"]["bandedRange"]["bandedRangeId"]
    new = {"bandedRangeId": id, "range": area(0, 9, 0, 2)}
    batch(book, {"updateBanding": {"bandedRange": new, "fields": "range"}})
    (one,) = book.fetch_sheet_metadata()["sheets"][0]["bandedRanges"]
    assert one["range"]["endRowIndex"] == 9
    assert one["rowProperties"]["firstBandColorStyle"] == {"rgbColor": {"red": 1}}
    batch(book, {"deleteBanding": {"bandedRangeId": id}})
    (reply,) = batch(book, {"addNamedRange": {"namedRange": {"name": "a", "range": area(0, 1, 0, 1)}}})
    named = reply["addNamedRange"]["namedRange"] | {"name": "b"}
    batch(book, {"updateNamedRange": {"namedRange": named, "fields": "name"}})
    assert [one["name"] for one in book.list_named_ranges()] == ["b"]


def test_borders_and_appended_cells(book: gspread.Spreadsheet) -> None:
    line = {"style": "SOLID", "width": 1}
    batch(book, write(0, 0, "x"), {"updateBorders": {"range": area(0, 2, 0, 2), "top": line, "innerVertical": line}})
    batch(book, {"appendCells": {"sheetId": 0, "rows": [{"values": [{"userEnteredValue": {"numberValue": 5}}]}],
                                 "fields": "userEnteredValue"}})  # fmt: skip
    assert book.sheet1.col_values(1)[-1] == "5"
    params = {"ranges": "B1", "fields": "sheets.data.rowData.values.userEnteredFormat.borders"}
    (cell,) = book.fetch_sheet_metadata(params)["sheets"][0]["data"][0]["rowData"][0]["values"]
    assert cell["userEnteredFormat"]["borders"].keys() == {"top", "left"}


def test_a_file_is_made_as_described(google: gspread.Client) -> None:
    sheets = [{"properties": {"title": "Первый", "gridProperties": {"rowCount": 5, "columnCount": 2}}}, {}]
    body = {"properties": {"title": "Новая", "locale": "ru_RU", "timeZone": "Europe/Moscow"}, "sheets": sheets}
    made = ask(google.http_client, "post", SHEETS, body)
    assert made["properties"]["locale"] == "ru_RU"
    assert [one["properties"]["title"] for one in made["sheets"]] == ["Первый", "Sheet2"]
    assert made["spreadsheetUrl"].endswith(f"{made['spreadsheetId']}/edit")
