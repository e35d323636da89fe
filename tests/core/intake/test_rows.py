"""Which rows are rows; extra columns; several tabs of one table; required and repeated cells; the count of checks."""

from datetime import date
from typing import Any

import pytest

from core.intake.read import read_table
from core.intake.typed import Typed
from core.tables import table
from core.workbook import Sheet


def read(id: str, *rows: list[Any], title: str = "") -> Typed:
    return read_table(table(id), [Sheet(title or table(id).title.ru, list(rows))], language="ru")


def problems(typed: Typed) -> list[tuple[int, str, str]]:
    return [(p.row, p.column, p.code) for p in typed.problems]


PAY = ["Дата", "Сумма", "№ счёта", "Клиент"]


def test_blank_rows_inside_are_skipped_and_rows_keep_their_numbers() -> None:
    typed = read("payments", PAY, ["31.03.2026", 1, "", "А"], [], ["", None, " ", "\u00a0"], ["30.03.2026", 2, "1"])
    assert typed.frame["_row"].tolist() == [2, 5]
    assert typed.frame.index.tolist() == [0, 1]
    assert typed.problems == ()


def test_row_of_unticked_boxes_is_blank() -> None:
    head = ["Клиент", "Менеджер", "Создана", "Этап", "Горячий"]
    typed = read(
        "deals", head, ["А", "И", "31.03.2026", "Договор", False], ["", "", "", "", False], ["", "", "", "", True]
    )
    assert typed.frame["_row"].tolist() == [2, 4]


@pytest.mark.parametrize(
    "row",
    [
        ["Итого", 100], ["ИТОГО:", 100], ["Всего", 100], ["Total", 100], ["", 100, "", "Итого"],
        ["", 100, "Итого по Иванову"],
        ["Промежуточный итог", 5], ["", 5, "", "Grand total"], ["март", 5, "", "итого:"],
        ["Итого за март", "1 000 руб."],
    ],
)  # fmt: skip
def test_totals_are_skipped_and_said(row: list[Any]) -> None:
    typed = read("payments", PAY, ["31.03.2026", 100, "1", "А"], row)
    assert len(typed) == 1
    assert [(p.row, p.code, p.severity) for p in typed.problems] == [(3, "total_row", "info")]
    assert "Итого" not in typed.frame["client"].cat.categories


@pytest.mark.parametrize("name", ["Итого", "Total", "Всего доброго, ООО"])
def test_client_of_that_name_in_a_full_row_is_a_client(name: str) -> None:
    typed = read("payments", PAY, ["31.03.2026", 100, "1", name])
    assert typed.frame["client"].tolist() == [name]
    assert typed.problems == ()


def test_totals_of_managers_and_of_lists_of_names() -> None:
    head = ["Дата", "Менеджер", "Звонки"]
    assert len(read("daily_metrics", head, ["31.03.2026", "Иванов", 5], ["31.03.2026", "Итого", 5])) == 1
    assert len(read("products", ["Товар", "Цена"], ["А", 5], ["Итого", 5])) == 1
    assert len(read("clients", ["Клиент", "Регион"], ["Total", "Москва"])) == 1


def test_total_of_fractions_makes_no_percentages_of_them() -> None:
    head = ["Порядок", "Этап", "Вид", "Вероятность, %"]
    rows = [[1, "КП", "в работе", 0.4], [2, "Договор", "в работе", 0.8], ["Итого", None, None, 1.2]]
    typed = read("stages", head, *rows)
    assert typed.frame["probability"].tolist() == [0.4, 0.8]
    assert problems(typed) == [(4, "Порядок", "total_row")]


def test_missing_cells_of_a_row_are_problems_and_the_row_stays() -> None:
    typed = read("deals", ["Клиент", "Менеджер", "Создана", "Этап", "Сумма"], ["А", "", "31.02.2026", None, 5])
    assert len(typed) == 1
    assert problems(typed) == [(2, "Менеджер", "missing"), (2, "Создана", "impossible_date"), (2, "Этап", "missing")]
    assert all(p.severity == "error" and p.message and p.expected for p in typed.problems)


def test_one_of_two_columns_must_be_filled() -> None:
    typed = read("payments", PAY, ["31.03.2026", 1, "", ""], ["31.03.2026", 1, "7", ""], ["31.03.2026", 1, "#Н/Д", ""])
    assert problems(typed) == [(2, "№ счёта", "missing_any"), (4, "№ счёта", "error_cell")]
    assert "№ счёта" in typed.problems[0].message
    assert "Клиент" in typed.problems[0].message


def test_repeated_keys_are_named_and_kept() -> None:
    head = ["№ счёта", "Клиент", "Дата", "Сумма"]
    rows = [[n, "А", "31.03.2026", 1] for n in ("1", 1.0, "2", "", "")]
    typed = read("invoices", head, *rows)
    assert len(typed) == 5
    assert [p for p in problems(typed) if p[2] == "repeated_key"] == [
        (2, "№ счёта", "repeated_key"),
        (3, "№ счёта", "repeated_key"),
    ]
    assert "2, 3" in typed.problems[0].message


def test_repeated_targets_by_month() -> None:
    head = ["Месяц", "Менеджер", "Показатель", "План"]
    typed = read(
        "targets",
        head,
        ["01.03.2026", "И", "Звонки", 1],
        ["15.03.2026", "И", "Звонки", 2],
        ["01.04.2026", "И", "Звонки", 2],
    )
    assert [p[0] for p in problems(typed)] == [2, 3]


def test_suffix_of_the_tab_fills_a_blank_manager() -> None:
    head = ["Клиент", "Менеджер", "Создана", "Этап"]
    typed = read(
        "deals", head, ["А", "", "31.03.2026", "Д"], ["Б", "Петров", "31.03.2026", "Д"], title="Сделки Иванова"
    )
    assert typed.frame["manager"].tolist() == ["Иванова", "Петров"]
    assert typed.problems == ()
    typed = read("deals", ["Клиент", "Создана", "Этап"], ["А", "31.03.2026", "Д"], title="Сделки Иванова")
    assert typed.frame["manager"].tolist() == ["Иванова"]
    assert "manager" in typed.present
    assert typed.problems == ()


def test_suffix_without_letters_is_no_manager() -> None:
    typed = read("deals", ["Клиент", "Менеджер", "Создана", "Этап"], ["А", "", "31.03.2026", "Д"], title="Сделки 2026")
    assert problems(typed) == [(2, "Менеджер", "missing")]


def test_several_tabs_are_one_table() -> None:
    one = Sheet(
        "Сделки Иванов", [["Клиент", "Создана", "Этап", "Дата: Договор"], ["А", "31.03.2026", "Д", "01.04.2026"]]
    )
    two = Sheet(
        "Сделки Петров",
        [
            [],
            ["Этап", "Клиент", "Менеджер", "Дата создания", "Дата: договор", "Сумма"],
            ["Д", "Б", "", 46112, 46113, "x"],
        ],
    )
    typed = read_table(table("deals"), [one, two], language="ru")
    assert typed.frame["manager"].tolist() == ["Иванов", "Петров"]
    assert typed.frame["_part"].tolist() == [0, 1]
    assert typed.frame["_row"].tolist() == [2, 3]
    assert typed.extras == {"x:Договор": "Договор"}
    assert typed.frame["x:Договор"].dt.date.tolist() == [date(2026, 4, 1), date(2026, 4, 1)]
    assert str(typed.ref(1, "x:Договор")) == "Сделки Петров!E3"
    assert str(typed.ref(0, "client")) == "Сделки Иванов!A2"
    assert [(p.tab, p.row, p.cell) for p in typed.problems] == [("Сделки Петров", 3, "F3")]


def test_further_numeric_columns_of_the_day_are_metrics() -> None:
    head = ["Дата", "Менеджер", "Звонки", "Демо", "Настроение", "Дата отчёта", "Пусто"]
    typed = read("daily_metrics", head, ["31.03.2026", "И", 5, "3", "ок", 46112, ""],
                 ["30.03.2026", "И", 5, "много", "", 46111, ""],
                 ["29.03.2026", "И", 5, 4, "норм", 46111, ""])  # fmt: skip
    assert typed.extras == {"x:Демо": "Демо"}
    assert typed.frame["x:Демо"].tolist() == [3.0, pytest.approx(float("nan"), nan_ok=True), 4.0]
    assert problems(typed) == [(3, "Демо", "not_number")]


def test_checklist_of_reviews() -> None:
    head = ["Дата", "Вид", "Менеджер", "Всё рассказал", "Задал вопросы", "Мысли"]
    typed = read("reviews", head, ["31.03.2026", "Звонок", "И", "да", "", "хорошо"],
                 ["31.03.2026", "звонок", "И", "Н.п.", True, ""],
                 ["31.03.2026", "Планерка", "И", "-", "нет", ""])  # fmt: skip
    assert set(typed.extras) == {"x:Всё рассказал", "x:Задал вопросы"}
    assert typed.frame["x:Всё рассказал"].tolist() == ["yes", "na", "no"]
    assert typed.frame["x:Задал вопросы"].tolist()[1:] == ["yes", "no"]
    assert typed.frame["kind"].tolist() == ["call", "call", "meeting"]
    assert typed.problems == ()


def test_offered_checklist_column_is_there_though_empty() -> None:
    typed = read("reviews", ["Дата", "Вид", "Менеджер", "Всё рассказал"], ["31.03.2026", "Звонок", "И"])
    assert typed.extras == {"x:Всё рассказал": "Всё рассказал"}


def test_names_are_trimmed_and_blanks_inside_are_one() -> None:
    typed = read("payments", PAY, ["31.03.2026", 1, "", "  ООО \u00a0 Ромашка "], ["31.03.2026", 1, "", "ООО Ромашка"])
    assert typed.frame["client"].cat.categories.tolist() == ["ООО Ромашка"]


def test_checked_counts_required_and_filled_cells_by_manager() -> None:
    head = ["Клиент", "Менеджер", "Создана", "Этап", "Сумма", "Комментарий"]
    typed = read(
        "deals",
        head,
        ["А", "И", "31.03.2026", "Д", 5, "х"],
        ["Б", "И", "завтра", "", "пять", ""],
        ["В", "П", "31.03.2026", "Д"],
    )
    assert typed.checked is not None
    assert typed.checked.set_index("manager").T.to_dict() == {
        "И": {"checked": 11, "errors": 3},
        "П": {"checked": 4, "errors": 0},
    }


def test_no_row_and_no_problem_is_lost_among_ten_thousand() -> None:
    typed = read("payments", PAY, *([["завтра", "много", "", "А"]] * 10_000))
    assert len(typed) == 10_000
    assert len(typed.problems) == 20_000


@pytest.mark.parametrize(
    ("id", "head", "row", "counts"),
    [
        ("invoices", ["№ счёта", "Клиент", "Дата", "Сумма"], ["1", "А", "31.03.2026", 1], "Учтены все."),
        ("fx", ["Дата", "Валюта", "Курс"], ["31.03.2026", "USD", 90], "Взят больший курс."),
        ("settings", ["Параметр", "Значение"], ["min_n", 5], "Учтена первая, которая подходит."),
    ],
)
def test_a_repeated_key_says_which_row_counts(id: str, head: list[str], row: list[Any], counts: str) -> None:
    said = [p.message for p in read(id, head, row, row).problems if p.code == "repeated_key"]
    assert len(said) == 2
    assert all(message.endswith(counts) for message in said)
