"""What must hold for any workbook: order-free, blank rows nothing, columns equal cells, no cell an exception."""

import random
from datetime import date, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from core.i18n.sentences import PROBLEMS
from core.intake import dates, numbers
from core.intake.book import read_book
from core.intake.columns import Rules, Wanted, take
from core.intake.scalars import is_blank
from core.workbook import Cells, Sheet
from tests.core.intake.corpus import CASES

_CELLS = st.one_of(
    st.sampled_from([cell for _, cell, _, _ in CASES]),
    st.text(max_size=12),
    st.text("0123456789.,-+() ₽$%/:", max_size=12),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.none(),
)
_ROWS = st.lists(st.lists(_CELLS, max_size=6), max_size=8)
_HEAD = ["Дата", "Сумма", "№ счёта", "Клиент", "Менеджер", "Валюта"]


def _table(rows: list[Any]) -> Any:
    return read_book(Cells([Sheet("Оплаты", [_HEAD, *rows])]), {}).tables["payments"]


def _content(typed: Any) -> list[tuple[str, ...]]:
    return sorted(tuple(map(str, row)) for row in typed.frame.drop(columns=["_row", "_part"]).itertuples(index=False))


@given(_ROWS, st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_order_of_rows_changes_nothing(rows: list[Any], rnd: random.Random) -> None:
    shuffled = rows[:]
    rnd.shuffle(shuffled)
    one, other = _table(rows), _table(shuffled)
    assert _content(one) == _content(other)
    assert sorted((p.code, p.column, p.value) for p in one.problems) == sorted(
        (p.code, p.column, p.value) for p in other.problems
    )


@given(_ROWS, st.lists(st.integers(0, 8), max_size=4))
@settings(max_examples=40, deadline=None)
def test_blank_rows_change_nothing(rows: list[Any], places: list[int]) -> None:
    spaced = rows[:]
    for n, place in enumerate(places):
        spaced.insert(place, [[], [None] * 4, ["", " "], ["\u00a0"]][n])
    assert _content(_table(rows)) == _content(_table(spaced))


@given(_ROWS)
@settings(max_examples=60, deadline=None)
def test_every_row_is_kept_or_said(rows: list[Any]) -> None:
    typed = _table(rows)
    filled = sum(any(not is_blank(cell) for cell in row) for row in rows)
    assert len(typed) + sum(p.code == "total_row" for p in typed.problems) == filled
    for problem in typed.problems:
        assert problem.tab == "Оплаты"
        assert 0 <= problem.row <= len(rows) + 1
        assert problem.message
        assert "{" not in problem.message.replace(problem.value, "")


@given(st.lists(_CELLS, max_size=30), st.sampled_from([None, ",", "."]), st.booleans())
@settings(max_examples=60, deadline=None)
def test_columns_equal_the_slow_oracle(cells: list[Any], decimal: Any, date1904: bool) -> None:
    rules = Rules("ru", decimal, "dmy", date1904)
    floats, days, ticks = (take(cells, Wanted(kind), rules) for kind in ("number", "date", "yesno"))  # type: ignore[arg-type]
    for i, cell in enumerate(cells):
        for taken, read in (
            (floats, numbers.parse_number(cell, decimal)),
            (days, dates.parse_day(cell, "dmy", date1904=date1904)),
            (ticks, numbers.parse_yesno(cell)),
        ):
            codes = [code for row, code in taken.marks if row == i]
            value = taken.values[i]
            if is_blank(cell):
                assert codes == []
                assert value != value
                assert taken.blank is not None
                assert taken.blank[i]
            elif isinstance(read, str):
                assert codes == [read]
                assert value != value
            else:
                assert codes == []
                assert (value.astype(object).date() if isinstance(read, date) else value) == read


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.times())
@settings(max_examples=60, deadline=None)
def test_every_spelling_of_a_date_is_that_date(day: date, at: Any) -> None:
    months = [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ]
    spellings: list[Any] = [
        day,
        datetime.combine(day, at),
        (day - date(1899, 12, 30)).days,
        f"{day:%d.%m.%Y}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%Y-%m-%d}",
        f"{day.day} {months[day.month - 1]} {day.year}",
        f"{day:%d.%m.%Y} {at:%H:%M}",
        f"{day:%Y-%m-%d}T{at:%H:%M:%S}",
        f"{day:%d %B %Y}",
        f"{day:%b %d, %Y}",
    ]
    assert {dates.parse_day(cell) for cell in spellings} == {day}


@given(st.integers(-(10**9), 10**9), st.integers(0, 99))
@settings(max_examples=60, deadline=None)
def test_every_spelling_of_a_number_is_that_number(whole: int, cents: int) -> None:
    expected = float(f"{whole}.{cents:02d}")
    plain = f"{whole}.{cents:02d}"
    grouped = f"{whole:,}.{cents:02d}"
    russian = grouped.replace(",", "\u00a0").replace(".", ",")
    for text in (
        plain,
        grouped,
        russian,
        f"{russian} ₽",
        plain.replace(".", ","),
        grouped.replace(",", "\u202f"),
        russian.replace("-", "−"),
    ):
        assert numbers.parse_number(text) == expected, text
    if whole < 0:
        assert numbers.parse_number(f"({grouped[1:]})") == expected


def test_every_sentence_stands_in_both_languages() -> None:
    import re

    for code, sentence in PROBLEMS.items():
        assert sentence.message.ru
        assert sentence.message.en
        assert re.search("[а-я]", sentence.message.ru), code
        assert not re.search("[а-я]", sentence.message.en), code
        places = [sorted(set(re.findall(r"{(\w+)}", text))) for text in sentence.message]
        assert places[0] == places[1], code


def test_every_code_that_parsers_give_has_a_sentence() -> None:
    import inspect
    import re

    for module in (numbers, dates):
        for code in re.findall(r'return "(\w+)"', inspect.getsource(module)):
            assert code in PROBLEMS
