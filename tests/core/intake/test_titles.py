"""Which tab is a part of which table."""

import pytest

from core.intake.book import is_input, match_title
from core.intake.titles import is_copy
from core.reports import all_reports
from core.tables import all_tables


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Сделки", ("deals", "")), ("сделки ", ("deals", "")), ("Сделки Иванова", ("deals", "Иванова")),
        ("Сделки\u00a0Иванова", ("deals", "Иванова")), ("Сделки_Иванов", ("deals", "Иванов")),
        ("Сделки — Иванов", ("deals", "Иванов")),
        ("Сделки (Иванов)", ("deals", "Иванов")), ("Cделки Иванова", ("deals", "Иванова")),
        ("Метрика дня Петров", ("daily_metrics", "Петров")),
        ("Счета", ("invoices", "")), ("Счёта", ("invoices", "")), ("Счета Иванов", ("invoices", "Иванов")),
        ("Счета-Иванов", ("invoices", "Иванов")),
        ("DEALS", ("deals", "")), ("Deals Ivanov", ("deals", "Ivanov")),
        ("daily_metrics", ("daily_metrics", "")), ("Daily metrics", ("daily_metrics", "")),
        ("Горячие клиенты", ("hot_clients", "")), ("Клиенты", ("clients", "")), ("ЛПР", ("stakeholders", "")),
        ("Позиции", ("lines", "")),
        ("Счета-фактуры", None), ("Сделкин", None), ("Лист1", None), ("", None), ("Мои сделки", None),
        ("Сводка", None),
        ("Сделки (2)", None), ("Сделки копия", None), ("Сделки (копия)", None), ("Deals copy", None),
        ("Копия Сделки", None), ("Сделки Иванов (2)", None), ("Сделки Иванов (копия)", None),
        ("Оплаты старые (копия)", None), ("Счета Иванов — копия от 01.03", None), ("Deals Smith copy", None),
        ("Сделки архивная копия", None), ("Сделки Иванов(2)", None),
        ("Сделки Копиян", ("deals", "Копиян")),
    ],
)  # fmt: skip
def test_match(title: str, expected: tuple[str, str] | None) -> None:
    assert match_title(title) == expected
    assert is_input(title) == (expected is not None)


def test_every_table_by_every_name() -> None:
    for table in all_tables().values():
        for name in (*table.title, table.id, *table.aliases):
            assert match_title(name) == (table.id, "")


def test_no_report_tab_is_taken_for_an_input() -> None:
    for report in all_reports().values():
        for title in report.title:
            assert match_title(title) is None, report.id


def test_copies() -> None:
    assert is_copy("Сделки (2)")
    assert is_copy("Сделки Иванов (2)")
    assert not is_copy("Сделки")
    assert not is_copy("Лист (2)")
