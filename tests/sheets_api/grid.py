"""A1 notation and GridRange: which cells of which sheet. Rows and columns count from 0, ends are excluded."""

import re
from dataclasses import dataclass
from typing import Any

from tests.sheets_api.errors import invalid

MAX_CELLS = 10_000_000
MAX_COLUMNS = 18_278
_CELL = re.compile(r"\$?([A-Za-z]{0,3})\$?(\d*)")


@dataclass(frozen=True)
class Box:
    """A rectangle; None is «to the sheet's edge»."""

    sheet: int
    top: int | None = None
    bottom: int | None = None
    left: int | None = None
    right: int | None = None

    def within(self, rows: int, columns: int) -> tuple[int, int, int, int]:
        """(top, bottom, left, right), cut at a sheet of that size."""
        top, left = self.top or 0, self.left or 0
        bottom = rows if self.bottom is None else min(self.bottom, rows)
        right = columns if self.right is None else min(self.right, columns)
        return top, max(top, bottom), left, max(left, right)


def letters(column: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    out, n = "", column + 1
    while n:
        n, rest = divmod(n - 1, 26)
        out = chr(65 + rest) + out
    return out


def number(name: str) -> int:
    """A → 0, AA → 26."""
    out = 0
    for letter in name.upper():
        out = out * 26 + ord(letter) - 64
    return out - 1


def split(a1: str) -> tuple[str | None, str]:
    """The sheet's title (None: not said) and the rest: ``'It''s'!A1:B2``, ``Sheet1``, ``A1``."""
    if a1.startswith("'"):
        end = re.match(r"'((?:[^']|'')*)'", a1)
        if end is None:
            raise invalid(f"Unable to parse range: {a1}")
        rest = a1[end.end() :]
        return end[1].replace("''", "'"), rest[1:] if rest.startswith("!") else rest
    title, mark, rest = a1.rpartition("!")
    return (title, rest) if mark else (None, a1)


def corners(cells: str, whole: str) -> tuple[int | None, int | None, int | None, int | None]:
    """(top, bottom, left, right) of ``A1``, ``A1:B2``, ``A:B``, ``2:3``, ``A2:B``; '' is the whole sheet."""
    if not cells:
        return None, None, None, None
    first, colon, last = cells.partition(":")
    if colon and not last:
        raise invalid(f"Unable to parse range: {whole}")
    (c1, r1), (c2, r2) = _corner(first, whole), _corner(last or first, whole)
    if not last and (c1 is None or r1 is None):
        raise invalid(f"Unable to parse range: {whole}")
    top = r1 if r1 is not None else (0 if r2 is not None and c1 is not None else None)
    left = c1 if c1 is not None else (0 if c2 is not None and r1 is not None else None)
    bottom, right = None if r2 is None else r2 + 1, None if c2 is None else c2 + 1
    if top is not None and bottom is not None and bottom <= top:
        top, bottom = bottom - 1, top + 1
    if left is not None and right is not None and right <= left:
        left, right = right - 1, left + 1
    return top, bottom, left, right


def _corner(cell: str, whole: str) -> tuple[int | None, int | None]:
    found = _CELL.fullmatch(cell)
    if not cell or found is None:
        raise invalid(f"Unable to parse range: {whole}")
    column, row = found.groups()
    if row == "0":
        raise invalid(f"Unable to parse range: {whole}")
    return number(column) if column else None, int(row) - 1 if row else None


def box(grid_range: dict[str, Any]) -> Box:
    """A GridRange of the API."""
    return Box(
        int(grid_range.get("sheetId", 0)),
        grid_range.get("startRowIndex"),
        grid_range.get("endRowIndex"),
        grid_range.get("startColumnIndex"),
        grid_range.get("endColumnIndex"),
    )


def a1(title: str, top: int, bottom: int, left: int, right: int) -> str:
    """A rectangle as the API writes it back: ``Sheet1!A1:B2``, a title that needs it in quotes."""
    quoted = title if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", title) else "'" + title.replace("'", "''") + "'"
    first, last = f"{letters(left)}{top + 1}", f"{letters(right - 1)}{bottom}"
    return f"{quoted}!{first}" if first == last else f"{quoted}!{first}:{last}"
