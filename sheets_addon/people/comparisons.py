"""What compares a manager with the others, and so says something of them: hidden from a manager.

Kept true by ``tests/sheets_addon/people/test_share.py``: other managers' figures are changed, and whatever then changes
in what one manager sees has to stand here.
"""

ANYWHERE = frozenset({"rank", "place", "share", "share_before", "cumulative", "against", "difference", "p_adjusted"})
"""Columns of any block: places, shares of the department's whole, differences from the rest."""
COLUMNS: dict[tuple[str, str], frozenset[str]] = {
    ("data_quality", "names"): frozenset({"like_n"}),
    ("directions", "offers"): frozenset({"why", "mean", "expected", "bought", "similar"}),
    ("managers", "steps"): frozenset({"proven", "verdict"}),
    ("managers", "year"): frozenset({"proven", "verdict"}),
    ("pipeline_stages", "managers"): frozenset({"verdict"}),
}
BLOCKS = frozenset({("managers", "training")})
"""Its sentences say who of the others does it best, and how well."""


def compares(report: str, block: str, column: str) -> bool:
    """Whether the column, by ids, is a comparison."""
    if column in ANYWHERE or column in COLUMNS.get((report, block), ()):
        return True
    return (report, block) == ("ratios", "managers") and column.endswith("_verdict")
