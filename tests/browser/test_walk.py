"""From the first sign-in to the printed agenda, as a head of sales goes: over real HTTP, the spreadsheet online."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

import templates
from core.i18n import Language
from sheets_addon.web.words import words
from tests.browser.live import Live, Open, living
from tests.sheets_addon.sync.rig import ADDRESS, template
from tests.sheets_api import admin
from tests.sheets_api.running import credentials, running
from tests.sheets_api.server import Server
from tests.sheets_api.sharing import share

DEALS: dict[Language, str] = {"ru": "Сделки", "en": "Deals"}
STAGES: dict[Language, str] = {"ru": "Этапы", "en": "Stages"}


@dataclass(frozen=True)
class Online:
    google: Server
    live: Live


@pytest.fixture(scope="module")
def online(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Online]:
    """The local Sheets server, and a service whose key it knows."""
    folder = tmp_path_factory.mktemp("walk")
    with running() as google, living(folder, google.root, credentials(google, folder)) as live:
        yield Online(google, live)


@pytest.mark.parametrize(("language", "screen"), [("ru", "desk"), ("en", "phone")])
def test_from_the_first_sign_in_to_the_printed_agenda(
    online: Online, visit: Open, tmp_path: Path, language: Language, screen: str
) -> None:
    google, w, t = online.google, words(language), words(language).connect
    title = "Отдел продаж" if language == "ru" else "Sales"
    book = admin.upload(google, {"title": title, "sheets": list(template(language))})
    newcomer = visit(online.live, "newcomer", language, screen)
    page = newcomer.page

    # Connect: not shared yet, then shared, checked, connected.
    newcomer.go("/connect")
    page.fill("[name=url]", f"https://docs.google.com/spreadsheets/d/{book.id}/edit#gid=0")
    page.get_by_role("button", name=t.check).click()
    expect(page.get_by_label(t.address)).to_have_value(ADDRESS)
    newcomer.shot(f"walk-share-{language}-{screen}")
    share(google.world.book(book.id), {"type": "user", "role": "writer", "emailAddress": ADDRESS})
    page.get_by_role("button", name=t.check).click()
    expect(page.get_by_role("heading", name=t.found_title.format(title=title))).to_be_visible()
    assert not newcomer.violations()
    newcomer.shot(f"walk-found-{language}-{screen}")
    page.get_by_role("button", name=t.do_connect).click()
    page.wait_for_url(re.compile(r"/workbooks/\d+$"))
    id = int(page.url.rsplit("/", 1)[1])

    # The first refresh goes on before one's eyes, then the reports are there, in the spreadsheet too.
    expect(page.locator("#content table").first).to_be_visible(timeout=60_000)
    newcomer.shot(f"walk-reports-{language}-{screen}")
    report_tabs = {tab.title for tab in google.world.book(book.id).tabs} - {tab["title"] for tab in template(language)}
    assert len(report_tabs) > 20

    # A problem leads to its very cell; mended there, it is gone after the next refresh, without a reload.
    newcomer.go(f"/workbooks/{id}/problems")
    link = page.locator("#content a[href*='docs.google.com']").first
    where = re.search(r"/d/([\w-]+)/edit#gid=(\d+)&range=([A-Z]+\d+)", link.get_attribute("href") or "")
    assert where is not None and where[1] == book.id
    cell = link.inner_text()
    tab = next(tab for tab in google.world.book(book.id).tabs if tab.id == int(where[2]))
    assert tab.title in cell
    problems = page.locator("#content tbody tr").count()
    admin.type_in(google, book.id, f"'{tab.title}'!{where[3]}", [[1]])
    admin.type_in(google, book.id, f"'{DEALS[language]}'!D{open_deal(language)}", [[7654321]])
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    page.click(f"#refresh-{id}")
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.locator("#content tbody tr")).to_have_count(problems - 1, timeout=60_000)
    assert not loads

    # The report has changed with the cell.
    newcomer.go(f"/workbooks/{id}/reports/pipeline_clients?all")
    expect(page.locator("#content")).to_contain_text(re.compile(r"7.654.321"))

    # The agenda of the meeting: the text for the chat, and one printed page.
    newcomer.go(f"/workbooks/{id}/agenda")
    expect(page.get_by_role("button", name=w.agenda.copy)).to_be_visible()
    newcomer.shot(f"walk-agenda-{language}-{screen}")
    printed = tmp_path / "agenda.pdf"
    page.pdf(path=printed, format="A4")
    assert pages_of(printed) == 1


def test_a_file_gives_the_same_reports_without_google(online: Online, visit: Open, tmp_path: Path) -> None:
    t = words("ru").upload
    file = tmp_path / "Мой отдел.xlsx"
    shutil.copyfile(templates.path("ru", True), file)
    head = visit(online.live, "newcomer")
    head.go("/upload")
    head.page.set_input_files("[name=file]", file)
    head.page.get_by_role("button", name=t.send).click()
    head.page.wait_for_url(re.compile(r"/workbooks/\d+$"), timeout=60_000)
    expect(head.page.locator("h1").first).to_be_visible()
    expect(head.page.locator("#content table").first).to_be_visible()
    expect(head.page.locator("#menu")).to_contain_text("Воронка")
    head.shot("walk-upload")


def open_deal(language: Language) -> int:
    """The sheet row of a deal at the first stage: client, manager, created, amount, stage are the first columns."""
    tabs = {tab["title"]: tab["rows"] for tab in template(language)}
    first = tabs[STAGES[language]][1][1]
    return next(n for n, row in enumerate(tabs[DEALS[language]], 1) if row[4] == first)


def pages_of(pdf: Path) -> int:
    """By poppler's pdfinfo."""
    said = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True).stdout
    return int(re.search(r"^Pages:\s+(\d+)", said, re.M)[1])  # type: ignore[index]
