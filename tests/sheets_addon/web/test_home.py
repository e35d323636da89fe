"""The first page: each workbook as a card, the button, and what a reader may do where there is none."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sheets_addon.jobs.service import Service
from sheets_addon.store import audit, leases, members, runs, workbooks
from sheets_addon.store.workbooks import Kind
from sheets_addon.sync.engine import MANUAL
from sheets_addon.work import utc_now
from tests.sheets_addon.conftest import CSRF, browser, keep, person, shown
from tests.sheets_addon.fakes import fake_result
from tests.sheets_addon.people.filled import filled
from tests.sheets_addon.web.seen import visible


def test_a_card_says_the_months_money_the_problems_and_the_ways(head: FlaskClient, running: Service) -> None:
    id = shown(running, "Отдел", result=filled("ru"))
    page = head.get("/")
    said = visible(page.text)
    for figure in ("Поступило, ₽ 3 526 040", "План, ₽ 3 800 000", "К плану на сегодня ● 92,8 %"):
        assert figure in said.replace("\u00a0", " ")
    assert "11 ошибок" in said
    assert "Google Таблица" in said
    assert f'href="/workbooks/{id}/agenda"' in page.text
    assert 'href="https://docs.google.com/spreadsheets/d/google-%D0%9E' in page.text
    assert "Обновлено только что" in said


def test_a_manager_sees_his_own_line_of_the_board(app: Flask, running: Service) -> None:
    shown(running, "Отдел", result=filled("ru"))
    said = visible(browser(app, running, person(running, "anna", "manager", "Анна Белова")).get("/").text)
    said = said.replace("\u00a0", " ")
    assert "585 100" in said
    assert "3 526 040" not in said
    assert "11 ошибок" not in said


@pytest.mark.parametrize(("kind", "words"), [("file", "Файл на этой машине"), ("upload", "Загруженный файл")])
def test_files_say_so_and_link_to_no_spreadsheet(head: FlaskClient, running: Service, kind: Kind, words: str) -> None:
    shown(running, "Файл", kind=kind)
    page = head.get("/").text
    assert words in page
    assert "docs.google.com" not in page
    assert ("Обновить «Файл»" in page) == (kind == "file")


def test_whoever_has_no_workbook_reads_what_to_do(app: Flask, running: Service, head: FlaskClient) -> None:
    assert "Книг пока нет" in head.get("/").text
    manager = browser(app, running, person(running, "anna", "manager", "Анна Белова"))
    assert "Попросите об этом руководителя" in manager.get("/").text


def test_a_workbook_of_others_is_on_no_first_page(head: FlaskClient, running: Service) -> None:
    hidden = shown(running, "Чужая")
    with running.store.write() as session:
        members.put(session, hidden, [])
    assert "Чужая" not in head.get("/").text


def test_the_button_asks_for_one_run_and_comes_back(head: FlaskClient, running: Service, book: int) -> None:
    where = f"http://localhost/workbooks/{book}/problems"
    answer = head.post(f"/workbooks/{book}/sync", data={"csrf": CSRF}, headers={"Referer": where})
    assert answer.status_code == 303
    assert answer.headers["Location"] == where
    with running.store.read() as session:
        asked = workbooks.get(session, book)
        assert asked.wanted_reason == MANUAL
        assert [(one.who, one.what) for one in audit.read(session, workbook_id=book)] == [("head", "synced")]


@pytest.mark.parametrize("referer", ["https://evil.example/", "//evil.example", "http://localhost.evil.example/", ""])
def test_the_button_leads_to_no_other_site(head: FlaskClient, book: int, referer: str) -> None:
    answer = head.post(f"/workbooks/{book}/sync", data={"csrf": CSRF}, headers={"Referer": referer})
    assert answer.headers["Location"] == f"/workbooks/{book}"


def test_an_upload_has_nothing_to_refresh(head: FlaskClient, running: Service) -> None:
    id = shown(running, "Файл", kind="upload")
    assert head.post(f"/workbooks/{id}/sync", data={"csrf": CSRF}).status_code == 404


def test_the_card_of_an_upload_leads_to_its_next_version(app: Flask, head: FlaskClient, running: Service) -> None:
    """It is what a head does each day; whoever may not send a file is not led there."""
    id = shown(running, "Присланная", kind="upload")
    anna = browser(app, running, person(running, "anna", "manager", "Анна Белова"))
    for path in ("/", f"/workbooks/{id}", f"/workbooks/{id}/state"):
        assert f'href="/workbooks/{id}/upload"' in head.get(path).text
        assert f'href="/workbooks/{id}/upload"' not in anna.get(path).text


def test_with_htmx_the_progress_comes_back_and_is_asked_for_again(head: FlaskClient, book: int) -> None:
    answer = head.post(f"/workbooks/{book}/sync", data={"csrf": CSRF}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "В очереди" in answer.text
    assert 'hx-trigger="load delay:1s"' in answer.text
    assert "<html" not in answer.text


def test_the_card_follows_a_run_to_its_end(head: FlaskClient, running: Service, book: int) -> None:
    address = f"/workbooks/{book}/state?run={shown_run(head, book)}"
    idle = head.get(address)
    assert "load delay" not in idle.text
    assert "HX-Trigger" not in idle.headers
    with running.store.write() as session:
        lease = leases.acquire(session, book, "worker", utc_now(), timedelta(minutes=1))
        assert lease is not None
        run = runs.begin(session, lease, reason=MANUAL, slot="11", asof=None, now=utc_now())
    assert "Начинаем" in head.get(address).text
    with running.store.write() as session:
        runs.tell(session, run.id, "compute", 12, 27)
    under_way = visible("<body>" + head.get(address).text)
    assert "Считаем отчёты 12 из 27" in under_way
    with running.store.write() as session:
        runs.finish(session, lease, run.id, "nothing", utc_now())
        leases.release(session, lease)
    ended = head.get(address)
    assert "ничего нового в ячейках не нашлось" in ended.text
    assert "load delay" not in ended.text
    assert "HX-Trigger" not in ended.headers  # the page shows what there is
    keep(running, book, fake_result())
    assert head.get(address).headers["HX-Trigger"] == "renewed"


def shown_run(client: FlaskClient, book: int) -> str:
    found = re.search(rf'id="run-{book}" name="run" value="(\d+)"', client.get(f"/workbooks/{book}").text)
    assert found
    return found[1]


def test_figures_are_a_part_of_a_page(head: FlaskClient, book: int) -> None:
    answer = head.get(f"/workbooks/{book}/figures")
    assert answer.status_code == 200
    assert "<html" not in answer.text


def test_a_stranger_who_polls_is_sent_to_sign_in(client: FlaskClient, book: int) -> None:
    answer = client.get(f"/workbooks/{book}/state", headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"] == "/login"


def test_the_language_is_changed_for_good(head: FlaskClient) -> None:
    assert head.post("/language", data={"csrf": CSRF, "language": "en"}).status_code == 303
    assert "Workbooks" in head.get("/").text
    assert head.post("/language", data={"csrf": CSRF, "language": "fr"}).status_code == 400


def test_moments_are_of_the_workbooks_zone(running: Service) -> None:
    from sheets_addon.jobs.standing import standing

    id = shown(running)
    stands = standing(running.store, id, datetime(2026, 3, 31, 12, 0, tzinfo=UTC))
    assert stands.at(datetime(2026, 3, 31, 6, 0, tzinfo=UTC), "ru") == "09:00"
