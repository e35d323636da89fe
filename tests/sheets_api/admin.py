"""The admin's side of the local server: what a test does that no Google client may."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from flask import Blueprint, jsonify, request

from tests.sheets_api import values
from tests.sheets_api.entered import entered
from tests.sheets_api.grid import Box
from tests.sheets_api.sharing import share
from tests.sheets_api.state import Book, new_book, new_tab

if TYPE_CHECKING:
    from tests.sheets_api.server import Server

PERSON = "person@example.com"


def upload(server: "Server", given: dict[str, Any]) -> Book:
    """A spreadsheet with tabs and values, owned by a person and shared as said.

    ``sheets`` are {"title", "rows", "formats": {"r,c": NumberFormat}}; values are kept as JSON gives them.
    """
    made = new_book(given.get("title", "Книга"), given.get("locale", "ru_RU"), given.get("timeZone", "Europe/Moscow"))
    made.tabs = []
    for i, sheet in enumerate(given.get("sheets", [])) or ():
        rows = sheet.get("rows", [])
        size = (max(len(rows), 1) + 50, max(map(len, rows), default=0) + 5)
        tab = new_tab(sheet.get("sheetId", i), sheet["title"], i, *size)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                cell = entered(value, "RAW", made.properties["locale"])
                if cell is not None:
                    tab.cells[r, c] = cell
        for place, number_format in sheet.get("formats", {}).items():
            r, c = map(int, place.split(","))
            tab.cells[r, c] = tab.cells.get((r, c), {}) | {"userEnteredFormat": {"numberFormat": number_format}}
        made.tabs.append(tab)
    if not made.tabs:
        made.tabs = [new_tab(0, "Лист1", 0)]
    share(made, {"type": "user", "role": "owner", "emailAddress": PERSON})
    for address, role in given.get("share", {}).items():
        share(made, {"type": "user", "role": role, "emailAddress": address})
    with server.world.lock:
        server.world.add(made)
        server.world.commit(made, PERSON)
    return made


def type_in(server: "Server", book: str, range: str, values_: list[list[Any]] | None = None, **more: Any) -> None:
    """A person types into cells, as USER_ENTERED."""
    rows = values_ if values_ is not None else more["values"]
    with server.world.lock:
        draft = server.world.book(book).copy()
        draft.caller = PERSON
        values.put(draft, draft.range(range), {"values": rows}, "USER_ENTERED")
        server.world.commit(draft, PERSON)


def do(server: "Server", book: str, requests: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A person does what a batchUpdate can say: renames, deletes, protects, sorts a tab."""
    from tests.sheets_api.batch import apply

    with server.world.lock:
        draft = server.world.book(book).copy()
        draft.caller = PERSON
        replies = apply(draft, requests)
        server.world.commit(draft, PERSON)
    return replies


def dump(book: Book) -> dict[str, Any]:
    """Everything a file holds, to compare before and after: cells by tab title and A1-free place."""
    return {
        "properties": book.properties,
        "file": book.file,
        "namedRanges": book.named_ranges,
        "developerMetadata": book.developer_metadata,
        "tabs": [
            {
                "properties": tab.properties,
                "cells": {f"{r},{c}": cell for (r, c), cell in sorted(tab.cells.items())},
                "rows": {str(i): one for i, one in sorted(tab.rows.items())},
                "columns": {str(i): one for i, one in sorted(tab.columns.items())},
                "parts": tab.parts,
            }
            for tab in book.tabs
        ],
    }


def grid(book: Book, title: str, render: str = "UNFORMATTED_VALUE") -> list[list[Any]]:
    """The values of one tab."""
    tab = book.titled(title)
    assert tab is not None, title
    found: list[list[Any]] = values.get(book, Box(tab.id), {"valueRenderOption": render}).get("values", [])
    return found


def blueprint(server: "Server") -> Blueprint:
    """The same over HTTP, under /admin: for a server in a process of its own."""
    pages = Blueprint("admin", __name__, url_prefix="/admin")

    @pages.post("/upload")
    def _upload() -> Any:
        return jsonify({"id": upload(server, request.get_json()).id})

    @pages.get("/books/<id>")
    def _book(id: str) -> Any:
        return jsonify(dump(server.world.book(id)))

    @pages.post("/books/<id>/type")
    def _type(id: str) -> Any:
        type_in(server, id, **request.get_json())
        return jsonify({})

    @pages.post("/books/<id>/do")
    def _do(id: str) -> Any:
        return jsonify({"replies": do(server, id, request.get_json()["requests"])})

    @pages.post("/books/<id>/share")
    def _share(id: str) -> Any:
        book = server.world.book(id)
        for address, role in request.get_json().items():
            if role:
                share(book, {"type": "user", "role": role, "emailAddress": address})
            else:
                book.permissions = [p for p in book.permissions if p.get("emailAddress") != address]
        return jsonify({})

    @pages.post("/accounts/<name>")
    def _account(name: str) -> Any:
        return jsonify(server.accounts.add(name))

    _counting(server, pages)
    return pages


def _counting(server: "Server", pages: Blueprint) -> None:
    """Faults, quotas and counters."""

    @pages.post("/faults")
    def _faults() -> Any:
        for given in request.get_json():
            server.faults.plan(**given)
        return jsonify({})

    @pages.delete("/faults")
    def _calm() -> Any:
        server.faults.clear()
        return jsonify({})

    @pages.post("/quota")
    def _quota() -> Any:
        for name, value in request.get_json().items():
            setattr(server.quota, name, value)
        return jsonify({})

    @pages.get("/requests")
    def _requests() -> Any:
        return jsonify(
            {
                "log": server.log,
                "counts": server.counts,
                "refused": server.quota.refused,
                "violations": server.violations,
                "warnings": server.warnings,
                "struck": server.faults.struck,
                "planned": [asdict(fault) for fault in server.faults.planned],
            }
        )

    @pages.delete("/requests")
    def _forget() -> Any:
        server.log.clear()
        server.counts.clear()
        server.violations.clear()
        server.warnings.clear()
        server.quota.refused = 0
        return jsonify({})
