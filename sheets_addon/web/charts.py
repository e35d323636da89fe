"""A report's chart as data for charts.js: categories, series, and how their numbers read."""

from datetime import date
from typing import Any

from core.i18n import Language
from core.report import Block, Chart, Column, Kind, Report, Value
from sheets_addon.web.cells import shown


def charts_of(report: Report, block: Block, language: Language) -> list[dict[str, Any]]:
    """The charts drawn over ``block``, ready for JSON."""
    made = (_chart(chart, block, language) for chart in report.charts if chart.block == block.id)
    return [chart for chart in made if chart["series"] and chart["categories"]]


def _chart(chart: Chart, block: Block, language: Language) -> dict[str, Any]:
    at = {column.id: i for i, column in enumerate(block.columns)}
    top = [i for i in range(len(block.rows)) if not block.levels or block.levels[i] == 0][: chart.rows]
    category = at[chart.category]
    kind = block.columns[category].kind

    def series(column: Column, line: bool) -> dict[str, Any]:
        values = [block.rows[i][at[column.id]] for i in top]
        return {
            "name": column.title.to(language),
            "line": line,
            "kind": column.kind,
            "values": values,
            "labels": [
                shown(value, block.kind(column, i), language).text for i, value in zip(top, values, strict=True)
            ],
        }

    wanted = [(id, False) for id in chart.series] + [(id, True) for id in chart.lines]
    return {
        "kind": chart.kind,
        "title": chart.title,
        "language": language,
        "categories": [_category(block.rows[i][category], kind, language) for i in top],
        "band": [series(block.columns[at[id]], True) for id in chart.band if id in at],
        "series": [series(block.columns[at[id]], line) for id, line in wanted if id in at],
    }


def _category(value: Value, kind: Kind, language: Language) -> str:
    """As in the table, but dates short enough to stand upright: «мар 2026», «31.03»."""
    text = shown(value, kind, language).text
    if kind == "month" and " " in text:
        name, _, year = text.partition(" ")
        return f"{name[:3]} {year}"
    if kind == "date" and isinstance(value, date):
        return f"{value:%d.%m}" if language == "ru" else f"{value:%m-%d}"
    return text
