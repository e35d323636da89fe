"""A word that says there is no date is no problem: exports of CRM systems write it where a deal is open."""

from typing import Any

import pytest

from core.intake.read import finish, gather, rules
from core.tables import table
from core.workbook import Sheet


@pytest.mark.parametrize(
    ("typed", "is_blank"),
    [("не закрыта", True), (" Не  закрыта ", True), ("Not closed", True), (None, True), ("не знаю", False)],
)
def test_an_open_deal_of_an_export(typed: Any, is_blank: bool) -> None:
    rows = [["Клиент", "Создана", "Дата закрытия"], ["А", "01.03.2026", typed], ["Б", "02.03.2026", "05.03.2026"]]
    read = finish(gather(table("deals"), [Sheet("Сделки", rows)], rules("ru", None, False, "RUB")), "ru")
    assert read.frame["closed"].isna().tolist() == [True, False]
    assert [(p.row, p.code) for p in read.problems if p.column == "Дата закрытия"] == (
        [] if is_blank else [(2, "not_date")]
    )


def test_it_is_a_word_of_that_column_alone() -> None:
    rows = [["Клиент", "Создана"], ["А", "не закрыта"]]
    read = finish(gather(table("deals"), [Sheet("Сделки", rows)], rules("ru", None, False, "RUB")), "ru")
    assert (2, "not_date") in [(p.row, p.code) for p in read.problems]
