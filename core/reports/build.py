"""From a report's declaration to the report: which blocks can be filled, their totals, their charts."""

from collections.abc import Sequence

from core.context import Context
from core.i18n import T
from core.report import Block, Chart, Column, Report, Row, Unavailable
from core.reports.declare import BlockSpec, ChartSpec, Filled, ReportSpec
from core.tables import all_tables

MISSING = T("Появится, когда заполните {what}.", "Appears when {what} is filled.")
TAB = T("вкладку {tabs}", "the tab {tabs}")
QUOTED = T("«{title}»", "“{title}”")
COLUMN = T("столбец «{column}» на вкладке «{tab}»", "the column “{column}” of the tab “{tab}”")
OR = T(" или ", " or ")
FAILED = T(
    "Этот отчёт не посчитан: ошибка у нас, остальные верны; подробности в журнале.",
    "This report was not computed: the error is ours, the others are right; the log has the details.",
)
NO_ROWS = T("Нет данных за этот период.", "No data for this period.")


def build(spec: ReportSpec, context: Context) -> Report:
    """Fill every block that can be filled; one that cannot says what it waits for."""
    blocks = tuple(_block(block, context) for block in spec.blocks)
    return Report(
        spec.id,
        context.say(spec.title),
        spec.group,
        context.say(spec.definition),
        spec.mode(context) if spec.mode else "",
        blocks,
        tuple(
            drawn
            for block, made in zip(spec.blocks, blocks, strict=True)
            for chart in block.charts
            if made.rows and (drawn := _chart(chart, made, context)).series
        ),
        tuple(spec.notes(context)) if spec.notes else (),
    )


def failed_report(spec: ReportSpec, context: Context) -> Report:
    """The report that an error of ours stopped: one sentence, and no block with a row."""
    sentence = context.say(FAILED)
    why = Unavailable("failed", sentence)
    blocks = tuple(Block(b.id, context.say(b.title), b.columns, [], unavailable=why) for b in spec.blocks)
    return Report(
        spec.id, context.say(spec.title), spec.group, context.say(spec.definition), "", blocks, failure=sentence
    )


def _block(spec: BlockSpec, context: Context) -> Block:
    title, definition = context.say(spec.title), context.say(spec.definition)
    lacking = next((need for need in spec.needs if not context.has(need)), None)
    if lacking:
        return Block(
            spec.id,
            title,
            spec.columns,
            [],
            definition=definition,
            unavailable=Unavailable("missing", missing_sentence(lacking, context)),
        )
    made = spec.fill(context)
    filled = made if isinstance(made, Filled) else Filled(made)
    columns = tuple(filled.columns or spec.columns)
    total = filled.total
    if total is None and spec.total and filled.rows:
        total = total_row(columns, filled.rows, context)
    unavailable = None if filled.rows else Unavailable("empty", context.say(filled.empty or NO_ROWS))
    return Block(
        spec.id,
        title,
        columns,
        filled.rows,
        total,
        tuple(filled.levels),
        tuple(filled.notes),
        definition,
        unavailable,
        tuple(filled.row_kinds),
    )


def total_row(columns: Sequence[Column], rows: Sequence[Row], context: Context) -> Row:
    """«Итого», and the sum of each column that adds; no cell to add is no total, not 0."""
    total: Row = []
    for i, column in enumerate(columns):
        values = [row[i] for row in rows if isinstance(row[i], int | float)] if column.is_added else []
        total.append(sum(values) if values else None)  # type: ignore[arg-type]
    total[0] = context.say(T("Итого", "Total"))
    return total


def missing_sentence(need: str, context: Context) -> str:
    """What to fill so that ``need`` is met: the tabs that are not there, else a column of those that are."""
    tabs: dict[str, None] = {}
    columns: dict[str, None] = {}
    for one in need.split("|"):
        id, _, column = one.partition(".")
        table, found = all_tables()[id], context.tables.get(id)
        if column and found is not None and found.parts:
            columns[context.say(COLUMN, tab=table.title, column=table.by_id[column].header)] = None
        else:
            tabs[context.say(QUOTED, title=table.title)] = None
    either = context.say(OR)
    said = [context.say(TAB, tabs=either.join(tabs))] if tabs else []
    return context.say(MISSING, what=either.join([*said, *columns]))


def _chart(spec: ChartSpec, block: Block, context: Context) -> Chart:
    there = {c.id for c in block.columns}
    every = tuple(c.id for c in block.columns if c.is_added and c.id != spec.category and not c.detail)
    series = tuple(id for id in spec.series or every if id in there)
    lines = tuple(id for id in spec.lines if id in there)
    band = spec.band if there.issuperset(spec.band) else ()
    return Chart(spec.kind, context.say(spec.title), block.id, spec.category, series, lines, spec.rows, band)
