"""The way to a cell: in a spreadsheet online its very address, of a file nothing that a page could open."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from sheets_addon.store.workbooks import Workbook
from sheets_addon.workbooks.google.known import Known

SPREADSHEET = "https://docs.google.com/spreadsheets/d/"


def spreadsheet_link(book: Workbook) -> str:
    """The spreadsheet itself, '' of a file."""
    return f"{SPREADSHEET}{quote(book.spreadsheet_id, safe='')}/edit" if book.kind == "google" else ""


def cell_links(book: Workbook, known: Any) -> Callable[[str, str], str]:
    """``(tab, cell)`` → the address of that cell, '' where there is none. ``known``: what is remembered of the file."""
    address = spreadsheet_link(book)
    tabs = {tab.title: tab.id for tab in Known.from_json(known).tabs} if known and address else {}

    def link(tab: str, cell: str) -> str:
        if tab not in tabs:
            return ""
        where = f"&range={quote(cell, safe=':')}" if cell else ""
        return f"{address}#gid={tabs[tab]}{where}"

    return link
