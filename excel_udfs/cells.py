"""Cells on their way in and out of a function: what COM gives becomes plain values, and what Excel can take goes back.

In: a whole column is cut to the used part of its sheet before it is read; a blank is None; an error is its text
(``#N/A``); a day is a datetime; an amount formatted as currency, which COM gives as a Decimal, is a number.
Out: nothing is an empty text (Excel has no other), every number a float (COM has no cell for a long integer), a day a
datetime, and a text in an array no longer than Excel takes.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from itertools import chain
from typing import Any

from core.call import Answer, plain
from core.i18n import Language
from excel_udfs.alone import Accessor, Pipeline, ReadValueFromRangeStage
from excel_udfs.error_numbers import error_text

LONGEST = 255
"""Characters of a text in an array; a longer one would make #VALUE! of the whole result."""
_WHOLE = 10_000
"""Ranges of more rows are looked at: they may be whole columns."""
_AS_THEY_ARE = frozenset((float, str, bool, type(None)))


class Cells(Accessor):
    """How an argument is read: ``@xw.arg(name, Cells)`` gives its function a list of rows."""

    @classmethod
    def reader(cls, options: dict[str, Any]) -> Any:
        read = ReadValueFromRangeStage(options)  # type: ignore[no-untyped-call]
        return Pipeline([_trim, read, _clean])


def _trim(context: Any) -> None:
    """A whole column is cut where its sheet ends: Excel has a million rows, people fill some."""
    given = context.range
    if given is None or given.rows.count <= _WHOLE:
        return
    last = given.sheet.used_range.last_cell.row
    rows = max(1, min(given.rows.count, last - given.row + 1))
    if rows < given.rows.count:
        context.range = given.resize(rows, given.columns.count)


def _clean(context: Any) -> None:
    context.value = plain_rows(context.value, context.engine.impl.clean_value_data)


def plain_rows(value: Any, clean_value_data: Any) -> Sequence[Sequence[Any]]:
    """Rows of plain cells. ``clean_value_data`` is xlwings' own way with days and errors, used on the odd cells."""
    rows = value if isinstance(value, (list, tuple)) else [[value]]
    if rows and not isinstance(rows[0], (list, tuple)):
        rows = [rows]
    if _AS_THEY_ARE.issuperset(map(type, chain.from_iterable(rows))):
        return rows
    read: dict[Any, Any] = {}

    def plain(cell: Any) -> Any:
        key = (type(cell), cell)
        if key not in read:
            number = float(cell) if isinstance(cell, Decimal) else cell
            read[key] = error_text(clean_value_data([[number]], datetime, None, None, True)[0][0])
        return read[key]

    return [[cell if type(cell) in _AS_THEY_ARE else plain(cell) for cell in row] for row in rows]


def in_array(cell: Any, language: Language) -> Any:
    """A cell of an array as Excel takes it; days are still texts."""
    return _cell(plain(cell, language), LONGEST)


def for_excel(answer: Answer) -> Any:
    """A function's value as Excel takes it: one cell, or rows of one width, whose cells are :func:`in_array`."""
    days = set(answer.dates)
    if not isinstance(answer.value, list):
        return _day(answer.value) if days else _cell(answer.value, None)
    if not days:
        return answer.value
    return [[_day(cell) if j in days else cell for j, cell in enumerate(row)] for row in answer.value]


def _cell(cell: Any, longest: int | None) -> Any:
    kind = type(cell)
    if kind is float or kind is bool:
        return cell
    if cell is None:
        return ""
    if kind is int:
        return float(cell)
    return cell if longest is None or len(cell) <= longest else cell[: longest - 1] + "…"


def _day(cell: Any) -> Any:
    """What is not a day in a column of days is its header, or nothing."""
    is_day = isinstance(cell, str) and len(cell) == 10 and cell[4] == cell[7] == "-"
    return datetime.fromisoformat(cell) if is_day else cell
