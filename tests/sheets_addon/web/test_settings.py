import re
from datetime import time

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sheets_addon.jobs.service import Service
from sheets_addon.store import audit, members, workbooks
from sheets_addon.store.workbooks import Workbook
from tests.sheets_addon.conftest import CSRF, browser, person, shown

ERROR = re.compile(r'class="error" id="meetings-error" role="alert">([^<]+)<')


def kept(running: Service, id: int) -> Workbook:
    with running.store.read() as session:
        return workbooks.get(session, id)


def seen_by(running: Service, id: int) -> frozenset[int]:
    with running.store.read() as session:
        return members.of_workbook(session, id)


def save(client: FlaskClient, id: int, **more: object) -> object:
    return client.post(f"/workbooks/{id}/settings", data={"csrf": CSRF, "meetings": "", "language": ""} | more)


def test_the_page_says_what_is_set_and_what_the_workbook_says(head: FlaskClient, book: int) -> None:
    page = head.get(f"/workbooks/{book}/settings").text
    assert "сейчас 09:00, 11:00, 14:00, 16:00" in page and "Europe/Moscow" in page
    assert "как в книге (русский)" in page
    assert "anna — менеджер Анна Белова" in page and "head — это вы" in page
    assert "Загрузить новую версию" not in page


def test_meetings_of_its_own_move_the_next_run(running: Service, head: FlaskClient, book: int) -> None:
    answer = save(head, book, meetings="16.30; 9:05, 09:05")
    assert answer.status_code == 303  # type: ignore[attr-defined]
    found = kept(running, book)
    assert found.meetings == (time(9, 5), time(16, 30))
    assert found.next_run_at is not None and found.next_run_at.strftime("%M") in {"55", "20"}
    page = head.get(f"/workbooks/{book}/settings").text
    assert 'value="09:05, 16:30"' in page and "Настройки сохранены." in page
    save(head, book)
    assert kept(running, book).meetings is None
    with running.store.read() as session:
        assert [one.what for one in audit.read(session, workbook_id=book)] == ["settings_changed"] * 2


@pytest.mark.parametrize("given", ["девять", "25:00", "09:60", "9", "09:00 - 10:00", "<b>"])
def test_what_is_no_time_is_said_beside_the_field(running: Service, head: FlaskClient, book: int, given: str) -> None:
    answer = save(head, book, meetings=f"09:00, {given}", paused="on")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    [said] = ERROR.findall(answer.text)  # type: ignore[attr-defined]
    assert "не время" in said and "<b>" not in said
    assert kept(running, book).meetings is None and not kept(running, book).paused


def test_too_many_meetings(head: FlaskClient, book: int) -> None:
    answer = save(head, book, meetings=", ".join(f"{hour}:00" for hour in range(13)))
    assert "Не больше 12" in ERROR.findall(answer.text)[0]  # type: ignore[attr-defined]


def test_another_language_is_an_override_and_asks_for_a_run(running: Service, head: FlaskClient, book: int) -> None:
    with running.store.write() as session:
        workbooks.change(session, book, overrides={"debtor_days": 10})
    save(head, book, language="en")
    found = kept(running, book)
    assert found.overrides == {"debtor_days": 10, "language": "en"} and found.wanted_at is not None
    assert "сейчас обновятся" in head.get(f"/workbooks/{book}/settings").text
    save(head, book, language="xx")
    assert kept(running, book).overrides == {"debtor_days": 10}


def test_a_pause_and_its_end(running: Service, head: FlaskClient, book: int) -> None:
    save(head, book, paused="on")
    assert kept(running, book).paused and kept(running, book).wanted_at is None
    save(head, book)
    assert not kept(running, book).paused and kept(running, book).wanted_at is not None


def test_who_may_see_is_ticked_and_nobody_locks_himself_out(
    app: Flask, running: Service, head: FlaskClient, book: int
) -> None:
    anna, head_, olga = (
        person(running, login, role, manager).id
        for login, role, manager in (("anna", "manager", "Анна"), ("head", "head", ""), ("olga", "head", ""))
    )
    save(head, book, member=[str(olga), "999", "x"])
    assert seen_by(running, book) == {head_, olga}
    assert browser(app, running, person(running, "anna", "manager")).get(f"/workbooks/{book}").status_code == 404
    save(head, book, member=[str(anna)])
    assert seen_by(running, book) == {head_, anna}


def test_an_administrator_need_not_be_a_member(running: Service, admin: FlaskClient, book: int) -> None:
    save(admin, book)
    assert seen_by(running, book) == frozenset()
    assert admin.get(f"/workbooks/{book}/settings").status_code == 200


def test_of_an_upload_nothing_is_planned(running: Service, head: FlaskClient) -> None:
    id = shown(running, kind="upload")
    page = head.get(f"/workbooks/{id}/settings").text
    assert "Загрузить новую версию" in page and 'name="meetings"' not in page and 'name="paused"' not in page
    save(head, id, language="en", paused="on")
    found = kept(running, id)
    assert not found.paused and found.wanted_at is None and found.next_run_at is None
    assert found.overrides == {"language": "en"}


def test_a_manager_sets_nothing(manager: FlaskClient, book: int) -> None:
    assert manager.get(f"/workbooks/{book}/settings").status_code == 403
    assert save(manager, book).status_code == 403  # type: ignore[attr-defined]


def test_the_english_page(head: FlaskClient, book: int) -> None:
    head.post("/language", data={"csrf": CSRF, "language": "en"})
    main = head.get(f"/workbooks/{book}/settings").text.partition("<h1>")[2]
    assert "as in the workbook (Russian)" in main
    assert not re.search("[а-яё]", main.replace("Анна Белова", ""), re.IGNORECASE)
