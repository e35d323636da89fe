"""A backup and what is put back from it, on both databases and from one to the other."""

import errno
import random
import threading
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sheets_addon.store import Store, open_store, people, sessions, workbooks
from sheets_addon.store.backup import backup, kept
from sheets_addon.store.backup_file import Manifest
from sheets_addon.store.errors import (
    BackupUnwritable,
    StoreNotEmpty,
)
from sheets_addon.store.restore import restore
from sheets_addon.store.upgrade import current, newest
from tests.databases import KINDS
from tests.sheets_addon.store.conftest import New, connected
from tests.sheets_addon.store.filled import Content, content, filled, lasting

NOW = datetime(2026, 3, 31, 6, 0, tzinfo=UTC)


def content_of(url: str) -> Content:
    store = open_store(url)
    found = content(store)
    store.close()
    return found


def kept_as(url: str, path: Path) -> Manifest:
    store = open_store(url)
    _, manifest = backup(store, path, NOW)
    store.close()
    return manifest


@pytest.mark.parametrize("into", KINDS)
def test_every_row_comes_back_in_either_database(full: Store, into: str, new: New, tmp_path: Path) -> None:
    path, manifest = backup(full, tmp_path / "b.zip", NOW)
    assert {table.name for table in manifest.tables} == {declared.name for declared in kept()}
    there = new(into)
    assert restore(there, path) == manifest
    found = content_of(there)
    assert lasting(found) == lasting(content(full))
    assert current(there) == newest()
    passing = found.keys() - lasting(found).keys()
    assert {"sessions", "budget"} <= passing
    assert not any(found[name] for name in passing)


def test_from_sqlite_to_postgresql_and_back_nothing_changes(new: New, tmp_path: Path) -> None:
    there = [new("sqlite"), new("postgresql"), new("sqlite")]
    store = open_store(there[0])
    filled(store)
    store.close()
    first = kept_as(there[0], tmp_path / "0.zip")
    for n in (1, 2):
        restore(there[n], tmp_path / f"{n - 1}.zip")
        assert kept_as(there[n], tmp_path / f"{n}.zip").tables == first.tables, "checksums too"


def test_a_number_that_was_given_is_never_given_again(url: str, new: New, tmp_path: Path) -> None:
    store = open_store(url)
    ids = [connected(store) for _ in range(3)]
    with store.write() as session:
        workbooks.purge(session, ids[-1])
    backup(store, tmp_path / "b.zip", NOW)
    store.close()
    for kind in KINDS:
        there = new(kind)
        restore(there, tmp_path / "b.zip")
        again = open_store(there)
        assert connected(again) == ids[-1] + 1
        with again.write() as session:
            assert people.add(session, "first@firm.ru", "admin", now=NOW).id == 1
        again.close()


def test_a_backup_amid_writing_is_of_one_moment(url: str, new: New, tmp_path: Path) -> None:
    """Writers change two rows of different tables together; no backup shows one without the other."""
    store, over, written = open_store(url), threading.Event(), []
    first, second = connected(store), connected(store)

    def write(n: int) -> None:
        other = open_store(url)
        while not over.is_set():
            with other.write() as session:
                workbooks.failed(session, first, NOW)
                people.add(session, f"{n}.{len(written)}.{random.random()}@firm.ru", "head", now=NOW)
                workbooks.failed(session, second, NOW)
            written.append(n)
        other.close()

    threads = [threading.Thread(target=write, args=(n,)) for n in range(2)]
    for thread in threads:
        thread.start()
    seen, before = [], 0
    for n in range(4):
        while len(written) < before + 5:
            over.wait(0.01)
        before = len(written)
        path, _ = backup(store, tmp_path / f"{n}.zip", NOW)
        assert len(written) >= before
        there = new(KINDS[n % 2])
        restore(there, path)
        found = content_of(there)
        counts = [book["failures"] for book in found["workbooks"]]
        assert counts == [len(found["people"])] * 2
        seen.append(counts[0])
    over.set()
    for thread in threads:
        thread.join()
    store.close()
    assert seen == sorted(seen) and seen[0] >= 5 and seen[-1] > seen[0]


def test_only_its_owner_may_read_it_and_secrets_are_not_in_it(full: Store, tmp_path: Path) -> None:
    with full.write() as session:
        person = people.add(session, "anna@firm.ru", "head", now=NOW, password="argon2-hash")
        token = sessions.begin(session, person.id, NOW)
    path, _ = backup(full, tmp_path / "b.zip", NOW)
    assert path.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(path) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
        assert "tables/sessions.jsonl" not in archive.namelist()
    assert str(token).encode() not in everything


def test_a_folder_gets_a_file_of_the_moment(full: Store, tmp_path: Path) -> None:
    path, _ = backup(full, tmp_path, NOW)
    assert path == tmp_path / "planerka-20260331T060000Z.backup.zip"


def test_an_older_backup_is_replaced_and_nothing_else(full: Store, tmp_path: Path) -> None:
    path, first = backup(full, tmp_path / "b.zip", NOW)
    connected(full)
    _, second = backup(full, path, NOW)
    assert second.rows > first.rows
    book = tmp_path / "книга.xlsx"
    with zipfile.ZipFile(book, "w") as other:
        other.writestr("x", "y")
    before = book.read_bytes()
    with pytest.raises(BackupUnwritable, match="left alone"):
        backup(full, book, NOW)
    assert book.read_bytes() == before
    with pytest.raises(BackupUnwritable, match=r"no such file"):
        backup(full, tmp_path / "no" / "b.zip", NOW)


def test_a_full_disk_leaves_the_old_backup(full: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, _ = backup(full, tmp_path / "b.zip", NOW)
    before = path.read_bytes()

    def full_disk(*_: object) -> bytes:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("sheets_addon.store.backup.line", full_disk)
    with pytest.raises(BackupUnwritable, match="the disk is full"):
        backup(full, path, NOW)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.glob("*.part")] + [p.name for p in tmp_path.glob(".*.part")] == []


def test_what_is_there_is_replaced_only_by_force(full: Store, url: str, tmp_path: Path) -> None:
    path, _ = backup(full, tmp_path / "b.zip", NOW)
    before = lasting(content(full))
    connected(full)
    now_there = content(full)
    with pytest.raises(StoreNotEmpty, match="--force"):
        restore(url, path)
    assert content(full) == now_there
    restore(url, path, force=True)
    assert lasting(content(full)) == before
    assert content(full)["sessions"] == []


def test_a_store_with_its_tables_but_no_rows_is_empty(full: Store, new: New, tmp_path: Path) -> None:
    path, _ = backup(full, tmp_path / "b.zip", NOW)
    there = new("sqlite")
    open_store(there).close()
    restore(there, path)
    assert lasting(content_of(there)) == lasting(content(full))


def test_what_was_known_of_spreadsheets_is_put_in_doubt(full: Store, new: New, tmp_path: Path) -> None:
    path, _ = backup(full, tmp_path / "b.zip", NOW)
    there = new("sqlite")
    restore(there, path, doubt=lambda known: [known, "doubt"])
    before = [book["known"] for book in content(full)["workbooks"]]
    assert [book["known"] for book in content_of(there)["workbooks"]] == [[known, "doubt"] for known in before]
