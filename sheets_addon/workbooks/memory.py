"""A workbook in memory: for tests, and for whatever has its cells at hand already."""

from collections.abc import Callable
from dataclasses import replace

from core.report import Report, Result
from core.workbook import Cells, drawn


class MemoryWorkbook:
    """Gives ``cells``; keeps the last result and its drawn ``reports``."""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.result: Result | None = None
        self.reports: tuple[Report, ...] = ()

    def read(self, wanted: Callable[[str], bool]) -> Cells:
        """See :class:`core.workbook.Workbook`."""
        asked = [sheet for sheet in self.cells.sheets if wanted(sheet.title)]
        others = tuple(sheet.title for sheet in self.cells.sheets if not wanted(sheet.title))
        return replace(self.cells, sheets=asked, others=self.cells.others + others)

    def replace(self, result: Result) -> None:
        """See :class:`core.workbook.Workbook`."""
        self.reports, self.result = drawn(result), result
