"""The running service: real HTTP, real sockets, and a count of the batches that it was asked for."""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from waitress.server import create_server

from sheets_addon.app import create_app
from sheets_addon.settings import Settings

TOKEN = "key-of-the-add-in-0123"


@dataclass(frozen=True)
class Service:
    url: str
    key: str


def counting(app: Any) -> Any:
    """``app``, which also answers ``/counted``; and in the page, Microsoft's script is one of ours."""
    asked: list[str] = []

    def run(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path == "/counted":
            start("200 OK", [("Content-Type", "application/json")])
            return [str(len(asked)).encode()]
        if path == "/v1/functions:batch":
            asked.append(path)
        result: Iterable[bytes] = app(environ, start)
        return result

    return run


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    home: Path = tmp_path_factory.mktemp("home")
    settings = Settings(home=home, password="p", token=TOKEN, secret_key="s" * 32)
    server = create_server(counting(create_app(settings)), host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield Service(f"http://127.0.0.1:{server.effective_port}", TOKEN)
    server.close()
    thread.join(5)
