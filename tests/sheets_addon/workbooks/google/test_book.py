"""A whole turn of the port: how many requests it takes, and what is left when it does not end well."""

from dataclasses import replace
from typing import Any

import pytest
from gspread import Client

from core.errors import (
    QuotaSpent,
    RequestRefused,
    ServiceDown,
    TabProtected,
    WorkbookError,
    WorkbookFull,
    WorkbookReadOnly,
)
from core.intake.book import is_input
from core.report import Result, Row
from sheets_addon.workbooks.google.book import GoogleWorkbook, Reason
from sheets_addon.workbooks.google.known import MARK, STAGING, Known
from tests.sheets_addon.workbooks import samples
from tests.sheets_addon.workbooks.google.conftest import ADDRESS, DEALS
from tests.sheets_api import admin
from tests.sheets_api.server import Server
from tests.sheets_api.state import Tab

GET, READ = "sheets.spreadsheets.get", "sheets.spreadsheets.values.batchGetByDataFilter"
WRITE = "sheets.spreadsheets.batchUpdate"
ONE: list[Row] = [["Один", 1.0]]


def made(rows: list[Row] | None = None, **more: Any) -> Result:
    return samples.result(samples.plain(rows=rows), samples.finance(), run_id="run", **more)


def later(client: Client, book: GoogleWorkbook, look_anew: Reason = "", **more: Any) -> GoogleWorkbook:
    """The next sync: what was known has been through the store."""
    assert book.known is not None
    return GoogleWorkbook(client, book.id, Known.from_json(book.known.to_json()), look_anew=look_anew, **more)


def ours(server: Server, id: str) -> list[Tab]:
    book = server.world.book(id)
    ids = {m["location"].get("sheetId") for m in book.developer_metadata if m["metadataKey"] == MARK}
    return [tab for tab in book.tabs if tab.id in ids]


def texts(server: Server, id: str, title: str = "Простой") -> set[Any]:
    return {value for row in admin.grid(server.world.book(id), title) for value in row}


def inputs(server: Server, id: str) -> Any:
    mine = {tab.id for tab in ours(server, id)}
    dumped = admin.dump(server.world.book(id))["tabs"]
    return [tab for tab in dumped if tab["properties"]["sheetId"] not in mine]


def test_a_sync_is_one_read_and_one_write(server: Server, client: Client, book: GoogleWorkbook) -> None:
    before = inputs(server, book.id)
    book.read(is_input)
    book.replace(made())
    assert server.counts == {GET: 1, READ: 1, WRITE: 1}, "the first time the structure too"
    book = later(client, book)
    server.counts.clear()
    book.read(is_input)
    book.replace(made(ONE))
    assert server.counts == {READ: 1, WRITE: 1}
    assert inputs(server, book.id) == before
    assert "Один" in texts(server, book.id)


def test_nothing_changed_is_no_write(server: Server, client: Client, book: GoogleWorkbook) -> None:
    book.read(is_input)
    book.replace(made())
    version = server.world.book(book.id).file["version"]
    book = later(client, book)
    server.counts.clear()
    book.read(is_input)
    book.replace(made(now=samples.stamp().now.replace(hour=19)))
    assert server.counts == {READ: 1}
    assert server.world.book(book.id).file["version"] == version


def test_what_is_known_is_what_stands_there(server: Server, client: Client, book: GoogleWorkbook) -> None:
    for result in (made(), made(ONE), samples.result(samples.funnel(), samples.pipeline(), run_id="run")):
        book.read(is_input)
        book.replace(result)
        book = later(client, book)
        known = book.known
        assert known is not None
        later(client, book, "manual").read(is_input)
        looked = later(client, book, "manual")
        looked.read(is_input)
        assert looked.known == known


def test_a_report_that_a_person_typed_over_heals(server: Server, client: Client, book: GoogleWorkbook) -> None:
    book.replace(made(ONE))
    clean = admin.grid(server.world.book(book.id), "Простой")
    admin.type_in(server, book.id, "Простой!A1:B7", [["мусор"] * 2] * 7)
    book = later(client, book, force=frozenset({"plain", "finance"}))
    server.counts.clear()
    book.replace(made(ONE))
    assert server.counts == {WRITE: 1}
    assert admin.grid(server.world.book(book.id), "Простой") == clean


def test_a_tab_of_ours_that_a_person_deleted_is_made_again(
    server: Server, client: Client, book: GoogleWorkbook
) -> None:
    book.replace(made())
    assert book.known
    admin.do(server, book.id, [{"deleteSheet": {"sheetId": book.known.owned["plain"].sheet}}])
    book = later(client, book)
    server.counts.clear()
    book.replace(made(ONE))
    assert server.counts == {WRITE: 2, GET: 1}, "refused, looked, done"
    assert "Один" in texts(server, book.id)


def test_what_heals_heals_though_a_tab_of_ours_is_gone_too(
    server: Server, client: Client, book: GoogleWorkbook
) -> None:
    book.replace(made(ONE))
    assert book.known
    clean = admin.grid(server.world.book(book.id), "Простой")
    admin.type_in(server, book.id, "Простой!A1:B7", [["мусор"] * 2] * 7)
    admin.do(server, book.id, [{"deleteSheet": {"sheetId": book.known.owned["finance"].sheet}}])
    book = later(client, book, force=frozenset({"plain"}))
    book.replace(made(ONE))
    assert admin.grid(server.world.book(book.id), "Простой") == clean
    assert {tab.title for tab in ours(server, book.id)} == {"Простой", "Деньги"}


def test_an_input_tab_that_is_gone_at_the_writing_is_looked_for(
    server: Server, client: Client, book: GoogleWorkbook
) -> None:
    book.read(is_input)
    book.replace(made())
    assert book.known
    admin.do(server, book.id, [{"deleteSheet": {"sheetId": 10}}, {"addSheet": {"properties": {"title": "Черновик"}}}])
    admin.do(server, book.id, [{"deleteSheet": {"sheetId": book.known.owned["plain"].sheet}}])
    book.replace(made(ONE))
    assert book.known.lost == ("Сделки",)


def test_a_title_that_a_person_took_meanwhile(server: Server, client: Client, book: GoogleWorkbook) -> None:
    book.read(is_input)
    admin.do(server, book.id, [{"addSheet": {"properties": {"title": "Простой"}}}])
    admin.type_in(server, book.id, "Простой!A1", [["моё"]])
    book.replace(made())
    assert admin.grid(server.world.book(book.id), "Простой") == [["моё"]]
    assert {tab.title.split()[0] for tab in ours(server, book.id)} == {"Простой", "Деньги"}


def test_a_report_tab_that_a_person_renamed_and_moved_is_still_it(
    server: Server, client: Client, book: GoogleWorkbook
) -> None:
    book.replace(made())
    assert book.known
    sheet = book.known.owned["plain"].sheet
    properties = {"sheetId": sheet, "title": "Мой отчёт", "index": 0}
    admin.do(server, book.id, [{"updateSheetProperties": {"properties": properties, "fields": "title,index"}}])
    book = later(client, book)
    book.replace(made(ONE))
    assert [tab.id for tab in ours(server, book.id) if "Один" in str(tab.cells)] == [sheet]
    assert len(ours(server, book.id)) == 2


def unchanged(server: Server, book: GoogleWorkbook, kind: type[WorkbookError], *words: str) -> None:
    """A write that fails with ``kind`` leaves everything, and the next read looks at the structure."""
    before = admin.dump(server.world.book(book.id))
    with pytest.raises(kind) as caught:
        book.replace(made(ONE))
    assert type(caught.value) is kind
    assert all(word in caught.value.message("ru") for word in words), caught.value.message("ru")
    assert admin.dump(server.world.book(book.id)) == before
    assert book.known and book.known.stale


def test_viewer_only(server: Server, client: Client, book: GoogleWorkbook) -> None:
    book.replace(made())
    for permission in server.world.book(book.id).permissions:
        if permission.get("emailAddress") == ADDRESS:
            permission["role"] = "reader"
    unchanged(server, later(client, book), WorkbookReadOnly, ADDRESS)


def test_a_protected_report_tab_is_named(server: Server, client: Client, book: GoogleWorkbook) -> None:
    book.replace(made())
    assert book.known
    locked = {"range": {"sheetId": book.known.owned["plain"].sheet}}
    admin.do(server, book.id, [{"addProtectedRange": {"protectedRange": locked}}])
    unchanged(server, book := later(client, book), TabProtected, "Простой", ADDRESS)
    server.counts.clear()
    later(client, book).read(is_input)
    assert server.counts == {GET: 1, READ: 1}


def test_ten_million_cells(server: Server, client: Client, book: GoogleWorkbook) -> None:
    grid = {"rowCount": 999_900, "columnCount": 10}
    admin.do(server, book.id, [{"addSheet": {"properties": {"title": "Архив", "gridProperties": grid}}}])
    book.read(is_input)
    unchanged(server, book, WorkbookFull, "10 миллионов")


def test_two_hundred_tabs(server: Server, client: Client, book: GoogleWorkbook) -> None:
    admin.do(server, book.id, [{"addSheet": {"properties": {"title": f"Т{i}"}}} for i in range(199)])
    book.read(is_input)
    unchanged(server, book, WorkbookFull, "200")


@pytest.mark.parametrize("fault", [{"kind": "status", "code": 503}, {"kind": "reset"}, {"kind": "status", "code": 429}])
def test_an_outage_leaves_the_old_reports(
    server: Server, client: Client, book: GoogleWorkbook, fault: dict[str, Any]
) -> None:
    book.replace(made())
    book = later(client, book)
    server.faults.plan(match=":batchUpdate", times=99, **fault)
    unchanged(server, book, QuotaSpent if fault.get("code") == 429 else ServiceDown)


def test_after_an_outage_the_next_sync_puts_it_right(server: Server, client: Client, book: GoogleWorkbook) -> None:
    book.replace(made())
    book = later(client, book)
    server.faults.plan(kind="reset", match=":batchUpdate", when="after", times=1)
    server.faults.plan(kind="status", match="GET", code=503, times=5)
    with pytest.raises(ServiceDown):
        book.replace(made(ONE))
    book = later(client, book)
    book.read(is_input)
    book.replace(made(ONE))
    assert "Один" in texts(server, book.id)
    assert len(ours(server, book.id)) == 2


def test_a_refusal_that_a_look_does_not_cure_is_said(server: Server, client: Client, book: GoogleWorkbook) -> None:
    book.replace(made())
    server.faults.plan(kind="status", match=":batchUpdate", code=400, message="strange", times=99)
    server.log.clear()
    unchanged(server, later(client, book), RequestRefused, "strange")
    assert sum(":batchUpdate" in line for line in server.log) == 2


def test_what_a_person_types_meanwhile_stays(server: Server, book: GoogleWorkbook) -> None:
    book.read(is_input)
    typed = {"book": book.id, "range": "Сделки!A2", "values": [["Новый"]]}
    server.faults.plan(kind="type", match=":batchUpdate", typed=typed)
    book.replace(made())
    assert admin.grid(server.world.book(book.id), "Сделки") == [DEALS[0], ["Новый", *DEALS[1][1:]], DEALS[2]]


BIG: list[Row] = [[f"Клиент {i} {'ы' * 1_000}", i * 1.5] for i in range(2_000)]


def test_a_large_write_is_brought_in_by_its_last_request(
    server: Server, client: Client, book: GoogleWorkbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.replace(made(ONE))
    seen: list[set[str]] = []
    real = server.world.commit

    def commit(draft: Any, who: str) -> None:
        real(draft, who)
        report = next(tab for tab in draft.tabs if tab.title == "Простой")
        visible = [tab for tab in draft.tabs if not tab.properties.get("hidden")]
        seen.append({str(len(visible)), str("Один" in str(report.cells)), str(len(report.cells) > 2_000)})

    monkeypatch.setattr(server.world, "commit", commit)
    book = later(client, book)
    server.counts.clear()
    book.replace(made(BIG))
    assert server.counts[WRITE] > 1
    assert set(server.counts) == {WRITE}
    assert all(one == {"3", "True", "False"} for one in seen[:-1]), "nobody sees half a report"
    assert seen[-1] == {"3", "False", "True"}
    assert {tab.title for tab in ours(server, book.id)} == {"Простой", "Деньги"}
    assert book.known and STAGING not in book.known.owned


@pytest.mark.parametrize("skip", [0, 1, 2])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_large_write_that_breaks_off(
    server: Server, client: Client, book: GoogleWorkbook, skip: int, when: str
) -> None:
    book.replace(made(ONE))
    book = later(client, book)
    server.faults.plan(kind="reset", match=":batchUpdate", skip=skip, when=when, times=1)
    server.faults.plan(kind="status", match="GET", code=503, times=5)
    with pytest.raises(ServiceDown):
        book.replace(made(BIG))
    is_in = "Клиент 1999" in str(texts(server, book.id))
    assert is_in or "Один" in texts(server, book.id)
    book = later(client, book)
    book.read(is_input)
    book.replace(made(BIG))
    assert "Клиент 1999" in str(texts(server, book.id))
    assert {tab.title for tab in ours(server, book.id)} == {"Простой", "Деньги"}
    assert [tab.title for tab in server.world.book(book.id).tabs if tab.properties.get("hidden")] == []


def test_the_receipt_carries_the_run(server: Server, book: GoogleWorkbook) -> None:
    book.replace(made())
    assert book.known and book.known.receipt.startswith("run/")
    assert book.known == replace(book.known, receipt=book.known.receipt, stale=False)
