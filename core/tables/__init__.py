"""The tabs that people fill: one declaration a file, found by walking this package."""

from functools import cache

from core.discovery import walk
from core.tables.declare import Column, Extra, Table

__all__ = ["Column", "Extra", "Table", "all_tables", "table"]


@cache
def all_tables() -> dict[str, Table]:
    """Every input table by id, in the order of the template's tabs."""
    found = [value for module in walk("core.tables") for value in vars(module).values() if isinstance(value, Table)]
    return {t.id: t for t in sorted({t.id: t for t in found}.values(), key=lambda t: t.order)}


def table(id: str) -> Table:
    return all_tables()[id]
