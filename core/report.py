"""A computed report: what every adapter can draw, and nothing that only one of them could.

Everything here is in one language already; a block's rows are plain Python values, so that an
adapter needs no pandas to draw them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

from core.i18n import Language, T

if TYPE_CHECKING:
    from core.history import History

Kind = Literal[
    "text", "count", "number", "money", "rate", "attainment", "days", "date", "month", "flag", "link", "mixed"
]
"""``rate`` a fraction shown as a percentage · ``attainment`` a fraction of the plan, drawn with a sign
and a colour (≥ 1 ▲ green, ≥ .8 ● amber, below ▼ red) · ``days`` whole or tenths of days ·
``month`` the first day of the month · ``flag`` yes/no · ``link`` a :class:`Ref`, to a person's cell ·
``mixed`` each row's own kind, from ``Block.row_kinds`` (a list of indicators)."""

ADDABLE: frozenset[Kind] = frozenset({"count", "number", "money"})


class Ref(NamedTuple):
    """A person's cell: the tab as it is named, the cell as ``C17``, the text of the link."""

    tab: str
    cell: str
    text: str = ""

    def __str__(self) -> str:
        return f"{self.tab}!{self.cell}"


Value = str | int | float | bool | date | Ref | None
Row = list[Value]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a block. ``detail`` ones are grouped and closed until someone opens them."""

    id: str
    title: T
    kind: Kind = "text"
    detail: bool = False
    help: T = T("", "")
    adds: bool | None = None
    """Whether a total row sums it; by default counts, numbers and money do."""
    heat: bool = False
    """Shaded by its values, the more the darker, together with the block's other such columns (a matrix)."""

    @property
    def is_added(self) -> bool:
        return self.kind in ADDABLE if self.adds is None else self.adds


@dataclass(frozen=True, slots=True)
class Unavailable:
    """Why a block has no rows: what is missing, and what to fill."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class CellNote:
    """Why one cell is empty or odd. ``row`` counts the block's rows from 0."""

    row: int
    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart over the columns of one block.

    ``funnel`` and ``bar`` lie, ``column`` and ``stacked`` stand, ``line`` runs. ``rows`` limits it to the
    first rows. ``lines`` are series drawn as lines over columns (a plan over facts). ``band`` are the low and
    the high end of what is possible around a line.
    """

    kind: Literal["funnel", "bar", "column", "stacked", "line"]
    title: str
    block: str
    category: str
    series: tuple[str, ...]
    lines: tuple[str, ...] = ()
    rows: int | None = None
    band: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One table of a report. ``levels`` give a row's outline depth: 0 shows, deeper ones collapse."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: list[Row]
    total: Row | None = None
    levels: Sequence[int] = ()
    notes: tuple[CellNote, ...] = ()
    definition: str = ""
    unavailable: Unavailable | None = None
    row_kinds: Sequence[Kind] = ()
    """What a ``mixed`` column holds in each row."""

    def kind(self, column: Column, row: int) -> Kind:
        return self.row_kinds[row] if column.kind == "mixed" else column.kind


Group = Literal["morning", "week", "month", "reference"]


@dataclass(frozen=True, slots=True)
class Report:
    """One tab of ours. ``mode`` says in words which period and rule made the figures."""

    id: str
    title: str
    group: Group
    definition: str
    mode: str
    blocks: tuple[Block, ...]
    charts: tuple[Chart, ...] = ()
    notes: tuple[str, ...] = ()
    failure: str = ""
    """One sentence instead of figures where an error of ours stopped this report; then no block has a row."""

    @property
    def has_data(self) -> bool:
        """A report without a row draws no tab, unless it has to say that it failed."""
        return bool(self.failure) or any(block.rows for block in self.blocks)

    def block(self, id: str) -> Block:
        return next(block for block in self.blocks if block.id == id)


@dataclass(frozen=True, slots=True)
class Stamp:
    """When and from what the reports were made; outside everything that is compared or hashed."""

    asof: date
    slot: str
    now: datetime
    run_id: str
    language: Language
    currency: str = "RUB"


@dataclass(frozen=True, slots=True)
class Failure:
    """An error of ours in one report or check, for the edge to write down; the others are not touched by it.

    ``where`` is the report's id, or the name of the check.
    """

    where: str
    error: Exception


@dataclass(frozen=True)
class Result:
    """What a refresh leaves: the reports, and every problem found on the way."""

    reports: tuple[Report, ...]
    problems: tuple["Problem", ...]
    stamp: Stamp
    missing: tuple[str, ...] = field(default=())
    """Ids of the input tables that the workbook does not have."""
    failures: tuple[Failure, ...] = ()
    """Errors of ours; their reports say so in ``Report.failure``."""
    history: "History | None" = None
    """The history given, with what this reading changed; for the edge to keep."""

    def report(self, id: str) -> Report:
        return next(report for report in self.reports if report.id == id)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A cell, row or tab that could not be taken as it stands.

    ``row`` is the 1-based row of the sheet (0: the tab as a whole), ``column`` the header as typed,
    ``cell`` like ``C17`` or ''. ``error`` cells are left out of the sums that need them; ``warning`` ones
    are used; ``info`` only says what was done.
    """

    tab: str
    row: int
    column: str
    cell: str
    code: str
    severity: Literal["error", "warning", "info"]
    value: str
    message: str
    expected: str = ""
    manager: str = ""

    @property
    def ref(self) -> Ref:
        return Ref(self.tab, self.cell or "A1", self.cell or self.tab)
