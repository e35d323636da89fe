"""The first page: every workbook that the caller may see, how it stands, and the button that refreshes it."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from core.i18n import LANGUAGES, Language
from sheets_addon.access import caller, needs, workbook
from sheets_addon.access.guard import running, store
from sheets_addon.jobs.standing import Standing, standing, standings
from sheets_addon.jobs.work import request as ask
from sheets_addon.store import audit, people
from sheets_addon.sync.engine import MANUAL
from sheets_addon.web import frame
from sheets_addon.web.language import page_language
from sheets_addon.work import utc_now

home = Blueprint("home", __name__)


@home.get("/")
@needs("person")
def page() -> str:
    with store().read() as session:
        seen = caller().sees(session)
    books = [one for one in standings(store(), utc_now()) if seen is None or one.status.workbook.id in seen]
    return frame.render("home.html", "home", books=books)


@home.post("/workbooks/<int:id>/sync")
@needs("workbook")
def sync(id: str) -> Answer | str:
    """Ask for a run; with htmx the card of its progress comes back, else the page that was asked from."""
    book = workbook()
    if book.kind == "upload":
        abort(404)
    ask(store(), book.id, MANUAL, utc_now())
    running().queue.send(book.id)
    with store().write() as session:
        audit.write(session, caller().name, "synced", now=utc_now(), workbook_id=book.id)
    if request.headers.get("HX-Request"):
        return _state()
    return redirect(url_for("reports.first", id=book.id), 303)


@home.get("/workbooks/<int:id>/state")
@needs("workbook")
def state(id: str) -> str:
    """How it stands; the part of a page that htmx asks for again while something is under way."""
    return _state()


@home.post("/language")
@needs("person")
def language() -> Answer:
    """The pages in the other language from now on."""
    person, wanted = caller().person, request.form.get("language", "")
    if wanted not in LANGUAGES or person is None:
        abort(400)
    chosen: Language = "en" if wanted == "en" else "ru"
    with store().write() as session:
        people.set_language(session, person.id, chosen)
    return redirect(request.referrer if _is_ours(request.referrer) else url_for(".page"), 303)


def _state() -> str:
    found: Standing = standing(store(), workbook().id, utc_now())
    return render_template("state.html", stands=found, book=workbook(), language=page_language())


def _is_ours(address: str | None) -> bool:
    return address is not None and address.startswith(request.host_url)
