"""The last result of a workbook, so that a page shows it without computing; it stays when later runs fail."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.intake.collector import collector_paused
from core.report import Report, Result
from sheets_addon.store import problems
from sheets_addon.store.codec import Json, head_to_json, report_from_json, report_to_json, result_of
from sheets_addon.store.columns import pack, unpack
from sheets_addon.store.models import SnapshotReportRow, SnapshotRow


@dataclass(frozen=True, slots=True)
class Head:
    """What a list of workbooks shows: ``reports`` are (id, title, has data) in their order."""

    run_id: int
    kept_at: datetime
    asof: date
    reports: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A result as it will be kept: made before the transaction, so that other writers do not wait for it."""

    result: Result
    head: Json
    reports: tuple[bytes, ...]
    problems: bytes


@collector_paused()
def prepared(result: Result) -> Prepared:
    """Nearly all of the work of :func:`keep`."""
    reports = tuple(pack(report_to_json(report)) for report in result.reports)
    return Prepared(result, head_to_json(result), reports, problems.body_of(result.problems))


def keep(session: Session, workbook_id: int, run_id: int, made: Result | Prepared, now: datetime) -> dict[str, int]:
    """Put the result and its problems in the place of the last ones; the counts of the problems, for the run."""
    ready = prepared(made) if isinstance(made, Result) else made
    row = session.get(SnapshotRow, workbook_id)
    if row is None:
        row = SnapshotRow(workbook_id=workbook_id)
        session.add(row)
    row.run_id, row.kept_at, row.asof, row.head = run_id, now, ready.result.stamp.asof, ready.head
    _keep_reports(session, workbook_id, ready)
    session.flush()
    return problems.keep(session, workbook_id, run_id, ready.result.problems, ready.problems)


def head(session: Session, workbook_id: int) -> Head | None:
    """None before the first good run."""
    row = session.get(SnapshotRow, workbook_id)
    if row is None:
        return None
    listed = session.execute(
        select(SnapshotReportRow.report_id, SnapshotReportRow.title, SnapshotReportRow.has_data)
        .where(SnapshotReportRow.workbook_id == workbook_id)
        .order_by(SnapshotReportRow.position)
    )
    return Head(row.run_id, row.kept_at, row.asof, tuple((id, title, has_data) for id, title, has_data in listed))


def report(session: Session, workbook_id: int, report_id: str) -> Report | None:
    """One report of the last result."""
    body = session.scalar(
        select(SnapshotReportRow.body).where(
            SnapshotReportRow.workbook_id == workbook_id, SnapshotReportRow.report_id == report_id
        )
    )
    return None if body is None else report_from_json(unpack(body))


def load(session: Session, workbook_id: int) -> Result | None:
    """The whole result, its problems the worst first; None before the first good run. ValueError: another version."""
    row = session.get(SnapshotRow, workbook_id)
    if row is None:
        return None
    bodies = session.scalars(
        select(SnapshotReportRow.body)
        .where(SnapshotReportRow.workbook_id == workbook_id)
        .order_by(SnapshotReportRow.position)
    )
    reports = tuple(report_from_json(unpack(body)) for body in bodies)
    return result_of(row.head, reports, problems.load(session, workbook_id))


def _keep_reports(session: Session, workbook_id: int, ready: Prepared) -> None:
    """Only what differs is written: from one meeting to the next most reports stay as they are."""
    there = {
        row.report_id: row
        for row in session.scalars(select(SnapshotReportRow).where(SnapshotReportRow.workbook_id == workbook_id))
    }
    for position, (made, body) in enumerate(zip(ready.result.reports, ready.reports, strict=True)):
        row = there.pop(made.id, None)
        if row is None:
            row = SnapshotReportRow(workbook_id=workbook_id, report_id=made.id)
            session.add(row)
        row.position, row.title, row.has_data = position, made.title, made.has_data
        row.body = body
    if there:
        session.execute(
            delete(SnapshotReportRow).where(
                SnapshotReportRow.workbook_id == workbook_id, SnapshotReportRow.report_id.in_(list(there))
            )
        )
