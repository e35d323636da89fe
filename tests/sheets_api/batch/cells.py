"""Cells: values, formats, notes, validation; copied, moved, sorted, merged."""

from typing import Any

from tests.sheets_api.errors import invalid
from tests.sheets_api.formulas import effective
from tests.sheets_api.grid import Box, box
from tests.sheets_api.masks import Tree, parse, updated
from tests.sheets_api.protection import guard
from tests.sheets_api.state import Book, Cell, Tab

_LONGEST = 50_000
_PASTES = {
    "PASTE_NORMAL": "*",
    "PASTE_VALUES": "userEnteredValue",
    "PASTE_FORMAT": "userEnteredFormat",
    "PASTE_FORMULA": "userEnteredValue",
    "PASTE_NO_BORDERS": "*",
    "PASTE_DATA_VALIDATION": "dataValidation",
}


def put(tab: Tab, at: tuple[int, int], new: Cell, tree: Tree) -> None:
    """One cell through a field mask; a cell without anything is none."""
    text = new.get("userEnteredValue", {}).get("stringValue", "")
    if len(text) > _LONGEST:
        raise invalid("Your input contains more than the maximum of 50000 characters in a single cell.")
    made = updated(tab.cells.get(at, {}), new, tree)
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
        for at in [at for at in tab.cells if top <= at[0] < bottom and left <= at[1] < right]:
            i, j = at[0] - top, at[1] - left
            if i >= len(given) or j >= len(given[i]):
                put(tab, at, {}, tree)
    for i, row in enumerate(given):
        for j, cell in enumerate(row):
            put(tab, (top + i, left + j), cell, tree)


def repeat(book: Book, request: dict[str, Any]) -> None:
    wanted, tree = box(request["range"]), parse(request["fields"])
    tab = book.tab(wanted.sheet)
    top, bottom, left, right = wanted.within(*tab.size)
    guard(book, wanted)
    for row in range(top, bottom):
        for column in range(left, right):
            put(tab, (row, column), request["cell"], tree)


def append(book: Book, request: dict[str, Any]) -> None:
    tab = book.tab(request.get("sheetId", 0))
    top = max((row for row, _ in tab.cells), default=-1) + 1
    rows = request["rows"]
    grid = tab.properties["gridProperties"]
    grid["rowCount"] = max(grid["rowCount"], top + len(rows))
    start = {"sheetId": tab.id, "rowIndex": top, "columnIndex": 0}
    update(book, {"start": start, "rows": rows, "fields": request["fields"]})


def copy_paste(book: Book, request: dict[str, Any]) -> None:
    """The source over the destination, repeated where that is a multiple of it."""
    source, target = box(request["source"]), box(request["destination"])
    _paste(book, source, target, request.get("pasteType", "PASTE_NORMAL"), request.get("pasteOrientation", "NORMAL"))


def cut_paste(book: Book, request: dict[str, Any]) -> None:
    source, at = box(request["source"]), request["destination"]
    tab = book.tab(source.sheet)
    top, bottom, left, right = source.within(*tab.size)
    moved = {place: tab.cells.pop(place) for place in list(tab.cells) if _inside(place, top, bottom, left, right)}
    there, row, column = book.tab(at.get("sheetId", 0)), at.get("rowIndex", 0), at.get("columnIndex", 0)
    guard(book, Box(there.id, row, row + bottom - top, column, column + right - left))
    for place in list(there.cells):
        if _inside(place, row, row + bottom - top, column, column + right - left):
            del there.cells[place]
    for (i, j), cell in moved.items():
        there.cells[i - top + row, j - left + column] = cell


def _paste(book: Book, source: Box, target: Box, kind: str, orientation: str) -> None:
    if kind not in _PASTES:
        raise invalid(f"pasteType {kind} is not supported by the local server")
    tab, there = book.tab(source.sheet), book.tab(target.sheet)
    top, bottom, left, right = source.within(*tab.size)
    cells = {at: cell for at, cell in tab.cells.items() if _inside(at, top, bottom, left, right)}
    if kind == "PASTE_VALUES":
        cells = {at: cell | {"userEnteredValue": effective(book, tab, at)} for at, cell in cells.items()}
    turned = orientation == "TRANSPOSE"
    height, width = (right - left, bottom - top) if turned else (bottom - top, right - left)
    t, b, l, r = target.within(*there.size)
    times = max(1, (b - t) // height), max(1, (r - l) // width)
    if t + height > there.size[0] or l + width > there.size[1]:
        raise invalid("The pasted cells do not fit the sheet")
    guard(book, Box(there.id, t, t + height * times[0], l, l + width * times[1]))
    tree = parse(_PASTES[kind])
    for y in range(times[0]):
        for x in range(times[1]):
            for i in range(height):
                for j in range(width):
                    cell = cells.get((top + (j if turned else i), left + (i if turned else j)), {})
                    put(there, (t + y * height + i, l + x * width + j), cell, tree)


def validate(book: Book, request: dict[str, Any]) -> None:
    wanted = box(request["range"])
    tab = book.tab(wanted.sheet)
    top, bottom, left, right = wanted.within(*tab.size)
    new = {"dataValidation": request["rule"]} if "rule" in request else {}
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


def merge(book: Book, request: dict[str, Any]) -> None:
    wanted = box(request["range"])
    tab = book.tab(wanted.sheet)
    top, bottom, left, right = wanted.within(*tab.size)
    merges = tab.parts.setdefault("merges", [])
    kind = request.get("mergeType", "MERGE_ALL")
    spans = {
        "MERGE_ALL": [(top, bottom, left, right)],
        "MERGE_ROWS": [(row, row + 1, left, right) for row in range(top, bottom)],
        "MERGE_COLUMNS": [(top, bottom, column, column + 1) for column in range(left, right)],
    }[kind]
    for t, b, l, r in spans:
        if any(_overlap(box(m), t, b, l, r) for m in merges):
            raise invalid("You must select all cells in a merged range to merge or unmerge them.")
        merges.append(
            {"sheetId": tab.id, "startRowIndex": t, "endRowIndex": b, "startColumnIndex": l, "endColumnIndex": r}
        )
        for at in [at for at in tab.cells if _inside(at, t, b, l, r) and at != (t, l)]:
            put(tab, at, {}, {"userEnteredValue": {}})


def unmerge(book: Book, request: dict[str, Any]) -> None:
    wanted = box(request["range"])
    tab = book.tab(wanted.sheet)
    edges = wanted.within(*tab.size)
    tab.parts["merges"] = [m for m in tab.parts.get("merges", []) if not _overlap(box(m), *edges)]


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


def _inside(at: tuple[int, int], top: int, bottom: int, left: int, right: int) -> bool:
    return top <= at[0] < bottom and left <= at[1] < right


def _overlap(one: Box, top: int, bottom: int, left: int, right: int) -> bool:
    return bool(
        (one.top or 0) < bottom and top < (one.bottom or 0) and (one.left or 0) < right and left < (one.right or 0)
    )


HANDLERS = {
    "updateCells": update,
    "repeatCell": repeat,
    "appendCells": append,
    "copyPaste": copy_paste,
    "cutPaste": cut_paste,
    "setDataValidation": validate,
    "sortRange": sort,
    "mergeCells": merge,
    "unmergeCells": unmerge,
    "updateBorders": borders,
}
