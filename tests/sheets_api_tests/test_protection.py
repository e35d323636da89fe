"""Protected cells: refused to others, free to their editors and the owner, and a warning stops no program."""

from typing import Any

import gspread
import pytest
from gspread.exceptions import APIError

from tests.sheets_api import admin
from tests.sheets_api.server import Server
from tests.sheets_api_tests.asking import area, batch, uploaded, write

SIZE = {"dimension": "ROWS", "startIndex": 1, "endIndex": 2}
CHANGES: dict[str, dict[str, Any]] = {
    "cells": write(1, 1, "x"),
    "formats": {"repeatCell": {"range": area(1, 2, 0, 1), "cell": {"note": "x"}, "fields": "note"}},
    "merge": {"mergeCells": {"range": area(0, 2, 0, 1), "mergeType": "MERGE_ALL"}},
    "sort": {"sortRange": {"range": area(0, 2, 0, 2), "sortSpecs": [{"sortOrder": "ASCENDING"}]}},
    "validation": {"setDataValidation": {"range": area(1, 2, 1, 2)}},
    "paste": {"copyPaste": {"source": area(5, 6, 0, 1), "destination": area(1, 2, 1, 2)}},
    "cut": {"cutPaste": {"source": area(1, 2, 1, 2), "destination": {"rowIndex": 8}}},
    "rows out": {"deleteDimension": {"range": SIZE}},
    "rows hidden": {"updateDimensionProperties": {"range": SIZE, "properties": {"hiddenByUser": True}, "fields": "*"}},
    "the sheet": {"deleteSheet": {"sheetId": 0}},
}


def protect(server: Server, book: gspread.Spreadsheet, **more: Any) -> int:
    """The file's owner protects A1:B2."""
    given = {"range": area(0, 2, 0, 2), **more}
    (reply,) = admin.do(server, book.id, [{"addProtectedRange": {"protectedRange": given}}])
    return int(reply["addProtectedRange"]["protectedRange"]["protectedRangeId"])


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_others_are_refused(server: Server, google: gspread.Client, change: dict[str, Any]) -> None:
    book = uploaded(server, google, ["a", 1], ["b", 2])
    book.add_worksheet("another", 5, 5)
    protect(server, book)
    before = admin.dump(server.world.book(book.id))
    with pytest.raises(APIError, match="edit a protected cell or object"):
        batch(book, change)
    assert admin.dump(server.world.book(book.id)) == before


def test_values_methods_are_refused_too(server: Server, google: gspread.Client) -> None:
    book = uploaded(server, google, ["a", 1])
    protect(server, book)
    for change in (lambda: book.sheet1.update([["x"]], "B2"), lambda: book.sheet1.batch_clear(["A1:Z9"])):
        with pytest.raises(APIError, match="protected"):
            change()
    book.sheet1.update([["x"]], "C3")


def test_the_owner_and_the_editors_may(server: Server, google: gspread.Client) -> None:
    book = uploaded(server, google, ["a", 1])
    us = [one for one in server.accounts.keys if one.startswith("planerka@")]
    protect(server, book, editors={"users": us})
    batch(book, write(0, 0, "by an editor"))
    admin.type_in(server, book.id, "A1", [["by the owner"]])
    assert book.sheet1.acell("A1").value == "by the owner"


def test_a_warning_stops_no_program(server: Server, google: gspread.Client) -> None:
    book = uploaded(server, google, ["a", 1])
    protect(server, book, warningOnly=True)
    batch(book, write(0, 0, "written"))
    assert book.sheet1.acell("A1").value == "written"


def test_a_protected_sheet_with_an_opening(server: Server, google: gspread.Client) -> None:
    book = uploaded(server, google, ["a", 1])
    protect(server, book, range={"sheetId": 0}, unprotectedRanges=[area(4, 6, 0, 2)])
    batch(book, write(4, 0, "free"))
    for change in (write(3, 0, "x"), write(5, 1, "x", "y"), {"updateSheetProperties": {
            "properties": {"title": "renamed"}, "fields": "title"}}):  # fmt: skip
        with pytest.raises(APIError, match="protected"):
            batch(book, change)


def test_a_protected_name(server: Server, google: gspread.Client) -> None:
    book = uploaded(server, google, ["a", 1])
    named = {"namedRange": {"namedRangeId": "n1", "name": "total", "range": area(3, 4, 0, 1)}}
    admin.do(server, book.id, [{"addNamedRange": named}])
    protect(server, book, namedRangeId="n1")
    batch(book, write(0, 0, "free"))
    with pytest.raises(APIError, match="protected"):
        batch(book, write(3, 0, "x"))


def test_what_a_stranger_to_it_sees_of_a_protection(server: Server, google: gspread.Client) -> None:
    book = uploaded(server, google, ["a", 1])
    id = protect(server, book, description="бюджет")
    (seen,) = book.list_protected_ranges(0)
    assert seen["description"] == "бюджет"
    assert "editors" not in seen and "requestingUserCanEdit" not in seen
    delete = {"deleteProtectedRange": {"protectedRangeId": id}}
    update = {"updateProtectedRange": {"protectedRange": {"protectedRangeId": id}, "fields": "editors"}}
    for change in (delete, update):
        with pytest.raises(APIError, match="protected"):
            batch(book, change)
