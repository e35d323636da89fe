"""Plans carried out on the state of the local server, each request checked against Google's own schema."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from core.report import Result
from sheets_addon.workbooks.google.known import Known
from sheets_addon.workbooks.google.known import Tab as Seen
from sheets_addon.workbooks.google.plan import Plan, plan
from tests.sheets_api import schema
from tests.sheets_api.batch import apply
from tests.sheets_api.state import Book, Tab, new_book, new_tab

Json = dict[str, Any]
PEOPLE = "Сделки"


@dataclass
class Spreadsheet:
    """A person's spreadsheet with one tab, and what is known of it."""

    book: Book = field(default_factory=lambda: person_s_book(PEOPLE))
    known: Known = field(default_factory=Known)

    def __post_init__(self) -> None:
        if not self.known.tabs:
            self.known = Known(tabs=tuple(Seen(tab.id, tab.title, *tab.size) for tab in self.book.tabs))

    def write(self, result: Result, force: frozenset[str] = frozenset()) -> Plan:
        """Plan, send, remember; what the plan knows of the tabs is what they are."""
        made = plan(result, self.known, force=force)
        for chunk in [*made.staged, made.requests]:
            carry_out(self.book, chunk)
        self.known = Known.from_json(json.loads(json.dumps(made.known.to_json())))
        assert [(tab.id, tab.title, *tab.size) for tab in self.book.tabs] == [
            (tab.id, tab.title, tab.rows, tab.columns) for tab in self.known.tabs
        ]
        return made

    def tab(self, title: str) -> Tab:
        found = self.book.titled(title)
        assert found, title
        return found


def person_s_book(*titles: str) -> Book:
    made = new_book("Продажи", "ru_RU")
    made.tabs = [new_tab(10 + i, title, i, 100, 10) for i, title in enumerate(titles)]
    return made


def carry_out(book: Book, requests: Any) -> None:
    if not requests:
        return
    body = json.loads(json.dumps({"requests": requests}))
    assert schema.wrong("sheets.v4.json", "BatchUpdateSpreadsheetRequest", body) == []
    apply(book, body["requests"])


def grid(tab: Tab) -> list[list[Any]]:
    """The values as they stand; None a blank."""
    rows = 1 + max((row for row, _ in tab.cells), default=-1)
    columns = 1 + max((column for _, column in tab.cells), default=-1)
    return [[value(tab.cells.get((r, c), {})) for c in range(columns)] for r in range(rows)]


def value(cell: Json) -> Any:
    return next(iter(cell.get("userEnteredValue", {}).values()), None)


def texts(tab: Tab) -> set[str]:
    return {v for row in grid(tab) for v in row if isinstance(v, str)}


def place(tab: Tab, wanted: Any) -> tuple[int, int]:
    """Row and column of the first cell that holds it, from the top."""
    return next(at for at in sorted(tab.cells) if value(tab.cells[at]) == wanted)


def look(tab: Tab, at: tuple[int, int]) -> Json:
    found: Json = tab.cells[at].get("userEnteredFormat", {})
    return found


def of_kind(made: Plan, kind: str) -> list[Json]:
    return [request[kind] for chunk in [*made.staged, made.requests] for request in chunk if kind in request]


def sheets_named(requests: Any) -> Iterator[int]:
    """Every sheet that a request says anything of."""
    if isinstance(requests, dict):
        for name, item in requests.items():
            if name == "sheetId":
                yield item
            else:
                yield from sheets_named(item)
    elif isinstance(requests, list | tuple):
        for item in requests:
            yield from sheets_named(item)


def state(book: Book) -> Json:
    """All that a reader can see, tab by tab: not which rows are folded away, and no cell that is blank and plain."""
    return {tab.title: drawn(tab) for tab in book.tabs}


def drawn(tab: Tab) -> Json:
    cells = {at: cell for at, cell in tab.cells.items() if _is_seen(cell)}
    parts = {name: part for name, part in tab.parts.items() if part}
    wide = {i: one["pixelSize"] for i, one in tab.columns.items() if one.get("pixelSize", 100) != 100}
    high = {i: one["pixelSize"] for i, one in tab.rows.items() if one.get("pixelSize", 21) != 21}
    properties = {**tab.properties, "gridProperties": {**tab.properties["gridProperties"]}, "index": 0}
    for name in ("rowCount", "columnCount"):
        properties["gridProperties"].pop(name)
    return {"cells": cells, "parts": parts, "wide": wide, "high": high, "properties": properties}


def _is_seen(cell: Json) -> bool:
    look = cell.get("userEnteredFormat", {})
    return "userEnteredValue" in cell or "note" in cell or "backgroundColorStyle" in look or "borders" in look
