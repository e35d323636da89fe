"""The way by which a spreadsheet comes: its address, whom to share it with, what was found, missing tabs, connected.

Each step is a form that works without scripts and says where it is by its fields alone: nothing is kept between them.
"""

from dataclasses import dataclass, field, replace
from time import monotonic

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from core.errors import KeyRefused, PlanerkaError, WorkbookNotShared, WorkbookReadOnly
from core.i18n import Language
from core.tables import all_tables, table
from sheets_addon.access import caller, needs
from sheets_addon.access.guard import running, store
from sheets_addon.store import Session, audit, members, workbooks
from sheets_addon.store.errors import SecretError
from sheets_addon.store.workbooks import AlreadyConnected, Workbook
from sheets_addon.sync import keys
from sheets_addon.sync.connect import Checked, Tab, by_use, kept, reach, spreadsheet_id
from sheets_addon.web import frame
from sheets_addon.web.asking import refused, say, typed
from sheets_addon.web.language import page_language
from sheets_addon.web.words import connect as words
from sheets_addon.work import utc_now
from sheets_addon.workbooks.google.client import http_of
from sheets_addon.workbooks.google.making import make_tabs

connect = Blueprint("connect", __name__, url_prefix="/connect")
SECONDS = 40.0
"""How long somebody waits for Google on a page."""
Page = str | Answer | tuple[str, int]


@dataclass(frozen=True)
class Step:
    """Where the way stands. ``link``: a connected workbook of the caller's; ``checked``: what may be connected."""

    url: str = ""
    error: str = ""
    share: tuple[str, ...] = ()
    """With which addresses to share it, the least used first; then it is not shared yet, or for viewing only."""
    checked: Checked | None = None
    link: Workbook | None = None
    rests: bool = False
    no_key: bool = False
    addresses: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    """The titles of the tabs that were made a moment ago."""
    make_error: str = ""
    ticked: frozenset[str] = field(default_factory=lambda: frozenset(all_tables()))


@connect.get("")
@needs("lead")
def page() -> str:
    return _page(Step(request.args.get("url", "")[:400].strip()))


@connect.post("/check")
@needs("lead")
def check() -> Page:
    """What the spreadsheet holds; nothing is written."""
    step = _checked(typed("url"))
    return _page(step) if step.checked or step.link else refused(_page(step))


@connect.post("/tabs")
@needs("lead")
def tabs() -> Page:
    """Make the ticked tabs in the person's spreadsheet, then look again."""
    step = _checked(typed("url"))
    if step.checked is None:
        return refused(_page(step))
    missing = {tab.table for tab in step.checked.tabs if not tab.titles}
    ticked = [id for id in all_tables() if id in request.form.getlist("table") and id in missing]
    if not ticked:
        return refused(_page(replace(step, make_error=say(words.PICK_ONE), ticked=frozenset())))
    language: Language = "en" if typed("language") == "en" else "ru"
    id = spreadsheet_id(step.url)
    try:
        made = _made(id, ticked, language)
    except PlanerkaError as error:
        return refused(_page(replace(step, make_error=error.message(page_language()), ticked=frozenset(ticked))))
    with store().write() as session:
        audit.write(session, caller().name, "tabs_created", now=utc_now(), subject=id)
    return _page(replace(_checked(step.url), made=made))


@connect.post("")
@needs("lead")
def connected() -> Page:
    """Connect what was checked, ask for its first run and open its page, where the run shows."""
    step = _checked(typed("url"))
    if step.checked is None or not _has_tabs(step.checked):
        return refused(_page(step))
    id = spreadsheet_id(step.url)
    try:
        book, is_new = kept(
            store(),
            id,
            step.addresses[0],
            step.checked,
            utc_now(),
            caller().name,
            may_again=caller().connects_again,
            also=_noted,
        )
    except AlreadyConnected:  # while we looked at it
        return refused(_page(_checked(step.url)))
    running().queue.send(book.id)
    flash(say(words.CONNECTED if is_new else words.CONNECTED_AGAIN, title=book.title), "good")
    return redirect(url_for("reports.first", id=book.id), 303)


def _noted(session: Session, book: Workbook, is_new: bool) -> None:
    person = caller().person
    if is_new and person is not None:
        members.add(session, book.id, person.id)
    audit.write(session, caller().name, "connected", now=utc_now(), workbook_id=book.id, subject=book.title)


def _checked(url: str) -> Step:
    """The step at which an address stands now."""
    try:
        id = spreadsheet_id(url)
    except PlanerkaError as error:
        return Step(url, error.message(page_language()))
    there = _there(id)
    if there is not None and not _sees(there):
        return Step(url, say(words.OF_ANOTHER))
    if there is not None and not there.paused:
        return Step(url, link=there)
    try:
        readers = running().readers(id, seconds=SECONDS)
        address, found = reach(readers)
    except (KeyRefused, SecretError) as error:
        no_key = isinstance(error, KeyRefused) and error.sentence == keys.NO_KEY
        return Step(url, no_key=no_key, error="" if no_key else say(words.BAD_KEY, why=error.message(page_language())))
    except (WorkbookNotShared, WorkbookReadOnly) as error:
        why = "" if isinstance(error, WorkbookNotShared) else error.message(page_language())
        return Step(url, why, share=_addresses())
    except PlanerkaError as error:
        return Step(url, error.message(page_language()))
    return Step(url, checked=found, rests=there is not None, addresses=(address,))


def _made(id: str, tables: list[str], language: Language) -> tuple[str, ...]:
    """Raises WorkbookError."""
    service = running()
    address, _ = reach(service.readers(id, seconds=SECONDS))
    client = service.client(service.accounts()[address], monotonic() + SECONDS)
    return make_tabs(http_of(client), id, tables, language)


def _there(id: str) -> Workbook | None:
    with store().read() as session:
        return workbooks.find(session, id)


def _sees(book: Workbook) -> bool:
    with store().read() as session:
        seen = caller().sees(session)
    return seen is None or book.id in seen


def _addresses() -> tuple[str, ...]:
    """Of the service accounts, the least used first; none where no key is there, or none can be opened."""
    try:
        return tuple(by_use(store(), list(running().accounts())))
    except (KeyRefused, SecretError):
        return ()


def _has_tabs(checked: Checked) -> bool:
    return any(tab.titles for tab in checked.tabs)


def _page(step: Step) -> str:
    language, checked = page_language(), step.checked
    missing = [tab.table for tab in checked.tabs if not tab.titles] if checked else []
    addresses = step.share or _addresses()
    return frame.render(
        "connect.html",
        "home",
        step=step,
        no_key=step.no_key or not (addresses or step.error),
        address=addresses[0] if addresses else "",
        lines=[_line(tab) for tab in checked.tabs if tab.titles] if checked else [],
        has_tabs=bool(checked and _has_tabs(checked)),
        missing=[(id, table(id).title.to(language)) for id in missing],
        make_language=checked.language if checked and _has_tabs(checked) else language,
        spreadsheet=_link(step),
    )


def _line(tab: Tab) -> tuple[str, str, str]:
    """How an input table stands: a class, the word for whoever does not see its mark, and a sentence."""
    titles = ", ".join(tab.titles)
    if tab.lacks:
        return "near", say(words.LACKING), say(words.LACKS, titles=titles, what=" ".join(tab.lacks))
    return "good", say(words.GOOD), say(words.THERE, titles=titles, rows=tab.rows)


def _link(step: Step) -> str:
    try:
        return f"https://docs.google.com/spreadsheets/d/{spreadsheet_id(step.url)}/edit"
    except PlanerkaError:
        return ""
