"""What is decided of a chart before anything draws it: whether, how big, over which points, with which labels."""

from math import isfinite

from core.report import Block, Chart, Column, Kind
from sheets_addon.workbooks.measure import longest_px

LYING = {"bar", "funnel"}
_LABELLED_LYING, _LABELLED_STANDING = 16, 8
"""A figure at each bar helps up to this many bars; more of them hide each other."""
DOTTED = 31
"""More points than these get no marker each."""


def drawable(chart: Chart, block: Block) -> bool:
    """Whether the block has the chart's columns and a figure to draw (columns may depend on the data)."""
    ids = {column.id for column in block.columns}
    series = [id for id in (*chart.series, *chart.lines) if id in ids]
    return bool(block.rows) and chart.category in ids and bool(series)


def charts_of(charts: tuple[Chart, ...], block: Block) -> list[Chart]:
    """The charts to be drawn of a block."""
    return [chart for chart in charts if chart.block == block.id and drawable(chart, block)]


def chart_size(chart: Chart, block: Block) -> tuple[int, int]:
    """Width and height in pixels that the number of its points asks for."""
    n, visible = points(chart, block), visible_points(chart, block)
    n_series = len(chart.series) + len(chart.lines)
    if chart.kind in LYING:
        bar = 30 if chart.kind == "funnel" else 14 + 12 * len(chart.series)
        return 520, _between(230, 96 + visible * bar, 620)
    each = 13 if chart.kind == "line" else 28 if chart.kind == "stacked" else 14 + 12 * n_series
    wide = max(each, min(_category_px(chart, block, n), 130.0) if n <= 8 else 0)
    return _between(480, round(130 + visible * wide), 820), 290 if n_series < 4 else 330


def labelled(chart: Chart, n: int, n_series: int) -> bool:
    """Whether each bar says its figure."""
    if chart.kind in LYING:
        return n * n_series <= _LABELLED_LYING
    return chart.kind == "column" and not chart.lines and n * n_series <= _LABELLED_STANDING


def points(chart: Chart, block: Block) -> int:
    return min(len(block.rows), chart.rows or len(block.rows))


def visible_points(chart: Chart, block: Block) -> int:
    """The points that are drawn: a spreadsheet leaves out the rows that are folded away."""
    n = points(chart, block)
    return sum(not level for level in block.levels[:n]) if block.levels else n


def unit(kind: Kind) -> str:
    """Series of different units stand on axes of their own."""
    return "share" if kind in {"rate", "attainment"} else "money" if kind == "money" else "count"


def column_of(block: Block, id: str) -> Column:
    return next(column for column in block.columns if column.id == id)


def figures(block: Block, id: str, n: int) -> list[float]:
    """The finite numbers of a column in the first ``n`` rows."""
    i = next(i for i, column in enumerate(block.columns) if column.id == id)
    cells = (row[i] for row in block.rows[:n])
    return [float(v) for v in cells if isinstance(v, int | float) and isfinite(v)]


def _category_px(chart: Chart, block: Block, n: int) -> float:
    """The width that a category's longest word asks for: words are wrapped, not broken."""
    i = next(i for i, column in enumerate(block.columns) if column.id == chart.category)
    return 14 + longest_px((word for row in block.rows[:n] for word in str(row[i]).split()), 9)


def _between(low: int, value: int, high: int) -> int:
    return max(low, min(value, high))
