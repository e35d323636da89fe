"""What a value becomes when it is written, and how it comes back."""

from typing import Any

import gspread
import pytest

from tests.sheets_api.server import Server
from tests.sheets_api_tests.asking import SHEETS, ask, batch, refused, uploaded

DATE, SUM = {"type": "DATE", "pattern": "dd.mm.yyyy"}, {"type": "NUMBER", "pattern": "#,##0.00"}


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("put", "values/A1", {"values": [["x"]]}),
        ("post", "values/A1:append", {"values": [["x"]]}),
        ("post", "values:batchUpdate", {"data": [{"range": "A1", "values": [["x"]]}]}),
        ("post", "values:batchUpdateByDataFilter", {"data": [{"dataFilter": {"a1Range": "A1"}, "values": [["x"]]}]}),
    ],
)
def test_how_input_is_meant_must_be_said(
    book: gspread.Spreadsheet, method: str, path: str, body: dict[str, Any]
) -> None:
    said = refused(400, book.client, method, f"{SHEETS}/{book.id}/{path}", body)
    assert said == "'valueInputOption' is required but not specified"
    assert book.sheet1.get_all_values() == [[]]


def test_raw_keeps_formulas_and_leading_zeros_as_text(sheet: gspread.Worksheet) -> None:
    typed = ["=1+1", "007", "1,5", "31.12.2025", "TRUE", "50%", "'quoted"]
    sheet.update([typed], "A1", raw=True)
    for render in ("FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"):
        assert sheet.get("A1:G1", value_render_option=render) == [typed]


def test_raw_keeps_what_json_has_typed(sheet: gspread.Worksheet) -> None:
    sheet.update([[1, 1.5, True, "1"]], "A1", raw=True)
    assert sheet.get("A1:D1", value_render_option="UNFORMATTED_VALUE") == [[1, 1.5, True, "1"]]


@pytest.mark.parametrize(
    ("locale", "text", "value", "shown"),
    [
        ("en_US", "=1+1", 2, "2"),
        ("en_US", "007", 7, "7"),
        ("en_US", "1,234.5", 1234.5, "1,234.50"),
        ("en_US", "1,5", "1,5", "1,5"),
        ("en_US", "12/31/2025", 46022, "12/31/2025"),
        ("en_US", "31.12.2025", "31.12.2025", "31.12.2025"),
        ("en_US", "TRUE", True, "TRUE"),
        ("en_US", "50%", 0.5, "50%"),
        ("en_US", "'=1+1", "=1+1", "=1+1"),
        ("ru_RU", "=1+1", 2, "2"),
        ("ru_RU", "007", 7, "7"),
        ("ru_RU", "1 234,5", 1234.5, "1\u00a0234,50"),
        ("ru_RU", "1,5", 1.5, "1,5"),
        ("ru_RU", "1.5", "1.5", "1.5"),
        ("ru_RU", "31.12.2025", 46022, "31.12.2025"),
        ("ru_RU", "12/31/2025", "12/31/2025", "12/31/2025"),
        ("ru_RU", "ИСТИНА", True, "ИСТИНА"),
        ("ru_RU", "2025-12-31", 46022, "2025-12-31"),
    ],
)
def test_user_entered_is_read_in_the_locale_of_the_file(
    book: gspread.Spreadsheet, locale: str, text: str, value: Any, shown: str
) -> None:
    book.update_locale(locale)
    book.sheet1.update([[text]], "A1", raw=False)
    assert book.sheet1.get("A1", value_render_option="UNFORMATTED_VALUE") == [[value]]
    assert book.sheet1.get("A1") == [[shown]]


@pytest.mark.parametrize(
    ("locale", "shown"),
    [
        ("ru_RU", [["1\u00a0234\u00a0567,50", "0,5", "31.12.2025", "ИСТИНА", "25,0%", "1E+20"]]),
        ("en_US", [["1,234,567.50", "0.5", "31.12.2025", "TRUE", "25.0%", "1E+20"]]),
    ],
)
def test_the_locale_decides_how_a_value_reads(
    server: Server, google: gspread.Client, locale: str, shown: list[Any]
) -> None:
    row = [1234567.5, 0.5, 46022, True, 0.25, 1e20]
    formats = {"0,0": SUM, "0,2": DATE, "0,4": {"type": "PERCENT", "pattern": "0.0%"}}
    book = uploaded(server, google, row, locale=locale, formats=formats)
    assert book.sheet1.get("A1:F1") == shown
    assert book.sheet1.get("A1:F1", value_render_option="UNFORMATTED_VALUE") == [row]


def test_a_date_without_a_pattern_reads_as_the_locale_writes_dates(server: Server, google: gspread.Client) -> None:
    for locale, shown in (("ru_RU", "31.12.2025"), ("en_US", "12/31/2025")):
        book = uploaded(server, google, [46022], locale=locale, formats={"0,0": {"type": "DATE"}})
        assert book.sheet1.get("A1") == [[shown]]


def test_dates_come_as_serial_numbers_or_as_text(server: Server, google: gspread.Client) -> None:
    formats = {"0,0": DATE, "0,1": {"type": "DATE_TIME", "pattern": "yyyy-MM-dd HH:mm"}}
    sheet = uploaded(server, google, [46022, 46022.75, 46022], formats=formats).sheet1
    plain = "UNFORMATTED_VALUE"
    assert sheet.get("A1:C1", value_render_option=plain) == [[46022, 46022.75, 46022]]
    assert sheet.get("A1:C1", value_render_option=plain, date_time_render_option="SERIAL_NUMBER") == [
        [46022, 46022.75, 46022]
    ]
    texts = sheet.get("A1:C1", value_render_option=plain, date_time_render_option="FORMATTED_STRING")
    assert texts == [["31.12.2025", "2025-12-31 18:00", 46022]], "what is no date stays a number"


def test_errors_of_formulas_read_as_errors(sheet: gspread.Worksheet) -> None:
    sheet.update([["=1/0", "=Nowhere!A1", "=VLOOKUP(1)"]], "A1", raw=False)
    for render in ("FORMATTED_VALUE", "UNFORMATTED_VALUE"):
        assert sheet.get("A1:C1", value_render_option=render) == [["#DIV/0!", "#REF!", "#NAME?"]]


def test_trailing_blanks_are_not_returned(sheet: gspread.Worksheet) -> None:
    sheet.update([["a", "", "", ""], ["", "", "", ""], ["", "b", "", ""], ["", "", "", ""]], "A1", raw=True)
    reply = sheet.spreadsheet.values_get("Sheet1!A1:D10")
    assert reply["values"] == [["a"], [], ["", "b"]]
    assert reply["range"] == "Sheet1!A1:D10"
    assert "values" not in sheet.spreadsheet.values_get("Sheet1!C1:D10"), "nothing at all is no field at all"
    columns = sheet.spreadsheet.values_get("Sheet1!A1:D10", params={"majorDimension": "COLUMNS"})
    assert columns["values"] == [["a"], ["", "", "b"]]


def test_null_leaves_a_cell_and_an_empty_text_clears_it(sheet: gspread.Worksheet) -> None:
    sheet.update([["a", "b"]], "A1")
    sheet.update([[None, ""]], "A1")
    assert sheet.get_all_values() == [["a"]]


def test_an_empty_text_and_an_empty_value_are_no_value(sheet: gspread.Worksheet) -> None:
    sheet.update([["a", "b"]], "A1")
    cells = [{"userEnteredValue": {"stringValue": ""}}, {"userEnteredValue": {}}]
    start = {"sheetId": 0, "rowIndex": 0, "columnIndex": 0}
    batch(
        sheet.spreadsheet, {"updateCells": {"start": start, "rows": [{"values": cells}], "fields": "userEnteredValue"}}
    )
    assert sheet.get_all_values() == [[]]
    params = {"ranges": "A1:B1", "fields": "sheets.data.rowData"}
    assert sheet.spreadsheet.fetch_sheet_metadata(params) == {"sheets": [{"data": [{}]}]}


def test_a_format_stays_when_a_value_is_cleared(sheet: gspread.Worksheet) -> None:
    sheet.format("A1", {"textFormat": {"bold": True}})
    sheet.update([["x"]], "A1")
    sheet.batch_clear(["A1"])
    sheet.update([["y"]], "A1")
    fields = "sheets.data.rowData.values.userEnteredFormat"
    reply = sheet.spreadsheet.fetch_sheet_metadata({"fields": fields, "ranges": "A1"})
    assert reply["sheets"][0]["data"][0]["rowData"][0]["values"][0]["userEnteredFormat"]["textFormat"] == {"bold": True}


def test_more_than_the_range_holds_is_refused(book: gspread.Spreadsheet) -> None:
    url = f"{SHEETS}/{book.id}/values/"
    said = refused(400, book.client, "put", url + "A1:A2", {"values": [["x"]] * 3}, valueInputOption="RAW")
    assert "tried writing to row [3]" in said
    said = refused(400, book.client, "put", url + "A1001", {"values": [["x"]]}, valueInputOption="RAW")
    assert "exceeds grid limits. Max rows: 1000" in said
    assert "Unable to parse range" in refused(400, book.client, "get", url + "Nowhere!A1")


def test_what_no_cell_can_hold(book: gspread.Spreadsheet) -> None:
    url = f"{SHEETS}/{book.id}/values/A1"
    refused(400, book.client, "put", url, {"values": [[["a", "list"]]]}, valueInputOption="RAW")
    said = refused(400, book.client, "put", url, {"values": [["x" * 50_001]]}, valueInputOption="RAW")
    assert "50000 characters" in said
    assert ask(book.client, "put", url, {"values": [["x" * 50_000]]}, valueInputOption="RAW")["updatedCells"] == 1
