"""A server that runs: in a thread of a test, or alone."""

import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from werkzeug.serving import BaseWSGIServer, make_server

from tests.sheets_api.server import Server

ACCOUNT = "planerka"


def start(port: int = 0, checked: bool = True) -> tuple[Server, BaseWSGIServer]:
    """A server bound to its port, not yet serving."""
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    server = Server("", checked)
    http = make_server("127.0.0.1", port, server.app(), threaded=True)
    server.root = server.accounts.root = f"http://127.0.0.1:{http.server_port}"
    return server, http


@contextmanager
def running(checked: bool = True) -> Iterator[Server]:
    """A server for the time of a test."""
    server, http = start(checked=checked)
    thread = threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        thread.join(5)
        http.server_close()


def credentials(server: Server, folder: Path, name: str = ACCOUNT) -> Path:
    """A service account's key file in ``folder``, as downloaded from Google."""
    path = folder / f"{name}.json"
    path.write_text(json.dumps(server.accounts.add(name), indent=2), "utf-8")
    path.chmod(0o600)
    return path
