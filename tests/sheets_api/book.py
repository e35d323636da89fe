"""spreadsheets.get, getByDataFilter and create: a file as the Spreadsheet resource, through a field mask."""

from typing import Any

from tests.sheets_api.errors import invalid
from tests.sheets_api.formulas import effective
from tests.sheets_api.grid import Box
from tests.sheets_api.masks import Tree, kept, parse
from tests.sheets_api.plain import plain
from tests.sheets_api.protection import shown as protection_shown
from tests.sheets_api.shown import shown
from tests.sheets_api.state import Book, Tab, new_book, new_tab
from tests.sheets_api.values import format_of

_PLAIN_ROW, _PLAIN_COLUMN = {"pixelSize": 21}, {"pixelSize": 100}


def resource(
    book: Book, who: str, mask: str = "", grid_data: bool = False, ranges: list[Box] | None = None
) -> dict[str, Any]:
    """The Spreadsheet as ``who`` sees it; cells only where the mask names them or ``grid_data`` asks."""
    tree = parse(mask) if mask else {}
    below = tree.get("sheets", {})
    cells = (bool(mask) and (not tree or "*" in tree or ("sheets" in tree and (not below or "data" in below)))) or (
        not mask and grid_data
    )
    inner = below.get("data", {}).get("rowData", {}).get("values", {}) if mask else {}
    made: dict[str, Any] = {
        "spreadsheetId": book.id,
        "properties": plain(book.properties),
        "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{book.id}/edit",
        "sheets": [_sheet(book, who, tab, cells, ranges, inner) for tab in _wanted(book, ranges)],
    }
    if book.named_ranges:
        made["namedRanges"] = plain(book.named_ranges)
    on_book = [one for one in book.developer_metadata if one["location"]["locationType"] == "SPREADSHEET"]
    if on_book:
        made["developerMetadata"] = on_book
    result: dict[str, Any] = kept(made, tree)
    return result


def _wanted(book: Book, ranges: list[Box] | None) -> list[Tab]:
    if not ranges:
        return book.tabs
    ids = {one.sheet for one in ranges}
    return [tab for tab in book.tabs if tab.id in ids]


def _sheet(book: Book, who: str, tab: Tab, cells: bool, ranges: list[Box] | None, inner: Tree) -> dict[str, Any]:
    made: dict[str, Any] = {"properties": tab.properties, **{k: v for k, v in tab.parts.items() if v}}
    if "protectedRanges" in made:
        made["protectedRanges"] = [protection_shown(book, one, who) for one in made["protectedRanges"]]
    made = plain(made)
    notes = [one for one in book.developer_metadata if one["location"].get("sheetId") == tab.id]
    if notes:
        made["developerMetadata"] = notes
    if cells:
        boxes = [one for one in ranges or [] if one.sheet == tab.id] or [Box(tab.id)]
        made["data"] = [_data(book, tab, one, inner) for one in boxes]
    return made


def _data(book: Book, tab: Tab, wanted: Box, inner: Tree) -> dict[str, Any]:
    top, bottom, left, right = wanted.within(*tab.size)
    widest: dict[int, int] = {}
    for row, column in tab.inside(top, bottom, left, right):
        widest[row] = max(widest.get(row, left - 1), column)
    rows = []
    for row in range(top, max(widest, default=top - 1) + 1):
        line = [_cell(book, tab, (row, column), inner) for column in range(left, widest.get(row, left - 1) + 1)]
        rows.append({"values": line} if line else {})
    made: dict[str, Any] = {
        "rowMetadata": [plain(_PLAIN_ROW | tab.rows.get(row, {})) for row in range(top, bottom)],
        "columnMetadata": [plain(_PLAIN_COLUMN | tab.columns.get(column, {})) for column in range(left, right)],
    }
    if rows:
        made["rowData"] = rows
    return made | ({"startRow": top} if top else {}) | ({"startColumn": left} if left else {})


def _cell(book: Book, tab: Tab, at: tuple[int, int], inner: Tree) -> dict[str, Any]:
    cell = tab.cells.get(at)
    if cell is None:
        return {}
    made = dict(cell)
    if value := effective(book, tab, at):
        made["effectiveValue"] = value
        if not inner or "formattedValue" in inner:
            made["formattedValue"] = shown(value, format_of(tab, at), book.properties["locale"])
    if "userEnteredFormat" in made and (not inner or "userEnteredFormat" in inner or "effectiveFormat" in inner):
        made["userEnteredFormat"] = made["effectiveFormat"] = plain(made["userEnteredFormat"])
    return made


def create(given: dict[str, Any]) -> Book:
    """A new file as spreadsheets.create makes it."""
    properties = given.get("properties", {})
    made = new_book(properties.get("title", "Untitled spreadsheet"))
    made.properties |= properties
    if sheets := given.get("sheets"):
        made.tabs = []
        for i, sheet in enumerate(sheets):
            wanted = sheet.get("properties", {})
            tab = new_tab(wanted.get("sheetId", i), wanted.get("title", f"Sheet{i + 1}"), i)
            grid = tab.properties["gridProperties"] | wanted.get("gridProperties", {})
            tab.properties |= wanted | {"gridProperties": grid, "sheetId": tab.id, "title": tab.title, "index": i}
            made.tabs.append(tab)
        if len({tab.title.casefold() for tab in made.tabs}) < len(made.tabs):
            raise invalid("Two sheets have the same title")
    made.check_size()
    return made
