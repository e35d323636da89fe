"""The round: of every workbook what is due, by each way it is to go: claimed, sent, and what came of it kept."""

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock, Thread

from core.i18n import T
from sheets_addon.alerts import hooks, mail, message, webhook
from sheets_addon.alerts.choice import Choice, choice_of
from sheets_addon.alerts.due import Due, due, written
from sheets_addon.alerts.errors import NotSent, NotSentYet, both
from sheets_addon.alerts.message import Message
from sheets_addon.alerts.smtp_url import server_of
from sheets_addon.jobs.stopping import Stopping
from sheets_addon.logs import log
from sheets_addon.settings import Settings
from sheets_addon.store import Store, alerts, workbooks
from sheets_addon.store.alerts import Way
from sheets_addon.store.workbooks import Workbook, webhook_of

TRIES = 5
SILENCE = timedelta(minutes=5)
"""After which whoever claimed a message is taken for dead; no sending lasts so long."""
TRIAL, TRIAL_EVERY = "trial", timedelta(seconds=10)
"""Nobody may make us write to an address again and again."""
TOO_SOON = T(
    "пробное уже отправлялось только что: подождите {n} с.", "a trial message has just been sent: wait {n} seconds."
)


@dataclass(frozen=True)
class Post:
    settings: Settings
    store: Store
    clock: Callable[[], datetime]

    @property
    def root(self) -> str | None:
        return None if self.settings.public_url is None else self.settings.public_url.rstrip("/")


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message of one workbook by one way."""

    book: Workbook
    choice: Choice
    due: Due
    way: Way


def round_of(post: Post, stopping: Stopping | None = None) -> int:
    """Send what is due; how many were. An error of ours stops one message, not the others."""
    sent = 0
    for parcel in _parcels(post):
        if stopping is not None and stopping.begun:
            break
        try:
            sent += _deliver(post, parcel)
        except Exception as error:  # noqa: BLE001 - ours, whatever it is: the claim runs out, and it is tried again
            _ours(error, workbook=parcel.book.id, way=parcel.way)
    return sent


def _ours(error: Exception, **values: object) -> None:
    """Where it was, not its words: they may hold an address."""
    log().error("alert_error", error=type(error).__name__, trace=traceback.format_tb(error.__traceback__), **values)


def try_out(post: Post, book: Workbook, way: Way) -> T | None:
    """Send a trial message now; None, or who did not get it. Raises NotSent."""
    now, choice = post.clock(), choice_of(book.alerts)
    with post.store.write() as session:
        if not alerts.begin_anew(session, book.id, TRIAL, way, now, now - TRIAL_EVERY):
            raise NotSentYet(TOO_SOON, n=int(TRIAL_EVERY.total_seconds()))
    said, error = _sent(post, book, choice, way, message.trial(book, f"{TRIAL} {now.isoformat()}", post.root))
    with post.store.write() as session:
        alerts.settle(session, book.id, TRIAL, way, done=error is None, said=_sentence(error) or said)
    if error is not None:
        raise error
    return said


def _parcels(post: Post) -> list[Parcel]:
    now, found = post.clock(), []
    with post.store.read() as session:
        posted = hooks.all_set(session)
        for book in workbooks.all_workbooks(session):
            choice = choice_of(book.alerts)
            if book.paused or not choice.is_on:
                continue
            ways: list[Way] = ["mail"] if choice.to else []
            ways += ["webhook"] if webhook_of(book.id) in posted else []
            found += [
                Parcel(book, choice, one, way)
                for one in due(session, book, choice, now)
                for way in ways
                if alerts.is_open(session, book.id, one.what, way, now)
            ]
    return found


def _deliver(post: Post, parcel: Parcel) -> bool:
    """Whether it was sent by us now."""
    now, id, what, way = post.clock(), parcel.book.id, parcel.due.what, parcel.way
    with post.store.write() as session:
        tried = alerts.claim(session, id, what, way, now, now + SILENCE)
    if tried is None:
        return False
    made = written(post.store, parcel.book, parcel.due, post.root, now) if tried <= TRIES else None
    if made is None:  # its senders have died of it, or there is nothing to say any more
        log().error("alert_given_up", workbook=id, kind=parcel.due.kind, way=way, tries=tried - 1)
        with post.store.write() as session:
            alerts.settle(session, id, what, way, done=False)
        return False
    said, error = _sent(post, parcel.book, parcel.choice, way, made)
    again = _again(tried, post.clock()) if isinstance(error, NotSentYet) else None
    with post.store.write() as session:
        alerts.settle(session, id, what, way, done=error is None, said=_sentence(error) or said, next_at=again)
    return error is None


def _sent(post: Post, book: Workbook, choice: Choice, way: Way, made: Message) -> tuple[T | None, NotSent | None]:
    """Who did not get it, or why nobody did; a line in the log that holds no address."""
    try:
        said = _by(post, book, choice, way, made)
    except NotSent as error:
        log().warning("alert_not_sent", workbook=book.id, kind=made.kind, way=way, code=error.code)
        return None, error
    log().info("alert_sent", workbook=book.id, kind=made.kind, way=way, whole=said is None)
    return said, None


def _by(post: Post, book: Workbook, choice: Choice, way: Way, made: Message) -> T | None:
    if way == "mail":
        return mail.send(server_of(post.settings), made, choice.to, post.clock())
    with post.store.read() as session:
        hook = hooks.read(session, post.settings.store_key, book.id)
    if hook is not None:  # else it was taken away just now
        webhook.send(hook, made, post.settings.webhook_private, post.clock())
    return None


def _again(tried: int, now: datetime) -> datetime | None:
    """After 1, 2, 4 and 8 minutes; None: that was the last try."""
    return now + timedelta(minutes=2 ** (tried - 1)) if tried < TRIES else None


def _sentence(error: NotSent | None) -> T | None:
    return None if error is None else both(error.sentence, **error.values)


class Postman:
    """A thread of its own for the rounds, so that a slow server keeps no worker from a sync; one at a time."""

    def __init__(self, post: Post, stopping: Stopping) -> None:
        self._post, self._stopping, self._lock = post, stopping, Lock()
        self._thread: Thread | None = None

    def wake(self) -> None:
        """Begin a round, unless one is under way or the end has begun."""
        with self._lock:
            if self._stopping.begun or (self._thread is not None and self._thread.is_alive()):
                return
            self._thread = Thread(target=self._go, name="alerts", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Wait for what is being sent, within the grace; what is cut short is taken up at the next start."""
        self._stopping.begin()
        with self._lock:
            if self._thread is not None:
                self._thread.join(self._stopping.seconds_left)

    def _go(self) -> None:
        try:
            round_of(self._post, self._stopping)
        except Exception as error:  # noqa: BLE001 - the store is away for a moment: the next minute's round finds it
            _ours(error)
