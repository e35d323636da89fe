"""The history of a workbook's refreshes: when, why, who asked, how long, and what became of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from flask import Blueprint, request, url_for

from core.i18n import Language, T
from core.i18n.formats import day
from core.i18n.severities import severity_count
from sheets_addon.access import caller, needs, workbook
from sheets_addon.access.guard import store
from sheets_addon.jobs.rules import rules_of
from sheets_addon.store import audit
from sheets_addon.store import runs as kept
from sheets_addon.store.audit import Entry
from sheets_addon.store.runs import Run
from sheets_addon.sync.engine import MANUAL
from sheets_addon.web import frame, shown
from sheets_addon.web.language import page_language
from sheets_addon.web.words import runs as words
from sheets_addon.work import utc_now

PAGE = 50
ASKED_BEFORE = timedelta(minutes=15)
"""A run is that of whoever asked for one so long before it at most."""

runs = Blueprint("runs", __name__, url_prefix="/workbooks/<int:id>/runs")


@dataclass(frozen=True)
class Line:
    """One run as the page shows it; ``tone`` good, bad or ''."""

    at: str
    why: str
    who: str
    seconds: str
    became: str
    tone: str
    error: str
    problems: str
    requests: str


@runs.get("")
@needs("workbook")
def page(id: str) -> str:
    """The newest first; ``before``: older than the run of that number."""
    book, language, before = workbook(), page_language(), _before()
    with store().read() as session:
        found = kept.latest(session, book.id, PAGE + 1, before=before)
        asked = audit.read(session, workbook_id=book.id, limit=1000) if caller().leads else []
    older = url_for(".page", id=book.id, before=found[PAGE - 1].id) if len(found) > PAGE else ""
    newest = url_for(".page", id=book.id) if before else ""
    lines = list(_lines(found[:PAGE], asked, language))
    return frame.render_workbook("runs.html", shown.result(), "runs", lines=lines, older=older, newer=newest)


def _before() -> int | None:
    given = request.args.get("before", "")
    return int(given) if given.isdecimal() and given.isascii() and len(given) < 18 else None


def _lines(found: Sequence[Run], asked: Sequence[Entry], language: Language) -> Iterator[Line]:
    zone, today = rules_of(workbook()).zone, utc_now()
    for run in found:
        local = run.started_at.astimezone(zone)
        is_today = local.date() == today.astimezone(zone).date()
        yield Line(
            at=f"{local:%H:%M}" if is_today else f"{day(local.date(), language)} {local:%H:%M}",
            why=words.REASONS.get(run.reason, T(run.reason, run.reason)).to(language),
            who=_who(run, asked),
            seconds="" if run.seconds is None else _seconds(run.seconds, language),
            became=words.BECAME[run.status].to(language),
            tone={"ok": "good", "nothing": "good", "failed": "low", "taken-over": "near"}.get(run.status, ""),
            error=run.error.to(language) if run.error else "",
            problems=_problems(run, language),
            requests=", ".join(
                words.REQUESTS.get(kind, T(kind, kind)).say(language, n=n) for kind, n in sorted(run.requests.items())
            ),
        )


def _who(run: Run, asked: Sequence[Entry]) -> str:
    """The login of whoever asked for it last before it began; '' of a run that nobody asked for."""
    if run.reason != MANUAL:
        return ""
    by = (one for one in asked if one.what == "synced" and one.at <= run.started_at <= one.at + ASKED_BEFORE)
    return next((one.who for one in by), "")


def _problems(run: Run, language: Language) -> str:
    """For whoever sees all of them: to a manager the number would tell of the others' cells."""
    if not caller().leads or run.status != "ok":
        return ""
    said = [severity_count(severity, n, language) for severity, n in run.counts.items() if n]
    return ", ".join(said) or words.NONE.to(language)


def _seconds(seconds: float, language: Language) -> str:
    text = f"{seconds:.1f}" if seconds < 10 else f"{seconds:.0f}"
    return words.SECONDS.say(language, n=text.replace(".", ",") if language == "ru" else text)
