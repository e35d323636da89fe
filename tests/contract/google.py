"""The Google adapter under contract, against the local server: tabs are read back from the server's own state."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from core.workbook import Cell, Cells
from sheets_addon.workbooks.google.book import GoogleWorkbook
from sheets_addon.workbooks.google.client import connect
from sheets_addon.workbooks.google.known import MARK
from sheets_addon.workbooks.words import NOTHING_NOW
from tests.contract.adapters import IN_PLACE, LOCALE, SERIALS, START, Adapter, Drawn, plain, serial
from tests.sheets_api import admin
from tests.sheets_api.running import ACCOUNT, start
from tests.sheets_api.server import Server
from tests.sheets_api.state import Book, Tab

ERRORS = {"#N/A": "N_A", "#REF!": "REF", "#DIV/0!": "DIVIDE_BY_ZERO", "#VALUE!": "VALUE", "#NUM!": "NUM"}
EMPTIED = set(NOTHING_NOW)
_LINK = re.compile(r"#gid=(\d+)&range=([A-Z]+\d+)")


@cache
def server() -> tuple[Server, dict[str, Any]]:
    """One for all, and its service account's key file."""
    server, http = start()
    threading.Thread(target=http.serve_forever, daemon=True).start()
    return server, server.accounts.add(ACCOUNT)


@dataclass
class _Clock:
    now: float = 0.0

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


class Google:
    def __init__(self, cells: Cells, _folder: Path) -> None:
        self.server, key = server()
        self.server.faults.clear()
        self.server.violations.clear()
        sheets = [
            {
                "title": sheet.title,
                "sheetId": 100 + i,
                "rows": [[_typed(value) for value in row] for row in sheet.rows],
                "formats": {f"{r},{c}": look for r, c, value in _places(sheet.rows) if (look := _look(value))},
            }
            for i, sheet in enumerate(cells.sheets)
        ]
        made = admin.upload(self.server, {"sheets": sheets, "share": {key["client_email"]: "writer"}})
        for sheet, tab in zip(cells.sheets, made.tabs, strict=True):
            for r, c, value in _places(sheet.rows):
                if value in ERRORS:
                    tab.cells[r, c] = {"userEnteredValue": {"errorValue": {"type": ERRORS[str(value)]}}}
        clock = _Clock()
        client = connect(key, self.server.root, clock=clock.clock, sleep=clock.sleep)
        self.id, self.workbook = made.id, GoogleWorkbook(client, made.id)

    @property
    def state(self) -> Book:
        assert self.server.violations == []
        assert self.server.crashes == []
        return self.server.world.book(self.id)

    @property
    def ours(self) -> list[Tab]:
        marks = [one for one in self.state.developer_metadata if one["metadataKey"] == MARK]
        ids = {one["location"]["sheetId"] for one in marks}
        return [tab for tab in self.state.tabs if tab.id in ids]

    def drawn(self) -> list[Drawn]:
        """Those with figures. A tab whose report has none any more stays, for formulas point at it, without any."""
        titles = {tab.id: tab.title for tab in self.state.tabs}
        found = [_drawn(tab, titles) for tab in self.ours]
        emptied = [one for one in found if EMPTIED & one.texts()]
        for one in emptied:
            values = [value for row in one.grid for value in row if value is not None]
            assert all(isinstance(value, str) for value in values) and not one.links and not one.charts
        return [one for one in found if one not in emptied]

    def people(self) -> object:
        ours = {tab.id for tab in self.ours}
        found = admin.dump(self.state.copy())
        people = [tab for tab in found["tabs"] if tab["properties"]["sheetId"] not in ours]
        return people, found["namedRanges"]

    def identities(self) -> dict[str, int]:
        return {tab.title: tab.id for tab in self.ours}

    @contextmanager
    def failing(self) -> Iterator[None]:
        self.server.faults.plan(kind="status", match=":batchUpdate", code=503, times=999)
        yield
        self.server.faults.clear()


def _places(rows: Any) -> Iterator[tuple[int, int, Cell]]:
    return ((r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row))


def _typed(value: Cell) -> Any:
    return serial(value)


def _look(value: Cell) -> dict[str, str] | None:
    if isinstance(value, datetime):
        return {"type": "DATE_TIME", "pattern": "dd.MM.yyyy HH:mm"}
    return {"type": "DATE", "pattern": "dd.MM.yyyy"} if isinstance(value, date) else None


def _drawn(tab: Tab, titles: dict[int, str]) -> Drawn:
    rows = 1 + max((r for r, _ in tab.cells), default=-1)
    columns = 1 + max((c for _, c in tab.cells), default=-1)
    grid = [[_shown(tab.cells.get((r, c), {})) for c in range(columns)] for r in range(rows)]
    links = {at: link for at, cell in tab.cells.items() if (link := _link(cell, titles))}
    return Drawn(tab.title, grid, links, len(tab.parts.get("charts", ())))


def _shown(cell: dict[str, Any]) -> Any:
    """What a reader sees: a number in a date format is that day."""
    value = next(iter(cell.get("userEnteredValue", {}).values()), None)
    kind = cell.get("userEnteredFormat", {}).get("numberFormat", {}).get("type", "")
    if kind.startswith("DATE") and isinstance(value, int | float):
        return plain(START + timedelta(days=value))
    return plain(value)


def _link(cell: dict[str, Any], titles: dict[int, str]) -> tuple[str, str] | None:
    """Where a click leads; a link to a tab that is not there leads nowhere and fails the test."""
    looks = [cell.get("userEnteredFormat", {}).get("textFormat", {})]
    looks += [run.get("format", {}) for run in cell.get("textFormatRuns", ())]
    for look in looks:
        if found := _LINK.fullmatch(look.get("link", {}).get("uri", "")):
            return titles[int(found[1])], found[2]
    return None


ADAPTER = Adapter("google", Google, frozenset({IN_PLACE, LOCALE, SERIALS}))
