"""What a function gives, as Calc's cells can hold it; how each error of core looks in a cell of Calc."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import zip_longest
from typing import Any, Final

from core.call import Answer
from core.registry import Argument, Function
from core.renderings import ERRORS

ERROR_NUMBERS: Final = {code: look.calc for code, look in ERRORS.items()}
"""Calc's number of each cell error. They are true errors: ISNA and IFERROR see them, SUM passes them on."""


_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DAY_0 = date(1899, 12, 30)
_NEVER_ZERO = ("date", "choice", "text")


def given(function: Function, args: Sequence[Any]) -> list[Any]:
    """Arguments as core should see them: Calc tells an add-in of one empty cell as of a 0, which is no date, no choice
    and nobody's name. For a number that may be 0 the two cannot be told apart: there a 0 it is.

    Seen in LibreOffice 7.4: the reference to one cell comes as a number to ``any``, ``sequence<any>`` and
    ``sequence< sequence<any> >`` alike. ``XCellRange`` would tell, but takes no typed number and cannot be left out.
    """
    declared = function.args[: len(args)]
    return [
        None if isinstance(cell, float) and not cell and argument is not None and _never_zero(argument) else cell
        for cell, argument in zip_longest(args, declared)
    ]


def _never_zero(argument: Argument) -> bool:
    return argument.kind in _NEVER_ZERO or (argument.optional and argument.minimum is not None and argument.minimum > 0)


def cells(answer: Answer) -> Any:
    """One cell or a list of rows of core as cells of Calc: a day is its number, so that it compares with TODAY() (the
    cell shows it as a day once it is formatted so); yes/no, which Calc's add-ins cannot return, is 1 or 0; an empty
    cell is an empty text, since Calc counts a void one as 0 (AVERAGE over the results must not)."""
    days = set(answer.dates)
    if isinstance(answer.value, list):
        return [[_cell(cell, i in days) for i, cell in enumerate(row)] for row in answer.value]
    return _cell(answer.value, bool(days))


def _cell(cell: Any, is_day: bool) -> float | str:
    if cell is None:
        return ""
    if isinstance(cell, (bool, int)):
        return float(cell)
    if is_day and isinstance(cell, str) and _ISO_DAY.fullmatch(cell):  # a header and «итого» are texts there too
        return float((date.fromisoformat(cell) - _DAY_0).days)
    text_or_number: float | str = cell
    return text_or_number
