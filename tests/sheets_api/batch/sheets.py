"""Sheets as a whole, and the spreadsheet's own properties."""

import random
from typing import Any

from tests.sheets_api.batch.spans import spans_in
from tests.sheets_api.errors import invalid
from tests.sheets_api.grid import Box
from tests.sheets_api.masks import parse, updated
from tests.sheets_api.metadata import forget_sheet
from tests.sheets_api.protection import guard
from tests.sheets_api.references import renamed
from tests.sheets_api.state import Book, Tab, new_tab

MOST_TABS = 200
_NUMBERED = {"charts": "chartId", "protectedRanges": "protectedRangeId", "bandedRanges": "bandedRangeId"}
"""What of a copied sheet gets a number of its own."""


def add(book: Book, request: dict[str, Any]) -> dict[str, Any]:
    given = request.get("properties", {})
    title = given.get("title") or _free_title(book, "Sheet")
    _free(book, title)
    taken = {tab.id for tab in book.tabs}
    id = given.get("sheetId")
    if id is None:
        id = _new_id(taken)
    elif id in taken:
        raise invalid(f"Invalid sheet ID: {id}: a sheet with that ID already exists")
    if len(book.tabs) >= MOST_TABS:
        raise invalid(f"You can only have {MOST_TABS} sheets in a document.")
    made = new_tab(id, title, len(book.tabs))
    grid = made.properties["gridProperties"] | given.get("gridProperties", {})
    made.properties |= {k: v for k, v in given.items() if k != "gridProperties"} | {"gridProperties": grid}
    made.properties |= {"sheetId": id, "title": title, "sheetType": "GRID"}
    _check_grid(made)
    _put(book, made, given.get("index"))
    book.check_size()
    return {"addSheet": {"properties": made.properties}}


def delete(book: Book, request: dict[str, Any]) -> None:
    tab = book.tab(request["sheetId"])
    if len([one for one in book.tabs if not one.properties.get("hidden")]) == 1 and not tab.properties.get("hidden"):
        raise invalid("You can't remove all the visible sheets in a document.")
    guard(book, Box(tab.id))
    book.tabs.remove(tab)
    book.named_ranges = [n for n in book.named_ranges if n["range"].get("sheetId", 0) != tab.id]
    forget_sheet(book, tab.id)
    _number(book)


def duplicate(book: Book, request: dict[str, Any]) -> dict[str, Any]:
    source = book.tab(request["sourceSheetId"])
    title = request.get("newSheetName") or f"Copy of {source.title}"
    made = put_copy(book, source, title, request.get("insertSheetIndex", 0), request.get("newSheetId"))
    return {"duplicateSheet": {"properties": made.properties}}


def put_copy(book: Book, source: Tab, title: str, index: int | None = None, id: int | None = None) -> Tab:
    """A copy of a sheet, of this file or another, as a new sheet of this one."""
    _free(book, title)
    made = source.copy()
    taken = {tab.id for tab in book.tabs}
    if id in taken:
        raise invalid(f"Invalid sheet ID: {id}: a sheet with that ID already exists")
    made.properties |= {"sheetId": _new_id(taken) if id is None else id, "title": title}
    for span in spans_in(made.parts):
        if span.get("sheetId", 0) == source.id:
            span["sheetId"] = made.id
    for part, key in _NUMBERED.items():
        for one in made.parts.get(part, []):
            one[key] = _new_id(taken)
    _put(book, made, index)
    book.check_size()
    return made


def update_sheet(book: Book, request: dict[str, Any]) -> None:
    given, tree = request["properties"], parse(request["fields"])
    tab = book.tab(given.get("sheetId", 0))
    title = given.get("title")
    if ("title" in tree or "*" in tree) and title != tab.title:
        if not title:
            raise invalid("A sheet must have a title.")
        _free(book, title, but=tab)
    guard(book, Box(tab.id))
    id, before, index, old_title = tab.id, tab.size, tab.properties["index"], tab.title
    if "*" in tree:
        tree = {name: {} for name in given}
    grid_before = dict(tab.properties["gridProperties"])
    tab.properties = updated(tab.properties, given, tree) | {"sheetId": id, "sheetType": "GRID", "index": index}
    if all(one.properties.get("hidden") for one in book.tabs):
        raise invalid("You can't hide all the sheets in a document.")
    if tab.title != old_title:
        renamed(book, old_title, tab.title)
    if "gridProperties" in tree and not tree["gridProperties"]:
        tab.properties["gridProperties"] = grid_before | given.get("gridProperties", {})
    _check_grid(tab)
    rows, columns = tab.size
    if rows < before[0] or columns < before[1]:
        tab.cells = {at: cell for at, cell in tab.cells.items() if at[0] < rows and at[1] < columns}
    if "index" in tree:
        _shift(book, tab, given.get("index", len(book.tabs)))
    book.check_size()


def _check_grid(tab: Tab) -> None:
    rows, columns = tab.size
    if rows < 1 or columns < 1:
        raise invalid("A sheet must have at least one row and column.")
    frozen = tab.properties["gridProperties"]
    if frozen.get("frozenRowCount", 0) >= rows or frozen.get("frozenColumnCount", 0) >= columns:
        raise invalid("You can't freeze all visible rows or columns on the sheet.")


def update_spreadsheet(book: Book, request: dict[str, Any]) -> None:
    tree = parse(request["fields"])
    if "*" in tree:
        tree = {name: {} for name in request["properties"]}
    book.properties = updated(book.properties, request["properties"], tree)
    book.file["name"] = book.properties["title"]


def _new_id(taken: set[int]) -> int:
    return next(n for n in iter(lambda: random.randrange(1, 2**31), None) if n not in taken)


def _put(book: Book, tab: Tab, index: int | None) -> None:
    book.tabs.insert(len(book.tabs) if index is None else index, tab)
    _number(book)


def _shift(book: Book, tab: Tab, index: int) -> None:
    """Indexes count as before the move: to come just before the third sheet is 2, wherever one is now."""
    if not 0 <= index <= len(book.tabs):
        raise invalid(f"Invalid sheet index: {index}")
    now = book.tabs.index(tab)
    book.tabs.remove(tab)
    _put(book, tab, index - 1 if index > now else index)


def _number(book: Book) -> None:
    for i, tab in enumerate(book.tabs):
        tab.properties["index"] = i


def _free(book: Book, title: str, but: Tab | None = None) -> None:
    found = book.titled(title)
    if found is not None and found is not but:
        raise invalid(f'A sheet with the name "{title}" already exists. Please enter another name.')


def _free_title(book: Book, stem: str) -> str:
    n = len(book.tabs) + 1
    while book.titled(f"{stem}{n}"):
        n += 1
    return f"{stem}{n}"


HANDLERS = {
    "addSheet": add,
    "deleteSheet": delete,
    "duplicateSheet": duplicate,
    "updateSheetProperties": update_sheet,
    "updateSpreadsheetProperties": update_spreadsheet,
}
