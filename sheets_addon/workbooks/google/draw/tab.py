"""One report as one tab, the way the .xlsx files have it: words, blocks with tables and charts, notes.

A report without rows is drawn too: its words and, for each block, what to fill. Whether it gets a tab at all is
decided by the plan.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from core.outline import groups_of
from core.report import Block, Chart, Report, Stamp
from sheets_addon.workbooks.chart_shape import chart_size, charts_of
from sheets_addon.workbooks.colours import GREY, PALETTES
from sheets_addon.workbooks.columns import Columns, lay_columns
from sheets_addon.workbooks.google.draw import looks
from sheets_addon.workbooks.google.draw.cells import BLANK, Pen
from sheets_addon.workbooks.google.draw.charts import Placed, Source
from sheets_addon.workbooks.google.draw.drawing import STAMP_ROW, Drawing
from sheets_addon.workbooks.google.draw.looks import COLUMN_PX, ROW_PX
from sheets_addon.workbooks.google.draw.piece import Ink, Piece, digest
from sheets_addon.workbooks.google.draw.requests import Box, Cell, Format
from sheets_addon.workbooks.google.draw.rules import attained, heated
from sheets_addon.workbooks.google.draw.table import (
    Table,
    band_pieces,
    header_piece,
    header_px,
    make_table,
    rows_px,
    total_piece,
    uncommented,
)
from sheets_addon.workbooks.kinds import is_filtered
from sheets_addon.workbooks.measure import line_count, line_px
from sheets_addon.workbooks.placing import GAP, Placing, place_charts
from sheets_addon.workbooks.words import DETAILS, NO_ROWS, NOTHING_NOW, ROW_GROUPS, header

_FREEZE_NAMES_PX = 1_100
_WORDS_PX = (640, 1_000)
"""The narrowest and widest line of words that reads well."""
_TALLEST_PX = 540


@dataclass
class Tab:
    """A tab while it is drawn downwards. ``lines`` are the words since the last piece was closed."""

    report: Report
    stamp: Stamp
    columns: Columns
    filtered: bool
    pen: Pen
    drawing: Drawing
    row: int = 0
    px: float = 0
    top: int = 0
    lines: list[tuple[str, Format]] = field(default_factory=list)

    def say(self, text: str, size: float = 10, px: float | None = None, **look: Any) -> None:
        """A sentence on a row of its own, merged over the width of the page and as high as it needs."""
        end, width = self._span()
        lines = line_count(text, width - 12, size, bool(look.get("bold")))
        if lines > 1:
            self.drawing.merges.append(Box(self.row, self.row + 1, 0, end))
        self._line(text, looks.words(size, wrapped=lines > 1, **look))
        self._high(px or max(ROW_PX, round(lines * line_px(size) + 5)))

    def skip(self, px: float = ROW_PX) -> None:
        """An empty row."""
        self._line("", {})
        self._high(px)

    def close(self, id: str) -> None:
        """End the piece of words begun at ``top``."""
        if self.lines:
            self.drawing.pieces.append(_words_piece(id, self.top, tuple(self.lines), self.pen))
        self.lines, self.top = [], self.row

    def add(self, piece: Piece, px: float) -> None:
        """A piece of a table; the words before it are closed already."""
        self.drawing.pieces.append(piece)
        self.row, self.px = self.row + piece.n, self.px + px
        self.top = self.row

    def _line(self, text: str, look: Format) -> None:
        self.lines.append((text, look))
        self.row += 1

    def _high(self, px: float) -> None:
        px = min(px, _TALLEST_PX)
        self.px += px
        self.drawing.heights.append((self.row - 1, self.row, px))

    def _span(self) -> tuple[int, float]:
        """The end of the sheet columns, and the pixels, that a line of words takes."""
        narrowest, widest = _WORDS_PX
        goal, width = min(max(self.columns.open_px, narrowest), widest), 0.0
        for column in count():
            width += self.column_px(column)
            if width >= goal - 1:
                self.drawing.width = max(self.drawing.width, column + 1)
                return column + 1, width
        raise AssertionError

    def column_px(self, column: int) -> float:
        """What is seen of a sheet column: nothing of a closed one."""
        if column >= self.columns.n:
            return COLUMN_PX
        return self.columns.widths[column] if column < self.columns.n_open else 0


def draw_tab(report: Report, stamp: Stamp, pen: Pen) -> Drawing:
    """The tab of ``report``. A failed report says so in place of its blocks."""
    tables = [block for block in report.blocks if block.rows]
    filtered = is_filtered(tables)
    columns = lay_columns(tables, lambda column: header(column, stamp.language, stamp.currency), filtered)
    drawing = Drawing(PALETTES[report.group].dark, width=columns.n)
    tab = Tab(report, stamp, columns, filtered, pen, drawing)
    _draw_head(tab)
    if report.failure:
        tab.say(report.failure, bold=True)
    elif not tables:
        tab.say(NOTHING_NOW.to(stamp.language), bold=True)
    tab.close("·head")
    for block in () if report.failure else report.blocks:
        _draw_block(tab, block, only=len(tables) == 1)
    for sentence in (*report.notes, *_hints(tab, tables)):
        tab.say(f"• {sentence}", 9, colour=GREY)
    tab.close("·notes")
    _finish(tab)
    return drawing


def _draw_head(tab: Tab) -> None:
    report, dark = tab.report, PALETTES[tab.report.group].dark
    tab.say(report.title, 16, px=32, bold=True, colour=dark)
    tab.skip()
    tab.say(report.definition)
    if report.mode:
        tab.say(report.mode, colour=GREY)
    tab.skip(8)


def _draw_block(tab: Tab, block: Block, only: bool) -> None:
    palette = PALETTES[tab.report.group]
    if block.title != tab.report.title or not only:
        tab.say(block.title, 12, px=26, bold=True, colour=palette.dark)
    if block.definition and block.definition != tab.report.definition:
        tab.say(block.definition, 9, colour=GREY)
    if not block.rows:
        sentence = block.unavailable.message if block.unavailable else NO_ROWS.to(tab.stamp.language)
        tab.say(sentence, colour=GREY, italic=True)
        tab.skip()
        tab.close(block.id)
        return
    charts = charts_of(tab.report.charts, block)
    placing = _placing(tab, block, charts)
    above = tab.row
    if placing and placing.side == "above":
        _room(tab, placing.px + ROW_PX)
    tab.close(block.id)
    head = tab.row
    if only and tab.px < 250:
        tab.drawing.frozen = (head + 1, 0)
    table = make_table(
        block,
        tab.columns,
        lambda column: header(column, tab.stamp.language, tab.stamp.currency),
        palette,
        tab.filtered,
        tab.pen,
    )
    px = _draw_table(tab, table)
    if placing:
        top = {"above": above, "right": head, "below": tab.row + 1}[placing.side]
        source = Source(head, dict(zip((c.id for c in block.columns), table.places, strict=True)), block)
        tab.drawing.charts += [Placed(c, source, top, s) for c, s in zip(charts, placing.spots, strict=True)]
        _room(tab, {"above": 0.0, "right": placing.px - px, "below": placing.px + ROW_PX}[placing.side])
    for sentence in uncommented(block):
        tab.say(sentence, 9, colour=GREY)
    tab.skip()
    tab.close(f"{block.id}/end")


def _draw_table(tab: Tab, table: Table) -> float:
    """Header, rows, total; the height of what is not folded away."""
    drawing, block, head = tab.drawing, table.block, tab.row
    high = header_px(table)
    px, tall = rows_px(table)
    drawing.heights.append((head, head + 1, high))
    tab.add(header_piece(table, head), high)
    for piece in band_pieces(table, tab.row):
        tab.add(piece, 0)
    first, end = head + 1, tab.row
    (drawing.fitted.append((first, end)) if tall else drawing.heights.append((first, end, ROW_PX)))
    tab.px += px
    if block.total is not None:
        drawing.heights.append((tab.row, tab.row + 1, ROW_PX + 2))
        tab.add(total_piece(table, tab.row), ROW_PX + 2)
        px += ROW_PX + 2
    drawing.attained += attained(block, table.places, first)
    drawing.heated += heated(block, table.places, first)
    if any(block.levels):
        drawing.row_groups += groups_of(block.levels, first)
    if table.filtered:
        drawing.filter = Box(head, end, min(table.places), max(table.places) + 1)
    return high + px


def _placing(tab: Tab, block: Block, charts: list[Chart]) -> Placing | None:
    if not charts:
        return None
    own = sum(not column.detail for column in block.columns)
    table_px = ROW_PX * (3 + sum(not level for level in (block.levels or [0] * len(block.rows))))
    sizes = [chart_size(chart, block) for chart in charts]
    columns = tab.columns
    return place_charts(sizes, table_px, columns.px(block), own, columns.open_px, columns.n)


def _room(tab: Tab, px: float) -> None:
    """Empty rows until nothing that follows lies under a chart."""
    while px > 0:
        tab.skip()
        px -= ROW_PX


def _hints(tab: Tab, tables: Sequence[Block]) -> list[str]:
    language = tab.stamp.language
    made = [DETAILS.to(language)] if tab.columns.n > tab.columns.n_open else []
    return made + ([ROW_GROUPS.to(language)] if any(any(block.levels) for block in tables) else [])


def _finish(tab: Tab) -> None:
    """What is known when all is placed."""
    drawing, columns = tab.drawing, tab.columns
    drawing.widths = columns.widths
    if columns.n > columns.n_open:
        drawing.column_groups = [(columns.n_open, columns.n, 1)]
    if drawing.frozen[0] > 2 and columns.open_px > _FREEZE_NAMES_PX and not drawing.merges:
        drawing.frozen = (drawing.frozen[0], 1)  # Google freezes no column that holds a part of a merged cell
    drawing.reach = max([drawing.width, *(_right_edge(tab, placed) for placed in drawing.charts)])


def _right_edge(tab: Tab, placed: Placed) -> int:
    """The first sheet column that a chart leaves free."""
    width, _ = chart_size(placed.chart, placed.source.block)
    column, px = placed.spot.column, 0.0
    while px < placed.spot.x + width + GAP:
        px += tab.column_px(column)
        column += 1
    return column


def _words_piece(id: str, top: int, lines: tuple[tuple[str, Format], ...], pen: Pen) -> Piece:
    stamped = STAMP_ROW - top

    def draw() -> Ink:
        rows: list[list[Cell]] = [[pen.text(text)] if text else [BLANK] for text, _ in lines]
        looks_ = [(Box(row, row + 1, 0, 1), look) for row, (_, look) in enumerate(lines) if look and row != stamped]
        return Ink(rows, looks_)

    return Piece(id, top, len(lines), digest("words", top, lines), draw)
