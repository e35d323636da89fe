"""The structure that a masked ``spreadsheets.get`` tells."""

from typing import Any

from core.intake.book import is_input
from sheets_addon.workbooks.google.book import GoogleWorkbook
from sheets_addon.workbooks.google.known import Known, Owned, Tab, marking
from sheets_addon.workbooks.google.structure import seen, structure
from tests.sheets_api import admin
from tests.sheets_api.server import Server


def _range(sheet: int) -> dict[str, int]:
    return {"sheetId": sheet, "startRowIndex": 0, "endRowIndex": 4, "startColumnIndex": 0, "endColumnIndex": 2}


def _span(dimension: str, start: int, end: int) -> dict[str, Any]:
    return {"sheetId": 7, "dimension": dimension, "startIndex": start, "endIndex": end}


GRID = {"rowCount": 40, "columnCount": 9}
DRAWN: list[dict[str, Any]] = [
    {
        "addSheet": {
            "properties": {"sheetId": 7, "title": "Деньги", "gridProperties": {"rowCount": 40, "columnCount": 9}}
        }
    },
    marking("finance", 7),
    {
        "addChart": {
            "chart": {
                "chartId": 71,
                "spec": {"title": "Ход", "basicChart": {"chartType": "LINE"}},
                "position": {"overlayPosition": {"anchorCell": {"sheetId": 7, "rowIndex": 1, "columnIndex": 1}}},
            }
        }
    },
    {"addBanding": {"bandedRange": {"bandedRangeId": 72, "range": _range(7)}}},
    {"addProtectedRange": {"protectedRange": {"protectedRangeId": 73, "range": {"sheetId": 7}, "warningOnly": True}}},
    {
        "addConditionalFormatRule": {
            "rule": {"ranges": [_range(7)], "gradientRule": {"minpoint": {"type": "MIN"}, "maxpoint": {"type": "MAX"}}}
        }
    },
    {"mergeCells": {"range": _range(7), "mergeType": "MERGE_ALL"}},
    {"setBasicFilter": {"filter": {"range": _range(7)}}},
    {"addDimensionGroup": {"range": _span("ROWS", 1, 5)}},
    {"addDimensionGroup": {"range": _span("COLUMNS", 2, 4)}},
]


def test_what_stands_on_a_tab_of_ours(server: Server, book: GoogleWorkbook) -> None:
    admin.do(server, book.id, DRAWN)
    known = structure(book.http, book.id, None)
    assert (known.title, known.locale, known.time_zone) == ("Продажи", "ru_RU", "Europe/Moscow")
    assert known.tabs == (Tab(10, "Сделки", 53, 8), Tab(7, "Деньги", 40, 9))
    assert known.owned == {
        "finance": Owned(
            7,
            charts=(71,),
            bands=(72,),
            protections=(73,),
            rules=1,
            merges=1,
            filtered=True,
            row_groups=((1, 5, 1),),
            column_groups=((2, 4, 1),),
        )
    }
    assert len(server.log) == 1


def test_what_was_written_last_is_still_known(server: Server, book: GoogleWorkbook) -> None:
    admin.do(server, book.id, DRAWN)
    old = Known(owned={"finance": Owned(7, "digest", {"months": "x"}, charts=(71,))}, version="4", stale=True)
    known = structure(book.http, book.id, old)
    assert known.owned["finance"].digest == "digest"
    assert known.version == "4"
    assert not known.stale


def test_a_tab_whose_chart_a_person_deleted_is_written_anew(server: Server, book: GoogleWorkbook) -> None:
    admin.do(server, book.id, [*DRAWN, {"deleteEmbeddedObject": {"objectId": 71}}])
    old = Known(owned={"finance": Owned(7, "digest", charts=(71,))})
    assert structure(book.http, book.id, old).owned["finance"].digest == ""


def test_a_tab_that_a_person_deleted_is_ours_no_more(server: Server, book: GoogleWorkbook) -> None:
    admin.do(server, book.id, [*DRAWN, {"deleteSheet": {"sheetId": 7}}])
    assert structure(book.http, book.id, Known(owned={"finance": Owned(7, "digest")})).owned == {}


def test_of_two_tabs_that_claim_to_be_a_report_the_first_is_it() -> None:
    def sheet(id: int) -> dict[str, Any]:
        made = marking("finance", id)["createDeveloperMetadata"]["developerMetadata"]
        return {"properties": {"sheetId": id, "title": str(id)}, "developerMetadata": [made]}

    assert seen({"properties": {}, "sheets": [sheet(3), sheet(2)]}, Known()).ours == {3}


def test_a_tab_that_a_person_protects_is_seen(server: Server, book: GoogleWorkbook) -> None:
    admin.do(server, book.id, [{"addProtectedRange": {"protectedRange": {"range": {"sheetId": 10}}}}])
    book.read(is_input)
    assert book.known and [tab.locked for tab in book.known.tabs] == [True]


def test_a_zero_may_go_without_saying() -> None:
    mark = marking("finance", 0)["createDeveloperMetadata"]["developerMetadata"]
    groups = [{"range": {"dimension": "ROWS", "endIndex": 3}, "depth": 2}]
    sheet = {"properties": {"title": "Деньги"}, "developerMetadata": [mark], "rowGroups": groups}
    found = seen({"properties": {}, "sheets": [sheet]}, Known())
    assert found.tabs == (Tab(0, "Деньги", 0, 0),)
    assert found.owned["finance"] == Owned(0, row_groups=((0, 3, 2),))
