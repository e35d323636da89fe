"""Values as Google's cells: typed, never parsed."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.report import Ref, Value
from sheets_addon.workbooks.google.draw.cells import Pen, bytes_of, plain
from sheets_addon.workbooks.google.wire import encoded

PEN = Pen("ru", {"Сделки": 5, "O'Нил": 7})


def entered(value: Value) -> Any:
    return PEN.cell(value).get("userEnteredValue")


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("Ромашка", {"stringValue": "Ромашка"}),
        ("=HYPERLINK(1)", {"stringValue": "=HYPERLINK(1)"}),
        ("007", {"stringValue": "007"}),
        ("31.03.2026", {"stringValue": "31.03.2026"}),
        (5, {"numberValue": 5}),
        (-0.5, {"numberValue": -0.5}),
        (date(1899, 12, 31), {"numberValue": 1}),
        (date(2026, 3, 31), {"numberValue": 46112}),
        (True, {"stringValue": "да"}),
        (False, {"stringValue": "нет"}),
        (None, None),
        ("", None),
        (float("nan"), None),
        (float("inf"), None),
    ],
    ids=repr,
)
def test_a_value_keeps_its_type(value: Value, cell: Any) -> None:
    assert entered(value) == cell


def test_a_link_leads_to_the_very_cell_without_a_formula() -> None:
    assert PEN.cell(Ref("O'Нил", "C17", "строка")) == {
        "userEnteredValue": {"stringValue": "строка"},
        "textFormatRuns": [{"format": {"link": {"uri": "#gid=7&range=C17"}}}],
    }
    assert entered(Ref("Сделки", "AB2")) == {"stringValue": "AB2"}


def test_without_such_a_tab_the_address_stays_text() -> None:
    assert PEN.cell(Ref("Нет", "C17", "строка")) == {"userEnteredValue": {"stringValue": "строка (Нет!C17)"}}
    assert entered(Ref("Нет", "C17", "C17")) == {"stringValue": "Нет!C17"}


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("а\x00б\x1f", "аб"),
        ("а\nб\tв", "а\nб\tв"),
        ("а\ud800б", "а?б"),
        ("🙂" * 3, "🙂🙂🙂"),
        ("x" * 60_000, "x" * 49_999),
    ],
    ids=["control", "lines", "half a pair", "pairs", "long"],
)
def test_a_text_is_what_google_takes(text: str, taken: str) -> None:
    assert plain(text) == taken


@given(st.text(max_size=80), st.integers(0, 900))
def test_any_text_fits_a_request_and_a_cell(text: str, times: int) -> None:
    made = plain(text * times)
    made.encode()
    assert len(made.encode("utf-16-le")) <= 2 * 50_000


values = st.one_of(st.none(), st.integers(), st.floats(), st.text(max_size=9), st.dates(), st.booleans())


@given(st.lists(st.one_of(st.lists(values), st.lists(st.floats()), st.lists(st.text(max_size=5)))))
def test_a_column_is_its_cells(columns: list[list[Value]]) -> None:
    for column in columns:
        assert PEN.column(column) == [PEN.cell(value) for value in column]


def test_about_how_much_a_column_weighs() -> None:
    column: list[Value] = ["Ромашка", "plain", 12_345.67, None, Ref("Сделки", "C17"), date(2026, 3, 31)] * 100
    weight = len(encoded(PEN.column(column)))
    assert 0.9 * weight < bytes_of([column]) < 1.3 * weight
