"""Workbooks that are files: one on this machine, read where it lies, or one that somebody sends, and sends again."""

import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from core.i18n import Language
from core.settings import Settings
from sheets_addon.store import Store, workbooks
from sheets_addon.store.workbooks import Kind, Workbook
from sheets_addon.sync.engine import sync
from sheets_addon.sync.local import LocalBook
from sheets_addon.sync.outcome import Outcome

REASON = "upload"
LONGEST_TITLE = 120


def connect_file(store: Store, path: Path, now: datetime, language: Language = "ru", by: str = "") -> Workbook:
    """The workbook of that file, connected if it is not yet."""
    return _kept(store, "file", str(path.resolve()), path.stem, now, language, by)


def new_upload(store: Store, title: str, now: datetime, language: Language = "ru", by: str = "") -> Workbook:
    """A workbook without cells yet: :func:`uploaded` brings them."""
    name = " ".join(title.split())[:LONGEST_TITLE] or "Excel"
    return _kept(store, "upload", f"upload:{secrets.token_hex(16)}", name, now, language, by)


def uploaded(store: Store, workbook: Workbook, path: Path, clock: Callable[[], datetime]) -> Outcome:
    """Compute the reports of the file at ``path``, which may go afterwards: only what came of it is kept."""
    book = LocalBook(path, workbook.title)
    return sync(store, workbook.id, open_book=lambda *_: book, clock=clock, reason=REASON)


def _kept(store: Store, kind: Kind, id: str, title: str, now: datetime, language: Language, by: str) -> Workbook:
    zone = Settings().time_zone
    with store.write() as session:
        found = workbooks.find(session, id)
        if found is not None:
            workbooks.change(session, found.id, paused=False)
            return workbooks.get(session, found.id)
        return workbooks.add(
            session, id, title=title, language=language, time_zone=zone, now=now, added_by=by, kind=kind
        )
