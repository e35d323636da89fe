"""Cells: values, formats, notes, validation, borders; written, repeated, sorted."""

from typing import Any

from tests.sheets_api.entered import LONGEST, TOO_LONG
from tests.sheets_api.errors import invalid
from tests.sheets_api.grid import Box, box
from tests.sheets_api.masks import Tree, parse, updated
from tests.sheets_api.protection import guard
from tests.sheets_api.state import Book, Cell, Tab

_BLANK: tuple[Cell, ...] = ({}, {"stringValue": ""})


def check(new: Cell) -> None:
    """What no cell may be given."""
    if len(new.get("userEnteredValue", {}).get("stringValue", "")) > LONGEST:
        raise invalid(TOO_LONG)
    if "type" not in new.get("userEnteredFormat", {}).get("numberFormat", {"type": ""}):
        raise invalid("userEnteredFormat.numberFormat.type is required")


def put(tab: Tab, at: tuple[int, int], new: Cell, tree: Tree) -> None:
    """One cell through a field mask; a cell without anything is none, and an empty text is no value."""
    made = updated(tab.cells.get(at, {}), new, tree)
    if made.get("userEnteredValue") in _BLANK:
        del made["userEnteredValue"]
    if made:
        tab.cells[at] = made
    else:
        tab.cells.pop(at, None)


def update(book: Book, request: dict[str, Any]) -> None:
    tree = parse(request["fields"])
    if "range" in request:
        wanted = box(request["range"])
    else:
        start = request["start"]
        top, left = start.get("rowIndex", 0), start.get("columnIndex", 0)
        rows = request.get("rows", [])
        width = max((len(row.get("values", [])) for row in rows), default=0)
        wanted = Box(start.get("sheetId", 0), top, top + len(rows), left, left + width)
    tab = book.tab(wanted.sheet)
    n_rows, n_columns = tab.size
    if (wanted.bottom or 0) > n_rows or (wanted.right or 0) > n_columns:
        raise invalid("Attempting to write outside the grid: the sheet has "
                      f"{n_rows} rows and {n_columns} columns")  # fmt: skip
    top, bottom, left, right = wanted.within(*tab.size)
    guard(book, Box(tab.id, top, bottom, left, right))
    given = [row.get("values", []) for row in request.get("rows", [])]
    if len(given) > bottom - top or any(len(row) > right - left for row in given):
        raise invalid("Attempting to write more cells than the range holds")
    if len(given) < bottom - top or any(len(row) < right - left for row in given):
        for at in tab.inside(top, bottom, left, right):
            i, j = at[0] - top, at[1] - left
            if i >= len(given) or j >= len(given[i]):
                put(tab, at, {}, tree)
    for i, row in enumerate(given):
        for j, cell in enumerate(row):
            check(cell)
            put(tab, (top + i, left + j), cell, tree)


def repeat(book: Book, request: dict[str, Any]) -> None:
    wanted, tree, new = box(request["range"]), parse(request["fields"]), request["cell"]
    tab = book.tab(wanted.sheet)
    top, bottom, left, right = wanted.within(*tab.size)
    guard(book, wanted)
    check(new)
    for row in range(top, bottom):
        for column in range(left, right):
            put(tab, (row, column), new, tree)


def append(book: Book, request: dict[str, Any]) -> None:
    tab = book.tab(request.get("sheetId", 0))
    top = max((row for row, _ in tab.cells), default=-1) + 1
    rows = request["rows"]
    grid = tab.properties["gridProperties"]
    grid["rowCount"] = max(grid["rowCount"], top + len(rows))
    start = {"sheetId": tab.id, "rowIndex": top, "columnIndex": 0}
    update(book, {"start": start, "rows": rows, "fields": request["fields"]})


def validate(book: Book, request: dict[str, Any]) -> None:
    wanted = box(request["range"])
    tab = book.tab(wanted.sheet)
    top, bottom, left, right = wanted.within(*tab.size)
    new = {"dataValidation": request["rule"]} if "rule" in request else {}
    guard(book, wanted)
    for row in range(top, bottom):
        for column in range(left, right):
            put(tab, (row, column), new, {"dataValidation": {}})


def sort(book: Book, request: dict[str, Any]) -> None:
    """Numbers before texts before nothing, as Google sorts; equal rows keep their order."""
    wanted = box(request["range"])
    tab = book.tab(wanted.sheet)
    top, bottom, left, right = wanted.within(*tab.size)
    guard(book, wanted)
    rows = [
        {column: tab.cells.pop((row, column)) for column in range(left, right) if (row, column) in tab.cells}
        for row in range(top, bottom)
    ]
    for spec in reversed(request["sortSpecs"]):
        column, down = spec.get("dimensionIndex", 0), spec.get("sortOrder") == "DESCENDING"
        filled = [row for row in rows if "userEnteredValue" in row.get(column, {})]
        blank = [row for row in rows if "userEnteredValue" not in row.get(column, {})]
        rows = sorted(filled, key=lambda row, c=column: _key(row[c]), reverse=down) + blank  # type: ignore[misc]
    for i, row in enumerate(rows):
        for column, cell in row.items():
            tab.cells[top + i, column] = cell


def _key(cell: Cell) -> tuple[int, Any]:
    value = cell["userEnteredValue"]
    if "numberValue" in value:
        return 0, value["numberValue"]
    if "stringValue" in value:
        return 1, value["stringValue"].casefold()
    return 2, str(value)


def borders(book: Book, request: dict[str, Any]) -> None:
    wanted = box(request["range"])
    tab = book.tab(wanted.sheet)
    top, bottom, left, right = wanted.within(*tab.size)
    guard(book, wanted)
    for row in range(top, bottom):
        for column in range(left, right):
            sides = {
                "top": request.get("top" if row == top else "innerHorizontal"),
                "bottom": request.get("bottom" if row == bottom - 1 else "innerHorizontal"),
                "left": request.get("left" if column == left else "innerVertical"),
                "right": request.get("right" if column == right - 1 else "innerVertical"),
            }
            given = {side: border for side, border in sides.items() if border}
            if given:
                old = tab.cells.get((row, column), {}).get("userEnteredFormat", {})
                made = {"userEnteredFormat": old | {"borders": old.get("borders", {}) | given}}
                put(tab, (row, column), made, {"userEnteredFormat": {"borders": {}}})


HANDLERS = {
    "updateCells": update,
    "repeatCell": repeat,
    "appendCells": append,
    "setDataValidation": validate,
    "sortRange": sort,
    "updateBorders": borders,
}
