"""What a worker does: each minute :func:`tick` finds what is to be done, :func:`work` does one workbook.

Every step is a row that is changed by a condition, so that workers need not know of each other: a time that has come
is moved on by one of them only; a run asked for is one flag, however often it is asked; it is put down when a run
begins and holds its lease. So nothing depends on a message or on the life of a process.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from core.errors import OutOfTime, PlanerkaError, QuotaSpent, RequestRefused, ServiceDown
from sheets_addon.jobs.retry import Fault, next_try
from sheets_addon.jobs.rules import rules_of
from sheets_addon.jobs.schedule import upcoming
from sheets_addon.jobs.stopping import Stopped
from sheets_addon.logs import log
from sheets_addon.store import Store, leases, workbooks
from sheets_addon.store.errors import UnknownWorkbook
from sheets_addon.store.workbooks import Workbook
from sheets_addon.sync import Outcome
from sheets_addon.sync.engine import MANUAL

SCHEDULE, RETRY, TAKEOVER = "schedule", "retry", "takeover"
"""The reasons of runs that nobody asked for."""
PASSING = frozenset(error.code for error in (QuotaSpent, ServiceDown, OutOfTime, Stopped))


@dataclass(frozen=True)
class Jobs:
    """``sync(id, reason)`` is one run, with None the one that is asked for, if it still is; ``enqueue(id)`` sends a
    worker to a workbook; ``interval`` see schedule.
    """

    store: Store
    sync: Callable[[int, str | None], Outcome]
    enqueue: Callable[[int], Any]
    clock: Callable[[], datetime]
    interval: timedelta | None = None


def tick(jobs: Jobs, queued: Collection[int] = ()) -> list[int]:
    """Ask for the runs whose time has come, take over from dead workers, send workers to all that is asked for.

    ``queued``: the workbooks to which a worker is on its way. Returns those to which one was sent now.
    """
    now = jobs.clock()
    with jobs.store.write() as session:
        for lease in leases.left_behind(session, now):
            _left_behind(jobs, session, lease, now)
    with jobs.store.read() as session:
        books = workbooks.all_workbooks(session)
    for book in books:
        if book.kind != "upload" and not book.paused and (book.next_run_at is None or book.next_run_at <= now):
            _claim(jobs, book, now)
    with jobs.store.read() as session:
        asked = [book.id for book in workbooks.due(session, now, len(books)) if book.wanted_at is not None]
        busy = leases.held(session, now)
    sent = [id for id in asked if id not in busy and id not in queued]
    for id in sent:
        jobs.enqueue(id)
    return sent


def work(jobs: Jobs, id: int) -> Outcome | None:
    """The run that is asked for; None where there is none (any more). An error of ours is raised when all is kept."""
    book = _book(jobs, id)
    if book is None or book.paused or book.wanted_at is None:
        return None
    reason = book.wanted_reason or SCHEDULE
    try:
        outcome = jobs.sync(id, None)  # another worker may have been quicker
    except UnknownWorkbook:
        return None
    except Exception:
        settle(jobs, id, "ours")
        raise
    if outcome.word in ("running", "lost"):
        return outcome  # whoever has the workbook settles it
    if outcome.error is not None and outcome.error.code == Stopped.code:
        request(jobs.store, id, reason, jobs.clock())
        return outcome
    settle(jobs, id, fault_of(outcome))
    after = _book(jobs, id)
    if after is not None and after.wanted_at is not None:
        jobs.enqueue(id)  # asked for while this one ran
    return outcome


def request(store: Store, id: int, reason: str, now: datetime) -> bool:
    """Ask for a run; False if one is asked for already, and that is the same one. Raises UnknownWorkbook."""
    with store.write() as session:
        return workbooks.want(session, id, reason, now)


def at_once(jobs: Jobs, id: int) -> Outcome:
    """A run that a person asked for, here and now; paused workbooks too. Raises UnknownWorkbook."""
    outcome = jobs.sync(id, MANUAL)
    if outcome.word not in ("running", "lost"):
        settle(jobs, id, fault_of(outcome))
    return outcome


def fault_of(outcome: Outcome) -> Fault | None:
    """Whose fault a run's end is; None of a good one."""
    if outcome.error is None:
        return None
    return "passes" if outcome.passes else fault_of_code(outcome.error.code)


def fault_of_code(code: str) -> Fault:
    """The same from the code that is kept of a run."""
    if code in PASSING:
        return "passes"
    return "ours" if code in (PlanerkaError.code, RequestRefused.code) else "person"


def settle(jobs: Jobs, id: int, fault: Fault | None) -> None:
    """Set the next run after one has ended; a good one follows the meetings again, which it may have changed."""
    now, book = jobs.clock(), _book(jobs, id)
    if book is None:
        return
    at = _meeting(jobs, book)(now) if fault is None else next_try(fault, book.failures, now, _meeting(jobs, book))
    with jobs.store.write() as session:
        workbooks.change(session, id, next_run_at=at)
    if fault == "ours":
        log().error(
            "workbook_put_off", workbook=id, failures=book.failures, until=None if at is None else at.isoformat()
        )


def _claim(jobs: Jobs, book: Workbook, now: datetime) -> None:
    following = _meeting(jobs, book)(now)
    reason = RETRY if book.failures else SCHEDULE
    with jobs.store.write() as session:
        claimed = workbooks.claim(session, book.id, book.next_run_at, following)
        if claimed and book.next_run_at is not None:
            workbooks.want(session, book.id, reason, now)


def _left_behind(jobs: Jobs, session: Any, lease: leases.Lease, now: datetime) -> None:
    """Once for each lease: the first time another run at once, then later and later, for it may be what kills."""
    book = workbooks.get(session, lease.workbook_id)
    if book.failed_at is not None and book.failed_at >= lease.expires_at:
        return
    failures = workbooks.failed(session, book.id, now)
    log().error("worker_gone", workbook=book.id, worker=lease.owner, failures=failures)
    if failures == 1:
        workbooks.want(session, book.id, TAKEOVER, now)
    else:
        workbooks.change(session, book.id, next_run_at=next_try("ours", failures - 1, now, _meeting(jobs, book)))


def _meeting(jobs: Jobs, book: Workbook) -> Callable[[datetime], datetime | None]:
    rules = rules_of(book, jobs.interval)

    def after(moment: datetime) -> datetime | None:
        planned = upcoming(rules, moment)
        return None if planned is None else planned.at

    return after


def _book(jobs: Jobs, id: int) -> Workbook | None:
    try:
        with jobs.store.read() as session:
            return workbooks.get(session, id)
    except UnknownWorkbook:
        return None
