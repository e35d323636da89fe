"""What a sync needs of a workbook: the port, a look, and what is remembered of it."""

from collections.abc import Callable
from typing import Protocol

from core.workbook import Workbook
from sheets_addon.store.workbooks import Workbook as Connected
from sheets_addon.sync.guard import Guard
from sheets_addon.workbooks.google.book import Reason
from sheets_addon.workbooks.google.known import Known
from sheets_addon.workbooks.google.look import Look


class Book(Workbook, Protocol):
    """A spreadsheet online, or a file (:mod:`sheets_addon.sync.local`).

    :class:`sheets_addon.workbooks.google.book.GoogleWorkbook` says what each part means.
    """

    known: Known | None
    look_anew: Reason
    force: frozenset[str]
    compare: bool
    touched: frozenset[str]

    def look(self) -> Look: ...


OpenBook = Callable[[Connected, Known | None, float, Guard], Book]
"""The spreadsheet of a connected workbook: what is known of it, for how many seconds its requests may go on, and
the guard, which is told of every Sheets request before it is sent (:class:`sheets_addon.sync.guard.Guarded`)."""
