"""Each table has its tab, and the tab offers what the table declares."""

import re
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from core.i18n import Language, fold
from core.intake.headers import find_headers
from core.settings import parameters
from core.tables import all_tables
from templates.start import SHEET
from tests.templates.books import EVERY, opened

TABLES = list(all_tables().values())
every = pytest.mark.parametrize(("language", "filled"), EVERY)


def _sheet(language: Language, filled: bool, id: str) -> Worksheet:
    sheet: Any = opened(language, filled)[all_tables()[id].title.to(language)]
    return sheet


def _titles(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for cell in sheet[1] if cell.value is not None]


def _rules(sheet: Worksheet) -> dict[str, Any]:
    """The data validation of each whole column that has one, by its letter."""
    whole = [v for v in sheet.data_validations.dataValidation if ":" in str(v.sqref)]
    return {str(v.sqref).split(":")[0].rstrip("0123456789"): v for v in whole}


@every
def test_tabs_are_the_instruction_and_every_table_in_order(language: Language, filled: bool) -> None:
    expected = [SHEET.to(language), *(table.title.to(language) for table in TABLES)]
    assert opened(language, filled).sheetnames == expected


@every
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.id)
def test_headings_are_recognised_starred_and_explained(language: Language, filled: bool, table: Any) -> None:
    sheet = _sheet(language, filled, table.id)
    headers = find_headers(table, [[cell.value for cell in sheet[1]]])
    assert headers is not None
    assert headers.row == 0
    assert list(headers.known) == [column.id for column in table.columns]
    assert all(len(found) == 1 for found in headers.known.values())
    for column in table.columns:
        cell = sheet.cell(1, headers.known[column.id][0] + 1)
        assert str(cell.value).endswith("*") == column.required
        assert cell.comment is not None
        assert column.help.to(language) in cell.comment.text


@every
def test_deals_open_nine_columns_and_close_the_rest_with_a_date_a_stage(language: Language, filled: bool) -> None:
    sheet, table = _sheet(language, filled, "deals"), all_tables()["deals"]
    titles = _titles(sheet)
    stages = [str(row[1].value) for row in _sheet(language, filled, "stages").iter_rows(min_row=2) if row[1].value]
    prefix = {"ru": "Дата: ", "en": "Date: "}[language]
    assert titles[-len(stages) :] == [prefix + stage for stage in stages]
    assert len(titles) == len(table.columns) + len(stages)
    last = {"ru": "запомним сами", "en": "remember"}[language]
    assert all(last in sheet.cell(1, len(titles) - n).comment.text for n in range(len(stages)))
    closed = {c for c, found in _grouped(sheet).items() if found == (1, True)}
    assert closed == set(range(10, len(titles) + 1))


def _grouped(sheet: Worksheet) -> dict[int, tuple[int, bool]]:
    """Column number → its outline level and whether it is hidden; openpyxl names equal neighbours once."""
    return {
        c: (found.outlineLevel, bool(found.hidden))
        for found in sheet.column_dimensions.values()
        for c in range(found.min, min(found.max, 60) + 1)
        if found.outlineLevel
    }


@every
def test_no_other_tab_hides_a_column(language: Language, filled: bool) -> None:
    for table in TABLES:
        assert bool(_grouped(_sheet(language, filled, table.id))) == any(c.folded_away for c in table.columns)


@every
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.id)
def test_drop_downs_offer_the_choices_and_stop_nobody(language: Language, filled: bool, table: Any) -> None:
    sheet = _sheet(language, filled, table.id)
    rules = _rules(sheet)
    assert all(rule.errorStyle in ("warning", "information") for rule in rules.values())
    letters = {fold(title): sheet.cell(1, n).column_letter for n, title in enumerate(_titles(sheet), 1)}
    for column in table.columns:
        rule = rules.get(letters[fold(column.header.to(language))])
        if column.choices:
            assert rule is not None
            assert rule.formula1 == f'"{",".join(c.title.to(language) for c in column.choices)}"'
        elif column.kind == "yesno":
            assert rule is not None
            assert rule.formula1 == {"ru": '"да,нет"', "en": '"yes,no"'}[language]
        elif column.values_from:
            assert rule is not None
            assert rule.type == "list"
            _points_at(rule.formula1, column.values_from, language, filled)
        elif column.kind in ("date", "number", "count", "percent"):
            assert rule is not None
            assert rule.type in ("date", "decimal", "whole")
        if rule is not None:
            first, last = str(rule.sqref).split(":")
            assert first.endswith("2")
            assert int(re.sub(r"\D", "", last)) >= max(1001, sheet.max_row)


def _points_at(formula: str, values_from: str, language: Language, filled: bool) -> None:
    """The range of a drop-down is that column of the dictionary, below its heading."""
    found = re.fullmatch(r"'?([^'!]+)'?!\$([A-Z])\$2:\$\2\$(\d+)", formula)
    assert found is not None, formula
    id, _, name = values_from.partition(".")
    assert found[1] == all_tables()[id].title.to(language)
    heading = opened(language, filled)[found[1]][f"{found[2]}1"].value
    assert fold(str(heading)) in all_tables()[id].by_id[name].names


@every
def test_formats_by_kind_for_rows_that_are_not_there_yet(language: Language, filled: bool) -> None:
    expected = {
        "date": {"ru": "dd.mm.yyyy", "en": "yyyy-mm-dd"}[language],
        "id": "@",
        "count": "0",
        "percent": "0%",
    }
    for table in TABLES:
        sheet = _sheet(language, filled, table.id)
        for n, column in enumerate(table.columns, 1):
            style = _column(sheet, n)
            if column.kind in expected:
                assert style.number_format == expected[column.kind], (table.id, column.id)
            elif column.id in ("amount", "price", "cost"):
                assert style.number_format == "#,##0.00"


def _column(sheet: Worksheet, n: int) -> Any:
    return next(d for d in sheet.column_dimensions.values() if d.min <= n <= d.max)


@every
def test_colours_frozen_heading_filter_and_width(language: Language, filled: bool) -> None:
    book = opened(language, filled)
    for table in TABLES:
        sheet = _sheet(language, filled, table.id)
        assert sheet.sheet_properties.tabColor.rgb == ("FFBFBFBF" if table.dictionary else "FFFFFFFF")
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        for n, title in enumerate(_titles(sheet), 1):
            longest = max(len(word) for word in title.split())
            assert _column(sheet, n).width >= longest + 2, (table.id, title)
    assert book.active.title == SHEET.to(language)


@every
def test_the_instruction_names_every_tab_with_a_link_and_cuts_nothing(language: Language, filled: bool) -> None:
    sheet = opened(language, filled)[SHEET.to(language)]
    links = {
        cell.hyperlink.location.split("!")[0].strip("'") for row in sheet.iter_rows() for cell in row if cell.hyperlink
    }
    assert links == {table.title.to(language) for table in TABLES}
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and len(cell.value) > 60:
                assert cell.alignment.wrap_text


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_instruction_names_reports_as_they_are_called(language: Language) -> None:
    from core.reports import all_reports

    titles = {spec.title.to(language) for spec in all_reports().values()}
    named = {
        "ru": ("День", "Показатели", "Деньги", "Соотношения", "ABC-XYZ", "Сводка", "Ревизия"),
        "en": ("Day", "Metrics", "Money", "Ratios", "ABC-XYZ", "Summary", "Revision"),
    }[language]
    text = " ".join(str(cell.value) for row in opened(language, True)[SHEET.to(language)].iter_rows() for cell in row)
    for name in named:
        assert name.removesuffix("а") in text
        if len(titles) > 25:
            assert name in titles


@every
def test_a_parameter_that_is_one_of_a_few_words_offers_them(language: Language, filled: bool) -> None:
    sheet = _sheet(language, filled, "settings")
    offered = {str(v.sqref): v.formula1 for v in sheet.data_validations.dataValidation}
    for row in range(2, sheet.max_row + 1):
        choices = parameters()[str(sheet.cell(row, 1).value)][0].choices
        assert offered.get(f"B{row}") == (f'"{",".join(choices)}"' if choices else None)
