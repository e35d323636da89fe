"""The port: a workbook is something that gives its cells and takes our reports. Two calls."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Protocol

from core.report import Report, Result

Cell = str | int | float | bool | date | datetime | time | None
"""A raw cell. Text that reads ``#N/A``, ``#Н/Д`` … in a cell is an error cell."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A tab as it stands: ``rows[0][0]`` is A1; rows may be ragged, trailing blanks may be missing."""

    title: str
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Cells:
    """What a workbook gives: its people's tabs, and what it says of itself.

    ``locale`` and ``time_zone`` are None where the format has none (.xlsx): settings decide there.
    ``others`` are the titles of tabs that were not asked for.
    """

    sheets: Sequence[Sheet]
    locale: str | None = None
    time_zone: str | None = None
    date1904: bool = False
    others: tuple[str, ...] = field(default=())


class Workbook(Protocol):
    """Every adapter passes ``tests/contract``: what it gives and takes, whatever stands behind it."""

    def read(self, wanted: Callable[[str], bool]) -> Cells:
        """The cells of each tab of people's whose title is ``wanted``. Raises :class:`WorkbookError`."""

    def replace(self, result: Result) -> None:
        """Put our report tabs in the place of the last ones, all or none; touch nothing else.

        A report without data has no tab (one that it had in place stays, emptied: formulas point at it).
        Raises :class:`WorkbookError`, and then nothing changed.
        """


def drawn(result: Result) -> tuple[Report, ...]:
    """The reports that get a tab."""
    return tuple(report for report in result.reports if report.has_data)
