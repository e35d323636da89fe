"""planerka backup and restore, as a person types them."""

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.i18n import Language
from sheets_addon.exits import Exit
from sheets_addon.settings import Settings
from sheets_addon.store import audit, open_store, secrets
from tests.databases import KINDS, database
from tests.sheets_addon.cli.conftest import Run

PASSWORD = "верный пароль 7\n".encode()
KEY, OTHER = "k" * 40, "o" * 40


@pytest.fixture
def filled(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person, and a key of Google."""
    monkeypatch.setenv("PLANERKA_SECRET_KEY", KEY)
    assert run("users", "add", "head@firm.ru", "--role", "admin", input=PASSWORD).exit_code == Exit.OK
    store = open_store(Settings().store_url)
    with store.write() as session:
        secrets.keep(
            session, secrets.keys(KEY), "robot", {"private_key": "MARKED"}, kind="google", now=datetime.now(UTC)
        )
    store.close()


def logins(run: Run) -> list[str]:
    return [one["login"] for one in json.loads(run("users", "list", "--json").stdout)]


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_drill(
    run: Run, filled: None, kind: str, language: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Backup, another machine, restore; the key is opened by the same word."""
    ended = run("backup", tmp_path / "b.zip", language=language)
    assert ended.exit_code == Exit.OK, ended.output
    assert "PLANERKA_SECRET_KEY" in ended.stdout and str(tmp_path / "b.zip") in ended.stdout
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert all(b"MARKED" not in archive.read(name) for name in archive.namelist())
    with database(kind, tmp_path) as url:
        monkeypatch.setenv("PLANERKA_DATABASE_URL", url)
        assert logins(run) == []
        ended = run("restore", tmp_path / "b.zip", language=language)
        assert (ended.exit_code, ended.stderr) == (Exit.OK, ""), ended.output
        assert ("восстановлена" if language == "ru" else "is restored") in ended.stdout
        assert logins(run) == ["head@firm.ru"]
        store = open_store(url)
        with store.read() as session:
            assert secrets.read(session, secrets.keys(KEY), "robot") == {"private_key": "MARKED"}
            assert audit.read(session)[0].what == "restored"
        store.close()


def test_a_key_that_does_not_fit_is_told(
    run: Run, filled: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("backup", tmp_path / "b.zip")
    for given, said in ((OTHER, "не открывает robot"), ("", "не задан")):
        monkeypatch.setenv("PLANERKA_HOME", str(tmp_path / f"home{len(given)}"))
        monkeypatch.setenv("PLANERKA_SECRET_KEY", given)
        ended = run("restore", tmp_path / "b.zip")
        assert ended.exit_code == Exit.OK and said in ended.stderr
    monkeypatch.delenv("PLANERKA_SECRET_KEY")
    ended = run("restore", tmp_path / "b.zip", "--force")
    assert ended.exit_code == Exit.OK and "не задан" in ended.stderr


def test_what_is_there_is_not_lost_by_a_slip(run: Run, filled: None, tmp_path: Path) -> None:
    run("backup", tmp_path / "b.zip")
    run("users", "add", "anna@firm.ru", "--role", "head", input=PASSWORD)
    ended = run("restore", tmp_path / "b.zip")
    assert ended.exit_code == Exit.USAGE and "--force" in ended.stderr and len(ended.stderr.splitlines()) == 1
    assert logins(run) == ["anna@firm.ru", "head@firm.ru"]
    assert run("restore", tmp_path / "b.zip", "--force").exit_code == Exit.OK
    assert logins(run) == ["head@firm.ru"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("restore", "нет.zip"), "нет.zip"),
        (("restore", "книга.txt"), "не копия"),
        (("backup", "книга.txt"), "не копия"),
        (("backup", "var/planerka.db"), "не копия"),
        (("backup", "нет/b.zip"), "нет/b.zip"),
    ],
)
def test_a_file_that_does_not_fit_is_one_sentence(run: Run, tmp_path: Path, words: tuple[str, str], said: str) -> None:
    (tmp_path / "книга.txt").write_text("x")
    run("users", "list")
    ended = run(*words)
    assert ended.exit_code == Exit.UNREADABLE
    assert said in ended.stderr and len(ended.stderr.strip().splitlines()) == 1
    assert (tmp_path / "книга.txt").read_text() == "x"
    assert logins(run) == []


def test_into_a_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "копии").mkdir()
    ended = run("backup", "копии")
    assert ended.exit_code == Exit.OK and "PLANERKA_SECRET_KEY" not in ended.stdout
    [made] = (tmp_path / "копии").iterdir()
    assert made.name.endswith(".backup.zip") and made.name in ended.stdout
