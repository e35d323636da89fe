"""Native charts: kinds, series, axes, and the cells they read."""

from dataclasses import replace
from typing import Any

import pytest

from core.report import Chart, Report
from tests.sheets_addon.workbooks import samples
from tests.sheets_addon.workbooks.google.plans import Spreadsheet, place, value
from tests.sheets_addon.workbooks.samples import result
from tests.sheets_api.state import Tab


def draw(report: Report) -> Tab:
    there = Spreadsheet()
    there.write(result(report))
    return there.book.tabs[-1]


def specs(report: Report) -> list[dict[str, Any]]:
    return [chart["spec"]["basicChart"] for chart in draw(report).parts["charts"]]


def test_each_kind_of_chart_is_one_of_google_s() -> None:
    assert [(s["chartType"], s.get("stackedType")) for s in specs(samples.finance())] == [
        ("COMBO", None),
        ("COLUMN", "STACKED"),
    ]
    assert [s["chartType"] for s in specs(samples.funnel())] == ["BAR", "COMBO"]
    assert [s["chartType"] for s in specs(samples.forecast())] == ["LINE"]


def test_lines_over_columns_of_another_unit_have_an_axis_of_their_own() -> None:
    money, rates = specs(samples.finance())[0], specs(samples.funnel())[1]
    assert [(s["type"], s["targetAxis"]) for s in money["series"]] == [("COLUMN", "LEFT_AXIS"), ("LINE", "LEFT_AXIS")]
    assert [(s["type"], s["targetAxis"]) for s in rates["series"]] == [("COLUMN", "LEFT_AXIS"), ("LINE", "RIGHT_AXIS")]


def test_a_lying_chart_counts_along_the_bottom_and_says_its_figures() -> None:
    (series,) = specs(samples.funnel())[0]["series"]
    assert series["targetAxis"] == "BOTTOM_AXIS"
    assert series["dataLabel"]["type"] == "DATA"


def test_a_band_is_thin_and_dotted() -> None:
    (spec,) = specs(samples.forecast())
    assert [s["lineStyle"]["type"] for s in spec["series"]] == ["SOLID", "DOTTED", "DOTTED"]
    assert spec["legendPosition"] == "BOTTOM_LEGEND"


def test_a_series_reads_its_header_and_its_rows() -> None:
    report = samples.finance()
    tab = draw(report)
    chart = tab.parts["charts"][0]["spec"]["basicChart"]
    head, first = place(tab, "Месяц")
    domain = chart["domains"][0]["domain"]["sourceRange"]["sources"][0]
    assert (domain["startRowIndex"], domain["endRowIndex"], domain["startColumnIndex"]) == (head, head + 13, first)
    named = [s["series"]["sourceRange"]["sources"][0]["startColumnIndex"] for s in chart["series"]]
    assert [value(tab.cells[head, column]) for column in named] == ["Пришло,\u00a0₽", "План,\u00a0₽"]
    assert chart["headerCount"] == 1


def test_only_the_first_rows_where_the_chart_says_so() -> None:
    report = samples.long_list(100)
    chart = Chart("bar", "Первые", "clients", "client", ("amount",), rows=10)
    (spec,) = specs(replace(report, charts=(chart,)))
    source = spec["series"][0]["series"]["sourceRange"]["sources"][0]
    assert source["endRowIndex"] - source["startRowIndex"] == 11


@pytest.mark.parametrize("least", [0.0, -5.0])
def test_the_value_axis_begins_at_nothing_unless_a_figure_is_below_it(least: float) -> None:
    report = samples.plain(rows=[["а", 5.0], ["б", least]])
    (spec,) = specs(replace(report, charts=(Chart("column", "Суммы", "rows", "client", ("amount",)),)))
    assert [axis["viewWindowOptions"]["viewWindowMin"] for axis in spec["axis"]] == ([0] if least == 0 else [])


def test_folded_rows_are_left_out_and_closed_columns_are_not() -> None:
    assert {c["spec"]["hiddenDimensionStrategy"] for c in draw(samples.funnel()).parts["charts"]} == {
        "SKIP_HIDDEN_ROWS"
    }


def test_charts_stand_on_the_sheet_and_cover_no_cell_of_ours() -> None:
    for report in (samples.finance(), samples.funnel(), samples.forecast(), samples.pipeline()):
        tab = draw(report)
        for chart in tab.parts["charts"]:
            spot = chart["position"]["overlayPosition"]
            top, left = spot["anchorCell"].get("rowIndex", 0), spot["anchorCell"].get("columnIndex", 0)
            bottom, right = _end(tab, top, spot, "rows"), _end(tab, left, spot, "columns")
            assert bottom <= tab.size[0]
            assert right <= tab.size[1]
            covered = [at for at, cell in tab.cells.items() if "userEnteredValue" in cell and top <= at[0] < bottom]
            assert not [at for at in covered if left <= at[1] < right and spot.get("offsetXPixels", 0) == 0]


def _end(tab: Tab, start: int, spot: dict[str, Any], axis: str) -> int:
    """The first row or column that a chart leaves free; closed columns take no room."""
    offset, size = ("offsetYPixels", "heightPixels") if axis == "rows" else ("offsetXPixels", "widthPixels")
    px, sizes = spot.get(offset, 0) + spot[size], tab.rows if axis == "rows" else tab.columns
    groups = [g["range"] for g in tab.parts.get("columnGroups", ())] if axis == "columns" else []
    i = start
    while px > 0:
        closed = any(g["startIndex"] <= i < g["endIndex"] for g in groups)
        px -= 0 if closed else sizes.get(i, {}).get("pixelSize", 21 if axis == "rows" else 100)
        i += 1
    return i
