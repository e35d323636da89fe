"""A workbook that is sent as a file: checked, computed, thrown away; what came of it is kept."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore

from flask import Blueprint, Flask, abort, current_app, flash, g, redirect, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as Answer

from core.errors import NothingToRead, PlanerkaError
from sheets_addon.access import caller, needs, workbook
from sheets_addon.access.guard import running, store
from sheets_addon.store import audit, members, workbooks
from sheets_addon.store.workbooks import Workbook
from sheets_addon.sync.files import new_upload, uploaded
from sheets_addon.sync.outcome import Outcome
from sheets_addon.web import frame
from sheets_addon.web.asking import refused, say, typed
from sheets_addon.web.language import page_language
from sheets_addon.web.shown import result
from sheets_addon.web.words import upload as words
from sheets_addon.work import utc_now
from sheets_addon.workbooks.xlsx.sent import TOO_LARGE, Limits, check_sent

upload = Blueprint("upload", __name__)
Page = str | Answer | tuple[str, int]
AT_ONCE = 2
"""Files that a process computes at once: each may take a gigabyte."""
AROUND = 64 * 1024
"""Bytes of a request around the file itself."""
MB = 1024 * 1024


def install(app: Flask) -> None:
    """Before the guard, which reads the form: only here a request may be as large as a workbook."""
    app.extensions["uploads"] = BoundedSemaphore(AT_ONCE)

    @app.before_request
    def _room() -> None:
        if request.endpoint in ("upload.send", "upload.renew") and request.method == "POST":
            request.max_content_length = running().settings.max_upload + AROUND


@upload.get("/upload")
@needs("lead")
def page() -> str:
    return _page()


@upload.post("/upload")
@needs("lead")
def send() -> Page:
    def computed(path: Path, name: str) -> tuple[Workbook, Outcome]:
        title = typed("title", 120) or Path(name).stem
        book = new_upload(store(), title, utc_now(), page_language(), caller().name)
        outcome = _computed(book, path)
        return book, outcome

    return _taken(computed)


@upload.get("/workbooks/<int:id>/upload")
@needs("lead_workbook")
def again(id: str) -> str:
    _only_uploads()
    return _page()


@upload.post("/workbooks/<int:id>/upload")
@needs("lead_workbook")
def renew(id: str) -> Page:
    _only_uploads()
    return _taken(lambda path, _: (workbook(), _run(workbook(), path)))


@upload.errorhandler(RequestEntityTooLarge)
def too_large(_: RequestEntityTooLarge) -> tuple[str, int]:
    return _page(say(TOO_LARGE, limit=running().settings.max_upload // MB)), 413


def _computed(book: Workbook, path: Path) -> Outcome:
    """The first run of a new workbook; without a good one there is no workbook."""
    try:
        outcome = _run(book, path)
    except Exception:
        _forget(book)
        raise
    if not outcome.is_good:
        _forget(book)
    return outcome


def _run(book: Workbook, path: Path) -> Outcome:
    with running().metrics.run() as ended:
        return ended(uploaded(store(), book, path, utc_now))


def _forget(book: Workbook) -> None:
    with store().write() as session:
        workbooks.purge(session, book.id)


def _taken(compute: Callable[[Path, str], tuple[Workbook, Outcome]]) -> Page:
    """The file of the request, checked and computed; where it does not do, the page with the reason."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return refused(_failed(say(words.NO_FILE)))
    places: BoundedSemaphore = current_app.extensions["uploads"]
    if not places.acquire(blocking=False):
        return refused(_failed(say(words.BUSY)))
    name = Path(sent.filename.replace("\\", "/")).name[:120]
    try:
        with _on_disk(sent) as path:
            check_sent(path, name, Limits(size=running().settings.max_upload))
            book, outcome = compute(path, name)
    except PlanerkaError as error:
        return refused(_failed(error.message(page_language())))
    finally:
        places.release()
    if not outcome.is_good:
        return refused(_failed(_why(outcome)))
    return _landed(book, name)


def _why(outcome: Outcome) -> str:
    if isinstance(outcome.error, NothingToRead):
        return say(words.NO_TABS)
    return say(words.BUSY) if outcome.error is None else outcome.error.message(page_language())


def _landed(book: Workbook, name: str) -> Answer:
    with store().write() as session:
        person = caller().person
        if person is not None:
            members.add(session, book.id, person.id)
        audit.write(session, caller().name, "uploaded", now=utc_now(), workbook_id=book.id)
        title = workbooks.get(session, book.id).title
    flash(say(words.DONE, title=title, name=name), "good")
    return redirect(url_for("reports.first", id=book.id), 303)


@contextmanager
def _on_disk(sent: FileStorage) -> Iterator[Path]:
    """The file under a name of our own, for as long as the block lasts."""
    handle, given = tempfile.mkstemp(prefix="planerka-", suffix=".xlsx")
    path = Path(given)
    try:
        with os.fdopen(handle, "wb") as file:
            sent.save(file)
        yield path
    finally:
        path.unlink()


def _failed(error: str) -> str:
    return _page(error, typed("title", 120))


def _only_uploads() -> None:
    if workbook().kind != "upload":
        abort(404)


def _page(error: str = "", title: str = "") -> str:
    more = {"error": error, "title": title, "limit": running().settings.max_upload // MB}
    if "workbook" in g:
        return frame.render_workbook("upload_again.html", result(), "settings", **more)
    return frame.render("upload.html", "home", **more)
