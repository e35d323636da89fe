"""The small readers and writers of texts: A1 notation, formulas' references, typed values, shown values."""

from typing import Any

import pytest

from tests.sheets_api import grid, references
from tests.sheets_api.entered import typed
from tests.sheets_api.errors import ApiError
from tests.sheets_api.formulas import effective
from tests.sheets_api.plain import plain
from tests.sheets_api.shown import shown
from tests.sheets_api.state import new_book


@pytest.mark.parametrize(
    ("cells", "edges"),
    [
        ("", (None, None, None, None)),
        ("A1", (0, 1, 0, 1)),
        ("$B$2:C3", (1, 3, 1, 3)),
        ("C3:B2", (1, 3, 1, 3)),
        ("A:B", (None, None, 0, 2)),
        ("2:3", (1, 3, None, None)),
        ("B2:C", (1, None, 1, 3)),
        ("B2:3", (1, 3, 1, None)),
        ("AA10", (9, 10, 26, 27)),
    ],
)
def test_corners(cells: str, edges: tuple[int | None, ...]) -> None:
    assert grid.corners(cells, cells) == edges


@pytest.mark.parametrize("cells", ["A0", "1A", "A1:", "ABCD1", "A", "5", "A1:B2:C3", "Ж1"])
def test_no_corners(cells: str) -> None:
    with pytest.raises(ApiError, match="Unable to parse range"):
        grid.corners(cells, cells)


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("A1", (None, "A1")),
        ("Sheet1!A1", ("Sheet1", "A1")),
        ("'Лист 1'!A1:B2", ("Лист 1", "A1:B2")),
        ("'It''s!'!A1", ("It's!", "A1")),
        ("'Сводка'", ("Сводка", "")),
    ],
)
def test_split(whole: str, parts: tuple[str | None, str]) -> None:
    assert grid.split(whole) == parts


@pytest.mark.parametrize("column", [0, 1, 25, 26, 51, 52, 701, 702, 18_277])
def test_letters_and_numbers(column: int) -> None:
    assert grid.number(grid.letters(column)) == column


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("=A1+B$2", "=B3+C$2"),
        ("=$A1", "=$A3"),
        ("=SUM(A1:B2)", "=SUM(B3:C4)"),
        ("='Лист 1'!A1", "='Лист 1'!B3"),
        ('="A1"&A1', '="A1"&B3'),
        ("=LOG10(A1)", "=LOG10(B3)"),
    ],
)
def test_a_formula_copied_one_right_and_two_down(formula: str, moved: str) -> None:
    assert references.offset(formula, 2, 1) == moved


def test_a_formula_copied_off_the_sheet() -> None:
    assert references.offset("=A1", -1, 0) == "=#REF!"


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=1+2*3", {"numberValue": 7}),
        ("=-2^2", {"numberValue": -4}),
        ("=A1", {"numberValue": 5}),
        ("=A2", {"stringValue": "text"}),
        ("=A9", {"numberValue": 0}),
        ("=A1+A9", {"numberValue": 5}),
        ("=SUM(A1:A9;1)", {"numberValue": 6}),
        ("=A1/0", {"errorValue": {"type": "DIVIDE_BY_ZERO", "message": "Division by zero."}}),
        ("=A2+1", {"errorValue": {"type": "NAME", "message": "Unknown function."}}),
        ("=B1", {"errorValue": {"type": "REF", "message": "Circular dependency detected."}}),
        ("=__import__('os')", {"errorValue": {"type": "NAME", "message": "Unknown function."}}),
    ],
)
def test_formulas(formula: str, value: dict[str, Any]) -> None:
    book = new_book("x")
    cells = book.tabs[0].cells
    cells[0, 0] = {"userEnteredValue": {"numberValue": 5}}
    cells[1, 0] = {"userEnteredValue": {"stringValue": "text"}}
    cells[0, 1] = {"userEnteredValue": {"formulaValue": formula}}
    assert effective(book, book.tabs[0], (0, 1)) == value


@pytest.mark.parametrize("text", ["", " ", "-", "+", "e5", ".", "1 2", "12 34", "1,2,3", "32.13.2025"])
def test_what_is_no_number_in_russian(text: str) -> None:
    assert "stringValue" in typed(text, "ru_RU")[0]


@pytest.mark.parametrize(
    ("value", "pattern", "text"),
    [
        (1234.5, "#,##0.00", "1\u00a0234,50"),
        (-1234.5, "#,##0;(#,##0)", "(1\u00a0234)"),
        (0, "0.0;-0.0;нет", "нет"),
        (0.256, "0%", "26%"),
        (0.256, "0.0%", "25,6%"),
        (5, '0" дн."', "5 дн."),
        (5.5, "0.##", "5,5"),
        (1234.5, '#,##0.00 "₽"', "1\u00a0234,50 ₽"),
        (46022.5, "dd.MM.yyyy HH:mm", "31.12.2025 12:00"),
        (46022, "d.M.yy", "31.12.25"),
        (0.75, "[h]:mm", "18:00"),
        (1.75, "[h]:mm:ss", "42:00:00"),
        (46022, "[$-419]mmm yyyy", "дек. 2025"),
        (46022, "[$-409]mmmm yyyy", "December 2025"),
        (46022.25, "mm:ss", "00:00"),
        (46022.25, 'd.m.yyyy "в" h:mm am/pm', "31.12.2025 в 6:00 AM"),
    ],
)
def test_patterns(value: float, pattern: str, text: str) -> None:
    kind = "DATE_TIME" if any(one in pattern for one in ("y", "mm")) else "NUMBER"
    assert shown({"numberValue": value}, {"type": kind, "pattern": pattern}, "ru_RU") == text


def test_nothing_is_left_out_of_a_reply() -> None:
    given = {
        "sheetId": 0, "title": "x", "hidden": False, "tabColor": {"red": 1, "green": 0},
        "merges": [{"sheetId": 0, "startRowIndex": 0}, {"sheetId": 5, "startRowIndex": 0}],
        "location": {"sheetId": 0, "locationType": "SHEET"},
    }  # fmt: skip
    assert plain(given) == {
        "sheetId": 0, "title": "x", "tabColor": {"red": 1}, "tabColorStyle": {"rgbColor": {"red": 1}},
        "merges": [{"startRowIndex": 0}, {"sheetId": 5, "startRowIndex": 0}],
        "location": {"sheetId": 0, "locationType": "SHEET"},
    }  # fmt: skip
