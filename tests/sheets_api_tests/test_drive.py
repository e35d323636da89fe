"""Drive's files: found by a query, page by page, renamed, put in the bin, commented."""

import gspread
import pytest

from tests.sheets_api.server import Server
from tests.sheets_api_tests.asking import DRIVE, ask, refused

FILES = f"{DRIVE}/files"


@pytest.fixture
def names(google: gspread.Client) -> list[str]:
    made = [f"Drive test {i} — Ann's «plan» and more" for i in range(5)]
    for name in made:
        ask(google.http_client, "post", FILES, {"name": name, "mimeType": "application/vnd.google-apps.spreadsheet"})
    return made


def listed(google: gspread.Client, q: str, **query: object) -> list[str]:
    found = ask(google.http_client, "get", FILES, q=q, **query)
    return [one["name"] for one in found["files"]]


@pytest.mark.parametrize(
    ("q", "count"),
    [
        ("name contains 'drive TEST' and trashed = false", 5),
        (r"name = 'Drive test 1 — Ann\'s «plan» and more'", 1),
        ("name contains 'Drive test' and mimeType != 'application/vnd.google-apps.spreadsheet'", 0),
        ("name contains 'Drive test' and 'folder' in parents", 0),
    ],
)
def test_found_by_a_query(google: gspread.Client, names: list[str], q: str, count: int) -> None:
    assert len(set(listed(google, q, pageSize=1000)) & set(names)) == count


def test_a_query_that_is_not_understood_says_so(google: gspread.Client) -> None:
    said = refused(501, google.http_client, "get", FILES, q="modifiedTime > '2012-06-04'")
    assert "Drive query modifiedTime >" in said


def test_page_by_page(google: gspread.Client, names: list[str]) -> None:
    seen: list[str] = []
    token = ""
    while True:
        query = {
            "pageSize": 2,
            "pageToken": token,
            "q": "name contains 'Drive test'",
            "fields": "nextPageToken,files/name",
        }
        page = ask(google.http_client, "get", FILES, **query)
        assert len(page["files"]) <= 2
        seen += [one["name"] for one in page["files"]]
        if not (token := page.get("nextPageToken", "")):
            break
    assert set(names) <= set(seen)
    assert len(seen) == len(listed(google, "name contains 'Drive test'", pageSize=1000))


def test_renamed_and_put_in_the_bin(server: Server, book: gspread.Spreadsheet) -> None:
    url = f"{FILES}/{book.id}"
    before = int(ask(book.client, "get", url, fields="version")["version"])
    assert ask(book.client, "patch", url, {"name": "Новое имя"}, fields="name,version") == {
        "name": "Новое имя", "version": str(before + 1)}  # fmt: skip
    assert book.fetch_sheet_metadata()["properties"]["title"] == "Новое имя"
    ask(book.client, "patch", url, {"trashed": True})
    assert ask(book.client, "get", url, fields="trashed") == {"trashed": True}
    assert book.sheet1.get_all_values() == [[]], "what lies in the bin can still be read"


def test_what_the_caller_may_do(book: gspread.Spreadsheet) -> None:
    seen = ask(book.client, "get", f"{FILES}/{book.id}", fields="ownedByMe,capabilities(canEdit),owners")
    assert seen["ownedByMe"] is True
    assert seen["capabilities"] == {"canEdit": True}


def test_comments(book: gspread.Spreadsheet) -> None:
    url = f"{FILES}/{book.id}/comments"
    assert "required" in refused(400, book.client, "get", url)
    made = ask(book.client, "post", url, {"content": "<проверить>"}, fields="*")
    assert made["htmlContent"] == "&lt;проверить&gt;"
    assert ask(book.client, "get", url, fields="comments(id,content)") == {
        "comments": [{"id": made["id"], "content": "<проверить>"}]
    }
    refused(400, book.client, "post", url, {}, fields="id")
