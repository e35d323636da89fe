"""A batchUpdate is done as a whole or not at all, and a change is one step of the file's version."""

from typing import Any

import gspread
import pytest
from gspread.exceptions import APIError

from tests.sheets_api import admin
from tests.sheets_api.server import Server
from tests.sheets_api_tests.asking import DRIVE, area, ask, batch, write

BAD: dict[str, dict[str, Any]] = {
    "a sheet that is not there": write(0, 0, "x", sheet=99),
    "outside the grid": write(5000, 0, "x"),
    "a title that is taken": {"addSheet": {"properties": {"title": "sheet1"}}},
    "the last visible sheet": {"deleteSheet": {"sheetId": 0}},
    "no such chart": {"updateChartSpec": {"chartId": 5, "spec": {"title": "x"}}},
    "no fields": {"updateSheetProperties": {"properties": {"sheetId": 0, "title": "x"}}},
    "over the size limit": {"addSheet": {"properties": {"gridProperties": {"rowCount": 5_000_000, "columnCount": 3}}}},
}


@pytest.mark.parametrize("bad", BAD.values(), ids=list(BAD))
def test_if_the_third_of_five_requests_fails_nothing_changes(
    server: Server, book: gspread.Spreadsheet, bad: dict[str, Any]
) -> None:
    batch(book, write(0, 0, "old", 1), {"mergeCells": {"range": area(3, 5, 0, 2), "mergeType": "MERGE_ALL"}})
    before = admin.dump(server.world.book(book.id))
    good = [
        write(0, 0, "new", 2),
        {"unmergeCells": {"range": area(3, 5, 0, 2)}},
        {"updateSpreadsheetProperties": {"properties": {"title": "new"}, "fields": "title"}},
        {"insertDimension": {"range": {"dimension": "ROWS", "startIndex": 0, "endIndex": 3}}},
    ]
    (kind,) = bad
    with pytest.raises(APIError, match=rf"Invalid requests\[2\]\.{kind}"):
        batch(book, *good[:2], bad, *good[2:])
    assert admin.dump(server.world.book(book.id)) == before
    batch(book, *good)
    assert admin.dump(server.world.book(book.id)) != before


def test_values_written_to_several_ranges_are_all_written_or_none(sheet: gspread.Worksheet) -> None:
    data = [{"range": "A1", "values": [["x"]]}, {"range": "ZZ1", "values": [["y"]]}]
    with pytest.raises(APIError, match="exceeds grid limits"):
        sheet.batch_update(data)
    assert sheet.get_all_values() == [[]]


def test_the_version_rises_by_one_for_each_change_and_by_none_for_a_look(book: gspread.Spreadsheet) -> None:
    def version() -> int:
        return int(ask(book.client, "get", f"{DRIVE}/files/{book.id}", fields="version")["version"])

    first = version()
    book.sheet1.get_all_values()
    book.fetch_sheet_metadata()
    assert version() == first
    batch(book, write(0, 0, "a"), write(1, 0, "b"), write(2, 0, "c"))
    assert version() == first + 1
    with pytest.raises(APIError):
        batch(book, write(0, 0, "a"), write(0, 0, "x", sheet=99))
    assert version() == first + 1
    book.sheet1.update([["by values"]], "A1")
    assert version() == first + 2


def test_who_changed_it_last_and_when(server: Server, book: gspread.Spreadsheet) -> None:
    fields = "modifiedTime,lastModifyingUser(emailAddress)"
    before = ask(book.client, "get", f"{DRIVE}/files/{book.id}", fields=fields)
    assert before["lastModifyingUser"]["emailAddress"].startswith("planerka@")
    admin.type_in(server, book.id, "A1", [["typed"]])
    after = ask(book.client, "get", f"{DRIVE}/files/{book.id}", fields=fields)
    assert after["lastModifyingUser"] == {"emailAddress": admin.PERSON}
    assert after["modifiedTime"] >= before["modifiedTime"]


def test_a_batch_without_requests_and_a_request_of_two_kinds(book: gspread.Spreadsheet) -> None:
    with pytest.raises(APIError, match="at least one request"):
        batch(book)
    with pytest.raises(APIError, match="exactly one kind"):
        batch(book, write(0, 0, "x") | {"deleteSheet": {"sheetId": 0}})


def test_replies_say_what_each_request_made_at_its_turn(book: gspread.Spreadsheet) -> None:
    rename = {"properties": {"sheetId": 7, "title": "after"}, "fields": "title"}
    replies = batch(
        book, {"addSheet": {"properties": {"sheetId": 7, "title": "before"}}}, {"updateSheetProperties": rename}
    )
    assert replies[0]["addSheet"]["properties"]["title"] == "before"
    assert replies[1] == {}
    body = {"requests": [write(0, 0, "x")], "includeSpreadsheetInResponse": True, "responseIncludeGridData": False}
    assert [s["properties"]["title"] for s in book.batch_update(body)["updatedSpreadsheet"]["sheets"]] == [
        "Sheet1",
        "after",
    ]
