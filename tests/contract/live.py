"""The open workbook under contract: xlwings' objects played by hand, tabs read back from their own state."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any

from core.workbook import Cells
from excel_udfs.live.book import LiveWorkbook
from excel_udfs.live.words import NOTHING_NOW
from tests.contract.adapters import IN_PLACE, Adapter, Drawn, plain
from tests.excel_udfs.live.fake import _LINK, App, Book, Sheet, person_s


class Live:
    def __init__(self, cells: Cells, _folder: Path) -> None:
        self.app = App()
        self.book = Book(self.app, "Продажи 2026.xlsx")
        self.book.api.Date1904 = cells.date1904
        for one in cells.sheets:
            sheet = Sheet(self.book, one.title)
            self.book.sheets.append(sheet)
            for r, row in enumerate(one.rows, 1):
                sheet.grid |= {(r, c): person_s(value) for c, value in enumerate(row, 1) if value is not None}
        self.book.sheets[0].activate()
        self.book.sheets[0].range("B2").select()
        self.workbook = LiveWorkbook(self.book)

    @property
    def ours(self) -> list[Sheet]:
        return [sheet for sheet in self.book.sheets if any(n.name.endswith("!planerka") for n in sheet.names)]

    def drawn(self) -> list[Drawn]:
        found = [_drawn(sheet) for sheet in self.ours]
        return [one for one in found if not any(words in one.texts() for words in NOTHING_NOW)]

    def people(self) -> object:
        theirs = [sheet for sheet in self.book.sheets if sheet not in self.ours]
        tabs = [(s.name, deepcopy(s.grid), dict(s.widths), [c.state() for c in s.charts]) for s in theirs]
        return tabs, self.app.state(), len(self.app.books)

    def identities(self) -> dict[str, int]:
        return {sheet.name: id(sheet) for sheet in self.ours}

    @contextmanager
    def failing(self) -> Iterator[None]:
        self.book.fault = 3
        yield
        self.book.fault = 0


def _drawn(sheet: Sheet) -> Drawn:
    last = sheet.used_range.last_cell
    cells = [[sheet.grid.get((r, c)) for c in range(1, last.column + 1)] for r in range(1, last.row + 1)]
    grid: list[list[Any]] = [[plain(cell.value) if cell else None for cell in row] for row in cells]
    links = {
        (r, c): _target(cell.formula)
        for r, row in enumerate(cells)
        for c, cell in enumerate(row)
        if cell and cell.formula
    }
    return Drawn(sheet.name, grid, links, len(sheet.charts))


def _target(formula: str) -> tuple[str, str]:
    found = _LINK.fullmatch(formula)
    assert found
    tab, _, cell = found[1].replace('""', '"').removeprefix("#").rpartition("!")
    return tab.removeprefix("'").removesuffix("'").replace("''", "'"), cell


ADAPTER = Adapter("live", Live, frozenset({IN_PLACE}))
