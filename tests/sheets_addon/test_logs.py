"""The log as a whole: JSON lines in a file or on stdout, libraries' lines too, and none of what people's cells hold."""

import io
import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from flask import Flask

from sheets_addon import logs
from sheets_addon.jobs.service import Service
from sheets_addon.logs import File, Formatter, log
from sheets_addon.settings import Settings
from tests.sheets_addon.conftest import CSRF, PASSWORD, bearer, browser, person

ROOT = Path(__file__).parents[2]


@pytest.fixture
def lines(tmp_path: Path) -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """What was logged since the start of the test."""
    path = logs.configure(tmp_path)
    assert path is not None
    yield lambda: [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one.formatter, Formatter)]:
        root.removeHandler(handler)
        handler.close()


Lines = Callable[[], list[dict[str, Any]]]


def test_a_line_says_when_how_grave_and_by_whom(lines: Lines) -> None:
    log().warning("worker_gone", workbook=3)
    [line] = lines()
    assert line.pop("timestamp").endswith("Z")
    assert line == {"event": "worker_gone", "level": "warning", "logger": "planerka", "workbook": 3}


def test_a_traceback_is_there_without_its_locals(lines: Lines) -> None:
    password = "hidden-word"
    try:
        raise ValueError(len(password))
    except ValueError as error:
        log().error("failed", exc_info=error)
    [line] = lines()
    assert line["exception"][0]["exc_type"] == "ValueError"
    assert line["exception"][0]["frames"][0]["name"] == "test_a_traceback_is_there_without_its_locals"
    assert "hidden-word" not in json.dumps(line)


@pytest.mark.parametrize("name", ["waitress", "waitress.queue", "gunicorn.error", "huey", "alembic.runtime", "urllib3"])
def test_a_library_s_line_is_ours_once_and_redacted(lines: Lines, name: str) -> None:
    with structlog.contextvars.bound_contextvars(request="r" * 8):
        try:
            raise KeyError("Иванов Пётр")
        except KeyError:
            logging.getLogger(name).exception("failed for %s with %s", "anna@firm.ru", "Bearer abcdefgh")
    [line] = lines()
    assert (line["logger"], line["level"], line["request"]) == (name, "error", "r" * 8)
    assert line["event"] == "failed for *** with Bearer ***"
    assert line["exception"][0]["exc_value"] == "'***'"


def test_chatter_of_libraries_is_not_heard(lines: Lines) -> None:
    for name in ("urllib3", "sqlalchemy.engine", "google.auth"):
        logging.getLogger(name).info("chatter")
    assert lines() == []


def test_half_a_character_stops_no_line(lines: Lines, capsys: pytest.CaptureFixture[str]) -> None:
    log().info("x", tab="a\ud800b")
    assert len(lines()) == 1
    assert "Logging error" not in capsys.readouterr().err


def test_a_line_is_formatted_once(lines: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    formatted, real = [], Formatter.format

    def counting(self: Formatter, record: logging.LogRecord) -> str:
        formatted.append(record)
        return real(self, record)

    monkeypatch.setattr(Formatter, "format", counting)
    log().info("x")
    logging.getLogger("waitress").warning("y")
    assert (len(formatted), len(lines())) == (2, 2)


def test_a_full_file_begins_anew_and_the_oldest_goes(tmp_path: Path) -> None:
    handler = File(tmp_path / "a.log", maxBytes=1_000, backupCount=2, delay=True)
    for n in range(100):
        handler.emit(logging.makeLogRecord({"msg": f"{n:049}"}))
    handler.close()
    kept = {path.name: path.read_text().split() for path in tmp_path.iterdir()}
    assert {name: [int(line) for line in rows] for name, rows in kept.items()} == {
        "a.log.2": [*range(40, 60)],
        "a.log.1": [*range(60, 80)],
        "a.log": [*range(80, 100)],
    }


def test_processes_that_share_a_file_keep_every_line(tmp_path: Path) -> None:
    """Three of them fill the file again and again, and each finds it begun anew by the others."""
    code = """
import logging, sys, time
from sheets_addon.logs import File
handler = File(sys.argv[1], maxBytes=20_000, backupCount=9, delay=True)
for n in range(800):
    handler.emit(logging.makeLogRecord({"msg": f"{sys.argv[2]}-{n:047}"}))
    time.sleep(0.0005)
"""
    path = tmp_path / "a.log"
    commands = [[sys.executable, "-W", "error", "-c", code, str(path), str(one)] for one in range(3)]
    writers = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) for command in commands]
    said = [writer.communicate(timeout=60)[1] for writer in writers]
    assert said == [b"", b"", b""]
    files = sorted(tmp_path.iterdir())
    found = sorted(line for file in files for line in file.read_text().split())
    assert found == [f"{one}-{n:047}" for one in range(3) for n in range(800)]
    assert len(files) >= 6


def test_on_stdout(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    assert logs.configure(tmp_path, "stdout") is None
    log().info("x", n=1)
    logs.configure(tmp_path)
    assert json.loads(out.getvalue())["n"] == 1
    assert not list(tmp_path.rglob("*.log")) or "n" not in (tmp_path / "logs" / "planerka.log").read_text()


def test_unconfigured_it_says_nothing_on_anybody_s_terminal() -> None:
    code = "from sheets_addon.logs import log; log().error('x', n=1)"
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert (ended.stdout, ended.stderr) == (b"", b"")


def test_a_command_s_traceback_goes_where_the_settings_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PLANERKA_HOME", str(tmp_path))
    path = logs.keep_traceback(ValueError("deep inside"))
    assert path == tmp_path / "logs" / "planerka.log"
    assert "deep inside" in Path(path).read_text("utf-8")
    monkeypatch.setenv("PLANERKA_LOG", "stdout")
    assert logs.keep_traceback(ValueError("deep inside")) == "stdout"
    logs.configure(tmp_path)
    assert "deep inside" in capsys.readouterr().out


def test_where_it_goes_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings().log == "file"
    monkeypatch.setenv("PLANERKA_LOG", "stdout")
    assert Settings().log == "stdout"


# Marked secrets, in everything that a request can carry

MARK = "mark3d"


def test_a_request_leaves_nothing_of_what_it_carried(app: Flask, running: Service, lines: Lines) -> None:
    """Addresses, forms, headers, cookies, logins, tokens, and an error that speaks of a cell."""

    def fails(word: str) -> str:
        raise ValueError(f"could not read '{MARK} Иванов', телефон +7 912 345-67-89, почта {MARK}@firm.ru")

    fails.needs = "caller"  # type: ignore[attr-defined]
    app.add_url_rule("/fails/<word>", view_func=fails)
    client = app.test_client()
    client.get(f"/nowhere/{MARK}?{MARK}={MARK}", headers={"Cookie": f"planerka={MARK}", "Referer": f"/{MARK}"})
    client.post("/login", data={"user": f"{MARK}@firm.ru", "password": MARK, "csrf": MARK})
    client.get("/login?next=/" + MARK, headers={"User-Agent": MARK, "X-Request-ID": f"?{MARK}"})
    key = bearer(running, functions=True)
    client.get(f"/v1/functions/{MARK}", headers=key)
    client.get("/v1/functions", headers={"Authorization": f"Bearer {MARK}"})
    client.get("/v1/functions", headers={"Authorization": f"Basic {MARK}"})
    client.post("/v1/functions/CONVERSION", json={"args": [MARK]}, headers=key)
    head = browser(app, running, person(running, f"head-{MARK}", "admin"))
    assert head.get(f"/fails/{MARK}?x={MARK}").status_code == 500
    head.post("/logout", data={"csrf": CSRF})
    said = lines()
    text = json.dumps(said, ensure_ascii=False)
    for secret in (MARK, PASSWORD, CSRF, "Иванов", "345-67", key["Authorization"].rsplit("_", 1)[1]):
        assert secret not in text
    assert len([line for line in said if line["event"] == "request"]) >= 9
    assert any("could not read '***'" in json.dumps(line) for line in said)
