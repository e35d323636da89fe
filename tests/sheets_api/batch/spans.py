"""What moves along when rows or columns are put in or taken out: every range on every sheet, and what has none left."""

from collections.abc import Iterator
from typing import Any

from tests.sheets_api import references
from tests.sheets_api.state import Book, Tab

_EDGES = {"ROWS": ("startRowIndex", "endRowIndex"), "COLUMNS": ("startColumnIndex", "endColumnIndex")}
_POINTS = {"ROWS": "rowIndex", "COLUMNS": "columnIndex"}
_LISTS = ("merges", "protectedRanges", "bandedRanges", "conditionalFormats", "rowGroups", "columnGroups")
Span = dict[str, Any]


def shift(book: Book, tab: Tab, dimension: str, at: int, by: int) -> None:
    """Move everything of a sheet from ``at`` on; a negative ``by`` takes so many out."""
    axis = 0 if dimension == "ROWS" else 1
    gone = range(at, at - by) if by < 0 else range(0)

    def moved(i: int) -> int:
        return i + by if i >= at else i

    tab.cells = {
        (moved(row), column) if axis == 0 else (row, moved(column)): cell
        for (row, column), cell in tab.cells.items()
        if (row, column)[axis] not in gone
    }
    places = tab.rows if axis == 0 else tab.columns
    kept = {moved(i): one for i, one in places.items() if i not in gone}
    places.clear()
    places.update(kept)
    for owner in book.tabs:
        for span in list(spans_in(owner.parts)):
            if span.get("sheetId", 0) == tab.id:
                _move(span, dimension, at, by)
    for name in _LISTS:
        if name in tab.parts:
            tab.parts[name] = [one for one in tab.parts[name] if _is_left(one)]
    _of_the_book(book, tab, dimension, at, by)
    references.shifted(book, tab, axis, at, by)


def _of_the_book(book: Book, tab: Tab, dimension: str, at: int, by: int) -> None:
    for one in book.named_ranges:
        if one["range"].get("sheetId", 0) == tab.id:
            _move(one["range"], dimension, at, by)
    book.named_ranges = [one for one in book.named_ranges if not _is_empty(one["range"])]
    for one in book.developer_metadata:
        span = one["location"].get("dimensionRange", {})
        if span.get("sheetId") == tab.id:
            _move(span, dimension, at, by)
    book.developer_metadata = [
        one for one in book.developer_metadata if not _is_empty(one["location"].get("dimensionRange", {}))
    ]


def spans_in(value: Any) -> Iterator[Span]:
    """Every GridRange, DimensionRange or GridCoordinate inside a sheet's parts."""
    if isinstance(value, dict):
        names = (*_EDGES["ROWS"], *_EDGES["COLUMNS"], *_POINTS.values(), "startIndex", "endIndex")
        if any(name in value for name in names):
            yield value
        for inner in value.values():
            yield from spans_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans_in(inner)


def _move(span: Span, dimension: str, at: int, by: int) -> None:
    if span.get("dimension") not in (None, dimension):
        return
    point = _POINTS[dimension]
    if point in span:
        span[point] = _start(span[point], at, by)
    start, end = ("startIndex", "endIndex") if "dimension" in span else _EDGES[dimension]
    if span.get(start) is not None:
        span[start] = _start(span[start], at, by)
    if span.get(end) is not None and span[end] > at:
        span[end] = span[end] + by if by > 0 else max(at, span[end] + by)


def _start(i: int, at: int, by: int) -> int:
    if i < at:
        return i
    return i + by if by > 0 else max(at, i + by)


def _is_left(one: Span) -> bool:
    ranges = one.get("ranges") or [one.get("range", one)]
    return not all(_is_empty(span) for span in ranges)


def _is_empty(span: Span) -> bool:
    pairs = (*_EDGES.values(), ("startIndex", "endIndex"))
    return any(end in span and span[end] <= span.get(start, 0) for start, end in pairs)
