"""The jobs put together from the settings: store, keys, budget, sync, queue."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from core.context import Slot
from core.errors import KeyRefused, PlanerkaError
from core.intake.book import is_input
from core.workbook import Cells
from sheets_addon import metrics
from sheets_addon.alerts.post import Post, Postman
from sheets_addon.jobs.budget import Budget
from sheets_addon.jobs.push import PATH, Push, renew
from sheets_addon.jobs.queue import Handlers, Queue, open_queue
from sheets_addon.jobs.stopping import Stopping
from sheets_addon.jobs.work import Jobs, tick, work
from sheets_addon.metrics import Metrics
from sheets_addon.settings import Settings
from sheets_addon.store import Store, open_store, retention, workbooks
from sheets_addon.store.channels import Channel
from sheets_addon.store.workbooks import Workbook
from sheets_addon.sync import Outcome, keys, sync
from sheets_addon.sync.connect import Reader, by_use
from sheets_addon.sync.opening import opener
from sheets_addon.sync.ports import OpenBook
from sheets_addon.work import utc_now
from sheets_addon.workbooks.google.book import GoogleWorkbook
from sheets_addon.workbooks.google.client import Client, connect, http_of
from sheets_addon.workbooks.google.watch import Watched, stop, watch


@dataclass(frozen=True)
class Service:
    settings: Settings
    store: Store
    budget: Budget
    jobs: Jobs
    queue: Queue
    stopping: Stopping
    metrics: Metrics

    def accounts(self) -> dict[str, keys.Info]:
        """The service accounts by address. Raises KeyRefused and SecretError."""
        return keys.accounts(self.store, self.settings.google_key, self.settings.store_key)

    def readers(self, id: str, only: str | None = None, seconds: float | None = None) -> dict[str, Reader]:
        """How each account, or only one, reads a spreadsheet; the least used first. Raises KeyRefused for none.

        ``seconds``: all that they may take together, for somebody waits.
        """
        found = self.accounts()
        if not found:
            raise KeyRefused(keys.NO_KEY)
        until = None if seconds is None else time.monotonic() + seconds
        return {
            address: partial(self._read, found[address], id, until)
            for address in ([only] if only else by_use(self.store, list(found)))
        }

    def refusal(self, workbook: Workbook) -> PlanerkaError | None:
        """Why the account of a connected workbook may not write it, None if it may: one Drive look."""
        try:
            info = keys.chooser(self.accounts, self.budget.quietest)(workbook)
            GoogleWorkbook(connect(info, self.settings.google_root), workbook.spreadsheet_id).look()
        except PlanerkaError as error:
            return error
        return None

    def client(self, info: keys.Info, until: float | None = None) -> Client:
        """What speaks with Google in an account's name, within the budget. ``until`` is on ``time.monotonic``."""
        return connect(
            info,
            self.settings.google_root,
            self.budget,
            until,
            sleep=self.stopping.pause,
            answered=self.metrics.answered,
        )

    def _read(self, info: keys.Info, id: str, until: float | None) -> tuple[str, Cells]:
        book = GoogleWorkbook(self.client(info, until), id)
        return book.look().title, book.read(is_input)


@dataclass(frozen=True)
class Drive:
    """Channels of Drive, each opened with an account that its workbook is shared with."""

    key_of: Callable[[Workbook], keys.Info]
    root: str | None
    address: str

    def watch(self, book: Workbook, channel: str, token: str, until: datetime) -> tuple[str, Watched]:
        info = self.key_of(book)
        http = http_of(connect(info, self.root))
        return str(info["client_email"]), watch(http, book.spreadsheet_id, channel, token, self.address, until)

    def stop(self, book: Workbook, channel: Channel) -> None:
        info = self.key_of(replace(book, account=channel.account))
        stop(http_of(connect(info, self.root)), channel.channel, channel.resource)


@contextmanager
def service(settings: Settings) -> Iterator[Service]:
    """Everything open for as long as the block lasts. Raises StoreError."""
    store, stopping = open_store(settings.store_url), Stopping()
    try:
        counted = metrics.new(store)
        budget = Budget(store, pause=stopping.pause, waited=counted.waited)
        chosen = keys.chooser(lambda: keys.accounts(store, settings.google_key, settings.store_key), budget.quietest)
        opened = opener(
            chosen, root=settings.google_root, budget=budget, sleep=stopping.pause, answered=counted.answered
        )
        interval = None if settings.interval is None else timedelta(minutes=settings.interval)
        run = partial(_run, store, opened, settings, counted)
        jobs = Jobs(store, run, lambda id: queue.send(id), utc_now, interval)
        postman = Postman(Post(settings, store, utc_now), stopping)

        def each_minute(queued: frozenset[int]) -> None:
            tick(jobs, queued)
            postman.wake()

        queue = open_queue(
            settings.store_url,
            Handlers(
                partial(work, jobs),
                each_minute,
                lambda: retention.forget(store, utc_now(), settings.history_days),
                _push(settings, store, chosen),
            ),
        )
        yield Service(settings, store, budget, jobs, queue, stopping, counted)
        postman.close()
        queue.huey.storage.close()
    finally:
        store.close()


def _push(settings: Settings, store: Store, key_of: Callable[[Workbook], keys.Info]) -> Callable[[], list[int]] | None:
    """Only an https address can be told of changes."""
    public = (settings.public_url or "").rstrip("/")
    if not public.startswith("https://"):
        return None
    return partial(renew, Push(store, Drive(key_of, settings.google_root, public + PATH), utc_now))


def _run(store: Store, opened: OpenBook, settings: Settings, counted: Metrics, id: int, reason: str | None) -> Outcome:
    """A file may be shown as of a day that the settings fix; what is online is always of today."""
    with store.read() as session:
        fixed = settings.asof if workbooks.get(session, id).kind == "file" else None
    slot: Slot | None = None if fixed is None else "evening"
    with counted.run() as ended:
        return ended(sync(store, id, open_book=opened, clock=utc_now, reason=reason, asof=fixed, slot=slot))
