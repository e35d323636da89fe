"""Calling a function with what people type: every kind of argument, every sentence, every plain value."""

from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd
import pytest

from core import call as module
from core.call import arguments, call, plain, rendered
from core.errors import BadArgument, BadNumber, FunctionError, NoData, ZeroDenominator
from core.i18n import T
from core.intake.typed import Typed
from core.registry import Argument, ArgumentKind, Coded, Example, Function, TableValue
from core.report import Column, Ref


def declared(*args: Argument, run: Any = None) -> Function:
    text = T("текст", "text")
    return Function("TEST_IT", text, text, args, "number", (Example((), 0),), run or (lambda *values: list(values)))


def argument(name: str, kind: ArgumentKind, **more: Any) -> Argument:
    return Argument(name, kind, T(f"{name}-ру", f"{name}-en"), T("что", "what"), **more)


def one(kind: ArgumentKind, cells: Any, **more: Any) -> Any:
    return arguments(declared(argument("x", kind, **more)), [cells], "ru")[0]


def message(error: type[FunctionError], function: Function, args: list[Any]) -> str:
    with pytest.raises(error) as raised:
        arguments(function, args, "ru")
    return raised.value.message("ru")


class TestOneCell:
    @pytest.mark.parametrize(
        ("cell", "value"), [(5, 5), ("1 234,5", 1234.5), ([[7]], 7), ([7], 7), ("95 %", 0.95), (0, 0)]
    )
    def test_number(self, cell: Any, value: float) -> None:
        assert one("number", cell) == value

    @pytest.mark.parametrize("cell", ["пять", "nan", "inf", "1e999", True, float("inf"), "#Н/Д", [[1, 2]]])
    def test_no_number(self, cell: Any) -> None:
        message(BadArgument, declared(argument("x", "number")), [cell])

    def test_limits(self) -> None:
        limited = declared(argument("x", "number", minimum=0, maximum=1))
        assert message(BadNumber, limited, [-1]) == "«x-ру»: -1 меньше 0."
        assert message(BadNumber, limited, ["2"]) == "«x-ру»: 2 больше 1."

    @pytest.mark.parametrize(
        "cell", ["2026-03-31", "31.03.2026", 46112, datetime(2026, 3, 31, 9), date(2026, 3, 31), "31 марта 2026"]
    )
    def test_date(self, cell: Any) -> None:
        assert one("date", cell) == date(2026, 3, 31)

    @pytest.mark.parametrize("cell", ["завтра", True, "31.02.2026"])
    def test_no_date(self, cell: Any) -> None:
        message(BadArgument, declared(argument("x", "date")), [cell])

    def test_choice(self) -> None:
        assert one("choice", " Steps", choices=("steps", "total")) == "steps"
        chosen = declared(argument("x", "choice", choices=("steps", "total")))
        assert message(BadArgument, chosen, ["other"]) == "«x-ру»: «other» не подходит; можно: steps, total."

    def test_text(self) -> None:
        assert [one("text", cell) for cell in (" Иванов ", 7, 7.0)] == ["Иванов", "7", "7"]

    @pytest.mark.parametrize("blank", [None, "", "  ", [], [[None]], [[""], [None]], np.array([[None]], object)])
    def test_a_blank_optional_one_is_its_default(self, blank: Any) -> None:
        assert one("number", blank, optional=True, default=3) == 3
        assert message(BadArgument, declared(argument("x", "number")), [blank]) == "Не хватает: «x-ру» (x)."


class TestColumns:
    @pytest.mark.parametrize(
        "cells", [[[1], [2], [3]], [1, 2, 3], [[1, 2, 3]], np.array([[1], [2], [3]]), [["1"], ["2,0"], [3]]]
    )
    def test_row_or_column(self, cells: Any) -> None:
        assert one("numbers", cells).tolist() == [1, 2, 3]

    def test_blank_cells_stay_where_they_are(self) -> None:
        found = one("numbers", [[1], [None], [""], [4], *[[None]] * 1000])
        assert np.isnan(found).tolist() == [False, True, True, False]

    @pytest.mark.parametrize(
        "word", ["nan", "inf", "Infinity", "-inf", "1e400", "abc", "#DIV/0!", float("inf"), True, 10**400]
    )
    def test_no_word_passes_for_a_number(self, word: Any) -> None:
        assert "2" in message(BadArgument, declared(argument("x", "numbers")), [[[1.0], [word], [3.0]]])

    def test_a_header_is_a_blank(self) -> None:
        assert np.isnan(one("numbers", [["Сумма"], [5]])).tolist() == [True, False]
        assert one("dates", [["Дата"], ["2026-03-31"]]).isna().tolist() == [True, False]
        message(BadArgument, declared(argument("x", "numbers")), [[["Сумма"], ["сто"]]])
        message(BadArgument, declared(argument("x", "numbers")), [[["Сумма"], [None], ["сто"]]])

    def test_dates_and_texts_are_typed_columns(self) -> None:
        days, names = (
            one("dates", [["31.03.2026"], [46113], [None], [date(2026, 4, 2)]]),
            one("texts", [["б"], ["а"], [7], [None], ["б "]]),
        )
        assert days.dtype == "datetime64[s]"
        assert days.dt.strftime("%d").tolist()[:2] == ["31", "01"]
        assert names.cat.categories.tolist() == ["7", "а", "б"]
        assert names.cat.codes.tolist() == [2, 1, 0, -1, 2]

    def test_columns_stay_side_by_side(self) -> None:
        pair = declared(argument("a", "numbers"), argument("b", "texts"))
        a, b = arguments(pair, [[[1], [2], [None], [None]], [["x"], [None], ["y"], [None]]], "ru")
        assert len(a) == len(b) == 3
        assert message(BadArgument, pair, [[1, 2], ["x"]]) == "Столбцы разной длины: «a-ру» — 2, «b-ру» — 1."

    def test_grid_keeps_cells(self) -> None:
        assert one("grid", [["a", 1], [None, "2"], [None, None]]) == [["a", 1], [None, "2"]]


class TestTables:
    DEALS = (["Клиент", "Менеджер", "Создана", "Этап", "Сумма"], ["А", "И", "01.03.2026", "Лид", "1 000"])

    def table(self, rows: Any, *needs: str) -> Typed:
        found = one("table", rows, table="deals", needs=needs)
        assert isinstance(found, Typed)
        return found

    @pytest.mark.parametrize("above", [0, 1, 9])
    def test_the_header_may_stand_lower(self, above: int) -> None:
        found = self.table([[None]] * above + [*self.DEALS, *[[None] * 5] * 50], "amount")
        assert found.frame["amount"].tolist() == [1000]
        assert found.frame["created"].tolist() == [pd.Timestamp("2026-03-01")]

    def test_a_needed_column_is_named(self) -> None:
        needy = declared(argument("x", "table", table="deals", needs=("stage", "closed", "probability")))
        said = message(BadArgument, needy, [list(self.DEALS)])
        assert said == "«x-ру»: нет столбца «Закрыта», «Вероятность, %». Дайте диапазон вместе со строкой заголовков."
        message(BadArgument, needy, [[["А", "И"], ["Б", "П"]]])

    @pytest.mark.parametrize(
        ("used", "ok"),
        [
            (["RUB", "руб.", None], True),
            (["USD", "$", "USD"], True),
            (["USD", None, "USD"], False),
            (["EUR", "USD"], False),
        ],
    )
    def test_several_currencies(self, used: list[Any], ok: bool) -> None:
        rows = [[*self.DEALS[0], "Валюта"], *([*self.DEALS[1], currency] for currency in used)]
        if ok:
            assert len(self.table(rows)) == len(used)
        else:
            said = message(BadArgument, declared(argument("x", "table", table="deals")), [rows])
            assert "CONVERT_MONEY" in said

    def test_managers_come_from_the_tables_given(self) -> None:
        two = declared(argument("i", "table", table="invoices"), argument("p", "table", table="payments"))
        invoices = [["№ счёта", "Клиент", "Менеджер", "Дата", "Сумма"], ["1", "А", "Иванов", "2026-03-01", 10]]
        payments = [["Дата", "Сумма", "№ счёта"], ["2026-03-02", 10, "1"]]
        assert arguments(two, [invoices, payments], "ru")[1].frame["manager"].tolist() == ["Иванов"]


class TestCounting:
    def test_too_many(self) -> None:
        assert (
            message(BadArgument, declared(argument("x", "number")), [1, 2])
            == "Лишние аргументы: у TEST_IT их не больше 1."
        )

    def test_too_few(self) -> None:
        two = declared(argument("x", "number"), argument("y", "number"))
        assert message(BadArgument, two, [1]) == "Не хватает: «y-ру» (y)."

    def test_an_unknown_name_says_what_is_close(self) -> None:
        with pytest.raises(BadArgument) as raised:
            call("FUNEL_LOSES", [])
        assert "FUNNEL_LOSSES" in raised.value.message("ru")
        assert call(" funnel_losses ", [[3, 1]]) == [[2], [None]]

    @pytest.mark.parametrize("cell", [{}, {"a": 1}, [[[1]]], [[1, [2]]], [{"a": 1}], b"x"])
    @pytest.mark.parametrize("kind", ["grid", "number", "numbers", "dates", "texts", "date", "text", "table"])
    def test_what_is_no_cell(self, kind: ArgumentKind, cell: Any) -> None:
        said = message(BadArgument, declared(argument("x", kind, table="deals" if kind == "table" else "")), [cell])
        assert "список или объект" in said


class TestRendered:
    @pytest.mark.parametrize(
        ("cell", "value"),
        [
            (np.float64(1.5), 1.5),
            (np.int64(3), 3),
            (np.bool_(True), True),
            (float("nan"), None),
            (pd.NaT, None),
            (np.datetime64("NaT", "D"), None),
            (np.datetime64("2026-03-31T00:00:00"), "2026-03-31"),
            (pd.Timestamp("2026-03-31"), "2026-03-31"),
            (date(2026, 3, 31), "2026-03-31"),
            (T("да", "yes"), "да"),
            (Ref("Сделки", "C17"), "Сделки!C17"),
            (None, None),
            ("x", "x"),
        ],
    )
    def test_plain(self, cell: Any, value: Any) -> None:
        found = plain(cell, "ru")
        assert found == value
        assert type(found) is type(value)

    def test_what_no_cell_can_show(self) -> None:
        with pytest.raises(BadNumber):
            plain(float("inf"), "ru")
        with pytest.raises(TypeError):
            plain(object(), "ru")

    def test_shapes(self) -> None:
        assert rendered([1, None], "ru") == [[1], [None]]
        assert rendered(np.array([1.0, np.nan]), "ru") == [[1.0], [None]]
        assert rendered(np.array(["2026-03-31"], "datetime64[s]"), "ru") == [["2026-03-31"]]
        coded = Coded(np.array([1, 0, 2, 1], np.int8), (T("да", "yes"), 7, None))
        assert rendered(coded, "ru") == [[7], ["да"], [None], [7]]
        assert rendered(coded, "en", show=lambda cell, language: (cell, language))[0] == [(7, "en")]
        with pytest.raises(NoData):
            rendered(None, "ru")

    def test_tables(self) -> None:
        table = TableValue((Column("n", T("Число", "Number")),), [[1], [float("nan")]])
        assert rendered(table, "ru") == [["n"], [1], [None]]
        assert rendered(table, "ru", "titles", "en") == [["Number"], [1], [None]]

    def test_titles_are_in_the_language_of_the_headers(self) -> None:
        deals = [["Client", "Manager", "Created", "Stage"], ["A", "I", "2026-03-01", "Lead"]]
        stages = [["Order", "Stage", "Kind"], [1, "Lead", "in work"]]
        assert call("FUNNEL_TABLE", [deals, stages], "ru", "titles")[0][:2] == ["Stage", "Reached"]


@pytest.mark.parametrize("title", ["Сделки за год", "Сделки"])
def test_the_title_of_an_argument_fills_no_manager(title: str) -> None:
    """A tab «Сделки Иванова» names its manager; an argument's title names nobody."""
    words = T(title, "Deals of the year")
    argument = Argument("deals", "table", words, words, table="deals")
    rows = [["Клиент", "Менеджер", "Создана", "Этап"], ["Альфа", None, "2026-03-01", "Лид"]]
    [typed] = arguments(declared(argument), [rows], "ru")
    assert typed.frame["manager"].isna().all()


def test_a_bug_is_no_error_of_the_person(monkeypatch: pytest.MonkeyPatch) -> None:
    def bug() -> float:
        raise ZeroDivisionError

    monkeypatch.setattr(module, "all_functions", lambda: {"TEST_IT": declared(run=bug)})
    with pytest.raises(ZeroDivisionError):
        call("TEST_IT", [])


@pytest.mark.parametrize(
    ("name", "args", "error"),
    [
        ("FUNNEL_CONVERSION", [[0, 5]], ZeroDenominator),
        ("FUNNEL_CONVERSION", [[0, 5], "total"], ZeroDenominator),
        ("FUNNEL_CONVERSION", [[5]], BadArgument),
        ("FUNNEL_CONVERSION", [[["Сколько"]]], NoData),
        ("FUNNEL_CONVERSION", [[5, None, 3]], BadArgument),
        ("FUNNEL_CONVERSION", [[5, "три"]], BadArgument),
        ("FUNNEL_CONVERSION", [[5, True]], BadArgument),
        ("FUNNEL_CONVERSION", [[5, -1]], BadNumber),
        ("FUNNEL_CONVERSION", [[["a", 1, 2], ["b", 1, 2]]], BadArgument),
        ("CONVERSION_RATE", [1, 0], ZeroDenominator),
        ("CONVERSION_LOW", [1, 0], ZeroDenominator),
        ("CONVERSION_HIGH", [3, 2], BadNumber),
        ("CONVERSION_HIGH", [1, 2, 1], BadNumber),
        ("CONVERSION_HIGH", [-1, 2], BadNumber),
    ],
)
def test_errors_of_the_funnel_functions(name: str, args: list[Any], error: type[FunctionError]) -> None:
    with pytest.raises(error):
        call(name, args)


def test_a_blank_count_is_named_by_its_row() -> None:
    with pytest.raises(BadArgument) as raised:
        call("FUNNEL_CONVERSION", [[["Этап", "Сколько"], ["Лид", 5], ["КП", None], ["Оплата", 1], [None, None]]])
    assert raised.value.message("ru") == "Строка 3: количество не заполнено. Если никто не дошёл, впишите 0."


def test_an_empty_text_is_a_blank_cell() -> None:
    """Google Sheets and the COM of Excel give one for the other."""
    for blank in (None, ""):
        with pytest.raises(BadArgument, match="the count is blank"):
            call("FUNNEL_LOSSES", [[[blank], [50], [25]]], "en")


def test_a_sentence_shows_a_cell_as_its_reader_sees_it() -> None:
    for cell, seen in ((7.0, "«7»"), (datetime(2026, 3, 19), "«19.03.2026»"), (True, "«ИСТИНА»"), ("#N/A", "#N/A")):
        with pytest.raises(BadArgument) as raised:
            call("FUNNEL_CONVERSION", [[4, 1], cell])
        assert seen in raised.value.message("ru")
    with pytest.raises(BadNumber) as number:
        call("FUNNEL_LOSSES", [[-2.0, 1.0]])
    assert " -2 " in number.value.message("ru")
