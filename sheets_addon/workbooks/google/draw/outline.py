"""Rows and columns that are folded away, as Google's dimension groups: (start, end, depth), the end excluded."""

from collections.abc import Sequence
from typing import Literal

from core.outline import Group
from sheets_addon.workbooks.google.draw.requests import Request, span, unhide

Dimension = Literal["ROWS", "COLUMNS"]
ROWS: Dimension = "ROWS"
COLUMNS: Dimension = "COLUMNS"


def regrouped(
    sheet: int, dimension: Dimension, old: Sequence[Group], new: Sequence[Group]
) -> tuple[list[Request], list[Request]]:
    """Requests that take the old groups away (what they hid is shown), and that make the new ones, closed."""
    away: list[Request] = []
    if old:
        away.append(unhide(sheet, dimension, min(start for start, _, _ in old), max(end for _, end, _ in old)))
    for start, end, _ in sorted(old, key=lambda group: -group[2]):
        away.append({"deleteDimensionGroup": {"range": span(sheet, dimension, start, end)}})
    made: list[Request] = []
    for start, end, _ in sorted(new, key=lambda group: group[2]):
        made.append({"addDimensionGroup": {"range": span(sheet, dimension, start, end)}})
    for start, end, depth in sorted(new, key=lambda group: -group[2]):
        group = {"range": span(sheet, dimension, start, end), "depth": depth, "collapsed": True}
        made.append({"updateDimensionGroup": {"dimensionGroup": group, "fields": "collapsed"}})
    return away, made
