"""The agenda: the morning's promises, hot clients and metric; later only changes and what the day's plan lacks."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

import pytest

import templates
from core.agenda import MOST_ROWS, SLOTS, Agenda, agenda, text
from core.context import SLOTS as CONTEXT_SLOTS
from core.context import Context
from core.intake import book
from core.refresh import compute
from core.report import Result, Stamp
from core.reports import all_reports
from core.reports.build import build
from core.workbook import Cells
from sheets_addon.workbooks import open_xlsx
from templates.demo import ASOF
from tests.support import context

NOW = datetime(2026, 3, 31, 9)
NEEDED = ("day", "hot_clients", "daily_metrics", "changes")
BILL = {"date": "2026-03-02", "client": "Альфа"}
INVOICES = [
    BILL | {"invoice_id": "1", "manager": "Анна", "amount": 1000, "promised": "2026-03-30"},
    BILL | {"invoice_id": "2", "manager": "Анна", "amount": 700, "promised": "2026-03-31", "client": "Бета"},
    BILL | {"invoice_id": "3", "manager": "Борис", "amount": 500, "promised": "2026-04-09", "client": "Гамма"},
]
PAYMENTS = [{"invoice_id": "1", "date": "2026-03-30", "amount": 400, "manager": "Анна"}]
DAILY = [
    {"date": "2026-03-30", "manager": "Анна", "calls": 10, "meetings": 1},
    {"date": "2026-03-31", "manager": "Анна", "calls": 4, "meetings": 1},
]
TARGETS = [
    {"month": "2026-03-01", "manager": name, "metric": "Звонки", "value": 21 * 10} for name in ("Анна", "Борис")
] + [{"month": "2026-03-01", "manager": "Анна", "metric": "Встречи", "value": 21}]
BOOK: dict[str, Any] = {
    "invoices": INVOICES,
    "payments": PAYMENTS,
    "daily_metrics": DAILY,
    "targets": TARGETS,
    "managers": [{"manager": "Анна"}, {"manager": "Борис"}],
}


def made(slot: Any, language: str = "ru", **tables: Any) -> Agenda:
    given = context("2026-03-31", slot, settings={"language": language}, **(BOOK | tables))
    return agenda(result(given))


def result(given: Context) -> Result:
    reports = tuple(build(all_reports()[id], given) for id in NEEDED)
    return Result(reports, (), Stamp(given.asof, given.slot, given.now, "", given.language, given.currency))


@cache
def filled(language: str, slot: Any) -> Agenda:
    cells = open_xlsx(templates.path(language, True)).read(book.is_input)  # type: ignore[arg-type]
    return agenda(compute(cells, ASOF, slot, NOW))


def test_the_morning_says_what_was_promised_what_came_and_what_is_promised() -> None:
    found = made("morning")
    assert [section.title for section in found.sections] == [
        "Обещал вчера → пришло → обещает сегодня", "Три горячих клиента", "Метрика дня", "Не сдали отчёт",
    ]  # fmt: skip
    promises = found.sections[0]
    assert promises.lines == (
        "Анна: 1\u00a0000 → 400 → 700\u00a0₽",
        "Итого: 1\u00a0000 → 400 → 700\u00a0₽",
        "Оплат не обещали: Борис.",
    )
    assert promises.rows[1] == ("Борис", "—", "—", "—")
    assert found.sections[3].lines == ("Борис",)
    assert found.subtitle.startswith("Факты — за 30.03.2026")


def test_three_hot_clients_and_one_metric() -> None:
    hot, metric = made(
        "morning", invoices=[*INVOICES, BILL | {"invoice_id": "4", "client": "Дельта", "amount": 90}]
    ).sections[1:3]
    assert len(hot.lines) == 3
    assert hot.lines[0].startswith("1. Бета (Анна): 700\u00a0₽, 100\u00a0%; до 31.03.2026")
    assert "; ждали 30.03.2026" in hot.lines[1], "what has passed is not said to be ahead"
    assert metric.lines[0].startswith("Звонки с начала месяца: 10 из 400 к сегодняшнему дню")
    assert metric.lines[-1] == "Не хватает до плана: Борис −200, Анна −190."


def test_later_only_changes_and_what_the_day_lacks() -> None:
    found = made(
        "14", payments=[*PAYMENTS, {"invoice_id": "2", "date": "2026-03-31", "amount": 300, "manager": "Анна"}]
    )
    assert [section.title for section in found.sections] == [
        "Что изменилось", "Не хватает до плана дня", "Ждём сегодня ещё",
    ]  # fmt: skip
    changes, missing, awaited = found.sections
    assert changes.lines == ("Оплата: Анна, 300\u00a0₽",)
    assert missing.lines == (
        "Анна: Звонки 4 из 10",
        "Борис: пока ничего не записано, план — Звонки 10",
        "Итого: Звонки 4 из 20",
    )
    assert missing.rows[0] == ("Анна", "4 / 10", "1 / 1")
    assert awaited.lines == ("400\u00a0₽: Анна 400",)


def test_who_has_met_the_plan_is_named() -> None:
    done = [{"date": "2026-03-31", "manager": name, "calls": 12, "meetings": 1} for name in ("Анна", "Борис")]
    assert made("16", daily_metrics=done).sections[1].lines == ("План дня выполнен: Анна, Борис.",)


def test_a_small_fraction_of_a_plan_is_not_asked_for_each_day() -> None:
    rare = [{"month": "2026-03-01", "manager": "Анна", "metric": "Встречи", "value": 7}]
    idle = [{"date": "2026-03-31", "manager": "Анна", "calls": 4, "meetings": 0}]
    assert made("14", targets=rare, daily_metrics=idle).sections[1].lines == ("На сегодня плана по показателям нет.",)


def test_nothing_filled_is_said_and_stops_nothing() -> None:
    for slot in ("morning", "14"):
        found = agenda(compute(Cells([]), ASOF, slot, NOW))  # type: ignore[arg-type]
        assert all(line.strip() for section in found.sections for line in section.lines)
        assert "Появится, когда заполните вкладку" in text(found)


def test_a_report_that_failed_is_no_data() -> None:
    broken = result(context("2026-03-31", "morning", **BOOK))
    bare = Result((), (), broken.stamp)
    assert [section.lines for section in agenda(bare).sections] == [("Нет данных.",)] * 3


def large_team() -> dict[str, Any]:
    """Forty people with long names, each with a promise, a payment of today and plans they are far from."""
    people = [f"Константинопольский-Задунайский {i:02}" for i in range(40)]
    long = "ООО «Научно-производственное объединение {i}»"
    return {
        "invoices": [
            BILL
            | {"invoice_id": str(i), "manager": name, "amount": 1000 + i, "promised": "2026-03-31"}
            | {"client": long.format(i=i)}
            for i, name in enumerate(people)
        ],
        "payments": [
            {"invoice_id": str(i), "date": "2026-03-31", "amount": 5, "manager": name, "client": long.format(i=i)}
            for i, name in enumerate(people)
        ],
        "targets": [
            {"month": "2026-03-01", "manager": name, "metric": metric, "value": 210}
            for name in people
            for metric in ("Звонки", "Предметные разговоры", "Встречи", "Заявки", "КП")
        ],
        "managers": [{"manager": name} for name in people],
        "daily_metrics": [{"date": "2026-03-31", "manager": people[0], "calls": 1}],
    }


def test_a_large_team_stays_on_one_page() -> None:
    promises = made("morning", **large_team()).sections[0]
    assert len(promises.rows) == MOST_ROWS + 2
    assert promises.rows[-2][0] == f"и ещё {40 - MOST_ROWS}"
    left = sum(1000 + i - 5 for i in range(40))
    assert promises.rows[-1][-1].replace("\u00a0", "") == f"{left}₽"
    for section in made("14", **large_team()).sections:
        assert len(section.lines) <= MOST_ROWS + 3
        assert len(section.rows) <= MOST_ROWS + 1


@pytest.mark.parametrize("slot", ["morning", "14"])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_demo_company_has_something_to_say_in_its_language(language: str, slot: str) -> None:
    said = text(filled(language, slot))
    assert len(said.splitlines()) < 60
    if language == "en":
        assert not any("а" <= letter.casefold() <= "я" for letter in said)
    assert said.endswith("\n")


def test_every_slot_of_a_refresh_has_its_word() -> None:
    assert tuple(SLOTS) == CONTEXT_SLOTS


def test_the_text_and_the_page_say_the_same_people() -> None:
    for slot in ("morning", "14"):
        for section in filled("ru", slot).sections:
            for row in section.rows[:-1]:
                assert row[0] in "\n".join(section.lines) or slot == "14"


def test_yesterday_of_a_monday_is_friday_and_its_weekend() -> None:
    friday = [INVOICES[0] | {"promised": "2026-03-27"}]
    paid = [PAYMENTS[0] | {"date": "2026-03-28"}]
    given = context("2026-03-30", "morning", **(BOOK | {"invoices": friday, "payments": paid}))
    assert agenda(result(given)).sections[0].rows[0] == ("Анна", "1\u00a0000\u00a0₽", "400\u00a0₽", "—")
    assert given.asof - timedelta(days=3) == given.calendar.previous(given.asof)
