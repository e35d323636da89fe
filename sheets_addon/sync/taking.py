"""How a run begins: with the workbook's lease, and with the wish for it taken, in one step.

A wish is run once, however many workers were sent to it: whoever comes when it is taken finds none, and goes away.
"""

from datetime import datetime, timedelta

from sheets_addon.store import Session, leases, workbooks
from sheets_addon.store.leases import Lease


def taken(
    session: Session, workbook_id: int, owner: str, reason: str | None, now: datetime, ttl: timedelta
) -> tuple[Lease, str] | None:
    """The lease and why the run is; None where there is nothing to do here. ``reason`` None: the one asked for.

    A run with a reason of its own is asked for while another one goes on; it meets whatever wish there was. A wish
    needs no such care: it is still there, or its run goes on. Raises UnknownWorkbook.
    """
    with session.begin_nested() as step:
        lease = leases.acquire(session, workbook_id, owner, now, ttl)
        if lease is None:
            if reason is not None:
                workbooks.want(session, workbook_id, reason, now)
            return None
        wished = workbooks.take_wanted(session, workbook_id)
        if reason is None and wished is None:
            step.rollback()  # not released: what a dead worker left is still to be taken over
            return None
    return lease, wished or "" if reason is None else reason
