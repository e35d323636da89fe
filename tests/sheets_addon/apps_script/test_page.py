"""The sidebar as Chromium shows it; behind it the project, and behind that the running service."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from sheets_addon.store import leases, runs, workbooks
from sheets_addon.work import utc_now
from tests.excel_udfs.office_addin.node import node
from tests.excel_udfs.office_addin.test_page import opened
from tests.sheets_addon.apps_script.conftest import ADDRESS, Running, result
from tests.sheets_addon.conftest import shown

SCRIPT = Path(__file__).parent / "js" / "sidebar.mjs"
TABS = [{"title": "Сделки"}, {"title": "Счета"}, {"title": "Заметки"}]


@contextmanager
def sidebar(served: Running, project: Path, book: int = 0, **world: Any) -> Iterator[str]:
    """The address of the page, in the spreadsheet of a workbook unless ``world`` says otherwise."""
    with served.service.store.read() as session:
        id = workbooks.get(session, book or served.workbook).spreadsheet_id
    given = {"SERVICE": served.url, "KEY": served.key, "PROJECT": str(project)}
    given["WORLD"] = json.dumps({"id": id, "tabs": TABS, **world})
    with subprocess.Popen([node(), str(SCRIPT)], env={**os.environ, **given}, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        try:
            yield running.stdout.readline().decode().strip()
        finally:
            running.terminate()


def seen(address: str, folder: Path, view: str, *steps: str) -> str:
    """The page, without its scripts, when all steps are done; its console was silent."""
    page, console = opened(f"{address}/?{urlencode([('view', view), *(('do', step) for step in steps)])}", folder)
    assert console == ""
    page = re.sub(r"(?s)<(script|style).*?</\1>", "", page)
    assert 'data-done="yes"' in page, page
    return page


def google(address: str) -> Any:
    with urlopen(f"{address}/world") as answer:
        return json.load(answer)


WORDS = {
    "ru": (
        "Замечаний к данным",
        "Обновление запрошено",
        "Вкладки «Счета» больше нет",
        "первые 100 из 130",
        "Здесь узнаны",
    ),
    "en": (
        "Problems in the data",
        "A refresh was",
        "There is no tab “Счета” any more",
        "first 100 of 130",
        "Known here",
    ),
}


@pytest.mark.parametrize("language", WORDS)
def test_state_refresh_and_problems(served: Running, google_project: Path, tmp_path: Path, language: str) -> None:
    state, asked, gone, more, _ = WORDS[language]
    book = shown(served.service, f"Отдел {language}", result=result())
    with sidebar(served, google_project, book, reader=language, tabs=TABS[:1]) as address:
        page = seen(address, tmp_path, "state", f"see {state}", "click #refresh", f"see {asked}")
        assert f'<html lang="{language}"' in page
        assert f"{ADDRESS}/workbooks/{book}" in page
        assert f"post /v1/workbooks/{book}/sync" in google(address)["asked"]
        page = seen(address, tmp_path, "state", "click #count", "click #list button", f"see {more}")
        assert google(address)["active"] == {"tab": "Сделки", "cell": "C17"}
        assert page.count("<li class=") == 100
        assert page.count('<li class="error"') == 2
        assert f'href="{ADDRESS}/workbooks/{book}/problems"' in page
        with_gone = seen(
            address, tmp_path, "problems", "see Счета!B2", "click #list li:nth-child(2) button", f"see {gone}"
        )
        assert 'class="error"' in with_gone


@pytest.mark.parametrize(
    ("language", "step"), [("ru", "Идёт обновление: считаю отчёты"), ("en", "Refreshing: computing")]
)
def test_a_refresh_under_way_is_followed(
    served: Running, google_project: Path, tmp_path: Path, language: str, step: str
) -> None:
    book, now = shown(served.service, f"В работе {language}"), utc_now()
    with served.service.store.write() as session:
        lease = leases.acquire(session, book, "worker", now, timedelta(minutes=10))
        assert lease is not None
        run = runs.begin(session, lease, reason="manual", slot="evening", asof=None, now=now)
        runs.tell(session, run.id, "compute", 12, 27)
    with sidebar(served, google_project, book, reader=language) as address:
        page = seen(address, tmp_path, "state", f"see {step}")
        assert '<progress id="bar" max="27" value="12">' in page
        assert re.search('<button[^>]* id="refresh"[^>]* disabled=""', page)
        assert google(address)["asked"].count(f"get /v1/workbooks/{book}") >= 3


@pytest.mark.parametrize("language", WORDS)
def test_a_key_is_pasted_and_tried(served: Running, google_project: Path, tmp_path: Path, language: str) -> None:
    sentence = {"ru": "Сохранено. Служба отвечает", "en": "Saved. The service answers"}[language]
    with sidebar(served, google_project, reader=language, kept={"planerka.key": ""}) as address:
        steps = (f"fill #key={served.key}", "click #form .main", f"see {sentence}")
        page = seen(address, tmp_path, "settings", *steps)
        assert served.key not in page
        assert google(address)["properties"]["planerka.key"] == served.key


def test_the_tabs_that_are_known(served: Running, google_project: Path, tmp_path: Path) -> None:
    with sidebar(served, google_project) as address:
        page = seen(address, tmp_path, "tabs", f"see {WORDS['ru'][-1]}")
        assert re.findall(r"<li>(.*?)</li>", page.partition('id="titles"')[2]) == ["Сделки", "Счета"]
        assert f'href="{ADDRESS}/connect?url=https%3A%2F%2Fdocs.google.com%2F' in page


def test_a_spreadsheet_that_is_not_connected(served: Running, google_project: Path, tmp_path: Path) -> None:
    with sidebar(served, google_project, id="another", reader="en") as address:
        page = seen(address, tmp_path, "refresh", "see is not connected", "see Connect the spreadsheet")
        assert f'href="{ADDRESS}/connect?url=https%3A%2F%2Fdocs.google.com%2F' in page
        assert not [one for one in google(address)["asked"] if one.startswith("post")]


def test_what_people_wrote_is_text(served: Running, google_project: Path, tmp_path: Path) -> None:
    """The title of a workbook is people's."""
    with served.service.store.write() as session:
        workbooks.change(session, served.workbook, title="<img src=x onerror=alert(1)>")
    try:
        with sidebar(served, google_project) as address:
            assert "&lt;img src=x" in seen(address, tmp_path, "state", "see <img src")
    finally:
        with served.service.store.write() as session:
            workbooks.change(session, served.workbook, title="Отдел продаж")
