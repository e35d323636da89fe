"""Every test of the store runs on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from sheets_addon.store import Store, open_store, workbooks
from tests.databases import KINDS, database
from tests.sheets_addon.store.filled import filled
from tests.sheets_addon.store.samples import NOW

New = Callable[[str], str]


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database."""
    with database(request.param, tmp_path) as url:
        yield url


@pytest.fixture(scope="module", params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store that the tests of a file share; each connects workbooks of its own."""
    with database(request.param, tmp_path_factory.mktemp("store")) as url:
        store = open_store(url)
        yield store
        store.close()


@pytest.fixture
def book(store: Store) -> int:
    return connected(store)


@pytest.fixture
def another(store: Store) -> Callable[[], int]:
    return lambda: connected(store)


@pytest.fixture
def new(tmp_path: Path) -> Iterator[New]:
    """``new(kind)`` is the URL of another empty database."""
    with ExitStack() as stack:
        yield lambda kind: stack.enter_context(database(kind, tmp_path))


@pytest.fixture
def full(url: str) -> Iterator[Store]:
    store = open_store(url)
    filled(store)
    yield store
    store.close()


_count = iter(range(1, 1_000_000))


def connected(store: Store) -> int:
    """The id of a new workbook."""
    with store.write() as session:
        return workbooks.add(
            session, f"sheet-{next(_count)}", title="Отдел", language="ru", time_zone="Europe/Moscow", now=NOW
        ).id
