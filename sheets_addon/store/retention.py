"""What is forgotten: runs, changes of rows and who did what, older than so many days; sessions that are over.

The last result is always kept.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sheets_addon.store import agendas, alerts, answers, audit, history, leases, runs, sessions, workbooks
from sheets_addon.store.engine import Store

DAYS = 400
AGENDAS = timedelta(days=14)


def forget(store: Store, now: datetime, days: int = DAYS) -> dict[str, int]:
    """How many of each went. A workbook that is being worked on keeps its own till next time."""
    before = now - timedelta(days=days)
    with store.write() as session:
        gone = {"runs": runs.forget(session, before), "changes": 0}
        gone |= {"audit": audit.forget(session, before), "sessions": sessions.forget(session, now)}
        gone |= {"agendas": agendas.forget(session, now - AGENDAS), "alerts": alerts.forget(session, before)}
        gone |= {"answers": answers.forget(session, now - answers.KEPT)}
    with store.read() as session:
        books = workbooks.all_workbooks(session)
    for book in books:
        local = before.astimezone(ZoneInfo(book.time_zone)).replace(tzinfo=None)
        with store.write() as session:
            lease = leases.acquire(session, book.id, "retention", now, timedelta(minutes=1))
            if lease is not None:
                gone["changes"] += history.forget(session, book.id, local)
                leases.release(session, lease)
    return gone
