"""Conditional formats of a tab: the colours of attainment, the shades of a matrix.

A formula here is read as if a person typed it, so by the spreadsheet's locale: semicolons stand in every locale,
a decimal comma or point does not, so the borders are written as sums of whole numbers.
"""

from typing import Any

from core.report import Block, Kind
from sheets_addon.workbooks.colours import HEAT, PALE, VERDICTS
from sheets_addon.workbooks.google.draw.requests import Box, grid, rgb

_BORDERS = (("green", "1-1/10^9"), ("amber", "8/10-1/10^9"))
_COLUMN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def attained(block: Block, places: tuple[int, ...], first: int) -> list[Box]:
    """The cells that say how much of a plan is attained, the total included."""
    found = []
    n = len(block.rows)
    for column, place in zip(block.columns, places, strict=True):
        if column.kind == "attainment":
            found.append(Box(first, first + n + (block.total is not None), place, place + 1))
        elif column.kind == "mixed":
            rows = [first + r for r in range(n) if block.row_kinds[r] == "attainment"]
            found += [Box(row, row + 1, place, place + 1) for row in rows]
    return found


def heated(block: Block, places: tuple[int, ...], first: int) -> list[list[Box]]:
    """Columns of one kind share a colour scale, so that a matrix reads as a whole."""
    warm: dict[Kind, list[Box]] = {}
    for column, place in zip(block.columns, places, strict=True):
        if column.heat:
            warm.setdefault(column.kind, []).append(Box(first, first + len(block.rows), place, place + 1))
    return [*warm.values()]


def verdict_rules(sheet: int, boxes: list[Box]) -> list[dict[str, Any]]:
    """One set of rules for all cells of a tab; the first that holds wins. A text or a blank is never red."""
    if not boxes:
        return []
    cell = f"{letters(boxes[0].left)}{boxes[0].top + 1}"
    tests = [(f"=AND(ISNUMBER({cell});{cell}>={border})", verdict) for verdict, border in _BORDERS]
    tests += [(f"=AND(ISNUMBER({cell});{cell}<1)", "red")]
    rules = [_rule(sheet, boxes, test, VERDICTS[verdict].ground, VERDICTS[verdict].ink) for test, verdict in tests]
    return [*rules, _rule(sheet, boxes, f"=ISBLANK({cell})", PALE)]


def heat_rule(sheet: int, boxes: list[Box]) -> dict[str, Any]:
    """From white at nothing to the darkest at the largest."""
    low = {"type": "NUMBER", "value": "0", "colorStyle": rgb(HEAT[0])}
    high = {"type": "MAX", "colorStyle": rgb(HEAT[1])}
    return {"ranges": [grid(sheet, box) for box in boxes], "gradientRule": {"minpoint": low, "maxpoint": high}}


def _rule(sheet: int, boxes: list[Box], formula: str, ground: str, ink: str = "") -> dict[str, Any]:
    look: dict[str, Any] = {"backgroundColorStyle": rgb(ground)}
    look |= {"textFormat": {"foregroundColorStyle": rgb(ink)}} if ink else {}
    condition = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": formula}]}
    return {
        "ranges": [grid(sheet, box) for box in boxes],
        "booleanRule": {"condition": condition, "format": look},
    }


def letters(place: int) -> str:
    """0 is A, 26 is AA."""
    name, n = "", place + 1
    while n:
        n, rest = divmod(n - 1, 26)
        name = _COLUMN[rest] + name
    return name
