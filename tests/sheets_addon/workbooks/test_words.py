"""Stamps, headers, number formats, tab titles and text widths."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.report import Kind
from sheets_addon.workbooks.measure import line_count, text_px
from sheets_addon.workbooks.patterns import axis_pattern, pattern
from sheets_addon.workbooks.titles import tab_titles
from sheets_addon.workbooks.words import header, stamp_line
from tests.sheets_addon.workbooks import samples


def test_the_package_loads_neither_pandas_nor_xlsxwriter() -> None:
    code = "import sys, sheets_addon.workbooks; sys.exit(bool({'pandas', 'xlsxwriter'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_stamp() -> None:
    assert stamp_line(samples.stamp()) == "на 31.03.2026, вечер · обновлено 31.03.2026 18:00"
    morning = samples.stamp("en", slot="11", run_id="7f3a", now=datetime(2026, 4, 1, 9, 5))
    assert stamp_line(morning) == "as of 2026-03-31, the 11:00 meeting · refreshed 2026-04-01 09:05 · run 7f3a"


@pytest.mark.parametrize(
    ("kind", "title", "shown"),
    [
        ("money", "Пришло", "Пришло,\u00a0₽"),
        ("money", "Сумма, ₽", "Сумма, ₽"),
        ("days", "Средний срок", "Средний срок,\u00a0дн."),
        ("days", "Дней до срока", "Дней до срока"),
        ("count", "Сделок", "Сделок"),
    ],
)
def test_a_header_carries_its_unit_once(kind: Kind, title: str, shown: str) -> None:
    assert header(samples.column("x", title, kind), "ru", "RUB") == shown


def test_every_kind_has_a_format_in_both_languages() -> None:
    for kind in get_args(Kind):
        assert pattern(kind, "ru")
        assert pattern(kind, "en")
    assert (pattern("date", "ru"), pattern("date", "en")) == ("dd.mm.yyyy", "yyyy-mm-dd")
    assert pattern("month", "ru") == "[$-419]mmm yyyy"
    assert pattern("money", "ru") == "#,##0"
    assert pattern("rate", "ru") == "0.0%"


@pytest.mark.parametrize(
    ("kind", "values", "shown"),
    [
        ("number", [1.0, 5, None], "#,##0"),
        ("number", [2.5, 20.0], "#,##0.00"),
        ("number", [250.5, 20.0], "#,##0.0"),
        ("number", [float("nan")], "#,##0"),
        ("days", [3, 4], "#,##0"),
        ("days", [3.5], "#,##0.0"),
    ],
)
def test_decimals_are_those_that_the_values_need(kind: Kind, values: list[float | None], shown: str) -> None:
    assert pattern(kind, "ru", values) == shown


def test_large_sums_on_an_axis_are_in_thousands_or_millions() -> None:
    assert axis_pattern("money", "ru", 5_000) == "#,##0"
    assert axis_pattern("money", "ru", 500_000) == '#,##0,"\u00a0тыс."'
    assert axis_pattern("money", "en", 50_000_000) == '#,##0.0,,"\u00a0M"'
    assert axis_pattern("rate", "ru", 0.5) == "0%"


@settings(max_examples=60)
@given(st.lists(st.text(max_size=45), min_size=1, max_size=6))
def test_tab_titles_are_what_a_spreadsheet_takes(titles: list[str]) -> None:
    reports = [replace(samples.plain(f"report_{i}"), title=title) for i, title in enumerate(titles)]
    made = list(tab_titles(reports).values())
    assert len({title.casefold() for title in made}) == len(titles)
    for title in made:
        assert 1 <= len(title) <= 31
        assert not re.search(r"[][:*?/\\]", title)
        assert title == title.strip()
        assert title.strip("'") == title
        assert title.casefold() != "history"


def test_a_usual_title_stays_as_it_is() -> None:
    assert tab_titles([samples.finance(), samples.pipeline()]) == {
        "finance": "Деньги",
        "pipeline_clients": "Пайплайн клиенты",
    }


def test_text_widths_are_those_of_arial() -> None:
    assert text_px("0" * 10) == pytest.approx(10 * 7.4, rel=0.03)
    assert text_px("Щ") > text_px("г") * 2
    assert text_px("жирный", bold=True) > text_px("жирный")


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("одно", 100, 1), ("два слова", 40, 2), ("раз\nдва\nтри", 500, 3), ("а" * 100, 100, 8), ("", 50, 1)],
)
def test_texts_are_wrapped_at_words(text: str, width: float, lines: int) -> None:
    assert line_count(text, width) == lines


def test_dates_of_the_samples_are_one_day() -> None:
    assert date(2026, 3, 31) == samples.ASOF
