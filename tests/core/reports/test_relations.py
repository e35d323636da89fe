import pytest

from core.reports.build import build
from core.reports.relations import RELATIONS
from tests.support import context

CLIENTS = [
    {"client": "Альфа", "key": True, "manager": "Ира"},
    {"client": "Бета", "key": True, "manager": "Яна"},
    {"client": "Гамма", "manager": "Яна"},
    {"client": "Мимо", "manager": "Яна"},
]
PEOPLE = [
    {"client": "Альфа", "role": role, "level": "3", "last_contact": "2026-03-20"}
    for role in ("decision_maker", "influencer", "finance", "technical", "user")
] + [
    {"client": "Бета", "role": "decision_maker", "level": "1"},
    {"client": "Бета", "role": "finance", "level": "2", "last_contact": "2026-01-10"},
    {"client": "Мимо", "role": "finance", "level": "2"},
]  # fmt: skip
PAYMENTS = [
    {"client": "Альфа", "date": "2026-01-10", "amount": 900},
    {"client": "Бета", "date": "2026-01-10", "amount": 500},
    {"client": "Гамма", "date": "2026-01-10", "amount": 300},
    {"client": "Гамма", "date": "2026-02-10", "amount": 300},
    {"client": "Мимо", "date": "2026-02-10", "amount": 300},
]


def report(settings=None):
    tables = {"clients": CLIENTS, "stakeholders": PEOPLE, "payments": PAYMENTS}
    return build(RELATIONS, context("2026-03-31", settings=settings, **tables))


def test_clients_by_money_at_risk_with_what_is_missing():
    rows = report().block("matrix").rows
    assert [row[:2] + row[7:12] for row in rows] == [
        ["Гамма", "Яна", 0, 0.0, "нет выхода ни на кого", None, 600.0],
        ["Бета", "Яна", 1, 0.2, "нет выхода на ЛПР, ЛВР, техэксперта, пользователя", rows[1][10], 400.0],
        ["Альфа", "Ира", 5, 1.0, "охвачены все роли", rows[2][10], 0.0],
    ]
    assert rows[1][2:7] == ["1 знаем", "—", "2 общались · 10.01.2026", "—", "—"]
    assert [row[-2] for row in rows] == ["постоянный", "ключевой", "ключевой"]


def test_roles_and_managers_add_up():
    made = report()
    roles = made.block("roles")
    assert all(sum(row[4:]) == row[1] == 3 for row in roles.rows)
    assert sum(row[2] for row in roles.rows) == sum(row[7] for row in made.block("matrix").rows) == 6
    assert roles.rows[0] == ["ЛПР", 3, 1, pytest.approx(1 / 3), 1, 0, 1, 0, 1, 0]
    managers = made.block("managers")
    assert managers.rows == [["Яна", 2, 0.1, 2, 2, 1000.0, 1100.0], ["Ира", 1, 1.0, 0, 0, 0.0, 900.0]]
    assert managers.total == ["Итого", 3, pytest.approx(0.4), 2, 2, 1000.0, 2000.0]


def test_the_level_of_the_settings_decides():
    strict = report({"coverage_level": 4})
    assert [row[8] for row in strict.block("matrix").rows] == [0, 0, 0]
    assert "«4 продвигает нас»" in strict.mode
    lax = report({"coverage_level": 0}).block("matrix").rows
    assert {row[0]: row[8] for row in lax} == {"Альфа": 1.0, "Бета": 0.4, "Гамма": 0.0}


def test_who_stays_outside_is_said():
    assert report().notes[1].startswith("Ещё клиентов с контактными лицами: 1.")
    bare = build(RELATIONS, context("2026-03-31", stakeholders=PEOPLE))
    assert "отметьте «Ключевой»" in bare.block("matrix").unavailable.message
    assert build(RELATIONS, context("2026-03-31", clients=CLIENTS)).notes == ()
