"""A store with one connected spreadsheet."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sheets_addon.store import Store, open_store, workbooks
from sheets_addon.sync import Outcome
from sheets_addon.sync import sync as engine
from tests.sheets_addon.sync.fakes import Clock, Online
from tests.sheets_addon.sync.rig import Rig, connected, small
from tests.sheets_api.running import ACCOUNT, running
from tests.sheets_api.server import Server

Sync = Callable[..., Outcome]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    yield store
    store.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def online() -> Online:
    return Online()


@pytest.fixture
def id(store: Store, clock: Clock) -> int:
    with store.write() as session:
        book = workbooks.add(session, "sheet-1", title="Книга", language="ru", time_zone="Europe/Moscow", now=clock.now)
    return book.id


@pytest.fixture
def sync(store: Store, id: int, online: Online, clock: Clock) -> Sync:
    def run(reason: str | None = "schedule", **more: Any) -> Outcome:
        return engine(store, id, open_book=online.opened, clock=clock, reason=reason, **more)

    return run


@pytest.fixture(scope="session")
def running_server() -> Iterator[Server]:
    """One for all these tests: to end one takes half a second."""
    with running() as server:
        yield server


@pytest.fixture(scope="session")
def key(running_server: Server) -> dict[str, Any]:
    return running_server.accounts.add(ACCOUNT)


@pytest.fixture
def server(running_server: Server) -> Iterator[Server]:
    """As if it had just been started; nobody asked what Google's own description does not know."""
    server = running_server
    server.faults.clear()
    server.accounts.revoked.clear()
    server.quota.reset()
    for seen in (server.log, server.counts, server.violations, server.warnings, server.crashes):
        seen.clear()
    yield server
    assert (server.violations, server.warnings, server.crashes) == ([], [], [])


@pytest.fixture
def connect(server: Server, store: Store, key: dict[str, Any]) -> Callable[..., Rig]:
    """Upload tabs and connect them."""

    def made(sheets: Iterable[dict[str, Any]] = small(), **more: Any) -> Rig:
        return connected(server, store, list(sheets), **{"key": key} | more)

    return made


@pytest.fixture
def rig(connect: Callable[..., Rig]) -> Rig:
    """A small team's spreadsheet."""
    return connect()
