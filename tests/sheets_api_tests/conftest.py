"""One server for all these tests; each makes its own files, and leaves no violation behind."""

import re
from collections.abc import Iterator
from pathlib import Path

import gspread
import pytest

from tests.sheets_api.running import running
from tests.sheets_api.server import Server
from tests.sheets_api_tests.client import connected


@pytest.fixture(scope="session")
def _server() -> Iterator[Server]:
    with running() as made:
        yield made


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where key files lie."""
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(scope="session")
def _google(_server: Server, keys: Path) -> Iterator[gspread.Client]:
    with connected(_server, keys) as made:
        yield made


@pytest.fixture
def server(_server: Server) -> Iterator[Server]:
    """The server without faults and counts; what it and its clients said must have been as Google's documents say."""
    _server.forget()
    yield _server
    assert _server.violations == []
    assert _server.crashes == []
    _server.forget()


@pytest.fixture
def google(server: Server, _google: gspread.Client) -> gspread.Client:
    return _google


@pytest.fixture
def book(google: gspread.Client, request: pytest.FixtureRequest) -> gspread.Spreadsheet:
    """An empty spreadsheet in en_US, as Google makes one."""
    return google.create(re.sub(r"\W+", " ", request.node.name))


@pytest.fixture
def sheet(book: gspread.Spreadsheet) -> gspread.Worksheet:
    return book.sheet1
