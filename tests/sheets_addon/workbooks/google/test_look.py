"""The look: one Drive request, and a sentence for every way in which a file may be out of reach."""

from typing import Any

import pytest
from gspread import Client

from core.errors import (
    KeyRefused,
    ServiceDown,
    WorkbookError,
    WorkbookNotFound,
    WorkbookNotShared,
    WorkbookReadOnly,
    WorkbookTrashed,
)
from core.intake.book import is_input
from sheets_addon.workbooks.google.book import GoogleWorkbook
from tests.sheets_addon.workbooks.google.conftest import ADDRESS, Upload
from tests.sheets_api import admin
from tests.sheets_api.server import Server


def test_a_look_costs_nothing_of_sheets(server: Server, book: GoogleWorkbook) -> None:
    found = book.look()
    assert server.counts == {"drive.files.get": 1}
    assert (found.by, found.title) == (admin.PERSON, "Продажи")
    assert found.modified.startswith("20")


def test_the_version_rises_with_every_change(server: Server, book: GoogleWorkbook) -> None:
    first = book.look()
    book.read(is_input)
    assert book.look() == first
    admin.type_in(server, book.id, "Сделки!A2", [["Ёж"]])
    assert int(book.look().version) > int(first.version)


def meets(client: Client, id: str, kind: type[WorkbookError], *words: str, read: bool = True) -> None:
    """Look and read say the same."""
    calls: list[Any] = [GoogleWorkbook(client, id).look]
    if read:
        calls.append(lambda: GoogleWorkbook(client, id).read(is_input))
    for call in calls:
        with pytest.raises(kind) as caught:
            call()
        assert type(caught.value) is kind
        for language in ("ru", "en"):
            assert caught.value.message(language)  # type: ignore[arg-type]
        assert all(word in caught.value.message("en") for word in words), caught.value.message("en")


def test_not_shared_names_the_address_to_share_with(client: Client, upload: Upload) -> None:
    meets(client, upload(role=None), WorkbookNotShared, ADDRESS, "Share")


def test_deleted_is_told_from_not_shared(client: Client) -> None:
    meets(client, "1" + "x" * 43, WorkbookNotFound, "deleted")


def test_viewer_only_is_said_before_anything_is_read(client: Client, upload: Upload) -> None:
    meets(client, upload(role="reader"), WorkbookReadOnly, ADDRESS, "editor", read=False)


def test_in_the_bin(server: Server, client: Client, upload: Upload) -> None:
    id = upload()
    server.world.book(id).file["trashed"] = True
    meets(client, id, WorkbookTrashed, "Продажи", read=False)


def test_the_api_is_not_enabled(server: Server, client: Client, upload: Upload) -> None:
    server.faults.plan(kind="status", match="v4|drive", code=403, reason="accessNotConfigured", times=9)
    meets(client, upload(), KeyRefused, "enabled")


def test_an_outage(server: Server, client: Client, upload: Upload) -> None:
    server.faults.plan(kind="status", match="v4|drive", code=500, times=99)
    meets(client, upload(), ServiceDown, "500", "try again")


def test_no_connection_at_all(server: Server, client: Client, upload: Upload) -> None:
    server.faults.plan(kind="reset", match="v4|drive", times=99)
    meets(client, upload(), ServiceDown, "no connection")


def test_whether_it_passes_by_itself() -> None:
    assert ServiceDown.passes
    assert not WorkbookNotShared.passes


def test_a_file_nobody_is_known_to_have_touched(server: Server, book: GoogleWorkbook) -> None:
    server.world.book(book.id).file.pop("lastModifyingUser")
    assert book.look().by == ""
