"""xlwings' objects played by hand, with Excel's habits that a writer trips over.

A text without an apostrophe is read by Excel (a test fails where we would let it); a filtered sheet gives only what
shows when it is copied; copied cells bring no outline (see ``native``), and the charts over them unless that is
switched off; a delete asks unless alerts are off; titles are unique and short. Any call that changes something can be
made to fail (``Book.fault``).
"""

import re
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from tests.excel_udfs.live.native import Outlines, Rules

_CELL = re.compile(r"\$?([A-Z]+)\$?(\d+)")
_LINK = re.compile(r'=HYPERLINK\("((?:[^"]|"")*)","((?:[^"]|"")*)"\)')
ERRORS = ("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!")


class com_error(Exception):
    """Excel's refusal, named as pywin32 names it."""


@dataclass
class Cell:
    value: Any = None
    formula: str = ""
    error: bool = False
    format: str = "General"
    look: dict[str, Any] = field(default_factory=dict)


class App:
    def __init__(self) -> None:
        self.screen_updating = self.enable_events = self.display_alerts = True
        self.calculation = "automatic"
        self.status_bar: Any = False
        self.alerts: list[str] = []
        self.api = SimpleNamespace(CopyObjectsWithCells=True)
        self.books = Books(self)
        self.selection: Range | None = None

    def alert(self, text: str, _title: str) -> None:
        self.alerts.append(text)

    def state(self) -> object:
        where = self.selection and (self.selection.sheet.name, self.selection.areas)
        names = ("screen_updating", "enable_events", "display_alerts", "calculation")
        active = self.books.active
        return where, [getattr(self, n) for n in names], active.fullname, active.sheets.active.name, vars(self.api)


class Books(list["Book"]):
    active: "Book"

    def __init__(self, app: App) -> None:
        self._app = app

    def add(self) -> "Book":
        book = Book(self._app, f"Книга{len(self) + 1}")
        book.sheets.append(Sheet(book, "Лист1"))
        book.activate()
        return book


class Book:
    def __init__(self, app: App, fullname: str) -> None:
        self.app, self.fullname = app, fullname
        self.sheets = Sheets(self)
        self.api = SimpleNamespace(Date1904=False, ProtectStructure=False, ReadOnly=False)
        self.fault = 0
        """The so manieth change from now on fails; 0: none does."""
        self.changes = 0
        app.books.append(self)
        app.books.active = self

    def touch(self) -> None:
        self.changes += 1
        if self.fault:
            self.fault -= 1
            if not self.fault:
                raise com_error(-2146827284, "Excel is busy")

    def activate(self) -> None:
        self.app.books.active = self

    def close(self) -> None:
        self.app.books.remove(self)
        if self.app.books.active is self:
            self.app.books.active = self.app.books[-1]
        if self.app.selection is not None and self.app.selection.sheet.book is self:
            self.app.selection = None


class Sheets(list["Sheet"]):
    def __init__(self, book: Book) -> None:
        self.book = book
        self._active: Sheet | None = None

    @property
    def active(self) -> "Sheet":
        return self._active or self[0]

    @active.setter
    def active(self, sheet: "Sheet") -> None:
        self._active = sheet

    def add(self, after: "Sheet | None" = None) -> "Sheet":
        self.book.touch()
        if self.book.api.ProtectStructure:
            raise com_error("the structure is protected")
        n = next(n for n in range(1, 1000) if f"Лист{n}" not in {s.name for s in self})
        made = Sheet(self.book, f"Лист{n}")
        self.insert(0 if after is None else self.index(after) + 1, made)
        made.activate()
        return made


class Sheet:
    def __init__(self, book: Book, name: str) -> None:
        self.book, self._name = book, name
        self.grid: dict[tuple[int, int], Cell] = {}
        self.widths: dict[int, float] = {}
        self.charts = Charts(self)
        self.names = Names(self)
        self.hidden: set[int] = set()
        """Rows that a filter hides."""
        self.filtered_again = 0
        self.outlines = Outlines(self)
        self.rules: list[Any] = []
        self.api: Any = SimpleNamespace(
            ProtectContents=False,
            FilterMode=False,
            AutoFilterMode=False,
            ShowAllData=self._show_all,
            AutoFilter=SimpleNamespace(ApplyFilter=self._apply),
            **self.outlines.api(),
        )

    def __eq__(self, other: object) -> bool:
        return self is other

    __hash__ = None  # type: ignore[assignment]

    def _show_all(self) -> None:
        self.hidden, self.api.FilterMode = set(), False

    def _apply(self) -> None:
        self.filtered_again += 1

    @property
    def name(self) -> str:
        return self._name

    @name.setter
    def name(self, title: str) -> None:
        self.book.touch()
        taken = {sheet.name.casefold() for sheet in self.book.sheets if sheet is not self}
        bad = len(title) > 31 or re.search(r"[\[\]:*?/\\]", title) or title.startswith("'") or title.endswith("'")
        if bad or not title or title.casefold() in taken:
            raise com_error(f"no title: {title}")
        self._name = title

    def activate(self) -> None:
        self.book.sheets.active = self
        self.book.activate()

    def delete(self) -> None:
        self.book.touch()
        assert not self.book.app.display_alerts, "Excel asks whether to delete"
        self.book.sheets.remove(self)

    def copy(self, after: "Sheet") -> "Sheet":
        """The sheet as it stands, its charts, names and filter too, in the book of ``after``."""
        after.book.touch()
        made = Sheet(after.book, f"{self.name[:25]} ({len(after.book.sheets)})")
        made.grid, made.widths, made.hidden = deepcopy(self.grid), dict(self.widths), set(self.hidden)
        made.outlines.rows, made.outlines.columns = self.outlines.rows.copy(), self.outlines.columns.copy()
        made.rules = deepcopy(self.rules)
        made.api.FilterMode, made.api.AutoFilterMode = self.api.FilterMode, self.api.AutoFilterMode
        after.book.sheets.insert(after.book.sheets.index(after) + 1, made)
        made.activate()
        return made

    @property
    def used_range(self) -> "Range":
        rows = max((r for r, _ in self.grid), default=1)
        columns = max((c for _, c in self.grid), default=1)
        return Range(self, [(1, 1, rows, columns)])

    @property
    def cells(self) -> "Range":
        return Range(self, [(1, 1, 1_048_576, 16_384)])

    def range(self, first: Any, last: Any = None) -> "Range":
        if isinstance(first, tuple):
            return Range(self, [(*first, *(last or first))])
        assert len(first) <= 255, "Excel takes no longer address"
        return Range(self, [_area(part) for part in first.split(",")])


def _area(address: str) -> tuple[int, int, int, int]:
    first, _, last = address.partition(":")
    if first.isdigit():
        return int(first), 1, int(last), 16_384
    if first.isalpha():
        return 1, _place(f"{first}1")[1], 1_048_576, _place(f"{last}1")[1]
    ends = [_place(end) for end in address.split(":")]
    return (*ends[0], *ends[-1])


def _place(cell: str) -> tuple[int, int]:
    found = _CELL.fullmatch(cell)
    assert found, cell
    column = 0
    for character in found[1]:
        column = column * 26 + ord(character) - 64
    return int(found[2]), column


class Range:
    def __init__(self, sheet: Sheet, areas: list[tuple[int, int, int, int]]) -> None:
        self.sheet, self.areas = sheet, areas
        self._errors = False

    def __setattr__(self, name: str, value: Any) -> None:
        if name in ("number_format", "color", "wrap_text", "column_width"):
            self._look(name, value)
        else:
            super().__setattr__(name, value)

    def _look(self, name: str, value: Any) -> None:
        self.sheet.book.touch()
        top, left, bottom, right = self.areas[0]
        if name == "column_width":
            self.sheet.widths[left] = value
            return
        for at in ((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)):
            cell = self.sheet.grid.setdefault(at, Cell())
            if name == "number_format":
                cell.format = value
            else:
                cell.look[name] = value

    @property
    def api(self) -> Any:
        return SimpleNamespace(FormatConditions=Rules(self), **self.sheet.outlines.of(self.areas[0]))

    @property
    def last_cell(self) -> Any:
        return SimpleNamespace(row=self.areas[0][2], column=self.areas[0][3])

    @property
    def left(self) -> float:
        return sum(self.sheet.widths.get(c, 8.43) * 5.25 for c in range(1, self.areas[0][1]))

    @property
    def top(self) -> float:
        return (self.areas[0][0] - 1) * 15.0

    @property
    def font(self) -> Any:
        outer = self

        class Font:
            def __setattr__(self, name: str, value: Any) -> None:
                outer._look(f"font.{name}", value)

        return Font()

    def options(self, ndim: int, err_to_str: bool) -> "Range":
        assert ndim == 2
        self._errors = err_to_str
        return self

    @property
    def value(self) -> list[list[Any]]:
        top, left, bottom, right = self.areas[0]

        def shown(at: tuple[int, int]) -> Any:
            cell = self.sheet.grid.get(at, Cell())
            return None if cell.error and not self._errors else cell.value

        return [[shown((r, c)) for c in range(left, right + 1)] for r in range(top, bottom + 1)]

    @value.setter
    def value(self, rows: list[list[Any]]) -> None:
        self.sheet.book.touch()
        assert len({len(row) for row in rows}) == 1, "Excel takes rows of one width"
        top, left, *_ = self.areas[0]
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                self.sheet.grid[top + r, left + c] = _typed(value)

    def copy(self, destination: "Range") -> None:
        """Whole sheets only: cells, widths and looks, of a filtered sheet those that show."""
        destination.sheet.book.touch()
        source, target = self.sheet, destination.sheet
        assert self.areas == source.cells.areas == destination.areas
        assert not source.book.app.api.CopyObjectsWithCells, "the charts would come along"
        if target.api.ProtectContents:
            raise com_error("protected")
        target.grid = {at: deepcopy(cell) for at, cell in source.grid.items() if at[0] not in source.hidden}
        target.widths, target.rules = dict(source.widths), deepcopy(source.rules)

    def select(self) -> None:
        assert self.sheet.book.app.books.active is self.sheet.book and self.sheet.book.sheets.active is self.sheet
        self.sheet.book.app.selection = self


def _typed(value: Any) -> Cell:
    if value is None or isinstance(value, float | datetime):
        assert value != float("inf") and value == value
        return Cell(value)
    assert isinstance(value, str), f"COM may not take {value!r}"
    if value.startswith("'"):
        return Cell(value[1:] or None)
    link = _LINK.fullmatch(value)
    assert link, f"Excel would read {value!r} in its own way"
    return Cell(link[2].replace('""', '"'), value)


@dataclass
class Name:
    name: str
    refers_to: str


class Names(list[Name]):
    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def add(self, name: str, refers_to: str) -> None:
        self._sheet.book.touch()
        self.append(Name(f"'{self._sheet.name}'!{name}", refers_to))


class Charts(list["Chart"]):
    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def add(self, left: float, top: float, width: float, height: float) -> "Chart":
        self._sheet.book.touch()
        chart = Chart(self._sheet, f"Диаграмма {len(self) + 1}", (left, top, width, height))
        self.append(chart)
        return chart


class Chart:
    def __init__(self, parent: Sheet, name: str, box: tuple[float, float, float, float]) -> None:
        self.parent, self.name, self.box = parent, name, box
        self.title: str | None = None
        self.chart_type = ""
        self.series: list[Any] = []
        self.x: Any = None
        self.axis = SimpleNamespace(ReversePlotOrder=False)
        self.native = SimpleNamespace(
            SeriesCollection=lambda i: self.series[i - 1], Axes=lambda kind: self.axis, PlotVisibleOnly=True
        )
        self.api = (None, self.native)

    def set_source_data(self, source: Range, plot_by: str) -> None:
        self.parent.book.touch()
        assert plot_by == "columns"
        self.series = [SimpleNamespace(area=area, ChartType=None, AxisGroup=1) for area in source.areas]

    def set_x_axis_values(self, source: Range) -> None:
        assert self.series
        self.x = source.areas[0]

    def delete(self) -> None:
        self.parent.book.touch()
        self.parent.charts[:] = [chart for chart in self.parent.charts if chart is not self]

    def state(self) -> object:
        series = [(one.area, one.ChartType, one.AxisGroup) for one in self.series]
        return self.name, self.title, self.chart_type, self.box, series, self.x


def person_s(value: Any) -> Cell:
    """A value as a person's cell holds it."""
    if isinstance(value, str) and value in ERRORS:
        return Cell(value, "=NA()", True)
    if isinstance(value, date) and not isinstance(value, datetime):
        return Cell(datetime(value.year, value.month, value.day))
    return Cell(float(value) if type(value) is int else value)
