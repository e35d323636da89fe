"""Rows and columns folded away on a sheet. Copied cells bring no outline along, and leave the one that was there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.intake.headers import letter
from core.outline import Group, groups_of

_ABOVE = 0
"""Excel's own number, xlSummaryAbove: a group's row stands above its members."""


@dataclass
class Outline:
    """Groups of rows and of columns, which count from 0."""

    rows: list[Group] = field(default_factory=list)
    columns: list[Group] = field(default_factory=list)


def outline_of(sheet: Any) -> Outline:
    """What is folded on a sheet, or would be: whether a person opened it does not matter."""
    last = sheet.used_range.last_cell

    def levels(dimension: Callable[[int], Any], n: int) -> Sequence[int]:
        return [int(dimension(i).OutlineLevel) - 1 for i in range(1, n + 1)]

    return Outline(groups_of(levels(sheet.api.Rows, last.row), 0), groups_of(levels(sheet.api.Columns, last.column), 0))


def fold(sheet: Any, outline: Outline) -> None:
    """This outline, closed, in the place of any other."""
    sheet.api.Cells.EntireRow.Hidden = False
    sheet.api.Cells.EntireColumn.Hidden = False
    sheet.api.Cells.ClearOutline()
    if not (outline.rows or outline.columns):
        return
    sheet.api.Outline.SummaryRow = _ABOVE
    for start, end, _ in outline.rows:
        sheet.range(f"{start + 1}:{end}").api.EntireRow.Group()  # xlwings' own group() is not written for Windows
    for start, end, _ in outline.columns:
        sheet.range(f"{letter(start)}:{letter(end - 1)}").api.EntireColumn.Group()
    sheet.api.Outline.ShowLevels(int(bool(outline.rows)), int(bool(outline.columns)))  # 0 leaves that side alone
