"""Each try to refresh a workbook: begun, ended, or taken over from a worker that died."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, cast

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from core.errors import PlanerkaError
from core.i18n import T
from sheets_addon.store.leases import Lease, assert_fence
from sheets_addon.store.models import RunRow

Status = Literal["running", "ok", "nothing", "failed", "taken-over"]
"""``nothing``: the look showed that nothing had changed. ``taken-over``: its worker was gone, another began anew."""


@dataclass(frozen=True, slots=True)
class Run:
    """``counts`` of problems and rows, ``requests`` by kind; ``error`` is the sentence in both languages."""

    id: int
    workbook_id: int
    reason: str
    slot: str
    asof: date | None
    started_at: datetime
    status: Status
    fence: int
    finished_at: datetime | None = None
    error_code: str | None = None
    error: T | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    requests: Mapping[str, int] = field(default_factory=dict)
    seconds: float | None = None
    progress: Mapping[str, Any] | None = None
    """``{"step", "done", "of"}`` of a run under way."""


def begin(session: Session, lease: Lease, *, reason: str, slot: str, asof: date | None, now: datetime) -> Run:
    """A run under ``lease``. What an older holder left running is marked as taken over. Raises LeaseLost."""
    assert_fence(session, lease)
    session.execute(
        update(RunRow)
        .where(RunRow.workbook_id == lease.workbook_id, RunRow.status == "running", RunRow.fence < lease.fence)
        .values(status="taken-over", finished_at=now)
        .execution_options(synchronize_session=False)
    )
    row = RunRow(
        workbook_id=lease.workbook_id,
        reason=reason,
        slot=slot,
        asof=asof,
        started_at=now,
        status="running",
        counts={},
        requests={},
        fence=lease.fence,
    )
    session.add(row)
    session.flush()
    return _plain(row)


def finish(
    session: Session,
    lease: Lease,
    run_id: int,
    status: Status,
    now: datetime,
    *,
    counts: Mapping[str, int] | None = None,
    requests: Mapping[str, int] | None = None,
    error: PlanerkaError | None = None,
    asof: date | None = None,
) -> Run:
    """The run's outcome, once. ``asof`` corrects the date if reading found another. Raises LeaseLost."""
    assert_fence(session, lease)
    row = session.get_one(RunRow, run_id, populate_existing=True)
    if row.status != "running" or row.workbook_id != lease.workbook_id or row.fence != lease.fence:
        raise ValueError(f"run {run_id} is not this lease's to finish")
    row.status, row.finished_at, row.seconds = status, now, (now - row.started_at).total_seconds()
    row.counts, row.requests = dict(counts or {}), dict(requests or {})
    row.asof = asof or row.asof
    if error is not None:
        row.error_code, row.error = error.code, [error.message("ru"), error.message("en")]
    session.flush()
    return _plain(row)


def tell(session: Session, run_id: int, step: str, done: int = 0, of: int = 0) -> None:
    """How far a run has come, for whoever waits for it; of one that has ended nothing is told any more."""
    session.execute(
        update(RunRow)
        .where(RunRow.id == run_id, RunRow.status == "running")
        .values(progress={"step": step, "done": done, "of": of})
        .execution_options(synchronize_session=False)
    )


def get(session: Session, run_id: int) -> Run | None:
    row = session.get(RunRow, run_id, populate_existing=True)
    return None if row is None else _plain(row)


def latest(
    session: Session, workbook_id: int, limit: int = 1, *statuses: Status, before: int | None = None
) -> list[Run]:
    """The newest runs first, of the given statuses or of all; ``before``: those older than the run of that id."""
    query = select(RunRow).where(RunRow.workbook_id == workbook_id)
    if before is not None:
        query = query.where(RunRow.id < before)
    if statuses:
        query = query.where(RunRow.status.in_(statuses))
    return [_plain(row) for row in session.scalars(query.order_by(RunRow.id.desc()).limit(limit))]


def forget(session: Session, before: datetime) -> int:
    """Remove the ended runs that began before; how many."""
    gone = session.execute(
        delete(RunRow)
        .where(RunRow.started_at < before, RunRow.status != "running")
        .returning(RunRow.id)
        .execution_options(synchronize_session=False)
    )
    return len(gone.all())


def _plain(row: RunRow) -> Run:
    error: Any = row.error
    return Run(
        id=row.id,
        workbook_id=row.workbook_id,
        reason=row.reason,
        slot=row.slot,
        asof=row.asof,
        started_at=row.started_at,
        status=cast(Status, row.status),
        fence=row.fence,
        finished_at=row.finished_at,
        error_code=row.error_code,
        error=None if error is None else T(*error),
        counts=row.counts,
        requests=row.requests,
        seconds=row.seconds,
        progress=row.progress,
    )
