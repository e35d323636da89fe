"""Field masks: what a reply names and what an update touches."""

from typing import Any

import gspread
import pytest

from tests.sheets_api.errors import ApiError
from tests.sheets_api.masks import kept, parse, updated
from tests.sheets_api_tests.asking import DRIVE, SHEETS, area, ask, batch, refused


@pytest.mark.parametrize(
    ("mask", "tree"),
    [
        ("a", {"a": {}}),
        ("a,b.c", {"a": {}, "b": {"c": {}}}),
        ("a/b/c", {"a": {"b": {"c": {}}}}),
        ("a(b,c(d)),e", {"a": {"b": {}, "c": {"d": {}}}, "e": {}}),
        ("a.b,a.c", {"a": {"b": {}, "c": {}}}),
        ("*", {"*": {}}),
    ],
)
def test_parsed(mask: str, tree: dict[str, Any]) -> None:
    assert parse(mask) == tree


@pytest.mark.parametrize("mask", ["", "a,", "a(b", "a)", "a..b"])
def test_not_parsed(mask: str) -> None:
    with pytest.raises(ApiError, match="Invalid field selection"):
        parse(mask)


def test_kept() -> None:
    whole = {"a": [{"b": 1, "c": 2}, {"c": 3}], "d": 4}
    assert kept(whole, parse("a.b")) == {"a": [{"b": 1}, {}]}
    assert kept(whole, parse("*")) == whole


def test_updated_clears_what_the_mask_names_and_the_new_one_lacks() -> None:
    old = {"userEnteredValue": {"numberValue": 1}, "userEnteredFormat": {"textFormat": {"bold": True, "italic": True}}}
    assert updated(old, {}, parse("userEnteredValue")) == {"userEnteredFormat": old["userEnteredFormat"]}
    changed = updated(
        old, {"userEnteredFormat": {"textFormat": {"bold": False}}}, parse("userEnteredFormat.textFormat.bold")
    )
    assert changed["userEnteredFormat"]["textFormat"] == {"bold": False, "italic": True}
    assert updated(old, {"note": "x"}, parse("*")) == {"note": "x"}


def test_a_reply_has_what_was_asked_for(book: gspread.Spreadsheet) -> None:
    seen = book.fetch_sheet_metadata({"fields": "properties(title,locale),sheets.properties.sheetId"})
    assert seen == {
        "properties": {"title": book.title, "locale": "en_US"},
        "sheets": [{"properties": {"sheetId": 0}}],
    }
    assert ask(book.client, "get", f"{DRIVE}/files/{book.id}").keys() == {"kind", "id", "name", "mimeType"}
    reply = ask(
        book.client, "post", f"{SHEETS}/{book.id}:batchUpdate", {"requests": [{"addSheet": {}}]}, fields="spreadsheetId"
    )
    assert reply == {"spreadsheetId": book.id}


def test_cells_come_only_when_asked_for(book: gspread.Spreadsheet) -> None:
    book.sheet1.update([["x"]], "B2")
    assert "data" not in book.fetch_sheet_metadata()["sheets"][0]
    assert "data" in book.fetch_sheet_metadata({"includeGridData": "true"})["sheets"][0]
    part = book.fetch_sheet_metadata(
        {"ranges": "B2:C3", "fields": "sheets.data(startRow,startColumn,rowData.values.formattedValue)"}
    )
    assert part["sheets"][0]["data"] == [
        {"startRow": 1, "startColumn": 1, "rowData": [{"values": [{"formattedValue": "x"}]}]}
    ]


@pytest.mark.parametrize("mask", ["nothing", "sheets.properties.nothing", "sheets(data.rowData.values.nothing)"])
def test_a_field_that_is_not_there(book: gspread.Spreadsheet, mask: str) -> None:
    said = refused(400, book.client, "get", f"{SHEETS}/{book.id}", fields=mask)
    assert said.startswith("Invalid field selection") and said.endswith("nothing")


def test_an_update_of_cells_touches_what_its_mask_names(sheet: gspread.Worksheet) -> None:
    sheet.format("A1:B1", {"textFormat": {"bold": True}})
    sheet.insert_note("B1", "stays")
    rows = [{"values": [{"userEnteredValue": {"numberValue": 0}}]}]
    batch(sheet.spreadsheet, {"updateCells": {"range": area(0, 1, 0, 2), "rows": rows, "fields": "userEnteredValue"}})
    params = {
        "ranges": "A1:B1",
        "fields": "sheets.data.rowData.values(userEnteredValue,userEnteredFormat.textFormat,note)",
    }
    first, second = sheet.spreadsheet.fetch_sheet_metadata(params)["sheets"][0]["data"][0]["rowData"][0]["values"]
    bold = {"userEnteredFormat": {"textFormat": {"bold": True}}}
    assert first == bold | {"userEnteredValue": {"numberValue": 0}}
    assert second == bold | {"note": "stays"}
    batch(sheet.spreadsheet, {"updateCells": {"range": area(0, 1, 0, 2), "fields": "*"}})
    assert sheet.get_note("B1") == ""
