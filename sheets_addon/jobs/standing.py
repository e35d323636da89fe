"""How every workbook stands, for a person and for a monitor: the sync's own status, and what comes next."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from core.i18n import Language, T
from core.i18n.formats import day
from sheets_addon.jobs.retry import sentence
from sheets_addon.jobs.rules import rules_of
from sheets_addon.jobs.work import fault_of_code
from sheets_addon.store import Store, problems, workbooks
from sheets_addon.sync.status import Status, status

LATE = timedelta(minutes=15)
"""A run that is due for so long has nobody to do it, or too few."""
NEXT = T("Следующее обновление — {at}.", "The next refresh is at {at}.")
WANTED = T("Обновление запрошено в {at} и ждёт очереди.", "A refresh was asked for at {at} and waits its turn.")
OVERDUE = T(
    "Пора было обновить в {at}, но никто за это не взялся: проверьте, что запущена planerka serve или planerka work.",
    "It was due at {at}, but nobody has done it: see that planerka serve or planerka work is running.",
)
NOTHING_PLANNED = T(
    "Планёрок впереди нет: обновление только по просьбе.", "There is no meeting ahead: refreshed only on request."
)
FOUND = T("Замечаний к данным: {n}.", "Problems in the data: {n}.")


@dataclass(frozen=True, slots=True)
class Standing:
    """``overdue`` since when; ``problems`` of the last good run."""

    status: Status
    overdue: datetime | None
    problems: int

    @property
    def is_fine(self) -> bool:
        """Whether the reports are as they should be by now. What rests, and what has only been connected, is."""
        return self.status.workbook.paused or (self.status.state in ("good", "running", "never") and not self.overdue)

    def lines(self, language: Language, brief: bool = False) -> list[str]:
        """``brief``: for a page, where the age, the number of problems and a button for the next try stand beside."""
        said = self.status.lines(language, brief)
        if self.problems and not brief:
            said.append(FOUND.say(language, n=self.problems))
        book = self.status.workbook
        if book.paused:
            return said
        if self.overdue is not None:
            return [*said, OVERDUE.say(language, at=self.at(self.overdue, language))]
        if book.wanted_at is not None:
            return [*said, WANTED.say(language, at=self.at(book.wanted_at, language))]
        if book.next_run_at is None:
            return [*said, *([NOTHING_PLANNED.to(language)] if self._is_planned else [])]
        at = self.at(book.next_run_at, language)
        failed = None if brief else self.status.failed
        why = sentence(fault_of_code(failed.error_code or ""), book.failures, at, book.id, language) if failed else ""
        return [*said, why or NEXT.say(language, at=at)]

    @property
    def _is_planned(self) -> bool:
        """Whether its runs are planned at all: not of a file that is sent, and not yet before the first run's end."""
        return self.status.workbook.kind != "upload" and bool(self.status.good or self.status.failed)

    def as_json(self) -> dict[str, Any]:
        """Moments in UTC."""
        book, good, failed = self.status.workbook, self.status.good, self.status.failed
        return {
            "id": book.id,
            "title": book.title,
            "spreadsheet": book.spreadsheet_id,
            "state": "paused" if book.paused else self.status.state,
            "fine": self.is_fine,
            "refreshed_at": _iso(good.finished_at if good else None),
            "failed_at": _iso(failed.finished_at if failed else None),
            "error": failed.error_code if failed else None,
            "failures": book.failures,
            "next_run_at": _iso(book.next_run_at),
            "wanted_at": _iso(book.wanted_at),
            "overdue_since": _iso(self.overdue),
            "problems": self.problems,
        }

    def at(self, moment: datetime, language: Language) -> str:
        """A moment on the workbook's clock, with the day where it is not today."""
        zone = rules_of(self.status.workbook).zone
        local, today = moment.astimezone(zone), self.status.now.astimezone(zone).date()
        return f"{local:%H:%M}" if local.date() == today else f"{day(local.date(), language)} {local:%H:%M}"


def standings(store: Store, now: datetime) -> list[Standing]:
    """Every workbook, in the order in which they were connected."""
    with store.read() as session:
        books = workbooks.all_workbooks(session)
    return [standing(store, book.id, now) for book in books]


def standing(store: Store, id: int, now: datetime) -> Standing:
    """One of them. Raises UnknownWorkbook."""
    found = status(store, id, now)
    book = found.workbook
    with store.read() as session:
        kept = problems.total(session, id)
    waits = [at for at in (book.next_run_at, book.wanted_at) if at is not None and at <= now - LATE]
    is_waiting = bool(waits) and not book.paused and found.state != "running"
    return Standing(found, min(waits) if is_waiting else None, kept)


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
