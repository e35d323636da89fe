"""The tables. Rows of a workbook go when it goes (ON DELETE CASCADE)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, ForeignKey, Index, Integer, LargeBinary, MetaData, true
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from sheets_addon.store.columns import Packed, Plain, Utc

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: Utc, dict[str, Any]: Plain, list[str]: Plain}  # noqa: RUF012 - SQLAlchemy's


PASSING = {"passing": True}
"""``info`` of a table whose rows mean nothing some minutes later, or on another machine: backups leave it out."""


def _of_workbook(**more: Any) -> Mapped[int]:
    column: Mapped[int] = mapped_column(ForeignKey("workbooks.id", ondelete="CASCADE"), **more)
    return column


class WorkbookRow(Base):
    """A connected spreadsheet. Ids are never used again: a lease of a purged workbook fits no other."""

    __tablename__ = "workbooks"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy's

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(server_default="google")
    spreadsheet_id: Mapped[str] = mapped_column(unique=True)
    """Google's id; the path of a file on this machine; a name made up for an upload."""
    title: Mapped[str]
    language: Mapped[str]
    time_zone: Mapped[str]
    meetings: Mapped[list[str] | None]
    """``HH:MM`` each; null: as the workbook's settings tab or the defaults say."""
    rules: Mapped[dict[str, Any] | None]
    """Its meetings, zone and days off as its settings tab said at the last reading; null: not read yet."""
    overrides: Mapped[dict[str, Any]]
    account: Mapped[str | None]
    """The name of the secret that holds its service account."""
    known: Mapped[Any] = mapped_column(Packed, nullable=True, deferred=True)
    added_by: Mapped[str]
    added_at: Mapped[datetime]
    paused: Mapped[bool]
    failures: Mapped[int]
    """In a row, since the last run that went well."""
    failed_at: Mapped[datetime | None]
    next_run_at: Mapped[datetime | None] = mapped_column(index=True)
    wanted_at: Mapped[datetime | None] = mapped_column(index=True)
    """When someone asked for a run that has not begun; more of them are still one run."""
    wanted_reason: Mapped[str | None]
    alerts: Mapped[dict[str, Any] | None]
    """Whom to write to and when; null: nobody. The address of a webhook is a secret and not here."""


class LeaseRow(Base):
    """Who works on a workbook. Made with it; the counter outlives every holder and only rises."""

    __tablename__ = "leases"

    workbook_id: Mapped[int] = _of_workbook(primary_key=True, autoincrement=False)
    owner: Mapped[str]
    """'' : nobody."""
    previous: Mapped[str]
    """Whose lease had run out when this one was taken, or ''."""
    expires_at: Mapped[datetime]
    fence: Mapped[int] = mapped_column(BigInteger)


class MemberRow(Base):
    """Who, besides administrators, may see a workbook."""

    __tablename__ = "members"

    workbook_id: Mapped[int] = _of_workbook(primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True
    )


class RunRow(Base):
    __tablename__ = "runs"
    __table_args__ = (Index("ix_runs_workbook_id_id", "workbook_id", "id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    workbook_id: Mapped[int] = _of_workbook()
    reason: Mapped[str]
    slot: Mapped[str]
    asof: Mapped[date | None]
    started_at: Mapped[datetime] = mapped_column(index=True)
    finished_at: Mapped[datetime | None]
    status: Mapped[str]
    error_code: Mapped[str | None]
    error: Mapped[list[str] | None]
    """The sentence in Russian and English."""
    counts: Mapped[dict[str, Any]]
    requests: Mapped[dict[str, Any]]
    progress: Mapped[dict[str, Any] | None]
    """How far a run under way has come; of no meaning after its end."""
    seconds: Mapped[float | None]
    fence: Mapped[int] = mapped_column(BigInteger)


class ProblemsRow(Base):
    """The problems of the last run in one piece: they are read, replaced and compared together."""

    __tablename__ = "problems"

    workbook_id: Mapped[int] = _of_workbook(primary_key=True, autoincrement=False)
    run_id: Mapped[int]
    total: Mapped[int]
    body: Mapped[bytes] = mapped_column(LargeBinary)


class HistoryTableRow(Base):
    """One of people's tables: its rows of ``begun`` (when it was first read, or later: what retention left)."""

    __tablename__ = "history_tables"

    workbook_id: Mapped[int] = _of_workbook(primary_key=True, autoincrement=False)
    table: Mapped[str] = mapped_column(primary_key=True)
    begun: Mapped[datetime] = mapped_column(DateTime)
    """The wall clock of the workbook's zone, as all times of a history."""
    size: Mapped[int]
    rows: Mapped[Any] = mapped_column(Packed, deferred=True)
    tabs: Mapped[Any] = mapped_column(Packed)


class ChangeRow(Base):
    """One change after ``begun``. ``change`` is [key, column, old, new]: people's words, whatever they hold."""

    __tablename__ = "changes"
    __table_args__ = (Index("ix_changes_workbook_id_at", "workbook_id", "at"),)

    workbook_id: Mapped[int] = _of_workbook(primary_key=True, autoincrement=False)
    n: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(DateTime)
    table: Mapped[str]
    change: Mapped[Any] = mapped_column(Plain)


class SnapshotRow(Base):
    """The last result that went well, all but its reports."""

    __tablename__ = "snapshots"

    workbook_id: Mapped[int] = _of_workbook(primary_key=True, autoincrement=False)
    run_id: Mapped[int]
    kept_at: Mapped[datetime]
    asof: Mapped[date]
    head: Mapped[dict[str, Any]]


class SnapshotReportRow(Base):
    """One report of the last result: a page draws one at a time."""

    __tablename__ = "snapshot_reports"

    workbook_id: Mapped[int] = _of_workbook(primary_key=True, autoincrement=False)
    report_id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    title: Mapped[str]
    has_data: Mapped[bool]
    body: Mapped[bytes] = mapped_column(LargeBinary)


class AgendaRow(Base):
    """The agenda of one meeting, as the run before it made it: in the afternoon the morning's is still there."""

    __tablename__ = "agendas"

    workbook_id: Mapped[int] = _of_workbook(primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(primary_key=True)
    slot: Mapped[str] = mapped_column(primary_key=True)
    kept_at: Mapped[datetime]
    body: Mapped[Any] = mapped_column(Packed)


class AlertRow(Base):
    """A message, claimed before it is sent, so that no second worker sends it too."""

    __tablename__ = "alerts"

    workbook_id: Mapped[int] = _of_workbook(primary_key=True, autoincrement=False)
    what: Mapped[str] = mapped_column(primary_key=True)
    """Which message: «agenda 2026-03-31 11:00», «failed 517»."""
    way: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    """Of the last try."""
    done: Mapped[bool]
    tries: Mapped[int]
    next_at: Mapped[datetime | None]
    """When it may be tried again, also where whoever tries now dies of it; null: sent, or given up."""
    said: Mapped[list[str] | None]
    """What came of the last try where it was not all well, in Russian and English."""


class ChannelRow(Base):
    """By which Drive tells us of changes; the token itself is with Google only."""

    __tablename__ = "channels"

    workbook_id: Mapped[int] = _of_workbook(primary_key=True, autoincrement=False)
    channel: Mapped[str] = mapped_column(unique=True)
    resource: Mapped[str]
    """Google's name for what is watched: needed to stop."""
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    account: Mapped[str]
    """The service account that opened it."""
    ends_at: Mapped[datetime]


class AnswerRow(Base):
    """What a request with an idempotency key was answered; ``body`` null: it is under way."""

    __tablename__ = "answers"
    __table_args__ = {"info": PASSING}  # noqa: RUF012 - SQLAlchemy's

    caller: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    """Of the request: the same key with another one is a mistake."""
    status: Mapped[int | None]
    body: Mapped[Any] = mapped_column(Packed, nullable=True)


class SecretRow(Base):
    """A key or token, encrypted; ``about`` is what may be seen of it (an address, a project)."""

    __tablename__ = "secrets"

    name: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    token: Mapped[bytes] = mapped_column(LargeBinary)
    about: Mapped[dict[str, Any]]
    kept_at: Mapped[datetime]


class BudgetRow(Base):
    """One request to Google: from when on it is sent, and when it was asked for, in seconds since 1970.

    ``is_sent``: it is no longer waiting. ``until``: when it was answered. Ids are never used again.
    """

    __tablename__ = "budget"
    __table_args__ = (Index("ix_budget_kind_project_at", "kind", "project", "at"), {"info": PASSING})

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    account: Mapped[str]
    project: Mapped[str]
    at: Mapped[float]
    asked_at: Mapped[float]
    is_sent: Mapped[bool] = mapped_column(server_default=true())
    until: Mapped[float | None]


class PersonRow(Base):
    """Someone who may sign in. Ids are never used again: no session outlives its person to fit another."""

    __tablename__ = "people"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy's

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    password: Mapped[str | None]
    """Its argon2 hash; null: signs in with Google only."""
    role: Mapped[str]
    manager: Mapped[str]
    """The name in the workbook's manager column; '' for who is none."""
    language: Mapped[str | None]
    """Of the pages; null: the browser's."""
    active: Mapped[bool]
    added_at: Mapped[datetime]


class SessionRow(Base):
    """Someone who is signed in; the token itself is with the browser only."""

    __tablename__ = "sessions"
    __table_args__ = {"info": PASSING}  # noqa: RUF012 - SQLAlchemy's

    digest: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    begun_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class ApiKeyRow(Base):
    """A program's key; what is kept does not let anyone make it."""

    __tablename__ = "api_keys"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy's

    id: Mapped[int] = mapped_column(primary_key=True)
    prefix: Mapped[str] = mapped_column(unique=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    name: Mapped[str]
    functions: Mapped[bool]
    workbooks: Mapped[list[int] | None] = mapped_column(Plain)
    """Ids; null: all of them."""
    added_by: Mapped[str]
    added_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class AuditRow(Base):
    """Who did what, when. It stays when the workbook or the person goes, so it points at neither."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_workbook_id_id", "workbook_id", "id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    who: Mapped[str]
    what: Mapped[str]
    workbook_id: Mapped[int | None]
    subject: Mapped[str]
