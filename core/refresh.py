"""The one use case: read a workbook, type its cells, compute the reports, put them in their tabs."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from core import checks
from core.context import Context, Slot
from core.history import History, extended, read_rows
from core.intake import book
from core.report import Failure, Report, Result, Stamp
from core.reports import all_reports
from core.reports.build import build, failed_report
from core.workbook import Cells, Workbook

Progress = Callable[[str, int, int], None]
"""Called with the step's name, its number and how many there are."""


def refresh(
    workbook: Workbook,
    asof: date,
    slot: Slot,
    now: datetime,
    *,
    overrides: Mapping[str, Any] | None = None,
    history: History | None = None,
    run_id: str = "",
    progress: Progress | None = None,
) -> Result:
    """Read, type, compute, replace. ``overrides`` are settings that the command gives (parameter → value)."""
    result = compute(
        workbook.read(book.is_input),
        asof,
        slot,
        now,
        overrides=overrides,
        history=history,
        run_id=run_id,
        progress=progress,
    )
    workbook.replace(result)
    return result


def compute(
    cells: Cells,
    asof: date,
    slot: Slot,
    now: datetime,
    *,
    overrides: Mapping[str, Any] | None = None,
    history: History | None = None,
    run_id: str = "",
    progress: Progress | None = None,
) -> Result:
    """The reports over cells that are already read; touches nothing.

    An error of ours in one report leaves the others as they are: ``Result.failures`` has it, for the edge to log.
    ``history`` is extended by what these cells changed, at ``now``; ``Result.history`` is for the edge to keep.
    """
    typed = book.read_book(cells, overrides or {})
    history = None if history is None else extended(history, read_rows(typed.tables), now)
    context = Context(typed.tables, typed.settings, asof, slot, now, typed.problems, history)
    problems, failed = checks.found(context)
    context = replace(context, problems=problems)
    made: list[Report] = []
    failures = [*failed]
    specs = all_reports().values()
    for n, spec in enumerate(sorted(specs, key=lambda s: s.last)):
        if progress:
            progress(spec.title.to(context.language), n, len(specs))
        try:
            made.append(build(spec, replace(context, reports=tuple(made)) if spec.last else context))
        except Exception as error:  # noqa: BLE001 - ours, whatever it is: the other reports stand, the edge logs it
            failures.append(Failure(spec.id, error))
            made.append(failed_report(spec, context))
    order = list(all_reports())
    reports = tuple(sorted(made, key=lambda report: order.index(report.id)))
    stamp = Stamp(asof, slot, now, run_id, context.language, context.currency)
    return Result(reports, problems, stamp, typed.missing, tuple(failures), history)
