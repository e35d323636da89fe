"""Ranges as people select them: with the total that a pivot table adds, with a header of words."""

from datetime import datetime

import pytest

from core.call import call
from core.errors import FunctionError

STAGES = [["Этап", "Сделок"], ["Заявка", 200.0], ["КП", 50.0], ["Оплата", 25.0]]
MONTHS = [["Товар", "Янв", "Фев"], ["Стол", 10.0, 12.0], ["Стул", 1.0, 100.0]]


@pytest.mark.parametrize("total", ["Итого", "Общий итог", "Grand Total", "всего:"])
def test_a_total_below_the_stages_is_no_stage(total: str) -> None:
    assert call("FUNNEL_CONVERSION", [[*STAGES, [total, 275.0]]]) == 0.125
    assert call("FUNNEL_LOSSES", [[*STAGES, [total, 275.0]]]) == [[150.0], [25.0], [None]]


def test_a_first_stage_may_be_called_total() -> None:
    assert call("FUNNEL_CONVERSION", [[["Всего", 200.0], ["КП", 50.0]]]) == 0.25


@pytest.mark.parametrize("header", [["Янв", "Фев"], [datetime(2026, 1, 1), datetime(2026, 2, 1)], [46023.0, 46054.0]])
def test_totals_of_a_pivot_table_are_no_month_and_no_item(header: list[object]) -> None:
    pivot = [["Товар", *header, "Общий итог"], ["Стол", 10.0, 12.0, 22.0], ["Стул", 1.0, 100.0, 101.0]]
    assert call("XYZ_CV", [[*pivot, ["Общий итог", 11.0, 112.0, 123.0]]]) == call("XYZ_CV", [MONTHS])


def test_headers_of_the_columns_are_no_basket() -> None:
    orders, items = ["1", "1", "2", "2", "3"], ["Стол", "Стул", "Стол", "Стул", "Лампа"]
    for name, more in (("ALSO_BOUGHT", ("Стол",)), ("PRODUCT_BUNDLES", (1,))):
        for header in (("Чек", "Товар"), ("Order", "Product")):
            given = [[header[0], *orders], [header[1], *items], *more]
            assert call(name, given) == call(name, [orders, items, *more])


def test_a_product_called_product_is_one() -> None:
    assert call("ALSO_BOUGHT", [["1", "1"], ["Товар", "Стол"], "Товар"])[1][:3] == ["Товар", "Стол", 1]


@pytest.mark.parametrize(("name", "cells"), [("FUNNEL_CONVERSION", [[2], [True]]), ("XYZ_CV", [["а", 1, True]])])
def test_yes_and_no_are_said_in_the_readers_language(name: str, cells: list[list[object]]) -> None:
    with pytest.raises(FunctionError) as raised:
        call(name, [cells])
    assert "«ИСТИНА»" in raised.value.message("ru") and "“TRUE”" in raised.value.message("en")
