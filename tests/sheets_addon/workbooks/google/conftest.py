"""The adapter against the local server, on a clock that only moves when someone sleeps."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from gspread import Client

from sheets_addon.workbooks.google.book import GoogleWorkbook
from sheets_addon.workbooks.google.client import connect
from tests.sheets_api import admin
from tests.sheets_api.running import ACCOUNT, running
from tests.sheets_api.server import Server

ADDRESS = f"{ACCOUNT}@planerka-test.iam.gserviceaccount.com"
DEALS = [["Клиент", "Сумма", "Создана"], ["Ромашка", 100.5, 46112], ["Василёк", 7, 46113]]


@dataclass
class Time:
    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture(scope="session")
def running_server() -> Iterator[Server]:
    """One for all these tests: to end one takes half a second, a key a tenth."""
    with running() as server:
        yield server


@pytest.fixture(scope="session")
def key(running_server: Server) -> dict[str, Any]:
    return running_server.accounts.add(ACCOUNT)


@pytest.fixture
def server(running_server: Server) -> Iterator[Server]:
    """As if it had just been started."""
    server = running_server
    server.faults.clear()
    server.accounts.revoked.clear()
    server.accounts.expire()
    server.quota.minute = None
    for seen in (server.log, server.counts, server.violations, server.warnings, server.crashes):
        seen.clear()
    yield server
    assert server.violations == []
    assert server.warnings == []
    assert server.crashes == []


@pytest.fixture
def info(server: Server, key: dict[str, Any]) -> dict[str, Any]:
    """The service account's key file; each test gets tokens of its own."""
    return key | {"client_id": secrets.token_hex(8)}


@pytest.fixture
def client(server: Server, info: dict[str, Any], time: Time) -> Client:
    return connect(info, server.root, clock=time.clock, sleep=time.sleep)


Upload = Callable[..., str]


@pytest.fixture
def upload(server: Server) -> Upload:
    """A person's spreadsheet, shared with us as an editor: ``title=rows``. Returns its id."""

    def put(tabs: dict[str, list[list[Any]]] | None = None, role: str | None = "writer", **more: Any) -> str:
        tabs = {"Сделки": DEALS} if tabs is None else tabs
        sheets = [{"title": title, "rows": rows, "sheetId": 10 + i} for i, (title, rows) in enumerate(tabs.items())]
        given = {"title": "Продажи", "sheets": sheets, "share": {ADDRESS: role} if role else {}} | more
        return admin.upload(server, given).id

    return put


@pytest.fixture
def book(client: Client, upload: Upload) -> GoogleWorkbook:
    return GoogleWorkbook(client, upload())
