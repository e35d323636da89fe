"""Every method of gspread that reads or writes cells, unmodified, as its own public tests expect it to behave."""

import itertools
import re

import gspread
import pytest
from gspread.exceptions import GSpreadException
from gspread.utils import ValueInputOption, ValueRenderOption

GAPS = [["A1", "B1", "", "D1"], ["", "b2", "", ""], ["", "", "", ""], ["A4", "B4", "", "D4"]]
RECORDS = [["A1", "B1", "C1", "D1"], [1, "b2", 1.45, ""], ["", "", "", ""], ["A4", 0.4, "", 4]]
I18N = "Iñtërnâtiônàlizætiøn Артур 🌵"


def fill(sheet: gspread.Worksheet, area: str, rows: list[list[object]], option: str = ValueInputOption.raw) -> None:
    cells = sheet.range(area)
    for cell, value in zip(cells, itertools.chain(*rows), strict=True):
        cell.value = value
    sheet.update_cells(cells, value_input_option=option)


def test_a_cell_is_addressed_by_name_and_by_numbers(sheet: gspread.Worksheet) -> None:
    sheet.update_acell("B1", "Dummy")
    assert sheet.acell("B1").value == sheet.cell(1, 2).value == "Dummy"
    assert sheet.find("Dummy").address == "B1"
    assert sheet.acell("D4").value is None
    assert sheet.cell(4, 4).address == "D4"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("text", "text"), (42, "42"), ("0042", "42"), (42.01, "42.01"), (I18N, I18N), ("two\nlines", "two\nlines")],
)
def test_update_cell_types_as_a_person_does(sheet: gspread.Worksheet, typed: object, shown: str) -> None:
    sheet.update_cell(1, 2, typed)
    assert sheet.cell(1, 2).value == shown


def test_numeric_values(sheet: gspread.Worksheet) -> None:
    for typed, number in (("= 1 / 1024", 1 / 1024), ("2,000,000.01", 2000000.01), ("not a number", None)):
        sheet.update_acell("A1", typed)
        assert sheet.acell("A1").numeric_value == number


def test_range_by_name_by_numbers_unbounded_reversed_and_whole(sheet: gspread.Worksheet) -> None:
    def seen(*area: object) -> list[tuple[int, int, str]]:
        return [(cell.row, cell.col, cell.value) for cell in sheet.range(*area)]

    sheet.resize(4, 4)
    sheet.update(GAPS, "A1:D4")
    assert seen("A1:D4") == seen(1, 1, 4, 4) == seen("D4:A1") == seen()
    assert seen("A1:C") == seen(1, 1, sheet.row_count, 3)
    assert len(seen("A1:A4")) == 4


def test_update_cells_of_a_range_of_corners_and_of_loose_cells(sheet: gspread.Worksheet) -> None:
    rows = [[f"{row}-{column}" for column in range(4)] for row in range(6)]
    fill(sheet, "A1:D6", rows)
    corners = sheet.range("A1:D6")[:: 4 * 6 - 1]
    corners[0].value, corners[1].value = "top left", "bottom right"
    sheet.update_cells(corners)
    rows[0][0], rows[-1][-1] = "top left", "bottom right"
    assert sheet.get_values("A1:D6") == rows
    sheet.update_cells([gspread.Cell(1, 2, "one"), gspread.Cell(2, 1, "other")])
    assert (sheet.acell("B1").value, sheet.acell("A2").value) == ("one", "other")


def test_update_and_get_keep_gaps_and_drop_what_trails(sheet: gspread.Worksheet) -> None:
    sheet.update(GAPS, "A1")
    assert sheet.get("A1:D4") == [["A1", "B1", "", "D1"], ["", "b2"], [], ["A4", "B4", "", "D4"]]
    assert sheet.get_all_values() == GAPS
    assert [cell.value for cell in sheet.get_all_cells()[:4]] == GAPS[0]
    assert sheet.row_values(2) == ["", "b2"]
    assert sheet.col_values(2) == ["B1", "b2", "", "B4"]
    assert sheet.get("A1:D2", major_dimension="COLUMNS") == [["A1"], ["B1", "b2"], [], ["D1"]]


def test_a_title_that_looks_like_a_cell(sheet: gspread.Worksheet) -> None:
    sheet.update_title("D3")
    sheet.update(GAPS, "A1")
    assert sheet.get_all_values() == GAPS


def test_batch_get_update_and_clear(sheet: gspread.Worksheet) -> None:
    sheet.batch_update([{"range": "A1:D1", "values": [GAPS[0]]}, {"range": "A4:D4", "values": [GAPS[3]]}])
    assert sheet.get("A1:D4") == [GAPS[0], [], [], GAPS[3]]
    first, second = sheet.batch_get(["A1:B1", "B4:D4"])
    assert (first.range, first, first.first()) == ("Sheet1!A1:B1", [["A1", "B1"]], "A1")
    assert (second.range, second, second.major_dimension) == ("Sheet1!B4:D4", [["B4", "", "D4"]], "ROWS")
    sheet.batch_clear(["A1:B1", "D4"])
    assert sheet.get("A1:D4") == [["", "", "", "D1"], [], [], ["A4", "B4"]]
    sheet.clear()
    assert sheet.get_all_values() == [[]]
    assert sheet.get("A1:D4") == [[]]


def test_records(sheet: gspread.Worksheet) -> None:
    sheet.resize(4, 4)
    fill(sheet, "A1:D4", RECORDS)
    wanted = [dict(zip(RECORDS[0], row, strict=True)) for row in RECORDS[1:]]
    assert sheet.get_all_records() == wanted
    assert sheet.get_all_records(empty2zero=True)[1] == dict.fromkeys(RECORDS[0], 0)
    assert sheet.get_all_records(default_blank=None)[1] == dict.fromkeys(RECORDS[0])
    assert sheet.get_all_records(expected_headers=["A1", "C1"]) == wanted
    for headers in (["A1", "A1"], ["A1", "E5"]):
        with pytest.raises(GSpreadException):
            sheet.get_all_records(expected_headers=headers)


def test_records_below_other_rows(sheet: gspread.Worksheet) -> None:
    sheet.resize(6, 4)
    fill(sheet, "A1:D6", [[""] * 4, [""] * 4, *RECORDS])
    assert sheet.get_all_records(head=3)[2] == dict(zip(RECORDS[0], RECORDS[3], strict=True))


def test_records_rendered_formatted_unformatted_and_as_formulas(sheet: gspread.Worksheet) -> None:
    sheet.resize(2, 4)
    fill(
        sheet,
        "A1:D2",
        [["=4/2", "2020-01-01", "string", 53], ["=3/2", 0.12, "1999-01-02", ""]],
        ValueInputOption.user_entered,
    )
    assert sheet.get_all_records() == [{"2": 1.5, "2020-01-01": 0.12, "string": "1999-01-02", "53": ""}]
    plain = sheet.get_all_records(value_render_option=ValueRenderOption.unformatted)
    assert plain == [{2: 1.5, 43831: 0.12, "string": 36162, 53: ""}]
    formulas = sheet.get_all_records(value_render_option=ValueRenderOption.formula)
    assert formulas == [{"=4/2": "=3/2", 43831: 0.12, "string": 36162, 53: ""}]


def test_find_by_text_by_pattern_and_without_case(sheet: gspread.Worksheet) -> None:
    sheet.update([["camelcase", "CamelCase", "x_Y9"]], "J2")
    assert sheet.find("CamelCase").address == "K2"
    assert sheet.find("CamelCase", case_sensitive=False).address == "J2"
    assert sheet.find(re.compile("[a-z]_[A-Z]9")).address == "L2"
    assert sheet.find("not there") is None
    assert [cell.address for cell in sheet.findall(re.compile("(?i)camel"))] == ["J2", "K2"]
    assert sheet.findall("x_Y9", in_row=2)[0].value == "x_Y9"


def test_replacing_what_is_found(sheet: gspread.Worksheet) -> None:
    sheet.update([["old"], ["new"], ["old"]], "A1")
    found = sheet.findall("old")
    for cell in found:
        cell.value = "changed"
    sheet.update_cells(found)
    assert sheet.col_values(1) == ["changed", "new", "changed"]


def test_append_goes_below_the_last_table(sheet: gspread.Worksheet) -> None:
    row = ["left", "", "right"]
    sheet.append_row(row)
    sheet.append_row(row)
    assert sheet.row_values(2) == ["", "", *row], "the gap makes two tables, and the right one is the last"
    sheet.append_row(row, table_range="A1")
    assert sheet.get("A2:C2") == [row], "unless the table is named"


def test_append_rows_grows_the_sheet(sheet: gspread.Worksheet) -> None:
    sheet.resize(2, 2)
    sheet.append_rows([["1", "2"]] * 4)
    assert sheet.get_all_values() == [["1", "2"]] * 4
    assert sheet.spreadsheet.sheet1.row_count == 4
    reply = sheet.append_rows([["3", "4"]], include_values_in_response=True)
    assert reply["updates"]["updatedRange"] == "Sheet1!A5:B5"
    assert reply["tableRange"] == "Sheet1!A1:B4"
    assert reply["updates"]["updatedData"]["values"] == [["3", "4"]]


def test_expand_finds_the_table_around_a_cell(sheet: gspread.Worksheet) -> None:
    sheet.update([["1", "2"], ["3", "4"], ["", ""], ["5", ""]], "A1")
    assert sheet.expand(top_left_range_name="A1") == [["1", "2"], ["3", "4"]]


def test_ranges_copied_and_cut(sheet: gspread.Worksheet) -> None:
    sheet.update([["A1"], ["A2"]], "A1:A2")
    sheet.copy_range("A1:A2", "B1:B2")
    assert sheet.get("A1:B2") == [["A1", "A1"], ["A2", "A2"]]
    sheet.cut_range("A1:A2", "C1")
    assert sheet.get("A1:C2") == [["", "A1", "A1"], ["", "A2", "A2"]]
