"""A copy of the store in one file, made while the service works: all tables as they were at one moment.

Read in one transaction that sees an unchanging picture (:meth:`Store.read`), on SQLite and PostgreSQL alike, so the
copy of the one can be put back into the other (:mod:`restore`). Secrets stay encrypted as they are; sessions and what
else passes (``info`` of a table, see :mod:`models`) is left out.
"""

import hashlib
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Column, Connection, column, select, table, text
from sqlalchemy import Table as Declared

from core.i18n import T
from sheets_addon.reasons import reason
from sheets_addon.store.backup_file import TYPES, Manifest, Table, is_backup, kind_of, line, member, write_manifest
from sheets_addon.store.engine import Store
from sheets_addon.store.errors import BackupUnwritable, StoreNewer
from sheets_addon.store.models import Base
from sheets_addon.store.upgrade import NEWER, newest, revision_of

AT_ONCE = 500
"""Rows: one may hold a whole report."""
FAILED = T(
    "Копию не записать в {path}: {why}. Прежний файл, если он был, цел.",
    "The backup cannot be written to {path}: {why}. What was there before is untouched.",
)
TAKEN = T(
    "{path} — не копия базы, а другой файл: его не трогаем. Дайте другое имя.",
    "{path} is no backup but another file, which is left alone. Give another name.",
)
Progress = Callable[[str, int, int], None]
"""The table under way, how many are done, of how many."""


def backup(store: Store, path: Path, now: datetime, progress: Progress | None = None) -> tuple[Path, Manifest]:
    """Write the store to ``path``, whole or not at all, for its owner only; a folder gets a file named by ``now``.

    An older backup of that name is replaced, any other file is not. Raises BackupUnwritable.
    """
    path = path / f"planerka-{now:%Y%m%dT%H%M%SZ}.backup.zip" if path.is_dir() else path
    if path.exists() and not is_backup(path):
        raise BackupUnwritable(TAKEN, path=path)
    try:
        with _replacing(path) as file:
            return path, _written(store, file, now, progress or (lambda *_: None))
    except OSError as error:
        raise BackupUnwritable(FAILED, path=path, why=reason(error)) from error


def kept() -> list[Declared]:
    """The tables that a backup holds, each after those it points at."""
    return [declared for declared in Base.metadata.sorted_tables if not declared.info.get("passing")]


def columns_of(declared: Declared) -> list[Column[Any]]:
    return list(declared.columns)


def _written(store: Store, file: IO[bytes], now: datetime, progress: Progress) -> Manifest:
    tables = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, store.read() as session:
        connection, all_tables = session.connection(), kept()
        revision = revision_of(connection)
        if revision != newest():  # upgraded since it was opened
            raise StoreNewer(NEWER, revision=revision)
        for n, declared in enumerate(all_tables):
            progress(declared.name, n, len(all_tables))
            with archive.open(member(declared.name), "w", force_zip64=True) as out:
                tables.append(_table(connection, declared, out))
        manifest = Manifest(newest(), now, tuple(tables))
        write_manifest(archive, manifest)
    progress("", len(all_tables), len(all_tables))
    return manifest


def _table(connection: Connection, declared: Declared, out: IO[bytes]) -> Table:
    kinds = [kind_of(one) for one in columns_of(declared)]
    names = [one.name for one in columns_of(declared)]
    plain = table(declared.name, *(column(name, TYPES[kind]) for name, kind in zip(names, kinds, strict=True)))
    keys = (plain.c[key.name] for key in declared.primary_key)
    digest, rows = hashlib.sha256(), 0
    with connection.execution_options(yield_per=AT_ONCE).execute(select(plain).order_by(*keys)) as found:
        for row in found:
            written = line(kinds, row)
            out.write(written)
            digest.update(written)
            rows += 1
    key: Any = declared.autoincrement_column
    last = 0 if key is None else _last(connection, declared.name, key.name)
    columns = tuple(zip(names, kinds, strict=True))
    return Table(declared.name, columns, rows, digest.hexdigest(), None if key is None else key.name, last)


def _last(connection: Connection, name: str, key: str) -> int:
    """The highest number that the table's key has had, also of rows that are gone; 0 of none."""
    if connection.dialect.name == "sqlite":
        found = connection.execute(text("SELECT seq FROM sqlite_sequence WHERE name = :t"), {"t": name})
        return int(found.scalar() or 0)
    sequence = connection.scalar(text("SELECT pg_get_serial_sequence(:t, :c)"), {"t": name, "c": key})
    last, is_called = connection.execute(text(f"SELECT last_value, is_called FROM {sequence}")).one()
    return int(last) if is_called else 0


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file that nobody else may read, which takes its name when it is complete and on the disk."""
    half = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(half, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
