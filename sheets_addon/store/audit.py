"""Who did what, on which workbook, when: only added to. Of a person it holds the login, nothing else."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast, get_args

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from sheets_addon.store.models import AuditRow

What = Literal[
    "signed_in",
    "refused",
    "signed_out",
    "person_added",
    "person_changed",
    "person_removed",
    "password_changed",
    "key_added",
    "key_revoked",
    "connected",
    "tabs_created",
    "disconnected",
    "purged",
    "settings_changed",
    "synced",
    "viewed",
    "exported",
    "uploaded",
    "backed_up",
    "restored",
]
WHATS: tuple[What, ...] = get_args(What)
CONSOLE = "cli"
"""Who types commands on the machine itself."""


@dataclass(frozen=True, slots=True)
class Entry:
    """``who``: a login, the prefix of a key, or :data:`CONSOLE`. ``subject``: the login or key it is about, or ''."""

    id: int
    at: datetime
    who: str
    what: What
    workbook_id: int | None
    subject: str


def write(
    session: Session, who: str, what: What, *, now: datetime, workbook_id: int | None = None, subject: str = ""
) -> None:
    """In the transaction of what was done: neither is there without the other."""
    if what not in WHATS:
        raise ValueError(f"not among what is written down: {what}")
    session.add(AuditRow(at=now, who=who, what=what, workbook_id=workbook_id, subject=subject))
    session.flush()


def read(
    session: Session, *, workbook_id: int | None = None, before: int | None = None, limit: int = 100
) -> list[Entry]:
    """The newest first; ``before``: those older than the entry of that id, for the next page."""
    query = select(AuditRow).order_by(AuditRow.id.desc()).limit(limit)
    if workbook_id is not None:
        query = query.where(AuditRow.workbook_id == workbook_id)
    if before is not None:
        query = query.where(AuditRow.id < before)
    return [
        Entry(row.id, row.at, row.who, cast(What, row.what), row.workbook_id, row.subject)
        for row in session.scalars(query)
    ]


def forget(session: Session, before: datetime) -> int:
    """Remove what is older than ``before``; how many."""
    gone = delete(AuditRow).where(AuditRow.at < before).returning(AuditRow.id)
    return len(session.execute(gone.execution_options(synchronize_session=False)).all())
