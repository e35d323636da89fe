"""Every test of the store runs on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sheets_addon.store import Store, open_store, workbooks
from tests.databases import KINDS, database
from tests.sheets_addon.store.samples import NOW


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


_count = iter(range(1, 1_000_000))


def connected(store: Store) -> int:
    """The id of a new workbook."""
    with store.write() as session:
        return workbooks.add(
            session, f"sheet-{next(_count)}", title="Отдел", language="ru", time_zone="Europe/Moscow", now=NOW
        ).id
