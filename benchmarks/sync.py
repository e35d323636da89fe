"""CPU-seconds of a sync of a typical team, against the local server in a process of its own.

``cpu_s`` is a sync in which one amount had changed, so that every report is written anew (someone had touched the
file); ``read_s`` one that only reads, ``look_s`` one that only looks. At 300 syncs a minute, Google's own quota of a
project, ``cores`` is what the service needs for them.
"""

import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.team import team
from sheets_addon.store import open_store, workbooks
from sheets_addon.sync import Outcome, sync
from sheets_addon.sync.opening import opener
from tests.sheets_addon.sync.apart import server_apart
from tests.sheets_addon.sync.rig import sheets_of

TIMES = 5
NOW = datetime(2026, 3, 31, 15, 0, tzinfo=UTC)


def run() -> dict[str, float]:
    """CPU-seconds of this process: the best of five; bytes sent and Sheets requests of one writing sync."""
    with tempfile.TemporaryDirectory() as folder, server_apart() as server:
        store = open_store(f"sqlite:///{Path(folder) / 'store.sqlite3'}")
        book = server.upload(list(sheets_of(team(), "ru")))
        with store.write() as session:
            id = workbooks.add(session, book, title="", language="ru", time_zone="Europe/Moscow", now=NOW).id
        open_book = opener(lambda _: server.keys[0], root=server.root)

        def timed(word: str) -> tuple[float, Outcome]:
            begun = time.process_time()
            outcome = sync(store, id, open_book=open_book, clock=lambda: NOW, reason="benchmark")
            spent = time.process_time() - begun
            assert outcome.word == word, outcome
            return spent, outcome

        found: dict[str, list[float]] = {"written": [], "same": [], "looked": []}
        first, last = timed("written")
        for n in range(TIMES):
            server.type_in(book, "Сделки!D2", [[1000 + n]])
            for word, spent in found.items():
                seconds, outcome = timed(word)
                spent.append(seconds)
                last = outcome if word == "written" else last
        store.close()
    best = {word: min(spent) for word, spent in found.items()}
    return {
        "cpu_s": best["written"],
        "read_s": best["same"],
        "look_s": best["looked"],
        "first_cpu_s": first,
        "cores": best["written"] * 300 / 60,
        "sheets_reads": float(last.requests["read"]),
        "sheets_writes": float(last.requests["write"]),
    }


if __name__ == "__main__":
    for figure, value in run().items():
        print(f"{figure:<16} {value:,.3f}")
