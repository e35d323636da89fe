"""Which sheet column each block's column takes, and how wide it must be: a tab's blocks share its columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite

from core.report import Block, Column, Kind, Ref, Row
from sheets_addon.workbooks.measure import longest_px, text_px
from sheets_addon.workbooks.xlsx.cells import NUMERIC

PADDING = 20
"""On both sides of a value together; a number stands a space off the edge."""
FILTER_BUTTON = 18
INDENT_PX = 12
_LIMITS = (340, 270, 210, 170)
"""A text column is wrapped at these pixels: the first with which the tab fits the page, else the last."""
_FITS = 1_280
_NARROWEST, _COMFORTABLE, _HEADER_LINES = 46, 120, 2.6
_FIXED: dict[Kind, float] = {"date": 68, "month": 60, "flag": 26, "rate": 46, "attainment": 62}

Need = tuple[Block, int, int, float, float]
"""A block's column by its index, its sheet column, the least width it can do with and the one it would like."""


@dataclass(frozen=True)
class Columns:
    """``places`` are sheet columns by block id; the closed ones of all blocks lie right of all open ones,
    so that closing them hides nobody else's figures. ``widths`` in pixels, by sheet column."""

    places: dict[str, tuple[int, ...]]
    widths: tuple[float, ...]
    n_open: int
    wrapping: dict[str, tuple[int, ...]]
    """By block: the indices of its columns whose texts may take several lines."""

    @property
    def n(self) -> int:
        return len(self.widths)

    @property
    def open_px(self) -> float:
        return sum(self.widths[: self.n_open])

    def px(self, block: Block) -> float:
        """How far right the open columns of a block reach."""
        return sum(self.widths[: sum(not column.detail for column in block.columns)])


def lay_columns(blocks: Sequence[Block], header: Callable[[Column], str], filtered: bool) -> Columns:
    """``blocks`` are the ones with rows; ``filtered``: headers carry a filter button."""
    n_open = max((sum(not column.detail for column in block.columns) for block in blocks), default=1)
    places = {block.id: _places(block, n_open) for block in blocks}
    n = max((max(place) + 1 for place in places.values()), default=1)
    needs = [
        (block, i, place, *_need(block, i, header(column), filtered))
        for block in blocks
        for i, (column, place) in enumerate(zip(block.columns, places[block.id], strict=True))
    ]
    widths = next((w for limit in _LIMITS[:-1] if sum((w := _widths(needs, limit, n))[:n_open]) <= _FITS), None)
    widths = widths or _widths(needs, _LIMITS[-1], n)
    wrapping = {
        block.id: tuple(i for of, i, place, _, wish in needs if of is block and _wraps(block, i, wish > widths[place]))
        for block in blocks
    }
    return Columns(places, widths, n_open, wrapping)


def _widths(needs: Sequence[Need], limit: float, n: int) -> tuple[float, ...]:
    """Each sheet column as wide as the block that needs it widest; the first may be a little wider."""
    widths = [float(_NARROWEST)] * n
    for _, _, place, least, wish in needs:
        widths[place] = max(widths[place], least, min(wish, limit * 1.15 if place == 0 else limit))
    return tuple(float(round(width)) for width in widths)


def _wraps(block: Block, i: int, too_narrow: bool) -> bool:
    if block.columns[i].kind not in {"text", "mixed"}:
        return False
    return too_narrow or any("\n" in value for row in block.rows if isinstance(value := row[i], str))


def _places(block: Block, n_open: int) -> tuple[int, ...]:
    places, opened, closed = [], 0, n_open
    for column in block.columns:
        places.append(closed if column.detail else opened)
        closed, opened = closed + column.detail, opened + (not column.detail)
    return tuple(places)


def _need(block: Block, i: int, header: str, filtered: bool) -> tuple[float, float]:
    """The least width a column can do with, and the one it would like."""
    column = block.columns[i]
    button = FILTER_BUTTON if filtered else 0
    words = longest_px(header.split(" "), bold=True)
    head = max(words, text_px(header, bold=True) / _HEADER_LINES) + PADDING + button
    rows = block.rows if block.total is None else [*block.rows, block.total]
    deepest = max(block.levels, default=0) * INDENT_PX if i == 0 else 0
    wish = max(head, _values_px(rows, i, column.kind) + PADDING + deepest)
    least = wish if column.kind in NUMERIC else head
    return least, max(wish, min(text_px(header, bold=True) + PADDING + button, _COMFORTABLE))


def _values_px(rows: Sequence[Row], i: int, kind: Kind) -> float:
    """The width of a column's widest value as it is shown."""
    values = [row[i] for row in rows if row[i] is not None]
    texts = [v if isinstance(v, str) else v.text or str(v) for v in values if isinstance(v, str | Ref)]
    numbers = [v for v in values if isinstance(v, int | float) and isfinite(v)]
    widest = longest_px(texts, bold=bool(texts and kind == "text" and len(rows) < 200))
    if kind in _FIXED and (numbers or any(isinstance(v, date) for v in values)):
        return max(widest, _FIXED[kind])
    if any(isinstance(v, date) for v in values):
        widest = max(widest, _FIXED["date"])
    if numbers:
        decimals = 0 if kind in {"count", "money"} or all(v == int(v) for v in numbers) else 2
        ends = (min(numbers), max(numbers))
        widest = max(widest, *(text_px(f"{v:,.{decimals}f}", bold=True) for v in ends))
    return widest
