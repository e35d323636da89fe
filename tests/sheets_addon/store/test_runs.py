from collections.abc import Callable
from datetime import date, timedelta

import pytest

from core.errors import WorkbookBusy
from core.i18n import T
from sheets_addon.store import Store, leases, runs
from sheets_addon.store.errors import LeaseLost
from sheets_addon.store.leases import Lease, fenced
from sheets_addon.store.runs import Run
from tests.sheets_addon.store.samples import MINUTE, NOW


def leased(store: Store, book: int, owner: str = "a", after: timedelta = timedelta(0)) -> Lease:
    with store.write() as session:
        lease = leases.acquire(session, book, owner, NOW + after, MINUTE)
    assert lease
    return lease


def begun(store: Store, lease: Lease, after: timedelta = timedelta(0), reason: str = "menu") -> Run:
    with store.write() as session:
        return runs.begin(session, lease, reason=reason, slot="14", asof=date(2026, 3, 31), now=NOW + after)


def test_a_run_from_its_beginning_to_its_end(store: Store, book: int) -> None:
    lease = leased(store, book)
    run = begun(store, lease)
    assert run == Run(run.id, book, "menu", "14", date(2026, 3, 31), NOW, "running", 1)
    with fenced(store, lease) as session:
        ended = runs.finish(
            session, lease, run.id, "ok", NOW + MINUTE, counts={"error": 2}, requests={"read": 1}, asof=date(2026, 4, 1)
        )
    with store.read() as session:
        assert runs.get(session, run.id) == ended
    assert (ended.seconds, ended.counts, ended.requests, ended.asof) == (
        60,
        {"error": 2},
        {"read": 1},
        date(2026, 4, 1),
    )


def test_a_failure_is_kept_as_a_sentence_in_both_languages(store: Store, book: int) -> None:
    lease = leased(store, book)
    run = begun(store, lease)
    with fenced(store, lease) as session:
        error = WorkbookBusy(T("Занят: {n}.", "Busy: {n}."), n=3)
        ended = runs.finish(session, lease, run.id, "failed", NOW, error=error)
    assert (ended.error_code, ended.error) == ("busy", T("Занят: 3.", "Busy: 3."))


def test_a_run_ends_once_and_by_its_own_lease(store: Store, book: int) -> None:
    lease = leased(store, book)
    run = begun(store, lease)
    with store.write() as session:
        runs.finish(session, lease, run.id, "ok", NOW)
    with pytest.raises(ValueError, match=str(run.id)), store.write() as session:
        runs.finish(session, lease, run.id, "failed", NOW)


def test_the_run_of_a_dead_worker_is_taken_over(store: Store, book: int) -> None:
    dead = leased(store, book)
    lost = begun(store, dead)
    alive = leased(store, book, "b", MINUTE)
    new = begun(store, alive, MINUTE, "retry")
    with store.read() as session:
        kept = runs.get(session, lost.id)
        assert kept
        assert (kept.status, kept.finished_at) == ("taken-over", NOW + MINUTE)
    for late in (lambda: begun(store, dead), lambda: finish(store, dead, lost)):
        with pytest.raises(LeaseLost):
            late()
    finish(store, alive, new)
    with store.read() as session:
        assert [run.status for run in runs.latest(session, book, 9)] == ["ok", "taken-over"]
        assert [run.id for run in runs.latest(session, book, 9, "ok", "nothing")] == [new.id]
        assert [run.id for run in runs.latest(session, book)] == [new.id]
        assert runs.get(session, 10**9) is None


def test_only_runs_of_the_same_workbook_are_taken_over(store: Store, another: Callable[[], int]) -> None:
    one, other = another(), another()
    stays = begun(store, leased(store, one))
    leased(store, other)
    begun(store, leased(store, other, "b", MINUTE), MINUTE)
    with store.read() as session:
        kept = runs.get(session, stays.id)
        assert kept
        assert kept.status == "running"


def test_a_run_of_another_lease_is_not_ended(store: Store, another: Callable[[], int]) -> None:
    one, other = another(), another()
    run = begun(store, leased(store, one))
    for lease in (leased(store, other), leased(store, one, "b", MINUTE)):
        with pytest.raises(ValueError, match="not this lease's"):
            finish(store, lease, run)


def finish(store: Store, lease: Lease, run: Run) -> None:
    with store.write() as session:
        runs.finish(session, lease, run.id, "ok", NOW + MINUTE)


def test_old_runs_are_forgotten_but_for_one_that_runs(store: Store, book: int) -> None:
    lease = leased(store, book)
    done, running = begun(store, lease), begun(store, lease)
    finish(store, lease, done)
    with store.write() as session:
        assert runs.forget(session, NOW) == 0
        assert runs.forget(session, NOW + timedelta(seconds=1)) >= 1
        assert runs.get(session, done.id) is None
        assert runs.get(session, running.id)
