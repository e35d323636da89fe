"""The file of a backup: a zip of one JSON-lines file a table, and a manifest that says what each of them must be.

::

    manifest.json          {"format": 1, "revision": "0007", "made_at": "2026-03-31T06:00:00+00:00", "tables": […]}
    tables/workbooks.jsonl [1, "google", …]   one row a line, its values in the order of the manifest's columns

A table of the manifest is {"name", "columns": [[name, kind] …], "rows", "sha256", "key", "last"}, after those it
points at; ``last`` is the highest number that its ``key`` ever had, so that none is given twice. Moments are ISO with
their zone, times without one are wall clocks, bytes are base64. Nothing in it depends on the database it came from.
"""

import base64
import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any, Literal, cast

from sqlalchemy import BigInteger, Boolean, Column, Date, DateTime, Double, LargeBinary, String
from sqlalchemy.types import JSON, Float, Integer, TypeEngine

from core.i18n import T
from sheets_addon.reasons import reason
from sheets_addon.store.columns import Packed, Plain, Utc
from sheets_addon.store.errors import BackupNewer, BackupUnreadable

FORMAT = 1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError, RuntimeError, TypeError, ValueError)
"""What zipfile and json raise at bytes that are not as they were: another method, a place outside the file."""
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 1_000_000
Kind = Literal["moment", "time", "date", "bytes", "json", "yesno", "integer", "number", "text"]
TYPES: Mapping[Kind, TypeEngine[Any]] = {
    "moment": Utc(),
    "time": DateTime(),
    "date": Date(),
    "bytes": LargeBinary(),
    "json": Plain,
    "yesno": Boolean(),
    "integer": BigInteger(),
    "number": Double(),
    "text": String(),
}

NO_FILE = T(
    "Файл копии {path} не открывается: {why}.",
    "The backup {path} cannot be opened: {why}.",
)
NO_BACKUP = T(
    "{path} — не копия базы Планёрки. Нужен файл, который сделала planerka backup.",
    "{path} is no backup of Planerka's database. A file made by planerka backup is needed.",
)
DAMAGED = T(
    "Копия {path} повреждена ({where}). В базе ничего не изменено; возьмите другую копию.",
    "The backup {path} is damaged ({where}). Nothing in the database was changed; take another backup.",
)
NEWER = T(
    "Копия {path} сделана более новой версией Планёрки. Обновите программу: pip install --upgrade planerka",
    "The backup {path} was made by a newer version of Planerka. Upgrade the program: pip install --upgrade planerka",
)


@dataclass(frozen=True, slots=True)
class Table:
    """``columns``: name and kind. ``key`` None: the database gives out no numbers for it."""

    name: str
    columns: tuple[tuple[str, Kind], ...]
    rows: int
    sha256: str
    key: str | None
    last: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """``tables`` in an order in which they can be filled."""

    revision: str
    made_at: datetime
    tables: tuple[Table, ...]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)

    def of(self, table: str) -> int:
        """How many rows a table has; 0 where this version of the tables had none."""
        return sum(one.rows for one in self.tables if one.name == table)


def kind_of(column: Column[Any]) -> Kind:
    """How a column is written. Raises TypeError for a type that backups do not know yet."""
    match column.type:
        case Utc():
            return "moment"
        case Packed() | LargeBinary():
            return "bytes"
        case JSON():
            return "json"
        case Boolean():
            return "yesno"
        case Integer():
            return "integer"
        case Float():
            return "number"
        case DateTime():
            return "time"
        case Date():
            return "date"
        case String():
            return "text"
    raise TypeError(f"{column}: backups do not know {column.type!r}")


def line(kinds: list[Kind], row: Any) -> bytes:
    values = [_written(kind, value) for kind, value in zip(kinds, row, strict=True)]
    return json.dumps(values, allow_nan=False, separators=(",", ":")).encode() + b"\n"


def _written(kind: Kind, value: Any) -> Any:
    if value is None:
        return None
    if kind in ("moment", "time", "date"):
        return value.isoformat()
    return base64.b64encode(value).decode() if kind == "bytes" else value


def _read(kind: Kind, value: Any) -> Any:
    if value is None:
        return None
    if kind in ("moment", "time"):
        return datetime.fromisoformat(value)
    if kind == "date":
        return date.fromisoformat(value)
    return base64.b64decode(value, validate=True) if kind == "bytes" else value


def write_manifest(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    body = asdict(manifest) | {"format": FORMAT, "made_at": manifest.made_at.isoformat()}
    archive.writestr(MANIFEST, json.dumps(body, indent=1))


def member(table: str) -> str:
    return f"tables/{table}.jsonl"


@dataclass(frozen=True)
class Backup:
    """A backup whose every byte was checked."""

    manifest: Manifest
    _archive: zipfile.ZipFile

    def rows(self, table: Table) -> Iterator[dict[str, Any]]:
        with _lines(self._archive, table) as file:
            for one in file:
                values = json.loads(one)
                yield {name: _read(kind, v) for (name, kind), v in zip(table.columns, values, strict=True)}


@contextmanager
def opened(path: Path) -> Iterator[Backup]:
    """The backup at ``path``. Raises BackupUnreadable and BackupNewer."""
    try:
        archive = zipfile.ZipFile(path)
    except OSError as error:
        raise BackupUnreadable(NO_FILE, path=path, why=reason(error)) from error
    except _BROKEN:
        raise BackupUnreadable(NO_BACKUP, path=path) from None
    with archive:
        manifest = _manifest(archive, path)
        for table in manifest.tables:
            _check(archive, table, path)
        yield Backup(manifest, archive)


def is_backup(path: Path) -> bool:
    """Whether a file is one of ours, in whatever state."""
    try:
        with zipfile.ZipFile(path) as archive:
            return MANIFEST in archive.namelist()
    except _BROKEN:
        return False


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    if MANIFEST not in archive.namelist() or archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
        raise BackupUnreadable(NO_BACKUP, path=path)
    try:
        body = json.loads(archive.read(MANIFEST))
        if body["format"] > FORMAT:
            raise BackupNewer(NEWER, path=path)
        tables = tuple(
            Table(**one | {"columns": tuple((name, kind) for name, kind in one["columns"])}) for one in body["tables"]
        )
        return Manifest(body["revision"], datetime.fromisoformat(body["made_at"]), tables)
    except _BROKEN:
        raise BackupUnreadable(DAMAGED, path=path, where=MANIFEST) from None


def _check(archive: zipfile.ZipFile, table: Table, path: Path) -> None:
    """The content is what the manifest says; zip's own checksum alone would let an exchanged file pass."""
    try:
        with _lines(archive, table) as file:
            is_right = _counted(file) == (table.rows, table.sha256)
    except _BROKEN:
        is_right = False
    if not is_right or any(kind not in TYPES for _, kind in table.columns):
        raise BackupUnreadable(DAMAGED, path=path, where=member(table.name))


def _lines(archive: zipfile.ZipFile, table: Table) -> IO[bytes]:
    return io.BufferedReader(cast(io.RawIOBase, archive.open(member(table.name))), 1 << 20)  # a line may be megabytes


def _counted(file: IO[bytes]) -> tuple[int, str]:
    digest, rows = hashlib.sha256(), 0
    for one in file:
        digest.update(one)
        rows += 1
    return rows, digest.hexdigest()
