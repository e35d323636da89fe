"""What a function gives, as Calc's cells can hold it; how each error of core looks in a cell of Calc."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any, Final

from core.registry import Function

ERROR_NUMBERS: Final = {"#N/A": 32767, "#VALUE!": 519, "#DIV/0!": 532, "#NUM!": 503}
"""Calc's number of each cell error. They are true errors: ISNA and IFERROR see them, SUM passes them on."""


_NEVER_ZERO = ("date", "choice", "text")


def given(function: Function, args: Sequence[Any]) -> list[Any]:
    """Arguments as core should see them: Calc tells an add-in of one empty cell as of a 0, which is no date, no choice
    and nobody's name. For a number the two cannot be told apart: there a 0 it is."""
    kinds = [argument.kind for argument in function.args][: len(args)]
    return [
        None if kind in _NEVER_ZERO and isinstance(cell, float) and not cell else cell
        for cell, kind in zip_longest(args, kinds)
    ]


def cells(value: Any) -> Any:
    """One cell or a list of rows of core as cells of Calc: yes/no, which Calc's add-ins cannot return, is 1 or 0; an
    empty cell is an empty text, since Calc counts a void one as 0 (AVERAGE over the results must not)."""
    if isinstance(value, list):
        return [[_cell(cell) for cell in row] for row in value]
    return _cell(value)


def _cell(value: Any) -> float | str:
    if value is None:
        return ""
    return float(value) if isinstance(value, (bool, int)) else value
