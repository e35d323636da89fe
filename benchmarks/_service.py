"""The service under load, in processes of its own: ``python -m benchmarks._service HOME serve|both|work``.

``work`` refreshes a workbook again and again, as ``planerka work`` would if it never had to wait; ``serve`` answers,
and says where; ``both`` does both in one process, as ``planerka serve`` does by itself on SQLite. It has one route more
than the product: an empty view, for comparison.
"""

import json
import shutil
import sys
import threading
from pathlib import Path

import templates
from sheets_addon.access import needs
from sheets_addon.app import create_app
from sheets_addon.cli import serving
from sheets_addon.jobs.service import Service, service
from sheets_addon.jobs.work import at_once
from sheets_addon.settings import Settings
from sheets_addon.store import api_keys
from sheets_addon.sync.files import connect_file
from sheets_addon.work import utc_now

SECRET = "benchmark" * 4


def main(home: Path, part: str) -> None:
    book = home / "book.xlsx"
    if not book.exists():
        shutil.copyfile(templates.path("ru", True), book)
    with service(Settings(home=home, secret_key=SECRET)) as running:  # type: ignore[arg-type]
        id = connect_file(running.store, book, utc_now()).id
        if part == "work":
            _refreshing(running, id)
        with running.store.write() as session:
            _, key = api_keys.add(
                session, api_keys.signing(SECRET), "load", now=utc_now(), added_by="cli", functions=True
            )
        app = create_app(running)
        app.add_url_rule("/empty", "empty", needs("open")(lambda: "ok"))
        server = serving.bound(app, "127.0.0.1", 0, "ru")
        if part == "both":
            threading.Thread(target=_refreshing, args=(running, id), daemon=True).start()
        print(json.dumps({"port": server.effective_port, "key": key}), flush=True)
        server.run()


def _refreshing(running: Service, id: int) -> None:
    while True:
        at_once(running.jobs, id)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
