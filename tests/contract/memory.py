"""The workbook in memory, under contract: its reports are drawn here, as plainly as can be."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from unittest.mock import patch

from core.errors import WorkbookBusy
from core.i18n import T
from core.report import Ref, Report, Row
from core.workbook import Cells
from sheets_addon.workbooks.memory import MemoryWorkbook
from tests.contract.adapters import Adapter, Drawn


class Memory:
    def __init__(self, cells: Cells, _folder: Path) -> None:
        self.workbook = MemoryWorkbook(cells)

    def drawn(self) -> list[Drawn]:
        return [_draw(report) for report in self.workbook.reports]

    def people(self) -> object:
        return deepcopy(self.workbook.cells)

    @contextmanager
    def failing(self) -> Iterator[None]:
        fault = WorkbookBusy(T("занято", "busy"))
        with patch("sheets_addon.workbooks.memory.drawn", side_effect=fault):
            yield


def _draw(report: Report) -> Drawn:
    grid: list[Row] = [[report.title], [report.definition], [report.mode]]
    links = {}
    for block in report.blocks:
        grid += [[block.title], *([[block.unavailable.message]] if block.unavailable else [])]
        if block.rows:
            grid.append([column.title.ru for column in block.columns])
            for row in [*block.rows, *([block.total] if block.total else [])]:
                links |= {(len(grid), i): (v.tab, v.cell) for i, v in enumerate(row) if isinstance(v, Ref)}
                grid.append([v.text or v.cell if isinstance(v, Ref) else v for v in row])
        grid.append([])
    grid += [[note] for note in report.notes]
    return Drawn(report.title, grid, links, len(report.charts))


ADAPTER = Adapter("memory", Memory)
