"""The service under load, in a process of its own: ``python -m benchmarks._service HOME`` says where it is, and works.

It refreshes a workbook again and again in the same process, as ``planerka serve`` does on SQLite, and has one route
more than the product: an empty view, for comparison.
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


def main(home: Path) -> None:
    book = home / "book.xlsx"
    shutil.copyfile(templates.path("ru", True), book)
    with service(Settings(home=home, secret_key=SECRET)) as running:  # type: ignore[arg-type]
        with running.store.write() as session:
            _, key = api_keys.add(
                session, api_keys.signing(SECRET), "load", now=utc_now(), added_by="cli", functions=True
            )
        app = create_app(running)
        app.add_url_rule("/empty", "empty", needs("open")(lambda: "ok"))
        server = serving.bound(app, "127.0.0.1", 0, "ru")
        id = connect_file(running.store, book, utc_now()).id
        at_once(running.jobs, id)
        threading.Thread(target=_refreshing, args=(running, id), daemon=True).start()
        print(json.dumps({"port": server.effective_port, "key": key}), flush=True)
        server.run()


def _refreshing(running: Service, id: int) -> None:
    while True:
        at_once(running.jobs, id)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
