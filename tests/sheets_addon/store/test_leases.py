"""Two owners who may be paused anywhere: never two with one fence, and who comes late writes nothing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sheets_addon.store import Store, leases, workbooks
from sheets_addon.store.errors import LeaseLost, UnknownWorkbook
from sheets_addon.store.leases import Lease, acquire, fenced, holder, release, renew
from tests.sheets_addon.store.samples import MINUTE, NOW

Another = Callable[[], int]


def take(store: Store, book: int, owner: str, now=NOW, ttl: timedelta = MINUTE) -> Lease | None:  # type: ignore[no-untyped-def]
    with store.write() as session:
        return acquire(session, book, owner, now, ttl)


def test_one_holder_at_a_time(store: Store, book: int) -> None:
    one = take(store, book, "a")
    assert one == Lease(book, "a", 1, NOW + MINUTE)
    assert take(store, book, "b", NOW + MINUTE / 2) is None
    with store.write() as session:
        assert release(session, one)
    two = take(store, book, "b", NOW + MINUTE / 2)
    assert two is not None
    assert (two.fence, two.previous) == (2, "")


def test_a_lease_that_ran_out_is_taken_over_and_its_holder_can_write_no_more(store: Store, book: int) -> None:
    late = take(store, book, "a")
    assert late
    new = take(store, book, "b", NOW + MINUTE)
    assert new
    assert (new.fence, new.previous) == (2, "a")
    with pytest.raises(LeaseLost), fenced(store, late) as session:
        workbooks.keep_known(session, book, {"by": "a"})
    with fenced(store, new) as session:
        workbooks.keep_known(session, book, {"by": "b"})
    with store.write() as session:
        with pytest.raises(LeaseLost):
            renew(session, late, NOW + MINUTE, MINUTE)
        assert not release(session, late)
        assert holder(session, book) == new
    with store.read() as session:
        assert workbooks.known(session, book) == {"by": "b"}


def test_what_was_written_before_the_check_is_undone_too(store: Store, book: int) -> None:
    late = take(store, book, "a")
    take(store, book, "b", NOW + MINUTE)
    assert late
    with pytest.raises(LeaseLost):
        late_check(store, late)
    with store.read() as session:
        assert workbooks.known(session, book) is None


def test_a_name_that_comes_again_is_told_by_its_fence(store: Store, book: int) -> None:
    late, new = take(store, book, "worker"), take(store, book, "worker", NOW + MINUTE)
    assert late
    assert new
    with pytest.raises(LeaseLost), fenced(store, late):
        pass
    with fenced(store, new):
        pass


def late_check(store: Store, lease: Lease) -> None:
    with store.write() as session:
        workbooks.keep_known(session, lease.workbook_id, {"by": lease.owner})
        leases.assert_fence(session, lease)


def test_a_lease_that_ran_out_and_nobody_took_goes_on(store: Store, book: int) -> None:
    one = take(store, book, "a")
    assert one
    with store.write() as session:
        longer = renew(session, one, NOW + 5 * MINUTE, MINUTE)
    assert longer.expires_at == NOW + 6 * MINUTE
    assert take(store, book, "b", NOW + 5 * MINUTE + MINUTE / 2) is None


def test_no_lease_of_a_workbook_that_is_not_there(store: Store, book: int) -> None:
    with store.write() as session:
        workbooks.purge(session, book)
    with pytest.raises(UnknownWorkbook, match=str(book)):
        take(store, book, "a")


STEPS = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from(["acquire", "renew", "write", "release", "sleep"])), max_size=40
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(STEPS)
def test_any_interleaving_of_two_owners(store: Store, another: Another, steps: list[tuple[str, str]]) -> None:
    """A process that is paused is one whose next step comes after the other's steps and after time has gone by."""
    book, now, tries = another(), NOW, 0
    mine: dict[str, Lease] = {}
    fences: list[int] = []
    written: list[int] = []
    current: Lease | None = None
    for who, what in steps:
        if what == "sleep":
            now += 0.6 * MINUTE
            continue
        if what == "acquire":
            tries += 1
            got = take(store, book, f"{who}{tries}", now)
            free = current is None or current.expires_at <= now
            assert (got is not None) == free
            if got:
                fences.append(got.fence)
                mine[who] = current = got
            continue
        lease = mine.get(who)
        if lease is None:
            continue
        holds = current is not None and (current.owner, current.fence) == (lease.owner, lease.fence)
        if what == "write":
            try:
                with fenced(store, lease) as session:
                    workbooks.keep_known(session, book, {"fence": lease.fence})
            except LeaseLost:
                assert not holds
            else:
                assert holds
                written.append(lease.fence)
        elif what == "renew":
            with store.write() as session:
                if holds:
                    mine[who] = current = renew(session, lease, now, MINUTE)
                else:
                    with pytest.raises(LeaseLost):
                        renew(session, lease, now, MINUTE)
        else:
            with store.write() as session:
                assert release(session, lease) == holds
            if holds:
                current = None
    assert fences == list(range(1, len(fences) + 1))
    assert written == sorted(written)
    with store.read() as session:
        assert workbooks.known(session, book) == ({"fence": written[-1]} if written else None)


def test_of_many_who_come_at_once_one_gets_it(store: Store, another: Another) -> None:
    with ThreadPoolExecutor(8) as pool:
        for _ in range(5):
            book = another()
            got = list(pool.map(lambda n, book=book: take(store, book, f"w{n}"), range(8)))  # type: ignore[misc]
            assert [lease.fence for lease in got if lease] == [1]


def test_a_take_over_waits_for_the_write_that_has_begun(store: Store, book: int) -> None:
    """The check and the commit are one transaction, so that nobody comes between them."""
    one, checked, go_on = take(store, book, "a"), Event(), Event()
    assert one

    def write() -> None:
        with fenced(store, one) as session:
            checked.set()
            assert go_on.wait(10)
            workbooks.keep_known(session, book, {"by": "a"})

    with ThreadPoolExecutor(2) as pool:
        writing = pool.submit(write)
        assert checked.wait(10)
        taking = pool.submit(take, store, book, "b", NOW + 2 * MINUTE)
        with pytest.raises(TimeoutError):
            taking.result(0.3)
        go_on.set()
        writing.result(10)
        two = taking.result(10)
    assert two
    assert two.fence == 2
    with store.read() as session:
        assert workbooks.known(session, book) == {"by": "a"}
    with pytest.raises(LeaseLost), fenced(store, one):
        pass
