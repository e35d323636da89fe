"""What a report is: its words, its blocks, what each block needs, and the pure function that fills it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from core.i18n import T
from core.report import CellNote, Column, Group, Kind, Row

if TYPE_CHECKING:
    from core.context import Context


@dataclass
class Filled:
    """What a block's function returns where plain rows do not say it all.

    ``total`` replaces the sum of the columns that add; ``columns`` replaces the declared ones where
    they depend on the data (a column a metric); ``empty`` says why there are no rows.
    """

    rows: list[Row]
    total: Row | None = None
    levels: Sequence[int] = ()
    notes: Sequence[CellNote] = ()
    columns: Sequence[Column] | None = None
    empty: T | None = None
    row_kinds: Sequence[Kind] = ()


Fill = Callable[["Context"], "Filled | list[Row]"]


@dataclass(frozen=True)
class ChartSpec:
    """See :class:`core.report.Chart`. ``series`` None: every count, number or money column but the category."""

    kind: Literal["funnel", "bar", "column", "stacked", "line"]
    title: T
    category: str
    series: tuple[str, ...] | None = None
    lines: tuple[str, ...] = ()
    rows: int | None = None
    band: tuple[str, ...] = ()


@dataclass(frozen=True)
class BlockSpec:
    """``needs``: «payments» a table, «deals.amount» a column of it; «invoices|deals» any of them."""

    id: str
    title: T
    columns: tuple[Column, ...]
    definition: T
    needs: tuple[str, ...]
    total: bool
    charts: tuple[ChartSpec, ...]
    fill: Fill


@dataclass
class ReportSpec:
    """One report tab; its blocks are declared below it with :meth:`block`, in the order they are drawn."""

    id: str
    title: T
    group: Group
    order: int
    definition: T
    source: str
    mode: Callable[[Context], str] | None = None
    """One sentence on the period and rule of this run."""
    notes: Callable[[Context], Iterable[str]] | None = None
    decisions: tuple[T, ...] = ()
    """What the sources leave open and how we settled it; printed in «Определения»."""
    last: bool = False
    """Computed after all others and given them (summary, revision, definitions)."""
    blocks: list[BlockSpec] = field(default_factory=list)

    def block(
        self,
        id: str,
        title: T,
        columns: Sequence[Column] = (),
        *,
        definition: T,
        needs: Sequence[str] = (),
        total: bool = False,
        charts: Sequence[ChartSpec] = (),
    ) -> Callable[[Fill], Fill]:
        """Declare the decorated function as the next block of this report."""

        def declare(fill: Fill) -> Fill:
            self.blocks.append(
                BlockSpec(id, title, tuple(columns), definition, tuple(needs), total, tuple(charts), fill)
            )
            return fill

        return declare
