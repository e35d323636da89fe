"""Calls of functions as a person enters them: arguments in cells, the formula beside them."""

from collections.abc import Sequence
from itertools import count
from typing import Any

from core.call import answer
from core.coerce import as_rows
from core.errors import FunctionError
from core.i18n import Language
from excel_udfs.libreoffice.cells import ERROR_NUMBERS, cells
from tests.excel_udfs.libreoffice.office import Office

_FRESH = count(1)
Call = tuple[str, Sequence[Any]]


def wanted(name: str, args: Sequence[Any], language: Language) -> Any:
    """What core says, as Calc's cells should hold it: rows of cells (None is a blank one), or an error's number."""
    try:
        value = cells(answer(name, args, language=language, header="titles"))
    except FunctionError as error:
        return ERROR_NUMBERS[error.code]
    rows = value if isinstance(value, list) else [[value]]
    return [[None if cell == "" else cell for cell in row] for row in rows]


def computed(office: Office, calls: Sequence[tuple[Call, tuple[int, int]]]) -> list[Any]:
    """What Calc's cells hold after each call is entered over so many rows and columns, one call below another: rows,
    or the number of an error."""
    tab, top = f"Вызовы {next(_FRESH)}", 0
    typed: dict[tuple[int, int], Any] = {}
    formulas, results = [], []
    for (name, args), (height, width) in calls:
        places, column, deepest = [], 0, height
        for given in args:
            rows = as_rows(given)
            if rows in ([], [[None]]):
                places.append("")
                continue
            breadth = max(map(len, rows))
            typed |= {(top + i, column + j): cell for i, row in enumerate(rows) for j, cell in enumerate(row)}
            places.append(area(top, column, len(rows), breadth))
            column, deepest = column + breadth, max(deepest, len(rows))
        kind, result = "formula" if height == width == 1 else "array", (top, column, height, width)
        formulas.append([kind, tab, area(*result), f"={name}({';'.join(places)})"])
        results.append(result)
        top += deepest
    right = max(column + width for _, column, _, width in results)
    grid = [[typed.get((i, j)) for j in range(right)] for i in range(top)]
    said = office.run(["put", tab, "A1", grid], *formulas, ["get", tab, area(0, 0, top, right)])
    shown = said[-1]["rows"]
    errors = office.run(*(["get", tab, area(*result)] for result in results if shown[result[0]][result[1]] is None))
    numbers = (one["error"] for one in errors)
    office.one("drop", tab, "")
    return [
        (shown[i][j] is None and next(numbers)) or [row[j : j + width] for row in shown[i : i + height]]
        for i, j, height, width in results
    ]


def area(row: int, column: int, height: int, width: int) -> str:
    """A range's address; of one cell, the cell's."""
    first, last = at(row, column), at(row + height - 1, column + width - 1)
    return first if first == last else f"{first}:{last}"


def at(row: int, column: int) -> str:
    """A cell's address: at(0, 27) is AB1."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
