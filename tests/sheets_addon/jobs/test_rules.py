"""A workbook's meetings come from its page, else its settings tab, else the defaults."""

import json
from dataclasses import replace
from datetime import date, time, timedelta

from core.settings import Settings
from sheets_addon.jobs.rules import rules_of, told
from sheets_addon.store.workbooks import Workbook
from sheets_addon.sync import sync
from tests.sheets_addon.jobs.conftest import Bench
from tests.sheets_addon.sync.fakes import Clock, Online

BOOK = Workbook(1, "sheet", "Отдел", "ru", "Asia/Omsk")


def test_without_a_reading_the_defaults_in_the_spreadsheets_zone() -> None:
    rules = rules_of(BOOK)
    assert rules.meetings == (time(9), time(11), time(14), time(16))
    assert rules.zone.key == "Asia/Omsk"
    assert not rules.calendar.is_working(date(2026, 1, 1)) and rules.interval is None


def test_what_the_settings_tab_said_at_the_last_reading() -> None:
    settings = Settings(
        time_zone="Asia/Tomsk",
        meetings=(time(8, 30), time(17)),
        holidays=(date(2026, 3, 30),),
        working_days=(date(2026, 4, 4),),
    )
    rules = rules_of(replace(BOOK, rules=json.loads(json.dumps(told(settings)))), timedelta(minutes=5))
    assert (rules.meetings, rules.zone.key) == ((time(8, 30), time(17)), "Asia/Tomsk")
    days = [date(2026, 3, 30), date(2026, 4, 4), date(2026, 1, 1)]
    assert [rules.calendar.is_working(day) for day in days] == [False, True, True]
    assert rules.interval == timedelta(minutes=5)


def test_what_was_set_on_its_page_goes_before_the_tab() -> None:
    book = replace(BOOK, meetings=(time(10),), rules=told(Settings()))
    assert rules_of(book).meetings == (time(10),)
    assert rules_of(replace(book, meetings=())).meetings == ()


def test_a_zone_that_this_machine_does_not_know_is_no_reason_to_stop() -> None:
    assert rules_of(replace(BOOK, time_zone="Mars/Base")).zone.key == "Europe/Moscow"


def test_a_sync_keeps_what_the_settings_tab_says(bench: Bench) -> None:
    id, online = bench.connect(), Online(tab="Настройки")
    online.rows = [["Параметр", "Значение"], ["meetings", "10:00;15:30"], ["time_zone", "Asia/Omsk"]]
    sync(bench.store, id, open_book=online.opened, clock=Clock(), reason="manual")
    rules = rules_of(bench.book(id))
    assert (rules.meetings, rules.zone.key) == ((time(10), time(15, 30)), "Asia/Omsk")
    online.type_in(1, 1, "нет")
    sync(bench.store, id, open_book=online.opened, clock=Clock(), reason="manual")
    assert rules_of(bench.book(id)).meetings == Settings().meetings, "what is no time is a problem; the defaults hold"
