import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sheets_addon.jobs.service import Service
from sheets_addon.people.passwords import is_right
from sheets_addon.store import audit, people
from sheets_addon.store.people import Person
from tests.sheets_addon.conftest import CSRF, browser, person

WRONG = re.compile(r'class="error(?: notice bad)?" id="(\w+)-error" role="alert">([^<]+)<')
PASSWORD = re.compile(r'id="password-once" value="([^"]+)"')


def everyone(running: Service) -> dict[str, Person]:
    with running.store.read() as session:
        return {one.login: one for one in people.everyone(session)}


def written(running: Service) -> list[tuple[str, str, str]]:
    with running.store.read() as session:
        return [(one.who, one.what, one.subject) for one in reversed(audit.read(session))]


def added(login: str, role: str = "head", how: str = "password", manager: str = "") -> dict[str, str]:
    return {"csrf": CSRF, "login": login, "role": role, "how": how, "manager": manager}


def test_the_list_says_who_may_what(running: Service, admin: FlaskClient, book: int) -> None:
    page = admin.get("/people").text
    assert "администратор" in page and "руководитель" in page
    assert "<td>Анна Белова</td>" in page and '<option value="Анна Белова">' in page
    assert '<option value="&lt;script&gt;alert(1)&lt;/script&gt;">' in page
    assert '<option value="Итого">' not in page


def test_somebody_is_added_and_signs_in_with_the_password_shown_once(
    app: Flask, running: Service, admin: FlaskClient
) -> None:
    page = admin.post("/people", data=added("Pavel@Firm.ru", "manager", manager=" Павел  Ким ")).text
    password = PASSWORD.search(page)
    assert password and "Больше мы его не покажем" in page
    found = everyone(running)["pavel@firm.ru"]
    assert (found.role, found.manager, found.active, found.has_password) == ("manager", "Павел Ким", True, True)
    with running.store.read() as session:
        credentials = people.credentials(session, "pavel@firm.ru")
    assert credentials and is_right(password[1], credentials[1])
    assert password[1] not in admin.get("/people").text
    assert written(running) == [("admin", "person_added", "pavel@firm.ru")]


def test_with_google_only_there_is_no_password(running: Service, admin: FlaskClient) -> None:
    page = admin.post("/people", data=added("a@firm.ru", how="google")).text
    assert "a@firm.ru может входить" in page and not PASSWORD.search(page)
    assert not everyone(running)["a@firm.ru"].has_password
    assert "вход через Google" in admin.get("/people").text.lower() or "только через Google" in page


@pytest.mark.parametrize(
    ("form", "field", "sentence"),
    [
        (added("admin"), "login", "Такой логин уже есть."),
        (added("два слова"), "login", "без пробелов"),
        (added(""), "login", "без пробелов"),
        (added("x" * 300), "login", "254"),
        (added("b", "manager"), "manager", "Менеджеру нужно имя"),
        (added("b", "head", manager="Анна"), "manager", "только роли «менеджер»"),
        (added("b", "emperor"), "role", "Выберите роль"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(
    running: Service, admin: FlaskClient, form: dict[str, str], field: str, sentence: str
) -> None:
    answer = admin.post("/people", data=form)
    assert answer.status_code == 422
    [(beside, said)] = WRONG.findall(answer.text)
    assert beside == field and sentence in said
    assert "planerka " not in said, "a page speaks of no commands"
    assert everyone(running).keys() == {"admin"} and written(running) == []
    if form["login"] and len(form["login"]) < 300:
        assert f'name="login" type="text" value="{form["login"]}"' in answer.text


def test_rights_are_changed_and_sessions_end(app: Flask, running: Service, admin: FlaskClient) -> None:
    anna = browser(app, running, person(running, "anna", "manager", "Анна"))
    assert anna.get("/").status_code == 200
    form = {"csrf": CSRF, "what": "rights", "role": "head", "manager": ""}
    assert admin.post("/people/anna", data=form).status_code == 303
    assert everyone(running)["anna"].role == "head"
    assert anna.get("/").status_code == 303
    assert written(running)[-1] == ("admin", "person_changed", "anna")


def test_a_refused_change_keeps_what_was_typed(running: Service, admin: FlaskClient) -> None:
    person(running, "anna", "manager", "Анна")
    answer = admin.post("/people/anna", data={"csrf": CSRF, "what": "rights", "role": "head", "manager": "Анна"})
    assert WRONG.findall(answer.text) == [("manager", "Имя нужно только роли «менеджер».")]
    assert 'value="head" checked' in answer.text
    assert everyone(running)["anna"].role == "manager"


def test_the_last_administrator_stays_one(running: Service, admin: FlaskClient) -> None:
    person(running, "anna", "head")
    answer = admin.post("/people/admin", data={"csrf": CSRF, "what": "rights", "role": "head", "manager": ""})
    assert answer.status_code == 422
    [(field, said)] = WRONG.findall(answer.text)
    assert field == "role" and "последний администратор" in said
    for what in ("lock", "remove"):
        answer = admin.post("/people/admin", data={"csrf": CSRF, "what": what, "confirm": "admin"})
        assert answer.status_code == 422 and "Себя закрыть или удалить нельзя" in WRONG.findall(answer.text)[0][1]
    assert everyone(running)["admin"].role == "admin" and everyone(running)["admin"].active


def test_somebody_is_locked_out_and_let_in_again(app: Flask, running: Service, admin: FlaskClient) -> None:
    anna = browser(app, running, person(running, "anna", "head"))
    assert admin.post("/people/anna", data={"csrf": CSRF, "what": "lock"}).status_code == 303
    assert anna.get("/").status_code == 303
    assert "вход закрыт" in admin.get("/people").text
    assert admin.post("/people/anna", data={"csrf": CSRF, "what": "unlock"}).status_code == 303
    assert everyone(running)["anna"].active


def test_a_new_password_is_shown_once_and_ends_sessions(app: Flask, running: Service, admin: FlaskClient) -> None:
    anna = browser(app, running, person(running, "anna", "head"))
    shown = PASSWORD.search(admin.post("/people/anna", data={"csrf": CSRF, "what": "password"}).text)
    assert shown and anna.get("/").status_code == 303
    with running.store.read() as session:
        credentials = people.credentials(session, "anna")
    assert credentials and is_right(shown[1], credentials[1])
    assert written(running)[-1] == ("admin", "password_changed", "anna")


def test_removing_asks_for_the_login(running: Service, admin: FlaskClient) -> None:
    person(running, "anna", "head")
    form = {"csrf": CSRF, "what": "remove", "confirm": "Anna"}
    assert WRONG.findall(admin.post("/people/anna", data=form).text)[0][0] == "confirm"
    assert admin.post("/people/anna", data=form | {"confirm": "anna"}).status_code == 303
    assert everyone(running).keys() == {"admin"}
    assert written(running)[-1] == ("admin", "person_removed", "anna")
    assert admin.get("/people/anna").status_code == 404
    assert admin.post("/people/anna", data=form).status_code == 404


def test_logins_of_any_kind_have_a_page(running: Service, admin: FlaskClient) -> None:
    for login in ("a/b", "имя@фирма.рф", "a?b=c&d", "<b>", "..", "a%2fb"):
        person(running, login, "head")
    page = admin.get("/people").text
    for link in re.findall(r'href="(/people/[^"]+)"', page):
        assert admin.get(link.replace("&amp;", "&")).status_code == 200, link


def test_what_is_not_among_the_changes(admin: FlaskClient) -> None:
    assert admin.post("/people/admin", data={"csrf": CSRF, "what": "fly"}).status_code == 400


def test_the_english_page(running: Service, admin: FlaskClient) -> None:
    admin.post("/language", data={"csrf": CSRF, "language": "en"})
    for page in (admin.get("/people").text, admin.get("/people/admin").text):
        assert not re.search("[а-яё]", page.replace("Русский", ""), re.IGNORECASE)
