"""A typed table: what intake makes of a tab, and all that a metric ever sees of it."""

from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

import numpy as np
import pandas as pd

from core.i18n import Language
from core.intake.column import named
from core.intake.lazy import Frame, Later
from core.report import Problem, Ref
from core.tables.declare import Kind, Table


@dataclass(frozen=True)
class Part:
    """One tab of a table: where its rows stand, for links. ``letters`` gives a column id's letter."""

    tab: str
    header_row: int
    letters: dict[str, str]
    headers: dict[str, str] = field(default_factory=dict)
    """A column id's header as typed."""


@dataclass(frozen=True)
class Typed:
    """The rows of one input table.

    ``frame`` has every declared column (all blank where the tab has none), in these dtypes:

    * text, id, choice → ``category`` (blank is missing; a choice holds ids; categories sorted)
    * date → ``datetime64[s]`` (blank is NaT), always midnight
    * number, count, percent → ``float64`` (blank is NaN; a percent is a fraction)
    * yesno → ``float64`` (1, 0, NaN for blank)
    * cell → ``object``

    plus ``x:<name>`` for each extra column, and ``_part`` (index into ``parts``) and ``_row`` (1-based
    sheet row), both ``int32``. A cell that could not be read is blank here and named in ``problems``.
    The frame's index is 0…n−1. ``present`` are the ids whose header stands in at least one part.
    """

    table: Table
    frame: pd.DataFrame
    parts: tuple[Part, ...] = ()
    present: frozenset[str] = frozenset()
    extras: dict[str, str] = field(default_factory=dict)
    """``x:`` column → the name people gave it (without the prefix)."""
    problems: tuple[Problem, ...] = ()
    checked: pd.DataFrame | None = None
    """For the data-quality score: per manager, cells checked and cells in error (columns manager, checked, errors)."""
    language: str = "ru"
    """The language of the headers as typed."""

    def __len__(self) -> int:
        return len(self.frame)

    def ref(self, i: int, column: str, text: str = "") -> Ref:
        """The cell that row ``i`` of the frame has in ``column`` (the row's first cell if it has none)."""
        part = self._part(i)
        cell = f"{part.letters.get(column, 'A')}{self.sheet_row(i)}"
        return Ref(part.tab, cell, text or cell)

    def header(self, i: int, column: str, language: Language) -> str:
        """The header as typed that ``column`` has where row ``i`` stands; ours if that tab has no such column."""
        part = self._part(i)
        own = self.table.by_id.get(column)
        return part.headers.get(column) or (own.header.to(language) if own else self.extras.get(column, column))

    def sheet_row(self, i: int) -> int:
        """The 1-based row of the sheet in which row ``i`` of the frame stands."""
        return self._places[1][i]

    def _part(self, i: int) -> Part:
        return self.parts[self._places[0][i]]

    @cached_property
    def _places(self) -> tuple[list[int], list[int]]:
        """Part and sheet row of every row as lists: thousands of links are asked for one by one."""
        return self.frame["_part"].to_numpy().tolist(), self.frame["_row"].to_numpy().tolist()

    def blank(self) -> bool:
        return len(self.frame) == 0


_DTYPES: dict[Kind, Any] = {
    "date": "datetime64[s]",
    "number": np.float64,
    "count": np.float64,
    "percent": np.float64,
    "yesno": np.float64,
    "cell": object,
}


def empty(table: Table) -> Typed:
    """A table that the workbook does not have, or that has no row. One for all who ask: it is never written to."""
    kinds = tuple((c.id, c.kind) for c in table.columns)
    return Typed(table, _empty_frame(kinds))


@cache
def _empty_frame(kinds: tuple[tuple[str, Kind], ...]) -> pd.DataFrame:
    columns: dict[str, Any] = {
        id: np.array([], dtype=_DTYPES[kind]) if kind in _DTYPES else pd.Categorical([], dtype=named([]))
        for id, kind in kinds
    }
    return pd.DataFrame(columns | {"_part": np.array([], np.int32), "_row": np.array([], np.int32)})


def absent(table: Table) -> Typed:
    """:func:`empty` for a spreadsheet function: its columns are kept between calls, which ask for them one by one."""
    kinds = tuple((c.id, c.kind) for c in table.columns)
    frame: Any = _absent_frame(kinds)
    return Typed(table, frame)


@cache
def _absent_frame(kinds: tuple[tuple[str, Kind], ...]) -> Frame:
    frame = _empty_frame(kinds)
    return Frame(Later({str(name): frame[name] for name in frame}), 0)
