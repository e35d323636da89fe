"""Input tabs made in a person's spreadsheet on the local server: as the template's, all or none, the rest untouched."""

from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from gspread import Client

import templates
from core.errors import RequestRefused, WorkbookNotShared, WorkbookReadOnly
from core.i18n import LANGUAGES, Language
from core.intake.book import read_book
from core.tables import all_tables, table
from core.workbook import Cells
from sheets_addon.workbooks.google.book import GoogleWorkbook
from sheets_addon.workbooks.google.client import http_of
from sheets_addon.workbooks.google.known import MARK
from sheets_addon.workbooks.google.making import TitleTaken, make_tabs
from tests.sheets_addon.workbooks.google.conftest import ADDRESS, DEALS
from tests.sheets_api import admin
from tests.sheets_api.server import Server
from tests.sheets_api.state import Book

EVERY = tuple(all_tables())


def uploaded(server: Server, role: str = "writer", **sheets: list[list[Any]]) -> Book:
    given = [{"title": title, "sheetId": 10 + n, "rows": rows} for n, (title, rows) in enumerate(sheets.items())]
    return admin.upload(server, {"title": "Отдел", "sheets": given, "share": {ADDRESS: role} if role else {}})


def titles(server: Server, book: Book) -> list[str]:
    return [tab.title for tab in server.world.book(book.id).tabs]


def texts(server: Server, book: Book, title: str) -> list[str]:
    tab = next(tab for tab in server.world.book(book.id).tabs if tab.title == title)
    row = [tab.cells.get((0, c), {}) for c in range(tab.size[1])]
    return [str(cell["userEnteredValue"]["stringValue"]) for cell in row]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_made_is_what_the_template_has(server: Server, client: Client, language: Language) -> None:
    book = uploaded(server, Заметки=[["моё"]])
    made = make_tabs(http_of(client), book.id, EVERY, language)
    assert titles(server, book) == ["Заметки", *made]
    drawn = openpyxl.load_workbook(templates.path(language))
    for title in made:
        assert texts(server, book, title) == [cell.value for cell in drawn[title][1]], title
    assert sum(n for name, n in server.counts.items() if name.endswith("batchUpdate")) == 1
    now = server.world.book(book.id)
    assert not [one for one in now.developer_metadata if one["metadataKey"] == MARK], "they are the person's"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_read_back_without_a_problem(server: Server, client: Client, language: Language) -> None:
    book = uploaded(server, Заметки=[["моё"]])
    make_tabs(http_of(client), book.id, EVERY, language)
    cells: Cells = GoogleWorkbook(client, book.id).read(lambda _: True)
    read = read_book(cells, {})
    assert read.missing == () and [problem.message for problem in read.problems] == []
    assert read.settings.language == language


def test_every_column_warns_and_none_forbids(server: Server, client: Client) -> None:
    book = uploaded(server, Заметки=[["моё"]])
    make_tabs(http_of(client), book.id, ("deals", "stages"), "ru")
    tab = next(tab for tab in server.world.book(book.id).tabs if tab.title == "Сделки")
    rules = {
        c: tab.cells[5, c]["dataValidation"]
        for c in range(tab.size[1])
        if "dataValidation" in tab.cells.get((5, c), {})
    }
    assert len(rules) > 5 and not any(rule.get("strict") for rule in rules.values())
    kinds = {column.id: rules[c]["condition"] for c, column in enumerate(table("deals").columns) if c in rules}
    assert kinds["stage"] == {"type": "ONE_OF_RANGE", "values": [{"userEnteredValue": "='Этапы'!$B$2:$B$200"}]}
    assert {condition["type"] for condition in kinds.values()} >= {"DATE_IS_VALID", "NUMBER_BETWEEN", "ONE_OF_RANGE"}


def test_a_list_on_a_tab_that_is_not_there_is_left_out(server: Server, client: Client) -> None:
    book = uploaded(server, Заметки=[["моё"]])
    make_tabs(http_of(client), book.id, ("deals",), "ru")
    tab = next(tab for tab in server.world.book(book.id).tabs if tab.title == "Сделки")
    kinds = {cell["dataValidation"]["condition"]["type"] for cell in tab.cells.values() if "dataValidation" in cell}
    assert "ONE_OF_RANGE" not in kinds and "DATE_IS_VALID" in kinds


def test_what_people_have_is_not_touched(server: Server, client: Client) -> None:
    book = uploaded(server, Сделки=DEALS, Заметки=[["моё", 1.5, True]])
    before = admin.dump(server.world.book(book.id))["tabs"]
    make_tabs(http_of(client), book.id, tuple(id for id in EVERY if id != "deals"), "ru")
    assert admin.dump(server.world.book(book.id))["tabs"][:2] == before


@pytest.mark.parametrize("there", ["Оплаты", "оплаты ", "Payments", "Сделки Иванова"])
def test_a_title_that_is_taken_makes_nothing(server: Server, client: Client, there: str) -> None:
    book = uploaded(server, **{there: [["x"]]})
    with pytest.raises(TitleTaken, match="already"):
        make_tabs(http_of(client), book.id, ("stages", "payments", "deals"), "ru")
    assert titles(server, book) == [there]


def test_two_languages_of_one_table_are_one(server: Server, client: Client) -> None:
    book = uploaded(server, Сделки=DEALS)
    with pytest.raises(TitleTaken):
        make_tabs(http_of(client), book.id, ("deals",), "en")


def test_all_or_none_where_google_refuses(server: Server, client: Client) -> None:
    """Somebody takes the title between our look and our request."""
    book = uploaded(server, Заметки=[["моё"]])
    sent: list[Any] = []
    http = http_of(client)
    call: Callable[..., Any] = http.call

    def late(method: str, url: str, *more: Any, **named: Any) -> Any:
        if url.endswith(":batchUpdate") and not sent:
            sent.append(url)
            admin.do(server, book.id, [{"addSheet": {"properties": {"title": "Оплаты"}}}])
        return call(method, url, *more, **named)

    http.call = late  # type: ignore[method-assign]
    with pytest.raises(RequestRefused):
        make_tabs(http, book.id, ("deals", "payments", "stages"), "ru")
    assert titles(server, book) == ["Заметки", "Оплаты"]


def test_an_answer_that_is_lost_makes_them_once(server: Server, client: Client) -> None:
    book = uploaded(server, Заметки=[["моё"]])
    server.faults.plan(kind="reset", match=":batchUpdate", when="after", times=1)
    made = make_tabs(http_of(client), book.id, ("deals", "stages"), "ru")
    assert titles(server, book) == ["Заметки", *made]


def test_who_may_only_look_makes_nothing(server: Server, client: Client) -> None:
    book = uploaded(server, "reader", Заметки=[["моё"]])
    with pytest.raises(WorkbookReadOnly):
        make_tabs(http_of(client), book.id, ("deals",), "ru")
    with pytest.raises(WorkbookNotShared):
        make_tabs(http_of(client), uploaded(server, "", Заметки=[["x"]]).id, ("deals",), "ru")
    assert titles(server, book) == ["Заметки"]


def test_nothing_wanted_asks_nothing(server: Server, client: Client) -> None:
    assert make_tabs(http_of(client), "x", (), "ru") == () and not server.counts
