"""Call a spreadsheet function by name with raw cells: what every face does with what a person typed."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from itertools import chain
from typing import Any, Literal, NamedTuple

import numpy as np

from core.coerce import Grid, as_rows, coerce, trimmed
from core.errors import BadArgument, BadNumber, NoData
from core.i18n import Language, T
from core.intake.resolve import link
from core.intake.typed import Typed
from core.registry import Argument, Coded, Function, TableValue, all_functions
from core.report import Ref

Header = Literal["ids", "titles"]
Plain = str | int | float | bool | None
Show = Callable[[Any, Language], Any]

NO_FUNCTION = T("Нет функции {name}.{hint}", "There is no function {name}.{hint}")
CLOSE = T(" Похожие: {names}.", " Close ones: {names}.")
MISSING = T("Не хватает: {arguments}.", "Missing: {arguments}.")
TOO_MANY = T("Лишние аргументы: у {name} их не больше {most}.", "Too many arguments: {name} takes at most {most}.")
UNEQUAL = T("Столбцы разной длины: {lengths}.", "The columns differ in length: {lengths}.")
NOTHING = T("Нет данных.", "No data.")
TOO_BIG = T("Результат слишком велик для числа.", "The result is too large for a number.")

_AS_THEY_ARE = frozenset((str, int, bool, type(None)))
_COLUMNS = ("numbers", "dates", "texts")


class Answer(NamedTuple):
    """A value as :func:`call` gives it; ``dates``: the columns, from 0, whose texts are days (one cell: column 0)."""

    value: Any
    dates: tuple[int, ...]


def call(name: str, args: Sequence[Any], language: Language = "ru", header: Header = "ids") -> Any:
    """The value of a function: a number, text, yes/no, ISO date text, or a list of rows; None is an empty cell.

    ``args`` hold one cell, a list of cells or a list of rows each; a missing optional one is None or left off the end.
    A column result is a list of rows of one cell; a table has a header row of column ids, or of titles in the language
    of the input's headers. Raises :class:`core.errors.FunctionError`, whose sentence is for the person.
    """
    return answer(name, args, language, header).value


def answer(
    name: str, args: Sequence[Any], language: Language = "ru", header: Header = "ids", show: Show | None = None
) -> Answer:
    """:func:`call`, for a face whose cells know days: which columns of the value are days.

    ``show`` is :func:`plain` or what a face makes of a cell of rows instead; equal rows of a column may be one list.
    """
    function = find(name)
    values = arguments(function, args, language)
    tables = [value for value in values if isinstance(value, Typed)]
    spoken: Language = "en" if tables and tables[0].language == "en" else "ru" if tables else language
    value = function.run(*values)
    return Answer(rendered(value, language, header, spoken, show), _dates(value))


def _dates(value: Any) -> tuple[int, ...]:
    if isinstance(value, TableValue):
        return tuple(i for i, column in enumerate(value.columns) if column.kind in {"date", "month"})
    if isinstance(value, np.ndarray):
        return (0,) if value.dtype.kind == "M" else ()
    return (0,) if isinstance(value[0] if isinstance(value, list) and value else value, date | np.datetime64) else ()


def find(name: str) -> Function:
    """The function of that name, however it is typed; an unknown one says which are close."""
    known = all_functions()
    wanted = name.strip().upper()
    if wanted in known:
        return known[wanted]
    near = ", ".join(get_close_matches(wanted, known, n=3, cutoff=0.5))
    raise BadArgument(
        NO_FUNCTION, name=wanted, hint=T(*(CLOSE.say(code, names=near) for code in ("ru", "en"))) if near else ""
    )


def arguments(function: Function, args: Sequence[Any], language: Language) -> list[Any]:
    """Every declared argument as its function wants it; left-out optional ones are their default."""
    declared = function.args
    if len(args) > len(declared):
        raise BadArgument(TOO_MANY, name=function.name, most=len(declared))
    whole = [as_rows(cells) for cells in args] + [[]] * (len(declared) - len(args))
    given = [trimmed(rows) for rows in whole]
    missing = [argument for argument, rows in zip(declared, given, strict=True) if not rows and not argument.optional]
    if missing:
        raise BadArgument(MISSING, arguments=_named(missing))
    given = _side_by_side(declared, whole, given)
    return _linked(
        [
            coerce(argument, rows, language) if rows else argument.default
            for argument, rows in zip(declared, given, strict=True)
        ]
    )


def _linked(values: list[Any]) -> list[Any]:
    """Blank managers and clients of invoices and payments filled from the other tables given, as a workbook's are."""
    tables = {value.table.id: value for value in values if isinstance(value, Typed)}
    if not tables.keys() & {"invoices", "payments"}:
        return values
    linked = link(tables)
    return [linked[value.table.id] if isinstance(value, Typed) else value for value in values]


def _side_by_side(declared: Sequence[Argument], whole: Sequence[Grid], given: Sequence[Grid]) -> list[Grid]:
    """The column arguments, cut at the last row filled in any of them, so that they stay side by side."""
    columns = [i for i, rows in enumerate(given) if rows and declared[i].kind in _COLUMNS]
    if len(columns) < 2:
        return list(given)
    lengths = {i: sum(map(len, whole[i])) for i in columns}
    if len(set(lengths.values())) > 1:
        said = [T(f"«{declared[i].title.ru}» — {n}", f"“{declared[i].title.en}” {n}") for i, n in lengths.items()]
        raise BadArgument(UNEQUAL, lengths=_joined(said))
    cells = {i: list(chain.from_iterable(whole[i])) for i in columns}
    end = max(sum(map(len, given[i])) for i in columns)
    return [[cells[i][:end]] if i in cells else rows for i, rows in enumerate(given)]


def rendered(
    value: Any, language: Language, header: Header = "ids", spoken: Language = "ru", show: Show | None = None
) -> Any:
    """A function's result as plain values: what JSON, a cell and a terminal can show; ``show`` as in :func:`answer`."""
    show = show or plain
    if isinstance(value, TableValue):
        spoken = value.language or spoken
        top = [c.id if header == "ids" else c.title.to(spoken) for c in value.columns]
        return [top, *([show(cell, spoken) for cell in row] for row in value.rows)]
    if isinstance(value, Coded):
        rows = [[show(cell, language)] for cell in value.cells]
        return list(map(rows.__getitem__, value.codes.tolist()))
    if isinstance(value, np.ndarray):
        value = value.tolist() if value.dtype.kind != "M" else list(value)
    if isinstance(value, list):
        return [[show(cell, language)] for cell in value]
    cell = plain(value, language)
    if cell is None:
        raise NoData(NOTHING)
    return cell


def plain(cell: Any, language: Language) -> Plain:
    """One cell as JSON knows it: NaN, NaT and None are empty; a date is ISO text."""
    if type(cell) in _AS_THEY_ARE:
        return cell  # type: ignore[no-any-return]
    if isinstance(cell, (T, Ref)):
        return cell.to(language) if isinstance(cell, T) else str(cell)
    if isinstance(cell, np.datetime64):
        return None if np.isnat(cell) else str(cell.astype("datetime64[D]"))
    if isinstance(cell, np.generic):
        cell = cell.item()
    if isinstance(cell, float):
        if np.isnan(cell):
            return None
        if np.isinf(cell):
            raise BadNumber(TOO_BIG)
        return cell
    if isinstance(cell, datetime):
        return None if cell != cell else cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if cell is None or isinstance(cell, (str, int)):
        return cell
    raise TypeError(f"a function returned {type(cell).__name__}, which no cell can show")


def _named(missing: Sequence[Argument]) -> T:
    return _joined([T(f"«{a.title.ru}» ({a.name})", f"“{a.title.en}” ({a.name})") for a in missing])


def _joined(texts: Sequence[T]) -> T:
    return T(", ".join(text.ru for text in texts), ", ".join(text.en for text in texts))
