"""Reading: one request, by sheet id, nothing written."""

from typing import Any

import pytest
from gspread import Client

from core.errors import RequestRefused, ServiceDown
from core.intake.book import is_input
from core.workbook import Cells
from sheets_addon.workbooks.google.book import GoogleWorkbook, Reason
from sheets_addon.workbooks.google.known import Known, marking
from sheets_addon.workbooks.google.read import zone
from tests.sheets_addon.workbooks.google.conftest import DEALS, Upload
from tests.sheets_api import admin
from tests.sheets_api.server import Server

GET, READ = "sheets.spreadsheets.get", "sheets.spreadsheets.values.batchGetByDataFilter"
TWO = {"Сделки": DEALS, "Черновик": [["моё"]], "Счета": [["Номер"], ["1"]]}


def rows(cells: Cells, title: str = "Сделки") -> list[list[Any]]:
    return [list(row) for row in next(sheet for sheet in cells.sheets if sheet.title == title).rows]


def again(book: GoogleWorkbook, reason: Reason = "") -> GoogleWorkbook:
    """A later sync: what was known has been through the store."""
    assert book.known is not None
    return GoogleWorkbook(_client(book), book.id, Known.from_json(book.known.to_json()), look_anew=reason)


def _client(book: GoogleWorkbook) -> Client:
    made = Client.__new__(Client)
    made.http_client = book.http
    return made


def test_the_first_read_asks_for_the_structure_and_the_next_does_not(server: Server, book: GoogleWorkbook) -> None:
    assert rows(book.read(is_input)) == DEALS
    assert server.counts == {GET: 1, READ: 1}
    server.counts.clear()
    assert rows(again(book).read(is_input)) == DEALS
    assert server.counts == {READ: 1}


def test_what_the_workbook_says_of_itself(client: Client, upload: Upload) -> None:
    cells = GoogleWorkbook(client, upload(TWO)).read(is_input)
    assert (cells.locale, cells.time_zone, cells.date1904) == ("ru_RU", "Europe/Moscow", False)
    assert [sheet.title for sheet in cells.sheets] == ["Сделки", "Счета"]
    assert cells.others == ("Черновик",)


@pytest.mark.parametrize("reason", ["manual", "day", "missing", "failed"])
def test_the_structure_is_asked_for_where_there_is_a_reason(
    server: Server, book: GoogleWorkbook, reason: Reason
) -> None:
    book.read(is_input)
    later = again(book, reason)
    server.counts.clear()
    later.read(is_input)
    later.read(is_input)
    assert server.counts == {GET: 1, READ: 2}


def test_reading_writes_nothing(server: Server, book: GoogleWorkbook) -> None:
    before = admin.dump(server.world.book(book.id))
    book.read(is_input)
    again(book, "manual").read(is_input)
    assert admin.dump(server.world.book(book.id)) == before


def test_nothing_wanted_sends_no_read(server: Server, book: GoogleWorkbook) -> None:
    assert book.read(lambda _: False).others == ("Сделки",)
    assert server.counts == {GET: 1}


def test_values_are_typed_and_errors_keep_their_words(server: Server, client: Client, upload: Upload) -> None:
    odd = [
        ["число", 0.1, 1e15, 12345678901234567890, -2],
        ["да", True, False],
        [],
        ["", "", "дата", 46112.5],
        ["x" * 50_000, "007", "1,5", "=1+1"],
    ]
    id = upload({"Сделки": odd})
    admin.type_in(server, id, "Сделки!H1:H4", [["=1/0"], ["=Нет!A1"], ["31.03.2026"], ["1 234,5"]])
    found = rows(GoogleWorkbook(client, id).read(is_input))
    assert found[0] == ["число", 0.1, 1e15, 12345678901234567890, -2, "", "", "#DIV/0!"]
    assert found[1] == ["да", True, False, "", "", "", "", "#REF!"]
    assert found[2] == ["", "", "", "", "", "", "", 46112]
    assert found[3] == ["", "", "дата", 46112.5, "", "", "", 1234.5]
    assert found[4] == odd[4]


def test_a_renamed_tab_is_met_under_its_new_name(server: Server, client: Client, upload: Upload) -> None:
    book = GoogleWorkbook(client, upload(TWO))
    book.read(is_input)
    title = {"properties": {"sheetId": 10, "title": "Сделки О'Нила"}, "fields": "title"}
    admin.do(server, book.id, [{"updateSheetProperties": title}])
    later = again(book)
    server.counts.clear()
    assert rows(later.read(is_input), "Сделки О'Нила") == DEALS
    assert server.counts == {READ: 1}
    assert later.known and later.known.tab(10).title == "Сделки О'Нила"  # type: ignore[union-attr]


def test_a_tab_that_has_grown_is_met_with_its_new_size(server: Server, client: Client, upload: Upload) -> None:
    book = GoogleWorkbook(client, upload(TWO))
    book.read(is_input)
    size = {"sheetId": 10, "gridProperties": {"rowCount": 1234, "columnCount": 731}}
    fields = "gridProperties(rowCount,columnCount)"
    admin.do(server, book.id, [{"updateSheetProperties": {"properties": size, "fields": fields}}])
    later = again(book)
    server.counts.clear()
    later.read(is_input)
    assert server.counts == {READ: 1}
    tab = later.known.tab(10) if later.known else None
    assert tab is not None and (tab.rows, tab.columns) == (1234, 731)


def test_a_tab_renamed_to_something_else_is_nobody_s(server: Server, client: Client, upload: Upload) -> None:
    book = GoogleWorkbook(client, id := upload(TWO))
    book.read(is_input)
    title = {"properties": {"sheetId": 10, "title": "Старое"}, "fields": "title"}
    admin.do(server, book.id, [{"updateSheetProperties": title}])
    book = again(book)
    cells = book.read(is_input)
    assert [sheet.title for sheet in cells.sheets] == ["Счета"]
    assert set(cells.others) == {"Старое", "Черновик"}
    admin.do(
        server, id, [{"updateSheetProperties": {"properties": {"sheetId": 10, "title": "Сделки"}, "fields": "title"}}]
    )
    book = again(book)
    assert rows(book.read(is_input)) == DEALS, "until it has its name back, every sync looks for it"
    assert book.known and book.known.lost == ()


def test_moved_tabs_and_tabs_between_change_nothing(server: Server, client: Client, upload: Upload) -> None:
    book = GoogleWorkbook(client, upload(TWO))
    before = book.read(is_input)
    admin.do(
        server,
        book.id,
        [
            {"addSheet": {"properties": {"title": "Новый", "index": 0}}},
            {"updateSheetProperties": {"properties": {"sheetId": 12, "index": 0}, "fields": "index"}},
        ],
    )
    server.counts.clear()
    assert again(book).read(is_input).sheets == before.sheets
    assert server.counts == {READ: 1}


def test_rows_typed_below_the_known_end_are_read(server: Server, book: GoogleWorkbook) -> None:
    book.read(is_input)
    admin.do(server, book.id, [{"appendDimension": {"sheetId": 10, "dimension": "ROWS", "length": 100}}])
    admin.type_in(server, book.id, "Сделки!A150", [["внизу"]])
    assert rows(again(book).read(is_input))[149] == ["внизу"]


def test_a_deleted_tab_is_looked_for_until_it_is_back(server: Server, client: Client, upload: Upload) -> None:
    book = GoogleWorkbook(client, upload(TWO))
    book.read(is_input)
    admin.do(server, book.id, [{"deleteSheet": {"sheetId": 10}}])
    book = again(book)
    server.counts.clear()
    assert [sheet.title for sheet in book.read(is_input).sheets] == ["Счета"]
    assert server.counts == {READ: 2, GET: 1}, "the refused one, and a look at what is there now"
    assert book.known and book.known.lost == ("Сделки",)

    book = again(book)
    server.counts.clear()
    book.read(is_input)
    assert server.counts == {READ: 1, GET: 1}

    admin.do(server, book.id, [{"addSheet": {"properties": {"title": "Сделки", "sheetId": 77}}}])
    admin.type_in(server, book.id, "Сделки!A1", [["Клиент"]])
    book = again(book)
    assert rows(book.read(is_input)) == [["Клиент"]]
    assert book.known and book.known.lost == ()
    server.counts.clear()
    again(book).read(is_input)
    assert server.counts == {READ: 1}


def test_a_tab_that_nobody_reads_is_not_missed(server: Server, client: Client, upload: Upload) -> None:
    book = GoogleWorkbook(client, upload(TWO))
    book.read(is_input)
    admin.do(server, book.id, [{"deleteSheet": {"sheetId": 11}}])
    book = again(book, "failed")
    book.read(is_input)
    assert book.known and book.known.lost == ()


def test_a_nought_may_go_without_saying(
    server: Server, client: Client, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first tab of most spreadsheets has the id 0, which JSON made of protocol buffers may leave out."""
    sheets = [{"title": "Сделки", "rows": DEALS, "sheetId": 0}, {"title": "Счета", "sheetId": 1}]
    id = upload(sheets=sheets)
    book = GoogleWorkbook(client, id)
    whole = book.http.call
    monkeypatch.setattr(book.http, "call", lambda *asked, **more: _without_noughts(whole(*asked, **more)))
    assert rows(book.read(is_input)) == DEALS
    assert book.known and [tab.id for tab in book.known.tabs] == [0, 1]


def _without_noughts(reply: Any) -> Any:
    if isinstance(reply, list):
        return [_without_noughts(one) for one in reply]
    if not isinstance(reply, dict):
        return reply
    return {key: _without_noughts(one) for key, one in reply.items() if type(one) is not int or one}


def test_a_tab_that_stays_away_is_not_looked_for_for_ever(server: Server, client: Client, upload: Upload) -> None:
    book = GoogleWorkbook(client, upload(TWO))
    book.read(is_input)
    admin.do(server, book.id, [{"deleteSheet": {"sheetId": 10}}])
    book = again(book)
    book.read(is_input)
    book = again(book, "day")
    book.read(is_input)
    assert book.known and book.known.lost == ()


@pytest.mark.parametrize("reason", ["manual", "day", "failed"])
@pytest.mark.parametrize(
    "change",
    [
        {"deleteSheet": {"sheetId": 10}},
        {"updateSheetProperties": {"properties": {"sheetId": 10, "title": "Старое"}, "fields": "title"}},
    ],
    ids=["deleted", "renamed"],
)
def test_a_tab_that_is_missed_is_told_whoever_asks(
    server: Server, client: Client, upload: Upload, reason: Reason, change: dict[str, Any]
) -> None:
    """Most are first missed by the first refresh of a day, or by whoever has pressed the button."""
    book = GoogleWorkbook(client, upload(TWO))
    book.read(is_input)
    admin.do(server, book.id, [change])
    book = again(book, reason)
    book.read(is_input)
    assert book.known and book.known.lost == ("Сделки",)
    book = again(book, "manual")
    book.read(is_input)
    assert book.known and book.known.lost == (), "it was said, and whoever asks by hand has read it"


def test_a_tab_of_ours_is_no_input_whatever_its_title(server: Server, client: Client, upload: Upload) -> None:
    book = GoogleWorkbook(client, upload(TWO))
    admin.do(server, book.id, [marking("deals", 12)])
    cells = book.read(is_input)
    assert [sheet.title for sheet in cells.sheets] == ["Сделки"]
    assert cells.others == ("Черновик",)


def test_a_person_s_copy_of_a_tab_of_ours_is_the_person_s(server: Server, client: Client, upload: Upload) -> None:
    book = GoogleWorkbook(client, upload(TWO))
    copied = marking("deals", 12)
    copied["createDeveloperMetadata"]["developerMetadata"]["location"]["sheetId"] = 10
    admin.do(server, book.id, [marking("deals", 12), copied])
    book.read(is_input)
    assert book.known and book.known.ours == {12}


def test_a_tab_without_cells_is_not_asked_for(server: Server, client: Client, upload: Upload) -> None:
    id = upload(TWO)
    server.world.book(id).tabs[2].properties["sheetType"] = "OBJECT"
    cells = GoogleWorkbook(client, id).read(is_input)
    assert [sheet.title for sheet in cells.sheets] == ["Сделки"]
    assert cells.others == ("Черновик",)


def test_half_a_reply_is_a_failed_read(server: Server, book: GoogleWorkbook, monkeypatch: pytest.MonkeyPatch) -> None:
    book.read(is_input)
    monkeypatch.setattr(book.http, "call", lambda *_, **__: {"spreadsheetId": book.id, "valueRanges": []})
    with pytest.raises(ServiceDown, match="incomplete"):
        book.read(is_input)


def test_a_refusal_that_a_look_does_not_cure_is_said(server: Server, book: GoogleWorkbook) -> None:
    server.faults.plan(kind="status", match="batchGetByDataFilter", code=400, message="strange", times=9)
    with pytest.raises(RequestRefused, match="strange"):
        book.read(is_input)
    assert sum("batchGetByDataFilter" in line for line in server.log) == 2


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Europe/Moscow", "Europe/Moscow"),
        ("GMT-07:00", "Etc/GMT+7"),
        ("GMT+3", "Etc/GMT-3"),
        ("GMT+05:30", None),
        ("Narnia/Lantern", None),
        ("../etc", None),
        ("", None),
    ],
)
def test_time_zones_are_those_that_are_known(name: str, key: str | None) -> None:
    assert zone(name) == key
