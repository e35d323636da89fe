"""The whole path: local server, store, engine, unmodified gspread and google-auth; and what is seen of a file."""

import json
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from core.i18n import Language
from core.workbook import Cells
from sheets_addon.store import Store, workbooks
from sheets_addon.sync import Outcome, sync
from sheets_addon.sync.opening import opener
from sheets_addon.workbooks.google.client import Budget
from sheets_addon.workbooks.google.known import MARK, marked
from sheets_addon.workbooks.xlsx.book import XlsxWorkbook
from templates import path
from tests.sheets_addon.sync.fakes import Clock
from tests.sheets_api import admin
from tests.sheets_api.running import ACCOUNT
from tests.sheets_api.server import Server
from tests.sheets_api.state import Book, Tab

ADDRESS = f"{ACCOUNT}@planerka-test.iam.gserviceaccount.com"
ZERO = datetime(1899, 12, 30)
STAMP = re.compile(r"^(на|as of) .* · (обновлено|refreshed) .*$")
Shown = dict[str, Any]


@dataclass
class Time:
    """The monotonic clock: it moves when someone sleeps."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@dataclass
class Rig:
    """One connected spreadsheet on a running server."""

    server: Server
    store: Store
    book_id: str
    id: int
    key: Mapping[str, Any]
    clock: Clock
    time: Time
    budget: Budget | None = None

    @property
    def book(self) -> Book:
        return self.server.world.book(self.book_id)

    def sync(self, reason: str = "schedule", **more: Any) -> Outcome:
        open_book = opener(
            lambda _: self.key, root=self.server.root, budget=self.budget, clock=self.time.clock, sleep=self.time.sleep
        )
        return sync(self.store, self.id, open_book=open_book, clock=self.clock, reason=reason, **more)

    def type_in(self, range: str, *rows: list[Any]) -> None:
        with self.server.world.lock:
            admin.type_in(self.server, self.book_id, range, list(rows))

    def do(self, *requests: dict[str, Any]) -> None:
        admin.do(self.server, self.book_id, list(requests))

    def asked(self) -> dict[str, int]:
        """What was asked since the last time, by method."""
        found = {name.split(".", 1)[1]: n for name, n in self.server.counts.items()}
        self.server.counts.clear()
        return found

    def people(self) -> dict[str, str]:
        """Each tab of people's, whole."""
        return {tab["properties"]["title"]: as_text(_unmoved(tab)) for tab in people_tabs(self.book)}

    def shown(self) -> dict[str, Shown]:
        return shown(self.book)


def connected(
    server: Server, store: Store, sheets: list[dict[str, Any]], *, key: Mapping[str, Any], role: str = "writer",
    locale: str = "ru_RU", clock: Clock | None = None, budget: Budget | None = None, title: str = "Продажи",
) -> Rig:  # fmt: skip
    """A spreadsheet with these tabs, shared with us and connected."""
    clock = clock or Clock()
    given = {"title": title, "locale": locale, "sheets": sheets, "share": {ADDRESS: role}}
    book = admin.upload(server, given)
    with store.write() as session:
        made = workbooks.add(
            session, book.id, title=title, language="ru", time_zone="Europe/Moscow", now=clock.now, account=None
        )
    key = dict(key) | {"client_id": secrets.token_hex(8)}  # tokens of its own
    return Rig(server, store, book.id, made.id, key, clock, Time(), budget)


@cache
def template(language: Language) -> tuple[dict[str, Any], ...]:
    """The filled template as a person's upload: dates are serials with a date format, like Google makes of .xlsx."""
    return tuple(sheets_of(XlsxWorkbook(path(language, True)).read(lambda _: True), language))


def sheets_of(cells: Cells, language: Language) -> Iterator[dict[str, Any]]:
    for n, sheet in enumerate(cells.sheets):
        rows, formats = [], {}
        for r, row in enumerate(sheet.rows):
            rows.append([serial(value) for value in row])
            for c, value in enumerate(row):
                if isinstance(value, date | time):
                    formats[f"{r},{c}"] = _format(value, language)
        yield {"title": sheet.title, "sheetId": 100 + n, "rows": rows, "formats": formats}


def serial(value: Any) -> Any:
    """A date or time as the number that a cell holds."""
    if isinstance(value, time):
        return (datetime.combine(ZERO, value) - ZERO) / timedelta(days=1)
    if isinstance(value, datetime):
        days = (value - ZERO) / timedelta(days=1)
        return int(days) if days == int(days) else days
    if isinstance(value, date):
        return (value - ZERO.date()).days
    return value


def _format(value: Any, language: Language) -> dict[str, str]:
    if isinstance(value, time):
        return {"type": "TIME", "pattern": "hh:mm"}
    return {"type": "DATE", "pattern": "dd.MM.yyyy" if language == "ru" else "yyyy-mm-dd"}


_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=str)


def as_text(thing: Any) -> str:
    return _JSON.encode(thing)


def marks(book: Book) -> dict[int, str]:
    """Sheet id → the report whose tab it is, by our mark alone."""
    found = [one for one in book.developer_metadata if one["metadataKey"] == MARK]
    sheets = {one["location"]["sheetId"]: one["metadataValue"] for one in found}
    return {sheet: report for sheet, value in sheets.items() if (report := marked(value, sheet))}


def our_tabs(book: Book) -> dict[str, Tab]:
    ours = marks(book)
    return {ours[tab.id]: tab for tab in book.tabs if tab.id in ours}


def people_tabs(book: Book) -> list[dict[str, Any]]:
    """The tabs that are not ours, whole."""
    ours, tabs = marks(book), admin.dump(book)["tabs"]
    return [tab for tab in tabs if tab["properties"]["sheetId"] not in ours]


def shown(book: Book) -> dict[str, Shown]:
    """What a reader sees of our tabs, without the stamp and without numbers that Google or we give out."""
    gids = {f"gid={tab.id}&": f"gid={tab.title}&" for tab in book.tabs}
    out = {}
    for report, tab in our_tabs(book).items():
        if tab.properties.get("hidden"):
            continue
        cells = {f"{r},{c}": _plain(cell, gids) for (r, c), cell in sorted(tab.cells.items()) if cell}
        charts = [_without_ids(chart.get("spec", {})) for chart in tab.parts.get("charts", [])]
        out[report] = {
            "title": tab.title,
            "cells": {place: cell for place, cell in cells.items() if cell},
            "charts": sorted(map(as_text, charts)),
            "groups": as_text(tab.parts.get("rowGroups", [])),
        }
    return out


def _unmoved(tab: dict[str, Any]) -> dict[str, Any]:
    """Without the place among the others: our tabs come and stand beside them."""
    return tab | {"properties": {name: part for name, part in tab["properties"].items() if name != "index"}}


def _plain(cell: Mapping[str, Any], gids: Mapping[str, str]) -> str:
    value = cell.get("userEnteredValue", {})
    if STAMP.match(str(value.get("stringValue", ""))):
        return "stamp"
    text = as_text(cell)
    if "gid=" in text:
        for gid, title in gids.items():
            text = text.replace(gid, title)
    return text


def _without_ids(thing: Any) -> Any:
    if isinstance(thing, dict):
        return {name: _without_ids(part) for name, part in thing.items() if name not in {"sheetId", "chartId"}}
    return [_without_ids(part) for part in thing] if isinstance(thing, list) else thing


def small() -> list[dict[str, Any]]:
    """A few deals and payments, a tab that is none of ours, a person's formula."""
    deals = [
        ["Клиент", "Менеджер", "Создана", "Сумма", "Этап", "ID сделки"],
        ["Ромашка", "Анна", 46084, 120000, "Заявка", "D1"],
        ["Василёк", "Борис", 46090, 80000.5, "КП", "D2"],
        ["=HYPERLINK(1)", "Анна", 46101, 5000, "Оплата", "D3"],
    ]
    payments = [["Дата", "Клиент", "Сумма"], [46092, "Ромашка", 70000], [46108, "Василёк", 30000]]
    notes = [["мои заметки"], [1.5, True, None, "007"]]
    titles = {"Сделки": deals, "Оплаты": payments, "Мои заметки": notes}
    return [{"title": title, "sheetId": 10 + n, "rows": rows} for n, (title, rows) in enumerate(titles.items())]


@contextmanager
def watching(rig: Rig) -> Iterator[list[dict[str, Shown]]]:
    """What is seen after every single commit on the server, in order."""
    seen: list[dict[str, Shown]] = []
    before = rig.server.world.on_commit

    def committed(book: Book) -> None:
        if book.id == rig.book_id:
            seen.append(shown(book))
        if before is not None:
            before(book)

    rig.server.world.on_commit = committed
    try:
        yield seen
    finally:
        rig.server.world.on_commit = before


def differing(shown: dict[str, Shown], wanted: dict[str, Shown]) -> str:
    """The first places where two states differ."""
    if shown.keys() != wanted.keys():
        return f"tabs {sorted(shown.keys() ^ wanted.keys())}"
    found = []
    for report, one in shown.items():
        for part, value in one.items():
            other = wanted[report][part]
            if part == "cells":
                places = [place for place in value.keys() | other.keys() if value.get(place) != other.get(place)]
                found += [f"{report} {place}: {value.get(place)} is not {other.get(place)}" for place in sorted(places)]
            elif value != other:
                found.append(f"{report} {part}: {value} is not {other}")
    return "\n".join(one[:600] for one in found[:5])
