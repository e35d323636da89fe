from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.metrics.people import absent, active_managers, leavers, people_problems, spans, unread
from tests.support import context

STAFF = [
    {"manager": "Петров", "active_from": "2025-01-01", "active_to": "2026-03-10"},
    {"manager": "Иванов", "absences": "01.03–14.03; 20.03"},
    {"manager": "Новый", "active_from": "2026-03-16"},
]


def test_the_staff_tab_decides_both_borders_included():
    made = context("2026-03-16", managers=STAFF)
    assert active_managers(made, date(2026, 3, 10)) == ["Иванов", "Петров"]
    assert active_managers(made, date(2026, 3, 11)) == ["Иванов"]
    assert active_managers(made, date(2026, 3, 16)) == ["Иванов", "Новый"]
    assert leavers(made, date(2026, 3, 10)) == []
    assert leavers(made, date(2026, 3, 11)) == ["Петров"]


def test_who_came_back_has_not_left():
    rows = [{"manager": "А", "active_to": "2025-12-31"}, {"manager": "А", "active_from": "2026-03-01"}]
    made = context("2026-03-16", managers=rows)
    assert active_managers(made, date(2026, 2, 1)) == []
    assert active_managers(made, date(2026, 3, 1)) == ["А"]
    assert leavers(made, date(2026, 2, 1)) == []


def test_without_the_tab_everyone_met_in_thirty_days():
    made = context(
        "2026-03-31",
        daily_metrics=[{"date": "2026-03-02", "manager": "Ровно"}, {"date": "2026-03-01", "manager": "Давно"}],
        deals=[{"manager": "Сделки", "created": "2025-01-01", "closed": "2026-03-05", "client": "К", "stage": "Э"}],
        invoices=[{"manager": "Счета", "date": "2026-03-31"}, {"manager": None, "date": "2026-03-31"}],
        payments=[{"manager": "Завтра", "date": "2026-04-01", "amount": 1}],
        managers=[],
    )
    assert active_managers(made, date(2026, 3, 31)) == ["Ровно", "Сделки", "Счета"]
    assert active_managers(made, date(2026, 4, 1)) == ["Завтра", "Сделки", "Счета"]
    assert leavers(made, date(2026, 4, 1)) == []


def test_absent_by_the_staff_tab_and_by_the_own_row():
    made = context(
        "2026-03-16", managers=STAFF, daily_metrics=[{"date": "2026-03-17", "manager": "Новый", "absent": 1}]
    )
    assert absent(made, "Иванов", date(2026, 3, 14)) and absent(made, "Иванов", date(2026, 3, 20))
    assert not absent(made, "Иванов", date(2026, 3, 15))
    assert absent(made, "Новый", date(2026, 3, 17)) and not absent(made, "Новый", date(2026, 3, 18))
    assert not absent(made, "Никто", date(2026, 3, 17))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("01.07–14.07; 03.08", [("2026-07-01", "2026-07-14"), ("2026-08-03", "2026-08-03")]),
        ("1–14.07", [("2026-07-01", "2026-07-14")]),
        ("01.07.2025 - 14.07.2025", [("2025-07-01", "2025-07-14")]),
        ("1/7/26 по 14/7/26", [("2026-07-01", "2026-07-14")]),
        ("2026-07-01–2026-07-14, 2026-08-03", [("2026-07-01", "2026-07-14"), ("2026-08-03", "2026-08-03")]),
        ("2026-08-03 00:00:00", [("2026-08-03", "2026-08-03")]),
        ("28.12–08.01", [("2025-12-28", "2026-01-08")]),
        ("31.02", []),
        ("отпуск летом", []),
        ("", []),
    ],
)
def test_absences_as_people_write_them(text, expected):
    assert spans(text, date(2026, 1, 5)) == [(date.fromisoformat(a), date.fromisoformat(b)) for a, b in expected]


def test_an_absence_over_the_new_year_is_the_one_around_the_day():
    assert spans("28.12–08.01", date(2026, 12, 30)) == [(date(2026, 12, 28), date(2027, 1, 8))]


@given(st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.integers(0, 40))
def test_a_full_span_is_read_as_written(first, days):
    last = first + timedelta(days=days)
    assert spans(f"{first:%d.%m.%Y}–{last:%d.%m.%Y}", first) == [(first, last)]
    assert spans(f"{first} – {last}", first) == [(first, last)]
    assert (first, last) in spans(f"{first:%d.%m}–{last:%d.%m}", first) or (first.month, first.day) == (2, 29)


def test_what_is_no_date_is_a_problem_and_names_the_cell():
    assert unread("01.07–14.07; 03.08") == ""
    made = context(
        "2026-03-16",
        managers=[{"manager": "А", "absences": "с 31.02, потом в июле"}, {"manager": "Б", "absences": "3.08"}],
    )
    (problem,) = people_problems(made)
    assert (problem.tab, problem.row, problem.manager, problem.severity) == ("Сотрудники", 2, "А", "error")
    assert "31.02" in problem.message
