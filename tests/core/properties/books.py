"""Small random workbooks over every input table, with the dirt that people leave; the same one in both languages.

A workbook is made from a seed and a size, so that it costs nothing to draw and shrinks to a small one.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Any

from hypothesis import strategies as st

from core.i18n import Language, T
from core.tables import all_tables
from core.workbook import Cells, Sheet
from tests.core.properties.rows import Maker, Row, Tables


@dataclass(frozen=True)
class Book:
    """``tables``: id → rows of column → value; a T is in the workbook's language, an extra column is ``x:name``."""

    tables: Tables
    seed: int = 0

    def __repr__(self) -> str:
        return f"Book(seed={self.seed}, rows={ {id: len(rows) for id, rows in self.tables.items()} })"

    def with_rows(self, id: str, rows: list[Row]) -> "Book":
        return replace(self, tables={**self.tables, id: rows})

    def without(self, *ids: str) -> "Book":
        return replace(self, tables={id: rows for id, rows in self.tables.items() if id not in ids})

    def cells(self, language: Language = "ru", changed: Callable[[str, list[Any]], list[Any]] | None = None) -> Cells:
        """Its tabs; ``changed`` may reorder or spread the rows of one."""
        return Cells([_sheet(id, rows, language, changed) for id, rows in self.tables.items()])


def _sheet(id: str, rows: list[Row], language: Language, changed: Any) -> Sheet:
    table = all_tables()[id]
    extras = sorted({name for row in rows for name in row if name.startswith("x:")})
    prefix = table.extra.prefix.to(language) if table.extra else ""
    titles = [column.header.to(language) for column in table.columns] + [prefix + name[2:] for name in extras]
    body = [[_said(row.get(name), language) for name in (*table.by_id, *extras)] for row in rows]
    return Sheet(table.title.to(language), [titles, *(changed(id, body) if changed else body)])


def _said(value: Any, language: Language) -> Any:
    return value.to(language) if isinstance(value, T) else value


def books(most: int = 60) -> st.SearchStrategy["Book"]:
    return st.builds(book, st.integers(0, 2**32), st.sampled_from([0, 1, 3, 10, 20, most]))


def book(seed: int, n: int, dirt: float = 0.04) -> Book:
    """``n`` deals and invoices, more of the rest in proportion; ``dirt`` is the share of cells that are spoiled."""
    rng = Random(seed)
    made = {id: [_spoiled(rng, id, row, dirt) for row in rows] for id, rows in Maker(rng, n).tables().items()}
    for rows in made.values():
        if rows and rng.random() < 0.3:
            rows.append(dict(rng.choice(rows)))  # pasted twice
    return Book(made, seed)


def _spoiled(rng: Random, id: str, row: Row, dirt: float) -> Row:
    kinds = {column.id: column.kind for column in all_tables()[id].columns}
    if id in ("settings", "stages"):
        return row
    return {
        name: _spoil(rng, kinds.get(name, ""), value) if rng.random() < dirt else value for name, value in row.items()
    }


def _spoil(rng: Random, kind: str, value: Any) -> Any:
    if kind == "date" and isinstance(value, date):
        return rng.choice([f"{value:%d.%m.%Y}", f"{value:%Y-%m-%d}", None, "soon", "#REF!"])
    if kind in ("number", "count", "percent") and isinstance(value, int | float):
        return rng.choice([f"{value}", f" {value} ", None, "?", "#N/A"])
    if isinstance(value, str):
        return rng.choice([f"  {value} ", value.upper(), None, f"{value}?"])
    return rng.choice([None, value])
