"""Changes of rows, the log of them, and its replay."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

Value = str | float
"""A date is its ISO text, a number, share or tick a float, a text as intake cleans it; a blank cell is not there."""

Row = dict[str, Value]
"""Column id → value, filled cells only."""

Rows = dict[str, dict[str, Row]]
"""Table id → key → row."""


class Change(NamedTuple):
    """One cell that changed, or with ``column`` '' a row that came (``old`` None) or went (``new`` None)."""

    table: str
    key: str
    column: str
    old: "Value | Row | None"
    new: "Value | Row | None"
    at: datetime


class Line(NamedTuple):
    """A row as it was read, and the tab it stood in."""

    row: Row
    tab: str


@dataclass(frozen=True)
class Read:
    """What one reading saw. A table or a tab that is not here was not seen, which is no removal."""

    lines: Mapping[str, list[Line]] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    """Table → tab → the columns that it has; a column that is missing there keeps what was known."""


@dataclass(frozen=True)
class History:
    """The log, and where it has led. Times are the wall clock of the workbook's zone and never run backwards."""

    changes: tuple[Change, ...] = ()
    begun: Mapping[str, datetime] = field(default_factory=dict)
    """When each table was read first; its rows of then are no news."""
    rows: Rows = field(default_factory=dict)
    """The state now: ``replay(changes)``."""
    tabs: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Table → key → the tab that the row was last seen in."""
    seen: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False)
    """Table → the keys of the rows of the last reading, in their order; not stored."""

    def before(self, table: str, moment: datetime) -> dict[str, Row | None]:
        """The rows that have changed since ``moment``, as they stood then; None: not there yet."""
        out: dict[str, Row | None] = {}
        for change in reversed(self.changes):
            if change.at <= moment:
                break
            if change.table != table:
                continue
            if not change.column:
                out[change.key] = dict(change.old) if isinstance(change.old, dict) else None
                continue
            row = out[change.key] if change.key in out else dict(self.rows[table][change.key])
            assert row is not None  # noqa: S101 - a cell cannot change in a row that came later
            if change.old is None:
                row.pop(change.column, None)
            elif not isinstance(change.old, dict):
                row[change.column] = change.old
            out[change.key] = row
        return out

    def knows(self, table: str, moment: datetime) -> bool:
        """Whether the table was read by then, so that what came later is known to have changed."""
        begun = self.begun.get(table)
        return begun is not None and begun <= moment


def replay(changes: Iterable[Change], until: datetime | None = None) -> Rows:
    """The rows as they stood at ``until``, that moment included; None is the end. ``changes`` in order of time."""
    out: Rows = {}
    for change in changes:
        if until is not None and change.at > until:
            break
        rows = out.setdefault(change.table, {})
        if change.column:
            row = rows[change.key]
            if change.new is None:
                del row[change.column]
            elif not isinstance(change.new, dict):
                row[change.column] = change.new
        elif isinstance(change.new, dict):
            rows[change.key] = dict(change.new)
        else:
            del rows[change.key]
    return out
