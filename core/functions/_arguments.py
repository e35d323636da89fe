"""Argument shapes that several functions share."""

from typing import Any

import numpy as np

from core.errors import BadArgument, BadNumber, NoData
from core.i18n import T, fold
from core.intake.scalars import number
from core.metrics.rates import Floats

NO_COUNTS = T("Нет данных: в диапазоне нет ни одного числа.", "No data: the range holds no number.")
NOT_A_COUNT = T("Строка {row}: «{value}» — не число.", "Row {row}: “{value}” is not a number.")
NEGATIVE = T("Строка {row}: количество {value} меньше нуля.", "Row {row}: the count {value} is below zero.")
NOT_COUNTS = T("Нужен один столбец, одна строка или два столбца «этап | количество».", "One column, one row or two columns stage | count are needed.")


def stage_counts(grid: list[list[Any]]) -> Floats:
    """Counts in stage order from a column, a row, or two columns stage|count, with or without a header."""
    rows = [[cell for cell in row] for row in grid]
    width = max((len(row) for row in rows), default=0)
    if width > 1 and len(rows) > 1:
        if width != 2:
            raise BadArgument(NOT_COUNTS)
        cells = [row[1] if len(row) > 1 else None for row in rows]
    else:
        cells = [cell for row in rows for cell in row]
    while cells and _blank(cells[-1]):
        cells.pop()
    if cells and isinstance(cells[0], str) and number(cells[0]) is None:
        cells = cells[1:]
        shift = 2
    else:
        shift = 1
    out: list[float] = []
    for i, cell in enumerate(cells):
        value = 0.0 if _blank(cell) else number(cell)
        if value is None:
            raise BadArgument(NOT_A_COUNT, row=i + shift, value=cell)
        if value < 0:
            raise BadNumber(NEGATIVE, row=i + shift, value=cell)
        out.append(value)
    if not out:
        raise NoData(NO_COUNTS)
    return np.array(out)


def _blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not fold(cell))
