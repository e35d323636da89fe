"""The running service: real HTTP, real sockets, and a count of the batches that it was asked for.

In the page that it serves, Microsoft's script is replaced by a host of ours; nothing else is.
"""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from waitress.server import create_server

from sheets_addon.app import create_app
from sheets_addon.jobs.service import service as running_service
from sheets_addon.settings import Settings
from tests.excel_udfs.office_addin.node import SCRIPTS
from tests.sheets_addon.conftest import SECRET, bearer

MICROSOFT = b"https://appsforoffice.microsoft.com/lib/1/hosted/office.js"


@dataclass(frozen=True)
class Service:
    url: str
    key: str


def counting(app: Any) -> Any:
    """``app``, which also answers ``/counted`` and ``/stub/…``."""
    asked: list[str] = []

    def run(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path == "/counted":
            start("200 OK", [("Content-Type", "application/json")])
            return [str(len(asked)).encode()]
        if path in {"/stub/host.js", "/stub/excel.mjs"}:
            start("200 OK", [("Content-Type", "text/javascript")])
            return [(SCRIPTS / path.rpartition("/")[2]).read_bytes()]
        if path == "/excel/taskpane.html":
            return page(app, environ, start)
        if path == "/v1/functions:batch":
            asked.append(path)
        result: Iterable[bytes] = app(environ, start)
        return result

    return run


def page(app: Any, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    with app.test_client().get(environ["PATH_INFO"]) as made:
        assert MICROSOFT in made.data
        start(made.status, [(name, value) for name, value in made.headers if name != "Content-Length"])
        return [made.data.replace(MICROSOFT, b"/stub/host.js")]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    home: Path = tmp_path_factory.mktemp("home")
    with running_service(Settings(home=home, password="p", secret_key=SECRET)) as running:
        key = bearer(running, functions=True)["Authorization"].removeprefix("Bearer ")
        server = create_server(counting(create_app(running)), host="127.0.0.1", port=0, threads=4)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        yield Service(f"http://127.0.0.1:{server.effective_port}", key)
        server.close()
        thread.join(5)
