"""Google's requests a minute, one allowance for all workers, machines and service accounts (store.budget)."""

import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from math import ceil
from typing import Literal

from core.errors import QuotaSpent
from core.i18n import T
from sheets_addon.store import Store
from sheets_addon.store.budget import Limits, load, reserve

Kind = Literal["read", "write"]

SPENT = T(
    "Запросы к Google на эту минуту розданы другим книгам: очередь дойдёт через {wait} с, а ждать осталось {left} с. "
    "Планёрка повторит сама. Если так каждый день, добавьте ещё один сервисный аккаунт.",
    "This minute's requests to Google are given to other workbooks: the turn comes in {wait} s, but only {left} s are "
    "left. Planerka will try again. If this happens every day, add another service account.",
)


@dataclass(frozen=True)
class Budget:
    """``clock`` is that of the deadlines; ``pause`` waits, and may raise to give a wait up."""

    store: Store
    limits: Limits = field(default_factory=Limits)
    clock: Callable[[], float] = time.monotonic
    pause: Callable[[float], None] = time.sleep

    def take(self, kind: Kind, account: str, deadline: float) -> None:
        """Wait until one more request of ``account`` is allowed. Raises QuotaSpent if that is after ``deadline``."""
        left = deadline - self.clock()
        with self.store.write() as session:
            wait = reserve(session, kind, account, project_of(account), self.limits, left).wait
        if wait > left:
            raise QuotaSpent(SPENT, wait=ceil(wait), left=max(0, int(left)))
        self.pause(max(0.0, wait))  # also 0: a pause may refuse to go on

    def quietest(self, accounts: Iterable[str]) -> list[str]:
        """The accounts, the one with the fewest requests in this minute first; equal ones by chance."""
        with self.store.read() as session:
            busy = load(session, self.limits)
        return sorted(accounts, key=lambda account: (busy.get(account, 0), random.random()))  # noqa: S311 - a draw


def project_of(account: str) -> str:
    """The project of a service account, which is in its address: name@project.iam.gserviceaccount.com."""
    return account.partition("@")[2].removesuffix(".iam.gserviceaccount.com") or account
