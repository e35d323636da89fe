"""«Звонки и переклички» and «Распорядок РОПа» as they are drawn."""

from datetime import date
from typing import Any

import pytest

from core.report import Ref, Report
from core.reports import all_reports
from core.reports.build import build
from tests.support import context

STAFF = [{"manager": "Анна"}, {"manager": "Борис"}, {"manager": "Вера"}]
CALLS = [
    {"date": "2026-03-10", "kind": "call", "manager": "Анна", "x:Рассказал": "yes", "x:Спросил": "no", "note": "Цена"},
    {"date": "2026-03-20", "kind": "call", "manager": "Анна", "x:Рассказал": "na", "x:Спросил": "yes"},
    {"date": "2026-02-20", "kind": "call", "manager": "Анна", "x:Рассказал": "no", "x:Спросил": None},
    {"date": "2026-03-25", "kind": "call", "manager": "Борис", "x:Рассказал": "yes", "x:Спросил": "yes"},
]


def made(rows: Any, id: str = "reviews", language: str = "ru", slot: Any = "evening") -> Report:
    return build(
        all_reports()[id], context("2026-03-31", slot, settings={"language": language}, reviews=rows, managers=STAFF)
    )


def test_scores_by_item_leave_what_does_not_apply_out() -> None:
    block = made(CALLS).block("calls")
    titles = [column.title.ru for column in block.columns]
    assert titles[:6] == ["Менеджер", "Прослушано", "Оценка", "30 дней до того", "Рассказал", "Спросил"]
    assert [row[:6] for row in block.rows] == [
        ["Анна", 2, 2 / 3, 0.0, 1.0, 0.5],
        ["Борис", 1, 1.0, None, 1.0, 1.0],
        ["Вера", 0, None, None, None, None],
    ]
    assert block.total is not None
    assert block.total[:6] == ["Итого", 3, 4 / 5, 0.0, 1.0, 2 / 3]


def test_whom_to_hear_and_what_for() -> None:
    rows = made(CALLS).block("hear").rows
    assert [row[:4] for row in rows] == [
        ["Вера", "ещё не слушали", None, None],
        ["Анна", "не слушали 11 дней", date(2026, 3, 20), 11],
        ["Борис", "не слушали 6 дней", date(2026, 3, 25), 6],
    ]
    assert [row[6] for row in rows] == [None, "Спросил", None]
    assert rows[1][8] == Ref("Контроль", "A3", "A3")


def test_revisions_of_the_week_and_their_deadline() -> None:
    rows = [
        {"date": "2026-03-30", "kind": "revision", "manager": "Анна"},
        {"date": "2026-03-27", "kind": "revision", "manager": "Борис"},
    ]
    found = made(rows).block("revisions").rows
    assert [row[:5] for row in found] == [
        ["Вера", "ещё не проверена", date(2026, 4, 3), None, None],
        ["Борис", "ещё не проверена", date(2026, 4, 3), date(2026, 3, 27), 4],
        ["Анна", "проверена 30.03.2026", None, date(2026, 3, 30), 1],
    ]


def test_the_longest_silence_is_on_top() -> None:
    rows = [
        {"date": f"2026-03-{day}", "kind": "roll_call", "manager": name, "answered": answer}
        for day, name, answer in (
            ("24", "Анна", 1), ("30", "Анна", 1), ("24", "Борис", 0), ("30", "Борис", 0), ("31", "Борис", 0)
        )
    ]  # fmt: skip
    block = made(rows).block("roll_calls")
    assert [row[:6] for row in block.rows][:2] == [
        ["Борис", "молчит", 3, 0, 3, 0.0],
        ["Анна", "сегодня не спрашивали", 0, 2, 2, 1.0],
    ]
    assert block.total is not None
    assert block.total[3:6] == [2, 5, 0.4]


@pytest.mark.parametrize("id", ["reviews", "rhythm"])
def test_a_workbook_without_the_tab_says_which_to_fill(id: str) -> None:
    report = build(all_reports()[id], context("2026-03-31", managers=STAFF))
    assert {block.unavailable.code for block in report.blocks if block.unavailable} == {"missing"}
    assert not report.has_data


def test_nothing_checked_yet_still_says_whom_to_begin_with() -> None:
    report = made([])
    assert [row[1] for row in report.block("hear").rows] == ["ещё не слушали"] * 3
    said = {block.id: block.unavailable.message for block in report.blocks if block.unavailable}
    assert said == {
        "calls": "За 30 дней не записан ни один прослушанный звонок.",
        "trend": "За 12 недель звонков никто не слушал.",
        "roll_calls": "Перекличек ещё не было.",
    }


def test_the_head_sees_his_day_and_the_tab_that_serves_it() -> None:
    report = made([{"date": "2026-03-31", "kind": "meeting", "manager": "Все"}], "rhythm", slot="11")
    rows = report.block("day").rows
    assert [(row[0], row[2], row[3]) for row in rows[:2]] == [("09:00", "15", "✓ сделано"), ("11:00", "5", "впереди")]
    assert rows[0][-1] == Ref("Сводка", "A1", "Сводка")
    assert report.notes == ("Всего на день: 65–80 минут. Сделано 1 из 7.",)
    assert made([], "rhythm", "en").block("week").rows[0][2] == "0 of 3"
