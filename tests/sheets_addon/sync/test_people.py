"""What people do to the file between and during syncs: their cells are kept, and the page says what is wrong."""

from collections.abc import Callable
from typing import Any

import pytest

from sheets_addon.sync.status import status
from tests.sheets_addon.sync.rig import ADDRESS, Rig, our_tabs, watching
from tests.sheets_addon.sync.right import assert_right
from tests.sheets_api import admin
from tests.sheets_api.sharing import share


@pytest.fixture
def synced(rig: Rig) -> Rig:
    assert rig.sync().word == "written"
    return rig


def said(rig: Rig) -> str:
    return " ".join(status(rig.store, rig.id, rig.clock.now).lines("ru"))


def failing(rig: Rig, code: str, *words: str) -> None:
    """The sync fails with its sentence; the old reports stay as they were, people's cells too."""
    shown, people = rig.shown(), rig.people()
    outcome = rig.sync("manual")
    assert outcome.error is not None, outcome
    assert outcome.error.code == code
    for word in words:
        assert word in outcome.message("ru")
    assert outcome.error.message("ru") in said(rig)
    assert "Отчёты верны на" in said(rig), "and how old the last good ones are"
    assert (rig.shown(), rig.people()) == (shown, people)


def properties(sheet: int, **changed: Any) -> dict[str, Any]:
    fields = ",".join(changed)
    return {"updateSheetProperties": {"properties": {"sheetId": sheet, **changed}, "fields": fields}}


def while_syncing(rig: Rig, match: str, act: Callable[[], None]) -> None:
    """``act`` happens when a request that matches comes in, before it is answered."""
    due = rig.server.faults.due

    def struck(request: str) -> Any:
        if match in request:
            rig.server.faults.due = due  # type: ignore[method-assign]
            act()
        return due(request)

    rig.server.faults.due = struck  # type: ignore[method-assign]


@pytest.mark.parametrize("request_", [":batchGetByDataFilter", ":batchUpdate"])
def test_a_person_types_during_the_sync(synced: Rig, request_: str) -> None:
    synced.type_in("Сделки!D2", [5])
    while_syncing(synced, request_, lambda: synced.type_in("Сделки!D3", [777777], ["=D2*2"]))
    assert synced.sync().word == "written"
    assert admin.grid(synced.book, "Сделки")[2][3] == 777777
    people = synced.people()
    assert synced.sync().is_good
    assert synced.people() == people
    assert_right(synced)


def test_a_person_types_over_a_report(synced: Rig) -> None:
    right = synced.shown()
    title = our_tabs(synced.book)["summary"].title
    synced.type_in(f"'{title}'!A1:B3", ["моё", 1], [2, "=1/0"], ["", "#"])
    assert synced.shown() != right
    assert synced.sync().word == "written"
    assert synced.shown() == right


def test_a_person_types_over_a_report_between_our_read_and_our_write(synced: Rig) -> None:
    """Nobody else touches the file afterwards, and the reports that were typed over had not changed."""
    title = our_tabs(synced.book)["finance" if "finance" in our_tabs(synced.book) else "summary"].title
    synced.sync()
    synced.clock.ahead(hours=2)  # another meeting: the write is of our own making
    while_syncing(synced, ":batchUpdate", lambda: synced.type_in(f"'{title}'!B2", ["чужое"]))
    synced.sync()
    synced.sync()
    assert_right(synced)
    assert "чужое" not in {cell for report in synced.shown().values() for cell in report["cells"].values()}


def test_rows_are_sorted_and_inserted_during_the_sync(synced: Rig) -> None:
    synced.type_in("Сделки!D2", [5])
    insert = {"insertDimension": {"range": {"sheetId": 10, "dimension": "ROWS", "startIndex": 1, "endIndex": 3}}}
    while_syncing(synced, ":batchUpdate", lambda: synced.do(insert))
    synced.sync()
    people = synced.people()
    assert synced.sync().is_good
    assert synced.people() == people
    assert_right(synced)


def test_our_tabs_renamed_and_moved_stay_ours(synced: Rig) -> None:
    tab = our_tabs(synced.book)["summary"]
    synced.do(properties(tab.id, title="Моя сводка", index=0))
    synced.type_in("Сделки!D2", [5])
    assert synced.sync().word == "written"
    assert our_tabs(synced.book)["summary"].id == tab.id
    assert len(our_tabs(synced.book)) == len({tab.title for tab in our_tabs(synced.book).values()})
    assert_right(synced)


def test_an_input_tab_is_renamed_and_named_back(synced: Rig) -> None:
    synced.do(properties(10, title="Черновик"))
    outcome = synced.sync()
    assert outcome.is_good
    assert "«Сделки»" in said(synced)
    assert_right(synced)
    synced.do(properties(10, title="Сделки"))
    assert synced.sync().word == "written"
    assert "«Сделки»" not in said(synced)
    assert_right(synced)


def test_an_input_tab_is_deleted_and_comes_back(synced: Rig) -> None:
    before = synced.book.copy()
    synced.do({"deleteSheet": {"sheetId": 10}})
    assert synced.sync().is_good
    assert "Вкладки «Сделки» больше нет" in said(synced)
    assert_right(synced)
    tab = before.tab(10)
    synced.do({"addSheet": {"properties": {"sheetId": 999, "title": "Сделки"}}})
    synced.book.tab(999).cells.update(tab.cells)
    assert synced.sync().word == "written"
    assert "больше нет" not in said(synced)
    assert_right(synced)


def test_every_input_tab_is_deleted(synced: Rig) -> None:
    synced.do({"deleteSheet": {"sheetId": 10}}, {"deleteSheet": {"sheetId": 11}})
    failing(synced, "nothing", "нет ни одной вкладки Планёрки")


def test_a_tab_of_ours_is_deleted(synced: Rig) -> None:
    right = synced.shown()
    tab = our_tabs(synced.book)["summary"]
    synced.do({"deleteSheet": {"sheetId": tab.id}})
    assert synced.sync().word == "written"
    assert synced.shown() == right


def test_a_tab_of_ours_is_deleted_between_our_read_and_our_write(synced: Rig) -> None:
    tab = our_tabs(synced.book)["summary"]
    synced.type_in("Сделки!D2", [5])
    while_syncing(synced, ":batchUpdate", lambda: synced.do({"deleteSheet": {"sheetId": tab.id}}))
    with watching(synced) as seen:
        assert synced.sync().word == "written"
    assert_right(synced)
    assert seen[-1] == synced.shown()


def test_a_tab_of_ours_is_protected_against_us(synced: Rig) -> None:
    tab = our_tabs(synced.book)["summary"]
    guard = {"range": {"sheetId": tab.id}, "editors": {"users": ["person@example.com"]}}
    [made] = admin.do(synced.server, synced.book_id, [{"addProtectedRange": {"protectedRange": guard}}])
    synced.type_in("Сделки!D2", [5])
    failing(synced, "protected", tab.title, "Снимите защиту", ADDRESS)
    synced.do(
        {"deleteProtectedRange": {"protectedRangeId": made["addProtectedRange"]["protectedRange"]["protectedRangeId"]}}
    )
    assert synced.sync().word == "written"
    assert_right(synced)


def test_an_input_tab_that_is_protected_does_not_matter(synced: Rig) -> None:
    guard = {"range": {"sheetId": 10}, "editors": {"users": ["person@example.com"]}}
    synced.do({"addProtectedRange": {"protectedRange": guard}})
    synced.type_in("Сделки!D2", [5])
    assert synced.sync().word == "written"
    assert_right(synced)


def test_the_file_is_made_viewer_only(synced: Rig) -> None:
    share(synced.book, {"type": "user", "role": "reader", "emailAddress": ADDRESS})
    synced.type_in("Сделки!D2", [5])
    failing(synced, "read_only", "«Редактор»", ADDRESS)
    share(synced.book, {"type": "user", "role": "writer", "emailAddress": ADDRESS})
    assert synced.sync().word == "written"
    assert_right(synced)


def test_the_file_is_unshared(synced: Rig) -> None:
    book = synced.book
    book.permissions = [one for one in book.permissions if one.get("emailAddress") != ADDRESS]
    failing(synced, "not_shared", "«Поделиться»", ADDRESS)
    share(synced.book, {"type": "user", "role": "writer", "emailAddress": ADDRESS})
    assert synced.sync().is_good
    assert_right(synced)


def test_the_file_is_in_the_bin(synced: Rig) -> None:
    synced.book.file["trashed"] = True
    failing(synced, "trashed", "в корзине")
    synced.book.file["trashed"] = False
    assert synced.sync().is_good


def test_the_file_is_deleted(synced: Rig) -> None:
    book = synced.server.world.books.pop(synced.book_id)
    outcome = synced.sync()
    assert outcome.error is not None and outcome.error.code == "not_found"
    assert "удалена" in said(synced)
    synced.server.world.books[book.id] = book
    assert synced.sync().is_good


def test_the_key_is_revoked(synced: Rig) -> None:
    synced.server.accounts.revoked.add(ADDRESS)
    failing(synced, "key", "отозван", ADDRESS)
    synced.server.accounts.revoked.clear()
    assert synced.sync().is_good


def test_ten_million_cells(connect: Callable[..., Rig]) -> None:
    rig = connect()
    rig.do({"appendDimension": {"sheetId": 12, "dimension": "ROWS", "length": 9_990_000 // 9}})
    people = rig.people()
    outcome = rig.sync()
    assert outcome.error is not None and outcome.error.code == "full"
    assert "10 миллионов" in said(rig)
    assert rig.shown() == {} and rig.people() == people
    rows = rig.book.tab(12).size[0]
    rig.do({"deleteDimension": {"range": {"sheetId": 12, "dimension": "ROWS", "startIndex": 50, "endIndex": rows}}})
    assert rig.sync().word == "written"
    assert_right(rig)


def test_a_person_s_formula_that_points_at_our_tab_lives_on(synced: Rig) -> None:
    tab = our_tabs(synced.book)["summary"]
    synced.type_in("'Мои заметки'!F1", [f"='{tab.title}'!A1"])
    formula = synced.book.tab(12).cells[0, 5]
    for n in range(3):
        synced.type_in("Сделки!D2", [n])
        synced.type_in(f"Сделки!A{6 + n}", [f"Клиент {n}", "Анна", 46110, 10 * n, "КП", f"N{n}"])
        synced.sync()
    assert our_tabs(synced.book)["summary"].id == tab.id
    assert synced.book.tab(12).cells[0, 5] == formula
    assert admin.grid(synced.book, "Мои заметки")[0][5] == admin.grid(synced.book, tab.title)[0][0]


def test_a_person_s_tab_with_a_report_s_name_is_left_alone(connect: Callable[..., Rig], rig: Rig) -> None:
    rig.sync()
    title = our_tabs(rig.book)["summary"].title
    sheets = [{"title": "Сделки", "sheetId": 1, "rows": [["Клиент", "Сумма"], ["Ромашка", 5]]}]
    sheets.append({"title": title, "sheetId": 2, "rows": [["моё"]]})
    other = connect(sheets)
    people = other.people()
    assert other.sync().word == "written"
    assert other.people() == people
    assert our_tabs(other.book)["summary"].title.startswith(title)
    assert_right(other)


def test_a_write_that_comes_in_after_another_worker_took_over_is_healed(synced: Rig) -> None:
    """The fence was checked, the request is on its way, and its worker is cut off for longer than its lease."""
    words = []

    def another_takes_over() -> None:
        synced.clock.ahead(minutes=5)
        synced.type_in("Сделки!D2", [987654])
        words.append(synced.sync().word)

    synced.type_in("Сделки!D2", [5])
    people = synced.people()
    while_syncing(synced, ":batchUpdate", another_takes_over)
    with watching(synced) as seen:
        assert synced.sync().word == "lost"
    assert words == ["written"]
    assert seen[-1] != seen[-2], "the old write came in last"
    assert synced.people().keys() == people.keys()
    assert synced.sync().word == "written"
    assert_right(synced)
    assert synced.shown() == seen[-2], "whole reports of the newer reading, as before"
