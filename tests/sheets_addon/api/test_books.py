"""Workbooks over REST: who sees which, connecting, refreshing, the end."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.errors import KeyRefused, ServiceDown, WorkbookNotShared
from core.i18n import T
from sheets_addon.api import books
from sheets_addon.jobs.service import Service
from sheets_addon.store import audit, members, workbooks
from sheets_addon.sync.connect import Checked
from tests.sheets_addon.api.conftest import with_key
from tests.sheets_addon.api.test_problem import problem
from tests.sheets_addon.conftest import CSRF, bearer, browser, person, shown

URL, SHEET = "/v1/workbooks", "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789"
ADDRESS = {"url": f"https://docs.google.com/spreadsheets/d/{SHEET}/edit#gid=0"}
TOKEN = {"X-CSRF-Token": CSRF}
READ = Checked("Отдел", "ru", "Europe/Moscow", (), 0, {})


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every spreadsheet is shared with one of two accounts."""
    monkeypatch.setattr(Service, "readers", lambda self, id, only=None: {"a@example": None, "b@example": None})
    monkeypatch.setattr(books.connecting, "reach", lambda readers: ("b@example", READ))


def refusing(error: Exception) -> Any:
    return patch.object(books.connecting, "reach", side_effect=error)


def test_a_program_sees_the_workbooks_of_its_key(app: Flask, running: Service) -> None:
    first, second = shown(running, "Первая"), shown(running, "Вторая")
    one = with_key(app, bearer(running, workbooks=(second,)))
    assert [book["id"] for book in one.get(URL).json["workbooks"]] == [second]
    every = with_key(app, bearer(running, workbooks=None))
    assert [book["title"] for book in every.get(URL).json["workbooks"]] == ["Первая", "Вторая"]
    none = with_key(app, bearer(running, functions=True))
    assert none.get(URL).json == {"workbooks": [], "next": None}
    assert one.get(f"{URL}/{first}").status_code == 404


def test_pages_follow_each_other(app: Flask, running: Service) -> None:
    ids = [shown(running, f"Книга {n}") for n in range(5)]
    client = with_key(app, bearer(running, workbooks=None))
    seen, address = [], f"{URL}?limit=2"
    for _ in range(3):
        answer = client.get(address)
        seen += [book["id"] for book in answer.json["workbooks"]]
        address = answer.headers.get("Link", "<>").partition(">")[0][1:]
    assert seen == ids and address == "" and answer.json["next"] is None


@pytest.mark.parametrize("asked", ["limit=0", "limit=501", "limit=x", "limit=1.0", "limit=-1", "cursor=x", "page=2"])
def test_parameters_that_do_not_fit_are_named(app: Flask, running: Service, asked: str) -> None:
    said = problem(with_key(app, bearer(running, workbooks=None)).get(f"{URL}?{asked}"), 400, "bad_request")
    assert [one["parameter"] for one in said["errors"]] == [asked.partition("=")[0]]


def test_a_parameter_is_given_once(app: Flask, running: Service) -> None:
    said = problem(with_key(app, bearer(running, workbooks=None)).get(f"{URL}?limit=1&limit=2"), 400, "bad_request")
    assert said["errors"] == [{"parameter": "limit", "detail": "этот параметр дан дважды"}]


def test_how_a_workbook_stands(head: FlaskClient, book: int) -> None:
    said = head.get(f"{URL}/{book}").json
    assert (said["state"], said["fine"], said["problems"], said["kind"]) == ("good", True, 1, "google")
    assert said["lines"] and said["progress"] is None
    for address in said["links"].values():
        assert head.open(address, method="GET").status_code in {200, 405}, address


def test_a_path_of_this_machine_is_not_told(app: Flask, running: Service) -> None:
    id = shown(running, "Файл", kind="file")
    assert with_key(app, bearer(running, workbooks=None)).get(f"{URL}/{id}").json["spreadsheet"] is None


def test_a_manager_is_not_told_how_many_problems_the_others_have(manager: FlaskClient, book: int) -> None:
    said = manager.get(f"{URL}/{book}").json
    assert said["problems"] == 0 and not any("Замечаний" in line for line in said["lines"])
    assert manager.get(URL).json["workbooks"][0]["problems"] is None


@pytest.mark.parametrize("who", ["olga", "head", "boss", "a program"])
def test_who_is_quicker_keeps_it(
    app: Flask, running: Service, reached: None, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    """While the second waits for Google the first connects the same spreadsheet: it ends as if it had come later."""
    head, states = browser(app, running, person(running, "head", "head")), []

    def reach(_: object) -> tuple[str, Checked]:
        if states:
            return "b@example", READ
        states.append(None)
        with ThreadPoolExecutor(1) as another:
            assert another.submit(head.post, URL, json=ADDRESS, headers=TOKEN).result().status_code == 201
        states[0] = state(running)
        return "another@example", replace(READ, title="Чужое")

    monkeypatch.setattr(books.connecting, "reach", reach)
    if who == "a program":
        second = with_key(app, bearer(running, workbooks=None))
    else:
        second = browser(app, running, person(running, who, "admin" if who == "boss" else "head"))
    said = problem(second.post(URL, json=ADDRESS, headers=TOKEN), 409, "already_connected")
    assert state(running) == states[0], "nothing of the first's is changed, and nobody may see it besides"
    assert said == problem(second.post(URL, json=ADDRESS, headers=TOKEN), 409, "already_connected")


def state(running: Service) -> Any:
    with running.store.read() as session:
        there = workbooks.all_workbooks(session)
        return there, [members.of_workbook(session, book.id) for book in there], audit.read(session)


def test_a_spreadsheet_is_connected(app: Flask, running: Service, reached: None) -> None:
    client = with_key(app, bearer(running, workbooks=None))
    answer = client.post(URL, json=ADDRESS)
    assert answer.status_code == 201
    id = answer.json["id"]
    assert answer.headers["Location"] == f"{URL}/{id}"
    assert answer.json["title"] == "Отдел" and answer.json["wanted_at"]
    with running.store.read() as session:
        kept = workbooks.get(session, id)
        assert (kept.spreadsheet_id, kept.account) == (SHEET, "b@example")
        assert [entry.what for entry in audit.read(session)] == ["connected"]
    problem(client.post(URL, json=ADDRESS), 409, "already_connected")


def test_a_head_sees_what_he_has_connected_and_may_connect_it_again(
    app: Flask, running: Service, head: FlaskClient, reached: None
) -> None:
    id = head.post(URL, json=ADDRESS, headers=TOKEN).json["id"]
    assert head.get(f"{URL}/{id}").status_code == 200
    assert head.delete(f"{URL}/{id}", headers=TOKEN).status_code == 204
    assert head.get(f"{URL}/{id}").json["state"] == "paused"
    again = head.post(URL, json=ADDRESS, headers=TOKEN)
    assert (again.status_code, again.json["id"], again.json["state"]) == (201, id, "never")
    head.delete(f"{URL}/{id}", headers=TOKEN)
    with running.store.write() as session:
        members.put(session, id, [])
    problem(head.post(URL, json=ADDRESS, headers=TOKEN), 409, "already_connected")


@pytest.mark.parametrize("workbooks", [(), (1,)])
def test_a_key_of_some_workbooks_connects_none(app: Flask, running: Service, workbooks: tuple[int, ...]) -> None:
    client = with_key(app, bearer(running, functions=True, workbooks=workbooks))
    problem(client.post(URL, json=ADDRESS), 403, "forbidden")


def test_a_manager_connects_none(manager: FlaskClient) -> None:
    problem(manager.post(URL, json=ADDRESS, headers=TOKEN), 403, "forbidden")


def test_who_to_share_it_with_is_said(head: FlaskClient, reached: None) -> None:
    with refusing(WorkbookNotShared(T("Откройте {addresses}.", "Share it."), addresses="a@example, b@example")):
        said = problem(head.post(URL, json=ADDRESS, headers=TOKEN), 422, "not_shared")
    assert said["share_with"] == ["a@example", "b@example"]
    assert said["type"] == "/problems/workbook" and said["detail"] == "Откройте a@example, b@example."


def test_what_passes_by_itself_is_503(head: FlaskClient, reached: None) -> None:
    with refusing(ServiceDown(T("Google молчит.", "Google is silent."))):
        problem(head.post(URL, json=ADDRESS, headers=TOKEN), 503, "outage")


def test_without_an_account_there_is_nothing_to_connect_with(head: FlaskClient) -> None:
    problem(head.post(URL, json=ADDRESS, headers=TOKEN), 422, KeyRefused.code)


@pytest.mark.parametrize("url", ["", "x", "https://evil.example/spreadsheets/d/" + SHEET, "http://[", "javascript:1"])
def test_only_an_address_of_a_spreadsheet_will_do(head: FlaskClient, url: str) -> None:
    problem(head.post(URL, json={"url": url}, headers=TOKEN), 422, "no_address")


@pytest.mark.parametrize("body", [{}, {"url": 5}, {"url": None}, {"url": "x" * 2001}, {"url": "\ud800"}, [], "x"])
def test_a_body_that_does_not_fit(head: FlaskClient, body: Any) -> None:
    said = problem(head.post(URL, json=body, headers=TOKEN), 400, "bad_request")
    assert said["errors"][0]["pointer"] in {"/url", ""}


def test_the_end_of_a_workbook(running: Service, head: FlaskClient, manager: FlaskClient, book: int) -> None:
    address = f"{URL}/{book}"
    problem(manager.delete(address, headers=TOKEN), 403, "forbidden")
    problem(head.delete(f"{address}?purge=yes", headers=TOKEN), 400, "bad_request")
    assert head.delete(f"{address}?purge=true", headers=TOKEN).status_code == 204
    assert head.get(address).status_code == 404
    with running.store.read() as session:
        assert workbooks.all_workbooks(session) == []
        assert audit.read(session)[0].what == "purged"


def test_a_key_ends_nothing(app: Flask, running: Service, book: int) -> None:
    client = with_key(app, bearer(running, functions=True, workbooks=None))
    problem(client.delete(f"{URL}/{book}?purge=true"), 403, "forbidden")


def test_a_run_is_asked_for(app: Flask, running: Service, book: int) -> None:
    client = with_key(app, bearer(running, workbooks=(book,)))
    answer = client.post(f"{URL}/{book}/sync")
    assert answer.status_code == 202 and answer.json["wanted_at"]
    assert answer.headers["Location"] == f"{URL}/{book}"
    assert client.post(f"{URL}/{book}/sync").json["wanted_at"] == answer.json["wanted_at"]
    with running.store.read() as session:
        assert [entry.what for entry in audit.read(session)] == ["synced", "synced"]


def test_what_is_sent_as_a_file_has_nowhere_to_be_read_from(app: Flask, running: Service) -> None:
    id = shown(running, "Присланная", kind="upload")
    problem(with_key(app, bearer(running, workbooks=None)).post(f"{URL}/{id}/sync"), 422, "no_source")


@pytest.mark.parametrize("id", ["0", "4711", "99999999999999999999", "x", "-1", "1.0"])
def test_no_such_workbook(admin: FlaskClient, id: str) -> None:
    problem(admin.get(f"{URL}/{id}"), 404, "not_found")


def test_a_person_of_another_workbook_is_told_nothing(running: Service, head: FlaskClient, book: int) -> None:
    person(running, "other", "head")
    with running.store.write() as session:
        members.put(session, book, [])
    problem(head.get(f"{URL}/{book}"), 404, "not_found")
    assert head.get(URL).json["workbooks"] == []
