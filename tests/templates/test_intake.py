"""Intake reads the templates: the empty one without a word, the filled one with exactly the declared dirt."""

from collections import Counter
from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest

from core.calendar import calendar, russian
from core.checks import problems
from core.context import Context
from core.i18n import Language
from core.settings import Settings
from core.tables import all_tables
from templates.demo import ASOF, demo
from templates.dirt import READ_AS_MEANT
from templates.spoiled import spots
from tests.templates.books import read

both = pytest.mark.parametrize("language", ["ru", "en"])


@both
def test_the_empty_template_has_no_problem_and_every_table(language: Language) -> None:
    typed = read(language, False)
    assert typed.problems == ()
    assert typed.missing == ()
    filled = {id for id, table in typed.tables.items() if len(table)}
    assert filled == {"stages", "lists", "recommendations", "settings"}


@both
@pytest.mark.parametrize("filled", [False, True])
def test_the_settings_tab_says_the_defaults(language: Language, filled: bool) -> None:
    said = read(language, filled).settings
    locale = {"ru": "ru_RU", "en": "en_US"}[language]
    default = Settings(language=language, locale=locale, holidays=said.holidays, working_days=said.working_days)
    assert said == default
    ours, theirs = calendar(said), russian()
    for year in (2025, 2026, 2027):
        first, last = date(year, 1, 1), date(year, 12, 31)
        assert ours.count(first, last) == theirs.count(first, last)


@both
def test_the_filled_template_has_exactly_the_declared_problems(language: Language) -> None:
    typed = read(language, True)
    context = Context(typed.tables, typed.settings, ASOF, "evening", datetime(2026, 3, 31, 18), typed.problems)
    found = Counter((p.tab, p.row, p.column.rstrip(" *"), p.code) for p in problems(context))
    declared = Counter(
        (table.title.to(language), spot.row, table.by_id[spot.column].header.to(language), spot.code)
        for spot in spots(language)
        if spot.code
        for table in [all_tables()[spot.table]]
    )
    assert found == declared


@both
def test_what_is_read_as_meant_is_the_clean_value(language: Language) -> None:
    typed, clean = read(language, True), demo(language)
    for dirt in READ_AS_MEANT:
        meant = [row for row in clean[dirt.table] if dirt.like(row)][dirt.nth]
        frame = typed.tables[dirt.table].frame
        rows = {s.row for s in spots(language) if s.table == dirt.table and s.column in dirt.cells and not s.code}
        for column in dirt.cells:
            found = frame.loc[frame["_row"].isin(rows), column].tolist()
            assert any(_equal(cell, meant[column]) for cell in found), dirt.why.en


def _equal(cell: Any, value: Any) -> bool:
    return cell.date() == value if isinstance(cell, pd.Timestamp | datetime) else bool(cell == value)


@both
def test_every_clean_row_comes_back(language: Language) -> None:
    typed, clean = read(language, True), demo(language)
    dirty = Counter(dirt.table for dirt in {s[:2]: s for s in spots(language)}.values())
    for id, rows in clean.items():
        assert abs(len(typed.tables[id]) - len(rows)) <= dirty[id]
    sums = {"invoices": "amount", "targets": "value", "lines": "amount", "fx": "rate", "products": "price"}
    for id, column in sums.items():
        extra = 12_400 if id == "invoices" else 0
        total = sum(row[column] for row in clean[id]) + extra
        assert typed.tables[id].frame[column].sum() == pytest.approx(total)
