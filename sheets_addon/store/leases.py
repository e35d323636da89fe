"""Who works on a workbook: one holder at a time, by a counter that only rises.

A holder that was paused for longer than its lease may find that another has taken over. It cannot know
before it asks, so every write of a run asks in the very transaction that writes (:func:`fenced`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from core.i18n import T
from sheets_addon.store.engine import Store
from sheets_addon.store.errors import LeaseLost, UnknownWorkbook
from sheets_addon.store.models import LeaseRow

LOST = T(
    "Эту книгу уже обновляет другой процесс: запуск остановлен, ничего не записано.",
    "Another process is already refreshing this workbook: the run was stopped, nothing was written.",
)
UNKNOWN = T("Книги № {id} нет.", "There is no workbook no. {id}.")


@dataclass(frozen=True, slots=True)
class Lease:
    """``previous`` is whose lease had run out, '' where the workbook was free."""

    workbook_id: int
    owner: str
    fence: int
    expires_at: datetime
    previous: str = ""


def acquire(session: Session, workbook_id: int, owner: str, now: datetime, ttl: timedelta) -> Lease | None:
    """The workbook for ``ttl``, or None while someone else has it. ``owner`` must be new with every try.

    Raises UnknownWorkbook.
    """
    expires = now + ttl
    taken = session.execute(
        update(LeaseRow)
        .where(LeaseRow.workbook_id == workbook_id, or_(LeaseRow.owner == "", LeaseRow.expires_at <= now))
        .values(owner=owner, previous=LeaseRow.owner, expires_at=expires, fence=LeaseRow.fence + 1)
        .returning(LeaseRow.fence, LeaseRow.previous)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if taken is not None:
        return Lease(workbook_id, owner, taken.fence, expires, taken.previous)
    if holder(session, workbook_id) is None:
        raise UnknownWorkbook(UNKNOWN, id=workbook_id)
    return None


def renew(session: Session, lease: Lease, now: datetime, ttl: timedelta) -> Lease:
    """The same lease for longer, also when it has run out and nobody took it. Raises LeaseLost."""
    _still(session, lease, expires_at=now + ttl)
    return replace(lease, expires_at=now + ttl)


def release(session: Session, lease: Lease) -> bool:
    """Give the workbook back; False if another has it already, which is no error at the end of a run."""
    try:
        _still(session, lease, owner="", previous="")
    except LeaseLost:
        return False
    return True


def assert_fence(session: Session, lease: Lease) -> None:
    """Raises LeaseLost unless nobody has taken over; until this transaction ends nobody can."""
    _still(session, lease, fence=lease.fence)


@contextmanager
def fenced(store: Store, lease: Lease) -> Iterator[Session]:
    """A transaction that is written only by the holder. Raises LeaseLost, and then nothing is written."""
    with store.write() as session:
        assert_fence(session, lease)
        yield session


def holder(session: Session, workbook_id: int) -> Lease | None:
    """The lease as it stands (``owner`` '' : free), None where there is no such workbook."""
    row = session.execute(
        select(LeaseRow.owner, LeaseRow.fence, LeaseRow.expires_at, LeaseRow.previous).where(
            LeaseRow.workbook_id == workbook_id
        )
    ).one_or_none()
    return None if row is None else Lease(workbook_id, row.owner, row.fence, row.expires_at, row.previous)


def left_behind(session: Session, now: datetime) -> list[Lease]:
    """The leases that ran out without being given back: their workers died or were frozen. In a write transaction."""
    rows = session.scalars(
        select(LeaseRow)
        .where(LeaseRow.owner != "", LeaseRow.expires_at <= now)
        .order_by(LeaseRow.workbook_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return [Lease(row.workbook_id, row.owner, row.fence, row.expires_at, row.previous) for row in rows]


def held(session: Session, now: datetime) -> frozenset[int]:
    """The workbooks that someone works on now."""
    return frozenset(
        session.scalars(select(LeaseRow.workbook_id).where(LeaseRow.owner != "", LeaseRow.expires_at > now))
    )


def _still(session: Session, lease: Lease, **values: object) -> None:
    """An update, not a look: it locks the row until the transaction ends, so that a take-over waits."""
    done = session.execute(
        update(LeaseRow)
        .where(LeaseRow.workbook_id == lease.workbook_id, LeaseRow.owner == lease.owner, LeaseRow.fence == lease.fence)
        .values(**values)
        .returning(LeaseRow.fence)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if done is None:
        raise LeaseLost(LOST)
