"""Rows and columns: put in, taken out, sized, grouped."""

from typing import Any

from tests.sheets_api.batch.spans import shift
from tests.sheets_api.errors import invalid
from tests.sheets_api.grid import Box
from tests.sheets_api.masks import parse, updated
from tests.sheets_api.protection import guard
from tests.sheets_api.state import Book, Tab

_COUNT = {"ROWS": "rowCount", "COLUMNS": "columnCount"}


def insert(book: Book, request: dict[str, Any]) -> None:
    tab, dimension, start, end = _span(book, request["range"])
    if start > _size(tab, dimension):
        raise invalid(f"Cannot insert at {start}: the sheet has {_size(tab, dimension)} {dimension.lower()}")
    if request.get("inheritFromBefore") and start == 0:
        raise invalid("inheritFromBefore cannot be true when inserting at index 0")
    _guard(book, tab, dimension, start, end)
    shift(book, tab, dimension, start, end - start)
    tab.properties["gridProperties"][_COUNT[dimension]] += end - start
    book.check_size()
    _inherit(tab, dimension, start - 1 if request.get("inheritFromBefore") else end, range(start, end))


def _inherit(tab: Tab, dimension: str, source: int, new: range) -> None:
    """New rows or columns look like the one before or after them."""
    axis = 0 if dimension == "ROWS" else 1
    formats = {at: cell["userEnteredFormat"] for at, cell in tab.cells.items()
               if at[axis] == source and "userEnteredFormat" in cell}  # fmt: skip
    for i in new:
        for (row, column), one in formats.items():
            tab.cells[(i, column) if axis == 0 else (row, i)] = {"userEnteredFormat": one}


def delete(book: Book, request: dict[str, Any]) -> None:
    tab, dimension, start, end = _span(book, request["range"])
    size = _size(tab, dimension)
    end = min(end, size)
    if start >= size:
        raise invalid(f"Cannot delete {dimension.lower()} that do not exist")
    if end - start >= size:
        raise invalid(f"You can't delete all the {dimension.lower()} on the sheet.")
    frozen = tab.properties["gridProperties"].get("frozenRowCount" if dimension == "ROWS" else "frozenColumnCount", 0)
    if size - (end - start) <= frozen - len(range(start, min(end, frozen))):
        raise invalid(f"Sorry, it is not possible to delete all non-frozen {dimension.lower()}.")
    _guard(book, tab, dimension, start, end)
    _thaw(tab, dimension, len(range(start, min(end, frozen))))
    shift(book, tab, dimension, start, start - end)
    tab.properties["gridProperties"][_COUNT[dimension]] -= end - start


def _thaw(tab: Tab, dimension: str, gone: int) -> None:
    """A frozen row that is taken out leaves one less frozen."""
    if gone:
        name = "frozenRowCount" if dimension == "ROWS" else "frozenColumnCount"
        tab.properties["gridProperties"][name] -= gone


def append(book: Book, request: dict[str, Any]) -> None:
    tab = book.tab(request.get("sheetId", 0))
    guard(book, Box(tab.id))
    tab.properties["gridProperties"][_COUNT[request["dimension"]]] += request["length"]
    book.check_size()


def update(book: Book, request: dict[str, Any]) -> None:
    tab, dimension, start, end = _span(book, request["range"])
    end = min(end, _size(tab, dimension))
    _guard(book, tab, dimension, start, end)
    places, tree = _places(tab, dimension), parse(request["fields"])
    if "*" in tree:
        tree = {name: {} for name in request["properties"]}
    for i in range(start, end):
        places[i] = updated(places.get(i, {}), request["properties"], tree)


def auto_resize(book: Book, request: dict[str, Any]) -> None:
    """Rows of one line; columns as wide as their longest text."""
    tab, dimension, start, end = _span(book, request["dimensions"])
    places, end = _places(tab, dimension), min(end, _size(tab, dimension))
    longest: dict[int, int] = {}
    if dimension == "COLUMNS":
        for (_, i), cell in tab.cells.items():
            for value in cell.get("userEnteredValue", {}).values():
                longest[i] = max(longest.get(i, 0), len(str(value)))
    for i in range(start, end):
        places[i] = places.get(i, {}) | {"pixelSize": max(21, 7 * longest[i] + 9) if i in longest else 21}


def group(book: Book, request: dict[str, Any]) -> dict[str, Any]:
    tab, dimension, start, end = _span(book, request["range"])
    groups = tab.parts.setdefault("rowGroups" if dimension == "ROWS" else "columnGroups", [])
    span = {"sheetId": tab.id, "dimension": dimension, "startIndex": start, "endIndex": end}
    outer = [g for g in groups if g["range"]["startIndex"] <= start and end <= g["range"]["endIndex"]]
    if len(outer) >= 8:
        raise invalid("Cannot create group: depth would exceed the maximum of 8")
    for inner in groups:
        if start <= inner["range"]["startIndex"] and inner["range"]["endIndex"] <= end and inner not in outer:
            inner["depth"] += 1
    groups.append({"range": span, "depth": len(outer) + 1})
    groups.sort(key=lambda g: (g["range"]["startIndex"], -g["range"]["endIndex"], g["depth"]))
    return {"addDimensionGroup": {"dimensionGroups": groups}}


def ungroup(book: Book, request: dict[str, Any]) -> dict[str, Any]:
    tab, dimension, start, end = _span(book, request["range"])
    name = "rowGroups" if dimension == "ROWS" else "columnGroups"
    groups = tab.parts.get(name, [])
    inside = [g for g in groups if g["range"]["startIndex"] < end and start < g["range"]["endIndex"]]
    if not inside:
        raise invalid("Cannot delete group: there is no group at that range")
    deepest = max(inside, key=lambda g: g["depth"])
    tab.parts[name] = [g for g in groups if g is not deepest]
    return {"deleteDimensionGroup": {"dimensionGroups": tab.parts[name]}}


def update_group(book: Book, request: dict[str, Any]) -> None:
    given = request["dimensionGroup"]
    tab, dimension, start, end = _span(book, given["range"])
    for one in tab.parts.get("rowGroups" if dimension == "ROWS" else "columnGroups", []):
        at = (one["range"]["startIndex"], one["range"]["endIndex"], one["depth"])
        if at == (start, end, given.get("depth", 1)):
            one["collapsed"] = given.get("collapsed", False)
            return
    raise invalid("Cannot update group: there is no group with that range and depth")


def _span(book: Book, given: dict[str, Any]) -> tuple[Tab, str, int, int]:
    tab = book.tab(given.get("sheetId", 0))
    dimension = given["dimension"]
    start = given.get("startIndex", 0)
    end = given.get("endIndex", _size(tab, dimension))
    if end <= start:
        raise invalid(f"startIndex {start} must be less than endIndex {end}")
    return tab, dimension, start, end


def _guard(book: Book, tab: Tab, dimension: str, start: int, end: int) -> None:
    guard(book, Box(tab.id, start, end) if dimension == "ROWS" else Box(tab.id, None, None, start, end))


def _size(tab: Tab, dimension: str) -> int:
    return tab.size[0 if dimension == "ROWS" else 1]


def _places(tab: Tab, dimension: str) -> dict[int, dict[str, Any]]:
    return tab.rows if dimension == "ROWS" else tab.columns


HANDLERS = {
    "insertDimension": insert,
    "deleteDimension": delete,
    "appendDimension": append,
    "updateDimensionProperties": update,
    "autoResizeDimensions": auto_resize,
    "addDimensionGroup": group,
    "deleteDimensionGroup": ungroup,
    "updateDimensionGroup": update_group,
}
