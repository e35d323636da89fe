"""References inside formulas: what becomes of ``='Лист 1'!$B$2`` when a tab is renamed, rows go, or it is copied."""

import re
from collections.abc import Callable

from tests.sheets_api.grid import letters, number
from tests.sheets_api.state import Book, Tab

_TEXT = re.compile(r'("(?:[^"]|"")*")')
_REFERENCE = re.compile(
    r"((?:'(?:[^']|'')+'|[\w.]+)!)?(?<![\w.])(\$?[A-Za-z]{1,3}\$?\d+)(:\$?[A-Za-z]{1,3}\$?\d+)?(?![\w(])"
)
_CORNER = re.compile(r"(\$?)([A-Za-z]+)(\$?)(\d+)")
LOST = "#REF!"
Corner = tuple[str, int, str, int]
"""($ or '', column, $ or '', row), counted from 0."""


def renamed(book: Book, old: str, new: str) -> None:
    """Formulas follow a tab to its new title."""

    def prefix(found: "re.Match[str]") -> str:
        return f"{quoted(new)}!{found[2]}{found[3] or ''}" if title(found) == old.casefold() else found[0]

    for tab in book.tabs:
        _each(tab, lambda text: _sub(text, prefix))


def shifted(book: Book, changed: Tab, axis: int, at: int, by: int) -> None:
    """Formulas follow the cells that rows (axis 0) or columns (1) put in or taken out have moved."""
    for tab in book.tabs:

        def follow(found: "re.Match[str]", tab: Tab = tab) -> str:
            there = title(found)
            if there != changed.title.casefold() if there else tab is not changed:
                return found[0]
            first = corner(found[2])
            last = corner(found[3][1:]) if found[3] else first
            moved = _span((first, last), axis, at, by)
            if moved is None:
                return LOST
            shown = written(moved[0]) + (f":{written(moved[1])}" if found[3] else "")
            return (found[1] or "") + shown

        _each(tab, lambda text, follow=follow: _sub(text, follow))  # type: ignore[misc]


def offset(formula: str, rows: int, columns: int) -> str:
    """A formula as it reads when it is copied so far away; what has a $ stays."""

    def one(text: str) -> str:
        column_fixed, column, row_fixed, row = corner(text)
        there = (column if column_fixed else column + columns, row if row_fixed else row + rows)
        return LOST if min(there) < 0 else written((column_fixed, there[0], row_fixed, there[1]))

    def move(found: "re.Match[str]") -> str:
        return (found[1] or "") + one(found[2]) + (":" + one(found[3][1:]) if found[3] else "")

    return _sub(formula, move)


def quoted(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z_]\w*", name) else "'" + name.replace("'", "''") + "'"


def title(found: "re.Match[str]") -> str:
    """The tab a reference names, without case; '' for its own."""
    named = (found[1] or "").removesuffix("!")
    return (named[1:-1].replace("''", "'") if named.startswith("'") else named).casefold()


def corner(text: str) -> Corner:
    found = _CORNER.fullmatch(text)
    assert found is not None, text
    return found[1], number(found[2]), found[3], int(found[4]) - 1


def written(one: Corner) -> str:
    return f"{one[0]}{letters(one[1])}{one[2]}{one[3] + 1}"


def _span(ends: tuple[Corner, Corner], axis: int, at: int, by: int) -> tuple[Corner, Corner] | None:
    index = 3 if axis == 0 else 1
    first, last = int(ends[0][index]), int(ends[1][index])
    if by > 0:
        first, last = (i + by if i >= at else i for i in (first, last))
    else:
        first = max(at, first + by) if first >= at else first
        last = max(at - 1, last + by) if last >= at else last
        if last < first:
            return None
    moved = [(*end[:index], i, *end[index + 1 :]) for end, i in zip(ends, (first, last), strict=True)]
    return moved[0], moved[1]  # type: ignore[return-value]


def _sub(formula: str, change: "Callable[[re.Match[str]], str]") -> str:
    parts = _TEXT.split(formula)
    return "".join(part if i % 2 else _REFERENCE.sub(change, part) for i, part in enumerate(parts))


def _each(tab: Tab, change: Callable[[str], str]) -> None:
    for at, cell in tab.cells.items():
        if "formulaValue" in cell.get("userEnteredValue", {}):
            new = change(cell["userEnteredValue"]["formulaValue"])
            tab.cells[at] = cell | {"userEnteredValue": {"formulaValue": new}}
