"""serve, demo and doctor, as a person starts them."""

import errno
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from openpyxl import load_workbook

import templates
from core.context import SLOTS
from sheets_addon import demo
from sheets_addon.cli import serving
from sheets_addon.doctor import CHECKS, findings
from sheets_addon.exits import Exit
from sheets_addon.jobs.service import Service, service
from sheets_addon.settings import Settings
from sheets_addon.store import agendas, api_keys, people, snapshots, workbooks
from templates.company.days import ASOF
from tests.sheets_addon.cli.conftest import Run
from tests.sheets_addon.conftest import PASSWORD, shown
from tests.sheets_addon.fakes import fake_result

ROOT = Path(__file__).parents[3]


def test_demo_check_ends_well_in_a_process_of_its_own(tmp_path: Path) -> None:
    environ = os.environ | {"PLANERKA_HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
    command = [sys.executable, "-c", "from sheets_addon.cli import main; main()", "demo", "--check", "--language", "ru"]
    ended = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, timeout=120)
    said = ended.stdout.decode("utf-8")
    assert ended.returncode == Exit.OK, ended.stderr.decode("utf-8")
    assert "Проверено" in said
    assert "День" in load_workbook(tmp_path / "demo" / "demo.ru · отчёты.xlsx", read_only=True).sheetnames


def test_the_check_finds_a_page_that_shows_something_else(app: Flask, running: Service) -> None:
    id = shown(running)
    with served(app) as url:
        assert demo.check(url, id, "head", PASSWORD, fake_result()) > 20
        other = fake_result()
        other.report("day").blocks[0].rows[0][1] = 1201
        with pytest.raises(demo.CheckFailed, match="does not show"):
            demo.check(url, id, "head", PASSWORD, other)
        with pytest.raises(demo.CheckFailed, match="refused"):
            demo.check(url, id, "head", "wrong", fake_result())


@contextmanager
def served(app: Flask) -> Iterator[str]:
    server = serving.bound(app, "127.0.0.1", 0, "ru")
    with serving.running(server):
        yield serving.url_of(server, "127.0.0.1")


def test_the_example_has_an_agenda_for_every_meeting_and_one_key(tmp_path: Path) -> None:
    settings = demo.settings_of(Settings(home=tmp_path, password=PASSWORD, secret_key="s" * 32))
    order = demo.prepare(settings.home, "ru", anew=True)
    with service(settings) as running:
        id, key = demo.connect(running, order, "ru")
        assert demo._key(running) != key
        with running.store.read() as session:
            assert agendas.of_day(session, id, ASOF) == frozenset(SLOTS)
            assert [one.revoked_at is None for one in api_keys.listed(session)].count(True) == 1
            assert snapshots.head(session, id) is not None


def test_a_taken_port_is_a_sentence(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = run("serve", "--port", port)
    assert ended.exit_code == Exit.BUSY
    assert str(port) in ended.stderr


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-host.invalid"])
def test_an_address_of_another_machine_is_not_called_a_taken_port(
    run: Run, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANERKA_PASSWORD", PASSWORD)
    ended = run("serve", "--host", host, "--port", 8799)
    assert ended.exit_code == Exit.USAGE
    assert f"Адреса {host} у этой машины нет" in ended.stderr


def test_a_port_of_the_system_is_not_called_taken(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(socket, "create_server", refused)
    ended = run("serve", "--port", 80)
    assert ended.exit_code == Exit.USAGE
    assert "до 1024" in ended.stderr


def test_serve_says_that_the_book_is_missing(run: Run, tmp_path: Path) -> None:
    ended = run("serve", "--book", "нет.xlsx", "--port", 0)
    assert ended.exit_code == Exit.UNREADABLE
    assert "нет.xlsx" in ended.stderr
    with service(Settings(home=tmp_path / "var")) as running, running.store.read() as session:
        assert workbooks.all_workbooks(session) == []


@pytest.mark.usefixtures("not_for_long")
def test_a_start_that_failed_has_made_no_administrator_whose_password_nobody_saw(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert run("serve", "--port", taken.getsockname()[1]).exit_code == Exit.BUSY
    assert run("serve", "--book", "нет.xlsx", "--port", 0).exit_code == Exit.UNREADABLE
    assert "Пароль" in run("serve", "--port", 0).stdout


def test_a_wrong_environment_is_a_sentence_without_its_value(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANERKA_MAX_BODY", "secret-word")
    ended = run("serve")
    assert ended.exit_code == Exit.USAGE
    assert "PLANERKA_MAX_BODY" in ended.stderr
    assert "secret-word" not in ended.stderr


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("PORT", "abc", "нужно целое число"),
        ("PORT", "99999", "нужно не больше 65535"),
        ("WORKERS", "0", "нужно не меньше 1"),
        ("LANGUAGE", "fr", "подходит ru, en"),
        ("ASOF", "завтра", "нужен день вида 2026-03-31"),
        ("PUBLIC_URL", "sales.example", "нужен адрес вида https://sales.example"),
        ("WEBHOOK_PRIVATE", "может", "нужно true или false"),
        ("TRUSTED_HOSTS", "sales.example", 'нужен список в JSON, например ["sales.example"]'),
    ],
)
def test_a_wrong_setting_is_told_in_the_readers_language(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str, why: str
) -> None:
    monkeypatch.setenv(f"PLANERKA_{name}", value)
    ended = run("serve", "--port", 0) if name != "PORT" else run("serve")
    assert ended.exit_code == Exit.USAGE, ended.output
    assert ended.stderr.startswith(f"Настройка PLANERKA_{name} не подходит: {why}")


@pytest.fixture
def not_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """The service ends as soon as it listens."""
    monkeypatch.setattr("sheets_addon.cli.draining.serve", lambda server, _: server.close())


@pytest.mark.usefixtures("not_for_long")
def test_serve_prints_login_and_password_of_the_first_administrator_once(run: Run, tmp_path: Path) -> None:
    first = run("serve", "--port", 0)
    assert first.exit_code == Exit.OK, first.output
    assert "http://127.0.0.1:" in first.stdout
    password = re.search(r"Пароль: +(\S+)", first.stdout)
    assert password
    with service(Settings(home=tmp_path / "var")) as running, running.store.read() as session:
        (only,) = people.everyone(session)
    assert (only.login, only.role, only.has_password) == ("head", "admin", True)
    again = run("serve", "--port", 0)
    assert "http://127.0.0.1:" in again.stdout
    assert "Пароль" not in again.stdout


@pytest.mark.usefixtures("not_for_long")
def test_serve_connects_a_file_and_refreshes_it_once(run: Run, tmp_path: Path) -> None:
    book = templates.path("ru", True)
    for _ in range(2):  # the second start finds it connected
        ended = run("serve", "--book", book, "--port", 0, "--asof", "2026-03-31")
        assert ended.exit_code == Exit.OK, ended.output
    with service(Settings(home=tmp_path / "var")) as running, running.store.read() as session:
        (only,) = workbooks.all_workbooks(session)
        assert only.kind == "file"
        head = snapshots.head(session, only.id)
        assert head is not None
        assert head.asof.isoformat() == "2026-03-31"


def test_serve_opens_to_other_machines_only_with_somebody_who_can_sign_in(run: Run) -> None:
    ended = run("serve", "--host", "0.0.0.0", "--port", 0)
    assert ended.exit_code == Exit.USAGE
    assert "planerka users add" in ended.stderr


def test_generated_secrets_differ() -> None:
    one, two = Settings(), Settings()
    assert len({s.get_secret_value() for s in (one.password, two.password, one.secret_key, two.secret_key)}) == 4
    assert one.password.get_secret_value() not in repr(one)


def test_doctor_has_a_sentence_for_each_check(run: Run) -> None:
    ended = run("doctor")
    lines = ended.stdout.splitlines()
    assert len(lines) == len(CHECKS) + 2 + 1  # of Google a bare machine is told: no database, no key
    assert all(line[0] in "✓✗" for line in lines[:-1])
    fine = all(line[0] == "✓" for line in lines[:-1])
    assert ended.exit_code == (Exit.OK if fine else Exit.DOCTOR)


def test_doctor_sees_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    found = [f for f in findings(Settings(home=tmp_path / "file" / "home")) if not f.fine]
    assert any("PLANERKA_HOME" in f.message("ru") for f in found)


def test_the_log_is_json_without_locals(tmp_path: Path) -> None:
    from sheets_addon import logs

    path = logs.configure(tmp_path)
    password = "hidden-word"
    try:
        raise ValueError(len(password))
    except ValueError as error:
        logs.log().error("failed", exc_info=error)
    line = path.read_text("utf-8")
    assert json.loads(line)["event"] == "failed"
    assert "hidden-word" not in line
