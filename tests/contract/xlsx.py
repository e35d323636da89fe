"""The .xlsx adapter under contract: the person's file made with XlsxWriter, the report file read with openpyxl."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from unittest.mock import patch

import openpyxl
import xlsxwriter

from core.workbook import Cell, Cells
from sheets_addon.workbooks import open_xlsx
from sheets_addon.workbooks.xlsx.ownership import is_ours
from tests.contract.adapters import Adapter, Drawn, plain

ERRORS = ("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!")


class Xlsx:
    def __init__(self, cells: Cells, folder: Path) -> None:
        self.path = folder / "Продажи 2026.xlsx"
        write_people(self.path, cells)
        self.workbook = open_xlsx(self.path)

    @property
    def report_file(self) -> Path | None:
        return next((path for path in self.path.parent.glob("*.xlsx") if path != self.path), None)

    def drawn(self) -> list[Drawn]:
        return list(read_reports(self.report_file)) if self.report_file else []

    def people(self) -> object:
        return self.path.read_bytes(), self.path.stat().st_mtime_ns

    def failing(self) -> AbstractContextManager[object]:
        return patch("sheets_addon.workbooks.xlsx.write.os.replace", side_effect=PermissionError(13, "denied"))


def write_people(path: Path, cells: Cells) -> None:
    """``cells`` as a person's file: dates as date cells, errors as formulas that came to them."""
    book = xlsxwriter.Workbook(path, {"date_1904": cells.date1904})
    looks = {
        kind: book.add_format({"num_format": shown})
        for kind, shown in ((date, "dd.mm.yyyy"), (datetime, "dd.mm.yyyy hh:mm"), (time, "hh:mm"))
    }
    for sheet in cells.sheets:
        tab = book.add_worksheet(sheet.title)
        for r, row in enumerate(sheet.rows):
            for c, value in enumerate(row):
                _write(tab, r, c, value, looks)
    book.close()


def _write(tab: Any, row: int, column: int, value: Cell, looks: dict[type, Any]) -> None:
    if value in ERRORS:
        tab.write_formula(row, column, "=NA()", None, value)
    elif isinstance(value, str):
        tab.write_string(row, column, value)
    elif isinstance(value, date | time):
        tab.write_datetime(row, column, value, looks[type(value)])
    elif value is not None:
        tab.write(row, column, value)


def read_reports(path: Path) -> Iterator[Drawn]:
    assert is_ours(path)
    book = openpyxl.load_workbook(path)
    for tab in book.worksheets:
        grid = [[plain(cell.value) for cell in row] for row in tab.iter_rows()]
        links = {
            (cell.row - 1, cell.column - 1): _cell_of(cell.hyperlink.location or "")
            for row in tab.iter_rows()
            for cell in row
            if getattr(cell, "hyperlink", None)
        }
        yield Drawn(tab.title, grid, links, len(tab._charts))
    book.close()


def _cell_of(location: str) -> tuple[str, str]:
    """``'O''Нил'!C17`` → O'Нил, C17."""
    title, _, cell = location.rpartition("!")
    return title.removeprefix("'").removesuffix("'").replace("''", "'"), cell


ADAPTER = Adapter("xlsx", Xlsx)
