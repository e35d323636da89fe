"""Whether our tabs hold what we wrote: told by their values, which the one read of a sync brings along.

So a report that someone typed over is written anew, and only that one; Drive tells merely that somebody touched the
file. Looks that were changed (a colour, a width) stay until their piece of the report changes.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from core.intake.collector import collector_paused
from sheets_addon.workbooks.google.draw.drawing import STAMP_ROW
from sheets_addon.workbooks.google.draw.piece import digest
from sheets_addon.workbooks.google.draw.requests import Cell
from sheets_addon.workbooks.google.known import STAGING, Known, Owned, Tab

Seen = tuple[int, int, str]
"""A piece's first row, how many it has, and the digest of their values."""
_PRECISE = ".12g"
"""Of a number's seventeen digits: what comes back from Google may be rounded in the last ones."""
_WHOLE = 10**12
"""Whole numbers below have no digit to be rounded."""


def written(top: int, n: int, rows: Sequence[Sequence[Cell]]) -> Seen:
    """Of a piece that is sent."""
    return top, n, _sign(top, ([_entered(cell) for cell in row] for row in rows))


def unseen(top: int) -> Seen:
    """Of a piece of which it is not known what was sent: nothing equals it."""
    return top, 0, ""


@collector_paused()
def touched(known: Known, read: Iterable[tuple[Tab, Sequence[Sequence[Any]]]]) -> frozenset[str]:
    """The reports of ours whose tab holds something else than what was written."""
    rows = {tab.id: values for tab, values in read}
    owned = {id: one for id, one in known.owned.items() if id != STAGING and one.sheet in rows}
    return frozenset(id for id, one in owned.items() if not _is_whole(one, rows[one.sheet]))


def _is_whole(owned: Owned, rows: Sequence[Sequence[Any]]) -> bool:
    width, pieces = owned.columns, owned.seen.values()
    signs = (sign == _sign(top, (row[:width] for row in rows[top : top + n])) for top, n, sign in pieces)
    return bool(owned.seen) and all(signs)


def _sign(top: int, rows: Iterable[Sequence[Any]]) -> str:
    lines = [_line(row) for row in rows]
    if top <= STAMP_ROW < top + len(lines):
        lines[STAMP_ROW - top] = []
    while lines and not lines[-1]:
        lines.pop()
    return digest("seen", lines)


def _line(row: Sequence[Any]) -> list[Any]:
    """The cells as compared: nearly all are texts and small whole numbers, which need no look of their own."""
    line = [
        (value or None)
        if (kind := type(value)) is str
        else float(value)
        if kind is int and -_WHOLE < value < _WHOLE
        else _plain(value)
        for value in row
    ]
    while line and line[-1] is None:
        line.pop()
    return line


def _plain(value: Any) -> Any:
    if value is None or value == "":
        return None
    if isinstance(value, bool | str):
        return value
    return float(format(value, _PRECISE))


def _entered(cell: Cell) -> Any:
    return next(iter(cell.get("userEnteredValue", {}).values()), None)
