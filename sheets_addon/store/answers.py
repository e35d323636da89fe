"""What requests with an idempotency key were answered, so that one that is sent again is not done again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from sheets_addon.store.engine import Store
from sheets_addon.store.models import AnswerRow

KEPT = timedelta(hours=24)
PATIENCE = timedelta(minutes=5)
"""After which a request that is still under way has died with its process."""


@dataclass(frozen=True, slots=True)
class Answer:
    """``status`` None: the request is under way."""

    digest: bytes
    status: int | None
    body: Any


def begin(store: Store, caller: str, key: str, digest: bytes, now: datetime) -> Answer | None:
    """None: the key is new, and this request's from now on. Else what is known of the request that had it."""
    try:
        with store.write() as session:
            row = session.get(AnswerRow, (caller, key), populate_existing=True)
            if row is not None and not _is_over(row, now):
                return Answer(row.digest, row.status, row.body)
            if row is not None:
                session.delete(row)
                session.flush()
            session.add(AnswerRow(caller=caller, key=key, at=now, digest=digest, status=None, body=None))
            session.flush()
    except IntegrityError:  # another was quicker by a moment
        return Answer(digest, None, None)
    return None


def keep(session: Session, caller: str, key: str, status: int, body: Any) -> None:
    """The answer of a request that was begun."""
    session.execute(
        update(AnswerRow)
        .where(AnswerRow.caller == caller, AnswerRow.key == key)
        .values(status=status, body=body)
        .execution_options(synchronize_session=False)
    )


def drop(session: Session, caller: str, key: str) -> None:
    """It came to nothing: the same key may be sent again."""
    session.execute(
        delete(AnswerRow).where(AnswerRow.caller == caller, AnswerRow.key == key, AnswerRow.status.is_(None))
    )


def forget(session: Session, before: datetime) -> int:
    """Remove those that were begun before; how many."""
    gone = delete(AnswerRow).where(AnswerRow.at < before).returning(AnswerRow.key)
    return len(session.execute(gone.execution_options(synchronize_session=False)).all())


def _is_over(row: AnswerRow, now: datetime) -> bool:
    return row.at <= now - (PATIENCE if row.status is None else KEPT)
