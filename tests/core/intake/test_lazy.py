"""Columns made on demand are the same columns, and the others are not made."""

from typing import Any

import pandas as pd
import pytest

from core.coerce import coerce
from core.errors import BadArgument
from core.i18n import T
from core.intake.lazy import Frame, Later
from core.intake.read import gather, rules
from core.intake.typed import absent, empty
from core.registry import Argument
from core.tables import all_tables
from core.workbook import Sheet

ROWS: list[list[Any]] = [
    ["Клиент", "Создана", "Этап", "Сумма", "Менеджер", "Дата: КП", "Вероятность", "Своё"],
    ["Ромашка", 46100, "Оплата", "1 000,5", None, 46102, "70 %", 1],
    [None, None, None, None, None, None, None, 5],
    ["Итого", None, None, 2000, None, None, None, None],
    ["Ёж", "05.03.2026", "КП", "дорого", "Иванов", "", 0.5, 2],
]
DEALS = Argument("deals", "table", T("Сделки", "Deals"), T("", ""), table="deals", needs=("client",))


def both(rows: list[list[Any]], id: str = "deals", title: str = "Сделки Петрова") -> tuple[Any, pd.DataFrame]:
    table, sheets = all_tables()[id], [Sheet(title, rows)]
    lazy = gather(table, sheets, rules("ru"), check=lambda cells: None).typed.frame
    return lazy, gather(table, sheets, rules("ru")).typed.frame


def test_each_column_is_what_it_would_be_otherwise() -> None:
    lazy, eager = both(ROWS)
    assert isinstance(lazy, Frame)
    assert list(lazy) == list(eager.columns)
    assert len(lazy) == len(eager) == 2
    for name in reversed(list(lazy)):
        pd.testing.assert_series_equal(lazy[name].series, eager[name], check_names=False)
    pd.testing.assert_frame_equal(lazy.whole(), eager)


@pytest.mark.parametrize("id", ["daily_metrics", "stages", "lists", "reviews", "clients"])
def test_tables_of_every_sort(id: str) -> None:
    table = all_tables()[id]
    rows = [[c.ru for c in table.columns] + ["Ещё"], [1] * len(table.columns) + [3], [None] * (len(table.columns) + 1)]
    lazy, eager = both(rows, id, table.title.ru)
    pd.testing.assert_frame_equal(lazy.whole(), eager)


def test_what_nobody_asks_for_is_not_typed() -> None:
    rows = [[*ROWS[0], "Комментарий"], *[[*ROWS[1], "so so"] for _ in range(12)], [*ROWS[1], ["a list"]]]
    typed = coerce(DEALS, rows, "ru")
    assert typed.frame["client"].tolist() == ["Ромашка"] * 13
    with pytest.raises(BadArgument):
        _ = typed.frame["comment"]


def test_a_frame_is_a_frame_for_whatever_is_asked_of_it() -> None:
    lazy, eager = both(ROWS)
    pd.testing.assert_frame_equal(lazy[["client", "amount"]], eager[["client", "amount"]])
    assert lazy.shape == eager.shape
    assert "client" in lazy and "x:Своё" not in lazy
    other = lazy.assign(client=lazy["stage"])
    assert other["client"].tolist() == ["Оплата", "КП"] and lazy["client"].tolist() == ["Ромашка", "Ёж"]
    with pytest.raises(AttributeError):
        _ = lazy.no_such_thing
    with pytest.raises(KeyError):
        _ = lazy["no such column"]


@pytest.mark.parametrize("word", ["Петров", "Итого Иванов", "Всего", "", "#N/A", " Пётр", 7, True, None])
@pytest.mark.parametrize("column", [0, 1, 2])
def test_rows_of_totals_are_found_among_names(word: Any, column: int) -> None:
    rows: list[list[Any]] = [["Клиент", "Менеджер", "Этап", "Создана"]]
    rows += [["Ромашка", "Иванов", "КП", 46100 + i] for i in range(5)]
    rows[3][column] = word
    lazy, eager = both(rows, title="Сделки")
    pd.testing.assert_frame_equal(lazy.whole(), eager)


def test_later_makes_each_value_once() -> None:
    calls: list[str] = []
    later: Later[int] = Later({"a": 1})
    later.put("b", lambda: calls.append("b") or 2)
    assert len(later) == 2 and "b" in later and not later.is_made("b") and not calls
    other = later.copy()
    assert dict(later) == {"a": 1, "b": 2} and later["b"] == 2 and calls == ["b"]
    assert not other.is_made("b")
    del later["a"]
    later["c"] = 3
    assert later == {"b": 2, "c": 3}
    with pytest.raises(KeyError):
        _ = later["a"]


def test_a_table_that_is_not_there_is_an_empty_one() -> None:
    for table in all_tables().values():
        pd.testing.assert_frame_equal(absent(table).frame.whole(), empty(table).frame)
        assert absent(table).frame is absent(table).frame and not len(absent(table))
