"""Functions as Excel calls them: through the real ``xlwings.udfs.call_udf``, behind a COM edge played by hand."""

import inspect
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from unittest.mock import patch

import pytest

from core.call import answer, call
from core.registry import Example, Function, all_functions
from excel_udfs import errors, functions
from excel_udfs.functions import MEMO, parameter
from tests.core.functions.test_examples import EXAMPLES, FUNCTIONS, same
from tests.excel_udfs.edge import MISSING, Cells

DEALS = [
    ["Клиент", "Создана", "Этап", "Статус", "Закрыта"],
    ["Ромашка", 46100.0, "Оплата", "Выиграна", 46110.0],
    ["Ёж", 46101.0, "КП", "Проиграна", 46111.0],
]


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    with patch.object(functions, "MEMO", type(MEMO)()):
        yield


def given(arg: Any) -> Any:
    """An example's argument as a range of a sheet; ISO days and all."""
    if not isinstance(arg, list):
        return MISSING if arg is None else Cells([[float(arg) if type(arg) is int else arg]])
    rows = arg if arg and isinstance(arg[0], list) else [[cell] for cell in arg]
    width = max(map(len, rows))
    rows = [[*row, *[None] * (width - len(row))] for row in rows]
    return Cells([[float(cell) if type(cell) is int else cell for cell in row] for row in rows])


def shown(value: Any, dates: tuple[int, ...]) -> Any:
    """What core says, as a cell shows it."""
    rows = value if isinstance(value, list) else [[value]]
    made = [
        [
            ""
            if cell is None
            else datetime.fromisoformat(cell)
            if j in dates and isinstance(cell, str) and cell[:1].isdigit()
            else cell[:254] + "…"
            if isinstance(cell, str) and len(cell) > 255 and isinstance(value, list)
            else cell
            for j, cell in enumerate(row)
        ]
        for row in rows
    ]
    return made


@pytest.mark.parametrize(("function", "example"), EXAMPLES)
def test_examples_in_a_cell(cell: Any, function: Function, example: Example) -> None:
    args = json.loads(json.dumps(example.args))
    expected = answer(function.name, args, header="titles")
    got = cell(function.name, *map(given, args))
    assert all(len(row) == len(got[0]) for row in got), "Excel takes rows of one width"
    for row, wanted in zip(got, shown(expected.value, expected.dates), strict=True):
        for one, two in zip(row, wanted, strict=True):
            assert type(one) in (float, str, bool, datetime)
            assert one == two or same(one, float(two) if type(two) is int else two), (one, two)


def test_a_funnel(cell: Any) -> None:
    assert cell("FUNNEL_CONVERSION", Cells([[8.0], [4.0], [1.0]]), MISSING) == [[0.125]]
    assert cell("FUNNEL_CONVERSION", ((8.0, 4.0, 1.0),)) == [[0.125]], "an array of another formula"


def test_an_error_is_one_short_line(cell: Any) -> None:
    assert cell("FUNNEL_CONVERSION", Cells([[0.0], [0.0]])) == [["#DIV/0!: " + _message("FUNNEL_CONVERSION", [0, 0])]]
    assert cell("WIN_RATE", Cells(DEALS[:1])) == [[f"#N/A: {_message('WIN_RATE', DEALS[:1])}"]]
    [[text]] = cell("FUNNEL_CONVERSION", Cells([["очень\nдлинно " * 60], ["б" * 600]]))
    assert len(text) == 255 and "\n" not in text and text.startswith("#VALUE!: ") and text.endswith("…")


def _message(name: str, cells: list[Any]) -> str:
    with pytest.raises(Exception) as raised:
        call(name, [cells])
    return raised.value.message("ru")


def test_our_own_mistake_goes_to_the_log(cell: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    errors.log.cache_clear()
    with patch.object(functions, "answer", side_effect=ZeroDivisionError("secret")):
        [[text]] = cell("FUNNEL_CONVERSION", Cells([[8.0], [1.0]]))
    assert text.startswith("#VALUE!: ошибка Планёрки") and "secret" not in text
    assert "ZeroDivisionError: secret" in (tmp_path / "Planerka" / "excel.log").read_text("utf-8")
    errors.log().handlers.pop().close()
    errors.log.cache_clear()
    assert cell("FUNNEL_CONVERSION", Cells([[8.0], [1.0]])) == [[0.125]], "a mistake is not remembered"


def test_a_whole_column_is_read_as_far_as_the_sheet_goes(cell: Any) -> None:
    column = Cells([[8.0], [4.0], [1.0]], height=1_048_576, filled=3)
    assert cell("FUNNEL_CONVERSION", column) == [[0.125]]
    assert column.reads == [(3, 1)]


def test_what_com_gives(cell: Any) -> None:
    day = datetime(2026, 3, 19, tzinfo=UTC)
    rows: list[list[Any]] = [
        [*DEALS[0], "Сумма"],
        ["Ромашка", day, "Оплата", "Выиграна", day, Decimal("100.5")],
        ["Ёж", "19.03.2026", "КП", "Проиграна", 46100.0, ""],
    ]
    assert cell("WIN_RATE", Cells(rows), MISSING, MISSING, MISSING) == [[0.5]]
    assert cell("WIN_RATE", Cells(rows), Cells([[day]]), Cells([[46100.0]])) == [[0.5]]
    [[text]] = cell("ABC_CLASS", Cells([[3.0], [-2146826246]]))
    assert text.startswith("#VALUE!: ") and "#N/A" in text


@pytest.mark.parametrize(("number", "text"), [(-2146826243, "#SPILL!"), (-2146826238, "#CALC!"), (-2146826237, "#UNK")])
def test_an_error_younger_than_xlwings_is_no_number(cell: Any, number: int, text: str) -> None:
    for column in (Cells([[200.0], [50.0], [number], [25.0]]), Cells([[number]])):
        [[said]] = cell("ABC_CLASS", column)
        assert said.startswith("#VALUE!: ") and text in said
    [[said]] = cell("PLAN_GAP", Cells([[number]]), 5.0)
    assert said.startswith("#VALUE!: ") and text in said


def test_what_goes_back(cell: Any) -> None:
    assert cell("ABC_CLASS", Cells([[50.0], [30.0], [None], [20.0]]), 0.5, 0.8) == [["A"], ["B"], [""], ["C"]]
    [[last]] = cell("NEXT_PURCHASE_DATE", Cells([["2026-01-01"], ["2026-02-01"], ["2026-03-04"]]))
    assert isinstance(last, datetime) and last.date() > date(2026, 3, 4)


def test_the_same_question_is_answered_once(cell: Any) -> None:
    with patch.object(functions, "answer", wraps=answer) as asked:
        for _ in range(3):
            assert cell("WIN_RATE", Cells(DEALS)) == [[0.5]]
        assert asked.call_count == 1
        changed = [DEALS[0], DEALS[1], [*DEALS[2][:3], "Выиграна", DEALS[2][4]]]
        assert cell("WIN_RATE", Cells(changed)) == [[1.0]]
        assert cell("FUNNEL_CONVERSION", Cells([[0.0], [0.0]])) == cell("FUNNEL_CONVERSION", Cells([[0.0], [0.0]]))
        assert asked.call_count == 3


def test_ten_thousand_repeated_calls_are_served_from_the_memo() -> None:
    """A sheet full of one formula, recalculated because a neighbour is volatile."""
    with patch.object(functions, "answer", wraps=answer) as asked:
        given = [tuple(map(tuple, DEALS)) for _ in range(10_000)]  # Excel makes the cells anew each time
        assert {functions.WIN_RATE(cells) for cells in given} == {0.5}  # type: ignore[attr-defined]
        assert asked.call_count == 1 and functions.MEMO.hits == 9_999


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_what_excel_shows_of_a_function(function: Function) -> None:
    udf = getattr(functions, function.name)
    assert udf.__name__ == function.name and udf.__doc__ == function.help.ru
    parameters = inspect.signature(udf).parameters
    assert list(parameters) == [parameter(argument.name) for argument in function.args]
    assert len({name.casefold() for name in parameters}) == len(parameters), "VBA knows no case"
    assert [p.default is None for p in parameters.values()] == [argument.optional for argument in function.args]


def test_the_module_names_no_function() -> None:
    source = inspect.getsource(functions)
    assert not [name for name in all_functions() if name in source]
