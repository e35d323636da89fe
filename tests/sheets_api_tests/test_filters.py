"""Ranges found by sheet id or by our mark on a sheet, whatever people call the tab and wherever they put it."""

from typing import Any

import gspread
import pytest

from tests.sheets_api import admin
from tests.sheets_api.server import Server
from tests.sheets_api_tests.asking import SHEETS, area, ask, batch, refused

KEY = {"developerMetadataLookup": {"metadataKey": "planerka.report", "metadataValue": "funnel"}}
BY_ID = {"gridRange": {"sheetId": 7}}
MARK = {"metadataKey": "planerka.report", "metadataValue": "funnel", "visibility": "DOCUMENT"}


@pytest.fixture
def marked(book: gspread.Spreadsheet) -> gspread.Spreadsheet:
    """A file whose tab 7 is ours and holds two rows."""
    batch(
        book,
        {"addSheet": {"properties": {"sheetId": 7, "title": "Воронка"}}},
        {"createDeveloperMetadata": {"developerMetadata": MARK | {"location": {"sheetId": 7}}}},
    )
    book.worksheet("Воронка").update([["стадия", "штук"], ["Новая", 3]], "A1")
    return book


def found(book: gspread.Spreadsheet, *filters: dict[str, Any]) -> list[dict[str, Any]]:
    body = {"dataFilters": list(filters), "valueRenderOption": "UNFORMATTED_VALUE"}
    url = f"{SHEETS}/{book.id}/values:batchGetByDataFilter"
    reply: list[dict[str, Any]] = ask(book.client, "post", url, body).get("valueRanges", [])
    return reply


def test_the_whole_sheet_and_a_part_of_it(marked: gspread.Spreadsheet) -> None:
    whole, part = found(marked, BY_ID, {"gridRange": area(0, 1, 1, 2, sheet=7)})
    assert whole["valueRange"]["values"] == [["стадия", "штук"], ["Новая", 3]]
    assert whole["valueRange"]["range"] == "'Воронка'!A1:Z1000"
    assert part["valueRange"]["values"] == [["штук"]]
    assert part["dataFilters"] == [{"gridRange": area(0, 1, 1, 2, sheet=7)}]


@pytest.mark.parametrize(
    "change",
    [
        {"updateSheetProperties": {"properties": {"sheetId": 7, "title": "Моё"}, "fields": "title"}},
        {"updateSheetProperties": {"properties": {"sheetId": 7, "index": 0}, "fields": "index"}},
        {"updateSheetProperties": {"properties": {"sheetId": 7, "hidden": True}, "fields": "hidden"}},
    ],
    ids=["renamed", "moved", "hidden"],
)
def test_a_tab_is_found_after_a_person_changed_it(
    server: Server, marked: gspread.Spreadsheet, change: dict[str, Any]
) -> None:
    admin.do(server, marked.id, [change])
    by_id, by_mark = found(marked, BY_ID, KEY)
    assert by_id["valueRange"] == by_mark["valueRange"]
    assert by_id["valueRange"]["values"][1] == ["Новая", 3]


def test_a_deleted_tab_is_an_error_by_id_and_nothing_by_mark(server: Server, marked: gspread.Spreadsheet) -> None:
    admin.do(server, marked.id, [{"deleteSheet": {"sheetId": 7}}])
    url = f"{SHEETS}/{marked.id}/values:batchGetByDataFilter"
    assert "No grid with id: 7" in refused(400, marked.client, "post", url, {"dataFilters": [BY_ID]})
    assert found(marked, KEY) == []
    assert ask(marked.client, "post", f"{SHEETS}/{marked.id}/developerMetadata:search", {"dataFilters": [KEY]}) == {}


def test_a_person_deleting_a_tab_takes_its_names_and_marks_along(server: Server, marked: gspread.Spreadsheet) -> None:
    batch(marked, {"addNamedRange": {"namedRange": {"name": "x", "range": {"sheetId": 7}}}})
    marked.sheet1.update([["='Воронка'!B2"]], "A1", raw=False)
    assert marked.sheet1.get("A1") == [["3"]]
    admin.do(server, marked.id, [{"deleteSheet": {"sheetId": 7}}])
    assert marked.list_named_ranges() == []
    assert marked.sheet1.get("A1") == [["#REF!"]]


def test_marks_on_rows_and_columns_follow_them(marked: gspread.Spreadsheet) -> None:
    for dimension, at in (("ROWS", 1), ("COLUMNS", 1)):
        place = {"sheetId": 7, "dimension": dimension, "startIndex": at, "endIndex": at + 1}
        batch(marked, {"createDeveloperMetadata": {"developerMetadata": MARK | {
            "metadataValue": dimension, "location": {"dimensionRange": place}}}})  # fmt: skip
    start = {"sheetId": 7, "startIndex": 0, "endIndex": 2}
    batch(marked, *({"insertDimension": {"range": start | {"dimension": d}}} for d in ("ROWS", "COLUMNS")))
    lookups = [
        {"developerMetadataLookup": {"metadataKey": "planerka.report", "metadataValue": d}} for d in ("ROWS", "COLUMNS")
    ]
    row, column = found(marked, *lookups)
    assert row["valueRange"]["range"] == "'Воронка'!A4:AB4"
    assert column["valueRange"]["values"] == [[], [], ["штук"], [3]]
    batch(marked, {"deleteDimension": {"range": {"sheetId": 7, "dimension": "ROWS", "startIndex": 3, "endIndex": 4}}})
    assert found(marked, lookups[0]) == []


def test_marks_changed_searched_and_taken_off(marked: gspread.Spreadsheet) -> None:
    batch(marked, {"createDeveloperMetadata": {"developerMetadata": MARK | {
        "metadataKey": "planerka.run", "metadataValue": "1", "location": {"spreadsheet": True}}}})  # fmt: skip
    run = {"developerMetadataLookup": {"metadataKey": "planerka.run"}}
    new = {"dataFilters": [run], "developerMetadata": {"metadataValue": "2"}, "fields": "metadataValue"}
    (reply,) = batch(marked, {"updateDeveloperMetadata": new})
    assert reply["updateDeveloperMetadata"]["developerMetadata"][0]["metadataValue"] == "2"
    whole = marked.fetch_sheet_metadata({"fields": "developerMetadata,sheets.developerMetadata"})
    assert [one["metadataKey"] for one in whole["developerMetadata"]] == ["planerka.run"]
    assert whole["sheets"][1]["developerMetadata"][0]["location"] == {"locationType": "SHEET", "sheetId": 7}
    batch(marked, {"deleteDeveloperMetadata": {"dataFilter": run}})
    assert "developerMetadata" not in marked.fetch_sheet_metadata({"fields": "developerMetadata"})


def test_written_by_filter(marked: gspread.Spreadsheet) -> None:
    data = [{"dataFilter": {"gridRange": area(2, 3, 0, 2, sheet=7)}, "values": [["КП", 5]]}]
    url = f"{SHEETS}/{marked.id}/values:batchUpdateByDataFilter"
    ask(marked.client, "post", url, {"valueInputOption": "RAW", "data": data})
    assert found(marked, KEY)[0]["valueRange"]["values"][2] == ["КП", 5]
    only = ask(marked.client, "post", f"{SHEETS}/{marked.id}:getByDataFilter", {"dataFilters": [KEY]})
    assert [one["properties"]["sheetId"] for one in only["sheets"]] == [7]
