"""The reports as pages: the figures as they were computed, and nothing that a person typed as markup."""

import json
import re
from dataclasses import replace
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.report import Failure, Result
from sheets_addon.demo import _tables, _texts
from sheets_addon.jobs.service import Service
from sheets_addon.web.words import words
from tests.sheets_addon.conftest import browser, keep, person, shown
from tests.sheets_addon.fakes import fake_result
from tests.sheets_addon.web.seen import visible

FAILURE = "Этот отчёт не посчитан."


def test_a_workbook_opens_at_its_first_report_with_data(head: FlaskClient, book: int) -> None:
    page = head.get(f"/workbooks/{book}").text
    assert "<h1>День</h1>" in page
    assert "Отдел продаж" in page
    assert "Обновлено только что" in page


def test_a_page_shows_the_figures_of_the_refresh(head: FlaskClient, book: int) -> None:
    rows = _tables(head.get(f"/workbooks/{book}/reports/day").text)["managers"]
    expected = list(_texts(fake_result().report("day").blocks[0], "ru"))
    assert rows[:-1] == expected
    assert rows[0] == ["Анна Белова", "1 200", "1 234 567", "12,5 %", "100 %", "10 %", "31.03.2026", "Сделки!C17"]
    assert rows[1][2] == "0"
    assert rows[2][2] == "−1 500"
    assert rows[-1][:3] == ["Итого", "1 201", "1 233 067"]


def test_a_link_opens_the_very_cell(head: FlaskClient, running: Service, book: int) -> None:
    page = unescape(head.get(f"/workbooks/{book}/reports/day").text)
    assert "/edit#gid=11&range=C17" in page
    file = shown(running, "Файл", kind="file")
    page = head.get(f"/workbooks/{file}/reports/day").text
    assert "Сделки!C17" in page
    assert "gid=" not in page


def test_text_of_people_is_never_markup(head: FlaskClient, book: int) -> None:
    page = head.get(f"/workbooks/{book}/reports/day").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


PAGES = ("", "/reports/funnel", "/problems", "/runs", "/agenda")


@pytest.mark.parametrize("path", PAGES)
def test_every_script_and_style_is_a_file_that_is_there(head: FlaskClient, book: int, path: str) -> None:
    page = head.get(f"/workbooks/{book}{path}").text
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page))
    assert " style=" not in page
    assert " onclick" not in page
    assert "hx-on" not in page
    assert "<style" not in page
    names = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page))
    assert len(names) >= 4
    assert all(head.get(name, buffered=True).status_code == 200 for name in names)


def test_every_entry_of_the_menu_leads_somewhere(head: FlaskClient, book: int) -> None:
    page = head.get(f"/workbooks/{book}").text
    menu = page.partition('id="menu"')[2].partition("</nav>")[0]
    paths = re.findall(r'href="([^"]+)"', menu)
    assert len(paths) >= 5
    assert all(head.get(path, buffered=True).status_code == 200 for path in paths)


def test_charts_carry_their_data(head: FlaskClient, book: int) -> None:
    page = head.get(f"/workbooks/{book}/reports/day").text
    charts = [json.loads(unescape(data)) for data in re.findall(r"data-chart='([^']*)'", page)]
    assert [chart["kind"] for chart in charts] == ["funnel", "bar", "column", "stacked", "line"]
    chart = charts[0]
    assert chart["categories"] == ["Анна Белова", "<script>alert(1)</script>"]  # the deeper row is left out
    assert chart["series"][0]["values"] == [1234567.0, -0.4]
    assert chart["series"][0]["name"] == "Сумма"


def test_a_report_that_waits_stands_apart_and_says_for_what(head: FlaskClient, book: int) -> None:
    page = head.get(f"/workbooks/{book}/reports/funnel").text
    assert "Появится, когда заполните вкладку «Сделки»." in page
    assert "Появится, когда заполните" in page.partition('class="group waiting"')[2].partition("</section>")[0]


def test_an_unknown_report_is_one_sentence(head: FlaskClient, book: int) -> None:
    answer = head.get(f"/workbooks/{book}/reports/none")
    assert answer.status_code == 404
    assert "Такой страницы нет" in answer.text


def test_a_report_that_an_error_of_ours_stopped_says_so_under_status_500(head: FlaskClient, running: Service) -> None:
    id = shown(running, "Сломанная", result=failing())
    page = head.get(f"/workbooks/{id}/reports/day")
    assert page.status_code == 500
    assert page.text.count(FAILURE) == 1
    assert "deep inside" not in page.text
    assert head.get(f"/workbooks/{id}/reports/funnel").status_code == 200
    assert head.get(f"/workbooks/{id}").status_code == 200


def failing() -> Result:
    made = fake_result()
    day, funnel = made.reports
    broken = replace(day, failure=FAILURE, blocks=tuple(replace(block, rows=[], total=None) for block in day.blocks))
    error = Failure("day", ZeroDivisionError("deep inside"))
    return replace(made, reports=(broken, funnel), failures=(error,))


def test_a_workbook_without_reports_says_what_to_do(head: FlaskClient, running: Service) -> None:
    id = new(running)
    page = head.get(f"/workbooks/{id}").text
    assert "Отчётов пока нет" in page
    assert "нажмите «Обновить»" in page
    assert head.get(f"/workbooks/{id}/reports/day").status_code == 404


def new(running: Service) -> int:
    """A workbook that «head» may see, and that no run has read yet."""
    from sheets_addon.store import members, workbooks
    from sheets_addon.work import utc_now

    head = person(running, "head", "head")
    with running.store.write() as session:
        id = workbooks.add(session, "new", title="Новая", language="ru", time_zone="Europe/Moscow", now=utc_now()).id
        members.put(session, id, [head.id])
    return id


ALLOWED = {"Google", "ABC", "XYZ", "xlsx", "C17", "B2", "script", "alert", "VIP", "planerka", "head"}


@pytest.mark.parametrize("path", ["/", *(f"/workbooks/1{path}" for path in PAGES), "/nowhere", "/login"])
def test_the_russian_pages_have_no_english_word(head: FlaskClient, book: int, path: str) -> None:
    assert book == 1
    said = visible(head.get(path).text).replace(words("ru").frame.other_language, "")
    latin = set(re.findall(r"[A-Za-z]{2,}\d*|[A-Z]\d+", said))
    assert latin <= ALLOWED


@pytest.mark.parametrize("path", ["/", "/workbooks/1", *(f"/workbooks/1{path}" for path in PAGES[1:])])
def test_the_english_pages_have_no_russian_word_of_ours(app: Flask, running: Service, path: str) -> None:
    id = shown(running, "Sales", result=fake_result("en"))
    keep(running, id, fake_result("en"))
    client = browser(app, running, person(running, "head", "head"))
    client.get("/?lang=en")
    said = visible(client.get(path, headers={"Accept-Language": "en"}).text).replace(
        words("en").frame.other_language, ""
    )
    for typed in ("Анна Белова", "Пётр", "Сделки", "Счета", "Сумма", "много", "не число."):
        said = said.replace(typed, "")
    assert not re.findall("[а-яё]+", said, re.I)
