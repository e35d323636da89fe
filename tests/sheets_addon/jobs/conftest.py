"""Workbooks in a store, a sync that does what a test says, and the jobs over both."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.errors import PlanerkaError
from core.i18n import T
from sheets_addon.jobs.work import Jobs, request
from sheets_addon.store import Store, leases, open_store, workbooks
from sheets_addon.store.workbooks import Workbook
from sheets_addon.sync import Outcome
from sheets_addon.sync.taking import taken

TTL = timedelta(minutes=4)


@dataclass
class Bench:
    """``sync`` begins as the engine's does; ``before`` happens right before that, ``during`` meanwhile."""

    store: Store
    now: datetime = datetime(2026, 3, 31, 5, 0, tzinfo=UTC)  # Tuesday, 08:00 in Moscow
    ran: list[tuple[int, str]] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)
    error: PlanerkaError | None = None
    before: Callable[[int], None] = lambda _: None
    during: Callable[[int], None] = lambda _: None

    @property
    def jobs(self) -> Jobs:
        return Jobs(self.store, self.sync, self.sent.append, lambda: self.now)

    def sync(self, id: int, reason: str | None) -> Outcome:
        self.before(id)
        with self.store.write() as session:
            begun = taken(session, id, f"worker-{len(self.ran)}", reason, self.now, TTL)
        if begun is None:
            return Outcome("running")
        lease, reason = begun
        self.ran.append((id, reason))
        self.during(id)
        with self.store.write() as session:
            if not leases.release(session, lease):
                return Outcome("lost", 1)
            if self.error is not None:
                workbooks.failed(session, id, self.now)
                return Outcome("failed", 1, self.error)
            workbooks.succeeded(session, id)
        return Outcome("written", 1)

    def connect(self) -> int:
        with self.store.write() as session:
            n = len(workbooks.all_workbooks(session))
            given = {"title": "Отдел", "language": "ru", "time_zone": "Europe/Moscow"}
            return workbooks.add(session, f"sheet-{n}", now=self.now, **given).id  # type: ignore[arg-type]

    def book(self, id: int) -> Workbook:
        with self.store.read() as session:
            return workbooks.get(session, id)

    def want(self, id: int, reason: str = "manual") -> bool:
        return request(self.store, id, reason, self.now)

    def die(self, id: int) -> None:
        """A worker begins and is killed."""
        with self.store.write() as session:
            assert leases.acquire(session, id, "dead", self.now, TTL)
            workbooks.take_wanted(session, id)

    def ahead(self, **more: float) -> datetime:
        self.now += timedelta(**more)
        return self.now


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    store = open_store(f"sqlite:///{tmp_path}/planerka.db")
    yield Bench(store)
    store.close()


class Refusal(PlanerkaError):
    """A failure that only a person can mend."""

    code = "not_shared"


REFUSED = Refusal(T("Не открыта.", "Not shared."))
