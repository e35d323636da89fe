"""The last good result of a workbook, as the request's caller may see it."""

from functools import lru_cache

from core.report import Report, Result
from sheets_addon.access import Caller, caller, workbook
from sheets_addon.access.guard import store
from sheets_addon.store import Store, snapshots

KEPT = 8
"""Results that a process keeps at hand: people look at one report after another."""


def result() -> Result | None:
    """Of the request's workbook; None before the first good run."""
    return of_workbook(workbook().id)[1]


def of_workbook(id: int) -> tuple[int, Result | None]:
    """The run that left the last good result of a workbook that the caller may see, and the result; (0, None)."""
    return of_caller(store(), id, caller())


def of_caller(store: Store, id: int, who: Caller) -> tuple[int, Result | None]:
    """The same outside of a request."""
    with store.read() as session:
        head = snapshots.head(session, id)
    if head is None:
        return 0, None
    found = _shared(store, id, head.run_id, who)
    return (0, None) if found is None else (head.run_id, found)


def report(result: Result, id: str) -> Report | None:
    return next((report for report in result.reports if report.id == id), None)


@lru_cache(KEPT)
def _shared(store: Store, workbook_id: int, run_id: int, who: Caller) -> Result | None:
    """Of each caller too: a manager's share is made from all of the result."""
    whole = _loaded(store, workbook_id, run_id)
    return None if whole is None else who.of(whole)


@lru_cache(KEPT)
def _loaded(store: Store, workbook_id: int, run_id: int) -> Result | None:
    """``run_id`` tells one result of the workbook from another."""
    with store.read() as session:
        return snapshots.load(session, workbook_id)
