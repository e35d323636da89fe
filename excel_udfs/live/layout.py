"""One report as a page of cells: what stands where, how it looks, over what the charts are drawn. Touches nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from core.i18n import Language
from core.outline import groups_of
from core.report import Block, CellNote, Chart, Group, Kind, Ref, Report, Row, Stamp
from excel_udfs.live.area import Area, attained, heated, places
from excel_udfs.live.outline import Outline
from excel_udfs.live.words import DO_NOT_TYPE, NO, NO_ROWS, NOTHING_NOW, TOO_MANY_ROWS, YES, header, stamp_line

Style = Literal["title", "block", "grey", "header", "total"]
MAX_ROWS = 1_048_576 - 500
_LONGEST = 32_000
_FORMATS: dict[Kind, str] = {
    "count": "#,##0",
    "money": "#,##0",
    "rate": "0.0%",
    "attainment": '[>=0.999999999]"▲ "0.0%;[>=0.799999999]"● "0.0%;"▼ "0.0%',
}
_DAYS: dict[Kind, dict[Language, str]] = {
    "date": {"ru": "dd.mm.yyyy", "en": "yyyy-mm-dd"},
    "month": {"ru": "[$-419]mmm yyyy", "en": "[$-409]mmm yyyy"},
}


@dataclass(frozen=True)
class Drawing:
    """A chart over columns of the page: each series with its header; ``as_lines`` are those drawn as lines.

    ``folded``: some of its columns are folded away, and it shows them all the same.
    """

    chart: Chart
    categories: Area
    series: tuple[Area, ...]
    as_lines: tuple[int, ...]
    second_axis: tuple[int, ...]
    folded: bool


@dataclass
class Page:
    """A tab's cells and looks. Texts begin with an apostrophe, as one types a text that Excel must not read."""

    group: Group
    grid: list[list[Any]] = field(default_factory=list)
    styles: list[tuple[Style, Area]] = field(default_factory=list)
    formats: list[tuple[str, Area]] = field(default_factory=list)
    drawings: list[Drawing] = field(default_factory=list)
    widths: dict[int, int] = field(default_factory=dict)
    outline: Outline = field(default_factory=Outline)
    attained: list[Area] = field(default_factory=list)
    heated: list[list[Area]] = field(default_factory=list)

    @property
    def rows(self) -> list[list[Any]]:
        """The grid with rows of one width, as Excel takes it."""
        width = max(map(len, self.grid))
        return [row + [None] * (width - len(row)) for row in self.grid]

    def say(self, text: str, style: Style | None = None) -> None:
        if style:
            self.styles.append((style, Area(len(self.grid), 0, len(self.grid), 0)))
        self.grid.append([as_text(text)])


def page_of(report: Report, stamp: Stamp) -> Page:
    """The report as it is drawn."""
    page = _begun(report.title, report.group, stamp)
    page.say(report.definition)
    if report.mode:
        page.say(report.mode, "grey")
    if report.failure:
        page.say(report.failure)
    blocks = () if report.failure else report.blocks
    n_open = max((sum(not column.detail for column in block.columns) for block in blocks if block.rows), default=0)
    for block in blocks:
        page.grid.append([])
        _draw_block(page, report, block, stamp, n_open)
    end = max((width + 1 for width in page.widths), default=0)
    page.outline.columns += [(n_open, end, 1)] if n_open < end else []
    page.grid.append([])
    for note in report.notes:
        page.say(f"• {note}", "grey")
    return page


def emptied(title: str, stamp: Stamp) -> Page:
    """The tab of a report that has no data now."""
    page = _begun(title, "reference", stamp)
    page.say(NOTHING_NOW.to(stamp.language))
    return page


def _begun(title: str, group: Group, stamp: Stamp) -> Page:
    page = Page(group)
    page.say(title, "title")
    page.say(f"{stamp_line(stamp)}. {DO_NOT_TYPE.to(stamp.language)}", "grey")
    return page


def _draw_block(page: Page, report: Report, block: Block, stamp: Stamp, n_open: int) -> None:
    page.say(block.title, "block")
    if block.definition and block.definition != report.definition:
        page.say(block.definition, "grey")
    if not block.rows:
        page.say(block.unavailable.message if block.unavailable else NO_ROWS.to(stamp.language), "grey")
        return
    at, rows = places(block, n_open), block.rows[:MAX_ROWS]
    head, first = len(page.grid), len(page.grid) + 1
    page.styles += [("header", run) for run in _runs(at, head)]
    page.grid.append(_spread([as_text(header(column, stamp.language, stamp.currency)) for column in block.columns], at))
    for i, row in enumerate(rows):
        values = [_cell(value, block.kind(c, i), stamp.language) for c, value in zip(block.columns, row, strict=True)]
        if block.levels and block.levels[i] and isinstance(values[0], str) and values[0].startswith("'"):
            values[0] = "'" + "    " * block.levels[i] + values[0][1:]
        page.grid.append(_spread(values, at))
    last = len(page.grid) - 1
    if block.total is not None:
        page.styles += [("total", run) for run in _runs(at, len(page.grid))]
        pairs = zip(block.columns, block.total, strict=True)
        page.grid.append(_spread([_cell(value, column.kind, stamp.language) for column, value in pairs], at))
    page.formats += _formats(block, at, first, len(page.grid) - 1, stamp.language)
    page.outline.rows += groups_of(block.levels[: len(rows)], first)
    page.attained += attained(block, at, first)
    page.heated += heated(block, at, first)
    for j in at:
        longest = max(len(_shown(row[j])) for row in page.grid[head : head + 200] if j < len(row))
        page.widths[j] = max(page.widths.get(j, 9), min(longest + 2, 46))
    page.drawings += _drawings(report, block, at, head, last)
    if len(rows) < len(block.rows):
        page.say(TOO_MANY_ROWS.say(stamp.language, shown=len(rows), rows=len(block.rows)), "grey")
    for note in block.notes:
        page.say(_note(note, block, stamp.language), "grey")


def _spread(values: Row, places: tuple[int, ...]) -> Row:
    """A row of the sheet: its values at their places, which rise but for the details."""
    row: Row = [None] * (max(places) + 1)
    for place, value in zip(places, values, strict=True):
        row[place] = value
    return row


def _runs(places: tuple[int, ...], row: int) -> Iterator[Area]:
    """The cells of a row that a block has, neighbours as one."""
    ordered = sorted(places)
    starts = [place for before, place in zip([-2, *ordered], ordered, strict=False) if place != before + 1]
    ends = [place for place, after in zip(ordered, [*ordered[1:], -2], strict=True) if after != place + 1]
    yield from (Area(row, start, row, end) for start, end in zip(starts, ends, strict=True))


def _formats(
    block: Block, places: tuple[int, ...], first: int, last: int, language: Language
) -> Iterator[tuple[str, Area]]:
    for j, (column, place) in enumerate(zip(block.columns, places, strict=True)):
        if column.kind == "mixed":
            for i in range(len(block.rows)):
                if shown := _format(block.kind(column, i), [block.rows[i][j]], language):
                    yield shown, Area(first + i, place, first + i, place)
        elif shown := _format(column.kind, [row[j] for row in block.rows], language):
            yield shown, Area(first, place, last, place)


def _format(kind: Kind, values: list[Any], language: Language) -> str | None:
    if kind in ("number", "days"):
        whole = all(value == int(value) for value in values if isinstance(value, int | float))
        return "#,##0" if whole else "#,##0.0" if kind == "days" else "#,##0.00"
    return _DAYS[kind][language] if kind in _DAYS else _FORMATS.get(kind)


def _drawings(report: Report, block: Block, places: tuple[int, ...], head: int, last: int) -> Iterator[Drawing]:
    place = {column.id: j for column, j in zip(block.columns, places, strict=True)}
    details = {column.id for column in block.columns if column.detail}
    units = {column.id: "share" if column.kind in ("rate", "attainment") else "sum" for column in block.columns}
    for chart in report.charts:
        wanted = [*chart.series, *chart.lines, *chart.band]
        ids = [id for id in wanted if id in place]
        if chart.block != block.id or chart.category not in place or not ids:
            continue
        end = min(last, head + (chart.rows or last))
        j = place[chart.category]
        yield Drawing(
            chart,
            Area(head + 1, j, end, j),
            tuple(Area(head, place[id], end, place[id]) for id in ids),
            tuple(i for i, id in enumerate(ids) if id in (*chart.lines, *chart.band) and chart.kind != "line"),
            tuple(i for i, id in enumerate(ids) if units[id] != units[ids[0]]),
            bool(details & {chart.category, *ids}) and not any(block.levels),
        )


def _note(note: CellNote, block: Block, language: Language) -> str:
    title = next((c.title.to(language) for c in block.columns if c.id == note.column), note.column)
    first = block.rows[note.row][0] if note.row < len(block.rows) else ""
    return f"{_shown(_cell(first, 'text', language))} · {title}: {note.sentence}"


def as_text(text: str) -> str:
    """A text that Excel keeps as it is: =1+1, 007, 31.03.2026."""
    return f"'{text[:_LONGEST]}"


def _cell(value: Any, kind: Kind, language: Language) -> Any:
    if value is None or value == "":
        return None
    if isinstance(value, Ref):
        return _link(value)
    if isinstance(value, str):
        return as_text(value)
    if isinstance(value, bool):
        return as_text((YES if value else NO).to(language))
    if isinstance(value, date):
        return value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    return float(value)


def _link(ref: Ref) -> str:
    """A formula, so that thousands of links are written in one go with the other cells."""
    tab = ref.tab.replace("'", "''").replace('"', '""')
    return f'=HYPERLINK("#\'{tab}\'!{ref.cell}","{(ref.text or ref.cell)[:250].replace(chr(34), chr(34) * 2)}")'


def _shown(cell: Any) -> str:
    if isinstance(cell, datetime):
        return "31.03.2026"
    if isinstance(cell, float):
        return f"{cell:,.0f}"
    return (
        cell.removeprefix("'") if isinstance(cell, str) and not cell.startswith("=") else "" if cell is None else "A1"
    )
