"""A tab as it is to be: its pieces from top to bottom, and what belongs to the sheet as a whole."""

from dataclasses import dataclass, field
from typing import Any

from core.outline import Group
from sheets_addon.workbooks.colours import GREY
from sheets_addon.workbooks.google.draw import looks
from sheets_addon.workbooks.google.draw.charts import Placed
from sheets_addon.workbooks.google.draw.piece import Piece
from sheets_addon.workbooks.google.draw.requests import VALUES, Box, Request, paint, put
from sheets_addon.workbooks.google.draw.rules import heat_rule, verdict_rules

STAMP_ROW = 1
"""The row under the title; its cell is no part of what is compared."""


@dataclass
class Drawing:
    """Everything in cells of its own tab, which ``sheet`` ids are put into later.

    ``heights``: (start, end, px) from the top; ``fitted``: spans of rows that Google fits to their wrapped texts.
    """

    colour: str
    pieces: list[Piece] = field(default_factory=list)
    widths: tuple[float, ...] = ()
    heights: list[tuple[int, int, float]] = field(default_factory=list)
    fitted: list[tuple[int, int]] = field(default_factory=list)
    merges: list[Box] = field(default_factory=list)
    attained: list[Box] = field(default_factory=list)
    heated: list[list[Box]] = field(default_factory=list)
    row_groups: list[Group] = field(default_factory=list)
    column_groups: list[Group] = field(default_factory=list)
    charts: list[Placed] = field(default_factory=list)
    filter: Box | None = None
    frozen: tuple[int, int] = (2, 0)
    """Rows and columns that stay in view."""
    width: int = 1
    """How many columns have cells."""
    reach: int = 1
    """How many columns the charts cover too."""

    @property
    def n(self) -> int:
        """How many rows have cells, or lie under a chart."""
        return self.pieces[-1].top + self.pieces[-1].n

    def rules(self, sheet: int) -> list[dict[str, Any]]:
        """The conditional formats, those that win first."""
        return verdict_rules(sheet, self.attained) + [heat_rule(sheet, boxes) for boxes in self.heated]


def restamped(sheet: int, line: str) -> list[Request]:
    """The one cell that every write changes."""
    box = Box(STAMP_ROW, STAMP_ROW + 1, 0, 1)
    cell = {"userEnteredValue": {"stringValue": line}}
    return [paint(sheet, box, looks.words(9, GREY)), put(sheet, box, [[cell]], VALUES)]
