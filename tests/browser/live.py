"""The real service over real HTTP, with data, and browsers that speak with it."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright

import templates
from core.i18n import Language
from sheets_addon.app import create_app
from sheets_addon.cli import serving
from sheets_addon.jobs import worker
from sheets_addon.jobs.service import Service, service
from sheets_addon.jobs.work import at_once
from sheets_addon.settings import Settings
from sheets_addon.store import members
from sheets_addon.sync.files import connect_file
from sheets_addon.work import utc_now
from templates.company.days import ASOF
from tests.excel_udfs.office_addin.node import modules
from tests.sheets_addon.conftest import PASSWORD, SECRET, person

WIDTHS = {"phone": 390, "desk": 1440}
LOCALES: dict[Language, str] = {"ru": "ru-RU", "en": "en-US"}
MANAGERS: dict[Language, str] = {"ru": "Анна Белова", "en": "Anna Bell"}


@dataclass
class Live:
    """``books``: the filled template in each language, connected as a file and refreshed once as of its day.

    People: «chief» (administrator), «head» of both books, «newcomer» (a head without any), «anna» (a manager of the
    Russian book) and «anna_en»; all have :data:`tests.sheets_addon.conftest.PASSWORD`.
    """

    url: str
    service: Service
    home: Path
    books: dict[Language, int] = field(default_factory=dict)

    def connect(self, language: Language, name: str = "") -> int:
        """A further copy of the template, connected and not refreshed yet, for «head» to see."""
        path = self.home / f"{name or ('Отдел продаж' if language == 'ru' else 'Sales')}.xlsx"
        shutil.copyfile(templates.path(language, True), path)
        book = connect_file(self.service.store, path, utc_now(), language)
        self.let("head", book.id)
        return book.id

    def let(self, login: str, id: int) -> None:
        who = person(self.service, login, "head")
        with self.service.store.write() as session:
            members.add(session, id, who.id)


@contextmanager
def living(
    home: Path, google_root: str | None = None, google_key: Path | None = None, works: bool = True
) -> Iterator[Live]:
    """The service in threads of this process, as ``planerka serve`` puts it together.

    ``google_root`` and ``google_key``: of the local Sheets server, see tests/sheets_api. ``works`` False: nobody takes
    up the refreshes that are asked for.
    """
    settings = Settings(
        home=home, password=PASSWORD, secret_key=SECRET, asof=ASOF, google_root=google_root, google_key=google_key
    )
    with service(settings) as running:
        for login, role, manager in PEOPLE:
            person(running, login, role, manager)  # type: ignore[arg-type]
        server = serving.bound(create_app(running), "127.0.0.1", 0, "ru")
        with serving.running(server):
            live = Live(serving.url_of(server, "127.0.0.1").rstrip("/"), running, home)
            if not works:
                yield live
                return
            with worker.working(running.queue.huey, 1, running.stopping):
                yield live


PEOPLE = (
    ("chief", "admin", ""),
    ("head", "head", ""),
    ("newcomer", "head", ""),
    ("anna", "manager", MANAGERS["ru"]),
    ("anna_en", "manager", MANAGERS["en"]),
)


def fill(live: Live) -> None:
    """Both books, refreshed."""
    for language in LOCALES:
        id = live.books[language] = live.connect(language)
        outcome = at_once(live.service.jobs, id)
        assert outcome.error is None, outcome.error
        live.let("anna" if language == "ru" else "anna_en", id)


def chromium(playwright: Playwright) -> Browser:
    """Debian's; where it is absent the test is skipped, but not in CI."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is not here, and CI may not go without it")
        pytest.skip("no Chromium here: the pages are not looked at")
    return playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])


@dataclass
class Visitor:
    """Someone in a browser: its page, and what its console has complained of."""

    live: Live
    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            self.complaints.append(f"{said.text} ({said.location['url']})")

    def go(self, path: str) -> int:
        """Open a page of the service; the status of the answer."""
        answer = self.page.goto(self.live.url + path)
        return answer.status if answer else 0

    def sign_in(self, login: str, password: str = PASSWORD) -> None:
        """As a person does."""
        self.go("/login")
        self.page.fill("[name=user]", login)
        self.page.fill("[name=password]", password)
        self.page.click("form.card button")
        self.page.wait_for_url(lambda url: "/login" not in url)

    def shot(self, name: str, whole: bool = True) -> None:
        """A picture into the folder that ``PLANERKA_SCREENSHOTS`` names, if any; ``whole``: beyond the window."""
        if folder := os.environ.get("PLANERKA_SCREENSHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=whole)

    def violations(self) -> list[str]:
        """What axe finds, every rule on: rule, where, why."""
        self.page.evaluate(axe())  # not a script of the page: its policy would refuse one
        found: dict[str, Any] = self.page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
        return [
            f"{one['id']}: {node['target']} {node['failureSummary']}"
            for one in found["violations"]
            for node in one["nodes"]
        ]

    def overflow(self) -> int:
        """Pixels by which the page is wider than its window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - innerWidth"))


@cache
def axe() -> str:
    """The source of axe-core, installed from the committed lock."""
    return (modules() / "axe-core" / "axe.min.js").read_text("utf-8")


Open = Callable[..., Visitor]
