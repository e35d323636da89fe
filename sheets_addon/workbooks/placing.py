"""Where a block's charts go: beside its table if the page has room, else beneath a short one, above a long one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

GAP = 24
PAGE_PX = 1_400
"""A landscape A4 page at 73 %: what stays readable when printed one page wide."""
LONG_PX = 30 * 17
"""A chart beneath a table longer than this would not be seen."""

Size = tuple[int, int]


@dataclass(frozen=True)
class Spot:
    """Pixels from the left edge of ``column`` and from the top of the charts' first row."""

    column: int
    x: int
    y: int


@dataclass(frozen=True)
class Placing:
    """Where each chart goes, and the height that all of them take."""

    side: Literal["right", "above", "below"]
    spots: tuple[Spot, ...]
    px: int


def place_charts(
    sizes: Sequence[Size], table_px: float, own_px: float, own_end: int, open_px: float, all_end: int
) -> Placing:
    """``own_px``, ``own_end``: width of the block and the first column right of it; ``open_px``, ``all_end``:
    width of the tab's open columns and the first column behind its closed ones.

    Beside its own table there is room if the chart ends before the tab's last open column, or behind all
    columns if the page is wide enough; then opening the closed columns moves the charts along.
    """
    widest, stacked = max(width for width, _ in sizes), sum(height + GAP for _, height in sizes) - GAP
    fits_down = len(sizes) == 1 or stacked <= max(table_px, LONG_PX)
    if fits_down and own_px + GAP + widest <= open_px:
        return Placing("right", _stack(sizes, own_end), stacked)
    if fits_down and open_px + GAP + widest <= PAGE_PX:
        return Placing("right", _stack(sizes, all_end), stacked)
    spots, height = _flow(sizes, max(open_px, PAGE_PX * 0.75))
    return Placing("above" if table_px > LONG_PX else "below", spots, height)


def _stack(sizes: Sequence[Size], column: int) -> tuple[Spot, ...]:
    spots, y = [], 0
    for _, height in sizes:
        spots.append(Spot(column, GAP, y))
        y += height + GAP
    return tuple(spots)


def _flow(sizes: Sequence[Size], width: float) -> tuple[tuple[Spot, ...], int]:
    """Left to right, a new line where the page ends."""
    spots: list[Spot] = []
    x = y = line = 0
    for wide, high in sizes:
        if x and x + wide > width:
            x, y, line = 0, y + line + GAP, 0
        spots.append(Spot(0, x, y))
        x, line = x + wide + GAP, max(line, high)
    return tuple(spots), y + line
