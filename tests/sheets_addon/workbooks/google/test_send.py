"""A write is done exactly once, whatever becomes of its answer."""

from collections.abc import Callable
from typing import Any

import pytest
import requests
from google.auth.exceptions import TransportError
from gspread import Client
from gspread.exceptions import APIError

from sheets_addon.workbooks.google import client as client_module
from sheets_addon.workbooks.google import send as send_module
from sheets_addon.workbooks.google.client import connect, http_of
from sheets_addon.workbooks.google.known import STAMP, Known, receipt
from sheets_addon.workbooks.google.retries import TRIES, Unsure, passes
from sheets_addon.workbooks.google.send import send
from tests.sheets_addon.workbooks.google.conftest import Time, Upload
from tests.sheets_api.server import Server

WRITE, LOOK = "sheets.spreadsheets.batchUpdate", "sheets.spreadsheets.get"
REQUESTS: list[dict[str, Any]] = [{"addSheet": {"properties": {"sheetId": 5, "title": "Отчёт"}}}]
"""Done twice it would be refused."""
Send = Callable[[], None]


@pytest.fixture
def id(upload: Upload) -> str:
    return upload()


@pytest.fixture
def write(client: Client, id: str) -> Send:
    return lambda: send(http_of(client), id, REQUESTS, Known(), "run/1")


def tokens(server: Server, id: str) -> list[str]:
    return [one["metadataValue"] for one in server.world.book(id).developer_metadata if one["metadataKey"] == STAMP]


def is_done(server: Server, id: str) -> bool:
    """Once, and with its receipt."""
    titles = [tab.title for tab in server.world.book(id).tabs]
    return titles == ["Сделки", "Отчёт"] and tokens(server, id) == ["run/1"]


def sent(server: Server) -> tuple[int, int]:
    """How often it was written, and looked after."""
    return sum(":batchUpdate" in line for line in server.log), sum(line.startswith("GET") for line in server.log)


def test_without_a_fault_it_is_one_request(server: Server, id: str, write: Send) -> None:
    write()
    assert is_done(server, id)
    assert server.counts == {WRITE: 1}


def test_the_next_receipt_takes_the_place_of_the_last(server: Server, id: str, client: Client, write: Send) -> None:
    write()
    rename = {"updateSheetProperties": {"properties": {"sheetId": 5, "title": "Другой"}, "fields": "title"}}
    send(http_of(client), id, [rename], Known(receipt="run/1"), "run/2")
    assert tokens(server, id) == ["run/2"]


DOUBTFUL = [
    pytest.param({"kind": "reset"}, id="reset"),
    pytest.param({"kind": "status", "code": 500}, id="500"),
    pytest.param({"kind": "status", "code": 503}, id="503"),
    pytest.param({"kind": "status", "code": 408}, id="408"),
]


@pytest.mark.parametrize("fault", DOUBTFUL)
def test_after_a_failure_before_it_was_done_it_is_sent_again(
    server: Server, id: str, write: Send, fault: dict[str, Any]
) -> None:
    server.faults.plan(match=":batchUpdate", when="before", **fault)
    write()
    assert is_done(server, id)
    assert sent(server) == (2, 1)


@pytest.mark.parametrize("fault", [*DOUBTFUL, pytest.param({"kind": "truncate"}, id="truncate")])
def test_after_a_failure_that_came_too_late_it_is_not(
    server: Server, id: str, write: Send, fault: dict[str, Any]
) -> None:
    server.faults.plan(match=":batchUpdate", when="after", **fault)
    write()
    assert is_done(server, id)
    assert sent(server) == (1, 1)


def test_an_answer_that_does_not_come(
    server: Server, id: str, write: Send, monkeypatch: pytest.MonkeyPatch, time: Time
) -> None:
    monkeypatch.setattr(client_module, "READ", 0.3)
    server.faults.plan(kind="slow", match=":batchUpdate", when="after", seconds=0.6)
    write()
    assert is_done(server, id)
    assert sent(server) == (1, 1)
    assert len(time.slept) == 1, "the write gets time to come in before it is looked for"


def test_a_write_that_comes_in_after_it_was_looked_for(
    server: Server, id: str, write: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, seen = send_module._done, []

    def done(*given: Any) -> bool:
        seen.append(1)
        return len(seen) > 1 and real(*given)

    monkeypatch.setattr(send_module, "_done", done)
    server.faults.plan(kind="reset", match=":batchUpdate", when="after")
    write()
    assert is_done(server, id)
    assert sent(server) == (2, 1), "the second is refused, for the tab is there"


def test_a_refused_write_is_not_sent_again(server: Server, id: str, write: Send, time: Time) -> None:
    server.faults.plan(kind="status", match=":batchUpdate", code=400)
    with pytest.raises(APIError):
        write()
    assert sent(server) == (1, 0)
    assert not is_done(server, id)
    assert time.slept == []


def test_a_spent_quota_leaves_no_doubt(server: Server, id: str, write: Send) -> None:
    server.faults.plan(kind="status", match=":batchUpdate", code=429, times=2)
    write()
    assert is_done(server, id)
    assert sent(server) == (3, 0)


def test_an_expired_token_leaves_no_doubt(server: Server, id: str, write: Send) -> None:
    server.faults.plan(kind="expired", match=":batchUpdate")
    write()
    assert is_done(server, id)
    assert sent(server) == (2, 0)


def test_while_it_cannot_be_looked_for_it_is_not_sent_again(server: Server, id: str, write: Send, time: Time) -> None:
    server.faults.plan(kind="reset", match=":batchUpdate", when="after")
    server.faults.plan(kind="status", match="GET", code=503, times=99)
    with pytest.raises(APIError):
        write()
    assert sent(server) == (1, TRIES)
    assert is_done(server, id)


def test_the_tries_end(server: Server, id: str, write: Send, time: Time) -> None:
    server.faults.plan(kind="reset", match=":batchUpdate", times=99)
    with pytest.raises(Unsure):
        write()
    assert sent(server) == (TRIES, TRIES)
    assert not is_done(server, id)


def test_the_last_try_is_looked_after_too(server: Server, id: str, write: Send) -> None:
    server.faults.plan(kind="reset", match=":batchUpdate", times=TRIES - 1)
    server.faults.plan(kind="reset", match=":batchUpdate", skip=TRIES - 1, when="after")
    write()
    assert is_done(server, id)


@pytest.mark.parametrize("seconds", [0.2, 3.0, 20.0])
def test_the_deadline_is_never_exceeded(
    server: Server, info: dict[str, Any], id: str, time: Time, seconds: float
) -> None:
    until = time.now + seconds
    server.faults.plan(kind="reset", match=":batchUpdate", times=99)
    http = http_of(connect(info, server.root, deadline=until, clock=time.clock, sleep=time.sleep))
    with pytest.raises(Unsure):
        send(http, id, REQUESTS, Known(), "run/1")
    assert time.now < until


def test_a_receipt_is_made_once_and_then_changed() -> None:
    assert list(receipt(Known(), "a")) == ["createDeveloperMetadata"]
    assert list(receipt(Known(receipt="a"), "b")) == ["updateDeveloperMetadata"]


def test_texts_go_as_they_are(server: Server, id: str, client: Client) -> None:
    cell = {"userEnteredValue": {"stringValue": "Ёж «🙂» \ud800 конец"}}
    start = {"sheetId": 10, "rowIndex": 0, "columnIndex": 0}
    rows = [{"values": [cell]}]
    send(http_of(client), id, [{"updateCells": {"start": start, "rows": rows, "fields": "*"}}], Known(), "t")
    found = server.world.book(id).tabs[0].cells[0, 0]["userEnteredValue"]["stringValue"]
    assert found == "Ёж «🙂» ? конец"


@pytest.mark.parametrize("error", [TransportError("no token"), requests.ConnectTimeout()])
def test_what_was_never_sent_leaves_no_doubt(
    server: Server, id: str, client: Client, write: Send, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    session = http_of(client).session
    real, failed = session.request, []

    def request(method: str, url: str, **more: Any) -> Any:
        if "batchUpdate" in url and not failed:
            failed.append(url)
            raise error
        return real(method, url, **more)

    monkeypatch.setattr(session, "request", request)
    write()
    assert failed
    assert is_done(server, id)
    assert sent(server) == (1, 0)


def test_a_certificate_that_is_wrong_is_not_tried_again() -> None:
    assert not passes(requests.exceptions.SSLError("self-signed"))
    assert passes(requests.ConnectionError("reset"))
