"""Which sheet column each block's column takes, and how wide it must be: a tab's blocks share its columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import NamedTuple

from core.report import Block, Column, Kind, Ref
from sheets_addon.workbooks.kinds import NUMERIC
from sheets_addon.workbooks.measure import longest_px, text_px

TEXT_INSET, NUMBER_INSET = 17, 8
"""What a cell keeps free on both sides: a text also stands a space off the number before it."""
_SLACK = 5
"""Screens and printers draw a text up to this much wider than its font says."""
FILTER_BUTTON = 18
INDENT_PX = 12
_LIMITS = (520, 420, 340, 280, 220)
"""A text column is wrapped at these pixels: the first with which the tab fits the page, else the last."""
_CLOSED_LIMIT = 1_000
"""A closed column costs no room; its texts must not make the rows tall that hide it."""
_HEADER_SHARE = 0.36
"""What of the limit a header may take before it is wrapped."""
_FITS = 1_280
_NARROWEST, _HEADER_LINES = 46, 3.4
_NUMBERS = {int, float, bool}
_FIXED: dict[Kind, float] = {"date": 68, "month": 60, "flag": 26, "rate": 46, "attainment": 62}


class Need(NamedTuple):
    """What one block's column asks of its sheet column, in pixels."""

    block: Block
    i: int
    place: int
    least: float
    """Its numbers and the longest word of its header."""
    header: float
    """Its header on one line."""
    values: float
    """Its longest text on one line."""

    @property
    def column(self) -> Column:
        return self.block.columns[self.i]

    def px(self, limit: float) -> float:
        limit = _CLOSED_LIMIT if self.column.detail else limit * 1.15 if self.place == 0 else limit
        return max(self.least, min(self.header, limit * _HEADER_SHARE), min(self.values, limit))


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
        _need(block, i, place, header(column), filtered)
        for block in blocks
        for i, (column, place) in enumerate(zip(block.columns, places[block.id], strict=True))
    ]
    widths = next((w for limit in _LIMITS[:-1] if sum((w := _widths(needs, limit, n))[:n_open]) <= _FITS), None)
    widths = widths or _widths(needs, _LIMITS[-1], n)
    wrapping = {
        block.id: tuple(need.i for need in needs if need.block is block and _wraps(need, widths[need.place]))
        for block in blocks
    }
    return Columns(places, widths, n_open, wrapping)


def _widths(needs: Sequence[Need], limit: float, n: int) -> tuple[float, ...]:
    """Each sheet column as wide as the block that needs it widest; the first may be a little wider."""
    widths = [float(_NARROWEST)] * n
    for need in needs:
        widths[need.place] = max(widths[need.place], need.px(limit))
    return tuple(float(round(width)) for width in widths)


def _wraps(need: Need, width: float) -> bool:
    if need.column.kind not in {"text", "mixed"}:
        return False
    values = (row[need.i] for row in need.block.rows)
    return need.values > width or any("\n" in value for value in values if isinstance(value, str))


def _places(block: Block, n_open: int) -> tuple[int, ...]:
    places, opened, closed = [], 0, n_open
    for column in block.columns:
        places.append(closed if column.detail else opened)
        closed, opened = closed + column.detail, opened + (not column.detail)
    return tuple(places)


def _need(block: Block, i: int, place: int, header: str, filtered: bool) -> Need:
    column = block.columns[i]
    inside = inset(column.kind) + _SLACK
    around = inside + (FILTER_BUTTON if filtered else 0)
    title = text_px(header, bold=True)
    least = max(longest_px(header.split(" "), bold=True), title / _HEADER_LINES) + around
    deepest = max(block.levels, default=0) * INDENT_PX if i == 0 else 0
    values = _values_px(block, i) + inside + deepest
    return Need(block, i, place, max(least, values) if column.kind in NUMERIC else least, title + around, values)


def inset(kind: Kind) -> float:
    return NUMBER_INSET if kind in NUMERIC or kind == "mixed" else TEXT_INSET


def _values_px(block: Block, i: int) -> float:
    """The width of a column's widest value as it is shown."""
    rows = block.rows if block.total is None else [*block.rows, block.total]
    kind = block.columns[i].kind
    values = [row[i] for row in rows]
    types = {*map(type, values)}  # most columns hold one type, and need no look at each value
    texts = (
        [v if isinstance(v, str) else v.text or str(v) for v in values if isinstance(v, str | Ref)]
        if types & {str, Ref}
        else []
    )
    numbers = [v for v in values if isinstance(v, int | float) and isfinite(v)] if types & _NUMBERS else []
    widest = longest_px(texts, bold=any(block.levels))
    if kind in _FIXED and (numbers or date in types):
        return max(widest, _FIXED[kind])
    if date in types:
        widest = max(widest, _FIXED["date"])
    if numbers:
        decimals = 0 if kind in {"count", "money"} or all(v == int(v) for v in numbers) else 2
        ends = (min(numbers), max(numbers))
        widest = max(widest, *(text_px(f"{v:,.{decimals}f}", bold=True) for v in ends))
    return widest
