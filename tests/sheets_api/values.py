"""spreadsheets.values: rows of plain values, read and written by range."""

from collections.abc import Iterator
from typing import Any

from tests.sheets_api.entered import entered
from tests.sheets_api.errors import invalid
from tests.sheets_api.formulas import effective
from tests.sheets_api.grid import Box, a1, box, letters
from tests.sheets_api.protection import guard
from tests.sheets_api.shown import DATE_KINDS, shown
from tests.sheets_api.state import Book, Tab

RENDERS = ("FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA")
INPUTS = ("RAW", "USER_ENTERED")
Options = dict[str, str]


def format_of(tab: Tab, at: tuple[int, int]) -> dict[str, Any]:
    found: dict[str, Any] = tab.cells.get(at, {}).get("userEnteredFormat", {}).get("numberFormat", {})
    return found


def rendered(book: Book, tab: Tab, at: tuple[int, int], options: Options) -> Any:
    """One cell as values.get gives it; '' for a blank one."""
    render = options.get("valueRenderOption") or "FORMATTED_VALUE"
    if render not in RENDERS:
        raise invalid(f"Invalid value at 'value_render_option': {render}")
    cell = tab.cells.get(at, {})
    typed = cell.get("userEnteredValue", {})
    if render == "FORMULA" and "formulaValue" in typed:
        return typed["formulaValue"]
    value, number_format = effective(book, tab, at), format_of(tab, at)
    locale = book.properties["locale"]
    if not value:
        return ""
    if render == "FORMATTED_VALUE" or "errorValue" in value:
        return shown(value, number_format, locale)
    if "numberValue" in value:
        dates = options.get("dateTimeRenderOption") or "SERIAL_NUMBER"
        if number_format.get("type") in DATE_KINDS and dates == "FORMATTED_STRING":
            return shown(value, number_format, locale)
        return _whole(value["numberValue"])
    return next(iter(value.values()))


def get(book: Book, wanted: Box, options: Options) -> dict[str, Any]:
    """A ValueRange without trailing blank rows and cells."""
    tab = book.tab(wanted.sheet)
    top, bottom, left, right = wanted.within(*tab.size)
    if (wanted.top or 0) >= tab.size[0] or (wanted.left or 0) >= tab.size[1]:
        raise invalid(
            f"Range ({a1(tab.title, wanted.top or 0, wanted.bottom or tab.size[0], left, max(right, left + 1))}) "
            f"exceeds grid limits. Max rows: {tab.size[0]}, max columns: {tab.size[1]}"
        )
    grid: dict[int, dict[int, Any]] = {}
    for at in tab.inside(top, bottom, left, right):
        value = rendered(book, tab, at, options)
        if value != "":
            grid.setdefault(at[0], {})[at[1]] = value
    rows = [_line(grid.get(row, {}), left) for row in range(top, max(grid, default=top - 1) + 1)]
    major = options.get("majorDimension") or "ROWS"
    made: dict[str, Any] = {"range": a1(tab.title, top, bottom, left, right), "majorDimension": major}
    if rows:
        made["values"] = rows if major == "ROWS" else _turned(rows)
    return made


def _line(cells: dict[int, Any], left: int) -> list[Any]:
    return [cells.get(column, "") for column in range(left, max(cells, default=left - 1) + 1)]


def _turned(rows: list[list[Any]]) -> list[list[Any]]:
    width = max(map(len, rows))
    columns = [[row[i] if i < len(row) else "" for row in rows] for i in range(width)]
    for column in columns:
        while column and column[-1] == "":
            column.pop()
    return columns


def chosen(book: Book, data_filter: dict[str, Any]) -> Iterator[Box]:
    """The ranges that a DataFilter means: A1, a grid range, or developer metadata on sheets and dimensions."""
    if "a1Range" in data_filter:
        yield book.range(data_filter["a1Range"])
    elif "gridRange" in data_filter:
        found = box(data_filter["gridRange"])
        book.tab(found.sheet)
        yield found
    else:
        from tests.sheets_api.metadata import located

        yield from located(book, data_filter["developerMetadataLookup"])


def put(book: Book, wanted: Box, given: dict[str, Any], option: str) -> dict[str, Any]:
    """Write a ValueRange from the top left cell of ``wanted``; returns an UpdateValuesResponse."""
    if option not in INPUTS:
        raise invalid("'valueInputOption' is required but not specified" if not option else f"Invalid value: {option}")
    rows = given.get("values", [])
    if given.get("majorDimension", "ROWS") == "COLUMNS":
        rows = [list(row) for row in _turned(rows)] if rows else rows
    tab = book.tab(wanted.sheet)
    top, left = wanted.top or 0, wanted.left or 0
    width = max(map(len, rows), default=0)
    one_cell = wanted.bottom == top + 1 and wanted.right == left + 1
    below = wanted.bottom is not None and top + len(rows) > wanted.bottom
    beside = wanted.right is not None and left + width > wanted.right
    if not one_cell and (below or beside):
        reached = a1(tab.title, *wanted.within(*tab.size))
        over = f"row [{(wanted.bottom or 0) + 1}]" if below else f"column [{letters(wanted.right or 0)}]"
        raise invalid(f"Requested writing within range [{reached}], but tried writing to {over}")
    n_rows, n_columns = tab.size
    if top + len(rows) > n_rows or left + width > n_columns:
        raise invalid(
            f"Range ({a1(tab.title, top, top + max(len(rows), 1), left, left + max(width, 1))}) exceeds grid limits. "
            f"Max rows: {n_rows}, max columns: {n_columns}"
        )
    guard(book, Box(tab.id, top, top + len(rows), left, left + width))
    locale, cells = book.properties["locale"], 0
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            at = (top + i, left + j)
            cells += value is not None
            made = entered(value, option, locale, tab.cells.get(at))
            if made is None:
                tab.cells.pop(at, None)
            else:
                tab.cells[at] = made
    return {
        "spreadsheetId": book.id,
        "updatedRange": a1(tab.title, top, top + max(len(rows), 1), left, left + max(width, 1)),
        "updatedRows": len(rows),
        "updatedColumns": width,
        "updatedCells": cells,
    }


def clear(book: Book, wanted: Box) -> str:
    """Take the values of a range, not its formats; returns the range cleared."""
    tab = book.tab(wanted.sheet)
    top, bottom, left, right = wanted.within(*tab.size)
    guard(book, wanted)
    for at in tab.inside(top, bottom, left, right):
        kept = {name: part for name, part in tab.cells[at].items() if name != "userEnteredValue"}
        if kept:
            tab.cells[at] = kept
        else:
            del tab.cells[at]
    return a1(tab.title, top, bottom, left, right)


def append(book: Book, wanted: Box, given: dict[str, Any], options: Options) -> dict[str, Any]:
    """Write below the table that the range touches, growing the sheet where it must."""
    tab = book.tab(wanted.sheet)
    before = get(book, _table(tab, wanted), {})
    table = _table(tab, wanted)
    rows = given.get("values", [])
    top, left = table.bottom or 0, table.left or 0
    if options.get("insertDataOption") == "INSERT_ROWS" and rows:
        from tests.sheets_api.batch.spans import shift

        shift(book, tab, "ROWS", top, len(rows))
        tab.properties["gridProperties"]["rowCount"] += len(rows)
    grid = tab.properties["gridProperties"]
    grid["rowCount"] = max(grid["rowCount"], top + len(rows))
    grid["columnCount"] = max(grid["columnCount"], left + max(map(len, rows), default=0))
    done = put(book, Box(tab.id, top, None, left, None), given, options.get("valueInputOption", ""))
    made = {"spreadsheetId": book.id, "updates": done}
    return made | ({"tableRange": before["range"]} if "values" in before else {})


def _table(tab: Tab, wanted: Box) -> Box:
    """The last filled block that touches the range; without one, the empty place where the range begins."""
    filled = {at for at, cell in tab.cells.items() if "userEnteredValue" in cell}
    top, bottom, left, right = wanted.within(*tab.size)
    inside = [at for at in filled if top <= at[0] < bottom and left <= at[1] < right]
    if not inside:
        return Box(tab.id, top, top, left, left + 1)
    rows, columns = zip(*_joined(filled, max(inside)), strict=True)
    return Box(tab.id, min(rows), max(rows) + 1, min(columns), max(columns) + 1)


def _joined(filled: set[tuple[int, int]], start: tuple[int, int]) -> set[tuple[int, int]]:
    """The filled cells that hang together with ``start``, side by side or corner to corner."""
    found, ahead = {start}, [start]
    while ahead:
        row, column = ahead.pop()
        near = {(row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1)} & filled - found
        found |= near
        ahead += near
    return found


def _whole(value: float) -> float | int:
    return int(value) if float(value).is_integer() and abs(value) < 1e15 else value
