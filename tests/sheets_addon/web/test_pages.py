import json
import re
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sheets_addon.desk import Desk

from core.errors import WorkbookBusy, WorkbookUnreadable
from core.i18n import T
from sheets_addon.app import create_app
from sheets_addon.demo import _tables, _texts
from sheets_addon.settings import Settings
from sheets_addon.web.words import words
from sheets_addon.work import Order
from tests.sheets_addon.conftest import PASSWORD, csrf
from tests.sheets_addon.fakes import FakeRefresh, fake_result


def test_home_shows_the_first_report_with_data(person: FlaskClient) -> None:
    page = person.get("/").text
    assert "<h1>День</h1>" in page
    assert "книга.xlsx" in page
    assert "на 31.03.2026" in page
    assert "18:05" in page


def test_a_page_shows_the_figures_of_the_refresh(person: FlaskClient) -> None:
    rows = _tables(person.get("/reports/day").text)["managers"]
    expected = list(_texts(fake_result().report("day").blocks[0], "ru"))
    assert rows[:-1] == expected
    assert rows[0] == ["Анна Белова", "1 200", "1 234 567", "12,5 %", "100 %", "10 %", "31.03.2026", "Сделки!C17"]
    assert rows[1][2] == "0"
    assert rows[2][2] == "−1 500"
    assert rows[-1][:3] == ["Итого", "1 201", "1 233 067"]


def test_text_of_people_is_never_markup(person: FlaskClient) -> None:
    page = person.get("/reports/day").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_every_script_is_a_file(person: FlaskClient) -> None:
    for path in ("/", "/problems", "/reports/funnel", "/login"):
        page = person.get(path).text
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page))
        assert " style=" not in page
        assert " onclick" not in page
        assert "<style" not in page


def test_charts_carry_their_data(person: FlaskClient) -> None:
    page = person.get("/reports/day").text
    charts = [json.loads(unescape(data)) for data in re.findall(r"data-chart='([^']*)'", page)]
    assert [chart["kind"] for chart in charts] == ["funnel", "bar", "column", "stacked", "line"]
    chart = charts[0]
    assert chart["categories"] == ["Анна Белова", "<script>alert(1)</script>"]  # the deeper row is left out
    assert chart["series"][0]["values"] == [1234567.0, -0.4]
    assert chart["series"][0]["name"] == "Сумма"


def test_static_files_that_pages_name_exist(person: FlaskClient) -> None:
    page = person.get("/").text
    names = set(re.findall(r'(?:src|href)="(/(?:static|login)/[^"]+)"', page))
    assert len(names) == 4
    assert all(person.get(name, buffered=True).status_code == 200 for name in names)


def test_a_block_that_waits_says_for_what(person: FlaskClient) -> None:
    assert "Появится, когда заполните вкладку «Сделки»." in person.get("/reports/funnel").text


def test_problems_name_the_cell(person: FlaskClient) -> None:
    page = person.get("/problems").text
    assert "Сделки!C17" in page
    assert "«много» — не число." in page
    assert "ошибка" in page


def test_an_unknown_report_is_one_sentence(person: FlaskClient) -> None:
    answer = person.get("/reports/none")
    assert answer.status_code == 404
    assert "Такой страницы нет." in answer.text


def test_the_button_refreshes_writes_and_comes_back(person: FlaskClient, made: FakeRefresh) -> None:
    token = csrf(person, "/reports/funnel")
    answer = person.post("/refresh", data={"csrf": token, "back": "funnel"})
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/reports/funnel"
    assert made.calls == 2
    assert made.workbook.result is made.result


def test_the_button_never_leads_to_another_site(person: FlaskClient) -> None:
    answer = person.post("/refresh", data={"csrf": csrf(person, "/"), "back": "//evil.example"})
    assert answer.headers["Location"] == "/"


def test_a_changed_file_is_noticed_and_an_unchanged_one_is_not_read(
    person: FlaskClient, made: FakeRefresh, book: Path
) -> None:
    person.get("/")
    person.get("/")
    assert made.calls == 1
    book.write_bytes(b"two, longer")
    person.get("/")
    assert made.calls == 2
    assert made.workbook.result is None  # looking at a page writes nothing


def test_a_failed_refresh_keeps_the_last_reports(person: FlaskClient, made: FakeRefresh, book: Path) -> None:
    person.get("/")
    made.error = WorkbookUnreadable(T("Книга повреждена.", "The book is damaged."))
    book.write_bytes(b"half")
    page = person.get("/").text
    assert "Книга повреждена." in page
    assert "прежние отчёты" in page
    assert "Анна Белова" in page


def test_a_busy_report_file_is_said_and_the_new_figures_shown(person: FlaskClient, made: FakeRefresh) -> None:
    made.busy = WorkbookBusy(T("Закройте файл.", "Close the file."))
    person.post("/refresh", data={"csrf": csrf(person, "/"), "back": ""})
    assert "Закройте файл." in person.get("/").text
    assert "Анна Белова" in person.get("/").text


def test_an_unforeseen_error_is_a_sentence_and_a_log_line(
    person: FlaskClient, made: FakeRefresh, tmp_path: Path
) -> None:
    from sheets_addon import logs

    log = logs.configure(tmp_path)
    made.error = RuntimeError("secret detail")  # type: ignore[assignment]
    answer = person.get("/")
    assert answer.status_code == 500
    assert "secret detail" not in answer.text
    assert "Traceback" not in answer.text
    number = re.search(r"под номером (\w+)", answer.text)
    line = json.loads(log.read_text("utf-8").splitlines()[-1])
    assert number
    assert line["number"] == number[1]
    assert line["exception"][0]["exc_value"] == "secret detail"


def test_without_a_workbook_the_page_says_how_to_connect_one(tmp_path: Path) -> None:
    client = create_app(Settings(home=tmp_path, password=PASSWORD)).test_client()
    client.post("/login", data={"csrf": csrf(client), "user": "head", "password": PASSWORD})
    assert "planerka serve --book" in client.get("/").text
    assert client.get("/health/ready").status_code == 200


ALLOWED = {"planerka", "ABC", "XYZ", "API", "xlsx", "C17", "B2", "script", "alert", "VIP"}


@pytest.mark.parametrize("path", ["/", "/reports/funnel", "/problems", "/nowhere", "/login"])
def test_the_russian_page_has_no_english_word(person: FlaskClient, path: str) -> None:
    latin = set(re.findall(r"[A-Za-z]{2,}\d*|[A-Z]\d+", visible(person.get(path).text)))
    assert latin <= ALLOWED


def test_the_english_page_has_no_russian_word_of_ours(tmp_path: Path, book: Path) -> None:
    app = english(tmp_path, book)
    client = app.test_client()
    client.post("/login", data={"csrf": csrf(client), "user": "head", "password": PASSWORD})
    page = visible(client.get("/reports/day").text)
    for typed in ("Анна Белова", "Пётр", "книга", "Сделки", "Счета"):
        page = page.replace(typed, "")
    assert not re.search("[а-яё]", page, re.I)
    assert "1,234,567" in page
    assert "2026-03-31" in page


def english(tmp_path: Path, book: Path) -> Flask:
    return create_app(Settings(home=tmp_path, password=PASSWORD), Desk(Order(book), FakeRefresh("en")))


def test_words_exist_in_both_languages() -> None:
    assert vars(words("ru")).keys() == vars(words("en")).keys()
    assert all(vars(words("ru")).values())
    assert all(vars(words("en")).values())


def visible(html: str) -> str:
    """What a reader sees or hears: text, titles, labels."""
    spoken = re.findall(r'(?:title|aria-label|data-details|data-expand|data-collapse)="([^"]*)"', html)
    body = re.sub(r"<[^>]+>", " ", html.partition("<body>")[2])
    return unescape(" ".join([body, *spoken]))
