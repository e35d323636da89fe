"""A backup that does not fit is refused, and the database is as it was; an older one is brought up to date."""

import hashlib
import json
import random
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text, update

from sheets_addon.store import Store, backup_file, open_store
from sheets_addon.store.backup import backup, kept
from sheets_addon.store.backup_file import MANIFEST, member, opened
from sheets_addon.store.engine import connect
from sheets_addon.store.errors import (
    BackupNewer,
    BackupUnreadable,
    StoreBusy,
    StoreNewer,
)
from sheets_addon.store.models import Base, WorkbookRow
from sheets_addon.store.restore import restore
from sheets_addon.store.upgrade import VERSIONS, current, newest, revisions, upgrade
from tests.sheets_addon.store import filled as rows
from tests.sheets_addon.store.conftest import New
from tests.sheets_addon.store.filled import content, filled
from tests.sheets_addon.store.test_upgrade import filled as filled_at
from tests.sheets_addon.store.test_upgrade import tables

NOW = datetime(2026, 3, 31, 6, 0, tzinfo=UTC)


def rezipped(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """A sound zip with other content."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    other = path.with_name("other.zip")
    with zipfile.ZipFile(other, "w") as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return other


def exchanged(table: str, old: bytes, new: bytes, consistent: bool = False) -> Callable[[dict[str, bytes]], None]:
    """Other words in a table; ``consistent``: its checksum too."""

    def change(parts: dict[str, bytes]) -> None:
        name = member(table)
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new, 1)
        if consistent:
            manifest = json.loads(parts[MANIFEST])
            [about] = [one for one in manifest["tables"] if one["name"] == table]
            about["sha256"] = hashlib.sha256(parts[name]).hexdigest()
            parts[MANIFEST] = json.dumps(manifest).encode()

    return change


def in_manifest(**values: Any) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        parts[MANIFEST] = json.dumps(json.loads(parts[MANIFEST]) | values).encode()

    return change


def without(name: str) -> Callable[[dict[str, bytes]], None]:
    return lambda parts: parts.pop(name) and None


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (exchanged("people", b"\\u21161", b"\\u21162"), BackupUnreadable),
        (exchanged("runs", b"]\n", b"]\n[]\n"), BackupUnreadable),
        (exchanged("runs", b"[1,1,", b"[1,99,", consistent=True), BackupUnreadable),  # of no workbook
        (exchanged("runs", b"[1,", b"[2,", consistent=True), BackupUnreadable),  # twice the same number
        (exchanged("runs", b"[1,", b"[", consistent=True), BackupUnreadable),
        (exchanged("runs", b"2026-", b"20x6-", consistent=True), BackupUnreadable),
        (exchanged("secrets", b"AAEC", b"A", consistent=True), BackupUnreadable),
        (without(member("runs")), BackupUnreadable),
        (without(MANIFEST), BackupUnreadable),
        (in_manifest(tables=[{}]), BackupUnreadable),
        (in_manifest(tables=7), BackupUnreadable),
        (in_manifest(made_at="yesterday"), BackupUnreadable),
        (in_manifest(revision="9999"), BackupNewer),
        (in_manifest(format=2), BackupNewer),
    ],
)
def test_a_changed_backup_is_refused_and_nothing_is_touched(
    full: Store, url: str, tmp_path: Path, change: Callable[[dict[str, bytes]], None], error: type[Exception]
) -> None:
    path, _ = backup(full, tmp_path / "b.zip", NOW)
    before = content(full)
    with pytest.raises(error):
        restore(url, rezipped(path, change), force=True)
    assert content(full) == before
    assert current(url) == newest()


def test_no_broken_byte_is_overlooked(tmp_path: Path, new: New) -> None:
    """One bit at a time, anywhere: refused, or the content is what it was (a bit of a time stamp, say)."""
    store = open_store(new("sqlite"))
    filled(store, 1)
    path, manifest = backup(store, tmp_path / "b.zip", NOW)
    store.close()
    sound, chance = path.read_bytes(), random.Random(7)
    refused = 0
    for _ in range(400):
        broken = bytearray(sound)
        broken[chance.randrange(len(sound))] ^= 1 << chance.randrange(8)
        path.write_bytes(broken)
        try:
            with opened(path) as found:
                assert found.manifest == manifest
                assert [list(found.rows(table)) for table in manifest.tables]
        except (BackupUnreadable, BackupNewer):
            refused += 1
    assert refused > 200


@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.99])
def test_a_file_that_was_cut_off_or_is_none_is_a_sentence(share: float, tmp_path: Path, new: New) -> None:
    url = new("sqlite")
    store = open_store(url)
    path, _ = backup(store, tmp_path / "b.zip", NOW)
    store.close()
    path.write_bytes(path.read_bytes()[: int(share * path.stat().st_size)])
    with pytest.raises(BackupUnreadable, match="planerka backup"):
        restore(url, path)
    with pytest.raises(BackupUnreadable, match="cannot be opened"):
        restore(url, tmp_path / "none.zip")


def test_a_database_of_a_newer_version_is_left_alone(full: Store, url: str, tmp_path: Path) -> None:
    path, _ = backup(full, tmp_path / "b.zip", NOW)
    before = content(full)
    with full.engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSIONS} SET version_num = '9999'"))
    with pytest.raises(StoreNewer):
        restore(url, path, force=True)
    assert content(full) == before
    with pytest.raises(StoreNewer):
        backup(full, tmp_path / "c.zip", NOW)
    assert not (tmp_path / "c.zip").exists()


@pytest.mark.parametrize("old", revisions()[:-1])
def test_a_backup_of_an_older_version_is_brought_up_to_date(
    url: str, old: str, tmp_path: Path, new: New, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Written by that version: with its tables, its columns and its revision."""
    there = new("sqlite")
    upgrade(there, old)
    store = connect(there)
    with store.engine.begin() as connection:
        before = {name: filled_at(connection, table) for name, table in tables(connection).items()}
        columns = {name: [column.name for column in table.columns] for name, table in tables(connection).items()}
    monkeypatch.setattr("sheets_addon.store.backup.kept", lambda: [d for d in kept() if d.name in columns])
    monkeypatch.setattr("sheets_addon.store.backup.newest", lambda: old)
    monkeypatch.setattr(
        "sheets_addon.store.backup.columns_of", lambda declared: [declared.c[name] for name in columns[declared.name]]
    )
    backup(store, tmp_path / "b.zip", NOW)
    store.close()
    monkeypatch.undo()
    assert restore(url, tmp_path / "b.zip").revision == old
    assert current(url) == newest()
    store = connect(url)
    with store.engine.begin() as connection:
        now_there = tables(connection)
        for name, row in before.items():
            if Base.metadata.tables[name].info.get("passing"):
                continue
            [found] = connection.execute(select(now_there[name])).mappings().all()
            plain = {key for key, value in row.items() if isinstance(value, str | int | float | bytes)}
            assert {key: found[key] for key in plain} == {key: row[key] for key in plain}
    store.close()


def test_a_database_that_another_process_holds_is_a_sentence(
    full: Store, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _ = backup(full, tmp_path / "b.zip", NOW)
    monkeypatch.setattr("sheets_addon.store.engine.WAIT_MS", 200)
    monkeypatch.setattr("sheets_addon.store.restore.WAIT_MS", 200)
    before = content(full)
    with full.write() as session:
        session.execute(update(WorkbookRow).values(failures=WorkbookRow.failures))
        with pytest.raises(StoreBusy, match="planerka work"):
            restore(url, path, force=True)
    assert content(full) == before


def test_every_column_has_a_way_into_a_backup() -> None:
    for declared in Base.metadata.sorted_tables:
        for column in declared.columns:
            assert backup_file.kind_of(column) in backup_file.TYPES
            assert rows.value(backup_file.kind_of(column), 1) is not None
