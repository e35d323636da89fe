"""The way by which a spreadsheet comes, on the local Sheets server: every step, every refusal, nothing done unasked."""

import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sheets_addon.app import create_app
from sheets_addon.jobs.service import Service, service
from sheets_addon.jobs.work import work
from sheets_addon.settings import Settings
from sheets_addon.store import audit, members, workbooks
from sheets_addon.sync.connect import Checked, Reader
from sheets_addon.web import connect as connecting
from tests.sheets_addon.conftest import CSRF, PASSWORD, SECRET, browser, person
from tests.sheets_addon.sync.rig import ADDRESS, small
from tests.sheets_api import admin as google_admin
from tests.sheets_api.running import credentials
from tests.sheets_api.running import running as serving
from tests.sheets_api.server import Server
from tests.sheets_api.state import Book

URL = "https://docs.google.com/spreadsheets/d/{id}/edit#gid=10"
ERROR = re.compile(r'class="error" id="url-error" role="alert">([^<]+)<')
NOTICE = re.compile(r'<div class="notice (\w+)"[^>]*><p>(.+?)</p>')


@pytest.fixture(scope="module")
def served() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture(scope="module")
def key(served: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return credentials(served, tmp_path_factory.mktemp("key"))


@pytest.fixture
def google(served: Server) -> Iterator[Server]:
    served.faults.clear()
    served.quota.reset()
    yield served
    served.faults.clear()
    assert (served.violations, served.warnings, served.crashes) == ([], [], [])


@pytest.fixture
def settings(tmp_path: Path, google: Server, key: Path) -> Settings:
    return Settings(
        home=tmp_path / "home", password=PASSWORD, secret_key=SECRET, google_key=key, google_root=google.root
    )


def uploaded(server: Server, role: str | None = "writer", sheets: list[dict[str, Any]] | None = None) -> Book:
    given = {
        "title": "Отдел",
        "sheets": small() if sheets is None else sheets,
        "share": {ADDRESS: role} if role else {},
    }
    return google_admin.upload(server, given)


def titles(server: Server, book: Book) -> list[str]:
    return [tab.title for tab in server.world.book(book.id).tabs]


def step(client: FlaskClient, place: str, url: str, **more: Any) -> Any:
    return client.post(f"/connect{place}", data={"csrf": CSRF, "url": url} | more)


def all_books(running: Service) -> list[workbooks.Workbook]:
    with running.store.read() as session:
        return workbooks.all_workbooks(session)


def test_from_the_address_to_the_first_report(running: Service, google: Server, head: FlaskClient) -> None:
    page = head.get("/connect").text
    assert ADDRESS in page and "Редактор" in page
    book = uploaded(google, None)
    url = URL.format(id=book.id)
    answer = step(head, "/check", url)
    assert answer.status_code == 422 and "Поделиться" in answer.text and f'value="{ADDRESS}"' in answer.text
    assert f'name="url" value="{url}"' in answer.text, "«Проверить» knows what to check"
    google.world.book(book.id).permissions += [
        {"kind": "drive#permission", "id": "1", "type": "user", "role": "writer", "emailAddress": ADDRESS}
    ]
    page = step(head, "/check", url).text
    assert "Сделки: " not in page and "Сделки — строк: 3" in page and "Оплаты — строк: 2" in page
    assert re.search("Нет вкладок: [^<]*Этапы", page) and "Создать в моей таблице" in page
    assert titles(google, book) == ["Сделки", "Оплаты", "Мои заметки"], "looking writes nothing"
    assert all_books(running) == []
    answer = step(head, "", url)
    [connected] = all_books(running)
    assert answer.headers["Location"] == f"/workbooks/{connected.id}"
    assert (connected.title, connected.account, connected.added_by) == ("Отдел", ADDRESS, "head")
    assert connected.wanted_at is not None
    with running.store.read() as session:
        assert members.of_workbook(session, connected.id) == {person(running, "head", "head").id}
        [entry] = audit.read(session)
    assert (entry.who, entry.what, entry.workbook_id, entry.subject) == ("head", "connected", connected.id, "Отдел")
    outcome = work(running.jobs, connected.id)
    assert outcome is not None and outcome.is_good
    assert "Сводка" in titles(google, book)
    assert head.get(answer.headers["Location"], follow_redirects=True).status_code == 200


def test_missing_tabs_are_made_only_when_asked_for(running: Service, google: Server, head: FlaskClient) -> None:
    book = uploaded(google)
    before = google_admin.dump(google.world.book(book.id))["tabs"]
    url = URL.format(id=book.id)
    page = step(head, "/tabs", url, table=["stages", "invoices", "deals", "nonsense"], language="ru").text
    assert "Созданы вкладки: Счета, Этапы." in page or "Созданы вкладки: Этапы, Счета." in page
    assert sorted(titles(google, book)) == sorted(["Сделки", "Оплаты", "Мои заметки", "Этапы", "Счета"])
    assert google_admin.dump(google.world.book(book.id))["tabs"][:3] == before
    assert "Этапы — строк: 0" in page
    with running.store.read() as session:
        [entry] = audit.read(session)
    assert (entry.what, entry.subject, entry.workbook_id) == ("tabs_created", book.id, None)
    assert all_books(running) == []


def test_an_empty_spreadsheet_is_filled_with_tabs_and_connected(
    running: Service, google: Server, head: FlaskClient
) -> None:
    book = uploaded(google, sheets=[{"title": "Лист1", "rows": []}])
    url = URL.format(id=book.id)
    page = step(head, "/check", url).text
    assert "подключать пока нечего" in page and "Подключить и обновить" not in page
    assert step(head, "", url).status_code == 422 and all_books(running) == []
    ticked = re.findall(r'name="table" value="(\w+)" checked', page)
    assert len(ticked) > 10
    page = step(head, "/tabs", url, table=ticked, language="en").text
    assert "Deals — строк: 0" in page and "Создать в моей таблице" not in page
    assert step(head, "", url).status_code == 303
    assert all_books(running)[0].language == "en"


def test_tabs_that_cannot_be_made_are_said(google: Server, head: FlaskClient) -> None:
    book = uploaded(google)
    url = URL.format(id=book.id)
    answer = step(head, "/tabs", url, language="ru")
    assert answer.status_code == 422 and ("bad", "Отметьте хотя бы одну вкладку.") in NOTICE.findall(answer.text)
    google.faults.plan(kind="status", match=":batchUpdate", code=400, message="strange", times=99)
    answer = step(head, "/tabs", url, table=["stages"], language="ru")
    assert answer.status_code == 422 and NOTICE.findall(answer.text)[0][0] == "bad"
    assert 'value="stages" checked' in answer.text
    assert titles(google, book) == ["Сделки", "Оплаты", "Мои заметки"]


@pytest.mark.parametrize("given", ["https://example.com/spreadsheets/d/1234567890123456789012", "мусор", "", "<b>"])
def test_what_is_no_address(head: FlaskClient, given: str) -> None:
    answer = step(head, "/check", given)
    assert answer.status_code == 422
    [said] = ERROR.findall(answer.text)
    assert "не адрес Google Таблицы" in said and "<b>" not in answer.text


def test_a_viewer_is_told_what_is_lacking(google: Server, head: FlaskClient) -> None:
    answer = step(head, "/check", URL.format(id=uploaded(google, "reader").id))
    assert answer.status_code == 422
    [(tone, said)] = NOTICE.findall(answer.text)
    assert tone == "bad" and "может только смотреть" in said and f'value="{ADDRESS}"' in answer.text


def test_one_that_is_deleted_or_in_the_bin(google: Server, head: FlaskClient) -> None:
    answer = step(head, "/check", URL.format(id="1" * 44))
    assert answer.status_code == 422 and "удалена" in ERROR.findall(answer.text)[0]
    book = uploaded(google)
    google.world.book(book.id).file["trashed"] = True
    assert "в корзине" in ERROR.findall(step(head, "/check", URL.format(id=book.id)).text)[0]


def test_google_is_away(google: Server, head: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sheets_addon.web.connect.SECONDS", 1.0)
    google.faults.plan(kind="status", match=".*", code=503, times=99)
    answer = step(head, "/check", URL.format(id="2" * 44))
    assert answer.status_code == 422 and ERROR.findall(answer.text)


def test_connected_already(running: Service, google: Server, head: FlaskClient, app: Flask) -> None:
    url = URL.format(id=uploaded(google).id)
    step(head, "", url)
    page = step(head, "/check", url).text
    assert "уже подключена" in page and "Открыть «Отдел»" in page
    assert step(head, "", url).status_code == 422 and len(all_books(running)) == 1
    other = browser(app, running, person(running, "olga", "head"))
    for place in ("/check", "", "/tabs"):
        answer = step(other, place, url, table=["stages"])
        assert answer.status_code == 422 and "уже подключил кто-то другой" in ERROR.findall(answer.text)[0], place
        assert "Отдел" not in answer.text.partition("<main")[2]
    with running.store.read() as session:
        assert members.of_workbook(session, 1) == {person(running, "head", "head").id}


def test_one_that_rested_works_again(running: Service, google: Server, head: FlaskClient, app: Flask) -> None:
    url = URL.format(id=uploaded(google).id)
    step(head, "", url)
    with running.store.write() as session:
        workbooks.change(session, 1, paused=True)
    other = browser(app, running, person(running, "olga", "head"))
    assert step(other, "", url).status_code == 422 and all_books(running)[0].paused
    assert "обновление остановлено" in step(head, "/check", url).text
    assert step(head, "", url).status_code == 303
    assert not all_books(running)[0].paused and len(all_books(running)) == 1


@pytest.mark.parametrize("who", ["olga", "head", "boss"])
def test_who_is_quicker_keeps_it(
    running: Service, google: Server, app: Flask, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    """While the second waits for Google the first connects the same spreadsheet: it ends as if it had come later."""
    head, roles = person(running, "head", "head"), {"olga": "head", "head": "head", "boss": "admin"}
    url, real, states = URL.format(id=uploaded(google).id), connecting.reach, []

    def reach(readers: Mapping[str, Reader]) -> tuple[str, Checked]:
        found = real(readers)
        if states:
            return found
        states.append(None)
        with ThreadPoolExecutor(1) as another:
            assert another.submit(step, browser(app, running, head), "", url).result().status_code == 303
        states[0] = state(running)
        return "another@account", replace(found[1], title="Чужое", rules={})

    monkeypatch.setattr(connecting, "reach", reach)
    second = browser(app, running, person(running, who, roles[who]))
    quick = step(second, "", url)
    assert state(running) == states[0], "nothing of the first's is changed, and nothing is added"
    later = step(second, "", url)
    assert (quick.status_code, plain(quick.text)) == (later.status_code, plain(later.text))
    assert quick.status_code == 422
    assert ("кто-то другой" if who == "olga" else "Открыть «Отдел»") in quick.text


def state(running: Service) -> Any:
    with running.store.read() as session:
        return all_books(running), members.of_workbook(session, 1), audit.read(session)


def plain(page: str) -> str:
    """Without what is another at each request."""
    return re.sub(r'nonce="[^"]*"', "", page)


def test_without_a_key_it_says_how_one_comes(tmp_path: Path) -> None:
    with service(Settings(home=tmp_path, password=PASSWORD, secret_key=SECRET)) as made:
        client = browser(create_app(made), made, person(made, "head", "head"))
        for page in (client.get("/connect").text, step(client, "/check", "1" * 44).text):
            assert "planerka connect АДРЕС --key" in page and 'href="/upload"' in page
            assert 'name="url"' not in page and 'type="file"' not in page


def test_a_key_file_that_cannot_be_read(tmp_path: Path) -> None:
    given = Settings(home=tmp_path, password=PASSWORD, secret_key=SECRET, google_key=tmp_path / "none.json")
    with service(given) as made:
        client = browser(create_app(made), made, person(made, "head", "head"))
        answer = step(client, "/check", "1" * 44)
        assert answer.status_code == 422 and "Скажите администратору" in ERROR.findall(answer.text)[0]


def test_a_manager_connects_nothing(google: Server, manager: FlaskClient) -> None:
    url = URL.format(id=uploaded(google).id)
    assert manager.get("/connect").status_code == 403
    for place in ("", "/check", "/tabs"):
        assert step(manager, place, url).status_code == 403


def test_htmx_gets_the_refusal_to_show(google: Server, head: FlaskClient) -> None:
    answer = head.post("/connect/check", data={"csrf": CSRF, "url": "x"}, headers={"HX-Request": "true"})
    assert answer.status_code == 200 and ERROR.findall(answer.text) and 'id="way"' in answer.text


def test_headers_that_are_lacking_are_said_in_words(google: Server, head: FlaskClient) -> None:
    book = uploaded(google, sheets=[{"title": "Сделки", "rows": [["Клиент", "Этап"], ["Ромашка", "КП"]]}])
    page = step(head, "/check", URL.format(id=book.id)).text
    assert 'class="near"' in page and "нужно исправить" in page


def test_the_english_pages(google: Server, head: FlaskClient) -> None:
    head.post("/language", data={"csrf": CSRF, "language": "en"})
    book = uploaded(google, sheets=[{"title": "Deals", "rows": [["Client", "Amount"], ["A", 1]]}])
    unshared = uploaded(google, None)
    for page in (
        head.get("/connect").text,
        step(head, "/check", URL.format(id=unshared.id)).text,
        step(head, "/check", URL.format(id=book.id)).text,
    ):
        main = page.partition("<main")[2].replace("«", "")
        assert not re.search("[а-яё]", main.replace("Отдел", ""), re.IGNORECASE), main


def test_a_link_may_name_the_spreadsheet(google: Server, head: FlaskClient) -> None:
    page = head.get("/connect", query_string={"url": 'https://docs.google.com/"><script>'}).text
    assert 'value="https://docs.google.com/&#34;&gt;&lt;script&gt;"' in page
    assert "<script>" not in page
