"""The client: hosts, time limits, retries, tokens, the budget."""

import time as time_module
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import requests
from gspread import Client, HTTPClient
from gspread.exceptions import APIError

from core.errors import KeyRefused, OutOfTime, QuotaSpent, ServiceDown
from core.intake.book import is_input
from sheets_addon.workbooks.google.book import GoogleWorkbook
from sheets_addon.workbooks.google.client import CONNECT, DRIVE, READ, SHEETS, connect, http_of, kind_of, rooted
from sheets_addon.workbooks.google.retries import TRIES, BadReply, parsed
from tests.sheets_addon.workbooks.google.conftest import ADDRESS, Time, Upload
from tests.sheets_api.server import Server

GET, BATCH = "sheets.spreadsheets.get", "sheets.spreadsheets.values.batchGetByDataFilter"


def asked(server: Server) -> int:
    """How many requests came, the failed ones too."""
    return len(server.log)


def test_gspread_s_own_methods_go_the_same_way(server: Server, client: Client, upload: Upload, time: Time) -> None:
    id = upload()
    server.faults.plan(kind="status", match="GET", code=503)
    assert client.open_by_key(id).sheet1.title == "Сделки"
    assert len(time.slept) == 1
    assert type(client.http_client) is not HTTPClient
    assert http_of(client).address == ADDRESS


@pytest.mark.parametrize("code", [408, 429, 500, 502, 503, 504])
def test_what_passes_is_tried_again(server: Server, book: GoogleWorkbook, time: Time, code: int) -> None:
    server.faults.plan(kind="status", match="batchGet", code=code, times=TRIES - 1)
    assert book.read(is_input).sheets
    assert len(time.slept) == TRIES - 1


@pytest.mark.parametrize("fault", [{"kind": "reset"}, {"kind": "reset", "when": "after"}, {"kind": "truncate"}])
def test_a_broken_connection_is_tried_again(
    server: Server, book: GoogleWorkbook, time: Time, fault: dict[str, Any]
) -> None:
    server.faults.plan(match="batchGet", times=2, **fault)
    assert book.read(is_input).sheets
    assert len(time.slept) == 2


@pytest.mark.parametrize("code", [400, 403, 404, 501])
def test_what_does_not_pass_is_not(server: Server, client: Client, upload: Upload, time: Time, code: int) -> None:
    server.faults.plan(kind="status", match="GET /v4", code=code, times=99)
    with pytest.raises(APIError):
        http_of(client).call("get", f"{SHEETS}/v4/spreadsheets/{upload()}")
    assert time.slept == []
    assert asked(server) == 1


def test_the_tries_end(server: Server, book: GoogleWorkbook, time: Time) -> None:
    server.faults.plan(kind="status", match="batchGet", code=503, times=99)
    with pytest.raises(ServiceDown, match="503"):
        book.read(is_input)
    assert len(time.slept) == TRIES - 1
    assert asked(server) == 1 + TRIES


def test_waits_have_full_jitter_and_grow(server: Server, book: GoogleWorkbook, time: Time) -> None:
    for _ in range(12):
        server.faults.plan(kind="status", match="batchGet", code=500, times=TRIES - 1)
        book.read(is_input)
    by_try = [time.slept[i :: TRIES - 1] for i in range(TRIES - 1)]
    for i, waits in enumerate(by_try):
        assert all(0 <= wait <= 2**i for wait in waits)
        assert len(set(waits)) > 1
    assert sum(by_try[-1]) > sum(by_try[0])


@pytest.mark.parametrize(("said", "least"), [("17", 17.0), ("Wed, 21 Oct 2099 07:28:00 GMT", None), ("soon", 0.0)])
def test_retry_after_is_honoured(
    server: Server, book: GoogleWorkbook, time: Time, said: str, least: float | None
) -> None:
    server.faults.plan(kind="status", match="batchGet", code=429, retry_after=said, reason="rateLimitExceeded")
    if least is None:  # beyond every deadline: not waited for at all
        with pytest.raises(QuotaSpent):
            book.read(is_input)
        assert time.slept == []
    else:
        book.read(is_input)
        assert least <= time.slept[0] <= least + 4


def test_drive_says_a_spent_quota_as_403(server: Server, book: GoogleWorkbook, time: Time) -> None:
    server.faults.plan(kind="status", match="drive", code=403, reason="userRateLimitExceeded")
    assert book.look().version
    assert len(time.slept) == 1


@pytest.mark.parametrize("code", [429, 503])
@pytest.mark.parametrize("seconds", [0.5, 10.0, 45.0])
def test_the_deadline_is_never_exceeded(
    server: Server, info: dict[str, Any], upload: Upload, time: Time, code: int, seconds: float
) -> None:
    client = connect(info, server.root, deadline=time.now + seconds, clock=time.clock, sleep=time.sleep)
    server.faults.plan(kind="status", match="batchGet", code=code, times=99)
    until = time.now + seconds
    with pytest.raises((QuotaSpent, ServiceDown)):
        GoogleWorkbook(client, upload()).read(is_input)
    assert time.now < until


def test_nothing_begins_after_the_deadline(server: Server, info: dict[str, Any], upload: Upload, time: Time) -> None:
    client = connect(info, server.root, deadline=time.now, clock=time.clock, sleep=time.sleep)
    with pytest.raises(OutOfTime):
        GoogleWorkbook(client, upload()).read(is_input)
    assert asked(server) == 0


def test_nobody_but_the_given_host_is_asked(
    info: dict[str, Any], server: Server, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    hosts = set()
    real = requests.Session.request

    def request(self: Any, method: str, url: str, **more: Any) -> Any:
        hosts.add(url.split("/")[2])
        return real(self, method, url, **more)

    monkeypatch.setattr(requests.Session, "request", request)
    book = GoogleWorkbook(connect(info, server.root), upload())
    book.look()
    book.read(is_input)
    time_module.sleep(0.05)  # google-auth has a thread that asks iamcredentials.googleapis.com
    assert hosts == {server.root.removeprefix("http://")}


def test_time_limits_shrink_towards_the_deadline(
    server: Server, info: dict[str, Any], upload: Upload, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    real = requests.Session.request

    def request(self: Any, method: str, url: str, **more: Any) -> Any:
        seen.append(more.get("timeout"))
        return real(self, method, url, **more)

    monkeypatch.setattr(requests.Session, "request", request)
    id = upload()
    connect(info, server.root, clock=time.clock).open_by_key(id)
    assert set(seen) == {(CONNECT, READ)}
    seen.clear()
    connect(info, server.root, deadline=time.now + 3, clock=time.clock).open_by_key(id)
    assert set(seen) == {(3, 3)}


def test_a_slow_reply_is_given_up_at_the_deadline(server: Server, info: dict[str, Any], upload: Upload) -> None:
    server.faults.plan(kind="slow", match="GET /v4", seconds=1.2, times=2)
    id, began = upload(), time_module.monotonic()
    client = connect(info, server.root, deadline=began + 0.4)
    with pytest.raises(ServiceDown, match="in time"):
        GoogleWorkbook(client, id).read(is_input)
    assert time_module.monotonic() - began < 1.0


def test_a_token_that_ends_midway_is_renewed_once(server: Server, book: GoogleWorkbook, time: Time) -> None:
    server.faults.plan(kind="expired", match="batchGet")
    assert book.read(is_input).sheets
    assert time.slept == []
    assert server.counts[BATCH] == 1


def test_a_token_that_is_refused_again_is_not_renewed_forever(
    server: Server, book: GoogleWorkbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.look()
    made: list[int] = []
    real = server.accounts.token
    monkeypatch.setattr(server.accounts, "token", lambda form: made.append(1) or real(form))
    server.faults.plan(kind="expired", match="batchGet", times=99)
    with pytest.raises(KeyRefused):
        book.read(is_input)
    assert len(made) == 1


def test_a_revoked_key_is_said(server: Server, book: GoogleWorkbook, time: Time) -> None:
    book.read(is_input)
    server.accounts.revoked.add(ADDRESS)
    with pytest.raises(KeyRefused, match=f"{ADDRESS}: it was revoked") as caught:
        book.read(is_input)
    assert "отозван" in caught.value.message("ru")
    assert time.slept == []


def test_a_token_endpoint_that_fails_for_a_moment(
    server: Server, info: dict[str, Any], upload: Upload, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("google.auth._exponential_backoff.time.sleep", time.sleep)
    server.faults.plan(kind="status", match="POST /token", code=503, times=4)
    client = connect(info, server.root, clock=time.clock, sleep=time.sleep)
    assert GoogleWorkbook(client, upload()).read(is_input).sheets


def test_a_wrong_clock_is_told_from_a_revoked_key(server: Server, book: GoogleWorkbook) -> None:
    said = "invalid_grant: Invalid JWT: Token must be a short-lived token and in a reasonable timeframe."
    from google.auth.exceptions import RefreshError

    from sheets_addon.workbooks.google.sentences import said as spoken

    assert "NTP" in spoken(RefreshError(said), ADDRESS).message("en")


@pytest.mark.parametrize("broken", [{}, {"type": "service_account"}, {"private_key": "x"}])
def test_a_key_that_is_none_is_said(info: dict[str, Any], broken: dict[str, Any]) -> None:
    given = broken if "private_key" not in broken else info | broken
    with pytest.raises(KeyRefused, match="service account"):
        connect(given)


def test_tokens_are_shared_by_the_clients_of_a_key(
    server: Server, info: dict[str, Any], upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, id = [], upload()
    real = server.accounts.token
    monkeypatch.setattr(server.accounts, "token", lambda form: made.append(1) or real(form))
    for key in (info, info, dict(reversed(info.items()))):
        connect(key, server.root).open_by_key(id)
    assert len(made) == 1


class Counting:
    """Notes each turn, and which requests the server had when it began and when it ended."""

    def __init__(self, server: Server, fails: bool = False) -> None:
        self.server, self.fails = server, fails
        self.turns: list[tuple[str, str]] = []
        self.sent: list[list[str]] = []

    @contextmanager
    def turn(self, kind: str, account: str, deadline: float) -> Iterator[None]:
        from core.i18n import T

        if self.fails:
            raise QuotaSpent(T("нет", "none"))
        assert deadline > 0
        before = len(self.server.log)
        try:
            yield
        finally:
            self.turns.append((kind, account))
            self.sent.append([line.rpartition(":")[2] for line in self.server.log[before:]])


def test_every_request_of_sheets_lies_in_a_turn_of_its_own(
    server: Server, info: dict[str, Any], upload: Upload, time: Time
) -> None:
    """The failed ones too, whether they came to an answer or not."""
    budget = Counting(server)
    book = GoogleWorkbook(connect(info, server.root, budget, clock=time.clock, sleep=time.sleep), upload())
    book.look()
    assert budget.turns == []
    server.faults.plan(kind="status", match="batchGet", code=429)
    server.faults.plan(kind="reset", match="batchGet", skip=1)
    book.read(is_input)
    assert budget.turns == [("read", ADDRESS)] * 4
    structure, *reads = budget.sent
    assert len(structure) == 1 and reads == [["batchGetByDataFilter"]] * 3


def test_no_request_without_budget(server: Server, info: dict[str, Any], upload: Upload) -> None:
    with pytest.raises(QuotaSpent):
        GoogleWorkbook(connect(info, server.root, Counting(server, fails=True)), upload()).read(is_input)
    assert asked(server) == 0


@pytest.mark.parametrize(
    ("method", "path", "kind"),
    [
        ("get", f"{SHEETS}/v4/spreadsheets/1", "read"),
        ("post", f"{SHEETS}/v4/spreadsheets/1/values:batchGetByDataFilter", "read"),
        ("post", f"{SHEETS}/v4/spreadsheets/1:getByDataFilter", "read"),
        ("post", f"{SHEETS}/v4/spreadsheets/1/developerMetadata:search", "read"),
        ("post", f"{SHEETS}/v4/spreadsheets/1:batchUpdate", "write"),
        ("put", f"{SHEETS}/v4/spreadsheets/1/values/A1", "write"),
        ("get", f"{DRIVE}/drive/v3/files/1", None),
        ("post", f"{DRIVE}/drive/v3/files/1/watch", None),
    ],
)
def test_reads_and_writes_are_told_apart(method: str, path: str, kind: str | None) -> None:
    assert kind_of(method, path) == kind


def test_what_gspread_asks_is_sent_as_it_is(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[dict[str, Any]] = []

    def answered(*_: Any, timeout: Any, **more: Any) -> requests.Response:
        sent.append(more)
        response = requests.Response()
        response.status_code = 200
        return response

    monkeypatch.setattr(http_of(client).session, "request", answered)
    more = {"params": {"a": 1}, "data": b"x", "json": {"b": 2}, "files": {"c": b"y"}, "headers": {"d": "z"}}
    http_of(client).request("post", f"{DRIVE}/x", **more)
    assert sent == [more]


def test_each_answer_is_told(server: Server, info: dict[str, Any], upload: Upload, time: Time) -> None:
    told: list[tuple[str, str]] = []
    client = connect(
        info, server.root, clock=time.clock, sleep=time.sleep, answered=lambda *answer: told.append(answer)
    )
    server.faults.plan(kind="status", match="batchGet", code=503)
    server.faults.plan(kind="reset", match="batchGet", skip=1)
    book = GoogleWorkbook(client, upload())
    book.look()
    book.read(is_input)
    assert told == [("drive", "200"), ("read", "200"), ("read", "503"), ("read", "broken"), ("read", "200")]


def test_only_google_s_hosts_are_rewritten() -> None:
    root = "http://127.0.0.1:1/"
    assert rooted(f"{SHEETS}/v4/x", root) == "http://127.0.0.1:1/v4/x"
    assert rooted(f"{DRIVE}/drive/v3/x", root) == "http://127.0.0.1:1/drive/v3/x"
    assert rooted("https://example.com/x", root) == "https://example.com/x"
    assert rooted(f"{SHEETS}/v4/x", None) == f"{SHEETS}/v4/x"
    assert rooted(f"{SHEETS}.evil.com/v4/x", root) == f"{SHEETS}.evil.com/v4/x"


def test_a_spent_minute_asks_for_longer_waits(server: Server, book: GoogleWorkbook, time: Time) -> None:
    for _ in range(12):
        server.faults.plan(kind="status", match="batchGet", code=429)
        book.read(is_input)
    assert 1 < max(time.slept) <= 4


@pytest.mark.parametrize("body", [b"[]", b"<html>", b'{"half": '])
def test_a_reply_that_is_no_object_is_a_bad_one(body: bytes) -> None:
    response = requests.Response()
    response._content = body
    with pytest.raises(BadReply):
        parsed(response)
