"""The adapters under contract. A new one is an :class:`Adapter` here and a module beside this one.

An adapter's module builds a person's workbook from plain cells, and can read back what was drawn on the
report tabs, without using the adapter's own reader for it.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from core.workbook import Cells, Workbook

IN_PLACE = "in place"
"""Report tabs stand in the person's own workbook, and keep their identity from one run to the next.

Such a subject also has ``identities() -> dict[title, id]``, the ids by which formulas know the tabs."""
LOCALE = "locale"
"""The workbook knows its locale and its time zone."""
SERIALS = "serials"
"""Its cells hold days as numbers, counted from 30.12.1899, and that is how they are given; nothing counts from 1904."""


@dataclass(frozen=True)
class Drawn:
    """A report tab as its reader sees it: ``grid[0][0]`` is its first cell, None a blank.

    Values are str, int, float, bool or date. ``links`` leads from (row, column) to (tab, cell).
    """

    title: str
    grid: Sequence[Sequence[Any]]
    links: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    charts: int = 0

    def texts(self) -> set[str]:
        return {value for row in self.grid for value in row if isinstance(value, str)}

    def table(self, headers: Sequence[str]) -> list[list[Any]]:
        """The rows under the header row that starts with ``headers`` (units may follow), up to a blank row."""
        top, left = self.place(headers)
        found = []
        for row in self.grid[top + 1 :]:
            values = [plain(row[i]) if i < len(row) else None for i in range(left, left + len(headers))]
            if all(value is None for value in values):
                break
            found.append(values)
        return found

    def place(self, headers: Sequence[str]) -> tuple[int, int]:
        """Row and column of the first cell of the header row."""
        for r, row in enumerate(self.grid):
            for c in range(len(row) - len(headers) + 1):
                cells = row[c : c + len(headers)]
                if all(isinstance(a, str) and a.startswith(b) for a, b in zip(cells, headers, strict=True)):
                    return r, c
        raise AssertionError(f"no header row {headers} on the tab {self.title}")


START = datetime(1899, 12, 30)
"""Where the serials of a spreadsheet begin."""


class Subject(Protocol):
    """One workbook under test."""

    workbook: Workbook

    def drawn(self) -> list[Drawn]:
        """The report tabs in their order, read anew; not one that stays in place though its report has no data now."""

    def people(self) -> object:
        """Whatever equals itself as long as nothing of the person's is touched."""

    def failing(self) -> AbstractContextManager[object]:
        """While it lasts, a write fails on its way."""


@dataclass(frozen=True)
class Adapter:
    """``build`` makes a workbook that holds ``cells``, in ``folder`` if it needs one."""

    id: str
    build: Callable[[Cells, Path], Subject]
    can: frozenset[str] = frozenset()


def plain(value: Any) -> Any:
    """Midnight is a date; blank text is a blank."""
    if isinstance(value, datetime):
        return value.date() if value.time() == datetime.min.time() else value
    if isinstance(value, date):
        return value
    return None if value == "" else value


def serial(value: Any) -> Any:
    """A day or a moment as the number that a cell holds; anything else as it is."""
    if isinstance(value, datetime):
        days = (value - START) / timedelta(days=1)
        return int(days) if days == int(days) else days
    return (value - START.date()).days if isinstance(value, date) else value


def all_adapters() -> list[Adapter]:
    from tests.contract import google, live, memory, xlsx

    return [memory.ADAPTER, xlsx.ADAPTER, google.ADAPTER, live.ADAPTER]
