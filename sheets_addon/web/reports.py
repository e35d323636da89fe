"""A workbook's report tabs as pages."""

from collections.abc import Callable

from flask import Blueprint, abort, request

from core.report import Block, Report, Result
from sheets_addon.access import needs, workbook
from sheets_addon.access.guard import store
from sheets_addon.store import workbooks
from sheets_addon.web import charts, frame, shown, tables
from sheets_addon.web.cell_links import cell_links
from sheets_addon.web.viewed import note_view

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
        if not report.failure and not _is_hidden(block)
    ]
    hidden = [block.title for block in report.blocks if _is_hidden(block)]
    return frame.render_workbook(
        "report.html", result, report.id, report=report, blocks=made, hidden=hidden, link=links()
    )


def _is_hidden(block: Block) -> bool:
    return block.unavailable is not None and block.unavailable.code == "hidden"


def links() -> Callable[[str, str], str]:
    """``(tab, cell)`` → its address, of the request's workbook."""
    with store().read() as session:
        known = workbooks.known(session, workbook().id)
    return cell_links(workbook(), known)
