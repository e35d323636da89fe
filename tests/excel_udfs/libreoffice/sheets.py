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
    """What Calc's cells hold after each call is entered over so many rows and columns, a sheet a call."""
    steps: list[list[Any]] = []
    for (name, args), (height, width) in calls:
        tab = f"{name} {next(_FRESH)}"
        places, column = [], 0
        for cells_ in args:
            rows = as_rows(cells_)
            if rows in ([], [[None]]):
                places.append("")
                continue
            breadth = max(map(len, rows))
            steps.append(["put", tab, at(0, column), [[*row, *[None] * (breadth - len(row))] for row in rows]])
            last = at(len(rows) - 1, column + breadth - 1)
            places.append(at(0, column) if last == at(0, column) else f"{at(0, column)}:{last}")
            column += breadth
        text = f"={name}({';'.join(places)})"
        if (height, width) == (1, 1):
            result = at(0, column)
            steps.append(["formula", tab, result, text])
        else:
            result = f"{at(0, column)}:{at(height - 1, column + width - 1)}"
            steps.append(["array", tab, result, text])
        steps.append(["get", tab, result])
    got = [said for said in office.run(*steps) if said is not None]
    return [one["error"] or one["rows"] for one in got]


def at(row: int, column: int) -> str:
    """A cell's address: at(0, 27) is AB1."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
