"""A report's charts as Google's own: they read the table's cells, so a filter or an edit moves them.

Axis numbers take the format of their cells: the API has no other. A lying chart runs from the top by itself.
"""

from dataclasses import dataclass
from typing import Any

from core.report import Block, Chart
from sheets_addon.workbooks.chart_shape import (
    DOTTED,
    LYING,
    chart_size,
    column_of,
    figures,
    labelled,
    points,
    unit,
    visible_points,
)
from sheets_addon.workbooks.colours import FONT, GREY, INK, RULE, SERIES
from sheets_addon.workbooks.google.draw.requests import Box, grid, rgb
from sheets_addon.workbooks.placing import Spot

Spec = dict[str, Any]
_TYPES = {"column": "COLUMN", "stacked": "COLUMN", "bar": "BAR", "funnel": "BAR", "line": "LINE"}
_SMALL = {"fontFamily": FONT, "fontSize": 9, "foregroundColorStyle": rgb(INK)}
BORDER = {"colorStyle": rgb(RULE)}


@dataclass(frozen=True)
class Source:
    """Where a chart's figures stand: the header row and the sheet column of each block column."""

    head: int
    places: dict[str, int]
    block: Block

    def data(self, sheet: int, column: str, n: int) -> dict[str, Any]:
        """The header cell, which names the series, and ``n`` rows."""
        place = self.places[column]
        return {"sourceRange": {"sources": [grid(sheet, Box(self.head, self.head + 1 + n, place, place + 1))]}}


@dataclass(frozen=True)
class Placed:
    """A chart, where its figures stand, and where it stands itself: from the top of row ``top``."""

    chart: Chart
    source: Source
    top: int
    spot: Spot

    def spec(self, sheet: int) -> Spec:
        """The ChartSpec."""
        return chart_spec(self.chart, self.source, sheet)

    def position(self, sheet: int) -> dict[str, Any]:
        """The EmbeddedObjectPosition. The chart goes where its anchor cell goes."""
        width, height = chart_size(self.chart, self.source.block)
        anchor = {"sheetId": sheet, "rowIndex": self.top, "columnIndex": self.spot.column}
        offsets = {"offsetXPixels": round(self.spot.x), "offsetYPixels": round(self.spot.y)}
        return {"overlayPosition": {"anchorCell": anchor, **offsets, "widthPixels": width, "heightPixels": height}}


def chart_spec(chart: Chart, source: Source, sheet: int) -> Spec:
    """Lines over columns are a COMBO; they stand on an axis of their own if of another unit."""
    block, n = source.block, points(chart, source.block)
    bars = [id for id in chart.series if id in source.places]
    lines = [id for id in chart.lines if id in source.places]
    band = [id for id in chart.band if id in source.places]
    kind = _TYPES[chart.kind] if bars else "LINE"
    mixed = bool(bars and lines) and kind != "LINE"
    left, right = ("BOTTOM_AXIS" if kind == "BAR" else "LEFT_AXIS"), "RIGHT_AXIS"
    apart = mixed and unit(column_of(block, bars[0]).kind) != unit(column_of(block, lines[0]).kind)
    made = [
        _series(chart, source, sheet, id, n, i, kind if i < len(bars) else "LINE", len(bars), mixed)
        | {"targetAxis": right if apart and i >= len(bars) else left}
        for i, id in enumerate([*bars, *lines])
    ]
    made += [_edge(source, sheet, id, n) | {"targetAxis": left} for id in band]
    basic: Spec = {
        "chartType": "COMBO" if mixed else kind,
        "headerCount": 1,
        "legendPosition": "NO_LEGEND" if len(made) < 2 else "BOTTOM_LEGEND",
        "domains": [{"domain": source.data(sheet, chart.category, n)}],
        "series": made,
        "axis": _axes(source, bars or lines, [*band], n, left),
    }
    if chart.kind == "stacked":
        basic["stackedType"] = "STACKED"
    title = {"fontFamily": FONT, "fontSize": 11, "bold": True, "foregroundColorStyle": rgb(INK)}
    return {
        "title": chart.title,
        "titleTextFormat": title,
        "altText": chart.title,
        "fontName": FONT,
        "hiddenDimensionStrategy": "SKIP_HIDDEN_ROWS",
        "basicChart": basic,
    }


def _series(
    chart: Chart, source: Source, sheet: int, id: str, n: int, i: int, kind: str, n_bars: int, mixed: bool
) -> Spec:
    series: Spec = {"series": source.data(sheet, id, n), "colorStyle": rgb(SERIES[i % len(SERIES)])}
    if mixed:
        series["type"] = kind
    if kind == "LINE":
        series["lineStyle"] = {"type": "SOLID" if i == 0 or mixed else "MEDIUM_DASHED", "width": 2}
        if n <= DOTTED:
            series["pointStyle"] = {"shape": "CIRCLE", "size": 5}
    elif labelled(chart, visible_points(chart, source.block), n_bars):
        series["dataLabel"] = {"type": "DATA", "textFormat": _SMALL}
        if chart.kind in LYING or chart.kind == "column":
            series["dataLabel"]["placement"] = "OUTSIDE_END"
    return series


def _edge(source: Source, sheet: int, id: str, n: int) -> Spec:
    """The low or the high end of a band: a thin line that stays behind the figure itself."""
    return {
        "series": source.data(sheet, id, n),
        "colorStyle": rgb(GREY),
        "lineStyle": {"type": "DOTTED", "width": 1},
    }


def _axes(source: Source, ids: list[str], band: list[str], n: int, position: str) -> list[Spec]:
    """The value axis begins at nothing unless a figure is below it."""
    values = [v for id in (*ids, *band) for v in figures(source.block, id, n)]
    if not values or min(values) < 0:
        return []
    window: Spec = {"viewWindowMin": 0, "viewWindowMode": "EXPLICIT"}
    if unit(column_of(source.block, ids[0]).kind) == "share" and 0.8 < max(values) <= 1:
        window["viewWindowMax"] = 1
    return [{"position": position, "viewWindowOptions": window}]
