"""Requests as bare as they come: a path and a body, for what gspread has no method."""

from typing import Any

import gspread
import pytest
from gspread.exceptions import APIError

from tests.sheets_api import admin
from tests.sheets_api.server import Server

SHEETS = "https://sheets.googleapis.com/v4/spreadsheets"
DRIVE = "https://www.googleapis.com/drive/v3"


def ask(http: gspread.HTTPClient, method: str, url: str, body: Any = None, **query: Any) -> Any:
    reply = http.request(method, url, params=query or None, json=body)
    return reply.json() if reply.content else None


def batch(book: gspread.Spreadsheet, *requests: dict[str, Any]) -> list[dict[str, Any]]:
    """The replies of one batchUpdate."""
    replies: list[dict[str, Any]] = book.batch_update({"requests": list(requests)})["replies"]
    return replies


def refused(code: int, http: gspread.HTTPClient, method: str, url: str, body: Any = None, **query: Any) -> str:
    """The message of a request that must fail with that status."""
    with pytest.raises(APIError) as found:
        ask(http, method, url, body, **query)
    assert found.value.code == code, found.value
    return str(found.value.error["message"])


def write(row: int, column: int, *values: Any, sheet: int = 0, fields: str = "userEnteredValue") -> dict[str, Any]:
    """updateCells with one row of typed values."""
    kinds = {bool: "boolValue", int: "numberValue", float: "numberValue", str: "stringValue"}
    cells = [{"userEnteredValue": {kinds[type(value)]: value}} for value in values]
    start = {"sheetId": sheet, "rowIndex": row, "columnIndex": column}
    return {"updateCells": {"start": start, "rows": [{"values": cells}], "fields": fields}}


def area(top: int, bottom: int, left: int, right: int, sheet: int = 0) -> dict[str, int]:
    """A GridRange."""
    edges = ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")
    return {"sheetId": sheet} | dict(zip(edges, (top, bottom, left, right), strict=True))


def uploaded(
    server: Server, google: gspread.Client, *rows: list[Any], locale: str = "ru_RU", **more: Any
) -> gspread.Spreadsheet:
    """A person's file with one tab «Сделки», that our account may write."""
    shares = dict.fromkeys(server.accounts.keys, "writer")
    sheets = [{"title": "Сделки", "rows": list(rows), **more}]
    made = admin.upload(server, {"locale": locale, "sheets": sheets, "share": shares})
    return google.open_by_key(made.id)
