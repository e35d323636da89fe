"""A workbook and a run as the API shows them to its caller."""

from dataclasses import replace
from typing import Any

from flask import url_for

from core.i18n import Language
from sheets_addon.access.caller import Caller, caller
from sheets_addon.jobs.standing import Standing
from sheets_addon.store import Store
from sheets_addon.store.runs import Run
from sheets_addon.web import shown

Json = dict[str, Any]


def sees_all(who: Caller) -> bool:
    """Whether the caller sees the whole team's rows, and so may know their numbers."""
    return who.person is None or who.person.role != "manager"


def own_problems(store: Store, who: Caller, id: int, total: int) -> int:
    """How many of a workbook's the caller may know of."""
    if sees_all(who):
        return total
    result = shown.of_caller(store, id, who)[1]
    return len(result.problems) if result else 0


def book_json(standing: Standing, language: Language, problems: int | None, links: Json) -> Json:
    """``problems``: those that the caller may know of; None: it is not said how many there are."""
    book, run = standing.status.workbook, standing.status.running
    known = standing.as_json()
    return {
        **known,
        "kind": book.kind,
        "spreadsheet": known["spreadsheet"] if book.kind == "google" else None,  # no path of this machine
        "problems": problems,
        "progress": _progress(run),
        "lines": replace(standing, problems=problems or 0).lines(language),
        "links": links,
    }


def links_of(id: int) -> Json:
    views = {
        "self": "books.one",
        "runs": "history.listed",
        "problems": "results.problems",
        "reports": "results.reports",
        "agenda": "results.agenda",
        "sync": "books.sync",
        "events": "events.stream",
    }
    return {name: url_for(view, id=id) for name, view in views.items()}


def run_json(run: Run, language: Language) -> Json:
    return {
        "id": run.id,
        "reason": run.reason,
        "slot": run.slot,
        "asof": None if run.asof is None else run.asof.isoformat(),
        "started_at": run.started_at.isoformat(),
        "finished_at": None if run.finished_at is None else run.finished_at.isoformat(),
        "status": run.status,
        "seconds": run.seconds,
        "error": {"code": run.error_code or "error", "message": run.error.to(language)} if run.error else None,
        "problems": _problems(run) if sees_all(caller()) else None,
        "requests": dict(run.requests),
        "progress": _progress(run),
    }


def _problems(run: Run) -> Json:
    return {severity: run.counts.get(severity, 0) for severity in ("error", "warning", "info")}


def _progress(run: Run | None) -> Json | None:
    return dict(run.progress) if run is not None and run.status == "running" and run.progress else None
