"""connect, sync, status, disconnect, work, serve and doctor against the local Sheets server, as a person types them."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from core.i18n import Language
from sheets_addon.exits import Exit
from sheets_addon.store import open_store, workbooks
from sheets_addon.sync.files import connect_file, new_upload
from sheets_addon.work import utc_now
from tests.sheets_addon.cli.conftest import Run
from tests.sheets_addon.sync.rig import ADDRESS, small
from tests.sheets_api import admin
from tests.sheets_api.running import credentials, running
from tests.sheets_api.server import Server
from tests.sheets_api.state import Book

ROOT = Path(__file__).parents[3]
URL = "https://docs.google.com/spreadsheets/d/{id}/edit#gid=10"


@pytest.fixture(scope="module")
def served() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture
def google(run: Run, served: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Server:
    """The settings of a machine that has a key file; the clean server."""
    served.faults.clear()
    monkeypatch.setenv("PLANERKA_GOOGLE_ROOT", served.root)
    monkeypatch.setenv("PLANERKA_GOOGLE_KEY", str(credentials(served, tmp_path)))
    return served


def uploaded(server: Server, role: str | None = "writer") -> Book:
    return admin.upload(server, {"title": "Отдел", "sheets": small(), "share": {ADDRESS: role} if role else {}})


@pytest.fixture
def connected(run: Run, google: Server) -> Book:
    book = uploaded(google)
    assert run("connect", URL.format(id=book.id)).exit_code == 0
    return book


def titles(server: Server, book: Book) -> list[str]:
    """Of the tabs as they are now: every commit makes the spreadsheet anew."""
    return [tab.title for tab in server.world.book(book.id).tabs]


def unshare(server: Server, book: Book) -> None:
    now = server.world.book(book.id)
    now.permissions = [one for one in now.permissions if one.get("emailAddress") != ADDRESS]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_from_the_address_to_the_reports(run: Run, google: Server, language: Language) -> None:
    book = uploaded(google)
    ended = run("connect", URL.format(id=book.id), language=language)
    assert ended.exit_code == 0, ended.output
    assert "✓ Сделки" in ended.stdout and f"({ADDRESS})" in ended.stdout and "planerka sync 1" in ended.stdout
    assert titles(google, book) == ["Сделки", "Оплаты", "Мои заметки"], "connecting writes nothing"
    ended = run("sync", 1, language=language)
    assert ended.exit_code == 0, ended.output
    assert ("Отчёты обновлены." if language == "ru" else "The reports are refreshed.") in ended.stdout
    assert "Сводка" in titles(google, book)
    ended = run("status", language=language)
    assert ended.exit_code == 0
    assert ("Отчёты верны на" if language == "ru" else "The reports are right as of") in ended.stdout
    assert ("Следующее обновление" if language == "ru" else "The next refresh") in ended.stdout or "1" in ended.stdout
    [one] = json.loads(run("status", "--json").stdout)
    assert (one["id"], one["title"], one["state"], one["fine"], one["failures"]) == (1, "Отдел", "good", True, 0)


def test_a_spreadsheet_that_is_not_shared_says_with_whom_to_share_it(run: Run, google: Server) -> None:
    book = uploaded(google, role=None)
    ended = run("connect", URL.format(id=book.id))
    assert ended.exit_code == Exit.GOOGLE
    assert "Поделиться" in ended.stderr and ADDRESS in ended.stderr
    assert json.loads(run("status", "--json").stdout) == []


def test_a_viewer_cannot_be_connected(run: Run, google: Server) -> None:
    ended = run("connect", URL.format(id=uploaded(google, "reader").id))
    assert ended.exit_code == Exit.GOOGLE and "право «Редактор»" in ended.stderr


@pytest.mark.parametrize("given", ["https://example.com/spreadsheets/d/1234567890123456789012", "мусор", "12"])
def test_what_is_no_address_is_a_wrong_command(run: Run, google: Server, given: str) -> None:
    ended = run("connect", given)
    assert ended.exit_code == Exit.USAGE and "docs.google.com/spreadsheets" in ended.stderr


def test_without_a_key_it_says_how_to_get_one(run: Run, google: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PLANERKA_GOOGLE_KEY")
    ended = run("connect", "1" * 44)
    assert ended.exit_code == Exit.GOOGLE and "--key" in ended.stderr


def test_a_key_given_once_is_kept_encrypted(
    run: Run, google: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = os.environ["PLANERKA_GOOGLE_KEY"]
    monkeypatch.delenv("PLANERKA_GOOGLE_KEY")
    book = uploaded(google)
    refused = run("connect", book.id, "--key", key)
    assert refused.exit_code == Exit.STORE and "PLANERKA_SECRET_KEY" in refused.stderr
    monkeypatch.setenv("PLANERKA_SECRET_KEY", "k" * 40)
    assert run("connect", book.id, "--key", key).exit_code == 0
    assert run("sync", book.id).exit_code == 0
    private = json.loads(Path(key).read_text("utf-8"))["private_key"][40:120].encode()
    assert all(private not in path.read_bytes() for path in (tmp_path / "var").rglob("*") if path.is_file())


def test_a_file_that_is_no_key(run: Run, google: Server, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"client_email": "a"}')
    ended = run("connect", "1" * 44, "--key", tmp_path / "x.json")
    assert ended.exit_code == Exit.GOOGLE and "client_email" in ended.stderr
    ended = run("connect", "1" * 44, "--key", tmp_path / "none.json")
    assert ended.exit_code == Exit.GOOGLE and "none.json" in ended.stderr


def test_connecting_twice_is_no_second_workbook(run: Run, connected: Book) -> None:
    ended = run("connect", connected.id)
    assert ended.exit_code == 0 and "уже была подключена" in ended.stdout
    assert len(json.loads(run("status", "--json").stdout)) == 1


def test_a_failure_is_told_by_sync_and_by_status(run: Run, google: Server, connected: Book) -> None:
    assert run("sync", 1).exit_code == 0
    unshare(google, connected)
    ended = run("sync", 1)
    assert ended.exit_code == Exit.GOOGLE and "Поделиться" in ended.stderr
    ended = run("status")
    assert ended.exit_code == Exit.STALE
    assert "Не удалось обновить" in ended.stdout and "planerka sync 1" in ended.stdout
    [one] = json.loads(run("status", "--json").stdout)
    assert (one["state"], one["error"], one["failures"]) == ("failed", "not_shared", 1)
    assert one["refreshed_at"] and one["next_run_at"]


def test_what_nobody_does_is_overdue(run: Run, connected: Book, tmp_path: Path) -> None:
    assert run("sync", 1).exit_code == 0
    store = open_store(f"sqlite:///{tmp_path}/var/planerka.db")
    with store.write() as session:
        workbooks.change(session, 1, next_run_at=utc_now() - timedelta(hours=1))
    store.close()
    ended = run("status")
    assert ended.exit_code == Exit.STALE and "planerka work" in ended.stdout
    ended = run("doctor")
    assert ended.exit_code == Exit.DOCTOR and "Обновления просрочены: 1" in ended.stdout


def test_disconnecting_rests_or_forgets(run: Run, connected: Book) -> None:
    ended = run("disconnect", connected.id)
    assert ended.exit_code == 0 and connected.id in ended.stdout
    assert json.loads(run("status", "--json").stdout)[0]["state"] == "paused"
    assert run("connect", connected.id).exit_code == 0
    assert json.loads(run("status", "--json").stdout)[0]["state"] == "never"
    assert run("disconnect", "1", "--purge").exit_code == 0
    assert "Подключённых таблиц нет" in run("status").stdout
    ended = run("disconnect", "1")
    assert ended.exit_code == Exit.UNREADABLE and "№ 1" in ended.stderr
    assert run("sync", connected.id).exit_code == Exit.UNREADABLE


def test_doctor_asks_about_google(run: Run, google: Server, connected: Book) -> None:
    ended = run("doctor")
    assert ended.exit_code == 0, ended.stdout
    for said in (
        "База службы открывается",
        f"Ключи Google приняты: {ADDRESS}",
        "Часы идут верно",
        "открыты на запись (1)",
    ):
        assert said in ended.stdout
    assert "Запросов к Google за минуту" in ended.stdout and "Очередь обновлений движется" in ended.stdout
    unshare(google, connected)
    ended = run("doctor", language="en")
    assert ended.exit_code == Exit.DOCTOR
    assert "“Отдел” (no. 1): The spreadsheet is not shared" in ended.stdout


def sent(tmp_path: Path) -> int:
    """A workbook that was uploaded, and one that is a file of this machine."""
    store = open_store(f"sqlite:///{tmp_path / 'var' / 'planerka.db'}")
    book = new_upload(store, "Присланная", utc_now())
    connect_file(store, tmp_path / "своя.xlsx", utc_now())
    store.close()
    return book.id


def test_doctor_takes_no_file_for_a_spreadsheet(run: Run, google: Server, connected: Book, tmp_path: Path) -> None:
    sent(tmp_path)
    ended = run("doctor")
    assert ended.exit_code == 0, ended.stdout
    assert "открыты на запись (1)" in ended.stdout


def test_doctor_asks_google_nothing_where_there_are_only_files(
    run: Run, google: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PLANERKA_GOOGLE_KEY")
    run("users", "list")  # makes the database
    sent(tmp_path)
    google.counts.clear()
    ended = run("doctor")
    assert ended.exit_code == 0, ended.stdout
    assert "с Google расходятся" not in ended.stdout
    assert google.counts == {}


def test_a_file_that_was_sent_is_neither_refreshed_nor_put_to_rest_by_a_command(
    run: Run, google: Server, connected: Book, tmp_path: Path
) -> None:
    id = sent(tmp_path)
    ended = run("sync", id)
    assert ended.exit_code == Exit.UNREADABLE
    assert "«Загрузить новую версию»" in ended.stderr
    assert "Не удалось" not in run("status").stdout, "no run has failed"
    ended = run("disconnect", id)
    assert ended.exit_code == Exit.USAGE
    assert f"planerka disconnect {id} --purge" in ended.stderr
    assert run("disconnect", id, "--purge").exit_code == 0
    assert "planerka serve --book" in run("disconnect", id + 1).stdout


def test_doctor_where_google_does_not_answer(
    run: Run, google: Server, connected: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANERKA_GOOGLE_ROOT", "http://127.0.0.1:9")
    monkeypatch.setattr("sheets_addon.doctor_google.sharing", lambda _: None)
    monkeypatch.setattr("sheets_addon.workbooks.google.retries.TRIES", 1)
    ended = run("doctor")
    assert ended.exit_code == Exit.DOCTOR and "Google не отвечает" in ended.stdout


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.mark.parametrize("words", [("work",), ("serve", "--port", "0")])
def test_a_worker_does_what_connecting_asked_for_and_ends_on_sigterm(
    run: Run, google: Server, connected: Book, words: tuple[str, ...]
) -> None:
    """The first tick comes with the worker's start: nobody has to wait for a minute."""
    command = [sys.executable, "-c", "from sheets_addon.cli import main; main()", *words]
    environ = os.environ | {"PYTHONPATH": str(ROOT), "PLANERKA_LANGUAGE": "ru"}
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as worker:
        try:
            until(lambda: "Сводка" in titles(google, connected))
            until(lambda: json.loads(run("status", "--json").stdout)[0]["state"] == "good")
            worker.send_signal(signal.SIGTERM)
            assert worker.wait(20) == 0
        finally:
            worker.kill()


def test_doctor_sees_a_clock_that_is_off_and_a_key_that_is_revoked(
    run: Run, google: Server, connected: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sheets_addon.workbooks.google.probe.clock_off", lambda _: timedelta(minutes=7))
    google.accounts.revoked.add(ADDRESS)
    ended = run("doctor")
    google.accounts.revoked.clear()
    assert ended.exit_code == Exit.DOCTOR
    assert "расходятся с часами Google на 420 с" in ended.stdout
    assert f"✗ {ADDRESS}: " in ended.stdout
