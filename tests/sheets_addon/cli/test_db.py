"""planerka db, as a person types it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sheets_addon.exits import Exit
from sheets_addon.settings import Settings
from sheets_addon.store import open_store, secrets
from sheets_addon.store.upgrade import newest, upgrade
from tests.sheets_addon.cli.conftest import Run

OLD, NEW = "o" * 32, "n" * 32


def test_upgrade_makes_the_tables_and_then_has_nothing_to_do(run: Run, tmp_path: Path) -> None:
    ended = run("db", "upgrade")
    assert (ended.exit_code, ended.stdout) == (Exit.OK, f"Таблицы созданы: версия {newest()}.\n")
    assert (tmp_path / "var" / "planerka.db").exists()
    assert run("db", "upgrade", language="en").stdout == f"The tables are of the right version already: {newest()}.\n"


def test_upgrade_of_an_older_database_elsewhere(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path}/other.db"
    monkeypatch.setenv("PLANERKA_DATABASE_URL", url)
    upgrade(url, "0001")
    ended = run("db", "rotate", language="en")
    assert ended.exit_code == Exit.STORE
    monkeypatch.setenv("PLANERKA_SECRET_KEY", NEW)
    ended = run("db", "rotate", language="en")
    assert (ended.exit_code, "planerka db upgrade" in ended.stderr) == (Exit.STORE, True)
    assert run("db", "upgrade", language="en").stdout == f"The tables are upgraded: 0001 → {newest()}.\n"
    assert run("db", "rotate", language="en").exit_code == Exit.OK


def test_a_database_that_cannot_be_opened(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANERKA_DATABASE_URL", "mysql://root:s3cret@host/x")
    ended = run("db", "upgrade")
    assert ended.exit_code == Exit.STORE
    assert "postgresql://" in ended.stderr
    assert "s3cret" not in ended.output


def test_rotate(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = run("db", "rotate")
    assert (ended.exit_code, "PLANERKA_SECRET_KEY" in ended.stderr) == (Exit.STORE, True)
    store = open_store(Settings(home=tmp_path / "var").store_url)
    with store.write() as session:
        secrets.keep(session, secrets.keys(OLD), "google", {"a": 1}, kind="token", now=datetime.now(UTC))
    monkeypatch.setenv("PLANERKA_SECRET_KEY", NEW)
    ended = run("db", "rotate")
    assert (ended.exit_code, "«google»" in ended.stderr) == (Exit.STORE, True)
    monkeypatch.setenv("PLANERKA_SECRET_KEY", f"{NEW},{OLD}")
    assert run("db", "rotate").stdout == "Перешифровано ключей: 1.\n"
    with store.read() as session:
        assert secrets.read(session, secrets.keys(NEW), "google") == {"a": 1}
    store.close()


def test_a_key_that_was_not_given_is_none() -> None:
    assert Settings().store_key is None
    assert Settings(secret_key=NEW).store_key == NEW
    assert Settings(database_url="postgresql://u:s3cret@h/d").store_url == "postgresql://u:s3cret@h/d"
    assert "s3cret" not in repr(Settings(database_url="postgresql://u:s3cret@h/d"))


def test_db_alone_shows_what_there_is(run: Run) -> None:
    ended = run("db")
    assert ended.exit_code == Exit.OK
    assert "upgrade" in ended.stdout
