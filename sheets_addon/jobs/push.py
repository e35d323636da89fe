"""Changes as Drive tells of them: channels opened and renewed, and what a message leads to.

Only where the service can be reached under a public https address. What is never told (Google promises nothing) is
found at the next meeting all the same.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.errors import PlanerkaError
from sheets_addon.logs import log
from sheets_addon.store import Store, channels, runs, workbooks
from sheets_addon.store.channels import Channel
from sheets_addon.store.workbooks import Workbook
from sheets_addon.workbooks.google.watch import Watched

PUSH = "push"
"""The reason of such a run."""
PATH = "/google/changed"
LIFETIME = timedelta(hours=24)
EARLY = timedelta(hours=3)
"""How long before its end a channel is opened anew."""
SETTLE = timedelta(minutes=1)
"""People type cell after cell: the run waits for the next ones."""
APART = timedelta(minutes=5)
"""At least so long after the last run, however much is typed."""
MOST = 50
"""Channels opened at one go: each is a request."""


class Watching(Protocol):
    """What is asked of Drive; each raises WorkbookError."""

    def watch(self, book: Workbook, channel: str, token: str, until: datetime) -> tuple[str, Watched]:
        """The account that opened it, and what Google says of it."""

    def stop(self, book: Workbook, channel: Channel) -> None: ...


@dataclass(frozen=True)
class Push:
    store: Store
    watching: Watching
    clock: Callable[[], datetime]


def renew(push: Push) -> list[int]:
    """Open the channels that are not there, or end soon; the workbooks that got one.

    One that cannot be had (not shared any more, say) is tried again the next time; its meetings go on all the same.
    """
    now, made = push.clock(), []
    with push.store.read() as session:
        books = [workbooks.get(session, id) for id in channels.lacking(session, now + EARLY)[:MOST]]
        old = {channel.workbook_id: channel for channel in channels.listed(session)}
    for book in books:
        try:
            _open(push, book, now)
            if book.id in old:
                push.watching.stop(book, old[book.id])
            made.append(book.id)
        except PlanerkaError as error:
            log().info("push_refused", workbook=book.id, code=error.code)
    return made


def told(store: Store, channel: str, token: str, state: str, now: datetime) -> bool:
    """Drive says that a file has changed: ask for a run, later if there are many; whether the message is ours."""
    with store.read() as session:
        id = channels.told(session, channel, token)
    if id is None:
        return False
    if state != "sync":  # the first message says only that the channel is open
        with store.write() as session:
            last = next(iter(runs.latest(session, id)), None)
            ready = now if last is None else last.started_at + APART
            workbooks.want(session, id, PUSH, max(now + SETTLE, ready))
    return True


def _open(push: Push, book: Workbook, now: datetime) -> None:
    name, token = secrets.token_hex(16), secrets.token_urlsafe(32)
    account, watched = push.watching.watch(book, name, token, now + LIFETIME)
    with push.store.write() as session:
        channels.keep(session, Channel(book.id, name, watched.resource, account, watched.ends_at), token)
