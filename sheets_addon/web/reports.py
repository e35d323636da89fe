"""A workbook's report tabs as pages, and what in its cells is wrong."""

from collections.abc import Callable

from flask import Blueprint, abort, request

from core.report import Report, Result
from sheets_addon.access import needs, workbook
from sheets_addon.access.guard import store
from sheets_addon.store import workbooks
from sheets_addon.web import charts, frame, shown, tables, words
from sheets_addon.web.cell_links import cell_links
from sheets_addon.web.language import page_language
from sheets_addon.web.viewed import note_view

MOST_PROBLEMS = 500
SEVERITIES = ("error", "warning", "info")

reports = Blueprint("reports", __name__, url_prefix="/workbooks/<int:id>")


@reports.get("")
@needs("workbook")
def first(id: str) -> str:
    """The first report that has something to say."""
    result = shown.result()
    ready = [one for one in result.reports if one.has_data and not one.failure] if result else []
    if result is None or not ready:
        return frame.render_workbook("empty.html", result)
    return _page(result, ready[0])


@reports.get("/reports/<report>")
@needs("workbook")
def page(id: str, report: str) -> str | tuple[str, int]:
    """A report; one that an error of ours stopped says so, under status 500."""
    result = shown.result()
    found = shown.report(result, report) if result else None
    if result is None or found is None:
        abort(404)
    made = _page(result, found)
    return (made, 500) if found.failure else made


@reports.get("/problems")
@needs("workbook")
def problems(id: str) -> str:
    """What is wrong, the worst first, each with the way to its cell."""
    result = shown.result()
    if result is None:
        return frame.render_workbook("empty.html", result, "problems")
    note_view()
    found = sorted(result.problems, key=lambda problem: (SEVERITIES.index(problem.severity), problem))
    most = None if "all" in request.args else MOST_PROBLEMS
    return frame.render_workbook(
        "problems.html",
        result,
        "problems",
        problems=found[:most],
        all_rows=len(found),
        severities={s: getattr(words, s.upper()).to(page_language()) for s in SEVERITIES},
        link=_links(),
    )


def _page(result: Result, report: Report) -> str:
    note_view()
    most = None if "all" in request.args else tables.MOST_ROWS
    language, currency = result.stamp.language, result.stamp.currency
    titles = {one.title: one.id for one in result.reports}
    made = [
        (
            tables.table(block, language, currency, most, titles),
            charts.charts_of(report, block, language),
        )
        for block in report.blocks
        if not report.failure
    ]
    return frame.render_workbook("report.html", result, report.id, report=report, blocks=made, link=_links())


def _links() -> Callable[[str, str], str]:
    with store().read() as session:
        known = workbooks.known(session, workbook().id)
    return cell_links(workbook(), known)
