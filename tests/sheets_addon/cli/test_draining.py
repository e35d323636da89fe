"""The server told to end, as a process of its own: who is being answered gets the whole answer, nobody else any."""

import http.client
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.sheets_addon.cli.slow import LONG

ROOT = Path(__file__).parents[3]


@dataclass
class Slow:
    process: "subprocess.Popen[str]"
    port: int

    def connected(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def said(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def get(self, path: str) -> bytes:
        with closing(self.connected()) as connection:
            connection.request("GET", path)
            return connection.getresponse().read()

    def refuses(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=5).close()
        except ConnectionRefusedError:
            return True
        except ConnectionResetError:  # it has just been closed: it will refuse the next
            return False
        return False


@contextmanager
def served(grace: float) -> Iterator[Slow]:
    command = [sys.executable, "-m", "tests.sheets_addon.cli.slow", str(grace)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            found = re.search(r":(\d+)/$", process.stdout.readline().strip())
            assert found
            slow = Slow(process, int(found[1]))
            while slow.said() != "Stop with: Ctrl+C":
                pass
            yield slow
        finally:
            process.kill()


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_an_answer_under_way_is_finished_and_nothing_new_begun(told: signal.Signals) -> None:
    with served(20) as slow, ThreadPoolExecutor() as pool, closing(slow.connected()) as idle:
        idle.request("GET", "/quick")
        assert idle.getresponse().read() == b"y"
        answer = pool.submit(slow.get, "/slow?seconds=1.5")
        assert slow.said() == "asked"
        slow.process.send_signal(told)
        until(slow.refuses)
        assert not answer.done()
        assert idle.sock.recv(10) == b"", "who asks nothing is not waited for"
        assert len(answer.result(20)) == LONG
        assert slow.said() == "ended"
        assert slow.process.wait(10) == 0


def test_half_a_request_is_waited_for() -> None:
    with served(20) as slow, closing(socket.create_connection(("127.0.0.1", slow.port), timeout=20)) as half:
        half.sendall(b"GET /quick HTTP/1.1\r\nHost: x\r\n")
        time.sleep(0.3)  # until it is heard: nothing tells from outside
        slow.process.send_signal(signal.SIGTERM)
        until(slow.refuses)
        half.sendall(b"\r\n")
        assert half.recv(1000).startswith(b"HTTP/1.1 200")
        assert slow.process.wait(10) == 0


def test_what_takes_longer_than_the_grace_is_not_waited_for() -> None:
    with served(1) as slow, ThreadPoolExecutor() as pool:
        answer = pool.submit(slow.get, "/slow?seconds=15")
        assert slow.said() == "asked"
        began = time.monotonic()
        slow.process.send_signal(signal.SIGTERM)
        assert slow.process.wait(10) == 0
        assert 1 <= time.monotonic() - began < 5
        assert isinstance(answer.exception(10), http.client.HTTPException | ConnectionError)


def test_a_second_signal_is_obeyed_at_once() -> None:
    with served(60) as slow, ThreadPoolExecutor() as pool:
        answer = pool.submit(slow.get, "/slow?seconds=15")
        assert slow.said() == "asked"
        slow.process.send_signal(signal.SIGTERM)
        until(slow.refuses)
        slow.process.send_signal(signal.SIGTERM)
        assert slow.process.wait(5) == -signal.SIGTERM
        assert answer.exception(10) is not None
