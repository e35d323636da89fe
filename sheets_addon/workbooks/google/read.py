"""The cells of people's tabs, by one ``values:batchGetByDataFilter``: by sheet id, as typed values, dates as serials.

A tab that was renamed or moved is still met; the range in the reply tells its present title and size.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from core.intake.collector import collector_paused
from core.workbook import Cells, Sheet
from sheets_addon.workbooks.google.client import SPREADSHEET, Http
from sheets_addon.workbooks.google.known import Known, Tab
from sheets_addon.workbooks.google.retries import BadReply

_OPTIONS = {
    "majorDimension": "ROWS",
    "valueRenderOption": "UNFORMATTED_VALUE",
    "dateTimeRenderOption": "SERIAL_NUMBER",
}
_RANGE = re.compile(r"(?:'(?P<quoted>(?:[^']|'')*)'|(?P<plain>[^'!]+))!(?:[A-Z]+\d+:)?(?P<column>[A-Z]+)(?P<row>\d+)")
_OFFSET = re.compile(r"(?:GMT|UTC)([+-])(\d{1,2})(?::?00)?")
Read = tuple[Tab, list[list[Any]]]


def read_tabs(http: Http, id: str, tabs: Iterable[Tab]) -> list[Read]:
    """Each tab as it is now, with its rows. Raises BadReply where one is missing: half a read is none."""
    wanted = {tab.id: tab for tab in tabs}
    if not wanted:
        return []
    filters = [{"gridRange": {"sheetId": sheet}} for sheet in wanted]
    with collector_paused():
        reply = http.call(
            "post", f"{SPREADSHEET % id}/values:batchGetByDataFilter", json=_OPTIONS | {"dataFilters": filters}
        )
    found = dict(_matched(one) for one in reply.get("valueRanges", ()))
    if found.keys() != wanted.keys():
        raise BadReply(f"{len(found)} of {len(wanted)} tabs")
    return [(_as_named(wanted[sheet], found[sheet]), found[sheet].get("values", [])) for sheet in wanted]


def as_cells(known: Known, read: Iterable[Read], wanted: Callable[[str], bool]) -> Cells:
    """What was read, as the port says it; a tab whose new title nobody wants is among the others."""
    people = {tab.id: tab.title for tab in known.people if tab.is_grid}
    sheets = {tab.id: Sheet(tab.title, rows) for tab, rows in read if tab.id in people and wanted(tab.title)}
    others = tuple(title for id, title in people.items() if id not in sheets)
    return Cells(list(sheets.values()), known.locale or None, zone(known.time_zone), others=others)


def remembered(known: Known, read: Iterable[Read]) -> Known:
    """The titles and sizes as the read met them."""
    now = {tab.id: tab for tab, _ in read}
    return replace(known, tabs=tuple(now.get(tab.id, tab) for tab in known.tabs))


def renamed(now: Known, before: Known, wanted: Callable[[str], bool]) -> Known:
    """The same, with the input tabs among the lost whose new title nobody wants: they may get their old one back."""
    titles = {tab.id: tab.title for tab in now.tabs}
    gone = {tab.title for tab in before.people if wanted(tab.title) and not wanted(titles.get(tab.id, ""))}
    return replace(now, lost=tuple(sorted({*now.lost, *gone}))) if gone else now


def zone(name: str) -> str | None:
    """A spreadsheet's time zone as tzdata knows it; None for one that it does not."""
    if found := _OFFSET.fullmatch(name):
        name = f"Etc/GMT{'-' if found[1] == '+' else '+'}{int(found[2])}"
    try:
        return ZoneInfo(name).key if name else None
    except (KeyError, ValueError, OSError):
        return None


def _matched(one: Mapping[str, Any]) -> tuple[int, Mapping[str, Any]]:
    """The sheet that a ValueRange was asked for; id 0 may go without saying."""
    grid = one["dataFilters"][0].get("gridRange", {})
    return grid.get("sheetId", 0), one["valueRange"]


def _as_named(tab: Tab, values: Mapping[str, Any]) -> Tab:
    found = _RANGE.fullmatch(values.get("range", ""))
    if found is None:
        return tab
    title = found["plain"] if found["quoted"] is None else found["quoted"].replace("''", "'")
    return replace(tab, title=title, rows=int(found["row"]), columns=_number(found["column"]))


def _number(letters: str) -> int:
    n = 0
    for letter in letters:
        n = n * 26 + ord(letter) - 64
    return n
