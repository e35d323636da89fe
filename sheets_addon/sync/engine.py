"""One sync of one workbook: lease, look, read, compute, write, keep, release.

What can still happen after the fence was checked: a write that is on its way while its worker is cut off and
another takes over. It brings whole reports of an older reading, never half of one. The run that takes over leaves
what it knows of the tabs as doubtful, so that the run after it writes every report anew.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from core.context import Slot
from core.errors import NothingToRead, OutOfTime, PlanerkaError, WorkbookError
from core.intake import book
from core.intake.collector import collector_paused
from core.refresh import Progress, compute
from core.report import Result
from core.reports import all_reports
from core.settings import Settings
from core.workbook import Cells
from sheets_addon.jobs.rules import rules_of, told
from sheets_addon.jobs.schedule import moment
from sheets_addon.logs import log, log_failures
from sheets_addon.store import Store, history, leases, runs, workbooks
from sheets_addon.store.errors import LeaseLost
from sheets_addon.store.runs import Run
from sheets_addon.store.workbooks import Workbook
from sheets_addon.sync import keeping
from sheets_addon.sync.guard import Guard
from sheets_addon.sync.outcome import Outcome, Word
from sheets_addon.sync.ports import Book, OpenBook
from sheets_addon.sync.taking import taken
from sheets_addon.sync.telling import Telling
from sheets_addon.sync.watching import watched
from sheets_addon.sync.words import EMPTY, INTERNAL, LATE
from sheets_addon.work import knows_nothing, settings_of
from sheets_addon.workbooks.google.book import Reason
from sheets_addon.workbooks.google.known import Known
from sheets_addon.workbooks.google.look import Look

DEADLINE = timedelta(minutes=4)
"""All that a sync may take, waiting for Google included."""
GRACE = timedelta(seconds=30)
"""A lease outlives the deadline by so much: only a worker that died or was frozen loses it."""
MANUAL = "manual"
"""The reason of a run that a person asked for: the spreadsheet's structure is looked at anew."""


@dataclass(frozen=True)
class Work:
    """What a run begins with. ``last`` is the last good one; ``asof`` and ``slot`` are set where they were given."""

    store: Store
    workbook: Workbook
    run: Run
    last: Run | None
    known: Known | None
    guard: Guard
    clock: Callable[[], datetime]
    until: datetime
    asof: date | None
    slot: Slot | None
    telling: Telling

    @property
    def seconds_left(self) -> float:
        return (self.until - self.clock()).total_seconds()


def sync(
    store: Store,
    workbook_id: int,
    *,
    open_book: OpenBook,
    clock: Callable[[], datetime],
    reason: str | None,
    deadline: timedelta = DEADLINE,
    asof: date | None = None,
    slot: Slot | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Bring the reports of a connected workbook up to date. ``clock`` gives aware moments.

    ``reason`` None: the run that is asked for, if it still is. While another worker has the workbook, one more run
    is asked for and nothing else is done (:mod:`sheets_addon.sync.taking`). What Google or the workbook refuses is
    an outcome; an error of ours is kept as a failed run and raised. Raises UnknownWorkbook.
    """
    now, ttl = clock(), deadline + GRACE
    with store.write() as session:
        begun = taken(session, workbook_id, secrets.token_hex(8), reason, now, ttl)
        if begun is None:
            return Outcome("running")
        lease, reason = begun
        workbook = workbooks.get(session, workbook_id)
        last = next(iter(runs.latest(session, workbook_id, 1, "ok", "nothing")), None)
        stored = workbooks.known(session, workbook_id)
        day, meeting = moment(rules_of(workbook), now)
        run = runs.begin(session, lease, reason=reason, slot=slot or meeting, asof=asof or day, now=now)
    known = None if stored is None else Known.from_json(stored)
    guard, telling = Guard(store, lease, clock, ttl), Telling(store, run.id, clock, progress)
    work = Work(store, workbook, run, last, known, guard, clock, now + deadline, asof, slot, telling)
    with watched(workbook_id, run.id, reason) as ended:
        try:
            return ended(_worked(work, open_book))
        except LeaseLost as error:
            return ended(Outcome("lost", run.id, error, dict(guard.requests)))


def _worked(work: Work, open_book: OpenBook) -> Outcome:
    """The run with its end kept, whatever it is. Raises LeaseLost."""
    try:
        spreadsheet = open_book(work.workbook, work.known, work.seconds_left, work.guard)
        work.telling.tell("look")
        work.guard.requests["look"] += 1
        look = spreadsheet.look()
        if _same_as_last(work, look):
            return keeping.looked(work.guard, work.run)
        return _refreshed(work, spreadsheet, look)
    except LeaseLost:
        raise
    except PlanerkaError as error:
        return keeping.failed(work.guard, work.run, error)
    except Exception as error:
        log().error("sync_failed", exc_info=error)
        keeping.failed(work.guard, work.run, WorkbookError(INTERNAL, run=work.run.id))
        raise


def _same_as_last(work: Work, look: Look) -> bool:
    """Whether this look finds what the last one left, for the same day and meeting, and nobody insists."""
    known, last, run = work.known, work.last, work.run
    if known is None or last is None or known.stale or known.version != look.version:
        return False
    return run.reason != MANUAL and (last.asof, last.slot) == (run.asof, run.slot)


def _refreshed(work: Work, spreadsheet: Book, look: Look) -> Outcome:
    spreadsheet.look_anew, spreadsheet.compare = _looks_anew(work), True
    work.telling.tell("read")
    cells = spreadsheet.read(book.is_input)
    settings = settings_of(cells, work.workbook.overrides)
    _heed(work, settings)
    result = _computed(work, cells, settings)
    log_failures(result.failures)
    if knows_nothing(result):
        raise NothingToRead(EMPTY)
    if work.seconds_left <= 0:
        raise OutOfTime(LATE)
    is_doubtful = work.known is None or work.known.stale
    spreadsheet.force = frozenset(all_reports()) if is_doubtful else spreadsheet.touched
    work.guard.known, work.guard.result = spreadsheet.known, result
    work.telling.tell("write")
    spreadsheet.replace(result)
    word: Word = "written" if work.guard.begun else "same"
    return keeping.refreshed(work.guard, work.run, word, result, settings, spreadsheet.known, look.version)


def _heed(work: Work, settings: Settings) -> None:
    """Keep what the settings tab says of the meetings, which is true however the run ends. Raises LeaseLost."""
    said = told(settings)
    if said != work.workbook.rules:
        with leases.fenced(work.store, work.guard.lease) as session:
            workbooks.change(session, work.workbook.id, rules=said)


def _looks_anew(work: Work) -> Reason:
    if work.run.reason == MANUAL:
        return "manual"
    if work.workbook.failures:
        return "failed"
    return "" if work.last is not None and work.last.asof == work.run.asof else "day"


@collector_paused()  # it would walk the workbook and its history again and again, a sixth of a sync
def _computed(work: Work, cells: Cells, settings: Settings) -> Result:
    at = work.clock()
    rules = rules_of(replace(work.workbook, rules=told(settings)))
    day, meeting = moment(rules, at)
    with work.store.read() as session:
        past = history.load(session, work.workbook.id)
    return compute(
        cells,
        work.asof or day,
        work.slot or meeting,
        at.astimezone(rules.zone).replace(tzinfo=None, microsecond=0),
        overrides=work.workbook.overrides,
        history=past,
        run_id=f"{work.run.id}.{work.guard.lease.fence}",
        progress=work.telling.computed,
    )
