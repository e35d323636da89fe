"""The agendas of a workbook's meetings, each as the run before it made it; kept for some days."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from sheets_addon.store.models import AgendaRow


def keep(session: Session, workbook_id: int, day: date, slot: str, body: Mapping[str, Any], now: datetime) -> None:
    """In the place of what an earlier run made for the same meeting."""
    row = session.get(AgendaRow, (workbook_id, day, slot))
    if row is None:
        row = AgendaRow(workbook_id=workbook_id, day=day, slot=slot)
        session.add(row)
    row.kept_at, row.body = now, dict(body)
    session.flush()


def get(session: Session, workbook_id: int, day: date, slot: str) -> Mapping[str, Any] | None:
    row = session.get(AgendaRow, (workbook_id, day, slot), populate_existing=True)
    return None if row is None else row.body


def of_day(session: Session, workbook_id: int, day: date) -> frozenset[str]:
    """The meetings of that day whose agenda there is."""
    query = select(AgendaRow.slot).where(AgendaRow.workbook_id == workbook_id, AgendaRow.day == day)
    return frozenset(session.scalars(query))


def forget(session: Session, before: datetime) -> int:
    """Remove those that were made before; how many."""
    gone = delete(AgendaRow).where(AgendaRow.kept_at < before).returning(AgendaRow.slot)
    return len(session.execute(gone.execution_options(synchronize_session=False)).all())
