"""The last good result of the request's workbook, as its caller may see it."""

from functools import lru_cache

from core.report import Report, Result
from sheets_addon.access import caller, workbook
from sheets_addon.access.guard import store
from sheets_addon.store import Store, snapshots

KEPT = 8
"""Results that a process keeps at hand: people look at one report after another."""


def result() -> Result | None:
    """None before the first good run."""
    with store().read() as session:
        head = snapshots.head(session, workbook().id)
    if head is None:
        return None
    whole = _loaded(store(), workbook().id, head.run_id)
    return None if whole is None else caller().of(whole)


def report(result: Result, id: str) -> Report | None:
    return next((report for report in result.reports if report.id == id), None)


@lru_cache(KEPT)
def _loaded(store: Store, workbook_id: int, run_id: int) -> Result | None:
    """``run_id`` tells one result of the workbook from another."""
    with store.read() as session:
        return snapshots.load(session, workbook_id)
