"""The pages for the head of sales: one a report, one of the problems, and the button that refreshes."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from core.i18n import Language
from core.report import Report, Result, Stamp
from sheets_addon.desk import Desk, View
from sheets_addon.web import charts, tables, words
from sheets_addon.workbooks.words import stamp_line

GROUPS = ("morning", "week", "month", "reference")
MOST_PROBLEMS = 500

pages = Blueprint("pages", __name__)


def desk() -> Desk:
    found: Desk = current_app.extensions["desk"]
    return found


@pages.get("/")
def home() -> str:
    """The first report that has something to say."""
    view = desk().view()
    if view.result is None:
        return render("empty.html", view)
    ready = [report for report in view.result.reports if report.has_data and not report.failure]
    return _report(view, view.result.stamp, ready[0]) if ready else render("empty.html", view)


@pages.get("/reports/<id>")
def report(id: str) -> str | tuple[str, int]:
    """A report; one that an error of ours stopped says so, under status 500."""
    view = desk().view()
    if view.result is None:
        abort(404)
    found = next((report for report in view.result.reports if report.id == id), None)
    if found is None:
        abort(404)
    page = _report(view, view.result.stamp, found)
    return (page, 500) if found.failure else page


@pages.get("/problems")
def problems() -> str:
    view = desk().view()
    if view.result is None:
        abort(404)
    every = "all" in request.args
    order = ("error", "warning", "info")
    found = sorted(view.result.problems, key=lambda p: (order.index(p.severity), p))
    severities = {s: getattr(words, s.upper()).to(view.result.stamp.language) for s in order}
    return render(
        "problems.html",
        view,
        current="problems",
        problems=found if every else found[:MOST_PROBLEMS],
        all_rows=len(found),
        severities=severities,
    )


@pages.post("/refresh")
def refresh() -> Answer:
    desk().renew()
    back = request.form.get("back", "")
    known = {r.id for r in result.reports} if (result := desk().view().result) else set()
    if back == "problems":
        return redirect(url_for("pages.problems"), 303)
    return redirect(url_for("pages.report", id=back) if back in known else url_for("pages.home"), 303)


def _report(view: View, stamp: Stamp, report: Report) -> str:
    most = None if "all" in request.args else tables.MOST_ROWS
    made = [
        (tables.table(block, stamp.language, stamp.currency, most), charts.charts_of(report, block, stamp.language))
        for block in report.blocks
        if not report.failure
    ]
    return render("report.html", view, current=report.id, report=report, blocks=made)


def render(template: str, view: View, current: str = "", **values: Any) -> str:
    """A page in its frame: the menu, how fresh it is, what failed."""
    result = view.result
    language = page_language()
    return render_template(
        template,
        view=view,
        current=current,
        menu=list(_menu(result, language)) if result else [],
        counts=_counts(result) if result else {},
        fresh=_fresh(result, language) if result else "",
        error=view.error.message(language) if view.error else "",
        book=order.book.name if (order := desk().order) else "",
        **values,
    )


def page_language() -> Language:
    """The workbook's, or the service's where no workbook was read yet."""
    found = current_app.extensions["desk"].last
    language: Language = found.result.stamp.language if found.result else current_app.extensions["login"].language
    return language


def _menu(result: Result, language: Language) -> Iterator[tuple[str, str, list[Report]]]:
    for group in GROUPS:
        reports = [report for report in result.reports if report.group == group]
        if reports:
            yield group, getattr(words, group.upper()).to(language), reports


def _counts(result: Result) -> dict[str, int]:
    return {s: sum(p.severity == s for p in result.problems) for s in ("error", "warning", "info")}


def _fresh(result: Result, language: Language) -> str:
    return stamp_line(replace(result.stamp, language=language, run_id=""))
