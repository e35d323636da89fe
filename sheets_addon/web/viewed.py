"""Who has looked at which workbook, for the audit: once an hour, not once a page."""

from datetime import datetime

from flask import current_app

from sheets_addon.access import caller, workbook
from sheets_addon.access.guard import store
from sheets_addon.store import audit
from sheets_addon.work import utc_now

MOST = 10_000


def note_view() -> None:
    """Write down that the request's caller looks at its workbook."""
    seen: dict[tuple[str, int], datetime] = current_app.extensions.setdefault("viewed", {})
    now = utc_now()
    hour, who = now.replace(minute=0, second=0, microsecond=0), (caller().name, workbook().id)
    if seen.get(who) == hour:
        return
    if len(seen) >= MOST:
        seen.clear()
    seen[who] = hour
    with store().write() as session:
        audit.write(session, caller().name, "viewed", now=now, workbook_id=workbook().id)
