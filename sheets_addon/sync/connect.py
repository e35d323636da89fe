"""Connecting a spreadsheet: with whom it is shared, whether each input tab is as it must be, then the store."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

from core.errors import PlanerkaError, WorkbookNotShared
from core.i18n import Language, T
from core.intake.book import read_book
from core.report import Problem
from core.tables import all_tables
from core.workbook import Cells
from sheets_addon.jobs.rules import told
from sheets_addon.store import Session, Store, workbooks
from sheets_addon.store.errors import UnknownWorkbook
from sheets_addon.store.workbooks import ALREADY, AlreadyConnected, Workbook

REASON = "connect"
NO_ADDRESS = T(
    "«{given}» — не адрес Google Таблицы. Скопируйте его из строки браузера: https://docs.google.com/spreadsheets/d/…",
    "“{given}” is no address of a Google spreadsheet. Copy it from the browser: "
    "https://docs.google.com/spreadsheets/d/…",
)
SHARE = T(
    "Таблица не открыта для Планёрки. Нажмите в ней «Поделиться», добавьте {addresses} с правом "
    "«Редактор» и повторите.",
    "The spreadsheet is not shared with Planerka. Click “Share” in it, add {addresses} as an editor, and try again.",
)
NOT_CONNECTED = T(
    "Такая таблица не подключена. Подключите: planerka connect {given}",
    "This spreadsheet is not connected. Connect it: planerka connect {given}",
)
_PATH = re.compile(r"/spreadsheets/(?:u/\d+/)?d/([\w-]+)(?![^/])")
_BARE = re.compile(r"[\w-]{20,}")
_HOSTS = {"docs.google.com", "drive.google.com", "sheets.google.com", "spreadsheets.google.com"}


class NoAddress(PlanerkaError):
    code = "no_address"


@dataclass(frozen=True, slots=True)
class Tab:
    """An input table: the titles of its tabs (none: it is not there), its rows, what its headers lack."""

    table: str
    titles: tuple[str, ...]
    rows: int
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class Checked:
    """A spreadsheet as it was read, with each input table in the template's order. ``problems``: in cells and rows."""

    title: str
    language: Language
    time_zone: str
    tabs: tuple[Tab, ...]
    problems: int
    rules: Mapping[str, object]


_HEADERS = ("missing_column", "missing_any_column")
Reader = Callable[[], tuple[str, Cells]]
"""Looks at a spreadsheet and reads its input tabs with one account: its title and cells. Raises WorkbookError."""


def spreadsheet_id(given: str) -> str:
    """The id in a spreadsheet's address, of any form that Google gives; or the id itself. Raises NoAddress."""
    text = given.strip()
    if _BARE.fullmatch(text):
        return text
    try:
        parts = urlsplit(text if "//" in text else f"https://{text}")
        known = parts.hostname in _HOSTS
    except ValueError:  # what no browser would open
        raise NoAddress(NO_ADDRESS, given=text[:100]) from None
    asked, found = parse_qs(parts.query), _PATH.search(parts.path)
    id = found[1] if found else next(iter(asked.get("id", []) + asked.get("key", [])), "")
    if not known or not _BARE.fullmatch(id):
        raise NoAddress(NO_ADDRESS, given=text[:100])
    return id


def resolved(store: Store, given: str) -> Workbook:
    """The connected workbook of a number, an address or a spreadsheet's id. Raises UnknownWorkbook, NoAddress."""
    with store.read() as session:
        if given.isdecimal() and len(given) < 10:
            return workbooks.get(session, int(given))
        found = workbooks.find(session, spreadsheet_id(given))
    if found is None:
        raise UnknownWorkbook(NOT_CONNECTED, given=given)
    return found


def check(title: str, cells: Cells) -> Checked:
    """What the input tabs hold. Nothing is written."""
    book = read_book(cells, {})
    tabs = tuple(
        Tab(
            id,
            tuple(part.tab for part in typed.parts),
            len(typed),
            tuple(
                problem.message
                for problem in typed.problems
                if problem.code in ("missing_column", "missing_any_column")
            ),
        )
        for id, typed in ((id, book.tables[id]) for id in all_tables())
    )
    settings = book.settings
    return Checked(title, settings.language, settings.time_zone, tabs, len(_in_cells(book.problems)), told(settings))


def reach(readers: Mapping[str, Reader]) -> tuple[str, Checked]:
    """The first of the accounts (by address, the least used first) that may edit the spreadsheet, and what it read.

    Raises WorkbookError: the first refusal that is not about sharing, else whom to share with.
    """
    refused: list[PlanerkaError] = []
    for address, reader in readers.items():
        try:
            return address, check(*reader())
        except PlanerkaError as error:
            if not isinstance(error, WorkbookNotShared):
                refused.append(error)
    if refused:
        raise refused[0]
    raise WorkbookNotShared(SHARE, addresses=", ".join(readers))


def kept(
    store: Store,
    id: str,
    account: str,
    checked: Checked,
    now: datetime,
    by: str = "",
    *,
    may_again: Callable[[Session, Workbook], bool] = lambda *_: True,
    also: Callable[[Session, Workbook, bool], None] = lambda *_: None,
) -> tuple[Workbook, bool]:
    """Store the workbook and ask for its first run; whether it is new. One that rested works again.

    All in one transaction: ``may_again`` decides whether one that is there is connected again, ``also`` keeps more of
    the workbook and whether it is new. Raises AlreadyConnected, and then nothing was changed.
    """
    try:
        return _kept(store, id, account, checked, now, by, may_again, also)
    except AlreadyConnected:  # by another one, maybe, whose transaction was under way: now it is seen whose it is
        return _kept(store, id, account, checked, now, by, may_again, also)


def _kept(
    store: Store,
    id: str,
    account: str,
    checked: Checked,
    now: datetime,
    by: str,
    may_again: Callable[[Session, Workbook], bool],
    also: Callable[[Session, Workbook, bool], None],
) -> tuple[Workbook, bool]:
    with store.write() as session:
        there = workbooks.find(session, id, to_change=True)
        if there is not None and not may_again(session, there):
            raise AlreadyConnected(ALREADY)
        book = there or workbooks.add(
            session,
            id,
            title=checked.title,
            language=checked.language,
            time_zone=checked.time_zone,
            now=now,
            account=account,
            added_by=by,
        )
        workbooks.change(session, book.id, title=checked.title, account=account, paused=False, rules=checked.rules)
        workbooks.want(session, book.id, REASON, now)
        book = workbooks.get(session, book.id)
        also(session, book, there is None)
        return book, there is None


def by_use(store: Store, addresses: Sequence[str]) -> list[str]:
    """The addresses, that with the fewest workbooks first."""
    with store.read() as session:
        used = [book.account for book in workbooks.all_workbooks(session)]
    return sorted(addresses, key=used.count)


def disconnect(store: Store, id: int, purge: bool) -> None:
    """Let a workbook rest, or forget everything that was kept of it. Raises UnknownWorkbook."""
    with store.write() as session:
        if purge:
            workbooks.purge(session, id)
        else:
            workbooks.change(session, id, paused=True)


def _in_cells(problems: Sequence[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.row]
