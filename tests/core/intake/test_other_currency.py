"""An amount with another currency's sign than its row has is left out and named (REPORTS §0.2)."""

from typing import Any

import pytest

from core.intake.read import finish, gather, rules
from core.intake.typed import Typed
from core.tables import table
from core.workbook import Sheet


def read(
    *rows: list[Any], base: str = "RUB", id: str = "payments", head: tuple[str, ...] = ("Сумма", "Валюта")
) -> Typed:
    body = [["Дата", "Клиент", "Менеджер", *head], *(["31.03.2026", "А", "Б", *row] for row in rows)]
    return finish(gather(table(id), [Sheet(table(id).title.ru, body)], rules("ru", None, False, base)), "ru")


@pytest.mark.parametrize(
    ("amount", "currency", "base", "counts"),
    [
        ("$100", None, "RUB", False),
        ("100 USD", "", "RUB", False),
        ("-1 234,56 €", None, "RUB", False),
        ("100 тенге", "RUB", "KZT", False),
        ("₽100", "USD", "RUB", False),
        ("$100", "USD", "RUB", True),
        ("$100", "долл.", "RUB", True),
        ("$100", "CAD", "RUB", True),
        ("100 руб.", None, "RUB", True),
        ("100 рублей", None, "BYN", True),
        ("₽100", None, "KZT", False),
        ("100 у.е.", None, "RUB", True),
        ("100", "USD", "RUB", True),
        (100, "USD", "RUB", True),
    ],
)
def test_a_sign_against_its_row(amount: Any, currency: str | None, base: str, counts: bool) -> None:
    typed = read([amount, currency], [5, None], base=base)
    assert typed.frame["amount"].notna().tolist() == [counts, True]
    assert [(p.code, p.row, p.column) for p in typed.problems if p.code == "other_currency"] == (
        [] if counts else [("other_currency", 2, "Сумма")]
    )


def test_a_table_without_currencies_is_in_the_base_one() -> None:
    typed = read(["$100"], ["100 ₽"], id="hot_clients", head=("Сумма",))
    assert typed.frame["amount"].notna().tolist() == [False, True]


def test_a_function_has_no_base_currency_and_reads_what_is_there() -> None:
    assert read(["$100", None], base="").frame["amount"].tolist() == [100.0]
