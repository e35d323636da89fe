"""How far the filled cells of a sheet reach, asked before calamine makes a dense table of it.

One cell filled by mistake at XFD1048576 would be a table of 17 thousand million cells, and the end of the process. A
file made to harm may have it anywhere, so nothing is believed: not that rows stand in order, nor that a cell says where
it is. As programs write sheets, one search through the bytes finds no cell outside a box that is small enough; only
where it finds one, or a cell written in another way, is the sheet parsed.
"""

import re
from functools import cache
from xml.parsers import expat

from xlsxwriter.utility import xl_rowcol_to_cell

MAX_CELLS = 40_000_000
"""Some 1.3 GB while it is read; a million rows of forty columns."""
_COLUMNS = {26: "[A-Z]", 52: "A?[A-Z]", 104: "[A-C]?[A-Z]", 702: "[A-Z]{1,2}", 18_278: "[A-Z]{1,3}"}
_PREFIXED = re.compile(rb":c[\s/>]")
_BLANK = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]+")?/>')
_PLACE = re.compile("([A-Za-z]*)([0-9]+)")


def too_far(xml: bytes | bytearray, limit: int = MAX_CELLS) -> str:
    """The last filled cell, as «XFD1048576», of a sheet whose table has more than ``limit`` cells; else ''.

    Raises ValueError for a sheet that has to be parsed and is no XML.
    """
    start, end = xml.find(b"sheetData"), xml.rfind(b"sheetData")
    if not _PREFIXED.search(xml, start, end):
        if _is_near(xml, start, end, limit):
            return ""
        filled = _BLANK.sub(b"", xml[start:end])
        if _is_near(filled, 0, len(filled), limit):
            return ""
    corner = _Corner(xml)
    return corner.address if corner.rows * corner.columns > limit else ""


def _is_near(xml: bytes | bytearray, start: int, end: int, limit: int) -> bool:
    return any(not _outside(columns, limit // columns).search(xml, start, end) for columns in _COLUMNS)


@cache
def _outside(columns: int, rows: int) -> re.Pattern[bytes]:
    """A cell beyond these columns or rows, or not written as Excel, LibreOffice, Google and libraries write cells.

    Each attribute stands once in a tag that is closed as it seems, so that every reader sees the same address.
    """
    near = rf'r="(?:{_COLUMNS[columns]})(?:{_up_to(rows)})"'
    return re.compile(rf'<c(?! {near}(?: [a-qs-z]++="[^"<>]*+")*+/?+>)'.encode())


def _up_to(most: int) -> str:
    """A pattern of the numbers up to ``most``, without zeros before them."""
    digits = str(most)
    fewer = [f"[1-9][0-9]{{0,{len(digits) - 2}}}+"] if most >= 10 else []
    below = [
        f"{digits[:i]}[{lowest}-{int(digit) - 1}][0-9]{{{len(digits) - i - 1}}}"
        for i, digit in enumerate(digits)
        if int(digit) > (lowest := 0 if i else 1)
    ]
    return "|".join([*fewer, *below, digits])


class _Corner:
    """``rows`` × ``columns`` is the table from A1 to the farthest filled cells, found as calamine finds them.

    A cell without an address follows the one before; blanks that only have a format are not filled.
    """

    def __init__(self, xml: bytes | bytearray) -> None:
        self.rows = self.columns = 1
        self._row = self._column = 1
        self._at = (1, 1)
        parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = self._begun
        parser.EndElementHandler = self._ended
        parser.StartDoctypeDeclHandler = self._refuse
        if b"\0" in xml:  # what expat would take for UTF-16, and calamine for something else
            raise ValueError("a sheet in another encoding")
        try:
            parser.Parse(xml, True)
        except expat.ExpatError as error:
            raise ValueError(str(error)) from error

    @property
    def address(self) -> str:
        address: str = xl_rowcol_to_cell(self.rows - 1, self.columns - 1)
        return address

    def _begun(self, tag: str, attributes: dict[str, str]) -> None:
        if ":" in tag:
            tag = tag.rpartition(":")[2]
        if tag == "c":
            self._at = _place(attributes["r"]) if "r" in attributes else (self._row, self._column)
            self._column = self._at[1] + 1
        elif tag in ("v", "is"):
            row, column = self._at
            if row > self.rows:
                self.rows = row
            if column > self.columns:
                self.columns = column
        elif tag == "row" and "r" in attributes:
            self._row = _place(attributes["r"])[0]

    def _ended(self, tag: str) -> None:
        if tag == "row" or tag.endswith(":row"):
            self._row, self._column = self._row + 1, 1

    def _refuse(self, *_: object) -> None:
        raise ValueError("a sheet with a document type")


def _place(address: str) -> tuple[int, int]:
    """Row and column, both from 1; the column is 0 where the address names none. Raises ValueError."""
    found = _PLACE.fullmatch(address)
    if found is None:
        raise ValueError(f"no address: {address[:20]}")
    column = 0
    for letter in found[1][:9].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2][:12]), column
