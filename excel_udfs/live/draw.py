"""A page put on a sheet: one write for all its cells, then looks by ranges. Charts are added apart."""

from itertools import count
from typing import Any

from core.report import Group
from excel_udfs.live.colours import judge, shade
from excel_udfs.live.layout import Drawing, Page, Style

CHART = "planerka"
_DARK: dict[Group, str] = {"morning": "#B3322B", "week": "#1F5FA8", "month": "#2E7D4F", "reference": "#5F6B76"}
_LIGHT: dict[Group, str] = {"morning": "#FBECEA", "week": "#E9F1FA", "month": "#E8F4EC", "reference": "#EEF0F2"}
_TYPES = {
    "funnel": "bar_clustered",
    "bar": "bar_clustered",
    "column": "column_clustered",
    "stacked": "column_stacked",
    "line": "line",
}
_LINE, _SECOND_AXIS, _CATEGORIES = 4, 2, 1
"""Excel's own numbers: xlLine, xlSecondary, xlCategory."""
_SIZE = (480, 260)
_GAP = 16


def draw(sheet: Any, page: Page) -> None:
    """All of the page but its charts, on an empty sheet."""
    sheet.range("A1").value = page.rows
    for shown, area in page.formats:
        sheet.range(area.address).number_format = shown
    for style, area in page.styles:
        _dress(sheet.range(area.address), style, page.group)
    judge(sheet, page.attained)
    for areas in page.heated:
        shade(sheet, areas)
    for column, width in page.widths.items():
        sheet.range((1, column + 1)).column_width = width


def _dress(cells: Any, style: Style, group: Group) -> None:
    font = cells.font
    if style == "grey":
        font.color = "#6B7280"
        return
    font.bold = True
    if style == "title":
        font.size, font.color = 16, _DARK[group]
    elif style == "block":
        font.size, font.color = 12, _DARK[group]
    elif style == "header":
        font.color, cells.color, cells.wrap_text = "#FFFFFF", _DARK[group], True
    else:
        cells.color = _LIGHT[group]


def add_charts(sheet: Any, page: Page) -> None:
    """The page's charts, right of its cells, each beside its table; named so that the next run finds them."""
    width = max(map(len, page.grid))
    left, lowest = sheet.range((1, width + 2)).left, 0.0
    taken = {chart.name for chart in sheet.charts}
    names = (name for n in count(1) if (name := f"{CHART} {n}") not in taken)
    for name, drawing in zip(names, page.drawings, strict=False):
        top = max(sheet.range((drawing.categories.top, 1)).top, lowest)
        chart = sheet.charts.add(left, top, *_SIZE)
        chart.name = name
        _fill(chart, sheet, drawing)
        lowest = top + _SIZE[1] + _GAP


def _fill(chart: Any, sheet: Any, drawing: Drawing) -> None:
    chart.set_source_data(sheet.range(",".join(area.address for area in drawing.series)), "columns")
    chart.chart_type = _TYPES[drawing.chart.kind]
    chart.set_x_axis_values(sheet.range(drawing.categories.address))
    chart.title = drawing.chart.title
    native = chart.api[1]
    for i in drawing.as_lines:
        native.SeriesCollection(i + 1).ChartType = _LINE
    for i in drawing.second_axis:
        native.SeriesCollection(i + 1).AxisGroup = _SECOND_AXIS
    if drawing.folded:
        native.PlotVisibleOnly = False
    if drawing.chart.kind in ("funnel", "bar"):
        native.Axes(_CATEGORIES).ReversePlotOrder = True  # the first row on top


def our_charts(sheet: Any) -> list[Any]:
    return [chart for chart in sheet.charts if chart.name.startswith(CHART)]
