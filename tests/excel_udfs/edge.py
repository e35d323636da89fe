"""The COM edge played by hand: the real ``xlwings.udfs`` and its conversion run, only ``_xlwindows`` is not there.

A range holds cells as COM gives them: floats, texts, None, booleans, errors as numbers, days as datetimes with a zone,
currency as Decimal. What comes back is what COM would be given.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import patch

import numpy as np
import pandas as pd
import xlwings as xw

from core.registry import all_functions
from excel_udfs import functions
from excel_udfs.language import language
from excel_udfs.vba import MODULE, xlwings_udfs

MISSING = -2147352572
"""What VBA hands over for an optional argument left out."""
ERRORS = {
    -2146826281: "#DIV/0!",
    -2146826246: "#N/A",
    -2146826259: "#NAME?",
    -2146826288: "#NULL!",
    -2146826252: "#NUM!",
    -2146826265: "#REF!",
    -2146826273: "#VALUE!",
}


@dataclass
class Cells:
    """A range of a sheet, as ``xlwings._xlwindows.Range`` is asked of one. ``filled``: the sheet's last row in use."""

    rows: Sequence[Sequence[Any]]
    height: int = 0
    filled: int = 0
    reads: list[tuple[int, int]] = field(default_factory=list)
    row: int = 1
    column: int = 1
    max_cells_per_read: None = None

    @property
    def shape(self) -> tuple[int, int]:
        return self.height or len(self.rows), len(self.rows[0]) if self.rows else 0

    @property
    def raw_value(self) -> Any:
        self.reads.append(self.shape)
        if self.shape == (1, 1):
            return self.rows[0][0]
        blank = (None,) * self.shape[1]
        rows = [tuple(row) for row in self.rows[: self.shape[0]]]
        return tuple(rows + [blank] * (self.shape[0] - len(rows)))


class _Ranges:
    """The few things of ``xlwings.Range`` that reading an argument asks for, over :class:`Cells`."""

    def __init__(self, impl: Cells, **_options: Any) -> None:
        self.impl = impl
        height, width = impl.shape
        self.rows, self.columns = SimpleNamespace(count=height), SimpleNamespace(count=width)
        self.row, self.column = impl.row, impl.column
        self.shape, self.address = impl.shape, "$A$1"
        last = SimpleNamespace(row=impl.filled or height)
        book = SimpleNamespace(app=SimpleNamespace(engine=xw.engines["excel"]))
        self.sheet = SimpleNamespace(used_range=SimpleNamespace(last_cell=last), book=book)

    @property
    def raw_value(self) -> Any:
        return self.impl.raw_value

    def resize(self, rows: int, columns: int) -> "_Ranges":
        assert columns == self.columns.count
        return _Ranges(Cells(self.impl.rows, rows, self.impl.filled, self.impl.reads))


class _Engine:
    """Word for word what ``xlwings._xlwindows.Engine`` does with cells, without Windows' own time."""

    name, type = "excel", "desktop"

    @staticmethod
    def prepare_xl_data_element(x: Any, _options: Any) -> Any:
        if isinstance(x, date | datetime):
            return x
        if pd.isna(x):
            return ""
        return float(x) if isinstance(x, np.number) else x

    @staticmethod
    def clean_value_data(data: Any, days: Any, empty: Any, numbers: Any, err_to_str: bool) -> list[list[Any]]:
        def cleaned(value: Any) -> Any:
            if value in ("", None):
                return empty
            if isinstance(value, datetime):
                return days(value.year, value.month, value.day, value.hour, value.minute, value.second)
            if isinstance(value, int) and value in ERRORS:
                return ERRORS[value] if err_to_str else None
            return value if numbers is None or not isinstance(value, float) else numbers(value)

        return [[cleaned(cell) for cell in row] for row in data]


@contextmanager
def _modules(*stubs: Any) -> Iterator[None]:
    """While it lasts these can be imported; whatever else is imported meanwhile stays."""
    sys.modules.update({stub.__name__: stub for stub in stubs})
    try:
        yield
    finally:
        for stub in stubs:
            del sys.modules[stub.__name__]


@contextmanager
def excel() -> Iterator[Any]:
    """``call(name, *args)`` as a cell does it: arguments are :class:`Cells`, plain values or ``MISSING``."""
    windows: Any = ModuleType("xlwings._xlwindows")
    windows.Range = lambda xl: xl
    windows.is_range_instance = lambda value: isinstance(value, Cells)
    server: Any = ModuleType("xlwings.com_server")
    server.loop = None
    with xlwings_udfs() as udfs:
        engine = xw.Engine(impl=_Engine())
        xl = SimpleNamespace(func=udfs.xlfunc, arg=udfs.xlarg)
        made = {name: functions.as_udf(one, xl, language()) for name, one in all_functions().items()}
        module = {"module": SimpleNamespace(**made), "filetime": None}
        with (
            _modules(windows, server),
            patch.object(xw, "_xlwindows", windows, create=True),
            patch.object(udfs, "Range", _Ranges),
            patch.dict(udfs.udf_modules, {MODULE: module}),
        ):
            engines = xw.engines
            engines.add(engine)
            try:
                yield lambda name, *args: udfs.call_udf(MODULE, name, args, None, Cells([[None]]))
            finally:
                engines.engines.remove(engine)
