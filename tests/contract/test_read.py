"""``read``: cells at their places, in their types, of the tabs that are wanted."""

from datetime import date, datetime
from typing import Any

import pytest

from core.workbook import Cells, Sheet
from tests.contract.adapters import LOCALE, SERIALS, Adapter, serial
from tests.contract.conftest import Make


def everything(_: str) -> bool:
    return True


def rows_of(cells: Cells, title: str) -> list[list[Any]]:
    """The tab's rows with trailing blanks cut, None for a blank: what may differ between adapters is gone."""
    sheet = next(sheet for sheet in cells.sheets if sheet.title == title)
    rows = [[None if value == "" else value for value in row] for row in sheet.rows]
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def as_given(value: Any, adapter: Adapter) -> Any:
    """A person's value as the adapter gives it."""
    return serial(value) if SERIALS in adapter.can else value


def test_cells_stand_at_their_absolute_places(make: Make) -> None:
    rows = [[], [], [None, None, "Клиент", "Сумма"], [], [None, None, "Ромашка", 100.5]]
    assert rows_of(make({"Сделки": rows}).workbook.read(everything), "Сделки") == rows


def test_rows_may_be_ragged(make: Make) -> None:
    rows = [["а", "б", "в"], ["г"], [], [None, "д"], ["е", None, None, "ж"]]
    assert rows_of(make({"Сделки": rows}).workbook.read(everything), "Сделки") == rows


@pytest.mark.parametrize(
    "value",
    [
        "Ромашка",
        " края ",
        "две\nстроки",
        "Ё, «кавычки» и 🙂",
        "=1+1",
        "+7 900 000-00-00",
        "007",
        "1,5",
        "31.03.2026",
        "TRUE",
        "http://example.com",
        "-",
        date(2026, 3, 31),
        date(2024, 2, 29),
        datetime(2026, 3, 31, 12, 30),
        5,
        -2.5,
        0,
        1e15,
        0.1,
        True,
        False,
        "#N/A",
        "#REF!",
        "#DIV/0!",
    ],
    ids=repr,
)
def test_a_value_keeps_its_type(make: Make, adapter: Adapter, value: Any) -> None:
    found = rows_of(make({"Лист": [["Заголовок"], [value]]}).workbook.read(everything), "Лист")[1][0]
    value = as_given(value, adapter)
    assert found == value
    assert isinstance(found, bool) == isinstance(value, bool)
    assert isinstance(found, str) == isinstance(value, str)
    assert isinstance(found, datetime) == isinstance(value, datetime)


def test_an_error_cell_beyond_all_values_is_not_lost(make: Make) -> None:
    rows = [["а"], ["б", None, "#N/A"], [], [None, None, None, "#REF!"]]
    assert rows_of(make({"Сделки": rows}).workbook.read(everything), "Сделки") == rows


def test_only_wanted_tabs_are_read_and_the_others_named(make: Make) -> None:
    subject = make({"Сделки": [["а"]], "Черновик": [["б"]], "Счета": [["в"]]})
    cells = subject.workbook.read(lambda title: title != "Черновик")
    assert [sheet.title for sheet in cells.sheets] == ["Сделки", "Счета"]
    assert cells.others == ("Черновик",)


def test_nothing_wanted_is_no_error(make: Make) -> None:
    cells = make().workbook.read(lambda _: False)
    assert not cells.sheets
    assert cells.others == ("Сделки",)


TITLES = ["Сделки Иванова", "O'Нил", "'A' & <B>", "50% #1", "a!b", "Ёлка {1}", "=1+1", "Лист.1, (2)"]


@pytest.mark.parametrize("title", TITLES)
def test_tab_titles_may_hold_odd_characters(make: Make, title: str) -> None:
    title = title.replace("'A'", "A'")  # no spreadsheet lets a title begin with an apostrophe
    cells = make({title: [["а", 1]]}).workbook.read(everything)
    assert rows_of(cells, title) == [["а", 1]]


def test_an_empty_tab_has_no_values(make: Make) -> None:
    assert rows_of(make({"Сделки": []}).workbook.read(everything), "Сделки") == []


def test_reading_twice_gives_the_same(make: Make) -> None:
    subject = make({"Сделки": [["а", 1, date(2026, 1, 1)], [None, "#N/A"]]})
    assert subject.workbook.read(everything) == subject.workbook.read(everything)


def test_many_rows(make: Make, adapter: Adapter) -> None:
    rows = [["Клиент", "Дата", "Сумма"], *([f"К{i}", date(2026, 1, 1 + i % 28), i + 0.5] for i in range(5_000))]
    expected = [[as_given(value, adapter) for value in row] for row in rows]
    assert rows_of(make({"Счета": rows}).workbook.read(everything), "Счета") == expected


def test_days_are_counted_from_1900_unless_it_says_otherwise(make: Make, adapter: Adapter) -> None:
    day = date(2026, 3, 31)
    for date1904 in (False,) if SERIALS in adapter.can else (False, True):
        cells = make(Cells([Sheet("Счета", [[day]])], date1904=date1904)).workbook.read(everything)
        assert cells.date1904 is date1904
        assert rows_of(cells, "Счета") == [[as_given(day, adapter)]]


def test_it_says_its_locale_and_zone_where_it_knows_them(make: Make, adapter: Adapter) -> None:
    cells = make().workbook.read(everything)
    known = (cells.locale, cells.time_zone)
    assert known == (("ru_RU", "Europe/Moscow") if LOCALE in adapter.can else (None, None))


def test_reading_touches_nothing(make: Make) -> None:
    subject = make()
    before = subject.people()
    subject.workbook.read(everything)
    assert subject.people() == before
