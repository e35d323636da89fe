"""``/v1/workbooks``: what is connected, how it stands; connecting, refreshing, and the end."""

from typing import Annotated

from flask import Blueprint, Response, url_for

from core.errors import PlanerkaError, WorkbookError, WorkbookNotShared
from core.i18n import Language, T
from sheets_addon.access import caller, needs, workbook
from sheets_addon.access.guard import running, store
from sheets_addon.api import idempotent, shapes
from sheets_addon.api.bodies import Body, Flag, Query, body, query
from sheets_addon.api.described import Json, book_json, links_of, own_problems, sees_all
from sheets_addon.api.operation import Gives, Operation, answered, operation, said
from sheets_addon.api.pages import Page, paged
from sheets_addon.api.problem import Refusal, language_of_request, refused
from sheets_addon.jobs.standing import Standing, standing
from sheets_addon.jobs.work import request as ask
from sheets_addon.store import Session, audit, members, workbooks
from sheets_addon.store.workbooks import AlreadyConnected, Workbook
from sheets_addon.sync import connect as connecting
from sheets_addon.sync.engine import MANUAL
from sheets_addon.work import utc_now

NO_SOURCE = T("Эту книгу обновляют, присылая файл заново.", "This workbook is refreshed by sending its file again.")
LOCATION = {"Location": T("Адрес книги.", "The address of the workbook.")}
KEY = {idempotent.HEADER: (idempotent.ABOUT, idempotent.SCHEMA)}

books = Blueprint("books", __name__, url_prefix="/v1/workbooks")


class Connect(Body):
    url: Annotated[str, said("Адрес Google Таблицы.", "The address of the Google spreadsheet.", max_length=2000)]


class Purge(Query):
    purge: Annotated[Flag, said("Стереть и всё, что о ней хранится.", "Erase all that is kept of it too.")] = False


@books.get("")
@needs("caller")
@operation(
    Operation(
        T("Книги, которые видит вызывающий", "The workbooks that the caller may see"),
        {200: Gives(T("Книги в порядке подключения", "Workbooks, the oldest first"), shapes.Books)},
        query=Page,
    )
)
def listed() -> Response:
    asked = query(Page)
    with store().read() as session:
        seen = caller().sees(session)
        found = [
            book
            for book in workbooks.all_workbooks(session)
            if book.id > asked.after and (seen is None or book.id in seen)
        ]
    page, language = found[: asked.limit], language_of_request()
    stands = [caller().told(standing(store(), book.id, utc_now())) for book in page]
    made = [_listed(one, language) for one in stands]
    return paged({"workbooks": made}, str(page[-1].id) if len(found) > len(page) else None)


@books.post("")
@needs("connect")
@operation(
    Operation(
        T("Подключить Google Таблицу", "Connect a Google spreadsheet"),
        {
            201: Gives(
                T("Подключена, первое обновление в очереди", "Connected, its first run waits"),
                shapes.Book,
                headers=LOCATION,
            )
        },
        body=Connect,
        problems=("already_connected", "under_way", "workbook", "unavailable"),
        headers=KEY,
        example=lambda: {"url": "https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789"},
    )
)
@idempotent.idempotent
def connect() -> Response:
    """Its address has to be shared with one of Planerka's accounts as an editor: ``share_with`` says with which."""
    try:
        id = connecting.spreadsheet_id(body(Connect).url)
        _refuse_connected(id)
        readers = running().readers(id)
    except PlanerkaError as error:
        raise refused("workbook", error) from None
    try:
        account, checked = connecting.reach(readers)
    except WorkbookNotShared as error:
        raise refused("workbook", error, share_with=list(readers)) from None
    except WorkbookError as error:
        raise (refused("unavailable", error) if error.passes else refused("workbook", error)) from None
    book = _keep(id, account, checked)
    running().queue.send(book.id)
    return answered(_json(book.id), 201, url_for("books.one", id=book.id))


@books.get("/<int:id>")
@needs("workbook")
@operation(
    Operation(T("Как стоит книга", "How a workbook stands"), {200: Gives(T("Книга", "The workbook"), shapes.Book)})
)
def one(id: int) -> Json:
    return _json(id)


@books.delete("/<int:id>")
@needs("lead_workbook")
@operation(
    Operation(
        T("Отключить книгу", "Disconnect a workbook"),
        {204: Gives(T("Отключена", "Disconnected"), media=())},
        query=Purge,
    )
)
def disconnect(id: int) -> tuple[str, int]:
    """The workbook itself and the reports in it stay; without ``purge`` its history stays too."""
    purge = query(Purge).purge
    connecting.disconnect(store(), id, purge)
    with store().write() as session:
        audit.write(session, caller().name, "purged" if purge else "disconnected", now=utc_now(), workbook_id=id)
    return "", 204


@books.post("/<int:id>/sync")
@needs("workbook")
@operation(
    Operation(
        T("Обновить отчёты", "Refresh the reports"),
        {
            202: Gives(
                T("Запрошено; как идёт — events", "Asked for; events tell how it goes"), shapes.Book, headers=LOCATION
            )
        },
        problems=("under_way", "workbook"),
        headers=KEY,
    )
)
@idempotent.idempotent
def sync(id: int) -> Response:
    """Several wishes before a run begins are one run."""
    if workbook().kind == "upload":
        raise Refusal("workbook", NO_SOURCE, code="no_source")
    ask(store(), id, MANUAL, utc_now())
    running().queue.send(id)
    with store().write() as session:
        audit.write(session, caller().name, "synced", now=utc_now(), workbook_id=id)
    return answered(_json(id), 202, url_for("books.one", id=id))


def _listed(stands: Standing, language: Language) -> Json:
    """To count a manager's own problems each result would have to be loaded."""
    known = stands.problems if sees_all(caller()) else None
    return book_json(stands, language, known, links_of(stands.status.workbook.id))


def _json(id: int) -> Json:
    found = caller().told(standing(store(), id, utc_now()))
    known = own_problems(store(), caller(), id, found.problems)
    return book_json(found, language_of_request(), known, links_of(id))


def _refuse_connected(id: str) -> None:
    with store().read() as session:
        there = workbooks.find(session, id)
        if there is not None and not caller().connects_again(session, there):
            raise Refusal("already_connected")


def _keep(id: str, account: str, checked: connecting.Checked) -> Workbook:
    """Raises Refusal if another one has connected it since we looked."""
    try:
        book, _ = connecting.kept(
            store(), id, account, checked, utc_now(), caller().name, may_again=caller().connects_again, also=_noted
        )
    except AlreadyConnected:
        raise Refusal("already_connected") from None
    return book


def _noted(session: Session, book: Workbook, _is_new: bool) -> None:
    """Whoever connects a workbook may see it."""
    person = caller().person
    audit.write(session, caller().name, "connected", now=utc_now(), workbook_id=book.id)
    if person is not None:
        members.add(session, book.id, person.id)
