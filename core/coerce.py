"""Cells into typed arguments: the one place where a function's arguments are checked (laws of the design, 3).

A range comes as a list of rows, a list of cells (a column), or one cell; what a function then sees is told in
:data:`core.registry.ArgumentKind`.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from itertools import chain
from typing import Any

import numpy as np

from core.errors import BadArgument, BadNumber
from core.i18n import Language, T, fold
from core.intake import scalars
from core.intake.categories import categorical, codes_of, names_of
from core.intake.column import Column
from core.intake.columns import NOT_CELLS, Taken, Wanted, plain_floats, take
from core.intake.dates import parse_day
from core.intake.headers import FIRST_ROWS
from core.intake.numbers import parse_number
from core.intake.read import gather, rules
from core.intake.scalars import seen
from core.intake.typed import Typed
from core.registry import Argument
from core.tables import table
from core.tables.declare import Kind
from core.workbook import Sheet

Grid = Sequence[Sequence[Any]]

_ROWS = {list, tuple}
_BLANKS = {None, ""}
_CHUNK = 4096

ONE_CELL = T("«{argument}»: нужна одна ячейка, а дан диапазон.", "“{argument}”: one cell is needed, not a range.")
NOT_A_CELL = T(
    "«{argument}»: ячейка — это число, текст, дата или пусто, а здесь список или объект.",
    "“{argument}”: a cell is a number, a text, a date or blank; here is a list or an object.",
)
NO_NUMBER = T("«{argument}»: «{value}» — не число.", "“{argument}”: “{value}” is not a number.")
NO_DATE = T("«{argument}»: «{value}» — не дата.", "“{argument}”: “{value}” is not a date.")
NO_NUMBER_AT = T(
    "«{argument}», ячейка {row}: «{value}» — не число.", "“{argument}”, cell {row}: “{value}” is not a number."
)
NO_DATE_AT = T("«{argument}», ячейка {row}: «{value}» — не дата.", "“{argument}”, cell {row}: “{value}” is not a date.")
ERROR_AT = T("«{argument}», ячейка {row}: ошибка {value}.", "“{argument}”, cell {row}: the error {value}.")
TWO_NUMBERS = T(
    "«{argument}»{at}: «{value}» можно прочесть двояко: запятая — дробь или тысячи? Уберите её.",
    "“{argument}”{at}: “{value}” reads two ways: is the comma decimals or thousands? Leave it out.",
)
TWO_DAYS = T(
    "«{argument}»{at}: «{value}» можно прочесть двояко: где день, где месяц? Пишите 2026-03-31.",
    "“{argument}”{at}: “{value}” reads two ways: which is the day, which the month? Write 2026-03-31.",
)
TOO_LOW = T("«{argument}»: {value} меньше {limit}.", "“{argument}”: {value} is below {limit}.")
TOO_HIGH = T("«{argument}»: {value} больше {limit}.", "“{argument}”: {value} is above {limit}.")
NO_CHOICE = T(
    "«{argument}»: «{value}» не подходит; можно: {choices}.",
    "“{argument}”: “{value}” does not fit; allowed: {choices}.",
)
NO_COLUMNS = T(
    "«{argument}»: нет столбца {columns}. Дайте диапазон вместе со строкой заголовков.",
    "“{argument}”: no column {columns}. Give the range together with its header row.",
)
CURRENCIES = T(
    "«{argument}»: несколько валют ({names}). Сначала переведите суммы в одну функцией CONVERT_MONEY.",
    "“{argument}”: several currencies ({names}). First bring the amounts into one with CONVERT_MONEY.",
)
ERROR_CELL = T("«{argument}»: в ячейке ошибка {value}.", "“{argument}”: the cell holds the error {value}.")

_BY_MARK = {"ambiguous_number": TWO_NUMBERS, "ambiguous_date": TWO_DAYS, "error_cell": ERROR_AT}
_BASE_CURRENCY = "RUB"


def as_rows(cells: Any) -> Grid:
    """A range as a list of rows; a list of cells is a column, one cell is a range of one."""
    if isinstance(cells, np.ndarray):
        cells = cells.tolist()
    if not isinstance(cells, (list, tuple)):
        return [[cells]]
    kinds = set(map(type, cells))
    if kinds <= _ROWS:
        return cells
    if kinds & _ROWS:
        return [row if type(row) in _ROWS else [row] for row in cells]
    return [[cell] for cell in cells]


def trimmed(rows: Grid) -> Grid:
    """Without the blank rows at the end: people give whole columns."""
    end = len(rows)
    while end >= _CHUNK and set(chain.from_iterable(rows[end - _CHUNK : end])) <= _BLANKS:
        end -= _CHUNK
    while end and all(map(scalars.is_blank, rows[end - 1])):
        end -= 1
    return rows if end == len(rows) else rows[:end]


def coerce(argument: Argument, rows: Grid, language: Language) -> Any:
    """One argument that is there, as its function wants it. Raises :class:`core.errors.FunctionError`."""
    if argument.kind == "numbers":
        return _numbers(argument, rows, language)
    if argument.kind == "table":
        return _table(argument, rows, language)
    _only_cells(argument, chain.from_iterable(rows))
    match argument.kind:
        case "grid":
            return [[None if cell in _BLANKS else cell for cell in row] for row in rows]
        case "dates" | "texts":
            return column(argument, _flat(rows), language)
        case "number":
            return _number(argument, _one_cell(argument, rows))
        case "date":
            return _day(argument, _one_cell(argument, rows), language)
        case "choice":
            return _choice(argument, _one_cell(argument, rows), language)
        case _:
            return _text(argument, _one_cell(argument, rows), language)


def _only_cells(argument: Argument, cells: Iterable[Any]) -> None:
    if not NOT_CELLS.isdisjoint(map(type, cells)):
        raise BadArgument(NOT_A_CELL, argument=argument.title)


def _one_cell(argument: Argument, rows: Grid) -> Any:
    """The cell of an argument that is one cell, also when it comes as a range of one."""
    cells = list(chain.from_iterable(rows))
    if len(cells) != 1:
        raise BadArgument(ONE_CELL, argument=argument.title)
    if scalars.is_error(cells[0]):
        raise BadArgument(ERROR_CELL, argument=argument.title, value=seen(cells[0]))
    return cells[0]


# one cell -------------------------------------------------------------------------------------------


def _number(argument: Argument, cell: Any) -> float:
    percent = isinstance(cell, str) and "%" in cell
    value = scalars.percent(cell) if percent else None if isinstance(cell, bool) else scalars.number(cell)
    if value is None and not percent and parse_number(cell) == "ambiguous_number":
        raise BadArgument(TWO_NUMBERS, argument=argument.title, value=seen(cell), at="")
    if value is None or not np.isfinite(value):
        raise BadArgument(NO_NUMBER, argument=argument.title, value=seen(cell))
    if argument.minimum is not None and value < argument.minimum:
        raise BadNumber(TOO_LOW, argument=argument.title, value=seen(cell), limit=f"{argument.minimum:g}")
    if argument.maximum is not None and value > argument.maximum:
        raise BadNumber(TOO_HIGH, argument=argument.title, value=seen(cell), limit=f"{argument.maximum:g}")
    return value


def _day(argument: Argument, cell: Any, language: Language) -> date:
    order = scalars.date_order(language, None)
    value = None if isinstance(cell, bool) else scalars.day(cell, order)
    if value is None and parse_day(cell, order) == "ambiguous_date":
        raise BadArgument(TWO_DAYS, argument=argument.title, value=seen(cell), at="")
    if value is None:
        raise BadArgument(NO_DATE, argument=argument.title, value=seen(cell))
    return value


def _choice(argument: Argument, cell: Any, language: Language) -> str:
    word = fold(_text(argument, cell, language))
    found = next((choice for choice in argument.choices if fold(choice) == word), None)
    if found is None:
        raise BadArgument(NO_CHOICE, argument=argument.title, value=seen(cell), choices=", ".join(argument.choices))
    return found


def _text(argument: Argument, cell: Any, language: Language) -> str:
    text = scalars.text(cell, language)
    if text is None:
        raise BadArgument(ERROR_CELL, argument=argument.title, value=seen(cell))
    return text


# a column of cells ------------------------------------------------------------------------------------


def _flat(rows: Grid) -> list[Any]:
    """The cells row by row. Most ranges are one column, which is taken apart in a third of the time."""
    try:
        return [cell for (cell,) in rows]
    except ValueError:
        return list(chain.from_iterable(rows))


def _numbers(argument: Argument, rows: Grid, language: Language) -> Any:
    """A column of numbers; one that holds nothing else is read at once."""
    cells = _flat(rows)
    values = plain_floats(cells)
    if values is not None and np.isfinite(values).all():
        return values
    _only_cells(argument, cells)
    return column(argument, cells, language)


def column(argument: Argument, cells: list[Any], language: Language) -> Any:
    """The cells of a range, row by row, typed as a column of a typed table is (:class:`core.intake.typed.Typed`):
    ``numbers`` a float64 array with NaN, ``dates`` a datetime64[s] series with NaT, ``texts`` a category series.

    A header in the first cell («Сумма» over numbers) counts as blank, so that results stand in the rows they belong
    to. Any other cell that cannot be read is a :class:`BadArgument` that names it.
    """
    kind: Kind = {"numbers": "number", "dates": "date", "texts": "text"}[argument.kind]  # type: ignore[assignment]
    taken = take(cells, Wanted(kind), rules(language))
    wrong = _beyond_header(taken, cells, kind)
    if wrong is not None:
        unread = {"number": NO_NUMBER_AT, "date": NO_DATE_AT}.get(kind, ERROR_AT)
        sentence = _BY_MARK.get(dict(taken.marks)[wrong], unread)
        at = T(f", ячейка {wrong + 1}", f", cell {wrong + 1}")
        raise BadArgument(sentence, argument=argument.title, row=wrong + 1, at=at, value=seen(cells[wrong]))
    if kind == "number":
        return taken.values
    return Column(taken.values) if taken.names is None else categorical(taken.values, taken.names)


def _beyond_header(taken: Taken, cells: list[Any], kind: Kind) -> int | None:
    """The first cell that cannot be read, past a header that has a readable cell below."""
    wrong = sorted(i for i, _ in taken.marks)
    if not wrong or wrong[0] > 0 or kind == "text" or not isinstance(cells[0], str) or scalars.is_error(cells[0]):
        return wrong[0] if wrong else None
    below = len(cells) - (0 if taken.blank is None else int(taken.blank.sum())) - len(wrong)
    return wrong[1] if len(wrong) > 1 else None if below else 0


# a table ------------------------------------------------------------------------------------------------


def _table(argument: Argument, rows: Grid, language: Language) -> Typed:
    """Its columns are typed, and their cells checked, when the function asks for them: a deals tab has twenty."""
    _only_cells(argument, chain.from_iterable(rows[:FIRST_ROWS]))
    sheet = Sheet(table(argument.table).title.to(language), rows)  # a suffix of the argument's title is no manager
    typed = gather(table(argument.table), [sheet], rules(language), check=partial(_only_cells, argument)).typed
    spec = typed.table
    missing = [spec.by_id[id].header for id in argument.needs if id not in typed.present]
    if missing:
        columns = T(
            *(", ".join(f"«{header.ru}»" for header in missing), ", ".join(f"“{header.en}”" for header in missing))
        )
        raise BadArgument(NO_COLUMNS, argument=argument.title, columns=columns)
    if "currency" in typed.present and argument.table != "fx":
        _one_currency(argument, typed)
    return typed


def _one_currency(argument: Argument, typed: Typed) -> None:
    from core.metrics.money import currency_code

    spelled = [*names_of(typed.frame["currency"]), _BASE_CURRENCY]  # blank, code −1, is the last
    names = {currency_code(spelled[code]) for code in np.unique(codes_of(typed.frame["currency"])).tolist()}
    if len(names) > 1:
        raise BadArgument(CURRENCIES, argument=argument.title, names=", ".join(sorted(names)))
