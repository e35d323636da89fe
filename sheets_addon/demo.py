"""The example: the filled template in a folder of its own, refreshed, and a check of the service that shows it."""

import re
import shutil
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from pathlib import Path
from time import sleep
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import templates
from core.context import SLOTS
from core.i18n import Language, T
from core.refresh import Progress
from core.report import Block, Result
from sheets_addon.jobs.service import Service
from sheets_addon.people.first import reset
from sheets_addon.settings import Settings
from sheets_addon.store import api_keys, audit
from sheets_addon.sync.engine import MANUAL, sync
from sheets_addon.sync.files import connect_file
from sheets_addon.sync.local import LocalBook
from sheets_addon.web.cells import shown
from sheets_addon.web.tables import MOST_ROWS
from sheets_addon.work import Done, Order, refresh, utc_now
from templates.company.days import ASOF

DIFFERS = T(
    "Страница «{title}» показывает не то, что посчитано: блок «{block}», строка {row}.",
    "The page “{title}” does not show what was computed: block “{block}”, row {row}.",
)
NO_TABLE = T("На странице «{title}» нет таблицы «{block}».", "The page “{title}” lacks the table “{block}”.")
NO_ANSWER = T("Служба не отвечает на {url}.", "The service does not answer at {url}.")
NO_LOGIN = T("Служба не пустила с напечатанным паролем.", "The service refused the password that it printed.")


class CheckFailed(Exception):
    """What the check found wrong, as a sentence."""

    def __init__(self, sentence: T, **values: object) -> None:
        self.sentence, self.values = sentence, values
        super().__init__(self.message("en"))

    def message(self, language: Language) -> str:
        return self.sentence.say(language, **self.values)


def prepare(home: Path, language: Language, anew: bool) -> Order:
    """The example workbook in ``home``; ``anew`` puts back the template where someone has changed it."""
    book = home / f"demo.{language}.xlsx"
    book.parent.mkdir(parents=True, exist_ok=True)
    if anew or not book.exists():
        shutil.copyfile(templates.path(language, True), book)
    return Order(book, asof=ASOF)


def make(order: Order, progress: Progress | None = None) -> Done:
    """Refresh the example and write its report workbook, as the command does."""
    done = refresh(order, progress=progress)
    done.workbook.replace(done.result)
    return done


def settings_of(given: Settings) -> Settings:
    """The example has a folder and a store of its own, whatever else this machine serves."""
    own = {
        "home": given.home / "demo",
        "database_url": None,
        "book": None,
        "asof": ASOF,
        "secret_key": given.secret_key,  # said again, so that it counts as given: the example's key is made with it
    }
    return given.model_copy(update=own)


def connect(running: Service, order: Order, language: Language) -> tuple[int, str]:
    """The example in the service: refreshed for each meeting of its day; its number and a key for programs.

    The administrator has the password of this start.
    """
    store, settings = running.store, running.settings
    reset(store, settings.user, settings.password.get_secret_value(), utc_now())
    book = connect_file(store, order.book, utc_now(), language)
    for slot in SLOTS:
        outcome = sync(
            store,
            book.id,
            open_book=lambda book, *_: LocalBook(Path(book.spreadsheet_id), book.title),
            clock=utc_now,
            reason=MANUAL,
            asof=order.asof,
            slot=slot,
        )
        if outcome.error is not None:
            raise outcome.error
    return book.id, _key(running)


def _key(running: Service) -> str:
    """A new key for functions and all workbooks; those of earlier starts open nothing any more."""
    keys, now = api_keys.signing(running.settings.store_key), utc_now()
    with running.store.write() as session:
        for old in api_keys.listed(session):
            api_keys.revoke(session, old.prefix, now)
        _, token = api_keys.add(session, keys, "demo", now=now, added_by=audit.CONSOLE, functions=True, workbooks=None)
    return token


def check(url: str, id: int, user: str, password: str, result: Result) -> int:
    """Sign in as a person would and compare every figure of every page; how many cells were compared."""
    get = _browser(url, user, password)
    compared = 0
    for report in result.reports:
        tables = _tables(get(f"workbooks/{id}/reports/{report.id}"))
        for block in report.blocks:
            if not block.rows:
                continue
            if block.id not in tables:
                raise CheckFailed(NO_TABLE, title=report.title, block=block.title)
            for i, (expected, seen) in enumerate(
                zip(_texts(block, result.stamp.language), tables[block.id], strict=False)
            ):
                if expected != seen:
                    raise CheckFailed(DIFFERS, title=report.title, block=block.title, row=i + 1)
                compared += len(seen)
    return compared


def _browser(url: str, user: str, password: str) -> Callable[[str], str]:
    opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def open(path: str, form: dict[str, str] | None = None) -> str:
        data = urlencode(form).encode() if form else None
        with opener.open(Request(url + path, data=data), timeout=60) as answer:  # noqa: S310 - our own http address
            text: str = answer.read().decode()
            return text

    for _ in range(50):
        try:
            open("health/live")
            break
        except OSError:
            sleep(0.1)
    else:
        raise CheckFailed(NO_ANSWER, url=url)
    open("health/ready")
    token = re.search(r'name="csrf" value="([^"]+)"', open("login"))
    try:
        open("login", {"csrf": token[1] if token else "", "user": user, "password": password})
    except HTTPError:
        raise CheckFailed(NO_LOGIN) from None
    return open


def _texts(block: Block, language: Language) -> Iterator[list[str]]:
    """The rows as a page must show them."""
    for i, row in enumerate(block.rows[:MOST_ROWS]):
        yield [
            _visible(shown(value, block.kind(column, i), language).text)
            for value, column in zip(row, block.columns, strict=True)
        ]


def _tables(html: str) -> dict[str, list[list[str]]]:
    reader = _Tables()
    reader.feed(html)
    return reader.found


def _visible(text: str) -> str:
    return " ".join(text.split())


class _Tables(HTMLParser):
    """The text of each body cell of each block's table; signs beside it (``aria-hidden``, ``quiet``) are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[list[str]]] = {}
        self._block, self._cell, self._skip = "", False, 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "table" and given.get("data-block"):
            self._block = str(given["data-block"])
            self.found[self._block] = []
        elif tag == "tr" and self._block:
            self.found[self._block].append([])
        elif tag == "td" and self._block:
            self.found[self._block][-1].append("")
            self._cell = True
        elif tag == "span" and self._cell:
            self._skip += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._block:
            self.found[self._block] = [row for row in self.found[self._block] if row]
            self._block = ""
        elif tag == "td":
            self._cell = False
        elif tag == "span" and self._skip:
            self._skip -= 1

    def handle_data(self, data: str) -> None:
        if self._cell and not self._skip:
            row = self.found[self._block][-1]
            row[-1] = _visible(f"{row[-1]} {data}")
