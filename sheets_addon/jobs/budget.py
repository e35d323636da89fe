"""Google's requests a minute, one allowance for all workers, machines and service accounts (store.budget)."""

import random
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import ceil
from typing import Literal

from core.errors import QuotaSpent
from core.i18n import T
from sheets_addon.store import Store
from sheets_addon.store.budget import Limits, Turn, answered, give_back, load, turn

Kind = Literal["read", "write"]

SPENT = T(
    "Запросы к Google на эту минуту розданы другим книгам: очередь дойдёт через {wait} с, а ждать осталось {left} с. "
    "Планёрка повторит сама. Если так каждый день, добавьте ещё один сервисный аккаунт, откройте ему часть таблиц и "
    "подключите их заново: planerka connect АДРЕС.",
    "This minute's requests to Google are given to other workbooks: the turn comes in {wait} s, but only {left} s are "
    "left. Planerka will try again. If this happens every day, add another service account, share some of the "
    "spreadsheets with it and connect them again: planerka connect URL.",
)


@dataclass(frozen=True)
class Budget:
    """``clock`` is that of the deadlines; ``pause`` waits, and may raise to give a wait up."""

    store: Store
    limits: Limits = field(default_factory=Limits)
    clock: Callable[[], float] = time.monotonic
    pause: Callable[[float], None] = time.sleep
    waited: Callable[[Kind, float | None], None] = lambda _kind, _seconds: None
    """Told how long each request waits, None of one whose turn would come too late."""

    @contextmanager
    def turn(self, kind: Kind, account: str, deadline: float) -> Iterator[None]:
        """Wait until one more request of ``account`` is allowed; the block sends it and has its answer.

        Raises QuotaSpent if that is after ``deadline``.
        """
        began = self.clock()
        asked = self._asked(kind, account, deadline)
        try:
            while not asked.is_now:
                self.pause(asked.wait)
                asked = self._asked(kind, account, deadline, asked.id)
            self.waited(kind, self.clock() - began)
            self.pause(0.0)  # which may refuse to go on
        except BaseException:
            with self.store.write() as session:
                give_back(session, asked.id)
            raise
        try:
            yield
        finally:
            with self.store.write() as session:
                answered(session, asked.id)

    def _asked(self, kind: Kind, account: str, deadline: float, id: int | None = None) -> Turn:
        left = deadline - self.clock()
        with self.store.write() as session:
            asked = turn(session, kind, account, project_of(account), self.limits, left, id)
        if asked.wait > left:
            self.waited(kind, None)
            raise QuotaSpent(SPENT, wait=ceil(asked.wait), left=max(0, int(left)))
        return asked

    def quietest(self, accounts: Iterable[str]) -> list[str]:
        """The accounts, the one with the fewest requests in this minute first; equal ones by chance."""
        with self.store.read() as session:
            busy = load(session, self.limits)
        return sorted(accounts, key=lambda account: (busy.get(account, 0), random.random()))  # noqa: S311 - a draw


def project_of(account: str) -> str:
    """The project of a service account, which is in its address: name@project.iam.gserviceaccount.com."""
    return account.partition("@")[2].removesuffix(".iam.gserviceaccount.com") or account
