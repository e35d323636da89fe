"""What may come as an argument from outside: one cell, a list of cells or a list of rows. Nothing else reaches core."""

import json
from math import isfinite
from typing import Any, NoReturn

from core.errors import BadArgument
from core.i18n import T

NOT_CELLS = T(
    "Аргумент {n} — не ячейка и не диапазон: диапазон — список строк, строка — список значений.",
    "Argument {n} is neither a cell nor a range: a range is a list of rows, a row a list of values.",
)
TOO_LARGE = T(
    "В аргументе {n} число больше, чем бывает в ячейке.", "Argument {n} holds a number larger than a cell can."
)


def check(args: list[Any]) -> None:
    """Raise :class:`core.errors.BadArgument` where an argument is no cell and no range."""
    for n, arg in enumerate(args, 1):
        rows = arg if isinstance(arg, list) else [arg]
        for row in rows:
            for cell in row if isinstance(row, list) else [row]:
                if isinstance(cell, list | dict):
                    raise BadArgument(NOT_CELLS, n=n)
                if isinstance(cell, int | float) and not _fits(cell):
                    raise BadArgument(TOO_LARGE, n=n)


def loads(text: str | bytes) -> Any:
    """JSON as its standard has it: no NaN, no nesting without end, no name twice in an object. Raises ValueError."""
    try:
        return json.loads(text, parse_constant=_refuse, object_pairs_hook=_once)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _fits(number: float) -> bool:
    try:
        return isfinite(float(number))
    except OverflowError:
        return False


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a name twice in one object")
    return made
