"""The server in a process of its own, as the demo and the long tests start it."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.sheets_api_tests.asking import batch, write
from tests.sheets_api_tests.client import LocalHTTPClient, signed

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def process() -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "tests.sheets_api", "--port", "0", "--accounts", "2", "--minute", "60"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as made:
        yield made
        made.kill()


def test_the_first_line_says_where_it_is_and_a_client_gets_in(process: "subprocess.Popen[str]") -> None:
    assert process.stdout is not None
    assert process.stderr is not None
    said = json.loads(process.stdout.readline())
    assert said.keys() == {"root", "credentials", "all"}
    key = json.loads(Path(said["credentials"]).read_text())
    assert key["token_uri"] == f"{said['root']}/token"
    assert key["type"] == "service_account"
    with signed(said["root"], Path(said["all"][1])) as google:
        assert isinstance(google.http_client, LocalHTTPClient)
        book = google.create("in another process")
        batch(book, write(0, 0, "x"))
        assert book.sheet1.acell("A1").value == "x"
    counted = requests.get(f"{said['root']}/admin/requests", timeout=10).json()
    assert counted["counts"]["sheets.spreadsheets.batchUpdate"] == 1
    assert counted["violations"] == []
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0
    assert process.stderr.read() == ""
    assert not Path(said["credentials"]).exists(), "keys do not outlive the server"
