"""A result as the JSON of a refresh: for machines, and for comparing two runs."""

from collections.abc import Sequence
from datetime import date
from math import isfinite
from typing import Any

from core.report import Block, Problem, Ref, Report, Result, Value

Json = dict[str, Any]


def as_json(result: Result) -> Json:
    """Every report, the ones without data too, and every problem, sorted by tab, row and column.

    Dates are ISO texts, rates fractions, links ``Tab!C17``, missing values None; no NaN. What differs
    between two equal runs stands in ``meta``.
    """
    stamp = result.stamp
    return {
        "asof": stamp.asof.isoformat(),
        "language": stamp.language,
        "reports": {report.id: _report(report) for report in result.reports},
        "problems": [_problem(problem) for problem in sorted(result.problems)],
        "meta": {"run_id": stamp.run_id, "computed_at": stamp.now.isoformat(), "slot": stamp.slot},
    }


def _report(report: Report) -> Json:
    cells = [[block.id, note.row, note.column, note.sentence] for block in report.blocks for note in block.notes]
    return {
        "title": report.title,
        "definition": report.definition,
        "blocks": {block.id: _block(block) for block in report.blocks},
        "notes": cells + [[None, None, None, sentence] for sentence in report.notes],
    }


def _block(block: Block) -> Json:
    shown: Json = {
        "columns": [column.id for column in block.columns],
        "rows": [_row(row) for row in block.rows],
    }
    if block.total is not None:
        shown["total"] = _row(block.total)
    if block.unavailable is not None:
        shown["unavailable"] = {"code": block.unavailable.code, "message": block.unavailable.message}
    return shown


def _row(row: Sequence[Value]) -> list[Any]:
    return [_value(value) for value in row]


def _value(value: Value) -> Any:
    if isinstance(value, Ref):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and not isfinite(value):
        return None
    return value


def _problem(problem: Problem) -> Json:
    return {
        "severity": problem.severity,
        "tab": problem.tab,
        "row": problem.row,
        "column": problem.column,
        "cell": problem.cell,
        "value": problem.value,
        "message": problem.message,
    }
