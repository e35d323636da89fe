"""How a run ends in the store: in one transaction that asserts the fence, and gives the workbook back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import datetime

from core.agenda import agenda
from core.errors import PlanerkaError
from core.report import Result
from core.settings import Settings
from sheets_addon.store import Session, agendas, history, leases, runs, snapshots, workbooks
from sheets_addon.store.runs import Run
from sheets_addon.sync.guard import Guard, doubtful
from sheets_addon.sync.outcome import Outcome, Word
from sheets_addon.workbooks.google.known import Known


def looked(guard: Guard, run: Run) -> Outcome:
    """Nothing had changed."""
    with _last(guard) as (session, now):
        runs.finish(session, guard.lease, run.id, "nothing", now, requests=guard.requests)
        workbooks.succeeded(session, run.workbook_id)
    return Outcome("looked", run.id, None, dict(guard.requests))


def refreshed(
    guard: Guard, run: Run, word: Word, result: Result, settings: Settings, known: Known | None, version: str
) -> Outcome:
    """A good run: run, problems, changes of rows, snapshot and what is known, all of it or nothing.

    ``version`` is that of the look before the reading.
    """
    id, ready = run.workbook_id, snapshots.prepared(result)
    stamp, meeting = result.stamp, asdict(agenda(result))
    with _last(guard) as (session, now):
        if result.history is not None and not guard.begun:
            history.keep(session, id, result.history)
        counts = snapshots.keep(session, id, run.id, ready, now)
        agendas.keep(session, id, stamp.asof, stamp.slot, meeting, now)
        if known is not None:
            workbooks.keep_known(session, id, _kept(guard, word, known, version).to_json())
        workbooks.change(session, id, time_zone=settings.time_zone, language=settings.language)
        if known is not None and known.title:
            workbooks.change(session, id, title=known.title)
        runs.finish(session, guard.lease, run.id, "ok", now, counts=counts, requests=guard.requests, asof=stamp.asof)
        workbooks.succeeded(session, id)
    return Outcome(word, run.id, None, dict(guard.requests), sum(counts.values()))


def failed(guard: Guard, run: Run, error: PlanerkaError) -> Outcome:
    """The last good result, its problems and what is known stay as they are."""
    with _last(guard) as (session, now):
        runs.finish(session, guard.lease, run.id, "failed", now, requests=guard.requests, error=error)
        workbooks.failed(session, run.workbook_id, now)
    return Outcome("failed", run.id, error, dict(guard.requests))


@contextmanager
def _last(guard: Guard) -> Iterator[tuple[Session, datetime]]:
    with leases.fenced(guard.store, guard.lease) as session:
        yield session, guard.clock()
        leases.release(session, guard.lease)


def _kept(guard: Guard, word: Word, known: Known, version: str) -> Known:
    """Only a look that led to no write may be compared with; a take-over leaves doubt (see :mod:`engine`)."""
    if word == "same":
        return replace(known, version=version)
    return doubtful(known) if guard.lease.previous else replace(known, version="")
