"""One report as one tab: its words, then each block with its table, charts and explanations, then notes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from xlsxwriter import Workbook

from core.report import Block, Chart, Column, Report, Stamp
from sheets_addon.workbooks.chart_shape import chart_size, charts_of
from sheets_addon.workbooks.colours import GREY, PALETTES
from sheets_addon.workbooks.columns import Columns, lay_columns
from sheets_addon.workbooks.kinds import is_filtered
from sheets_addon.workbooks.measure import line_count, line_px
from sheets_addon.workbooks.placing import Placing, place_charts
from sheets_addon.workbooks.words import (
    DETAILS,
    NO_ROWS,
    ROW_GROUPS,
    TOO_MANY_LINKS,
    TOO_MANY_ROWS,
    header,
    stamp_line,
)
from sheets_addon.workbooks.xlsx.cells import Pens
from sheets_addon.workbooks.xlsx.charts import Source, native_chart
from sheets_addon.workbooks.xlsx.links import MAX_LINKS
from sheets_addon.workbooks.xlsx.page import set_page
from sheets_addon.workbooks.xlsx.styles import COLUMN_PX, ROW_PX
from sheets_addon.workbooks.xlsx.table import Table, draw_table, uncommented

MAX_ROWS = 1_048_576 - 200
"""Excel's rows, less those that the words around a table take."""
_TALLEST_PX = 540
"""Excel's tallest row is 409 points."""
_WORDS_PX = (640, 1_000)
"""The narrowest and widest line of words that reads well."""


@dataclass
class Tab:
    """A tab while it is drawn from top to bottom: ``row`` is the next free one."""

    book: Workbook
    pens: Pens
    report: Report
    stamp: Stamp
    columns: Columns
    filtered: bool
    row: int = 0
    px: float = 0
    frozen: int = 2
    """Rows that stay when the sheet is scrolled: the title, or all down to the only table's header."""
    head: int = 0
    """The only table's header row, repeated on each printed page."""

    def header(self, column: Column) -> str:
        return header(column, self.stamp.language, self.stamp.currency)

    def say(self, text: str, size: float = 10, px: float | None = None, **look: Any) -> None:
        """A sentence on a row of its own, merged over the width of the page and as high as it needs."""
        last, width = self._span()
        lines = line_count(text, width - 12, size, bool(look.get("bold")))
        style = self.pens.style(font_size=size, text_wrap=lines > 1, **{"valign": "vcenter", **look})
        if lines > 1:
            self.pens.sheet.merge_range(self.row, 0, self.row, last, "", style)
        self.pens.sheet.write_string(self.row, 0, text, style)
        self.skip(px or max(ROW_PX, round(lines * line_px(size) + 3)))

    def skip(self, px: float = ROW_PX) -> None:
        px = min(px, _TALLEST_PX)
        if px != ROW_PX:
            self.pens.sheet.set_row_pixels(self.row, px)
        self.row, self.px = self.row + 1, self.px + px

    def gap(self, px: float) -> None:
        """A low empty row. It has a cell, for a streamed sheet forgets the height of a row without any."""
        self.pens.sheet.write_blank(self.row, 0, None, self.pens.style())
        self.skip(px)

    def _span(self) -> tuple[int, float]:
        """The last sheet column, and the pixels, that a line of words takes."""
        narrowest, widest = _WORDS_PX
        goal, width = min(max(self.columns.open_px, narrowest), widest), 0.0
        for column in count():
            width += self.column_px(column)
            if width >= goal - 1:
                return column, width
        raise AssertionError

    def column_px(self, column: int) -> float:
        """What is seen of a sheet column: nothing of a closed one."""
        if column >= self.columns.n:
            return COLUMN_PX
        return self.columns.widths[column] if column < self.columns.n_open else 0


def draw_tab(book: Workbook, pens: Pens, report: Report, stamp: Stamp) -> None:
    """Draw ``report`` on the empty sheet of ``pens``, strictly downwards (a large sheet streams to disk)."""
    tables = [block for block in report.blocks if block.rows]
    filtered = is_filtered(tables)
    columns = lay_columns(tables, lambda column: header(column, stamp.language, stamp.currency), filtered)
    tab = Tab(book, pens, report, stamp, columns, filtered)
    _draw_head(tab)
    if report.failure:
        tab.say(report.failure, bold=True)
    for block in () if report.failure else report.blocks:
        _draw_block(tab, block, only=len(tables) == 1)
    _draw_notes(tab, tables)
    set_page(tab.pens.sheet, report, stamp, columns, tab.frozen, tab.head, tables)


def _draw_head(tab: Tab) -> None:
    report, dark = tab.report, PALETTES[tab.report.group].dark
    tab.say(report.title, 16, px=32, bold=True, font_color=dark)
    tab.say(stamp_line(tab.stamp), 9, font_color=GREY)
    tab.say(report.definition)
    if report.mode:
        tab.say(report.mode, font_color=GREY)
    tab.gap(8)


def _draw_block(tab: Tab, block: Block, only: bool) -> None:
    palette = PALETTES[tab.report.group]
    if block.title != tab.report.title or not only:
        tab.say(block.title, 12, px=24, bold=True, font_color=palette.dark)
    if block.definition and block.definition != tab.report.definition:
        tab.say(block.definition, 9, font_color=GREY)
    if not block.rows:
        sentence = block.unavailable.message if block.unavailable else NO_ROWS.to(tab.stamp.language)
        tab.say(sentence, font_color=GREY, italic=True)
        tab.skip()
        return
    shown = block if len(block.rows) <= MAX_ROWS else replace(block, rows=block.rows[:MAX_ROWS])
    charts = charts_of(tab.report.charts, shown)
    placing = _placing(tab, shown, charts)
    above = _reserve(tab, placing) if placing and placing.side == "above" else tab.row
    if only and tab.px < 250:
        tab.frozen = tab.row + 1
    tab.head = tab.row
    table = draw_table(tab.pens, shown, tab.columns, tab.row, tab.header, palette, tab.filtered)
    tab.row, tab.px = table.end, tab.px + table.px
    top = {"above": above, "right": table.head, "below": table.end + 1}
    if placing:
        _insert(tab, shown, charts, placing, table, top[placing.side])
        _make_room(tab, placing, table)
    for sentence in uncommented(block.notes):
        tab.say(sentence, 9, font_color=GREY)
    if shown is not block:
        limit = TOO_MANY_ROWS.say(tab.stamp.language, shown=MAX_ROWS, rows=len(block.rows))
        tab.say(limit, 9, font_color=GREY)
    tab.skip()


def _placing(tab: Tab, block: Block, charts: list[Chart]) -> Placing | None:
    if not charts:
        return None
    own = sum(not column.detail for column in block.columns)
    table_px = ROW_PX * (3 + sum(not level for level in (block.levels or [0] * len(block.rows))))
    sizes = [chart_size(chart, block) for chart in charts]
    columns = tab.columns
    return place_charts(sizes, table_px, columns.px(block), own, columns.open_px, columns.n)


def _reserve(tab: Tab, placing: Placing) -> int:
    """Empty rows for charts above a table; the first of them."""
    first = tab.row
    for _ in range(-(-placing.px // ROW_PX) + 1):
        tab.skip()
    return first


def _make_room(tab: Tab, placing: Placing, table: Table) -> None:
    """Empty rows until nothing that follows lies under a chart."""
    need = {"above": 0.0, "right": placing.px - table.px, "below": placing.px + ROW_PX}[placing.side]
    while need > 0:
        tab.skip()
        need -= ROW_PX


def _insert(tab: Tab, block: Block, charts: list[Chart], placing: Placing, table: Table, top: int) -> None:
    places = {c.id: p for c, p in zip(block.columns, tab.columns.places[block.id], strict=True)}
    source = Source(tab.pens.sheet.get_name(), table.first, places, block)
    for chart, spot in zip(charts, placing.spots, strict=True):
        native = native_chart(tab.book, chart, source, tab.stamp.language)
        width, height = chart_size(chart, block)
        native.set_size({"width": width, "height": height})
        where = {"x_offset": spot.x, "y_offset": spot.y, "object_position": 2, "description": chart.title}
        tab.pens.sheet.insert_chart(top, spot.column, native, where)


def _draw_notes(tab: Tab, tables: list[Block]) -> None:
    for sentence in (*tab.report.notes, *_hints(tab, tables)):
        tab.say(f"• {sentence}", 9, font_color=GREY)


def _hints(tab: Tab, tables: list[Block]) -> Iterator[str]:
    language, links = tab.stamp.language, tab.pens.links
    if tab.columns.n > tab.columns.n_open:
        yield DETAILS.to(language)
    if any(any(block.levels) for block in tables):
        yield ROW_GROUPS.to(language)
    if links.left_out:
        yield TOO_MANY_LINKS.say(language, limit=f"{MAX_LINKS:,}".replace(",", "\u00a0"))
