"""Messages to people: each is claimed before it is sent, tried again a few times, and then let be.

A claim says when the message may be tried again if nothing more is heard of it, so that one whose sender died is
taken up by another; of two that claim at once one succeeds.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.i18n import T
from sheets_addon.store.models import AlertRow

Way = Literal["mail", "webhook"]


@dataclass(frozen=True, slots=True)
class Alert:
    """``next_at`` None: sent (``done``) or given up; ``said`` is what went wrong with the last try."""

    workbook_id: int
    what: str
    way: Way
    at: datetime
    done: bool
    tries: int
    next_at: datetime | None
    said: T | None


def is_open(session: Session, workbook_id: int, what: str, way: Way, now: datetime) -> bool:
    """Whether :func:`claim` may get it: asked first, since most of the time there is nothing to be written."""
    found = get(session, workbook_id, what, way)
    return found is None or (found.next_at is not None and found.next_at <= now)


def claim(session: Session, workbook_id: int, what: str, way: Way, now: datetime, again: datetime) -> int | None:
    """Take a message to send it: which try it is (1, 2 …). None: it is another's, over, or not yet to be tried.

    ``again``: when it may be taken by somebody else if its end is not heard of.
    """
    row = session.get(AlertRow, (workbook_id, what, way), populate_existing=True)
    if row is None:
        try:
            with session.begin_nested():
                session.add(_new(workbook_id, what, way, now, again))
        except IntegrityError:  # another was quicker, or the workbook has gone
            return None
        return 1
    if row.next_at is None or row.next_at > now:
        return None
    return session.execute(
        update(AlertRow)
        .where(*_is(workbook_id, what, way), AlertRow.next_at == row.next_at)
        .values(at=now, next_at=again, tries=AlertRow.tries + 1)
        .returning(AlertRow.tries)
        .execution_options(synchronize_session=False)
    ).scalar_one_or_none()


def begin_anew(session: Session, workbook_id: int, what: str, way: Way, now: datetime, since: datetime) -> bool:
    """Take a message that may be sent again and again, if its last time was before ``since``."""
    row = session.get(AlertRow, (workbook_id, what, way), populate_existing=True)
    if row is None:
        return claim(session, workbook_id, what, way, now, now) is not None
    return (
        session.execute(
            update(AlertRow)
            .where(*_is(workbook_id, what, way), AlertRow.at < since)
            .values(at=now, done=False, tries=1, next_at=None, said=None)
            .returning(AlertRow.tries)
            .execution_options(synchronize_session=False)
        ).scalar_one_or_none()
        is not None
    )


def settle(
    session: Session,
    workbook_id: int,
    what: str,
    way: Way,
    *,
    done: bool,
    said: T | None = None,
    next_at: datetime | None = None,
) -> None:
    """What became of a claimed message; nothing where the workbook has gone meanwhile."""
    session.execute(
        update(AlertRow)
        .where(*_is(workbook_id, what, way))
        .values(done=done, next_at=next_at, said=None if said is None else [said.to("ru"), said.to("en")])
        .execution_options(synchronize_session=False)
    )


def get(session: Session, workbook_id: int, what: str, way: Way) -> Alert | None:
    row = session.get(AlertRow, (workbook_id, what, way), populate_existing=True)
    return None if row is None else _plain(row)


def last(session: Session, workbook_id: int, way: Way | None = None, begins: str = "") -> Alert | None:
    """The one that was tried last, of those whose name begins so."""
    query = select(AlertRow).where(
        AlertRow.workbook_id == workbook_id, AlertRow.what.startswith(begins, autoescape=True)
    )
    if way is not None:
        query = query.where(AlertRow.way == way)
    row = session.scalar(query.order_by(AlertRow.at.desc()).limit(1))
    return None if row is None else _plain(row)


def forget(session: Session, before: datetime) -> int:
    """Remove those whose last try was before; how many."""
    gone = delete(AlertRow).where(AlertRow.at < before).returning(AlertRow.what)
    return len(session.execute(gone.execution_options(synchronize_session=False)).all())


def _new(workbook_id: int, what: str, way: Way, now: datetime, again: datetime) -> AlertRow:
    return AlertRow(workbook_id=workbook_id, what=what, way=way, at=now, done=False, tries=1, next_at=again, said=None)


def _is(workbook_id: int, what: str, way: Way) -> tuple[ColumnElement[bool], ...]:
    return AlertRow.workbook_id == workbook_id, AlertRow.what == what, AlertRow.way == way


def _plain(row: AlertRow) -> Alert:
    said = None if row.said is None else T(*row.said)
    return Alert(row.workbook_id, row.what, cast(Way, row.way), row.at, row.done, row.tries, row.next_at, said)
