"""Every dirty cell of the corpus, alone in its column and all of them together."""

import math
from datetime import date
from typing import Any

import numpy as np
import pytest

from core.i18n.sentences import CELL
from core.intake.columns import Rules, Wanted, take
from core.intake.dates import parse_day
from core.intake.read import read_table
from core.intake.scalars import day, is_blank, number, yesno
from core.intake.typed import Typed
from core.tables import table
from core.workbook import Sheet
from tests.core.intake.corpus import BLANK, CASES, COLUMNS

MATE = "Комментарий"


def column(kind: str, cells: list[Any], locale: str | None) -> Typed:
    """One column of cells beside a filled one, so that a blank cell is not a blank row."""
    id, name, _ = COLUMNS[kind]
    spec = table(id)
    beside = next(c for c in spec.columns if c.kind in ("text", "date") and c.id not in (name, "currency"))
    rows = [[spec.by_id[name].ru, beside.ru], *([cell, "31.03.2026"] for cell in cells)]
    return read_table(spec, [Sheet(spec.title.ru, rows)], language="ru", locale=locale)


def value(kind: str, typed: Typed, i: int) -> Any:
    """A frame's cell as Python: None for blank."""
    found = typed.frame[COLUMNS[kind][1]].iat[i]
    if found is None or found != found or (isinstance(found, np.datetime64) and np.isnat(found)):
        return None
    return found.date() if kind == "date" else found


def codes(kind: str, typed: Typed, i: int) -> list[str]:
    header = table(COLUMNS[kind][0]).by_id[COLUMNS[kind][1]].ru
    return [p.code for p in typed.problems if p.row == i + 2 and p.column == header and p.code != "missing"]


def test_corpus_is_large() -> None:
    assert len(CASES) >= 250


@pytest.mark.parametrize(("kind", "cell", "locale", "expected"), CASES, ids=lambda v: repr(v)[:30])
def test_cell(kind: str, cell: Any, locale: str | None, expected: Any) -> None:
    typed = column(kind, [cell], locale)
    assert len(typed) == 1
    got = value(kind, typed, 0)
    if expected == BLANK:
        assert got is None
        assert codes(kind, typed, 0) == []
    elif expected in CELL:
        assert got == (cell if kind == "currency" else None)  # blank would be the base currency
        assert codes(kind, typed, 0) == [expected]
    else:
        assert codes(kind, typed, 0) == []
        assert got == pytest.approx(expected) if isinstance(expected, float) else got == expected


@pytest.mark.parametrize("kind", [kind for kind in COLUMNS if kind != "percent"])
@pytest.mark.parametrize("locale", [None, "ru_RU", "en_US"])
def test_column_of_all_equals_each_alone(kind: str, locale: str | None) -> None:
    """The fast paths by column read what the slow path by cell reads, in any mixture."""
    cells = [cell for k, cell, _, _ in CASES if k == kind] * 2
    whole = column(kind, cells, locale)
    assert len(whole) == len(cells)
    for i, cell in enumerate(cells):
        alone = column(kind, [cell], locale)
        assert value(kind, whole, i) == value(kind, alone, 0), cell
        assert codes(kind, whole, i) == codes(kind, alone, 0), cell


def test_scalars_agree_with_columns() -> None:
    for kind, cell, locale, expected in CASES:
        wrong = expected == BLANK or expected in CELL
        if kind == "number" and locale is None:
            assert number(cell) == (None if wrong else pytest.approx(expected)), cell
        if kind == "date" and locale is None:
            assert day(cell) == (None if wrong else expected), cell
        if kind == "yesno":
            assert yesno(cell) == (None if wrong else bool(expected)), cell
        assert is_blank(cell) == (expected == BLANK) or kind not in ("number", "date")


def test_percent_column_with_one_above_1_is_all_percentages() -> None:
    typed = column("percent", [0.5, 70, "80", "90%", 1], None)
    assert typed.frame["probability"].tolist() == pytest.approx([0.005, 0.7, 0.8, 0.9, 0.01])
    assert [(p.row, p.code, p.severity) for p in typed.problems if "percent" in p.code] == [
        (2, "odd_percent", "warning")
    ]


def test_percent_text_does_not_make_bare_numbers_percentages() -> None:
    assert column("percent", [0.5, "70%", 1], None).frame["probability"].tolist() == pytest.approx([0.5, 0.7, 1.0])


def test_1904() -> None:
    sheet = Sheet("Оплаты", [["Дата", "Сумма"], [44650, 1], [0, 1], ["31.03.2026", 1]])
    typed = read_table(table("payments"), [sheet], language="ru", date1904=True)
    assert typed.frame["date"].dt.date.tolist()[::2] == [date(2026, 3, 31), date(2026, 3, 31)]
    assert [p.code for p in typed.problems if p.row == 3 and p.column == "Дата"] == ["date_out_of_range"]


def test_english_without_locale_does_not_guess_the_month() -> None:
    rows = [["Date", "Amount", "Client"], ["3/4/2026", 1, "A"], ["3/31/2026", 1, "A"], ["31/3/2026", 1, "A"]]
    typed = read_table(table("payments"), [Sheet("Payments", rows)], language="en")
    assert typed.frame["date"].isna().tolist() == [True, False, False]
    assert [p.code for p in typed.problems] == ["ambiguous_date"]


def test_month_of_a_target() -> None:
    rows = [["Месяц", "Менеджер", "Показатель", "План"]]
    rows += [
        [m, f"М{i}", "Звонки", 1]
        for i, m in enumerate(["март 2026", "03.2026", "2026-03", "15.03.2026", "Март 2026 г."])
    ]
    typed = read_table(table("targets"), [Sheet("Планы", rows)], language="ru")
    assert {d.strftime("%Y-%m") for d in typed.frame["month"]} == {"2026-03"}
    assert typed.problems == ()


def test_absence_that_became_a_date() -> None:
    rows = [["Менеджер", "Отпуск"], ["А", 46237], ["Б", "01.07–14.07; 03.08"], ["В", date(2026, 8, 3)]]
    typed = read_table(table("managers"), [Sheet("Сотрудники", rows)], language="ru")
    assert typed.frame["absences"].tolist() == ["03.08.2026", "01.07–14.07; 03.08", "03.08.2026"]


def test_many_distinct_texts_take_the_fast_path_and_stay_the_same() -> None:
    cells: list[Any] = [f"СФ-{i}" for i in range(3000)] + ["  СФ-1 ", "СФ\u00a01", "#Н/Д", "", "СФ  1", "#5", "а\tб"]
    fast = column("id", cells, None)
    assert fast.frame["deal_id"].tolist()[-7:-4] == ["СФ-1", "СФ 1", pytest.approx(math.nan, nan_ok=True)]
    assert fast.frame["deal_id"].tolist()[-3:] == ["СФ 1", "#5", "а б"]
    assert codes("id", fast, 3002) == ["error_cell"]
    assert fast.frame["deal_id"].cat.categories.is_monotonic_increasing


def test_huge_integers_are_not_numbers() -> None:
    assert codes("number", column("number", [10**400, 5], None), 0) == ["not_number"]


def test_many_distinct_texts_of_numbers_read_as_each_alone() -> None:
    numbers = [cell for kind, cell, _, _ in CASES if kind == "number" and isinstance(cell, str)]
    plain = [f"{i:,}.{i % 100:02d}".replace(",", "\u00a0").replace(".", ",") for i in range(1500)] + [
        f"-{i}" for i in range(1500)
    ]
    for decimal in (None, ",", "."):
        cells = [*plain, *numbers, "1" * 400, "0 123", "1 234\u00a0567", "12,34567", "7" + "0" * 305]
        taken = take(cells, Wanted("number"), Rules("ru", decimal))
        codes = dict(taken.marks)
        for i, cell in enumerate(cells):
            alone = take([cell], Wanted("number"), Rules("ru", decimal))
            assert codes.get(i) == dict(alone.marks).get(0), cell
            assert str(taken.values[i]) == str(alone.values[0]), cell


@pytest.mark.parametrize("serial", [-999_999, -693_594, 999_999, 1e300])
def test_a_number_that_no_calendar_has_is_no_date_and_no_crash(serial: float) -> None:
    assert not isinstance(parse_day(serial), date)
