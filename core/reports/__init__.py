"""The report tabs: one declaration a file, found by walking this package."""

from functools import cache

from core.discovery import walk
from core.reports.declare import BlockSpec, ChartSpec, Filled, ReportSpec

__all__ = ["BlockSpec", "ChartSpec", "Filled", "ReportSpec", "all_reports"]

_GROUPS = ("morning", "week", "month", "reference")


@cache
def all_reports() -> dict[str, ReportSpec]:
    """Every report by id, in the order of its tab."""
    found = [
        value for module in walk("core.reports") for value in vars(module).values() if isinstance(value, ReportSpec)
    ]
    return {r.id: r for r in sorted(found, key=lambda r: (_GROUPS.index(r.group), r.order))}
