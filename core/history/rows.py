"""Typed tables as plain rows: which tables are remembered, which columns, and what makes two rows the same one."""

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from core.history.model import Line, Read, Row
from core.i18n import clean
from core.intake.titles import match_title
from core.intake.typed import Typed

IDENTITIES: dict[str, tuple[str, tuple[str, ...]]] = {
    "deals": ("deal_id", ("client", "created")),
    "invoices": ("invoice_id", ("client", "date")),
    "payments": ("", ("date", "invoice_id|client")),
    "hot_clients": ("", ("client", "manager")),
    "targets": ("", ("month", "manager", "metric")),
}
"""The tables that are remembered: the id of a row, and what tells rows apart where it is blank or there is none.

It must outlive edits of the rest of the row, so it is not intake's key, which is made of the whole row.
"""

LEFT_OUT = frozenset({"comment", "next_step"})
"""What people write freely may hold phones and addresses; no figure needs its history."""

_MADE_KEY = re.compile(r"~[0-9a-f]{16}(#\d+)?")


def read_rows(tables: Mapping[str, Typed]) -> Read:
    """The remembered tables that the workbook has, in the order of their frames."""
    there = {id: tables[id] for id in IDENTITIES if id in tables and tables[id].parts}
    return Read({id: _lines(typed) for id, typed in there.items()}, {id: _tabs(typed) for id, typed in there.items()})


def identity(table: str, row: Row) -> tuple[str, ...]:
    """What a row is told by: its id, else the cells that stay."""
    id = IDENTITIES[table][0]
    return (str(row[id]),) if id in row else natural(table, row)


def natural(table: str, row: Row) -> tuple[str, ...]:
    """The cells that tell a row without an id; begins with '~', so that no id equals it."""
    return ("~", *(_first(row, columns) for columns in IDENTITIES[table][1]))


def has_id(table: str, row: Row) -> bool:
    return IDENTITIES[table][0] in row


def _first(row: Row, columns: str) -> str:
    return next((f"{one}:{row[one]}" for one in columns.split("|") if one in row), "")


def _columns(typed: Typed) -> list[str]:
    return [id for id in (*typed.table.by_id, *typed.extras) if id not in LEFT_OUT]


def _lines(typed: Typed) -> list[Line]:
    tabs = [part.tab for part in typed.parts]
    where = [tabs[part] for part in typed.frame["_part"].tolist()]
    rows: list[Row] = [{} for _ in where]
    for name in _columns(typed):
        for i, value in _filled(typed.frame[name]):
            rows[i][name] = value
    id = IDENTITIES[typed.table.id][0]
    for row in rows:
        if id and _MADE_KEY.fullmatch(str(row.get(id, ""))):
            del row[id]
    return [Line(row, tab) for row, tab in zip(rows, where, strict=True)]


def _filled(column: "pd.Series[Any]") -> list[tuple[int, Any]]:
    """(row, value) of the cells that hold one."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        names = [clean(str(name)) for name in column.cat.categories]
        return [(i, names[code]) for i, code in enumerate(column.cat.codes.tolist()) if code >= 0]
    values = column.to_numpy()
    if values.dtype.kind == "M":
        there = np.flatnonzero(~np.isnat(values))
        days = np.datetime_as_string(values[there], unit="D")
        return list(zip(there.tolist(), map(str, days.tolist()), strict=True))
    there = np.flatnonzero(~np.isnan(values))
    return list(zip(there.tolist(), (values[there] + 0.0).tolist(), strict=True))


def _tabs(typed: Typed) -> dict[str, frozenset[str]]:
    """Each tab with the columns it has; a manager's tab has its manager in the title."""
    out = {}
    for part in typed.parts:
        found = match_title(part.tab)
        suffix = {typed.table.suffix_fills} if found and found[1] and typed.table.suffix_fills else set()
        out[part.tab] = frozenset(part.letters) | suffix
    return out
