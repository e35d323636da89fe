"""Cells copied or moved, within a sheet or to another."""

from typing import Any

from tests.sheets_api.batch.cells import put
from tests.sheets_api.batch.merges import paste_merges
from tests.sheets_api.errors import invalid
from tests.sheets_api.formulas import effective
from tests.sheets_api.grid import Box, box
from tests.sheets_api.masks import parse
from tests.sheets_api.protection import guard
from tests.sheets_api.references import offset
from tests.sheets_api.state import Book, Cell

_PASTES = {
    "PASTE_NORMAL": "*",
    "PASTE_VALUES": "userEnteredValue",
    "PASTE_FORMAT": "userEnteredFormat",
    "PASTE_FORMULA": "userEnteredValue",
    "PASTE_NO_BORDERS": "*",
    "PASTE_DATA_VALIDATION": "dataValidation",
}


def copy_paste(book: Book, request: dict[str, Any]) -> None:
    """The source over the destination, repeated where that is a multiple of it."""
    source, target = box(request["source"]), box(request["destination"])
    _paste(book, source, target, request.get("pasteType", "PASTE_NORMAL"), request.get("pasteOrientation", "NORMAL"))


def cut_paste(book: Book, request: dict[str, Any]) -> None:
    source, at = box(request["source"]), request["destination"]
    tab = book.tab(source.sheet)
    top, bottom, left, right = source.within(*tab.size)
    guard(book, source)
    moved = {place: tab.cells.pop(place) for place in tab.inside(top, bottom, left, right)}
    there, row, column = book.tab(at.get("sheetId", 0)), at.get("rowIndex", 0), at.get("columnIndex", 0)
    guard(book, Box(there.id, row, row + bottom - top, column, column + right - left))
    for place in there.inside(row, row + bottom - top, column, column + right - left):
        del there.cells[place]
    for (i, j), cell in moved.items():
        there.cells[i - top + row, j - left + column] = cell


def _paste(book: Book, source: Box, target: Box, kind: str, orientation: str) -> None:
    if kind not in _PASTES:
        raise invalid(f"pasteType {kind} is not supported by the local server")
    tab, there = book.tab(source.sheet), book.tab(target.sheet)
    top, bottom, left, right = source.within(*tab.size)
    cells = {at: tab.cells[at] for at in tab.inside(top, bottom, left, right)}
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
    if kind in ("PASTE_NORMAL", "PASTE_NO_BORDERS"):
        paste_merges(tab, there, (top, bottom, left, right), (t, l))
    for y in range(times[0]):
        for x in range(times[1]):
            for i in range(height):
                for j in range(width):
                    at = (top + (j if turned else i), left + (i if turned else j))
                    to = (t + y * height + i, l + x * width + j)
                    put(there, to, _moved(cells.get(at, {}), to[0] - at[0], to[1] - at[1]), tree)


def _moved(cell: Cell, rows: int, columns: int) -> Cell:
    if "formulaValue" not in cell.get("userEnteredValue", {}):
        return cell
    return cell | {
        "userEnteredValue": {"formulaValue": offset(cell["userEnteredValue"]["formulaValue"], rows, columns)}
    }


HANDLERS = {"copyPaste": copy_paste, "cutPaste": cut_paste}
