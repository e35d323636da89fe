"""How a connected workbook is opened for a sync: a spreadsheet with its key, budget and guard, or a file."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sheets_addon.store.workbooks import Workbook
from sheets_addon.sync.guard import Guard, Guarded
from sheets_addon.sync.local import LocalBook, no_upload
from sheets_addon.sync.ports import Book, OpenBook
from sheets_addon.workbooks.google.book import GoogleWorkbook
from sheets_addon.workbooks.google.client import Budget, connect
from sheets_addon.workbooks.google.known import Known


def opener(
    key_of: Callable[[Workbook], Mapping[str, Any]],
    *,
    root: str | None = None,
    budget: Budget | None = None,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
    answered: Callable[[str, str], None] = lambda _kind, _status: None,
) -> OpenBook:
    """``key_of`` gives the key file of the workbook's service account; ``root`` is another host than Google's.

    ``answered`` is told of every request, see :class:`sheets_addon.workbooks.google.client.Terms`.
    """

    def open_book(workbook: Workbook, known: Known | None, seconds: float, guard: Guard) -> Book:
        if workbook.kind == "file":
            return LocalBook(Path(workbook.spreadsheet_id), workbook.title)
        if workbook.kind == "upload":
            return no_upload()
        until = clock() + seconds
        client = connect(
            key_of(workbook),
            root=root,
            budget=Guarded(budget, guard),
            deadline=until,
            clock=clock,
            sleep=sleep,
            answered=answered,
        )
        return GoogleWorkbook(client, workbook.spreadsheet_id, known)

    return open_book
