"""A whole workbook: every table, the language, the problems in order, the tabs that are not read."""

import gc
from datetime import date, time
from typing import Any

import pytest

from core.errors import BadArgument
from core.intake.book import TypedBook, read_book
from core.settings import Settings
from core.tables import all_tables
from core.workbook import Cells, Sheet

DEALS = ["Клиент", "Менеджер", "Создана", "Этап", "Сумма"]
PAYMENTS = ["Дата", "Сумма", "№ счёта", "Клиент"]


def book(*tabs: tuple[str, list[list[Any]]], overrides: dict[str, Any] | None = None, **cells: Any) -> TypedBook:
    return read_book(Cells([Sheet(title, rows) for title, rows in tabs], **cells), overrides or {})


def settings(*rows: list[Any], overrides: dict[str, Any] | None = None, **cells: Any) -> TypedBook:
    return book(("Настройки", [["Параметр", "Значение"], *rows]), overrides=overrides, **cells)


def test_empty_workbook_has_every_table_empty() -> None:
    typed = book()
    assert list(typed.tables) == list(all_tables()) == list(typed.missing)
    assert typed.settings == Settings()
    assert typed.problems == ()


def test_problems_are_sorted_and_of_every_tab() -> None:
    typed = book(
        ("Сделки", [DEALS, ["А", "И", "завтра", "Д", "x"], ["Б", "И", "31.03.2026", "Д", "y"]]),
        ("Оплаты", [PAYMENTS, ["31.03.2026", "z", "1", ""]]),
    )
    assert [(p.tab, p.row, p.column) for p in typed.problems] == [
        ("Оплаты", 2, "Сумма"), ("Сделки", 2, "Создана"), ("Сделки", 2, "Сумма"), ("Сделки", 3, "Сумма"),
    ]  # fmt: skip
    assert "deals" not in typed.missing
    assert "invoices" in typed.missing


def test_language_of_a_workbook_without_settings() -> None:
    assert book(("Сделки", [])).settings.language == "ru"
    assert book(("Deals", []), ("Payments", [])).settings.language == "en"
    assert book(("Deals", []), ("Оплаты", [])).settings.language == "ru"
    assert (
        book(("Payments Ivanov", [["Date", "Amount", "Client"], ["x", 1, "A"]]))
        .problems[0]
        .message.startswith("“x” is")
    )


def test_language_of_settings_and_of_the_command() -> None:
    tab = ["language", "en"], ["foo", 1]
    assert settings(*tab).settings.language == "en"
    assert settings(*tab).problems[0].message.startswith("There is no")
    forced = settings(*tab, overrides={"language": "ru"})
    assert forced.settings.language == "ru"
    assert forced.problems[0].message.startswith("Параметра")


def test_settings_of_every_kind() -> None:
    typed = settings(
        ["abc_a", ".7"], ["abc_b", 90], ["hot_probability", "65 %"], ["xyz_theta", "0,4"],
        ["Base currency", "руб."], ["min_n", 5.0],
        ["abc_value", "Won"], ["locale", "en-US"], ["time_zone", "Asia/Almaty"], ["meetings", "9:00; 11:30,16"],
        ["holidays", "01.05.2026; 09.05.2026"], ["working_days", 46112], ["period_from", "2026-03-01"],
        ["focus", "Звонки"],
        ["default_due_days", ""], ["language", "Русский"],
    )  # fmt: skip
    made = typed.settings
    assert typed.problems == ()
    assert (made.abc_a, made.abc_b, made.hot_probability, made.xyz_theta) == pytest.approx((0.7, 0.9, 0.65, 0.4))
    assert (made.base_currency, made.min_n, made.abc_value, made.locale) == ("RUB", 5, "won", "en_US")
    assert (made.time_zone, made.focus, made.language, made.default_due_days) == ("Asia/Almaty", "Звонки", "ru", None)
    assert made.meetings == (time(9), time(11, 30), time(16))
    assert made.holidays == (date(2026, 5, 1), date(2026, 5, 9))
    assert made.working_days == (date(2026, 3, 31),)
    assert made.period_from == date(2026, 3, 1)


def test_holidays_may_be_spans_and_times_cells() -> None:
    typed = settings(["holidays", "01.01.2026–03.01.2026; 30.04–02.05.2026"], ["meetings", 0.375])
    assert typed.settings.holidays is not None
    assert len(typed.settings.holidays) == 6
    assert typed.settings.meetings == (time(9),)


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("abc_a", "много"), ("abc_a", 170), ("min_n", 0), ("min_n", 2.5), ("abc_value", "прибыль"),
        ("language", "de"),
        ("time_zone", "Москва"), ("time_zone", "../etc"), ("meetings", "25:00"), ("holidays", "31.02.2026"),
        ("period_from", "весна"),
        ("base_currency", "рублики"), ("coverage_level", 5), ("xyz_theta", -1),
    ],
)  # fmt: skip
def test_value_that_does_not_fit(parameter: str, value: Any) -> None:
    typed = settings([parameter, value])
    assert [(p.row, p.column, p.code, p.severity) for p in typed.problems] == [
        (2, "Значение", "bad_parameter", "error")
    ]
    assert getattr(typed.settings, parameter) == getattr(Settings(), parameter)
    assert parameter in typed.problems[0].message
    with pytest.raises(BadArgument) as raised:
        book(overrides={parameter: value})
    assert parameter in raised.value.message("ru")
    assert parameter in raised.value.message("en")


def test_unknown_parameter_with_a_hint() -> None:
    typed = settings(["abc_aa", 1])
    assert [(p.row, p.code) for p in typed.problems] == [(2, "unknown_parameter")]
    assert "abc_a" in typed.problems[0].message
    with pytest.raises(BadArgument, match="abc_a"):
        book(overrides={"abc_aa": 1})


def test_borders_that_cross() -> None:
    typed = settings(["abc_a", 0.9], ["abc_b", 0.8])
    assert [(p.row, p.code) for p in typed.problems] == [(3, "bad_parameter")]
    with pytest.raises(BadArgument):
        book(overrides={"period_from": date(2026, 3, 2), "period_to": "01.03.2026"})


def test_command_wins_over_tab_and_tab_over_workbook() -> None:
    assert settings(["min_n", 5], overrides={"min_n": "7"}).settings.min_n == 7
    typed = settings(["locale", "en_US"], ["time_zone", "Asia/Omsk"], locale="ru_RU", time_zone="Europe/Paris")
    assert (typed.settings.locale, typed.settings.time_zone) == ("en_US", "Asia/Omsk")
    typed = settings(locale="ru_RU", time_zone="Europe/Paris")
    assert (typed.settings.locale, typed.settings.time_zone) == ("ru_RU", "Europe/Paris")


@pytest.mark.parametrize(("locale", "expected"), [(None, None), ("ru_RU", 1.234), ("en_US", 1234.0), ("de_DE", 1.234)])
def test_locale_decides_the_comma(locale: str | None, expected: float | None) -> None:
    typed = book(("Оплаты", [PAYMENTS, ["31.03.2026", "1,234", "1", ""]]), locale=locale)
    amount = typed.tables["payments"].frame["amount"].iat[0]
    assert amount == expected if expected else amount != amount
    assert [p.code for p in typed.problems] == ([] if expected else ["ambiguous_number"])


def test_tabs_that_look_like_ours_are_said() -> None:
    typed = book(("Оплаты", [PAYMENTS]), others=("Счтеа", "Сделки (2)", "Мой лист", "Оплат"))
    assert [(p.tab, p.code, p.severity) for p in typed.problems] == [
        ("Сделки (2)", "copy_tab", "warning"),
        ("Счтеа", "similar_tab", "warning"),
    ]
    assert "«Счета»" in typed.problems[1].message


def test_values_outside_a_filled_dictionary_are_warned_of_and_kept() -> None:
    lists = ("Списки", [["Канал"], ["Радио"]])
    rows = [["А", "И", "31.03.2026", "Договор", 1, "радио "], ["Б", "И", "31.03.2026", "Договор", 1, "Радиа"]]
    deals = ("Сделки", [[*DEALS, "Канал"], *rows])
    typed = book(deals, lists)
    assert typed.tables["deals"].frame["channel"].tolist() == ["Радио", "Радиа"]
    assert [(p.row, p.column, p.code, p.severity, p.manager) for p in typed.problems] == [
        (3, "Канал", "outside_list", "warning", "И")
    ]
    assert "«Радио»" in typed.problems[0].message
    assert book(deals).problems == ()


def test_unknown_stages_and_pipelines_are_left_to_the_check_of_deals() -> None:
    stages = ("Этапы", [["Порядок", "Этап", "Вид", "Воронка"], [1, "Договор", "в работе", "Опт"]])
    rows = [["А", "И", "31.03.2026", "договор ", 1, "опт"], ["Б", "И", "31.03.2026", "Даговор", 1, "Розница"]]
    typed = book(("Сделки", [[*DEALS, "Воронка"], *rows]), stages)
    assert typed.tables["deals"].frame["stage"].tolist() == ["Договор", "Даговор"]
    assert typed.problems == ()


def test_stage_dates_take_the_spelling_of_the_stages() -> None:
    stages = ("Этапы", [["Порядок", "Этап", "Вид"], [1, "Договор", "в работе"]])
    typed = book(("Сделки", [[*DEALS, "Дата: договор"], ["А", "И", "31.03.2026", "Договор", 1, "01.04.2026"]]), stages)
    deals = typed.tables["deals"]
    assert deals.extras == {"x:Договор": "Договор"}
    assert "x:Договор" in deals.present
    assert str(deals.ref(0, "x:Договор")) == "Сделки!F2"


def test_near_duplicates_are_warned_of_at_the_rarer() -> None:
    rows = [["31.03.2026", 1, "", name] for name in ("ООО Ромашка", "ООО Ромашка", "ООО Рамашка", "Aнна")]
    typed = book(("Оплаты", [PAYMENTS, *rows]))
    assert [(p.row, p.code, p.value) for p in typed.problems] == [
        (4, "near_duplicate", "ООО Рамашка"),
        (5, "wrong_alphabet", "Aнна"),
    ]


def test_problems_of_payments_belong_to_the_resolved_manager() -> None:
    typed = book(
        ("Оплаты", [PAYMENTS, ["завтра", 1, "7", ""]]),
        ("Счета", [["№ счёта", "Клиент", "Менеджер", "Дата", "Сумма"], [7, "А", "Иванов", "31.03.2026", 1]]),
    )
    assert [p.manager for p in typed.problems] == ["Иванов"]
    checked = typed.tables["payments"].checked
    assert checked is not None
    assert checked.values.tolist() == [["Иванов", 3, 1]]


def test_collector_is_as_it_was() -> None:
    assert gc.isenabled()
    book()
    assert gc.isenabled()
    gc.disable()
    try:
        book()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_problems_name_the_header_as_typed() -> None:
    lists = ("Списки", [["Канал"], ["Сайт"]])
    deals = [
        [*DEALS, "Источник сделки"],
        ["А", "И", "31.03.2026", "Д", 1, "сайт"],
        ["Б", "И", "31.03.2026", "Д", 1, "Радио"],
    ]
    typed = book(("Сделки", deals), lists)
    assert [(p.row, p.column, p.cell, p.value) for p in typed.problems] == [(3, "Источник сделки", "F3", "Радио")]


def test_name_of_the_clients_tab_is_the_right_one() -> None:
    rows = [["31.03.2026", 1, "", "Рамашка"]] * 3
    typed = book(("Оплаты", [PAYMENTS, *rows]), ("Клиенты", [["Клиент"], ["Ромашка"]]))
    assert [(p.tab, p.row, p.value, p.expected) for p in typed.problems] == [("Оплаты", 2, "Рамашка", "Ромашка")]


def test_a_hundred_thousand_problems_are_made_in_no_time() -> None:
    managers = ("Сотрудники", [["Менеджер"], ["Иванов"]])
    rows = [["завтра", "много", "1", "", "Петров"]] * 50_000
    typed = book(("Оплаты", [[*PAYMENTS, "Менеджер"], *rows]), managers)
    assert len(typed.problems) == 150_000


def test_everyone_is_no_stranger_among_the_managers() -> None:
    """«Все» in «Контроль» is a row of each; in another tab it is a name like any other."""
    staff = Sheet("Сотрудники", [["Менеджер"], ["Иванов"]])
    reviews = Sheet(
        "Контроль", [["Дата", "Вид", "Менеджер"], ["31.03.2026", "Планёрка", "все"], ["31.03.2026", "Звонок", "Я"]]
    )
    deals = Sheet("Сделки", [["Клиент", "Менеджер", "Создана", "Этап"], ["А", "Все", "31.03.2026", "КП"]])
    found = read_book(Cells([staff, reviews, deals]), {}).problems
    assert [(p.tab, p.value) for p in found if p.code == "outside_list"] == [("Контроль", "Я"), ("Сделки", "Все")]


@pytest.mark.parametrize(
    ("rows", "wrong", "borders"),
    [
        ([["abc_a", 0.95]], ["abc_a"], (0.7, 0.9)),
        ([["abc_b", 0.6]], ["abc_b"], (0.7, 0.9)),
        ([["abc_a", 0.95], ["abc_b", 0.9]], ["abc_a"], (0.7, 0.9)),
        ([["abc_a", 0.95], ["abc_b", 0.6]], ["abc_a", "abc_b"], (0.7, 0.9)),
        ([["abc_a", "много"], ["abc_a", 0.95]], ["abc_a", "abc_a"], (0.7, 0.9)),
        ([["abc_a", 0.9], ["abc_b", 0.95]], [], (0.9, 0.95)),
    ],
)
def test_the_borders_of_abc_are_in_order_with_the_defaults_too(rows: list[Any], wrong: list[str], borders: Any) -> None:
    """Else group B would be empty without a word."""
    typed = settings(*rows)
    assert (typed.settings.abc_a, typed.settings.abc_b) == borders
    assert [p.message.partition(":")[0] for p in typed.problems if p.code == "bad_parameter"] == wrong
