"""The agenda's page: the meeting that is on, the same text to copy, one A4 when printed."""

import os
import re
import shutil
import subprocess
from datetime import date, datetime
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.agenda import agenda, text
from core.context import Slot
from core.i18n import Language
from core.refresh import compute
from core.report import Result
from sheets_addon.app import create_app
from sheets_addon.jobs.service import Service
from tests.core.test_agenda import large_team, result
from tests.sheets_addon.conftest import browser, keep, person, shown
from tests.sheets_addon.people.filled import cells
from tests.sheets_addon.web.seen import visible
from tests.support import context

ASOF = date(2026, 3, 31)
STATIC = Path(create_app.__code__.co_filename).parent / "web" / "static"


@cache
def made(language: Language, slot: Slot) -> Result:
    return compute(cells(language), ASOF, slot, datetime(2026, 3, 31, 8, 55), run_id="same")


@pytest.fixture
def meetings(running: Service) -> int:
    """A day whose runs for the morning and for two o'clock have been."""
    id = shown(running, "Отдел", result=made("ru", "morning"))
    keep(running, id, made("ru", "14"))
    return id


@pytest.mark.parametrize("slot", ["morning", "14"])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_page_is_the_text_of_the_command_and_one_a4(
    head: FlaskClient, running: Service, language: Language, slot: Slot, tmp_path: Path
) -> None:
    id = shown(running, "Отдел", result=made(language, slot))
    page = head.get(f"/workbooks/{id}/agenda").text
    expected = agenda(made(language, slot))
    chat = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert chat
    assert unescape(chat[1]) == text(expected)
    for section in expected.sections:
        assert f"<h2>{section.title}</h2>" in unescape(page)
        assert all(cell in unescape(page) for row in section.rows for cell in row)
    assert pages(page, tmp_path) == 1


@pytest.mark.parametrize("slot", ["morning", "14"])
def test_a_large_team_is_one_a4_too(head: FlaskClient, running: Service, slot: Slot, tmp_path: Path) -> None:
    id = shown(running, "Большой отдел", result=result(context(ASOF, slot, **large_team())))
    assert pages(head.get(f"/workbooks/{id}/agenda").text, tmp_path) == 1


def pages(page: str, folder: Path) -> int:
    """How many sheets Chromium prints it on."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        assert not os.environ.get("CI"), "CI may not go without Chromium"
        pytest.skip("no Chromium here: how many sheets the agenda takes is not checked")
    for style in STATIC.glob("*.css"):
        shutil.copy(style, folder / style.name)
    (folder / "page.html").write_text(re.sub(r'href="[^"]*/(\w+\.css)"', r'href="\1"', page), "utf-8")
    made = folder / "page.pdf"
    run = [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    subprocess.run(
        [*run, "--no-pdf-header-footer", f"--print-to-pdf={made}", (folder / "page.html").as_uri()],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return len(re.findall(rb"/Type\s*/Page\b", made.read_bytes()))


def test_an_earlier_meeting_of_the_day_is_still_there(head: FlaskClient, meetings: int) -> None:
    page = unescape(head.get(f"/workbooks/{meetings}/agenda?slot=morning").text)
    assert text(agenda(made("ru", "morning"))) in page
    latest = unescape(head.get(f"/workbooks/{meetings}/agenda").text)
    assert text(agenda(made("ru", "14"))) in latest
    assert 'href="/workbooks/1/agenda?slot=morning"' in latest
    assert "slot=16" not in latest


@pytest.mark.parametrize("slot", ["16", "13", "<b>", "evening"])
def test_a_meeting_that_has_had_none_is_no_page(head: FlaskClient, meetings: int, slot: str) -> None:
    assert head.get(f"/workbooks/{meetings}/agenda", query_string={"slot": slot}).status_code == 404


@pytest.fixture
def anna(app: Flask, running: Service) -> FlaskClient:
    return browser(app, running, person(running, "anna", "manager", "Анна Белова"))


def test_a_manager_has_the_last_one_only_and_only_his_lines(anna: FlaskClient, meetings: int) -> None:
    page = visible(anna.get(f"/workbooks/{meetings}/agenda").text)
    assert "Мария Соколова" not in page
    assert anna.get(f"/workbooks/{meetings}/agenda?slot=morning").status_code == 404


def test_before_the_first_run_it_says_so(head: FlaskClient, running: Service) -> None:
    from tests.sheets_addon.web.test_reports import new

    assert "Отчётов пока нет" in head.get(f"/workbooks/{new(running)}/agenda").text
