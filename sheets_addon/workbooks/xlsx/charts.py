"""A report's charts as native ones: they read the table's own cells, so a filter or an edit moves them."""

from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart as NativeChart

from core.i18n import Language
from core.report import Block, Chart, Kind
from sheets_addon.workbooks.chart_shape import (
    DOTTED,
    LYING,
    column_of,
    figures,
    labelled,
    points,
    unit,
    visible_points,
)
from sheets_addon.workbooks.colours import FONT, GREY, INK, RULE, SERIES
from sheets_addon.workbooks.kinds import NUMERIC
from sheets_addon.workbooks.patterns import axis_pattern, pattern

_TYPES = {
    "column": {"type": "column"},
    "stacked": {"type": "column", "subtype": "stacked"},
    "bar": {"type": "bar"},
    "funnel": {"type": "bar"},
    "line": {"type": "line"},
}
_NAMED = 16
"""More points than these get no name each."""
_SMALL = {"name": FONT, "size": 9, "color": GREY}


@dataclass(frozen=True)
class Source:
    """Where a chart's figures stand: sheet title, first row, and the sheet column of each block column."""

    sheet: str
    first: int
    places: dict[str, int]
    block: Block

    def range(self, column: str, rows: int) -> list[object]:
        place = self.places[column]
        return [self.sheet, self.first, place, self.first + rows - 1, place]

    def kind(self, column: str) -> Kind:
        return column_of(self.block, column).kind

    def title(self, column: str, language: Language) -> str:
        return column_of(self.block, column).title.to(language)

    def values(self, column: str, rows: int) -> list[float]:
        return figures(self.block, column, rows)


def native_chart(book: Workbook, chart: Chart, source: Source, language: Language) -> NativeChart:
    """The chart, ready to be inserted. Lines over columns stand on an axis of their own if of another unit."""
    n = points(chart, source.block)
    bars = [id for id in chart.series if id in source.places]
    lines = [id for id in chart.lines if id in source.places]
    band = [id for id in chart.band if id in source.places]
    native = book.add_chart(_TYPES[chart.kind if bars else "line"])
    for i, id in enumerate(bars or lines):
        native.add_series(
            _series(chart, source, id, n, i, len(bars), language, as_line=chart.kind == "line" or not bars)
        )
    for id in band:
        native.add_series(_edge(chart, source, id, n, language))
    other_axis = False
    if bars and lines:
        over = book.add_chart({"type": "line"})
        other_axis = unit(source.kind(bars[0])) != unit(source.kind(lines[0]))
        for i, id in enumerate(lines, len(bars)):
            series = _series(chart, source, id, n, i, 0, language, as_line=True)
            over.add_series(series | ({"y2_axis": True} if other_axis else {}))
        native.combine(over)
        if other_axis:
            over.set_y2_axis(_value_axis(source, lines, n, language) | {"major_gridlines": {"visible": False}})
    _set_axes(native, chart, source, [*(bars or lines), *band], n, language)
    shown = len(bars) + len(lines) + len(band)
    native.set_title({"name": chart.title, "name_font": {"name": FONT, "size": 11, "bold": True, "color": INK}})
    native.set_legend({"none": True} if shown < 2 else {"position": "bottom", "font": _SMALL})
    native.set_chartarea({"border": {"color": RULE}, "fill": {"color": "#FFFFFF"}})
    native.show_blanks_as("gap")
    if _uses_closed_columns(source.block, [chart.category, *bars, *lines, *band]) and not any(source.block.levels):
        native.show_hidden_data()
    return native


def _series(
    chart: Chart, source: Source, id: str, n: int, i: int, n_bars: int, language: Language, *, as_line: bool
) -> dict[str, Any]:
    colour = SERIES[i % len(SERIES)]
    series: dict[str, Any] = {
        "name": source.title(id, language),
        "categories": source.range(chart.category, n),
        "values": source.range(id, n),
    }
    if as_line:
        dash = {"dash_type": "dash"} if n_bars == 0 and i > 0 else {}
        marker = {"type": "circle", "size": 5, "fill": {"color": colour}, "border": {"color": colour}}
        return series | {
            "line": {"color": colour, "width": 2.25, **dash},
            "marker": marker if n <= DOTTED else {"type": "none"},
        }
    series |= {"fill": {"color": colour}, "border": {"none": True}}
    series["gap"] = {"funnel": 22, "bar": 45, "stacked": 45}.get(chart.kind, 60)
    if labelled(chart, visible_points(chart, source.block), n_bars):
        largest = max(map(abs, source.values(id, n)), default=0)
        shown = axis_pattern(source.kind(id), language, largest)
        if source.kind(id) in {"rate", "attainment"}:
            shown = "0.0%"
        series["data_labels"] = {"value": True, "num_format": shown, "font": {"name": FONT, "size": 9, "color": INK}}
    return series


def _edge(chart: Chart, source: Source, id: str, n: int, language: Language) -> dict[str, Any]:
    """The low or the high end of a band: a thin line that stays behind the figure itself."""
    return {
        "name": source.title(id, language),
        "categories": source.range(chart.category, n),
        "values": source.range(id, n),
        "line": {"color": GREY, "width": 1, "dash_type": "round_dot"},
        "marker": {"type": "none"},
    }


def _set_axes(native: NativeChart, chart: Chart, source: Source, ids: list[str], n: int, language: Language) -> None:
    value, category = _value_axis(source, ids, n, language), _category_axis(chart, source, language)
    if chart.kind in LYING:
        says_figures = labelled(chart, visible_points(chart, source.block), len(ids))
        # The category axis of a lying chart is y; reversed, it runs from the top as the table does.
        lines = {"visible": not says_figures, "line": {"color": RULE, "width": 0.75}}
        native.set_y_axis(category | {"reverse": True})
        native.set_x_axis(value | {"visible": not says_figures, "label_position": "high", "major_gridlines": lines})
    else:
        native.set_x_axis(category)
        native.set_y_axis(value)


def _value_axis(source: Source, ids: list[str], n: int, language: Language) -> dict[str, Any]:
    values = [v for id in ids for v in source.values(id, n)]
    largest = max(map(abs, values), default=0)
    ends = {"min": 0} if values and min(values) >= 0 else {}
    if unit(source.kind(ids[0])) == "share" and 0.8 < largest <= 1:
        ends |= {"max": 1}
    return {
        "num_format": axis_pattern(source.kind(ids[0]), language, largest),
        "num_font": _SMALL,
        "line": {"none": True},
        "major_gridlines": {"visible": True, "line": {"color": RULE, "width": 0.75}},
        **ends,
    }


def _category_axis(chart: Chart, source: Source, language: Language) -> dict[str, Any]:
    kind = source.kind(chart.category)
    axis: dict[str, Any] = {"num_font": _SMALL, "line": {"color": RULE}, "text_axis": True, "label_position": "low"}
    if kind == "date":
        axis["num_format"] = "dd.mm" if language == "ru" else "mm-dd"
    elif kind in {"month", *NUMERIC}:
        axis["num_format"] = pattern(kind, language)
    n = points(chart, source.block)
    if chart.kind not in LYING and n <= 8:
        axis["num_font"] = _SMALL | {"rotation": 0}  # wrapped at words, not slanted
    elif chart.kind not in LYING and n > _NAMED:
        axis["interval_unit"] = -(-n // _NAMED)
    return axis


def _uses_closed_columns(block: Block, ids: list[str]) -> bool:
    return any(column.detail for column in block.columns if column.id in ids)
