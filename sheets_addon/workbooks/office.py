"""A report tab as plain JSON for whoever draws it with Office.js: cells, looks, groups, notes, links, charts.

The layout is the one of the tabs in Google Sheets. Rows and columns count from 0, ends are excluded, a box is
``[top, left, bottom, right]``, sizes are pixels. Texts are texts: whoever writes them must not let the host parse them.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from core.i18n import Language
from core.report import Report, Result
from sheets_addon.workbooks.chart_shape import LYING, chart_size, column_of, figures, labelled, points, unit
from sheets_addon.workbooks.chart_shape import visible_points as visible
from sheets_addon.workbooks.colours import GREY, HEAT, PALE, SERIES, VERDICTS
from sheets_addon.workbooks.google.draw.cells import Pen
from sheets_addon.workbooks.google.draw.charts import Placed
from sheets_addon.workbooks.google.draw.drawing import STAMP_ROW, Drawing
from sheets_addon.workbooks.google.draw.looks import BASE, EDGE, INDENT, words
from sheets_addon.workbooks.google.draw.piece import Ink
from sheets_addon.workbooks.google.draw.requests import Box, Cell, Format
from sheets_addon.workbooks.google.draw.tab import draw_tab
from sheets_addon.workbooks.patterns import BORDER_AMBER, BORDER_GREEN, axis_pattern
from sheets_addon.workbooks.titles import tab_titles
from sheets_addon.workbooks.words import stamp_line

LONGEST = 32_767
"""What a cell of Excel holds."""
COLOURS = {
    "verdicts": [
        {"from": BORDER_GREEN, **VERDICTS["green"]._asdict()},
        {"from": BORDER_AMBER, **VERDICTS["amber"]._asdict()},
        {"from": None, **VERDICTS["red"]._asdict()},
    ],
    "blank": PALE,
    "heat": list(HEAT),
}
_LINK = re.compile(r"#gid=(\d+)&range=([A-Z]+\d+)")
_ALIGN = {"LEFT": "Left", "CENTER": "Center", "RIGHT": "Right"}
Json = dict[str, Any]


def as_tabs(result: Result, people: Sequence[str]) -> list[Json]:
    """Every report as a tab, also the ones without data: a workbook that has such a tab already keeps it, emptied.

    ``people`` are the titles of people's tabs; links lead to them and to the tabs of reports, by report title.
    """
    titles = tab_titles(result.reports)
    places = [*people, *(report.title for report in result.reports)]
    pen = Pen(result.stamp.language, {title: i for i, title in reversed([*enumerate(places)])})
    line = stamp_line(result.stamp)
    return [
        _tab(report, titles[report.id], draw_tab(report, result.stamp, pen), line, places, result.stamp.language)
        for report in result.reports
    ]


def _tab(report: Report, title: str, drawing: Drawing, line: str, places: Sequence[str], language: Language) -> Json:
    rows: list[list[Any]] = [[] for _ in range(drawing.n)]
    looks: list[tuple[Box, Format]] = [(Box(0, drawing.n, 0, drawing.width), BASE)]
    notes, links = [], []
    for piece in drawing.pieces:
        ink = piece.draw()
        looks += [(box.moved(piece.top), look) for box, look in (*ink.looks, *_own_looks(ink))]
        for r, cells in enumerate(ink.rows, piece.top):
            rows[r] = _trimmed([_value(cell) for cell in cells])
            links += [[r, c, *link] for c, cell in enumerate(cells) if (link := _link(cell, places))]
        for r, first, cells in ink.notes:
            notes += [[piece.top + r, c, cell["note"]] for c, cell in enumerate(cells, first) if cell.get("note")]
    rows[STAMP_ROW] = [line]
    looks.append((Box(STAMP_ROW, STAMP_ROW + 1, 0, 1), words(9, GREY)))
    return {
        "id": report.id,
        "title": title,
        "name": report.title,
        "has_data": report.has_data,
        "colour": drawing.colour,
        "height": drawing.n,
        "width": drawing.width,
        "rows": rows,
        "looks": [[*_box(box), look(made)] for box, made in looks],
        "merges": [_box(box) for box in drawing.merges],
        "widths": [round(px) for px in drawing.widths],
        "heights": [[start, end, round(px)] for start, end, px in drawing.heights],
        "fitted": drawing.fitted,
        "row_groups": drawing.row_groups,
        "column_groups": drawing.column_groups,
        "frozen": drawing.frozen,
        "filter": _box(drawing.filter) if drawing.filter else None,
        "attained": [_box(box) for box in drawing.attained],
        "heated": [[_box(box) for box in boxes] for boxes in drawing.heated],
        "notes": notes,
        "links": links,
        "charts": [_chart(placed, language) for placed in drawing.charts],
    }


def _box(box: Box) -> list[int]:
    return [box.top, box.left, box.bottom, box.right]


def _value(cell: Cell) -> str | float | None:
    value = next(iter(cell.get("userEnteredValue", {}).values()), None)
    return value[:LONGEST] if isinstance(value, str) else value


def _trimmed(values: list[Any]) -> list[Any]:
    while values and values[-1] is None:
        values.pop()
    return values


def _link(cell: Cell, places: Sequence[str]) -> tuple[str, str] | None:
    for run in cell.get("textFormatRuns", ()):
        if found := _LINK.fullmatch(run["format"]["link"]["uri"]):
            return places[int(found[1])], found[2]
    return None


def _own_looks(ink: Ink) -> Iterator[tuple[Box, Format]]:
    """An outline's first column carries its looks in its cells: runs of equal ones."""
    if ink.outlined is None:
        return
    row = 0
    for made, run in groupby(cells[ink.outlined].get("userEnteredFormat") for cells in ink.rows):
        n = sum(1 for _ in run)
        if made:
            yield Box(row, row + n, ink.outlined, ink.outlined + 1), made
        row += n


def look(made: Format) -> Json:
    """A Google CellFormat as the properties of Excel's RangeFormat that it changes."""
    text, said = made.get("textFormat", {}), Json()
    names = {"fontFamily": "name", "fontSize": "size", "bold": "bold", "italic": "italic"}
    font = {names[key]: value for key, value in text.items() if key in names}
    if "foregroundColorStyle" in text:
        font["color"] = _hex(text["foregroundColorStyle"])
    if font:
        said["font"] = font
    if "backgroundColorStyle" in made:
        said["fill"] = _hex(made["backgroundColorStyle"])
    if "horizontalAlignment" in made:
        said["align"] = _ALIGN[made["horizontalAlignment"]]
    if "padding" in made:
        said["indent"] = max(1, round((max(made["padding"].values()) - EDGE) / INDENT))
    if "wrapStrategy" in made:
        said["wrap"] = True
    if "numberFormat" in made:
        said["number"] = made["numberFormat"]["pattern"]
    if "borders" in made:
        said["borders"] = {side: _hex(border["colorStyle"]) for side, border in made["borders"].items()}
    if "verticalAlignment" in made:
        said["middle"] = True
    return said


def _hex(style: Json) -> str:
    rgb = style["rgbColor"]
    return "#" + "".join(f"{round(rgb[name] * 255):02X}" for name in ("red", "green", "blue"))


def _chart(placed: Placed, language: Language) -> Json:
    chart, source, block = placed.chart, placed.source, placed.source.block
    n = points(chart, block)
    bars = [id for id in chart.series if id in source.places]
    lines = [id for id in chart.lines if id in source.places]
    band = [id for id in chart.band if id in source.places]
    values = [value for id in (*bars, *lines, *band) for value in figures(block, id, n)]
    as_line = chart.kind == "line" or not bars
    mixed = bool(bars and lines) and not as_line
    first = column_of(block, (bars or lines)[0])
    apart = mixed and unit(first.kind) != unit(column_of(block, lines[0]).kind)
    series = [
        {
            "column": source.places[id],
            "line": as_line or i >= len(bars),
            "colour": SERIES[i % len(SERIES)],
            "second": apart and i >= len(bars),
        }
        for i, id in enumerate([*bars, *lines])
    ]
    edges = [{"column": source.places[id], "line": True, "colour": GREY, "second": False} for id in band]
    width, height = chart_size(chart, block)
    shown = axis_pattern(first.kind, language, max(map(abs, values), default=0))
    return {
        "kind": "line" if as_line else "bar" if chart.kind in LYING else chart.kind,
        "title": chart.title,
        "head": source.head,
        "n": n,
        "category": source.places[chart.category],
        "series": [*series, *edges],
        "labels": not as_line and labelled(chart, visible(chart, block), len(bars)),
        "from_zero": not values or min(values) >= 0,
        "number": shown,
        "top": placed.top,
        "column": placed.spot.column,
        "x": round(placed.spot.x),
        "y": round(placed.spot.y),
        "width": width,
        "height": height,
    }
