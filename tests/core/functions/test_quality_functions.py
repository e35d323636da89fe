"""DATA_QUALITY and DATA_QUALITY_SCORE: the table is recognised by its headers, and the figures are the revision's."""

from datetime import date, datetime

import pytest

import templates
from core.call import call
from core.context import Context
from core.errors import BadArgument, NoData
from core.functions._quality import recognised
from core.intake import book
from core.reports import all_reports
from core.reports.build import build
from core.tables import all_tables
from core.workbook import Cells
from sheets_addon.workbooks import open_xlsx

FILLED = {language: open_xlsx(templates.path(language, True)).read(book.is_input) for language in ("ru", "en")}
SHEETS = [
    pytest.param(sheet, id=f"{language}-{sheet.title}") for language in FILLED for sheet in FILLED[language].sheets
]


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_tab_of_the_template_is_recognised_by_its_headers(sheet):
    table, _ = recognised(list(sheet.rows))
    assert sheet.title in all_tables()[table.id].title


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("id", ["deals", "invoices", "daily_metrics"])
def test_a_tab_alone_scores_as_the_revision_scores_it(language, id):
    title = all_tables()[id].title.to(language)
    sheet = next(sheet for sheet in FILLED[language].sheets if sheet.title == title)
    typed = book.read_book(Cells([sheet]), {"language": language})
    made = Context(typed.tables, typed.settings, date(2026, 3, 31), "evening", datetime(2026, 3, 31), typed.problems)
    block = build(all_reports()["data_quality"], made).block("score")
    rows = [list(row) for row in sheet.rows]
    assert block.total is not None
    assert call("DATA_QUALITY_SCORE", [rows]) == pytest.approx(block.total[1])
    for name, score, *_ in block.rows:
        if name and name != block.rows[-1][0]:
            assert call("DATA_QUALITY_SCORE", [rows, name]) == pytest.approx(score)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_errors_of_a_tab_are_those_of_the_revision(language):
    title = all_tables()["deals"].title.to(language)
    sheet = next(sheet for sheet in FILLED[language].sheets if sheet.title == title)
    typed = book.read_book(Cells([sheet]), {"language": language}).tables["deals"]
    found = call("DATA_QUALITY", [[list(row) for row in sheet.rows]])
    assert sorted(row[2:4] for row in found[1:]) == sorted([p.row, p.column or None] for p in typed.problems)


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        (["№ счёта", "Клиент", "Дата", "Сумма"], "Заголовки подходят и вкладке «Счета» и вкладке «Оплаты»."),
        (["Invoice id", "Client", "Date", "Amount"], "The headers fit “Invoices” and “Payments” equally."),
    ],
)
@pytest.mark.parametrize("name", ["DATA_QUALITY", "DATA_QUALITY_SCORE"])
def test_a_tie_names_both(name, headers, said):
    with pytest.raises(BadArgument) as error:
        call(name, [[headers, ["1", "A", "2026-03-01", 1]]])
    assert error.value.code == "#VALUE!"
    assert error.value.message("ru" if headers[1] == "Клиент" else "en").startswith(said)


def test_of_equals_the_complete_table_is_taken():
    table, _ = recognised([["Дата", "Сумма", "Клиент"], ["2026-03-01", 1, "А"]])
    assert table.id == "payments"


def test_headers_of_nothing_are_said():
    with pytest.raises(BadArgument):
        call("DATA_QUALITY", [[["раз", "два"], [1, 2]]])


def test_no_row_and_no_such_manager_are_no_data():
    headers = ["Клиент", "Менеджер", "Создана", "Этап"]
    with pytest.raises(NoData):
        call("DATA_QUALITY", [[headers]])
    with pytest.raises(NoData):
        call("DATA_QUALITY_SCORE", [[headers, ["А", "Анна", "2026-03-01", "Лид"]], "Борис"])


def test_a_clean_table_has_only_its_header():
    table = [["Client", "Manager", "Created", "Stage"], ["A", "Ann", "2026-03-01", "Lead"]]
    assert call("DATA_QUALITY", [table], header="titles") == [
        ["Severity", "Tab", "Row", "Column", "Value", "Problem", "Expected", "Manager"]
    ]
    assert call("DATA_QUALITY_SCORE", [table]) == 1
