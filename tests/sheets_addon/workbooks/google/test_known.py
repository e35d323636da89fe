"""What is remembered survives the store, and our marks are told from copies of them."""

import json

from sheets_addon.workbooks.google.known import Known, Owned, Tab, mark, marked, marking, stamps
from tests.sheets_api.metadata import create
from tests.sheets_api.state import new_book, new_tab

FULL = Known(
    title="Продажи",
    locale="ru_RU",
    time_zone="Europe/Moscow",
    tabs=(Tab(0, "Сделки", 100, 26, locked=True), Tab(7, "Деньги", 40, 9, hidden=True), Tab(8, "График", 0, 0)),
    owned={
        "finance": Owned(
            7, "abc", {"months": "def"}, (1, 2), (3,), (4,), 5, ((1, 4, 1), (2, 3, 2)), ((1, 2, 1),), 2, True, 40, 9
        )
    },
    receipt="run/1",
    version="17",
    lost=("Оплаты",),
    stale=True,
)


def test_it_goes_through_json_and_back() -> None:
    assert Known.from_json(json.loads(json.dumps(FULL.to_json()))) == FULL
    assert Known.from_json(json.loads(json.dumps(Known().to_json()))) == Known()


def test_whose_tabs_they_are() -> None:
    assert FULL.ours == {7}
    assert [tab.title for tab in FULL.people] == ["Сделки", "График"]
    assert FULL.tab(7) and FULL.tab(9) is None


def test_reports_to_be_written_anew() -> None:
    again = FULL.rewritten().owned["finance"]
    assert (again.digest, again.blocks) == ("", {})
    assert (again.sheet, again.charts) == (7, (1, 2))
    assert FULL.rewritten(frozenset({"funnel"})) == FULL
    assert FULL.rewritten(frozenset({"finance"})) == FULL.rewritten()


def test_a_mark_names_its_report_and_its_sheet() -> None:
    assert marked(mark("finance", 7), 7) == "finance"
    assert marked(mark("finance", 7), 8) is None
    assert marked("@7", 7) is None
    assert marked("finance", 7) is None


def test_a_mark_is_metadata_of_its_sheet() -> None:
    book = new_book("Книга")
    book.tabs.append(new_tab(7, "Деньги", 1))
    create(book, marking("finance", 7)["createDeveloperMetadata"])
    assert book.developer_metadata[0]["location"]["sheetId"] == 7


def test_only_our_stamps_are_stamps() -> None:
    others = [{"metadataKey": "other", "metadataValue": "x"}, {"metadataKey": "planerka.run", "metadataValue": "run/1"}]
    assert stamps(others) == ("run/1",)
