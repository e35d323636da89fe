"""A worker process whose syncs only take time: ``python -m tests.sheets_addon.jobs.hands URL LOG SECONDS TTL``.

Each line of LOG is [workbook, fence, "begin" or "end", moment]; the beginning and the lease are the engine's own steps.
"""

import json
import os
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

from sheets_addon.jobs import worker
from sheets_addon.jobs.queue import Handlers, Queue, open_queue
from sheets_addon.jobs.stopping import Stopped, Stopping
from sheets_addon.jobs.work import Jobs, tick, work
from sheets_addon.store import Store, leases, open_store, workbooks
from sheets_addon.store.errors import LeaseLost
from sheets_addon.sync import Outcome
from sheets_addon.sync.taking import taken
from sheets_addon.work import utc_now


@contextmanager
def made(
    url: str, log: Path, seconds: float, ttl: float, stopping: Stopping | None = None
) -> Iterator[tuple[Store, Jobs, Queue]]:
    store, stopping = open_store(url), stopping or Stopping()

    def note(*line: object) -> None:
        with os.fdopen(os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT), "wb", buffering=0) as file:
            file.write(json.dumps([*line, time.time()]).encode() + b"\n")

    def sync(id: int, reason: str | None) -> Outcome:
        with store.write() as session:
            begun = taken(session, id, secrets.token_hex(4), reason, utc_now(), timedelta(seconds=ttl))
        if begun is None:
            return Outcome("running")
        lease, _ = begun
        note(id, lease.fence, "begin")
        try:
            for _ in range(10):
                stopping.pause(seconds / 10)
            with leases.fenced(store, lease) as session:
                workbooks.succeeded(session, id)
                leases.release(session, lease)
                note(id, lease.fence, "end")
        except LeaseLost:
            return Outcome("lost")
        except Stopped as error:
            with leases.fenced(store, lease) as session:
                leases.release(session, lease)
            return Outcome("failed", None, error)
        return Outcome("written")

    jobs = Jobs(store, sync, lambda id: queue.send(id), utc_now)
    queue = open_queue(url, Handlers(partial(work, jobs), partial(tick, jobs), lambda: None))
    yield store, jobs, queue
    queue.huey.storage.close()
    store.close()


if __name__ == "__main__":
    told = Stopping()
    with made(sys.argv[1], Path(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4]), told) as (_, _, mine):
        print("ready", flush=True)
        worker.run(mine.huey, 2, told)
    print("stopped", flush=True)
