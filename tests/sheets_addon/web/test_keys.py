import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sheets_addon.app import create_app
from sheets_addon.jobs.service import Service, service
from sheets_addon.settings import Settings
from sheets_addon.store import api_keys, audit, workbooks
from tests.sheets_addon.conftest import CSRF, browser, person

TOKEN = re.compile(r'id="key-once" value="([^"]+)"')
WRONG = re.compile(r'class="error(?: notice bad)?" id="(\w+)-error" role="alert">([^<]+)<')


def form(**more: object) -> dict[str, object]:
    return {"csrf": CSRF, "name": "Excel бухгалтерии", "functions": "1", "which": "none"} | more


def test_a_key_is_shown_once_and_works(app: Flask, running: Service, admin: FlaskClient, book: int) -> None:
    page = admin.post("/keys", data=form(which="ticked", workbook=[str(book), "99", "x"])).text
    token = TOKEN.search(page)
    assert token and "Больше мы его не покажем" in page
    bearer = {"Authorization": f"Bearer {token[1]}"}
    assert app.test_client().get("/v1/functions", headers=bearer).status_code == 200
    page = admin.get("/keys").text
    assert token[1] not in page and token[1][:12] in page
    assert "функции; книги: Отдел продаж" in page
    with running.store.read() as session:
        [key] = api_keys.listed(session)
        [entry] = audit.read(session)
    assert (key.name, key.functions, key.workbooks) == ("Excel бухгалтерии", True, frozenset({book}))
    assert (entry.who, entry.what, entry.subject) == ("admin", "key_added", key.prefix)
    assert key.used_at is not None


def test_a_revoked_key_opens_nothing(app: Flask, running: Service, admin: FlaskClient) -> None:
    token = TOKEN.search(admin.post("/keys", data=form(which="all")).text)
    assert token
    assert "все книги" in admin.get("/keys").text
    assert admin.post(f"/keys/{token[1][:12]}/revoke", data={"csrf": CSRF}).status_code == 303
    assert app.test_client().get("/v1/functions", headers={"Authorization": f"Bearer {token[1]}"}).status_code == 401
    page = admin.get("/keys").text
    assert "отозван" in page and "/revoke" not in page
    with running.store.read() as session:
        assert audit.read(session)[0].what == "key_revoked"
    assert admin.post("/keys/plk_00000000/revoke", data={"csrf": CSRF}).status_code == 404


@pytest.mark.parametrize(
    ("more", "field", "sentence"),
    [
        ({"name": "  "}, "name", "для чего"),
        ({"functions": ""}, "which", "ничего не откроет"),
        ({"which": "ticked"}, "which", "хотя бы одну"),
    ],
)
def test_a_key_for_nothing_is_none(
    running: Service, admin: FlaskClient, more: dict[str, object], field: str, sentence: str
) -> None:
    answer = admin.post("/keys", data=form(**more))
    assert answer.status_code == 422
    [(beside, said)] = WRONG.findall(answer.text)
    assert beside == field and sentence in said
    with running.store.read() as session:
        assert api_keys.listed(session) == []


def test_without_a_lasting_secret_key_it_says_how_to_make_one(tmp_path: Path) -> None:
    with service(Settings(home=tmp_path, password="верный-пароль-29")) as made:
        client = browser(create_app(made), made, person(made, "admin", "admin"))
        answer = client.post("/keys", data=form())
    assert answer.status_code == 422
    assert "PLANERKA_SECRET_KEY" in WRONG.findall(answer.text)[0][1]


def test_a_key_of_a_workbook_that_is_gone(running: Service, admin: FlaskClient, book: int) -> None:
    admin.post("/keys", data=form(which="ticked", workbook=str(book)))
    with running.store.write() as session:
        workbooks.purge(session, book)
    assert f"удалённая № {book}" in admin.get("/keys").text
