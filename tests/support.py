"""Short ways to make what core computes from: a typed table from plain rows, a context around tables."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

from core.context import Context, Slot
from core.intake.typed import Part, Typed, empty
from core.settings import Settings
from core.tables import all_tables, table


def typed(id: str, rows: Iterable[Mapping[str, Any]], present: Iterable[str] | None = None) -> Typed:
    """A typed table of rows ``{column: value}``, past intake. Dates are ``date`` objects or ISO texts."""
    rows = list(rows)
    blank = empty(table(id))
    columns: dict[str, Any] = {}
    extras = {k: k[2:] for row in rows for k in row if k.startswith("x:")}
    kinds = {c.id: c.kind for c in table(id).columns} | {x: table(id).extra.kind for x in extras}  # type: ignore[union-attr]
    for name, kind in kinds.items():
        values = [row.get(name) for row in rows]
        match kind:
            case "date":
                columns[name] = pd.array(np.array(values, "datetime64[s]"))
            case "number" | "count" | "percent" | "yesno":
                columns[name] = np.array([np.nan if v is None else float(v) for v in values])
            case "cell":
                columns[name] = pd.Series(values, dtype=object)
            case _:
                columns[name] = pd.Categorical(values, sorted({v for v in values if v is not None}))
    columns["_part"] = np.zeros(len(rows), np.int32)
    columns["_row"] = np.arange(2, len(rows) + 2, dtype=np.int32)
    used = {k for row in rows for k in row} | {c.id for c in table(id).required}
    letters = {c: chr(65 + i) if i < 26 else "A" + chr(39 + i) for i, c in enumerate(kinds)}
    return replace(
        blank,
        frame=pd.DataFrame(columns),
        parts=(Part(table(id).title.ru, 1, letters),),
        present=frozenset(used if present is None else present),
        extras=extras,
    )


def context(
    asof: str | date, slot: Slot = "evening", /, settings: Mapping[str, Any] | None = None, **tables: Any
) -> Context:
    """A context over the given tables (rows or :class:`Typed`); the others are missing from the workbook."""
    day = date.fromisoformat(asof) if isinstance(asof, str) else asof
    found = {
        id: (tables[id] if isinstance(tables.get(id), Typed) else typed(id, tables[id]))
        if id in tables
        else empty(table(id))
        for id in all_tables()
    }
    return Context(found, Settings(**(settings or {})), day, slot, datetime(day.year, day.month, day.day, 18, 0))
