"""How a workbook goes: it rests, or everything that was kept of it is erased."""

from flask import Blueprint, abort, flash, redirect, url_for
from werkzeug.wrappers import Response as Answer

from core.i18n import clean
from sheets_addon.access import caller, needs, workbook
from sheets_addon.access.guard import store
from sheets_addon.store import audit, workbooks
from sheets_addon.web import frame
from sheets_addon.web.asking import refused, say, typed
from sheets_addon.web.shown import result
from sheets_addon.web.words import disconnect as words
from sheets_addon.work import utc_now

disconnect = Blueprint("disconnect", __name__, url_prefix="/workbooks/<int:id>/disconnect")
Page = str | Answer | tuple[str, int]


@disconnect.get("")
@needs("lead_workbook")
def page(id: str) -> str:
    return _page()


@disconnect.post("")
@needs("lead_workbook")
def go(id: str) -> Page:
    """``what``: rest or purge; the second asks for the title."""
    book, what = workbook(), typed("what")
    if what == "rest" and book.kind != "upload":
        with store().write() as session:
            workbooks.change(session, book.id, paused=True)
            audit.write(session, caller().name, "disconnected", now=utc_now(), workbook_id=book.id)
        flash(say(words.RESTS, title=book.title), "good")
        return redirect(url_for("reports.first", id=book.id), 303)
    if what != "purge":
        abort(400)
    if clean(typed("title")) != clean(book.title):
        return refused(_page(say(words.NOT_TYPED)))
    with store().write() as session:
        workbooks.purge(session, book.id)
        audit.write(session, caller().name, "purged", now=utc_now(), workbook_id=book.id, subject=book.title)
    flash(say(words.PURGED, title=book.title), "good")
    return redirect(url_for("home.page"), 303)


def _page(error: str = "") -> str:
    return frame.render_workbook("disconnect.html", result(), "settings", error=error)
