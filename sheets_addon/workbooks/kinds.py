"""Which kinds of values are figures, and where a cell of each kind stands."""

from collections.abc import Sequence

from core.i18n import Language
from core.report import Block, Kind
from sheets_addon.workbooks.patterns import pattern

NUMERIC: frozenset[Kind] = frozenset({"count", "number", "money", "rate", "attainment", "days"})
CENTRED: frozenset[Kind] = frozenset({"date", "month", "flag"})


def column_pattern(block: Block, i: int, language: Language) -> str:
    """The number format of a block's column; only some kinds need its values to know their decimals."""
    kind = block.columns[i].kind
    return pattern(kind, language, (row[i] for row in block.rows) if kind in {"number", "days"} else ())


def outline(block: Block) -> list[int]:
    """Each row's outline depth, and one 0 behind the last row."""
    return [*(block.levels or [0] * len(block.rows)), 0]


def is_filtered(tables: Sequence[Block]) -> bool:
    """Whether a tab's only table gets filter buttons: a filter would tear an outline apart."""
    return len(tables) == 1 and not any(tables[0].levels) and len(tables[0].rows) > 1
