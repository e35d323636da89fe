"""Header rows as people and exports write them."""

import pytest

from core.intake.headers import column_of, find_headers, letter
from core.intake.read import read_table
from core.tables import table
from core.workbook import Sheet

AMOCRM = [
    "ID",
    "Название сделки",
    "Компания",
    "Основной контакт",
    "Ответственный",
    "Этап сделки",
    "Воронка",
    "Бюджет",
    "Дата создания сделки",
    "Кем создана сделка",
    "Дата редактирования",
    "Теги",
    "Дата закрытия",
    "Источник",
    "Причина отказа",
]
BITRIX = [
    "ID",
    "Воронка",
    "Стадия сделки",
    "Название сделки",
    "Компания: Название компании",
    "Сумма",
    "Валюта",
    "Вероятность",
    "Ответственный",
    "Дата создания",
    "Предполагаемая дата закрытия",
    "Тип",
    "Источник",
    "Комментарий",
]
ONE_C = ["Дата", "Номер", "Контрагент", "Сумма документа", "Валюта", "Ответственный", "Комментарий"]

EXPORTS = [
    (
        "deals",
        AMOCRM,
        {
            "deal_id": "ID",
            "client": "Компания",
            "manager": "Ответственный",
            "stage": "Этап сделки",
            "pipeline": "Воронка",
            "amount": "Бюджет",
            "created": "Дата создания сделки",
            "closed": "Дата закрытия",
            "channel": "Источник",
            "loss_reason": "Причина отказа",
        },
    ),
    (
        "deals",
        BITRIX,
        {
            "deal_id": "ID",
            "pipeline": "Воронка",
            "stage": "Стадия сделки",
            "client": "Компания: Название компании",
            "amount": "Сумма",
            "currency": "Валюта",
            "probability": "Вероятность",
            "manager": "Ответственный",
            "created": "Дата создания",
            "expected": "Предполагаемая дата закрытия",
            "deal_type": "Тип",
            "channel": "Источник",
            "comment": "Комментарий",
        },
    ),
    (
        "invoices",
        ONE_C,
        {
            "date": "Дата",
            "invoice_id": "Номер",
            "client": "Контрагент",
            "amount": "Сумма документа",
            "currency": "Валюта",
            "manager": "Ответственный",
        },
    ),
]


@pytest.mark.parametrize(("id", "row", "expected"), EXPORTS, ids=["amoCRM", "Битрикс24", "1С"])
def test_exports_paste_as_they_are(id: str, row: list[str], expected: dict[str, str]) -> None:
    headers = find_headers(table(id), [row])
    assert headers is not None
    assert {name: row[js[0]] for name, js in headers.known.items()} == expected
    assert {c.id for c in table(id).required} <= set(headers.known)


@pytest.mark.parametrize(
    ("id", "typed", "column"),
    [
        ("deals", "Клиент*", "client"), ("deals", " КЛИЕНТ * ", "client"), ("deals", "client", "client"),
        ("deals", "Next step date", "next_step_date"), ("deals", "next_step_date", "next_step_date"),
        ("deals", "Дата\nшага", "next_step_date"), ("deals", "Сумма, руб.", "amount"),
        ("deals", "Сумма (₽)", "amount"),
        ("deals", "Сумма:", "amount"), ("deals", "Вероятность (%)", "probability"),
        ("deals", "Вероятность, %", "probability"),
        ("deals", "Cумма", "amount"), ("deals", "Этaп", "stage"), ("deals", "Следующий\u00a0шаг", "next_step"),
        ("invoices", "№ счёта", "invoice_id"), ("invoices", "№ счета", "invoice_id"),
        ("invoices", "Счет", "invoice_id"),
        ("invoices", "Invoice no", "invoice_id"), ("stages", "№", "order"), ("stages", "Норма", "norm_days"),
        ("clients", "ИНН", "inn"), ("clients", "E-mail", "email"), ("deals", "Сума", None),
        ("deals", "Дата: Договор", None),
    ],
)  # fmt: skip
def test_header(id: str, typed: str, column: str | None) -> None:
    assert column_of(table(id), typed) == column


@pytest.mark.parametrize("id", ["deals", "payments", "settings", "clients", "reviews", "lists"])
def test_every_declared_header_means_its_column(id: str) -> None:
    for column in table(id).columns:
        for name in (column.ru, column.header.en, column.id):
            assert column_of(table(id), name) == column.id


def test_header_row_below_titles() -> None:
    rows = [
        ["Отдел продаж"],
        [],
        ["Оплаты за март", None, "Менеджер: все"],
        ["Дата", "Сумма", "Клиент"],
        ["31.03.2026", 1, "А"],
    ]
    typed = read_table(table("payments"), [Sheet("Оплаты", rows)], language="ru")
    assert typed.parts[0].header_row == 4
    assert typed.frame["_row"].tolist() == [5]
    assert typed.problems == ()


def test_header_row_beyond_the_tenth_is_not_looked_for() -> None:
    rows = [["х"]] * 10 + [["Дата", "Сумма", "Клиент"], ["31.03.2026", 1, "А"]]
    typed = read_table(table("payments"), [Sheet("Оплаты", rows)], language="ru")
    assert typed.parts == ()
    assert [(p.code, p.row, p.severity) for p in typed.problems] == [("no_header", 0, "error")]


def test_blank_tab_is_no_problem() -> None:
    for rows in ([], [[]], [["", None]], [[" "]]):
        typed = read_table(table("payments"), [Sheet("Оплаты", rows)], language="ru")
        assert typed.parts == ()
        assert typed.problems == ()


def test_header_row_alone_is_a_part_without_rows() -> None:
    typed = read_table(table("payments"), [Sheet("Оплаты", [["Дата", "Сумма", "Клиент"]])], language="ru")
    assert len(typed) == 0
    assert typed.present == {"date", "amount", "client"}
    assert typed.frame["date"].dtype == "datetime64[s]"


def test_first_filled_of_repeated_columns_is_taken_and_said() -> None:
    rows = [["Дата", "Сумма", "Контрагент", "Компания", "Плательщик"], ["31.03.2026", 1, "", "А", "Б"]]
    typed = read_table(table("payments"), [Sheet("Оплаты", rows)], language="ru")
    assert typed.frame["client"].tolist() == ["А"]
    said = [(p.code, p.severity, p.column, p.cell) for p in typed.problems]
    assert said == [("repeated_header", "info", "Контрагент", "C1"), ("repeated_header", "info", "Плательщик", "E1")]
    assert "D (Компания)" in typed.problems[0].message


def test_missing_required_column_is_said_once_with_a_likely_header() -> None:
    rows = [["Дата", "Сума", "Клиент"], ["31.03.2026", 1, "А"], ["30.03.2026", 1, "А"]]
    typed = read_table(table("payments"), [Sheet("Оплаты", rows)], language="ru")
    assert "amount" not in typed.present
    assert [(p.code, p.column, p.row) for p in typed.problems] == [("missing_column", "Сумма", 0)]
    assert "«Сума»" in typed.problems[0].message


def test_neither_of_either_columns() -> None:
    rows = [["Дата", "Сумма"], ["31.03.2026", 1]]
    typed = read_table(table("payments"), [Sheet("Оплаты", rows)], language="ru")
    assert [p.code for p in typed.problems] == ["missing_any_column"]


def test_unknown_columns_are_left_alone() -> None:
    rows = [["№ п/п", "Дата", "Сумма", "Клиент", "Моя формула"], [1, "31.03.2026", 5, "А", "#Н/Д"], [2, "", "", "", ""]]
    typed = read_table(table("payments"), [Sheet("Оплаты", rows)], language="ru")
    assert len(typed) == 1
    assert typed.problems == ()


def test_language_of_the_headers() -> None:
    for row, language in ((["Date", "Amount", "Client"], "en"), (["Дата", "Сумма", "Client"], "ru")):
        typed = read_table(table("payments"), [Sheet("", [row, ["31.03.2026", 1, "А"]])], language="ru")
        assert typed.language == language


def test_letters() -> None:
    assert [letter(j) for j in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
