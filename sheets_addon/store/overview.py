"""All workbooks at one look, for a monitor: three questions to the database, however many there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import ScalarSelect, select
from sqlalchemy.orm import Session

from sheets_addon.store.models import LeaseRow, RunRow, WorkbookRow

State = Literal["good", "failed", "never", "running", "broken", "paused"]
"""``broken``: the worker of a run is gone, another will take the run over."""
STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True, slots=True)
class Seen:
    """``good_at``: when its reports were last found or made right. ``problems`` by severity."""

    id: int
    state: State
    failures: int
    good_at: datetime | None
    waits_since: datetime | None
    """Since when it is due or asked for; None while it runs or rests."""
    problems: Mapping[str, int]


def overview(session: Session, now: datetime) -> list[Seen]:
    """In the order in which they were connected."""
    rows = session.execute(
        select(
            WorkbookRow.id,
            WorkbookRow.paused,
            WorkbookRow.failures,
            WorkbookRow.next_run_at,
            WorkbookRow.wanted_at,
            LeaseRow.owner,
            LeaseRow.expires_at,
            _newest(RunRow.finished_at, "ok", "nothing").label("good_at"),
            _newest(RunRow.counts, "ok").label("counts"),
        )
        .join(LeaseRow, LeaseRow.workbook_id == WorkbookRow.id)
        .order_by(WorkbookRow.id)
    )
    return [_seen(row, now) for row in rows]


def _newest(column: Any, *statuses: str) -> ScalarSelect[Any]:
    """Of the newest run of a workbook with such an end: by the index of its runs, not by all of them."""
    of = select(column).where(RunRow.workbook_id == WorkbookRow.id, RunRow.status.in_(statuses))
    return of.order_by(RunRow.id.desc()).limit(1).correlate(WorkbookRow).scalar_subquery()


def _seen(row: Any, now: datetime) -> Seen:
    state = _state(row, now)
    times = [at for at in (row.next_run_at, row.wanted_at) if at is not None and at <= now]
    waits = min(times) if times and state not in ("paused", "running") else None
    return Seen(row.id, state, row.failures, row.good_at, waits, row.counts or {})


def _state(row: Any, now: datetime) -> State:
    if row.owner:
        return "running" if row.expires_at > now else "broken"
    if row.paused:
        return "paused"
    if row.failures:
        return "failed"
    return "never" if row.good_at is None else "good"
