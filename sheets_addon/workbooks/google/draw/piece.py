"""A tab is drawn in pieces, one below the other: only those that changed are sent."""

import io
import pickle
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from sheets_addon.workbooks.google.draw.looks import BASE
from sheets_addon.workbooks.google.draw.requests import VALUES, Box, Cell, Format, Request, clear, paint, put

LOOK_VERSION = 1
"""Raised when tabs of old must be drawn anew although nothing of them changed."""
OUTLINED = f"{VALUES},userEnteredFormat.padding.left,userEnteredFormat.textFormat.bold"
"""What the cells of an outline's first column carry: their indent and weight too."""


@dataclass(frozen=True)
class Ink:
    """What a piece holds; rows count from its own top.

    ``outlined``: the sheet column whose cells carry their indent and weight with them. ``notes`` are cells of
    comments by (row, first column), a row of them at a time. ``bytes``: about what the rows of a table weigh.
    """

    rows: Sequence[Sequence[Cell]]
    looks: Sequence[tuple[Box, Format]] = ()
    outlined: int | None = None
    notes: Sequence[tuple[int, int, Sequence[Cell]]] = ()
    bytes: int = 0


@dataclass(frozen=True)
class Piece:
    """``draw`` is called only if the piece must be sent."""

    id: str
    top: int
    n: int
    digest: str
    draw: Callable[[], Ink] = field(compare=False, repr=False)

    def requests(self, ink: Ink, sheet: int, top: int, width: int) -> list[Request]:
        """Formats and values of the piece from row ``top`` of ``sheet``; whatever else stood there is gone."""
        area = Box(top, top + self.n, 0, width)
        made = [paint(sheet, area, BASE, whole=True)]
        made += [paint(sheet, box.moved(top), look) for box, look in ink.looks]
        at = ink.outlined
        if at is None:
            return [*made, put(sheet, area, ink.rows, VALUES)]
        for left, right, fields in ((0, at, VALUES), (at, at + 1, OUTLINED), (at + 1, width, VALUES)):
            if left < right:
                made.append(
                    put(sheet, area._replace(left=left, right=right), [r[left:right] for r in ink.rows], fields)
                )
        return made

    def comments(self, ink: Ink, sheet: int, width: int, pasted: bool) -> list[Request]:
        """The notes at cells: written at their place, for a paste is not said to bring them, or to take old ones."""
        made = [clear(sheet, Box(self.top, self.top + self.n, 0, width), "note")] if pasted else []
        for row, column, cells in ink.notes:
            box = Box(self.top + row, self.top + row + 1, column, column + len(cells))
            made.append(put(sheet, box, [cells], "note"))
        return made


def digest(*parts: Any) -> str:
    """A short digest of plain data, the same in every process: equal texts are written out, not referred to."""
    out = io.BytesIO()
    pickler = pickle.Pickler(out, 5)
    pickler.fast = True
    pickler.dump((LOOK_VERSION, parts))
    return blake2b(out.getbuffer(), digest_size=9).hexdigest()
