"""Changes as Drive tells of them: what a message leads to, which channels are opened, all of it over HTTP."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.errors import WorkbookNotShared
from core.i18n import T
from sheets_addon.app import create_app
from sheets_addon.cli import serving
from sheets_addon.jobs.push import APART, LIFETIME, PATH, PUSH, SETTLE, Push, renew, told
from sheets_addon.jobs.service import Drive, service
from sheets_addon.jobs.work import tick, work
from sheets_addon.settings import Settings
from sheets_addon.store import Store, channels, leases, runs, workbooks
from sheets_addon.store.channels import Channel
from sheets_addon.store.workbooks import Workbook
from sheets_addon.workbooks.google.watch import Watched
from tests.sheets_addon.jobs.conftest import Bench
from tests.sheets_addon.sync.rig import ADDRESS, small
from tests.sheets_api import admin
from tests.sheets_api.running import credentials, running
from tests.sheets_api.server import Server


@dataclass
class Drives:
    """Notes what was asked of Drive; ``refuses`` the workbooks that are not shared any more."""

    refuses: set[int] = field(default_factory=set)
    opened: list[int] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)
    tokens: dict[int, tuple[str, str]] = field(default_factory=dict)

    def watch(self, book: Workbook, channel: str, token: str, until: datetime) -> tuple[str, Watched]:
        if book.id in self.refuses:
            raise WorkbookNotShared(T("Не открыта.", "Not shared."))
        self.opened.append(book.id)
        self.tokens[book.id] = (channel, token)
        return "a@one", Watched(f"resource-{channel}", until)

    def stop(self, book: Workbook, channel: Channel) -> None:
        self.stopped.append(channel.channel)


@pytest.fixture
def drive() -> Drives:
    return Drives()


@pytest.fixture
def push(bench: Bench, drive: Drives) -> Push:
    return Push(bench.store, drive, lambda: bench.now)


def say(bench: Bench, drive: Drives, id: int, state: str = "update") -> bool:
    return told(bench.store, *drive.tokens[id], state, bench.now)


def wanted(bench: Bench, id: int) -> datetime | None:
    return bench.book(id).wanted_at


def test_a_channel_for_each_spreadsheet_at_work_renewed_before_its_end(bench: Bench, drive: Drives, push: Push) -> None:
    one, two, resting = bench.connect(), bench.connect(), bench.connect()
    with bench.store.write() as session:
        workbooks.change(session, resting, paused=True)
        given = {"title": "Файл", "language": "ru", "time_zone": "Europe/Moscow", "kind": "file"}
        workbooks.add(session, "/a.xlsx", now=bench.now, **given)  # type: ignore[arg-type]
    assert renew(push) == [one, two]
    assert renew(push) == []
    first = drive.tokens[one][0]
    bench.ahead(hours=20, minutes=59)
    assert renew(push) == []
    bench.ahead(minutes=2)
    assert renew(push) == [one, two]
    assert first in drive.stopped and drive.tokens[one][0] != first
    with bench.store.read() as session:
        assert [channel.ends_at for channel in channels.listed(session)] == [bench.now + LIFETIME] * 2


def test_one_that_cannot_be_had_holds_up_no_other_and_is_tried_again(bench: Bench, drive: Drives, push: Push) -> None:
    one, two = bench.connect(), bench.connect()
    drive.refuses = {one}
    assert renew(push) == [two]
    drive.refuses = set()
    assert renew(push) == [one]


def test_a_change_asks_for_one_run_once_people_have_stopped_typing(bench: Bench, drive: Drives, push: Push) -> None:
    id = bench.connect()
    renew(push)
    asked = bench.now
    assert say(bench, drive, id)
    bench.ahead(seconds=20)
    assert say(bench, drive, id)
    assert wanted(bench, id) == asked + SETTLE
    tick(bench.jobs)
    assert bench.sent == []  # not yet
    bench.ahead(seconds=40)
    tick(bench.jobs)
    assert bench.sent == [id]
    work(bench.jobs, id)
    assert bench.ran == [(id, PUSH)]
    assert wanted(bench, id) is None


def test_however_much_is_typed_the_runs_are_some_minutes_apart(bench: Bench, drive: Drives, push: Push) -> None:
    id = bench.connect()
    renew(push)
    began = bench.now
    with bench.store.write() as session:
        lease = leases.acquire(session, id, "w", began, timedelta(minutes=1))
        assert lease
        runs.begin(session, lease, reason=PUSH, slot="11", asof=None, now=began)
        leases.release(session, lease)
    bench.ahead(seconds=30)
    say(bench, drive, id)
    assert wanted(bench, id) == began + APART


def test_a_person_does_not_wait_for_what_drive_has_asked(bench: Bench, drive: Drives, push: Push) -> None:
    id = bench.connect()
    renew(push)
    say(bench, drive, id)
    assert bench.want(id)  # earlier than the other wish, so it is a new one
    assert wanted(bench, id) == bench.now
    assert bench.book(id).wanted_reason == "manual"
    assert not bench.want(id)


@pytest.mark.parametrize("what", ["sync", "strange", "token", "channel", "old", "ключ"])
def test_what_is_no_change_of_ours_asks_for_nothing(bench: Bench, drive: Drives, push: Push, what: str) -> None:
    id = bench.connect()
    renew(push)
    channel, token = drive.tokens[id]
    if what == "old":
        bench.ahead(hours=22)
        renew(push)
    made = {
        "sync": (channel, token, "sync"),
        "strange": ("nobody", token, "update"),
        "token": (channel, token[:-1], "update"),
        "channel": ("", "", "update"),
        "old": (channel, token, "update"),
        "ключ": ("канал", "ключ\ud800", "update"),
    }[what]
    assert told(bench.store, *made, bench.now) == (what == "sync")
    assert wanted(bench, id) is None


@pytest.fixture(scope="module")
def google() -> Iterator[Server]:
    with running() as server:
        yield server


def test_over_http_a_person_types_and_the_service_hears_of_it(google: Server, tmp_path: Path) -> None:
    settings = Settings(
        home=tmp_path,
        google_root=google.root,
        google_key=credentials(google, tmp_path),
        public_url="https://planerka.example",
        secret_key="s" * 32,  # type: ignore[arg-type]
        trusted_hosts=("127.0.0.1",),
    )
    book = admin.upload(google, {"title": "Отдел", "sheets": small(), "share": {ADDRESS: "writer"}})
    with service(settings) as made, serving.running(server := serving.bound(create_app(made), "127.0.0.1", 0, "ru")):
        google.world.deliver_to = f"http://127.0.0.1:{server.effective_port}"
        given = {"title": "Отдел", "language": "ru", "time_zone": "Europe/Moscow"}
        with made.store.write() as session:
            id = workbooks.add(session, book.id, now=datetime.now(UTC), **given).id  # type: ignore[arg-type]
        drive = Drive(lambda _: made.accounts()[ADDRESS], google.root, settings.public_url + PATH)  # type: ignore[operator]
        assert renew(Push(made.store, drive, lambda: datetime.now(UTC))) == [id]
        assert _waits(made.store, id) is None
        admin.type_in(google, book.id, "A1", [["Клиент "]])
        until = datetime.now(UTC) + timedelta(seconds=10)
        while _waits(made.store, id) is None and datetime.now(UTC) < until:
            threading.Event().wait(0.05)
        assert _waits(made.store, id) is not None
        with made.store.read() as session:
            [channel] = channels.listed(session)
            drive.stop(workbooks.get(session, id), channel)
            drive.stop(workbooks.get(session, id), channel)  # gone already: as good
        assert google.world.channels == {}


def _waits(store: Store, id: int) -> datetime | None:
    with store.read() as session:
        return workbooks.get(session, id).wanted_at
