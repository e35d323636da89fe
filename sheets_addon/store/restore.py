"""A backup put back into a database, of either kind: all of it or nothing.

The tables are made anew as they were when the backup was made, filled, and brought to this program's version, in one
transaction; whatever fails leaves the database as it was. A backup of an older version therefore fits.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, column, func, insert, inspect, literal, select, table, text, update
from sqlalchemy.exc import DataError, IntegrityError, OperationalError

from core.i18n import T
from sheets_addon.store.backup import AT_ONCE, Progress, kept
from sheets_addon.store.backup_file import DAMAGED, NEWER, TYPES, Backup, Manifest, Table, member, opened
from sheets_addon.store.engine import WAIT_MS, Store, connect
from sheets_addon.store.errors import BackupNewer, BackupUnreadable, StoreBusy, StoreNotEmpty, StoreUnreachable
from sheets_addon.store.models import Base, WorkbookRow
from sheets_addon.store.upgrade import VERSIONS, checked, revisions, step

NOT_EMPTY = T(
    "В базе уже есть данные (таблица {table}). Заменить их все копией: planerka restore {path} --force — сначала "
    "сделайте копию того, что есть: planerka backup ФАЙЛ",
    "The database holds data already (table {table}). To replace all of it by the backup: planerka restore {path} "
    "--force; first make a backup of what is there: planerka backup FILE",
)
BUSY = T(
    "Базу держит другой процесс. Остановите planerka serve и planerka work и повторите; в базе ничего не изменено.",
    "Another process holds the database. Stop planerka serve and planerka work and try again; nothing was changed.",
)


def restore(
    url: str,
    path: Path,
    *,
    force: bool = False,
    doubt: Callable[[Any], Any] = lambda known: known,
    progress: Progress | None = None,
) -> Manifest:
    """Fill the database at ``url`` from a backup. ``force`` replaces what is there, the sessions of people too.

    ``doubt`` is given what was known of each spreadsheet (its JSON) and gives what may be known still: the
    spreadsheet may have been written since. Raises BackupUnreadable, BackupNewer, StoreNotEmpty, StoreNewer,
    StoreBusy, StoreUnreachable.
    """
    with opened(path) as backup:
        if backup.manifest.revision not in revisions():
            raise BackupNewer(NEWER, path=path)
        try:
            store = connect(url)
            with closing(store):
                _replace(store, backup, path, force, doubt, progress or (lambda *_: None))
        except (OperationalError, StoreUnreachable) as error:
            if _waited_in_vain(error.__cause__ if isinstance(error, StoreUnreachable) else error):
                raise StoreBusy(BUSY) from error
            raise
        return backup.manifest


def _waited_in_vain(error: BaseException | None) -> bool:
    """For another process, that is: on a full disk nobody is to be stopped."""
    origin = getattr(error, "orig", None)
    code = getattr(origin, "sqlite_errorname", "") or getattr(origin, "sqlstate", "")
    return code in ("SQLITE_BUSY", "SQLITE_LOCKED", "55P03", "40P01")


def _replace(
    store: Store, backup: Backup, path: Path, force: bool, doubt: Callable[[Any], Any], progress: Progress
) -> None:
    manifest = backup.manifest
    with store.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL lock_timeout = {WAIT_MS}"))
        there = checked(connection)
        full = _full(connection)
        if full is not None and not force:
            raise StoreNotEmpty(NOT_EMPTY, table=full, path=path)
        if there is not None:
            Base.metadata.drop_all(connection)
            connection.execute(text(f"DROP TABLE {VERSIONS}"))
        step(connection, manifest.revision)
        for n, one in enumerate(manifest.tables):
            progress(one.name, n, len(manifest.tables))
            _fill(connection, backup, one, path)
        step(connection)
        _doubt(connection, doubt)
    progress("", len(manifest.tables), len(manifest.tables))


def _full(connection: Connection) -> str | None:
    """A table with something in it that would be lost."""
    there = set(inspect(connection).get_table_names())
    names = (declared.name for declared in kept() if declared.name in there)
    return next(
        (name for name in names if connection.scalar(select(literal(1)).select_from(table(name)).limit(1))), None
    )


def _fill(connection: Connection, backup: Backup, one: Table, path: Path) -> None:
    plain = table(one.name, *(column(name, TYPES[kind]) for name, kind in one.columns))
    try:
        for some in _batches(backup.rows(one)):
            connection.execute(insert(plain), some)
        found = connection.scalar(select(func.count()).select_from(plain))
    except (DataError, IntegrityError, ValueError) as error:
        raise BackupUnreadable(DAMAGED, path=path, where=member(one.name)) from error
    if found != one.rows:
        raise BackupUnreadable(DAMAGED, path=path, where=member(one.name))
    if one.key is not None and one.last:
        _go_on_after(connection, one.name, one.key, one.last)


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while some := list(islice(rows, AT_ONCE)):
        yield some


def _go_on_after(connection: Connection, name: str, key: str, last: int) -> None:
    """The next row gets a number above ``last``, also where the rows that had it are gone."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT setval(pg_get_serial_sequence(:t, :c), :n)"), {"t": name, "c": key, "n": last})
        return
    connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :t"), {"t": name})
    connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:t, :n)"), {"t": name, "n": last})


def _doubt(connection: Connection, doubt: Callable[[Any], Any]) -> None:
    known = select(WorkbookRow.id, WorkbookRow.known).where(WorkbookRow.known.is_not(None))
    for row in connection.execute(known).all():
        connection.execute(update(WorkbookRow).where(WorkbookRow.id == row.id).values(known=doubt(row.known)))
