"""Two managers of one department: on no page and in no file does one find anything of the other."""

import re
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from core.i18n import Language
from sheets_addon.jobs.service import Service
from sheets_addon.people.share import share
from sheets_addon.store import members, workbooks
from sheets_addon.workbooks.google.known import Known
from tests.sheets_addon.conftest import browser, person, shown
from tests.sheets_addon.people.filled import filled, managers
from tests.sheets_addon.web.seen import visible

ANNA, MARIA = "Анна Белова", "Мария Соколова"
OTHERS = [name for name in managers("ru") if name not in (ANNA, MARIA)]


@pytest.fixture
def department(running: Service) -> int:
    id = shown(running, "Отдел", result=filled("ru"))
    seen_by = [person(running, "anna", "manager", ANNA), person(running, "maria", "manager", MARIA)]
    with running.store.write() as session:
        members.put(session, id, [one.id for one in seen_by])
    return id


def pages(client: FlaskClient, id: int) -> dict[str, str]:
    """All that the menu and the first page lead to, as one reads it."""
    menu = client.get(f"/workbooks/{id}").text.partition('id="menu"')[2].partition("</nav>")[0]
    paths = [path for path in re.findall(r'href="([^"]+)"', menu) if not path.endswith(".xlsx")]
    paths += [f"/workbooks/{id}/reports/{report.id}" for report in filled("ru").reports]
    paths += ["/", f"/workbooks/{id}", f"/workbooks/{id}/figures", f"/workbooks/{id}/state"]
    return {path: visible("<body>" + client.get(path).text) for path in dict.fromkeys(paths)}


@pytest.mark.parametrize(("login", "mine", "other"), [("anna", ANNA, MARIA), ("maria", MARIA, ANNA)])
def test_no_page_shows_anything_of_another(
    app: Flask, running: Service, department: int, login: str, mine: str, other: str
) -> None:
    client = browser(app, running, person(running, login, "manager", mine))
    found = pages(client, department)
    assert len(found) >= 30
    assert any(mine in said for said in found.values())
    theirs = {other, *OTHERS}
    foreign = clients_of(other) - clients_of(mine)
    assert len(foreign) > 5
    for path, said in found.items():
        assert not [name for name in theirs if name in said], path
        assert not [client for client in foreign if client in said], path


def clients_of(manager: str) -> set[str]:
    """Whom one of them meets in the reports that name clients by manager."""
    found = set()
    for report in share(filled("ru"), manager).reports:
        for block in report.blocks:
            at = [i for i, column in enumerate(block.columns) if column.id == "client"]
            found |= {str(row[i]) for row in block.rows for i in at if row[i]}
    return found


@pytest.mark.parametrize(("login", "mine", "other"), [("anna", ANNA, MARIA), ("maria", MARIA, ANNA)])
def test_no_file_holds_anything_of_another(
    app: Flask, running: Service, department: int, login: str, mine: str, other: str
) -> None:
    client = browser(app, running, person(running, login, "manager", mine))
    book = load_workbook(BytesIO(client.get(f"/workbooks/{department}/reports.xlsx", buffered=True).data))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    said = "\n".join([*cells, *book.sheetnames])
    assert mine in said
    assert not [name for name in (other, *OTHERS) if name in said]


def test_what_is_for_the_head_is_one_quiet_line(app: Flask, running: Service, department: int) -> None:
    client = browser(app, running, person(running, "anna", "manager", ANNA))
    page = client.get(f"/workbooks/{department}/reports/summary").text
    assert "Это видит руководитель: Месяц, Вчера, сегодня, завтра" in visible(page)
    assert "Эти цифры видит руководитель" not in page
    assert page.count('<section class="block"') == 2  # whom to take care of, and his line of the board
    menu = page.partition('id="menu"')[2].partition("</nav>")[0]
    assert "Появится, когда заполните" not in menu


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_name_that_nobody_has_sees_an_empty_share(app: Flask, running: Service, language: Language) -> None:
    id = shown(running, "Отдел", result=filled(language))
    who = person(running, "nobody", "manager", "Никто")
    with running.store.write() as session:
        members.put(session, id, [who.id])
    found = pages(browser(app, running, who), id)
    for path, said in found.items():
        assert not [name for name in managers(language) if name in said], path


def test_a_tab_that_is_gone_is_named_to_heads_alone(app: Flask, running: Service) -> None:
    """A tab may be one manager's own: «Сделки Орлова»."""
    id = shown(running)
    with running.store.write() as session:
        workbooks.keep_known(session, id, Known(title="Отдел", lost=("Сделки Орлова",)).to_json())
    head = browser(app, running, person(running, "head", "head"))
    anna = browser(app, running, person(running, "anna", "manager", "Анна Белова"))
    paths = [f"{place}{one}" for place in ("/workbooks", "/v1/workbooks") for one in ("", f"/{id}")]
    for path in ("/", *paths[1:], f"/workbooks/{id}/state", f"/v1/workbooks/{id}/events"):
        assert "Сделки Орлова" in _said(head.get(path).text), path
        assert "Орлова" not in _said(anna.get(path).text), path


def _said(text: str) -> str:
    return text.encode().decode("unicode_escape") if text.isascii() else text
