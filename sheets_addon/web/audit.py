"""The journal: who did what, on which workbook, when; the newest first, a page at a time."""

from flask import Blueprint, abort, request

from sheets_addon.access import needs
from sheets_addon.access.guard import store
from sheets_addon.store import audit as kept
from sheets_addon.store import workbooks
from sheets_addon.store.audit import Entry
from sheets_addon.web import frame
from sheets_addon.web.asking import TIME_ZONE, at, say
from sheets_addon.web.words import audit as words

audit = Blueprint("audit", __name__, url_prefix="/audit")
PAGE = 100


@audit.get("")
@needs("admin")
def page() -> str:
    """``workbook``: only that one; ``before``: older than the entry of that id."""
    book, before = _number("workbook"), _number("before")
    with store().read() as session:
        entries = kept.read(session, workbook_id=book, before=before, limit=PAGE + 1)
        books = workbooks.all_workbooks(session)
    titles = {one.id: one.title for one in books}
    lines = [(entry, _who(entry.who), words.WHATS[entry.what], _book(entry, titles)) for entry in entries[:PAGE]]
    return frame.render(
        "audit.html",
        "audit",
        zone=TIME_ZONE,
        lines=lines,
        options=[("", say(words.ALL_WORKBOOKS)), *titles.items()],
        chosen=book,
        before=before,
        older=entries[PAGE - 1].id if len(entries) > PAGE else None,
        say=say,
        at=at,
    )


def _number(name: str) -> int | None:
    given = request.args.get(name, "")
    if not given:
        return None
    if not (given.isascii() and given.isdigit() and len(given) < 16):
        abort(400)
    return int(given)


def _who(who: str) -> str:
    return {kept.CONSOLE: say(words.CONSOLE), "": say(words.NOBODY)}.get(who, who)


def _book(entry: Entry, titles: dict[int, str]) -> str:
    if entry.workbook_id is None:
        return ""
    return titles.get(entry.workbook_id) or say(words.GONE_BOOK, id=entry.workbook_id)
