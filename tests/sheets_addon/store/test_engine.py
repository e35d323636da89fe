import builtins
import os
import signal
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from sheets_addon.store import Store, engine, open_store, workbooks
from sheets_addon.store.engine import connect
from sheets_addon.store.errors import StoreUnreachable
from tests.sheets_addon.store.samples import NOW


def test_sqlite_is_durable_and_shared(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'made' / 'on the way'}/s.db")
    with store.read() as session:
        said = {
            name: session.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous", "foreign_keys")
        }
        assert said == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
        assert session.scalar(text("PRAGMA busy_timeout")) == 30_000
    store.close()


def test_reading_never_writes(store: Store, book: int) -> None:
    with pytest.raises(DBAPIError, match=r"read.?only"), store.read() as session:
        workbooks.keep_known(session, book, 1)
    with store.write() as session:  # and the next one may, over the same connection
        workbooks.keep_known(session, book, 2)


def test_reading_sees_one_moment(store: Store, book: int) -> None:
    with store.read() as session:
        assert workbooks.known(session, book) is None
        with store.write() as other:
            workbooks.keep_known(other, book, 1)
        assert workbooks.known(session, book) is None
    with store.read() as session:
        assert workbooks.known(session, book) == 1


def test_an_exception_undoes_everything(store: Store, book: int) -> None:
    def fail() -> None:
        with store.write() as session:
            workbooks.keep_known(session, book, 1)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with store.read() as session:
        assert workbooks.known(session, book) is None


def test_writers_of_many_threads_wait_for_each_other(store: Store, book: int) -> None:
    def fail_once(_: int) -> None:
        with store.write() as session:
            workbooks.get(session, book)  # reads first: what SQLite could not do in a transaction begun as a reader
            workbooks.failed(session, book, NOW)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(fail_once, range(80)))
    with store.read() as session:
        assert workbooks.get(session, book).failures == 80


def test_writers_of_one_process_wait_in_a_line_not_at_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite gives a writer up after a time, whoever was let in before it."""
    monkeypatch.setattr(engine, "WAIT_MS", 50)
    store = open_store(f"sqlite:///{tmp_path}/s.db")

    def write(_: int) -> None:
        with store.write() as session:
            session.execute(text("DELETE FROM budget"))
            time.sleep(0.04)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(16)))
    store.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_fork_while_another_thread_is_about_to_write_may_write(store: Store, book: int) -> None:
    begun, forked = threading.Event(), threading.Event()

    def write() -> None:
        with store.write() as session:
            begun.set()
            forked.wait(30)
            workbooks.failed(session, book, NOW)

    with ThreadPoolExecutor(1) as pool:
        written = pool.submit(write)
        begun.wait(30)
        child = os.fork()
        if child == 0:
            code = 1
            try:
                signal.alarm(20)
                with store.write() as session:
                    code = 0 if workbooks.failed(session, book, NOW) == 1 else 2
            finally:
                os._exit(code)
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        forked.set()
        written.result(30)
    assert ended == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_fork_has_connections_of_its_own(store: Store, book: int) -> None:
    with store.write() as session:
        workbooks.failed(session, book, NOW)
    parents = store.engine.pool
    child = os.fork()
    if child == 0:
        code = 1
        try:
            with store.write() as session:
                counted = workbooks.failed(session, book, NOW)
            code = 0 if counted == 2 and store.engine.pool is not parents else 2
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    with store.read() as session:
        assert workbooks.get(session, book).failures == 2
    assert store.engine.pool is parents


@pytest.mark.parametrize(
    "url", ["", "books", "mysql://root@host/x", "sqlite://", "sqlite:///:memory:", "oracle://x", "no://x"]
)
def test_an_address_that_does_not_fit_is_a_sentence(url: str) -> None:
    with pytest.raises(StoreUnreachable, match="postgresql://user"):
        open_store(url)


def test_a_database_that_cannot_be_opened_is_a_sentence_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(StoreUnreachable) as raised:
        connect("postgresql://head:s3cret@127.0.0.1:1/planerka")
    assert "s3cret" not in raised.value.message("ru") + str(raised.value)
    assert "127.0.0.1" in raised.value.message("ru")
    (tmp_path / "file").write_bytes(b"This is no database at all. " * 40)
    for place in (tmp_path / "file", tmp_path / "file" / "under.db", tmp_path):
        with pytest.raises(StoreUnreachable, match="cannot be opened"):
            open_store(f"sqlite:///{place}")


def test_without_the_driver_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("psycopg"):
            raise ModuleNotFoundError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(StoreUnreachable, match=r"pip install 'planerka\[postgres\]'"):
        open_store("postgresql://host/planerka")


def test_the_short_and_the_old_name_of_postgresql_mean_our_driver(url: str) -> None:
    if not url.startswith("postgresql"):
        return
    store = connect(url.replace("postgresql:", "postgres:", 1))
    assert store.engine.driver == "psycopg"
    store.close()


def test_nothing_is_left_open(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/s.db")
    store.close()
    with sqlite3.connect(tmp_path / "s.db") as other:
        assert other.execute("PRAGMA locking_mode").fetchone()
    other.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["s.db"]
