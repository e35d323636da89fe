"""Arguments and argument shapes that several functions share."""

from datetime import date
from typing import Any

import numpy as np

from core.errors import BadArgument, BadNumber, NoData
from core.i18n import T
from core.intake.scalars import is_blank, number, seen
from core.intake.totals import is_total
from core.intake.typed import Typed
from core.metrics.rates import Floats
from core.registry import Argument
from core.tables import table

NO_COUNTS = T("Нет данных: в диапазоне нет ни одного числа.", "No data: the range holds no number.")
ONE_COUNT = T("Нужно хотя бы два этапа, а в диапазоне один.", "At least two stages are needed; the range holds one.")
NOT_A_COUNT = T("Строка {row}: «{value}» — не число.", "Row {row}: “{value}” is not a number.")
NO_COUNT = T(
    "Строка {row}: количество не заполнено. Если никто не дошёл, впишите 0.",
    "Row {row}: the count is blank. If nobody got there, type 0.",
)
NEGATIVE = T("Строка {row}: количество {value} меньше нуля.", "Row {row}: the count {value} is below zero.")
NOT_COUNTS = T(
    "Нужен один столбец, одна строка или два столбца «этап | количество».",
    "One column, one row or two columns stage | count are needed.",
)
NO_DAY = T("Нет данных: в таблицах нет ни одной даты.", "No data: the tables hold no date.")

PLANNED = frozenset({"expected", "next_step_date", "due", "promised", "month", "active_to"})
"""Dates of what is still to come: they never say what today is."""

COUNTS = Argument(
    "counts",
    "grid",
    T("Количества", "Counts"),
    T(
        "Сколько дошло до каждого этапа, по порядку: столбец, строка или два столбца «этап | количество».",
        "How many reached each stage, in order: a column, a row, or two columns stage | count.",
    ),
)
FROM = Argument(
    "from",
    "date",
    T("С", "From"),
    T("Первый день периода; пусто — без ограничения.", "The period's first day; blank: no limit."),
    optional=True,
)
TO = Argument(
    "to",
    "date",
    T("По", "To"),
    T("Последний день периода; пусто — без ограничения.", "The period's last day; blank: no limit."),
    optional=True,
)
ASOF = Argument(
    "asof",
    "date",
    T("На дату", "As of"),
    T(
        "На какой день считать; пусто — последний день, который есть в таблицах.",
        "The day to compute for; blank: the latest day found in the tables.",
    ),
    optional=True,
)
MANAGER = Argument(
    "manager",
    "text",
    T("Менеджер", "Manager"),
    T("Чьи строки считать; пусто — все.", "Whose rows to count; blank: everyone's."),
    optional=True,
)


def table_of(id: str, *needs: str, optional: bool = False) -> Argument:
    """The argument that takes the input table ``id``; ``needs`` are the columns it cannot do without."""
    title = table(id).title
    return Argument(
        id,
        "table",
        title,
        T(
            f"Диапазон вкладки «{title.ru}» вместе со строкой заголовков.",
            f"The range of the {title.en} tab with its header row.",
        ),
        optional=optional,
        table=id,
        needs=needs,
    )


def latest_day(*tables: Typed | None) -> date:
    """The latest actual (not planned) date in the tables given: what a missing `asof` means (REPORTS §3)."""
    found = [_latest(typed, name) for typed in tables if typed is not None for name in _dates(typed)]
    latest = max((day for day in found if not np.isnat(day)), default=None)
    if latest is None:
        raise NoData(NO_DAY)
    day: date = latest.astype("datetime64[D]").astype(object)
    return day


def _dates(typed: Typed) -> list[str]:
    """The columns that a table has and that say when something happened."""
    extra = typed.table.extra
    extras = typed.extras if extra is not None and extra.kind == "date" else ()
    dates = [c.id for c in typed.table.columns if c.kind == "date" and c.id not in PLANNED]
    return [id for id in dates if id in typed.present] + list(extras)


def _latest(typed: Typed, column: str) -> np.datetime64:
    """The latest date of a column; NaT (the smallest number) if it is blank."""
    seconds = typed.frame[column].to_numpy().view(np.int64)
    return np.datetime64(int(seconds.max(initial=np.iinfo(np.int64).min)), "s")


def stage_counts(grid: list[list[Any]]) -> Floats:
    """Counts in stage order from a column, a row, or two columns stage|count, with or without a header; «Итого» below
    the stages is none."""
    width = max((len(row) for row in grid), default=0)
    if width > 1 and len(grid) > 1:
        if width != 2:
            raise BadArgument(NOT_COUNTS)
        end = len(grid) - is_total(grid[-1][0])
        cells = [row[1] if len(row) > 1 else None for row in grid[:end]]
    else:
        cells = [cell for row in grid for cell in row]
    while cells and is_blank(cells[-1]):
        cells.pop()
    first = 1 if cells and isinstance(cells[0], str) and number(cells[0]) is None else 0
    if len(cells) <= first:
        raise NoData(NO_COUNTS)
    counts = np.array([_count(cell, i) for i, cell in enumerate(cells[first:], first + 1)])
    if len(counts) < 2:
        raise BadArgument(ONE_COUNT)
    return counts


def _count(cell: Any, row: int) -> float:
    if is_blank(cell):
        raise BadArgument(NO_COUNT, row=row)
    value = None if isinstance(cell, bool) else number(cell)
    if value is None:
        raise BadArgument(NOT_A_COUNT, row=row, value=seen(cell))
    if value < 0:
        raise BadNumber(NEGATIVE, row=row, value=seen(cell))
    return value
