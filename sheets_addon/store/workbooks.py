"""Connected spreadsheets: what is known of each, when it is due, what is asked, how often it failed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any, Literal, cast

from sqlalchemy import delete, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.i18n import Language, T
from sheets_addon.store.errors import StoreError, UnknownWorkbook
from sheets_addon.store.leases import UNKNOWN
from sheets_addon.store.models import LeaseRow, SecretRow, WorkbookRow

Kind = Literal["google", "file", "upload"]
"""``google``: a spreadsheet online · ``file``: an .xlsx where it lies · ``upload``: one that somebody sends us anew."""
ALREADY = T("Эта таблица уже подключена.", "This spreadsheet is already connected.")


class AlreadyConnected(StoreError):
    code = "already_connected"


@dataclass(frozen=True, slots=True)
class Workbook:
    """A connected spreadsheet. ``account`` names the secret of its service account; None: any that may read it.

    ``meetings`` None: as its settings tab says, whose ``rules`` are those of the last reading (:mod:`jobs.rules`).
    ``failures`` counts runs that failed since the last good one.
    """

    id: int
    spreadsheet_id: str
    title: str
    language: Language
    time_zone: str
    meetings: tuple[time, ...] | None = None
    rules: Mapping[str, Any] | None = None
    overrides: Mapping[str, Any] = field(default_factory=dict)
    account: str | None = None
    added_by: str = ""
    added_at: datetime | None = None
    paused: bool = False
    failures: int = 0
    failed_at: datetime | None = None
    next_run_at: datetime | None = None
    wanted_at: datetime | None = None
    wanted_reason: str | None = None
    kind: Kind = "google"
    alerts: Mapping[str, Any] | None = None


def add(
    session: Session,
    spreadsheet_id: str,
    *,
    title: str,
    language: Language,
    time_zone: str,
    now: datetime,
    added_by: str = "",
    account: str | None = None,
    next_run_at: datetime | None = None,
    kind: Kind = "google",
) -> Workbook:
    """Connect a spreadsheet. Raises AlreadyConnected, and then the transaction is to be left."""
    row = WorkbookRow(
        kind=kind,
        spreadsheet_id=spreadsheet_id,
        title=title,
        language=language,
        time_zone=time_zone,
        meetings=None,
        rules=None,
        overrides={},
        account=account,
        added_by=added_by,
        added_at=now,
        paused=False,
        failures=0,
        next_run_at=next_run_at,
    )
    session.add(row)
    try:
        session.flush()
    except IntegrityError as error:
        raise AlreadyConnected(ALREADY) from error
    session.add(LeaseRow(workbook_id=row.id, owner="", previous="", expires_at=now, fence=0))
    session.flush()
    return get(session, row.id)


def get(session: Session, id: int) -> Workbook:
    """Raises UnknownWorkbook."""
    row = session.get(WorkbookRow, id, populate_existing=True)
    if row is None:
        raise UnknownWorkbook(UNKNOWN, id=id)
    return _plain(row)


def find(session: Session, spreadsheet_id: str, to_change: bool = False) -> Workbook | None:
    """The connected workbook of that spreadsheet; ``to_change``: nobody else changes it until this transaction ends."""
    asked = select(WorkbookRow).where(WorkbookRow.spreadsheet_id == spreadsheet_id)
    row = session.scalar(asked.with_for_update() if to_change else asked)
    return None if row is None else _plain(row)


def all_workbooks(session: Session) -> list[Workbook]:
    """In the order in which they were connected."""
    return [_plain(row) for row in session.scalars(select(WorkbookRow).order_by(WorkbookRow.id))]


_MAY_CHANGE = frozenset(
    {"title", "language", "time_zone", "meetings", "rules", "overrides", "account", "paused", "next_run_at", "alerts"}
)


def change(session: Session, id: int, **values: Any) -> None:
    """Set fields of :class:`Workbook`: those in :data:`_MAY_CHANGE`.

    Raises UnknownWorkbook.
    """
    if strange := values.keys() - _MAY_CHANGE:
        raise TypeError(f"not to be changed so: {sorted(strange)}")
    if values.get("meetings") is not None:
        values["meetings"] = [f"{at:%H:%M}" for at in values["meetings"]]
    if "overrides" in values:
        values["overrides"] = dict(values["overrides"])
    _update(session, id, **values)


def purge(session: Session, id: int) -> None:
    """Remove a workbook and everything that was ever kept of it. Raises UnknownWorkbook."""
    session.execute(delete(SecretRow).where(SecretRow.name == webhook_of(id)))
    gone = session.execute(delete(WorkbookRow).where(WorkbookRow.id == id).returning(WorkbookRow.id)).one_or_none()
    if gone is None:
        raise UnknownWorkbook(UNKNOWN, id=id)


def webhook_of(id: int) -> str:
    """The name of the secret that holds where a workbook's messages are posted."""
    return f"webhook:{id}"


def known(session: Session, id: int) -> Any:
    """What the adapter remembers of the spreadsheet (plain JSON), None before the first look."""
    return session.scalar(select(WorkbookRow.known).where(WorkbookRow.id == id))


def keep_known(session: Session, id: int, known: Any) -> None:
    """Raises UnknownWorkbook."""
    _update(session, id, known=known)


def due(session: Session, now: datetime, limit: int = 100) -> list[Workbook]:
    """Not paused and either asked for or with its time come; what waits longest first."""
    moment = WorkbookRow.wanted_at <= now, WorkbookRow.next_run_at <= now
    rows = session.scalars(select(WorkbookRow).where(~WorkbookRow.paused, or_(*moment)))
    waiting = sorted(map(_plain, rows), key=lambda book: (_since(book, now), book.id))
    return waiting[:limit]


def claim(session: Session, id: int, seen: datetime | None, next_run_at: datetime | None) -> bool:
    """Take a due run by moving its time on from ``seen``; False if another worker was quicker."""
    same = WorkbookRow.next_run_at.is_(None) if seen is None else WorkbookRow.next_run_at == seen
    done = session.execute(
        update(WorkbookRow)
        .where(WorkbookRow.id == id, same, ~WorkbookRow.paused)
        .values(next_run_at=next_run_at)
        .returning(WorkbookRow.id)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    return done is not None


def want(session: Session, id: int, reason: str, now: datetime) -> bool:
    """Ask for a run, ``now`` or at a later moment; False if one is asked for by then: it is the same one.

    Raises UnknownWorkbook.
    """
    done = session.execute(
        update(WorkbookRow)
        .where(WorkbookRow.id == id, or_(WorkbookRow.wanted_at.is_(None), WorkbookRow.wanted_at > now))
        .values(wanted_at=now, wanted_reason=reason)
        .returning(WorkbookRow.id)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if done is None:
        get(session, id)
    return done is not None


def take_wanted(session: Session, id: int) -> str | None:
    """The reason of the run asked for, which begins now; None if none is. What is asked from here on is one more."""
    row = session.get(WorkbookRow, id, with_for_update=True, populate_existing=True)
    if row is None or row.wanted_at is None:
        return None
    reason = row.wanted_reason
    row.wanted_at = row.wanted_reason = None
    session.flush()
    return reason or ""


def succeeded(session: Session, id: int) -> None:
    """A run went well: failures are forgotten. Raises UnknownWorkbook."""
    _update(session, id, failures=0, failed_at=None)


def failed(session: Session, id: int, now: datetime, next_run_at: datetime | None = None) -> int:
    """A run failed; how many have in a row. ``next_run_at`` pushes it away. Raises UnknownWorkbook."""
    later = {} if next_run_at is None else {"next_run_at": next_run_at}
    _update(session, id, failures=WorkbookRow.failures + 1, failed_at=now, **later)
    return get(session, id).failures


def _update(session: Session, id: int, **values: Any) -> None:
    done = session.execute(
        update(WorkbookRow)
        .where(WorkbookRow.id == id)
        .values(**values)
        .returning(WorkbookRow.id)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if done is None:
        raise UnknownWorkbook(UNKNOWN, id=id)


def _since(book: Workbook, now: datetime) -> datetime:
    times = (book.wanted_at, book.next_run_at)
    return min((at for at in times if at is not None), default=now)


def _plain(row: WorkbookRow) -> Workbook:
    return Workbook(
        id=row.id,
        spreadsheet_id=row.spreadsheet_id,
        title=row.title,
        language="en" if row.language == "en" else "ru",
        time_zone=row.time_zone,
        meetings=_times(row.meetings),
        rules=row.rules,
        overrides=row.overrides,
        account=row.account,
        added_by=row.added_by,
        added_at=row.added_at,
        paused=row.paused,
        failures=row.failures,
        failed_at=row.failed_at,
        next_run_at=row.next_run_at,
        wanted_at=row.wanted_at,
        wanted_reason=row.wanted_reason,
        kind=cast(Kind, row.kind),
        alerts=row.alerts,
    )


def _times(kept: Sequence[str] | None) -> tuple[time, ...] | None:
    return None if kept is None else tuple(time.fromisoformat(at) for at in kept)
