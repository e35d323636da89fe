"""Columns that blocks share and places of charts: the decisions before anything is drawn."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.report import Block, Column
from sheets_addon.workbooks.columns import lay_columns
from sheets_addon.workbooks.placing import GAP, place_charts
from tests.sheets_addon.workbooks import samples
from tests.sheets_addon.workbooks.samples import column


def title(of: Column) -> str:
    return of.title.ru


def test_closed_columns_lie_right_of_all_open_ones() -> None:
    months, aging, _ = samples.finance().blocks
    columns = lay_columns([months, aging], title, False)
    assert columns.n_open == 10
    assert columns.places["aging"] == tuple(range(10))
    assert columns.places["months"] == (0, 1, 2, 3, 4, 5, 10, 6, 11)


def test_a_column_is_as_wide_as_its_widest_number() -> None:
    small = Block("a", "A", (column("n", "Н", "money"),), [[1.0]])
    large = Block("b", "B", (column("n", "Н", "money"),), [[123_456_789_012.0]])
    assert lay_columns([small], title, False).widths[0] < 60
    assert lay_columns([small, large], title, False).widths[0] > 100


def test_long_texts_are_wrapped_and_short_ones_are_not() -> None:
    block = Block("a", "A", (column("x", "Имя"), column("y", "Совет")), [["Ёж", "слово " * 60]])
    columns = lay_columns([block], title, False)
    assert columns.wrapping["a"] == (1,)
    assert columns.widths[1] <= 520


def test_a_filter_button_has_its_room() -> None:
    block = Block("a", "A", (column("n", "Предоплата", "count"),), [[1]])
    assert lay_columns([block], title, True).widths[0] > lay_columns([block], title, False).widths[0]


sizes = st.lists(st.tuples(st.integers(300, 820), st.integers(200, 620)), min_size=1, max_size=4)


@settings(max_examples=60)
@given(sizes, st.floats(50, 5_000), st.floats(100, 2_500), st.floats(0, 1_500))
def test_charts_cover_neither_data_nor_each_other(
    sizes: list[tuple[int, int]], table_px: float, own_px: float, more_px: float
) -> None:
    placing = place_charts(sizes, table_px, own_px, 3, own_px + more_px, 9)
    boxes = [(spot.x, spot.y, spot.x + w, spot.y + h) for spot, (w, h) in zip(placing.spots, sizes, strict=True)]
    for i, (left, top, right, bottom) in enumerate(boxes):
        assert bottom <= placing.px
        for other in boxes[i + 1 :]:
            assert other[0] >= right or other[2] <= left or other[1] >= bottom or other[3] <= top
    for spot, (width, _) in zip(placing.spots, sizes, strict=True):
        assert spot.column in ({3, 9} if placing.side == "right" else {0})
        if spot.column == 3 and placing.side == "right":
            assert own_px + GAP + width <= own_px + more_px, "it ends before what stands right of its block"


def test_a_chart_beside_beneath_or_above() -> None:
    assert place_charts([(500, 300)], 200, 600, 4, 600, 4).side == "right"
    assert place_charts([(500, 300)], 200, 1_300, 9, 1_300, 9).side == "below"
    assert place_charts([(500, 300)], 2_000, 1_300, 9, 1_300, 9).side == "above"
