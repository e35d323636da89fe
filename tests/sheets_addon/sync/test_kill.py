"""kill -9 of a real worker process at any moment: nothing is lost, nothing half seen, the next run makes it right."""

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import pytest

from sheets_addon.store import runs
from sheets_addon.sync.status import status
from tests.sheets_addon.sync.rig import Rig, differing, watching
from tests.sheets_addon.sync.right import assert_right
from tests.sheets_addon.sync.worker import Worker, worker
from tests.sheets_api.state import Book


@pytest.fixture(scope="module")
def process() -> Iterator[Worker]:
    with worker() as made:
        yield made


@pytest.fixture(scope="module")
def other() -> Iterator[Worker]:
    with worker() as made:
        yield made


def at_random_moments(rig: Rig, process: Worker, kills: int) -> list[str]:
    """Kill so many syncs; what each end was. A fifth of them at the worst moment: committed, not yet answered."""
    rng = random.Random(kills)
    rig.clock.ahead(hours=8)  # the evening: no other meeting begins meanwhile
    begun = time.monotonic()
    process.begin(rig)
    assert process.end() == "written"
    lasts = time.monotonic() - begun
    ends = []
    for n in range(kills):
        old, people = rig.shown(), None
        rig.type_in("Сделки!D2", [1000 + n])
        rig.type_in(f"Сделки!A{6 + n % 40}", [f"Клиент {n}", "Анна", 46110, 10 * n, "КП", f"N{n}"])
        people = rig.people()
        with watching(rig) as seen:
            pid = process.begin(rig)
            if n % 5 == 4:
                _kill_on_commit(rig, pid)
            else:
                time.sleep(rng.uniform(0, lasts))
                _kill(pid)
            ends.append(process.end())
            rig.clock.ahead(minutes=5)
            was = status(rig.store, rig.id, rig.clock.now).state
            assert was in (("broken", "good") if ends[-1] == "killed" else ("good",))
            assert rig.sync().is_good
        assert rig.people() == people
        assert_right(rig)
        new = rig.shown()
        for m, shown in enumerate(seen):
            assert shown in (old, new), f"kill {n}, commit {m + 1} of {len(seen)}:\n{differing(shown, new)}"
        with rig.store.read() as session:
            last = runs.latest(session, rig.id, 9)
        assert last[0].status in ("ok", "nothing") and "running" not in {run.status for run in last}
    return ends


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _kill_on_commit(rig: Rig, pid: int) -> None:
    """The worker dies between its write's commit on the server and the answer."""
    before = rig.server.world.on_commit
    assert before is not None

    def committed(book: Book) -> None:
        before(book)
        rig.server.world.on_commit = before
        _kill(pid)

    rig.server.world.on_commit = committed


def test_three_kills(rig: Rig, process: Worker) -> None:
    assert "killed" in at_random_moments(rig, process, 5)


@pytest.mark.long
def test_fifty_kills(rig: Rig, process: Worker) -> None:
    ends = at_random_moments(rig, process, 50)
    assert ends.count("killed") >= 25


def test_the_run_is_taken_over_when_the_lease_ends(rig: Rig, process: Worker) -> None:
    pid = process.begin(rig)
    _kill_on_commit(rig, pid)
    assert process.end() == "killed"
    assert rig.sync().word == "running", "nobody can know that it is dead before its lease ends"
    rig.clock.ahead(minutes=5)
    assert status(rig.store, rig.id, rig.clock.now).lines("ru")[0].startswith("Обновление, начатое в 08:50, прервалось")
    assert rig.sync().word == "written"
    with rig.store.read() as session:
        assert [run.status for run in runs.latest(session, rig.id, 9)] == ["ok", "taken-over"]
    assert_right(rig)


def test_two_processes_on_one_workbook(rig: Rig, process: Worker, other: Worker) -> None:
    """Each begins as soon as it can: the runs are one after the other, none is lost."""
    words = []
    for n in range(6):
        rig.type_in("Сделки!D2", [2000 + n])
        process.begin(rig)
        other.begin(rig, rig.clock.now + timedelta(seconds=1))
        words += [process.end(), other.end()]
    assert set(words) <= {"written", "same", "looked", "running"}
    with rig.store.read() as session:
        found = sorted(runs.latest(session, rig.id, 99), key=lambda run: run.id)
    assert [run.fence for run in found] == sorted({run.fence for run in found})
    assert {run.status for run in found} <= {"ok", "nothing"}
    assert rig.sync().is_good
    assert_right(rig)
