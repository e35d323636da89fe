"""The messages of a workbook on its settings page: set, refused beside the field, tried out."""

import re
from collections.abc import Iterator
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sheets_addon.alerts import hooks
from sheets_addon.alerts.choice import Choice, choice_of
from sheets_addon.app import create_app
from sheets_addon.jobs.service import Service, service
from sheets_addon.settings import Settings
from sheets_addon.store import audit, workbooks
from sheets_addon.store.workbooks import webhook_of
from tests.sheets_addon.alerts.conftest import with_mail
from tests.sheets_addon.alerts.servers import Chat, Mailbox, hook_server, mail_server
from tests.sheets_addon.conftest import CSRF, browser, person, shown

HOOK = "https://chat.example/hooks/t0ken"
ALL_SLOTS = ["morning", "11", "14", "16", "evening"]


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mail_server() as box:
        yield box


@pytest.fixture
def settings(settings: Settings, box: Mailbox) -> Settings:
    return with_mail(settings, box.port, webhook_private=True, public_url="http://sales.example")


def form(**more: Any) -> dict[str, Any]:
    given = {"csrf": CSRF, "agenda": "on", "slot": ALL_SLOTS, "to": "head@firma.ru, boss@фирма.рф", "do": "save"} | more
    return {name: value for name, value in given.items() if value is not None}


def kept(running: Service, id: int) -> Choice:
    with running.store.read() as session:
        return choice_of(workbooks.get(session, id).alerts)


def hook_of(running: Service, id: int) -> str | None:
    with running.store.read() as session:
        found = hooks.read(session, running.settings.store_key, id)
    return None if found is None else found.url


def test_off_until_it_is_switched_on(running: Service, head: FlaskClient, book: int) -> None:
    page = head.get(f"/workbooks/{book}/settings/alerts").text
    assert "никому ничего не отправляется" in page
    assert not re.search(r'name="(agenda|failures)"[^>]*checked', page)
    assert kept(running, book) == Choice()


def test_the_workbooks_own_meetings_are_named(running: Service, head: FlaskClient, book: int) -> None:
    with running.store.write() as session:
        workbooks.change(session, book, meetings=[time(9, 30), time(11), time(12, 15), time(18, 30)])
    page = head.get(f"/workbooks/{book}/settings/alerts").text
    labels = re.findall(r'<label for="slot-\w+">([^<]+)<', page)
    assert labels == ["утро (09:30)", "11:00 (11:00, 12:15)", "14:00", "16:00", "итоги дня (18:30)"]


def test_what_is_set_is_kept_and_shown_again(running: Service, head: FlaskClient, book: int) -> None:
    path = f"/workbooks/{book}/settings/alerts"
    assert head.post(path, data=form(failures="on", slot=["morning", "16"])).headers["Location"] == path
    to = ("head@firma.ru", "boss@xn--80apmps.xn--p1ai")
    assert kept(running, book) == Choice(to, True, True, ("morning", "16"))
    page = head.get(path).text
    assert "Сохранено." in page and "head@firma.ru\nboss@фирма.рф" in page
    assert len(re.findall(r'name="slot"[^>]*checked', page)) == 2
    head.post(path, data=form())
    assert kept(running, book) == Choice(to, True, False, None)
    head.post(path, data=form(agenda=None, to="", slot=[]))
    assert kept(running, book) == Choice((), False, False, ())
    with running.store.read() as session:
        entries = [one for one in audit.read(session) if one.what == "settings_changed"]
    assert len(entries) == 3 and {(one.who, one.workbook_id, one.subject) for one in entries} == {("head", book, "")}


@pytest.mark.parametrize(
    ("more", "field", "sentence"),
    [
        ({"to": "head"}, "to", "«head» не похоже на адрес почты"),
        ({"to": "a@firma.ru\r\nBcc: b@firma.ru"}, "to", "«Bcc:» не похоже"),
        ({"to": "<script>@firma.ru"}, "to", "&lt;script&gt;@firma.ru"),
        ({"to": ""}, "to", "Назовите хотя бы один адрес"),
        ({"slot": []}, "slot", "хотя бы одну планёрку"),
        ({"slot": ["strange"]}, "slot", "хотя бы одну планёрку"),
        ({"webhook": "chat.example"}, "webhook", "Нужен адрес вида https://"),
        ({"webhook": "http://chat.example/"}, "webhook", "Нужен https"),
        ({"webhook": "https://chat.example/" + "a" * 9000}, "webhook", "Нужен адрес"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(
    running: Service, head: FlaskClient, book: int, more: dict[str, Any], field: str, sentence: str
) -> None:
    answer = head.post(f"/workbooks/{book}/settings/alerts", data=form(**more))
    assert answer.status_code == 422
    found = re.search(rf'id="{field}-error" role="alert">([^<]+)<', answer.text)
    assert found and sentence in found[1]
    assert kept(running, book) == Choice() and hook_of(running, book) is None


def test_a_webhook_is_written_never_read(running: Service, head: FlaskClient, book: int) -> None:
    path = f"/workbooks/{book}/settings/alerts"
    page = head.post(path, data=form(to="", webhook=HOOK)).text
    key = re.search(r'id="webhook-key" value="([\w-]{43})"', page)
    assert key and "Больше мы его не покажем" in page and "t0ken" not in page
    assert hook_of(running, book) == HOOK
    page = head.get(path).text
    assert "Задан, ведёт на chat.example." in page and "t0ken" not in page and key[1] not in page
    head.post(path, data=form(to=""))  # an empty field changes nothing
    assert hook_of(running, book) == HOOK
    assert head.post(path, data=form(to="", webhook="nonsense t0ken")).status_code == 422
    assert "Назовите" in head.post(path, data=form(to="", webhook_off="on")).text
    assert hook_of(running, book) == HOOK
    head.post(path, data=form(webhook_off="on"))
    assert hook_of(running, book) is None and "Задан" not in head.get(path).text


def test_the_database_holds_the_webhook_encrypted(running: Service, head: FlaskClient, book: int) -> None:
    head.post(f"/workbooks/{book}/settings/alerts", data=form(webhook=HOOK))
    with running.store.engine.connect() as connection:
        raw = connection.exec_driver_sql("SELECT * FROM secrets").all()
        raw += connection.exec_driver_sql("SELECT alerts FROM workbooks").all()
    assert "t0ken" not in str(raw) and webhook_of(book) in str(raw)


def test_without_a_key_nothing_is_kept(tmp_path: Path) -> None:
    with service(Settings(home=tmp_path / "other", password="верный-пароль-29")) as running:
        app = create_app(running)
        book = shown(running)
        head = browser(app, running, person(running, "head", "head"))
        answer = head.post(f"/workbooks/{book}/settings/alerts", data=form(webhook=HOOK))
        assert answer.status_code == 422 and "PLANERKA_SECRET_KEY" in answer.text
        assert kept(running, book) == Choice()
        assert "Почта не настроена" in answer.text


def test_a_trial_goes_out_by_every_way(running: Service, head: FlaskClient, book: int, box: Mailbox) -> None:
    path = f"/workbooks/{book}/settings/alerts"
    with hook_server() as chat:
        page = head.post(path, data=form(webhook=chat.url, do="try")).text
        assert "Пробное письмо принято почтовым сервером." in page and "Пробное сообщение принято вебхуком." in page
        page = head.get(path).text
    assert "Последнее письмо — " in page and page.count(": ушло.") == 2
    assert box.letters[0]["Subject"] == "Пробное сообщение · Отдел продаж"
    assert "http://sales.example/workbooks/" in box.letters[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert chat.posted[0].json["kind"] == "trial"


def test_a_trial_that_fails_says_why(running: Service, head: FlaskClient, book: int, box: Mailbox) -> None:
    path, box.data = f"/workbooks/{book}/settings/alerts", "554 no <b>spam</b>"
    chat = Chat(url="https://localhost:9/t0ken")
    page = head.post(path, data=form(webhook=chat.url, do="try")).text
    assert "Пробное письмо не ушло: почтовый сервер 127.0.0.1 отказал: 554 no &lt;b&gt;spam&lt;/b&gt;." in page
    assert "Пробное сообщение в вебхук не ушло: вебхук на localhost не отвечает: соединение отвергнуто." in page
    page = head.post(path, data=form(do="try"), follow_redirects=True).text
    assert "подождите 10 с." in page
    assert "Последнее письмо" in page and "не ушло: почтовый сервер" in page and "t0ken" not in page


def test_a_trial_to_nobody(head: FlaskClient, book: int) -> None:
    given = form(agenda=None, to="", do="try")
    page = head.post(f"/workbooks/{book}/settings/alerts", data=given, follow_redirects=True).text
    assert "Пробное отправлять некуда" in page


def test_managers_and_strangers_set_nothing(
    running: Service, manager: FlaskClient, client: FlaskClient, book: int
) -> None:
    path = f"/workbooks/{book}/settings/alerts"
    assert manager.get(path).status_code == manager.post(path, data=form()).status_code == 403
    assert client.get(path).status_code == 303
    assert kept(running, book) == Choice()


def test_in_english(app: Flask, running: Service, book: int) -> None:
    client = browser(app, running, person(running, "head", "head"))
    page = client.get(f"/workbooks/{book}/settings/alerts?lang=en").text
    start = page.index('id="alerts"')
    part = page[start : page.index("</section>", start)]
    assert "The agenda before a meeting" in part and not re.search("[а-яё]", part, re.IGNORECASE)
