"""How far the filled cells of a sheet that is not trusted reach, found piece by piece.

:mod:`extent` asks the last row and believes that the rows above hold no cell of a later one, as every program writes
them. A file made to harm may say otherwise, and calamine makes a dense table up to the farthest address.
"""

import re

_CELL = re.compile(rb"""<(?:\w+:)?c\s(?:[^>]*?\s)?r\s*=\s*["']\s*([A-Za-z]+)([0-9]+)[^>]*(?<!/)>""")
_ROW = re.compile(rb"""<(?:\w+:)?row\s(?:[^>]*?\s)?r\s*=\s*["']\s*([0-9]+)""")
_LONGEST = 1 << 20
"""Bytes of one tag; no program writes a longer one."""


class Reach:
    """``rows`` × ``columns`` is the table that a reader would make."""

    def __init__(self) -> None:
        self.rows = self.columns = 1
        self._rest = b""

    def goes_on(self, piece: bytes) -> None:
        """Raises ValueError for a tag without end."""
        data = self._rest + piece
        end = data.rfind(b"<")
        whole, self._rest = (data[:end], data[end:]) if end >= 0 else (b"", data)
        if len(self._rest) > _LONGEST:
            raise ValueError("a tag without end")
        self._look(whole)

    def ends(self) -> int:
        """The cells of the whole table."""
        self._look(self._rest)
        return self.rows * self.columns

    def _look(self, data: bytes) -> None:
        found = _CELL.findall(data)
        rows = {digits for _, digits in found} | set(_ROW.findall(data))
        self.rows = max([self.rows, *map(_number, rows)])
        self.columns = max([self.columns, *map(_column, {letters for letters, _ in found})])


def _number(digits: bytes) -> int:
    return int(digits) if len(digits) < 12 else 10**12


def _column(letters: bytes) -> int:
    n = 0
    for letter in letters[:9].upper():
        n = n * 26 + letter - 64
    return n
