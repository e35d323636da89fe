"""A block as a page's table: texts instead of values, nothing computed."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.i18n import Language
from core.report import Block, Column, Kind, Ref, Row, Value
from sheets_addon.web.cells import NUMERIC, Shown, shown
from sheets_addon.workbooks.words import header

MOST_ROWS = 300
SHADES = 5
FIGURES, SENTENCES = 3, 4
"""Fewer columns of figures than the one, at least as many columns as the other: a list to be read."""


@dataclass(frozen=True)
class Head:
    title: str
    help: str
    css: str


@dataclass(frozen=True)
class Cell:
    shown: Shown
    css: str
    note: str = ""
    report: str = ""
    """The id of the report that the cell is a link to."""
    tab: str = ""
    """The tab of people's that it points at, and there the cell."""
    cell: str = ""


@dataclass(frozen=True)
class Line:
    cells: list[Cell]
    level: int
    opens: bool
    """Whether deeper rows follow, which collapse under this one."""


@dataclass(frozen=True)
class Table:
    block: Block
    head: list[Head]
    lines: list[Line]
    total: Line | None
    notes: list[str]
    all_rows: int

    @property
    def helps(self) -> list[Head]:
        return [head for head in self.head if head.help]

    @property
    def reads_down(self) -> bool:
        """Whether on a phone each row is read from top to bottom: one row only, or rather sentences than figures."""
        if any(line.level for line in self.lines) or self.total is not None:
            return False
        figures = sum(column.kind in NUMERIC for column in self.block.columns)
        return len(self.lines) == 1 or (figures < FIGURES and len(self.block.columns) >= SENTENCES)

    @property
    def has_detail(self) -> bool:
        return any("detail" in head.css for head in self.head)


def table(
    block: Block,
    language: Language,
    currency: str,
    most: int | None = MOST_ROWS,
    reports: Mapping[str, str] = MappingProxyType({}),
) -> Table:
    """``block`` for a page; ``most`` limits its rows (the page then says how many there are).

    ``reports``: title → id of those that a link may name.
    """
    hottest = _hottest(block)
    notes = {(note.row, note.column): note.sentence for note in block.notes}
    rows = block.rows[:most]
    levels = [*block.levels[: len(rows)]] or [0] * len(rows)
    lines = [
        Line(
            [
                _cell(block, row, i, j, language, notes.get((i, column.id), ""), hottest, reports)
                for j, column in enumerate(block.columns)
            ],
            levels[i],
            i + 1 < len(levels) and levels[i + 1] > levels[i],
        )
        for i, row in enumerate(rows)
    ]
    return Table(
        block,
        [_head(column, language, currency) for column in block.columns],
        lines,
        _total(block, block.total, language) if block.total else None,
        list(dict.fromkeys(note.sentence for note in block.notes)),
        len(block.rows),
    )


def _head(column: Column, language: Language, currency: str) -> Head:
    return Head(header(column, language, currency), column.help.to(language), _css(column))


def _hottest(block: Block) -> dict[Kind, float]:
    """The largest figure of each kind of shaded columns."""
    found: dict[Kind, float] = {}
    for j, column in enumerate(block.columns):
        if column.heat:
            figures = [value for row in block.rows if isinstance(value := row[j], int | float)]
            found[column.kind] = max([found.get(column.kind, 0.0), *figures])
    return found


def _heat(column: Column, value: Value, hottest: dict[Kind, float]) -> str:
    """One of the shades 1–5 of style.css: how near a figure comes to the largest."""
    if not column.heat or not isinstance(value, int | float) or value <= 0 or not hottest[column.kind]:
        return ""
    return f" heat-{min(SHADES, 1 + int(SHADES * value / hottest[column.kind]))}"


def _cell(
    block: Block,
    row: Row,
    i: int,
    j: int,
    language: Language,
    note: str,
    hottest: dict[Kind, float],
    reports: Mapping[str, str],
) -> Cell:
    column = block.columns[j]
    value = row[j]
    seen = shown(value, block.kind(column, i), language)
    css = _css(column) + _heat(column, value, hottest)
    if isinstance(value, Ref) and value.tab in reports:
        return Cell(seen, css, note, reports[value.tab])
    if isinstance(value, Ref):
        where = str(value) if seen.text != str(value) else ""
        return Cell(seen, css, note or where, tab=value.tab, cell=value.cell)
    return Cell(seen, css, note)


def _total(block: Block, row: Row, language: Language) -> Line:
    kinds = ["number" if column.kind == "mixed" else column.kind for column in block.columns]
    cells = [
        Cell(shown(value, kind, language), _css(column))
        for value, kind, column in zip(row, kinds, block.columns, strict=True)
    ]
    return Line(cells, 0, False)


def _css(column: Column) -> str:
    words = ["number"] if column.kind in NUMERIC or column.kind == "mixed" else []
    return " ".join([*words, *(["detail"] if column.detail else [])])
