"""The service on a real port, for what speaks HTTP to it from outside."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from waitress.server import create_server

from sheets_addon.app import create_app
from sheets_addon.jobs.service import Service


@contextmanager
def served(running: Service, threads: int = 8) -> Iterator[str]:
    """Its address."""
    server = create_server(create_app(running), host="127.0.0.1", port=0, threads=threads)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.close()
        thread.join(5)
