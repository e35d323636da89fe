"""How a workbook stands, honestly: what runs, how old the reports are, what failed and what to do about it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from core.i18n import Language, T
from core.i18n.formats import day, plural
from sheets_addon.store import Store, leases, runs, workbooks
from sheets_addon.store.leases import Lease
from sheets_addon.store.runs import Run
from sheets_addon.store.workbooks import Workbook
from sheets_addon.sync import words
from sheets_addon.workbooks.google.known import Known

State = Literal["running", "broken", "good", "failed", "never"]
"""``broken``: the worker of a run is gone, another will take the run over."""


@dataclass(frozen=True, slots=True)
class Status:
    """``good`` is the last run that left the reports right; ``failed`` the last one, if it did not."""

    state: State
    workbook: Workbook
    now: datetime
    running: Run | None
    good: Run | None
    failed: Run | None
    lost: tuple[str, ...] = ()
    """Titles of input tabs that were there and are not."""

    def lines(self, language: Language, brief: bool = False) -> list[str]:
        """The sentences, the most urgent first; ``brief``: whoever asks says the age of the reports himself."""
        said = [self._runs(language), self._failed(language), "" if brief else self._good(language)]
        said += [words.LOST_TAB.say(language, tab=title) for title in self.lost]
        if self.workbook.paused:
            said.append(words.PAUSED.to(language))
        return [line for line in said if line]

    def _runs(self, language: Language) -> str:
        if self.running is None:
            return ""
        text = words.RUNNING if self.state == "running" else words.BROKEN
        return text.say(language, since=self._time(self.running.started_at, language))

    def _failed(self, language: Language) -> str:
        if self.failed is None or self.failed.finished_at is None:
            return ""
        at = self._time(self.failed.finished_at, language)
        why = self.failed.error.to(language) if self.failed.error else ""
        many = words.AGAIN.say(language, n=self.workbook.failures) if self.workbook.failures > 1 else ""
        return words.FAILED.say(language, at=at, many=many, why=why)

    def _good(self, language: Language) -> str:
        if self.good is None or self.good.finished_at is None:
            return words.NEVER.to(language)
        at = self._time(self.good.finished_at, language)
        return words.GOOD.say(language, at=at, age=age(self.now - self.good.finished_at, language))

    def _time(self, moment: datetime, language: Language) -> str:
        """The workbook's wall clock; with the day where it is not today."""
        zone = ZoneInfo(self.workbook.time_zone)
        local, today = moment.astimezone(zone), self.now.astimezone(zone).date()
        return f"{local:%H:%M}" if local.date() == today else f"{day(local.date(), language)} {local:%H:%M}"


def status(store: Store, workbook_id: int, now: datetime) -> Status:
    """``now`` is aware. Raises UnknownWorkbook."""
    with store.read() as session:
        workbook = workbooks.get(session, workbook_id)
        last = next(iter(runs.latest(session, workbook_id, 1, "ok", "nothing", "failed")), None)
        good = next(iter(runs.latest(session, workbook_id, 1, "ok", "nothing")), None)
        running = next(iter(runs.latest(session, workbook_id, 1, "running")), None)
        lease, known = leases.holder(session, workbook_id), workbooks.known(session, workbook_id)
    failed = last if last is not None and last.status == "failed" else None
    lost = Known.from_json(known).lost if known else ()
    return Status(_state(running, lease, now, good, failed), workbook, now, running, good, failed, lost)


def _state(running: Run | None, lease: Lease | None, now: datetime, good: Run | None, failed: Run | None) -> State:
    if running is not None:
        alive = lease is not None and lease.owner != "" and lease.expires_at > now
        return "running" if alive and lease is not None and lease.fence == running.fence else "broken"
    if failed is not None:
        return "failed"
    return "never" if good is None else "good"


def age(passed: timedelta, language: Language) -> str:
    """«только что», «12 минут назад», «3 часа назад», «2 дня назад»."""
    minutes = max(0, int(passed.total_seconds() // 60))
    if minutes < 1:
        return T("только что", "just now").to(language)
    units = (
        (24 * 60, ("день", "дня", "дней"), ("day", "days")),
        (60, ("час", "часа", "часов"), ("hour", "hours")),
        (1, ("минуту", "минуты", "минут"), ("minute", "minutes")),
    )
    size, ru, en = next(unit for unit in units if minutes >= unit[0])
    n = minutes // size
    return f"{n} {plural(n, *ru)} назад" if language == "ru" else f"{n} {en[n > 1]} ago"
