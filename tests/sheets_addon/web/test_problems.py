"""What is wrong in the cells: found by severity, tab and manager, with the way to the cell."""

import re
from dataclasses import replace
from html import unescape

import pytest
from flask.testing import FlaskClient

from core.report import Problem
from sheets_addon.jobs.service import Service
from tests.sheets_addon.conftest import shown
from tests.sheets_addon.fakes import fake_result
from tests.sheets_addon.web.seen import visible


def problem(n: int, severity: str = "error", tab: str = "Сделки", manager: str = "Анна Белова") -> Problem:
    said = f"«много {n}» — не число."
    return Problem(tab, n, "Сумма", f"C{n}", "not_number", severity, f"много {n}", said, "число", manager)  # type: ignore[arg-type]


MANY = (
    *(problem(n) for n in range(2, 132)),
    *(problem(n, "warning", "Счета", "Пётр Ильин") for n in range(2, 5)),
    problem(9, "info", "Счета", ""),
)


@pytest.fixture
def many(running: Service) -> int:
    return shown(running, "Много", result=replace(fake_result(), problems=MANY))


def cells(page: str) -> list[str]:
    return re.findall(r'<td class="cell"[^>]*>(?:<a[^>]*>)?([^<]+)<', page)


def test_problems_name_the_cell_what_is_wrong_and_what_to_do(head: FlaskClient, book: int) -> None:
    page = head.get(f"/workbooks/{book}/problems").text
    assert cells(page) == ["Сделки!C17"]
    assert "/edit#gid=11&range=C17" in unescape(page)
    said = visible(page)
    assert "«много» — не число. Оставьте в ячейке одно число без слов." in said
    assert "ошибка" in said


def test_without_any_the_page_says_so(head: FlaskClient, running: Service) -> None:
    id = shown(running, "Чистая", result=replace(fake_result(), problems=()))
    assert "Проблем в ячейках нет." in head.get(f"/workbooks/{id}/problems").text


def test_the_kinds_to_choose_from_stand_the_worst_first(head: FlaskClient, running: Service) -> None:
    mixed = tuple(replace(MANY[0], severity=one) for one in ("info", "warning", "error"))
    page = head.get(
        f"/workbooks/{shown(running, 'Разные', result=replace(fake_result(), problems=mixed))}/problems"
    ).text
    chosen = page.partition('name="severity"')[2].partition("</select>")[0]
    assert re.findall(r'<option value="(\w*)"', chosen) == ["", "error", "warning", "info"]


def test_the_worst_come_first_in_pages(head: FlaskClient, many: int) -> None:
    first = head.get(f"/workbooks/{many}/problems")
    assert len(cells(first.text)) == 100
    assert "Страница 1 из 2." in first.text
    second = head.get(f"/workbooks/{many}/problems?page=2").text
    assert len(cells(second)) == 34
    assert cells(second)[-4:] == ["Счета!C2", "Счета!C3", "Счета!C4", "Счета!C9"]
    older = re.search(r'<a class="button" href="([^"]+)">Раньше', first.text)
    assert older
    assert cells(head.get(unescape(older[1])).text) == cells(second)


@pytest.mark.parametrize(
    ("query", "n"),
    [
        ("severity=warning", 3),
        ("severity=info", 1),
        ("tab=Счета", 4),
        ("manager=Пётр Ильин", 3),
        ("tab=Счета&severity=error", 0),
        ("severity=none", 0),
        ("severity=&tab=&manager=", 100),
    ],
)
def test_they_are_narrowed_down(head: FlaskClient, many: int, query: str, n: int) -> None:
    page = head.get(f"/workbooks/{many}/problems?{query}").text
    assert len(cells(page)) == n
    assert ("Таких проблем нет." in page) == (n == 0)


@pytest.mark.parametrize("page", ["0", "-1", "x", "²", "9" * 30, "", "999"])
def test_any_number_of_a_page_gives_a_page(head: FlaskClient, many: int, page: str) -> None:
    answer = head.get(f"/workbooks/{many}/problems?page={page}")
    assert answer.status_code == 200
    assert cells(answer.text)


def test_choices_say_how_many_there_are(head: FlaskClient, many: int) -> None:
    said = visible(head.get(f"/workbooks/{many}/problems?tab=Счета").text)
    assert "ошибка (130)" in said
    assert "Счета (4)" in said
    assert "Пётр Ильин (3)" in said
    assert "Найдено: 4 из 134." in said
