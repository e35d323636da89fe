"""Ranges as people select them: with the total that a pivot table adds, with a header of words."""

from datetime import datetime

import pytest

from core.call import call
from core.errors import BadArgument, FunctionError

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


def test_a_total_above_the_items_is_no_item() -> None:
    assert call("XYZ_CV", [[["Итого", 11.0, 112.0], *MONTHS[1:]]]) == call("XYZ_CV", [MONTHS])


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


DAY_FIRST_OR_MONTH = "3/4/2026"


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("RUN_RATE", (100, DAY_FIRST_OR_MONTH)),
        ("RUN_RATE", (100, "2026-03-31", ["2026-03-30", DAY_FIRST_OR_MONTH])),
        ("PLAN_GAP", ("1,234", 5)),
        ("ABC_CLASS", (["Amount", "1,234"],)),
    ],
)
def test_what_reads_two_ways_is_not_guessed(name: str, args: tuple[object, ...]) -> None:
    """In English: only a Russian day comes first for certain."""
    with pytest.raises(BadArgument) as raised:
        call(name, args, "en")
    assert "reads two ways" in raised.value.message("en") and "двояко" in raised.value.message("ru")
    assert ("cell 2" in raised.value.message("en")) == isinstance(args[-1], list)


def test_a_day_that_reads_one_way_is_read() -> None:
    assert call("RUN_RATE", (100, "13/4/2026"), "en") == call("RUN_RATE", (100, "2026-04-13"))
    assert call("RUN_RATE", (100, DAY_FIRST_OR_MONTH), "ru") == call("RUN_RATE", (100, "2026-04-03"))


def test_an_error_among_days_is_called_an_error() -> None:
    with pytest.raises(BadArgument) as raised:
        call("NEXT_PURCHASE_DATE", [["01.01.2026", "#N/A"]])
    assert raised.value.message("ru") == "«Даты», ячейка 2: ошибка #N/A."
