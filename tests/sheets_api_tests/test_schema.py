"""What is said in either direction is held against Google's discovery documents."""

import re
from pathlib import Path
from typing import Any

import gspread
import pytest
import requests

from tests.sheets_api import schema
from tests.sheets_api.routes import ROUTES
from tests.sheets_api.running import running
from tests.sheets_api.server import Server
from tests.sheets_api_tests.asking import SHEETS, ask, batch, refused
from tests.sheets_api_tests.client import connected

BATCH = "BatchUpdateSpreadsheetRequest"


def cell(value: Any) -> dict[str, Any]:
    return {"requests": [{"updateCells": {"rows": [{"values": [{"userEnteredValue": value}]}]}}]}


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"requests": [{"addShet": {}}]}, "requests[0].addShet: unknown field"),
        (cell({"stringValue": 5}), "userEnteredValue.stringValue: 5 is no string"),
        (cell({"numberValue": "5"}), "numberValue: '5' is no number"),
        (cell({"numberValue": True}), "numberValue: True is no number"),
        (cell({"boolValue": 1}), "boolValue: 1 is no boolean"),
        (cell([]), "userEnteredValue: list is no object"),
        ({"requests": {}}, "requests: dict is no array"),
        ({"requests": [{"mergeCells": {"mergeType": "ALL"}}]}, "mergeType: 'ALL' is none of MERGE_ALL"),
        ({"requests": [{"deleteSheet": {"sheetId": 1.5}}]}, "sheetId: 1.5 is no integer"),
        ({"requests": [{"deleteSheet": {"sheetId": 2**40}}]}, "is beyond int32"),
    ],
)
def test_what_is_wrong_is_named(body: Any, wrong: str) -> None:
    (found,) = schema.wrong("sheets.v4.json", BATCH, body)
    assert wrong in found
    assert not schema.fits("sheets.v4.json").named(BATCH)(body)


def test_what_is_right() -> None:
    for value in ({"stringValue": ""}, {"numberValue": 5}, {"numberValue": 0.5}, {"boolValue": False}):
        assert schema.wrong("sheets.v4.json", BATCH, cell(value)) == []
        assert schema.fits("sheets.v4.json").named(BATCH)(cell(value))


def test_a_wrong_request_is_refused_and_remembered(server: Server, book: gspread.Spreadsheet) -> None:
    body = {"requests": [{"addSheet": {"properties": {"titel": "x"}}}]}
    said = refused(400, book.client, "post", f"{SHEETS}/{book.id}:batchUpdate", body)
    assert "titel: unknown field" in said
    assert len(server.violations) == 1
    server.violations.clear()


def test_a_wrong_reply_is_remembered(server: Server, book: gspread.Spreadsheet) -> None:
    server.world.book(book.id).properties["tittle"] = "x"
    book.fetch_sheet_metadata()
    assert server.violations == ["reply of sheets.spreadsheets.get: Spreadsheet.properties.tittle: unknown field"]
    server.violations.clear()


def test_unknown_parameters_are_warnings_and_wrong_ones_errors(server: Server, book: gspread.Spreadsheet) -> None:
    ask(book.client, "get", f"{SHEETS}/{book.id}", colour="red")
    assert server.warnings == ["sheets.spreadsheets.get: unknown query parameter colour"]
    url = f"{SHEETS}/{book.id}/values/A1"
    assert "valueRenderOption" in refused(400, book.client, "get", url, valueRenderOption="PLAIN")
    assert "TYPE_BOOL" in refused(400, book.client, "get", f"{SHEETS}/{book.id}", includeGridData="yes")


@pytest.mark.parametrize("text", ['{"requests": [', '{"requests": NaN}', "[1,"])
def test_no_json_at_all(server: Server, book: gspread.Spreadsheet, text: str) -> None:
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {book.client.auth.token}"}
    reply = requests.post(
        f"{server.root}/v4/spreadsheets/{book.id}:batchUpdate", data=text, headers=headers, timeout=10
    )
    assert reply.status_code == 400
    assert "Invalid JSON payload" in reply.json()["error"]["message"]


def test_every_route_is_a_method_of_googles() -> None:
    for route in ROUTES:
        method = schema.methods()[route.id, route.verb]
        assert method.scopes
        assert re.sub("{.*?}", "{}", route.template) in [re.sub("{.*?}", "{}", path) for path in method.paths]


def test_checks_can_be_switched_off(tmp_path: Path) -> None:
    with running(checked=False) as server, connected(server, tmp_path) as google:
        book = google.create("unchecked")
        batch(book, {"addSheet": {"properties": {"title": "x"}, "unknown": 1}})
        assert server.violations == []
        assert server.counts["sheets.spreadsheets.batchUpdate"] == 1
