"""Every method of gspread's Client and Spreadsheet: files, their tabs, who may see them."""

import re

import gspread
import pytest
from gspread.exceptions import APIError, SpreadsheetNotFound, WorksheetNotFound
from gspread.utils import ExportFormat

from tests.sheets_api import admin
from tests.sheets_api.server import Server

FRUIT = [["🍇", "🍉", "🍋"], ["🍐", "🍎", "🍓"]]


def test_a_file_is_opened_by_title_key_and_address(google: gspread.Client, book: gspread.Spreadsheet) -> None:
    for found in (google.open(book.title), google.open_by_key(book.id), google.open_by_url(book.url)):
        assert (found.id, found.locale, found.timezone) == (book.id, "en_US", "Etc/GMT")
    assert re.match(r"^[a-zA-Z0-9-_]+$", book.id)


def test_what_is_not_there_and_what_is_not_shared(server: Server, google: gspread.Client) -> None:
    with pytest.raises(SpreadsheetNotFound):
        google.open("no file has this title")
    for open_missing in (
        lambda: google.open_by_key("test"),
        lambda: google.open_by_url("https://docs.google.com/spreadsheets/d/test"),
    ):
        with pytest.raises(SpreadsheetNotFound):
            open_missing()
    private = admin.upload(server, {"title": "private"})
    with pytest.raises(PermissionError):
        google.open_by_key(private.id)


def test_lists_of_files(google: gspread.Client, book: gspread.Spreadsheet) -> None:
    google.create("Second, and with an apostrophe's mark")
    found = google.list_spreadsheet_files()
    assert {"id", "name", "createdTime", "modifiedTime"} <= found[0].keys()
    assert len(google.openall(book.title)) < len(google.openall())
    assert google.list_spreadsheet_files(folder_id="no such folder") == []


def test_a_file_copied_with_its_comments_and_permissions(google: gspread.Client, book: gspread.Spreadsheet) -> None:
    book.share("person@example.com", perm_type="user", role="writer", notify=False)
    url = f"https://www.googleapis.com/drive/v3/files/{book.id}/comments"
    google.http_client.request("post", url, params={"fields": "id"}, json={"content": "look at B2"})
    made = google.copy(book.id, title="The copy", copy_permissions=True)
    assert made.fetch_sheet_metadata()["sheets"] == book.fetch_sheet_metadata()["sheets"]
    assert {one["role"] for one in made.list_permissions()} == {"owner", "writer"}
    url = f"https://www.googleapis.com/drive/v3/files/{made.id}/comments"
    reply = google.http_client.request("get", url, params={"fields": "comments/content"})
    assert reply.json() == {"comments": [{"content": "look at B2"}]}
    assert google.copy(book.id).title == f"Copy of {book.title}"
    google.del_spreadsheet(made.id)
    with pytest.raises(SpreadsheetNotFound):
        google.open_by_key(made.id)


def test_csv_in_and_out(google: gspread.Client, book: gspread.Spreadsheet) -> None:
    book.add_worksheet("gone after the import", 1, 1)
    google.import_csv(book.id, "one,2\n3,=1+3")
    assert google.open_by_key(book.id).sheet1.get_all_values() == [["one", "2"], ["3", "4"]]
    assert [one.title for one in book.worksheets()] == ["Sheet1"]
    assert book.export(ExportFormat.CSV) == b"one,2\r\n3,4"
    assert google.export(book.id, ExportFormat.TSV) == b"one\t2\r\n3\t4"


def test_what_is_not_built_says_so(book: gspread.Spreadsheet) -> None:
    with pytest.raises(APIError, match=r"501.*does not implement export to application/pdf"):
        book.export(ExportFormat.PDF)


def test_times(google: gspread.Client, book: gspread.Spreadsheet) -> None:
    before = book.get_lastUpdateTime()
    book.sheet1.update([[1]], "A1")
    assert book.get_lastUpdateTime() > before >= book.creationTime
    assert google.get_file_drive_metadata(book.id)["name"] == book.title


def test_permissions(google: gspread.Client, book: gspread.Spreadsheet) -> None:
    book.share("a@example.com", perm_type="user", role="writer")
    book.share("example.com", perm_type="domain", role="reader")
    book.share(None, perm_type="anyone", role="reader")
    assert [one["type"] for one in book.list_permissions()] == ["user", "user", "domain", "anyone"]
    assert len(book.remove_permissions("a@example.com")) == 1
    assert len(google.list_permissions(book.id)) == 3
    with pytest.raises(APIError, match="emailAddress is invalid"):
        book.share("nobody", perm_type="user", role="writer")


def test_ownership_offered(book: gspread.Spreadsheet) -> None:
    book.share("heir@example.com", perm_type="user", role="writer")
    heir = next(one for one in book.list_permissions() if one.get("emailAddress") == "heir@example.com")
    book.transfer_ownership(str(heir["id"]))
    with pytest.raises(APIError, match="sufficient permissions"):
        book.accept_ownership(str(heir["id"]))


def test_tabs(book: gspread.Spreadsheet) -> None:
    assert book.sheet1.id == book.get_worksheet(0).id == book.get_worksheet_by_id(0).id == 0
    first, second = (book.add_worksheet(name, 1, 1) for name in ("one", "two"))
    assert [one.title for one in book] == ["Sheet1", "one", "two"]
    assert book.worksheet("two").id == second.id
    book.del_worksheet(first)
    book.del_worksheet_by_id(second.id)
    assert [one.title for one in book.worksheets()] == ["Sheet1"]
    with pytest.raises(WorksheetNotFound):
        book.worksheet("one")
    with pytest.raises(APIError, match="can't remove all the visible sheets"):
        book.del_worksheet(book.sheet1)


def test_values_of_the_book(book: gspread.Spreadsheet) -> None:
    name = "🌵 cactus 1"
    book.add_worksheet(name, 10, 10)
    book.values_update(f"{name}!A1", params={"valueInputOption": "RAW"}, body={"values": FRUIT})
    assert book.values_get(name)["values"] == FRUIT
    read = book.values_batch_get([f"{name}!{column}:{column}" for column in "ABC"])
    assert [[row[0] for row in one["values"]] for one in read["valueRanges"]] == [
        list(c) for c in zip(*FRUIT, strict=True)
    ]
    body = {"valueInputOption": "RAW", "data": [{"range": f"{name}!B1", "values": [["changed"]]}]}
    assert book.values_batch_update(body)["totalUpdatedCells"] == 1
    book.values_append(name, {"valueInputOption": "RAW"}, {"values": [["end"]]})
    book.values_clear(f"{name}!A1")
    book.values_batch_clear(body={"ranges": [f"{name}!C1:C2"]})
    assert book.values_get(name)["values"] == [["", "changed"], ["🍐", "🍎"], ["end"]]


def test_properties(google: gspread.Client, book: gspread.Spreadsheet) -> None:
    book.update_title("🎊 Title #123 🎉")
    book.update_timezone("Europe/Paris")
    book.update_locale("fr_FR")
    again = google.open_by_key(book.id)
    assert (again.title, again.timezone, again.locale) == ("🎊 Title #123 🎉", "Europe/Paris", "fr_FR")
