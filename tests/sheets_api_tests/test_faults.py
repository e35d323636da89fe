"""Faults on demand: each kind, before the request is done and after it took effect."""

import time
from typing import Any

import gspread
import pytest
import requests
from gspread.exceptions import APIError

from tests.sheets_api.server import Server
from tests.sheets_api_tests.asking import DRIVE, ask, batch, write

BATCH = "POST .*:batchUpdate"
BROKEN = (requests.ConnectionError, requests.exceptions.ChunkedEncodingError)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("code", [408, 429, 500, 502, 503, 504])
def test_an_error_before_changes_nothing_and_one_after_hides_a_change(
    server: Server, book: gspread.Spreadsheet, code: int, when: str
) -> None:
    server.faults.plan(kind="status", match=BATCH, when=when, code=code, message="as planned", retry_after="7")
    with pytest.raises(APIError, match=rf"\[{code}\]: as planned") as found:
        batch(book, write(0, 0, "x"))
    assert found.value.response.headers["Retry-After"] == "7"
    assert book.sheet1.get_all_values() == ([["x"]] if when == "after" else [[]])
    batch(book, write(0, 0, "y"))
    assert book.sheet1.acell("A1").value == "y", "a fault strikes once"


def test_an_error_that_is_no_json(server: Server, book: gspread.Spreadsheet) -> None:
    server.faults.plan(kind="status", match=BATCH, code=502, page="<html><title>Error 502</title></html>")
    with pytest.raises(APIError) as found:
        batch(book, write(0, 0, "x"))
    assert found.value.response.status_code == 502
    assert found.value.response.text.startswith("<html>")


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_connection_that_breaks(server: Server, book: gspread.Spreadsheet, when: str) -> None:
    server.faults.plan(kind="reset", match=BATCH, when=when)
    with pytest.raises(requests.ConnectionError):
        batch(book, write(0, 0, "x"))
    assert book.sheet1.get_all_values() == ([["x"]] if when == "after" else [[]])


def test_half_a_reply(server: Server, book: gspread.Spreadsheet) -> None:
    server.faults.plan(kind="truncate", match=BATCH)
    with pytest.raises(BROKEN):
        batch(book, write(0, 0, "x"))
    assert book.sheet1.acell("A1").value == "x", "the change was done all the same"


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_slow_reply_outlasts_the_clients_patience(server: Server, book: gspread.Spreadsheet, when: str) -> None:
    server.faults.plan(kind="slow", match=BATCH, when=when, seconds=0.5)
    book.client.set_timeout(0.2)
    try:
        with pytest.raises(requests.ReadTimeout):
            batch(book, write(0, 0, "x"))
    finally:
        book.client.set_timeout(20)
    deadline = time.monotonic() + 5
    while book.sheet1.get_all_values() != [["x"]]:
        assert time.monotonic() < deadline, "the server goes on with what was asked"
        time.sleep(0.05)


@pytest.mark.parametrize("reason", ["rateLimitExceeded", "insufficientFilePermissions", "domainPolicy"])
def test_403_of_several_kinds(server: Server, book: gspread.Spreadsheet, reason: str) -> None:
    server.faults.plan(kind="status", match="GET /drive", code=403, reason=reason, message="no")
    with pytest.raises(APIError) as found:
        ask(book.client, "get", f"{DRIVE}/files/{book.id}")
    assert found.value.error["errors"][0]["reason"] == reason


def test_an_expired_token(server: Server, book: gspread.Spreadsheet) -> None:
    server.faults.plan(kind="expired", match=BATCH)
    tokens = len([one for one in server.log if "token" in one])
    batch(book, write(0, 0, "x"))
    assert book.sheet1.acell("A1").value == "x"
    assert tokens == 0
    assert len([one for one in server.log if BATCH[-11:] in one]) == 2, "refused, then sent again with a new token"


def test_the_token_endpoint_fails_too(server: Server, book: gspread.Spreadsheet) -> None:
    server.accounts.expire()
    server.faults.plan(kind="status", match="POST /token", code=503)
    assert book.sheet1.get_all_values() == [[]], "google-auth tries again by itself"
    assert server.faults.struck == ["status POST /token"]


def test_a_person_types_between_the_read_and_the_write(server: Server, book: gspread.Spreadsheet) -> None:
    book.sheet1.update([["before"]], "A1")
    typed = {"book": book.id, "range": "A1:B1", "values": [["by a person", "1+1"]]}
    server.faults.plan(kind="type", match=BATCH, typed=typed)
    assert book.sheet1.acell("A1").value == "before"
    batch(book, write(4, 0, "ours"))
    assert book.sheet1.get("A1:B5") == [["by a person", "1+1"], [], [], [], ["ours"]]


def test_which_requests_are_struck_and_how_often(server: Server, book: gspread.Spreadsheet) -> None:
    server.faults.plan(kind="status", match=BATCH, code=500, skip=1, times=2)
    results = []
    for i in range(5):
        try:
            batch(book, write(0, i, "x"))
            results.append(200)
        except APIError as error:
            results.append(error.code)
    assert results == [200, 500, 500, 200, 200]
    assert server.faults.struck == [f"status POST /v4/spreadsheets/{book.id}:batchUpdate"] * 2


def test_over_http_for_a_server_in_another_process(server: Server, book: gspread.Spreadsheet) -> None:
    def admin(method: str, path: str, body: Any = None) -> Any:
        reply = requests.request(method, f"{server.root}/admin/{path}", json=body, timeout=10)
        assert reply.ok, reply.text
        return reply.json()

    made = admin("post", "upload", {"sheets": [{"title": "Лист", "rows": [["a"]]}]})["id"]
    admin("post", f"books/{made}/type", {"range": "A2", "values": [["2"]]})
    admin("post", f"books/{made}/do", {"requests": [{"updateSheetProperties": {
        "properties": {"title": "Новый"}, "fields": "title"}}]})  # fmt: skip
    admin("post", f"books/{made}/share", {"x@example.com": "reader"})
    tab = admin("get", f"books/{made}")["tabs"][0]
    assert (tab["properties"]["title"], tab["cells"]["1,0"]) == ("Новый", {"userEnteredValue": {"numberValue": 2}})
    admin("delete", "requests")
    admin("post", "faults", [{"kind": "status", "match": BATCH, "code": 500}])
    with pytest.raises(APIError):
        batch(book, write(0, 0, "x"))
    seen = admin("get", "requests")
    assert seen["struck"] == [f"status {seen['log'][0]}"]
    assert (seen["violations"], seen["refused"]) == ([], 0)
    admin("post", "faults", [{"kind": "slow", "seconds": 0.01}])
    admin("delete", "faults")
    assert admin("get", "requests")["planned"] == []
