"""The declarations of spreadsheet functions: everything a face needs to offer one is in its declaration."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from core.discovery import walk
from core.i18n import Language, T
from core.report import Column

ArgumentKind = Literal["grid", "numbers", "dates", "texts", "table", "number", "date", "choice", "text"]
"""``grid`` cells as they are, a list of rows · ``numbers``/``dates``/``texts`` a column: a row, column or
rectangle, flattened row by row and typed as a column of a typed table is (a float64 array with NaN, a datetime64[s]
series with NaT, a category series); several such arguments are of one length, blank cells stay in their places ·
``table`` a range with its header row, typed as the input table ``table`` · the others one cell."""

Unit = Literal["rate", "money", "count", "number", "days", "date", "text", "table"]


@dataclass(frozen=True)
class Argument:
    """One argument. An ``optional`` one that is left out or blank is passed as ``default``."""

    name: str
    kind: ArgumentKind
    title: T
    help: T
    optional: bool = False
    default: Any = None
    table: str = ""
    needs: tuple[str, ...] = ()
    """For a table: the columns without which there is nothing to compute."""
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True)
class Example:
    """A worked example, run by the tests in every face. ``args`` as JSON gives them (dates in ISO)."""

    args: tuple[Any, ...]
    value: Any
    note: T = T("", "")


@dataclass(frozen=True)
class TableValue:
    """A function's result that is a table: the columns of the block it names, without a total row."""

    columns: tuple[Column, ...]
    rows: list[list[Any]]
    language: Language | None = None
    """Of the input's headers, where only the function itself could tell it."""


@dataclass(frozen=True)
class Coded:
    """A function's result that is a column of few distinct cells: ``codes`` into ``cells``, one a row."""

    codes: npt.NDArray[np.integer]
    cells: tuple[Any, ...]


@dataclass(frozen=True)
class Function:
    """One spreadsheet function. ``run`` takes typed arguments and returns a number, a text, a date,
    a list or a :class:`Coded` (a column of cells), or a :class:`TableValue`; it raises
    :class:`core.errors.FunctionError`."""

    name: str
    title: T
    help: T
    args: tuple[Argument, ...]
    unit: Unit
    examples: tuple[Example, ...]
    run: Callable[..., Any] = field(repr=False)
    source: str = ""
    """The seed, paper or library that the definition is from."""


def function(
    name: str,
    title: T,
    help: T,
    args: Sequence[Argument],
    unit: Unit,
    examples: Sequence[Example],
    source: str,
) -> Callable[[Callable[..., Any]], Function]:
    """Declare the decorated pure function as a spreadsheet function."""

    def declare(run: Callable[..., Any]) -> Function:
        return Function(name, title, help, tuple(args), unit, tuple(examples), run, source)

    return declare


@cache
def all_functions() -> dict[str, Function]:
    """Every declared function by name, in alphabetical order."""
    found = [
        value for module in walk("core.functions") for value in vars(module).values() if isinstance(value, Function)
    ]
    return {f.name: f for f in sorted(found, key=lambda f: f.name)}
