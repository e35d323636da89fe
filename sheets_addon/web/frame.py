"""What stands around every page of somebody who has signed in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import current_app, render_template, url_for

from core.i18n import Language
from core.i18n.severities import severity_count
from core.report import Report, Result
from sheets_addon.access import caller, workbook
from sheets_addon.access.guard import store
from sheets_addon.jobs.standing import standing
from sheets_addon.store import snapshots
from sheets_addon.web import state
from sheets_addon.web.cell_links import spreadsheet_link
from sheets_addon.web.language import page_language
from sheets_addon.web.words import frame as words
from sheets_addon.work import utc_now

FOR_ADMINS = (("people", words.PEOPLE), ("keys", words.KEYS), ("audit", words.AUDIT))


@dataclass(frozen=True)
class Entry:
    """One line of a menu."""

    id: str
    title: str
    path: str
    is_quiet: bool = False


@dataclass(frozen=True)
class Group:
    """Entries under a title, or under none."""

    id: str
    title: str
    entries: tuple[Entry, ...]


def render(template: str, current: str = "", **values: Any) -> str:
    """A page beside no workbook; ``current`` is the id of its section: home, people, keys, audit, account."""
    language = page_language()
    return render_template(
        template, current=current, caller=caller(), sections=list(_sections(language)), book=None, **values
    )


def render_workbook(template: str, result: Result | None, current: str = "", **values: Any) -> str:
    """A page of the request's workbook, ``current`` in its menu, under how it stands.

    ``result`` is what the caller may see of the last good one; None: there is none yet.
    """
    language, book = page_language(), workbook()
    with store().read() as session:
        head = snapshots.head(session, book.id)
    stands = caller().told(standing(store(), book.id, utc_now()))
    menu = list(_menu(result, language))
    here = next((one.title for group in menu for one in group.entries if one.id == current), book.title)
    return render_template(
        template,
        current=current,
        caller=caller(),
        sections=list(_sections(language)),
        book=book,
        spreadsheet=spreadsheet_link(book),
        card=state.card(stands, language),
        stale=state.stale(stands, language) if result else "",
        run=head.run_id if head else 0,
        result=result,
        menu=menu,
        here=here,
        counts=counts(result) if result else {"error": 0, "warning": 0, "info": 0},
        problem_count=lambda severity, n: severity_count(severity, n, language),
        **values,
    )


def counts(result: Result) -> dict[str, int]:
    """Problems by severity."""
    return {s: sum(p.severity == s for p in result.problems) for s in ("error", "warning", "info")}


def ways() -> list[Entry]:
    """How to add a workbook, for whoever may."""
    language = page_language()
    if not caller().leads:
        return []
    return [
        *_there("connect", "/connect", words.CONNECT.to(language)),
        *_there("upload", "/upload", words.UPLOAD.to(language)),
    ]


def _sections(language: Language) -> Iterator[Entry]:
    who = caller()
    yield Entry("home", words.WORKBOOKS.to(language), url_for("home.page"))
    for id, word in FOR_ADMINS if who.is_admin else ():
        yield from _there(id, f"/{id}", word.to(language))
    yield from _there("account", "/account", who.name)


def _menu(result: Result | None, language: Language) -> Iterator[Group]:
    base = url_for("reports.first", id=workbook().id)
    if result is not None:
        yield Group("meeting", "", tuple(_there("agenda", f"{base}/agenda", words.AGENDA.to(language))))
        reports = [one for one in result.reports if one.has_data or not _is_hidden(one)]
        waiting = [one for one in reports if not one.has_data and _lacks(one)]
        for group, title in words.GROUPS.items():
            entries = tuple(_entry(base, one) for one in reports if one.group == group and one not in waiting)
            if entries:
                yield Group(group, title.to(language), entries)
        if waiting:
            yield Group("waiting", words.WAITING.to(language), tuple(_entry(base, one) for one in waiting))
    yield Group("book", words.MENU.to(language), tuple(_of_book(base, result, language)))


def _entry(base: str, report: Report) -> Entry:
    return Entry(report.id, report.title, f"{base}/reports/{report.id}", not report.has_data)


def _lacks(report: Report) -> bool:
    """Whether it waits for a tab or a column, rather than that there is nothing to list today."""
    return any(block.unavailable is not None and block.unavailable.code == "missing" for block in report.blocks)


def _is_hidden(report: Report) -> bool:
    """Whether all of it is for the head only."""
    return all(block.unavailable is not None and block.unavailable.code == "hidden" for block in report.blocks)


def _of_book(base: str, result: Result | None, language: Language) -> Iterator[Entry]:
    if result is not None:
        yield from _there("problems", f"{base}/problems", words.PROBLEMS_SHORT.to(language))
    yield from _there("runs", f"{base}/runs", words.RUNS.to(language))
    if result is not None:
        yield from _there("export", f"{base}/reports.xlsx", words.EXPORT.to(language))
    if caller().leads:
        yield from _there("settings", f"{base}/settings", words.SETTINGS.to(language))


def _there(id: str, path: str, title: str) -> Iterator[Entry]:
    """Only what leads somewhere."""
    adapter = current_app.url_map.bind("")
    if adapter.test(path, "GET"):
        yield Entry(id, title, path)
