"""Who is signed in. The browser has the token, the store only its hash: a copy of the database signs nobody in."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from sheets_addon.store.models import PersonRow, SessionRow

LIFETIME = timedelta(days=7)
"""After which one signs in anew, however busy."""
IDLE = timedelta(hours=12)
"""After which one signs in anew where nothing was asked."""
TOUCH = timedelta(minutes=1)
"""How exactly the last request is known: not every request is to be a write."""


def begin(session: Session, person_id: int, now: datetime, lifetime: timedelta = LIFETIME) -> str:
    """Sign someone in; the token, which is nowhere else."""
    token = secrets.token_urlsafe(32)
    session.add(
        SessionRow(digest=_digest(token), person_id=person_id, begun_at=now, seen_at=now, expires_at=now + lifetime)
    )
    session.flush()
    return token


def person_of(session: Session, token: str, now: datetime, idle: timedelta = IDLE) -> int | None:
    """The id of the active person whose session this is; None: expired, idle for too long, ended or never begun."""
    return session.scalar(
        select(SessionRow.person_id)
        .join(PersonRow, PersonRow.id == SessionRow.person_id)
        .where(
            SessionRow.digest == _digest(token),
            SessionRow.expires_at > now,
            SessionRow.seen_at > now - idle,
            PersonRow.active,
        )
    )


def is_stale(session: Session, token: str, now: datetime) -> bool:
    """Whether :func:`touch` is due."""
    seen = session.scalar(select(SessionRow.seen_at).where(SessionRow.digest == _digest(token)))
    return seen is not None and seen <= now - TOUCH


def touch(session: Session, token: str, now: datetime) -> None:
    """Its person has asked something now."""
    session.execute(
        update(SessionRow)
        .where(SessionRow.digest == _digest(token), SessionRow.seen_at < now)
        .values(seen_at=now)
        .execution_options(synchronize_session=False)
    )


def end(session: Session, token: str) -> None:
    _delete(session, SessionRow.digest == _digest(token))


def end_all(session: Session, person_id: int) -> int:
    """Sign someone out everywhere; of how many sessions."""
    return _delete(session, SessionRow.person_id == person_id)


def count(session: Session, person_id: int, now: datetime, idle: timedelta = IDLE) -> int:
    """In how many browsers someone is signed in."""
    alive = SessionRow.expires_at > now, SessionRow.seen_at > now - idle
    query = select(func.count()).select_from(SessionRow).where(SessionRow.person_id == person_id, *alive)
    return session.scalar(query) or 0


def forget(session: Session, now: datetime, idle: timedelta = IDLE) -> int:
    """Remove those that are over; how many."""
    return _delete(session, or_(SessionRow.expires_at <= now, SessionRow.seen_at <= now - idle))


def _delete(session: Session, which: object) -> int:
    gone = delete(SessionRow).where(which).returning(SessionRow.digest)  # type: ignore[arg-type]
    return len(session.execute(gone.execution_options(synchronize_session=False)).all())


def _digest(token: str) -> bytes:
    """Without salt or cost: the token is 256 random bits, which nobody guesses."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
