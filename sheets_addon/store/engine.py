"""A database behind one word: SQLite in WAL mode, or PostgreSQL by its URL."""

import os
import weakref
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import Any

from sqlalchemy import URL, Connection, Engine, Pool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError
from sqlalchemy.orm import Session

from core.i18n import T
from sheets_addon.reasons import reason, reason_of_database
from sheets_addon.store.errors import StoreUnreachable

NO_DRIVER = T(
    "Для базы PostgreSQL нужен драйвер. Выполните: pip install 'planerka[postgres]'",
    "A PostgreSQL database needs its driver. Run: pip install 'planerka[postgres]'",
)
BAD_URL = T(
    "Адрес базы не подходит: нужен sqlite:///путь или postgresql://пользователь:пароль@машина/база.",
    "The address of the database does not fit: sqlite:///path or postgresql://user:password@host/name is needed.",
)
CLOSED = T("База {url} не открывается: {why}.", "The database {url} cannot be opened: {why}.")

WAIT_MS = 30_000
"""How long a writer waits for another one."""
_WRITES = "planerka_writes"
_inherited: list[Pool] = []
_engines: "weakref.WeakSet[Engine]" = weakref.WeakSet()
_queues: "weakref.WeakKeyDictionary[Engine, AbstractContextManager[Any]]" = weakref.WeakKeyDictionary()
"""SQLite's writers of this process. In the file itself whoever comes at the right moment is next: of a dozen threads
one was seen to wait in vain for :data:`WAIT_MS`."""


@dataclass(frozen=True)
class Store:
    """An open database; give it to threads freely. After a fork the child opens connections of its own."""

    engine: Engine
    _reader: Engine
    _writer: Engine

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One unchanging picture of the database; what would write in it fails."""
        with Session(self._reader, autoflush=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction: committed at the end of the block, undone by an exception."""
        with _queues.get(self.engine, nullcontext()), Session(self._writer) as session, session.begin():
            yield session

    def close(self) -> None:
        self.engine.dispose()


def open_store(url: str) -> Store:
    """The store at ``url``; an empty database gets its tables, an older one is left as it is.

    Raises StoreUnreachable, StoreOutdated (``planerka db upgrade`` mends it), StoreNewer.
    """
    from sheets_addon.store.upgrade import ensure_current

    store = connect(url)
    try:
        ensure_current(store)
    except BaseException:
        store.close()
        raise
    return store


def connect(url: str) -> Store:
    """The database as it is, whatever tables it has. Raises StoreUnreachable."""
    place = place_of(url)
    engine = _sqlite(place) if place.get_backend_name() == "sqlite" else _postgres(place)
    _engines.add(engine)
    try:
        with engine.begin():
            pass
    except DatabaseError as error:
        engine.dispose()
        raise StoreUnreachable(CLOSED, url=_said(place), why=reason_of_database(str(error.orig))) from error
    reader = engine.execution_options(**{_WRITES: False})
    if place.get_backend_name() == "postgresql":
        reader = reader.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Store(engine, reader, engine.execution_options(**{_WRITES: True}))


def answers(store: Store) -> bool:
    """Whether the database can be reached now."""
    try:
        with store.read() as session:
            session.connection()
    except DatabaseError:
        return False
    return True


def place_of(url: str) -> URL:
    try:
        place = make_url(url)
        backend = place.get_backend_name()
    except (ArgumentError, NoSuchModuleError):
        raise StoreUnreachable(BAD_URL) from None
    if backend in ("postgres", "postgresql"):
        return place.set(drivername="postgresql+psycopg")
    if backend != "sqlite" or place.database in (None, "", ":memory:"):  # memory: each connection its own database
        raise StoreUnreachable(BAD_URL)
    return place.set(drivername="sqlite+pysqlite")


def _said(place: URL) -> str:
    """As people write it: a file's path, an address without its password and our driver."""
    if place.get_backend_name() == "sqlite":
        return str(place.database)
    return place.set(drivername="postgresql").render_as_string()


def _postgres(place: URL) -> Engine:
    try:
        return create_engine(place, pool_size=5, max_overflow=10, pool_pre_ping=True, pool_recycle=1800)
    except ModuleNotFoundError as error:
        raise StoreUnreachable(NO_DRIVER) from error


def _sqlite(place: URL) -> Engine:
    try:
        Path(str(place.database)).absolute().parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnreachable(CLOSED, url=_said(place), why=reason(error)) from error
    engine = create_engine(place, connect_args={"timeout": WAIT_MS / 1000})
    event.listen(engine, "connect", _prepared)
    event.listen(engine, "begin", _begun)
    _queues[engine] = RLock()
    return engine


def _prepared(connection: Any, _record: Any) -> None:
    """Synchronous FULL: an fsync a commit, some milliseconds against a sync's second. With NORMAL a power cut
    could take the last runs back, and an edit that people have since undone could not be read again."""
    connection.isolation_level = None  # sqlite3 must not begin transactions: `_begun` does
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begun(connection: Connection) -> None:
    """A writer takes its turn at the beginning: one that reads first and then writes could not wait for it."""
    writes = connection.get_execution_options().get(_WRITES, True)
    connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _after_fork() -> None:
    """The parent's connections are neither used nor closed here: SQLite forbids both, PostgreSQL would hang up."""
    for engine in list(_queues):
        _queues[engine] = RLock()  # the parent's may be held by a thread that is not here
    for engine in list(_engines):
        _inherited.append(engine.pool)
        engine.dispose(close=False)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
