"""``planerka work`` as a process of its own, as a service manager starts it: metrics, the log on stdout, SIGTERM."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

from sheets_addon.exits import Exit
from tests.sheets_addon.cli.conftest import Run
from tests.sheets_addon.test_metrics import read, value

ROOT = Path(__file__).parents[3]


def test_it_is_measured_and_ends_well(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from sheets_addon.cli import main; main()", "work", "--metrics-port", "0"]
    environ = os.environ | {
        "PLANERKA_HOME": str(tmp_path),
        "PLANERKA_LOG": "stdout",
        "PLANERKA_LANGUAGE": "en",
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
    }
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as worker:
        try:
            assert worker.stdout is not None
            found = re.fullmatch(r"Metrics: (http://127\.0\.0\.1:\d+/metrics)\n", worker.stdout.readline())
            assert found
            with urlopen(found[1], timeout=30) as answer:
                values = read(answer.read())
            assert value(values, "store_up") == 1 and value(values, "workbooks", state="good") == 0
            assert worker.stdout.readline() == "Spreadsheets connected: 0. Stop with: Ctrl+C\n"
            worker.send_signal(signal.SIGTERM)
            said, wrong = worker.communicate(timeout=30)
        finally:
            worker.kill()
    assert (worker.returncode, wrong) == (0, "")
    assert said.splitlines()[-1] == "Stopped."
    assert all(json.loads(line)["event"] for line in said.splitlines()[:-1])
    assert not (tmp_path / "logs").exists()


def test_a_taken_port_is_a_sentence(run: Run) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        ended = run("work", "--metrics-port", taken.getsockname()[1])
    assert ended.exit_code == Exit.BUSY and "--metrics-port" in ended.stderr
