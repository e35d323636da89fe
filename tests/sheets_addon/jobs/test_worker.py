"""True workers on a true queue: killed, stopped, two at once; on SQLite and on PostgreSQL."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sheets_addon.jobs import worker
from sheets_addon.jobs.stopping import Stopping
from sheets_addon.jobs.work import Jobs, tick
from sheets_addon.store import Store, leases, workbooks
from sheets_addon.work import utc_now
from tests.databases import KINDS, database
from tests.sheets_addon.jobs import hands

ROOT = Path(__file__).parents[3]


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with database(request.param, tmp_path) as url:
        yield url


def connected(store: Store, n: int) -> list[int]:
    with store.write() as session:
        given = {"title": "Отдел", "language": "ru", "time_zone": "Europe/Moscow"}
        return [
            workbooks.add(session, f"sheet-{i}", now=utc_now(), **given).id  # type: ignore[arg-type]
            for i in range(n)
        ]


def want(store: Store, id: int) -> bool:
    """Whether it is a wish of its own, not the same as one before."""
    with store.write() as session:
        return workbooks.want(session, id, "manual", utc_now())


@contextmanager
def process(url: str, log: Path, seconds: float, ttl: float) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "tests.sheets_addon.jobs.hands", url, str(log), str(seconds), str(ttl)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=os.environ) as one:
        try:
            yield one
        finally:
            one.kill()


def is_ready(one: "subprocess.Popen[str]") -> bool:
    return one.stdout is not None and one.stdout.readline() == "ready\n"


def until(true: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def runs(log: Path) -> dict[int, dict[int, dict[str, float]]]:
    """Workbook → fence → begin and end."""
    found: dict[int, dict[int, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for line in log.read_text().splitlines() if log.exists() else ():
        id, fence, what, at = json.loads(line)
        found[id][fence][what] = at
    return found


def assert_one_at_a_time(log: Path) -> None:
    """No run that ended lies across another one's beginning, of the same workbook."""
    for fences in runs(log).values():
        ended = [run for run in fences.values() if "end" in run]
        for run in ended:
            assert not [other for other in fences.values() if run["begin"] < other["begin"] < run["end"]]


def test_threads_beside_another_program_run_each_wish_once(url: str, tmp_path: Path) -> None:
    log, stopping = tmp_path / "log", Stopping()
    with (
        hands.made(url, log, 0.2, 30, stopping) as (store, _, queue),
        worker.working(queue.huey, 2, stopping),
    ):
        first, second = connected(store, 2)
        for id in (first, second):
            want(store, id)
            queue.send(id)
        until(lambda: len(runs(log)) == 2)
        wishes = 1
        for _ in range(3):  # while it runs: one more run, not three
            wishes += want(store, first)
            queue.send(first)
        until(lambda: sum("end" in run for run in runs(log)[first].values()) >= wishes)
        until(lambda: len(queue.huey) == 0)
    assert len(runs(log)[second]) == 1 and len(runs(log)[first]) == wishes
    assert_one_at_a_time(log)


def test_sigterm_lets_a_run_end_and_gives_the_lease_back(url: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with hands.made(url, log, 1.0, 30) as (store, _, queue), process(url, log, 1.0, 30) as one:
        [id] = connected(store, 1)
        assert is_ready(one)
        want(store, id)
        queue.send(id)
        until(lambda: bool(runs(log)))
        one.send_signal(signal.SIGTERM)
        said, _ = one.communicate(timeout=30)
        assert freed(store, id)
    assert said == "stopped\n" and one.returncode == 0
    [run] = runs(log)[id].values()
    assert "end" in run


def test_a_run_too_long_for_the_grace_is_given_back_and_asked_for_again(url: str, tmp_path: Path) -> None:
    log, stopping = tmp_path / "log", Stopping()
    with hands.made(url, log, 60, 300, stopping) as (store, _, queue):
        [id] = connected(store, 1)
        want(store, id)
        queue.send(id)
        with worker.working(queue.huey, 1, stopping):
            until(lambda: bool(runs(log)))
            stopping.begin(0.1)
        assert freed(store, id)
        with store.read() as session:
            assert workbooks.get(session, id).wanted_reason == "manual"


def freed(store: Store, id: int) -> bool:
    with store.read() as session:
        lease = leases.holder(session, id)
    return lease is not None and lease.owner == ""


@pytest.mark.parametrize("kills", [3, pytest.param(25, marks=pytest.mark.long)])
def test_kill_9_loses_nothing(url: str, tmp_path: Path, kills: int) -> None:
    """Two workers, killed again and again at random moments: everything asked for is done, never two at once."""
    log, chance = tmp_path / "log", random.Random(kills)
    with hands.made(url, log, 0.4, 1.5) as (store, jobs, _):
        ids = connected(store, 6)
        for n in range(kills):
            with process(url, log, 0.4, 1.5) as doomed:
                assert is_ready(doomed)
                if n % 2 == 0:
                    for id in ids:
                        want(store, id)
                tick(jobs)
                time.sleep(chance.uniform(0.0, 0.8))
                doomed.send_signal(signal.SIGKILL)
                doomed.wait(10)
        asked = time.time()
        for id in ids:
            want(store, id)
        with process(url, log, 0.4, 1.5) as one, process(url, log, 0.4, 1.5) as two:
            assert is_ready(one) and is_ready(two)
            until(lambda: all_done(jobs, ids, log, asked), 60)
    assert_one_at_a_time(log)


def all_done(jobs: Jobs, ids: list[int], log: Path, since: float) -> bool:
    """A minute passes; whether each workbook has had a whole run since."""
    with jobs.store.write() as session:  # a workbook that was hit twice would be put off for minutes
        for id in ids:
            workbooks.succeeded(session, id)
            workbooks.change(session, id, next_run_at=None)
    tick(jobs)
    time.sleep(0.3)
    return all(any(run.get("end", 0) > since for run in runs(log)[id].values()) for id in ids)
