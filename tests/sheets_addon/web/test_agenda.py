"""The agenda's page: the meeting that is on, the same text to copy, one A4 when printed."""

import re
import shutil
import subprocess
from datetime import date, datetime
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sheets_addon.desk import Desk

import templates
from core.agenda import agenda, text
from core.context import Slot
from core.report import Stamp
from core.workbook import Cells
from sheets_addon.app import create_app
from sheets_addon.settings import Settings
from sheets_addon.web.agenda import slot_of
from sheets_addon.work import Done, Order, refresh
from sheets_addon.workbooks.memory import MemoryWorkbook
from tests.core.test_agenda import large_team, result
from tests.sheets_addon.conftest import PASSWORD
from tests.sheets_addon.fakes import FakeRefresh
from tests.support import context

ASOF = date(2026, 3, 31)
BASIC = "Basic aGVhZDpyaWdodC1wYXNzd29yZA=="
STATIC = Path(create_app.__code__.co_filename).parent / "web" / "static"


@pytest.fixture(scope="module", params=["ru", "en"])
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """The filled template's service, signed in by HTTP Basic."""
    settings = Settings(home=tmp_path_factory.mktemp("home"), password=PASSWORD, token="t" * 20, secret_key="s" * 32)
    app = create_app(settings, Desk(Order(templates.path(request.param, True), asof=ASOF)))
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = BASIC
    return client


@pytest.mark.parametrize("slot", ["morning", "14"])
def test_the_page_is_the_text_of_the_command_and_one_a4(demo: FlaskClient, slot: str, tmp_path: Path) -> None:
    page = demo.get(f"/agenda?slot={slot}").text
    order = demo.application.extensions["desk"].order
    made = agenda(refresh(Order(order.book, asof=ASOF, slot=slot)).result)
    chat = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert chat
    assert unescape(chat[1]) == text(made)
    for section in made.sections:
        assert f"<h2>{section.title}</h2>" in unescape(page)
        assert all(cell in unescape(page) for row in section.rows for cell in row)
    assert pages(page, tmp_path) == 1


@pytest.mark.parametrize("slot", ["morning", "14"])
def test_a_large_team_is_one_a4_too(slot: Slot, book: Path, tmp_path: Path) -> None:
    made = result(context(ASOF, slot, **large_team()))
    settings = Settings(home=tmp_path, password=PASSWORD, token="t" * 20, secret_key="s" * 32)
    desk = Desk(Order(book), lambda order: Done(MemoryWorkbook(Cells([])), made, book))
    client = create_app(settings, desk).test_client()
    page = client.get(f"/agenda?slot={slot}", headers={"Authorization": BASIC}).text
    assert pages(page, tmp_path) == 1


def pages(page: str, folder: Path) -> int:
    """How many sheets Chromium prints it on."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium here: how many sheets the agenda takes is not checked")
    for name in ("style.css", "agenda.css"):
        shutil.copy(STATIC / name, folder / name)
    (folder / "page.html").write_text(re.sub(r'href="[^"]*/((?:style|agenda)\.css)"', r'href="\1"', page), "utf-8")
    made = folder / "page.pdf"
    run = [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    subprocess.run(
        [*run, "--no-pdf-header-footer", f"--print-to-pdf={made}", (folder / "page.html").as_uri()],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return len(re.findall(rb"/Type\s*/Page\b", made.read_bytes()))


def test_the_page_needs_a_sign_in(client: FlaskClient) -> None:
    assert client.get("/agenda").status_code == 303


def test_every_script_and_style_is_a_file(person: FlaskClient) -> None:
    page = person.get("/agenda").text
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page))
    assert " style=" not in page
    assert " onclick" not in page
    for name in re.findall(r'(?:src|href)="(/static/[^"]+)"', page):
        assert person.get(name, buffered=True).status_code == 200


def test_each_meeting_is_computed_once_until_the_file_changes(
    person: FlaskClient, made: FakeRefresh, book: Path
) -> None:
    person.get("/agenda?slot=evening")
    before = made.calls
    for _ in range(3):
        person.get("/agenda?slot=14")
    person.get("/agenda?slot=evening")
    assert made.calls == before + 1
    book.write_bytes(b"another")
    person.get("/agenda?slot=14")
    assert made.calls == before + 3


def test_an_unknown_meeting_is_no_page(person: FlaskClient) -> None:
    assert person.get("/agenda?slot=13").status_code == 404


def test_without_a_workbook_there_is_none(app: Flask, person: FlaskClient) -> None:
    app.extensions["desk"] = Desk(None)
    assert person.get("/agenda").status_code == 404


@pytest.mark.parametrize(
    ("hour", "slot"), [(8, "morning"), (10, "morning"), (11, "11"), (14, "14"), (16, "16"), (17, "16"), (18, "evening")]
)
def test_the_meeting_that_is_on(hour: int, slot: str) -> None:
    assert slot_of(Stamp(ASOF, "evening", datetime(2026, 3, 31, hour, 5), "", "ru")) == slot
    assert slot_of(Stamp(ASOF, "evening", datetime(2026, 4, 2, hour), "", "ru")) == "morning"
