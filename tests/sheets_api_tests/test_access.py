"""Who is let in: signed claims, tokens that end, scopes, roles on a file."""

import json
import time
from pathlib import Path

import gspread
import pytest
from google.auth.exceptions import RefreshError
from gspread.exceptions import APIError

from tests.sheets_api import admin
from tests.sheets_api.running import credentials
from tests.sheets_api.server import Server
from tests.sheets_api_tests.asking import DRIVE, SHEETS, ask, batch, refused, write
from tests.sheets_api_tests.client import connected

FILE = "https://www.googleapis.com/auth/drive.file"
LOOK = "https://www.googleapis.com/auth/drive.metadata.readonly"
SHEET = "https://www.googleapis.com/auth/spreadsheets"


def shared(server: Server, role: str) -> str:
    return admin.upload(server, {"share": dict.fromkeys(server.accounts.keys, role)}).id


def test_a_viewer_reads_and_may_not_write(server: Server, google: gspread.Client) -> None:
    book = google.open_by_key(shared(server, "reader"))
    assert book.sheet1.get_all_values() == [[]]
    before = admin.dump(server.world.book(book.id))
    for change in (
        lambda: batch(book, write(0, 0, "x")),
        lambda: book.sheet1.update([["x"]], "A1"),
        lambda: book.sheet1.append_row(["x"]),
        lambda: book.sheet1.clear(),
    ):
        with pytest.raises(APIError, match=r"\[403\]: The caller does not have permission"):
            change()
    assert admin.dump(server.world.book(book.id)) == before
    assert "sufficient permissions" in refused(403, book.client, "patch", f"{DRIVE}/files/{book.id}", {"name": "x"})


def test_a_writer_made_a_viewer_meanwhile(server: Server, book: gspread.Spreadsheet) -> None:
    (address,) = [one["emailAddress"] for one in server.world.book(book.id).permissions]
    admin.share(server.world.book(book.id), {"type": "user", "role": "reader", "emailAddress": address})
    with pytest.raises(APIError, match="does not have permission"):
        batch(book, write(0, 0, "x"))


def test_to_a_stranger_drive_says_there_is_no_such_file(server: Server, google: gspread.Client) -> None:
    id = admin.upload(server, {}).id
    http = google.http_client
    assert refused(404, http, "get", f"{DRIVE}/files/{id}") == f"File not found: {id}."
    assert refused(404, http, "get", f"{DRIVE}/files/nowhere") == "File not found: nowhere."
    assert refused(403, http, "get", f"{SHEETS}/{id}") == "The caller does not have permission"
    assert refused(404, http, "get", f"{SHEETS}/nowhere") == "Requested entity was not found."


def test_everyone_with_the_link_and_everyone_of_a_domain(server: Server, google: gspread.Client) -> None:
    for permission in ({"type": "anyone"}, {"type": "domain", "domain": "planerka-test.iam.gserviceaccount.com"}):
        made = admin.upload(server, {})
        admin.share(made, permission | {"role": "reader"})
        assert google.open_by_key(made.id).title == "Книга"


def test_a_deleted_file_is_gone(google: gspread.Client) -> None:
    book = google.create("short")
    google.del_spreadsheet(book.id)
    assert refused(404, google.http_client, "get", f"{SHEETS}/{book.id}") == "Requested entity was not found."


def test_only_the_owner_deletes(server: Server, google: gspread.Client) -> None:
    id = shared(server, "writer")
    refused(403, google.http_client, "delete", f"{DRIVE}/files/{id}")


def test_without_a_token_nothing(server: Server, book: gspread.Spreadsheet) -> None:
    import requests

    for headers in ({}, {"Authorization": "Bearer made-up"}, {"Authorization": "Basic eDp5"}):
        reply = requests.get(f"{server.root}/v4/spreadsheets/{book.id}", headers=headers, timeout=10)
        assert (reply.status_code, reply.json()["error"]["status"]) == (401, "UNAUTHENTICATED")


def test_an_expired_token_is_fetched_anew(server: Server, book: gspread.Spreadsheet) -> None:
    server.accounts.expire()
    assert book.sheet1.get_all_values() == [[]], "google-auth asks for another on 401"


def test_a_token_lives_as_long_as_it_says(server: Server, keys: Path) -> None:
    server.accounts.life = 1
    try:
        with connected(server, keys) as short:
            id = short.create("x").id
            given = {token: one for token, one in server.accounts.tokens.items() if one[2] < time.time() + 2}
            for token, (address, scopes, _) in given.items():
                server.accounts.tokens[token] = (address, scopes, time.time() - 1)
            short.http_client.auth.expiry = None
            token = short.http_client.auth.token
            assert short.open_by_key(id).title == "x"
            assert short.http_client.auth.token != token
    finally:
        server.accounts.life = 3600


def test_a_revoked_key_gets_no_token_and_its_tokens_end(server: Server, keys: Path) -> None:
    with connected(server, keys, "revoked") as google:
        google.create("x")
        (address,) = [one for one in server.accounts.keys if one.startswith("revoked@")]
        server.accounts.revoked.add(address)
        with pytest.raises(RefreshError, match="invalid_grant"):
            google.list_spreadsheet_files()


@pytest.mark.parametrize("broken", ["another key", "another account"])
def test_claims_must_be_signed_by_the_accounts_own_key(server: Server, keys: Path, tmp_path: Path, broken: str) -> None:
    key = json.loads(credentials(server, tmp_path, "honest").read_text())
    other = json.loads(credentials(server, tmp_path, "other").read_text())
    if broken == "another key":
        key["private_key"] = other["private_key"]
    else:
        key["client_email"] = "nobody@planerka-test.iam.gserviceaccount.com"
    (tmp_path / "honest.json").write_text(json.dumps(key))
    with connected(server, tmp_path, "honest") as google, pytest.raises(RefreshError, match="invalid_grant"):
        google.list_spreadsheet_files()


def test_the_token_endpoint_takes_nothing_else(server: Server) -> None:
    import requests

    reply = requests.post(f"{server.root}/token", data={"grant_type": "password"}, timeout=10)
    assert (reply.status_code, reply.json()["error"]) == (400, "unsupported_grant_type")


def test_the_narrowest_scopes_do(server: Server, keys: Path) -> None:
    with connected(server, keys, scopes=[SHEET, LOOK]) as google:
        made = ask(google.http_client, "post", SHEETS, {"properties": {"title": "narrow"}})
        assert ask(google.http_client, "get", f"{DRIVE}/files/{made['spreadsheetId']}", fields="version")
        said = refused(403, google.http_client, "delete", f"{DRIVE}/files/{made['spreadsheetId']}")
        assert said == "Request had insufficient authentication scopes."
    with connected(server, keys, scopes=[LOOK]) as google:
        refused(403, google.http_client, "get", f"{SHEETS}/{made['spreadsheetId']}")
    with connected(server, keys, scopes=[FILE]) as google:
        assert google.create("by drive.file alone").sheet1.get_all_values() == [[]]
