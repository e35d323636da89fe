"""Many workbooks and several worker processes under Google's quota: ``python -m …load ORDER.json`` is one worker.

A worker's threads edit a workbook (as a person) and sync it, again and again until the number asked for is reached.
"""

import json
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

from sheets_addon.jobs.budget import Budget
from sheets_addon.store import open_store, workbooks
from sheets_addon.store.budget import Limits
from sheets_addon.sync import sync
from sheets_addon.sync.opening import opener
from tests.sheets_addon.sync.apart import ROOT, Apart

THREADS = 6


@dataclass(frozen=True)
class Figures:
    """``rate``: syncs in one quota minute, counted from when the first minute's allowance was spent."""

    syncs: int
    words: dict[str, int]
    refused: int
    rate: float
    cpu: float


def connect_all(server: Apart, url: str, many: int) -> None:
    """Upload and connect ``many`` workbooks of the smallest kind, dealt out to the accounts."""
    payments = [["Дата", "Клиент", "Сумма"], [46092, "Ромашка", 70000], [46108, "Василёк", 30000]]
    store = open_store(url)
    for n in range(many):
        book = server.upload([{"title": "Оплаты", "sheetId": 1, "rows": payments}], f"Книга {n}")
        account = server.keys[n % len(server.keys)]["client_email"]
        now = datetime.now(UTC)
        with store.write() as session:
            workbooks.add(
                session, book, title=f"Книга {n}", language="ru", time_zone="Europe/Moscow", now=now, account=account
            )
    store.close()


def run(server: Apart, url: str, folder: Path, *, workers: int, syncs: int, limits: Limits | None) -> Figures:
    """``syncs`` in all; ``limits`` None: without quota, each workbook once."""
    allowed = 0 if limits is None else min(limits.project, limits.account * len(server.keys))
    quota = {"minute": None} if limits is None else {
        "minute": limits.minute, "user": limits.account, "project": limits.project,
    }  # fmt: skip
    server.admin("DELETE", "requests")
    server.admin("POST", "quota", quota)
    processes = [_begun(server, url, folder, n, workers, syncs // workers, limits) for n in range(workers)]
    ends: list[float] = []
    words: dict[str, int] = {}
    cpu = 0.0
    for process in processes:
        out, _ = process.communicate(timeout=3600)
        assert process.returncode == 0
        told = json.loads(out)
        cpu += told["cpu"]
        ends += [at for at, _ in told["ends"]]
        for _, word in told["ends"]:
            words[word] = words.get(word, 0) + 1
    ends.sort()
    refused = int(server.admin("GET", "requests")["refused"])
    rate = 0.0
    if limits is not None and len(ends) > allowed:
        rate = (len(ends) - allowed) / (ends[-1] - ends[allowed - 1]) * limits.minute
    return Figures(len(ends), words, refused, rate, cpu / max(1, len(ends)))


def _begun(server: Apart, url: str, folder: Path, n: int, of: int, syncs: int, limits: Limits | None) -> "Popen[str]":
    order = {"url": url, "root": server.root, "keys": list(server.keys), "n": n, "of": of, "syncs": syncs}
    order["from"] = 1000 if limits is None else 500_000  # every edit is one
    order["limits"] = None if limits is None else [limits.account, limits.project, limits.minute, limits.margin]
    file = folder / f"worker{n}.json"
    file.write_text(json.dumps(order), "utf-8")
    command = [sys.executable, "-m", "tests.sheets_addon.sync.load", str(file)]
    return Popen(command, stdout=PIPE, text=True, cwd=ROOT)


def main() -> None:
    order = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    store = open_store(order["url"])
    limits = None if order["limits"] is None else Limits(*order["limits"])
    # a lengthened quota minute is waited for longer than a sync may otherwise last
    patience = timedelta(seconds=240 if limits is None else max(240, 2 * limits.minute))
    keys = {key["client_email"]: key for key in order["keys"]}
    server = Apart(order["root"], ())
    open_book = opener(
        lambda book: keys[book.account or ""], root=order["root"], budget=Budget(store, limits) if limits else None
    )
    with store.read() as session:
        books = workbooks.all_workbooks(session)[order["n"] :: order["of"]]
    turns = iter(range(order["syncs"]))
    lock, ends = threading.Lock(), []

    def work(_: int) -> None:
        while True:
            with lock:
                turn = next(turns, None)
            if turn is None:
                return
            book = books[turn % len(books)]
            server.type_in(book.spreadsheet_id, "Оплаты!C2", [[order["from"] + turn]])
            outcome = sync(
                store, book.id, open_book=open_book, clock=lambda: datetime.now(UTC), reason="load", deadline=patience
            )
            with lock:
                ends.append((time.time(), outcome.word))

    begun = time.process_time()
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(work, range(THREADS)))
    said: dict[str, Any] = {"ends": ends, "cpu": time.process_time() - begun}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
