"""A block's table: header, rows in bands, total; and what it asks of its sheet besides."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from core.report import Block, Column, Row, Value
from sheets_addon.workbooks.colours import SIZE, Palette
from sheets_addon.workbooks.columns import FILTER_BUTTON, INDENT_PX, TEXT_INSET, Columns, inset
from sheets_addon.workbooks.google.draw import looks
from sheets_addon.workbooks.google.draw.cells import BLANK, Pen, bytes_of
from sheets_addon.workbooks.google.draw.looks import EDGE, INDENT, ROW_PX
from sheets_addon.workbooks.google.draw.piece import Ink, Piece, digest
from sheets_addon.workbooks.google.draw.requests import Box, Cell, Format
from sheets_addon.workbooks.kinds import column_pattern, outline
from sheets_addon.workbooks.measure import line_count, line_px
from sheets_addon.workbooks.patterns import pattern

BAND = 250
"""So many rows are one piece: one row changed in a long table sends no more than these."""
MAX_COMMENTS = 300
"""As in the .xlsx files; the rest of the sentences stand below the table."""
_TALLEST_PX = 180
_BOLD_ROWS = 100
"""More groups than these have their names in bold, not their whole rows."""


@dataclass(frozen=True)
class Table:
    """A block, the places and formats of its columns, and the words that stand in its header."""

    block: Block
    columns: Columns
    titles: tuple[str, ...]
    shown: tuple[str, ...]
    """The number format of each column."""
    palette: Palette
    filtered: bool
    pen: Pen

    @property
    def places(self) -> tuple[int, ...]:
        return self.columns.places[self.block.id]

    @property
    def width(self) -> int:
        return max(self.places) + 1


def make_table(
    block: Block, columns: Columns, header: Callable[[Column], str], palette: Palette, filtered: bool, pen: Pen
) -> Table:
    titles = tuple(map(header, block.columns))
    shown = tuple(column_pattern(block, i, pen.language) for i in range(len(block.columns)))
    return Table(block, columns, titles, shown, palette, filtered, pen)


def header_px(table: Table) -> float:
    """How high the header must be."""
    lines, button = 1, FILTER_BUTTON if table.filtered else 0
    for column, place, title in zip(table.block.columns, table.places, table.titles, strict=True):
        room = table.columns.widths[place] - inset(column.kind) - button
        lines = max(lines, line_count(title, room, SIZE, bold=True))
    return max(ROW_PX + 2, _row_px(lines) + 3)


def rows_px(table: Table) -> tuple[float, bool]:
    """How high the open rows come out together, and whether some must be higher than a plain one."""
    block, levels = table.block, outline(table.block)
    wrapping = [(i, table.columns.widths[table.places[i]]) for i in table.columns.wrapping[block.id]]
    if not wrapping:
        return ROW_PX * sum(not level for level in levels[:-1]), False
    px, tall = 0.0, False
    for values, level in zip(block.rows, levels, strict=False):
        lines = max(_lines(values[i], width - (level * INDENT_PX if i == 0 else 0)) for i, width in wrapping)
        tall = tall or lines > 1
        px += 0 if level else _row_px(lines)
    return px, tall


def header_piece(table: Table, top: int) -> Piece:
    block = table.block
    helps = [column.help.to(table.pen.language) for column in block.columns]

    def draw() -> Ink:
        cells: list[Cell] = [BLANK] * table.width
        notes: list[Cell] = [BLANK] * table.width
        look: list[tuple[Box, Format]] = []
        for column, place, title, help in zip(block.columns, table.places, table.titles, helps, strict=True):
            cells[place], notes[place] = table.pen.text(title), {"note": help} if help else BLANK
            look.append((_cells(0, 1, place), looks.header(column.kind, place == 0, table.palette.dark)))
        return Ink([cells], _joined(look), notes=[(0, 0, notes)] if any(helps) else ())

    kinds = [column.kind for column in block.columns]
    signs = digest("header", top, table.titles, helps, kinds, table.places, table.palette)
    return Piece(f"{block.id}/head", top, 1, signs, draw)


def band_pieces(table: Table, top: int) -> Iterator[Piece]:
    """The rows, :data:`BAND` at a time."""
    block, levels = table.block, outline(table.block)
    kinds = [column.kind for column in block.columns]
    wrapping = table.columns.wrapping[block.id]
    sentences = _sentences(block)
    linked = sorted(table.pen.sheets.items()) if {"link", "mixed"} & {*kinds} else ()
    same = (kinds, table.shown, table.places, wrapping, table.pen.language, linked)
    for start in range(0, len(block.rows), BAND):
        rows, depth = block.rows[start : start + BAND], levels[start : start + BAND + 1]
        row_kinds = block.row_kinds[start : start + BAND]
        notes = {at: text for at, text in sentences.items() if start <= at[0] < start + BAND}
        signs = digest("band", top + start, same, rows, depth, row_kinds, sorted(notes.items()))
        draw = _band(table, start, rows, depth, notes)
        yield Piece(f"{block.id}/{start // BAND}", top + start, len(rows), signs, draw)


def _band(
    table: Table, start: int, rows: Sequence[Row], levels: Sequence[int], notes: dict[tuple[int, str], str]
) -> Callable[[], Ink]:
    opens = sum(before == 0 < after for before, after in pairwise(table.block.levels))

    def draw() -> Ink:
        columns = [*zip(*rows, strict=True)]
        blank, n = [BLANK] * len(rows), len(rows)
        placed: list[Sequence[Cell]] = [blank] * table.width
        look: list[tuple[Box, Format]] = [(Box(0, n, 0, table.width), looks.ROW_LINE)]
        look += _joined(_column_looks(table, n))
        for i, place in enumerate(table.places):
            placed[place] = table.pen.column(columns[i])
            look += _odd(table, start, i, columns[i])
        outlined = table.places[0] if any(table.block.levels) else None
        if outlined is not None:
            placed[outlined] = [_indented(c, d, after > d) for c, d, after in _pairs(placed[outlined], levels)]
            if opens <= _BOLD_ROWS:
                tops = [r for r in range(n) if levels[r] == 0 < levels[r + 1]]
                look += [(Box(r, r + 1, 0, table.width), {"textFormat": {"bold": True}}) for r in tops]
        return Ink([*zip(*placed, strict=True)], look, outlined, _notes(table, start, notes), bytes_of(columns))

    return draw


def total_piece(table: Table, top: int) -> Piece:
    block, total = table.block, table.block.total or []

    def draw() -> Ink:
        cells: list[Cell] = [BLANK] * table.width
        over = looks.total(table.palette.dark, table.palette.light)
        look = [*_joined(_column_looks(table, 1))]
        for i, (place, value) in enumerate(zip(table.places, total, strict=True)):
            cells[place] = table.pen.cell(value)
            look += _odd(table, -1, i, [value])
        return Ink([cells], [*look, (Box(0, 1, 0, table.width), over)])

    kinds = [column.kind for column in block.columns]
    signs = digest("total", top, total, kinds, table.shown, table.places, table.palette, table.pen.language)
    return Piece(f"{block.id}/total", top, 1, signs, draw)


def _column_looks(table: Table, n: int) -> list[tuple[Box, Format]]:
    wrapping = {*table.columns.wrapping[table.block.id]}
    return [
        (_cells(0, n, place), looks.column(column.kind, shown, place == 0, i in wrapping))
        for i, (column, place, shown) in enumerate(zip(table.block.columns, table.places, table.shown, strict=True))
    ]


def _odd(table: Table, start: int, i: int, values: Sequence[Value]) -> list[tuple[Box, Format]]:
    """The looks of runs of cells that are not what their column's kind says, or each of its own kind."""
    column, place, language = table.block.columns[i], table.places[i], table.pen.language
    if column.kind == "mixed" and start >= 0:
        own = [_mixed(table, start + r, value) for r, value in enumerate(values)]
    else:
        of_type = {t: looks.odd(t, column.kind, language, place == 0) for t in {*map(type, values)} - {type(None)}}
        if not any(of_type.values()):
            return []
        own = [of_type.get(type(value)) for value in values]
        for row in range(1, len(own)):
            if values[row] is None:  # a blank looks like the cell above it: fewer and longer runs
                own[row] = own[row - 1]
    found, row = [], 0
    for look, run in groupby(own):
        n = sum(1 for _ in run)
        if look:
            found.append((_cells(row, row + n, place), look))
        row += n
    return found


def _mixed(table: Table, row: int, value: Value) -> Format | None:
    if value is None:
        return None
    kind, language = table.block.row_kinds[row], table.pen.language
    look = looks.column(kind, pattern(kind, language, [value]), False, False)
    return look | (looks.odd(type(value), kind, language, False) or {})


def _joined(found: Sequence[tuple[Box, Format]]) -> list[tuple[Box, Format]]:
    """Neighbouring columns of one look are painted as one."""
    made: list[tuple[Box, Format]] = []
    for box, look in sorted(found, key=lambda one: one[0].left):
        if made and made[-1][1] == look and made[-1][0].right == box.left:
            made[-1] = (made[-1][0]._replace(right=box.right), look)
        else:
            made.append((box, look))
    return made


def _cells(top: int, bottom: int, place: int) -> Box:
    return Box(top, bottom, place, place + 1)


def _pairs(cells: Sequence[Cell], levels: Sequence[int]) -> Iterator[tuple[Cell, int, int]]:
    """Each cell with the depth of its row and of the next one."""
    return zip(cells, levels, levels[1:], strict=False)


def _indented(cell: Cell, level: int, opens: bool) -> Cell:
    look: Format = {"padding": {"left": EDGE + INDENT * level}} if level else {}
    look |= {"textFormat": {"bold": True}} if opens else {}
    return cell | {"userEnteredFormat": look} if look else cell


def _sentences(block: Block) -> dict[tuple[int, str], str]:
    """What is said at each cell."""
    found: dict[tuple[int, str], str] = {}
    for note in block.notes[:MAX_COMMENTS]:
        at = (note.row, note.column)
        found[at] = f"{found[at]}\n{note.sentence}" if at in found else note.sentence
    return found


def _notes(table: Table, start: int, notes: dict[tuple[int, str], str]) -> list[tuple[int, int, Sequence[Cell]]]:
    index = {column.id: place for column, place in zip(table.block.columns, table.places, strict=True)}
    return [(row - start, index[id], [{"note": text}]) for (row, id), text in notes.items() if id in index]


def uncommented(block: Block) -> list[str]:
    """The distinct sentences of the notes that got no comment."""
    return list(dict.fromkeys(note.sentence for note in block.notes[MAX_COMMENTS:]))


def _lines(value: Value, width: float) -> int:
    return line_count(value, width - TEXT_INSET) if isinstance(value, str) else 1


def _row_px(lines: int) -> float:
    return min(_TALLEST_PX, round(ROW_PX + (lines - 1) * line_px(SIZE)))
