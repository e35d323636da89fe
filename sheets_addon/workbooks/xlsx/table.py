"""A block's table: header, rows in their outline, total, verdict colours, comments, filter."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from core.report import Block, CellNote, Column, Kind, Row
from sheets_addon.workbooks.colours import HEAT, SIZE, Palette
from sheets_addon.workbooks.columns import FILTER_BUTTON, INDENT_PX, TEXT_INSET, Columns, inset
from sheets_addon.workbooks.kinds import column_pattern, outline
from sheets_addon.workbooks.measure import line_count, line_px
from sheets_addon.workbooks.patterns import BORDER_AMBER, BORDER_GREEN, pattern
from sheets_addon.workbooks.xlsx.cells import ColumnPen, Pens, header_look
from sheets_addon.workbooks.xlsx.styles import ROW_PX

MAX_COMMENTS = 300
"""More of them make a sheet slow to open; the rest of the sentences stand below the table."""
_TALLEST_PX = 180
_TOP_RULE = {"bold": True, "top": 1}


@dataclass(frozen=True)
class Table:
    """Where a table lies: sheet rows from 0, and the height in pixels of what is not folded away."""

    head: int
    first: int
    last: int
    end: int
    """The first row below it, total included."""
    px: float


def draw_table(
    pens: Pens,
    block: Block,
    columns: Columns,
    head: int,
    header: Callable[[Column], str],
    palette: Palette,
    filtered: bool,
) -> Table:
    """Draw ``block`` with its header in sheet row ``head``."""
    places = columns.places[block.id]
    height = _draw_header(pens, block, columns, head, header, palette, filtered)
    first, row = head + 1, head + 1
    draw, levels = _row_drawer(pens, block, places), outline(block)
    wrapping = columns.wrapping[block.id]
    for i, values in enumerate(block.rows):
        level, opens = levels[i], levels[i + 1] > levels[i]
        draw(row, i, values, level, opens)
        tall = max((_lines(values, i, columns.widths[places[i]], level) for i in wrapping), default=1)
        px = _row_px(tall)
        if tall > 1 or level or opens:
            options = {"level": level, "hidden": level > 0, "collapsed": opens}
            pens.sheet.set_row_pixels(row, px, None, options)
        height += 0 if level else px
        row += 1
    if block.total is not None:
        _draw_total(pens, block, places, row, palette)
        height += ROW_PX
    last = first + len(block.rows) - 1
    _colour_verdicts(pens, block, places, first)
    _shade(pens, block, places, first)
    _comment(pens, block, places, head, first)
    if filtered:
        pens.sheet.autofilter(head, min(places), last, max(places))
    return Table(head, first, last, row + (block.total is not None), height)


def _draw_header(
    pens: Pens,
    block: Block,
    columns: Columns,
    head: int,
    header: Callable[[Column], str],
    palette: Palette,
    filtered: bool,
) -> float:
    button, lines = FILTER_BUTTON if filtered else 0, 1
    for column, place in zip(block.columns, columns.places[block.id], strict=True):
        text = header(column)
        look = {"bold": True, "font_color": "#FFFFFF", "bg_color": palette.dark, "text_wrap": True}
        pens.sheet.write_string(head, place, text, pens.style(**look, **header_look(column.kind, place == 0)))
        room = columns.widths[place] - inset(column.kind) - button
        lines = max(lines, line_count(text, room, SIZE, bold=True))
    px = max(ROW_PX + 5, _row_px(lines) + 4)
    pens.sheet.set_row_pixels(head, px)
    return px


def _row_drawer(pens: Pens, block: Block, places: tuple[int, ...]) -> Callable[[int, int, Row, int, bool], None]:
    """A function that draws one row. Looks are made once for each outline level, bold or not."""
    made: dict[tuple[int, bool], list[ColumnPen]] = {}
    mixed: dict[tuple[int, Kind, int, bool], ColumnPen] = {}
    formats = [column_pattern(block, i, pens.language) for i in range(len(block.columns))]

    def look(i: int, level: int, opens: bool) -> dict[str, Any]:
        indented = {"indent": level} if level and i == 0 else {}
        return indented | ({"bold": True} if opens else {})

    def pens_of(level: int, opens: bool) -> list[ColumnPen]:
        found = made.get((level, opens))
        if found is None:
            found = made[level, opens] = [
                ColumnPen(pens, column.kind, formats[i], look(i, level, opens), first=i == 0)
                for i, column in enumerate(block.columns)
            ]
        return found

    def draw(row: int, n: int, values: Row, level: int, opens: bool) -> None:
        for i, (pen, place, value) in enumerate(zip(pens_of(level, opens), places, values, strict=True)):
            if pen.kind == "mixed":
                kind = block.kind(block.columns[i], n)
                shown = pattern(kind, pens.language, [value])
                pen = mixed.setdefault((i, kind, level, opens), ColumnPen(pens, kind, shown, pen.look))
            pen[type(value)](row, place, value)

    return draw


def _draw_total(pens: Pens, block: Block, places: tuple[int, ...], row: int, palette: Palette) -> None:
    look = _TOP_RULE | {"top_color": palette.dark, "bg_color": palette.light}
    for i, (column, place, value) in enumerate(zip(block.columns, places, block.total or (), strict=True)):
        pen = ColumnPen(pens, column.kind, column_pattern(block, i, pens.language), look, first=i == 0)
        pen[type(value)](row, place, value)
    pens.sheet.set_row_pixels(row, ROW_PX + 2)


def _lines(values: Row, i: int, width: float, level: int) -> int:
    value = values[i]
    if not isinstance(value, str):
        return 1
    return line_count(value, width - TEXT_INSET - (level * INDENT_PX if i == 0 else 0))


def _row_px(lines: int) -> float:
    return min(_TALLEST_PX, round(ROW_PX + (lines - 1) * line_px(SIZE)))


def _colour_verdicts(pens: Pens, block: Block, places: tuple[int, ...], first: int) -> None:
    """Native conditional formats, so that the colour stays true when a person edits the figure."""
    last = first + len(block.rows) - (block.total is None)
    for column, place in zip(block.columns, places, strict=True):
        if column.kind == "attainment":
            _add_verdicts(pens, first, last, place)
        elif column.kind == "mixed":
            for n in range(len(block.rows)):
                if block.kind(column, n) == "attainment":
                    _add_verdicts(pens, first + n, first + n, place)


def _add_verdicts(pens: Pens, first: int, last: int, place: int) -> None:
    """A text or a blank is never coloured: in a spreadsheet any text is greater than a number."""
    cell = xl_rowcol_to_cell(first, place, col_abs=True)
    for test, verdict in ((f">={BORDER_GREEN:.9f}", "green"), (f">={BORDER_AMBER:.9f}", "amber"), ("<1", "red")):
        rule = {"type": "formula", "criteria": f"=AND(ISNUMBER({cell}),{cell}{test})", "stop_if_true": True}
        pens.sheet.conditional_format(first, place, last, place, rule | {"format": pens.verdicts[verdict]})


def _shade(pens: Pens, block: Block, places: tuple[int, ...], first: int) -> None:
    """Columns of one kind share a colour scale, so that a matrix reads as a whole; nothing is white."""
    warm: dict[Kind, list[str]] = {}
    for column, place in zip(block.columns, places, strict=True):
        if column.heat:
            warm.setdefault(column.kind, []).append(xl_range(first, place, first + len(block.rows) - 1, place))
    for ranges in warm.values():
        scale = {"type": "2_color_scale", "min_type": "num", "min_value": 0, "min_color": HEAT[0], "max_color": HEAT[1]}
        pens.sheet.conditional_format(ranges[0], scale | {"multi_range": " ".join(ranges)})


def _comment(pens: Pens, block: Block, places: tuple[int, ...], head: int, first: int) -> None:
    for column, place in zip(block.columns, places, strict=True):
        if help := column.help.to(pens.language):
            add_comment(pens, head, place, help)
    index = {column.id: place for column, place in zip(block.columns, places, strict=True)}
    sentences: dict[tuple[int, str], str] = {}
    for note in block.notes[:MAX_COMMENTS]:
        at = (note.row, note.column)
        sentences[at] = f"{sentences[at]}\n{note.sentence}" if at in sentences else note.sentence
    for (row, id), sentence in sentences.items():
        if id in index:
            add_comment(pens, first + row, index[id], sentence)


def uncommented(notes: tuple[CellNote, ...]) -> list[str]:
    """The distinct sentences of the notes that got no comment."""
    return list(dict.fromkeys(note.sentence for note in notes[MAX_COMMENTS:]))


def add_comment(pens: Pens, row: int, column: int, sentence: str) -> None:
    """A comment big enough for its sentence."""
    width = 240
    height = round(line_count(sentence, width - 16, 9) * line_px(9.5) + 14)
    options = {"width": width, "height": height, "font_name": "Arial", "font_size": 9, "color": "#FFFBE6"}
    pens.sheet.write_comment(row, column, sentence, options)
