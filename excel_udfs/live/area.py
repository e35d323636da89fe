"""Places on a sheet, counted from 0, and a block's cells among them."""

from dataclasses import dataclass

from core.intake.headers import letter
from core.report import Block, Kind


@dataclass(frozen=True)
class Area:
    """Rows and columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def address(self) -> str:
        return f"{letter(self.left)}{self.top + 1}:{letter(self.right)}{self.bottom + 1}"


def places(block: Block, n_open: int) -> tuple[int, ...]:
    """The sheet column of each of the block's columns. The details of all blocks stand right of the ``n_open`` columns
    that stay open, so that folding them away hides nobody else's figures."""
    found, opened, closed = list[int](), 0, n_open
    for column in block.columns:
        found.append(closed if column.detail else opened)
        closed, opened = closed + column.detail, opened + (not column.detail)
    return tuple(found)


def attained(block: Block, places: tuple[int, ...], first: int) -> list[Area]:
    """The cells that say how much of a plan is attained, the total included; ``first`` is the row of the first."""
    found, n = list[Area](), len(block.rows)
    for column, place in zip(block.columns, places, strict=True):
        if column.kind == "attainment":
            found.append(Area(first, place, first + n - (block.total is None), place))
        elif column.kind == "mixed":
            rows = [first + i for i in range(n) if block.row_kinds[i] == "attainment"]
            found += [Area(row, place, row, place) for row in rows]
    return found


def heated(block: Block, places: tuple[int, ...], first: int) -> list[list[Area]]:
    """The shaded columns. Those of one kind share a scale, so that a matrix reads as a whole; neighbours are one."""
    warm: dict[Kind, list[Area]] = {}
    last = first + len(block.rows) - 1
    for column, place in zip(block.columns, places, strict=True):
        if not column.heat:
            continue
        areas = warm.setdefault(column.kind, [])
        left = areas.pop().left if areas and areas[-1].right == place - 1 else place
        areas.append(Area(first, left, last, place))
    return [*warm.values()]
