"""How far a sheet is filled, asked before calamine makes a dense table of it.

One cell filled by mistake at XFD1048576 would be a table of 17 thousand million cells, and the end of the process.
"""

import re

from sheets_addon.workbooks.xlsx.error_cells import column_number

MAX_CELLS = 40_000_000
"""Some 1.3 GB while it is read; a million rows of forty columns."""
_WIDTHS = ((re.compile(rb"""["'][A-Z]{3}["']"""), 16_384), (re.compile(rb"""["'][A-Z]{2}["']"""), 702))
_DATA = b"sheetData"
_ALL_BUT_LETTERS = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ\"'"))
_FILLED = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Z]{1,3})([0-9]{1,7})["'][^>]*(?<!/)>""")
_ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]*?\br=["']([0-9]{1,7})["']""")


def too_far(xml: bytes) -> str:
    """The last filled cell, as «XFD1048576», of a sheet too big to be read; else ''."""
    if _last_row(xml) * _column_bound(xml) <= MAX_CELLS:
        return ""
    corner_row, corner_column, letters = 0, 0, "A"
    for cell in _FILLED.finditer(xml):
        column = column_number(cell[1].decode())
        corner_row = max(corner_row, int(cell[2]))
        if column > corner_column:
            corner_column, letters = column, cell[1].decode()
    return f"{letters}{corner_row}" if corner_row * corner_column > MAX_CELLS else ""


def _column_bound(xml: bytes) -> int:
    """26, 702 or 16,384: from how many letters the addresses of the cells have (cheap, never too small)."""
    letters = xml[xml.find(_DATA) + 1 : xml.rfind(_DATA)].translate(None, _ALL_BUT_LETTERS)
    return next((bound for pattern, bound in _WIDTHS if pattern.search(letters)), 26)


def _last_row(xml: bytes) -> int:
    """Rows stand in order, so the last one says how many; a sheet that does not number them has what it has."""
    last = max(xml.rfind(b"<row "), xml.rfind(b":row "))
    row = _ROW.search(xml, max(0, xml.rfind(b"<", 0, last + 1))) if last >= 0 else None
    return int(row[1]) if row else xml.count(b"row>")
