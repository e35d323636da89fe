"""A manager's share of a result: what is his, and nothing of the others (SERVICE.md, the roles)."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import compress
from math import isclose

from core.i18n import Language, T
from core.report import Block, CellNote, Chart, Problem, Ref, Report, Result, Row, Unavailable, Value
from sheets_addon.people.comparisons import BLOCKS, compares
from sheets_addon.people.mentions import Mentions, mentions
from sheets_addon.store.people import Person

MANAGER = "manager"
"""The id of the column by which a row is someone's."""
HIDDEN = T("Эти цифры видит руководитель.", "These figures are for the head.")
EMPTY = T("Ваших строк здесь нет.", "No row here is yours.")


def visible(result: Result, person: Person) -> Result:
    """What ``person`` may see of ``result``. Raises ValueError for a role that nobody has thought of."""
    if person.role in ("admin", "head"):
        return result
    if person.role != "manager":
        raise ValueError(f"no such role: {person.role}")
    return share(result, person.manager)


def share(result: Result, manager: str) -> Result:
    """``result`` as the manager of that name may see it.

    Rows of his own stay, with totals over them; blocks without managers and comparisons are ``unavailable: hidden``;
    notes of whole reports, other people's problems, the history and our own errors are gone. Blocks keep their places,
    so that whoever draws a result needs to know nothing of this. A blank name owns nothing.
    """
    others = mentions(result, manager)
    language = result.stamp.language
    return replace(
        result,
        reports=tuple(_report(report, others, language) for report in result.reports),
        problems=tuple(_problem(one, others) for one in result.problems if _is_his(one, others)),
        failures=(),
        history=None,
    )


def _report(report: Report, others: Mentions, language: Language) -> Report:
    blocks = tuple(_block(report.id, block, others, language) for block in report.blocks)
    charts = tuple(
        chart
        for chart in report.charts
        if _has_all(chart, next((block for block in blocks if block.id == chart.block), None))
    )
    return replace(report, blocks=blocks, charts=charts, notes=(), mode=others.hidden(report.mode))


def _block(report: str, block: Block, others: Mentions, language: Language) -> Block:
    at = next((i for i, column in enumerate(block.columns) if column.id == MANAGER), None)
    if at is None or (report, block.id) in BLOCKS:
        hidden = Unavailable("hidden", HIDDEN.to(language))
        why = block.unavailable if _is_for_all(block.unavailable) else hidden
        return Block(block.id, block.title, (), [], definition=block.definition, unavailable=why)
    his = [others.is_his(row[at]) for row in block.rows]
    kept = [i for i, mine in enumerate(his) if mine]
    shown = [
        not compares(report, block.id, column.id) and not others.names(column.title.to(language))
        for column in block.columns
    ]
    ids = [column.id for column in block.columns]
    rows = [_row(block.rows[i], shown, ids, others) for i in kept]
    levels = _levels(block.levels, his)
    new_row = {old: new for new, old in enumerate(kept)}
    visible_ids = set(compress(ids, shown))
    empty = Unavailable("empty", EMPTY.to(language))  # the same whether or not others have rows
    why_not = None if rows else block.unavailable if _is_for_all(block.unavailable) else empty
    return Block(
        block.id,
        block.title,
        tuple(compress(block.columns, shown)),
        rows,
        _total(block, rows, levels, shown),
        levels,
        tuple(
            CellNote(new_row[note.row], note.column, others.hidden(note.sentence))
            for note in block.notes
            if note.row in new_row and note.column in visible_ids
        ),
        block.definition,
        why_not,
        tuple(block.row_kinds[i] for i in kept) if block.row_kinds else (),
    )


def _is_for_all(why: Unavailable | None) -> bool:
    """What the workbook lacks, or what failed, is said to everyone; «no rows» would say that others have none."""
    return why is not None and why.code in ("missing", "failed")


def _row(row: Row, shown: Sequence[bool], ids: Sequence[str], others: Mentions) -> Row:
    return [_value(value, id, others) for value, id in compress(zip(row, ids, strict=True), shown)]


def _value(value: Value, id: str, others: Mentions) -> Value:
    if isinstance(value, Ref):
        return None if others.names(f"{value.tab} {value.text}") else value
    if isinstance(value, str) and id not in ("client", MANAGER):  # a client may be called as a manager is
        return others.hidden(value)
    return value


def _levels(levels: Sequence[int], his: Sequence[bool]) -> tuple[int, ...]:
    """The depth of each kept row below those of its parents that are kept too."""
    made: list[int] = []
    parents: list[tuple[int, bool]] = []
    for level, mine in zip(levels, his, strict=bool(levels)):
        while parents and parents[-1][0] >= level:
            parents.pop()
        if mine:
            made.append(sum(kept for _, kept in parents))
        parents.append((level, mine))
    return tuple(made)


def _total(block: Block, rows: Sequence[Row], levels: Sequence[int], shown: Sequence[bool]) -> Row | None:
    """The sums over the rows that are left, of those columns whose total was the sum of its rows before."""
    top = [row for i, row in enumerate(rows) if not levels or levels[i] == 0]
    if block.total is None or len(top) < 2:  # the total of one row is that row
        return None
    before = [row for i, row in enumerate(block.rows) if not block.levels or block.levels[i] == 0]
    added = [
        column.is_added and _is_sum(block.total[i], [row[i] for row in before])
        for i, column in enumerate(block.columns)
    ]
    sums: Row = [
        sum(_numbers([row[i] for row in top])) if adds and _numbers([row[i] for row in top]) else None
        for i, adds in enumerate(compress(added, shown))
    ]
    if shown[0] and isinstance(block.total[0], str):
        sums[0] = block.total[0]
    return sums


def _is_sum(total: Value, values: Sequence[Value]) -> bool:
    return isinstance(total, int | float) and isclose(total, sum(_numbers(values)), rel_tol=1e-9, abs_tol=1e-6)


def _numbers(values: Sequence[Value]) -> list[float]:
    return [value for value in values if isinstance(value, int | float) and not isinstance(value, bool)]


def _has_all(chart: Chart, block: Block | None) -> bool:
    """Whether everything that it draws is left; a chart of managers with one manager is none."""
    if block is None or len(block.rows) < 2 or chart.category == MANAGER:
        return False
    return {chart.category, *chart.series, *chart.lines, *chart.band} <= {column.id for column in block.columns}


def _is_his(problem: Problem, others: Mentions) -> bool:
    return others.is_his(problem.manager) and not others.names(problem.tab)


def _problem(problem: Problem, others: Mentions) -> Problem:
    return replace(
        problem,
        value=others.hidden(problem.value),
        message=others.hidden(problem.message),
        expected=others.hidden(problem.expected),
    )
