"""A report looks alike in a Google tab and in an .xlsx file: sizes, slants, and on which side a value stands."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sheets_addon.workbooks.xlsx.write import draw_workbook
from tests.sheets_addon.workbooks import samples
from tests.sheets_addon.workbooks.google.plans import Json, Spreadsheet, value

ALL = (samples.finance, samples.funnel, samples.pipeline, samples.forecast, samples.everything, samples.long_list)


@pytest.mark.parametrize("make", ALL, ids=lambda make: make.__name__)
def test_values_at_one_place_look_alike(make: Any, tmp_path: Path) -> None:
    made = samples.result(make())
    there = Spreadsheet()
    there.write(made)
    draw_workbook(made, tmp_path / "reports.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "reports.xlsx").worksheets[0]
    compared = 0
    for (row, column), cell in there.book.tabs[-1].cells.items():
        other = sheet.cell(row + 1, column + 1)
        if value(cell) is None or value(cell) != other.value:
            continue  # charts take rows in a file, and what follows them stands lower there
        compared += 1
        where = (value(cell), other.coordinate)
        assert _google(cell, first=column == 0) == _excel(other, first=column == 0), where
    assert compared > 10


def _google(cell: Json, first: bool) -> tuple[Any, ...]:
    look = cell.get("userEnteredFormat", {})
    text = look.get("textFormat", {})
    return _side(look.get("horizontalAlignment"), first), text.get("fontSize"), bool(text.get("italic"))


def _excel(cell: Any, first: bool) -> tuple[Any, ...]:
    return _side(cell.alignment.horizontal, first), cell.font.sz, bool(cell.font.i)


def _side(said: str | None, first: bool) -> str:
    """Text in the first column stands left by itself."""
    return (said or ("left" if first else "")).lower()
