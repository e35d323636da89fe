"""The minute's tick and one piece of work, step by step."""

from datetime import UTC, datetime, time, timedelta

import pytest

from core.errors import ServiceDown
from core.i18n import T
from sheets_addon.jobs.retry import QUICK
from sheets_addon.jobs.stopping import STOPPED, Stopped
from sheets_addon.jobs.work import tick, work
from sheets_addon.store import leases, workbooks
from sheets_addon.sync.taking import taken
from tests.sheets_addon.jobs.conftest import REFUSED, Bench

DOWN = ServiceDown(T("Нет ответа.", "No answer."))


def utc(hour: int, minute: int) -> datetime:
    return datetime(2026, 3, 31, hour, minute, tzinfo=UTC)


def test_a_new_workbook_gets_its_next_meeting_and_no_run_before(bench: Bench) -> None:
    id = bench.connect()
    assert tick(bench.jobs) == []
    assert bench.book(id).next_run_at == utc(5, 50)
    assert bench.book(id).wanted_at is None


def test_a_run_whose_time_has_come_is_sent_once_and_its_time_moved_on(bench: Bench) -> None:
    id = bench.connect()
    tick(bench.jobs)
    bench.ahead(minutes=49)
    assert tick(bench.jobs) == []
    bench.ahead(minutes=1)
    assert tick(bench.jobs) == [id] == bench.sent
    assert bench.book(id).next_run_at == utc(7, 50)
    assert tick(bench.jobs, queued={id}) == []
    assert work(bench.jobs, id) is not None
    assert bench.ran == [(id, "schedule")]
    assert tick(bench.jobs) == [] and work(bench.jobs, id) is None


def test_a_message_that_was_lost_is_sent_again_and_a_doubled_one_does_nothing(bench: Bench) -> None:
    id = bench.connect()
    bench.want(id)
    assert tick(bench.jobs) == [id]
    bench.ahead(minutes=1)
    assert tick(bench.jobs) == [id]
    assert work(bench.jobs, id) is not None
    assert work(bench.jobs, id) is None
    assert bench.ran == [(id, "manual")]


def test_hours_without_any_worker_are_one_run_not_many(bench: Bench) -> None:
    id = bench.connect()
    tick(bench.jobs)
    bench.now = utc(12, 0)
    assert tick(bench.jobs) == [id]
    work(bench.jobs, id)
    assert tick(bench.jobs) == []
    assert bench.book(id).next_run_at == utc(12, 50)


def test_what_is_asked_while_a_run_goes_on_is_one_more_run(bench: Bench) -> None:
    id = bench.connect()

    def meanwhile(_: int) -> None:
        bench.during = lambda _: None
        assert bench.want(id) and not bench.want(id) and not bench.want(id, "button")
        outcome = work(bench.jobs, id)  # a second worker gets the message
        assert outcome is not None and outcome.word == "running"
        assert tick(bench.jobs) == [], "nobody is sent while someone is there"

    bench.want(id, "first")
    bench.during = meanwhile
    work(bench.jobs, id)
    assert bench.sent == [id]
    work(bench.jobs, id)
    assert work(bench.jobs, id) is None
    assert bench.ran == [(id, "first"), (id, "manual")]


def test_a_wish_that_another_worker_has_run_meanwhile_is_not_run_again(bench: Bench) -> None:
    """Two workers have read that a run is asked for; the second comes to the lease when the first has ended."""
    id = bench.connect()

    def another(_: int) -> None:
        bench.before = lambda _: None
        outcome = work(bench.jobs, id)
        assert outcome is not None and outcome.word == "written"

    bench.want(id, "button")
    bench.before = another
    outcome = work(bench.jobs, id)
    assert outcome is not None and outcome.word == "running"
    assert bench.ran == [(id, "button")]
    assert bench.book(id).wanted_at is None and bench.sent == []


def test_a_wish_whose_run_goes_on_is_not_wished_again(bench: Bench) -> None:
    """The second worker comes to the lease while the first one runs the wish that both have read."""
    id = bench.connect()

    def two(_: int) -> None:
        bench.before = lambda _: None
        with bench.store.write() as session:
            assert taken(session, id, "first", None, bench.now, timedelta(minutes=4))

    bench.want(id, "button")
    bench.before = two
    outcome = work(bench.jobs, id)
    assert outcome is not None and outcome.word == "running"
    assert bench.book(id).wanted_at is None and bench.ran == []


def test_a_run_has_the_reason_of_the_wish_that_it_takes(bench: Bench) -> None:
    id = bench.connect()

    def another(_: int) -> None:
        bench.before = lambda _: None
        work(bench.jobs, id)
        bench.want(id, "second")

    bench.want(id, "first")
    bench.before = another
    work(bench.jobs, id)
    assert bench.ran == [(id, "first"), (id, "second")]


def test_a_worker_without_a_wish_leaves_a_dead_one_s_run_to_be_taken_over(bench: Bench) -> None:
    id = bench.connect()
    tick(bench.jobs)
    bench.want(id)
    bench.die(id)
    bench.ahead(minutes=5)
    with bench.store.write() as session:
        before = leases.holder(session, id)
        assert taken(session, id, "another", None, bench.now, timedelta(minutes=4)) is None
    with bench.store.read() as session:
        assert leases.holder(session, id) == before
    assert tick(bench.jobs) == [id]
    assert bench.book(id).wanted_reason == "takeover"


def test_a_changed_schedule_holds_from_the_run_that_read_it(bench: Bench) -> None:
    id = bench.connect()

    def read(_: int) -> None:
        with bench.store.write() as session:
            workbooks.change(session, id, rules={"time_zone": "Asia/Omsk", "meetings": ["17:00"]})

    bench.want(id)
    bench.during = read
    work(bench.jobs, id)
    assert bench.book(id).next_run_at == utc(10, 50)
    with bench.store.write() as session:
        workbooks.change(session, id, meetings=(time(23),), next_run_at=None)  # as its page does
    tick(bench.jobs)
    assert bench.book(id).next_run_at == utc(16, 50)


def test_what_is_paused_rests(bench: Bench) -> None:
    id = bench.connect()
    bench.want(id)
    with bench.store.write() as session:
        workbooks.change(session, id, paused=True)
    assert tick(bench.jobs) == [] and work(bench.jobs, id) is None
    assert bench.ran == []


def test_a_workbook_that_was_disconnected_meanwhile_is_no_error(bench: Bench) -> None:
    id = bench.connect()
    with bench.store.write() as session:
        workbooks.purge(session, id)
    assert work(bench.jobs, id) is None


def test_an_outage_is_tried_again_soon_then_with_the_meetings_only(bench: Bench) -> None:
    id, tries = bench.connect(), []
    bench.now, bench.error = utc(13, 0), DOWN  # after the last meeting: no run is due before tomorrow
    bench.want(id)
    work(bench.jobs, id)
    for n in range(1, QUICK + 1):
        at = bench.book(id).next_run_at
        assert at is not None and bench.book(id).failures == n
        tries.append((at - bench.now) / timedelta(minutes=1))
        bench.now = at
        assert tick(bench.jobs) == [id]
        work(bench.jobs, id)
    assert [0.8 * 2**n <= minutes <= 1.2 * 2**n for n, minutes in enumerate(tries)] == [True] * QUICK
    assert bench.book(id).next_run_at == datetime(2026, 4, 1, 5, 50, tzinfo=UTC)
    assert [reason for _, reason in bench.ran[1:]] == ["retry"] * QUICK
    bench.error = None
    bench.want(id)
    work(bench.jobs, id)
    assert bench.book(id).failures == 0


def test_what_a_person_must_mend_waits_for_the_next_meeting(bench: Bench) -> None:
    id = bench.connect()
    bench.error = REFUSED
    bench.want(id)
    work(bench.jobs, id)
    assert bench.book(id).next_run_at == utc(5, 50)


def test_an_error_of_ours_pushes_the_workbook_away_and_is_raised(bench: Bench) -> None:
    id = bench.connect()

    def broken(_: int) -> None:
        with bench.store.write() as session:
            workbooks.failed(session, id, bench.now)
            leases.release(session, held(bench, id))
        raise ZeroDivisionError

    bench.during = broken
    for least in (4, 8, 16, 32, 64):
        bench.want(id)
        with pytest.raises(ZeroDivisionError):
            work(bench.jobs, id)
        at = bench.book(id).next_run_at
        assert at is not None and least <= (at - bench.now) / timedelta(minutes=1) <= 1.5 * least
    assert tick(bench.jobs) == []
    bench.during = lambda _: None
    bench.want(id)  # a person insists
    work(bench.jobs, id)
    assert bench.book(id).next_run_at == utc(5, 50)


def held(bench: Bench, id: int) -> leases.Lease:
    with bench.store.read() as session:
        lease = leases.holder(session, id)
    assert lease is not None
    return lease


def test_the_run_of_a_dead_worker_is_taken_over_when_its_lease_ends(bench: Bench) -> None:
    id = bench.connect()
    tick(bench.jobs)
    bench.want(id)
    bench.die(id)
    bench.ahead(minutes=3)
    assert tick(bench.jobs) == []
    bench.ahead(minutes=1)
    assert tick(bench.jobs) == [id]
    assert bench.book(id).failures == 1
    work(bench.jobs, id)
    assert bench.ran == [(id, "takeover")]
    assert bench.book(id).failures == 0 and tick(bench.jobs) == []


def test_what_kills_its_workers_is_put_off_longer_and_longer(bench: Bench) -> None:
    id, other = bench.connect(), bench.connect()
    tick(bench.jobs)
    bench.want(id)
    waits = []
    for _ in range(6):
        bench.die(id)
        died = bench.ahead(minutes=4)
        for _ in range(24 * 60):
            if id in tick(bench.jobs):
                break
            bench.ahead(minutes=1)
        waits.append(round((bench.now - died) / timedelta(minutes=1)))
    assert waits[0] == 0
    assert all(0.7 * 5 * 2**n <= minutes <= 1.3 * 5 * 2**n + 1 for n, minutes in enumerate(waits[1:])), waits
    assert bench.book(id).failures == 6
    assert bench.book(other).failures == 0
    work(bench.jobs, id)
    assert bench.book(id).failures == 0


def test_many_ticks_at_once_send_a_run_to_be_done_once(bench: Bench) -> None:
    ids = [bench.connect() for _ in range(5)]
    tick(bench.jobs)
    bench.ahead(minutes=50)
    stale = bench.jobs
    for _ in range(3):
        tick(stale)
    for id in bench.sent:
        work(bench.jobs, id)
    assert bench.ran == [(id, "schedule") for id in ids]


def test_a_run_that_was_stopped_is_asked_for_again(bench: Bench) -> None:
    id = bench.connect()
    bench.error = Stopped(STOPPED)
    bench.want(id, "button")
    work(bench.jobs, id)
    assert bench.book(id).wanted_reason == "button" and bench.sent == []
    bench.error = None
    assert tick(bench.jobs) == [id]
    work(bench.jobs, id)
    assert [reason for _, reason in bench.ran] == ["button", "button"]


def test_a_run_that_was_lost_is_left_to_whoever_has_it(bench: Bench) -> None:
    id = bench.connect()

    def overtaken(_: int) -> None:
        bench.ahead(minutes=5)
        with bench.store.write() as session:
            assert leases.acquire(session, id, "another", bench.now, timedelta(minutes=4))

    bench.want(id)
    bench.during = overtaken
    outcome = work(bench.jobs, id)
    assert outcome is not None and outcome.word == "lost"
    assert bench.book(id).failures == 0
