"""serve, demo and doctor, as a person starts them."""

import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sheets_addon.desk import Desk

from core.report import Result
from sheets_addon import demo
from sheets_addon.app import create_app
from sheets_addon.cli import serving
from sheets_addon.doctor import CHECKS, findings
from sheets_addon.exits import Exit
from sheets_addon.settings import Settings
from sheets_addon.work import Order
from tests.sheets_addon.cli.conftest import Run
from tests.sheets_addon.fakes import FakeRefresh, fake_result

ROOT = Path(__file__).parents[3]


def test_demo_check_ends_well_in_a_process_of_its_own(tmp_path: Path) -> None:
    environ = os.environ | {"PLANERKA_HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
    command = [sys.executable, "-c", "from sheets_addon.cli import main; main()", "demo", "--check", "--language", "ru"]
    ended = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, timeout=120)
    said = ended.stdout.decode("utf-8")
    assert ended.returncode == Exit.OK, ended.stderr.decode("utf-8")
    assert "Проверено" in said
    assert "День" in load_workbook(tmp_path / "demo" / "demo.ru · отчёты.xlsx", read_only=True).sheetnames


def test_the_check_finds_a_page_that_shows_something_else(tmp_path: Path) -> None:
    with served(tmp_path) as url:
        assert demo.check(url, "head", "pass", fake_result()) > 20
        other = fake_result()
        other.report("day").blocks[0].rows[0][1] = 1201
        with pytest.raises(demo.CheckFailed, match="does not show"):
            demo.check(url, "head", "pass", other)
        with pytest.raises(demo.CheckFailed, match="refused"):
            demo.check(url, "head", "wrong", fake_result())


def served(tmp_path: Path):  # type: ignore[no-untyped-def]
    from contextlib import contextmanager

    @contextmanager
    def serve():  # type: ignore[no-untyped-def]
        desk = Desk(Order(tmp_path / "b.xlsx"), FakeRefresh())
        desk.view()
        server = serving.bound(create_app(Settings(home=tmp_path, password="pass"), desk), "127.0.0.1", 0, "ru")
        with serving.running(server):
            yield serving.url_of(server, "127.0.0.1")

    return serve()


def test_a_taken_port_is_a_sentence(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = run("serve", "--port", port)
    assert ended.exit_code == Exit.BUSY
    assert str(port) in ended.stderr


def test_serve_says_that_the_book_is_missing(run: Run) -> None:
    ended = run("serve", "--book", "нет.xlsx", "--port", 0)
    assert ended.exit_code == Exit.UNREADABLE
    assert "нет.xlsx" in ended.stderr


def test_a_wrong_environment_is_a_sentence_without_its_value(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANERKA_MAX_BODY", "secret-word")
    ended = run("serve")
    assert ended.exit_code == Exit.USAGE
    assert "PLANERKA_MAX_BODY" in ended.stderr
    assert "secret-word" not in ended.stderr


def test_serve_prints_the_login_once_and_serves(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sheets_addon.cli.draining.serve", lambda server, _: server.close())
    ended = run("serve", "--port", 0)
    assert ended.exit_code == Exit.OK, ended.output
    assert "http://127.0.0.1:" in ended.stdout
    assert "Пароль" in ended.stdout


def test_generated_secrets_differ() -> None:
    one, two = Settings(), Settings()
    assert len({s.get_secret_value() for s in (one.password, two.password, one.token, two.token)}) == 4
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


def test_requests_at_once_share_one_refresh(tmp_path: Path) -> None:
    made = FakeRefresh()
    desk = Desk(Order(tmp_path / "b.xlsx"), made)
    seen: list[Result | None] = []
    threads = [threading.Thread(target=lambda: seen.append(desk.view().result)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made.calls == 1
    assert len(seen) == 8
    assert all(result is made.result for result in seen)


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
