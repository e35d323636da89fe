"""Every method of gspread that changes a sheet itself: its size, order, look, notes, groups, protection."""

from typing import Any

import gspread
import pytest
from gspread.exceptions import APIError, GSpreadException
from gspread.utils import Dimension, MergeType, PasteType, ValidationConditionType, ValueRenderOption


def metadata(sheet: gspread.Worksheet) -> dict[str, Any]:
    sheets = sheet.spreadsheet.fetch_sheet_metadata()["sheets"]
    return next(one for one in sheets if one["properties"]["sheetId"] == sheet.id)


def grid(sheet: gspread.Worksheet) -> dict[str, Any]:
    found: dict[str, Any] = metadata(sheet)["properties"]["gridProperties"]
    return found


def columns(sheet: gspread.Worksheet) -> list[dict[str, Any]]:
    reply = sheet.spreadsheet.fetch_sheet_metadata(params={"fields": "sheets.data.columnMetadata"})
    found: list[dict[str, Any]] = reply["sheets"][0]["data"][0]["columnMetadata"]
    return found


def test_size(sheet: gspread.Worksheet) -> None:
    sheet.add_rows(10)
    sheet.add_cols(4)
    assert grid(sheet) == {"rowCount": 1010, "columnCount": 30}
    sheet.resize(20, 5)
    assert (grid(sheet)["rowCount"], grid(sheet)["columnCount"]) == (20, 5) == (sheet.row_count, sheet.col_count)


def test_sorting(sheet: gspread.Worksheet) -> None:
    rows = [["Apple", "2012", "4"], ["Banana", "2013", "3"], ["Canada", "2007", "1"], ["Fox", "2013", "2"]]
    sheet.resize(4, 3)
    sheet.update(rows, "A1")
    sheet.sort((3, "asc"), range="A1:C4")
    assert sheet.get_all_values() == sorted(rows, key=lambda row: row[2])
    sheet.sort((1, "des"))
    assert sheet.get_all_values() == sorted(rows, reverse=True)
    sheet.sort((2, "asc"), (3, "asc"))
    assert sheet.get_all_values() == sorted(rows, key=lambda row: (row[1], row[2]))
    sheet.freeze(rows=1)
    top = sheet.get_all_values()[0]
    sheet.sort((3, "des"))
    assert sheet.get_all_values() == [top, *sorted((r for r in rows if r != top), key=lambda r: r[2], reverse=True)]


def test_freezing(sheet: gspread.Worksheet) -> None:
    sheet.freeze(2, 1)
    assert (grid(sheet)["frozenRowCount"], grid(sheet)["frozenColumnCount"]) == (2, 1)
    sheet.freeze(0, 0)
    assert not {"frozenRowCount", "frozenColumnCount"} & grid(sheet).keys(), "Google does not say a zero"


def test_filters(sheet: gspread.Worksheet) -> None:
    sheet.resize(20, 20)
    sheet.set_basic_filter()
    whole = {"startRowIndex": 0, "endRowIndex": 20, "startColumnIndex": 0, "endColumnIndex": 20}
    assert metadata(sheet)["basicFilter"]["range"] == whole
    for area in (("B1:C2",), (1, 2, 2, 3)):
        sheet.set_basic_filter(*area)
        part = {"startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 1, "endColumnIndex": 3}
        assert metadata(sheet)["basicFilter"]["range"] == part
    sheet.clear_basic_filter()
    assert "basicFilter" not in metadata(sheet)


def test_rows_and_columns_put_in_and_taken_out(sheet: gspread.Worksheet) -> None:
    sheet.update([["a", "b"], ["c", "=1+1"]], "A1", raw=False)
    sheet.insert_row(["new"], 2)
    sheet.insert_rows([["x"], ["y"]], 1)
    assert sheet.col_values(1) == ["x", "y", "a", "new", "c"]
    assert sheet.acell("B5", value_render_option=ValueRenderOption.formula).value == "=1+1"
    sheet.insert_cols([["1", "2"]], 1)
    assert sheet.row_values(1) == ["1", "x"]
    sheet.delete_columns(1)
    sheet.delete_rows(1, 2)
    assert sheet.get_all_values() == [["a", "b"], ["new", ""], ["c", "2"]]
    sheet.delete_dimension(Dimension.rows, 1)
    assert sheet.row_values(1) == ["new"]
    with pytest.raises(GSpreadException):
        sheet.insert_row(["z"], 1, inherit_from_before=True)


def test_formats(sheet: gspread.Worksheet) -> None:
    wanted = {
        "backgroundColor": {"green": 1, "blue": 1},
        "horizontalAlignment": "CENTER",
        "textFormat": {"foregroundColor": {"red": 1, "green": 1}, "fontSize": 12, "bold": True},
    }
    sheet.format("A2:B2", wanted)
    sheet.batch_format([{"range": "C2", "format": {"textFormat": {"italic": True}}}])
    params = {"ranges": "Sheet1!A2:C2", "fields": "sheets.data.rowData.values.userEnteredFormat"}
    reply = sheet.spreadsheet.fetch_sheet_metadata(params)
    first, second, third = (one["userEnteredFormat"] for one in reply["sheets"][0]["data"][0]["rowData"][0]["values"])
    assert first == second
    assert first.pop("backgroundColorStyle") == {"rgbColor": {"green": 1, "blue": 1}}
    assert first["textFormat"].pop("foregroundColorStyle") == {"rgbColor": {"red": 1, "green": 1}}
    assert first == wanted
    assert third == {"textFormat": {"italic": True}}


def test_merging(sheet: gspread.Worksheet) -> None:
    sheet.update([[42, 43], [43, 44]], "A1:B2")
    sheet.merge_cells("A1:B2", merge_type=MergeType.merge_rows)
    assert [one["startRowIndex"] for one in metadata(sheet)["merges"]] == [0, 1]
    sheet.merge_cells(1, 1, 2, 2)
    assert len(metadata(sheet)["merges"]) == 1, "a merge takes up those inside it"
    assert sheet.get_all_values() == [["42"]]
    sheet.unmerge_cells("A1:B2")
    assert "merges" not in metadata(sheet)
    sheet.batch_merge([{"range": "A1:B1"}, {"range": "C1:C2"}])
    assert len(metadata(sheet)["merges"]) == 2


def test_order(book: gspread.Spreadsheet) -> None:
    for name in "BCD":
        book.add_worksheet(name, 1, 1)
    book.reorder_worksheets(book.worksheets()[::-1])
    assert [one.title for one in book.worksheets()] == ["D", "C", "B", "Sheet1"]
    book.worksheet("B").update_index(0)
    assert [one.title for one in book.worksheets()] == ["B", "D", "C", "Sheet1"]


def test_title_and_tab_colour(sheet: gspread.Worksheet) -> None:
    sheet.update_title("Отчёт 'квартал'")
    sheet.update([["x"]], "A1")
    assert sheet.get_all_values() == [["x"]]
    assert sheet.tab_color is None
    sheet.update_tab_color("#FF0000")
    assert metadata(sheet)["properties"]["tabColorStyle"] == {"rgbColor": {"red": 1}}
    assert sheet.spreadsheet.sheet1.tab_color == "#FF0000"
    sheet.clear_tab_color()
    assert "tabColor" not in metadata(sheet)["properties"]


def test_notes(sheet: gspread.Worksheet) -> None:
    assert sheet.get_note("A1") == ""
    sheet.insert_note("A1", "first")
    assert sheet.get_note("A1") == "first"
    sheet.update_note("A1", "changed")
    sheet.update_notes({"B2": "second", "C1": "third"})
    assert sheet.get_notes() == [["changed", "", "third"], ["", "second"]]
    sheet.clear_note("A1")
    sheet.clear_notes(["B2", "C1"])
    assert sheet.get_note("A1") == sheet.get_note("B2") == ""
    with pytest.raises(TypeError):
        sheet.insert_note("A1", 42)


@pytest.mark.parametrize("kind", ["rows", "columns"])
def test_groups(sheet: gspread.Worksheet, kind: str) -> None:
    getattr(sheet, f"add_dimension_group_{kind}")(0, 2)
    (found,) = getattr(sheet, f"list_dimension_group_{kind}")()
    assert found == {"range": {"dimension": kind.upper(), "startIndex": 0, "endIndex": 2}, "depth": 1}
    getattr(sheet, f"delete_dimension_group_{kind}")(0, 2)
    assert getattr(sheet, f"list_dimension_group_{kind}")() == []


def test_hiding(book: gspread.Spreadsheet, sheet: gspread.Worksheet) -> None:
    with pytest.raises(APIError, match="can't hide all"):
        sheet.hide()
    other = book.add_worksheet("hidden", 2, 2)
    other.hide()
    assert metadata(other)["properties"]["hidden"] is True
    assert [one.title for one in book.worksheets(exclude_hidden=True)] == ["Sheet1"]
    other.show()
    assert "hidden" not in metadata(other)["properties"]
    sheet.hide_columns(0, 2)
    assert [one.get("hiddenByUser", False) for one in columns(sheet)[:3]] == [True, True, False]
    sheet.unhide_columns(0, 2)
    assert not any("hiddenByUser" in one for one in columns(sheet))
    sheet.hide_rows(0, 2)
    sheet.unhide_rows(0, 2)
    sheet.hide_gridlines()
    assert grid(sheet)["hideGridlines"] is True
    sheet.show_gridlines()
    assert "hideGridlines" not in grid(sheet)


def test_sizes_that_fit(sheet: gspread.Worksheet) -> None:
    sheet.update_acell("A1", "A" * 1024)
    before = columns(sheet)[0]["pixelSize"]
    sheet.columns_auto_resize(0, 1)
    sheet.rows_auto_resize(0, 1)
    assert columns(sheet)[0]["pixelSize"] > before == 100


def test_many_rows_fit_at_once(book: gspread.Spreadsheet) -> None:
    sheet = book.add_worksheet("long", 20_000, 2)
    sheet.update([["x" * 30]] * 5_000, "A1")
    sheet.rows_auto_resize(0, 20_000)
    sheet.columns_auto_resize(0, 2)
    params = {"fields": "sheets.data.columnMetadata.pixelSize", "ranges": "long!A1:B1"}
    found = book.fetch_sheet_metadata(params)["sheets"][0]["data"][0]["columnMetadata"]
    assert [one["pixelSize"] for one in found] == [219, 21]


def test_protection(book: gspread.Spreadsheet, sheet: gspread.Worksheet) -> None:
    sheet.add_protected_range("A1:B2", editor_users_emails=["person@example.com"], description="ours")
    (found,) = book.list_protected_ranges(sheet.id)
    assert found["description"] == "ours"
    assert "person@example.com" in found["editors"]["users"]
    assert found["requestingUserCanEdit"] is True
    sheet.delete_protected_range(found["protectedRangeId"])
    assert book.list_protected_ranges(sheet.id) == []


def test_named_ranges(book: gspread.Spreadsheet, sheet: gspread.Worksheet) -> None:
    sheet.update([[1, 2]], "A1")
    made = sheet.define_named_range("A1:B2", "Names")["replies"][0]["addNamedRange"]["namedRange"]
    (found,) = book.list_named_ranges()
    assert found == made
    assert found["range"] == {"startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 2}
    assert [cell.value for cell in book.named_range("Names")] == ["1", "2", "", ""]
    sheet.delete_named_range(found["namedRangeId"])
    assert book.list_named_ranges() == []


def test_validation(sheet: gspread.Worksheet) -> None:
    sheet.add_validation("A1:A2", ValidationConditionType.one_of_list, ["yes", "no"], strict=True, showCustomUi=True)
    params = {"ranges": "Sheet1!A1:A2", "fields": "sheets.data.rowData.values.dataValidation"}
    rows = sheet.spreadsheet.fetch_sheet_metadata(params)["sheets"][0]["data"][0]["rowData"]
    assert [row["values"][0]["dataValidation"]["condition"]["type"] for row in rows] == ["ONE_OF_LIST"] * 2


def test_copies_of_a_sheet(google: gspread.Client, book: gspread.Spreadsheet, sheet: gspread.Worksheet) -> None:
    sheet.update([["x", 1]], "A1")
    other = google.create("Other")
    assert sheet.copy_to(other.id)["title"] == "Copy of Sheet1"
    assert other.worksheet("Copy of Sheet1").get_all_values() == [["x", "1"]]
    assert sheet.duplicate(new_sheet_name="Again").get_all_values() == [["x", "1"]]
    assert [one.title for one in book.worksheets()] == ["Again", "Sheet1"]
    google.del_spreadsheet(other.id)


def test_only_values_pasted(sheet: gspread.Worksheet) -> None:
    sheet.update([["=1+2"]], "A1", raw=False)
    sheet.copy_range("A1", "B1", paste_type=PasteType.values)
    assert sheet.get("A1:B1", value_render_option=ValueRenderOption.formula) == [["=1+2", 3]]
