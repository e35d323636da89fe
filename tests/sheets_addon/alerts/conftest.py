"""A store whose workbook has had a good run before its eleven o'clock meeting, and a clock that stands there."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.agenda import Agenda, Section
from core.context import Slot
from sheets_addon.alerts.choice import Choice
from sheets_addon.alerts.post import Post, round_of
from sheets_addon.settings import Settings
from sheets_addon.store import Store, agendas, leases, open_store, runs, workbooks
from sheets_addon.store.workbooks import Workbook
from tests.sheets_addon.alerts.servers import Mailbox, mail_server

DAY = date(2026, 3, 31)
TO = ("head@firma.ru", "boss@firma.ru")
ALL = Choice(TO, agenda=True, failures=True)
MADE = Agenda(
    "Планёрка 31.03.2026, 11:00",
    "",
    (
        Section("Что изменилось", ("Оплата: Ромашка, Анна Белова, 107 700 ₽", "<script>alert(1)</script>")),
        Section(
            "Не хватает до плана дня",
            ("Анна Белова: Звонки 12 из 30",),
            ("Менеджер", "Звонки"),
            (("Анна Белова", "12 / 30"), ("Итого", "12 / 30")),
            ("План дня выполнен: Пётр.",),
        ),
    ),
    "ru",
)


@dataclass
class Desk:
    """``now`` is 10:52 in Moscow on a Tuesday: two minutes after the run before the meeting at 11 has begun."""

    store: Store
    settings: Settings
    now: datetime = datetime(2026, 3, 31, 7, 52, tzinfo=UTC)

    @property
    def post(self) -> Post:
        return Post(self.settings, self.store, lambda: self.now)

    def send(self) -> int:
        return round_of(self.post)

    def ahead(self, **more: float) -> None:
        self.now += timedelta(**more)

    def connect(self, choice: Choice | None = ALL, title: str = "Отдел продаж", **more: Any) -> int:
        with self.store.write() as session:
            n = len(workbooks.all_workbooks(session))
            given = {"language": "ru", "time_zone": "Europe/Moscow"} | more
            id = workbooks.add(session, f"sheet-{n}", title=title, now=self.now, **given).id
            workbooks.change(session, id, alerts=None if choice is None else choice.as_json())
        return id

    def run(self, id: int, slot: Slot = "11", day: date = DAY, made: Agenda | None = MADE, **ago: float) -> int:
        """A good run that began ``ago``; it leaves an agenda unless ``made`` is None."""
        began = self.now - timedelta(**ago)
        with self.store.write() as session:
            lease = leases.acquire(session, id, "w", began, timedelta(minutes=1))
            assert lease is not None
            run = runs.begin(session, lease, reason="schedule", slot=slot, asof=day, now=began)
            if made is not None:
                agendas.keep(session, id, day, slot, asdict(made), began)
            runs.finish(session, lease, run.id, "ok" if made else "nothing", began + timedelta(seconds=9))
            workbooks.succeeded(session, id)
            leases.release(session, lease)
        return run.id

    def fail(self, id: int, error: Any) -> None:
        with self.store.write() as session:
            lease = leases.acquire(session, id, "w", self.now, timedelta(minutes=1))
            assert lease is not None
            run = runs.begin(session, lease, reason="retry", slot="11", asof=DAY, now=self.now)
            runs.finish(session, lease, run.id, "failed", self.now, error=error)
            workbooks.failed(session, id, self.now)
            leases.release(session, lease)

    def book(self, id: int) -> Workbook:
        with self.store.read() as session:
            return workbooks.get(session, id)


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mail_server() as box:
        yield box


@pytest.fixture
def desk(tmp_path: Path, box: Mailbox) -> Iterator[Desk]:
    store = open_store(f"sqlite:///{tmp_path}/planerka.db")
    yield Desk(store, with_mail(Settings(home=tmp_path), box.port))
    store.close()


def with_mail(settings: Settings, port: int, **more: Any) -> Settings:
    """As ``settings``, with a mail server on this machine."""
    kept = {name: getattr(settings, name) for name in settings.model_fields_set}
    return Settings(**kept | {"smtp_url": f"smtp://127.0.0.1:{port}", "smtp_from": "Планёрка <bot@firma.ru>"} | more)


def off(choice: Choice, **more: Any) -> Choice:
    return replace(choice, **more)
