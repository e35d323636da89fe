"""What the system says of a file is said in the reader's language."""

import errno
import os
from pathlib import Path

import pytest

from sheets_addon.reasons import OF_A_DATABASE, REASONS, reason
from sheets_addon.store import open_store
from sheets_addon.store.backup_file import opened
from sheets_addon.store.errors import BackupUnreadable, StoreUnreachable


@pytest.mark.parametrize("number", [*REASONS])
def test_the_usual_reasons_are_in_both_languages(number: int) -> None:
    said = reason(OSError(number, os.strerror(number)))
    assert not any("a" <= letter <= "z" for letter in said.ru.casefold())
    assert not any("а" <= letter <= "я" for letter in said.en.casefold())


def test_a_rare_one_stays_as_the_system_says_it() -> None:
    assert reason(OSError(errno.ELOOP, "Too many levels")).ru == "Too many levels"
    assert reason(OSError()).ru == "OSError"


def test_a_missing_backup_is_told_without_english(tmp_path: Path) -> None:
    with pytest.raises(BackupUnreadable) as refused, opened(tmp_path / "нет.zip"):
        pass
    assert "нет такого файла или папки" in refused.value.message("ru")


def test_a_file_that_is_no_database_is_named_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "planerka.db"
    path.write_text("not a database, but long enough to be looked at" * 40)
    with pytest.raises(StoreUnreachable) as refused:
        open_store(f"sqlite:///{path}")
    assert refused.value.message("ru") == f"База {path} не открывается: этот файл — не база."
    assert all(one.ru and one.en for one in OF_A_DATABASE.values())


def test_an_address_of_a_database_shows_no_password_and_no_driver() -> None:
    with pytest.raises(StoreUnreachable) as refused:
        open_store("postgresql://planerka:hidden-word@127.0.0.1:1/sales")
    said = refused.value.message("ru")
    assert "postgresql://planerka:***@127.0.0.1:1/sales" in said
    assert "hidden-word" not in said
    assert "?." not in said
