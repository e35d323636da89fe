"""What stands around every page of somebody who has signed in."""

from collections.abc import Iterator
from typing import Any

from flask import render_template

from core.i18n import Language
from core.report import Report, Result
from sheets_addon.access import caller, workbook
from sheets_addon.access.guard import store
from sheets_addon.jobs.standing import standing
from sheets_addon.web import words
from sheets_addon.web.language import page_language
from sheets_addon.work import utc_now

GROUPS = ("morning", "week", "month", "reference")


def render(template: str, current: str = "", **values: Any) -> str:
    """A page beside no workbook; ``current`` is the id of its entry in the menu."""
    return render_template(template, current=current, caller=caller(), book=None, menu=[], **values)


def render_workbook(template: str, result: Result | None, current: str = "", **values: Any) -> str:
    """A page of the request's workbook: its menu, how it stands, what failed."""
    language = page_language()
    stands = standing(store(), workbook().id, utc_now())
    return render_template(
        template,
        current=current,
        caller=caller(),
        book=workbook(),
        stands=stands,
        result=result,
        menu=list(_menu(result, language)) if result else [],
        counts=counts(result) if result else {},
        **values,
    )


def counts(result: Result) -> dict[str, int]:
    """Problems by severity."""
    return {s: sum(p.severity == s for p in result.problems) for s in ("error", "warning", "info")}


def _menu(result: Result, language: Language) -> Iterator[tuple[str, str, list[Report]]]:
    for group in GROUPS:
        reports = [report for report in result.reports if report.group == group]
        if reports:
            yield group, getattr(words, group.upper()).to(language), reports
