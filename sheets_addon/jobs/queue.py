"""huey over the store's own database: it brings «look at workbook N» to a free worker, and the minute's tick.

Nothing depends on a message: the store's rows say what is to be done (:mod:`sheets_addon.jobs.work`). So results are
not kept, retries are the store's, and messages are JSON: huey's own pickles would run whatever is in the database.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from huey import Huey, PostgresHuey, SqliteHuey, crontab
from huey.exceptions import ConfigurationError
from huey.registry import Message
from huey.serializer import Serializer
from huey.storage import PostgresStorage

from sheets_addon.store.engine import NO_DRIVER
from sheets_addon.store.errors import StoreUnreachable
from sheets_addon.store.place import where

NAME = "planerka"
FIRST = 10
"""The priority of a tick: it must not wait behind what it has found itself."""
_LOCK = 7_217_012_415
"""Of PostgreSQL: two workers that start at once make huey's tables one after the other."""


@dataclass(frozen=True)
class Handlers:
    """What the messages do: ``work(id)``; each minute ``tick(queued)``; ``tidy()`` nightly, ``push()`` now and then."""

    work: Callable[[int], Any]
    tick: Callable[[frozenset[int]], Any]
    tidy: Callable[[], Any]
    push: Callable[[], Any] | None = None
    """None: nobody could tell us of changes."""


@dataclass(frozen=True)
class Queue:
    """``send(id)`` puts a workbook in the queue."""

    huey: Huey
    send: Callable[[int], Any]


def open_queue(url: str, handlers: Handlers) -> Queue:
    """The queue of the store at ``url``, made if it is not there. Raises StoreUnreachable."""
    huey = _huey(url)

    def sync_workbook(id: int) -> None:
        handlers.work(id)

    def tick() -> None:
        handlers.tick(frozenset(task.args[0] for task in huey.pending() if task.args))

    def tidy() -> None:
        handlers.tidy()

    huey.on_shutdown("close")(huey.storage.close)  # of each worker's own connection, which huey leaves open
    huey.periodic_task(crontab(), priority=FIRST)(tick)
    huey.periodic_task(crontab(minute="20", hour="3"))(tidy)
    if handlers.push is not None:
        huey.periodic_task(crontab(minute="*/10"))(_named(handlers.push))
    return Queue(huey, huey.task()(sync_workbook))


def _named(renew: Callable[[], Any]) -> Callable[[], None]:
    def push() -> None:
        renew()

    return push


def _huey(url: str) -> Huey:
    place = where(url)
    if place.path is not None:
        path = place.beside("queue")
        return SqliteHuey(NAME, results=False, serializer=Plain(), filename=str(path), timeout=30, fsync=False)
    try:
        return PostgresHuey(NAME, results=False, serializer=Plain(), storage_class=Shared, dsn=place.dsn)
    except ConfigurationError as error:
        raise StoreUnreachable(NO_DRIVER) from error


class Plain(Serializer):  # type: ignore[misc] # huey has no types
    """Messages as JSON; they hold numbers and names only."""

    def _serialize(self, data: Any) -> bytes:
        return json.dumps(data).encode()

    def _deserialize(self, data: bytes) -> Message:
        return Message(*json.loads(data))


class Shared(PostgresStorage):  # type: ignore[misc]
    """Tables that several processes may make at once."""

    def initialize_schema(self) -> None:
        self.ddl: list[str] = [f"SELECT pg_advisory_xact_lock({_LOCK})", *self.ddl]
        super().initialize_schema()
