"""A person's workbook as cells: calamine's values at their absolute places, and the errors it leaves out."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum
from xlsxwriter.utility import xl_rowcol_to_cell

from core.workbook import Cell, Cells, Sheet
from sheets_addon.workbooks.sentences import DAMAGED, PASSWORD, TOO_WIDE
from sheets_addon.workbooks.xlsx.archive import Archive, date1904, open_archive, sheet_parts
from sheets_addon.workbooks.xlsx.error_cells import error_cells, uncomputed_cells
from sheets_addon.workbooks.xlsx.extent import MAX_CELLS, too_far

_SHARED_TEXTS = "xl/sharedStrings.xml"


def read_xlsx(path: Path, wanted: Callable[[str], bool]) -> Cells:
    """The wanted tabs of an .xlsx or .xlsm file, hidden ones too.

    Blank cells are None, errors their code as text, durations fractions of a day. A formula gives the value that it
    had when the workbook was saved, an error where it had none. Raises WorkbookNotFound or WorkbookUnreadable.
    """
    archive = open_archive(path)
    parts = sheet_parts(archive)
    if archive.has(_SHARED_TEXTS):
        archive.part(_SHARED_TEXTS)  # checks the declared size, which calamine trusts
    try:
        with CalamineWorkbook.from_filelike(BytesIO(archive.data)) as book:
            if [sheet.name for sheet in book.sheets_metadata] != list(dict(parts)):  # also where two have one title
                raise archive.unreadable(DAMAGED)
            titles = [sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
            asked = [title for title in titles if wanted(title)]
            sheets = [Sheet(title, _rows(book, title, archive, dict(parts)[title])) for title in asked]
    except PasswordError:
        raise archive.unreadable(PASSWORD) from None
    except CalamineError:
        raise archive.unreadable(DAMAGED) from None
    others = tuple(title for title in titles if title not in asked)
    return Cells(sheets, date1904=date1904(archive), others=others)


def _rows(book: CalamineWorkbook, title: str, archive: Archive, part: str) -> list[list[Cell]]:
    xml = archive.part(part)
    try:
        cell = too_far(xml)
    except ValueError:
        raise archive.unreadable(DAMAGED) from None
    if cell:
        raise archive.unreadable(TOO_WIDE, tab=title, cell=cell)
    rows = [_plain(row) for row in book.get_sheet_by_name(title).to_python(skip_empty_area=False)]
    height = width = 1
    for row, column, code in chain(error_cells(xml), uncomputed_cells(xml)):
        height, width = max(height, row + 1), max(width, column + 1)
        if height * width > MAX_CELLS:  # not measured: it stands in an XML comment, or is a formula without a value
            raise archive.unreadable(TOO_WIDE, tab=title, cell=xl_rowcol_to_cell(row, column))
        _put(rows, row, column, code)
    return rows


def _plain(row: list[Any]) -> list[Cell]:
    """Blanks as None, durations as the fraction of a day that the cell holds."""
    if "" in row:
        row = [None if value == "" else value for value in row]
    if timedelta in map(type, row):
        row = [value / timedelta(days=1) if type(value) is timedelta else value for value in row]
    return row


def _put(rows: list[list[Cell]], row: int, column: int, code: str) -> None:
    """Calamine ends where the last value stands; an error may stand beyond."""
    rows.extend([] for _ in range(row + 1 - len(rows)))
    rows[row].extend([None] * (column + 1 - len(rows[row])))
    rows[row][column] = code
