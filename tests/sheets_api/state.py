"""What the local server keeps: files, each a spreadsheet in the API's own shapes, with who may do what.

A request works on a draft (:meth:`Book.copy`) that replaces the file only when all of it went well: a failing
batchUpdate changes nothing. Cells, and what is said of one row or column, are never changed in place, always
replaced, so a draft shares them.
"""

import copy
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.sheets_api.errors import ApiError, invalid
from tests.sheets_api.grid import MAX_CELLS, MAX_COLUMNS, Box, box, corners, split

Cell = dict[str, Any]
"""CellData of the API without what is computed: userEnteredValue, userEnteredFormat, note, dataValidation,
textFormatRuns, hyperlink. Frozen by convention."""


@dataclass
class Tab:
    """One sheet. ``properties`` are SheetProperties; ``cells`` are sparse, by (row, column)."""

    properties: dict[str, Any]
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    rows: dict[int, dict[str, Any]] = field(default_factory=dict)
    """DimensionProperties of rows that are not plain: pixelSize, hiddenByUser, developerMetadata."""
    columns: dict[int, dict[str, Any]] = field(default_factory=dict)
    parts: dict[str, Any] = field(default_factory=dict)
    """Everything else a Sheet holds, by its field: merges, charts, conditionalFormats, bandedRanges, protectedRanges,
    basicFilter, filterViews, rowGroups, columnGroups, developerMetadata, slicers, tables."""

    @property
    def id(self) -> int:
        return int(self.properties["sheetId"])

    @property
    def title(self) -> str:
        return str(self.properties["title"])

    @property
    def size(self) -> tuple[int, int]:
        grid = self.properties["gridProperties"]
        return int(grid["rowCount"]), int(grid["columnCount"])

    def copy(self) -> "Tab":
        deep = copy.deepcopy
        return Tab(deep(self.properties), dict(self.cells), dict(self.rows), dict(self.columns), deep(self.parts))

    def inside(self, top: int, bottom: int, left: int, right: int) -> list[tuple[int, int]]:
        """The places of a rectangle that hold a cell, in no order; as fast as the smaller of the two."""
        if (bottom - top) * (right - left) < len(self.cells):
            places = ((row, column) for row in range(top, bottom) for column in range(left, right))
            return [at for at in places if at in self.cells]
        return [at for at in self.cells if top <= at[0] < bottom and left <= at[1] < right]


@dataclass
class Book:
    """One spreadsheet file: Sheets' side (properties, tabs) and Drive's (owner, permissions, version)."""

    id: str
    properties: dict[str, Any]
    tabs: list[Tab]
    named_ranges: list[dict[str, Any]] = field(default_factory=list)
    developer_metadata: list[dict[str, Any]] = field(default_factory=list)
    file: dict[str, Any] = field(default_factory=dict)
    """Drive's File resource; version counts up at every change of content."""
    permissions: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    caller: str = ""
    """Who asks for the change that this draft is."""

    def copy(self) -> "Book":
        deep = copy.deepcopy
        return Book(
            self.id, deep(self.properties), [tab.copy() for tab in self.tabs], deep(self.named_ranges),
            deep(self.developer_metadata), deep(self.file), deep(self.permissions), deep(self.comments), self.caller,
        )  # fmt: skip

    def tab(self, id: int) -> Tab:
        found = next((tab for tab in self.tabs if tab.id == id), None)
        if found is None:
            raise invalid(f"No grid with id: {id}")
        return found

    def titled(self, title: str) -> Tab | None:
        """Titles compare without case, as in Google."""
        return next((tab for tab in self.tabs if tab.title.casefold() == title.casefold()), None)

    def range(self, a1: str) -> Box:
        """The cells that a range in A1 notation, a tab's title or a named range means."""
        title, cells = split(a1)
        if title is None and (whole := self.titled(a1)) is not None:
            return Box(whole.id)
        if named := next((n for n in self.named_ranges if n["name"].casefold() == cells.casefold()), None):
            return box(named["range"])
        tab = self.tabs[0] if title is None else self.titled(title)
        if tab is None:
            raise invalid(f"Unable to parse range: {a1}")
        return Box(tab.id, *corners(cells, a1))

    def check_size(self) -> None:
        if any(tab.size[1] > MAX_COLUMNS for tab in self.tabs):
            raise invalid(
                f"This action would increase the number of columns in the worksheet above the limit of {MAX_COLUMNS} "
                "columns."
            )
        if sum(rows * columns for rows, columns in (tab.size for tab in self.tabs)) > MAX_CELLS:
            raise invalid(
                "This action would increase the number of cells in the workbook above the limit of 10000000 cells."
            )


class World:
    """All files. One lock: requests to one server are handled one after the other where they touch files."""

    def __init__(self) -> None:
        self.books: dict[str, Book] = {}
        self.lock = threading.RLock()
        self.now_offset = timedelta()
        self.channels: dict[str, dict[str, Any]] = {}
        """Drive's push channels that are open, by id."""
        self.notices: list[dict[str, Any]] = []
        """What the channels were told: {"address", "headers"}."""
        self.deliver_to = ""
        """Where notices go in place of the channels' https hosts; '' keeps them here."""
        self.on_commit: Callable[[Book], None] | None = None

    def now(self) -> datetime:
        return datetime.now(UTC) + self.now_offset

    def add(self, book: Book) -> None:
        book.file.setdefault("createdTime", stamp(self.now()))
        self.books[book.id] = book

    def book(self, id: str) -> Book:
        found = self.books.get(id)
        if found is None:
            raise ApiError(404, "Requested entity was not found.", "notFound")
        return found

    def commit(self, draft: Book, who: str) -> None:
        """Put a draft in its file's place: the version rises, and who touched it last is remembered."""
        draft.check_size()
        draft.file["version"] = str(int(draft.file.get("version", "0")) + 1)
        draft.file["modifiedTime"] = stamp(self.now())
        draft.file["lastModifyingUser"] = {"kind": "drive#user", "displayName": who.split("@")[0], "emailAddress": who}
        self.books[draft.id] = draft
        if self.on_commit is not None:
            self.on_commit(draft)


def stamp(moment: datetime) -> str:
    """A time as Google writes it."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_id() -> str:
    return "1" + uuid.uuid4().hex + uuid.uuid4().hex[:11]


def new_tab(id: int, title: str, index: int, rows: int = 1000, columns: int = 26) -> Tab:
    """A sheet as Google makes one when nothing is said."""
    return Tab(
        {
            "sheetId": id,
            "title": title,
            "index": index,
            "sheetType": "GRID",
            "gridProperties": {"rowCount": rows, "columnCount": columns},
        }
    )


def new_book(title: str, locale: str = "en_US", time_zone: str = "Etc/GMT", id: str | None = None) -> Book:
    """A spreadsheet with one empty sheet."""
    made = Book(
        id or new_id(),
        {"title": title, "locale": locale, "timeZone": time_zone, "autoRecalc": "ON_CHANGE"},
        [new_tab(0, "Sheet1", 0)],
    )
    made.file = {
        "kind": "drive#file",
        "id": made.id,
        "name": title,
        "mimeType": "application/vnd.google-apps.spreadsheet",
        "version": "1",
        "trashed": False,
    }
    return made
