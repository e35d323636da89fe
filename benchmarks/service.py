"""Function calls over REST: 200 a second beside a refresh that never ends, against an empty Flask view in the same run.

Open loop: a call is due at its time whether or not the ones before it have been answered, and its latency counts from
then. A workbook of the filled template is refreshed all the while: by a process of its own (``serve --no-work``
and ``planerka work``, which two cores are for), and, under ``one_``, in the process that answers.
"""

import http.client
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from core.registry import all_functions

RATE, HANDS = 200, 24
PROMISES = {"errors": 0.0, "one_errors": 0.0}
ASKED = ("FUNNEL_CONVERSION", "CONVERSION_RATE", "PLAN_GAP", "RUN_RATE", "WIN_RATE", "PAYMENTS_RECEIVED", "ABC_CLASS")
"""Of each its first worked example, in turn: numbers, a column, tables."""


@dataclass(frozen=True)
class Call:
    method: str
    path: str
    body: bytes = b""


@contextmanager
def served(apart: bool) -> Iterator[tuple[int, str]]:
    """The service's port, and a key for functions; ``apart``: another process refreshes."""
    with tempfile.TemporaryDirectory() as home:
        server = _process(home, "serve" if apart else "both")
        worker = _process(home, "work") if apart else None
        try:
            assert server.stdout is not None
            said = json.loads(server.stdout.readline())
            yield said["port"], said["key"]
        finally:
            for process in filter(None, (server, worker)):
                process.kill()
                process.wait()


def _process(home: str, part: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "benchmarks._service", home, part]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def calls() -> list[Call]:
    known = all_functions()
    return [
        Call("POST", f"/v1/functions/{name}", json.dumps({"args": known[name].examples[0].args}, default=str).encode())
        for name in ASKED
    ]


def load(port: int, key: str, asked: list[Call], seconds: float, rate: int = RATE) -> tuple[list[float], list[str]]:
    """Latencies in seconds, sorted, and what was no 200."""
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    total, begun = int(seconds * rate), time.perf_counter() + 0.5

    def hand(n: int) -> tuple[list[float], list[str]]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        took, wrong = [], []
        for i in range(n, total, HANDS):
            due, call = begun + i / rate, asked[i % len(asked)]
            time.sleep(max(0.0, due - time.perf_counter()))
            try:
                connection.request(call.method, call.path, call.body or None, headers)
                answer = connection.getresponse()
                answer.read()
                if answer.status != 200:
                    wrong.append(f"{call.path}: {answer.status}")
            except (OSError, http.client.HTTPException) as error:
                wrong.append(f"{call.path}: {error!r}")
                connection.close()
            took.append(time.perf_counter() - due)
        connection.close()
        return took, wrong

    with ThreadPoolExecutor(HANDS) as pool:
        made = list(pool.map(hand, range(HANDS)))
    return sorted(t for took, _ in made for t in took), [one for _, wrong in made for one in wrong]


def run(seconds: float = 20.0) -> dict[str, float]:
    """Milliseconds at the median and the 99th percentile; ``errors`` of all calls."""
    return _measured(seconds, True, "") | _measured(seconds, False, "one_")


def _measured(seconds: float, apart: bool, prefix: str) -> dict[str, float]:
    with served(apart) as (port, key):
        load(port, key, calls(), 2)  # imports and caches
        functions, wrong = load(port, key, calls(), seconds)
        empty, strange = load(port, key, [Call("GET", "/empty")], seconds)
    for one in sorted({*wrong, *strange}):
        print(f"| {one}")
    found = {
        "calls": float(len(functions)),
        "errors": float(len(wrong) + len(strange)),
        "p50_ms": _at(functions, 0.5),
        "p99_ms": _at(functions, 0.99),
        "empty_p50_ms": _at(empty, 0.5),
        "empty_p99_ms": _at(empty, 0.99),
    }
    return {prefix + name: value for name, value in found.items()}


def _at(sorted_seconds: list[float], share: float) -> float:
    return 1000 * sorted_seconds[min(len(sorted_seconds) - 1, int(share * len(sorted_seconds)))]


if __name__ == "__main__":
    for name, value in run(float(sys.argv[1]) if len(sys.argv) > 1 else 20.0).items():
        print(f"{name:18} {value:10.3f}")
