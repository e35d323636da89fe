"""The first page: every workbook that the caller may see, how it stands, and the button that refreshes it."""

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from core.i18n import LANGUAGES, Language
from sheets_addon.access import caller, needs, workbook
from sheets_addon.access.guard import running, store
from sheets_addon.jobs.standing import standing, standings
from sheets_addon.jobs.work import request as ask
from sheets_addon.store import audit, people, snapshots
from sheets_addon.sync.engine import MANUAL
from sheets_addon.web import frame, state
from sheets_addon.web.language import page_language
from sheets_addon.web.overview import overview
from sheets_addon.work import utc_now

home = Blueprint("home", __name__)


@home.get("/")
@needs("person")
def page() -> str:
    with store().read() as session:
        seen = caller().sees(session)
    found = standings(store(), utc_now())
    stands = [caller().told(one) for one in found if seen is None or one.status.workbook.id in seen]
    language = page_language()
    books = [(one.status.workbook, state.card(one, language), overview(one, language)) for one in stands]
    return frame.render("home.html", "home", books=books, ways=frame.ways())


@home.get("/workbooks/<int:id>/figures")
@needs("workbook")
def figures(id: str) -> str:
    """What its card on the first page says of the reports; asked for again when they are new."""
    language = page_language()
    found = overview(standing(store(), workbook().id, utc_now()), language)
    return render_template("figures.html", book=workbook(), found=found, language=language)


@home.post("/workbooks/<int:id>/sync")
@needs("workbook")
def sync(id: str) -> Answer:
    """Ask for a run; with htmx its progress comes back, else the page that was asked from."""
    book = workbook()
    if book.kind == "upload":
        abort(404)
    ask(store(), book.id, MANUAL, utc_now())
    running().queue.send(book.id)
    with store().write() as session:
        audit.write(session, caller().name, "synced", now=utc_now(), workbook_id=book.id)
    if request.headers.get("HX-Request"):
        return _state()
    return redirect(_referrer() or url_for("reports.first", id=book.id), 303)


@home.get("/workbooks/<int:id>/state")
@needs("workbook")
def state_of(id: str) -> Answer:
    """How it stands; the part of a page that htmx asks for again while something is under way.

    ``run``: the run whose reports the page shows. Where there are newer ones the answer says so in ``HX-Trigger``, and
    the page renews what it shows.
    """
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
    return redirect(_referrer() or url_for(".page"), 303)


def _state() -> Response:
    book, language = workbook(), page_language()
    card = state.card(caller().told(standing(store(), book.id, utc_now())), language)
    answer = make_response(render_template("state_body.html", card=card, book=book, language=language, caller=caller()))
    with store().read() as session:
        head = snapshots.head(session, book.id)
    shown = request.values.get("run", "")
    if head is not None and shown and shown != str(head.run_id):
        answer.headers["HX-Trigger"] = "renewed"
    return answer


def _referrer() -> str:
    """The page of ours that was asked from, '' if it was none."""
    address = request.referrer or ""
    return address if address.startswith(request.host_url) else ""
