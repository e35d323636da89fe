"""The history of a workbook: what each table held when it was first read, and every change since.

The first reading is thousands of rows that are no news, so it is one compressed piece; changes are rows of their
own, so that a page asks for the last ones. Together they are the log of :mod:`core.history`, in its order.
Phones and e-mails are not in it: core leaves free text out, and no remembered table has such a column (tested).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, insert, select
from sqlalchemy.orm import Session, undefer
from sqlalchemy.orm.interfaces import ORMOption

from core.history import Change, History, Rows, replay
from sheets_addon.store.models import ChangeRow, HistoryTableRow


def load(session: Session, workbook_id: int) -> History:
    """The whole history; an empty one before the first run."""
    tables = _tables(session, workbook_id, undefer(HistoryTableRow.rows))
    first = (Change(row.table, key, "", None, cells, row.begun) for row in tables for key, cells in row.rows.items())
    since = _changes(session, _of(workbook_id).order_by(ChangeRow.n))
    changes = tuple(sorted([*first, *since], key=lambda change: (change.at, change.table)))
    now = replay(changes)
    return History(
        changes,
        {row.table: row.begun for row in tables},
        {row.table: now.get(row.table, {}) for row in tables},
        {row.table: _unfolded(row.tabs, now.get(row.table, {})) for row in tables},
    )


def keep(session: Session, workbook_id: int, history: History) -> int:
    """Add what ``history`` has more than the one that was loaded under the same lease; how many changes of people's.

    Raises ValueError for one that did not grow from it.
    """
    there = {row.table: row for row in _tables(session, workbook_id)}
    n, since = session.execute(
        select(func.coalesce(func.max(ChangeRow.n), -1), func.count()).where(ChangeRow.workbook_id == workbook_id)
    ).one()
    size = since + sum(row.size for row in there.values())
    if size > len(history.changes) or not there.keys() <= history.begun.keys():
        raise ValueError("this history is not the stored one, grown")
    first: dict[str, dict[str, Any]] = {table: {} for table in history.begun if table not in there}
    changed: list[Change] = []
    for change in history.changes[size:]:
        if change.table in first and change.at == history.begun[change.table]:
            first[change.table][change.key] = change.new
        else:
            changed.append(change)
    for table, rows in first.items():
        begun = history.begun[table]
        there[table] = HistoryTableRow(
            workbook_id=workbook_id, table=table, begun=begun, size=len(rows), rows=rows, tabs={}
        )
        session.add(there[table])
    _add(session, workbook_id, changed, n + 1)
    for table, row in there.items():
        folded = dict(_folded(history.tabs.get(table, {})))
        if row.tabs != folded:
            row.tabs = folded
    session.flush()
    return len(changed)


def latest(session: Session, workbook_id: int, since: datetime | None = None, limit: int = 200) -> list[Change]:
    """The newest changes first, without what a first reading saw. ``since``: the workbook's wall clock."""
    query = _of(workbook_id)
    if since is not None:
        query = query.where(ChangeRow.at >= since)
    return list(_changes(session, query.order_by(ChangeRow.n.desc()).limit(limit)))


def forget(session: Session, workbook_id: int, before: datetime) -> int:
    """Make the state at ``before`` (the workbook's wall clock) the beginning; how many changes that removed."""
    old = session.scalar(select(func.count()).where(ChangeRow.workbook_id == workbook_id, ChangeRow.at <= before))
    if not old:
        return 0
    kept = load(session, workbook_id)
    then: Rows = replay(kept.changes, before)
    for row in _tables(session, workbook_id):
        if row.begun < before:
            rows = dict(sorted(then.get(row.table, {}).items()))
            row.begun, row.rows, row.size = before, rows, len(rows)
    session.execute(delete(ChangeRow).where(ChangeRow.workbook_id == workbook_id, ChangeRow.at <= before))
    session.flush()
    return old


def _tables(session: Session, workbook_id: int, *options: ORMOption) -> list[HistoryTableRow]:
    query = select(HistoryTableRow).where(HistoryTableRow.workbook_id == workbook_id)
    return list(session.scalars(query.order_by(HistoryTableRow.table).options(*options)))


def _of(workbook_id: int) -> Select[tuple[datetime, str, Any]]:
    return select(ChangeRow.at, ChangeRow.table, ChangeRow.change).where(ChangeRow.workbook_id == workbook_id)


def _changes(session: Session, query: Select[tuple[datetime, str, Any]]) -> Iterator[Change]:
    for at, table, (key, column, old, new) in session.execute(query):
        yield Change(table, key, column, old, new, at)


def _add(session: Session, workbook_id: int, changes: Iterable[Change], n: int) -> None:
    rows = [
        {"workbook_id": workbook_id, "n": i, "at": c.at, "table": c.table, "change": [c.key, c.column, c.old, c.new]}
        for i, c in enumerate(changes, n)
    ]
    if rows:
        session.execute(insert(ChangeRow), rows)


def _folded(tabs: Mapping[str, str]) -> Iterator[tuple[str, list[str] | None]]:
    """Tab → its keys, None for the tab of all the others: mostly there is one."""
    by_tab: dict[str, list[str]] = {}
    for key, tab in sorted(tabs.items()):
        by_tab.setdefault(tab, []).append(key)
    most = max(by_tab, key=lambda tab: len(by_tab[tab]), default=None)
    for tab, keys in by_tab.items():
        yield tab, None if tab == most else keys


def _unfolded(folded: Mapping[str, list[str] | None], rows: Mapping[str, Any]) -> dict[str, str]:
    other = next((tab for tab, keys in folded.items() if keys is None), "")
    return dict.fromkeys(rows, other) | {key: tab for tab, keys in folded.items() for key in keys or ()}
