"""The shared allowance as workers use it: in threads and processes, with true clocks, on both databases."""

import multiprocessing
import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from sqlalchemy import select, update

from core.errors import QuotaSpent
from sheets_addon.jobs.budget import Budget, project_of
from sheets_addon.store import Store, open_store
from sheets_addon.store.budget import Limits, load
from sheets_addon.store.models import BudgetRow
from tests.databases import KINDS, database
from tests.sheets_api.quota import Quota

A, B = "a@one.iam.gserviceaccount.com", "b@one.iam.gserviceaccount.com"
SMALL = Limits(account=3, project=5, minute=10.0, margin=0.0)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path}/planerka.sqlite3")
    yield opened
    opened.close()


class Clock:
    """Sleeps without sleeping: what is in the store gets older instead."""

    def __init__(self, store: Store) -> None:
        self.store, self.waits = store, list[float]()

    def pause(self, seconds: float) -> None:
        if seconds:
            self.waits.append(seconds)
            with self.store.write() as session:
                session.execute(update(BudgetRow).values(at=BudgetRow.at - seconds, until=BudgetRow.until - seconds))


def budget(store: Store, clock: Clock | None = None) -> Budget:
    own = clock or Clock(store)
    return Budget(store, SMALL, lambda: 0.0, own.pause)


def send(own: Budget, account: str = A, patience: float = 100.0) -> None:
    with own.turn("read", account, patience):
        pass


def rows(store: Store) -> list[tuple[bool, bool]]:
    """Of each request: whether it was sent, whether it was answered."""
    with store.read() as session:
        return [(row.is_sent, row.until is not None) for row in session.scalars(select(BudgetRow))]


def test_what_fits_the_minute_goes_at_once_and_the_next_waits_for_its_end(store: Store) -> None:
    clock = Clock(store)
    own = budget(store, clock)
    for _ in range(3):
        send(own)
    assert clock.waits == []
    send(own)
    assert 9 < sum(clock.waits) <= 10
    assert rows(store)[-1] == (True, True)


def test_a_request_is_under_way_until_its_answer(store: Store) -> None:
    with budget(store).turn("read", A, 100):
        assert rows(store) == [(True, False)]
    assert rows(store) == [(True, True)]


def test_a_request_that_failed_may_have_been_counted(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), budget(store).turn("read", A, 100):
        raise ZeroDivisionError
    assert rows(store) == [(True, True)]


def test_who_cannot_wait_so_long_takes_nothing_and_is_told(store: Store) -> None:
    own = budget(store)
    for _ in range(3):
        send(own, patience=5)
    with pytest.raises(QuotaSpent) as refused:
        send(own, patience=5)
    assert refused.value.message("ru") == (
        "Запросы к Google на эту минуту розданы другим книгам: очередь дойдёт через 10 с, а ждать осталось 5 с. "
        "Планёрка повторит сама. Если так каждый день, добавьте ещё один сервисный аккаунт, откройте ему часть таблиц "
        "и подключите их заново: planerka connect АДРЕС."
    )
    assert "add another service account" in refused.value.message("en")
    assert len(rows(store)) == 3


def test_who_waited_in_vain_is_told_too(store: Store) -> None:
    """Its turn was to come in time, but an answer that was awaited came late."""
    own, now = budget(store), [0.0]

    def pause(seconds: float) -> None:
        if seconds:
            now[0] += 95
            with store.write() as session:
                session.execute(update(BudgetRow).values(until=BudgetRow.until + 8))

    for _ in range(3):
        send(own)
    with pytest.raises(QuotaSpent):
        send(Budget(store, SMALL, lambda: now[0], pause))
    assert len(rows(store)) == 3, "nor is it in the line any more"


def test_a_pause_may_refuse_to_go_on_even_where_nothing_is_waited_for(store: Store) -> None:
    class Stopped(Exception):
        pass

    def stop(_: float) -> None:
        raise Stopped

    own = Budget(store, SMALL, lambda: 0.0, stop)
    for _ in range(4):
        with pytest.raises(Stopped):
            send(own)
    assert rows(store) == [], "what was not sent takes no place"


def test_the_quietest_account_comes_first_and_equal_ones_take_turns(store: Store) -> None:
    own = budget(store)
    send(own)
    assert own.quietest([A, B]) == [B, A]
    send(own, B)
    assert {tuple(own.quietest([A, B])) for _ in range(50)} == {(A, B), (B, A)}
    with store.read() as session:
        assert load(session, SMALL) == {A: 1, B: 1}


def test_the_project_is_in_the_address() -> None:
    assert project_of(A) == "one"
    assert project_of("someone@example.org") == "example.org"
    assert project_of("odd") == "odd"


MINUTE = Limits(account=6, project=10, minute=1.0, margin=0.0)
ALL = 40
Sent = tuple[float, str]


def busy(
    url: str, account: str, ready: Barrier, asked: "Synchronized[int]", sent: "multiprocessing.Queue[list[Sent]]"
) -> None:
    """A worker that does nothing but ask, until all have what they want together; when it had what it asked for."""
    store, went = open_store(url), list[Sent]()
    own = Budget(store, MINUTE)
    ready.wait(60)
    while True:
        with asked.get_lock():
            asked.value += 1
            if asked.value > ALL:
                break
        with own.turn("read", account, time.monotonic() + 60):
            went.append((time.monotonic(), account))
    sent.put(went)
    store.close()


def most(moments: list[float], minute: float) -> int:
    """The most that any half-open minute holds."""
    return max((sum(at <= other < at + minute for other in moments) for at in moments), default=0)


@pytest.mark.parametrize("kind", KINDS)
def test_several_processes_share_it(kind: str, tmp_path: Path) -> None:
    """Four of them, two of each account: the limits hold, and everyone has a fair share."""
    with database(kind, tmp_path) as url:
        open_store(url).close()
        context = multiprocessing.get_context("fork")
        sent, ready, asked = context.Queue(), context.Barrier(4), context.Value("i", 0)
        workers = [context.Process(target=busy, args=(url, who, ready, asked, sent)) for who in (A, A, B, B)]
        for worker in workers:
            worker.start()
        went = [sent.get(timeout=60) for _ in workers]
        for worker in workers:
            worker.join(10)
            assert worker.exitcode == 0
    all = sorted(one for each in went for one in each)
    assert len(all) == ALL
    assert most([at for at, _ in all], MINUTE.minute) <= MINUTE.project
    for account in (A, B):
        assert most([at for at, who in all if who == account], MINUTE.minute) <= MINUTE.account
    assert min(map(len, went)) >= 0.5 * ALL / len(went), list(map(len, went))


@pytest.mark.parametrize("kind", KINDS)
def test_the_local_server_never_says_429(kind: str, tmp_path: Path) -> None:
    """Requests are counted at some moment before their answers: up to half a minute after they were sent."""
    limits = Limits(account=20, project=30, minute=1.0, margin=0.0)
    quota = Quota(minute=1.0, user=20, project=30)
    with database(kind, tmp_path) as url:
        store = open_store(url)
        own, end, turns = Budget(store, limits), time.monotonic() + 60, iter(range(90))

        def ask(account: str) -> int:
            chance, sent = random.Random(account), 0
            while next(turns, None) is not None:
                with own.turn("read", account, end):
                    time.sleep(chance.choice([0, 0, 0, 0.2, 0.5]))
                    quota.take("read", account)  # raises where the minute is full
                sent += 1
            return sent

        with ThreadPoolExecutor(12) as pool:
            assert sum(pool.map(ask, [A, B] * 6)) == 90
        store.close()
    assert quota.refused == 0
