import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sheets_addon.jobs.service import Service
from sheets_addon.people.passwords import is_right
from sheets_addon.store import audit, people
from sheets_addon.throttle import ALLOWED
from tests.sheets_addon.conftest import CSRF, PASSWORD, browser, person
from tests.sheets_addon.test_access import csrf

NEW = "другой пароль 31"
WRONG = re.compile(r'class="error(?: notice bad)?" id="(\w+)-error" role="alert">([^<]+)<')


def form(**more: str) -> dict[str, str]:
    return {"csrf": CSRF, "old": PASSWORD, "new": NEW, "again": NEW} | more


def test_ones_own_password_is_changed_and_other_sessions_end(app: Flask, running: Service) -> None:
    who = person(running, "anna", "manager", "Анна Белова")
    here, there = browser(app, running, who), browser(app, running, who)
    assert "Открытых сеансов, вместе с этим: 2." in here.get("/account").text
    page = here.post("/account/password", data=form()).text
    assert "Пароль сменён" in page and "вместе с этим: 1." in page
    assert here.get("/account").status_code == 200 and there.get("/account").status_code == 303
    with running.store.read() as session:
        found = people.credentials(session, "anna")
        assert [(one.who, one.what, one.subject) for one in audit.read(session)] == [
            ("anna", "password_changed", "anna")
        ]
    assert found and is_right(NEW, found[1]) and not is_right(PASSWORD, found[1])


@pytest.mark.parametrize(
    ("more", "field", "sentence"),
    [
        ({"old": "не тот"}, "old", "не подошёл"),
        ({"old": ""}, "old", "не подошёл"),
        ({"again": NEW + "1"}, "again", "не совпали"),
        ({"new": "коротко", "again": "коротко"}, "new", "от 12 до 256"),
        ({"new": "head и ещё много", "again": "head и ещё много"}, "new", "логин"),
        ({"new": "а" * 20, "again": "а" * 20}, "new", "одинаковы"),
    ],
)
def test_a_password_that_does_not_fit(
    running: Service, head: FlaskClient, more: dict[str, str], field: str, sentence: str
) -> None:
    answer = head.post("/account/password", data=form(**more))
    assert answer.status_code == 422
    [(beside, said)] = WRONG.findall(answer.text)
    assert beside == field and sentence in said
    assert NEW not in answer.text and PASSWORD not in answer.text
    with running.store.read() as session:
        found = people.credentials(session, "head")
    assert found and is_right(PASSWORD, found[1])


def test_guessing_the_old_password_waits(head: FlaskClient) -> None:
    for _ in range(ALLOWED):
        head.post("/account/password", data=form(old="guess"))
    answer = head.post("/account/password", data=form())
    assert "Подождите" in WRONG.findall(answer.text)[0][1]


def test_out_of_everywhere(app: Flask, running: Service) -> None:
    who = person(running, "anna", "head")
    here, there = browser(app, running, who), browser(app, running, who)
    assert here.post("/account/everywhere", data={"csrf": CSRF}).headers["Location"] == "/login"
    assert here.get("/account").status_code == there.get("/account").status_code == 303


def test_whoever_has_no_password_has_no_form_for_it(app: Flask, running: Service) -> None:
    who = person(running, "anna", "head")
    with running.store.write() as session:
        people.set_password(session, "anna", None)
    page = browser(app, running, who).get("/account").text
    assert 'name="old"' not in page and "через Google" in page
    answer = browser(app, running, who).post("/account/password", data=form(old=""))
    assert answer.status_code == 422


def test_the_language_is_chosen(head: FlaskClient) -> None:
    assert 'value="ru" checked' in head.get("/account").text
    head.post("/language", data={"csrf": csrf(head, "/account"), "language": "en"})
    page = head.get("/account").text
    assert 'value="en" checked' in page and "My account" in page
