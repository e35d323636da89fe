"""The open workbook as a workbook of ours: people's tabs are read, report tabs are replaced in place, all or none.

The pages are drawn in a workbook of our own that nobody sees, and only then copied over the report tabs, each in one
stroke; what stood there is kept in that workbook until all tabs are done, and put back if one fails.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from core.errors import TabProtected, WorkbookBusy
from core.i18n import Language
from core.report import Result
from core.workbook import Cells, Sheet, drawn
from excel_udfs.error_numbers import error_text
from excel_udfs.live.draw import add_charts, draw, our_charts
from excel_udfs.live.layout import Page, emptied, page_of
from excel_udfs.live.ours import free_title, mark, ours
from excel_udfs.live.outline import fold, outline_of
from excel_udfs.live.undisturbed import undisturbed
from excel_udfs.live.words import BUSY, PROTECTED, STRUCTURE

_EDGE = ("com_error", "CommandError")
"""What Excel's refusal is called by pywin32 and appscript; neither can be imported everywhere."""


@dataclass
class _Tab:
    """A page to be written; ``sheet`` is None until there is a tab for it."""

    id: str
    title: str
    page: Page
    sheet: Any
    staged: Any = None
    backup: Any = None


class LiveWorkbook:
    """``book`` is an :class:`xlwings.Book`. Nothing is saved: that is the person's decision."""

    def __init__(self, book: Any) -> None:
        self._book = book

    def has(self, wanted: Callable[[str], bool]) -> bool:
        """Whether there is a tab of such a title."""
        with _said():
            return any(wanted(sheet.name) for sheet in self._book.sheets)

    def read(self, wanted: Callable[[str], bool]) -> Cells:
        """See :class:`core.workbook.Workbook`."""
        with _said():
            reports = {sheet.name for sheet in ours(self._book).values()}
            people = [sheet for sheet in self._book.sheets if sheet.name not in reports]
            sheets = [Sheet(sheet.name, _rows(sheet)) for sheet in people if wanted(sheet.name)]
            others = tuple(sheet.name for sheet in people if not wanted(sheet.name))
            return Cells(sheets, date1904=bool(self._book.api.Date1904), others=others)

    def replace(self, result: Result) -> None:
        """See :class:`core.workbook.Workbook`."""
        with _said():
            tabs = self._plan(result)
            if not tabs:
                return
            self._guard(tabs)
            with undisturbed(self._book), self._scratch() as scratch:
                for tab in tabs:
                    tab.staged = scratch.sheets.add()
                    draw(tab.staged, tab.page)
                self._commit(tabs, scratch, result.stamp.language)

    def _plan(self, result: Result) -> list[_Tab]:
        found, stamp, shown = ours(self._book), result.stamp, drawn(result)
        tabs = [_Tab(r.id, r.title, page_of(r, stamp), found.get(r.id)) for r in shown]
        left = sorted(found.keys() - {report.id for report in shown})
        return tabs + [_Tab(id, found[id].name, emptied(found[id].name, stamp), found[id]) for id in left]

    def _guard(self, tabs: list[_Tab]) -> None:
        """What would fail is said before anything is touched."""
        for tab in tabs:
            if tab.sheet is None and self._book.api.ProtectStructure:
                raise TabProtected(STRUCTURE, tab=tab.title)
            if tab.sheet is not None and tab.sheet.api.ProtectContents:
                raise TabProtected(PROTECTED, tab=tab.sheet.name)

    @contextmanager
    def _scratch(self) -> Iterator[Any]:
        """A workbook of our own for a while; it is never saved."""
        scratch = self._book.app.books.add()
        try:
            yield scratch
        finally:
            scratch.close()

    def _commit(self, tabs: list[_Tab], scratch: Any, language: Language) -> None:
        made: list[Any] = []
        old: list[Any] = []
        try:
            for tab in tabs:
                if tab.sheet is not None:
                    tab.backup = tab.sheet.copy(after=scratch.sheets[0])
                    old += our_charts(tab.sheet)
            previous = None
            for tab in tabs:
                if tab.sheet is None:
                    tab.sheet = self._added(tab, previous, language, made)
                tab.staged.cells.copy(tab.sheet.cells)
                fold(tab.sheet, tab.page.outline)
                add_charts(tab.sheet, tab.page)
                previous = tab.sheet
        except BaseException:
            self._undo(tabs, made, old)
            raise
        for chart in old:
            chart.delete()
        for tab in tabs:
            _filter_again(tab.sheet)

    def _added(self, tab: _Tab, previous: Any, language: Language, made: list[Any]) -> Any:
        """A new tab behind the report before it, else behind all tabs."""
        sheets = self._book.sheets
        taken = {sheet.name.casefold() for sheet in sheets}
        sheet = sheets.add(after=previous or sheets[len(sheets) - 1])
        made.append(sheet)
        sheet.name = free_title(tab.title, taken, language)
        mark(sheet, tab.id)
        return sheet

    def _undo(self, tabs: list[_Tab], made: list[Any], old: list[Any]) -> None:
        for sheet in made:
            sheet.delete()
        kept = {(chart.parent.name, chart.name) for chart in old}
        for tab in tabs:
            if tab.backup is None:
                continue
            if tab.backup.api.FilterMode:  # of a filtered sheet only what shows would be copied
                tab.backup.api.ShowAllData()
            tab.backup.cells.copy(tab.sheet.cells)
            fold(tab.sheet, outline_of(tab.backup))
            for chart in our_charts(tab.sheet):
                if (tab.sheet.name, chart.name) not in kept:
                    chart.delete()
            _filter_again(tab.sheet)


def _filter_again(sheet: Any) -> None:
    """A person's filter on a report tab stays theirs, over the new rows."""
    if sheet.api.AutoFilterMode:
        sheet.api.AutoFilter.ApplyFilter()


@contextmanager
def _said() -> Iterator[None]:
    """Excel's refusals as a sentence; what is our own mistake stays what it is."""
    try:
        yield
    except Exception as error:
        if type(error).__name__ in _EDGE:
            raise WorkbookBusy(BUSY) from error
        raise


def _rows(sheet: Any) -> list[list[Any]]:
    """The cells from A1 on, days as dates, errors as their text."""
    last = sheet.used_range.last_cell
    cells = sheet.range((1, 1), (last.row, last.column))
    return [[_plain(value) for value in row] for row in cells.options(ndim=2, err_to_str=True).value]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return float(value) if isinstance(value, Decimal) else error_text(value)  # Decimal: formatted as currency
