"""Google holds ten million cells a spreadsheet. Our tabs give back what they have too much, but only if they must."""

from collections.abc import Mapping
from dataclasses import replace

from sheets_addon.workbooks.google.change import SPARE_ROWS
from sheets_addon.workbooks.google.draw.requests import Request, span
from sheets_addon.workbooks.google.known import STAGING, Known, Tab


def trimmed(known: Known, needed: Mapping[int, tuple[int, int]], limit: int) -> tuple[dict[int, Tab], list[Request]]:
    """The tabs, and the requests that cut the needless rows of ours off, if all would be more than ``limit`` cells.

    ``needed``: rows and columns of the tabs that change, by sheet. A formula that points at rows that are cut off is
    broken for good; that is why it is not done otherwise.
    """
    tabs = {tab.id: tab for tab in known.tabs}
    least = {one.sheet: (one.rows + SPARE_ROWS, one.columns) for id, one in known.owned.items() if id != STAGING}
    least |= needed
    size = sum(tab.rows * tab.columns for tab in known.tabs if tab.id not in needed)
    size += sum(_grown(tabs.get(sheet), need) for sheet, need in needed.items())
    made: list[Request] = []
    if size <= limit:
        return tabs, made
    for sheet, (rows, _) in least.items():
        tab = tabs.get(sheet)
        if tab and rows > SPARE_ROWS and tab.rows > rows:
            made.append({"deleteDimension": {"range": span(sheet, "ROWS", rows, tab.rows)}})
            tabs[sheet] = replace(tab, rows=rows)
    return tabs, made


def _grown(tab: Tab | None, need: tuple[int, int]) -> int:
    if tab is None:
        return need[0] * need[1]
    return max(tab.rows, need[0]) * max(tab.columns, need[1])
