"""A store with one connected spreadsheet."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sheets_addon.store import Store, open_store, workbooks
from sheets_addon.sync import Outcome
from sheets_addon.sync import sync as engine
from tests.sheets_addon.sync.fakes import Clock, Online

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
    def run(reason: str = "schedule", **more: Any) -> Outcome:
        return engine(store, id, open_google=online.opened, clock=clock, reason=reason, **more)

    return run
