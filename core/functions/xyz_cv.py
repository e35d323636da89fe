from itertools import pairwise
from typing import Any

import numpy as np

from core.errors import BadArgument, BadNumber, NoData
from core.i18n import T
from core.intake import scalars
from core.intake.totals import is_total
from core.metrics.regularity import CLASSIC_X, CLASSIC_Y, classic_xyz
from core.metrics.segments import XYZ_NAMES
from core.registry import Argument, Example, TableValue, function
from core.report import Column

NO_SUMS = T(
    "Нужна таблица «товар | месяц | месяц…»: хотя бы два столбца с суммами.",
    "A table item | month | month… is needed: at least two columns of sums.",
)
NO_ROWS = T("Нет данных: в таблице нет ни одной строки с числами.", "No data: the table has no row of numbers.")
NOT_A_SUM = T("Строка {row}: «{value}» — не число.", "Row {row}: “{value}” is not a number.")
REVERSED = T("Граница X ({x}) больше границы Y ({y}).", "Border X ({x}) is above border Y ({y}).")

EARLIEST = 20_000
"""1954 as a sheet's serial date."""

_MONTHS = [["Товар", "Янв", "Фев", "Мар", "Апр"], ["Стол", 100, 110, 90, 100], ["Стул", 100, 130, 70, 100]]
_IDS = ["item", "xyz", "cv", "mean", "sd"]


def _border(name: str, default: float, ru: str, en: str) -> Argument:
    return Argument(
        name,
        "number",
        T(f"Граница {name.upper()}", f"Border {name.upper()}"),
        T(ru, en),
        optional=True,
        default=default,
        minimum=0,
    )


@function(
    "XYZ_CV",
    title=T("XYZ по разбросу", "XYZ by variation"),
    help=T(
        "Классический XYZ: разброс продаж товара по месяцам (ст. отклонение ÷ среднее) и его класс. Пустой месяц — 0.",
        "The classic XYZ: how an item's monthly sales vary (deviation ÷ mean), and its class. A blank month is 0.",
    ),
    args=(
        Argument(
            "table",
            "grid",
            T("Таблица", "Table"),
            T(
                "Строка на товар: название и суммы по месяцам; строка заголовков не обязательна.",
                "A row an item: its name and its sums by month; a header row is optional.",
            ),
        ),
        _border("x", CLASSIC_X, "Класс X — до этого разброса; пусто — 0,1.", "X up to this variation; blank: 0.1."),
        _border("y", CLASSIC_Y, "Класс Y — до этого разброса; пусто — 0,25.", "Y up to this variation; blank: 0.25."),
    ),
    unit="table",
    examples=(
        Example(
            ([*_MONTHS, ["Разовый", None, 500, None, None]],),
            [
                _IDS,
                ["Стол", "X", 0.070710678119, 100.0, 7.0710678119],
                ["Стул", "Y", 0.212132034356, 100.0, 21.2132034356],
                ["Разовый", "Z", 1.732050807569, 125.0, 216.5063509461],
            ],
        ),
        Example(
            (_MONTHS, 0.05, 0.1),
            [
                _IDS,
                ["Стол", "Y", 0.070710678119, 100.0, 7.0710678119],
                ["Стул", "Z", 0.212132034356, 100.0, 21.2132034356],
            ],
        ),
    ),
    source="XYZ analysis by coefficient of variation; 000",
)
def xyz_cv(table: list[list[Any]], x: float, y: float) -> TableValue:
    if x > y:
        raise BadNumber(REVERSED, x=x, y=y)
    totals = {j for j, cell in enumerate(table[0]) if j and is_total(cell)}
    table = [[cell for j, cell in enumerate(row) if j not in totals] for row in table]
    width = max(map(len, table))
    if width < 3:
        raise BadArgument(NO_SUMS)
    items, sums = [], []
    for n, row in enumerate(table, 1):
        cells = [*row[1:], *[None] * (width - len(row))]
        if all(map(scalars.is_blank, row)) or (n == 1 and _is_header(cells)) or is_total(row[0]):
            continue
        items.append(None if not row or scalars.is_blank(row[0]) else row[0])
        sums.append([_sum(cell, n) for cell in cells])
    if not items:
        raise NoData(NO_ROWS)
    found = classic_xyz(np.array(sums), x, y)
    rows = zip(items, found.classes.tolist(), found.cv.tolist(), found.mean.tolist(), found.sd.tolist(), strict=True)
    columns = (
        Column("item", T("Товар", "Item")),
        Column("xyz", T("XYZ", "XYZ")),
        Column("cv", T("Разброс", "Variation"), "number"),
        Column("mean", T("В среднем за месяц", "Monthly mean"), "number"),
        Column("sd", T("Стандартное отклонение", "Standard deviation"), "number"),
    )
    return TableValue(columns, [[item, XYZ_NAMES[code], *figures] for item, code, *figures in rows])


def _is_header(cells: list[Any]) -> bool:
    """Months: no cell of the first row is a number, or they are dates a month apart, which a sheet gives as numbers."""
    numbers = [None if isinstance(cell, bool) or scalars.is_blank(cell) else scalars.number(cell) for cell in cells]
    known = [value for value in numbers if value is not None]
    if len(known) < len(cells):
        return not known
    return min(known) > EARLIEST and all(28 <= after - before <= 31 for before, after in pairwise(known))


def _sum(cell: Any, row: int) -> float:
    if scalars.is_blank(cell):
        return 0.0
    value = None if isinstance(cell, bool) else scalars.number(cell)
    if value is None:
        raise BadArgument(NOT_A_SUM, row=row, value=scalars.seen(cell))
    return value
