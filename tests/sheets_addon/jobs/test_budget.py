"""The shared allowance: never too many, nearly all of them, in turn; between processes too, on both databases."""

import multiprocessing
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from core.errors import QuotaSpent
from sheets_addon.jobs.budget import Budget, project_of
from sheets_addon.store import Store, open_store
from sheets_addon.store.budget import Limits, Place, earliest, load, reserve
from sheets_addon.store.models import BudgetRow
from tests.databases import KINDS, database
from tests.sheets_api.quota import Quota

A, B = "a@one.iam.gserviceaccount.com", "b@one.iam.gserviceaccount.com"
SMALL = Limits(account=3, project=5, minute=10.0, slack=0.0)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path}/planerka.sqlite3")
    yield opened
    opened.close()


class Clock:
    """Sleeps by moving itself on; notes when each request went."""

    def __init__(self) -> None:
        self.now, self.waits = 0.0, list[float]()

    def pause(self, seconds: float) -> None:
        if seconds:
            self.waits.append(seconds)


def budget(store: Store, limits: Limits = SMALL, clock: Clock | None = None) -> Budget:
    own = clock or Clock()
    return Budget(store, limits, lambda: own.now, own.pause)


def times(store: Store, **where: str) -> list[float]:
    with store.read() as session:
        return list(session.scalars(select(BudgetRow.at).filter_by(**where).order_by(BudgetRow.at)))


def test_what_fits_the_minute_goes_at_once_and_the_next_waits_for_its_end(store: Store) -> None:
    clock = Clock()
    for _ in range(3):
        budget(store, clock=clock).take("read", A, 100)
    assert clock.waits == []
    budget(store, clock=clock).take("read", A, 100)
    [wait] = clock.waits
    assert 9 < wait <= 10
    first, *_, last = times(store)
    assert last - first == pytest.approx(10)


def test_reads_writes_and_projects_are_counted_apart(store: Store) -> None:
    clock = Clock()
    for _ in range(3):
        budget(store, clock=clock).take("read", A, 100)
        budget(store, clock=clock).take("write", A, 100)
    for _ in range(3):
        budget(store, clock=clock).take("read", "a@two.iam.gserviceaccount.com", 100)
    assert clock.waits == []


def test_a_project_has_a_limit_of_its_own_over_its_accounts(store: Store) -> None:
    clock = Clock()
    own = budget(store, clock=clock)
    for account in (A, A, A, B, B):
        own.take("read", account, 100)
    assert clock.waits == []
    own.take("read", B, 100)
    assert len(clock.waits) == 1


def test_an_account_that_waits_does_not_hold_up_another(store: Store) -> None:
    clock = Clock()
    own = budget(store, clock=clock)
    for _ in range(4):
        own.take("read", A, 100)
    assert len(clock.waits) == 1
    own.take("read", B, 100)
    assert len(clock.waits) == 1


def test_who_cannot_wait_so_long_takes_nothing_and_is_told(store: Store) -> None:
    own = budget(store)
    for _ in range(3):
        own.take("read", A, 5)
    with pytest.raises(QuotaSpent) as refused:
        own.take("read", A, 5)
    assert refused.value.message("ru") == (
        "Запросы к Google на эту минуту розданы другим книгам: очередь дойдёт через 10 с, а ждать осталось 5 с. "
        "Планёрка повторит сама. Если так каждый день, добавьте ещё один сервисный аккаунт."
    )
    assert "add another service account" in refused.value.message("en")
    assert len(times(store)) == 3


def test_a_pause_may_refuse_to_go_on_even_where_nothing_is_waited_for(store: Store) -> None:
    class Stopped(Exception):
        pass

    def stop(_: float) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        Budget(store, SMALL, lambda: 0.0, stop).take("read", A, 100)


def test_a_clock_put_back_holds_nobody_up(store: Store) -> None:
    clock = Clock()
    own = budget(store, clock=clock)
    for _ in range(3):
        own.take("read", A, 100)
    with store.write() as session:  # as if these had been asked for an hour later
        session.execute(update(BudgetRow).values(at=BudgetRow.at + 3600, asked_at=BudgetRow.asked_at + 3600))
    own.take("read", A, 100)
    assert clock.waits == [] and len(times(store)) == 1


def test_past_minutes_are_forgotten(store: Store) -> None:
    own = budget(store)
    own.take("read", A, 100)
    with store.write() as session:
        session.execute(update(BudgetRow).values(at=BudgetRow.at - 11))
    own.take("read", A, 100)
    assert len(times(store)) == 1


def test_the_quietest_account_comes_first_and_equal_ones_take_turns(store: Store) -> None:
    own = budget(store)
    own.take("read", A, 100)
    assert own.quietest([A, B]) == [B, A]
    own.take("write", B, 100)
    assert {tuple(own.quietest([A, B])) for _ in range(50)} == {(A, B), (B, A)}
    with store.read() as session:
        assert load(session, SMALL) == {A: 1, B: 1}


def test_the_project_is_in_the_address() -> None:
    assert project_of(A) == "one"
    assert project_of("someone@example.org") == "example.org"
    assert project_of("odd") == "odd"


asks = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 2)), max_size=60)
"""How much later than the one before, and which account; whole numbers, so that nothing is rounded."""


@settings(max_examples=60)
@given(asks, st.integers(1, 4), st.integers(1, 7))
def test_no_window_has_one_too_many_and_no_place_stays_empty(
    asked: list[tuple[int, int]], limit: int, all: int
) -> None:
    """Against trying every moment: the first at which no window of the minute holds too many."""
    now, window = 0, 100
    given: list[tuple[float, int]] = []
    for later, who in asked:
        now += later
        mine, everyone = sorted(at for at, one in given if one == who), sorted(at for at, _ in given)
        at = earliest(now, window, (mine, limit), (everyone, all))
        candidates = [now, *(at + window for at in everyone if at + window >= now)]
        fits = [one for one in candidates if fine([*mine, one], limit, window) and fine([*everyone, one], all, window)]
        assert at == min(fits)
        given.append((at, who))
    for one in range(3):
        assert fine([at for at, who in given if who == one], limit, window)
    assert fine([at for at, _ in given], all, window)


def fine(moments: list[float], limit: int, window: float) -> bool:
    """Half-open windows that begin at each moment hold at most ``limit``."""
    return all(sum(at <= other < at + window for other in moments) <= limit for at in moments)


MINUTE = Limits(account=30, project=50, minute=1.0)
SECONDS = 4.0


def busy(url: str, account: str, ready: Barrier, sent: "multiprocessing.Queue[tuple[str, list[Place]]]") -> None:
    """A worker that does nothing but ask, until the end; what it was given."""
    store, places = open_store(url), []
    ready.wait(60)
    end = time.time() + SECONDS
    while (left := end - time.time()) > 0:
        with store.write() as session:
            place = reserve(session, "read", account, "one", MINUTE, left)
        if place.wait > left:
            break
        time.sleep(place.wait)
        places.append(place)
    sent.put((account, places))
    store.close()


def together(url: str) -> None:
    """Four processes, two of each account: the limits hold, are nearly used up, and everyone has a fair share."""
    open_store(url).close()
    context = multiprocessing.get_context("fork")
    sent, ready = context.Queue(), context.Barrier(4)
    workers = [context.Process(target=busy, args=(url, account, ready, sent)) for account in (A, A, B, B)]
    for worker in workers:
        worker.start()
    went = [sent.get(timeout=60) for _ in workers]
    for worker in workers:
        worker.join(10)
        assert worker.exitcode == 0
    given = sorted(place.at for _, places in went for place in places)
    assert fine(given, MINUTE.project, MINUTE.minute)
    for account in (A, B):
        mine = sorted(place.at for who, places in went for place in places if who == account)
        assert fine(mine, MINUTE.account, MINUTE.minute)
    assert len(given) >= 0.9 * MINUTE.project * SECONDS / MINUTE.minute
    shares = [len(places) for _, places in went]
    assert min(shares) >= 0.5 * len(given) / len(workers), shares


@pytest.mark.parametrize("kind", KINDS)
def test_several_processes_share_it(kind: str, tmp_path: Path) -> None:
    with database(kind, tmp_path) as url:
        together(url)


@pytest.mark.parametrize("kind", KINDS)
def test_the_local_server_never_says_429(kind: str, tmp_path: Path) -> None:
    """What Google counts is when requests arrive; threads that wake late must not fill a minute over."""
    limits = Limits(account=20, project=30, minute=1.0, slack=0.06)
    quota = Quota(minute=1.0, user=20, project=30)
    with database(kind, tmp_path) as url:
        store = open_store(url)
        own, end, sent = Budget(store, limits), time.monotonic() + 3.5, list[str]()

        def ask(account: str) -> None:
            while True:
                try:
                    own.take("read", account, end)
                except QuotaSpent:
                    return
                quota.take("read", account)  # raises where the minute is full
                sent.append(account)

        with ThreadPoolExecutor(6) as pool:
            list(pool.map(ask, [A, B] * 3))
        store.close()
    assert quota.refused == 0
    assert len(sent) >= 0.9 * 30 * 3.5 / limits.window
