"""Whether the report tabs of a file say what core computes, read without the adapter's own code."""

from collections.abc import Iterator
from datetime import date, timedelta
from math import isclose
from typing import Any

from core.intake import book as intake
from core.refresh import compute
from core.report import Block, Ref, Report, Result
from core.workbook import Cells, Sheet, drawn
from sheets_addon.store import history, snapshots
from sheets_addon.workbooks.words import NOTHING_NOW, flag, header
from tests.sheets_addon.sync.rig import Rig, our_tabs, people_tabs
from tests.sheets_api import admin
from tests.sheets_api.state import Tab

ZERO = date(1899, 12, 30)


def expected(rig: Rig) -> Result:
    """What core computes from the people's tabs as they are now, for the day and meeting of the last good run."""
    with rig.store.read() as session:
        kept, past = snapshots.load(session, rig.id), history.load(session, rig.id)
    assert kept is not None, "there was no good run"
    people = [tab["properties"]["title"] for tab in people_tabs(rig.book)]
    properties = rig.book.properties
    sheets = [Sheet(title, admin.grid(rig.book, title)) for title in people if intake.is_input(title)]
    others = tuple(title for title in people if not intake.is_input(title))
    cells = Cells(sheets, properties["locale"], properties["timeZone"], others=others)
    stamp = kept.stamp
    return compute(cells, stamp.asof, stamp.slot, stamp.now, history=past, run_id=stamp.run_id)  # type: ignore[arg-type]


def assert_right(rig: Rig, result: Result | None = None) -> None:
    """Every report of ``result`` (else: expected now) stands on its tab, all figures; a tab without data says so."""
    result = result or expected(rig)
    tabs = {id: tab for id, tab in our_tabs(rig.book).items() if not tab.properties.get("hidden")}
    reports = {report.id: report for report in drawn(result)}
    assert reports.keys() <= tabs.keys()
    for id in tabs.keys() - reports.keys():
        assert NOTHING_NOW.to(result.stamp.language) in texts(tabs[id]), id
    for id, report in reports.items():
        wrong = list(differences(report, tabs[id], result))
        assert not wrong, f"{id}: {wrong[:5]}"


def differences(report: Report, tab: Tab, result: Result) -> Iterator[str]:
    grid = {place: value(cell) for place, cell in tab.cells.items()}
    for text in (report.title, report.definition, report.failure):
        if text and text not in texts(tab):
            yield f"no text {text!r}"
    rows = max((r for r, _ in grid), default=0) + 1
    at = 0
    for block in report.blocks:
        if not block.rows:
            continue
        found = next(_places(block, grid, rows, at, result), None)
        if found is None:
            yield f"no table of {block.id}"
            continue
        top, columns = found
        lines = [*block.rows, *([block.total] if block.total else [])]
        at = top + len(lines) + 1
        for n, line in enumerate(lines, 1):
            for column, said in zip(columns, line, strict=True):
                seen = grid.get((top + n, column))
                if not same(seen, said, result):
                    yield f"{block.id} row {n}, column {column}: {seen!r}, not {said!r}"


def _places(block: Block, grid: Any, rows: int, at: int, result: Result) -> Iterator[tuple[int, list[int]]]:
    """The row of the block's header and the sheet column of each of its columns, from row ``at`` on."""
    language, currency = result.stamp.language, result.stamp.currency
    titles = [header(column, language, currency) for column in block.columns]
    for row in range(at, rows):
        line = {c: v for (r, c), v in grid.items() if r == row and isinstance(v, str)}
        columns = [next((c for c in sorted(line) if line[c] == title), None) for title in titles]
        if None not in columns and len(set(columns)) == len(columns):
            yield row, [c for c in columns if c is not None]


def texts(tab: Tab) -> set[Any]:
    return {value(cell) for cell in tab.cells.values()}


def value(cell: Any) -> Any:
    said = cell.get("userEnteredValue", {})
    return next(iter(said.values()), None)


def same(seen: Any, said: Any, result: Result) -> bool:
    if isinstance(said, Ref):
        return isinstance(seen, str) and (seen == (said.text or said.cell) or said.cell in seen)
    if isinstance(said, bool):
        return bool(seen == flag(said, result.stamp.language))
    if isinstance(said, date):
        return seen is not None and ZERO + timedelta(days=seen) == said
    if isinstance(said, float | int):
        return isinstance(seen, float | int) and isclose(seen, said, rel_tol=1e-12, abs_tol=1e-12)
    return (seen or None) == (said or None)
